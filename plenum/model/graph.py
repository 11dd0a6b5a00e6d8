"""The links of a site as one graph: who leads to whom, from which place, and why."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from plenum.diagnostics import Span

EdgeKind = Literal["link", "pick", "series", "path", "related", "chrome"]
"""A link in the text, an editor's pick of related reading, the way from one part of a series to
the next or back, a step of a reading path on the front page, a related article that Plenum has
chosen, or what every page shows, such as the navigation: its source is the front page."""

EDITORIAL: frozenset[EdgeKind] = frozenset({"link", "pick", "series", "path"})
"""The kinds that a person has written."""

FARTHEST = 3
"""How many clicks an article may lie from the front page."""


class Edge(Struct, frozen=True, gc=False):
    """One link between two pages of the site; both are URLs below its root.

    `anchor` is the place on the target that is meant, `reason` what readers are told of it.
    """

    source: str
    target: str
    kind: EdgeKind
    span: Span
    anchor: str = ""
    reason: str = ""


class Graph(Struct, frozen=True):
    """All links between pages.

    `articles` are the URLs of what is listed as an article;
    `leaving` and `reaching` give a URL's edges in reading order and by source; `clicks` is how
    many clicks a page lies from the front page, over any link that a page shows (a page that
    is not in it cannot be reached).
    """

    articles: frozenset[str] = frozenset()
    edges: tuple[Edge, ...] = ()
    leaving: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)
    reaching: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)
    clicks: Mapping[str, int] = field(default_factory=dict)

    def is_orphan(self, url: str) -> bool:
        """Whether no person has linked to the page."""
        return not any(edge.kind in EDITORIAL for edge in self.reaching.get(url, ()))

    def is_dead_end(self, url: str) -> bool:
        """Whether no person has linked from the page to an article."""
        return not any(
            edge.kind in EDITORIAL and edge.target in self.articles
            for edge in self.leaving.get(url, ())
        )


class LiteralLink(Struct, frozen=True):
    """An address below the root as a template has it; `based` where `base_url`'s path leads it."""

    href: str
    span: Span
    based: bool
