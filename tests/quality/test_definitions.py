"""A reader opens the definition of a word in a real browser, with scripts switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.quality import browser
from tests.quality.built_site import BuiltSite

pytestmark = [pytest.mark.browser, pytest.mark.quality]

# WCAG 2.2, 2.5.8: pixels that a finger needs.
_TARGET = 24
# Pixels by which the middle of a circle and that of a word with long letters may differ.
_OFF = 3


@pytest.fixture(params=[360, 1280], ids=["narrow", "wide"])
def tab(request: pytest.FixtureRequest, hub: BuiltSite, chromium: Browser) -> Iterator[Tab]:
    """Open the hub's page with the most definitions."""
    page = max(hub.pages, key=lambda page: page.html.count("<dialog"))
    assert page.html.count("<dialog") > 1
    with browser.serve(hub) as host:
        context = chromium.new_context(
            viewport={"width": request.param, "height": 800},
            java_script_enabled=False,
            has_touch=True,
        )
        opened = context.new_page()
        opened.goto(browser.address(host, page))
        yield opened
        context.close()


def test_a_definition_opens_by_keyboard(tab: Tab) -> None:
    """Enter on the button opens a dialog with a name and moves to its words; Escape leads back."""
    button, dialog = tab.locator(".explain").first, tab.locator("dialog").first
    expect(dialog).to_be_hidden()

    button.focus()
    tab.keyboard.press("Enter")

    expect(dialog).to_be_visible()
    expect(dialog.locator("p").first).to_be_focused()
    expect(tab.get_by_role("dialog")).to_have_accessible_name(dialog.locator("dfn").inner_text())
    expect(dialog).to_be_in_viewport(ratio=1)
    tab.keyboard.press("Tab")
    expect(dialog.get_by_role("link")).to_be_focused()
    tab.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_definition_opens_by_touch(tab: Tab) -> None:
    """The button is large enough; another one's definition replaces the first; Close closes."""
    first, second = tab.locator(".explain").first, tab.locator(".explain").nth(1)
    size = first.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= _TARGET

    first.tap()
    expect(tab.locator("dialog").first).to_be_visible()
    tab.locator("h1").tap()
    expect(tab.locator("dialog").first).to_be_hidden()
    second.tap()
    expect(tab.locator("dialog:popover-open")).to_have_count(1)
    tab.get_by_role("dialog").get_by_role("button", name="Close").tap()
    expect(tab.locator("dialog:popover-open")).to_have_count(0)


def test_a_definition_opens_by_mouse(tab: Tab) -> None:
    """The link beside the button leads to the entry in the glossary."""
    tab.locator(".explain").first.click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.get_by_role("dialog").get_by_role("link").click()
    entry = tab.locator(":target")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("dfn")).to_have_count(1)


def test_no_line_begins_with_a_button(tab: Tab) -> None:
    """It stays with the word that it explains, whatever the width."""
    parted = (
        "buttons => buttons.filter(button => {"
        " const words = [...button.previousElementSibling.getClientRects()].at(-1);"
        " return button.getBoundingClientRect().top > words.bottom - 2; }).length"
    )
    for width in range(320, 420, 7):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.locator(".explain").evaluate_all(parted) == 0


def test_a_button_stands_at_the_height_of_its_word(tab: Tab) -> None:
    """In lists and tables too, where what follows something has room above it."""
    lower = (
        "buttons => Math.max(...buttons.map(button => {"
        " const word = [...button.previousElementSibling.getClientRects()].at(-1);"
        " const circle = button.getBoundingClientRect();"
        " return Math.abs(circle.top + circle.bottom - word.top - word.bottom) / 2; }))"
    )
    assert tab.locator("li .explain").count() > 0
    assert tab.locator(".explain").evaluate_all(lower) <= _OFF
