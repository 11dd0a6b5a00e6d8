"""What blocks stand in: an item of a list, and how deep lists and quotes may go."""

import sys

from msgspec import Struct

DEEPEST = 50
"""How many lists and quotes may stand in one another: more is no text, and takes seconds."""
NEVER = sys.maxsize
"""The column of an item that no line can reach."""


class TooDeepError(Exception):
    """Lists and quotes stand in one another deeper than `DEEPEST`."""

    def __init__(self, line: int) -> None:
        """Take the number of the line, from 0, that goes too deep."""
        super().__init__(f"line {line}")
        self.line = line


class Item(Struct):
    """A list's item that later lines may belong to."""

    content: int
    """The column, from 0, at which its text stands."""
    kind: str
    """`-`, `+` or `*`, or what stands behind its number: `.` or `)`."""
    begin: int
    """Which line it begins on, of those that have been written."""
    on_own_line: bool
    """Whether no other item begins on the same line before it."""
