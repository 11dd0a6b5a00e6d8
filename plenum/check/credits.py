"""Whom an article names: authors by a name and nothing else, sources with all that finds them."""

import datetime as dt
import re
from collections.abc import Iterator

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.site import Site

# Search engines want the bare name; titles, employers and letters have keys of their own
# (Google, "Author markup best practices").
_MORE_THAN_A_NAME = lazy_re.compile(r"by\s|.*[,|(]", re.IGNORECASE)


def bare_names(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find persons whose name says more than it; an organization may be called anything."""
    for author in site.data.authors.values():
        if author.kind != "person" or author.name_span is None:
            continue
        if _MORE_THAN_A_NAME.match(author.name):
            yield fault("author-name", author.name_span, name=author.name)


def whole_sources(article: Article) -> Iterator[Diagnostic]:
    """Find sources of which readers cannot tell whose they are or when they were read."""
    # What could not be read may have given them.
    for source in () if article.broken else article.meta.sources:
        missing = [] if source.publisher else ["'publisher'"]
        missing += [] if source.accessed else ["'accessed'"]
        if missing:
            yield fault(
                "incomplete-source", source.span, id=source.id, missing=" and no ".join(missing)
            )
