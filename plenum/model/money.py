"""Running text goes in, the amounts of money in it come out, each with its place."""

import re
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.quantity import NUMBER, Number, read_number

_SIGN = lazy_re.compile(r"[$¢]|dollars?(?!\w)|cents?(?!\w)|(?:USD|CAD)(?=\s?[0-9])")
_SIGNS = ("$", "¢", "dollar", " cent", "USD", "CAD")
"""One of them is in each text with money: to look for it is quicker than to look for a pattern."""
_ABBREVIATION = "USD|CAD|CDN|US|CA|AU|NZ|HK|MX|C|A"
_BEFORE_SIGN = lazy_re.compile(rf"(?<!\w)({_ABBREVIATION})\s?\Z")
_TIMES = r"(?:k\b|K\b|\smillion\b|\sbillion\b)?"
_BEHIND_SIGN = lazy_re.compile(
    rf"\s?(?P<low>{NUMBER}){_TIMES}"
    rf"(?:(?:\s?[–—-]\s?|\sto\s)(?:(?:{_ABBREVIATION})?\s?\$\s?)?(?P<high>{NUMBER}){_TIMES})?"
    r"(?:\s(?P<named>USD|CAD|CDN|US|Canadian)(?![\w$]))?"
)
_BEFORE_WORD = lazy_re.compile(
    rf"(?<![\w.,$])(?P<low>{NUMBER})(?:(?:\s?[–—-]\s?|\sto\s)(?P<high>{NUMBER}))?"
    r"(?:\smillion|\sbillion)?(?:\s(?P<named>US|U\.S\.|American|Canadian|Australian))?\s?\Z"
)
_LOOK_BACK = 60
_LONGEST = 15
_CURRENCIES = {
    "USD": "USD", "US": "USD", "U.S.": "USD", "American": "USD",
    "CAD": "CAD", "CDN": "CAD", "CA": "CAD", "C": "CAD", "Canadian": "CAD",
    "A": "AUD", "AU": "AUD", "Australian": "AUD", "NZ": "NZD", "HK": "HKD", "MX": "MXN",
}  # fmt: skip


class Amount(NamedTuple):
    """An amount of money, from `start` to `end`: a number, or both ends of a range.

    `currency` is its ISO code, empty where the text does not say whose dollars they are.
    """

    numbers: tuple[Number, ...]
    currency: str
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """Return the amounts of dollars and cents in a text, in its order."""
    found: list[Amount] = []
    if not any(each in text for each in _SIGNS):
        return found
    for sign in _SIGN.finditer(text):
        if found and sign.start() < found[-1].end:
            continue  # of the other end of a range
        is_word = sign[0] not in {"$", "USD", "CAD"}
        amount = _before(text, sign) if is_word else _behind(text, sign)
        if amount is not None:
            found.append(amount)
    return found


def _behind(text: str, sign: re.Match[str]) -> Amount | None:
    """Read an amount behind '$' or a code."""
    match = _BEHIND_SIGN.match(text, sign.end())
    if match is None:
        return None
    start, named = sign.start(), sign[0]
    before = _BEFORE_SIGN.search(text[max(0, start - _LOOK_BACK) : start])
    if named == "$":
        named = before[1] if before else match["named"] or ""
        start -= len(before[0]) if before else 0
    return _amount(match, named, start, match.end())


def _before(text: str, sign: re.Match[str]) -> Amount | None:
    """Read an amount before '¢' or a word."""
    start = max(0, sign.start() - _LOOK_BACK)
    match = _BEFORE_WORD.search(text[start : sign.start()])
    return match and _amount(match, match["named"] or "", start + match.start(), sign.end())


def _amount(match: re.Match[str], named: str, start: int, end: int) -> Amount | None:
    ends = [each for each in (match["low"], match["high"]) if each]
    if max(map(len, ends)) > _LONGEST:
        return None
    return Amount(tuple(map(read_number, ends)), _CURRENCIES.get(named, ""), start, end)
