"""An article and its site go in, what the article's page shows of the site comes out.

A page is made of its article, of this view and of what all pages have in common, and of nothing
else: where these are what they were, the page is what it was.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from plenum.cache import may_be_kept
from plenum.diagnostics import Diagnostic, fault
from plenum.link.chrome import Addresses, Hrefs
from plenum.link.context import LinkContext
from plenum.link.graph import Targets
from plenum.link.resolve import Target, faults_of
from plenum.model.article import Article
from plenum.model.data import Fact, place_of
from plenum.model.fragment import Fragment, Reference, told_fact
from plenum.model.graph import EDITORIAL
from plenum.model.page import Agent, Card, Crumb, Image, Review, SeriesPart
from plenum.model.page import Link as PageLink
from plenum.model.reading_time import reading_minutes
from plenum.model.site import PublishedFile
from plenum.model.url import slugify
from plenum.source import Located, nearest_name


@may_be_kept
class SiteView(Struct, frozen=True):
    """What the page of one article shows of its site.

    `targets` are those of the references of each of the article's fragments, in their order.
    `cover` is where the cover lies, `image` the picture of a site without covers; `files` are
    the site's pictures among all that the article names, by address. `facts` are those that it
    cites. `taken` are the keys of those of its questions that another page marks up.
    """

    targets: tuple[Targets, ...]
    crumbs: tuple[Crumb, ...]
    category: PageLink | None
    tags: tuple[PageLink, ...]
    authors: tuple[Agent, ...]
    review: Review | None
    series: SeriesPart | None
    related: tuple[Card, ...]
    backlinks: tuple[PageLink, ...]
    cover: Target | None
    image: Image | None
    files: Mapping[str, PublishedFile]
    facts: Mapping[str, Fact]
    taken: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def view_of(article: Article, context: LinkContext) -> SiteView:
    """Return what the page of an article shows of the site."""
    return _Viewer(article, context).view()


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
        reading_minutes=reading_minutes(article.words),
        reason=reason,
    )


def crumbs_of(steps: Iterable[tuple[str, str]], hrefs: Hrefs) -> tuple[Crumb, ...]:
    """Return the trail that begins at the home page; `steps` are names and URLs."""
    trail = [("Home", hrefs.href("/")), *((name, hrefs.href(url)) for name, url in steps)]
    return tuple(Crumb(name, href, hrefs.absolute(href)) for name, href in trail)


def _category(article: Article, addresses: Addresses) -> PageLink | None:
    category = addresses.category(article)
    return category and PageLink(category[0], addresses.href(category[1]))


class _Viewer:
    """Looks at the site for one article."""

    def __init__(self, article: Article, context: LinkContext) -> None:
        self._article = article
        self._context = context
        self._addresses = context.addresses
        self._site = context.site
        self._faults: list[Diagnostic] = []

    def view(self) -> SiteView:
        meta, context = self._article.meta, self._context
        known = context.links.targets
        fragments = tuple(self._article.fragments)
        targets = tuple(
            self._shown(fragment, known.get(fragment.span, ())) for fragment in fragments
        )
        cover = self._cover()
        named = {target.href for each in (*targets, (cover,)) for target in each if target}
        references = (each for fragment in fragments for each in fragment.references)
        facts = dict.fromkeys(told_fact(each)[0] for each in references if each.kind == "fact")
        owners = self._site.question_owners
        return SiteView(
            targets,
            self._crumbs(),
            _category(self._article, self._addresses),
            tuple(self._tags()),
            tuple(self._agents(meta.authors)) or (self._addresses.publisher(),),
            self._review(),
            self._series(),
            self._related(),
            self._backlinks(),
            cover,
            self._addresses.social_card(),
            {href: context.pictures[href] for href in sorted(named) if href in context.pictures},
            {id_: context.facts[id_] for id_ in facts if id_ in context.facts},
            tuple(
                item.key
                for item in self._article.faq
                if owners.get(item.key, self._article.url) != self._article.url
            ),
            tuple(self._faults),
        )

    def _shown(self, fragment: Fragment, targets: Targets) -> Targets:
        """Return of where references lead what the page shows: no article, and no needless text."""
        facts = self._context.facts
        return tuple(
            target
            and replace(
                target,
                page=None,
                label=_label_of(target, reference),
                fact=target.fact and facts[target.fact.id],
            )
            for reference, target in zip(fragment.references, targets, strict=True)
        )

    def _crumbs(self) -> tuple[Crumb, ...]:
        article = self._article
        category = self._addresses.category(article)
        steps = [category] if category else self._folders()
        return crumbs_of([*steps, (article.meta.title, article.url)], self._addresses)

    def _folders(self) -> Iterator[tuple[str, str]]:
        parts = self._article.url.strip("/").split("/")
        sections = {section.url: section.name for section in self._site.sections}
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
            authors = self._site.data.authors
            near = nearest_name(author_id.value, authors)
            advice = f"did you mean '{near}'?" if near else "add the author there"
            place = place_of("authors", authors.values())
            self._faults.append(
                fault(
                    "unknown-author", author_id.span, id=author_id.value, place=place, advice=advice
                )
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

    def _cover(self) -> Target | None:
        cover = self._article.meta.cover
        if cover is None:
            return None
        found = self._context.resolver.link(
            cover.image.value, cover.image.span, self._article, image=True
        )
        self._faults += faults_of(found)
        return replace(found, page=None) if isinstance(found, Target) else None

    def _series(self) -> SeriesPart | None:
        part = self._context.links.parts.get(self._article.path)
        if part is None or len(part.articles) == 1:
            return None
        before, after = map(self._link, (part.previous, part.next))
        return SeriesPart(part.series.title, part.number, len(part.articles), before, after)

    def _link(self, article: Article | None) -> PageLink | None:
        if article is None:
            return None
        return PageLink(article.meta.title, self._addresses.href(article.url))

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


def _label_of(target: Target, reference: Reference) -> str:
    """Return the text that a target gives to its link; none for a link that has its own.

    A citation's number stands behind its text.
    """
    return target.label if reference.kind == "source" or not reference.labelled else ""
