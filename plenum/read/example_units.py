"""The unit behind a number of a worked example goes in, what it measures comes out.

A unit is written as in print: `BTU/h`, `BTU/h per ft²`, `BTU/h·°F`, `°F·ft²·h/BTU`. What stands
behind a slash or 'per' stays below the line, as the trade writes it: BTU/h·°F is BTU/(h·°F).
"""

import re
from collections.abc import Container
from typing import NamedTuple

from msgspec.structs import replace

from plenum import lazy_re
from plenum.model.measure import MONEY, NO_UNIT, SCALES, Scale, difference_of, product
from plenum.read.slips import Slip
from plenum.source import nearest_name

_ALIASES = {
    "°F": "º F|ºF|° F|degrees F|degrees Fahrenheit",
    "°C": "ºC|° C|degrees C|degrees Celsius",
    "F°": "Δ°F|°F difference|°F cooler|°F colder|°F warmer|°F hotter|°F-difference",
    "C°": "Δ°C|°C difference|°C cooler|°C colder|°C warmer|°C hotter|°C-difference",
    "BTU": "Btu|BTUs|Btus",
    "million BTU": "million Btu|MMBTU|MMBtu",
    "kBTU": "kBtu",
    "therm": "therms",
    "ton": "tons",
    "W": "watt|watts",
    "h": "hr|hour|hours",
    "d": "day|days",
    "month": "months",
    "year": "years|yr",
    "min": "minute|minutes",
    "ft²": "ft2|sq ft|sq. ft|sqft|square feet|square foot",
    "m²": "m2|sq m|square meters|square metres",
    "ft³": "ft3|cu ft|cubic feet|cubic foot",
    "m³": "m3|cubic meters|cubic metres",
    "ft": "feet|foot",
    "in": "inch|inches",
    "m": "meter|meters|metre|metres",
    "L": "l|liter|liters|litre|litres",
    "gal": "gallon|gallons|US gal|US gallon|US gallons",
    "lb": "lbs|pound|pounds",
    "oz": "ounce|ounces",
    "g": "gram|grams",
    "CFM": "cfm",
    "%": "percent",
    "AFUE": "% AFUE",
    "SEER2": "SEER 2",
    "HSPF2": "HSPF 2",
    "EER2": "EER 2",
    "ACH": "air changes per hour",
    "dB": "dB(A)|dBA",
    "US$": "USD|US dollars",
    "C$": "CAD|CA$|Canadian dollars",
    "$": "dollars|dollar",
    "¢": "cents|cent",
}
_NAMES = {alias: name for name, group in _ALIASES.items() for alias in group.split("|")}
_NAMES |= {name: name for name in SCALES}
_DEGREE_DAYS = {"°F-days": "F°", "°F-day": "F°", "°C-days": "C°", "°C-day": "C°"}
_ALL = (*_NAMES, *_DEGREE_DAYS)
_LONGEST_FIRST = sorted(_ALL, key=lambda name: (-len(name), name))
_END = r"(?![\w°¢$])"
_ATOM = lazy_re.compile(f"(?:{'|'.join(re.escape(name) for name in _LONGEST_FIRST)}){_END}")
_JOINED = lazy_re.compile(r"(?P<over>/|[ \u00a0]per[ \u00a0](?:each[ \u00a0]|a[ \u00a0])?)|[·⋅]")
# A number of nothing, for each of something: '0.35 /h', '0.35 per hour'.
_RATE = lazy_re.compile(r"[ \u00a0]?(?=/[^\W\d_])|(?=[ \u00a0]per[ \u00a0])")
_DOTS = ("·", "⋅")
_SPACE = lazy_re.compile(r"[ \u00a0\u202f]*")
_WORD = lazy_re.compile(r"[^\s\d²³()\[\],;+−×÷*/·⋅=^%–-][^\s()\[\],;+−×÷*/·⋅=^%–-]{0,40}")
CURRENCY = lazy_re.compile("|".join(re.escape(name) for name in ("CA$", *MONEY)))
"""A currency, as it stands before an amount."""
_LONGEST = 12
_TIMES = ("x", "X")
_COUNTS = frozenset(
    "people persons person heads head zones zone rooms room units unit items pieces".split()
)


class FoundUnit(NamedTuple):
    """A unit, and where it ends."""

    scale: Scale
    end: int


class ExampleError(Exception):
    """A line of an example cannot be computed: the slip says why, and where."""

    def __init__(self, slip: Slip) -> None:
        """Take the slip."""
        super().__init__(slip.fault_id)
        self.slip = slip


def slip(start: int, end: int, fault_id: str, **values: object) -> ExampleError:
    """Return the fault of what stands between two places of a line."""
    return ExampleError(Slip(start, max(end, start + 1), fault_id, values))


def currency_of(text: str) -> Scale:
    """Return the unit of a currency's sign."""
    return SCALES[_NAMES.get(text, text)]


def read_unit(text: str, at: int, names: Container[str], money: Scale | None = None) -> FoundUnit:
    """Read the unit that stands at `at`, right behind a number; with none, it has no name.

    `names` are the example's quantities: `÷ load` is no unit, whatever it is written like.
    `money` is the currency that stands before the number. Raises ExampleError.
    """
    rate = _RATE.match(text, at)
    begin = at if money else _after_space(text, at)
    first = None if money or rate else _atom(text, begin, names)
    if money and text[at : at + 1].isalpha():
        raise _unknown(text, at, names)
    scale, end = first or FoundUnit(money or NO_UNIT, rate.end() if rate and not money else at)
    over = False
    for _ in range(_LONGEST):
        joined = _JOINED.match(text, end)
        if joined is None or not (first or money or joined["over"]):
            break
        over = over or joined["over"] is not None
        found = _below(text, joined.end(), names) if over else _atom(text, joined.end(), names, "·")
        if found is None:
            break
        scale, end = product(_plain(scale), _plain(found.scale), over=over), found.end
    typed = f"{money.name if money else ''}{text[begin:end]}"
    return FoundUnit(replace(scale, name=" ".join(typed.split())), end)


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _plain(scale: Scale) -> Scale:
    """Return what a unit is within another: °F is a difference there."""
    return difference_of(scale) if scale.zero is not None else scale


def _below(text: str, at: int, names: Container[str]) -> FoundUnit | None:
    """Read a unit below the line, or those in brackets there: `h`, `(h·°F)`."""
    if text[at : at + 1] != "(":
        return _atom(text, at, names, "/")
    found = _atom(text, at + 1, names, "/")
    for _ in range(_LONGEST):
        if found is None or text[found.end : found.end + 1] not in _DOTS:
            break
        more = _atom(text, found.end + 1, names, "·")
        found = more and FoundUnit(product(_plain(found.scale), _plain(more.scale)), more.end)
    if found is None or text[found.end : found.end + 1] != ")":
        return None
    return FoundUnit(found.scale, found.end + 1)


def _atom(text: str, at: int, names: Container[str], joined: str = "") -> FoundUnit | None:
    """Read one unit; None where something else stands there.

    Behind the sign that has `joined` it to another it may as well be a quantity by its name.
    """
    match = _ATOM.match(text, at)
    if match is None:
        word = _WORD.match(text, at)
        if word is None or (joined and word[0] in names):
            return None
        raise _unknown(text, at, names)
    if match[0] in _DEGREE_DAYS:
        days = product(SCALES[_DEGREE_DAYS[match[0]]], SCALES["d"])
        return FoundUnit(days, match.end())
    scale = SCALES[_NAMES[match[0]]]
    # No unit is made of a rating: `÷ COP` without spaces divides by a quantity of that name.
    return None if joined and scale.rating else FoundUnit(scale, match.end())


def _unknown(text: str, at: int, names: Container[str]) -> ExampleError:
    word = _WORD.match(text, at)
    typed = word[0] if word else text[at : at + 1]
    end = at + len(typed)
    known = {name.casefold(): name for name in _ALL}
    near = known.get(typed.casefold()) or nearest_name(typed, _ALL)
    if typed in _TIMES or typed in names:
        advice = "to multiply, write × between a number and a name"
    elif typed.casefold() in _COUNTS:
        advice = "a count has no unit: write the number alone"
    elif near:
        advice = f"did you mean '{near}'?"
    else:
        advice = "a count has no unit, and the name of a quantity stands alone"
    return slip(at, end, "unknown-unit", unit=typed, advice=advice)
