"""The body's Markdown goes in, slips in the tables of it come out.

A table is a row of headings, a line of dashes with a column for each of them, and rows. Where
the line of dashes is wrong there is no table at all, and what a row has too much is left out:
both without a word of the converter.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Generator, Iterator
from itertools import accumulate
from typing import NamedTuple

from plenum import lazy_re
from plenum.diagnostics import counted
from plenum.read.slips import Slip

_TOKEN = lazy_re.compile(r"\\\\|\\?`+|\\\||\|")
_WIKI_PIPE = lazy_re.compile(r"(?<=\[\[)[^\[\]|\n\\]+\\?\|(?=[^\[\]\n]*\]\])")
# What is typed or pasted where a hyphen must stand, and where a space must.
_DASHES = "\u2014\u2013\u2212\u2010\u2011\u2015=_"
_SPACES = "\u00a0\u2007\u2009\u202f"
_RULE = lazy_re.compile(rf"[|:+ \t{_SPACES}{_DASHES}-]*[{_DASHES}-][|:+ \t{_SPACES}{_DASHES}-]*")
_WRONG = lazy_re.compile(rf"(?P<space>[{_SPACES}])|(?P<dash>[{_DASHES}])|(?P<plus>\+)")
_GAP = lazy_re.compile(r"(?<=-)[ \t]+(?=-)")
# A line across the page, to Markdown; below a row, columns that are drawn without a `|`.
_SPACED_RULE = lazy_re.compile(r"-{2,}(?:[ \t]+-{2,})+")
# What stands before a row: the marks of quotes and items, and spaces.
_BEFORE = lazy_re.compile(r"(?:[ \t]*+(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t]))*+[ \t]*+")
_INSIDE = lazy_re.compile(r"[ \t>]*+")
# What ends a table without an empty line, or is no row of it.
_NO_ROW = lazy_re.compile(
    r"#{1,6}(?:[ \t]|$)|```|~~~|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|<|Table:[ \t\u00a0]"
    r"|\[(?:TOC|FAQ|COMPARISON)\b[^\]]*\][ \t]*$"
)

_MOST_SHOWN = 12
"""So many columns an example of a line of dashes has at most."""


class Cell(NamedTuple):
    """A cell as it stands in its line, from `start` to `end`."""

    start: int
    end: int


def cells_of(row: str, *, border: bool) -> list[Cell]:
    r"""Return the cells of a row, as the converter counts them.

    `border` says that the row of headings has a `|` at one of its ends: then those at the ends
    of all rows are borders. No cell ends at an escaped `\|`, or at one in code or a short link.
    """
    start, end = 0, len(row)
    if border:
        start = int(row.startswith("|"))
        if end > start and _ends_with_pipe(row):
            end -= 1
    text = _WIKI_PIPE.sub(lambda match: match[0].replace("|", "/"), row) if "[[" in row else row
    cells = []
    for pipe in _pipes(text, start, end):
        cells.append(Cell(start, pipe))
        start = pipe + 1
    return [*cells, Cell(start, end)]


def _pipes(row: str, start: int, end: int) -> Iterator[int]:
    """Yield where the cells of a row end."""
    if "`" not in row and "\\" not in row:
        while (start := row.find("|", start, end)) >= 0:
            yield start
            start += 1
        return
    tokens = list(_TOKEN.finditer(row, start, end))
    ticks: defaultdict[int, list[int]] = defaultdict(list)
    for number, token in enumerate(tokens):
        if token[0][-1] == "`":
            ticks[token[0].count("`")].append(number)
    number = 0
    while number < len(tokens):
        token = tokens[number]
        if token[0] == "|":
            yield token.start()
        elif token[0][-1] == "`":
            # Of escaped backticks the first one is text where they begin, not where they end.
            closing = ticks[token[0].count("`") - (token[0][0] == "\\")]
            following = bisect_right(closing, number)
            if following < len(closing):
                number = closing[following]
        number += 1


class _Row(NamedTuple):
    """A line of a text without what stands before and behind it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_framed(self) -> bool:
        """Whether it begins and ends with a `|`."""
        return self.text[:1] == "|" and _has_end(self.text)

    @property
    def has_border(self) -> bool:
        """Whether it begins or ends with a `|`."""
        return self.text[:1] == "|" or _has_end(self.text)


def _has_end(row: str) -> bool:
    return len(row) > 1 and _ends_with_pipe(row)


def _ends_with_pipe(row: str) -> bool:
    """Whether the last sign of a row is a pipe without a backslash of its own."""
    if not row.endswith("|"):
        return False
    backslashes = len(row) - 1 - len(row[:-1].rstrip("\\"))
    return backslashes % 2 == 0


def check_tables(masked: str, text: str) -> Iterator[Slip]:
    """Yield the slips of the tables in a text; of `masked` code and raw HTML are blank."""
    if "|" in masked:
        yield from _Tables(masked, text).check()


class _Tables:
    """The lines of a text, some of which are tables."""

    def __init__(self, masked: str, text: str) -> None:
        self._masked = masked.split("\n")
        self._typed = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._typed), initial=0))

    def check(self) -> Iterator[Slip]:
        number = 0
        while number < len(self._masked):
            if "|" in self._masked[number]:
                number = yield from self._check_from(number)
            else:
                number += 1

    def _check_from(self, number: int) -> Generator[Slip, None, int]:
        """Check what may be a table's first line; return the number of the next to look at."""
        head, rule = self._row(number, _BEFORE), self._row(number + 1)
        if _RULE.fullmatch(head.text):
            if "-|" in head.text.replace(" ", ""):
                yield _slip(head, head, "there is no row of headings with | right above it")
            return self._end(number + 1)
        is_rule = _RULE.fullmatch(rule.text) and (
            "|" in rule.text or head.is_framed or _SPACED_RULE.fullmatch(rule.text)
        )
        if is_rule:
            if slip := _wrong_rule(head, rule):
                yield slip
                return self._end(number + 2)
            end = self._end(number + 2)
            yield from self._check_rows(head, range(number + 2, end))
            return (yield from self._check_row_apart(head, end))
        if head.is_framed and rule.is_framed and len(cells_of(head.text, border=True)) > 1:
            yield _slip(head, head, "it is missing")
            return self._end(number + 1)
        return number + 1

    def _check_row_apart(self, head: _Row, end: int) -> Generator[Slip, None, int]:
        """Check what stands behind the empty line at which a table ends."""
        row, below = self._row(end + 1), self._row(end + 2)
        is_row = (
            not self._row(end).text
            and "|" in row.text
            and (row.is_framed or not head.has_border)
            and len(cells_of(row.text, border=head.has_border))
            == len(cells_of(head.text, border=head.has_border))
        )
        if not is_row or _RULE.fullmatch(row.text) or _RULE.fullmatch(below.text):
            return end
        yield Slip(row.start, row.end, "row-apart")
        return self._end(end + 1)

    def _row(self, number: int, before: re.Pattern[str] = _INSIDE) -> _Row:
        if number >= len(self._typed):
            return _Row(self._starts[-1], "")
        line = self._typed[number]
        # Most rows begin with their border, and nothing else need be looked at.
        begin = before.match(line) if line[:1] != "|" else None
        indent = begin.end() if begin else 0
        return _Row(self._starts[number] + indent, line[indent:].rstrip(" \t"))

    def _end(self, number: int) -> int:
        """Return which line, from `number` on, is no row of the table any more."""
        while number < len(self._typed):
            text = self._row(number).text
            if not text or _NO_ROW.match(text):
                break
            number += 1
        return number

    def _check_rows(self, head: _Row, numbers: range) -> Iterator[Slip]:
        columns = len(cells_of(head.text, border=head.has_border))
        was_text = False
        for number in numbers:
            row = self._row(number)
            cells = cells_of(row.text, border=head.has_border)
            for cell in cells[columns:]:
                text = row.text[cell.start : cell.end]
                if text.strip():
                    begin = row.start + cell.start + len(text) - len(text.lstrip())
                    values = {"cell": text.strip(), "cells": len(cells), "columns": columns}
                    yield Slip(begin, begin + len(text.strip()), "lost-cell", values)
                    break
            is_text = "|" not in row.text
            if len(cells) < columns and not (is_text and was_text):
                advice = "give it a cell for each column"
                if is_text:
                    advice = "put an empty line before it, if it does not belong to the table"
                values = {"cells": counted(len(cells), "cell"), "columns": columns}
                yield Slip(row.start, row.end, "missing-cell", {**values, "advice": advice})
            was_text = is_text


def _wrong_rule(head: _Row, rule: _Row) -> Slip | None:
    """Return what keeps a line of dashes from making a table of the row above it."""
    if wrong := _WRONG.search(rule.text):
        why = {
            "space": "a space of another kind, which cannot be seen, stands in it",
            "dash": f"'{wrong[0]}' stands in it where a hyphen (-) must stand",
            "plus": "a + stands in it where a | must stand",
        }[wrong.lastgroup or ""]
        begin = rule.start + wrong.start()
        return _slip(head, _Row(begin, wrong[0]), why)
    if gap := _GAP.search(rule.text):
        return _slip(head, _Row(rule.start + gap.start(), gap[0]), "it has a gap in its dashes")
    border = head.has_border
    columns = len(cells_of(head.text, border=border))
    cells = cells_of(rule.text, border=border)
    if len(cells) == columns:
        empty = any("-" not in rule.text[cell.start : cell.end] for cell in cells)
        return _slip(head, rule, "one of its columns has no dash") if empty else None
    if head.text.strip() != head.text:
        side = "begins" if head.text[0].isspace() else "ends"
        return _slip(head, rule, f"the row above it {side} with a space that cannot be seen")
    if rule.has_border and not border and len(cells_of(rule.text, border=True)) == columns:
        return _slip(head, rule, "it has a | at its ends, and the row above it has none")
    has = counted(len(cells), "column")
    return _slip(head, rule, f"it has {has}, and the row above it has {columns}")


def _slip(head: _Row, place: _Row, why: str) -> Slip:
    text = head.text.strip()
    border = text[:1] == "|" or _has_end(text)
    columns = min(len(cells_of(text, border=border)), _MOST_SHOWN)
    right = f"|{'---|' * columns}" if border else "|".join(["---"] * columns)
    return Slip(place.start, place.end, "table-rule", {"why": why, "right": right})
