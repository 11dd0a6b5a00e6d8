"""A site and a day go in, what editors must look at again by when comes out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from plenum.diagnostics import Span
from plenum.model.article import Article
from plenum.model.dates import day_of, days_after
from plenum.model.fragment import told_fact
from plenum.model.graph import EDITORIAL, Graph
from plenum.model.site import Site

What = Literal["expires", "review"]


class Due(Struct, frozen=True):
    """What must be looked at. `day` is the last on which it is in time.

    `name` is the id of a fact or the source of an article, `span` where it stands. `pages` are
    the URLs that it touches.
    """

    day: dt.date
    what: What
    kind: Literal["fact", "article"]
    name: str
    pages: tuple[str, ...]
    span: Span


class Queue(Struct, frozen=True):
    """What is due until a day, the next first, of one day what touches the most pages.

    `settled` are the facts that are over and that no page tells as true any more.
    """

    until: dt.date
    due: tuple[Due, ...]
    settled: tuple[str, ...]


class _Citing(Struct, frozen=True):
    """The pages that cite a fact, and those of them that tell it as true."""

    all: set[str]
    as_true: set[str]


def queue(site: Site, graph: Graph, today: dt.date, within: int) -> Queue:
    """Return what is due until `within` days after today; what is overdue is due too."""
    until = days_after(today, within)
    citing = _citing(site)
    settled = frozenset(_settled(site, citing, today))
    found = [*_facts(site, citing, settled), *_articles(site, graph)]
    due = sorted(
        (each for each in found if each.day <= until),
        key=lambda each: (each.day, -len(each.pages), each.what, each.name),
    )
    return Queue(until, tuple(due), tuple(sorted(settled)))


def _citing(site: Site) -> dict[str, _Citing]:
    citing = {fact_id: _Citing(set(), set()) for fact_id in site.data.facts}
    pages = [(a.url, fragment) for a in site.by_url.values() for fragment in a.fragments]
    for url, fragment in (*pages, *site.shared_texts):
        for reference in fragment.references:
            fact_id, is_past = told_fact(reference)
            if reference.kind == "fact" and fact_id in citing:
                citing[fact_id].all.add(url)
                if not is_past:
                    citing[fact_id].as_true.add(url)
    return citing


def _settled(site: Site, citing: Mapping[str, _Citing], today: dt.date) -> Iterator[str]:
    for fact in site.data.facts.values():
        is_over = fact.valid_until is not None and today > fact.valid_until.last
        if is_over and not citing[fact.id].as_true:
            yield fact.id


def _facts(site: Site, citing: Mapping[str, _Citing], settled: frozenset[str]) -> Iterator[Due]:
    for fact in site.data.facts.values():
        pages = citing[fact.id]
        if fact.valid_until is not None and fact.id not in settled:
            touched = tuple(sorted(pages.as_true))
            yield Due(fact.valid_until.last, "expires", "fact", fact.id, touched, fact.span)
        if fact.review_by is not None:
            touched = tuple(sorted(pages.all))
            yield Due(fact.review_by.last, "review", "fact", fact.id, touched, fact.span)


def _articles(site: Site, graph: Graph) -> Iterator[Due]:
    for article in site.by_url.values():
        review = article.meta.review
        if review is not None and review.next is not None:
            yield _article(article, review.next, "review", (article.url,))
        if article.meta.expires is not None:
            # What links to it will lead nowhere.
            linked = {e.source for e in graph.reaching.get(article.url, ()) if e.kind in EDITORIAL}
            pages = (article.url, *sorted(linked - {article.url}))
            yield _article(article, day_of(article.meta.expires), "expires", pages)
    for absent in site.left_out.values():
        expires = absent.article.meta.expires
        if absent.state == "expired" and expires is not None:
            pages = (absent.article.url,)
            yield _article(absent.article, day_of(expires), "expires", pages)


def _article(article: Article, day: dt.date, what: What, pages: tuple[str, ...]) -> Due:
    return Due(day, what, "article", article.source_path, pages, article.opening)
