"""An article goes in, the facts that it cites come out, each with its days and what they mean."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from plenum.model.article import Article
from plenum.model.data import Fact
from plenum.model.dates import days_after, long_date
from plenum.model.fragment import told_fact

Urgency = Literal["fine", "soon", "over"]


class Cited(Struct, frozen=True):
    """A fact, how urgent it is to look at it, and why in words.

    `past` says that the article tells it as past only.
    """

    fact: Fact
    past: bool
    urgency: Urgency
    note: str = ""


def cited_facts(
    article: Article, facts: Mapping[str, Fact], today: dt.date, within: int
) -> tuple[Cited, ...]:
    """Return the facts of an article, as they come; `within` so many days, a day is soon."""
    as_past: dict[str, bool] = {}
    for fragment in article.fragments:
        for reference in fragment.references:
            fact_id, is_past = told_fact(reference)
            if reference.kind == "fact" and fact_id in facts:
                as_past[fact_id] = is_past and as_past.get(fact_id, True)
    return tuple(
        Cited(facts[fact_id], past, *_urgency(facts[fact_id], today, within, past=past))
        for fact_id, past in as_past.items()
    )


def _urgency(fact: Fact, today: dt.date, within: int, *, past: bool) -> tuple[Urgency, str]:
    """Say what must be done about a fact; what is told as past may be over, and be reviewed."""
    soon = days_after(today, within)
    ends = None if past else fact.valid_until
    if ends is not None and ends.last < today:
        return "over", f"it held until {long_date(ends)}"
    review = fact.review_by
    if review is not None and review.last < today:
        return "over", f"its review was due on {long_date(review.last)}"
    if ends is not None and ends.last <= soon:
        return "soon", f"it holds until {long_date(ends)}"
    if review is not None and review.last <= soon:
        return "soon", f"its review is due on {long_date(review.last)}"
    return "fine", ""
