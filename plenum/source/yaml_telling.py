"""What a parser could not read goes in, the faults that editors read come out."""

from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Severity, fault
from plenum.source.mistake import Complaint, Mark, Mistake
from plenum.source.places import Places
from plenum.source.yaml_builder import NotYamlError, TooLargeError
from plenum.source.yaml_lines import key_of
from plenum.source.yaml_loose import WRITE_KEY, loose_advice
from plenum.source.yaml_mistakes import diagnose
from plenum.source.yaml_parts import is_tabbed
from plenum.source.yaml_tabs import mended, tab_at

_NAME = lazy_re.compile(r"[^\s,\[\]{}]+")
_ANCHOR = lazy_re.compile(r"&([^\s,\[\]{}]+)")

_NEIGHBOURS = 60
"""How many lines above a tab are looked at for what its line stands beside."""


class Teller:
    """Tells the faults of one text, at offsets of the parser's text."""

    def __init__(
        self,
        places: Places,
        faults: list[Diagnostic],
        spoilt: frozenset[int],
        keys: Collection[str] = (),
    ) -> None:
        """Begin; of the lines `spoilt`, by an invisible character, all is said already.

        A line that is neither a key nor an item may have been meant for one of the `keys`.
        """
        self.places = places
        self.faults = faults
        self._spoilt = sorted(spoilt)
        self._keys = keys
        self._too_large = False
        self._lines = places.source.text.split("\n")

    def has_told(self, since: int) -> bool:
        """Whether there is an error among the faults from the number `since` on."""
        return any(
            self.faults[number].severity is Severity.ERROR
            for number in range(since, len(self.faults))
        )

    def is_spoilt(self, start: int, end: int) -> bool:
        """Whether all is said already of a line between two offsets."""
        first, last = self.line(start), self.line(max(end - 1, start))
        at = bisect_left(self._spoilt, first)
        return at < len(self._spoilt) and self._spoilt[at] <= last

    def is_elsewhere(self, error: NotYamlError | TooLargeError) -> bool:
        """Whether an alias repeats what another entry holds: that is no mistake."""
        if not isinstance(error, NotYamlError) or "undefined alias" not in error.problem:
            return False
        name = _NAME.match(self.places.source.text, error.at + 1)
        return name is not None and name[0] in self._anchors

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(_ANCHOR.findall(self.places.source.text))

    @cached_property
    def _missing_keys(self) -> frozenset[str]:
        return frozenset(self._keys) - {key_of(line) for line in self._lines if line[:1].strip()}

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset, from 1."""
        return self.places.line_and_column(self.places.offset(offset))[0]

    def line_text(self, number: int) -> str:
        """Return a line by its number."""
        return self._lines[number - 1]

    def tell(self, mistake: Mistake, start: int) -> None:
        """Record a mistake whose lines count from the one at `start`."""
        number = self.line(start) + mistake.at.line
        begin = self.places.line_start(number) + mistake.at.column
        span = self.places.span(begin, begin + mistake.width)
        values = mistake.values
        if values.get("advice") == WRITE_KEY:
            advice = loose_advice(self._lines, number - 1, self._missing_keys)
            values = {**values, "advice": advice}
        self.faults.append(fault(mistake.fault_id, span, **values))

    def tell_error(
        self, error: NotYamlError | TooLargeError, start: int, end: int
    ) -> Mistake | None:
        """Record what the parser stumbled over between two offsets; return the mistake."""
        if isinstance(error, NotYamlError):
            mistake = self._diagnosed(error, start, end)
            self.tell(mistake, start)
            return mistake
        if not self._too_large:
            # What unfolds without end in one entry leaves no room for the next ones.
            self._too_large = error.fault_id == "yaml-alias"
            self.faults.append(fault(error.fault_id, error.span))
        return None

    def tell_tabs(self, start: int, end: int, margin: int) -> None:
        """Record each tab that stands between two offsets where a margin belongs."""
        first, last = self.line(start), self.line(max(end - 1, start))
        for number in range(first, last + 1):
            if not is_tabbed(self.line_text(number), margin):
                continue
            above = max(number - 1 - _NEIGHBOURS, 0)
            lines = self._lines[above : number + _NEIGHBOURS]
            mistake = tab_at(lines, number - 1 - above)
            # What stands below it is told its place by the line as it should be.
            self._lines[number - 1] = mended(lines, number - 1 - above)
            if mistake is not None:
                line = number - first
                self.tell(Mistake(mistake.fault_id, Mark(line, mistake.at.column), 1,
                                  mistake.values), start)  # fmt: skip

    def _diagnosed(self, error: NotYamlError, start: int, end: int) -> Mistake:
        first = self.line(start)
        begin, stop = self.places.line_start(first), self.places.offset(end)
        lines = self.places.source.text[begin:stop].split("\n")

        def mark(offset: int) -> Mark:
            line, column = self.places.line_and_column(offset)
            return Mark(line - first, column - 1)

        at, since = mark(error.at), mark(error.since)
        return diagnose(lines, Complaint(error.problem, error.context, at, since, first))
