"""A spreadsheet's rows go in, a comparison as front matter comes out, or what is amiss with it."""

from collections.abc import Iterator

from msgspec import Struct

from plenum.importers.plain_text import as_markdown, one_line
from plenum.importers.spreadsheet import Row, Sheet, SheetError, column_name
from plenum.source.file import FORBIDDEN
from plenum.source.yaml_text import yaml_text

MOST_ROWS = 100
MOST_OPTIONS = 12
LONGEST_NAME = 200
"""Characters of an option or of a row's name; YAML takes no key of more than 1,024."""
_FEWEST_OPTIONS = 2
_SHOWN = 40


class NewComparison(Struct, frozen=True):
    """A comparison to write: its texts are plain, each of one line."""

    id: str
    caption: str
    options: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def yaml_lines(self) -> Iterator[str]:
        """Yield its keys as lines of YAML, the first ones without indentation."""
        yield f"id: {yaml_text(self.id)}"
        yield f"caption: {yaml_text(self.caption)}"
        yield "options:"
        yield from (f"  - {_markdown(option)}" for option in self.options)
        yield "rows:"
        for name, cells in self.rows:
            yield f"  {_markdown(name)}:"
            yield from (f"    - {_markdown(cell)}" for cell in cells)


def corner(sheet: Sheet) -> str:
    """Return what stands above the rows' names: in a table that was published, its caption."""
    return one_line(sheet.rows[0].cells[0]) if sheet.rows else ""


def comparison_of(sheet: Sheet, table_id: str, caption: str) -> NewComparison:
    """Return the comparison that a sheet holds; raise SheetError with all that is amiss."""
    if not sheet.rows:
        raise SheetError("it is empty: it needs a row of options, and rows below it")
    head, *body = (Row(row.number, tuple(map(one_line, row.cells))) for row in sheet.rows)
    options = _trimmed(head.cells)[1:]
    if len(options) < _FEWEST_OPTIONS:
        raise SheetError(
            f"row {head.number}: a comparison needs two options or more: name them in the first"
            " row from column B on"
        )
    if len(options) > MOST_OPTIONS:
        raise SheetError(f"it has {len(options)} options, and {MOST_OPTIONS} are the most")
    if not body:
        raise SheetError("it has options and no rows below them")
    if len(body) > MOST_ROWS:
        raise SheetError(
            f"it has {len(body)} rows below the options, and {MOST_ROWS} are the most: offer"
            " readers the file itself instead"
        )
    problems = [*_of_names(head, options), *_of_rows(body, len(options)), *_of_texts([head, *body])]
    if problems:
        raise SheetError(*problems)
    rows = tuple((row.cells[0], row.cells[1 : len(options) + 1]) for row in body)
    return NewComparison(table_id, caption, options, rows)


def _markdown(text: str) -> str:
    return yaml_text(as_markdown(text))


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells without the empty ones at the end, which spreadsheets add to each row."""
    count = len(cells)
    while count and not cells[count - 1]:
        count -= 1
    return cells[:count]


def _of_names(head: Row, options: tuple[str, ...]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for column, name in enumerate(options, start=1):
        place = _place(head, column)
        first = seen.setdefault(name.casefold(), column)
        if not name:
            yield f"{place}: the option has no name"
        elif first != column:
            yield f"{place}: the option '{_cut(name)}' stands in column {column_name(first)} too"


def _of_rows(body: list[Row], options: int) -> Iterator[str]:
    seen: dict[str, int] = {}
    for row in body:
        name = row.cells[0]
        first = seen.setdefault(name.casefold(), row.number)
        if not name:
            yield f"{_place(row, 0)}: the row has no name"
        elif first != row.number:
            yield f"{_place(row, 0)}: the name '{_cut(name)}' stands in row {first} too"
        for column in range(1, options + 1):
            if not "".join(row.cells[column : column + 1]):
                yield (
                    f"{_place(row, column)}: the cell is empty: say why, such as 'none' or"
                    " 'not published'"
                )
        for column, text in enumerate(row.cells[options + 1 :], start=options + 1):
            if text:
                yield f"{_place(row, column)}: '{_cut(text)}' stands below no option"


def _of_texts(rows: list[Row]) -> Iterator[str]:
    for number, row in enumerate(rows):
        for column, text in enumerate(row.cells):
            if FORBIDDEN.search(text):
                yield f"{_place(row, column)}: it holds an invisible control character"
            elif (number == 0 or column == 0) and len(text) > LONGEST_NAME:
                yield f"{_place(row, column)}: a name has at most {LONGEST_NAME} characters"


def _place(row: Row, column: int) -> str:
    return f"row {row.number}, column {column_name(column)}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
