"""What is said to have been done, on a day that has not come."""

import datetime as dt
from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.dates import day_of, long_date
from plenum.model.site import Site


def days_to_come(site: Site, today: dt.date) -> Iterator[Diagnostic]:
    """Find changes, reviews and readings of sources that are dated in the future.

    An article that is written ahead of its day is judged as of that day.
    """
    articles = [*site.by_url.values(), *(absent.article for absent in site.left_out.values())]
    dated = [(article.meta.past_days, _published(article, today)) for article in articles]
    for days, latest in dated:
        for day in days:
            if day_of(day.value) > latest:
                yield fault("date-in-future", day.span, day=long_date(day.value))
    for fact in site.data.facts.values():
        for period in fact.past_days:
            # Of a month or a year that has begun, the day may have been.
            if period.value.first > today:
                yield fault("date-in-future", period.span, day=long_date(period.value))


def _published(article: Article, today: dt.date) -> dt.date:
    date = article.meta.date
    return max(today, day_of(date)) if date else today
