"""Programmes that have ended: prose that still speaks of them in the present comes out."""

import datetime as dt
from collections.abc import Iterator

from plenum import lazy_re
from plenum.check.kinds import ArticleRule, no_fault
from plenum.check.surroundings import YEAR, is_heading, is_mentioned, is_question, statement_at
from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.data import Fact, SiteData
from plenum.model.dates import long_date
from plenum.model.phrases import Hit, PhraseSearch
from plenum.model.places import read_text_of, span_of, with_sources

_MOST_TOLD = 50
"""In one article: nobody reads more."""

_PROMISED = lazy_re.compile(
    r"\b(?:qualif(?:y|ies|ying)|eligible|claim|get|receive|apply|applies|available|offers?|pays?"
    r"|covers?|gives?|provides?|funds?|worth|up\sto|saves?|reduces?|credits?\sof|rebates?\sof"
    r"|remains?|still|now|currently|today)\b"
)
_PAST = lazy_re.compile(
    r"\b(?:ended|expired|closed|repealed|stopped|over|gone|dead|lapsed|was|were|had|did|paid|gave"
    r"|covered|offered|allowed|ran|applied|could|used\sto|once|former(?:ly)?|old|past|previous(?:ly)?"
    r"|earlier|until|no\s(?:longer|more|new)|not|never|cannot|nothing|late|amended|history"
    r"|successor|replaced|instead\sof)\b|n['’]t\b"
)
_CITED = lazy_re.compile(r"\]\(fact:")


def ended_programmes(data: SiteData, today: dt.date) -> ArticleRule:
    """Find sentences that promise what a fact with `names` says to be over.

    Of names that overlap the longest counts, also that of a programme that goes on.
    """
    named = [(name, fact) for fact in data.facts.values() for name in fact.names]
    if not any(_end_of(fact, today) for _, fact in named):
        return no_fault
    search = PhraseSearch(name for name, _ in named)

    def rule(article: Article) -> Iterator[Diagnostic]:
        fragments, sources = with_sources(article.running_text)
        reached = (0, 0)
        told = 0
        for hit in search.find(sources):
            if reached > (hit.text, hit.start) or told == _MOST_TOLD:
                continue
            reached = hit.text, hit.end
            fact = named[hit.phrase][1]
            end = _end_of(fact, today)
            source, fragment = sources[hit.text], fragments[hit.text]
            if end is None or not _is_promised(source, source, hit, end):
                continue
            if _is_promised(source, read_text_of(fragment), hit, end):
                told += 1
                span = span_of(fragment, hit.start, hit.end)
                found = " ".join(source[hit.start : hit.end].split())
                yield fault(
                    "ended-programme",
                    span,
                    found=found,
                    until=long_date(fact.valid_until or end),
                    id=fact.id,
                )

    return rule


def names_of_the_ended(data: SiteData, today: dt.date) -> Iterator[str]:
    """Yield the names of what is over."""
    return (name for fact in data.facts.values() if _end_of(fact, today) for name in fact.names)


def _end_of(fact: Fact, today: dt.date) -> dt.date | None:
    """Return the last day of what is over."""
    until = fact.valid_until
    return until.last if until and until.last < today else None


def _is_promised(source: str, read: str, hit: Hit, end: dt.date) -> bool:
    """Whether a sentence speaks of something in the present, and cites no fact of it."""
    if read[hit.start : hit.end] != source[hit.start : hit.end] or is_heading(read, hit.start):
        return False
    around = statement_at(read, hit.start, hit.end)
    words = read[around.start : around.end].lower()
    if not _PROMISED.search(words) or _PAST.search(words):
        return False
    if _CITED.search(source, around.start, around.end):
        return False
    if is_question(read, around) or is_mentioned(read, hit.start, hit.end):
        return False
    # A year that was then names the time of which the sentence speaks.
    return all(int(year) > end.year for year in YEAR.findall(words))
