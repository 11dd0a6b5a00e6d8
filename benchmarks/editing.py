"""Measure how long an editor waits: from a saved file to the new page on the screen.

Run from the project's root. A preview of made-up articles is open in Chromium; sentences are
written into one article, one after another. The time goes from the file's last byte to the
second frame of the new page. Beside it stands what the preview tells of the build; all else is
noticing the change, telling the browser, loading and drawing the page. A changed style is shown
before all pages that have it are built.
"""
# ruff: noqa: INP001, T201 (a script that prints for a person, not a package)

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks" / "peers")]

from corpus import TODAY  # noqa: E402 (after the path is set)
from forms import write_plenum_articles  # noqa: E402

from tests.quality.browser import launch  # noqa: E402
from tests.sites.running import PATIENCE, Running  # noqa: E402
from tools.install_browser import find_browser  # noqa: E402

CONFIG = "title: Trade notes\nbase_url: https://trade.example\n"
BUILD = re.compile(r"\d+ articles in ([0-9.]+) s")
# Says of each page and of each swap of styles when its second frame was drawn.
WATCH = """
const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  const text = document.body.textContent + getComputedStyle(document.body).outlineColor;
  window.tell([text, Date.now()]);
}));
addEventListener("DOMContentLoaded", () => {
  drawn();
  const all = { characterData: true, childList: true, subtree: true };
  new MutationObserver(drawn).observe(document.body, all);
});
const adopted = Object.getOwnPropertyDescriptor(Document.prototype, "adoptedStyleSheets");
Object.defineProperty(document, "adoptedStyleSheets", {
  get() { return adopted.get.call(this); },
  set(sheets) { adopted.set.call(this, sheets); drawn(); },
});
"""

Edit = Callable[[int], str]
"""Saves something for the given time, and returns what will stand in the page by it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long an edit took, in milliseconds."""

    whole: float
    build: float


def main() -> int:
    """Print a row for each kind of edit at each size, the median of several edits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000], help="articles")
    parser.add_argument("--edits", type=int, default=15, help="how often each edit is made")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            print("no Chromium here", file=sys.stderr)
            return 1
        chromium = launch(playwright, path)
        print("| Articles | Edit | Save to page | Slowest | Build |")
        print("|--:|---|--:|--:|--:|")
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as folder:
                measure(chromium, Path(folder), size, options.edits)
        chromium.close()
    return 0


def measure(chromium: Browser, site: Path, size: int, edits: int) -> None:
    """Print the rows of one size."""
    content = site / "content"
    content.mkdir()
    (site / "config.yaml").write_text(CONFIG, encoding="utf-8")
    file = write_plenum_articles(content, size)[-1]
    text = file.read_text("utf-8")
    style = site / "templates" / "styles" / "99-own.css"
    style.parent.mkdir(parents=True)

    def save_sentence(number: int) -> str:
        file.write_text(f"{text}\nSentence {number} of the editor.\n", encoding="utf-8")
        return f"Sentence {number} of the editor."

    def save_style(number: int) -> str:
        style.write_text(f"body{{outline-color:rgb(1, 2, {number})}}", encoding="utf-8")
        return f"rgb(1, 2, {number})"

    # Many texts of this corpus are warned of; they are counted, and the same each time.
    patience = PATIENCE + size / 10
    with Running(site, "--today", TODAY.isoformat(), patience=patience) as running:
        drawn: list[tuple[str, float]] = []
        tab = chromium.new_page(viewport={"width": 1280, "height": 800})
        tab.expose_function("tell", lambda told: drawn.append(told))  # noqa: PLW0108 (it marks the function)
        tab.add_init_script(WATCH)
        tab.goto(f"{running.address}/{file.stem}/", wait_until="load")
        for name, edit in (("a sentence", save_sentence), ("a style", save_style)):
            # The first of each kind is not counted: it loads what later ones have.
            waits = [wait(tab, running, drawn, edit, number) for number in range(edits + 1)][1:]
            row = [statistics.median(each.whole for each in waits)]
            row.append(max(each.whole for each in waits))
            row.append(statistics.median(each.build for each in waits))
            print(f"| {size} | {name} | {' | '.join(f'{ms:.0f} ms' for ms in row)} |", flush=True)
        tab.close()


def wait(
    tab: Tab, running: Running, drawn: list[tuple[str, float]], edit: Edit, number: int
) -> Wait:
    """Make one edit, and return how long it took until it was drawn."""
    before = running.builds
    wanted = edit(number)
    saved = time.time()
    at = 0.0
    while not at:
        if time.time() > saved + PATIENCE:
            raise AssertionError(f"{wanted!r} was never shown")
        # What the page tells comes in while the driver waits.
        tab.wait_for_timeout(20)
        while drawn:
            text, moment = drawn.pop(0)
            at = moment / 1000 if wanted in text else at
    while running.builds == before:
        time.sleep(0.01)
    build = float(BUILD.findall("".join(running.said))[-1])
    # Nothing of this edit may run into the next one.
    tab.wait_for_timeout(300)
    return Wait((at - saved) * 1000, build * 1000)


if __name__ == "__main__":
    sys.exit(main())
