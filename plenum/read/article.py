"""One source file goes in, one article and every fault of it come out."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plenum import lazy_re
from plenum.config import FrontMatterRules
from plenum.diagnostics import Diagnostic, Span
from plenum.model.article import Article, Comparison, FaqItem, FrontMatter, root_article
from plenum.model.example import Example
from plenum.model.fragment import EMPTY, Fragment, Html, Marker, Part, Prose
from plenum.model.question import question_key
from plenum.model.typeset import Degrees
from plenum.model.units import headers_without_unit
from plenum.model.url import article_url, slugify
from plenum.read import marks
from plenum.read.findings import body_fragment, field_fragment, report
from plenum.read.form import check_field, check_form
from plenum.read.form_links import names_in_brackets
from plenum.read.front_matter import (
    ARTICLE,
    front_matter_of,
    read_front_matter,
    sources_lost,
    stand_ins,
)
from plenum.read.markdown import Converted, Converter, faq_anchor, is_faq_title
from plenum.read.notes import notes_in_sources
from plenum.read.one_line import in_right_form
from plenum.read.references import mask_code
from plenum.read.row_cells import row_cells
from plenum.read.words import terms_of, words_of
from plenum.source import (
    Excuse,
    Located,
    Parts,
    Reading,
    SourceFile,
    Values,
    decode_source,
    end_of_foreign,
    find_excuses,
    parse_yaml,
    read_source,
    split_front_matter,
)

# Headings below each other: those of sections, and the questions of an FAQ.
_SECTION = lazy_re.compile(
    r"^(?P<level>#{1,3})(?!#)[ \t]*(?P<title>[^\n]*?)[ \t]*#*$", re.MULTILINE
)
_NOT_IN_ANSWERS = {"table": "a table", "img": "an image", "pre": "a block of code"}
_TAG = lazy_re.compile(r"<[^<>]*>")
_DESCRIPTION_LENGTH = 160
_ANCHORED = ("comparison", "faq", "sources")
"""The keys whose entries have anchors on the page."""
_SWALLOWING = frozenset({"too-deep", "unclosed-html", "heading-space"})
"""The faults that may take headings away, and with them their anchors."""
_VERSION_LENGTH = 8
_TEXTS = (Html, Prose)


class ReadSettings(Struct, frozen=True):
    """All that reading depends on beside the file itself."""

    site: Path
    rules: FrontMatterRules
    sanitize: bool
    degrees: Degrees = "as-typed"


class ReadResult(Struct, frozen=True):
    """An article with its faults and excuses."""

    article: Article
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]


class ArticleReader:
    """Reads articles under one set of settings."""

    def __init__(self, settings: ReadSettings) -> None:
        """Prepare the converter once."""
        self._settings = settings
        self._converter = Converter(sanitize=settings.sanitize, degrees=settings.degrees)

    def read(self, path: str, data: bytes | None = None) -> ReadResult:
        """Read the file `path` below `content/`, whose bytes may be at hand as `data`."""
        name = f"content/{path}"
        if data is None:
            source, faults = read_source(self._settings.site, name)
        else:
            source, faults = decode_source(name, data)
        if source is None:
            return ReadResult(_broken(path), tuple(faults), ())
        parts, parting = split_front_matter(source, ARTICLE.keys)
        body_start = parts.body_start if parts else end_of_foreign(source.text)
        masked = mask_code(source.text[body_start:], comments=False)
        excuses, excuse_faults = find_excuses(source, source.text[:body_start], masked)
        article, article_faults = self._article(path, source, parts, parting)
        return ReadResult(article, (*faults, *excuse_faults, *article_faults), excuses)

    def _article(
        self, path: str, source: SourceFile, parts: Parts | None, faults: list[Diagnostic]
    ) -> tuple[Article, list[Diagnostic]]:
        if parts is None:
            return self._without_front_matter(path, source, faults)
        node, yaml_faults = parse_yaml(source, parts.yaml_start, parts.yaml_end, ARTICLE.keys)
        faults += in_right_form(yaml_faults, source)
        rules = self._settings.rules
        reading = Reading(faults, rules.unknown, rules.dates)
        opening = source.span(parts.opening, parts.opening + 3)
        values = read_front_matter(node, opening, rules, reading)
        drafter = _Drafter(path, source, values, opening, self._converter, reading)
        article = drafter.article(parts.body_start)
        return _with_hidden(article, source, parts, values, lost=reading.lost), reading.faults

    def _without_front_matter(
        self, path: str, source: SourceFile, faults: list[Diagnostic]
    ) -> tuple[Article, list[Diagnostic]]:
        """Read what has none that can be read; of what it may hold nothing is missing."""
        reading = Reading(faults)
        opening = source.span(0, 0)
        values = Values({}, {}, opening, 0, 0, partial=True)
        start = end_of_foreign(source.text)
        drafter = _Drafter(path, source, values, opening, self._converter, reading)
        article = drafter.article(start)
        hidden = source.text[:start] + article.hidden
        lost = replace(article, broken=True, hidden=hidden, addresses_hidden=start > 0)
        return lost, reading.faults


def _with_hidden(
    article: Article, source: SourceFile, parts: Parts, values: Values, *, lost: bool
) -> Article:
    """Note the front matter's text where some of it is `lost`, and what it may have held."""
    wrong_slug = values.get("slug") is not None and article.meta.slug is None
    if not lost and not wrong_slug:
        return article
    return replace(
        article,
        broken=article.broken or any(_has_lost(values, key) for key in _ANCHORED),
        hidden=source.text[parts.yaml_start : parts.yaml_end] + article.hidden,
        unread=values.unread,
        addresses_hidden=wrong_slug or _has_lost(values, "slug") or _has_lost(values, "aliases"),
    )


def _has_lost(values: Values, key: str) -> bool:
    """Whether some of what stands at a key could not be read."""
    given = values.get(key)
    items = given if isinstance(given, list) else ()
    damaged = any(isinstance(item, Values) and item.damaged for item in items)
    return damaged or key in values.unread or values.partial


def _broken(path: str) -> Article:
    """Stand in for what could not be read, so that links to it are not called dead."""
    name = path.rpartition("/")[2].rpartition(".")[0] or path
    span = Span(f"content/{path}")
    meta = FrontMatter(title=name, description="")
    url = article_url(path)
    return replace(root_article(span), path=path, url=url, meta=meta, broken=True)


class _Drafter:
    """Builds one article from its values and its body."""

    def __init__(  # noqa: PLR0913 (the parts of one file, taken apart once)
        self,
        path: str,
        source: SourceFile,
        values: Values,
        opening: Span,
        converter: Converter,
        reading: Reading,
    ) -> None:
        self._path = path
        self._source = source
        self._values = values
        self._opening = opening
        self._converter = converter
        self._reading = reading

    def article(self, body_start: int) -> Article:
        body_text = self._source.text[body_start:]
        converted = self._converter.body(body_text, _citation_anchors(self._values))
        self._report(converted, body_start, len(self._source.text))
        lost = self._check_form(converted, body_start)
        examples = self._examples(converted, body_start)
        body = body_fragment(converted, self._source, body_start)
        faq = self._faq(converted, body)
        comparisons = self._comparisons()
        short_answer = self._field(self._values.get("short_answer"), self._converter.block)
        takeaways = tuple(
            self._field(line, self._converter.inline)
            for line in self._values.get("takeaways") or ()
        )
        words = words_of(_html_of(body.parts))
        described = self._values.text("description")
        first = "" if described else _first_paragraph(converted.html)
        stem = self._path.rpartition("/")[2].rpartition(".")[0]
        meta = front_matter_of(self._values, stem, first, self._reading)
        notes_in_sources(self._values.get("sources") or (), self._source, self._reading)
        if sources_lost(self._values):
            meta = replace(meta, sources=stand_ins(meta.sources, body.references))
        has_faq = bool(faq) or bool(self._values.get("faq"))
        self._check_markers(body, comparisons, has_faq=has_faq)
        swallowed = any(d.id in _SWALLOWING for d in self._reading.faults)
        hides = swallowed or lost is not None
        return Article(
            path=self._path,
            url=article_url(self._path, meta.slug.value if meta.slug else None),
            opening=self._opening,
            meta=meta,
            short_answer=short_answer,
            body=body,
            headings=tuple(converted.headings),
            comparisons=comparisons,
            faq=faq,
            anchors=frozenset(
                {
                    *converted.anchors,
                    *(comparison.anchor for comparison in comparisons),
                    *(item.anchor for item in faq),
                    *_citation_anchors(self._values),
                    *(("faq",) if faq else ()),
                    *(("sources",) if meta.sources else ()),
                    *(each.anchor for each in examples if isinstance(each, Example)),
                }
            ),
            words=len(words) + sum(len(words_of(_html_of(i.answer.parts))) for i in faq),
            terms=self._terms(meta, converted, words),
            broken=hides,
            hidden=self._source.text[body_start if swallowed else lost :] if hides else "",
            takeaways=takeaways,
            examples=examples,
            bracketed=tuple(
                (name, self._source.span(body_start + start, body_start + end))
                for name, start, end in names_in_brackets(body_text)
            ),
            version=self._source.digest[:_VERSION_LENGTH],
        )

    # -- the body ---------------------------------------------------------------------------

    def _check_form(self, converted: Converted, body_start: int) -> int | None:
        """Check the form of the body; return where the rest of it is lost, if it is."""
        if converted.too_deep is not None:
            return None
        shown = "".join([converted.html, *(html for _, _, html in converted.answers)])
        return check_form(self._source, body_start, shown, self._reading)

    def _examples(self, converted: Converted, body_start: int) -> tuple[Example | str, ...]:
        if not converted.examples:
            return ()
        from plenum.read.example_places import examples_of  # noqa: PLC0415 (few pages have one)

        unique = self._converter.unique
        return examples_of(converted, self._source, body_start, self._reading, unique)

    def _check_markers(
        self, body: Fragment, comparisons: tuple[Comparison, ...], *, has_faq: bool
    ) -> None:
        ids = [comparison.id for comparison in comparisons]
        markers = [
            part for part in body.parts if isinstance(part, Marker) and part.kind != "example"
        ]
        masked = mask_code(body.text) if markers else ""
        placed: set[tuple[str, str]] = set()
        given: Counter[Marker] = Counter()
        for marker in markers:
            name = _typed(marker)
            span = self._marker_span(marker, masked, given[marker])
            given[marker] += 1
            block = (marker.kind, marker.id)
            if marker.kind == "comparison" and not marker.id and len(ids) == 1:
                block = (marker.kind, ids[0])
            known = marker.kind == "toc" or (marker.kind == "faq" and has_faq) or block[1] in ids
            known = known or self._is_lost(marker)
            if not known:
                self._reading.add("marker-without-block", span, marker=name)
            elif block in placed:
                self._reading.add("marker-twice", span, marker=name)
            placed.add(block)

    def _is_lost(self, marker: Marker) -> bool:
        """Whether the block of a marker may stand in what could not be read."""
        values = self._values
        given = values.get("comparison") or () if marker.kind == "comparison" else ()
        # Without an id, the caption names a table.
        unnamed = any(
            item.get("id") is None and not (item.lacks("id") and item.get("caption"))
            for item in given
        )
        return unnamed or marker.kind in values.unread or values.partial

    def _marker_span(self, marker: Marker, masked: str, number: int) -> Span:
        """Return where the marker stands; a heading above an FAQ has made one without a place."""
        name = rf"(?::[ \t]*{re.escape(marker.id)})?" if marker.id else ""
        typed = re.compile(rf"^[ \t]*(\[{marker.kind.upper()}{name}[ \t]*\])", re.MULTILINE)
        found = [match.span(1) for match in typed.finditer(masked)]
        begin, end = found[min(number, len(found) - 1)] if found else (0, 1)
        start = len(self._source.text) - len(masked)
        return self._source.span(start + begin, start + end)

    # -- fields of the front matter ---------------------------------------------------------

    def _field(self, value: Located[str] | None, convert: Callable[[str], Converted]) -> Fragment:
        if value is None:
            return EMPTY
        converted = convert(value.value)
        self._report(converted, value.start, value.end)
        in_line = convert != self._converter.block
        check_field(value, self._source, converted.html, self._reading, in_line=in_line)
        return field_fragment(converted, value, self._source)

    def _report(self, converted: Converted, start: int, end: int) -> None:
        safe = self._converter.sanitizes
        report(converted, self._source, start, end, self._reading, safe=safe)

    def _plain(self, text: str) -> Converted:
        return self._converter.inline(text, linkable=False)

    def _faq(self, converted: Converted, body: Fragment) -> tuple[FaqItem, ...]:
        given = self._values.get("faq") or []
        if given and converted.has_faq_heading:
            self._reading.add("faq-twice", self._values.keys["faq"])
        if not given:
            return self._body_faq(converted, body)
        items: dict[str, FaqItem] = {}
        for item in given:
            question, answer = item.get("question"), item.get("answer")
            if question is None or answer is None:
                continue
            key = question_key(question.value)
            if key in items:
                first = items[key].span.line
                self._reading.add(
                    "repeated-question", question.span, question=question.value, first=first
                )
                continue
            anchor = self._converter.unique(faq_anchor(question.value))
            fragment = self._field(answer, self._converter.block)
            self._check_markup(fragment, question.span)
            items[key] = FaqItem(question.value, anchor, fragment, key, question.span)
        return tuple(items.values())

    def _body_faq(self, converted: Converted, body: Fragment) -> tuple[FaqItem, ...]:
        spans = self._question_spans(body.text) if converted.answers else []
        start = len(self._source.text) - len(body.text)
        items: dict[str, FaqItem] = {}
        for number, (question, anchor, html) in enumerate(converted.answers):
            span = spans[number] if number < len(spans) else self._source.span(start)
            key = question_key(question)
            if key in items:
                first = items[key].span.line
                self._reading.add("repeated-question", span, question=question, first=first)
                continue
            parts = marks.to_parts(html)
            answer = Fragment(parts, body.references, span=body.span, typed=body.text)
            self._check_markup(answer, span)
            items[key] = FaqItem(question, anchor, answer, key, span)
        return tuple(items.values())

    def _check_markup(self, answer: Fragment, question: Span) -> None:
        """Record what search engines would take out of an answer, with its meaning."""
        html = _html_of(answer.parts)
        for tag, what in _NOT_IN_ANSWERS.items():
            if f"<{tag}" in html:
                self._reading.add("faq-markup", question, what=what)

    def _question_spans(self, body: str) -> list[Span]:
        """Return where the questions under the FAQ heading stand, in their order."""
        start = len(self._source.text) - len(body)
        spans: list[Span] = []
        inside = False
        for match in _SECTION.finditer(mask_code(body)):
            if len(match["level"]) == len("##"):
                inside = not spans and is_faq_title(match["title"])
            elif inside:
                spans.append(self._source.span(start + match.start(), start + match.end()))
        return spans

    def _comparisons(self) -> tuple[Comparison, ...]:
        given = self._values.get("comparison") or []
        comparisons: dict[str, Comparison] = {}
        for item in given:
            comparison = self._comparison(item, several=len(given) > 1)
            if comparison.id in comparisons and not item.damaged:
                self._reading.add(
                    "repeated-id", comparison.span, id=comparison.id, kind="comparison"
                )
            comparisons.setdefault(comparison.id, comparison)
        return tuple(comparisons.values())

    def _comparison(self, values: Values, *, several: bool) -> Comparison:
        caption, given_id = values.text("caption"), values.get("id")
        if several and values.lacks("id"):
            self._reading.faults.append(values.missing("id"))
        table_id = given_id.value if given_id else slugify(caption) or "comparison"
        options: list[Located[str]] = values.get("options") or []
        texts = [option.value for option in options]
        rows = []
        for heading, cells in values.get("rows") or ():
            if options and len(cells) != len(options):
                told = row_cells(heading, cells, len(options), self._source.text)
                self._reading.faults.append(told)
            rows.append(
                (
                    self._field(heading, self._plain),
                    tuple(
                        self._field(cell, self._converter.inline) for cell in cells[: len(options)]
                    ),
                )
            )
        self._check_units(values, caption, options, rows)
        verdicts = []
        for option, reason in values.get("verdict") or ():
            if texts and all(texts) and option.value not in texts:
                options_text = ", ".join(texts)
                self._reading.add(
                    "verdict-option", option.span, option=option.value, options=options_text
                )
            verdicts.append(
                (self._field(option, self._plain), self._field(reason, self._converter.inline))
            )
        return Comparison(
            id=table_id,
            anchor=self._converter.unique(slugify(table_id) or "comparison"),
            caption=caption,
            options=tuple(self._field(option, self._plain) for option in options),
            option_texts=tuple(texts),
            rows=tuple(rows),
            verdicts=tuple(verdicts),
            span=given_id.span if given_id else values.span,
        )

    def _check_units(
        self,
        values: Values,
        caption: str,
        options: list[Located[str]],
        rows: list[tuple[Fragment, tuple[Fragment, ...]]],
    ) -> None:
        """Report options and rows that name a quantity and give bare numbers."""
        names = [heading for heading, _ in values.get("rows") or ()]
        table = [["", *(option.value for option in options)]]
        table += [[_text_of(heading), *map(_text_of, cells)] for heading, cells in rows]
        for row, column in headers_without_unit(caption, table):
            header = options[column - 1] if column else names[row - 1]
            self._reading.add("number-without-unit", header.span, name=header.value)

    # -- words ------------------------------------------------------------------------------

    @staticmethod
    def _terms(
        meta: FrontMatter, converted: Converted, words: list[str]
    ) -> tuple[tuple[str, int], ...]:
        headings = " ".join(heading.text for heading in converted.headings)
        return terms_of(
            (
                (words_of(meta.title), 8),
                (words_of(meta.question), 4),
                (words_of(" ".join(meta.keywords)), 4),
                (words_of(meta.description), 3),
                (words_of(headings), 3),
                (words, 1),
            )
        )


def _typed(marker: Marker) -> str:
    name = marker.kind.upper()
    return f"[{name}: {marker.id}]" if marker.id else f"[{name}]"


def _citation_anchors(values: Values) -> set[str]:
    return {f"source-{slugify(source.text('id'))}" for source in values.get("sources") or ()}


def _html_of(parts: tuple[Part, ...]) -> str:
    return "".join([part.text for part in parts if isinstance(part, _TEXTS)])


def _text_of(fragment: Fragment) -> str:
    return _TAG.sub("", _html_of(fragment.parts))


def _first_paragraph(html: str) -> str:
    """Return the text of the first paragraph, cut at a word where it is long."""
    from html import unescape  # noqa: PLC0415 (only imported content needs it)

    texts = (
        " ".join(unescape(re.sub(r"<[^>]*>", "", _html_of(marks.to_parts(paragraph)))).split())
        for paragraph in re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
    )
    text = next((text for text in texts if text), "")
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[: _DESCRIPTION_LENGTH - 1].rpartition(" ")[0] + "…"
