"""The quantities of a text go in, those that are one quantity in two units come out.

A change of temperature is told by the words around it: 'cooler by 9 °F (5 °C)'.
"""

from itertools import pairwise
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.figures import Figure
from plenum.model.quantity import Kind, agree, as_difference

_CHANGES = "cooler|warmer|colder|hotter|lower|higher|difference|drop|rise|swing|setback"
# From a figure to its conversion: '5 °F (', '20 °F cooler (about ', '5 °F / '; a link may end.
_BRACKET = lazy_re.compile(
    rf"\.?(?:\s(?P<change>{_CHANGES}))?(?:\]\([^()\n]{{0,300}}\))?\s{{0,20}}\("
    r"(?:about|around|roughly|nearly|approximately|or|some|~|≈|=)?\s?"
)
_OR = lazy_re.compile(r"\s?/\s?|\sor\s(?:about\s)?")
_LONGEST_GAP = 360
_CHANGE_BEFORE = lazy_re.compile(
    r"(?:\b(?:difference|drop|rise|swing|setback|change|increase|decrease)\sof"
    r"|\b(?:cooler|warmer|colder|hotter|lower|higher|ris(?:es?|en)|rose|f[ae]lls?|drop(?:s|ped)?"
    r"|differs?|(?:in|de)creased?|reduced?|raised?|set\sback)\sby)"
    r"(?:\s(?:about|around|roughly|only|some|at\sleast|up\sto))?\s\Z"
)
_CHANGE_AFTER = lazy_re.compile(rf"\A(?:[^\s()]*\))?\s(?:{_CHANGES})(?:\sthan\b|[\s\"'”]*\Z|,)")
# Electricity for heat, and gas for electricity, are no conversions of each other.
METERED = frozenset({"kWh", "Wh"})
AT = lazy_re.compile(
    r"\b(?:at|down\sto|below|above|near|until|reach(?:es)?)\s(?:about\s|around\s)?\Z"
)
"""What stands before a temperature that is a point."""
LIMITS = lazy_re.compile(
    r"\b(?:at\s(?:least|most)|min(?:imum)?|max(?:imum)?|up\sto|no\s(?:more|less)\sthan|within)\b"
)
"""What stands before a figure that may be rounded to its safe side."""


class Pair(NamedTuple):
    """A figure and its conversion; `is_change` where the word between them says so."""

    one: Figure
    other: Figure
    is_change: bool


def converted_pairs(text: str, found: list[Figure]) -> list[Pair]:
    """Return the figures of a text that the next one gives in another unit."""
    pairs = []
    for index, (one, other) in enumerate(pairwise(found)):
        # Most neighbours are of two kinds, or of one unit: they are passed over at once.
        if one.unit.kind is other.unit.kind and one.unit is not other.unit:
            change = _is_converted(text, one, other, found[index + 2 : index + 3])
            if change is not None:
                pairs.append(Pair(one, other, change))
    return pairs


def tells_change(ahead: str, behind: str) -> bool:
    """Whether the words before and behind a figure, in small letters, say that it is a change."""
    if _CHANGE_BEFORE.search(ahead):
        return True
    return bool(_CHANGE_AFTER.search(behind)) and not AT.search(ahead)


def pair_agrees(pair: Pair, *, as_change: bool, is_limit: bool) -> bool:
    """Whether both ends of a pair agree, in either order."""
    one, other, _ = pair
    is_rough = one.is_rough or other.is_rough
    units = (as_difference(one.unit), as_difference(other.unit)) if as_change else None
    unit, to = units or (one.unit, other.unit)
    return any(
        all(
            agree((number, unit), (converted, to), is_rough=is_rough, is_limit=is_limit)
            for number, converted in zip(one.numbers, numbers, strict=True)
        )
        for numbers in (other.numbers, other.numbers[::-1])
    )


def _is_converted(text: str, one: Figure, other: Figure, rest: list[Figure]) -> bool | None:
    """Whether `other` is `one` as a change, None where it is no conversion of it at all."""
    kind = one.unit.kind
    if kind is Kind.RATING:
        return None
    if other.start - one.end > _LONGEST_GAP or len(one.numbers) != len(other.numbers):
        return None
    gap = text[one.end : other.start]
    match = _BRACKET.fullmatch(gap)
    if match is None:
        return False if kind is Kind.TEMPERATURE and _OR.fullmatch(gap) else None
    # Two of a unit in one bracket go with two figures before it.
    is_list = (
        text[other.end : other.end + 1] in {",", ";"} and rest and (rest[0].unit is not other.unit)
    )
    if text[other.end : other.end + 1] == ")" or is_list:
        return match["change"] is not None
    return None
