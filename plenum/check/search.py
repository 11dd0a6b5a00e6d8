"""What editors expect the search to find must be there."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import unquote

from plenum.diagnostics import Diagnostic, fault
from plenum.model.data import GLOSSARY_URL
from plenum.model.ledger import place
from plenum.model.site import Site


def search_tests_lead_somewhere(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find search tests that expect an address, or an anchor of it, which the search has not."""
    findable = frozenset(_findable(site)) if site.data.search_tests else frozenset[str]()
    for test in site.data.search_tests:
        expected = test.expects
        address, _, anchor = expected.value.partition("#")
        if place(unquote(address), unquote(anchor)) not in findable:
            yield fault("dead-search-test", expected.span, address=expected.value, query=test.query)


def _findable(site: Site) -> Iterator[str]:
    """Yield the places to which results lead: articles, their answers, and the glossary's words."""
    for article in site.articles:
        yield place(article.url)
        yield from (place(article.url, item.anchor) for item in article.faq)
    yield from (place(GLOSSARY_URL, entry) for entry in site.data.glossary)
