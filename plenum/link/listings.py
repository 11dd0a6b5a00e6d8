"""The site goes in, the pages that list articles or shared data come out."""

import datetime as dt
import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec.structs import replace

from plenum.diagnostics import Diagnostic, fault
from plenum.link.chrome import capital
from plenum.link.context import LinkContext
from plenum.link.facts import fact_groups
from plenum.link.fragments import Additions, FragmentLinker
from plenum.link.page import link_page
from plenum.link.paths import Way
from plenum.link.pictures import Pictures
from plenum.link.report import report_href
from plenum.link.search import search_page
from plenum.link.view import card_of, crumbs_of, view_of
from plenum.model.article import Article
from plenum.model.data import FACTS_URL, GLOSSARY_URL, SiteData
from plenum.model.fragment import Fragment, told_fact
from plenum.model.page import (
    Agent,
    ArticlePage,
    Card,
    FactItem,
    FactsPage,
    GlossaryItem,
    GlossaryPage,
    Head,
    HomePage,
    Link,
    ListingKind,
    ListingPage,
    NotFoundPage,
    Pagination,
    ReadingPath,
    SearchPage,
    Topic,
    pages_around,
)
from plenum.model.site import Section, Site, Term

_TOPIC_CARDS = 4
_SUGGESTIONS = 4
_PATH_CARDS = 4
_REVIEWED = 4
_BACKLINKS = 5
_LONGEST_DESCRIPTION = 165
_VERSION_LENGTH = 8
_GLOSSARY_DESCRIPTION = (
    "The words of the heating and cooling trade in plain language, each with its definition."
)
_FACTS_DESCRIPTION = (
    "The figures that our articles rest on, each with its source, its scope and its dates."
)

ListPage = ListingPage | HomePage | GlossaryPage | FactsPage | NotFoundPage | SearchPage


def list_pages(
    context: LinkContext, mentioned: Iterable[Iterable[str]]
) -> tuple[tuple[ListPage, ...], list[Diagnostic]]:
    """Return all pages that are not articles, and the faults of links in shared data.

    `mentioned` are the glossary entries to which each article leads, in the site's order.
    """
    lister = _Lister(context, mentioned)
    pages: tuple[ListPage, ...] = (
        *lister.home(),
        *lister.categories(),
        *lister.tags(),
        *lister.authors(),
        *lister.sections(),
        *lister.glossary(),
        *lister.facts(),
        *lister.search(),
        lister.not_found(),
    )
    return pages, lister.diagnostics


class _Lister:
    """Makes the listings of one site."""

    def __init__(self, context: LinkContext, mentioned: Iterable[Iterable[str]]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._mentioned = mentioned
        self._context = context
        self._site: Site = context.site
        self._data: SiteData = context.site.data
        self._addresses = context.addresses
        self._cards = {a.path: card_of(a, self._addresses) for a in self._site.articles}
        tables = (self._site.categories, self._site.tags, self._site.authors)
        listings: list[Term | Section] = [term for table in tables for term in table.values()]
        self._listings = {each.url: each for each in (*listings, *self._site.sections)}
        self._words = self._words_of(self._site.home) if self._site.home else None

    def home(self) -> Iterator[HomePage]:
        """The front page; an article `content/index.md` gives its words."""
        config, index = self._context.config, self._site.home
        words = self._words
        blocks = words.blocks if words else ()
        intro = blocks[0].html if blocks and blocks[0].kind == "html" else ""
        rest = blocks[1:] if intro else blocks
        description = index.meta.description if index else config.description
        heading = index.meta.title if index else config.title
        topics = tuple(
            Topic(
                capital(term.name),
                self._addresses.href(term.url),
                len(term.articles),
                self._cards_of(term.articles[:_TOPIC_CARDS]),
            )
            for term in self._site.categories.values()
        )
        for head, pagination, cards in self._pages("/", heading, description, self._site.articles):
            first = pagination.number == 1
            shown = words if first else None
            yield HomePage(
                head=replace(head, indexable=not (index and index.meta.noindex)),
                heading=heading,
                intro_html=intro if shown else "",
                short_answer_html=shown.short_answer_html if shown else "",
                blocks=rest if shown else (),
                faq=shown.faq if shown else (),
                sources=shown.sources if shown else (),
                cards=cards,
                topics=topics if first else (),
                pagination=pagination,
                definitions=shown.definitions if shown else (),
                paths=tuple(map(self._path, self._context.links.ways)) if first else (),
                reviewed=self._reviewed() if first else (),
            )

    def _path(self, way: Way) -> ReadingPath:
        """Show a way's articles; one that has none of its own begins with its list's newest."""
        listing = self._listings.get(way.url)
        articles = way.articles or (listing.articles[:_PATH_CARDS] if listing else ())
        more = None
        if way.href:
            count = len(listing.articles) if listing else 0
            name = f"All {count} articles" if count > 1 else way.entry.title
            more = Link(name, way.href) if not listing or count > len(articles) else None
        return ReadingPath(way.entry.title, way.entry.text, self._cards_of(articles), more)

    def _reviewed(self) -> tuple[Card, ...]:
        cards = [card for card in self._cards.values() if card.reviewed]
        # The order of listings decides between those of one day.
        cards.sort(key=lambda card: card.reviewed or dt.date.min, reverse=True)
        return tuple(cards[:_REVIEWED])

    def _words_of(self, index: Article) -> ArticlePage:
        page, faults = link_page(index, view_of(index, self._context), self._context.pages)
        self.diagnostics += faults
        return page

    def categories(self) -> Iterator[ListingPage]:
        """A listing a category."""
        for term in self._site.categories.values():
            name = capital(term.name)
            text = self._summary(f"Articles on {term.name}", term.articles)
            yield from self._listing("category", name, term.url, text, term.articles)

    def tags(self) -> Iterator[ListingPage]:
        """A listing a tag."""
        for term in self._site.tags.values():
            name = f"Tagged: {term.name}"
            text = self._summary(f"Articles tagged {term.name}", term.articles)
            yield from self._listing("tag", name, term.url, text, term.articles)

    def sections(self) -> Iterator[ListingPage]:
        """A listing a folder that has no page of its own."""
        for section in self._site.sections:
            text = self._summary(f"Articles in {section.name}", section.articles)
            yield from self._listing("section", section.name, section.url, text, section.articles)

    def authors(self) -> Iterator[ListingPage]:
        """A page an author, with what they wrote."""
        for author in self._data.authors.values():
            term = self._site.authors.get(author.id)
            if term is None:
                continue
            intro = self._shared_html(author.bio)
            agent = replace(self._addresses.agent(author), bio_html=intro)
            bio = " ".join(author.bio_text.split())
            text = (
                bio
                if 0 < len(bio) <= _LONGEST_DESCRIPTION
                else self._summary(f"About {author.name} and their articles", term.articles)
            )
            yield from self._listing("author", author.name, term.url, text, term.articles, agent)

    def _summary(self, beginning: str, articles: Sequence[Article]) -> str:
        """Describe a listing by its first titles, as many as a search result shows."""
        text = f"{beginning} at {self._context.config.title}"
        for number, article in enumerate(articles):
            longer = f"{text}{'; ' if number else ': '}{article.meta.title}"
            if len(longer) >= _LONGEST_DESCRIPTION:
                break
            text = longer
        return f"{text}."

    def _listing(  # noqa: PLR0913 (what a listing is made of)
        self,
        listing: ListingKind,
        name: str,
        url: str,
        text: str,
        articles: Sequence[Article],
        agent: Agent | None = None,
    ) -> Iterator[ListingPage]:
        intro = agent.bio_html if agent else ""
        crumbs = crumbs_of([(name, url)], self._addresses)
        for head, pagination, cards in self._pages(url, name, text, articles):
            yield ListingPage(
                head,
                listing,
                name,
                intro,
                crumbs,
                cards,
                pagination,
                agent,
                lead=self._lead(url),
                others=self._others(listing, url),
            )

    def _lead(self, url: str) -> str:
        """Return the sentence of the reading path that leads to a listing."""
        texts = (way.entry.text for way in self._context.links.ways if way.url == url)
        return next(filter(None, texts), "")

    def _others(self, listing: ListingKind, url: str) -> tuple[Link, ...]:
        """Return the tag of a category's name, which its articles do not name beside it."""
        term = self._site.tags.get(url.strip("/").rpartition("/")[2])
        if listing != "category" or term is None:
            return ()
        return (Link(f"Everything tagged {term.name}", self._addresses.href(term.url)),)

    def _pages(
        self, url: str, title: str, description: str, articles: Sequence[Article]
    ) -> Iterator[tuple[Head, Pagination, tuple[Card, ...]]]:
        """Divide a listing; there is a first page even where there is nothing to list."""
        size = self._context.config.paginate
        count = max(1, -(-len(articles) // size))
        hrefs = [self._addresses.href(_page_url(url, number)) for number in range(1, count + 1)]
        for number in range(1, count + 1):
            href = hrefs[number - 1]
            suffix = f" (page {number})" if number > 1 else ""
            about = description + suffix if description else ""
            head = self._with_image(
                Head(title + suffix, about, href, self._addresses.absolute(href))
            )
            pagination = Pagination(
                number,
                count,
                hrefs[number - 2] if number > 1 else "",
                hrefs[number] if number < count else "",
                hrefs[0],
                pages_around(number, hrefs) if count > 1 else (),
            )
            yield head, pagination, self._cards_of(articles[(number - 1) * size : number * size])

    def _cards_of(self, articles: Sequence[Article]) -> tuple[Card, ...]:
        return tuple(self._cards[a.path] for a in articles if a.path in self._cards)

    def glossary(self) -> Iterator[GlossaryPage]:
        """The glossary, where there is one."""
        if not self._data.glossary:
            return
        entries = sorted(self._data.glossary.values(), key=lambda e: (e.term.casefold(), e.id))
        mentions = self._mentions()
        self.diagnostics += self._unused_entries(mentions)
        items = tuple(
            GlossaryItem(
                entry.id,
                entry.term,
                entry.forms,
                tuple(map(self._other_word, entry.not_forms)),
                entry.short,
                self._shared_html(entry.body),
                tuple(mentions.get(entry.id, ()))[:_BACKLINKS],
                len(mentions.get(entry.id, ())),
            )
            for entry in entries
        )
        head = self._head(GLOSSARY_URL, "Glossary", _GLOSSARY_DESCRIPTION)
        crumbs = crumbs_of([("Glossary", GLOSSARY_URL)], self._addresses)
        version = _version(replace(item, mentioned_in=(), mentions=0) for item in items)
        yield GlossaryPage(head, crumbs, items, self._report(head, version), version)

    def _mentions(self) -> dict[str, list[Link]]:
        """Return the articles that mention each entry, the front page's own last."""
        mentions: dict[str, list[Link]] = {}
        for article, entries in zip(self._site.articles, self._mentioned, strict=True):
            link = Link(article.meta.title, self._addresses.href(article.url))
            for entry_id in entries:
                mentions.setdefault(entry_id, []).append(link)
        if self._words:
            link = Link(self._words.head.title, self._words.head.href)
            for definition in self._words.definitions:
                mentions.setdefault(definition.id, []).append(link)
        return mentions

    def _unused_entries(self, mentions: Container[str]) -> Iterator[Diagnostic]:
        """Yield a warning for each entry to which no article and no other entry leads."""
        glossary = self._data.glossary
        used: set[str] = set()
        for entry in glossary.values():
            others = map(self._context.glossary.entry_of, entry.not_forms)
            leads = {other.id for other in others if other}
            leads.update(r.target for r in entry.body.references if r.kind == "term")
            used |= leads - {entry.id}
        for entry in glossary.values():
            # Of an entry that could not be read nobody knows by which words it is mentioned.
            unread = not entry.short and entry.term == entry.id
            if entry.id not in mentions and entry.id not in used and not unread:
                yield fault("unused-entry", entry.span, term=entry.term, id=entry.id)

    def _other_word(self, word: str) -> Link:
        entry = self._context.glossary.entry_of(word)
        if entry is None:
            return Link(word, "")
        return Link(entry.term if word == entry.id else word, f"#{entry.id}")

    def facts(self) -> Iterator[FactsPage]:
        """The register of facts, where there is one."""
        if not self._data.facts:
            return
        head = self._head(FACTS_URL, "Facts and sources", _FACTS_DESCRIPTION)
        crumbs = crumbs_of([("Facts", FACTS_URL)], self._addresses)
        groups = fact_groups(self._data.facts.values(), self._citers())
        items = (replace(item, cited_by=()) for group in groups for item in group.facts)
        version = _version(items)
        yield FactsPage(head, crumbs, groups, self._report(head, version), version)

    def _citers(self) -> dict[str, list[Link]]:
        cited: dict[str, list[Link]] = {}
        for article in self._site.articles:
            link = Link(article.meta.title, self._addresses.href(article.url))
            ids = {
                told_fact(reference)[0]
                for fragment in article.fragments
                for reference in fragment.references
                if reference.kind == "fact"
            }
            for fact_id in ids:
                cited.setdefault(fact_id, []).append(link)
        return cited

    def search(self) -> Iterator[SearchPage]:
        """The page to search on, unless the configuration wants none."""
        if self._context.config.search:
            terms = self._site.categories.values()
            topics = (Link(capital(each.name), self._addresses.href(each.url)) for each in terms)
            yield search_page(self._context, topics)

    def not_found(self) -> NotFoundPage:
        """What a host serves for an unknown address."""
        head = Head(
            "Page not found",
            "There is no page at this address.",
            self._addresses.href("/404.html"),
            self._addresses.absolute(self._addresses.href("/404.html")),
            indexable=False,
        )
        return NotFoundPage(head, self._cards_of(self._site.articles[:_SUGGESTIONS]))

    def _head(self, url: str, title: str, description: str) -> Head:
        href = self._addresses.href(url)
        return self._with_image(Head(title, description, href, self._addresses.absolute(href)))

    def _report(self, head: Head, version: str) -> str:
        return report_href(self._context.config.report, head.title, head.url, version)

    def _with_image(self, head: Head) -> Head:
        return self._context.pages.shared(head, self._addresses.social_card())

    def _shared_html(self, fragment: Fragment) -> str:
        """Link what stands in a data file."""
        context = self._context
        # Of several texts on a page nobody knows which is seen first.
        pictures = Pictures(context.pictures, context.config.base_path, first=False)
        linker = FragmentLinker(context.links.targets, Additions(pictures=pictures))
        html = linker.html(fragment)
        self.diagnostics += linker.diagnostics
        return html


def _version(items: Iterable[GlossaryItem | FactItem]) -> str:
    """Return letters and digits that change with what the items say."""
    return hashlib.sha256(repr([*items]).encode("utf-8", "replace")).hexdigest()[:_VERSION_LENGTH]


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"
