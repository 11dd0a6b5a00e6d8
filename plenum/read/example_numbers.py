"""Numbers with units in a worked example: read as they are written, written as they are read.

`7,600 BTU/h (2.2 kW)` is a number with what it is in another unit; `US$0.18/kWh` has its
currency in front. What is written whole is exact to the last figure, unless 'about' stands
before it: then zeros at its end count as rounding.
"""

import re
from collections.abc import Container
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.measure import MONEY, Measure, Scale, measured, number_in
from plenum.model.quantity import NUMBER, Kind, read_number, step_of
from plenum.read.example_units import CURRENCY, currency_of, read_unit, slip

_NUMBER = lazy_re.compile(
    rf"(?P<digits>{NUMBER})"
    r"(?:[ \u00a0](?P<scale>thousand|million|billion)(?!\w))?"
)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SIGN = lazy_re.compile(r"[−-]?")
_ROUGH = lazy_re.compile(
    r"(?:about|around|roughly|nearly|approximately|≈|~)[ \u00a0]*", re.IGNORECASE
)
_RANGE = lazy_re.compile(r"(?:–|[ \u00a0]to[ \u00a0])(?=[0-9−-])[−-]?[0-9]++")
_WORD = lazy_re.compile(r"\S{1,40}")
_LONGEST = 15
_MONEY_STEP = Decimal("0.01")
_FIGURES = 4
_FEWEST = Fraction(1, 10**12)


class Quantity(NamedTuple):
    """A number with its unit, from `start` to `end` of its line.

    `step` is that of its last place as written, in its unit; `scaled` by 'million' it is larger.
    `text` is as typed, without the 'about' that makes it `is_rough`.
    """

    number: Fraction
    step: Fraction
    scale: Scale
    scaled: int
    start: int
    end: int
    text: str
    is_rough: bool = False

    @property
    def measure(self) -> Measure:
        """What it measures."""
        return measured(self.number, self.scale)


def begins_number(text: str, at: int) -> bool:
    """Whether a number stands there, with or without a currency before it."""
    money = CURRENCY.match(text, at)
    at = money.end() if money else at
    return text[at : at + 1].isdecimal() or (money is not None and text[at : at + 1] == " ")


def read_quantity(text: str, at: int, names: Container[str], *, signed: bool = False) -> Quantity:
    """Read the number with a unit that stands at `at`; it has a sign if it may be `signed`.

    Raises ExampleError.
    """
    start = at
    rough = _ROUGH.match(text, at) if signed else None
    begin = at = rough.end() if rough else at
    minus = _SIGN.match(text, at) if signed else None
    sign = -1 if minus and minus[0] else 1
    at = minus.end() if minus else at
    money = CURRENCY.match(text, at)
    at = money.end() if money else at
    at += money is not None and text[at : at + 1] in {" ", "\u00a0"}
    found = _NUMBER.match(text, at)
    if found is None:
        typed = _WORD.match(text, at)
        raise slip(
            at, typed.end() if typed else at, "example-form",
            problem=f"'{typed[0]}' is no number" if typed else "a number is missing here",
            advice="write a number with its unit, such as 7,600 BTU/h or US$0.18/kWh",
        )  # fmt: skip
    if len(found["digits"]) > _LONGEST:
        raise slip(
            *found.span("digits"), "example-too-large", what="this number has too many figures",
            advice="write it in a larger unit, or with 'million' behind it",
        )  # fmt: skip
    number = read_number(found["digits"])
    scaled = _SCALES.get(found["scale"] or "", 1)
    step = step_of(number, Kind.POWER, is_rough=True) if rough else number.step
    scale, end = read_unit(text, found.end(), names, currency_of(money[0]) if money else None)
    if range_ := _RANGE.match(text, end):
        raise slip(
            start, range_.end(), "example-form",
            problem=f"'{text[start : range_.end()]}' is a range, which has no one result",
            advice="write one figure; for both ends, write two quantities or two examples",
        )  # fmt: skip
    value = sign * Fraction(number.value) * scaled
    typed_text = as_typed(text[begin:end])
    return Quantity(
        value, Fraction(step) * scaled, scale, scaled, start, end, typed_text, rough is not None
    )


def as_typed(text: str) -> str:
    """Return a number with its unit as typed, with a true minus, so that it does not break."""
    text = " ".join(text.split())
    return text.replace("-", "−", text.startswith("-")).replace(" ", "\u00a0", 1)


def agrees(measure: Measure, stated: Quantity) -> bool:
    """Whether a quantity is what is stated, at the precision it is written with."""
    away = abs(number_in(measure, stated.scale) - stated.number)
    return away * 2 <= stated.step


def is_exactly(measure: Measure, stated: Quantity) -> bool:
    """Whether nothing was rounded."""
    return number_in(measure, stated.scale) == stated.number


def at_step_of(measure: Measure, stated: Quantity) -> str:
    """Write a quantity in the unit and at the precision of another."""
    number = number_in(measure, stated.scale) / stated.scaled
    step = stated.step / stated.scaled
    word = next((word for word, times in _SCALES.items() if times == stated.scaled), "")
    return with_unit(rounded(number, step), stated.scale, word)


def written(measure: Measure, scale: Scale) -> tuple[str, bool]:
    """Write a quantity in a unit to some four figures; return whether nothing was rounded."""
    number = number_in(measure, scale)
    if scale.is_money:
        step = Fraction(_MONEY_STEP)
    else:
        whole = len(str(int(abs(number))))
        step = Fraction(1) if whole >= _FIGURES else Fraction(1, 10 ** _places(number))
    text = rounded(number, step)
    if "." in text and not scale.is_money:
        text = text.rstrip("0").rstrip(".")
    is_exact = Fraction(text.replace(",", "").replace("−", "-")) == number
    return with_unit(text, scale), is_exact


def _places(number: Fraction) -> int:
    """Return how many decimals show four figures of a number below 10,000."""
    places = _FIGURES - 1
    size = abs(number)
    while size >= 10 and places:  # noqa: PLR2004 (ten is what decimals are made of)
        size, places = size / 10, places - 1
    while _FEWEST < size < 1:
        size, places = size * 10, places + 1
    return places


def rounded(number: Fraction, step: Fraction) -> str:
    """Write a number rounded to a step that is a power of ten, halves away from zero."""
    count = int(abs(number) / step + Fraction(1, 2))
    parts = step.denominator
    whole, rest = divmod(count * step.numerator, parts)
    digits = f"{whole:,}" if parts == 1 else f"{whole:,}.{rest:0{len(str(parts)) - 1}}"
    return f"−{digits}" if number < 0 and count else digits


def with_unit(number: str, scale: Scale, word: str = "") -> str:
    """Put a unit behind a number, or a currency before it."""
    number = f"{number}\u00a0{word}" if word else number
    money = next((name for name in MONEY if scale.name.startswith(name)), "")
    if money:
        sign, digits = ("−", number[1:]) if number.startswith("−") else ("", number)
        return f"{sign}{money}{digits}{scale.name.removeprefix(money)}"
    if not scale.name or scale.name.startswith("/"):
        return f"{number}{scale.name}"
    return f"{number}\u00a0{scale.name}"
