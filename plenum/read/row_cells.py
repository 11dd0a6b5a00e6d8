"""A row of a comparison with too few or too many cells goes in, its fault comes out.

What mends it depends on how the cells are written: between brackets, each below the other with
a dash of its own, or as one text whose brackets have been forgotten. A comma parts cells only
between brackets, so that brackets are never advised where a dash parts them.
"""

from plenum.diagnostics import Diagnostic, counted, fault
from plenum.source import Located
from plenum.source.schema import bracketed, list_parts

_IN_ORDER = "give it one cell for each option, in their order"
_QUOTES = ("'", '"')


def row_cells(
    heading: Located[str], cells: list[Located[str]], options: int, text: str
) -> Diagnostic:
    """Return the fault that a row of the file's `text` has not one cell for each option."""
    return fault(
        "row-cells",
        heading.span,
        row=heading.value,
        cells=counted(len(cells), "cell"),
        options=counted(options, "option"),
        advice=_advice(cells, options, text),
    )


def _advice(cells: list[Located[str]], options: int, text: str) -> str:
    if not cells:
        return _IN_ORDER
    before = text[: cells[0].start].rstrip()[-1:]
    if before == "-":
        return _dash_advice(options - len(cells))
    if before == ":" and len(cells) == 1:
        return _bare_advice(cells[0].value, options)
    unquoted = any(not text.startswith(_QUOTES, cell.start) for cell in cells)
    if len(cells) > options and unquoted:
        return f"{_IN_ORDER}; one with a comma in it stands in quotation marks"
    return _IN_ORDER


def _dash_advice(missing: int) -> str:
    """Say what to do with cells that stand below each other, each with its dash."""
    if missing > 0:
        number = "one is" if missing == 1 else f"{missing} are"
        return f"each option's cell is a line that begins with '- ': {number} missing, add it below"
    number = "one is" if missing == -1 else f"{-missing} are"
    return f"each option's cell is a line that begins with '- ': {number} too many, delete it"


def _bare_advice(cell: str, options: int) -> str:
    """Say what to do with one text: its commas may part the cells of a row, or belong to one."""
    if len(list_parts(cell)) == options:
        return f"put brackets around its cells: {bracketed(cell)}"
    if "," in cell:
        return "put brackets around its cells, and quotation marks around one with a comma in it"
    return _IN_ORDER
