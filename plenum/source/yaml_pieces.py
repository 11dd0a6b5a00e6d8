"""YAML that cannot be read as a whole goes in, its topmost entries come out, each by itself.

A mistake in one of them hides nothing in the others then, and cannot run on into them.
"""

from typing import NamedTuple

from plenum import lazy_re
from plenum.source.yaml_lines import begins_entry, indent

_BOUNDARY = lazy_re.compile(r"(?:---|\.\.\.)(?:\s|$)")


class Piece(NamedTuple):
    """One entry: its character offsets, and whether it is a line that begins a new document."""

    start: int
    end: int
    boundary: bool = False


def pieces(text: str) -> list[Piece]:
    """Cut a text before each line that begins a topmost key, and around document lines."""
    lines = text.split("\n")
    margin = min((indent(line) for line in lines if begins_entry(line.lstrip(" "))), default=0)
    starts: list[tuple[int, bool]] = []
    offset, after_boundary = 0, True
    for line in lines:
        boundary = _BOUNDARY.match(line) is not None
        if boundary or after_boundary or (indent(line) == margin and begins_entry(line[margin:])):
            starts.append((offset, boundary))
        after_boundary = boundary
        offset += len(line) + 1
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [
        Piece(start, end, boundary)
        for (start, boundary), end in zip(starts, ends, strict=True)
        if text[start:end].strip()
    ]
