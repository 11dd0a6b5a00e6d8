"""Random texts of Markdown blocks come out, as editors write them: tidy, or a little careless.

Each function returns the lines of one block. The words are plain, so that what differs between
two readers of such a text differs in its blocks.
"""

from random import Random

_WORDS = "air coil cost duct fan filter heat house line pump room unit winter".split()
_CODE = [
    "x = 1",
    "  y = 2",
    "",
    "# no heading",
    "- no item",
    "> no quote",
    "1. no item",
    "<b>x</b>",
]
_CODE_INDENT = 4
_DEEPEST = 3
"""How many lists and quotes may stand in one another."""


def document(random: Random, *, careless: bool) -> str:
    """Return a text of some blocks, with spaces and empty lines as they should be, or not."""
    lines = _blocks(random, 0, random.randint(1, 5))
    return "\n".join(_carelessly(random, lines) if careless else lines) + "\n"


def _blocks(random: Random, depth: int, count: int) -> list[str]:
    """Return some blocks, mostly with an empty line between them."""
    lines: list[str] = []
    for _ in range(count):
        block = _block(random, depth)
        if lines:
            lines += _between(random, block, [0, 1, 1, 1, 1, 1, 1, 2])
        lines += block
    return lines


def _between(random: Random, block: list[str], counts: list[int]) -> list[str]:
    """Return the empty lines before a block: none if it needs none to be one."""
    if block[0].startswith("    "):
        # Of several empty lines in indented code in a list, one is left here.
        return [""]
    continues = block[0] == "<!--" or (block[0][0].isdigit() and block[0][0] != "1")
    return [""] * (random.choice(counts) or int(continues))


def _block(random: Random, depth: int) -> list[str]:
    kinds = [_paragraph, _paragraph, _paragraph, _heading, _rule, _fence, _indented, _table, _html]
    if depth < _DEEPEST:
        kinds_with_blocks = [_list, _list, _list, _quote, _details, _comment]
        chosen = random.randrange(len(kinds) + len(kinds_with_blocks))
        if chosen >= len(kinds):
            return kinds_with_blocks[chosen - len(kinds)](random, depth)
        return kinds[chosen](random)
    return random.choice(kinds)(random)


def _words(random: Random) -> str:
    words = " ".join(random.choice(_WORDS) for _ in range(random.randint(1, 4)))
    return words.capitalize() if random.random() < 1 / 2 else words


def _paragraph(random: Random) -> list[str]:
    lines = [_words(random) for _ in range(random.choice([1, 1, 1, 2, 3]))]
    for number in range(len(lines) - 1):
        lines[number] += random.choice(["", "", "", "", "", "  ", "   ", "\\"])
    return lines


def _heading(random: Random) -> list[str]:
    if random.random() < 1 / 3:
        return [*_paragraph(random), random.choice(["===", "---", "-----"])]
    return [f"{'#' * random.randint(1, 4)} {_words(random)}{random.choice(['', '', ' #', ' ##'])}"]


def _rule(random: Random) -> list[str]:
    return [random.choice(["---", "***", "* * *", "___", "- - -"])]


def _code(random: Random) -> list[str]:
    lines = ["x = 0"]
    for _ in range(random.randint(1, 4)):
        lines.append(random.choice([line for line in _CODE if line or lines[-1]]))
    return [*lines, "z = 3"]


def _fence(random: Random) -> list[str]:
    fence = random.choice(["```", "```", "````", "~~~"])
    return [fence + random.choice(["", "text", " python"]), *_code(random), fence]


def _indented(random: Random) -> list[str]:
    return [f"    {line}".rstrip() for line in _code(random)]


def _table(random: Random) -> list[str]:
    columns = random.randint(2, 3)
    rules = [random.choice(["---", ":--", "--:", ":-:"]) for _ in range(columns)]
    rows = [[_words(random) for _ in range(columns)] for _ in range(random.randint(2, 3))]
    return [f"| {' | '.join(row)} |" for row in [rows[0], rules, *rows[1:]]]


def _html(random: Random) -> list[str]:
    words = _words(random)
    return random.choice(
        [
            ["<div>", words, "</div>"],
            ["<hr>"],
            [f"<p>{words}</p>"],
            ['<a id="x"></a>'],
        ]
    )


def _details(random: Random, depth: int) -> list[str]:
    inner = _blocks(random, depth + 1, random.randint(1, 2))
    return ["<details>", f"<summary>{_words(random)}</summary>", "", *inner, "", "</details>"]


def _comment(random: Random, depth: int) -> list[str]:
    """Return a comment with an empty line; in a list or quote that ends, it would never end."""
    return _html(random) if depth else ["<!--", _words(random), "", "- x", "-->"]


def _quote(random: Random, depth: int) -> list[str]:
    """Return a quote; its marks may lack their space, and its last paragraph all but the first."""
    inner = _blocks(random, depth + 1, random.randint(1, 3))
    # Without the space after it, a mark takes one of those at the beginning of a line.
    indented = any(line.startswith(" ") for line in inner)
    mark = "> " if indented else random.choice(["> ", "> ", ">"])
    lines = [f"{mark}{line}" if line else ">" for line in inner]
    if random.random() < 1 / 4:
        first, *lazy = _paragraph(random)
        lines += [">", f"{mark}{first}", *lazy]
    return lines


def _list(random: Random, depth: int) -> list[str]:
    """Return a list; what belongs to an item stands below its text, or by 2 to 5 spaces in."""
    numbered = random.random() < 2 / 5
    mark = random.choice("..)" if numbered else "---**+")
    number = random.choice([1, 1, 1, 2, 9])
    gap = " " * random.choice([1, 1, 1, 1, 2, 3])
    before = "" if depth else " " * random.choice([0, 0, 0, 0, 0, 1, 2, 3])
    own_step = random.choice([None, None, None, None, 2, 3, 4, 5])
    loose = random.random() < 1 / 3
    lines: list[str] = []
    count = random.randint(1, 3)
    for place in range(count):
        lead = (f"{number + place}{mark}" if numbered else mark) + gap
        # The reference ends a list at an empty item with an empty line below it; cmark does not.
        is_empty = not loose and place + 1 < count and random.random() < 1 / 20
        step = _step(own_step, len(before), len(lead), depth)
        item = [""] if is_empty else _item(random, depth, reached=step >= len(lead))
        if loose and lines:
            lines.append("")
        lines.append(f"{before}{lead}{item[0]}".rstrip())
        lines += [" " * (len(before) + step) + line if line else "" for line in item[1:]]
    return lines


def _step(wanted: int | None, before: int, lead: int, depth: int) -> int:
    """Return by how many spaces to indent what belongs to an item."""
    if wanted is None or wanted >= lead:
        return wanted or lead
    # Four spaces or more that do not reach the item's text are code to the reference, and more
    # of the paragraph to the specification and to cmark.
    return lead if depth or before + wanted >= _CODE_INDENT else wanted


def _item(random: Random, depth: int, *, reached: bool) -> list[str]:
    """Return what an item holds: mostly a paragraph, and sometimes blocks below it.

    Without `reached`, what stands below is not its own, and would break a block in two.
    """
    begins_otherwise = reached and random.random() < 1 / 15
    lines = _block(random, depth + 1) if begins_otherwise else _paragraph(random)
    for _ in range(random.choice([0, 0, 0, 0, 1, 1, 2])):
        block = _block(random, depth + 1)
        lines += [*_between(random, block, [0, 1]), *block]
    return lines


def _carelessly(random: Random, lines: list[str]) -> list[str]:
    """Return the lines with some spaces and empty lines too many or too few."""
    result: list[str] = []
    for line in lines:
        spaces = len(line) - len(line.lstrip(" "))
        match random.randrange(30):
            case 0 | 1 if not line:
                continue
            case 0 if not spaces:
                result.append(" " * random.randint(1, 2) + line)
            case 1 if spaces:
                result.append(line[1:])
            case 2 if not line.endswith("\\"):
                result.append(f"{line}  ")
            case _:
                result.append(line)
    return result
