"""Shared data: `content/_data/` goes in, authors, glossary, facts, series and paths come out."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from plenum.diagnostics import Diagnostic, Span
from plenum.model.data import (
    Author,
    Fact,
    GlossaryEntry,
    PathEntry,
    Series,
    SiteData,
    SourcedValue,
)
from plenum.model.fragment import EMPTY, Fragment
from plenum.model.url import slugify
from plenum.read.article import ReadSettings
from plenum.read.fact_values import OneOrSeveral, choose
from plenum.read.findings import field_fragment, report
from plenum.read.form import check_field
from plenum.read.front_matter import slug_advice
from plenum.read.markdown import Converter
from plenum.read.phrases import written_out
from plenum.source import (
    Excuse,
    Located,
    Mapping,
    Reading,
    Scalar,
    SourceFile,
    Values,
    find_excuses,
    parse_yaml,
    read_source,
)
from plenum.source.dates import Period
from plenum.source.periods import DayOrPeriod
from plenum.source.schema import (
    Anything,
    Choice,
    Either,
    Flag,
    Key,
    ListOf,
    Record,
    Text,
    WebAddress,
)

T = TypeVar("T")

_AUTHOR = Record(
    {
        "name": Key(Text(), required=True),
        "kind": Key(Choice(("person", "organization"))),
        "job": Key(Text()),
        "bio": Key(Text()),
        "url": Key(WebAddress()),
        "same_as": Key(ListOf(WebAddress())),
    },
    name="author",
)
_ENTRY = Record(
    {
        "term": Key(Text(), required=True),
        "forms": Key(ListOf(Text())),
        "short": Key(Text(), required=True),
        "body": Key(Text()),
        "not": Key(ListOf(Text())),
    },
    name="glossary",
)


def _whole_quantity(values: Values, reading: Reading) -> None:
    """Record what a value lacks: it is one number, or both ends of a range."""
    given = {key for key in ("value", "low", "high") if values.get(key) is not None}
    if "value" in given or {"low", "high"} <= given or values.damaged:
        return
    missing = {"low": "high", "high": "low"}[given.pop()] if given else "value"
    reading.faults.append(values.missing(missing))


_QUANTITY = Record(
    {
        "value": Key(Text()),
        "low": Key(Text()),
        "high": Key(Text()),
        "unit": Key(Text()),
        "currency": Key(Text()),
    },
    name="value",
    check=_whole_quantity,
)
_SOURCE = Record(
    {
        "title": Key(Text(), required=True),
        "publisher": Key(Text()),
        "url": Key(WebAddress()),
        "accessed": Key(DayOrPeriod()),
        "primary": Key(Flag()),
    },
    name="source",
)
_VALUE = {
    "value": Key(Either(Text(), _QUANTITY), required=True),
    "basis": Key(Either(Text(), Anything())),
    "region": Key(Text()),
    "currency": Key(Text()),
    "as_of": Key(DayOrPeriod()),
}
_VALUES = ListOf(
    Record({**_VALUE, "source": Key(_SOURCE, required=True), "used": Key(Flag())}, name="values"),
    places=True,
)
_FACT = Record(
    {
        **_VALUE,
        "what": Key(Text(), required=True),
        "valid_from": Key(DayOrPeriod()),
        "valid_until": Key(DayOrPeriod()),
        "review_by": Key(DayOrPeriod()),
        "source": Key(_SOURCE),
        "note": Key(Text()),
        "names": Key(ListOf(Text())),
        "limit": Key(Choice(("maximum", "minimum"))),
        "wording": Key(ListOf(Text())),
        "values": Key(_VALUES),
        "why": Key(Text()),
    },
    name="fact",
)
_DISPUTED_FACT = Record(
    {
        **_FACT.keys,
        "value": Key(_VALUE["value"].shape),
        "values": Key(_VALUES, required=True),
        "why": Key(Text(), required=True),
    },
    name="fact",
)
_SERIES = Record(
    {
        "title": Key(Text(), required=True),
        "articles": Key(ListOf(Text()), required=True),
    },
    name="series",
)


def _leads_somewhere(values: Values, reading: Reading) -> None:
    """Record that a path has neither articles nor a list: one of them is enough."""
    if not {"articles", "to"} & (values.keys.keys() | values.unread):
        reading.faults.append(values.missing("articles"))


_PATH = Record(
    {
        "title": Key(Text(), required=True),
        "text": Key(Text()),
        "articles": Key(ListOf(Text())),
        "to": Key(Text()),
    },
    name="paths",
    check=_leads_somewhere,
)


class DataReader:
    """Reads the data files of one site."""

    def __init__(self, settings: ReadSettings) -> None:
        """Prepare for the site of `settings`."""
        self._settings = settings
        self._converter: Converter | None = None
        self._source: SourceFile | None = None
        self.diagnostics: list[Diagnostic] = []
        self.excuses: list[Excuse] = []

    def read(self, paths: tuple[str, ...]) -> SiteData:
        """Read the files `paths` (below `content/`); faults gather in `diagnostics`."""
        return SiteData(
            self._table("authors", paths, _AUTHOR, self._author),
            self._table("glossary", paths, _ENTRY, self._entry),
            self._table("facts", paths, OneOrSeveral(_FACT, _DISPUTED_FACT), self._fact),
            self._table("series", paths, _SERIES, self._series),
            self._table("paths", paths, _PATH, self._path),
        )

    def _table(
        self,
        name: str,
        paths: tuple[str, ...],
        shape: Record | OneOrSeveral,
        build: Callable[[str, Values, Span], T],
    ) -> dict[str, T]:
        table: dict[str, T] = {}
        reading = Reading(self.diagnostics)
        for key, values in self._records(name, paths, shape, reading):
            right = slugify(key.text)
            if right != key.text or not right:
                # Ids are anchors and addresses.
                reading.add("wrong-slug", key.span, slug=key.text, advice=slug_advice(right))
            if key.text in table:
                reading.add("repeated-id", key.span, id=key.text, kind=name)
            else:
                table[key.text] = build(key.text, values, key.span)
        return table

    def _records(
        self, name: str, paths: tuple[str, ...], shape: Record | OneOrSeveral, reading: Reading
    ) -> Iterator[tuple[Scalar, Values]]:
        for path in paths:
            if not (path == f"_data/{name}.yaml" or path.startswith(f"_data/{name}/")):
                continue
            source, faults = read_source(self._settings.site, f"content/{path}")
            self.diagnostics += faults
            if source is None:
                continue
            excuses, faults = find_excuses(source)
            self.excuses += excuses
            self.diagnostics += faults
            node, faults = parse_yaml(source)
            self.diagnostics += faults
            if node is None:
                continue
            if not isinstance(node, Mapping):
                reading.add("wrong-type", node.span, key=name, found="no ids",
                            wanted="ids with their keys below them")  # fmt: skip
                continue
            for key, value in node.entries:
                self._source = source
                values = shape.read(value, reading, key.text, missing_at=key.span)
                yield key, values or _nothing(key.span)
            given = {key.text for key, _ in node.entries}
            for lost in sorted(node.unread - given):
                # Its fault is told; that it is cited is none.
                if lost and slugify(lost) == lost:
                    yield (
                        Scalar(lost, "plain", node.span, node.start, node.end),
                        _nothing(node.span),
                    )

    def _markdown(self, value: Located[str] | None) -> Fragment:
        if value is None or self._source is None:
            return EMPTY
        if self._converter is None:
            settings = self._settings
            self._converter = Converter(sanitize=settings.sanitize, degrees=settings.degrees)
        converted = self._converter.block(value.value)
        reading = Reading(self.diagnostics)
        safe = self._converter.sanitizes
        report(converted, self._source, value.start, value.end, reading, safe=safe)
        check_field(value, self._source, converted.html, reading, in_line=False)
        return field_fragment(converted, value, self._source)

    def _author(self, author_id: str, values: Values, span: Span) -> Author:
        return Author(
            id=author_id,
            name=values.text("name") or author_id,
            kind=values.get("kind") or "person",
            job=values.text("job"),
            bio=self._markdown(values.get("bio")),
            bio_text=values.text("bio"),
            url=values.text("url"),
            same_as=_texts(values.get("same_as")),
            span=span,
            name_span=values.get("name").span if values.get("name") else None,
        )

    def _entry(self, entry_id: str, values: Values, span: Span) -> GlossaryEntry:
        forms: list[Located[str]] = values.get("forms") or []
        term = values.get("term")
        return GlossaryEntry(
            id=entry_id,
            term=values.text("term") or entry_id,
            forms=_texts(forms),
            not_forms=_texts(values.get("not")),
            short=values.text("short"),
            body=self._markdown(values.get("body")),
            span=span,
            form_spans=(term.span if term else span, *(form.span for form in forms)),
        )

    def _fact(self, fact_id: str, values: Values, span: Span) -> Fact:
        values, others, wrong = choose(fact_id, values, _shown)
        self.diagnostics += [wrong] if wrong else []
        used = _sourced(values)
        days = (day for each in (values, *others) for day in _past_days(each))
        return Fact(
            id=fact_id,
            value=used.value,
            what=values.text("what"),
            basis=used.basis,
            region=used.region,
            as_of=used.as_of,
            valid_from=_period(values.get("valid_from")),
            valid_until=_period(values.get("valid_until")),
            review_by=_period(values.get("review_by")),
            source_title=used.source_title,
            source_publisher=used.source_publisher,
            source_url=used.source_url,
            span=span,
            past_days=tuple(days),
            source_accessed=used.source_accessed,
            others=tuple(map(_sourced, others)),
            why=" ".join(values.text("why").split()),
            is_whole=bool(values.keys) and not values.damaged,
            wording=self._phrases(values.get("wording")),
            source_primary=used.source_primary,
            names=self._phrases(values.get("names")),
            limit=values.get("limit") or "",
        )

    def _phrases(self, phrases: list[Located[str]] | None) -> tuple[str, ...]:
        if self._source is None or not phrases:
            return ()
        return written_out(phrases, self._source, Reading(self.diagnostics))

    def _series(self, series_id: str, values: Values, span: Span) -> Series:
        title = values.text("title") or series_id
        return Series(series_id, title, tuple(values.get("articles") or ()), span)

    def _path(self, path_id: str, values: Values, span: Span) -> PathEntry:
        return PathEntry(
            id=path_id,
            title=values.text("title") or path_id,
            text=" ".join(values.text("text").split()),
            articles=tuple(values.get("articles") or ()),
            to=values.get("to"),
            span=span,
        )


def _nothing(span: Span) -> Values:
    """Stand in for an entry that could not be read, so that nothing calls it unknown."""
    return Values({}, {}, span, 0, 0)


def _texts(items: list[Located[str]] | None) -> tuple[str, ...]:
    return tuple(item.value for item in items or ())


def _period(value: Located[Period] | None) -> Period | None:
    return value.value if value else None


def _past_days(values: Values) -> Iterator[Located[Period]]:
    """Yield the days on which a value held and on which its source was read."""
    source = values.get("source")
    days: tuple[Located[Period] | None, ...] = (
        values.get("as_of"),
        source and source.get("accessed"),
    )
    yield from (day for day in days if day is not None)


def _shown(values: Values) -> str:
    """Return the text of a value; empty where it could not be read."""
    if "currency" in values.unread:
        return ""
    return _quantity(values.get("value"), values.text("currency"))


def _sourced(values: Values) -> SourcedValue:
    basis, source = values.get("basis"), values.get("source")
    return SourcedValue(
        value=_shown(values),
        basis=basis.value if isinstance(basis, Located) else _flat(basis),
        region=values.text("region"),
        as_of=_period(values.get("as_of")),
        source_title=source.text("title") if source else "",
        source_publisher=source.text("publisher") if source else "",
        source_url=source.text("url") if source else "",
        source_accessed=_period(source.get("accessed")) if source else None,
        source_primary=bool(source and source.get("primary")),
    )


def _flat(basis: object) -> str:
    if isinstance(basis, dict):
        return ", ".join(f"{key}: {_flat(value)}" for key, value in basis.items())
    return "" if basis is None else str(basis)


def _quantity(value: Located[str] | Values | None, currency: str) -> str:
    """Return a fact's value as text: a range with an en dash, the unit after a no-break space."""
    if value is None:
        return ""
    if not isinstance(value, Values):
        return value.value
    if value.damaged:
        # Of what could not be read nobody can say whether a text agrees with it.
        return ""
    low, high, unit = value.text("low"), value.text("high"), value.text("unit")
    number = value.text("value")
    if low and high:
        between = " to " if low.startswith(("-", "\u2212")) else "\u2013"
        number = low if low == high else f"{low}{between}{high}"
    number = number.replace("-", "\u2212")
    currency = value.text("currency") or currency
    if currency:
        number = f"{currency}\u00a0{number}"
    if not unit:
        return number
    return f"{number}{unit}" if unit == "%" else f"{number}\u00a0{unit}"
