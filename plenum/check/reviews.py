"""Who has looked at what, and what must be looked at again."""

import datetime as dt
from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, fault
from plenum.model.dates import long_date
from plenum.model.site import Site


def reviews_due(site: Site, today: dt.date) -> Iterator[Diagnostic]:
    """Find articles and facts whose day of review is past; the day itself is in time."""
    for article in site.by_url.values():
        due = article.meta.review.next if article.meta.review else None
        if due is not None and today > due:
            yield fault("review-due", article.opening, what="this article", due=long_date(due))
    for fact in site.data.facts.values():
        if fact.review_by is not None and today > fact.review_by.last:
            what = f"the fact '{fact.id}'"
            last = long_date(fact.review_by.last)
            yield fault("review-due", fact.span, what=what, due=last)


def own_reviews(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find articles that a person has both written and reviewed; an organization may do so."""
    for article in site.by_url.values():
        by = article.meta.review.by if article.meta.review else None
        if by is None or by.value not in {author.value for author in article.meta.authors}:
            continue
        reviewer = site.data.authors.get(by.value)
        if reviewer is not None and reviewer.kind == "person":
            yield fault("own-review", by.span, name=reviewer.name)
