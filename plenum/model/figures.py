"""Running text goes in, the quantities in it come out, each with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.quantity import NUMBER, UNITS, Kind, Number, Unit, read_number

# What each unit is written as; the first that fits is taken, so the longer ones stand first.
_SPELLINGS = {
    "°F": r"[°º]\s?F|degrees\sF(?:ahrenheit)?",
    "°C": r"[°º]\s?C|degrees\sC(?:elsius)?",
    "kBTU/h": r"k(?:BTU|Btu)(?:/hr?|h)",
    "BTU/h": r"(?:BTU|Btu)s?(?:/hr?|/hour|\sper\shour|[hH])",
    "million BTU": r"(?:[Mm]illion\s|MM)(?:BTU|Btu)s?",
    "BTU": r"(?:BTU|Btu)s?",
    "kWh": r"kWh|kilowatt[-\s]hours?",
    "kW": r"kW|kilowatts?(?![-\s]hour)",
    "Wh": r"Wh",
    "W": r"W|watts?",
    "GJ": r"GJ",
    "MJ": r"MJ",
    "therm": r"therms?",
    "ton": r"tons?",
    "ft²": r"(?:ft²|ft2|sq\.?\s?ft|sqft|square\sf(?:ee|oo)t)",
    "ft³": r"(?:ft³|ft3|cu\.?\s?ft|cubic\sf(?:ee|oo)t)",
    "ft": r"ft|f(?:ee|oo)t",
    # The word 'in' is an inch only where its conversion follows, or where a bracket ends.
    "in": r"in(?:ch(?:es)?(?!\sof\b|\sw)|(?=\.?(?:\s\(|\))))",
    "m²": r"(?:m²|m2|sq\.?\s?m|square\smet(?:er|re)s?)",
    "m³": r"(?:m³|m3|cubic\smet(?:er|re)s?)",
    "mm": r"mm|millimet(?:er|re)s?",
    "cm": r"cm|centimet(?:er|re)s?",
    "m": r"m|met(?:er|re)s?",
    "lb": r"lbs?|pounds?",
    "kg": r"kg|kilograms?",
    "oz/ft": r"oz/ft|ounces?\s(?:per|a)\s(?:foot|ft)",
    "g/m": r"g/m|grams?\s(?:per|a)\smet(?:er|re)",
    "oz": r"oz|ounces?",
    "g": r"g|grams?",
    "CFM": r"CFM|cfm",
    "L/s": r"L/s|l/s",
    "AFUE": r"%\sAFUE|AFUE",
    "Pa": r"Pa",
    "kPa": r"kPa",
    "psi": r"psi",
    "%": r"%|per\s?cent",
    "SEER2": r"SEER\s?2(?![0-9]|[.,][0-9])",
    "SEER": r"SEER",
    "HSPF2": r"HSPF\s?2(?![0-9]|[.,][0-9])",
    "HSPF": r"HSPF",
    "EER2": r"EER\s?2(?![0-9]|[.,][0-9])",
    "EER": r"EER",
    "COP": r"COP",
}  # fmt: skip
_LONGEST = 15
"""A number in a pattern, without its sign."""
_DASHES = "–—-"
# A unit of its own: not 'BTU/Wh', '°F-days', 'ft² per ton', 'BTU/h for each °F', '20 BTU/h · ft²'.
_ALONE = r"(?![\w²³^°]|/(?![−-]?[0-9])|[-·][A-Za-z]|\s(?:·|(?:per|for\s(?:each|every))\b))"
_NAMES = tuple(_SPELLINGS)
_UNIT = "|".join(f"(?P<u{n}>{spelling})" for n, spelling in enumerate(_SPELLINGS.values()))
_PART_OF_MORE = lazy_re.compile(rf"\s{{0,3}}-?(?:{_UNIT})(?!\w)")
# It begins with a figure, so that texts are skimmed for figures; what stands before is looked at
# then: no piece of a number, a code or a fraction, nor money.
_FIGURE = lazy_re.compile(
    r"(?P<low>[0-9](?<![\w.,$€£¥#].)(?<![0-9]/.)(?:[0-9]{0,2}(?:,[0-9]{3})++|[0-9]*+)(?:\.[0-9]++)?)"
    rf"(?:(?:\s?(?P<first>[°º]\s?[FC]|%|ft|m|k?W))?"
    rf"(?P<between>\s?[{_DASHES}]\s?|\sto\s)(?P<high>[−-]?{NUMBER}))?"
    rf"(?:\s{{0,20}}|-)(?=[%A-Za-z°º])(?:{_UNIT}){_ALONE}"
)
# The 2 of 'HSPF 2' is no value.
_GENERATION = r"(?:\s?2(?![0-9]|[.,][0-9]))?+"
_RATING = lazy_re.compile(
    rf"(?P<unit>SEER{_GENERATION}|HSPF{_GENERATION}|EER{_GENERATION}|COP|AFUE)\)?(?:\sratings?)?"
    r"(?:\s(?:of|is|at\sleast|at\smost|about|around|over|up\sto|above|below|near|roughly|only)){0,3}"
    rf"\s(?P<low>{NUMBER})(?:(?P<between>\s?–\s?|\sto\s)(?P<high>{NUMBER}))?"
    r"(?!\s?[%°×÷=+*]|\s[−-]|[.,]?\w|[-–]\w|\sto\s[0-9])"
)
_RATINGS_IN_PERCENT = lazy_re.compile(
    r"(?P<unit>AFUE)\)?(?:\sratings?)?(?:\s(?:of|is|at\sleast|about|up\sto)){0,3}"
    rf"\s(?P<low>{NUMBER})(?:(?P<between>–|\sto\s)(?P<high>{NUMBER}))?\s?%"
)
# Of 'an HSPF of 10 to 13 versus roughly 3 to 4 for baseboards', the second figure.
_COMPARED = lazy_re.compile(
    r",?\s(?:versus|vs\.?|against|(?:as\s)?compared\s(?:to|with)|instead\sof|rather\sthan)"
    r"(?:\s(?:about|around|roughly|only|an?|the))*\s[~≈]?"
    rf"(?P<low>{NUMBER})(?:(?P<between>\s?[{_DASHES}]\s?|\sto\s)(?P<high>{NUMBER}))?"
    r"(?=[,;:)]|\.(?![0-9])|\s(?:for|with|from|in|of|on)\s|\s?\Z)"
)
_ROUGH = ("about", "around", "roughly", "nearly", "near", "approximately", "some", "~", "≈")
_LOOK_BACK = 16


class Figure(NamedTuple):
    """A quantity in a text, from `start` to `end`: a number, or a range as it is written.

    `joined` is what stands between the two ends of a range, `is_rough` says that a word such
    as 'about' stands before it.
    """

    numbers: tuple[Number, ...]
    unit: Unit
    start: int
    end: int
    is_rough: bool = False
    joined: str = ""


def figures(text: str) -> list[Figure]:
    """Return the quantities of a text, in its order; what may be something else is left out."""
    found = [*_of_units(text)]
    if "COP" in text or "EER" in text or "HSPF" in text or "AFUE" in text:
        taken = {figure.start for figure in found if figure.unit.kind is Kind.RATING}
        for pattern in (_RATING, _RATINGS_IN_PERCENT):
            for match in pattern.finditer(text):
                is_word = not text[max(0, match.start() - 1)].isalnum() or not match.start()
                figure = _figure(match, UNITS["".join(match["unit"].split())], match.start(), text)
                if figure and is_word and match.start("low") not in taken:
                    found.append(figure)
        found.sort(key=lambda figure: figure.start)
        found = [*_with_compared(text, found)]
    return found


def _with_compared(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Add to each rating the one that it is compared with, where that has no unit of its own."""
    for figure in found:
        yield figure
        if figure.unit.kind is Kind.RATING:
            match = _COMPARED.match(text, figure.end)
            compared = match and _figure(match, figure.unit, match.start("low"), text)
            if compared:
                yield compared


def unit_at(text: str, position: int) -> Unit | None:
    """Return the unit behind a number that is part of a longer one: CFM in '400 CFM per ton'."""
    match = _PART_OF_MORE.match(text, position)
    return UNITS[_NAMES[int((match.lastgroup or "")[1:])]] if match else None


def is_rough_at(text: str, start: int) -> bool:
    """Whether a word such as 'about' stands before a place."""
    return text[max(0, start - _LOOK_BACK) : start].rstrip().lower().endswith(_ROUGH)


def _of_units(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        if match["first"] and match["first"][-1] not in text[match.end() - 1]:
            continue  # two units in one range
        unit = UNITS[_NAMES[int((match.lastgroup or "")[1:])]]
        low = match.start("low")
        start = low - 1 if _is_negative(text, low) else low
        if start == low and low and text[low - 1] in "−-–":
            continue  # of a range or a code that is not read
        figure = _figure(match, unit, start, text)
        if figure:
            yield figure


def _figure(match: re.Match[str], unit: Unit, start: int, text: str) -> Figure | None:
    low, high = match["low"], match["high"]
    if max(len(low), len(high or "")) > _LONGEST:
        return None
    sign = "-" if start == match.start("low") - 1 and text[start] in "−-–" else ""
    numbers = (read_number(sign + low), *([read_number(high)] if high else []))
    rough = is_rough_at(text, start)
    return Figure(numbers, unit, start, match.end(), rough, match["between"] or "")


def _is_negative(text: str, low: int) -> bool:
    """Whether a minus stands before a number: not a range's dash, nor the hyphen of a code."""
    if not low or text[low - 1] not in "−-–":
        return False
    return low == 1 or text[low - 2].isspace() or text[low - 2] in "([|/\"'“>"
