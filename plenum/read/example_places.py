"""The worked examples of an article go in; they come out worked out, their faults recorded."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from plenum import lazy_re
from plenum.model.example import Example
from plenum.model.url import slugify
from plenum.read import marks
from plenum.read.examples import Worked, work_out
from plenum.read.markdown import Converted, RawExample, RawReference
from plenum.read.slips import Lines, Slip
from plenum.source import Reading, SourceFile

_TAB = 4
# Each may take some hundredths of a second, if someone is out to make it take long.
_MOST = 50
_PLACED = lazy_re.compile(rf"{marks.marker('example')[:-1]}([0-9]+)")


def examples_of(
    converted: Converted,
    source: SourceFile,
    start: int,
    reading: Reading,
    unique: Callable[[str], str],
) -> tuple[Example | str, ...]:
    """Work out the examples of the body that begins at `start`, and note the facts they cite.

    One that cannot be computed, or stands where none can, is the text as typed. `unique` makes
    an anchor of a title.
    """
    lines = _Lines(source, start)
    placed = set(_PLACED.findall(converted.html))
    examples: list[Example | str] = []
    for number, raw in enumerate(converted.examples):
        typed = "\n".join(raw.lines)
        if str(number) not in placed:
            lines.record([lines.on_fence(raw, "example-place")], reading)
            examples.append(typed)
            continue
        if number >= _MOST:
            lines.record([lines.on_fence(raw, "example-too-large", **_TOO_MANY)], reading)
            examples.append(typed)
            continue
        anchor = unique(f"example-{slugify(raw.title)}") if slugify(raw.title) else ""
        worked = work_out(raw.title, raw.lines, anchor)
        slips = [lines.of(raw, slip.line, slip.slip) for slip in worked.slips]
        if not typed.strip():
            slips.append(lines.on_fence(raw, "example-form", **_EMPTY))
        lines.record(slips, reading)
        examples.append(_with_references(worked, raw, lines, converted, unique) or typed)
    return tuple(examples)


def _with_references(
    worked: Worked,
    raw: RawExample,
    lines: "_Lines",
    converted: Converted,
    unique: Callable[[str], str],
) -> Example | None:
    """Make references of the body of the facts that an example cites."""
    example = worked.example
    givens = list(example.givens) if example else []
    for cited in worked.cited:
        fact_id = cited.fact.target.removeprefix("fact:")
        anchor = unique(f"cite-{slugify(fact_id.partition('?')[0]) or 'fact'}")
        place = lines.of(raw, cited.line, Slip(cited.fact.start, cited.fact.end, ""))
        reference = RawReference("fact", fact_id, labelled=True, anchor=anchor, place=place[:2])
        if example:
            number = len(converted.references)
            givens[cited.given] = replace(givens[cited.given], cited=number)
        converted.references.append(reference)
    return example and replace(example, givens=tuple(givens))


_TOO_MANY = {
    "what": f"an article has up to {_MOST} worked examples",
    "advice": "part the article, or leave out what readers can spare",
}
_EMPTY = {
    "problem": "this example is empty",
    "advice": "write a line for each quantity, and one for the result, between the two fences",
}


class _Lines(Lines):
    """The lines of a body, in which examples stand indented, in lists or in quotes."""

    def __init__(self, source: SourceFile, start: int) -> None:
        super().__init__(source, start)
        self._typed = source.text[start:].split("\n")
        self._begins = list(_begins(self._typed))

    def on_fence(self, raw: RawExample, fault_id: str, **values: object) -> Slip:
        """Return a fault of a whole example, at the word on its fence."""
        line = self._typed[raw.line]
        begin = self._begins[raw.line] + max(line.find("example"), 0)
        return Slip(begin, begin + len("example"), fault_id, values)

    def of(self, raw: RawExample, line: int, slip: Slip) -> Slip:
        """Return a fault of an example's line as one of the body."""
        number = raw.line + 1 + line
        begin = self._begins[number]
        typed = self._typed[number]
        outer = len(typed.expandtabs(_TAB)) - len(raw.lines[line])
        ends = [begin + _typed_offset(typed, outer + place) for place in (slip.start, slip.end)]
        return slip._replace(start=ends[0], end=max(ends[1], ends[0] + 1))


def _begins(lines: Sequence[str]) -> Iterator[int]:
    begin = 0
    for line in lines:
        yield begin
        begin += len(line) + 1


def _typed_offset(line: str, column: int) -> int:
    """Return the place in a line of a column that is counted with tabs as spaces."""
    if "\t" not in line:
        return min(column, len(line))
    shown = 0
    for place, character in enumerate(line):
        if shown >= column:
            return place
        shown += _TAB - shown % _TAB if character == "\t" else 1
    return len(line)
