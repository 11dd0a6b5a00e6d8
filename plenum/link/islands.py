"""The graph of links goes in, faults of articles that no reader finds or leaves come out."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.forms import fold, form_key
from plenum.model.graph import FARTHEST, Graph
from plenum.model.places import prose_of, span_of
from plenum.model.site import Site

SMALLEST_SITE = 10
"""Of how many articles a site must be before the lack of a link is a fault."""
_MOST_PLACES = 3
"""How many places an advice names."""
_FEWEST_LETTERS = 5
"""How long a word must be to say what an article is about."""
_WORD = lazy_re.compile(r"\w+")
_CODE = lazy_re.compile(r"(?=.*[a-z])(?=.*[0-9]).{3,}")
"""What is told by letters and figures, such as `R-32`."""


def find_islands(site: Site, graph: Graph, whole: Callable[[str], Article]) -> Iterator[Diagnostic]:
    """Yield a warning for each article without a link to it, without one from it, or too far.

    Where some have none to them, all texts are looked through for places that could have one:
    `whole` returns the article at a path with its texts.
    """
    if len(site.articles) < SMALLEST_SITE:
        return
    articles = sorted(site.articles, key=lambda article: article.path)
    # Where links could not be read, those that they name may have been among them.
    hidden = "\n".join(article.hidden for article in articles if article.hidden)
    orphans = [
        article
        for article in articles
        if graph.is_orphan(article.url) and not (article.slug and article.slug in hidden)
    ]
    shared = _shared_names(articles) if orphans else frozenset()
    names = {article.path: _names(article) - shared for article in orphans}
    mentions = unlinked_mentions(names, (whole(article.path) for article in articles))
    for article in orphans:
        yield fault("orphan", article.opening, advice=_advice(mentions[article.path]))
    for article in articles:
        if graph.is_dead_end(article.url) and not article.hidden:
            yield fault("dead-end", article.opening)
        clicks = graph.clicks.get(article.url)
        if (clicks is None or clicks > FARTHEST) and not hidden:
            away = f"{clicks} clicks" if clicks else "no way"
            yield fault("too-far", article.opening, away=away, most=FARTHEST)


def _advice(places: Sequence[Span]) -> str:
    if not places:
        return "link to it from an article on a neighbouring question"
    named = ", ".join(f"{span.path}:{span.line}:{span.column}" for span in places)
    return f"link to it where others speak of it: {named}"


def unlinked_mentions(
    wanted: Mapping[str, Iterable[str]], articles: Iterable[Article]
) -> Mapping[str, Sequence[Span]]:
    """Return by path where other articles speak of these without a link, a few places of each.

    `wanted` are the names of each, by path. Every article is read once, for all that is wanted,
    and closely only where it has a word with which a name of theirs begins.
    """
    names: defaultdict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
    for path, each in wanted.items():
        for name in each:
            first = _WORD.findall(name)[0]
            pattern = re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)")
            for word in {first, f"{first}s"}:
                names[word].append((pattern, path))
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for other in articles if names else ():
        begins = names.keys() & set(_WORD.findall(fold(other.body.text)))
        prose = fold(prose_of(other.body)) if begins else ""
        nearest: dict[str, tuple[int, int]] = {}
        for pattern, path in (pair for word in begins for pair in names[word]):
            full = len(found[path]) == _MOST_PLACES
            if path != other.path and not full and (match := pattern.search(prose)):
                nearest[path] = min(nearest.get(path, match.span()), match.span())
        for path, place in nearest.items():
            found[path].append(span_of(other.body, *place))
    return found


def _names(article: Article) -> frozenset[str]:
    """Return by what others may call the subject of an article, as texts are folded.

    A word says little where it is short, unless it has a figure: `R-32`.
    """
    typed = [*article.meta.keywords, *(tag.value for tag in article.meta.tags), article.slug]
    typed += [option for table in article.comparisons for option in table.option_texts]
    folded = {fold(form_key(name)) for name in typed}
    return frozenset(
        name
        for name in folded
        if _WORD.search(name) and (len(name) >= _FEWEST_LETTERS or _CODE.fullmatch(name))
    )


def _shared_names(articles: Iterable[Article]) -> frozenset[str]:
    """Return what several articles are called by: it is the subject of none of them alone."""
    counted = Counter(name for article in articles for name in _names(article))
    return frozenset(name for name, count in counted.items() if count > 1)
