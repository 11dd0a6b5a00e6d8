"""Plenum and lychee find the same broken links: those of a site whose targets were taken away.

The site is built with everything in place. Then pages, files and headings go away, in the sources
and, by a second build, in the output; the pages that link to them are put back as they were.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.quality import external
from tests.sites.harness import Site

pytestmark = pytest.mark.quality

BASE_URL = "https://hub.example"


class Seed(NamedTuple):
    """A link: where it stands, what it leads to in the output, and what Plenum calls it."""

    part: str
    link: str
    href: str
    fault: str = "dead-link"


SEEDS = (
    Seed("body", "[x](gone/path.md)", "/gone/path/"),
    Seed("body", "[x](<./gone/a b.md>)", "/gone/a-b/"),
    Seed("body", "[[wiki]]", "/gone/wiki/"),
    Seed("body", "[[gone/folder|x]]", "/gone/folder/"),
    Seed("body", "[x](/gone/address/)", "/gone/address/"),
    Seed("body", "[x](/gone/slash)", "/gone/slash/"),
    Seed("body", "[x](https://hub.example/gone/absolute/)", "/gone/absolute/"),
    Seed("body", "<https://hub.example/gone/auto/>", "/gone/auto/"),
    Seed("body", "<a href='/gone/html/'>x</a>", "/gone/html/"),
    Seed("body", "[x][definition]", "/gone/definition/"),
    Seed("body", "[x](gone/query.md?print=1)", "/gone/query/?print=1"),
    Seed("body", "[x](gone/anchor.md#part)", "/gone/anchor/#part"),
    Seed("body", "[x](/gone/twin/index.md)", "/gone/twin/index.md"),
    Seed("body", "[x](moved.md)", "/moved/"),
    Seed("body", "[x](/section/)", "/section/"),
    Seed("body", "[x](/categories/cold/)", "/categories/cold/"),
    Seed("body", "[x](plan.pdf)", "/plan.pdf"),
    Seed("body", "![x](photo.png)", "/photo.png", "missing-image"),
    Seed("body", "[x](Data.csv)", "/Data.csv", "wrong-case"),
    Seed("body", "[x](draft.md)", "/draft/", "link-to-unpublished"),
    Seed("body", "[x](soon.md)", "/soon/", "link-to-unpublished"),
    Seed("body", "[x](over.md)", "/over/", "link-to-unpublished"),
    Seed("cell", "[x](there.md#reworded)", "/there/#reworded", "dead-anchor"),
    Seed("answer", "[[there#faq-why|x]]", "/there/#faq-why", "dead-anchor"),
    Seed("short answer", "[x](/there/#sizes)", "/there/#sizes", "dead-anchor"),
    Seed("verdict", "[x](there.md#table-costs)", "/there/#table-costs", "dead-anchor"),
    Seed("table", "[x](there.md#Case)", "/there/#Case", "wrong-case"),
    Seed("body", "[x](/glossary/#eer)", "/glossary/#eer", "dead-anchor"),
    Seed("body", "[x](term:hspf)", "/glossary/#hspf", "unknown-term"),
    Seed("body", "[](fact:loss)", "/facts/#loss", "unknown-fact"),
)
CONFIG = f"""\
title: T
base_url: {BASE_URL}
faults: {{orphan: off, dead-end: off, too-far: off, unused-entry: off, review-due: off}}
"""
HEAD = "---\ntitle: {0}\ndescription: D.\n"
ARTICLE = f"{HEAD}---\nWords.\n"
THERE = (
    HEAD.format("There")
    + """\
comparison: {id: sizes, caption: Sizes, options: [X, Y], rows: {R: [a, b]}}
faq: [{question: Why?, answer: So.}]
---
## Reworded

Table: Costs

| A | B |
|---|---|
| c | d |

<p id="Case">Words.</p>
"""
)


def linking() -> str:
    """Return the article that holds all seeds."""
    by_part: dict[str, list[str]] = {}
    for seed in SEEDS:
        by_part.setdefault(seed.part, []).append(seed.link)
    return (
        HEAD.format("Linking") + f"short_answer: 'Short {by_part['short answer'][0]}.'\n"
        "comparison:\n  caption: C\n  options: [X, Y]\n"
        f"  rows: {{R: ['{by_part['cell'][0]}', b]}}\n"
        f"  verdict: {{X: '{by_part['verdict'][0]}'}}\n"
        f"faq: [{{question: How?, answer: '{by_part['answer'][0]}'}}]\n---\n"
        "Table: T\n\n| A |\n|---|\n" + f"| {by_part['table'][0]} |\n\n"
        "[definition]: /gone/definition/\n\n" + "\n\n".join(by_part["body"]) + "\n"
    )


def whole(folder: Path) -> Site:
    """Write the site in which every link leads somewhere."""
    made = Site(folder, "")
    made.write("config.yaml", CONFIG)
    names = "path,a b,wiki,folder,address,slash,absolute,auto,html,definition,query,twin"
    for name in names.split(","):
        made.write(f"content/gone/{name}.md", ARTICLE.format(name))
    made.write("content/gone/anchor.md", f"{ARTICLE.format('anchor')}\n## Part\n")
    for name in ("moved", "draft", "soon", "over", "section/inner"):
        made.write(f"content/{name}.md", ARTICLE.format(name))
    made.write("content/cool.md", f"{HEAD.format('Cool')}category: cold\n---\nWords.\n")
    for name in ("plan.pdf", "photo.png", "Data.csv"):
        made.write(f"content/{name}", "x")
    made.write("content/there.md", THERE)
    made.write("content/linking.md", linking())
    made.write(
        "content/_data/glossary.yaml",
        "eer: {term: EER, short: S.}\nhspf: {term: HSPF, short: S.}\nseer: {term: SEER, short: S}",
    )
    made.write(
        "content/_data/facts.yaml", "loss: {value: 1, what: W.}\ngain: {value: 2, what: W.}\n"
    )
    return made


def take_away(made: Site) -> None:
    """Take away what the seeds lead to."""
    for article in sorted((made.folder / "content/gone").iterdir()):
        article.unlink()
    for name in ("plan.pdf", "photo.png"):
        made.remove(f"content/{name}")
    for old, new in (
        ("moved.md", "elsewhere.md"),
        ("section/inner.md", "other/inner.md"),
        ("Data.csv", "data.csv"),
    ):
        made.write(f"content/{new}", (made.folder / "content" / old).read_bytes())
        made.remove(f"content/{old}")
    for name, key in (
        ("draft", "draft: true"),
        ("soon", "date: 2027-01-01"),
        ("over", "expires: 2026-01-01"),
    ):
        made.write(f"content/{name}.md", f"{HEAD.format(name)}{key}\n---\nWords.\n")
    made.write("content/cool.md", ARTICLE.format("Cool"))
    there = THERE.replace("id: sizes", "id: widths").replace("Why?", "What for?")
    there = there.replace("Reworded", "Other words").replace("Costs", "Prices")
    made.write("content/there.md", there.replace('id="Case"', 'id="case"'))
    made.write("content/_data/glossary.yaml", "seer: {term: SEER, short: S}\n")
    made.write("content/_data/facts.yaml", "gain: {value: 2, what: W.}\n")


def test_both_find_the_same_thirty_broken_links(tmp_path: Path) -> None:
    """Before, neither finds any; after, both find each seed and nothing else."""
    program = external.find_lychee()
    if program is None:
        pytest.skip("lychee is not installed")
    assert len(SEEDS) == len({seed.href for seed in SEEDS}) == 30
    made = whole(tmp_path / "site").fine()
    assert external.lychee(program, made.output, BASE_URL) == []
    page = made.output / "linking/index.html"
    linked = page.read_bytes()

    take_away(made)
    made.write("config.yaml", _lowered(CONFIG))
    made.build()
    page.write_bytes(linked)

    assert sorted(_found(made)) == sorted((_target(s.link), s.fault) for s in SEEDS)
    broken = external.lychee(program, made.output, BASE_URL)
    assert set(broken) == {f"linking/index.html: {_without_slash(s.href)}" for s in SEEDS}


def _without_slash(href: str) -> str:
    """Return an address as lychee names it: without the slash at the end of its path."""
    return re.sub(r"/(?=[?#]|$)", "", href)


def _lowered(config: str) -> str:
    """Let the second build write, whatever it finds."""
    errors = sorted({seed.fault for seed in SEEDS})
    return config.replace("}", "".join(f", {fault}: warning" for fault in errors) + "}")


def _found(made: Site) -> list[tuple[str, str]]:
    """Return the faults, each with what stands at its place."""
    lines = linking().split("\n")
    found = []
    for diagnostic in made.report.diagnostics:
        span = diagnostic.span
        assert span.path == "content/linking.md", diagnostic
        found.append((lines[span.line - 1][span.column - 1 : span.end_column - 1], diagnostic.id))
    return found


def _target(link: str) -> str:
    """Return the target of a link as it is typed."""
    if link == "[x][definition]":
        return "/gone/definition/"
    for begin, end in (("](<", ">"), ("](", ")"), ("[[", "]]"), ("href='", "'"), ("<", ">")):
        if begin in link:
            target = link.partition(begin)[2].partition(end)[0]
            return target.partition("|")[0]
    raise ValueError(link)
