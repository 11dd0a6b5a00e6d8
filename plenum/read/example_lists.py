"""What formulas of worked examples do with lists: tables with a column each, rows and sums."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from plenum.model.measure import DimensionError, Measure, add, matched, multiply

Value = Measure | tuple[Measure, ...]
"""A quantity, or a list of quantities."""

Operation = Callable[[Measure, Measure], Measure]


class LengthError(ValueError):
    """Two lists of different lengths; the arguments are their lengths."""


class OutsideError(ValueError):
    """A place that lies beyond the ends of a table."""


class OrderError(ValueError):
    """A table whose first column neither rises nor falls from row to row."""


def each(operation: Operation, one: Value, other: Value) -> Value:
    """Do something with two quantities, or with each of a list.

    Raises LengthError.
    """
    if isinstance(one, Measure) and isinstance(other, Measure):
        return operation(one, other)
    count = max(_length(one), _length(other))
    ones, others = _repeated(one, count), _repeated(other, count)
    if len(ones) != len(others):
        raise LengthError(len(ones), len(others))
    return tuple(operation(a, b) for a, b in zip(ones, others, strict=True))


def _length(value: Value) -> int:
    return 1 if isinstance(value, Measure) else len(value)


def _repeated(value: Value, count: int) -> tuple[Measure, ...]:
    return (value,) * count if isinstance(value, Measure) else value


def smaller(one: Measure, other: Measure) -> Measure:
    """Return the smaller of two quantities; raises DimensionError."""
    one, other = matched(one, other)
    return one if one.value <= other.value else other


def larger(one: Measure, other: Measure) -> Measure:
    """Return the larger of two quantities; raises DimensionError."""
    one, other = matched(one, other)
    return one if one.value >= other.value else other


def interpolated(places: Sequence[Measure], column: Sequence[Measure], at: Measure) -> Measure:
    """Return what a column has at a place, on the straight line between two rows.

    Raises LengthError, OrderError, OutsideError and DimensionError.
    """
    if len(places) != len(column):
        raise LengthError(len(places), len(column))
    index, is_last = _row_at(places, at)
    if is_last and matched(places[-1], at)[1].value != places[-1].value:
        raise OutsideError
    if is_last:
        return column[-1]
    low, high = places[index], places[index + 1]
    share = Measure((at.value - low.value) / (high.value - low.value))
    return add(column[index], multiply(add(column[index + 1], column[index], sign=-1), share))


def row_of(begins: Sequence[Measure], column: Sequence[Measure], at: Measure) -> Measure:
    """Return what a column has in the row that a place falls in; each row begins at its figure.

    One more of `begins` than rows is where the last row ends. Raises as `interpolated`.
    """
    if len(begins) not in {len(column), len(column) + 1}:
        raise LengthError(len(begins), len(column))
    index, _ = _row_at(begins, at)
    if index == len(column):
        raise OutsideError
    return column[index]


def _row_at(begins: Sequence[Measure], at: Measure) -> tuple[int, bool]:
    """Return the last row that begins at or before a place, and whether it is the last of all."""
    if any(matched(begins[0], each)[1].is_point != at.is_point for each in (*begins, at)):
        raise DimensionError
    values, place = [begin.value for begin in begins], at.value
    if values[0] > values[-1]:
        values, place = [-value for value in values], -place
    if any(low >= high for low, high in pairwise(values)):
        raise OrderError
    if place < values[0]:
        raise OutsideError
    index = bisect_right(values, place) - 1
    return index, index == len(values) - 1


def total(values: Sequence[Measure]) -> Measure:
    """Return the sum of a list; raises DimensionError and PointError."""
    result = values[0]
    for value in values[1:]:
        result = add(result, value)
    return result
