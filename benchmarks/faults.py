"""Measure what faults cost: a site with faults in each article against the same site without.

    .venv/bin/python benchmarks/faults.py [ARTICLES] [ROUNDS]

Three sites of ARTICLES articles (default: 200) are checked in one process, by one job, in an
order that changes from round to round (ROUNDS, default: 7): one without faults, one with a
fault in each article, one with ten of different kinds. Reading, linking, rendering, checking
and the text of the report count, writing does not: with errors nothing is written. The script
prints the median times and the medians of the ratios within a round, and fails where one of
them is 2 or more.
"""
# ruff: noqa: INP001 (a script, not a package)

import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tests.sites.harness import Site  # noqa: E402 (after the path is set)

MOST = 2.0
"""How many times as long a site with faults may take."""

_SENTENCE = "A heat pump moves heat from outside to inside and back again in summer. "
_ARTICLE = """\
---
title: Article {number} on ducts
description: What article {number} says about ducts, in one sentence or in two.
question: What about ducts, number {number}?
date: 2026-11-{day:02}
category: Costs
tags: [ducts, heat pumps]
comparison:
  caption: Two compared
  options: [Ductless, Ducted]
  rows:
    Air: [Each head, Every vent]
    Zones: [Room by room, Whole home]
faq:
  - question: Is number {number} a heat pump?
    answer: Yes, **it is**, as [the other](article-{other:04}.md) says.
---
{text} See [the other](article-{other:04}.md).

## What it costs

{text}

Table: Costs

| Part | Cost |
|---|---|
| Duct | 10 |

## What it saves

{text}

- one
- two [again](article-{other:04}.md)
"""
# Each with one fault, and the same without.
_PAIRS = (
    ("Words with [a link](nowhere.md).", "Words with [a link](article-{other:04}.md)."),
    ("Words with [a link](articel-{other:04}.md).", "Words with [a link](article-{other:04}.md)."),
    ("Words with [a source](source:nothing).", "Words with [a source](article-{other:04}.md)."),
    (
        "Words with [[artikle-{other:04}]] in brackets.",
        "Words with [[article-{other:04}]] in brackets.",
    ),
    ("Words with [a word](term:nothing).", "Words with [a word](article-{other:04}.md)."),
    ("Words with [a fact](fact:nothing).", "Words with [a fact](article-{other:04}.md)."),
    ("Words with <script>more</script> words.", "Words with <b>more</b> words."),
    ("Words with a note[^none].", "Words with no note."),
    ("![A duct](no-picture.jpg)", "A duct"),
    ("#### Too deep\n\nWords.", "### Deep\n\nWords."),
)


def write_site(folder: Path, articles: int, faults: int) -> Site:
    """Write a site with so many faults in each article; without them, it has as many words."""
    site = Site(folder, "")
    body = "\n\n".join(pair[n >= faults] for n, pair in enumerate(_PAIRS))
    for number in range(articles):
        text = _ARTICLE.format(
            number=number,
            day=number % 20 + 1,
            other=(number + 1) % articles,
            text=_SENTENCE * 8,
        )
        rest = body.format(other=(number + 1) % articles)
        site.write(f"content/article-{number:04}.md", f"{text}\n{rest}\n")
    return site


def seconds(site: Site, faults: int) -> float:
    """Check a site once, print its report into memory, and return the wall time."""
    started = time.perf_counter()
    site.build(write=False, jobs=1)
    report = site.messages()
    taken = time.perf_counter() - started
    # A fault of a whole article, such as that nothing links to it, stands at its first line.
    found = sum(diagnostic.span.line > 1 for diagnostic in site.report.diagnostics)
    assert found == faults, report[:500]  # noqa: S101
    return taken


def main(articles: int = 200, rounds: int = 7) -> int:
    """Measure, print, and return 1 where faults cost too much."""
    kinds = (0, 1, 10)
    times: dict[int, list[float]] = {kind: [] for kind in kinds}
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        sites = {kind: write_site(Path(folder) / str(kind), articles, kind) for kind in kinds}
        for site in sites.values():
            site.build(write=False, jobs=1)  # warms imports and caches
        for turn in range(rounds):
            for kind in kinds[turn % 3 :] + kinds[: turn % 3]:
                times[kind].append(seconds(sites[kind], kind * articles))
    worst = 0.0
    out.write(f"{articles} articles, {rounds} rounds\n")
    for kind in kinds:
        ratios = [taken / clean for taken, clean in zip(times[kind], times[0], strict=True)]
        ratio = statistics.median(ratios)
        worst = max(worst, ratio)
        out.write(
            f"{kind:2} faults in each: {statistics.median(times[kind]):.2f} s, "
            f"{ratio:.2f} times the clean site ({min(ratios):.2f} to {max(ratios):.2f})\n"
        )
    sys.stdout.write(out.getvalue())
    return int(worst >= MOST)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
