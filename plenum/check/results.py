"""How an article shows in search results: by a title and a description of its own that fit."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from plenum.diagnostics import Diagnostic, Span, fault, listed
from plenum.model.article import Article
from plenum.model.site import Site

# What search results show; these are nobody's limits, and Google names none.
LONGEST_TITLE = 65
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 70, 165


class _Typed(NamedTuple):
    """A text that an article gives of itself."""

    text: str
    span: Span | None


def texts_that_fit(article: Article) -> Iterator[Diagnostic]:
    """Find a title that is cut off in results, and a description that is, or that says little."""
    if article.meta.noindex:
        return
    title, description = _title(article), _description(article)
    if title.span and len(title.text) > LONGEST_TITLE:
        yield fault("long-title", title.span, number=len(title.text), most=LONGEST_TITLE)
    number = len(description.text)
    if description.span and not SHORTEST_DESCRIPTION <= number <= LONGEST_DESCRIPTION:
        yield fault(
            "description-length",
            description.span,
            number=number,
            least=SHORTEST_DESCRIPTION,
            most=LONGEST_DESCRIPTION,
        )


def texts_of_their_own(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find articles with the title or the description of another one."""
    yield from _shared(site, "same-title", _title)
    yield from _shared(site, "same-description", _description)


def _shared(
    site: Site, fault_id: str, text_of: Callable[[Article], _Typed]
) -> Iterator[Diagnostic]:
    articles = sorted(_listed(site), key=lambda article: article.path)
    by_text: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        by_text.setdefault(" ".join(text_of(article).text.casefold().split()), []).append(position)
    for positions in by_text.values():
        for position in positions:
            span = text_of(articles[position]).span
            if len(positions) > 1 and span is not None:
                others = (articles[other].source_path for other in positions if other != position)
                yield fault(fault_id, span, other=listed(others, len(positions) - 1))


def _listed(site: Site) -> Iterator[Article]:
    """Yield the articles that search engines may show."""
    return (article for article in site.by_url.values() if not article.meta.noindex)


def _title(article: Article) -> _Typed:
    return _Typed(article.meta.title, article.meta.title_span)


def _description(article: Article) -> _Typed:
    return _Typed(article.meta.description, article.meta.description_span)
