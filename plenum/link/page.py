"""An article and its site go in, the page that its template may see comes out."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from plenum.config import Config
from plenum.diagnostics import Diagnostic, fault
from plenum.link.cards import CardMaker
from plenum.link.chrome import Addresses
from plenum.link.citations import Citations
from plenum.link.fragments import Additions, FragmentLinker
from plenum.link.glossary import GlossaryIndex, Mentions
from plenum.link.graph import Links
from plenum.link.pictures import Pictures
from plenum.link.related import Suggestion
from plenum.link.report import report_href
from plenum.link.resolve import Resolver, Target, faults_of
from plenum.link.table_csv import table_csv
from plenum.link.twin import Lists, markdown_twin
from plenum.link.units import Units
from plenum.model.article import Article, Comparison, FaqItem
from plenum.model.data import FACTS_URL
from plenum.model.example import ExampleGiven
from plenum.model.fragment import Address, Fragment, Html, Marker, Part
from plenum.model.graph import EDITORIAL, Graph
from plenum.model.page import (
    Agent,
    ArticlePage,
    Block,
    Card,
    ComparisonRow,
    ComparisonTable,
    Crumb,
    Head,
    Image,
    Question,
    Review,
    SeriesPart,
    Source,
    TocEntry,
    Verdict,
)
from plenum.model.page import Link as PageLink
from plenum.model.site import PublishedFile, Site
from plenum.model.url import slugify
from plenum.source import Located, nearest_name

_WORDS_PER_MINUTE = 230
_TOC_LEVELS = (2, 3)
COVER_WIDTH = 640
"""The least width of a cover in pixels: it is shown as wide as the text."""


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What linking any page of one site needs; made once."""

    site: Site
    config: Config
    addresses: Addresses
    resolver: Resolver
    links: Links
    related: Mapping[str, tuple[Suggestion, ...]]
    graph: Graph
    glossary: GlossaryIndex
    pictures: Mapping[str, PublishedFile] = field(default_factory=dict)
    cards: CardMaker | None = None

    def shared(self, head: Head, image: Image | None, label: str = "") -> Head:
        """Return a head with what is shown where its page is shared: its card, else `image`."""
        return self.cards.on(head, label) if self.cards else replace(head, image=image)


def link_page(article: Article, context: LinkContext) -> tuple[ArticlePage, list[Diagnostic]]:
    """Return the complete page of an article, and the faults of its links."""
    linker = _PageLinker(article, context)
    return linker.page(), linker.diagnostics


def card_of(article: Article, addresses: Addresses, reason: str = "") -> Card:
    """Return the article as a card for listings and related reading."""
    meta = article.meta
    href = addresses.href(article.url)
    return Card(
        title=meta.title,
        description=meta.description,
        href=href,
        url=addresses.absolute(href),
        category=_category(article, addresses),
        published=meta.date,
        modified=meta.updated or meta.date,
        reviewed=meta.review.on if meta.review else None,
        question=meta.question,
        reading_minutes=_minutes(article.words),
        reason=reason,
    )


def crumbs_of(steps: Iterable[tuple[str, str]], addresses: Addresses) -> tuple[Crumb, ...]:
    """Return the trail that begins at the home page; `steps` are names and URLs."""
    hrefs = [("Home", addresses.href("/"))]
    hrefs += [(name, addresses.href(url)) for name, url in steps]
    return tuple(Crumb(name, href, addresses.absolute(href)) for name, href in hrefs)


def _category(article: Article, addresses: Addresses) -> PageLink | None:
    category = addresses.category(article)
    return category and PageLink(category[0], addresses.href(category[1]))


def _minutes(words: int) -> int:
    return max(1, math.ceil(words / _WORDS_PER_MINUTE))


class _PageLinker:
    """Links one article."""

    def __init__(self, article: Article, context: LinkContext) -> None:
        self._article = article
        self._context = context
        self._addresses = context.addresses
        self._site = context.site
        # A glossary without entries needs no look at the prose.
        mentions = Mentions(context.glossary, article.running_text) if context.glossary else None
        self._mentions = mentions
        self._pictures = Pictures(context.pictures, context.config.base_path)
        self._units = Units()
        self._citations = Citations(
            article.meta.sources,
            context.site.data.facts,
            context.addresses.href(FACTS_URL),
            article.anchors,
        )
        self._linker = FragmentLinker(
            article,
            context.resolver,
            context.links.targets,
            Additions(mentions, self._pictures, self._citations, self._units),
        )
        self._plain = FragmentLinker(article, context.resolver, context.links.targets)
        self.diagnostics = self._linker.diagnostics
        self.diagnostics += mentions.wrong_terms() if mentions else ()
        self._tables: dict[str, ComparisonTable] = {}
        self._questions: tuple[Question, ...] = ()

    def page(self) -> ArticlePage:
        article, meta = self._article, self._article.meta
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
        authors = tuple(self._agents(meta.authors)) or (self._addresses.publisher(),)
        category = _category(article, self._addresses)
        href = self._addresses.href(article.url)
        url = self._addresses.absolute(href)
        twin_href = f"{href}index.md"
        related = self._related()
        return ArticlePage(
            head=self._head(href, url, category, cover),
            breadcrumbs=self._breadcrumbs(),
            question=meta.question,
            short_answer_html=short_answer,
            takeaways_html=takeaways,
            blocks=blocks,
            toc=self._toc(sources),
            comparisons=comparisons,
            faq=faq,
            sources=sources,
            related=related,
            backlinks=self._backlinks(),
            definitions=self._mentions.definitions if self._mentions else (),
            series=self._series(),
            authors=authors,
            published=meta.date,
            modified=meta.updated or meta.date,
            review=self._review(),
            category=category,
            tags=tuple(self._tags()),
            keywords=meta.keywords,
            cover=cover,
            words=article.words,
            reading_minutes=_minutes(article.words),
            twin_href=twin_href,
            twin_url=self._addresses.absolute(twin_href),
            twin=markdown_twin(
                article, Lists(sources, related), url, self._targets, self._addresses.absolute
            ),
            promotion=None if meta.unpaid else meta.promotion or self._context.config.promotion,
            report_href=report_href(self._context.config.report, meta.title, url, article.version),
            version=article.version,
            in_both_systems=self._units.found,
            extra=meta.extra,
        )

    def _head(self, href: str, url: str, category: PageLink | None, cover: Image | None) -> Head:
        meta = self._article.meta
        head = Head(meta.title, meta.description, href, url, indexable=not meta.noindex)
        image = cover or self._addresses.social_card()
        return self._context.shared(head, image, category.text if category else "")

    def _series(self) -> SeriesPart | None:
        part = self._context.links.parts.get(self._article.path)
        if part is None or len(part.articles) == 1:
            return None
        before, after = map(self._page_link, (part.previous, part.next))
        return SeriesPart(part.series.title, part.number, len(part.articles), before, after)

    def _page_link(self, article: Article | None) -> PageLink | None:
        if article is None:
            return None
        return PageLink(article.meta.title, self._addresses.href(article.url))

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
            csv_href=self._addresses.href(table.csv_url(self._article.url)),
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
        owner = self._site.question_owners.get(item.key, self._article.url)
        return Question(
            anchor=item.anchor,
            question=item.question,
            answer_html=self._linker.html(item.answer),
            plain_html=self._plain.html(item.answer),
            marked_up=owner == self._article.url,
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

    def _breadcrumbs(self) -> tuple[Crumb, ...]:
        article = self._article
        steps: list[tuple[str, str]] = []
        if category := self._addresses.category(article):
            steps.append(category)
        else:
            steps += self._folders()
        return crumbs_of([*steps, (article.meta.title, article.url)], self._addresses)

    def _folders(self) -> Iterator[tuple[str, str]]:
        sections = {section.url: section.name for section in self._site.sections}
        parts = self._article.url.strip("/").split("/")
        for depth in range(1, len(parts)):
            url = "/" + "/".join(parts[:depth]) + "/"
            if url in self._site.by_url:
                yield self._site.by_url[url].meta.title, url
            elif url in sections:
                yield sections[url], url

    def _agents(self, ids: Iterable[Located[str]]) -> Iterator[Agent]:
        for author_id in ids:
            author = self._site.data.authors.get(author_id.value)
            if author is not None:
                yield self._addresses.agent(author)
                continue
            near = nearest_name(author_id.value, self._site.data.authors)
            advice = f"did you mean '{near}'?" if near else "add the author to that file"
            self.diagnostics.append(
                fault("unknown-author", author_id.span, id=author_id.value, advice=advice)
            )

    def _review(self) -> Review | None:
        note = self._article.meta.review
        if note is None:
            return None
        by = next(self._agents([note.by]), None) if note.by else None
        return Review(note.on, by, note.next)

    def _tags(self) -> Iterator[PageLink]:
        for tag in self._article.meta.tags:
            term = self._site.tags.get(slugify(tag.value))
            if term is not None:
                yield PageLink(term.name, self._addresses.href(term.url))

    def _report_uncited(self) -> None:
        for source in self._article.meta.sources:
            cited = self._citations.is_cited(source.id)
            if not cited and f"source:{source.id}" not in self._article.hidden:
                self.diagnostics.append(fault("uncited-source", source.span, id=source.id))

    def _cover(self) -> Image | None:
        cover = self._article.meta.cover
        if cover is None:
            return None
        found = self._context.resolver.link(
            cover.image.value, cover.image.span, self._article, image=True
        )
        self.diagnostics += faults_of(found)
        if not isinstance(found, Target):
            return None
        html = self._pictures.cover(found.href, cover.alt, cover.focus)
        url = self._addresses.absolute(found.href)
        file = self._context.pictures.get(found.href)
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

    def _related(self) -> tuple[Card, ...]:
        picks = self._context.links.picks.get(self._article.path, ())
        chosen = self._context.related.get(self._article.path, ())
        return (
            *(card_of(article, self._addresses, pick.why) for article, pick in picks),
            *(card_of(found.article, self._addresses, found.reason) for found in chosen),
        )

    def _backlinks(self) -> tuple[PageLink, ...]:
        """Name the articles that lead here in their text or by a pick, by title."""
        edges = self._context.graph.reaching.get(self._article.url, ())
        sources = {edge.source for edge in edges if edge.kind in EDITORIAL} - {"/"}
        articles = sorted(
            (self._site.by_url[url] for url in sources if url in self._site.by_url),
            key=lambda a: (a.meta.title, a.url),
        )
        return tuple(
            PageLink(article.meta.title, self._addresses.href(article.url)) for article in articles
        )
