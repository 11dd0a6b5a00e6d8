"""A reader chooses the units in a real browser: by mouse and keyboard, with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.quality import browser
from tests.quality.built_site import BuiltSite, Page

pytestmark = [pytest.mark.browser, pytest.mark.quality]

TARGET = 24
"""The least side of what is pressed, in pixels (WCAG 2.2, 2.5.8)."""


@pytest.fixture(scope="module")
def pages(hub: BuiltSite) -> list[Page]:
    """Return the hub's articles with quantities in both systems, those with the most first."""
    found = [page for page in hub.articles if page.all(".u-us")]
    return sorted(found, key=lambda page: -len(page.all(".u-us")))


@pytest.fixture(scope="module")
def addresses(hub: BuiltSite, pages: list[Page]) -> Iterator[list[str]]:
    """Serve the hub; return the addresses of those articles."""
    with browser.serve(hub) as host:
        yield [browser.address(host, page) for page in pages]


def opened(chromium: Browser, address: str, *, scripts: bool = True, width: int = 1280) -> Tab:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    )
    tab = context.new_page()
    tab.goto(address)
    return tab


def seen(tab: Tab) -> set[str]:
    """Return which of the marks are to be seen."""
    return {name for name in ("us", "si", "both") if tab.locator(f".u-{name}").first.is_visible()}


@pytest.mark.parametrize("scripts", [True, False])
def test_one_system_is_hidden(chromium: Browser, addresses: list[str], *, scripts: bool) -> None:
    """At once, and back; what is hidden leaves no gap."""
    tab = opened(chromium, addresses[0], scripts=scripts)
    assert seen(tab) == {"us", "si", "both"}
    both = tab.locator(".answer").inner_text()

    tab.get_by_role("radio", name="US", exact=True).check()
    assert seen(tab) == {"us"}
    us = tab.locator(".answer").inner_text()
    tab.get_by_role("radio", name="Metric").check()
    assert seen(tab) == {"si"}
    metric = tab.locator(".answer").inner_text()
    assert "°C" not in us
    assert "°F" not in metric
    for text in (us, metric):
        assert "  " not in text
        assert "()" not in text
        assert " ." not in text

    tab.get_by_role("radio", name="Both").check()
    assert tab.locator(".answer").inner_text() == both
    tab.context.close()


def test_the_choice_is_remembered(chromium: Browser, addresses: list[str]) -> None:
    """On the next page too, before its text is drawn."""
    tab = opened(chromium, addresses[0])
    tab.get_by_role("radio", name="Metric").check()
    tab.goto(addresses[1])
    expect(tab.get_by_role("radio", name="Metric")).to_be_checked()
    assert seen(tab) == {"si"}
    shift = """() => new Promise(done => new PerformanceObserver(list =>
        done(list.getEntries().length)).observe({type: "layout-shift", buffered: true})
        || setTimeout(() => done(0), 200))"""
    assert tab.evaluate(shift) == 0
    tab.reload()
    assert seen(tab) == {"si"}
    tab.context.close()


def test_what_was_kept_may_be_anything(chromium: Browser, addresses: list[str]) -> None:
    """Both systems stand there then, and nothing is run."""
    tab = opened(chromium, addresses[0])
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    for kept in ('"] , *', "nothing", "", "<b>"):
        tab.evaluate("kept => localStorage.setItem('units', kept)", kept)
        tab.reload()
        assert seen(tab) == {"us", "si", "both"}
    assert errors == []
    tab.context.close()


def test_by_keyboard(chromium: Browser, addresses: list[str]) -> None:
    """One stop for the tab key, arrows within."""
    tab = opened(chromium, addresses[0], scripts=False)
    tab.get_by_role("radio", name="Both").focus()
    tab.keyboard.press("ArrowRight")
    assert seen(tab) == {"us"}
    tab.keyboard.press("ArrowRight")
    assert seen(tab) == {"si"}
    expect(tab.get_by_role("radio", name="Metric")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.locator(".units :focus").count() == 0
    tab.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_finger_hits_it(chromium: Browser, addresses: list[str], width: int) -> None:
    tab = opened(chromium, addresses[0], width=width)
    for label in tab.locator(".units label").all():
        box = label.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= TARGET
    tab.context.close()


def test_paper_has_both(chromium: Browser, addresses: list[str]) -> None:
    """Whatever was chosen, and without the choice."""
    tab = opened(chromium, addresses[0])
    tab.get_by_role("radio", name="US", exact=True).check()
    tab.emulate_media(media="print")
    assert seen(tab) == {"us", "si", "both"}
    expect(tab.locator(".units")).to_be_hidden()
    tab.context.close()


def test_table_rows_stay_whole(chromium: Browser, addresses: list[str]) -> None:
    """No cell is empty when a system is hidden, and no row has lost one."""
    tab = opened(chromium, addresses[0])
    cells = """() => [...document.querySelectorAll("main tr")]
        .map(row => [...row.cells].map(cell => cell.innerText.trim() !== ""))"""
    before = tab.evaluate(cells)
    for name in ("US", "Metric"):
        tab.get_by_role("radio", name=name, exact=True).check()
        assert tab.evaluate(cells) == before
    tab.context.close()
