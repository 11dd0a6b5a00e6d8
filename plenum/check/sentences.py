"""What the checks of figures share: a problem as a value, and the sentence around a figure."""

from typing import NamedTuple

from plenum.check.surroundings import REACH, sentence_end, sentence_start
from plenum.model.figures import Figure


class Problem(NamedTuple):
    """A fault in a text, before it has its place in a file; `values` fill its message."""

    fault_id: str
    start: int
    end: int
    values: dict[str, str]


def written(text: str, figure: Figure) -> str:
    """Return a figure as it is written, on one line."""
    return " ".join(text[figure.start : figure.end].split())


def before(text: str, figure: Figure, reach: int = REACH) -> str:
    """Return what stands before a figure in its sentence, in small letters."""
    return text[sentence_start(text, figure.start, reach) : figure.start].lower()


def after(text: str, end: int, reach: int = REACH) -> str:
    """Return what follows a place in its sentence, in small letters."""
    return text[end : sentence_end(text, end, reach)].lower()


def sentence(text: str, figure: Figure) -> str:
    """Return the sentence of a figure, in small letters; a cell or an item ends one, too."""
    return before(text, figure) + written(text, figure).lower() + after(text, figure.end)
