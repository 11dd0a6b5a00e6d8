"""Statements on what is what: where one article says 'all', no other says 'most' or 'none'."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from plenum import lazy_re
from plenum.cache import may_be_kept
from plenum.check.surroundings import sentence_at
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.fragment import Fragment
from plenum.model.phrases import PhraseSearch
from plenum.model.places import read_text_of, source_of, span_of


class _Amount(Enum):
    """Of how many a statement holds."""

    ALL = "all"
    GENERAL = "in general"
    MOST = "most"
    NOT_ALL = "not all"
    NONE = "none"


_CONTRARY = {
    _Amount.ALL: {_Amount.MOST, _Amount.NOT_ALL, _Amount.NONE},
    _Amount.GENERAL: {_Amount.NONE},
    _Amount.MOST: {_Amount.ALL, _Amount.NONE},
    _Amount.NOT_ALL: {_Amount.ALL},
    _Amount.NONE: {_Amount.ALL, _Amount.GENERAL, _Amount.MOST},
}
_NAMES = {
    "all": _Amount.ALL, "most": _Amount.MOST, "some": _Amount.NOT_ALL, "none": _Amount.NONE,
}  # fmt: skip
"""By the names of the groups below."""
_QUANTITY = lazy_re.compile(
    r"\b(?:(?P<most>nearly\sall|almost\sall|most|nearly\severy|almost\severy)"
    r"|(?P<some>not\sall|not\severy|some)|(?P<none>no)|(?P<all>all|every|any|each)|an?)"
    r"(?:\sof\sthe)?(?:\s(?:residential|modern|new|home|household|today['’]s|true))?\s\Z"
)
# Between the two words: '… are nearly always …'.
_IS = lazy_re.compile(
    r"\s(?:is|are)(?:\s(?:(?P<all>always)|(?P<none>not|never)"
    r"|(?P<most>nearly\salways|almost\salways|usually|mostly|generally)"
    r"|(?P<some>not\salways|sometimes)))?(?:\s(?:an?|the))?\s"
)
_SAYS = lazy_re.compile(r"\s(?:is|are)\s")
_NOUN_ENDS = lazy_re.compile(
    r"\W*(?:\Z|[.,;:!)\n—–]|\s(?:and|or|but|that|which|with|whose|too|as|if|because|when|so)\b)"
)
_NOT_SAID = lazy_re.compile(r"\?|[\"“”]|\b(?:myth|call|called|calls|claim|claims|say|says|think)\b")


class _Form(NamedTuple):
    start: int
    end: int
    entry: str


@may_be_kept
class Claim(NamedTuple):
    """What an article says of two entries of the glossary; `amount` says of how many it holds."""

    about: tuple[str, str]
    amount: str
    text: str
    span: Span


def claims_of(data: SiteData) -> Callable[[Article], tuple[Claim, ...]]:
    """Return what finds the statements 'X is Y' of two glossary entries in an article.

    Questions, quotations and what others say are no statements.
    """
    named = [
        (form, entry.id) for entry in data.glossary.values() for form in (entry.term, *entry.forms)
    ]
    if not named:
        return lambda _: ()
    search = PhraseSearch(form for form, _ in named)

    def claims(article: Article) -> tuple[Claim, ...]:
        # Most texts say nothing of the kind.
        fragments = [each for each in article.running_text if _SAYS.search(source_of(each))]
        found: dict[int, list[_Form]] = {}
        for hit in search.find([source_of(each) for each in fragments]):
            form = _Form(hit.start, hit.end, named[hit.phrase][1])
            found.setdefault(hit.text, []).append(form)
        return tuple(
            claim for number, forms in found.items() for claim in _claims(fragments[number], forms)
        )

    return claims


def claims_that_agree(claims: Iterable[Claim]) -> Iterator[Diagnostic]:
    """Find the statements of a site that another one, which comes before, contradicts.

    'All mini-splits are heat pumps' and 'nearly all mini-splits are heat pumps' cannot both be
    right.
    """
    known: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in claims:
        others = known.setdefault(claim.about, {})
        contrary = next((other for other in others.values() if _differ(claim, other)), None)
        if contrary is None:
            others.setdefault(claim.amount, claim)
            continue
        place = f"{contrary.span.path}:{contrary.span.line}"
        values = {"found": claim.text, "other": contrary.text, "place": place}
        yield fault("contradicting-claims", claim.span, **values)


def _differ(one: Claim, other: Claim) -> bool:
    return _Amount(other.amount) in _CONTRARY[_Amount(one.amount)]


def _claims(fragment: Fragment, forms: Iterable[_Form]) -> Iterator[Claim]:
    source = source_of(fragment)
    text = ""
    for subject, predicate in pairwise(_apart(forms)):
        verb = _IS.fullmatch(source, subject.end, predicate.start)
        if verb is None or subject.entry == predicate.entry:
            continue
        text = text or read_text_of(fragment)
        begin, stop = sentence_at(text, subject.start, predicate.end)
        quantity = _QUANTITY.search(text[begin : subject.start].lower())
        amount = _amount(quantity, verb)
        start = begin + quantity.start() if quantity else subject.start
        is_said = _NOUN_ENDS.match(text, predicate.end) and not _NOT_SAID.search(
            text[begin : stop + 1].lower()
        )
        if amount and is_said:
            words = " ".join(text[start : predicate.end].split())
            about = (subject.entry, predicate.entry)
            yield Claim(about, amount.value, words, span_of(fragment, start, predicate.end))


def _apart(forms: Iterable[_Form]) -> Iterator[_Form]:
    """Yield the forms, which come in order; of those that overlap the first and longest."""
    reached = 0
    for form in forms:
        if form.start >= reached:
            yield form
            reached = form.end


def _amount(quantity: re.Match[str] | None, verb: re.Match[str]) -> _Amount | None:
    """Return of how many a statement holds; None where its words say two things."""
    said = {
        _NAMES[name]
        for match in (quantity, verb)
        if match
        for name, word in match.groupdict().items()
        if word
    }
    if not said:
        return _Amount.GENERAL
    if said == {_Amount.ALL, _Amount.NONE}:
        return None  # 'all mini-splits are not heat pumps' may mean either
    if said == {_Amount.NOT_ALL, _Amount.NONE}:
        return _Amount.NOT_ALL
    return said.pop() if len(said) == 1 else None
