"""A share that is claimed beside two figures follows from them: 'half' of 10 to 13 and 3 to 4."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from plenum import lazy_re
from plenum.check.sentences import Problem, after, before, written
from plenum.model.figures import Figure
from plenum.model.quantity import Kind

_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5}
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]+)?"
_SHARE = lazy_re.compile(
    rf"\b(?:(?P<low>{_NUMBER})(?:\s?(?:%\s?)?(?:[–-]|to)\s?(?P<high>{_NUMBER}))?\s?(?:%|percent\b)"
    rf"|(?P<word>half|(?P<times>{'|'.join(_TIMES)})[\s-](?P<part>{'|'.join(_PARTS)})s?)\b)",
    re.IGNORECASE,
)
_HEDGE = lazy_re.compile(
    r"\b(?P<hedge>roughly|about|around|approximately|nearly|almost|some|as\smuch\sas|up\sto|at\smost"
    r"|less\sthan|under|more\sthan|over|at\sleast|above)\s(?:an?\s)?\Z"
)
_ROUGH = frozenset("roughly about around approximately nearly almost some".split())
_AT_MOST = frozenset({"up to", "as much as", "at most", "less than", "under"})
_AT_LEAST = frozenset({"more than", "over", "at least", "above"})

# What is saved: 'cuts the cost by half', '60 % less'; what is left: 'uses half the electricity'.
_SAVED_BEFORE = lazy_re.compile(
    r"\b(?:sav(?:es?|ed|ing|ings)|cut(?:s|ting)?|reduc(?:es?|ed|ing|tion)|lower(?:s|ed|ing)"
    r"|slash(?:es|ed|ing)?)\b(?:\s(?!and\b|but\b|while\b)[a-z’'-]+){0,6}\s\Z"
)
_SAVED_AFTER = lazy_re.compile(r"\A\s(?:less|lower|cheaper|fewer|savings?|reduction|off)\b")
_LEFT_BEFORE = lazy_re.compile(r"\b(?:us(?:es?|ing)|needs?|takes?|costs?|for|at|pays?|draws?)\s\Z")
_LEFT_AFTER = lazy_re.compile(
    r"\A\s(?:of\s)?(?:the\s|as\smuch|its\s|their\s)"
    r"(?:\s?(?:cost|price|bill|electricity|energy|power|fuel|current|money))?"
)
_COMPARED = lazy_re.compile(
    r"\b(?:versus|vs|against|compared|instead\sof|rather\sthan|than|while|where|whereas)\b"
)
_KINDS = frozenset({Kind.RATING, Kind.ENERGY, Kind.POWER})
_LONGEST_GAP = 120
# A share is a round word for what the figures give: so many percent beside it are still right.
_LEEWAY = Decimal(3)
_ROUGH_LEEWAY = Decimal(7)


class _Range(NamedTuple):
    """From so many percent to so many."""

    low: Decimal
    high: Decimal


def wrong_shares(text: str, found: list[Figure]) -> Iterator[Problem]:
    """Find shares that do not follow from the two figures compared in their sentence.

    What is saved is 1 − the lower ÷ the higher, for the use of energy as for efficiencies,
    whose inverse is the use. A range on either side gives a range.
    """
    for one, other in pairwise(found):
        if not _are_compared(text, one, other):
            continue
        given = _saved(one, other)
        if given is None:
            continue
        start = one.start - len(before(text, one))
        end = other.end + len(after(text, other.end))
        for match in _SHARE.finditer(text, start, end):
            claim = _claimed(text, start, match, end)
            if claim is None or (claim.low <= given.high and given.low <= claim.high):
                continue
            values = {
                "found": " ".join(match[0].split()),
                "one": written(text, one),
                "other": written(text, other),
                "right": _shown(given),
            }
            yield Problem("wrong-share", match.start(), match.end(), values)


def _are_compared(text: str, one: Figure, other: Figure) -> bool:
    if one.unit is not other.unit or one.unit.kind not in _KINDS:
        return False
    gap = text[one.end : other.start]
    between = after(text, one.end, len(gap))
    return len(gap) <= _LONGEST_GAP and len(between) == len(gap) and bool(_COMPARED.search(between))


def _saved(one: Figure, other: Figure) -> _Range | None:
    """Return the percent by which the lower is below the higher; None where they overlap."""
    lower, higher = sorted(
        (sorted(number.value for number in figure.numbers) for figure in (one, other)),
    )
    if lower[-1] >= higher[0] or lower[0] <= 0:
        return None
    return _Range(100 - 100 * lower[-1] / higher[0], 100 - 100 * lower[0] / higher[-1])


def _claimed(text: str, start: int, match: re.Match[str], end: int) -> _Range | None:
    """Return what a share says is saved, with what may be beside it; None for other shares."""
    ahead, behind = text[start : match.start()].lower(), text[match.end() : end].lower()
    hedge = _HEDGE.search(ahead)
    if hedge:
        ahead = ahead[: hedge.start()]
    if _SAVED_BEFORE.search(_without_by(ahead)) or _SAVED_AFTER.match(behind):
        is_left = False
    elif _LEFT_BEFORE.search(ahead) and _LEFT_AFTER.match(behind):
        is_left = True
    else:
        return None
    share = _share(match)
    word = " ".join(hedge["hedge"].split()) if hedge else ""
    if word in _AT_MOST:
        share = _Range(Decimal(0), share.high)
    elif word in _AT_LEAST:
        share = _Range(share.low, Decimal(100))
    if is_left:
        share = _Range(100 - share.high, 100 - share.low)
    leeway = _ROUGH_LEEWAY if word in _ROUGH or match["word"] else _LEEWAY
    return _Range(share.low - leeway, share.high + leeway)


def _without_by(ahead: str) -> str:
    return re.sub(r"\s(?:by|in|of)\s\Z", " ", ahead)


def _share(match: re.Match[str]) -> _Range:
    if match["low"]:
        low = Decimal(match["low"])
        return _Range(low, Decimal(match["high"] or low))
    share = Decimal(50)
    if match["part"]:
        share = Decimal(100) * _TIMES[match["times"].lower()] / _PARTS[match["part"].lower()]
    return _Range(share, share)


def _shown(given: _Range) -> str:
    low, high = (each.quantize(Decimal(1), ROUND_HALF_UP) for each in given)
    return f"{low} %" if low == high else f"{low} to {high} %"
