"""The ledger of addresses: a site goes in, the places that it publishes come out.

A place is an address below the site's root, alone or with an anchor: `/a/`, `/a/#part`. It is
written as in a link, with what would break a line percent-encoded.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from msgspec import Struct, field

from plenum import lazy_re
from plenum.diagnostics import Span
from plenum.model.article import NOTE_ANCHORS, RESERVED_ANCHORS, Article
from plenum.model.site import Site

LOCK_PATH = "content/_data/urls.lock"
GONE_PATH = "content/_data/gone.yaml"

_HEADER = (
    "# Every address and anchor that this site has published; "
    "kept by: python build.py urls --accept\n"
)
_DOCUMENTS = tuple(
    ".pdf .html .htm .csv .tsv .xlsx .xls .ods .docx .doc .odt .pptx .ppt .odp .zip .epub".split()
)
"""Endings of files that others link to; pictures and the like are parts of a page."""


_UNUSUAL = lazy_re.compile(r"[^\w/.-]")
_SIGNS = frozenset(' #%?"<>\\')


class Ledger(Struct, frozen=True):
    """What editors have on record.

    `recorded` gives the places that were published with their lines in `urls.lock`; it is None
    where the site keeps none. `unread` are lines of it that are no places. `gone` are the places
    that `gone.yaml` names.
    """

    recorded: Mapping[str, int] | None = None
    gone: Mapping[str, Span] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def place(url: str, anchor: str = "") -> str:
    """Return an address below the site's root, with its anchor, as the ledger writes it."""
    return f"{written(url)}#{written(anchor)}" if anchor else written(url)


def written(text: str) -> str:
    """Return a part of a place, such as an anchor, as the ledger writes it."""
    if not _UNUSUAL.search(text):
        return text
    return "".join(c if c.isprintable() and c not in _SIGNS else quote(c) for c in text)


def places_of(site: Site) -> frozenset[str]:
    """Return every place that others may link to."""
    return frozenset(_places(site))


def anchors_of(article: Article) -> Iterator[str]:
    """Yield the anchors of an article that are its editor's, not the page's furniture."""
    yield from (heading.anchor for heading in article.headings if heading.anchor)
    for anchor in article.anchors:
        if anchor not in RESERVED_ANCHORS and not anchor.startswith(NOTE_ANCHORS):
            yield anchor


def ledger_text(places: Iterable[str]) -> str:
    """Return the text of `urls.lock`: one place a line, each line complete, in code order."""
    return _HEADER + "".join(f"{each}\n" for each in sorted(places))


def _places(site: Site) -> Iterator[str]:
    # The further pages of a listing come and go with the number of articles.
    yield from map(place, site.pages)
    yield from (place(url) for url in site.files if _is_document(url))
    yield from map(place, site.aliases)
    for url, article in site.by_url.items():
        page = place(url)
        yield from (f"{page}#{written(anchor)}" for anchor in anchors_of(article))
    for url, table in site.data.tables_by_url.items():
        yield from (place(url, key) for key in table)


def _is_document(url: str) -> bool:
    return url.lower().endswith(_DOCUMENTS) and "/." not in url
