"""A comparison goes in, the CSV file that readers can download comes out (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape

from plenum import lazy_re
from plenum.link.search_text import text_of

# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection").
_FORMULA = lazy_re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = lazy_re.compile(r"[+-]?[0-9]+(,[0-9]{3})*(\.[0-9]+)?%?")
_MINUS = lazy_re.compile(r"-(?=\s?[0-9.])")


def table_csv(
    caption: str, options_html: Iterable[str], rows: Iterable[tuple[str, Sequence[str]]]
) -> str:
    """Return a table as CSV: plain texts, a header row, lines that end in CR LF.

    `rows` are pairs of a heading and its cells, all of them HTML.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    # Above the rows' headings stands what the table is about: a file has no caption.
    writer.writerow([_cell(escape(caption)), *map(_cell, options_html)])
    writer.writerows([_cell(heading), *map(_cell, cells)] for heading, cells in rows)
    return stream.getvalue()


def _cell(html: str) -> str:
    """Return a cell's text, which no spreadsheet takes for a formula.

    Numbers stay numbers. A figure with a unit behind a hyphen gets a true minus sign, which
    begins no formula; any other text gets an apostrophe in front, which spreadsheets know.
    """
    text = text_of(html)
    if not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text
    proper = _MINUS.sub("\u2212", text, count=1) if text[0] == "-" else text
    return f"'{text}" if _FORMULA.match(proper) else proper
