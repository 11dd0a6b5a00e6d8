"""An article and the site's links go in, what leads from and to it comes out, and why."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from plenum.diagnostics import counted
from plenum.link.related import Share, Suggestion
from plenum.model.article import Article
from plenum.model.graph import EDITORIAL, Edge, Graph

_MOST_SHARES = 6
_KINDS = {"pick": " (related)", "series": " (series)", "path": " (reading path)"}


class Explained(Struct, frozen=True):
    """What is known of an article's links.

    `clicks` is how far it lies from the front page, None where nothing leads to it. `links_out`
    and `links_in` are editors' links; of these, `picks` are those to related articles. `boxes`
    are the URLs of the articles that name it as related reading.
    """

    clicks: int | None
    links_out: tuple[Edge, ...]
    links_in: tuple[Edge, ...]
    picks: tuple[Edge, ...]
    suggestions: tuple[Suggestion, ...]
    boxes: tuple[str, ...]


def explained(
    article: Article, graph: Graph, related: Mapping[str, tuple[Suggestion, ...]]
) -> Explained:
    """Gather an article's links and its related reading."""
    leaving, reaching = graph.leaving.get(article.url, ()), graph.reaching.get(article.url, ())
    return Explained(
        graph.clicks.get(article.url),
        _editorial(leaving),
        _editorial(reaching),
        tuple(edge for edge in leaving if edge.kind == "pick"),
        related.get(article.path, ()),
        tuple(edge.source for edge in reaching if edge.kind in {"pick", "related"}),
    )


def shares_of(suggestion: Suggestion) -> str:
    """Say what counted most for a related article, and how much."""
    named = [_share(share) for share in suggestion.shares[:_MOST_SHARES]]
    more = len(suggestion.shares) - len(named)
    return ", ".join([*named, *([f"{more} more"] if more else [])])


def away_of(clicks: int | None) -> str:
    """Say how far a page lies from the front page."""
    if clicks is None:
        return "not to be reached from the front page"
    if clicks == 0:
        return "the front page"
    return f"{counted(clicks, 'click')} from the front page"


def kind_of(edge: Edge) -> str:
    """Say in brackets what a link is that stands in no text; empty for one that does."""
    return _KINDS.get(edge.kind, "")


def _editorial(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if edge.kind in EDITORIAL)


def _share(share: Share) -> str:
    kind = "" if share.kind == "link" else f"{share.kind} "
    return f"{kind}{share.name} {share.points:.2f}"
