"""Measure that joining a site stays linear: resolving links, related reading, graph and pages.

    .venv/bin/python benchmarks/linking.py [ARTICLES ...]

For each number of articles (default: 1000 3000 10000) a site is written and read, which does not
count, and then joined, which does: everything between reading and rendering. An article has some
300 words, six links to others, one pick of related reading, three tags, a category, a table and
two questions; the glossary has 300 entries. The script prints the processor time of joining and
fails where an article of the largest site costs more than 1.5 times one of the smallest.
"""
# ruff: noqa: INP001 (a script, not a package)

import datetime as dt
import gc
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.cache import Store  # noqa: E402 (after the path is set)
from plenum.config import BuildOptions, load_config  # noqa: E402 (after the path is set)
from plenum.link.listings import list_pages  # noqa: E402
from plenum.link.page import link_page  # noqa: E402
from plenum.link.view import view_of  # noqa: E402
from plenum.pipeline.joining import join  # noqa: E402
from plenum.pipeline.look import look_of  # noqa: E402
from plenum.pipeline.reading import read_site  # noqa: E402
from plenum.pipeline.stages import Stages  # noqa: E402
from plenum.pool import default_jobs  # noqa: E402

MOST = 1.5
"""How many times as much an article of the largest site may cost as one of the smallest."""
SIZES = (1_000, 3_000, 10_000)
_WORDS = [f"{head}{tail}" for head in "bcdfghklmnprstvw" for tail in
          "ack aden ail aker alder ander arrow asket atch ather aven earing edge eeling ellow ender"
          " ester idge ilter inder ipping irror itten older ollow ottle ounder udder umber utter"
          .split()]  # fmt: skip
_TERMS = [f"{head} {tail}" for head in _WORDS[:30] for tail in _WORDS[-10:]]


def write_site(folder: Path, articles: int) -> None:
    """Write a site whose articles link, share tags and mention words of the glossary."""
    chance = random.Random(1)  # noqa: S311 (the same texts each time)
    data = folder / "content" / "_data"
    data.mkdir(parents=True)
    (folder / "config.yaml").write_text("title: T\nbase_url: https://hub.example\nsearch: false\n")
    entries = (f"e{n}: {{term: {term}, short: What it is.}}\n" for n, term in enumerate(_TERMS))
    (data / "glossary.yaml").write_text("".join(entries))
    for number in range(articles):
        (folder / "content" / f"a{number:05}.md").write_text(_article(number, articles, chance))


def _article(number: int, articles: int, chance: random.Random) -> str:
    others = [f"a{chance.randrange(articles):05}" for _ in range(7)]
    # As many articles to a tag in a large site as in a small one; categories are always twelve.
    tags = ", ".join(f"t{chance.randrange(max(1, articles // 15))}" for _ in range(3))
    links = [f"[[{other}]]" for other in others[:3]]
    links += [f"[{_words(chance, 2)}]({other}.md)" for other in others[3:6]]
    paragraphs = (
        f"{_words(chance, 22)} {chance.choice(_TERMS)} {link} {_words(chance, 22)}."
        for link in links
    )
    return (
        f"---\ntitle: {_words(chance, 5)} {number}\ndescription: About {number}.\n"
        f"date: 2026-11-{number % 20 + 1:02}\ncategory: C{number % 12}\ntags: [{tags}]\n"
        f"related: [{others[6]}]\n"
        "comparison:\n  caption: Two\n  options: [A, B]\n  rows:\n    Air: [Some, More]\n"
        f"faq:\n  - {{question: What is {number}?, answer: It is {_words(chance, 20)}.}}\n"
        f"  - {{question: Why {number}?, answer: Because of {_words(chance, 20)}.}}\n---\n"
        "## First\n\n" + "\n\n".join(paragraphs) + "\n"
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def seconds(folder: Path) -> float:
    """Read the site; return the processor time that joining it takes."""
    config, _ = load_config(folder)
    assert config is not None  # noqa: S101
    options = BuildOptions(folder / "public", dt.date(2026, 11, 21), jobs=default_jobs())
    look = look_of(config)
    nothing = Store(None)
    read = read_site(config, options, nothing, nothing, Stages())
    # As `build` does.
    gc.disable()
    started = time.process_time()
    context = join(config, options, read, look).context
    pages = [
        link_page(article, view_of(article, context), context.pages)[0]
        for article in context.site.articles
    ]
    list_pages(context, ([found.id for found in page.definitions] for page in pages))
    taken = time.process_time() - started
    gc.enable()
    assert len(pages) == len(read.articles)  # noqa: S101
    return taken


def measure(sizes: list[int]) -> int:
    """Print the figures; return 1 where joining is worse than linear."""
    costs = []
    for articles in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_site(Path(folder), articles)
            taken = seconds(Path(folder))
        costs.append(taken / articles)
        print(f"{articles:6} articles: {taken:6.2f} s, {1000 * costs[-1]:.2f} ms an article")  # noqa: T201
    return int(costs[-1] > MOST * costs[0])


if __name__ == "__main__":
    sys.exit(measure([int(size) for size in sys.argv[1:]] or list(SIZES)))
