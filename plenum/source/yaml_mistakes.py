"""What the YAML parser stumbled over goes in, the editor's mistake and its place come out.

A parser stops where it can go on no longer, which is often lines after the mistake. From its
complaint, and a look at the lines above, the usual slips are told: a colon inside a text, a
quotation mark or bracket left open, wrong indentation, a text that begins with a sign of YAML.
The lines are those of one entry, so that no slip reaches into another.
"""

import re
from collections.abc import Sequence

from plenum import lazy_re
from plenum.source.mistake import Complaint, Mark, Mistake, line_of, rest_of, unfit
from plenum.source.yaml_brackets import (
    after_bracket,
    begins_with_sign,
    bracket_mistake,
    open_quote,
    quote,
)
from plenum.source.yaml_curly import OPENING, curly_advice, stands_around
from plenum.source.yaml_lines import (
    colon_end,
    indent,
    is_item,
    key_column,
    key_of,
    quoted_line,
    separated,
    spaces,
    value_start,
)
from plenum.source.yaml_loose import WRITE_KEY
from plenum.source.yaml_tabs import tab_mistake

_GLUED_DASH = lazy_re.compile(r"-[A-Za-z\"']")


def diagnose(lines: Sequence[str], complaint: Complaint) -> Mistake:  # noqa: PLR0911 (one a slip)
    """Return the mistake behind a complaint; `yaml-syntax` where it is none of the usual ones."""
    problem, context = complaint.problem, complaint.context
    early = (
        tab_mistake(lines, complaint.at.line)
        or _curly(lines, complaint.at.line)
        or _dash(lines, complaint.at.line)
    )
    if early:
        return early
    if "quoted scalar" in context:
        return quote(lines, complaint)
    if sign := begins_with_sign(lines, complaint):
        return sign
    if "flow" in context:
        return bracket_mistake(lines, complaint)
    if "mapping values" in problem:
        return _second_colon(lines, complaint)
    if "could not find expected ':'" in problem:
        return no_colon(line_of(lines, complaint.since.line), complaint.since)
    return _after_value(lines, complaint)


def _curly(lines: Sequence[str], number: int) -> Mistake | None:
    """A quotation mark of a text program, which YAML does not take for one."""
    line = line_of(lines, number)
    start = value_start(line)
    if start is None or line[start] not in OPENING:
        return None
    text = line[start:].strip()
    before = "" if stands_around(text) else line[:start].lstrip()
    values = {"mark": text[0], "advice": curly_advice(text, before)}
    return Mistake("curly-quote", Mark(number, start), len(text), values)


def _dash(lines: Sequence[str], number: int) -> Mistake | None:
    """A dash without a space, which makes no item of its line; the first of several lines."""
    first = None
    for candidate in range(number, -1, -1):
        words = line_of(lines, candidate).strip()
        if _GLUED_DASH.match(words):
            first = candidate
        elif candidate < number:
            break
    if first is None:
        return None
    line = line_of(lines, first)
    return no_space(line.strip(), Mark(first, indent(line)))


def _second_colon(lines: Sequence[str], complaint: Complaint) -> Mistake:
    """A colon where none may stand: in a text, under a text, or after a line without one."""
    number = complaint.at.line
    line, above = line_of(lines, number), _above(lines, number)
    begun = _text_begun(lines, number)
    if above is not None and begun is None and not (key_of(lines[above]) or is_item(lines[above])):
        return no_colon(lines[above], Mark(above, 0))
    if above is not None and _is_text_item(lines[above], indent(line)):
        start = value_start(lines[above]) or 0
        return no_colon(" " * start + lines[above][start:], Mark(above, 0))
    key = key_of(line)
    only_colon = bool(key) and colon_end(line) - 1 == complaint.at.column
    if only_colon and above is not None and re.fullmatch(r"[\w-]+", key):
        return _indentation(lines, number, complaint.first)
    if only_colon and begun is not None:
        line = " ".join(
            [lines[begun].rstrip(), *(text.strip() for text in lines[begun + 1 : number + 1])]
        )
    # A comma at the end is the habit of other formats; quoted, it would stay for good.
    whole = quoted_line(line.rstrip().removesuffix(","))
    advice = f"put the whole text in quotation marks: {whole}"
    return Mistake("yaml-colon", complaint.at, 1, {"advice": advice})


def _is_text_item(line: str, column: int) -> bool:
    """Whether a line is an item whose text, without a key, begins at a column."""
    return is_item(line) and not key_of(line) and value_start(line) == column


def _text_begun(lines: Sequence[str], number: int) -> int | None:
    """Return the line whose text goes on in the line `number`, None where none does."""
    for candidate in range(number - 1, -1, -1):
        line = lines[candidate]
        if key_of(line) or is_item(line):
            goes_on = indent(line) < indent(lines[number]) and value_start(line) is not None
            return candidate if goes_on else None
    return None


def _above(lines: Sequence[str], number: int) -> int | None:
    """Return the line before `number` that holds more than a comment."""
    for candidate in range(number - 1, -1, -1):
        text = line_of(lines, candidate).strip()
        if text and not text.startswith("#"):
            return candidate
    return None


def _indentation(lines: Sequence[str], number: int, first: int) -> Mistake:
    """Name the line, its neighbour above, and how far each of them is indented."""
    line = line_of(lines, number)
    other = _above(lines, number)
    if is_item(line):
        items = (each for each in range(number - 1, -1, -1) if is_item(lines[each]))
        other = next(items, other)
    if other is None or indent(lines[other]) == indent(line):
        return unfit(lines, Mark(number, indent(line)))
    return misplaced(line, Mark(number, 0), lines[other], (first + number, first + other))


def misplaced(line: str, at: Mark, other: str, numbers: tuple[int, int]) -> Mistake:
    """Return the mistake that a line is not indented as the `other` one."""
    width = max(indent(line), 1)
    wanted = indent(other) if is_item(line) else key_column(other)
    beside = wanted if indent(other) == indent(line) else indent(other)
    values = {
        "line": numbers[0],
        "spaces": spaces(indent(line)),
        "other": numbers[1],
        "others": beside or "none",
        "advice": f"begin it with {spaces(wanted)}, exactly under "
        f"'{key_of(other) or other.strip()[:20]}'",
    }
    return Mistake("yaml-indent", at, width, values)


def no_colon(line: str, at: Mark) -> Mistake:
    """Return the mistake that a line has no colon with a space behind its key."""
    start, words = indent(line), line.strip()
    if re.match(r"-[^\s-]", words):
        return no_space(words, Mark(at.line, start))
    fixed = as_entry(words)
    advice = f"write {fixed}" if fixed else WRITE_KEY
    values = {"found": words[:40], "advice": advice}
    return Mistake("missing-colon", Mark(at.line, start), max(len(words), 1), values)


def as_entry(words: str) -> str | None:
    """Return `key: value` for a line that was to be so, as far as its form tells; else None."""
    return separated(words) or _before_value(words)


def _before_value(words: str) -> str | None:
    """Return `key: value` for a line whose value begins with a bracket or a quotation mark."""
    value = re.search(r"(?<=[ ])[\[{\"']", words)
    return f"{words[: value.start()].strip()}: {words[value.start() :]}" if value else None


def no_space(words: str, at: Mark) -> Mistake:
    """Return the mistake that an item's dash is glued to its text."""
    return Mistake("dash-space", at, max(len(words), 1), {"line": f"- {words[1:].lstrip()}"})


def _after_value(lines: Sequence[str], complaint: Complaint) -> Mistake:
    """Something stands after a value that has ended, or a line is indented wrongly."""
    number = complaint.at.line
    line = line_of(lines, number)
    earlier = open_quote(lines, number - 1)
    if earlier is not None:
        return earlier
    start = value_start(line)
    if start is not None and complaint.at.column > start:
        if line[start] in "\"'":
            width = rest_of(line, complaint.at.column)
            advice = f"put the whole text in double quotation marks: {quoted_line(line)}"
            if line[complaint.at.column :].strip() == ",":
                advice = "delete the comma"
            return Mistake("text-after-quote", complaint.at, width, {"advice": advice})
        if line[start] in "[{":
            return after_bracket(line, Mark(number, start))
    above = _above(lines, number)
    if above is not None and complaint.at.column <= max(indent(line), 0):
        return _indentation(lines, number, complaint.first)
    return unfit(lines, complaint.at)
