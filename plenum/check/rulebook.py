"""Rules and texts go in, the places that break a rule come out.

All phrases of all rules are sought at once; only around what is found is the sentence looked at.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from plenum import lazy_re
from plenum.check.surroundings import (
    REACH,
    YEAR,
    Around,
    is_alone,
    is_cited,
    is_heading,
    is_mentioned,
    is_question,
    is_title_of_a_source,
    paragraph_at,
    sentence_at,
)
from plenum.model.forms import fold
from plenum.model.phrases import Hit, PhraseSearch
from plenum.model.regions import names_region
from plenum.model.rule import Place, Rule

_MOST_TOLD = 50
"""By one rule in one article: nobody reads more."""
_MOST_LOOKED_AT = 500
"""Likewise; each costs a look at its sentence."""

_DOUBT_BEFORE = lazy_re.compile(
    r"\b(?:not|no|never|none|cannot|nearly|almost|hardly|rarely|seldom|few|some|many|most|usually"
    r"|often|sometimes|generally|may|might|could|would|should|depends|var(?:y|ies)|false|myth|wrong"
    r"|untrue|mistake|claims?\sthat|says?|said|call(?:ed)?|believe|think|assume|suppose|if|unless"
    r"|whether|which|what|when|where|while|check|ask|see|list|look|find|compare|read|learn)\b"
    r"|n['’]t\b"
)
# With them, another clause begins.
_NEW_CLAUSE = r"(?:you|we|they|it|i|he|she|that|which|who|in|on|of|with|from|to)\b"
_AT_MOST_TWO_WORDS = rf"\A(?:\s(?!{_NEW_CLAUSE})[\w'’-]+){{0,2}}?\s"
_CLAUSE_END = lazy_re.compile(r"[:()]|\s[–—-]\s")
_DOUBT_AFTER = lazy_re.compile(
    r"\A.{0,30}(?:≠|\b(?:not|never|false|wrong|myth|may|might)\b|n['’]t\b)"
)


class Found(NamedTuple):
    """What a rule found in one of several texts, and what to write there, if that is clear."""

    rule: Rule
    text: int
    start: int
    end: int
    right: str = ""


class _Sought(NamedTuple):
    """A phrase of a rule, and what is to stand in its place; empty where words must be found.

    `exact` says that `right` is written in its own capitals.
    """

    rule: int
    phrase: str
    right: str
    exact: bool

    def is_wrong(self, written: str) -> bool:
        """Whether a spelling of the phrase is not right as it stands."""
        right = self.right_of(written)
        return written != right and (self.exact or written.lower() != right.lower())

    def right_of(self, written: str) -> str:
        """Return what is to stand in the place of a spelling, with the s of its plural."""
        return self.right and self.right + written[len(self.phrase) :]


class _Place(NamedTuple):
    """A place in a text, as it stands and without what nobody reads."""

    source: str
    read: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What stands there."""
        return self.read[self.start : self.end]

    def before(self, around: Around) -> str:
        """Return what stands before it in its sentence."""
        return self.read[around.start : self.start]

    def after(self, around: Around) -> str:
        """Return what stands behind it in its sentence."""
        return self.read[self.end : around.end]


class _Words(NamedTuple):
    """What a rule asks of the other words of a sentence; None asks for nothing.

    `nearby` has the longest word of each phrase of `near`.
    """

    nearby: tuple[str, ...]
    near: re.Pattern[str] | None
    then: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    @classmethod
    def of(cls, rule: Rule) -> "_Words":
        """Prepare the search for a rule's words."""
        then = _any_of(rule.then, _AT_MOST_TWO_WORDS)
        nearby = tuple({max(fold(each).split(), key=len) for each in rule.near})
        return cls(nearby, _any_of(rule.near), then, _any_of(rule.unless))

    def may_fit(self, source: str, start: int, end: int) -> bool:
        """Whether a rule may apply to a place: quickly, for most places are in order."""
        if not self.nearby:
            return True
        words = source[max(0, start - REACH) : end + REACH].lower()
        return any(word in words for word in self.nearby)

    def fit(self, place: _Place, around: Around) -> bool:
        """Whether they leave what was found a fault."""
        before, after = fold(place.before(around)), fold(place.after(around))
        return (
            (self.near is None or self.near.search(f"{before}\n{after}") is not None)
            and (self.then is None or self.then.search(after) is not None)
            and (
                self.unless is None
                or self.unless.search(f"{before}{fold(place.words)}{after}") is None
            )
        )


class Rulebook:
    """The rules of one site, ready to be applied."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Prepare the search for all phrases of all rules."""
        self._rules = tuple(rules)
        self._words = [_Words.of(rule) for rule in self._rules]
        self._sought = [
            _Sought(number, phrase, rule.replacement, rule.exact)
            for number, rule in enumerate(self._rules)
            for phrase in rule.seek
        ]
        self._search = PhraseSearch(each.phrase for each in self._sought)

    def find(self, sources: Sequence[str], read_of: Callable[[int], str]) -> Iterator[Found]:
        """Yield what breaks a rule in any of these texts.

        `read_of` gives a text by its number, of equal length, without what nobody reads.
        """
        told: Counter[int] = Counter()
        looked_at: Counter[int] = Counter()
        reached: dict[int, tuple[int, int]] = {}
        for hit in self._hits(sources):
            sought = self._sought[hit.phrase]
            rule = sought.rule
            is_inside = reached.get(rule, (0, 0)) > (hit.text, hit.start)
            if is_inside or told[rule] == _MOST_TOLD or looked_at[rule] == _MOST_LOOKED_AT:
                continue
            looked_at[rule] += 1
            source = sources[hit.text]
            if not self._words[rule].may_fit(source, hit.start, hit.end):
                continue
            place = _Place(source, source, hit.start, hit.end)
            # Most is in order, and is so without a look at what nobody reads.
            if not self._is_broken(rule, place):
                continue
            place = place._replace(read=read_of(hit.text))
            if self._is_broken(rule, place):
                told[rule] += 1
                reached[rule] = hit.text, self._end_of_telling(rule, place)
                right = sought.right_of(" ".join(place.words.split()))
                right = right and _respelled(place.words, right, exact=sought.exact)
                yield Found(self._rules[rule], hit.text, hit.start, hit.end, right)

    def looked_at(self, sources: Sequence[str]) -> Iterator[str]:
        """Yield the id of a rule for each place that it looks at, broken or not."""
        return (self._rules[self._sought[hit.phrase].rule].id for hit in self._hits(sources))

    def _hits(self, sources: Sequence[str]) -> Iterator[Hit]:
        return self._search.find(sources, lambda number, text: self._sought[number].is_wrong(text))

    def _end_of_telling(self, number: int, place: _Place) -> int:
        """Return up to where one telling is enough: what a paragraph lacks, it lacks once."""
        if "place and date" not in self._rules[number].excused:
            return place.end
        return paragraph_at(place.read, place.start, place.end).end

    def _is_broken(self, number: int, place: _Place) -> bool:
        rule = self._rules[number]
        kind: Place = "heading" if is_heading(place.read, place.start) else "text"
        if kind not in rule.places or place.words != place.source[place.start : place.end]:
            return False
        around = sentence_at(place.read, place.start, place.end)
        if not self._words[number].fit(place, around) or is_question(place.read, around):
            return False
        if is_mentioned(place.read, place.start, place.end):
            return False
        if rule.replacement:
            return not is_title_of_a_source(place.source, place.end)
        return not (
            is_alone(place.read, place.start, place.end) or _is_excused(rule, place, around)
        )


def _is_excused(rule: Rule, place: _Place, around: Around) -> bool:
    if "citation" in rule.excused and is_cited(place.source, around):
        return True
    if "doubt" in rule.excused and (
        _DOUBT_BEFORE.search(_CLAUSE_END.split(place.before(around).lower())[-1])
        or _DOUBT_AFTER.search(place.after(around).lower())
    ):
        return True
    if "place and date" in rule.excused:
        paragraph = paragraph_at(place.read, place.start, place.end)
        text = place.read[paragraph.start : paragraph.end]
        is_told = YEAR.search(text) is not None and names_region(text)
        return is_told or is_cited(place.source, paragraph)
    return False


def _any_of(phrases: tuple[str, ...], before: str = r"(?<!\w)") -> re.Pattern[str] | None:
    """Return what finds any of these texts; they are texts, so that none takes long."""
    if not phrases:
        return None
    longest_first = sorted(map(fold, phrases), key=len, reverse=True)
    return lazy_re.compile(rf"{before}(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)")


def _respelled(found: str, right: str, *, exact: bool) -> str:
    """Return `right` in the capitals in which a word was `found`, unless its own are `exact`."""
    if exact:
        return right
    plain = " ".join(found.split())
    if len(plain) == len(right) and fold(plain) == fold(right):
        # Only hyphens and spaces differ.
        return "".join(
            letter if letter.isalnum() else new for letter, new in zip(plain, right, strict=True)
        )
    return right[0].upper() + right[1:] if found[0].isupper() else right
