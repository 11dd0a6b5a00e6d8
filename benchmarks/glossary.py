"""Measure what the glossary costs: a site with 300 entries against the same site without.

    .venv/bin/python benchmarks/glossary.py [ARTICLES] [ROUNDS]

Two sites of ARTICLES articles (default: 200) are built in one process, by one job, each time into
an empty folder without a cache, in an order that changes from round to round (ROUNDS, default:
5): once as sites are built by default, once without the index of the search. The articles are the
hub's own, over and over until there are enough; the entries are the hub's, and pairs of words
that stand in those articles. Everything counts: reading, linking, the definitions in the pages,
checking, the index (made by another program), writing. The script prints the least processor
times and their ratios, and fails where that of the default is more than 1.05.
"""
# ruff: noqa: INP001 (a script, not a package)

import math
import re
import resource
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tests.sites.harness import Site  # noqa: E402 (after the path is set)

MOST = 1.05
"""How many times as long a site with a glossary may take."""
ENTRIES = 300

_ARTICLES = sorted(p for p in (ROOT / "content").glob("*.md") if p.stem != "index")
_SLUG = re.compile("|".join(sorted((p.stem for p in _ARTICLES), key=len, reverse=True)))
_PAIR = re.compile(r"\b([a-z]{5,}) (?=([a-z]{5,})\b)")


def glossary() -> str:
    """Return the hub's glossary with as many pairs of words as are missing for 300 entries."""
    text = (ROOT / "content/_data/glossary.yaml").read_text("utf-8")
    missing = ENTRIES - len(re.findall(r"^\S+:$", text, re.MULTILINE))
    found = {pair for article in _ARTICLES for pair in _PAIR.findall(article.read_text("utf-8"))}
    # No plurals and no words of the hub's own entries: a form belongs to one entry.
    known = text.lower().replace("-", " ")
    pairs = sorted(p for p in found if p[1][-1] != "s" and " ".join(p) not in known)
    # Evenly from the alphabet, so that few begin with the same word.
    chosen = [pairs[number * len(pairs) // missing] for number in range(missing)]
    return text + "".join(
        f"\nx-{one}-{two}: {{term: {one} {two}, short: What these two words mean together.}}\n"
        for one, two in chosen
    )


def write_site(folder: Path, articles: int, *, with_glossary: bool, search: bool = False) -> Site:
    """Write a site of at least so many articles, the same whether it has a glossary or not."""
    config = f"title: Test hub\nbase_url: https://hub.example\nsearch: {str(search).lower()}\n"
    site = Site(folder, f"-- config.yaml --\n{config}")
    data = ROOT / "content" / "_data"
    for file in (data / "authors.yaml", *sorted((data / "facts").glob("*.yaml"))):
        site.write(file.relative_to(ROOT).as_posix(), file.read_bytes())
    site.write("content/_data/glossary.yaml", glossary() if with_glossary else "")
    for picture in (ROOT / "content").glob("*.svg"):
        site.write(f"content/{picture.name}", picture.read_bytes())
    texts = [(path.stem, path.read_text("utf-8")) for path in _ARTICLES]
    # Each time round they have names of their own, and lead to each other as before. So a round
    # is a whole one.
    for turn, (name, text) in product(range(math.ceil(articles / len(texts))), texts):
        site.write(f"content/{name}-{turn}.md", _SLUG.sub(rf"\g<0>-{turn}", text))
    return site


def seconds(site: Site) -> float:
    """Build a site once, all of it anew, and return the processor time, other programs' too."""
    shutil.rmtree(site.output, ignore_errors=True)
    shutil.rmtree(site.folder / ".plenum", ignore_errors=True)
    started = _processor_time()
    site.build(jobs=1)
    taken = _processor_time() - started
    assert site.report.written, site.messages()[:2000]  # noqa: S101
    return taken


def _processor_time() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure(articles: int, rounds: int, *, search: bool) -> float:
    """Print the figures of one kind of build; return how many times as long the glossary takes."""
    times: dict[bool, list[float]] = {False: [], True: []}
    with tempfile.TemporaryDirectory() as folder:
        sites = {
            each: write_site(Path(folder) / str(each), articles, with_glossary=each, search=search)
            for each in times
        }
        for site in sites.values():
            seconds(site)  # warms imports and caches
        for turn in range(rounds):
            for each in (False, True) if turn % 2 else (True, False):
                times[each].append(seconds(sites[each]))
        written = len(list((sites[True].folder / "content").glob("*.md")))
        pages = list(sites[True].output.glob("*/index.html"))
        definitions = sum(page.read_text("utf-8").count("<dialog") for page in pages)
    without, with_it = min(times[False]), min(times[True])
    sys.stdout.write(
        f"{written} articles, {rounds} rounds, {'with' if search else 'without'} a search, "
        f"{definitions / written:.0f} definitions a page\n"
        f"without a glossary: {without:.2f} s of processor time\n"
        f"with {ENTRIES} entries: {with_it:.2f} s, {with_it / without:.3f} times\n"
    )
    sys.stdout.flush()
    return with_it / without


def main(articles: int = 200, rounds: int = 5) -> int:
    """Measure, print, and return 1 where the glossary costs too much."""
    measure(articles, rounds, search=False)
    return int(measure(articles, rounds, search=True) > MOST)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
