"""A run where nothing has changed: the same answer without the work, and never a stale one."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum import cache, cli, stamp
from plenum.cache import Store
from plenum.commands import run as shared
from plenum.digest import digest_of_file
from plenum.pipeline.report import SiteReport
from plenum.stamp import _program
from tests.sites.harness import Site, files_below
from tests.sites.running import modules_of_a_build

Make = Callable[[str], Site]

SITE = """\
-- config.yaml --
title: Test hub
base_url: https://hub.example
search: false
social_cards: false
-- content/a.md --
---
title: An article about ducts
description: What ducts do in a house, and what they lose on the way to the rooms.
date: 2026-11-01
---
Text.
-- content/_data/glossary.yaml --
-- static/notes.txt --
Hello.
"""
Change = Callable[[Path], object]


def write(path: str, text: str) -> Change:
    """Return a change that writes a file below the site."""

    def change(folder: Path) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    return change


def replaced(path: str, old: str, new: str) -> Change:
    """Return a change of a file that leaves its time, and here its size, as they were."""

    def change(folder: Path) -> None:
        file = folder / path
        stat = file.stat()
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    return change


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, int]]:
    """Return a function that runs a command and returns its figures.

    Among them, how often the pipeline ran for them.
    """
    runs: list[Callable[[], SiteReport]] = []
    usual = shared.guarded

    def guarded(run: Callable[[], SiteReport]) -> SiteReport:
        runs.append(run)
        return usual(run)

    monkeypatch.setattr(shared, "guarded", guarded)

    def run(site: Site, *more: str, command: str = "build", status: int = 0) -> dict[str, int]:
        arguments = [command, "--site", str(site.folder), "--format", "json", "--jobs", "1"]
        day = [] if "--today" in more else ["--today", "2026-11-21"]
        capsys.readouterr()
        runs.clear()
        assert cli.main([*arguments, *day, *more]) == status
        figures: dict[str, int] = json.loads(capsys.readouterr().out)["summary"]
        return {**figures, "runs": len(runs)}

    return run


Run = Callable[..., dict[str, int]]


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return all files below a folder with their times."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_second_run_does_nothing(site: Make, run: Run) -> None:
    """Neither a page is rendered nor a file touched, and `check` knows it, too."""
    made = site(SITE)
    assert run(made)["runs"] == 1
    before = files(made.folder)
    figures = run(made, command="check")
    assert (figures["articles"], figures["rendered"], figures["written"]) == (1, 0, 0)
    assert files(made.folder) == before
    before = files(made.output)
    figures = run(made)
    assert (figures["articles"], figures["rendered"], figures["written"]) == (1, 0, 0)
    assert files(made.output) == before


CHANGES = {
    "an article": write("content/a.md", "---\ntitle: B\ndescription: C\n---\nMore.\n"),
    "as long, as old": replaced("content/a.md", "Text.", "Next."),
    "a new article": write("content/b.md", "---\ntitle: B\ndescription: C\n---\nMore.\n"),
    "an article gone": lambda folder: (folder / "content/a.md").unlink(),
    "an article renamed": lambda folder: (folder / "content/a.md").rename(folder / "content/b.md"),
    "a data file": write("content/_data/facts.yaml", "x: {value: '1', what: One}\n"),
    "a static file": write("static/notes.txt", "Bye."),
    "the configuration": replaced("config.yaml", "Test hub", "Best hub"),
    "a template of the site's own": write("templates/blocks/tags.html", ""),
    "a page gone": lambda folder: (folder / "public/a/index.html").unlink(),
    "a page overwritten": write("public/a/index.html", "Hacked."),
    "the manifest gone": lambda folder: (folder / "public/.plenum-manifest.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(site: Make, run: Run, tmp_path: Path, change: Change) -> None:
    """Whatever it is: the folder is then that of a build from nothing."""
    made = site(SITE)
    run(made)
    run(made)
    change(made.folder)
    assert run(made)["runs"] == 1
    run(made, "--output", str(tmp_path / "anew"), "--no-cache")
    assert files_below(made.output) == files_below(tmp_path / "anew")


@pytest.mark.parametrize(
    "asked", [["--today", "2026-11-22"], ["--drafts"], ["--base-url", "https://other.example"]]
)
def test_another_question_is_answered_anew(site: Make, run: Run, asked: list[str]) -> None:
    """What holds today need not hold tomorrow."""
    made = site(SITE)
    run(made)
    assert run(made, *asked)["runs"] == 1


def test_another_folder_does_not_make_the_first_one_new(
    site: Make, run: Run, tmp_path: Path
) -> None:
    """What one kind of run has seen, another has not: each folder is as old as its own build."""
    made = site(SITE)
    run(made)
    made.write("content/a.md", "---\ntitle: B\ndescription: C\n---\nMore.\n")
    assert run(made, "--output", str(tmp_path / "other"))["runs"] == 1
    assert run(made)["runs"] == 1
    assert "<h1>B</h1>" in made.page("a/index.html")


def test_another_time_alone_is_no_change(site: Make, run: Run) -> None:
    """A fresh checkout gives every file a new time; its bytes are what counts."""
    made = site(SITE)
    run(made)
    for path in made.folder.joinpath("content").rglob("*.md"):
        os.utime(path, ns=(1, 1))
    assert run(made)["runs"] == 0
    # Times so old are enough from now on: a change that keeps them could not be seen.
    assert run(made)["runs"] == 0


def test_warnings_are_told_again(site: Make, run: Run) -> None:
    """With their places; and strictly they fail."""
    made = site(SITE.replace("Text.", "Text.\n\n### Skipped"))
    warnings = run(made)["warnings"]
    assert warnings == 2
    again = run(made)
    assert (again["warnings"], again["rendered"]) == (warnings, 0)
    assert run(made, "--strict", status=1)["runs"] == 0


def test_errors_are_found_anew(site: Make, run: Run) -> None:
    """A run that failed is no answer."""
    made = site(SITE.replace("Text.", "[x](nowhere.md)"))
    for _ in range(2):
        figures = run(made, status=1)
        assert (figures["errors"], figures["runs"]) == (1, 1)


def test_check_keeps_nothing(site: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It writes no file anywhere, and reads none to keep it in mind."""
    made = site(SITE)
    before = files(made.folder)
    monkeypatch.setattr("hashlib.file_digest", None)
    for _ in range(2):
        assert run(made, command="check")["runs"] == 1
    assert files(made.folder) == before


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda data: data[:0],
    "another byte": lambda data: data[:-2] + bytes([data[-2] ^ 1]) + data[-1:],
    "foreign": lambda data: b"\x80\x04K\x01." * len(data),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_record_is_not_trusted(
    site: Make, run: Run, damage: Callable[[bytes], bytes]
) -> None:
    """All is made anew, and recorded again."""
    made = site(SITE)
    run(made)
    records = list(made.folder.joinpath(".plenum/cache/runs").iterdir())
    assert len(records) == 2
    for record in records:
        record.write_bytes(damage(record.read_bytes()))
    assert run(made)["runs"] == 1
    assert run(made)["runs"] == 0


def test_a_record_of_another_form_is_not_trusted(site: Make, run: Run) -> None:
    """Not even where its digest is right."""
    made = site(SITE)
    run(made)
    folder = made.folder / ".plenum/cache/runs"
    # The digest stands before the text.
    records = [(path.name, json.loads(path.read_bytes()[16:])) for path in folder.iterdir()]
    ((name, kept),) = (each for each in records if "report" in each[1])
    for report in (None, {}, {"diagnostics": [[1]]}, {"diagnostics": 3, "articles": 1}):
        Store(folder).put(name, json.dumps({**kept, "report": report}).encode())
        assert run(made)["runs"] == 1


def test_a_link_among_the_sources(site: Make, run: Run) -> None:
    """What it leads to may change unseen: nothing is recorded."""
    made = site(SITE)
    made.folder.joinpath("static/more.txt").symlink_to(made.folder / "static/notes.txt")
    for _ in range(2):
        assert run(made)["runs"] == 1


def test_a_file_that_is_written_while_the_site_is_built(
    site: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is of what was there before the reading."""
    made = site(SITE)
    usual = shared.guarded

    def slow(work: Callable[[], object]) -> object:
        report = usual(work)  # type: ignore[arg-type]
        made.write("content/a.md", "---\ntitle: B\ndescription: C\n---\nMore.\n")
        return report

    monkeypatch.setattr(shared, "guarded", slow)
    run(made)
    monkeypatch.setattr(shared, "guarded", usual)
    assert run(made)["runs"] == 1
    assert "<h1>B</h1>" in made.page("a/index.html")


@pytest.mark.parametrize(
    ("path", "old", "new", "output"),
    [
        ("content/a.md", "Text.", "Tent.", "a/index.html"),
        ("static/notes.txt", "Hello.", "Hallo.", "notes.txt"),
    ],
)
def test_a_change_of_a_young_file_that_its_time_does_not_show(  # noqa: PLR0913
    site: Make,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    old: str,
    new: str,
    output: str,
) -> None:
    """The clock of a file system may stand still while the site is built."""
    made = site(SITE)
    usual = shared.guarded

    def slow(work: Callable[[], SiteReport]) -> SiteReport:
        report = usual(work)
        replaced(path, old, new)(made.folder)
        return report

    monkeypatch.setattr(shared, "guarded", slow)
    run(made)
    monkeypatch.setattr(shared, "guarded", usual)
    assert run(made)["runs"] == 1
    assert new in made.page(output)


def age(made: Site) -> None:
    """Let all files be older than the clock's grain."""
    old = time.time_ns() - 60 * 10**9
    for path in made.folder.rglob("*"):
        os.utime(path, ns=(old, old))


@pytest.fixture
def digested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the names of files that are read to record them."""
    names: list[str] = []

    def noted(path: str) -> str:
        names.append(Path(path).name)
        return digest_of_file(path)

    monkeypatch.setattr(stamp, "digest_of_file", noted)
    return names


def test_what_a_build_has_read_is_not_read_again_to_record_it(
    site: Make, run: Run, digested: list[str]
) -> None:
    made = site(SITE)
    age(made)
    run(made)
    assert "notes.txt" in digested
    assert "a.md" not in digested
    # It is recorded all the same: as an edit of this article alone, or of none.
    os.utime(made.folder / "content/a.md", ns=(1, 1))
    assert run(made)["runs"] == 0
    assert digested[-1] == "a.md"


def test_what_is_recorded_is_read_once(
    site: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large site it is large, and an edit is to cost what has changed."""
    made = site(SITE)
    run(made)
    replaced("content/a.md", "Text.", "Tent.")(made.folder)
    asked: list[str] = []
    usual = Store.get

    def noted(store: Store, key: str) -> bytes | None:
        if store.folder and store.folder.name == "runs":
            asked.append(key)
        return usual(store, key)

    monkeypatch.setattr(Store, "get", noted)
    assert run(made)["runs"] == 1
    assert len(asked) == len(set(asked)) == 2


def test_old_times_are_enough(site: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file is younger than the clock's grain, none is read."""
    made = site(SITE)
    age(made)
    run(made)
    monkeypatch.setattr("hashlib.file_digest", None)
    assert run(made)["runs"] == 0


def test_another_program_answers_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rules are a part of it, its compiled modules are not."""
    for module in (stamp, cache):
        monkeypatch.setattr(module, "__file__", str(tmp_path / "stamp.py"))
    digest = cache.program_digest.__wrapped__
    write("stamp.py", "1")(tmp_path)
    write("rules/trap-term.yaml", "a")(tmp_path)
    before = _program(), digest()
    write("__pycache__/stamp.pyc", "1")(tmp_path)
    # What another process is just writing.
    write("__pycache__/stamp.pyc.1234", "1")(tmp_path)
    assert (_program(), digest()) == before
    write("rules/trap-term.yaml", "ab")(tmp_path)
    assert _program() != before[0]
    assert digest() != before[1]


def test_what_takes_long_to_import_is_not(site: Make) -> None:
    """Such a run takes little more than Python's own start; parsers and templates take longer."""
    hub = site(SITE)
    heavy = {"jinja2", "markdown", "yaml", "plenum.pipeline.steps", "plenum.source"}
    assert [heavy & modules_of_a_build(hub.folder) for _ in range(2)] == [heavy, set()]
