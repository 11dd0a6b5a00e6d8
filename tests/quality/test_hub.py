"""The hub itself is held to every check of page quality."""

import datetime as dt

import pytest
from playwright.sync_api import Browser

from tests.quality import (
    browser,
    delivery,
    editorial,
    external,
    operation,
    site_files,
    static_html,
    structured_data,
)
from tests.quality.browser import Scheme
from tests.quality.built_site import BuiltSite
from tests.quality.conftest import ROOT

pytestmark = pytest.mark.quality


def show(findings: list[str]) -> str:
    return f"{len(findings)} findings\n" + "\n".join(findings)


def hold(findings: list[str]) -> None:
    """Fail with a readable list."""
    if findings:
        pytest.fail(show(findings), pytrace=False)


def test_every_article_is_built(hub: BuiltSite) -> None:
    """The checks see articles only where a page says that it is one."""
    content = ROOT / "content"
    sources = [
        path
        for path in content.rglob("*.md")
        if not any(part.startswith((".", "_")) for part in path.relative_to(content).parts)
        and path.stem != "index"
    ]
    assert len(hub.articles) >= len(sources)


def test_the_html_of_every_page(hub: BuiltSite) -> None:
    hold(
        [
            f"{page.path}: {finding}"
            for page in hub.pages
            for finding in static_html.check_page(page)
        ]
    )


def test_what_readers_of_an_article_are_owed(hub: BuiltSite) -> None:
    hold(
        [
            f"{page.path}: {finding}"
            for page in hub.articles
            for finding in editorial.check_page(page)
        ]
    )


def test_the_structured_data_of_every_page(hub: BuiltSite, today: dt.date) -> None:
    hold(
        [
            f"{page.path}: {finding}"
            for page in hub.pages
            for finding in structured_data.check_page(page, today)
        ]
    )


@pytest.mark.parametrize(
    "check", site_files.CHECKS + delivery.CHECKS, ids=lambda check: check.__name__
)
def test_the_site_as_a_whole(hub: BuiltSite, check: site_files.Check) -> None:
    hold(list(check(hub)))


def test_vnu(hub: BuiltSite) -> None:
    hold(external.vnu(hub.root))


def test_html_validate(hub: BuiltSite) -> None:
    hold(external.html_validate(hub.root))


def test_lychee(hub: BuiltSite) -> None:
    program = external.find_lychee()
    if program is None:
        pytest.skip("lychee is not installed")
    hold(external.lychee(program, hub.root, hub.base_url))


@pytest.mark.browser
class TestInABrowser:
    """One page of each kind, the longest, with the headers that the site ships."""

    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
    def test_accessibility(
        self, hub: BuiltSite, chromium: Browser, width: int, scheme: Scheme
    ) -> None:
        with browser.serve(hub) as host:
            hold(
                [
                    f"{page.path}: {finding}"
                    for page in browser.one_of_each_kind(hub)
                    for finding in browser.accessibility(
                        chromium, browser.address(host, page), width=width, scheme=scheme
                    )
                ]
            )

    @pytest.mark.parametrize(
        "check",
        [
            browser.console,
            browser.overflow,
            browser.table_semantics,
            browser.without_scripts,
            operation.keyboard,
            operation.text_spacing,
            operation.right_to_left,
            operation.motion,
            operation.first_view,
        ],
        ids=lambda check: check.__name__,
    )
    def test_every_kind_of_page(
        self, hub: BuiltSite, chromium: Browser, check: browser.Check
    ) -> None:
        with browser.serve(hub) as host:
            hold(
                [
                    f"{page.path}: {finding}"
                    for page in browser.one_of_each_kind(hub)
                    for finding in check(chromium, browser.address(host, page))
                ]
            )

    @pytest.mark.parametrize(
        "check", [browser.anchors, browser.printed], ids=lambda check: check.__name__
    )
    def test_questions(
        self, hub: BuiltSite, chromium: Browser, check: browser.ArticleCheck
    ) -> None:
        with browser.serve(hub) as host:
            hold(
                [
                    f"{page.path}: {finding}"
                    for page in hub.articles
                    for finding in check(chromium, browser.address(host, page), page)
                ]
            )
