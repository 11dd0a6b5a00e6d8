"""Places: offsets into a text go in, lines and columns of its file come out."""

import re
from bisect import bisect_right

from plenum.diagnostics import Span
from plenum.source.file import SourceFile


class Places:
    """Leads from the text that a parser reads to the places of the file.

    That text begins at `offset` of the file; the characters at the offsets `taken`, from its
    beginning, were taken out of it.
    """

    def __init__(self, source: SourceFile, offset: int, taken: list[int]) -> None:
        """Find the lines once, so that each place costs little."""
        self.source = source
        self._offset = offset
        self._shifts = [place - number for number, place in enumerate(taken)]
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source.text))]

    def offset(self, index: int) -> int:
        """Return the offset in the file of a character of the parser's text."""
        shifted = self._offset + index + bisect_right(self._shifts, index)
        return min(shifted, len(self.source.text))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1. Only LF ends a line, whatever the parser thinks."""
        offset = min(offset, len(self.source.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """Return the offset at which a line, from 1, begins."""
        return self._line_starts[min(line, len(self._line_starts)) - 1]

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets of the file."""
        return Span(self.source.path, *self.line_and_column(start), *self.line_and_column(end))
