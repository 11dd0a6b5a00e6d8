"""The lines of a worked example go in, the example and every fault of it come out.

A line is `name = value`, `name = formula` or `name = formula = what it comes to`. A line that
begins with `result:` says what the whole comes to. Only a page that has an example imports
this module; `docs/editors/examples.md` tells editors how to write one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from plenum import lazy_re
from plenum.model.example import Example, ExampleGiven, ExampleStep
from plenum.model.measure import Measure, Scale
from plenum.read.example_formula import (
    NAME,
    PART,
    Citation,
    Formula,
    Known,
    UnknownValueError,
)
from plenum.read.example_lists import Value
from plenum.read.example_stated import (
    Stated,
    compare,
    plain,
    read_others,
    read_stated,
    shown,
)
from plenum.read.example_units import ExampleError, slip
from plenum.read.slips import Slip

_RESULT = lazy_re.compile(r"[ ]*[Rr]esults?[ ]*:[ ]*")
_MOST_LINES = 80
_LONGEST_LINE = 500
_FORM = "write a line so: 'area = 320 ft²', 'Q = area × load' or 'result: Q = 7,600 BTU/h'"


class LineSlip(NamedTuple):
    """A fault of an example, on its line, from 0."""

    line: int
    slip: Slip


class Cited(NamedTuple):
    """A fact that one of the given quantities rests on: its line and its number, from 0."""

    line: int
    given: int
    fact: Citation


class Worked(NamedTuple):
    """An example, unless it cannot be computed, its faults and the facts that it cites."""

    example: Example | None
    slips: tuple[LineSlip, ...]
    cited: tuple[Cited, ...] = ()


class _Line(NamedTuple):
    """A line that gives a quantity a name: its number, its text, the name and what follows `=`."""

    number: int
    text: str
    name: re.Match[str]
    start: int
    end: int
    is_result: bool


class _Draft(NamedTuple):
    """A quantity that is computed, and the line that gives it its name."""

    line: _Line
    step: ExampleStep
    is_stated: bool = False


def work_out(title: str, lines: Sequence[str], anchor: str) -> Worked:
    """Compute an example and compare it with what it says."""
    reader = _Reader()
    reader.read(lines)
    cited = tuple(reader.cited)
    if reader.slips:
        return Worked(None, tuple(reader.slips), cited)
    reader.look_back()
    example = Example(anchor, title, tuple(reader.givens), reader.steps())
    return Worked(example, tuple(reader.slips), cited)


class _Reader:
    """Reads the lines of one example."""

    def __init__(self) -> None:
        self.slips: list[LineSlip] = []
        self.givens: list[ExampleGiven] = []
        self.cited: list[Cited] = []
        self._known: dict[str, Known] = {}
        self._lines: dict[str, _Line] = {}
        self._drafts: dict[str, _Draft] = {}
        self._used: set[str] = set()
        self._scales: list[Scale] = []

    def read(self, lines: Sequence[str]) -> None:
        """Read the lines in their order."""
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            try:
                self._read(number, line)
            except ExampleError as error:
                self.slips.append(LineSlip(number, _within(error.slip, line)))
                if error.slip.fault_id == "example-too-large":
                    return
            except UnknownValueError:
                continue

    def look_back(self) -> None:
        """Find what is not stated, and what nothing uses."""
        drafts = self._drafts.values()
        marked = [draft for draft in drafts if draft.step.is_result]
        last = list(self._lines.values())[-1:]
        if not marked and not any(draft.is_stated for draft in drafts):
            for line in last:
                self._without_result(line)
        for draft in marked:
            if not draft.is_stated:
                self._without_result(draft.line)
        stated = {name for name, draft in self._drafts.items() if draft.is_stated}
        for name, line in self._lines.items():
            if name not in self._used | stated and line not in last:
                error = slip(*line.name.span(), "unused-given", name=name)
                self.slips.append(LineSlip(line.number, error.slip))

    def steps(self) -> tuple[ExampleStep, ...]:
        """Return what is computed; without a line `result:` the last that is stated is it."""
        drafts = list(self._drafts.values())
        if not any(draft.step.is_result for draft in drafts):
            stated = [number for number, draft in enumerate(drafts) if draft.is_stated]
            for number in stated[-1:]:
                step = replace(drafts[number].step, is_result=True)
                drafts[number] = drafts[number]._replace(step=step)
        return tuple(draft.step for draft in drafts)

    def _without_result(self, line: _Line) -> None:
        name = line.name[0]
        value = plain(self._known[name].text)
        begin, end = len(line.text) - len(line.text.lstrip()), line.end
        error = slip(begin, end, "example-without-result", name=name, value=value)
        self.slips.append(LineSlip(line.number, error.slip))

    # -- a line -----------------------------------------------------------------------------

    def _read(self, number: int, text: str) -> None:
        if number >= _MOST_LINES or len(text) > _LONGEST_LINE:
            most = f"{_MOST_LINES} lines of {_LONGEST_LINE} characters"
            what = f"this example has more than {most}"
            raise slip(0, len(text), "example-too-large", what=what, advice=PART)
        line = _line(number, text)
        if line.is_result and line.name[0] in self._known:
            known = self._known[line.name[0]]
            if known.value is None:
                raise UnknownValueError
            stated = read_stated(text, line.start, line.end, self._known, known.value)
            self._state(line, known.value, stated)
        else:
            self._define(line)

    def _define(self, line: _Line) -> None:
        """Read `name = formula`, with what it comes to behind another `=`."""
        name, text = line.name[0], line.text
        if name in self._known:
            first = self._lines[name].text.strip()
            raise slip(*line.name.span(), "given-twice", name=name, first=first)
        equals = text.find("=", line.start, line.end)
        end = equals if equals >= 0 else line.end
        formula = Formula(text, line.start, end, dict(self._known))
        self._lines[name] = line
        # If it cannot be computed, what uses it is not told of it again.
        self._known[name] = Known(None, "")
        try:
            value = formula.read()
        finally:
            self._used |= formula.used
        self._scales += formula.scales
        others = self._others(text, formula.at, end, value)
        if formula.is_given and equals < 0 and not line.is_result:
            self._know(name, value, formula.shown)
            if formula.cited:
                self.cited.append(Cited(line.number, len(self.givens), formula.cited))
            self.givens.append(ExampleGiven(name, formula.shown, others.also))
            return
        written, is_exact = shown(value, None, self._scales)
        filled = self._filled(formula)
        step = ExampleStep(
            name, formula.shown, filled, written, others.also, is_exact, line.is_result
        )
        self._drafts[name] = _Draft(line, step)
        self._know(name, value, written)
        if equals >= 0:
            stated = read_stated(text, equals + 1, line.end, self._known, value)
            self._state(line, value, stated)

    def _others(self, text: str, at: int, end: int, value: Value) -> Stated:
        """Read the same in other units, in brackets behind a quantity that is given."""
        if text[at : at + 1] != "(":
            return Stated(None)
        others = read_others(text, at, end, self._known, value)
        typed = text[text.index("=") + 1 : at].strip()
        for other in others:
            compare(typed, value, other, self._scales)
        return Stated(None, others)

    def _state(self, line: _Line, value: Value, stated: Stated) -> None:
        """Compare a quantity with what the line says that it is."""
        name = line.name[0]
        for quantity in (stated.first, *stated.others):
            if quantity:
                compare(name, value, quantity, self._scales)
        self._used.add(name)
        written, is_exact = shown(value, stated.first, self._scales)
        draft = self._drafts.get(name)
        if draft is None:
            # A given quantity is its own result.
            step = ExampleStep(name, "", "", written, stated.also, is_exact, line.is_result)
            draft = _Draft(line, step)
        step = replace(
            draft.step,
            value=written,
            also=stated.also,
            is_exact=is_exact,
            is_result=line.is_result or draft.step.is_result,
        )
        self._drafts[name] = _Draft(draft.line, step, is_stated=True)
        self._know(name, value, written)

    def _know(self, name: str, value: Value, text: str) -> None:
        self._known[name] = Known(value, text)

    def _filled(self, formula: Formula) -> str:
        """Return a formula with numbers in the place of its names; empty with lists in it."""
        texts = []
        for piece in formula.pieces:
            known = self._known.get(piece.text) if piece.kind == "name" else None
            if known is None:
                texts.append(piece.text)
            elif not isinstance(known.value, Measure):
                return ""
            else:
                texts.append(f"({known.text})" if known.text.startswith("−") else known.text)
        return "".join(texts) if formula.used else ""


def _within(found: Slip, text: str) -> Slip:
    """Return a fault of what is missing at the end of a line as one of its last character."""
    end = min(found.end, max(len(text.rstrip()), 1))
    return found._replace(start=min(found.start, end - 1), end=end)


def _line(number: int, text: str) -> _Line:
    """Part a line into its name and what stands behind the `=`."""
    end = len(text.rstrip())
    result = _RESULT.match(text)
    start = result.end() if result else len(text) - len(text.lstrip())
    name = NAME.match(text, start)
    equals = text.find("=", name.end(), end) if name else -1
    if name is None or equals < 0 or text[name.end() : equals].strip():
        typed = text[start:end]
        problem = f"'{typed}' gives nothing a name"
        if result:
            problem = f"'{text[:end].strip()}' does not say which quantity is what"
        raise slip(min(start, end - 1), end, "example-form", problem=problem, advice=_FORM)
    return _Line(number, text, name, equals + 1, end, result is not None)
