"""Measure how quickly the longest article and the search answer a click (INP).

Run from the project's root. Chromium, slowed down to a fourth as Lighthouse does it, clicks
what readers click, and its own Event Timing says when the next picture stood: from the click
on, in milliseconds, in steps of eight. The slowest of a visit is what Core Web Vitals count.
"""
# ruff: noqa: INP001, T201 (a script that prints for a person, not a package)

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tests.quality.browser import address, launch, serve  # noqa: E402 (after the path is set)
from tests.quality.built_site import BuiltSite, Page  # noqa: E402
from tools.install_browser import find_browser  # noqa: E402
from tools.measure_lighthouse import build  # noqa: E402

SLOWER = 4
"""How many times slower than this machine: a cheap telephone."""
WATCH = """
window.slowest = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (entry.interactionId) window.slowest = Math.max(window.slowest, entry.duration);
})).observe({type: "event", durationThreshold: 16, buffered: true});
"""

Act = Callable[[Tab], object]
ON_ARTICLE: dict[str, Act] = {
    "entry of the contents": lambda tab: tab.locator(".toc a").first.click(),
    "question": lambda tab: tab.locator(".faq summary").first.click(),
    "definition of a word": lambda tab: tab.locator(".prose .explain").first.click(),
    "link of a section, copied": lambda tab: tab.locator("a.self").first.click(),
    "mark of a source": lambda tab: tab.locator("a.citation").first.click(),
    "field of the search": lambda tab: tab.locator(".site-search input").click(),
}
ON_SEARCH: dict[str, Act] = {
    "word typed into the search": lambda tab: tab.locator("#query").press_sequentially("ducts"),
    "search sent": lambda tab: tab.locator("#query").press("Enter"),
}


def main() -> int:
    """Print a table of the slowest answer to each act, the median of several visits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each act is measured")
    runs = parser.parse_args().runs
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = find_browser(playwright)
        if path is None:
            print("no Chromium here", file=sys.stderr)
            return 1
        chromium = launch(playwright, path)
        hub = build(Path(folder) / "public")
        with serve(hub) as host:
            longest = max(hub.articles, key=lambda page: len(page.html))
            print(f"On {longest.path}:\n\n| Act | Median | Slowest |\n|---|--:|--:|")
            show(chromium, address(host, longest), ON_ARTICLE, runs)
            show(chromium, address(host, search_page(hub)), ON_SEARCH, runs)
        chromium.close()
    return 0


def search_page(hub: BuiltSite) -> Page:
    """Return the page to search on."""
    return next(page for page in hub.pages if page.path == "search/index.html")


def show(chromium: Browser, url: str, acts: dict[str, Act], runs: int) -> None:
    """Print a row for each act, on a page that is opened anew for it."""
    for name, act in acts.items():
        times = [measure(chromium, url, act) for _ in range(runs)]
        print(f"| {name} | {said(statistics.median(times))} | {said(max(times))} |", flush=True)


def measure(chromium: Browser, url: str, act: Act) -> float:
    """Return how long the slowest answer took, in milliseconds; 0 where all were at once."""
    tab = chromium.new_page(viewport={"width": 360, "height": 740})
    tab.add_init_script(WATCH)
    tab.goto(url, wait_until="load")
    tools = tab.context.new_cdp_session(tab)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    act(tab)
    # What was measured is told some time after the picture.
    tab.wait_for_timeout(1_000)
    slowest: float = tab.evaluate("window.slowest")
    tab.close()
    return slowest


def said(milliseconds: float) -> str:
    """Say a time; the browser tells of none below its threshold."""
    return f"{milliseconds:.0f} ms" if milliseconds else "under 16 ms"


if __name__ == "__main__":
    sys.exit(main())
