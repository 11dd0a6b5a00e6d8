"""Units and exact conversions: a number in one unit goes in, the same in another comes out.

A temperature and a difference of temperatures are two kinds: 20 °F is −6.7 °C, and 20 °F cooler
is 11.1 °C cooler. No function turns one kind into another. The factors are exact by definition
(NIST SP 811): the foot is 0.3048 m, the pound 0.45359237 kg, the BTU (International Table)
1,055.05585262 J, the ton of refrigeration 12,000 BTU/h, the US therm that of the EIA, 100,000 BTU.
"""

from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace


class Kind(StrEnum):
    """What a unit measures; only units of one kind convert into each other."""

    TEMPERATURE = "temperature"
    DIFFERENCE = "difference"
    POWER = "power"
    ENERGY = "energy"
    AREA = "area"
    VOLUME = "volume"
    LENGTH = "length"
    MASS = "mass"
    MASS_OF_LENGTH = "mass of a length"
    AIRFLOW = "airflow"
    PRESSURE = "pressure"
    SHARE = "share"
    RATING = "rating"


class Unit(Struct, frozen=True, eq=False):
    """A unit: `value × times ÷ over + zero` is the same in its kind's base unit (SI)."""

    name: str
    kind: Kind
    is_metric: bool
    times: Decimal = Decimal(1)
    over: Decimal = Decimal(1)
    zero: Decimal = Decimal(0)


class UnitMismatchError(ValueError):
    """A conversion between kinds, such as a difference as a temperature, or power as energy."""


_BTU = Decimal("1055.05585262")
_FOOT = Decimal("0.3048")
_INCH = Decimal("0.0254")
_POUND = Decimal("0.45359237")


def _us(name: str, kind: Kind, times: Decimal, over: Decimal = Decimal(1)) -> Unit:
    return Unit(name, kind, is_metric=False, times=times, over=over)


def _metric(name: str, kind: Kind, times: str = "1") -> Unit:
    return Unit(name, kind, is_metric=True, times=Decimal(times))


CELSIUS = Unit("°C", Kind.TEMPERATURE, is_metric=True, zero=Decimal("273.15"))
FAHRENHEIT = Unit(
    # 459.67 × 5 ÷ 9 has no end in decimals; what is lost is in the 25th place.
    "°F", Kind.TEMPERATURE, is_metric=False, times=Decimal(5), over=Decimal(9),
    zero=Decimal("459.67") * 5 / 9,
)  # fmt: skip

UNITS = {
    unit.name: unit
    for unit in (
        CELSIUS,
        FAHRENHEIT,
        _us("BTU/h", Kind.POWER, _BTU, Decimal(3600)),
        _us("kBTU/h", Kind.POWER, 1000 * _BTU, Decimal(3600)),
        _us("ton", Kind.POWER, 12_000 * _BTU, Decimal(3600)),
        _metric("W", Kind.POWER),
        _metric("kW", Kind.POWER, "1000"),
        _us("BTU", Kind.ENERGY, _BTU),
        _us("million BTU", Kind.ENERGY, 1_000_000 * _BTU),
        _us("therm", Kind.ENERGY, 100_000 * _BTU),
        _metric("Wh", Kind.ENERGY, "3600"),
        _metric("kWh", Kind.ENERGY, "3600000"),
        _metric("MJ", Kind.ENERGY, "1e6"),
        _metric("GJ", Kind.ENERGY, "1e9"),
        _us("ft²", Kind.AREA, _FOOT**2),
        _metric("m²", Kind.AREA),
        _us("ft³", Kind.VOLUME, _FOOT**3),
        _metric("m³", Kind.VOLUME),
        _us("in", Kind.LENGTH, _INCH),
        _us("ft", Kind.LENGTH, _FOOT),
        _metric("mm", Kind.LENGTH, "0.001"),
        _metric("cm", Kind.LENGTH, "0.01"),
        _metric("m", Kind.LENGTH),
        _us("lb", Kind.MASS, _POUND),
        _us("oz", Kind.MASS, _POUND, Decimal(16)),
        _metric("kg", Kind.MASS),
        _metric("g", Kind.MASS, "0.001"),
        # What a line of refrigerant is charged with.
        _us("oz/ft", Kind.MASS_OF_LENGTH, _POUND / _FOOT, Decimal(16)),
        _metric("g/m", Kind.MASS_OF_LENGTH, "0.001"),
        _us("CFM", Kind.AIRFLOW, _FOOT**3, Decimal(60)),
        _metric("L/s", Kind.AIRFLOW, "0.001"),
        _us("psi", Kind.PRESSURE, _POUND * Decimal("9.80665"), _INCH**2),
        _metric("Pa", Kind.PRESSURE),
        _metric("kPa", Kind.PRESSURE, "1000"),
        _metric("%", Kind.SHARE),
        # Ratings are tested, not computed: none converts into another.
        *(_us(name, Kind.RATING, Decimal(1)) for name in ("SEER", "SEER2", "EER", "EER2")),
        *(_us(name, Kind.RATING, Decimal(1)) for name in ("HSPF", "HSPF2", "COP", "AFUE")),
    )
}
"""Every unit that is read, by its name."""

OTHER_SYSTEM = {
    each: UNITS[other]
    for pair in ("°F °C", "BTU/h kW", "ft² m²", "ft m", "in mm")
    for each, other in (pair.split(), pair.split()[::-1])
}
"""The unit to show a reader of the other system."""


def is_of_temperature(kind: Kind) -> bool:
    """Whether it is a temperature, or a difference of two."""
    return kind is Kind.TEMPERATURE or kind is Kind.DIFFERENCE


@cache
def as_difference(unit: Unit) -> Unit:
    """Return the unit of differences of a unit of temperatures."""
    if unit.kind is not Kind.TEMPERATURE:
        message = f"{unit.name} has no differences of temperature"
        raise UnitMismatchError(message)
    return replace(unit, kind=Kind.DIFFERENCE, zero=Decimal(0))


def convert(value: Decimal, unit: Unit, to: Unit) -> Decimal:
    """Return a value in another unit of the same kind.

    Raises UnitMismatchError where the kinds differ, and for two ratings.
    """
    if unit is to:
        return value
    if unit.kind is not to.kind or unit.kind is Kind.RATING:
        message = f"{unit.name} ({unit.kind}) does not convert into {to.name} ({to.kind})"
        raise UnitMismatchError(message)
    base = value * unit.times / unit.over + unit.zero
    return (base - to.zero) * to.over / to.times


NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:\.[0-9]++)?"
"""The pattern of a number without its sign, as `read_number` reads it."""


class Number(NamedTuple):
    """A number as written: its value, and the step of its last place."""

    value: Decimal
    step: Decimal

    @property
    def round_step(self) -> Decimal:
        """The coarsest step that the zeros at its end allow: 100 for 1,200."""
        if not self.value or self.step != 1:
            return self.step
        zeros = len(text := str(abs(self.value))) - len(text.rstrip("0"))
        return Decimal(10) ** zeros


@lru_cache(maxsize=1024)
def read_number(text: str) -> Number:
    """Read a number with commas between thousands and a point, U+2212 or hyphen as its minus."""
    value = Decimal(text.replace(",", "").replace("−", "-"))
    return Number(value, Decimal(1).scaleb(min(0, -len(text.partition(".")[2]))))


# Zeros at the end are rounding only as long as what they may hide is a small part of the whole.
_MOST_ROUNDING = 5


def step_of(number: Number, kind: Kind, *, is_rough: bool) -> Decimal:
    """Return to what a number may have been rounded: the zeros of 1,200 may say 'to hundreds'.

    Temperatures are written to the degree, roughly (`is_rough`: 'about 20 °F') to five.
    """
    if is_of_temperature(kind):
        is_five = is_rough and number.step == 1 and not number.value % 5
        return Decimal(5) if is_five else number.step
    step = number.round_step
    while not is_rough and step > 1 and step * _MOST_ROUNDING > abs(number.value):
        step /= 10
    return step


def agree(
    one: tuple[Number, Unit], other: tuple[Number, Unit], *, is_rough: bool, is_limit: bool
) -> bool:
    """Whether either number is what the other rounds to, at the precision it is written with.

    A limit ('at least', 'at most') may be rounded to its safe side.
    """
    for (number, unit), (target, to) in ((one, other), (other, one)):
        step = step_of(target, to.kind, is_rough=is_rough)
        away = abs(convert(number.value, unit, to) - target.value)
        if away * 2 <= step or (is_limit and away < step):
            return True
    return False
