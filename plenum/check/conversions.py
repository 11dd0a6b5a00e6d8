"""A figure in both systems of units: it is there, and its two sides agree."""

from collections.abc import Iterator

from plenum import lazy_re
from plenum.check.sentences import Problem, after, before, written
from plenum.model.both_systems import converted, converted_to
from plenum.model.figures import Figure
from plenum.model.pairs import AT, LIMITS, METERED, Pair, pair_agrees, tells_change
from plenum.model.quantity import (
    UNITS,
    Kind,
    Number,
    Unit,
    agree,
    as_difference,
    is_of_temperature,
)

_COMPARED = lazy_re.compile(r"\A\)?\s(?:below|above|under|over|less|more|either|of|per)\b")


# '20s °F (about −7 to −2 °C)': a decade is no figure, but has its conversion.
_OF_DECADE = lazy_re.compile(r"0s\s?°[fc]\s\((?:about\s)?\Z")


def wrong_conversions(text: str, pairs: list[Pair]) -> Iterator[Problem]:
    """Find figures that do not agree with the other unit's in brackets, or behind a slash."""
    for pair in pairs:
        one, other, change = pair
        if one.unit.name in METERED or other.unit.name in METERED:
            continue
        is_change = one.unit.kind is Kind.TEMPERATURE and (change or _is_change(text, one, other))
        is_limit = one.unit.kind is not Kind.TEMPERATURE and bool(
            LIMITS.search(before(text, one, 40))
        )
        is_right = pair_agrees(pair, as_change=is_change, is_limit=is_limit)
        if not is_right and not is_change and one.unit.kind is Kind.TEMPERATURE:
            # '8 °F (4 °C)' may be a setback, though no word says so.
            is_right = not _is_point(text, one, other) and pair_agrees(
                pair, as_change=True, is_limit=False
            )
        if not is_right:
            yield _wrong(text, one, other, is_change=is_change)


def one_system(texts: list[tuple[str, list[Figure], list[Pair]]]) -> list[list[Problem]]:
    """Return for each text of an article the figures that no text gives in the other system."""
    numbers: dict[str, dict[Number, None]] = {}
    # What is converted at its place, or has been told of, stays quiet.
    known: set[tuple[str, Number]] = set()
    for _, found, pairs in texts:
        for figure in found:
            numbers.setdefault(figure.unit.name, {}).update(dict.fromkeys(figure.numbers))
        for one, other, _ in pairs:
            known.update((one.unit.name, number) for number in one.numbers)
            known.update((other.unit.name, number) for number in other.numbers)
    problems: list[list[Problem]] = []
    for text, found, _ in texts:
        problems.append([])
        for figure in found:
            if figure.unit.name not in _TO_CONVERT or _OF_DECADE.search(before(text, figure, 20)):
                continue
            lonely = [
                (figure.unit.name, number)
                for number in figure.numbers
                if (figure.unit.name, number) not in known
                and len(known) < _MOST_TOLD
                and _is_lonely(number, figure, numbers)
            ]
            known.update((figure.unit.name, number) for number in figure.numbers)
            if lonely:
                problems[-1].append(_lonely(text, figure))
    return problems


_TO_CONVERT = frozenset({"°F", "°C", "BTU/h", "ft²", "m²", "ft", "m", "mm", "in"})
"""What readers of the other system need: kW may be of electricity, tons go by BTU/h."""

# No text needs more, and each is compared with each.
_MOST_COMPARED = 100
_MOST_TOLD = 300


def _is_lonely(number: Number, figure: Figure, numbers: dict[str, dict[Number, None]]) -> bool:
    unit = figure.unit
    if not number.value:
        return False
    for name, others in numbers.items():
        to = UNITS[name]
        if to.kind is not unit.kind or to.is_metric == unit.is_metric:
            continue
        for other in list(others)[:_MOST_COMPARED]:
            if _fits(number, unit, other, to) or (
                unit.kind is Kind.TEMPERATURE
                and _fits(number, as_difference(unit), other, as_difference(to))
            ):
                return False
    return True


def _fits(number: Number, unit: Unit, other: Number, to: Unit) -> bool:
    is_limit = not is_of_temperature(unit.kind)
    return agree((number, unit), (other, to), is_rough=True, is_limit=is_limit)


def _lonely(text: str, figure: Figure) -> Problem:
    is_change = figure.unit.kind is Kind.TEMPERATURE and _is_change(text, figure, figure)
    found = written(text, figure)
    both = f"{found} ({converted(figure, is_change=is_change)})"
    system = "metric" if figure.unit.is_metric else "US"
    values = {"found": found, "system": system, "both": both}
    return Problem("one-system", figure.start, figure.end, values)


def _is_change(text: str, one: Figure, other: Figure) -> bool:
    """Whether the words around say that a temperature changes by a figure."""
    return tells_change(before(text, one, 60), after(text, other.end, 40))


def _is_point(text: str, one: Figure, other: Figure) -> bool:
    is_at = AT.search(before(text, one, 40))
    return bool(is_at) and not _COMPARED.search(after(text, other.end, 20))


def _wrong(text: str, one: Figure, other: Figure, *, is_change: bool) -> Problem:
    steps = [each.step for each in other.numbers]
    right = converted_to(one, other.unit, steps, is_change=is_change)
    first = f"'{written(text, one)}'"
    advice = "correct whichever of the two is wrong"
    if is_change:
        first, right = f"a change of {first}", f"a change of {right}"
        advice = f"{advice}; only a temperature has 32 added or taken off, a change has not"
    values = {
        "first": first, "right": right, "second": f"'{written(text, other)}'", "advice": advice,
    }  # fmt: skip
    return Problem("wrong-conversion", other.start, other.end, values)
