"""What the functions of worked examples do with their arguments: `min`, `sum`, `at` and others."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from plenum.model.measure import Measure, decimal_logarithm
from plenum.read.example_lists import (
    Value,
    each,
    interpolated,
    larger,
    row_of,
    smaller,
    total,
)


class Function(NamedTuple):
    """A function: how few and how many arguments it takes, how it is written, what it does."""

    fewest: int
    most: int
    form: str
    call: Callable[[list[Value]], Value]


def _list_of(value: Value) -> tuple[Measure, ...]:
    return (value,) if isinstance(value, Measure) else value


def _extreme(choose: Callable[[Measure, Measure], Measure]) -> Callable[[list[Value]], Value]:
    def extreme(arguments: list[Value]) -> Value:
        if len(arguments) == 1:
            arguments = list(_list_of(arguments[0]))
        value = arguments[0]
        for argument in arguments[1:]:
            value = each(choose, value, argument)
        return value

    return extreme


def _looked_up(
    look_up: Callable[[tuple[Measure, ...], tuple[Measure, ...], Measure], Measure],
) -> Callable[[list[Value]], Value]:
    def looked_up(arguments: list[Value]) -> Value:
        places, column, at = arguments
        if isinstance(at, Measure):
            return look_up(_list_of(places), _list_of(column), at)
        return tuple(look_up(_list_of(places), _list_of(column), one) for one in at)

    return looked_up


def _logarithm(arguments: list[Value]) -> Value:
    return each(lambda one, _: decimal_logarithm(one), arguments[0], Measure(Fraction(1)))


_ANY = 20
FUNCTIONS: Mapping[str, Function] = {
    "min": Function(1, _ANY, "min(a, b)", _extreme(smaller)),
    "max": Function(1, _ANY, "max(a, b)", _extreme(larger)),
    "sum": Function(1, 1, "sum(list)", lambda arguments: total(_list_of(arguments[0]))),
    "at": Function(3, 3, "at(temperatures, capacities, 32 °F)", _looked_up(interpolated)),
    "row": Function(3, 3, "row(areas, capacities, 320 ft²)", _looked_up(row_of)),
    "log10": Function(1, 1, "log10(2)", _logarithm),
}
"""The functions by name."""
