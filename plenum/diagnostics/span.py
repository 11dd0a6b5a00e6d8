"""A place in a source file."""

from typing import NamedTuple


class Span(NamedTuple):
    """Where something stands: lines and columns count from 1, columns in characters.

    `path` is relative to the site, with forward slashes. The end is exclusive: the column
    after the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
