"""A name in one pair of brackets, where two would make a link of it."""

import datetime as dt
from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, fault
from plenum.model.site import Site


def names_are_links(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find `[an-article]` in a text: what an article is called is no other word."""
    slugs = {article.slug for article in site.articles}
    for article in site.articles:
        for name, span in article.bracketed:
            if name in slugs:
                yield fault("link-form", span, typed=f"[{name}]", what="link", right=f"[[{name}]]")
