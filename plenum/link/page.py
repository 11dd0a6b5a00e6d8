"""An article and its view of the site go in, the page that its template may see comes out."""

from html import escape

from msgspec.structs import replace

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.link.citations import Citations
from plenum.link.context import PageContext
from plenum.link.fragments import Additions, FragmentLinker
from plenum.link.glossary import Mentions
from plenum.link.graph import Targets
from plenum.link.pictures import Pictures
from plenum.link.report import report_href
from plenum.link.resolve import Target
from plenum.link.table_csv import table_csv
from plenum.link.twin import Lists, markdown_twin
from plenum.link.units import Units
from plenum.link.view import SiteView
from plenum.model.article import Article, Comparison, FaqItem
from plenum.model.data import FACTS_URL
from plenum.model.example import ExampleGiven
from plenum.model.fragment import Address, Fragment, Html, Marker, Part
from plenum.model.page import (
    ArticlePage,
    Block,
    ComparisonRow,
    ComparisonTable,
    Head,
    Image,
    Question,
    Source,
    TocEntry,
    Verdict,
)
from plenum.model.reading_time import reading_minutes

_TOC_LEVELS = (2, 3)
COVER_WIDTH = 640
"""The least width of a cover in pixels: it is shown as wide as the text."""


def link_page(
    article: Article, view: SiteView, context: PageContext
) -> tuple[ArticlePage, list[Diagnostic]]:
    """Return the complete page of an article, and the faults of its links."""
    linker = _PageLinker(article, view, context)
    return linker.page(), linker.diagnostics


class _PageLinker:
    """Links one article."""

    def __init__(self, article: Article, view: SiteView, context: PageContext) -> None:
        self._article = article
        self._view = view
        self._context = context
        self._hrefs = context.hrefs
        # A glossary without entries needs no look at the prose.
        mentions = Mentions(context.glossary, article.running_text) if context.glossary else None
        self._mentions = mentions
        self._pictures = Pictures(view.files, self._hrefs.base_path)
        self._units = Units()
        self._citations = Citations(
            article.meta.sources, view.facts, self._hrefs.href(FACTS_URL), article.anchors
        )
        targets: dict[Span, Targets] = {}
        for fragment, found in zip(article.fragments, view.targets, strict=True):
            targets.setdefault(fragment.span, found)
        self._linker = FragmentLinker(
            targets, Additions(mentions, self._pictures, self._citations, self._units)
        )
        self._plain = FragmentLinker(targets)
        self.diagnostics = self._linker.diagnostics
        self.diagnostics += view.diagnostics
        self.diagnostics += mentions.wrong_terms() if mentions else ()
        self._tables: dict[str, ComparisonTable] = {}
        self._questions: tuple[Question, ...] = ()

    def page(self) -> ArticlePage:
        article, meta, view = self._article, self._article.meta, self._view
        short_answer = self._linker.html(article.short_answer)
        cover = self._cover()
        takeaways = tuple(map(self._linker.html, article.takeaways))
        # Linked as they are read, so that a word's first mention is the reader's first.
        blocks = self._blocks()
        comparisons = tuple(map(self._comparison, article.comparisons))
        faq = self._faq()
        # What is cited is known when all texts are linked.
        sources = self._citations.sources()
        self._report_uncited()
        href = self._hrefs.href(article.url)
        url = self._hrefs.absolute(href)
        twin_href = f"{href}index.md"
        return ArticlePage(
            head=self._head(href, url, cover),
            breadcrumbs=view.crumbs,
            question=meta.question,
            short_answer_html=short_answer,
            takeaways_html=takeaways,
            blocks=blocks,
            toc=self._toc(sources),
            comparisons=comparisons,
            faq=faq,
            sources=sources,
            related=view.related,
            backlinks=view.backlinks,
            definitions=self._mentions.definitions if self._mentions else (),
            series=view.series,
            authors=view.authors,
            published=meta.date,
            modified=meta.updated or meta.date,
            review=view.review,
            category=view.category,
            tags=view.tags,
            keywords=meta.keywords,
            cover=cover,
            words=article.words,
            reading_minutes=reading_minutes(article.words),
            twin_href=twin_href,
            twin_url=self._hrefs.absolute(twin_href),
            twin=markdown_twin(
                article, Lists(sources, view.related), url, self._targets, self._hrefs.absolute
            ),
            promotion=None if meta.unpaid else meta.promotion or self._context.promotion,
            report_href=report_href(self._context.report, meta.title, url, article.version),
            version=article.version,
            in_both_systems=self._units.found,
            extra=meta.extra,
        )

    def _head(self, href: str, url: str, cover: Image | None) -> Head:
        meta, category = self._article.meta, self._view.category
        head = Head(meta.title, meta.description, href, url, indexable=not meta.noindex)
        image = cover or self._view.image
        return self._context.shared(head, image, category.text if category else "")

    def _targets(self, fragment: Fragment) -> tuple[Target | None, ...]:
        return self._linker.targets(fragment)

    # -- the body ---------------------------------------------------------------------------

    def _blocks(self) -> tuple[Block, ...]:
        """Put what has no marker in its usual place: tables before the first section, FAQ last."""
        body = self._article.body
        by_id = {table.id: table for table in self._article.comparisons}
        placed = {
            part.id or next(iter(by_id), "")
            for part in body.parts
            if isinstance(part, Marker) and part.kind == "comparison"
        }
        waiting = [by_id[i] for i in by_id if i not in placed]
        blocks: list[Block] = []
        parts: list[Part] = []
        faq_placed = False
        for part in body.parts:
            if waiting and isinstance(part, Html) and "<h2" in part.text:
                before, heading, after = part.text.partition("<h2")
                blocks += self._html_block(body, [*parts, Html(before)])
                blocks += map(self._comparison_block, waiting)
                parts, waiting = [Html(heading + after)], []
            elif isinstance(part, Marker):
                blocks += self._html_block(body, parts)
                parts = []
                if part.kind == "comparison":
                    table = by_id.get(part.id or next(iter(by_id), ""))
                    blocks += [self._comparison_block(table)] if table else []
                elif part.kind == "example":
                    blocks.append(self._example_block(int(part.id)))
                elif part.kind == "toc" or self._article.faq:
                    blocks.append(Block(part.kind))
                    if part.kind == "faq":
                        faq_placed = bool(self._faq())
            else:
                parts.append(part)
        blocks += self._html_block(body, parts)
        blocks += map(self._comparison_block, waiting)
        if self._article.faq and not faq_placed:
            blocks.append(Block("faq"))
        return tuple(blocks)

    def _html_block(self, body: Fragment, parts: list[Part]) -> list[Block]:
        html = self._linker.join(body, tuple(parts)).strip("\n")
        return [Block("html", html)] if html.strip() else []

    def _example_block(self, number: int) -> Block:
        """Return a worked example; one with a fault is shown as typed, if it is shown at all."""
        example = self._article.examples[number]
        if isinstance(example, str):
            return Block("html", f"<pre><code>{escape(example)}</code></pre>")
        givens = tuple(map(self._given, example.givens))
        return Block("example", example=replace(example, givens=givens))

    def _given(self, given: ExampleGiven) -> ExampleGiven:
        """Link a given quantity to the fact that it rests on."""
        if given.cited is None:
            return given
        body = self._article.body
        anchor = escape(body.references[given.cited].anchor)
        parts = (
            Html(f'<a class="fact" id="{anchor}" href="'),
            Address(given.cited),
            Html(f'">{escape(given.value)}</a>'),
        )
        return replace(given, html=self._linker.join(body, parts))

    def _comparison_block(self, table: Comparison) -> Block:
        return Block("comparison", comparison=self._comparison(table))

    def _comparison(self, table: Comparison) -> ComparisonTable:
        """Link a table; once, for what is mentioned is mentioned once."""
        if table.id not in self._tables:
            self._tables[table.id] = self._table(table)
        return self._tables[table.id]

    def _table(self, table: Comparison) -> ComparisonTable:
        html = self._linker.html
        options = tuple(html(option) for option in table.options)
        rows = tuple(
            ComparisonRow(html(heading), tuple(html(cell) for cell in cells))
            for heading, cells in table.rows
        )
        return ComparisonTable(
            anchor=table.anchor,
            caption=table.caption,
            options_html=options,
            options=table.option_texts,
            rows=rows,
            verdicts=tuple(Verdict(html(option), html(why)) for option, why in table.verdicts),
            csv_href=self._hrefs.href(table.csv_url(self._article.url)),
            csv=table_csv(
                table.caption, options, [(row.heading_html, row.cells_html) for row in rows]
            ),
        )

    def _faq(self) -> tuple[Question, ...]:
        """Link the questions, once."""
        if not self._questions:
            self._questions = tuple(map(self._question, self._article.faq))
        return self._questions

    def _question(self, item: FaqItem) -> Question:
        return Question(
            anchor=item.anchor,
            question=item.question,
            answer_html=self._linker.html(item.answer),
            plain_html=self._plain.html(item.answer),
            marked_up=item.key not in self._view.taken,
        )

    def _toc(self, sources: tuple[Source, ...]) -> tuple[TocEntry, ...]:
        entries: list[TocEntry] = []
        for heading in self._article.headings:
            if heading.level not in _TOC_LEVELS or not heading.text or not heading.anchor:
                continue
            entry = TocEntry(heading.text, heading.anchor)
            if heading.level == _TOC_LEVELS[0] or not entries:
                entries.append(entry)
            else:
                last = entries[-1]
                entries[-1] = TocEntry(last.text, last.anchor, (*last.children, entry))
        if self._article.faq:
            entries.append(TocEntry("Frequently asked questions", "faq"))
        if sources:
            entries.append(TocEntry("Sources", "sources"))
        return tuple(entries)

    # -- around the body --------------------------------------------------------------------

    def _report_uncited(self) -> None:
        for source in self._article.meta.sources:
            cited = self._citations.is_cited(source.id)
            if not cited and f"source:{source.id}" not in self._article.hidden:
                self.diagnostics.append(fault("uncited-source", source.span, id=source.id))

    def _cover(self) -> Image | None:
        cover, found = self._article.meta.cover, self._view.cover
        if cover is None or found is None:
            return None
        html = self._pictures.cover(found.href, cover.alt, cover.focus)
        url = self._hrefs.absolute(found.href)
        file = self._view.files.get(found.href)
        if file is None or file.picture is None:
            return Image(found.href, url, cover.alt, cover.credit, picture_html=html)
        picture = file.picture
        if picture.kind != "vector" and picture.width < COVER_WIDTH:
            name = file.path.rpartition("/")[2]
            sizes = {"width": picture.width, "least": COVER_WIDTH}
            small = fault("cover-too-small", cover.image.span, name=name, **sizes)
            self.diagnostics.append(small)
        size = (picture.width or None, picture.height or None)
        return Image(found.href, url, cover.alt, cover.credit, *size, picture_html=html)
