"""How a reader reports a mistake: the link names the page and its version."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def site_text(report: str, words: str = "Words.") -> str:
    config = f"title: T\nbase_url: https://hub.example/sub\nreport: {report}\n"
    return f"-- config.yaml --\n{config}-- content/a.md --\n--- Heat & cold?\n{words}\n"


def report_link(made: Site) -> str:
    match = re.search(r'href="([^"]+)">Report a mistake', made.main("/a/"))
    assert match
    return unescape(match[1])


@pytest.mark.parametrize(
    ("report", "begin", "subject"),
    [
        ("a.b@hub.example", "mailto:a.b@hub.example?", "subject"),
        ("mailto:a.b@hub.example", "mailto:a.b@hub.example?", "subject"),
        ("https://git.example/x/y/issues/new", "https://git.example/x/y/issues/new?", "title"),
        ("https://git.example/new?labels=error", "https://git.example/new?labels=error&", "title"),
    ],
)
def test_the_link_names_the_page_and_its_version(
    site: Make, report: str, begin: str, subject: str
) -> None:
    made = site(site_text(report)).fine()
    link = report_link(made)
    fields = parse_qs(urlsplit(link).query)
    version = re.search(r"Version: ([0-9a-f]{8})\n", fields["body"][0])
    assert link.startswith(begin)
    assert fields[subject] == ["Mistake on: Heat & cold?"]
    assert "Page: https://hub.example/sub/a/\n" in fields["body"][0]
    assert version
    assert f"the version, {version[1]}." in made.main("/a/")


def test_the_version_changes_with_the_source_only(site: Make) -> None:
    one = report_link(site(site_text("a@b.example")).fine())
    assert report_link(site(site_text("a@b.example")).fine()) == one
    assert report_link(site(site_text("a@b.example", "Other words.")).fine()) != one


@pytest.mark.parametrize(
    "report", ["a@b", "nobody", "http:/x", "javascript:x()", "a@b.example?cc=c"]
)
def test_what_is_no_address_is_a_fault(site: Make, report: str) -> None:
    assert site(site_text(f"'{report}'")).build().faults() == ["config.yaml:3:9 wrong-value"]


def test_there_is_no_such_line_without_an_address(site: Make) -> None:
    assert "Report a mistake" not in site("-- content/a.md --\n--- A\n").fine().main("/a/")


SHARED = """
    -- config.yaml --
    title: T
    base_url: https://hub.example
    report: a@b.example
    faults: {unused-entry: off}
    -- content/_data/glossary.yaml --
    ton: {term: Ton, short: "12,000 BTU in an hour."}
    -- content/_data/facts.yaml --
    loss:
      value: {value: 30, unit: "%"}
      what: lost air
      as_of: 2024-06-01
      source: {title: Ducts, publisher: A, url: "https://example.org/", accessed: 2026-11-01}
"""


@pytest.mark.parametrize(("url", "title"), [("/glossary/", "Glossary"), ("/facts/", "Facts")])
def test_the_glossary_and_the_facts_can_be_reported_too(site: Make, url: str, title: str) -> None:
    main = site(SHARED).fine().main(url)
    match = re.search(r'href="([^"]+)">Report a mistake', main)
    assert match
    fields = parse_qs(urlsplit(unescape(match[1])).query)
    version = re.search(r"Version: ([0-9a-f]{8})\n", fields["body"][0])
    assert fields["subject"][0].startswith(f"Mistake on: {title}")
    assert f"Page: https://hub.example{url}\n" in fields["body"][0]
    assert version
    assert f"the version, {version[1]}." in main


def test_their_version_changes_with_what_they_say_not_with_who_mentions_it(site: Make) -> None:
    def version(text: str) -> str:
        match = re.search("the version, ([0-9a-f]{8})", site(text).build().main("/glossary/"))
        assert match
        return match[1]

    one = version(SHARED)
    assert version(f"{SHARED}\n    -- content/a.md --\n    --- A\n    A ton.\n") == one
    assert version(SHARED.replace("in an hour", "an hour")) != one
