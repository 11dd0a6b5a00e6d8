"""What a rule of form finds: a slip, which becomes a fault once its place has a line."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from plenum.diagnostics import Span
from plenum.read.alignment import aligned
from plenum.source import Located, Reading, SourceFile

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Slip(NamedTuple):
    """A fault of form between two offsets of a text, with what its message names."""

    start: int
    end: int
    fault_id: str
    values: Mapping[str, object] = _NOTHING


class Lines:
    """The lines of a source file from one of its places on.

    They are counted once, so that a text with a hundred thousand slips takes no time.
    """

    def __init__(self, source: SourceFile, start: int) -> None:
        """Take the file, and the offset in it from which places are counted."""
        self._source = source
        self._start = start

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(line) + 1 for line in self._source.text.split("\n"))
        return list(accumulate(lengths, initial=0))

    def offset(self, place: int) -> int:
        """Return where in the file a place of the text stands."""
        return self._start + place

    def number(self, place: int) -> int:
        """Return the number of the line of a place, as editors count."""
        return bisect_right(self._starts, self.offset(place))

    def record(self, slips: Iterable[Slip], reading: Reading) -> None:
        """Record the slips as faults of the file."""
        for slip in slips:
            begin, end = self.offset(slip.start), self.offset(slip.end - 1) + 1
            span = Span(self._source.path, *self._position(begin), *self._position(end))
            reading.add(slip.fault_id, span, **slip.values)

    def _position(self, offset: int) -> tuple[int, int]:
        number = bisect_right(self._starts, offset)
        return number, offset - self._starts[number - 1] + 1


class ValueLines(Lines):
    """The lines on which a value of YAML stands, be it quoted, folded or literal."""

    def __init__(self, source: SourceFile, value: Located[str]) -> None:
        """Take the file and the value."""
        super().__init__(source, value.start)
        self._value = value

    @cached_property
    def _places(self) -> list[int] | None:
        value = self._value
        return aligned(value.value, self._source.text[value.start : value.end])

    def offset(self, place: int) -> int:
        """Return where in the file a place of the value stands; its beginning in case of doubt."""
        if not self._places:
            return self._start
        return self._start + self._places[min(place, len(self._places) - 1)]
