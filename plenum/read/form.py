"""The body's Markdown goes in, slips of form that an editor would want to know come out.

These rules look at the source, not at the converted page: what is left open, misspelled or
forgotten there is not in the page any more, or stands in it as plain text.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from plenum.read import form_open
from plenum.read.form_links import check_links, unknown_references
from plenum.read.form_tables import check_tables
from plenum.read.references import mask_code
from plenum.read.slips import Lines, Slip
from plenum.source import Reading, SourceFile, nearest_name

_HEADING = re.compile(
    r"^[ ]{0,3}(?P<marks>#{1,6})(?P<text>[^\n]*)$"
    r"|^(?P<above>[^\s#>|\-*+`~:\[<][^\n]*)\n[ ]{0,3}(?P<line>=+|-{2,})[ \t]*$",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(r"(?P<start>^[ ]{0,3})?\[\^(?P<name>[^\]\s]+)\](?P<colon>:)?", re.MULTILINE)
_IMAGE_WITHOUT_TEXT = re.compile(r"!\[[ \t]*\](?=[(\[])")
_LINK_TEXT = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]+)\]\(|\[\[[^\[\]|\n]+\|(?P<wiki>[^\[\]\n]+)\]\]"
)
_PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX|TK TK)\b|\b[Ll]orem ipsum\b|\{\{[^{}\n]*\}\}")
_SAYS_NOTHING = frozenset(
    {"here", "click here", "click", "this", "this page", "this article", "this link", "link",
     "more", "read more", "learn more", "see here", "see more", "page", "article", "details"}
)  # fmt: skip
_HEADING_SPACE = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})(?=[^\W\d_])", re.MULTILINE)
_WIKI_OPEN = re.compile(r"(?<![\[!\\])\[\[(?=\w)(?![^\[\]\n]*\]\])")
_WIKI_EMPTY = re.compile(r"(?<![\[!\\])\[\[(?:\|[^\[\]\n]*)?\]\](?![(\[])")
# What is longer, or ends so, is no title.
_TITLE_LENGTH = 60
_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…")
# Without its space behind it, or a mark that only word processors know.
_LIST_MARK = re.compile(
    r"\n[ ]{0,3}(?P<mark>[-+*](?=[^\W\d_])|[0-9]{1,2}[.)](?=[^\W\d_])"
    r"|[\u2022\u00b7\u2023\u25aa\u2013\u2014](?=[ \t]*[^\W_]))"
)
_ENTITY = re.compile(r"&(?P<name>[a-z][a-z0-9]+)(?:(?P<end>;)|(?![\w;=]))")
_ENTITIES = ("nbsp", "amp", "lt", "gt", "quot", "copy", "reg", "trade", "deg", "times", "euro",
             "mdash", "ndash", "hellip", "rarr", "larr", "plusmn", "frac12")  # fmt: skip
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_NOT_NEWLINE = re.compile(r"[^\n]")
_BLOCK_HTML = re.compile(
    r"^[ ]{0,3}<(?!(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|s|samp"
    r"|small|span|strong|sub|sup|time|u|var|wbr|https?:[^\n]*|mailto:[^\n]*)\b)"
    r"(?:(?P<raw>script|style|pre|textarea)\b|/?[a-zA-Z])",
    re.MULTILINE | re.IGNORECASE,
)


def check_form(source: SourceFile, start: int, shown: str, reading: Reading) -> int | None:
    """Record the slips in the body that begins at `start`; `shown` is what it became.

    Returns where the text begins that code or a comment without an end has swallowed: what
    stands there cannot be judged.
    """
    text = source.text[start:]
    lines = Lines(source, start)
    masked = mask_code(text)
    found, fence = form_open.check_fences(text, lines)
    lost = len(text) if fence is None else fence
    if "<!--" in text:
        for slip, endless in form_open.comments(mask_code(text, comments=False), lines):
            found.append(slip)
            lost = min(lost, slip.start) if endless else lost
    masked = masked[:lost]
    found += _check(masked, text, shown, lines)
    if lost == len(text) and "[" in masked:
        found += [*_footnotes(masked), *unknown_references(masked, shown)]
    lines.record(found, reading)
    return start + lost if lost < len(text) else None


def _check(masked: str, text: str, shown: str, lines: Lines) -> Iterator[Slip]:
    yield from _headings(masked)
    prose = masked
    if "<" in masked:
        yield from form_open.open_tags(masked)
        prose = _without_html(masked)
    if "[" in masked:
        yield from _images(masked)
        yield from _links(masked)
        yield from _wiki_links(masked)
    yield from check_links(prose, shown, lines)
    yield from check_tables(prose, text[: len(prose)])
    yield from _lists(prose)
    yield from _entities(prose)
    if "**" in shown or "~~" in shown:
        yield from form_open.open_emphasis(prose, text)
    yield from form_open.open_code(prose)
    for match in _PLACEHOLDER.finditer(masked):
        yield Slip(*match.span(), "placeholder", {"name": match[0]})
    for match in _HEADING_SPACE.finditer(masked):
        yield Slip(*match.span("marks"), "heading-space", {"name": match["marks"]})


def _without_html(masked: str) -> str:
    """Return `masked` of equal length without the blocks of raw HTML, which stay as typed."""
    pieces: list[str] = []
    position = 0
    for match in _BLOCK_HTML.finditer(masked):
        if match.start() < position:
            continue
        end = -1
        if match["raw"]:
            closing = re.compile(rf"</{match['raw']}>", re.IGNORECASE).search(masked, match.end())
            end = closing.end() if closing else len(masked)
        elif blank := _BLANK_LINE.search(masked, match.end()):
            end = blank.start()
        end = end if end >= 0 else len(masked)
        html = _NOT_NEWLINE.sub(" ", masked[match.start() : end])
        pieces += [masked[position : match.start()], html]
        position = end
    return "".join([*pieces, masked[position:]])


def _headings(masked: str) -> Iterator[Slip]:
    # The page's title is its h1, and an h1 of the body is shown as h2.
    level = 1
    for match in _HEADING.finditer(masked):
        if match["marks"] is None:
            level = 2
            if match["line"][0] == "-" and _is_paragraph(masked, match):
                yield Slip(*match.span("line"), "dashes-below-text")
            continue
        own = max(len(match["marks"]), 2)
        if not match["text"].strip(" \t#"):
            yield Slip(*match.span("marks"), "empty-heading", {"name": match["marks"]})
            continue
        if own > level + 1:
            yield Slip(*match.span("marks"), "heading-skipped", {"name": "#" * (level + 1)})
        level = own


def _is_paragraph(masked: str, match: re.Match[str]) -> bool:
    """Whether what stands above a line of dashes is no title, which others write so."""
    above = match["above"].rstrip()
    underlines = abs(len(above) - len(match["line"].rstrip())) <= len("--")
    before = masked[max(match.start() - 2, 0) : match.start()]
    return (
        (len(above) > _TITLE_LENGTH and not underlines)
        or above.endswith(_SENTENCE_END)
        or (len(before) == len("..") and before != "\n\n")
    )


def _footnotes(masked: str) -> Iterator[Slip]:
    if "[^" not in masked:
        return
    notes: dict[str, re.Match[str]] = {}
    used: list[re.Match[str]] = []
    for match in _FOOTNOTE.finditer(masked):
        if match["start"] is not None and match["colon"]:
            notes.setdefault(match["name"], match)
        else:
            used.append(match)
    without_colon = {match["name"] for match in used if match["start"] is not None}
    for match in used:
        name = match["name"]
        if name in notes:
            continue
        advice = f"add a line '[^{name}]: …' at the end, or correct the name"
        if match["start"] is not None:
            advice = f"write '[^{name}]: ' with a colon, if this is the note itself"
        elif name in without_colon:
            continue
        yield Slip(*match.span(), "unknown-footnote", {"name": name, "advice": advice})
    names = {match["name"] for match in used}
    for name, match in notes.items():
        if name not in names:
            yield Slip(*match.span("name"), "unused-footnote", {"name": name})


def _images(masked: str) -> Iterator[Slip]:
    for match in _IMAGE_WITHOUT_TEXT.finditer(masked):
        yield Slip(*match.span(), "image-without-alt")


def _links(masked: str) -> Iterator[Slip]:
    for match in _LINK_TEXT.finditer(masked):
        kind = match.lastgroup or "text"
        words = match[kind].strip(" .:→>*_").lower()
        if words in _SAYS_NOTHING:
            yield Slip(*match.span(kind), "vague-link", {"name": match[kind]})


def _wiki_links(masked: str) -> Iterator[Slip]:
    for match in _WIKI_OPEN.finditer(masked):
        yield Slip(*match.span(), "unclosed-wiki-link", {"name": match[0]})
    for match in _WIKI_EMPTY.finditer(masked):
        yield Slip(*match.span(), "empty-link", {})


def _lists(masked: str) -> Iterator[Slip]:
    """Yield the first of the lines below each other that were meant as items of a list."""
    text = f"\n{masked}"
    inside = -1
    for match in _LIST_MARK.finditer(text):
        mark = match["mark"]
        end = text.find("\n", match.end())
        if match.start() == inside:
            inside = end
            continue
        kind = r"[0-9]{1,2}[.)]" if mark[0].isdigit() else re.escape(mark)
        following = re.compile(rf"\n[ ]{{0,3}}{kind}(?:[ \t]|(?=[^\W\d_]))")
        if mark == "*" and "*" in text[match.end() : end if end >= 0 else len(text)]:
            continue
        if end >= 0 and following.match(text, end):
            inside = end
            right = f"{mark} " if mark[0] in "-+*0123456789" else "- "
            values = {"name": mark, "right": right}
            begin, stop = match.span("mark")
            yield Slip(begin - 1, stop - 1, "list-mark", values)


def _entities(masked: str) -> Iterator[Slip]:
    if "&" not in masked:
        return
    for match in _ENTITY.finditer(masked):
        name = match["name"]
        if match["end"]:
            if f"{name};" not in html5:
                near = nearest_name(name, _ENTITIES)
                advice = f"did you mean '&{near};'?" if near else "write the character itself"
                yield Slip(*match.span(), "unknown-entity", {"typed": match[0], "advice": advice})
        elif name in _ENTITIES:
            advice = f"write '&{name};' with a semicolon"
            yield Slip(*match.span(), "unknown-entity", {"typed": match[0], "advice": advice})
