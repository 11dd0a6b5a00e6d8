"""Measure what the ledger of addresses costs.

    .venv/bin/python benchmarks/ledger.py [ARTICLES] [ROUNDS]

A site of ARTICLES articles (default: 10,000) with ten anchors each is made in memory and
compared with four ledgers: one that says the same, one in which every article had another
name, one in which every section had, and one whose lines all name what never was. The ledger
is read each time. Reading articles and rendering do not count: a build does that anyway. The
script prints the median CPU times of ROUNDS rounds (default: 5).
"""
# ruff: noqa: INP001 (a script, not a package)

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.check.ledger import compare  # noqa: E402 (after the path is set)
from plenum.config import BuildOptions, Config, load_config  # noqa: E402
from plenum.link.assemble import assemble  # noqa: E402
from plenum.model.data import SiteData  # noqa: E402
from plenum.model.ledger import LOCK_PATH, ledger_text, places_of  # noqa: E402
from plenum.model.site import Site  # noqa: E402
from plenum.read.article import ArticleReader, ReadSettings  # noqa: E402
from plenum.read.ledger import read_ledger  # noqa: E402
from tests.sites.harness import Site as Folder  # noqa: E402

ANCHORS = 10
_WORDS = "air coil cost duct flow heat loss noise pump room season size vent wall winter".split()


def site_of(articles: int, folder: Path) -> Site:
    """Return a site whose articles differ in their names and in those of their sections."""
    made = Folder(folder, "-- content/a.md --\n--- A\n## One\n\nText.\n")
    config, _ = load_config(made.folder)
    assert isinstance(config, Config)  # noqa: S101
    settings = ReadSettings(config.site, config.front_matter, sanitize=True)
    pattern = ArticleReader(settings).read("a.md").article
    many = []
    for number in range(articles):
        name = "-".join((_WORDS[number % 15], _WORDS[number // 15 % 15], str(number)))
        headings = tuple(
            replace(pattern.headings[0], anchor=f"{_WORDS[each]}-of-{name}")
            for each in range(ANCHORS)
        )
        many.append(
            replace(
                pattern,
                path=f"{name}.md",
                url=f"/{name}/",
                headings=headings,
                anchors=frozenset(heading.anchor for heading in headings),
            )
        )
    options = BuildOptions(made.output, dt.date(2026, 11, 21))
    site, faults = assemble(many, SiteData(), (), options)
    assert not faults  # noqa: S101
    return site


def seconds(site: Site, folder: Path, places: Iterable[str], rounds: int) -> tuple[float, int]:
    """Read and compare a ledger; return the median CPU time and how much has vanished."""
    lock = folder / LOCK_PATH
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text(ledger_text(places), "utf-8")
    times = []
    vanished = 0
    for _ in range(rounds):
        started = time.process_time()
        ledger, faults, _ = read_ledger(folder, (LOCK_PATH.removeprefix("content/"),))
        vanished = len(compare(site, ledger).vanished)
        times.append(time.process_time() - started)
        assert not faults  # noqa: S101
    return statistics.median(times), vanished


def main(articles: int = 10_000, rounds: int = 5) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = site_of(articles, folder)
        places = places_of(site)
        ledgers = {
            "the same": places,
            "every article renamed": {f"/old-{each[1:]}" for each in places if each != "/"},
            "every heading reworded": {each.replace("#", "#old-") for each in places},
            "what never was": {f"/{number}/#{number}" for number in range(len(places))},
        }
        sys.stdout.write(f"{articles} articles, {len(places)} places, {rounds} rounds\n")
        for kind, recorded in ledgers.items():
            taken, vanished = seconds(site, folder, recorded, rounds)
            sys.stdout.write(f"{kind}: {taken:.2f} s, {vanished} vanished\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
