"""Places: offsets into a text go in, lines and columns of its file come out."""

from bisect import bisect_right

from plenum.diagnostics import Span
from plenum.source.file import SourceFile


class Places:
    """Leads from the text that a parser reads to the places of the file.

    That text begins at `offset` of the file; the characters at the offsets `taken`, from its
    beginning, were taken out of it.
    """

    def __init__(self, source: SourceFile, offset: int, taken: list[int]) -> None:
        """Take the file, and what leads from the parser's text to it."""
        self.source = source
        self._offset = offset
        self._shifts = [place - number for number, place in enumerate(taken)]

    def offset(self, index: int) -> int:
        """Return the offset in the file of a character of the parser's text."""
        taken = bisect_right(self._shifts, index) if self._shifts else 0
        return min(self._offset + index + taken, len(self.source.text))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1. Only LF ends a line, whatever the parser thinks."""
        return self.source.line_and_column(offset)

    def line_start(self, line: int) -> int:
        """Return the offset at which a line, from 1, begins."""
        starts = self.source.line_starts
        return starts[min(line, len(starts)) - 1]

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets of the file."""
        return self.source.span(start, end)
