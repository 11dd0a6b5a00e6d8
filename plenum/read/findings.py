"""What the converter found in a text goes in; faults and fragments with their places come out.

The body and every Markdown text of the front matter and the data files are treated alike.
The text that is searched is always the source's own, so that a fault in a folded, literal or
quoted text is reported at the line where it stands.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from itertools import islice

from plenum import lazy_re
from plenum.model.fragment import EMPTY, Fragment, Reference
from plenum.read import marks
from plenum.read.cuts import cuts_of
from plenum.read.form_tables import cells_of
from plenum.read.markdown import Converted, RawReference
from plenum.read.references import Place, Places, forbidden_characters, mask_code
from plenum.read.sanitize import ATTRIBUTE_LIST, advice_instead_of, find_unsafe
from plenum.source import Located, Reading, SourceFile

# What may stand before a heading or a table: indentation, quotes, the marks of list items.
# Spaces, dashes and digits are each read in one way only, or a long line takes minutes.
_BEFORE = r"(?:[ \t]*+(?:>|[-*+][ \t]|[0-9]++[.)][ \t]))*[ \t]*+"
_LINE = lazy_re.compile(r"^[^\n]*", re.MULTILINE)
_START = lazy_re.compile(_BEFORE)
_TABLE_RULE = lazy_re.compile(
    rf"^{_BEFORE}\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)++\|?[ \t]*+$"
    rf"|^{_BEFORE}\|[ \t]*+:?-++:?[ \t]*+\|?$",
    re.MULTILINE,
)
_TITLE = lazy_re.compile(
    rf"^{_BEFORE}(?P<hash>#)(?=[ \t]|$)[^\n]*$"
    r"|^(?P<text>[^\n]*\S)[ \t]*\n[ \t>]*+=++[ \t]*+$"
    r"|(?P<tag><h1\b)",
    re.MULTILINE | re.IGNORECASE,
)
_EXAMPLE = lazy_re.compile(r"(?:`{3,}|~{3,})[ \t]*(example)\b")
# A character reference is told as it was typed, unless it never ends.
_LONGEST = 12


def report(  # noqa: PLR0913 (a text and what to do with its faults)
    converted: Converted, source: SourceFile, start: int, end: int, reading: Reading, *, safe: bool
) -> None:
    """Record the faults of the Markdown between two offsets; `safe` says that HTML is cleaned."""
    if converted.too_deep is not None:
        # Escapes and folding may have moved the place; it is still in this text.
        place = min(start + converted.too_deep, max(end - 1, start))
        reading.add("too-deep", source.span(place))
        return
    text = source.text[start:end]
    for fence in islice(_EXAMPLE.finditer(text), converted.misplaced_examples):
        reading.add("example-place", source.span(start + fence.start(1), start + fence.end(1)))
    if not converted.findings and not (safe and "<" in text) and "&#" not in text:
        return
    # The body begins at the start of a line, a text of YAML after its key.
    is_field = source.text[start - 1 : start] not in {"", "\n"}
    masked = mask_code(text, field=is_field)
    if safe and "<" in masked:
        for begin, stop, what in find_unsafe(masked):
            span = source.span(start + begin, start + stop)
            reading.add("unsafe-html", span, what=what, advice=advice_instead_of(what))
    for match in forbidden_characters(masked):
        span = source.span(start + match.start(), start + match.end())
        reading.add("control-character", span, code=match[0][:_LONGEST])
    finder = _Finder(masked, is_field=is_field)
    for fault_id, ordinal, values in converted.findings:
        found = finder.place(fault_id, ordinal, values)
        if found is None:
            continue
        begin, stop = found
        reading.add(fault_id, source.span(start + begin, start + stop), **values)


class _Finder:
    """Finds what the converter found in one text, whose code is blanked."""

    def __init__(self, masked: str, *, is_field: bool) -> None:
        self._masked = masked
        self._is_field = is_field
        self._seen: Counter[str] = Counter()
        self._found: dict[str, list[tuple[int, int]]] = {}

    def place(self, fault_id: str, ordinal: int, values: dict[str, str]) -> tuple[int, int] | None:
        """Return where a thing stands; None where the text has no place for it."""
        if fault_id == "unsafe-html":
            return self._attribute(values["name"])
        if fault_id == "title-in-body":
            return self._title()
        # A row of the body that is too short is told as a slip of form.
        if fault_id == "empty-cell" and not self._is_field and self._is_short(ordinal, values):
            return None
        if fault_id == "number-without-unit":
            return self._cell(ordinal, int(values["row"]), int(values["column"]))
        return self._table(ordinal)

    def _title(self) -> tuple[int, int]:
        """Find the next one: titles in raw HTML are met after those in Markdown."""
        number = self._seen["title"]
        self._seen["title"] += 1
        found = self._all("title", self._titles)
        return found[number] if number < len(found) else (0, 1)

    def _table(self, ordinal: int) -> tuple[int, int]:
        found = self._all("table", self._tables)
        if ordinal >= len(found):
            return (0, 1)
        # The header row stands above the rule; that is where an editor looks.
        line_end = max(found[ordinal][0] - 1, 0)
        line = self._masked.rfind("\n", 0, line_end) + 1
        quote = _START.match(self._masked, line, line_end)
        begin = quote.end() if quote else line
        return begin, max(line_end, begin + 1)

    def _is_short(self, ordinal: int, values: dict[str, str]) -> bool:
        """Whether the row of an empty cell ends before its column; 0 is the row of headings."""
        found = self._all("table", self._tables)
        if values["row"] == "0" or ordinal >= len(found):
            return False
        return int(values["column"]) >= len(self._cells(ordinal, int(values["row"])))

    def _cell(self, ordinal: int, row: int, column: int) -> tuple[int, int]:
        """Return where a cell of a table stands; its headings, where that is not known."""
        cells = self._cells(ordinal, row) if ordinal < len(self._all("table", self._tables)) else []
        if column >= len(cells):
            return self._table(ordinal)
        begin, end = cells[column]
        typed = self._masked[begin:end]
        begin += len(typed) - len(typed.lstrip())
        return begin, max(begin + len(typed.strip()), begin + 1)

    def _cells(self, ordinal: int, row: int) -> list[tuple[int, int]]:
        """Return where the cells of a row stand; 0 is the row of headings."""
        begin, end = head = self._table(ordinal)
        text = self._masked[slice(*head)].rstrip()
        border = text[:1] == "|" or text[-1:] == "|"
        if row:
            lines = self._all("line", self._lines)
            rule = self._all("table", self._tables)[ordinal][0]
            at = bisect_right(lines, rule, key=lambda line: line[0]) - 1 + row
            begin, end = lines[min(at, len(lines) - 1)]
            before = _START.match(self._masked, begin, end)
            begin = before.end() if before else begin
            text = self._masked[begin:end].rstrip()
        return [(begin + cell.start, begin + cell.end) for cell in cells_of(text, border=border)]

    def _attribute(self, name: str) -> tuple[int, int]:
        number = self._seen[name]
        self._seen[name] += 1
        found = self._all(f"attribute {name}", lambda: self._assignments(name))
        if not found:
            return (0, 1)
        begin, stop = found[min(number, len(found) - 1)]
        return begin, stop - 1

    def _all(self, kind: str, find: Callable[[], list[tuple[int, int]]]) -> list[tuple[int, int]]:
        """Return all places of a kind, for which the text is searched once."""
        if kind not in self._found:
            self._found[kind] = find()
        return self._found[kind]

    def _titles(self) -> list[tuple[int, int]]:
        return [match.span(match.lastgroup or 0) for match in _TITLE.finditer(self._masked)]

    def _tables(self) -> list[tuple[int, int]]:
        return [match.span() for match in _TABLE_RULE.finditer(self._masked)]

    def _lines(self) -> list[tuple[int, int]]:
        return [match.span() for match in _LINE.finditer(self._masked)]

    def _assignments(self, name: str) -> list[tuple[int, int]]:
        assignment = re.compile(rf"(?<![\w-]){re.escape(name)}[ \t]*=", re.IGNORECASE)
        return [
            match.span()
            for attributes in ATTRIBUTE_LIST.finditer(self._masked)
            for match in assignment.finditer(self._masked, *attributes.span())
        ]


def body_fragment(converted: Converted, source: SourceFile, start: int) -> Fragment:
    """Make a fragment of an article's body, which begins at `start`."""
    text = source.text[start:]
    places = Places(text)
    certain = _certain(converted.references, places)
    references = []
    for raw in converted.references:
        if raw.place:
            place: Place | None = Place(raw.typed, *raw.place)
        else:
            place = places.take(raw.typed, wiki=raw.kind == "wiki")
        if place is None:
            references.append(_reference(raw, source, start, start + 1, -1, -1))
        else:
            begin, end = start + place.start, start + max(place.end, place.start + 1)
            typed = text[place.start : place.end] if raw in certain else ""
            references.append(_reference(raw, source, begin, end, place.start, place.end, typed))
    cuts = cuts_of(text, cleaned=converted.cleaned)
    parts = marks.to_parts(converted.html)
    return Fragment(parts, tuple(references), text, cuts, source.span(start))


def field_fragment(
    converted: Converted, value: Located[str] | None, source: SourceFile
) -> Fragment:
    """Make a fragment of a Markdown text of the front matter or of a data file."""
    if value is None:
        return EMPTY
    cuts = cuts_of(value.value, cleaned=converted.cleaned)
    parts = marks.to_parts(converted.html)
    typed = source.text[value.start : value.end]
    place = (value.span, "" if typed == value.value else typed)
    if not converted.references:
        return Fragment(parts, (), value.value, cuts, *place)
    in_value = Places(value.value)
    in_source = Places(typed, field=True)
    certain = _certain(converted.references, in_source)
    references = []
    for raw in converted.references:
        target, wiki = raw.typed, raw.kind == "wiki"
        inner, outer = in_value.take(target, wiki=wiki), in_source.take(target, wiki=wiki)
        start, end = (inner.start, inner.end) if inner else (-1, -1)
        if outer is None:
            # Escaped in the YAML: the whole text is as near as we come.
            references.append(_reference(raw, source, value.start, value.end, start, end))
        else:
            begin = value.start + outer.start
            stop = value.start + max(outer.end, outer.start + 1)
            exact = typed[outer.start : outer.end] if raw in certain else ""
            references.append(_reference(raw, source, begin, stop, start, end, exact))
    return Fragment(parts, tuple(references), value.value, cuts, *place)


def _certain(references: list[RawReference], places: Places) -> set[RawReference]:
    """Return the references whose places cannot be anything else's."""
    counts = Counter((raw.typed, raw.kind == "wiki") for raw in references)
    return {
        raw
        for raw in references
        if places.are_certain(
            raw.typed, counts[raw.typed, raw.kind == "wiki"], wiki=raw.kind == "wiki"
        )
    }


def _reference(  # noqa: PLR0913 (two places: one for people, one in the fragment)
    raw: RawReference,
    source: SourceFile,
    begin: int,
    stop: int,
    start: int,
    end: int,
    typed: str = "",
) -> Reference:
    span = source.span(begin, stop)
    return Reference(raw.kind, raw.target, raw.labelled, span, start, end, raw.anchor, typed)
