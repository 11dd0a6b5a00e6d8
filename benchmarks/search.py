"""Measure what the search costs: builds with it against builds without, and what readers load.

    .venv/bin/python benchmarks/search.py [ARTICLES] [ROUNDS]

A site of ARTICLES articles (default: 200), the hub's own over and over until there are enough,
with its glossary, is built by one job into an empty folder: without a search, with an index made
anew, and with the index that the build before has kept (ROUNDS times, default: 3). The script
prints the least times of the clock, since most of the work is another program's, and the size of
the index.
"""
# ruff: noqa: INP001 (a script, not a package)

import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from benchmarks.glossary import write_site  # noqa: E402 (after the path is set)
from tests.sites.harness import Site  # noqa: E402

_CONFIG = "title: Test hub\nbase_url: https://hub.example\nsearch: {search}\n"


def seconds(site: Site, *, search: bool, kept: bool = False) -> float:
    """Build a site once into an empty folder and return the time."""
    site.write("config.yaml", _CONFIG.format(search=str(search).lower()))
    shutil.rmtree(site.output, ignore_errors=True)
    started = time.monotonic()
    site.build(jobs=1, cache=kept)
    taken = time.monotonic() - started
    assert site.report.written, site.messages()[:2000]  # noqa: S101
    return taken


def main(articles: int = 200, rounds: int = 3) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), articles, with_glossary=True)
        for name, search, kept in (
            ("without a search", False, False),
            ("with an index made anew", True, False),
            ("with the index kept", True, True),
        ):
            if kept:
                seconds(site, search=search, kept=kept)
            least = min(seconds(site, search=search, kept=kept) for _ in range(rounds))
            sys.stdout.write(f"{name}: {least:.2f} s\n")
        (index,) = site.output.glob("assets/pagefind-*")
        sizes = [path.stat().st_size for path in index.rglob("*") if path.is_file()]
        sys.stdout.write(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
