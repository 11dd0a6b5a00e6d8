"""What a page weighs: an article and its page's HTML go in, a warning comes out where it is heavy.

A reader on a slow telephone waits for each kilobyte, and each element costs work at every
change of the page. With 1,400 elements Lighthouse finds a page too large.
"""

import gzip
import zlib
from collections.abc import Iterator

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.fragment import Fragment, Html, Prose

MOST_BYTES = 30_000
"""Compressed, as it is sent."""
MOST_ELEMENTS = 1_500
# What is smaller need not be compressed: HTML shrinks to less than half.
_SURELY_LIGHT = 2 * MOST_BYTES
_ELEMENT = lazy_re.compile(rb"<[A-Za-z]")


class Weight(Struct, frozen=True):
    """What the HTML of a page weighs: bytes as it is, as it is sent, and its elements."""

    bytes: int
    sent: int
    elements: int


def weight_of(html: bytes) -> Weight:
    """Weigh the HTML of a page."""
    sent = len(gzip.compress(html, mtime=0))
    return Weight(len(html), sent, len(_ELEMENT.findall(html)))


def heavy_page(article: Article, html: bytes) -> Iterator[Diagnostic]:
    """Find a page of too many bytes or elements, and say of what it has so many."""
    found = []
    size = _compressed(html)
    if size > MOST_BYTES:
        found.append(f"{size / 1000:,.0f} kB, compressed (more than {MOST_BYTES // 1000})")
    # To count all tags is cheap, and closing ones are nearly half of them.
    if html.count(b"<") > MOST_ELEMENTS:
        elements = len(_ELEMENT.findall(html))
        if elements > MOST_ELEMENTS:
            found.append(f"about {round(elements, -2):,} elements (more than {MOST_ELEMENTS:,})")
    if found:
        yield fault(
            "heavy-page", article.opening, weight=" and ".join(found), holds=_holdings(article)
        )


def _compressed(html: bytes) -> int:
    """Return the size of a page as it is sent; a rough one where it is no heavy page."""
    if len(html) <= _SURELY_LIGHT:
        return 0
    # The quickest way gives the most bytes, in a third of the time.
    most = len(zlib.compress(html, 1))
    return len(gzip.compress(html, mtime=0)) if most > MOST_BYTES else most


def _holdings(article: Article) -> str:
    """Say what an article has much of."""
    tables = len(article.comparisons) + sum(
        _html_of(fragment).count("<table") for fragment in (article.body, article.short_answer)
    )
    parts = [_counted(article.words, "word"), _counted(tables, "table")]
    parts.append(_counted(len(article.faq), "question"))
    return f"{parts[0]}, {parts[1]} and {parts[2]}"


def _html_of(fragment: Fragment) -> str:
    return "".join(part.text for part in fragment.parts if isinstance(part, Html | Prose))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
