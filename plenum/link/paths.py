"""The reading paths go in, each with its articles and the list behind it comes out."""

from msgspec import Struct

from plenum.diagnostics import Diagnostic
from plenum.link.resolve import Resolver, Target, faults_of
from plenum.link.shared_lists import published
from plenum.model.article import Article, root_article
from plenum.model.data import PathEntry
from plenum.model.graph import Edge
from plenum.model.site import Site


class Way(Struct, frozen=True):
    """A reading path as far as it is published today.

    `href` leads to the list where there is more, `url` is that list's below the site's root;
    both are empty where the path has none.
    """

    entry: PathEntry
    articles: tuple[Article, ...]
    href: str
    url: str


def resolve_paths(
    site: Site, resolver: Resolver
) -> tuple[tuple[Way, ...], list[Edge], list[Diagnostic]]:
    """Return the reading paths, the links that the front page has by them, and their faults.

    What is not published today is passed over; a path that leads nowhere then is left out.
    """
    ways: list[Way] = []
    edges: list[Edge] = []
    faults: list[Diagnostic] = []
    for entry in site.data.paths.values():
        found: dict[str, Article] = {}
        for page, name in published(entry.articles, resolver, faults):
            if page.path not in found:
                found[page.path] = page
                edges.append(Edge("/", page.url, "path", name.span, reason=entry.title))
        href = url = ""
        if entry.to is not None:
            target = resolver.link(entry.to.value, entry.to.span, root_article(entry.to.span))
            faults += faults_of(target)
            if isinstance(target, Target):
                href, url = target.href, target.url
            if url:
                edges.append(Edge("/", url, "path", entry.to.span, reason=entry.title))
        if found or href:
            ways.append(Way(entry, tuple(found.values()), href, url))
    return tuple(ways), edges, faults
