"""Names or numbers go in, a piece of a message comes out."""

from collections.abc import Iterable
from itertools import islice

_MOST_LISTED = 5
"""How many names a message gives before it only counts."""


def listed(names: Iterable[str], count: int) -> str:
    """Return names as a sentence lists them: `a, b and c`; of very many, a few.

    `count` is how many there are. No more of them are looked at than are shown.
    """
    shown = list(islice(names, _MOST_LISTED))
    if count > len(shown):
        shown.append(f"{count - len(shown)} more")
    *most, last = shown
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun; the plural is the noun with an s where none is given."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
