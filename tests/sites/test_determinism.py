"""The same input gives the same bytes, whatever the machine is like (contract section 3)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plenum import pool
from tests.sites.harness import Site, files_below

Make = Callable[[str], Site]

ROOT = Path(__file__).parents[2]


def article(number: int, link: str) -> str:
    """Return one of many articles that link, share terms and cite."""
    return f"""-- content/part{number % 5}/a{number}.md --
---
title: Article {number} on heat
description: About {number}.
date: 2026-{number % 11 + 1:02}-{number % 20 + 1:02}
author: [anna, bert]
category: Topic {number % 4}
tags: [t{number % 9}, t{number % 5}, Ünïcode {number % 3}]
aliases: [/old/{number}/]
faq:
  - {{question: Is {number} a number?, answer: It is.}}
---
See [[{link}]]. HSPF2 is a rating; [](fact:loss) of the air leaks.

| One | Two |
|-----|-----|
| {number} | ![x](p.png) |

Table: Numbers of {number}
"""


SHARED = """-- content/_data/authors.yaml --
anna: {name: Anna, kind: person, bio: Writes.}
bert: {name: Bert, kind: person, bio: Writes too.}
-- content/_data/glossary.yaml --
hspf2: {term: HSPF2, forms: [HSPF 2], short: How well it heats., body: More.}
-- content/_data/facts.yaml --
loss:
  value: {low: 20, high: 30, unit: "%"}
  what: share of the air that leaks
  basis: typical houses
  as_of: 2024-06-01
  source: {title: T, publisher: P, url: https://example.org, accessed: 2026-11-21}
"""


def small() -> str:
    """Return a site of few articles."""
    return many(10)


def many(count: int, *, broken: bool = False) -> str:
    """Return a site of articles that link to one another; broken, to nothing now and then."""
    pictures = "".join(f"-- content/part{n}/p.png --\nx\n" for n in range(5))
    links = [f"a{(number * 7 + 1) % count}" for number in range(count)]
    if broken:
        links[::3] = ["nowhere"] * len(links[::3])
    return SHARED + pictures + "".join(map(article, range(count), links))


def test_four_processes_give_the_bytes_of_one(site: Make) -> None:
    """140 articles, built by one process and by four, warm and cold."""
    hub = site(many(140)).fine(jobs=1)
    one = hub.snapshot()
    hub.fine(jobs=4)
    assert hub.report.written == 0
    shutil.rmtree(hub.output)
    assert hub.fine(jobs=4).snapshot() == one


def test_four_processes_report_the_faults_of_one(site: Make) -> None:
    """In the same order, with the same words."""
    hub = site(many(140, broken=True)).build(jobs=1)
    one = hub.messages()
    assert hub.report.errors == 47
    assert hub.build(jobs=4).messages() == one


def test_processes_that_inherit_nothing_give_the_bytes_of_one(site: Make) -> None:
    """As where a system starts its processes anew: they are handed all that they need."""
    hub = site(many(70))
    config = (hub.folder / "config.yaml").read_text("utf-8")
    hub.write("config.yaml", f"{config}search: false\nsocial_cards: false\n")
    one = hub.fine(jobs=1).snapshot()
    shutil.rmtree(hub.output)
    program = (
        "import multiprocessing, sys; multiprocessing.set_start_method('spawn');"
        "from plenum.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    options = ["--site", str(hub.folder), "--output", str(hub.output), "--today", "2026-11-21"]
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--jobs", "2", *options],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert hub.snapshot() == one


def test_a_map_over_processes_keeps_the_order() -> None:
    """Whatever the sizes of items and batches."""
    for count in (0, 1, 63, 64, 65, 130):
        for jobs in (1, 2, 5):
            assert pool.ordered_map(list, range(count), jobs) == list(range(count))


def test_incremental_builds_give_the_bytes_of_a_clean_one(site: Make) -> None:
    """After articles came, went and changed."""
    hub = site(many(6)).fine()
    hub.remove("content/part2/a2.md")
    hub.write("content/part1/a1.md", "--- Another one\nOther text.\n")
    hub.write("content/new.md", "--- New\n[[a3]]\n")
    hub.write("content/part0/a0.md", "--- None\nText.\n")
    for number in (3, 4, 5):
        hub.write(f"content/part{number % 5}/a{number}.md", f"--- New {number}\nText.\n")
    hub.fine()
    built = hub.snapshot()
    shutil.rmtree(hub.output)
    assert hub.fine().snapshot() == built


def build_elsewhere(hub: Site, output: Path, cwd: Path, **variables: str) -> dict[str, bytes]:
    """Build in a process with another environment, and return the files."""
    arguments = ["--site", str(hub.folder), "--output", str(output), "--today", "2026-11-21"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "build", "--jobs", "1", *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return files_below(output)


def test_the_environment_does_not_matter(tmp_path: Path) -> None:
    """Hash seed, time zone, locale, current folder: none is in the bytes."""
    hub = Site(tmp_path / "site", small())
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Pago_Pago", "LANG": "de_DE.UTF-8"},
    ]
    builds = []
    for number, world in enumerate(worlds):
        cwd = tmp_path / f"cwd{number}"
        cwd.mkdir()
        builds.append(build_elsewhere(hub, tmp_path / f"out{number}", cwd, **world))
    assert builds[0] == builds[1] == builds[2]


def test_the_order_of_files_in_a_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system may list its files in any order, and made them at any time."""
    hub = Site(tmp_path / "site", small()).fine()
    whole = hub.snapshot()
    shutil.rmtree(hub.output)
    scandir = os.scandir

    class Backwards:
        """A folder's entries in another order than the file system's."""

        def __init__(self, path: Path) -> None:
            with scandir(path) as entries:
                self._entries = sorted(entries, key=lambda entry: entry.name[::-1], reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self._entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr("plenum.read.discover.os.scandir", Backwards)
    for number, path in enumerate(sorted((hub.folder / "content").rglob("*.md"), reverse=True)):
        os.utime(path, (number * 86_400, number * 86_400))
    hub.build()
    monkeypatch.undo()
    assert hub.snapshot() == whole


def test_the_place_of_the_site_does_not_matter(tmp_path: Path) -> None:
    """No path of the machine is in the bytes."""
    first = Site(tmp_path / "first", small()).fine().snapshot()
    second = Site(tmp_path / "an other/place", small()).fine().snapshot()
    assert first == second
    assert not [name for name, data in first.items() if str(tmp_path).encode() in data]


def test_line_ends_and_a_byte_order_mark_do_not_matter(site: Make) -> None:
    """A source saved on another system gives the same page."""
    text = "---\ntitle: A\ndescription: |\n  About\n  A.\n---\n## One\n\n```\ncode\n\nmore\n```\n"
    hub = site(f"-- content/a.md --\n{text}").fine()
    plain = hub.snapshot()
    hub.write("content/a.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert hub.fine().snapshot() == plain
