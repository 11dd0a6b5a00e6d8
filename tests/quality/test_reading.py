"""What a reader does with an article in a real browser: copies, follows, prints."""

import io
import statistics
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from pypdf import PdfReader

from tests.quality import browser
from tests.quality.browser import letters
from tests.quality.built_site import BuiltSite, Page

pytestmark = [pytest.mark.browser, pytest.mark.quality]

_SHORTEST, _LONGEST = 60, 75

# The lines of each paragraph of the text but its last, as characters.
_LINES = """() => [...document.querySelectorAll('.article-body > .prose > p')].flatMap(p => {
    const range = document.createRange(), lines = new Map()
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        for (let i = 0; i < walker.currentNode.length; i++) {
            range.setStart(walker.currentNode, i)
            range.setEnd(walker.currentNode, i + 1)
            const box = range.getBoundingClientRect()
            // A raised mark belongs to the line in whose middle it begins.
            const line = Math.round((box.bottom - p.getBoundingClientRect().top) / 28.8)
            lines.set(line, (lines.get(line) ?? 0) + 1)
        }
    }
    return [...lines.values()].slice(0, -1)
})"""


@pytest.fixture(scope="module")
def article(hub: BuiltSite) -> Page:
    """Return the hub's longest article with a comparison, takeaways and an FAQ."""
    fit = [p for p in hub.articles if p.all(".comparison") and p.all("details")]
    return max(fit, key=lambda page: len(page.html))


@pytest.fixture(scope="module")
def address(hub: BuiltSite, article: Page) -> Iterator[str]:
    """Serve the hub; return the article's address."""
    with browser.serve(hub) as host:
        yield browser.address(host, article)


def opened(chromium: Browser, address: str, *, width: int = 1280, scripts: bool = True) -> Tab:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    )
    if scripts:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(address)
    return tab


@pytest.mark.parametrize("selector", [".prose h2 > a.self", ".answer-link a"])
def test_a_link_to_a_place_is_copied(chromium: Browser, address: str, selector: str) -> None:
    """The reader is told, and is at the place, by keyboard as well."""
    tab = opened(chromium, address)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    link = tab.locator(selector).last
    link.focus()
    tab.keyboard.press("Enter")

    expect(tab.get_by_role("status")).to_have_text("Link copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == tab.url
    assert copied.startswith(f"{address}#")
    tab.context.close()


def test_a_link_to_a_place_is_a_link_without_scripts(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address, scripts=False)
    link = tab.locator(".prose h2 > a.self").last
    anchor = link.get_attribute("href")
    link.click()
    assert tab.url == f"{address}{anchor}"
    expect(tab.locator(":target")).to_be_in_viewport()
    tab.context.close()


def test_the_table_of_contents_follows_and_marks_the_section(
    chromium: Browser, address: str
) -> None:
    tab = opened(chromium, address)
    current = tab.locator(".toc [aria-current=location]")
    expect(current).to_have_count(0)
    for heading in tab.locator(".article-body > .prose > h2").all()[1:4]:
        heading.evaluate("h => h.scrollIntoView()")
        expect(current).to_have_count(1)
        expect(current).to_have_attribute("href", f"#{heading.get_attribute('id')}")
        expect(current).to_be_in_viewport()
    tab.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)
    tab.context.close()


@pytest.mark.parametrize("width", [768, 1280])
def test_a_line_has_60_to_75_characters(chromium: Browser, address: str, width: int) -> None:
    tab = opened(chromium, address, width=width)
    lines = tab.evaluate(_LINES)
    assert len(lines) > 20
    assert _SHORTEST <= statistics.median(lines) <= _LONGEST
    tab.context.close()


def test_paper_has_the_takeaways_and_no_controls(
    chromium: Browser, address: str, article: Page
) -> None:
    tab = opened(chromium, address)
    pdf = tab.pdf()
    tab.context.close()
    paper = letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    takeaways = [node.text(strip=True) for node in article.all(".takeaways li")]
    assert takeaways
    assert [text for text in takeaways if letters(text) not in paper] == []
    for control in ("Download as CSV", "Link to this answer", "On this page", "Report a mistake"):
        assert letters(control) not in paper
