"""Tables of the body: plain rows go in, captions, header scopes and a scrollable region come out.

Python-Markdown gives none of this and has declined to. What it must be: WCAG 1.3.1 (header
cells with scope, a caption) and 1.4.10 (only the table scrolls sideways, in a region that the
keyboard reaches).
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement

from plenum import lazy_re
from plenum.model.units import headers_without_unit
from plenum.model.url import slugify

_CAPTION = lazy_re.compile(r"Table:[ \t\u00a0]+")
_ALIGN = lazy_re.compile(r"text-align:\s*(left|center|right);?")

_MOST_TOLD = 100
"""Of one kind in one table: each costs a look through its headings, and nobody reads more."""


class Find(Protocol):
    """Notes a fault of the table at `ordinal`."""

    def __call__(self, fault_id: str, ordinal: int, **values: str) -> None:
        """Take the note."""


class TableFinisher:
    """Finishes every table of a tree."""

    def __init__(
        self, unique: Callable[[str], str], text: Callable[[Element], str], find: Find
    ) -> None:
        """Take what makes anchors unique, reads an element's text, and notes faults."""
        self._unique = unique
        self._text = text
        self._find = find
        self._count = 0
        self._heading = ""

    def run(self, root: Element) -> None:
        """Finish the tables below `root`, in place."""
        for parent, table, heading in list(self._tables(root)):
            self._finish(parent, table, heading)

    def _tables(self, parent: Element) -> Iterator[tuple[Element, Element, str]]:
        """Yield each table with its parent and the heading before it, in reading order."""
        for child in parent:
            if child.tag in {"h2", "h3", "h4", "h5", "h6"}:
                self._heading = self._text(child)
            if child.tag == "table":
                yield parent, child, self._heading
            else:
                yield from self._tables(child)

    def _finish(self, parent: Element, table: Element, heading: str) -> None:
        ordinal = self._count
        self._count += 1
        caption = self._take_caption(parent, table)
        if caption is None:
            self._find("table-without-caption", ordinal)
            caption = Element("caption")
            caption.text = heading or "Table"
        words = slugify(self._text(caption)) or "table"
        anchor = self._unique(words if words.startswith("table") else f"table-{words}")
        caption.set("id", f"{anchor}-caption")
        table.insert(0, caption)
        self._scope(table, ordinal)
        self._check_units(table, self._text(caption), ordinal)
        region = Element(
            "div",
            {
                "class": "table-region",
                "id": anchor,
                "role": "region",
                "aria-labelledby": f"{anchor}-caption",
                "tabindex": "0",
            },
        )
        position = list(parent).index(table)
        parent.remove(table)
        region.tail, table.tail = table.tail, None
        region.append(table)
        parent.insert(position, region)

    def _take_caption(self, parent: Element, table: Element) -> Element | None:
        children = list(parent)
        position = children.index(table)
        for neighbour in (position - 1, position + 1):
            if not 0 <= neighbour < len(children):
                continue
            paragraph = children[neighbour]
            text = (paragraph.text or "").lstrip()
            if paragraph.tag == "p" and _CAPTION.match(text):
                parent.remove(paragraph)
                paragraph.tag = "caption"
                paragraph.text = _CAPTION.sub("", text, count=1)
                paragraph.tail = "\n"
                return paragraph
        return None

    def _scope(self, table: Element, ordinal: int) -> None:
        for section in table:
            for number, row in enumerate(section):
                place = str(number + 1 if section.tag == "tbody" else 0)
                for column, cell in enumerate(row):
                    self._align(cell)
                    if section.tag == "thead":
                        cell.set("scope", "col")
                    elif column == 0:
                        cell.tag = "th"
                        cell.set("scope", "row")
                    if not len(cell) and not (cell.text or "").strip():
                        self._fill(cell)
                        self._find("empty-cell", ordinal, row=place, column=str(column))

    def _check_units(self, table: Element, caption: str, ordinal: int) -> None:
        rows = [[self._text(cell) for cell in row] for row in table.iter("tr")]
        for row, column in islice(headers_without_unit(caption, rows), _MOST_TOLD):
            name = rows[row][column]
            place = {"row": str(row), "column": str(column)}
            self._find("number-without-unit", ordinal, name=name, **place)

    @staticmethod
    def _align(cell: Element) -> None:
        """Say the alignment by a class: the content security policy forbids style attributes."""
        match = _ALIGN.search(cell.attrib.pop("style", ""))
        if match and match[1] != "left":
            cell.set("class", f"{cell.get('class', '')} align-{match[1]}".strip())

    @staticmethod
    def _fill(cell: Element) -> None:
        cell.text = None
        dash = SubElement(cell, "span", {"aria-hidden": "true"})
        dash.text = "—"
        words = SubElement(cell, "span", {"class": "visually-hidden"})
        words.text = "no entry"
