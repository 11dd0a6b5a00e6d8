"""A list or a group of keys that is no YAML goes in, its entries come out, each by itself.

Each line is looked at a few times, however many there are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from plenum import lazy_re
from plenum.source.yaml_lines import (
    BULLETS,
    begins_entry,
    indent,
    is_item,
    is_open,
    key_of,
    value_start,
)

Kind = Literal["key", "item", "none"]

_QUOTED = lazy_re.compile(
    r"(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')[ \t]*+(?:#[^\n]*)?(?=\n|\Z)", re.DOTALL
)
# An item with its dash, one that lacks the space behind it, and other signs for one.
_ITEM = lazy_re.compile(rf"-$|-[A-Za-z\"']|[*{BULLETS}][ \t\u00a0]")
# What begins so is one text or list, over however many lines.
_NO_ENTRIES = tuple("\"'[{|>")
# And so does what ends so.
_GOES_ON = lazy_re.compile(r"[|>][+-]?\d?$|[,\[{]$")
_DASH = 2
"""How much further in than its dash an item's keys stand."""


class Part(NamedTuple):
    """One entry: its character offsets, and how far in it begins.

    It is `moved` where the others begin elsewhere. From `loose` on it has lines that do not
    belong to it and begin no entry either; where there are none, that is its `end`.
    """

    start: int
    end: int
    kind: Kind
    column: int
    loose: int
    moved: bool = False


class _Line(NamedTuple):
    """A line that holds more than a comment; `tabbed`, if a tab stands before its words."""

    start: int
    text: str
    words: str
    column: int
    kind: Kind
    tabbed: bool


def is_tabbed(line: str, margin: int) -> bool:
    """Whether a tab stands before a line's words where the spaces of its `margin` belong."""
    depth = indent(line)
    return line[depth : depth + 1] == "\t" and depth <= margin and bool(line.strip())


def parts(text: str) -> list[Part]:
    """Cut a list, or a group of keys, into its entries; empty where it is neither.

    Entries begin where most do. One that begins further out is an entry as well: its place is
    wrong, but what it holds is no part of the one above.
    """
    lines = list(_lines(text))
    first = next((line for line in lines if not line.tabbed), None)
    if first and first.kind == "none" and first.words.startswith(_NO_ENTRIES):
        return []
    cutter = _Cutter(text, _margin(lines))
    for line in lines:
        cutter.take(line)
    return cutter.parts()


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words and words[0] != "#":
            tabbed = line[indent(line)] == "\t"
            yield _Line(start, line, words, indent(line), _kind(words), tabbed)
        start += len(line) + 1


def _kind(words: str) -> Kind:
    if is_item(words) or _ITEM.match(words):
        return "item"
    return "key" if begins_entry(words) else "none"


def _margin(lines: list[_Line]) -> int:
    """Return how far in entries begin: as the first one does, unless more begin elsewhere."""
    wanted = lines[0].kind if lines and lines[0].tabbed else "none"
    fitting = [line for line in lines if not line.tabbed and wanted in {"none", line.kind}]
    first = fitting[0] if fitting else None
    if first is None or first.kind == "none":
        return 0 if first is None else first.column
    second = next((line for line in fitting[1:] if line.kind == first.kind), first)
    inside = second.column - first.column
    if first.kind == "item":
        wrong = inside < 0 or inside == 1
    else:
        wrong = inside < 0 or (inside > 0 and not _holds(first))
    if not wrong:
        return first.column
    votes = Counter(line.column for line in lines if line.kind == first.kind)
    if first.kind == "item":
        votes += Counter(line.column - _DASH for line in lines if line.kind == "key")
    return max((first.column, second.column), key=lambda column: votes[column])


def _holds(line: _Line) -> bool:
    """Whether what stands below a line, further in, may belong to it."""
    return is_open(line.text) or _GOES_ON.search(line.words) is not None


class _Cutter:
    """Finds where the entries of a text begin, line by line."""

    def __init__(self, text: str, margin: int) -> None:
        self._text = text
        self._margin = margin
        self._found: list[Part] = []
        self._group: Kind = "none"
        # The key behind the first dash; where it stands again, an item begins without one.
        self._first_key = ""
        # Where a text in quotation marks ends that goes on over several lines.
        self._past = 0
        # Further in than this, all belongs to the entry above, whose own place is wrong.
        self._inside: int | None = None
        self._first_inside = False
        # Whether the entry above holds what stands below it.
        self._open = False

    def take(self, line: _Line) -> None:
        """Take the next line."""
        if line.start < self._past:
            return
        if self._inside is not None and not line.tabbed:
            if self._first_inside and line.column > self._margin:
                # What it holds is further in than any entry, so the next ones can be told.
                self._inside = self._margin
            self._first_inside = False
            if line.column > self._inside:
                return
            self._inside = None
        tabbed = is_tabbed(line.text, self._margin)
        if not self._found or tabbed or line.column <= self._margin:
            self._add(line, tabbed=tabbed)

    def _add(self, line: _Line, *, tabbed: bool) -> None:
        """Take a line that is not further in than the entries are."""
        if self._group == "none":
            self._group = line.kind
        if tabbed and self._found and self._belongs(line):
            return
        if not tabbed and self._begins(line):
            self._begin(line)
        elif not self._found:
            part = Part(line.start, len(self._text), "none", line.column, line.start)
            self._found.append(part)
        elif tabbed or (line.kind == "none" and line.words[0] not in "]}"):
            last = self._found[-1]
            self._found[-1] = last._replace(loose=min(line.start, last.loose))
            if tabbed and is_open(line.words):
                self._inside, self._first_inside = self._margin - 1, True

    def _begin(self, line: _Line) -> None:
        size, moved = len(self._text), line.column != self._margin
        self._found.append(Part(line.start, size, line.kind, line.column, size, moved))
        if line.kind == "item" and len(self._found) == 1:
            self._first_key = key_of(line.text)
        self._past = _end_of_quoted(self._text, line)
        self._open = line.kind == "key" and is_open(line.text)
        if line.column < self._margin and self._group == "key":
            self._inside = line.column if line.kind == "item" or self._open else None
            self._first_inside = True

    def _begins(self, line: _Line) -> bool:
        """Whether a line begins an entry; the items of a key may stand below it."""
        if line.kind == "none":
            return False
        further_out = line.column < self._margin
        if self._group == "item" and line.kind == "key" and line.column == self._margin:
            return bool(self._first_key) and key_of(line.text) == self._first_key
        return line.kind == self._group or (self._group == "key" and further_out)

    def _belongs(self, line: _Line) -> bool:
        """Whether a line with a tab stands further in, where the entry is read by itself."""
        return self._open or (self._group == "item" and line.kind != "item")

    def parts(self) -> list[Part]:
        """Return the entries, each up to the next one."""
        ends = [*(each.start for each in self._found), len(self._text)][1:]
        return [
            each._replace(end=end, loose=min(each.loose, end))
            for each, end in zip(self._found, ends, strict=True)
        ]


def _end_of_quoted(text: str, line: _Line) -> int:
    """Return where a text in quotation marks ends that begins in a line, 0 where none does."""
    column = value_start(line.text)
    match = _QUOTED.match(text, line.start + column) if column is not None else None
    return match.end() if match else 0
