"""A line of YAML that begins with a tab goes in, how far in it belongs comes out."""

from collections.abc import Iterable, Iterator, Sequence

from plenum.source.mistake import Mark, Mistake, line_of
from plenum.source.yaml_lines import indent, is_item, key_column, key_of, spaces

_STEP = 2
"""How many spaces further in a group stands than the key that holds it."""


def tab_mistake(lines: Sequence[str], number: int) -> Mistake | None:
    """Find a tab before the words of a line, or of the one above it, where spaces belong."""
    return tab_at(lines, number - 1) or tab_at(lines, number)


def tab_at(lines: Sequence[str], number: int) -> Mistake | None:
    """Return the mistake that a tab stands before the words of a line, if one does."""
    line = line_of(lines, number)
    before = _margin(line)
    if "\t" not in before or not line.strip():
        return None
    how = _how(before, *_place(lines, number))
    return Mistake("yaml-tab", Mark(number, before.index("\t")), 1, {"advice": how})


def mended(lines: Sequence[str], number: int) -> str:
    """Return a line with spaces before its words, as many as it needs."""
    return " " * _place(lines, number)[0] + lines[number].strip()


def _how(before: str, wanted: int, where: str) -> str:
    """Say what to put in the place of the white space `before` a line."""
    if not wanted:
        return f"delete what stands before the first word{where}"
    if before == "\t":
        return f"replace the tab by {spaces(wanted)}{where}"
    return f"begin the line with {spaces(wanted)} and no tab{where}"


def _place(lines: Sequence[str], number: int) -> tuple[int, str]:
    """Return how many spaces a line needs, and beside which line that brings it, in words."""
    line = lines[number].strip()
    above = list(_indented(lines, range(number - 1, -1, -1)))
    below = next(_indented(lines, range(number + 1, len(lines))), "")
    if is_item(line):
        # Items stand under items, or within the key that has none yet.
        fellow = next((each for each in above if is_item(each) or _opens(each)), None)
        if fellow is not None and is_item(fellow):
            return indent(fellow), _under(fellow, indent(fellow))
    if _opens(line) and indent(below) > 0:
        # What the line holds stands below it, and is further in than the line itself.
        above = [each for each in above if key_column(each) < indent(below)]
    if not above:
        return 0, ""
    holder = above[0]
    column = key_column(holder)
    inside = _inside(line, column, below)
    if not _opens(holder) or (_opens(line) and 0 < indent(below) <= inside):
        return column, _under(holder, column)
    return inside, f", further in than '{key_of(holder)}'"


def _inside(line: str, column: int, below: str) -> int:
    """Return how far in a line stands that is held by a key at `column`."""
    if _opens(line) or indent(below) <= column:
        return column + _STEP
    if is_item(line) and not is_item(below):
        # The next key of the item stands under its first one, behind the dash.
        return max(indent(below) - key_column(line), column)
    return indent(below)


def _opens(line: str) -> bool:
    """Whether a line is a key that holds what stands below it."""
    return bool(key_of(line)) and line.rstrip().endswith((":", "|", ">", "|-", ">-"))


def _under(line: str, column: int) -> str:
    return f", exactly under '{key_of(line[column:]) or line.strip()[:20]}'"


def _indented(lines: Sequence[str], numbers: Iterable[int]) -> Iterator[str]:
    """Yield the lines that hold more than a comment and have no tab before their words."""
    for number in numbers:
        line = lines[number]
        words = line.strip()
        if words and not words.startswith("#") and "\t" not in _margin(line):
            yield line


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
