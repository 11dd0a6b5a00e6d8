"""A line that belongs to nothing goes in, what an editor may have meant by it comes out.

It may be a key without its colon, an item without its dash, or the text of the line above, not
far enough in. Lines count from 0, as a list has them.
"""

from collections.abc import Collection, Sequence

from plenum import lazy_re
from plenum.source.yaml_lines import (
    colon_end,
    indent,
    is_item,
    is_open,
    item_begin,
    key_column,
    key_of,
    quoted,
    spaces,
)

WRITE_KEY = "write key: text"
_MOST_ABOVE = 60
"""How many lines above are looked at, so that a file of such lines is read in linear time."""
_STEP = 2
_BLOCK_TEXT = lazy_re.compile(r":[ \t]+[|>][+-]?\d?$")
_SENTENCE_END = (".", "?", "!")


def loose_advice(lines: Sequence[str], number: int, keys: Collection[str]) -> str:
    """Say what to do with a line that is neither a key nor an item.

    The `keys` are those that may be meant: known ones that the text does not give otherwise.
    """
    line = lines[number]
    head = _head(lines, number)
    dash = "- " if is_item(line) else ""
    going_on = "" if head is None or dash else _going_on(lines[head])
    first, _, rest = line.strip().removeprefix(dash).strip().partition(" ")
    known = keys if line[:1].strip() and not dash else _neighbours(lines, number)
    if first in known and rest.strip():
        advice = f"write {dash}{first}: {_as_value(rest.strip())}"
        return advice if _is_ended(lines, number) else _either(advice, going_on)
    if head is None or dash:
        return WRITE_KEY
    if _is_between_items(lines, number, lines[head]):
        return _either(_with_dash(line, lines[head]), going_on)
    if head == number - 1 and _is_text_below(lines[head]):
        inside = spaces(key_column(lines[head]) + _STEP)
        key = key_of(lines[head])
        return f"if it is the text of '{key}', begin each line of it with {inside}"
    return _either(WRITE_KEY, going_on)


def _neighbours(lines: Sequence[str], number: int) -> set[str]:
    """Return the keys that stand where a line's first word stands, in other items of its list."""
    line = lines[number]
    column = indent(line) + (len("- ") if is_item(line) else 0)
    near = lines[max(number - _MOST_ABOVE, 0) : number + _MOST_ABOVE]
    return {key_of(each) for each in near if key_column(each) == column > 0} - {""}


def _is_ended(lines: Sequence[str], number: int) -> bool:
    """Whether a sentence ends in the line above."""
    return number > 0 and lines[number - 1].rstrip().endswith(_SENTENCE_END)


def _as_value(words: str) -> str:
    return words if words[0].isalnum() else quoted(words)


def _either(advice: str, otherwise: str) -> str:
    return f"{advice}; {otherwise}" if otherwise else advice


def _head(lines: Sequence[str], number: int) -> int | None:
    """Return the line above with the key or the dash of the text that may go on."""
    head = None
    for above in range(number - 1, max(number - _MOST_ABOVE, 0) - 1, -1):
        line = lines[above]
        if line.startswith("---"):
            break
        if head is not None:
            # What looks like a key may be a line of a text that begins further out.
            if line.strip() and indent(line) < indent(lines[head]):
                return above if _BLOCK_TEXT.search(line.rstrip()) else head
        elif key_of(line) or is_item(line):
            head = above
    return head


def _is_text_below(head: str) -> bool:
    """Whether the text of a key stands in the lines below it."""
    return is_open(head) or _BLOCK_TEXT.search(head.rstrip()) is not None


def _is_between_items(lines: Sequence[str], number: int, head: str) -> bool:
    """Whether a line stands where an item of a list of texts belongs."""
    if not is_item(head) or key_of(head):
        return False
    beside = indent(lines[number]) == indent(head) > 0
    below = next((line for line in lines[number + 1 : number + _MOST_ABOVE] if line.strip()), "")
    return beside or (is_item(below) and indent(below) == indent(head))


def _with_dash(line: str, head: str) -> str:
    column = indent(head)
    return f"begin it with {item_begin(0 if indent(line) == column else column)}"


def _going_on(head: str) -> str:
    """Say how the text of a line goes on, empty where it cannot."""
    key = key_of(head)
    name = f"the text of '{key}'" if key else "the item above"
    value = head[colon_end(head) :].strip() if key else head.strip().lstrip("- ")
    if not value or value.startswith(("[", "{", "#")):
        return ""
    if value.startswith(('"', "'")):
        return f"if it goes on with {name}, put it before the quotation mark at its end"
    column = key_column(head) if key else indent(head)
    return f"if it goes on with {name}, begin it with {spaces(column + _STEP)}"
