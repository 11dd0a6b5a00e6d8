"""The series go in, each article's place in its series comes out."""

from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.link.resolve import Resolver
from plenum.link.shared_lists import published
from plenum.model.article import Article
from plenum.model.data import Series
from plenum.model.graph import Edge
from plenum.model.site import Site


class Part(Struct, frozen=True):
    """An article's place in a series; `number` counts from 1."""

    series: Series
    number: int
    articles: tuple[Article, ...]

    @property
    def previous(self) -> Article | None:
        """The article before, if there is one."""
        return self.articles[self.number - 2] if self.number > 1 else None

    @property
    def neighbours(self) -> tuple[Article, ...]:
        """The articles before and after."""
        return tuple(each for each in (self.previous, self.next) if each)

    @property
    def next(self) -> Article | None:
        """The article after, if there is one."""
        return self.articles[self.number] if self.number < len(self.articles) else None


def resolve_series(
    site: Site, resolver: Resolver
) -> tuple[Mapping[str, Part], list[Edge], list[Diagnostic]]:
    """Return the parts by the path of their article, the links between them, and the faults.

    What is not published today is passed over: the series closes up.
    """
    parts: dict[str, Part] = {}
    edges: list[Edge] = []
    faults: list[Diagnostic] = []
    for series in site.data.series.values():
        found: dict[str, tuple[Article, Span]] = {}
        for page, name in published(series.articles, resolver, faults):
            if page.path in found or page.path in parts:
                other = series if page.path in found else parts[page.path].series
                faults.append(fault("two-series", name.span, name=name.value, other=other.id))
            else:
                found[page.path] = page, name.span
        articles = tuple(article for article, _ in found.values())
        for number, article in enumerate(articles, 1):
            parts[article.path] = Part(series, number, articles)
        for (one, here), (two, there) in pairwise(found.values()):
            edges.append(Edge(one.url, two.url, "series", there, reason=series.title))
            edges.append(Edge(two.url, one.url, "series", here, reason=series.title))
    return parts, edges, faults
