"""The body's Markdown goes in, slips of form that an editor would want to know come out.

These rules look at the source, not at the converted page: what is left open, misspelled or
forgotten there is not in the page any more, or stands in it as plain text.
"""

import re
from collections.abc import Iterator

from plenum.read.references import FENCE_LINE, mask_code
from plenum.read.sanitize import ALLOWED_TAGS
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
_TAG = re.compile(
    r"(?<!\]\()<(?P<close>/)?(?P<name>[a-zA-Z][\w-]*)(?=[\s/>])"
    r"(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?(?P<self>/)?>"
)

_SAYS_NOTHING = frozenset(
    {"here", "click here", "click", "this", "this page", "this article", "this link", "link",
     "more", "read more", "learn more", "see here", "see more", "page", "article", "details"}
)  # fmt: skip
# Elements without an end tag, and those whose end tag HTML itself supplies.
_NEED_NO_END = frozenset(
    "br col hr img p li dt dd tr td th thead tbody tfoot colgroup rt rp wbr picture source".split()
)
# What is taken out anyway swallows nothing, but for these two.
_SWALLOW = (ALLOWED_TAGS | {"script", "style"}) - _NEED_NO_END


_HEADING_SPACE = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})(?=[^\W\d_])", re.MULTILINE)
_MARKER = re.compile(r"^[ ]{0,3}\[(?P<name>[A-Za-z]{3,})(?::[^\]\n]*)?\][ \t]*$", re.MULTILINE)
_MARKERS = ("comparison", "faq", "toc")
_WIKI_OPEN = re.compile(r"(?<![\[!\\])\[\[(?=\w)(?![^\[\]\n]*\]\])")
_REFERENCE = re.compile(r"^[ ]{0,3}\[(?P<name>[^\]^][^\]\n]*)\]:", re.MULTILINE)


def check_form(source: SourceFile, start: int, reading: Reading) -> None:
    """Record the slips in the body that begins at `start`."""
    text = source.text[start:]
    masked = mask_code(text)
    found = [*_fences(text), *_headings(masked)]
    if "[" in masked:
        found += [*_footnotes(masked), *_images(masked), *_links(masked), *_wiki_links(masked)]
        _check_references(masked, source, start, reading)
    if "<" in masked:
        found += _open_tags(masked)
    found += [(m.span(), "placeholder", m[0]) for m in _PLACEHOLDER.finditer(masked)]
    found += [
        (m.span("marks"), "heading-space", m["marks"]) for m in _HEADING_SPACE.finditer(masked)
    ]
    for (begin, end), fault_id, name in found:
        reading.add(fault_id, source.span(start + begin, start + end), name=name)


_Slip = tuple[tuple[int, int], str, str]


def _fences(text: str) -> Iterator[_Slip]:
    """A fence that opens must close; else all that follows is shown as code."""
    if "```" not in text and "~~~" not in text:
        return
    opened: re.Match[str] | None = None
    for match in FENCE_LINE.finditer(text):
        if opened is None:
            opened = match
        elif match["fence"].startswith(opened["fence"]) and not match["rest"].strip():
            opened = None
    if opened is not None:
        yield opened.span("fence"), "unclosed-fence", opened["fence"]


def _headings(masked: str) -> Iterator[_Slip]:
    # The page's title is its h1, and an h1 of the body is shown as h2.
    level = 1
    for match in _HEADING.finditer(masked):
        if match["marks"] is None:
            level = 2
            continue
        own = max(len(match["marks"]), 2)
        if not match["text"].strip(" \t#"):
            yield match.span("marks"), "empty-heading", match["marks"]
            continue
        if own > level + 1:
            yield match.span("marks"), "heading-skipped", "#" * (level + 1)
        level = own


def _footnotes(masked: str) -> Iterator[_Slip]:
    if "[^" not in masked:
        return
    notes: dict[str, re.Match[str]] = {}
    used: list[re.Match[str]] = []
    for match in _FOOTNOTE.finditer(masked):
        if match["start"] is not None and match["colon"]:
            notes.setdefault(match["name"], match)
        else:
            used.append(match)
    names = {match["name"] for match in used}
    for match in used:
        if match["name"] not in notes:
            yield match.span(), "unknown-footnote", match["name"]
    for name, match in notes.items():
        if name not in names:
            yield match.span("name"), "unused-footnote", name


def _images(masked: str) -> Iterator[_Slip]:
    for match in _IMAGE_WITHOUT_TEXT.finditer(masked):
        yield match.span(), "image-without-alt", ""


def _links(masked: str) -> Iterator[_Slip]:
    for match in _LINK_TEXT.finditer(masked):
        kind = match.lastgroup or "text"
        words = match[kind].strip(" .:→>*_").lower()
        if words in _SAYS_NOTHING:
            yield match.span(kind), "vague-link", match[kind]


def _wiki_links(masked: str) -> Iterator[_Slip]:
    for match in _WIKI_OPEN.finditer(masked):
        yield match.span(), "unclosed-wiki-link", match[0]


def _check_references(masked: str, source: SourceFile, start: int, reading: Reading) -> None:
    """Record a name with two addresses, and what looks like a marker and is none."""
    first: dict[str, int] = {}
    for match in _REFERENCE.finditer(masked):
        span = source.span(start + match.start("name"), start + match.end("name"))
        key = " ".join(match["name"].casefold().split())
        if key in first:
            reading.add("reference-twice", span, name=match["name"], first=first[key])
        first.setdefault(key, span.line)
    for match in _MARKER.finditer(masked):
        name = match["name"]
        near = nearest_name(name, _MARKERS)
        known = name.isupper() and name.lower() in _MARKERS
        if known or name.casefold() in first or not (near or name.isupper()):
            continue
        names = ", ".join(f"[{marker.upper()}]" for marker in _MARKERS)
        advice = f"did you mean '[{near.upper()}]'?" if near else f"there are {names}"
        span = source.span(start + match.start("name"), start + match.end("name"))
        reading.add("unknown-marker", span, name=name, advice=advice)


def _open_tags(masked: str) -> Iterator[_Slip]:
    """Raw HTML that is opened and never closed swallows what follows it."""
    opened: list[re.Match[str]] = []
    for match in _TAG.finditer(masked):
        name = match["name"].lower()
        if name not in _SWALLOW or match["self"]:
            continue
        if not match["close"]:
            opened.append(match)
            continue
        for position in range(len(opened) - 1, -1, -1):
            if opened[position]["name"].lower() == name:
                del opened[position]
                break
    for match in opened:
        yield match.span(), "unclosed-html", match["name"].lower()
