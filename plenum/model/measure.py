"""Quantities of any unit go in, their sums, products and quotients come out, exactly.

A quantity is kept in SI units with its dimensions, so that BTU/h times hours is an energy and
°F·d is no temperature. The factors are those of `quantity`. Money is a dimension of its own for
each currency: none turns into another. A temperature on a scale is a point; only its difference
from another can be multiplied (BIPM, The International System of Units, 9th edition, 2.3.1).
"""

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from msgspec import Struct

from plenum.model.quantity import UNITS, Kind, Unit, as_difference

Dimensions = tuple[tuple[str, int], ...]
"""Names of dimensions with their exponents, by name; empty for a plain number."""

PLAIN: Dimensions = ()
MONEY = ("$", "C$", "US$", "€", "£")
"""The currencies; each is the name of its dimension, too. A bare `$` is one by itself."""

_DIMENSIONS: Mapping[Kind, Dimensions] = {
    Kind.DIFFERENCE: (("temperature", 1),),
    Kind.TEMPERATURE: (("temperature", 1),),
    Kind.POWER: (("energy", 1), ("time", -1)),
    Kind.ENERGY: (("energy", 1),),
    Kind.AREA: (("length", 2),),
    Kind.VOLUME: (("length", 3),),
    Kind.LENGTH: (("length", 1),),
    Kind.MASS: (("mass", 1),),
    Kind.MASS_OF_LENGTH: (("length", -1), ("mass", 1)),
    Kind.AIRFLOW: (("length", 3), ("time", -1)),
    Kind.PRESSURE: (("energy", 1), ("length", -3)),
    Kind.SHARE: PLAIN,
    Kind.RATING: PLAIN,
}
_LARGEST_EXPONENT = 12
_MOST_BITS = 2000
_LOGARITHMS = Context(prec=40)


class DimensionError(ValueError):
    """Two quantities are added or compared that measure different things."""


class PointError(ValueError):
    """A temperature stands where only a difference of two can."""


class SizeError(ValueError):
    """A number has become larger, or its fraction finer, than any result can be."""


class Scale(Struct, frozen=True):
    """A unit of any dimensions: `value × factor + zero` is the same in SI units.

    Only a scale of temperatures has a `zero`. `rating` is the name of a tested rating.
    """

    name: str
    factor: Fraction = Fraction(1)
    dimensions: Dimensions = PLAIN
    zero: Fraction | None = None
    rating: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money, or a price for each of something else."""
        return any(name in MONEY and power == 1 for name, power in self.dimensions)


class Measure(Struct, frozen=True):
    """A quantity: `value` is in SI units of its dimensions, and in units of its currency.

    `rating` is there as long as it is a rating as it was tested, times a plain number.
    """

    value: Fraction
    dimensions: Dimensions = PLAIN
    is_point: bool = False
    rating: str = ""

    @property
    def is_zero(self) -> bool:
        """Whether it is a plain zero, which is none of anything."""
        return self.value == 0 and self.dimensions == PLAIN and not self.rating


NO_UNIT = Scale("")


def scale_of(unit: Unit) -> Scale:
    """Return one of the units of `quantity`."""
    if unit.kind is Kind.RATING:
        return _rating(unit.name)
    factor = Fraction(unit.times) / Fraction(unit.over)
    if unit.kind is Kind.SHARE:
        return Scale(unit.name, Fraction(1, 100))
    # 459.67 × 5 ÷ 9 has no end in decimals, but is a fraction.
    zero = None
    if unit.kind is Kind.TEMPERATURE:
        zero = Fraction(unit.zero) if unit.is_metric else Fraction("459.67") * factor
    return Scale(unit.name, factor, _DIMENSIONS[unit.kind], zero)


def difference_of(scale: Scale) -> Scale:
    """Return the scale of the differences of a scale of temperatures."""
    return Scale(scale.name, scale.factor, scale.dimensions)


def _rating(name: str) -> Scale:
    if name == "COP":
        return Scale(name, rating=name)
    if name == "AFUE":
        return Scale(name, Fraction(1, 100), rating=name)
    per_watt_hour = Fraction(UNITS["BTU"].times) / Fraction(UNITS["Wh"].times)
    return Scale(name, per_watt_hour, rating=name)


def measured(number: Fraction, scale: Scale) -> Measure:
    """Return a number of a unit as a quantity."""
    is_point = scale.zero is not None
    value = number * scale.factor + (scale.zero or 0)
    return Measure(value, scale.dimensions, is_point, scale.rating)


def number_in(measure: Measure, scale: Scale) -> Fraction:
    """Return how many of a unit a quantity is; a scale tells points from differences."""
    zero = scale.zero if measure.is_point and scale.zero is not None else 0
    return (measure.value - zero) / scale.factor


def product(one: Scale, other: Scale, *, over: bool = False) -> Scale:
    """Return the unit of products, or with `over` of quotients; of °F it takes differences."""
    factor = one.factor / other.factor if over else one.factor * other.factor
    name = f"{one.name}{'/' if over else '·'}{other.name}" if one.name or over else other.name
    return Scale(name, factor, _combined(one.dimensions, other.dimensions, -1 if over else 1))


def add(one: Measure, other: Measure, *, sign: int = 1) -> Measure:
    """Return the sum, or with `sign` −1 the difference.

    Raises DimensionError, and PointError for the sum of two temperatures.
    """
    one, other = matched(one, other)
    if other.is_point and not (one.is_point and sign < 0):
        if one.is_point or sign < 0:
            raise PointError
        one, other = other, one
    value = _bounded(one.value + sign * other.value)
    rating = one.rating if one.rating == other.rating else ""
    return Measure(value, one.dimensions, one.is_point and not other.is_point, rating)


def matched(one: Measure, other: Measure) -> tuple[Measure, Measure]:
    """Return two quantities that can be compared: a plain zero is none of the other's.

    Raises DimensionError.
    """
    if one.is_zero and not other.is_point:
        return Measure(one.value, other.dimensions, rating=other.rating), other
    if other.is_zero and not one.is_point:
        return one, Measure(other.value, one.dimensions, rating=one.rating)
    is_other_rating = one.rating and other.rating and one.rating != other.rating
    if one.dimensions != other.dimensions or is_other_rating:
        raise DimensionError
    return one, other


def multiply(one: Measure, other: Measure) -> Measure:
    """Return the product; raises PointError."""
    if one.is_point or other.is_point:
        raise PointError
    return Measure(
        _bounded(one.value * other.value), _combined(one.dimensions, other.dimensions, 1)
    )


def divide(one: Measure, other: Measure) -> Measure:
    """Return the quotient; raises PointError and ZeroDivisionError."""
    if one.is_point or other.is_point:
        raise PointError
    return Measure(
        _bounded(one.value / other.value), _combined(one.dimensions, other.dimensions, -1)
    )


def power(one: Measure, exponent: int) -> Measure:
    """Return a power with a small exponent; raises PointError."""
    if one.is_point:
        raise PointError
    dimensions = tuple((name, power * exponent) for name, power in one.dimensions)
    return Measure(_bounded(one.value**exponent), _small(dimensions))


def decimal_logarithm(one: Measure) -> Measure:
    """Return the decimal logarithm of a positive plain number.

    Raises DimensionError, and SizeError where there is none.
    """
    if one.dimensions != PLAIN:
        raise DimensionError
    if one.value <= 0:
        raise SizeError
    above = _LOGARITHMS.log10(_LOGARITHMS.create_decimal(Decimal(one.value.numerator)))
    below = _LOGARITHMS.log10(_LOGARITHMS.create_decimal(Decimal(one.value.denominator)))
    return Measure(Fraction(_LOGARITHMS.subtract(above, below)))


def _combined(one: Dimensions, other: Dimensions, sign: int) -> Dimensions:
    powers = dict(one)
    for name, exponent in other:
        powers[name] = powers.get(name, 0) + sign * exponent
    return _small(tuple(sorted((name, value) for name, value in powers.items() if value)))


def _small(dimensions: Dimensions) -> Dimensions:
    if any(abs(exponent) > _LARGEST_EXPONENT for _, exponent in dimensions):
        raise SizeError
    return dimensions


def _bounded(value: Fraction) -> Fraction:
    if value.numerator.bit_length() > _MOST_BITS or value.denominator.bit_length() > _MOST_BITS:
        raise SizeError
    return value


def _extra(name: str, factor: Fraction | int, *dimensions: tuple[str, int]) -> Scale:
    return Scale(name, Fraction(factor), tuple(sorted(dimensions)))


_HOUR = 3600
_YEAR = 365 * 24 * _HOUR
_MORE = (
    _extra("s", 1, ("time", 1)),
    _extra("min", 60, ("time", 1)),
    _extra("h", _HOUR, ("time", 1)),
    _extra("d", 24 * _HOUR, ("time", 1)),
    # A year of 8,760 hours, and months of a twelfth of it.
    _extra("month", Fraction(_YEAR, 12), ("time", 1)),
    _extra("year", _YEAR, ("time", 1)),
    _extra("kBTU", 1000 * Fraction(UNITS["BTU"].times), ("energy", 1)),
    _extra("J", 1, ("energy", 1)),
    _extra("kJ", 1000, ("energy", 1)),
    _extra("MWh", 3_600_000_000, ("energy", 1)),
    _extra("MW", 1_000_000, ("energy", 1), ("time", -1)),
    _extra("L", Fraction(1, 1000), ("length", 3)),
    # The US gallon is 231 cubic inches.
    _extra("gal", 231 * Fraction("0.0254") ** 3, ("length", 3)),
    _extra("ACH", Fraction(1, _HOUR), ("time", -1)),
    _extra("dB", 1, ("level", 1)),
    _extra("K", 1, ("temperature", 1)),
    *(
        Scale(f"{name[-1]}°", scale_of(as_difference(UNITS[name])).factor, (("temperature", 1),))
        for name in ("°F", "°C")
    ),
    *(_extra(name, 1, (name, 1)) for name in MONEY),
    _extra("¢", Fraction(1, 100), ("$", 1)),
)
SCALES: Mapping[str, Scale] = {
    **{name: scale_of(unit) for name, unit in UNITS.items() if "/" not in name},
    **{scale.name: scale for scale in _MORE},
}
"""The units of which others are made, by name; `million BTU` and `%` are among them."""
