"""One source file goes in, one article and every fault of it come out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from plenum.config import FrontMatterRules
from plenum.diagnostics import Diagnostic, Span
from plenum.model.article import Article, Comparison, FaqItem, FrontMatter, root_article
from plenum.model.fragment import EMPTY, Fragment, Html, Marker, Part, Prose, Reference
from plenum.model.question import question_key
from plenum.model.url import article_url, slugify
from plenum.read import marks
from plenum.read.front_matter import front_matter_of, read_front_matter
from plenum.read.markdown import Converted, Converter, RawReference, faq_anchor
from plenum.read.references import Places, mask_code
from plenum.read.sanitize import find_unsafe
from plenum.read.words import terms_of, words_of
from plenum.source import (
    Excuse,
    Located,
    Reading,
    SourceFile,
    Values,
    find_excuses,
    parse_yaml,
    read_source,
    split_front_matter,
)

_TABLE_RULE = re.compile(
    r"^[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$"
    r"|^[ >]*\|[ \t]*:?-+:?[ \t]*\|?$",
    re.MULTILINE,
)
_TITLE_LINE = re.compile(r"^#(?!#)[^\n]*$|^[^\n]+\n=+[ \t]*$", re.MULTILINE)
_DESCRIPTION_LENGTH = 160


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """All that reading depends on beside the file itself."""

    site: Path
    rules: FrontMatterRules
    sanitize: bool


@dataclass(frozen=True, slots=True)
class ReadResult:
    """An article with its faults and excuses."""

    article: Article
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]


class ArticleReader:
    """Reads articles under one set of settings."""

    def __init__(self, settings: ReadSettings) -> None:
        """Prepare the converter once."""
        self._settings = settings
        self._converter = Converter(sanitize=settings.sanitize)

    def read(self, path: str) -> ReadResult:
        """Read the file `path` below `content/`."""
        source, faults = read_source(self._settings.site, f"content/{path}")
        if source is None:
            return ReadResult(_broken(path), tuple(faults), ())
        excuses, excuse_faults = find_excuses(source)
        article, article_faults = self._article(path, source)
        return ReadResult(article, (*faults, *excuse_faults, *article_faults), excuses)

    def _article(self, path: str, source: SourceFile) -> tuple[Article, list[Diagnostic]]:
        parts, faults = split_front_matter(source)
        if parts is None:
            return _broken(path), faults
        node, faults = parse_yaml(source, parts.yaml_start, parts.yaml_end)
        if faults and node is None:
            return _broken(path), faults
        rules = self._settings.rules
        reading = Reading(faults, rules.unknown, rules.dates)
        opening = source.span(parts.opening, parts.opening + 3)
        values = read_front_matter(node, opening, rules, reading)
        if values is None:
            return _broken(path), reading.faults
        drafter = _Drafter(path, source, values, opening, self._converter, reading)
        return drafter.article(parts.body_start), reading.faults


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
        converted = self._converter.body(body_text)
        self._report_body(converted, body_text, body_start)
        body = self._body_fragment(converted, body_text, body_start)
        faq = self._faq(converted, body)
        comparisons = self._comparisons()
        short_answer = self._field(self._values.get("short_answer"), self._converter.block)
        words = words_of(_html_of(body.parts))
        first = _first_paragraph(converted.html)
        stem = self._path.rpartition("/")[2].rpartition(".")[0]
        meta = front_matter_of(self._values, stem, first, self._reading)
        self._check_markers(body, comparisons, has_faq=bool(faq))
        errors = any(d.severity == "error" for d in self._reading.faults)
        citation_anchors = {f"source-{slugify(source.id)}" for source in meta.sources}
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
                    *citation_anchors,
                    *(("faq",) if faq else ()),
                    *(("sources",) if meta.sources else ()),
                }
            ),
            words=len(words) + sum(len(words_of(_html_of(i.answer.parts))) for i in faq),
            terms=self._terms(meta, converted, words),
            broken=errors,
        )

    # -- the body ---------------------------------------------------------------------------

    def _body_fragment(self, converted: Converted, text: str, start: int) -> Fragment:
        places = Places(text)
        references = []
        for raw in converted.references:
            place = places.take(raw.typed)
            if place is None:
                span, begin, end = self._source.span(start, start), -1, -1
            else:
                span = self._source.span(start + place.start, start + max(place.end, 1))
                begin, end = place.start, place.end
            references.append(_reference(raw, span, begin, end))
        return Fragment(marks.to_parts(converted.html), tuple(references), text)

    def _report_body(self, converted: Converted, text: str, start: int) -> None:
        masked = mask_code(text)
        if self._converter.sanitizes and "<" in masked:
            for begin, end, what in find_unsafe(masked):
                span = self._source.span(start + begin, start + end)
                self._reading.add("unsafe-html", span, what=what)
        for fault_id, ordinal, values in converted.findings:
            pattern = _TITLE_LINE if fault_id == "title-in-body" else _TABLE_RULE
            found = list(pattern.finditer(masked))
            offset = found[ordinal].start() if ordinal < len(found) else 0
            if fault_id != "title-in-body" and offset:
                # The header row stands above the rule; that is where an editor looks.
                offset = masked.rfind("\n", 0, max(offset - 1, 0)) + 1
            self._reading.add(fault_id, self._source.span(start + offset), **values)

    def _check_markers(
        self, body: Fragment, comparisons: tuple[Comparison, ...], *, has_faq: bool
    ) -> None:
        ids = {comparison.id for comparison in comparisons}
        for part in body.parts:
            if not isinstance(part, Marker):
                continue
            known = part.kind == "toc" or (part.kind == "faq" and has_faq)
            if part.kind == "comparison":
                known = part.id in ids if part.id else len(comparisons) == 1
            if known:
                continue
            typed = re.compile(
                rf"^[ \t]*\[{part.kind.upper()}(?::[ \t]*{re.escape(part.id)})?[ \t]*\]",
                re.MULTILINE,
            )
            found = typed.search(body.text)
            offset = len(self._source.text) - len(body.text) + (found.start() if found else 0)
            name = f"[{part.kind.upper()}: {part.id}]" if part.id else f"[{part.kind.upper()}]"
            span = self._source.span(offset, offset + len(name))
            self._reading.add("marker-without-block", span, marker=name)

    # -- fields of the front matter ---------------------------------------------------------

    def _field(self, value: Located[str] | None, convert: Callable[[str], Converted]) -> Fragment:
        if value is None:
            return EMPTY
        converted = convert(value.value)
        if not converted.references:
            return Fragment(marks.to_parts(converted.html), (), value.value)
        places = Places(value.value)
        raw_text = self._source.text[value.start : value.end]
        cursors: dict[str, int] = {}
        references = []
        for raw in converted.references:
            typed = raw.typed
            place = places.take(typed)
            offset = raw_text.find(typed, cursors.get(typed, 0)) if typed else -1
            cursors[typed] = offset + 1
            span = value.span
            if offset >= 0:
                begin = value.start + offset
                span = self._source.span(begin, begin + len(typed))
            start, end = (place.start, place.end) if place else (-1, -1)
            references.append(_reference(raw, span, start, end))
        return Fragment(marks.to_parts(converted.html), tuple(references), value.value)

    def _plain(self, text: str) -> Converted:
        return self._converter.inline(text, linkable=False)

    def _faq(self, converted: Converted, body: Fragment) -> tuple[FaqItem, ...]:
        given = self._values.get("faq") or []
        if given and converted.has_faq_heading:
            self._reading.add("faq-twice", self._values.keys["faq"])
        if not given:
            span = self._source.span(len(self._source.text) - len(body.text))
            return tuple(
                FaqItem(
                    question,
                    anchor,
                    Fragment(marks.to_parts(html), body.references),
                    question_key(question),
                    self._heading_span(question, body.text) or span,
                )
                for question, anchor, html in converted.answers
            )
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
            items[key] = FaqItem(question.value, anchor, fragment, key, question.span)
        return tuple(items.values())

    def _heading_span(self, question: str, body: str) -> Span | None:
        start = body.find(question)
        if start < 0:
            return None
        begin = len(self._source.text) - len(body) + start
        return self._source.span(begin, begin + len(question))

    def _comparisons(self) -> tuple[Comparison, ...]:
        given = self._values.get("comparison") or []
        comparisons: dict[str, Comparison] = {}
        for item in given:
            comparison = self._comparison(item, several=len(given) > 1)
            if comparison.id in comparisons:
                self._reading.add(
                    "repeated-id", comparison.span, id=comparison.id, kind="comparison"
                )
            comparisons.setdefault(comparison.id, comparison)
        return tuple(comparisons.values())

    def _comparison(self, values: Values, *, several: bool) -> Comparison:
        caption, given_id = values.text("caption"), values.get("id")
        if several and given_id is None:
            self._reading.add("missing-key", values.span, key="comparison.id")
        table_id = given_id.value if given_id else slugify(caption) or "comparison"
        options: list[Located[str]] = values.get("options") or []
        texts = [option.value for option in options]
        rows = []
        for heading, cells in values.get("rows") or ():
            if len(cells) != len(options):
                count, wanted = len(cells), len(options)
                self._reading.add(
                    "row-cells", heading.span, row=heading.value, cells=count, options=wanted
                )
            rows.append(
                (
                    self._field(heading, self._plain),
                    tuple(self._field(cell, self._converter.inline) for cell in cells),
                )
            )
        verdicts = []
        for option, reason in values.get("verdict") or ():
            if option.value not in texts:
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


def _reference(raw: RawReference, span: Span, start: int, end: int) -> Reference:
    return Reference(raw.kind, raw.target, raw.labelled, span, start, end, raw.anchor)


def _html_of(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Html | Prose))


def _first_paragraph(html: str) -> str:
    """Return the text of the first paragraph, cut at a word where it is long."""
    match = re.search(r"<p>(.*?)</p>", html, re.DOTALL)
    if match is None:
        return ""
    from html import unescape  # noqa: PLC0415 (only imported content needs it)

    parts = marks.to_parts(match[1])
    text = " ".join(unescape(re.sub(r"<[^>]*>", "", _html_of(parts))).split())
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[: _DESCRIPTION_LENGTH - 1].rpartition(" ")[0] + "…"
