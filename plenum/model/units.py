"""A table's texts go in, the headers whose numbers lack a unit come out."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plenum import lazy_re

_NUMBER = r"[+−-]?\d[\d,.]*"
_YEAR = r"(?:19|20)\d\d"
_BARE = lazy_re.compile(
    rf"(?!{_YEAR}(?:\s?(?:–|-|to)\s?(?:{_YEAR}|\d\d))?$)"
    rf"[~≈]?\s?{_NUMBER}(?:\s?(?:–|-|to)\s?{_NUMBER})?"
)
# The ratings of heat pumps are units themselves, and what is counted needs none.
_UNIT = lazy_re.compile(
    r"[(,%$€£°/]"
    r"|\b(?:number|count|ratio|COP|[SI]?EER2?|HSPF2?|AFUE|GWP|percent|USD|CAD"
    r"|dollars?|cents?|euros?|(?:kilo)?watts?|kWh?|[kM]?BTUs?|tons?|therms?|volts?|amps?|dBA?"
    r"|hours?|minutes?|seconds?|days?|weeks?|months?|years?"
    r"|inch(?:es)?|feet|foot|ft²?|mm|cm|m²|met(?:er|re)s?|lbs?|pounds?|oz|ounces?|k?g|grams?|gallons?|lit(?:er|re)s?"
    r"|degrees|cfm|Pa|psi|points?)\b",
    re.IGNORECASE,
)
# What no number says without a unit. The name ends with it, or a small word follows.
_QUANTITY = lazy_re.compile(
    r"\b(?:costs?|prices?|fees?|rebate|savings|budget|bill|temperatures?|humidity|capacity|power"
    r"|(?:heat(?:ing)?|cooling|energy|power)\s(?:output|input|load|loss|gain|use|demand)"
    r"|efficiency|consumption|airflow|flow\srate|pressure|voltage|amperage|weight|length|width"
    r"|height|depth|thickness|diameter|distance|(?:floor|living|surface|window|roof)\sarea|noise|(?:noise|sound)\slevel"
    r"|lifetime|lifespan|payback)(?=$|\s(?:of|at|in|for|with|to|from|before|after|by)\b)",
    re.IGNORECASE,
)


class Header(NamedTuple):
    """A cell that names a column (in row 0) or a row (in column 0)."""

    row: int
    column: int


def is_bare(cell: str) -> bool:
    """Tell whether a cell is a number, or a range, and nothing else; a year needs no unit."""
    return _BARE.fullmatch(cell.strip()) is not None


def states_unit(text: str) -> bool:
    """Tell whether a text may say in what its numbers are: a unit, a rating, a count."""
    return _UNIT.search(text) is not None


def names_quantity(text: str) -> bool:
    """Tell whether a text names what has no number without a unit: a price, a temperature."""
    return _QUANTITY.search(text.strip()) is not None


def headers_without_unit(caption: str, rows: Sequence[Sequence[str]]) -> Iterator[Header]:
    """Yield the headers of a table that name a quantity whose bare numbers get no unit anywhere.

    The first row names the columns, the first cell of each other row names it. A unit in the
    caption, in either header, or in another cell of the same column or row is one.
    """
    if not rows or states_unit(caption):
        return
    head, *body = rows
    # Each text is looked at once: there may be many cells for a long one.
    columns = [_read(name) for name in head]
    said: dict[Header, bool] = {}
    for number, row in enumerate(body, 1):
        if not any(map(is_bare, row[1:])):
            continue
        named = _read(row[0])
        for column, (above, cell) in enumerate(zip(columns, row, strict=False)):
            if not column or above.has_unit or named.has_unit or not is_bare(cell):
                continue
            if above.is_quantity:
                header = Header(0, column)
            elif named.is_quantity:
                header = Header(number, 0)
            else:
                continue
            if header not in said:
                line = (each[column] for each in body if each[column:]) if header.column else row
                said[header] = any(states_unit(each) for each in line if not is_bare(each))
                if not said[header]:
                    yield header


class _Name(NamedTuple):
    has_unit: bool
    is_quantity: bool


# Many tables of a site have the same headers.
@lru_cache(maxsize=1 << 10)
def _read(name: str) -> _Name:
    return _Name(states_unit(name), names_quantity(name))
