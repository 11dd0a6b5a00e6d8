"""The graph of links goes in, faults of articles that no reader finds or leaves come out."""

import re
from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.graph import Graph
from plenum.model.site import Site

SMALLEST_SITE = 10
"""Of how many articles a site must be before the lack of a link is a fault."""
FARTHEST = 3
"""How many clicks an article may lie from the front page."""
_MOST_PLACES = 3
_MOST_SEARCHED = 50
"""For how many orphans the other articles are searched: each takes a look at all of them."""


def find_islands(site: Site, graph: Graph) -> Iterator[Diagnostic]:
    """Yield a warning for each article without a link to it, without one from it, or too far."""
    if len(site.articles) < SMALLEST_SITE:
        return
    searched = 0
    for article in sorted(site.articles, key=lambda a: a.path):
        if graph.is_orphan(article.url):
            places = []
            if searched < _MOST_SEARCHED:
                places = unlinked_mentions(article, site, _MOST_PLACES)
                searched += 1
            advice = _advice(places)
            yield fault("orphan", article.opening, advice=advice)
        if graph.is_dead_end(article.url):
            yield fault("dead-end", article.opening)
        clicks = graph.clicks.get(article.url)
        if clicks is None or clicks > FARTHEST:
            away = f"{clicks} clicks" if clicks else "no way"
            yield fault("too-far", article.opening, away=away, most=FARTHEST)


def _advice(places: list[Span]) -> str:
    if not places:
        return "link to it from an article on a neighbouring question"
    named = ", ".join(f"{span.path}:{span.line}:{span.column}" for span in places)
    return f"link to it where others speak of it: {named}"


_SPANS_OF_LINKS = re.compile(
    r"\[[^\[\]\n]*\]\([^)\n]*\)|\[\[[^\]\n]*\]\]|`[^`\n]*`|^#[^\n]*$", re.MULTILINE
)
_FEWEST_LETTERS = 5


def unlinked_mentions(article: Article, site: Site, most: int) -> list[Span]:
    """Return where other articles speak of this one's subject without a link, at most `most`."""
    names = [*article.meta.keywords, *(tag.value for tag in article.meta.tags)]
    names.append(article.slug)
    words = {" ".join(name.replace("-", " ").split()) for name in names}
    forms = sorted((w for w in words if len(w) >= _FEWEST_LETTERS), key=lambda w: (-len(w), w))
    if not forms:
        return []
    alternatives = "|".join(r"[\s-]".join(map(re.escape, form.split())) for form in forms)
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})s?(?![\w-])", re.IGNORECASE)
    found: list[Span] = []
    for other in sorted(site.articles, key=lambda a: a.path):
        if other is article:
            continue
        text = _SPANS_OF_LINKS.sub(lambda m: " " * len(m[0]), other.body.text)
        if match := pattern.search(text):
            line = text.count("\n", 0, match.start())
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
            number = other.body_line + line
            end = column + match.end() - match.start()
            found.append(Span(other.source_path, number, column, number, end))
        if len(found) == most:
            break
    return found
