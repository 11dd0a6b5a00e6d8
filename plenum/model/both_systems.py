"""A fact's value as its editors wrote it goes in, in US and metric units it comes out.

Temperatures, capacities, areas and lengths are given in both; money and ratings have no other
unit. The conversion is rounded to imply the accuracy of what it comes from: as far as it still
leads back to that.
"""

from decimal import ROUND_HALF_UP, Decimal

from plenum.model.figures import Figure, figures
from plenum.model.pairs import tells_change
from plenum.model.quantity import OTHER_SYSTEM, Number, Unit, as_difference, convert, step_of

# To what a conversion is rounded if that is exact enough; else ten times finer, and so on.
_COARSEST = {"BTU/h": Decimal(1000), "ft²": Decimal(10)}
_FINEST = Decimal("0.0001")
_LONGEST = 200
_IS_METRIC = {"US": False, "USA": False, "CA": True, "Canada": True}
"""Which system leads, by the region's first word."""


def in_both_systems(value: str, region: str = "") -> str:
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
        other = converted(figure, is_change=tells_change(*words))
        first, second = value[figure.start : figure.end], other
        if leading is not None and leading != figure.unit.is_metric:
            first, second = second, first
        pieces += [value[reached : figure.start], f"{first} ({second})"]
        reached = figure.end
    return "".join([*pieces, value[reached:]])


def converted(figure: Figure, *, is_change: bool = False) -> str:
    """Return a figure in the other system of units, as it would be written."""
    unit, to = figure.unit, OTHER_SYSTEM[figure.unit.name]
    units = (as_difference(unit), as_difference(to)) if is_change else (unit, to)
    step = min(_step(number, *units, is_rough=figure.is_rough) for number in figure.numbers)
    ends = [_rounded(convert(number.value, *units), step) for number in figure.numbers]
    texts = [f"{end:,f}".replace("-", "−") for end in ends]
    joined = " to " if any(end < 0 for end in ends) else "–"
    return f"{joined.join(texts)} {to.name}"


def _step(number: Number, unit: Unit, to: Unit, *, is_rough: bool) -> Decimal:
    """Return to what a conversion is rounded so that it leads back to its number."""
    exact = convert(number.value, unit, to)
    reach = step_of(number, unit.kind, is_rough=is_rough) / 2
    step = _COARSEST.get(to.name, Decimal(1))
    while step > _FINEST and abs(convert(_rounded(exact, step), to, unit) - number.value) > reach:
        step /= 10
    return step


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    rounded = (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return rounded.quantize(min(step, Decimal(1))) + 0
