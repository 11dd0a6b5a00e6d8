"""The bytes of a spreadsheet saved as text go in, its rows come out, or why they cannot be read.

Spreadsheets write commas, in much of Europe semicolons, tabs on the clipboard; and UTF-8,
UTF-16 ("Unicode text") or, older ones, Windows-1252.
"""

import codecs
import csv
import io
import re

from msgspec import Struct

from plenum import lazy_re

MOST_BYTES = 1_000_000
"""What is larger is no table for readers."""
_DELIMITERS = "\t;,"
# Excel's own way to say which sign parts the cells; no row of the sheet.
_SEP_LINE = lazy_re.compile(r"sep=([^\w\s\"]|\t)(?:\r?\n|\Z)", re.IGNORECASE)
_UNPARTED = (0, 0)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class SheetError(Exception):
    """The table cannot be taken over; `problems` say why, each with its place."""

    def __init__(self, *problems: str) -> None:
        """Take what is wrong, in an editor's words."""
        super().__init__("\n".join(problems))
        self.problems = problems


class Row(Struct, frozen=True):
    """A row with its number in the spreadsheet, from 1."""

    number: int
    cells: tuple[str, ...]


class Sheet(Struct, frozen=True):
    """The rows that hold something; `warning` is what an editor should look at, or empty."""

    rows: tuple[Row, ...]
    warning: str = ""


def read_sheet(data: bytes) -> Sheet:
    """Read a spreadsheet saved as text; raise SheetError where it is none."""
    if len(data) > MOST_BYTES:
        raise SheetError(f"it has more than {MOST_BYTES:,} bytes: that is no table for readers")
    if data.startswith(_WORKBOOKS):
        raise SheetError("it is a workbook: save it in the spreadsheet as CSV (UTF-8)")
    text, warning = _decoded(data)
    records = _records(text)
    rows = (Row(number, tuple(cells)) for number, cells in enumerate(records, start=1))
    return Sheet(tuple(row for row in rows if any(map(str.strip, row.cells))), warning)


def column_name(number: int) -> str:
    """Return the letters of a column as spreadsheets write them: A for 0, AA for 26."""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text, and a warning where its encoding is a guess."""
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError:
            raise SheetError("it begins as UTF-16 text and is none: save it anew") from None
    if b"\0" in data:
        raise SheetError("it is no text: save the table in the spreadsheet as CSV (UTF-8)")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        raise SheetError(
            f"line {line} is neither UTF-8 nor Windows-1252: save the table as CSV (UTF-8)"
        ) from None
    return text, (
        f"line {line} is not UTF-8, so all is read as Windows-1252: look at accents and at signs"
        " such as ° and –, or save the table as CSV (UTF-8)"
    )


def _records(text: str) -> list[list[str]]:
    """Return the cells of all rows, parted by what the spreadsheet parts them with."""
    said = _SEP_LINE.match(text)
    if said:
        return _parted(text[said.end() :], said[1])
    best: list[list[str]] = []
    problem: SheetError | None = None
    for delimiter in _DELIMITERS:
        try:
            records = _parted(text, delimiter)
        except SheetError as error:
            problem = problem or error
            continue
        if not best or _even(records) > _even(best):
            best = records
    # What parts nothing is not what the spreadsheet parts cells with.
    if problem and _even(best) == _UNPARTED:
        raise problem
    return best


def _even(records: list[list[str]]) -> tuple[int, int]:
    """Return how many rows have as many cells as the first, if these are several; and how many."""
    filled = [len(cells) for cells in records if any(cells)]
    width = filled[0] if filled else 0
    return (filled.count(width), width) if width > 1 else _UNPARTED


def _parted(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    try:
        # Not `list`: where it fails tells the row.
        for cells in reader:
            records.append(cells)  # noqa: PERF402
    except csv.Error as error:
        number = len(records) + 1
        if "unexpected end" in str(error):
            problem = f"row {number}: a quotation mark opens a cell that nothing closes"
        elif "expected after" in str(error):
            problem = f"row {number}: a cell goes on behind its closing quotation mark"
        else:
            problem = f"row {number}: a cell is too long"
        raise SheetError(f"{problem}; save the table anew as CSV (UTF-8)") from None
    return records
