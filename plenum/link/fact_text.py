"""What a text says in numbers and the fact that it cites go in, whether they agree comes out.

Each number of the text must be one of the fact's: in its unit or in another of the same kind,
as exact as the fact is or rounded. Words without a number say nothing that could be compared.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.figures import figures, is_rough_at, unit_at
from plenum.model.pairs import LIMITS, converted_pairs, tells_change
from plenum.model.quantity import (
    NUMBER,
    Kind,
    Number,
    Unit,
    agree,
    as_difference,
    is_of_temperature,
    read_number,
    step_of,
)
from plenum.source.dates import MONTHS

_CURRENCIES = {"US$": "USD", "C$": "CAD", "CA$": "CAD", "$": "USD", "€": "EUR", "£": "GBP"}
_CANADA = ("CA", "Canada")
_CURRENCY = r"(?:US|CA?)?\$|[€£]|(?:USD|CAD|EUR|GBP)\b"
# What is no quantity of a known unit: money, days, counts; no figures of a name (HSPF2, R-410A).
_OTHER = lazy_re.compile(
    r"(?P<day>(?<![\w.-])[0-9]{4}(?:-[0-9]{2}){2}(?![\w-]))"
    r"|(?<![A-Za-z0-9_.])(?<![A-Za-z]-)(?P<sign>(?<![\w%.)])[−-])?"
    rf"(?:(?P<before>{_CURRENCY})\s?)?(?P<low>{NUMBER})"
    rf"(?:(?:\s?%?\s?[–—]\s?|-|\sto\s)(?:(?:{_CURRENCY})\s?)?(?P<high>{NUMBER}))?"
    r"(?:\s?(?P<after>USD|CAD|EUR|GBP)\b)?"
)
_MONTH = lazy_re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s[0-9]")
_MINUS = lazy_re.compile(r"\bminus\s(?=[0-9])")
_BELOW_ZERO = lazy_re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})(?P<unit>[\s°\w]{{0,12}}?)\sbelow\s(?:zero|0)\b"
)
_CHANGES = lazy_re.compile(r"\b(?:difference|drop|rise|swing|setback|cooler|warmer|lower|higher)\b")
_LOOK_AROUND = 60
_PER_CENT = 100
_MOST_ROUNDED, _MOST_ROUGHLY_ROUNDED = 2, 10
"""By how many per cent a rounding may change a number, and one that 'about' announces."""
_MOST_NUMBERS = 30
"""Each number of a text is compared with each of the fact; no text has more."""


class _Amount(NamedTuple):
    """A number with what it is of, or both ends of a range.

    `is_part` says that the unit goes on ('400 CFM per ton'), `is_limit` that words such as
    'at most' stand before it, `is_change` that it is a difference of temperatures.
    """

    numbers: tuple[Number, ...]
    unit: Unit | None = None
    currency: str = ""
    is_part: bool = False
    is_rough: bool = False
    is_limit: bool = False
    is_change: bool = False


def agrees(text: str, value: str, *, ahead: str = "", what: str = "", region: str = "") -> bool:
    """Whether the numbers of a text are those of a fact.

    `ahead` is what stands before the text; `value`, `what` and `region` are the fact's.
    A fact whose value could not be read agrees with everything.
    """
    known = _amounts_of_fact(value, region)
    if text == value or not value or len(known) > _MOST_NUMBERS:
        return True
    said = _amounts(text, region, ahead[-_LOOK_AROUND:])
    may_change = bool(_CHANGES.search(what))
    return all(_is_known(each, known, may_change=may_change) for each in said[:_MOST_NUMBERS])


def _is_known(amount: _Amount, known: tuple[_Amount, ...], *, may_change: bool) -> bool:
    """Whether an amount of the text is one of the fact's.

    One end of a range may stand alone: the words around it, or its column, say which it is.
    """
    single = [each for each in known if len(each.numbers) == 1]
    ranges = [each for each in known if len(each.numbers) > 1]
    if len(amount.numbers) == 1:
        limits = [end for each in ranges for end in _ends(each)]
        return any(_fits(amount, each, may_change=may_change) for each in (*single, *limits))
    ways = (amount, amount._replace(numbers=amount.numbers[::-1]))
    return any(_fits(way, each, may_change=may_change) for way in ways for each in ranges) or all(
        any(_fits(end, each, may_change=may_change) for each in single) for end in _ends(amount)
    )


def _ends(amount: _Amount) -> list[_Amount]:
    return [amount._replace(numbers=(number,)) for number in amount.numbers]


def _fits(said: _Amount, known: _Amount, *, may_change: bool) -> bool:
    """Whether two amounts agree, number by number."""
    if (said.currency and known.unit) or (said.unit and known.currency):
        return False
    if said.currency and known.currency and said.currency != known.currency:
        return False
    one, other = known.unit, said.unit
    pairs = list(zip(known.numbers, said.numbers, strict=True))
    if other is None or one is other:
        return all(_rounds(*pair, said) for pair in pairs)
    if one is None:
        # The fact says in words of what it is; ratings are told by name in the text only.
        return other.kind is Kind.RATING and all(_rounds(*pair, said) for pair in pairs)
    if one.kind is not other.kind or one.kind is Kind.RATING or said.is_part or known.is_part:
        return False
    units = [(one, other)]
    if one.kind is Kind.TEMPERATURE:
        change = (as_difference(one), as_difference(other))
        is_change = said.is_change or known.is_change
        units = [change] if is_change else [*units, *([change] if may_change else [])]
    return any(
        all(
            agree((known_n, a), (said_n, b), is_rough=said.is_rough, is_limit=said.is_limit)
            for known_n, said_n in pairs
        )
        for a, b in units
    )


def _rounds(known: Number, number: Number, said: _Amount) -> bool:
    """Whether a number of the text is the fact's, or what it rounds to."""
    away = abs(known.value - number.value)
    if not away:
        return True
    kind = said.unit.kind if said.unit else Kind.SHARE
    if away * 2 > step_of(number, kind, is_rough=said.is_rough):
        return False
    if is_of_temperature(kind):
        return True
    if not said.unit and not said.currency and not said.is_rough and number.step == 1:
        return False  # a day, a year, a count
    most = _MOST_ROUGHLY_ROUNDED if said.is_rough else _MOST_ROUNDED
    return away * _PER_CENT <= abs(known.value) * most


@lru_cache(maxsize=1024)
def _amounts_of_fact(value: str, region: str) -> tuple[_Amount, ...]:
    return (*_amounts(value, region), *_months(value))


def _amounts(text: str, region: str, ahead: str = "") -> list[_Amount]:
    """Return the amounts of a text, those of known units first."""
    before = f"{_signed(ahead)} " if ahead else ""
    shown, begin = before + _signed(text), len(before)
    found = figures(shown)
    changes = {pair.other.start for pair in converted_pairs(shown, found) if pair.is_change}
    amounts: list[_Amount] = []
    rest = list(shown)
    for figure in found:
        rest[figure.start : figure.end] = " " * (figure.end - figure.start)
        if figure.start >= begin:
            amount = _Amount(figure.numbers, figure.unit, is_rough=figure.is_rough)
            amount = _in_its_words(amount, shown, figure.start, figure.end)
            amounts.append(amount._replace(is_change=amount.is_change or figure.start in changes))
    return [*amounts, *_others("".join(rest), begin, region)]


def _signed(text: str) -> str:
    """Return a text with a sign where its words say that a number is below zero."""
    return _BELOW_ZERO.sub(r"−\g<number>\g<unit>", _MINUS.sub("−", text))


def _others(text: str, begin: int, region: str) -> Iterator[_Amount]:
    """Yield money and numbers of other things."""
    for match in _OTHER.finditer(text, begin):
        if match["day"]:
            yield from (_Amount((read_number(part),)) for part in match["day"].split("-"))
            continue
        numbers = [
            read_number(match["low"]),
            *([read_number(match["high"])] if match["high"] else []),
        ]
        if match["sign"]:
            numbers[0] = numbers[0]._replace(value=-numbers[0].value)
        currency = match["before"] or match["after"] or ""
        if currency == "$" and region.startswith(_CANADA):
            currency = "C$"
        unit = None if currency else unit_at(text, match.end())
        yield _Amount(
            tuple(numbers),
            unit,
            _CURRENCIES.get(currency, currency),
            is_part=unit is not None,
            is_rough=is_rough_at(text, match.start()),
        )


def _months(text: str) -> Iterator[_Amount]:
    """Yield the months of days, as numbers: a text may have the day as 2025-12-31."""
    for match in _MONTH.finditer(text):
        yield _Amount((Number(Decimal(MONTHS.index(match["month"]) + 1), Decimal(1)),))


def _in_its_words(amount: _Amount, text: str, start: int, end: int) -> _Amount:
    ahead = text[max(0, start - _LOOK_AROUND) : start].lower()
    behind = text[end : end + _LOOK_AROUND].lower()
    is_temperature = amount.unit is not None and is_of_temperature(amount.unit.kind)
    return amount._replace(
        is_limit=not is_temperature and bool(LIMITS.search(ahead)),
        is_change=is_temperature and tells_change(ahead, behind),
    )
