"""Published examples go in, those that a reader would see otherwise come out.

What is compared is what can be seen: words, headings, lists and their numbers, quotes, code,
emphasis, links and where they lead, images, tables, line breaks. What cannot be seen is left
aside: ids, classes, titles, white space between blocks and at the end of lines, and whether a
list item's text stands in a paragraph of its own. So is what each page adds on purpose: a
heading of the first level is one of the second, as the page's title is its only h1; a table has
a caption, row headings and words in its empty cells.
"""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from plenum.diagnostics import Diagnostic
from plenum.model.fragment import Address, Html, Label, Marker, Prose
from plenum.read import marks
from plenum.read.findings import report
from plenum.read.form import check_form
from plenum.read.markdown import Converter
from plenum.source import Reading, SourceFile

FILES = {"CommonMark": "commonmark-0.31.2.json", "GFM": "gfm-0.29.json"}
_BLOCKS = frozenset("h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tr th td".split())
_INLINE = frozenset("em strong del code a img br input".split())
_APART = frozenset({"p", "div", "details", "summary"})
_SAME = {"h1": "h2", "th": "td"}
_PAIRS = ({"<em>", "<strong>"}, {"</em>", "</strong>"})
_VOID = frozenset({"hr", "br", "img", "input"})


@dataclass(frozen=True, slots=True)
class Example:
    """One published example: Markdown, and the HTML that it makes."""

    suite: str
    number: int
    section: str
    markdown: str
    html: str


def examples(suite: str) -> list[Example]:
    """Return the examples of `CommonMark` or of `GFM` (its extensions only)."""
    text = Path(__file__).with_name(FILES[suite]).read_text(encoding="utf-8")
    return [
        Example(suite, e["example"], e["section"], e["markdown"], e["html"])
        for e in json.loads(text)
    ]


def agrees(example: Example, converter: Converter) -> bool:
    """Whether the published page shows what the example's HTML shows."""
    return visible(example.html) == visible(converted(example.markdown, converter))


def warned(markdown: str, converter: Converter) -> bool:
    """Whether the editor is told of what is not shown as it looks."""
    found: list[Diagnostic] = []
    source = SourceFile("content/a.md", markdown, "")
    reading = Reading(found)
    made = converter.body(markdown)
    report(made, source, 0, len(markdown), reading, safe=True)
    check_form(source, 0, made.html, reading)
    return bool(found)


def converted(markdown: str, converter: Converter) -> str:
    """Return the HTML of a text, with its links as they were typed."""
    result = converter.body(markdown)
    pieces = []
    for part in marks.to_parts(result.html):
        match part:
            case Html(text) | Prose(text):
                pieces.append(text)
            case Address(index):
                pieces.append(result.references[index].target.replace('"', "%22"))
            case Label() | Marker():
                pass
    return "".join(pieces)


def visible(html: str) -> list[str]:
    """Return what a reader sees of some HTML, as words and the marks of their form."""
    reader = _Visible()
    reader.feed(html)
    reader.close()
    return reader.finish()


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._seen: list[str] = []
        self._pre = 0
        self._added: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "caption" or "aria-hidden" in given or given.get("class") == "visually-hidden":
            self._added.append(tag)
        if dict(attrs).get("class") == "task":
            self._seen.append("<input checked>" if "done" in str(attrs) else "<input>")
            self._added.append(tag)
        tag = _SAME.get(tag, tag)
        if tag in _APART:
            self._seen.append("|")
        if tag not in _BLOCKS | _INLINE:
            return
        if tag == "pre":
            self._pre += 1
        self._seen.append(f"<{tag}{self._attributes(tag, dict(attrs))}>")

    def handle_endtag(self, tag: str) -> None:
        if self._added and self._added[-1] == tag:
            self._added.pop()
        tag = _SAME.get(tag, tag)
        if tag in _APART:
            self._seen.append("|")
        if tag == "pre":
            self._pre -= 1
        if tag in _BLOCKS | _INLINE and tag not in _VOID:
            self._seen.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._added:
            self._seen.append(f"={data}" if self._pre else f" {data}")

    @staticmethod
    def _attributes(tag: str, given: dict[str, str | None]) -> str:
        match tag:
            case "a":
                return f" {unquote(given.get('href') or '')}"
            case "img":
                return f" {unquote(given.get('src') or '')} {given.get('alt') or ''}"
            case "ol":
                return f" {int(given.get('start') or 1)}"
            case "input":
                return " checked" if "checked" in given else ""
            case _:
                return ""

    def finish(self) -> list[str]:
        """Return what was seen, white space and the ends of paragraphs set right."""
        result: list[str] = []
        for piece in _joined(self._seen):
            if piece == "|" and (not result or result[-1] == "|" or _is_block(result[-1])):
                continue
            if _is_block(piece) and result and result[-1] == "|":
                result.pop()
            result.append(piece)
        if result and result[-1] == "|":
            result.pop()
        result = _one_order(result)
        return [
            _trimmed(piece, before, after)
            for before, piece, after in zip(
                ["|", *result], result, [*result[1:], "|"], strict=False
            )
        ]


def _joined(seen: list[str]) -> list[str]:
    """Join neighbouring texts; drop those that are but white space between blocks."""
    result: list[str] = []
    for piece in seen:
        if result and piece[0] in " =" and result[-1][0] == piece[0]:
            result[-1] += piece[1:]
        else:
            result.append(piece)
    texts = (
        "=" + re.sub(r"[ ]+$", "", p[1:], flags=re.MULTILINE).rstrip("\n")
        if p[0] == "="
        else re.sub(r"\s+", " ", p)
        for p in result
    )
    return [piece for piece in texts if piece not in {" ", "="}]


def _one_order(seen: list[str]) -> list[str]:
    """Sort the tags that open or close together around one text: the order is not seen."""
    result: list[str] = []
    for piece in seen:
        place = len(result)
        while place and {result[place - 1], piece} in _PAIRS and result[place - 1] > piece:
            place -= 1
        result.insert(place, piece)
    return result


def _trimmed(piece: str, before: str, after: str) -> str:
    """Drop the white space at the ends of a line, which nobody sees."""
    if piece[0] != " ":
        return piece
    if before in {"|", "<br>"} or _is_block(before):
        piece = piece.lstrip(" ")
    return piece.rstrip(" ") if after in {"|", "<br>"} or _is_block(after) else piece


def _is_block(piece: str) -> bool:
    return piece[0] == "<" and piece.strip("</>").partition(" ")[0] in _BLOCKS


def measure() -> dict[str, list[tuple[Example, str]]]:
    """Return each suite's examples with `same`, `told` or `silent`."""
    converter, cleaning = Converter(sanitize=False), Converter(sanitize=True)
    result: dict[str, list[tuple[Example, str]]] = {}
    for suite in FILES:
        result[suite] = [
            (example, _state(example, converter, cleaning)) for example in examples(suite)
        ]
    return result


def _state(example: Example, converter: Converter, cleaning: Converter) -> str:
    if agrees(example, converter):
        return "same"
    return "told" if warned(example.markdown, cleaning) else "silent"
