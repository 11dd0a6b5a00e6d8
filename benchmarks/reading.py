"""Measure what reading costs an article, here and in other working copies of this program.

    .venv/bin/python benchmarks/reading.py [ARTICLES [ROUNDS]] [--beside FOLDER]…

The articles are the hub's own, and ARTICLES (default: 300) of those that other generators are
compared with (`peers/corpus.py`). Each working copy reads them in each of ROUNDS (default: 5), the
copies taking turns, every time in a process of its own; the hub's are read as often as there are
more of the others. Processor time counts. With other copies, the ratios within each round are
shown, and the script fails where what has been read differs in anything: parts, places, faults.
"""
# ruff: noqa: INP001, T201 (a script that prints for a person, not a package)

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
_READ = "--read"
_SITES = ("hub", "others")
_FEWEST = 200
"""So many articles of a site are read in a round, the same ones over and over if need be."""


def write_articles(folder: Path, count: int) -> None:
    """Write the hub's articles, and so many others, below two folders."""
    sys.path.insert(0, str(ROOT / "benchmarks" / "peers"))
    from forms import write_plenum_articles  # noqa: PLC0415 (after the path is set)

    for name in _SITES:
        (folder / name / "content").mkdir(parents=True)
    for path in (ROOT / "content").glob("*.md"):
        (folder / "hub" / "content" / path.name).write_bytes(path.read_bytes())
    write_plenum_articles(folder / "others" / "content", count)


def read(folder: Path) -> None:
    """Read all articles; print the seconds of one of each site, and a digest of what was read."""
    from plenum.config import FrontMatterRules  # noqa: PLC0415 (of the copy that is measured)
    from plenum.read.article import ArticleReader, ReadSettings  # noqa: PLC0415

    digest = hashlib.sha256()
    for name in _SITES:
        site = folder / name
        reader = ArticleReader(ReadSettings(site, FrontMatterRules(), sanitize=True))
        texts = [(path.name, path.read_bytes()) for path in sorted(site.glob("content/*.md"))]
        # What is imported only when it is needed does not count.
        for path, data in texts:
            digest.update(_told(reader.read(path, data)).encode())
        rounds = max(1, _FEWEST // len(texts))
        started = time.process_time()
        for path, data in texts * rounds:
            reader.read(path, data)
        print(name, (time.process_time() - started) / len(texts) / rounds)
    print(digest.hexdigest())


def _told(value: object) -> str:
    """Write out a value; sets, which have no order of their own, in the order of their items."""
    if isinstance(value, frozenset | set):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    if isinstance(value, list | tuple):
        return f"{type(value).__name__}({','.join(map(_told, value))})"
    kind = type(value)
    # Values were dataclasses once, and an older copy's still are.
    names = getattr(kind, "__struct_fields__", getattr(kind, "__dataclass_fields__", None))
    if names is not None:
        fields = (_told(getattr(value, name)) for name in names)
        return f"{type(value).__name__}({','.join(fields)})"
    return repr(value)


def measure(copies: list[Path], count: int, rounds: int) -> int:
    """Measure, print, and return 1 where the copies read anything in another way."""
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    digests: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder), count)
        for number in range(rounds):
            order = range(len(copies))
            for copy in order if number % 2 else reversed(order):
                command = [sys.executable, __file__, _READ, str(copies[copy]), folder]
                done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
                *lines, digest = done.stdout.splitlines()
                digests.add(digest)
                for site, seconds in map(str.split, lines):
                    times[site, copy].append(float(seconds))
    for (site, copy), taken in sorted(times.items()):
        here = times[site, 0]
        ratios = [other / mine for other, mine in zip(taken, here, strict=True)]
        print(
            f"{site}, {copies[copy].name}: {median(taken) * 1000:.2f} ms an article,"
            f" {median(ratios):.2f} times this copy's ({min(ratios):.2f} to {max(ratios):.2f})"
        )
    if len(digests) > 1:
        print("the copies have read different articles")
    return 1 if len(digests) > 1 else 0


if __name__ == "__main__":
    if _READ in sys.argv:
        sys.path.insert(0, sys.argv[2])
        read(Path(sys.argv[3]))
        sys.exit()
    parser = argparse.ArgumentParser(description="Measure what reading costs an article.")
    parser.add_argument("articles", nargs="?", type=int, default=300)
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--beside", type=Path, action="append", default=[], metavar="FOLDER")
    given = parser.parse_args()
    sys.exit(measure([ROOT, *map(Path.resolve, given.beside)], given.articles, given.rounds))
