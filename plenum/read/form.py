"""The body's Markdown goes in, slips of form that an editor would want to know come out.

These rules look at the source, not at the converted page: what is left open, misspelled or
forgotten there is not in the page any more, or stands in it as plain text.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from plenum import lazy_re
from plenum.model.placeholders import PLACEHOLDER
from plenum.read import form_open
from plenum.read.alt import is_file_name
from plenum.read.form_boxes import check_boxes
from plenum.read.form_emphasis import check_emphasis
from plenum.read.form_foreign import check_foreign
from plenum.read.form_links import check_links, check_markers, unknown_references
from plenum.read.form_lists import check_lists
from plenum.read.form_paste import pasted_tables
from plenum.read.form_tables import check_tables
from plenum.read.form_text import check_text, indented_text
from plenum.read.references import mask_code
from plenum.read.slips import Lines, Slip, ValueLines
from plenum.source import Located, Reading, SourceFile, blanked, nearest_name

# Each begins with the end of the line before it, which is found much faster than a line's begin.
_HASHES = r"[ ]{0,3}(?P<marks>#{1,6})(?P<text>[^\n]*)"
_UNDERLINE = r"\n[ ]{0,3}(?P<line>=+|-{2,})[ \t]*(?=\n|\Z)"
_HEADING = lazy_re.compile(rf"\n(?:{_HASHES}|(?P<above>[^\s#>|\-*+`~:\[<][^\n]*){_UNDERLINE})")
_ONE_LINE_HEADING = lazy_re.compile(rf"\n{_HASHES}")
_UNDERLINED = lazy_re.compile(_UNDERLINE)
_FOOTNOTE = lazy_re.compile(
    r"(?P<start>^[ ]{0,3})?\[\^(?P<name>[^\]\s]+)\](?P<colon>:)?", re.MULTILINE
)
_IN_BODY = "add a line '[^{name}]: …' at the end, or correct the name"
_IN_FIELD = "the notes of the article are not known here: say it in this text itself"
_IMAGE_WITHOUT_TEXT = lazy_re.compile(r"!\[[ \t]*\](?=[(\[])")
_IMAGE_TEXT = lazy_re.compile(r"!\[(?P<text>[^\[\]\n]+)\](?=[(\[])")
_RAW_IMAGE = lazy_re.compile(
    r"<img(?P<attributes>(?:[\s/]++(?:\"[^\"]*+\"|'[^']*+'|[^<>\"'\s/]++)*+)*+)>", re.IGNORECASE
)
_ALT = lazy_re.compile(r"[\s/\"']alt(?:[\s=/]|$)", re.IGNORECASE)
_ALT_IN = "between the brackets what it shows: ![an outdoor unit under a deck](…)"
_ALT_IN_TAG = 'what it shows in an attribute: alt="an outdoor unit under a deck"'
# Words in braces behind a heading are attributes without a value, which no page shows.
_LOST_BRACES = lazy_re.compile(r"[ ](?P<typed>\{:?[ ]*(?P<word>[^\s{}=.#:]+)[ ]*\})[ ]*\Z")
# A language may be called C#: only behind a word of small letters they are marks.
_GLUED_HASHES = lazy_re.compile(r"(?<=[a-z]{3})(?P<marks>#{1,6})[ \t]*\Z")
_LINK_TEXT = lazy_re.compile(
    r"\[(?:(?<!!\[)(?P<text>[^\[\]\n]+)\]\(|\[[^\[\]|\n]+\|(?P<wiki>[^\[\]\n]+)\]\])"
)
# Found much faster than what it may be the beginning of.
_NAMED = lazy_re.compile(r"\[([^\[\]\n]+)\]")
_PLACEHOLDERS = ("TODO", "TBD", "FIXME", "XXX", "TK TK", "orem ipsum", "{{")
# A text without any of these has no slip of Markdown: most cells of a comparison are such texts.
# The sign that it may begin with is looked for apart: that makes finding the others much faster.
_MAY_SLIP = lazy_re.compile(r"[`*~\[\]<&{^|]|:[:a-z]|==|\n[ ]*+[^\s\w\"'(]|\n[ ]*+[0-9]")
_BEGINS_WITH_SIGN = lazy_re.compile(r"[^\s\w]")
_SAYS_NOTHING = frozenset(
    {"here", "click here", "click", "this", "this page", "this article", "this link", "link",
     "more", "read more", "learn more", "see here", "see more", "page", "article", "details"}
)  # fmt: skip
_WIKI_OPEN = lazy_re.compile(r"\[\[(?<![\[!\\]\[\[)(?=\w)(?![^\[\]\n]*\]\])")
_WIKI_EMPTY = lazy_re.compile(r"\[\[(?<![\[!\\]\[\[)(?:\|[^\[\]\n]*)?\]\](?![(\[])")
# What is longer, or ends so, is no title.
_TITLE_LENGTH = 60
_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…")
_ENTITY = lazy_re.compile(r"&(?P<name>[a-z][a-z0-9]+)(?:(?P<end>;)|(?![\w;=]))")
# Right before the word that it was to stand beside, such as the F of a temperature.
_GLUED_ENTITY = lazy_re.compile(
    r"&(?P<name>deg|times|plusmn|nbsp|frac12|[mn]dash|hellip)(?=[A-Z0-9][\w\u00b0]*+(?![\w;=&]))"
)
_ADDRESS_BEFORE = lazy_re.compile(r"[?/][^\s]*\Z")
_LONGEST_ADDRESS = 300
_ENTITIES = ("nbsp", "amp", "lt", "gt", "quot", "copy", "reg", "trade", "deg", "times", "euro",
             "mdash", "ndash", "hellip", "rarr", "larr", "plusmn", "frac12")  # fmt: skip
_BLANK_LINE = lazy_re.compile(r"\n[ \t]*(?:\n|\Z)")
_BLOCK_HTML = lazy_re.compile(
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
    found, lost = _slips(text, shown, lines, in_body=True)
    lines.record(found, reading)
    return start + lost if lost < len(text) else None


def check_field(
    value: Located[str], source: SourceFile, shown: str, reading: Reading, *, in_line: bool
) -> None:
    """Record the slips in a Markdown text of YAML; `shown` is what it became.

    A text that stands `in_line` holds no headings, lists or tables, unless it has several lines.
    """
    text = value.value
    may_slip = _MAY_SLIP.search(text) or _BEGINS_WITH_SIGN.match(text)
    if not may_slip and not _may_hold_place(text):
        return
    lines = ValueLines(source, value)
    blocks = not in_line or "\n" in text
    found, _ = _slips(text, shown, lines, in_body=False, blocks=blocks)
    lines.record(found, reading)


def _slips(
    text: str, shown: str, lines: Lines, *, in_body: bool, blocks: bool = True
) -> tuple[list[Slip], int]:
    """Return the slips of a text, and where it is lost: at its end, if it is not."""
    masked = mask_code(text)
    found, fence = form_open.check_fences(text, lines)
    lost = len(text) if fence is None else fence
    if "<!--" in text:
        for slip, endless in form_open.comments(mask_code(text, comments=False), lines):
            found.append(slip)
            lost = min(lost, slip.start) if endless else lost
    masked = masked[:lost]
    prose = _without_html(masked) if "<" in masked else masked
    if blocks:
        found += _headings(masked)
        found += check_tables(prose, text[: len(prose)])
        found += check_boxes(prose, text)
        found += pasted_tables(prose)
        found += check_lists(prose, shown)
        found += indented_text(text[: len(masked)], masked, shown)
    if in_body:
        found += check_markers(prose, shown)
    found += _check(masked, prose, text, shown)
    found += check_links(prose, shown, lines)
    if "[" in masked:
        # What the lost text names may be explained or used there.
        names = {name.casefold() for name in _NAMED.findall(text, lost)}
        slips = (
            *_footnotes(masked, in_body=in_body),
            *unknown_references(masked, shown, in_body=in_body),
        )
        found += [
            slip
            for slip in slips
            if masked[slip.start : slip.end].strip("[]:").casefold() not in names
        ]
    return found, lost


def _check(masked: str, prose: str, text: str, shown: str) -> Iterator[Slip]:
    """Yield what slips within a line; of `prose` raw HTML is blank, too."""
    if "<" in masked:
        yield from form_open.open_tags(masked)
        yield from _raw_images(masked)
    if "[" in masked:
        yield from _images(masked)
        yield from _links(masked)
    if "[[" in masked:
        yield from _wiki_links(masked)
    yield from check_foreign(prose, shown)
    yield from check_text(prose, shown)
    yield from _entities(prose)
    yield from check_emphasis(prose, text, shown)
    if "`" in prose:
        yield from form_open.open_code(prose)
    if _may_hold_place(masked):
        for match in PLACEHOLDER.finditer(masked):
            yield Slip(*match.span(), "placeholder", {"name": match[0]})


def _may_hold_place(text: str) -> bool:
    return any(begin in text for begin in _PLACEHOLDERS)


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
        html = blanked(masked[match.start() : end])
        pieces += [masked[position : match.start()], html]
        position = end
    return "".join([*pieces, masked[position:]])


def _headings(masked: str) -> Iterator[Slip]:
    # The page's title is its h1, and an h1 of the body is shown as h2.
    level = 1
    text = f"\n{masked}"
    pattern = _HEADING if _UNDERLINED.search(masked) else _ONE_LINE_HEADING
    for match in pattern.finditer(text):
        group = "line" if match["marks"] is None else "marks"
        begin, end = (place - 1 for place in match.span(group))
        if group == "line":
            level = 2
            if match["line"][0] == "-" and _is_paragraph(text, match):
                yield Slip(begin, end, "dashes-below-text")
            continue
        own = max(len(match["marks"]), 2)
        if not match["text"].strip(" \t#"):
            yield Slip(begin, end, "empty-heading", {"name": match["marks"]})
            continue
        if "{" in match["text"] and (braces := _LOST_BRACES.search(match["text"])):
            place = end + braces.start("typed")
            values = {"typed": braces["typed"], "right": f"{{#{braces['word']}}}"}
            yield Slip(place, end + braces.end("typed"), "lost-braces", values)
        if glued := _GLUED_HASHES.search(match["text"]):
            yield _glued_hashes(match, glued, end)
        if own > level + 1:
            yield Slip(begin, end, "heading-skipped", {"name": "#" * (level + 1)})
        level = own


def _glued_hashes(heading: re.Match[str], glued: re.Match[str], end: int) -> Slip:
    """Return the marks at the end of a heading that stay in it; its first ones end at `end`."""
    marks, words = glued["marks"], heading["text"][: glued.start("marks")].strip()
    values = {"typed": marks, "advice": f"write '{heading['marks']} {words}'"}
    begin, stop = glued.span("marks")
    return Slip(end + begin, end + stop, "foreign-markup", values)


def _is_paragraph(text: str, match: re.Match[str]) -> bool:
    """Whether what stands above a line of dashes is no title, which others write so."""
    above = match["above"].rstrip()
    underlines = abs(len(above) - len(match["line"].rstrip())) <= len("--")
    before = text[max(match.start("above") - 2, 0) : match.start("above")]
    return (
        (len(above) > _TITLE_LENGTH and not underlines)
        or above.endswith(_SENTENCE_END)
        or (len(before) == len("..") and before != "\n\n")
    )


def _footnotes(masked: str, *, in_body: bool) -> Iterator[Slip]:
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
        advice = _IN_BODY.format(name=name) if in_body else _IN_FIELD
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
        yield Slip(*match.span(), "image-without-alt", {"advice": _ALT_IN})
    for match in _IMAGE_TEXT.finditer(masked):
        if is_file_name(match["text"]):
            yield Slip(*match.span(), "image-without-alt", {"advice": _ALT_IN})


def _raw_images(masked: str) -> Iterator[Slip]:
    """Yield raw images that say nothing; an empty text is the way to call one a decoration."""
    for match in _RAW_IMAGE.finditer(masked):
        if not _ALT.search(match["attributes"]):
            yield Slip(*match.span(), "image-without-alt", {"advice": _ALT_IN_TAG})


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
            yield _without_semicolon(match)
    for match in _GLUED_ENTITY.finditer(masked):
        before = masked[max(match.start() - _LONGEST_ADDRESS, 0) : match.start()]
        if not _ADDRESS_BEFORE.search(before):
            yield _without_semicolon(match)


def _without_semicolon(match: re.Match[str]) -> Slip:
    advice = f"write '&{match['name']};' with a semicolon"
    return Slip(*match.span(), "unknown-entity", {"typed": match[0], "advice": advice})
