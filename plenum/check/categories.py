"""Categories that one spelling of a name keeps apart."""

import datetime as dt
from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, fault
from plenum.model.site import Site, Term
from plenum.model.url import slugify


def near_categories(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find the only article of a category where one spelled nearly so has more."""
    by_key: dict[str, list[Term]] = {}
    for term in site.categories.values():
        by_key.setdefault(category_key(term.name), []).append(term)
    for terms in by_key.values():
        most = max(terms, key=lambda term: len(term.articles))
        for term in terms:
            if len(term.articles) != 1 or len(most.articles) == 1:
                continue
            category = term.articles[0].meta.category
            if category is not None:
                number = len(most.articles)
                yield fault(
                    "near-category", category.span, name=term.name, other=most.name, number=number
                )


def category_key(name: str) -> str:
    """Return what two spellings of a name have in common: letters, each word in the singular."""
    return "".join(map(_singular, slugify(name).split("-")))


def _singular(word: str) -> str:
    """Return an English word without the ending of its plural, in its usual forms."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
