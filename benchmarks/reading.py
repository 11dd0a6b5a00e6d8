"""Measure what reading costs an article, here and in other working copies of this program.

    .venv/bin/python benchmarks/reading.py [ARTICLES [ROUNDS]] [--beside FOLDER]…

The articles are the hub's own and as many again as ARTICLES (default: 300) of those that other
generators are compared with (`peers/corpus.py`). Each working copy reads all of them once in each
of ROUNDS (default: 5), the copies taking turns, every time in a process of its own; processor time
counts. With other copies, the ratios within each round are shown, and the script fails where what
has been read differs in anything: text, parts, places, faults.
"""
# ruff: noqa: INP001, T201 (a script that prints for a person, not a package)

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
_READ = "--read"


def write_articles(folder: Path, count: int) -> None:
    """Write the hub's articles and so many others into `content/` of a folder."""
    sys.path.insert(0, str(ROOT / "benchmarks" / "peers"))
    from corpus import articles_of  # noqa: PLC0415 (after the path is set)
    from forms import plenum_article  # noqa: PLC0415

    content = folder / "content"
    content.mkdir()
    for path in (ROOT / "content").glob("*.md"):
        (content / path.name).write_bytes(path.read_bytes())
    for article in articles_of(count):
        (content / f"{article.slug}.md").write_text(plenum_article(article), encoding="utf-8")


def read(site: Path) -> None:
    """Read all articles; print the seconds of an article, and a digest of what was read."""
    from plenum.config import FrontMatterRules  # noqa: PLC0415 (of the copy that is measured)
    from plenum.read.article import ArticleReader, ReadSettings  # noqa: PLC0415

    reader = ArticleReader(ReadSettings(site, FrontMatterRules(), sanitize=True))
    texts = [(path.name, path.read_bytes()) for path in sorted((site / "content").glob("*.md"))]
    # What is imported only when it is needed does not count.
    results = [reader.read(name, data) for name, data in texts]
    started = time.process_time()
    for name, data in texts:
        reader.read(name, data)
    taken = time.process_time() - started
    digest = hashlib.sha256(_told(results).encode()).hexdigest()
    print(taken / len(texts), digest)


def _told(value: object) -> str:
    """Write out a value; sets, which have no order of their own, in the order of their items."""
    if isinstance(value, frozenset | set):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    if isinstance(value, list | tuple):
        return f"{type(value).__name__}({','.join(map(_told, value))})"
    if hasattr(value, "__dataclass_fields__"):
        fields = (_told(getattr(value, name)) for name in value.__dataclass_fields__)
        return f"{type(value).__name__}({','.join(fields)})"
    return repr(value)


def measure(copies: list[Path], count: int, rounds: int) -> int:
    """Measure, print, and return 1 where the copies read anything in another way."""
    times: dict[Path, list[float]] = {copy: [] for copy in copies}
    digests: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder), count)
        for number in range(rounds):
            for copy in copies if number % 2 else reversed(copies):
                command = [sys.executable, __file__, _READ, str(copy), folder]
                done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
                seconds, digest = done.stdout.split()
                times[copy].append(float(seconds))
                digests.add(digest)
    for copy in copies:
        ratios = [mine / here for mine, here in zip(times[copy], times[copies[0]], strict=True)]
        print(
            f"{copy.name}: {median(times[copy]) * 1000:.2f} ms an article"
            f" ({min(times[copy]) * 1000:.2f} to {max(times[copy]) * 1000:.2f}),"
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
