"""Categories and tags that one spelling of a name keeps apart."""

import datetime as dt
from collections.abc import Iterator, Mapping

from plenum.check.near_names import NearName, NearNames, name_key
from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.site import Site, Term
from plenum.model.url import slugify
from plenum.source import Located


def near_categories(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find the only article of a category where one spelled nearly so has more."""
    for term, other in _near(site.categories):
        category = term.articles[0].meta.category
        if category is not None:
            yield _told("near-category", category, other)


def near_tags(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find the only article with a tag where one spelled nearly so has more."""
    for term, other in _near(site.tags):
        slug = slugify(term.name)
        tag = next(tag for tag in term.articles[0].meta.tags if slugify(tag.value) == slug)
        yield _told("near-tag", tag, other)


def _told(fault_id: str, name: Located[str], other: Term) -> Diagnostic:
    number = len(other.articles)
    return fault(fault_id, name.span, name=name.value, other=other.name, number=number)


def _near(terms: Mapping[str, Term]) -> Iterator[tuple[Term, Term]]:
    """Yield the terms of one article, each with the one of several that was probably meant."""
    alone = [term for term in terms.values() if len(term.articles) == 1]
    used = [term for term in terms.values() if len(term.articles) > 1]
    if not alone or not used:
        return
    by_name = {term.name: term for term in used}
    names = NearNames(sorted(by_name, key=lambda name: -len(by_name[name].articles)))
    for term in alone:
        near = names.nearest(term.name)
        if near and not _is_meant(near, term.articles[0]):
            yield term, by_name[near.name]


def _is_meant(near: NearName, article: Article) -> bool:
    """Whether the odd word is one that the article uses: contactors are no contractors."""
    return near.odd in {name_key(term) for term, _ in article.terms}
