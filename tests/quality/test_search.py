"""The hub's search in a real browser: what editors expect is found, by keys and links alike."""

import json
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.quality import browser, search
from tests.quality.built_site import BuiltSite

TESTS = Path(__file__).parents[2] / "content" / "_data" / "search-tests.yaml"
QUERY = "what size mini split do I need"
ENGINE = """
const scores = SCORES;
const data = (id) => async () => ({ url: `/${id}/`, meta: { title: id, label: "" }, excerpt: "" });
const results = Object.keys(scores).map((id) => ({ id, score: scores[id], data: data(id) }));
export const options = async () => {};
export const search = async () => ({ results });
"""
"""What stands in for Pagefind: it finds the same for each query."""

pytestmark = [pytest.mark.browser, pytest.mark.quality]


def test_readers_find_what_editors_expect(hub: BuiltSite, chromium: Browser) -> None:
    with browser.serve(hub) as host:
        findings = search.missed(chromium, host, search.read_tests(TESTS))
    assert not findings, "\n".join(findings)


def test_an_expectation_that_does_not_hold_is_found(hub: BuiltSite, chromium: Browser) -> None:
    wrong = search.SearchTest("geothermal tax credit", "/new-ductwork-cost/", 1)
    with browser.serve(hub) as host:
        assert len(search.missed(chromium, host, [wrong])) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("mini split", "mini-split", "minisplit", "MINI\u2011SPLIT"),
        ("R410A", "R-410A", "r 410a"),
        ("3-ton", "3 ton"),
        ("36,000 BTU", "36000 btu"),
    ],
)
def test_spellings_find_the_same(
    hub: BuiltSite, chromium: Browser, spellings: tuple[str, ...]
) -> None:
    with browser.serve(hub) as host, browser.opened(chromium, f"{host}/search/") as tab:
        found = [search.search_by_link(tab, host, spelling) for spelling in spellings]
    assert found[0]
    assert found == [found[0]] * len(spellings)


def found_by(engine: str, hub: BuiltSite, chromium: Browser) -> list[str]:
    """Return what a search finds where `engine`, a script, stands in for Pagefind's."""
    with browser.serve(hub) as host, browser.opened(chromium, "about:blank") as tab:
        script = "text/javascript"
        tab.route("**/pagefind.js", partial(Route.fulfill, body=engine, content_type=script))
        return search.search_by_link(tab, host, "defrost")


def test_results_of_one_worth_keep_their_order(hub: BuiltSite, chromium: Browser) -> None:
    """Pagefind adds up scores in any order: their last digits differ from run to run."""
    for scores in ({"a": 40.000001, "b": 40, "c": 50}, {"b": 40.000001, "a": 40, "c": 50}):
        engine = ENGINE.replace("SCORES", json.dumps(scores))
        assert found_by(engine, hub, chromium) == ["/c/", "/a/", "/b/"]


def test_nothing_is_loaded_before_the_reader_searches(hub: BuiltSite, chromium: Browser) -> None:
    requests: list[str] = []
    with browser.serve(hub) as host, browser.opened(chromium, "about:blank") as tab:
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(f"{host}/search/", wait_until="networkidle")
        assert not [url for url in requests if "pagefind" in url]
        tab.get_by_label("Words or a question").fill(QUERY)
        tab.keyboard.press("Enter")
        assert search.results(tab)
        assert [url for url in requests if "pagefind" in url]
        assert all(url.startswith(host) for url in requests)


def test_keys_lead_through_the_results_and_back(hub: BuiltSite, chromium: Browser) -> None:
    with browser.serve(hub) as host, browser.opened(chromium, f"{host}/search/") as tab:
        field = tab.get_by_label("Words or a question")
        field.fill(QUERY)
        field.press("Enter")
        found = search.results(tab)
        links = tab.locator("#results a")
        field.press("ArrowDown")
        expect(links.nth(0)).to_be_focused()
        tab.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        tab.keyboard.press("ArrowUp")
        tab.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"{host}{found[0]}")


def test_each_query_has_its_place_in_the_history(hub: BuiltSite, chromium: Browser) -> None:
    with browser.serve(hub) as host, browser.opened(chromium, f"{host}/") as tab:
        header = tab.get_by_label("Search this site")
        header.fill("defrost")
        header.press("Enter")
        tab.wait_for_url(f"{host}/search/?q=defrost")
        first = search.results(tab)
        field = tab.get_by_label("Words or a question")
        expect(field).to_have_value("defrost")
        field.fill("ductwork cost")
        field.press("Enter")
        expect(tab.locator("#found")).to_contain_text("ductwork cost")
        assert search.results(tab) != first
        tab.go_back()
        expect(tab.locator("#found")).to_contain_text("defrost")
        assert search.results(tab) == first


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "…", "a" * 200, "the"])
def test_odd_queries_do_no_harm(hub: BuiltSite, chromium: Browser, query: str) -> None:
    errors: list[str] = []
    with browser.serve(hub) as host, browser.opened(chromium, f"{host}/search/") as tab:
        tab.on("pageerror", lambda error: errors.append(str(error)))
        search.search_by_link(tab, host, query)
        assert tab.locator("#found img, #results img").count() == 0
    assert not errors


def test_results_are_accessible(hub: BuiltSite, chromium: Browser) -> None:
    with browser.serve(hub) as host:
        url = f"{host}/search/?q=mini+split"
        with browser.opened(chromium, url) as tab:
            search.results(tab)
        for scheme in ("light", "dark"):
            assert not browser.accessibility(chromium, url, width=360, scheme=scheme)


def test_a_missing_index_is_told(hub: BuiltSite, chromium: Browser) -> None:
    with browser.serve(hub) as host, browser.opened(chromium, f"{host}/search/") as tab:
        tab.route("**/pagefind.js", lambda route: route.abort())
        tab.goto(f"{host}/search/?q=defrost")
        expect(tab.locator("#found")).to_contain_text("could not be loaded")
        tab.unroute("**/pagefind.js")
        tab.get_by_role("button", name="Search").click()
        assert search.results(tab)
