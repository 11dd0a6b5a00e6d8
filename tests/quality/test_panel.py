"""The preview's panel on an article with much of everything, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from plenum.config import BuildOptions, load_config
from plenum.pipeline.panel import Built, panel
from plenum.pipeline.steps import survey
from tests.quality import browser
from tests.quality.browser import Scheme
from tests.sites.harness import TODAY, Site

pytestmark = [pytest.mark.browser, pytest.mark.quality]

_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_SOURCE = "source: {title: S, publisher: P, url: 'https://s.example', accessed: 2026-11-01}"
_SITE = f"""
-- content/_data/facts.yaml --
over: {{value: 5, what: what is over, review_by: 2026-11-20, {_SOURCE}}}
soon: {{value: 6, what: what ends soon, valid_until: 2026-12-31, {_SOURCE}}}
fine: {{value: {_WORD}, what: what lasts, as_of: 2024, {_SOURCE}}}
-- content/a.md --
---
title: {_WORD} vs {_WORD}
description: About it.
draft: true
---
[5](fact:over) [6](fact:soon) [](fact:fine) {"[b](b.md) " * 30}

# A heading that is a warning
-- content/b.md --
--- {_WORD}
[[a]]
"""
_STATES = ("blocks", "amiss", "wanted", "done", "warning", "over", "soon")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the panel, with each state that a line of it may have."""
    made = Site(tmp_path_factory.mktemp("site"), _SITE).build(drafts=True)
    config, _ = load_config(made.folder)
    assert config is not None
    options = BuildOptions(made.output, TODAY, drafts=True)
    built = Built(made.report.diagnostics, made.output, ["/a/", "/b/"])
    html = panel(survey(config, options), "/a/", config, options, built)
    assert html is not None
    assert [state for state in _STATES if f'class="{state}"' not in html] == []
    with browser.serve_page(html, tmp_path_factory.mktemp("panel"), config.base_url) as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_accessibility(chromium: Browser, address: str, width: int, scheme: Scheme) -> None:
    assert browser.accessibility(chromium, address, width=width, scheme=scheme) == []


def test_nothing_makes_the_page_scroll_sideways(chromium: Browser, address: str) -> None:
    assert browser.overflow(chromium, address) == []
