"""Markdown as typed goes in, the places come out that its twin for other readers leaves out."""

import re
from collections.abc import Iterator

from plenum import lazy_re
from plenum.model.fragment import Cut, Marker
from plenum.read.references import mask_code
from plenum.read.sanitize import find_unsafe_content

_MARKER = lazy_re.compile(
    r"^[ \t]*+\[(?P<kind>TOC|FAQ|COMPARISON)(?::(?P<id>[^\]\n]+)|[ \t]*)\][ \t]*$", re.MULTILINE
)
_EXCUSE = lazy_re.compile(r"<!--[ \t]*+plenum:")


def cuts_of(text: str, *, cleaned: bool) -> tuple[Cut, ...]:
    """Find block markers, excuses and, where HTML is `cleaned`, comments and unsafe HTML."""
    if "<" not in text and "{" not in text and not ("[" in text and _MARKER.search(text)):
        return ()
    with_comments = mask_code(text, comments=False)
    masked = mask_code(text)
    cuts = [*_comments(with_comments, every=cleaned), *_markers(masked)]
    if cleaned:
        cuts += [Cut(start, end) for start, end in find_unsafe_content(masked)]
    return tuple(cuts)


def _markers(masked: str) -> Iterator[Cut]:
    for match in _MARKER.finditer(masked):
        kind, name = match["kind"].lower(), (match["id"] or "").strip()
        yield Cut(*match.span(), Marker(kind, name))  # type: ignore[arg-type]


def _comments(text: str, *, every: bool) -> Iterator[Cut]:
    """Find the comments, or only those that excuse a fault, each with its line's end."""
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        position = end + len("-->")
        if every or _EXCUSE.match(text, start):
            begin = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", position) + 1 or len(text)
            alone = not text[begin:start].strip() and not text[position:line_end].strip()
            yield Cut(begin, line_end) if alone else Cut(start, position)
