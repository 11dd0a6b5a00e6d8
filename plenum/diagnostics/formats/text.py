"""Faults for people at a terminal: place, what is wrong, the line with a caret, what to do."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from plenum import lazy_re
from plenum.diagnostics import Diagnostic

LineOf = Callable[[str, int], str | None]
"""Returns a line of a file of the site, by path and number from 1."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_PLAIN = "\x1b[0m"
_INDENT = "  "
_WIDTH = 80 - len(_INDENT)
"""Cells of a terminal for a source line: a longer one would break, and its caret go astray."""
_REACH = 4 * _WIDTH
"""Characters around a fault that are looked at: a line may be a whole book."""
_TAB = 4
# What would steer the terminal or turn its line around: controls, and the marks of direction.
_STEERING = lazy_re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def format_text(diagnostics: Iterable[Diagnostic], line_of: LineOf, *, colour: bool = False) -> str:
    """Return all faults as text, each followed by an empty line."""
    return "".join(f"{_one(diagnostic, line_of, colour)}\n" for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, line_of: LineOf, colour: bool) -> str:  # noqa: FBT001
    span, severity = diagnostic.span, str(diagnostic.severity)
    name = f"{_COLOURS[severity]}{severity}{_PLAIN}" if colour else severity
    place = f"{one_line(span.path)}:{span.line}:{span.column}"
    lines = [f"{place}: {name} {diagnostic.id}: {visible(diagnostic.message)}"]
    source = line_of(span.path, span.line)
    if source is not None and source.strip():
        end = span.end_column - 1 if span.end_line == span.line else len(source)
        lines += [f"{_INDENT}{line}" for line in _excerpt(source, span.column - 1, end)]
    if diagnostic.hint:
        lines.append(f"{_INDENT}→ {visible(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def one_line(path: str) -> str:
    """Return a path with codes for line ends and other controls, which a file name may hold."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def visible(text: str) -> str:
    """Return a text with a sign in the place of each control: ␛ for the escape character."""
    return _STEERING.sub(
        lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text
    )


def _excerpt(source: str, start: int, end: int) -> tuple[str, str]:
    """Return what is shown of a line, and the carets under the characters `start` to `end`.

    A line that is too long for a terminal is cut around the characters, with an ellipsis for
    what is left out.
    """
    skipped = max(0, start - _REACH)
    source = source[skipped : start + _REACH]
    start, end = start - skipped, min(end - skipped, len(source))
    cells = _cells(source)
    # At which cell each character begins, and where the last one ends.
    columns = list(accumulate(map(_width, cells), initial=0))
    first, last = _window(columns, start, end, cut=skipped > 0)
    before = "…" if first or skipped else ""
    after = "…" if last < len(source) else ""
    shown = before + "".join(cells[first:last]) + after
    margin = len(before) + columns[start] - columns[first]
    marked = columns[max(start, min(end, last))] - columns[start]
    return shown, " " * margin + "^" * max(1, marked)


def _window(columns: list[int], start: int, end: int, *, cut: bool) -> tuple[int, int]:
    """Return from which to which character a line is shown.

    The character at `start` is among them, with about as much before the fault as after it;
    `cut` says that something is left out before the first one already.
    """
    length = len(columns) - 1
    if columns[length] <= _WIDTH - cut:
        return 0, length
    room = _WIDTH - 1
    context = max(room - 1 - (columns[max(start, end)] - columns[start]), room // 3) // 2
    begin = min(columns[start] - context, columns[length] - room)
    first = bisect_left(columns, begin) if begin > 0 else 0
    # An accent stays with its letter.
    while 0 < first < start and columns[first + 1] == columns[first]:
        first += 1
    room = _WIDTH - (1 if first or cut else 0)
    if columns[length] - columns[first] > room:
        room -= 1
    return first, bisect_right(columns, columns[first] + room) - 1


def _cells(source: str) -> list[str]:
    """Return what is shown for each character of a line; a tab reaches to the next stop."""
    if source.isprintable() and source.isascii():
        return list(source)
    cells = []
    column = 0
    for character in source:
        shown = " " * (_TAB - column % _TAB) if character == "\t" else visible(character)
        cells.append(shown)
        column += _width(shown)
    return cells


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes, by the rules of wcwidth.

    Accents, joiners and other marks without a place of their own take none; letters of East
    Asia and pictures take two.
    """
    return len(text) if text.isascii() else sum(map(_width_of, text))


def _width_of(character: str) -> int:
    if character != "\u00ad" and unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    # The vowels and last consonants of a Korean syllable are drawn into its first letter.
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
