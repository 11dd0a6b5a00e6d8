"""Measure what worked examples cost: sensible ones, and texts that are made to take long.

    .venv/bin/python benchmarks/examples.py [EXAMPLES]

An article with EXAMPLES examples (default and most: 25) and one with twice as many are read, for
each kind of example; so is one with as much code. The script prints the times of the processor, and
fails where twice the examples take more than three times as long.
"""
# ruff: noqa: INP001 (a script, not a package)

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.config import FrontMatterRules  # noqa: E402 (after the path is set)
from plenum.read.article import ArticleReader, ReadSettings  # noqa: E402

_LINES = "area = 320 ft²\nload = 20 BTU/h per ft²\nresult: Q = area × load = 6,400 BTU/h"
_KINDS = {
    "code": ("text", _LINES),
    "sensible": ("example", _LINES),
    "wrong": ("example", _LINES.replace("6,400", "6,500")),
    "many names": ("example", "\n".join(f"aaaaaaaa{n} = aaaaaaab{n}" for n in range(80))),
    "long sums": ("example", "a = 1\n" + "\n".join(f"b{n} = {'a + ' * 100}1" for n in range(20))),
    "brackets": ("example", f"a = {'(' * 400}"),
    "powers": ("example", f"a = {'999,999,999^9 × ' * 30}1"),
    "lists": ("example", f"a = [{'1.01, ' * 70}1]\nb = {'a × ' * 100}a"),
    "units": ("example", f"a = 1{'/h·ft' * 90}"),
}
_MOST = 3


def seconds(kind: str, count: int) -> float:
    """Return how long an article with so many examples of a kind takes to be read."""
    word, lines = _KINDS[kind]
    examples = "\n\n".join([f"```{word}\n{lines}\n```"] * count)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content").mkdir()
        text = f"---\ntitle: A\ndescription: B\n---\n{examples}\n"
        (site / "content/a.md").write_text(text, encoding="utf-8")
        reader = ArticleReader(ReadSettings(site, FrontMatterRules(), sanitize=True))
        started = time.process_time()
        reader.read("a.md")
        return time.process_time() - started


def main(count: int = 25) -> int:
    """Measure, print, and return 1 where time grows faster than the text."""
    status = 0
    seconds("sensible", 1)
    for kind in _KINDS:
        once, twice = seconds(kind, count), seconds(kind, 2 * count)
        ratio = twice / once
        status |= ratio > _MOST
        sys.stdout.write(f"{kind}: {once:.2f} s, twice as many: {ratio:.1f} times as long\n")
    return status


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
