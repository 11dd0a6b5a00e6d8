"""A parser's complaint and an editor's mistake, as values, with their places among the lines."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field


class Mark(NamedTuple):
    """A place among the lines of an entry: line and column, both from 0."""

    line: int
    column: int


class Complaint(Struct, frozen=True):
    """What the parser said, where it stood, and where what it was reading began.

    `first` is the number of the entry's first line in the file.
    """

    problem: str
    context: str
    at: Mark
    since: Mark
    first: int = 1


class Mistake(Struct, frozen=True):
    """A fault's id, its place, its width in characters, and what its message names."""

    fault_id: str
    at: Mark
    width: int = 1
    values: Mapping[str, object] = field(default_factory=dict)


def line_of(lines: Sequence[str], number: int) -> str:
    """Return a line, empty where there is none of that number."""
    return lines[number] if 0 <= number < len(lines) else ""


def rest_of(line: str, column: int) -> int:
    """Return the number of characters from a column to the end of the line, at least 1."""
    return max(len(line.rstrip()) - column, 1)


def unfit(lines: Sequence[str], at: Mark) -> Mistake:
    """Return the mistake that a line does not fit, for a reason that nothing explains."""
    line = line_of(lines, at.line)
    return Mistake("yaml-syntax", at, rest_of(line, at.column), {"found": line.strip()[:40]})
