"""What the checks of figures share: a problem as a value, and the sentence around a figure."""

import re
from typing import NamedTuple

from plenum.model.figures import Figure

_BOUND = re.compile(r"-->|[.!?;][\"'”’)\]]?\s|\n\s*\n|\||\n\s*(?:[-*+]|[0-9]+\.)\s")
_REACH = 400


class Problem(NamedTuple):
    """A fault in a text, before it has its place in a file; `values` fill its message."""

    fault_id: str
    start: int
    end: int
    values: dict[str, str]


def written(text: str, figure: Figure) -> str:
    """Return a figure as it is written, on one line."""
    return " ".join(text[figure.start : figure.end].split())


def before(text: str, figure: Figure, reach: int = _REACH) -> str:
    """Return what stands before a figure in its sentence, in small letters."""
    return _BOUND.split(text[max(0, figure.start - reach) : figure.start])[-1].lower()


def after(text: str, end: int, reach: int = _REACH) -> str:
    """Return what follows a place in its sentence, in small letters."""
    return _BOUND.split(text[end : end + reach], maxsplit=1)[0].lower()


def sentence(text: str, figure: Figure) -> str:
    """Return the sentence of a figure, in small letters; a cell or an item ends one, too."""
    return before(text, figure) + written(text, figure).lower() + after(text, figure.end)


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends in which a piece of a text stands."""
    ahead = _BOUND.split(text[max(0, start - _REACH) : start])[-1]
    behind = _BOUND.split(text[end : end + _REACH], maxsplit=1)[0]
    return start - len(ahead), end + len(behind)
