"""How figures are written: ranges below zero, and decades of degrees, that readers misread."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from plenum import lazy_re
from plenum.check.sentences import Problem, written
from plenum.model.figures import Figure
from plenum.model.quantity import OTHER_SYSTEM, UNITS, convert

_DASHES = frozenset("–—-")
_DECADE = lazy_re.compile(r"(?<![\w.,$-])(?P<sign>[−-]?)(?P<tens>[1-9]0)['’]?s°\s?(?P<unit>[FC])\b")
_LAST = 9


def dashes_below_zero(text: str, found: list[Figure]) -> Iterator[Problem]:
    """Find ranges with a dash beside a minus sign: '−13–5 °F' looks like 13 less 5."""
    for figure in found:
        if len(figure.numbers) == 1 or figure.joined.strip() not in _DASHES:
            continue
        # A line that begins with a dash goes on with no range.
        if all(number.value >= 0 for number in figure.numbers) or figure.joined.startswith("\n"):
            continue
        typed = written(text, figure)
        # The first sign belongs to the lower end.
        cut = typed.index(figure.joined.strip(), 1)
        low, high = typed[:cut].rstrip(), typed[cut + 1 :].lstrip()
        right = f"{_signed(low)} to {_signed(high)}"
        yield Problem("range-dash", figure.start, figure.end, {"found": typed, "right": right})


def decades(text: str) -> Iterator[Problem]:
    """Find decades of degrees without a space, as in '20s°F'."""
    for match in _DECADE.finditer(text) if "s°" in text else ():
        unit, sign = UNITS[f"°{match['unit']}"], match["sign"] and "−"
        to = OTHER_SYSTEM[unit.name]
        first = int(match["tens"])
        ends = sorted(
            convert(Decimal(f"{'-' if sign else ''}{degrees}"), unit, to).quantize(
                Decimal(1), ROUND_HALF_UP
            )
            for degrees in (first, first + _LAST)
        )
        low, high = (str(end + 0).replace("-", "−") for end in ends)
        joined = " to " if min(ends) < 0 else "–"
        right = f"{sign}{first}s {unit.name} (about {low}{joined}{high} {to.name})"
        yield Problem(
            "decade-of-degrees", match.start(), match.end(), {"found": match[0], "right": right}
        )


def _signed(number: str) -> str:
    return f"−{number[1:]}" if number.startswith(("-", "–")) else number
