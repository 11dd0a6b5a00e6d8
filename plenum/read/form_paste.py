"""The body's Markdown goes in, rows that a spreadsheet has left in it come out.

What is copied from a spreadsheet is pasted as lines with tabs between their cells. Markdown
makes one paragraph of them.
"""

from collections.abc import Iterator
from itertools import groupby

from plenum import lazy_re
from plenum.read.slips import Slip

# What is indented is code, and what begins with a sign or a number with a point is an item.
_ROW = lazy_re.compile(r"[ ]{0,3}(?![0-9]{1,9}[.)]\t|o\t)[^\W_]")

_MOST_SHOWN = 80
"""So many characters a row of an example has at most."""


def pasted_tables(masked: str) -> Iterator[Slip]:
    """Yield the first of several lines below each other that have as many tabs."""
    if "\t" not in masked:
        return
    start = 0
    for tabs, group in groupby(masked.split("\n"), _tabs):
        rows = list(group)
        if tabs and len(rows) > 1:
            values = {"lines": len(rows), "advice": _as_table(rows[0].strip())}
            yield Slip(start, start + len(rows[0]), "pasted-table", values)
        start += sum(len(row) + 1 for row in rows)


def _tabs(line: str) -> int:
    """Return the number of tabs in a line that may be a row, else 0."""
    row = line.rstrip()
    return row.count("\t") if "\t" in row and "|" not in row and _ROW.match(row) else 0


def _as_table(row: str) -> str:
    """Say how the first row is written as that of a table."""
    if len(row) > _MOST_SHOWN:
        return "write | before, between and behind the cells, and a line |---|---| below the first"
    cells = [cell.strip() for cell in row.split("\t")]
    rule = "---|" * len(cells)
    return (
        f"write '| {' | '.join(cells)} |', below it '|{rule}', and each further line like the first"
    )
