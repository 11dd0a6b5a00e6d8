"""An article goes in, what it has and lacks to be published comes out as a list to tick off."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from msgspec import Struct

from plenum import lazy_re
from plenum.check.results import LONGEST_DESCRIPTION, LONGEST_TITLE, SHORTEST_DESCRIPTION
from plenum.check.unwritten import is_unwritten
from plenum.diagnostics import Diagnostic, Severity, counted
from plenum.model.article import Article
from plenum.model.dates import day_of, long_date
from plenum.model.parts import PARTS, missing_parts

State = Literal["blocks", "amiss", "wanted", "done"]
"""What keeps an article from readers; what of it is to be mended; what it lacks; what it has."""

_LABELS = {
    "author": "an author",
    "date": "a date",
    "reviewed": "a review",
    "question": "the question that it owns",
    "short_answer": "a short answer",
    "takeaways": "takeaways",
    "category": "a category",
    "tags": "tags",
    "cover": "a cover picture",
    "comparison": "a comparison",
    "faq": "an FAQ",
    "sources": "sources or facts that it rests on",
    "related": "related reading picked by an editor",
}
# What a page of this kind of site has as a rule, whatever the configuration asks for.
_USUAL = ("question", "short_answer", "faq", "sources", "reviewed", "related")
_COMPARES = lazy_re.compile(r"\b(?:vs\.?|versus|compared)(?=\W|$)", re.IGNORECASE)


class Item(Struct, frozen=True):
    """One line of the list; `detail` says what to do, or what there is.

    `part` is the key of the part that it is about, if it is about one.
    """

    state: State
    label: str
    detail: str = ""
    part: str = ""


def checklist(
    article: Article,
    found: Sequence[Diagnostic],
    required: Sequence[str],
    today: dt.date,
    *,
    leads_on: bool,
) -> tuple[Item, ...]:
    """Return the list for an article; what keeps it from readers comes first.

    `found` are its own faults, `required` the parts that the site asks for. Of a page that only
    `leads_on` to others nobody asks the parts of an explainer.
    """
    parts = () if leads_on else _parts(article, _asked(article, found, required))
    items = [
        *_published(article, today),
        _errors(found),
        *_written((*_texts(article), *parts), article, found),
        *_review(article, today),
    ]
    order = get_args(State)
    return tuple(sorted(items, key=lambda item: order.index(item.state)))


def _published(article: Article, today: dt.date) -> Iterator[Item]:
    meta = article.meta
    if meta.draft:
        yield Item("blocks", "it is a draft", "take out the line 'draft' to publish it")
    else:
        yield Item("done", "no draft")
    if meta.date is not None and day_of(meta.date) > today:
        until = long_date(meta.date)
        yield Item("blocks", "its date is to come", f"it is left out until {until}")
    if meta.expires is not None and day_of(meta.expires) < today:
        yield Item("blocks", "it has expired", f"its last day was {long_date(meta.expires)}")


def _errors(found: Sequence[Diagnostic]) -> Item:
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = len(found) - errors
    if errors:
        return Item("blocks", counted(errors, "error"), "while there is one, nothing is written")
    if warnings:
        return Item("amiss", counted(warnings, "warning"), "with --strict, each is an error")
    return Item("done", "no errors and no warnings")


def _texts(article: Article) -> Iterator[Item]:
    """Judge title and description by what search results show of them."""
    title, description = len(article.meta.title), len(article.meta.description)
    fits = title <= LONGEST_TITLE
    yield Item(
        "done" if fits else "amiss",
        f"a title of {counted(title, 'character')}",
        "" if fits else f"results show about {LONGEST_TITLE}",
        "title",
    )
    # Imported content may lack one; then a text of the body stands in for it.
    if article.meta.description_span is None:
        yield Item("wanted", "a description", "the first paragraph stands in for it")
        return
    fits = SHORTEST_DESCRIPTION <= description <= LONGEST_DESCRIPTION
    yield Item(
        "done" if fits else "amiss",
        f"a description of {counted(description, 'character')}",
        "" if fits else f"{SHORTEST_DESCRIPTION} to {LONGEST_DESCRIPTION} fill a result",
        "description",
    )


def _asked(article: Article, found: Sequence[Diagnostic], required: Sequence[str]) -> Sequence[str]:
    """Return what the site asks of an article: no part for whose lack there is an excuse."""
    told = article.meta.draft or any(each.id == "missing-part" for each in found)
    missing = () if told else missing_parts(article, required)
    return [part for part in required if part not in missing]


def _parts(article: Article, asked: Sequence[str]) -> Iterator[Item]:
    wanted = dict.fromkeys((*asked, *_USUAL))
    if _COMPARES.search(f"{article.meta.title} {article.meta.question}"):
        wanted["comparison"] = None
    missing = missing_parts(article, wanted)
    for part in wanted:
        label = _LABELS.get(part, part)
        if part not in missing:
            # What is hidden by a fault is neither there nor missing.
            if PARTS[part](article):
                yield Item("done", label, part=part)
        elif part in asked:
            yield Item("wanted", label, f"write '{part}': config.yaml asks each article for it")
        else:
            yield Item("wanted", label, "its title compares" if part == "comparison" else "")


def _written(
    items: Iterable[Item], article: Article, found: Sequence[Diagnostic]
) -> Iterator[Item]:
    """Take nothing for done in which a note to oneself still stands, unless it is excused."""
    noted = any(each.id == "placeholder" for each in found)
    for item in items:
        if noted and is_unwritten(article, item.part):
            yield Item("amiss", item.label, "a note to yourself stands in it")
        else:
            yield item


def _review(article: Article, today: dt.date) -> Iterator[Item]:
    review = article.meta.review
    if review is None:
        return
    if review.next is None:
        yield Item("wanted", "a day for the next review", "write 'next' below 'reviewed'")
    elif review.next < today:
        yield Item("amiss", "the next review", f"it was due on {long_date(review.next)}")
    else:
        yield Item("done", f"the next review on {long_date(review.next)}")
