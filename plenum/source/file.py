"""A source file: bytes go in, text with LF newlines and a digest come out."""

from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.digest import digest_of

# What HTML and XML forbid in text: controls but tab and newline, and the noncharacters,
# which the reader also keeps for its own marks.
FORBIDDEN = lazy_re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_NEWLINE = lazy_re.compile(r"\n")
_NOT_NEWLINE = lazy_re.compile(r"[^\n]")


# Without slots, for its lines are found once.
class SourceFile(Struct, frozen=True, dict=True):
    """The text of one file of the site.

    `path` is relative to the site, with forward slashes; `text` has LF newlines and no byte
    order mark; `digest` is that of the file's bytes.
    """

    path: str
    text: str
    digest: str

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins. Only LF ends a line."""
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a character offset."""
        offset = min(offset, len(self.text))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the span of the characters from `start` to `end` (default: one character)."""
        end = start + 1 if end is None else end
        line, column = self.line_and_column(start)
        if line < len(self.line_starts) and start <= end < self.line_starts[line]:
            return Span(self.path, line, column, line, column + end - start)
        return Span(self.path, line, column, *self.line_and_column(end))


def read_source(root: Path, path: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Read the file `path` below `root`; None where it cannot be read as UTF-8."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [fault("unreadable-file", Span(path), reason=reason)]
    return decode_source(path, data)


def decode_source(path: str, data: bytes) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Turn the bytes of the file `path` into a `SourceFile`, or say where they are not text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        line, column = SourceFile(path, before, "").line_and_column(len(before))
        span = Span(path, line, column, line, column + 1)
        return None, [fault("not-utf8", span, byte=f"0x{data[error.start]:02X}")]
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = []
    if FORBIDDEN.search(text):
        source = SourceFile(path, text, "")
        faults = [
            fault("control-character", source.span(m.start()), code=f"U+{ord(m[0]):04X}")
            for m in FORBIDDEN.finditer(text)
        ]
        text = FORBIDDEN.sub("\ufffd", text)
    return SourceFile(path, text, digest_of(data)), faults


def blanked(text: str) -> str:
    """Return spaces for all but the line ends, so that what follows keeps its place."""
    return _NOT_NEWLINE.sub(" ", text)
