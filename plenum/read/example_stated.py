"""What a worked example says that a quantity comes to goes in, compared it comes out.

`7,600 BTU/h (2.2 kW)` states it twice: each figure is compared with what was computed, at the
precision it is written with.
"""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.measure import MONEY, PLAIN, Measure, Scale, difference_of
from plenum.read.example_kinds import kind_of, scale_for
from plenum.read.example_lists import Value
from plenum.read.example_numbers import (
    Quantity,
    agrees,
    at_step_of,
    is_exactly,
    read_quantity,
    written,
)
from plenum.read.example_units import ExampleError, slip

_BETWEEN = lazy_re.compile(r"[ ]*(?:[,;]|\bor\b|=)[ ]*")
_SPACES = lazy_re.compile(r"[ \u00a0]*")


class Stated(NamedTuple):
    """What a quantity is said to be, and in brackets the same in other units."""

    first: Quantity | None
    others: tuple[Quantity, ...] = ()

    @property
    def also(self) -> str:
        """The other figures as a page shows them."""
        return ", ".join(f"{'about ' * each.is_rough}{each.text}" for each in self.others)


def read_stated(line: str, start: int, end: int, names: Container[str], value: Value) -> Stated:
    """Read what is stated from `start` on; `value` is what was computed.

    Raises ExampleError.
    """
    first = _quantity(line, start, end, names, value)
    space = _SPACES.match(line, first.end)
    at = space.end() if space else first.end
    if at >= end:
        return Stated(first)
    if line[at] != "(":
        raise _left_over(line, at, end)
    return Stated(first, read_others(line, at, end, names, value))


def read_others(
    line: str, opening: int, end: int, names: Container[str], value: Value
) -> tuple[Quantity, ...]:
    """Read the figures in brackets that stand up to the end; raises ExampleError."""
    closing = line.rfind(")", opening, end)
    if closing < 0:
        raise slip(
            opening, opening + 1, "example-form",
            problem="the '(' here is never closed", advice="put a ')' where it ends",
        )  # fmt: skip
    if line[closing + 1 : end].strip():
        raise _left_over(line, closing + 1, end)
    return tuple(_others(line, opening + 1, closing, names, value))


def _others(
    line: str, at: int, closing: int, names: Container[str], value: Value
) -> Iterator[Quantity]:
    while True:
        other = _quantity(line, at, closing, names, value)
        yield other
        between = _BETWEEN.match(line, other.end, closing)
        if between is None:
            break
        at = between.end()
    if line[other.end : closing].strip():
        raise _left_over(line, other.end, closing)


def _quantity(line: str, start: int, end: int, names: Container[str], value: Value) -> Quantity:
    """Read one figure; where a difference of temperatures is stated, `65 °F` is one."""
    space = _SPACES.match(line, start, end)
    stated = read_quantity(line[:end], space.end() if space else start, names, signed=True)
    is_point = isinstance(value, Measure) and value.is_point
    if stated.scale.zero is not None and not is_point:
        return stated._replace(scale=difference_of(stated.scale))
    return stated


def _left_over(line: str, start: int, end: int) -> ExampleError:
    start += len(line[start:end]) - len(line[start:end].lstrip())
    problem = f"'{line[start:end].rstrip()}' stands behind the result and is no part of it"
    advice = "write one figure with its unit, and others in brackets: 7,600 BTU/h (2.2 kW)"
    return slip(start, len(line[:end].rstrip()), "example-form", problem=problem, advice=advice)


def compare(name: str, value: Value, stated: Quantity, scales: Sequence[Scale]) -> None:
    """Raise the fault of a figure that is not what the quantity `name` comes to."""
    place = (stated.start, stated.end)
    if not isinstance(value, Measure):
        problem = f"'{name}' is a list, which comes to no one figure"
        advice = "add it up with sum(…), or take one of it with at(…)"
        raise slip(*place, "example-form", problem=problem, advice=advice)
    measure = stated.measure
    is_other_rating = value.rating and measure.rating and value.rating != measure.rating
    same = measure.dimensions == value.dimensions and measure.is_point == value.is_point
    if not same or is_other_rating:
        right = plain(written(value, scale_for(value, scales))[0])
        advice = f"it comes to {right}: write that, or correct the formula"
        raise mismatch(place, (name, value), (plain(stated.text), measure), "", advice)
    if not agrees(value, stated):
        right = plain(at_step_of(value, stated))
        raise slip(*place, "wrong-result", name=name, right=right, stated=plain(stated.text))


def shown(value: Value, stated: Quantity | None, scales: Sequence[Scale]) -> tuple[str, bool]:
    """Return a value as a page shows it, as stated if it is, and whether nothing is rounded."""
    if isinstance(value, Measure):
        if stated:
            return stated.text, is_exactly(value, stated)
        return written(value, scale_for(value, scales))
    texts = [written(one, scale_for(one, scales)) for one in value]
    return "; ".join(text for text, _ in texts), all(exact for _, exact in texts)


def plain(text: str) -> str:
    """Return a text as an editor would type it."""
    return text.replace("\u00a0", " ")


def mismatch(
    place: tuple[int, int],
    one: tuple[str, Value],
    other: tuple[str, Value],
    done: str = "",
    advice: str = "",
) -> ExampleError:
    """Return the fault of two quantities that measure different things, each with its name."""
    (first, value), (second, value_of_second) = one, other
    kinds = kind_of(value), kind_of(value_of_second)
    advice = advice or _advice(second, value, value_of_second)
    return slip(
        *place, "unit-mismatch", first=first, one=kinds[0], second=second, other=kinds[1],
        done=done, advice=advice,
    )  # fmt: skip


def _advice(second: str, value: Value, other: Value) -> str:
    one, two = (v if isinstance(v, Measure) else v[0] for v in (value, other))
    if PLAIN in {one.dimensions, two.dimensions} and second.rstrip().endswith("%"):
        return "a share is of something: to add 10 %, multiply by 110 %"
    names = [{name for name, _ in each.dimensions} & set(MONEY) for each in (one, two)]
    if all(names) and names[0] != names[1]:
        return "no currency is converted into another: write all prices in one"
    return "add and compare like with like: a power times a time is an energy"
