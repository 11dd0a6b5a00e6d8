"""HTML of a page goes in, its plain text comes out, and other spellings of what is in it."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from plenum import lazy_re
from plenum.link.glossary import GlossaryIndex

_TAG = lazy_re.compile(r"(<[^<>]*>)")
_NAME = lazy_re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_CITATION = lazy_re.compile(r"<sup>\[\d{1,4}\]</sup>")
_WITHIN_WORDS = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub"
    " sup time u var wbr".split()
)
"""Elements that may begin or end inside a word."""
_NO_TEXT = frozenset(("button", "script", "style", "svg", "template"))

_BTU_A_TON = 12_000
_SIZE_STEP = 3_000
"""Machines are sold in quarters of a ton; other figures are loads, not sizes."""
_SMALLEST, _LARGEST = 6_000, 240_000
_TONS = lazy_re.compile(r"(?<![\d.,])(\d{1,2}(?:\.\d{1,2})?)[ \u00a0\u2011-]tons?\b")
_BTU = lazy_re.compile(r"(?<![\d.,])(\d{1,3},\d{3}|\d{4,6})[ \u00a0]?BTU", re.IGNORECASE)


def text_of(html: str) -> str:
    """Return the text of HTML with single spaces, without the numbers of its citations."""
    pieces: list[str] = []
    hidden = ""
    # Text and tags take turns; a sign of less that begins no tag is text.
    for number, piece in enumerate(_TAG.split(_CITATION.sub("", html))):
        if number % 2 == 0:
            pieces += [] if hidden else [piece]
            continue
        match = _NAME.match(piece)
        name = match[1].lower() if match else ""
        if hidden:
            hidden = "" if piece.startswith("</") and name == hidden else hidden
        elif name in _NO_TEXT and not piece.startswith("</"):
            hidden = name
        elif name not in _WITHIN_WORDS:
            pieces.append(" ")
    return " ".join(unescape("".join(pieces)).split())


def other_words(text: str, terms: Iterable[str]) -> str:
    """Return what readers may look for in place of what stands in `text`.

    That is the term of each glossary entry which it mentions by any form, for the query has terms
    in place of forms, and the size of a machine in tons where the text has it in BTU, and the
    reverse.
    """
    return "; ".join(dict.fromkeys((*terms, *_sizes(text))))


def terms_in(text: str, index: GlossaryIndex) -> Iterator[str]:
    """Yield the terms of the glossary entries that a text mentions."""
    for _, _, meaning in index.search(text):
        if not meaning.wrong:
            for entry in meaning.entries:
                yield entry.term


def _sizes(text: str) -> Iterator[str]:
    for match in _TONS.finditer(text):
        yield f"{float(match[1]) * _BTU_A_TON:.0f} BTU"
    for match in _BTU.finditer(text):
        size = int(match[1].replace(",", ""))
        if size % _SIZE_STEP == 0 and _SMALLEST <= size <= _LARGEST:
            yield f"{size / _BTU_A_TON:g} ton"
