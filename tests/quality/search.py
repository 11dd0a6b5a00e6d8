"""The search as a reader meets it: a query in a real browser, the addresses that come back."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.quality.browser import opened

FIRST = 3
"""Among how many results the expected one must be, where a test does not say."""


class SearchTest(NamedTuple):
    """A query, and the address that must be among its first results."""

    query: str
    expects: str
    first: int


def read_tests(path: Path) -> list[SearchTest]:
    """Return the tests that a site's editors have written."""
    tests = yaml.safe_load(path.read_text("utf-8"))
    return [SearchTest(t["query"], t["expects"], t.get("first", FIRST)) for t in tests]


def results(tab: Tab) -> list[str]:
    """Wait until the search has ended; return the addresses of its results, the best first."""
    tab.locator("#found", has_text="result").wait_for(timeout=20_000)
    links = tab.locator("#results a").all()
    return [link.get_attribute("href") or "" for link in links]


def search_by_link(tab: Tab, host: str, query: str) -> list[str]:
    """Return the results of the page that a link to a query leads to."""
    tab.goto(f"{host}/search/?q={quote(query)}")
    return results(tab)


def missed(browser: Browser, host: str, tests: list[SearchTest]) -> list[str]:
    """Return a finding for each test whose address is not among the first results."""
    findings = []
    with opened(browser, f"{host}/search/") as tab:
        for test in tests:
            found = search_by_link(tab, host, test.query)[: test.first]
            if test.expects not in found:
                findings.append(f"'{test.query}' finds {found}, and not {test.expects}")
    return findings
