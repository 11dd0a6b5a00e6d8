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
