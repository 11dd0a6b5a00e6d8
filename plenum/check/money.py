"""Money in running text: it says whose dollars it means, and of which year it is."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plenum import lazy_re
from plenum.check.kinds import ArticleRule
from plenum.check.surroundings import (
    YEAR,
    Around,
    column_above,
    heading_above,
    is_heading,
    is_mentioned,
    is_question,
    paragraph_at,
    sentence_at,
    statement_at,
)
from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.data import Fact, SiteData
from plenum.model.fragment import Fragment
from plenum.model.money import Amount, amounts
from plenum.model.places import bare_source_of, read_text_of, span_of
from plenum.model.regions import names_canada, names_us

_MOST_LOOKED_AT = 500
"""Amounts of one text: each costs a look around."""

_MADE_UP = lazy_re.compile(
    r"\bsay(?:,|\s(?:that|your|the|a|an|electricity|gas|oil|power)\b)|,\ssay\b"
    r"|\b(?:examples?|illustrat\w+|suppose|imagine|assum\w+|pretend|fictional|made[\s-]up"
    r"|for\sinstance|hypothetical\w*|calculator|if\s(?:your?|electricity|gas|power|the|a|it))\b",
    re.IGNORECASE,
)
_ALL_MADE_UP = lazy_re.compile(
    r"\b(?:examples?\s(?:prices?|inputs?|figures?|amounts?|costs?)"
    r"|prices?\s(?:here\s|below\s|above\s)?(?:are|is)\s(?:all\s)?(?:an\s)?examples?"
    r"|not\s(?:a\s)?current\sprices?)\b",
    re.IGNORECASE,
)
_FACT = lazy_re.compile(r"\]\(fact:([\w-]+)")


class _Text(NamedTuple):
    """A text with its amounts; `told` is what its caption and names, or its question, say."""

    fragment: Fragment
    source: str
    read: str
    found: list[Amount]
    told: str


def sound_money(data: SiteData, _today: dt.date) -> ArticleRule:
    """Find amounts whose currency, or whose year, nobody can know."""

    def rule(article: Article) -> Iterator[Diagnostic]:
        texts = [*_texts(article)]
        # Few amounts are in doubt: only then is the whole article looked at.
        undecided = [found for text in texts for found in _without_currency(text)]
        if undecided and _serves_both(_all_text(article)):
            yield from undecided
        title = article.meta.title
        undated = [
            found
            for text in texts
            if not YEAR.search(f"{title} {text.told}")
            for found in _without_date(text, data.facts)
        ]
        if undated and not _ALL_MADE_UP.search(_all_text(article)):
            yield from undated

    return rule


def _serves_both(text: str) -> bool:
    return names_us(text) and names_canada(text)


def _all_text(article: Article) -> str:
    texts = (bare_source_of(fragment) for fragment in article.fragments)
    return "\n".join([article.meta.title, *texts])


def _texts(article: Article) -> Iterator[_Text]:
    told = {id(item.answer): item.question for item in article.faq}
    for table in article.comparisons:
        for name, cells in table.rows:
            begin = f"{table.caption} {bare_source_of(name)}"
            named = zip(cells, table.option_texts, strict=False)
            told |= {id(cell): f"{begin} {option}" for cell, option in named}
    for fragment in article.running_text:
        source = bare_source_of(fragment)
        found = amounts(source)
        read = read_text_of(fragment) if found else ""
        found = [
            each
            for each in found
            if each.numbers[0].value and _written(read, each) == _written(source, each)
        ]
        if found:
            yield _Text(fragment, source, read, found[:_MOST_LOOKED_AT], told.get(id(fragment), ""))


def _written(text: str, amount: Amount) -> str:
    return text[amount.start : amount.end]


def _without_currency(text: _Text) -> Iterator[Diagnostic]:
    for amount in text.found:
        written = _written(text.read, amount)
        # A cent of either country is told by its sentence, and nobody writes C¢.
        if (
            amount.currency
            or "$" not in written
            or is_mentioned(text.read, amount.start, amount.end)
        ):
            continue
        if not any(_names_one_country(each) for each in _around(text, amount)):
            span = span_of(text.fragment, amount.start, amount.end)
            yield fault("money-without-currency", span, found=" ".join(written.split()))


def _around(text: _Text, amount: Amount) -> Iterator[str]:
    """Yield what may say whose dollars are meant, from the nearest words to the farthest."""
    for around in (
        statement_at(text.read, amount.start, amount.end),
        paragraph_at(text.read, amount.start, amount.end),
    ):
        yield text.read[around.start : around.end]
    yield column_above(text.read, amount.start)
    yield text.told
    yield heading_above(text.read, amount.start)


def _names_one_country(text: str) -> bool:
    return names_us(text) is not names_canada(text)


def _without_date(text: _Text, facts: Mapping[str, Fact]) -> Iterator[Diagnostic]:
    """Yield the first amount of each paragraph that has no date."""
    told = 0
    for amount in text.found:
        if amount.start < told or is_heading(text.read, amount.start):
            continue
        paragraph = paragraph_at(text.read, amount.start, amount.end)
        if _is_dated(text, amount, paragraph, facts):
            continue
        told = paragraph.end
        written = " ".join(_written(text.read, amount).split())
        yield fault(
            "money-without-date", span_of(text.fragment, amount.start, amount.end), found=written
        )


def _is_dated(text: _Text, amount: Amount, paragraph: Around, facts: Mapping[str, Fact]) -> bool:
    words = text.read[paragraph.start : paragraph.end]
    if YEAR.search(words) or _MADE_UP.search(words):
        return True
    cited = _FACT.findall(text.source, paragraph.start, paragraph.end)
    if any(_has_day(facts[each]) for each in cited if each in facts):
        return True
    if YEAR.search(heading_above(text.read, amount.start)):
        return True
    around = sentence_at(text.read, amount.start, amount.end)
    return is_question(text.read, around) or is_mentioned(text.read, amount.start, amount.end)


def _has_day(fact: Fact) -> bool:
    return bool(fact.as_of or fact.valid_from or fact.valid_until)
