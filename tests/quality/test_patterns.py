"""Every component with its edge cases, on the preview's page of patterns, in a real browser."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from plenum.config import load_config
from plenum.pipeline.steps import patterns
from tests.quality import browser
from tests.quality.browser import Scheme
from tests.quality.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.quality]

# How many questions the longest FAQ has.
QUESTIONS = 40
# The page has each component several times, each with the landmarks and headings of its own.
REPEATED = ("landmark-unique", "heading-order")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page of patterns with the hub's look."""
    config, _ = load_config(ROOT)
    assert config is not None
    html, faults = patterns(config)
    assert faults == ()
    with browser.serve_page(html, tmp_path_factory.mktemp("patterns"), config.base_url) as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_accessibility(chromium: Browser, address: str, width: int, scheme: Scheme) -> None:
    found = browser.accessibility(chromium, address, width=width, scheme=scheme, but=REPEATED)
    assert found == []


def test_nothing_makes_the_page_scroll_sideways(chromium: Browser, address: str) -> None:
    """Words without a break, twelve columns, thirty pages, and text from right to left."""
    assert browser.overflow(chromium, address) == []


def test_paper_has_the_answers_and_no_paid_card(chromium: Browser, address: str) -> None:
    with browser.opened(chromium, address) as tab:
        pdf = tab.pdf()
    sheets = PdfReader(io.BytesIO(pdf)).pages
    paper = browser.letters("".join(sheet.extract_text() for sheet in sheets))
    numbers = range(1, QUESTIONS + 1)
    answers = (browser.letters(f"Why is that so? ({n}) {n}. Made-up text") for n in numbers)
    assert [answer for answer in answers if answer not in paper] == []
    assert browser.letters("Paid for by") not in paper


def test_tables_keep_their_meaning_on_a_narrow_screen(chromium: Browser, address: str) -> None:
    assert browser.table_semantics(chromium, address) == []
