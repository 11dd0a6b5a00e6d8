"""A fact's value as its editors wrote it goes in, in US and metric units it comes out.

Temperatures, capacities, areas and lengths are given in both; money and ratings have no other
unit. The conversion is rounded to imply the accuracy of what it comes from: as far as it still
leads back to that. That of a limit is rounded to the safe side: who keeps to it keeps to the
limit itself.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from plenum.model.figures import Figure, figures
from plenum.model.pairs import tells_change
from plenum.model.quantity import OTHER_SYSTEM, Number, Unit, as_difference, convert, step_of

# To what a conversion is rounded if that is exact enough; else ten times finer, and so on.
_COARSEST = {"BTU/h": Decimal(1000), "ft²": Decimal(10)}
_FINEST = Decimal("0.0001")
_LONGEST = 200
_IS_METRIC = {"US": False, "USA": False, "CA": True, "Canada": True}
"""Which system leads, by the region's first word."""

Limit = Literal["", "maximum", "minimum"]
_ROUNDING = {"": ROUND_HALF_UP, "maximum": ROUND_FLOOR, "minimum": ROUND_CEILING}


def in_both_systems(value: str, region: str = "", limit: Limit = "") -> str:
    """Return a value with its quantities in both systems, the one that `region` uses first.

    Where the region is of neither, or of both, the unit in which the fact was obtained leads.
    What has a conversion already stays as it is, as does what is not read.
    """
    if "(" in value or len(value) > _LONGEST:
        return value
    # The word 'in' is an inch before a bracket only, and one follows here.
    found = [each for each in figures(f"{value} (") if each.unit.name in OTHER_SYSTEM]
    kinds = {(each.unit.kind, each.unit.is_metric) for each in found}
    if len(kinds) > len({kind for kind, _ in kinds}):
        return value
    leading = None if " and " in region else _IS_METRIC.get(region.partition(" ")[0])
    pieces: list[str] = []
    reached = 0
    for figure in found:
        words = value[: figure.start].lower(), value[figure.end :].lower()
        other = converted(figure, is_change=tells_change(*words), limit=limit)
        first, second = value[figure.start : figure.end], other
        if leading is not None and leading != figure.unit.is_metric:
            first, second = second, first
        pieces += [value[reached : figure.start], f"{first} ({second})"]
        reached = figure.end
    return "".join([*pieces, value[reached:]])


def converted(figure: Figure, *, is_change: bool = False, limit: Limit = "") -> str:
    """Return a figure in the other system of units, as it would be written."""
    rounding = _ROUNDING[limit]
    to = OTHER_SYSTEM[figure.unit.name]
    units = _units(figure, to, is_change=is_change)
    steps = (_step(each, *units, rounding, is_rough=figure.is_rough) for each in figure.numbers)
    step = min(steps)
    return _in_unit(figure, units, [step] * len(figure.numbers), rounding)


def converted_to(figure: Figure, to: Unit, steps: Sequence[Decimal], *, is_change: bool) -> str:
    """Return a figure in a unit, each of its numbers rounded to the step in its place."""
    return _in_unit(figure, _units(figure, to, is_change=is_change), steps, ROUND_HALF_UP)


def _units(figure: Figure, to: Unit, *, is_change: bool) -> tuple[Unit, Unit]:
    return (as_difference(figure.unit), as_difference(to)) if is_change else (figure.unit, to)


def _in_unit(
    figure: Figure, units: tuple[Unit, Unit], steps: Sequence[Decimal], rounding: str
) -> str:
    ends = [
        _rounded(convert(number.value, *units), step, rounding)
        for number, step in zip(figure.numbers, steps, strict=True)
    ]
    texts = [f"{end:,f}".replace("-", "−") for end in ends]
    joined = " to " if any(end < 0 for end in ends) else "–"
    return f"{joined.join(texts)} {units[1].name}"


def _step(number: Number, unit: Unit, to: Unit, rounding: str, *, is_rough: bool) -> Decimal:
    """Return to what a conversion is rounded so that it leads back to its number."""
    exact = convert(number.value, unit, to)
    reach = step_of(number, unit.kind, is_rough=is_rough) / 2
    step = _COARSEST.get(to.name, Decimal(1))
    while step > _FINEST:
        back = convert(_rounded(exact, step, rounding), to, unit)
        if abs(back - number.value) <= reach:
            break
        step /= 10
    return step


def _rounded(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    rounded = (value / step).quantize(Decimal(1), rounding) * step
    return rounded.quantize(min(step, Decimal(1))) + 0
