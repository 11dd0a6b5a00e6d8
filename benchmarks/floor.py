"""Measure the floor: what the libraries that Plenum is built on take for the articles alone.

    .venv/bin/python benchmarks/floor.py [ARTICLES [ROUNDS]]

ARTICLES (default: 1000) of those that other generators are compared with (`peers/corpus.py`) become
pages in as many processes as there are cores, and nothing else is done: the front matter is read
by PyYAML's C loader, texts and answers are converted by Python-Markdown with tables, attributes,
fenced code and a table of contents, and Jinja puts them into a page that is hardly one. Nothing is
checked, nothing resolved, and no page knows another. Once Python-Markdown is as it comes, once its
passes are left out where they can find nothing, as Plenum does it. Each run is a process of its
own; the least of ROUNDS (default: 3) is shown, by the clock.
"""
# ruff: noqa: INP001, T201, PLC0415 (a script that prints; what is imported counts in the runs)

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template
    from markdown import Markdown

ROOT = Path(__file__).resolve().parent.parent
_RUN = "--run"
_KINDS = ("as it comes", "lean")
_PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>{{ contents }}{{ body }}{% for question, answer in faq %}
<h2>{{ question }}</h2>{{ answer }}{% endfor %}</body></html>
"""


@cache
def converter(kind: str) -> "Markdown":
    """Return Python-Markdown, as it comes or lean."""
    from markdown import Markdown

    md = Markdown(extensions=["attr_list", "fenced_code", "tables", "toc"])
    if kind == "lean":
        from plenum.read.inline_pass import NEEDED
        from plenum.read.lean_passes import make_lean

        make_lean(md, NEEDED)
    return md


@cache
def template() -> "Template":
    """Return the page's template."""
    from jinja2 import Environment

    return Environment(autoescape=False).from_string(_PAGE)  # noqa: S701 (a measurement)


def make(output: Path, kind: str, paths: Sequence[Path]) -> Sequence[Path]:
    """Make the pages of some articles; return their files."""
    import yaml

    md = converter(kind)
    files = [output / path.stem / "index.html" for path in paths]
    for path, file in zip(paths, files, strict=True):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        meta = yaml.load(front, yaml.CSafeLoader)
        html = md.reset().convert(body)
        contents = md.toc  # type: ignore[attr-defined]
        faq = [(md.reset().convert(x["question"]), md.convert(x["answer"])) for x in meta["faq"]]
        page = template().render(title=meta["title"], contents=contents, body=html, faq=faq)
        file.parent.mkdir()
        file.write_text(page, "utf-8")
    return files


def run(articles: Path, output: Path, kind: str) -> None:
    """Make all pages."""
    from plenum.pool import default_jobs, ordered_map

    ordered_map(partial(make, output, kind), sorted(articles.glob("*.md")), default_jobs())


def main(articles: int = 1_000, rounds: int = 3) -> int:
    """Measure and print."""
    sys.path.insert(0, str(ROOT / "benchmarks" / "peers"))
    from forms import write_plenum_articles

    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        write_plenum_articles(content, articles)
        least = dict.fromkeys(_KINDS, float("inf"))
        for number in range(rounds):
            for kind in _KINDS:
                output = Path(folder) / f"{kind}-{number}"
                output.mkdir()
                command = [sys.executable, __file__, _RUN, str(content), str(output), kind]
                started = time.monotonic()
                subprocess.run(command, check=True)  # noqa: S603 (this script)
                least[kind] = min(least[kind], time.monotonic() - started)
        for kind, seconds in least.items():
            print(f"{articles} articles, Python-Markdown {kind}: {seconds:.2f} s")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == [_RUN]:
        run(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
        sys.exit()
    sys.exit(main(*map(int, sys.argv[1:])))
