"""All or nothing: what a build writes, leaves alone and removes (contract section 3)."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from plenum.cli import main
from plenum.model.output import Output, Phase
from plenum.pipeline import site_files, steps
from plenum.write import writer
from plenum.write.manifest import MANIFEST_NAME
from plenum.write.writer import Written, find_foreign, write_outputs
from tests.sites.harness import Site, files_below

Make = Callable[[str], Site]

A = "--- A\nText.\n"
ROOT = Path(__file__).parents[2]


def times(site: Site) -> dict[str, int]:
    """Return when each file of the output was written, in nanoseconds."""
    return {name: (site.output / name).stat().st_mtime_ns for name in site.snapshot()}


# -- what is written --------------------------------------------------------------------------


def test_with_an_error_nothing_is_written(site: Make) -> None:
    """One bad article keeps all others from being published."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.md --\n---\ntitle: B\n---\n").build()
    assert hub.report.errors == 1
    assert not hub.output.exists()


def test_with_an_error_the_last_good_site_stays(site: Make) -> None:
    """Bytes and times of the output are those of the build before."""
    hub = site(f"-- content/a.md --\n{A}").fine()
    before, written_at = hub.snapshot(), times(hub)
    hub.write("content/a.md", "---\ntitle: New\n---\n")
    hub.write("content/c.md", A)
    assert hub.build().report.errors == 1
    assert (hub.snapshot(), times(hub)) == (before, written_at)


def test_strictly_a_warning_keeps_the_last_good_site(site: Make) -> None:
    """`--strict` treats a warning as an error, also when it comes to writing."""
    hub = site(f"-- content/a.mdx --\n{A}").build(strict=True)
    assert not hub.output.exists()
    assert hub.build().output.exists()


def test_one_run_reports_every_fault_of_every_file(site: Make) -> None:
    """Faults of reading, linking and addresses come together, in order."""
    hub = site(
        """
        -- content/a.md --
        ---
        title: A
        tabels: x
        ---
        [one](no.md)
        -- content/b.md --
        --- B
        [two](nowhere.md) and ![three](none.jpg)
        -- content/c.mdx --
        x
        -- content/d/index.md --
        --- D
        -- content/d.md --
        --- D
        """
    ).build()
    assert hub.faults() == [
        "content/a.md:1:1 missing-key",
        "content/a.md:3:1 unknown-key",
        "content/a.md:5:7 dead-link",
        "content/b.md:5:7 dead-link",
        "content/b.md:5:32 missing-image",
        "content/c.mdx:1:1 not-an-article",
        "content/d.md:1:1 url-collision",
        "content/d/index.md:1:1 url-collision",
    ]


def test_checking_writes_nothing(site: Make) -> None:
    """Neither where there is no output yet, nor where there is."""
    hub = site(f"-- content/a.md --\n{A}").build(write=False)
    assert not hub.output.exists()
    before = hub.build().snapshot()
    hub.write("content/a.md", "--- Other\n")
    assert hub.build(write=False).snapshot() == before


def test_a_second_build_writes_nothing(site: Make) -> None:
    """Files whose bytes are the same keep their time."""
    hub = site(f"-- content/a.md --\n{A}").fine()
    written_at = times(hub)
    hub.fine()
    assert (hub.report.written, hub.report.removed) == (0, 0)
    assert times(hub) == written_at


def test_only_files_that_changed_are_written(site: Make) -> None:
    """A file of its own changes that file alone."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.md --\n{A}-- static/x.txt --\none").fine()
    written_at = times(hub)
    hub.write("static/x.txt", "two")
    hub.fine()
    assert hub.report.written == 1
    changed = {name for name, at in times(hub).items() if at != written_at[name]}
    assert changed <= {"x.txt", MANIFEST_NAME}
    assert "x.txt" in changed


def test_what_somebody_changed_or_deleted_is_written_again(site: Make) -> None:
    """The output is what the sources say, whatever happened to it in between."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.md --\n{A}").fine()
    whole = hub.snapshot()
    (hub.output / "a/index.html").write_text("changed")
    shutil.rmtree(hub.output / "b")
    hub.fine()
    assert hub.report.written == 3
    assert hub.snapshot() == whole


def test_files_that_no_longer_belong_are_removed(site: Make) -> None:
    """With their folders, where nothing else is in them."""
    hub = site(f"-- content/x/y/a.md --\n{A}-- content/b.md --\n{A}").fine()
    hub.remove("content/x/y/a.md")
    hub.fine()
    assert hub.report.removed > 0
    assert not (hub.output / "x").exists()
    assert (hub.output / "b/index.html").exists()


def test_without_articles_the_last_pages_go(site: Make) -> None:
    """A site may become empty."""
    empty = site("").fine().snapshot()
    hub = site(f"-- content/x/a.md --\n{A}").fine()
    hub.remove("content/x/a.md")
    assert hub.fine().snapshot() == empty


@pytest.mark.parametrize("there", [True, False])
def test_the_output_folder_keeps_what_it_is(site: Make, tmp_path: Path, *, there: bool) -> None:
    """A link to a folder elsewhere stays a link, and an empty folder stays the same folder."""
    hub = site(f"-- content/a.md --\n{A}")
    target = tmp_path / "elsewhere"
    target.mkdir()
    if there:
        hub.output.symlink_to(target)
    else:
        hub.output.mkdir(mode=0o750)
    number = hub.output.stat().st_ino
    hub.fine()
    assert hub.output.is_symlink() == there
    assert hub.output.stat().st_ino == number


# -- what no build wrote ----------------------------------------------------------------------


def test_foreign_files_stay(site: Make) -> None:
    """Neither a first nor a later build touches what it did not write."""
    hub = site(f"-- content/x/a.md --\n{A}-- public/CNAME --\nhub.example\n")
    hub.write("public/x/notes.txt", "mine")
    hub.fine()
    hub.remove("content/x/a.md")
    hub.fine()
    assert hub.page("CNAME") == "hub.example\n"
    assert hub.page("x/notes.txt") == "mine"
    assert not (hub.output / "x/a").exists()


def test_a_foreign_file_in_the_way_is_an_error(site: Make) -> None:
    """It is not overwritten, and nothing else is written; `check` says so, too."""
    hub = site(f"-- content/a.md --\n{A}-- public/a/index.html --\nmine")
    for write in (False, True):
        hub.build(write=write)
        assert hub.faults() == ["public/a/index.html:1:1 foreign-file"]
        assert hub.snapshot() == {"a/index.html": b"mine"}


def test_playing_the_fault_down_does_not_overwrite(site: Make) -> None:
    """The configuration may silence the fault; the file is not ours all the same."""
    config = "title: T\nbase_url: https://hub.example\nfaults: {foreign-file: off}\n"
    hub = site(f"-- config.yaml --\n{config}-- content/a.md --\n{A}-- public/a/index.html --\nmine")
    hub.fine()
    assert hub.page("a/index.html") == "mine"
    hub.remove("content/a.md")
    hub.fine()
    assert hub.page("a/index.html") == "mine"


def test_a_foreign_file_with_our_bytes_is_adopted(site: Make) -> None:
    """A lost manifest is no obstacle: the same file is taken over, and later removed."""
    hub = site(f"-- content/a.md --\n{A}").fine()
    (hub.output / MANIFEST_NAME).unlink()
    hub.fine()
    hub.remove("content/a.md")
    hub.fine()
    assert not (hub.output / "a").exists()


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"version": 1, "files": 3}', "\xff"])
def test_a_damaged_manifest_is_none(site: Make, manifest: str) -> None:
    """What cannot be read claims nothing, and is written anew."""
    hub = site(f"-- content/a.md --\n{A}").fine()
    whole = hub.snapshot()
    (hub.output / MANIFEST_NAME).write_bytes(manifest.encode("latin-1"))
    assert hub.fine().snapshot() == whole


@pytest.mark.parametrize("path", ["../kept.txt", "/etc/kept.txt", "a/../../kept.txt", "", "."])
def test_a_manifest_cannot_name_files_outside(site: Make, path: str) -> None:
    """What it names may be deleted, so it names files of the output only."""
    hub = site("-- kept.txt --\nx").fine()
    text = hub.page(MANIFEST_NAME).replace('"files": [', f'"files": [\n"{path}",')
    (hub.output / MANIFEST_NAME).write_text(text)
    hub.write("content/a.md", A)
    hub.fine()
    assert (hub.folder / "kept.txt").exists()
    assert f'"{path}"' not in hub.page(MANIFEST_NAME)


def test_a_link_in_the_output_is_not_written_through(site: Make, tmp_path: Path) -> None:
    """What lies behind a link that no build made is not ours."""
    outside = tmp_path / "outside"
    outside.mkdir()
    hub = site(f"-- content/x/a.md --\n{A}-- public/CNAME --\nx")
    (hub.output / "x").symlink_to(outside)
    assert set(hub.build().faults()) == {
        "public/x/a/index.html:1:1 foreign-file",
        "public/x/a/index.md:1:1 foreign-file",
        "public/x/index.html:1:1 foreign-file",
    }
    (hub.output / "x").unlink()
    hub.fine()
    # Now it takes the place of a folder of ours, whose files are to be removed.
    shutil.rmtree(hub.output / "x")
    (outside / "a").mkdir()
    (outside / "a/index.html").write_text("mine")
    (hub.output / "x").symlink_to(outside)
    hub.remove("content/x/a.md")
    hub.fine()
    assert (outside / "a/index.html").read_text() == "mine"


# -- files that become folders ----------------------------------------------------------------


def test_a_file_becomes_a_folder_and_the_reverse(site: Make) -> None:
    """What a build wrote makes room for what the next one needs."""
    hub = site("-- content/x --\nfile").fine()
    first = hub.snapshot()
    hub.remove("content/x")
    hub.write("content/x/y/z.txt", "deep")
    hub.fine()
    assert hub.page("x/y/z.txt") == "deep"
    shutil.rmtree(hub.folder / "content/x")
    hub.write("content/x", "file")
    assert hub.fine().snapshot() == first


def test_a_folder_with_a_foreign_file_does_not_become_a_file(site: Make) -> None:
    """The foreign file is in the way, and stays."""
    hub = site("-- content/x/z.txt --\nours").fine()
    hub.write("public/x/mine.txt", "mine")
    shutil.rmtree(hub.folder / "content/x")
    hub.write("content/x", "file")
    assert hub.build().faults() == ["public/x:1:1 foreign-file"]
    assert hub.page("x/mine.txt") == "mine"


def test_a_foreign_file_where_a_folder_must_be_is_an_error(site: Make) -> None:
    """The fault names the file in the way."""
    hub = site(f"-- content/x/a.md --\n{A}-- public/x --\nmine").build()
    assert "public/x/a/index.html:1:1 foreign-file" in hub.faults()
    assert "must go: x\n" in hub.messages()
    assert hub.page("x") == "mine"


# -- what cannot be written -------------------------------------------------------------------


def test_an_output_that_cannot_be_made_is_an_error(site: Make) -> None:
    """Here the folder would have to lie in a file."""
    hub = site(f"-- content/a.md --\n{A}-- file --\nx")
    hub.output = hub.folder / "file/public"
    assert hub.build().faults() == ["public:1:1 unwritable-output"]


def test_a_disk_that_is_full_is_an_error(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault names the file, nothing half stays, and the next build completes."""
    hub = site(f"-- content/a.md --\n{A}").fine()
    hub.write("content/b.md", A)

    def fill_up(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:9])
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", fill_up)
        hub.build()
    assert hub.faults() == ["public/b/index.html:1:1 unwritable-output"]
    assert "No space left on device" in hub.messages()
    assert not [name for name in hub.snapshot() if "tmp" in name]
    hub.fine()
    shutil.copytree(hub.output, hub.folder / "incremental")
    shutil.rmtree(hub.output)
    assert files_below(hub.folder / "incremental") == hub.fine().snapshot()


# -- builds that are killed -------------------------------------------------------------------


class KilledError(BaseException):
    """The process is dead: from now on it does nothing."""


_DOINGS = ("replace", "write_bytes", "write_text", "unlink", "rmdir", "mkdir")


@contextmanager
def mortal(patch: pytest.MonkeyPatch, last: int) -> Iterator[list[str]]:
    """Let the process die at the doing with the number `last`; yields the doings so far.

    What is being written then is written by half. No clean-up succeeds after death.
    """
    done: list[str] = []

    def dying(name: str, doing: Callable[..., Any]) -> Callable[..., Any]:
        def perform(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            done.append(name)
            if len(done) <= last:
                return doing(*arguments, **options)
            if len(done) == last + 1 and name.startswith("write"):
                path, data, *rest = arguments
                doing(path, data[: len(data) // 2], *rest, **options)
            raise KilledError

        return perform

    with patch.context() as context:
        for name in _DOINGS:
            context.setattr(Path, name, dying(name, getattr(Path, name)))
        context.setattr(shutil, "rmtree", dying("rmtree", shutil.rmtree))
        context.setattr(tempfile, "mkdtemp", dying("mkdtemp", tempfile.mkdtemp))
        yield done


def outputs_of(hub: Site, patch: pytest.MonkeyPatch) -> list[Output]:
    """Return what a build of the site would write."""
    taken: list[Output] = []

    def take(outputs: Sequence[Output], *_: object) -> Written:
        # Those that lie aside are gone once the build has ended.
        taken.extend(Output(each.path, each.data, each.phase) for each in outputs)
        return Written(0, 0)

    with patch.context() as context:
        context.setattr(steps, "write_outputs", take)
        hub.build()
    assert hub.report.errors == 0, hub.messages()
    return taken


def dead_ends(files: dict[str, bytes]) -> list[str]:
    """Return the missing files behind links, for all pages to which links lead from the front."""
    if "index.html" not in files:
        return []
    seen = {"index.html"}
    todo = ["index.html"]
    missing = []
    while todo:
        page = todo.pop()
        for href in re.findall(r'(?:href|src)="(/[^"#?]*)', files[page].decode()):
            path = unquote(href).lstrip("/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            if path not in files:
                missing.append(f"{page}: {path}")
            elif path not in seen and path.endswith(".html"):
                todo.append(path)
            seen.add(path)
    return missing


BEFORE = """
    -- content/one.md --
    ---
    title: One
    description: About one.
    date: 2026-11-01
    tags: [first]
    ---
    See [two](two.md). ![A photo](photo.jpg)
    -- content/photo.jpg --
    x
    -- content/two.md --
    --- Two
    Text.
    -- content/kept.md --
    --- Kept
    Text.
"""
AFTER = """
    -- content/one.md --
    ---
    title: One
    description: About one.
    date: 2026-11-01
    tags: [second]
    ---
    See [three](three.md). ![Another photo](new/photo.jpg)
    -- content/new/photo.jpg --
    y
    -- content/three.md --
    --- Three
    See [four](guides/four.md).
    -- content/guides/four.md --
    ---
    title: Four
    description: About four.
    aliases: [/two/]
    ---
    See [three](../three.md).
    -- content/kept.md --
    --- Kept
    Text.
"""


@pytest.fixture
def states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Output], list[Output]]:
    """Return the outputs of a site in two states."""
    before = outputs_of(Site(tmp_path / "before", BEFORE), monkeypatch)
    return before, outputs_of(Site(tmp_path / "after", AFTER), monkeypatch)


def test_a_first_build_that_is_killed_leaves_nothing(
    states: tuple[list[Output], list[Output]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every moment there is no output at all, or all of it."""
    outputs = states[0]
    write_outputs(outputs, tmp_path / "clean")
    whole = files_below(tmp_path / "clean")
    for last in range(10_000):
        folder = tmp_path / f"dies{last}"
        with mortal(monkeypatch, last) as done:
            try:
                write_outputs(outputs, folder / "public")
            except KilledError:
                assert not (folder / "public").exists()
        write_outputs(outputs, folder / "public")
        assert files_below(folder) == {f"public/{name}": data for name, data in whole.items()}
        if len(done) <= last:
            break
    assert last > len(outputs)


@pytest.mark.parametrize("empty", [True, False])
def test_a_build_that_is_killed_leaves_whole_files_and_links(
    states: tuple[list[Output], list[Output]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    empty: bool,
) -> None:
    """At every moment each file is old or new, and all links from the front page lead on.

    The next build completes, is what a clean one is, and leaves no temporary file, whether it
    goes on to the new state or back to the old one.
    """
    before, after = states
    for name, outputs in (("old", [] if empty else before), ("new", after)):
        (tmp_path / name).mkdir()
        if outputs:
            write_outputs(outputs, tmp_path / name)
    old, new = files_below(tmp_path / "old"), files_below(tmp_path / "new")
    for last in range(10_000):
        root = tmp_path / "public"
        shutil.copytree(tmp_path / "old", root)
        with mortal(monkeypatch, last) as done:
            try:
                write_outputs(after, root)
            except KilledError:
                files = {n: d for n, d in files_below(root).items() if "plenum" not in n}
                assert all(data in {old.get(n), new.get(n)} for n, data in files.items())
                assert dead_ends(files) == []
                assert find_foreign(after, root) == []
        back = root.with_name("back")
        shutil.copytree(root, back)
        write_outputs(after, root)
        assert files_below(root) == new
        if not empty:
            assert find_foreign(before, back) == []
            write_outputs(before, back)
            assert files_below(back) == old
        shutil.rmtree(root)
        shutil.rmtree(back)
        if len(done) <= last:
            break
    assert last > len(after)


@contextmanager
def filling(patch: pytest.MonkeyPatch, last: int) -> Iterator[list[str]]:
    """Let the disk be full after so many files and folders; yields those that were asked for.

    What is being written then is written by half. To rename and to delete still works.
    """
    asked: list[str] = []

    def full(name: str, doing: Callable[..., Any]) -> Callable[..., Any]:
        def perform(path: Path, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            asked.append(name)
            if len(asked) <= last:
                return doing(path, *arguments, **options)
            if name.startswith("write"):
                data, *rest = arguments
                doing(path, data[: len(data) // 2], *rest, **options)
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

        return perform

    with patch.context() as context:
        for name in ("write_bytes", "write_text", "mkdir"):
            context.setattr(Path, name, full(name, getattr(Path, name)))
        yield asked


def failure(work: Callable[[], object]) -> OSError | None:
    """Do the work and return how it failed."""
    try:
        work()
    except OSError as error:
        return error
    return None


@pytest.mark.parametrize("empty", [True, False])
def test_a_disk_that_is_full_at_any_write(
    states: tuple[list[Output], list[Output]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    empty: bool,
) -> None:
    """An error names a file, each file is old or new, and nothing temporary stays."""
    before, after = states
    for name, outputs in (("old", before), ("new", after)):
        write_outputs(outputs, tmp_path / name)
    old, new = files_below(tmp_path / "old"), files_below(tmp_path / "new")
    root = tmp_path / "public"
    for last in range(10_000):
        if not empty:
            shutil.copytree(tmp_path / "old", root)
        with filling(monkeypatch, last) as asked:
            error = failure(lambda: write_outputs(after, root))
        if error is not None:
            assert (error.errno, error.filename[:6]) == (errno.ENOSPC, "public")
            files = {n: d for n, d in files_below(root).items() if n != MANIFEST_NAME}
            assert all(data in {old.get(n), new.get(n)} for n, data in files.items())
            assert dead_ends(files) == []
        assert (error is None) == (len(asked) <= last)
        assert not [path for path in tmp_path.rglob("*") if "tmp" in path.name]
        write_outputs(after, root)
        assert files_below(root) == new
        shutil.rmtree(root)
        if len(asked) <= last:
            break
    assert last > len(after)


def test_assets_come_first_and_deletions_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then pages that are new, pages that changed, listings, and at the end the feeds."""
    root = tmp_path / "public"
    known = ["changed/index.html", "feed.xml", "index.html", "gone/index.html"]
    write_outputs([Output(name, b"old", Phase.PAGE) for name in known], root)
    order: list[str] = []
    replace, unlink = Path.replace, Path.unlink

    def noting(path: Path, target: Path) -> Path:
        order.append(Path(target).relative_to(root).as_posix())
        return replace(path, target)

    def noting_too(path: Path, *, missing_ok: bool = False) -> None:
        if path.exists():
            order.append(f"- {path.relative_to(root).as_posix()}")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", noting)
    monkeypatch.setattr(Path, "unlink", noting_too)
    write_outputs(
        [
            Output("feed.xml", b"new", Phase.FEED),
            Output("feed.json", b"new", Phase.FEED),
            Output("index.html", b"new", Phase.LISTING),
            Output("tags/index.html", b"new", Phase.LISTING),
            Output("new/index.html", b"new", Phase.PAGE),
            Output("changed/index.html", b"new", Phase.PAGE),
            Output("z.css", b"new", Phase.ASSET),
        ],
        root,
    )
    assert order == [
        MANIFEST_NAME,
        "z.css",
        "new/index.html",
        "tags/index.html",
        "feed.json",
        "changed/index.html",
        "index.html",
        "feed.xml",
        "- gone/index.html",
        MANIFEST_NAME,
    ]


def test_of_two_outputs_with_one_path_the_first_is_written(tmp_path: Path) -> None:
    """Where a collision is played down, every build still gives the same bytes."""
    outputs = [Output("a", b"one", Phase.PAGE), Output("a", b"two", Phase.ASSET)]
    assert write_outputs(outputs, tmp_path / "public") == writer.Written(1, 0)
    assert write_outputs(outputs, tmp_path / "public") == writer.Written(0, 0)
    assert (tmp_path / "public/a").read_bytes() == b"one"


@pytest.mark.parametrize(
    "path",
    ["/etc/x", "../x", "a/../../x", "..", "a\\..\\x", "a//x", "", "a/", "a/./x", ".../x", "a\0b"],
)
@pytest.mark.parametrize("act", [write_outputs, find_foreign])
def test_no_output_can_lead_out_of_its_folder(
    tmp_path: Path, act: Callable[[list[Output], Path], object], path: str
) -> None:
    """Whatever went wrong before: no file is touched, not even those that would be right."""
    outputs = [Output("right.html", b"x", Phase.PAGE), Output(path, b"x", Phase.PAGE)]
    with pytest.raises(ValueError, match=re.escape(repr(path))):
        act(outputs, tmp_path / "public")
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_leads_out_is_an_internal_error_that_names_it(
    site: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = site(f"-- content/a.md --\n{A}")
    monkeypatch.setattr(site_files, "robots", lambda _: Output("../x", b"x", Phase.FEED))
    assert main(["build", "--site", str(hub.folder), "--today", "2026-11-21"]) == 1
    told = capsys.readouterr().err
    assert "internal-error" in told
    assert "'../x'" in told
    assert not hub.output.exists()


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_process_that_is_killed_leaves_no_half_site(site: Make) -> None:
    """A real process, killed while it writes; the next build sweeps up behind it."""
    hub = site("".join(f"-- content/f{n}.bin --\n{'x' * 20_000}\n" for n in range(1500)))
    command = [sys.executable, str(ROOT / "build.py"), "build", "--today", "2026-11-21"]
    with subprocess.Popen(
        [*command, "--site", str(hub.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and not list(hub.folder.glob("public.*")):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    assert not hub.output.exists()
    assert list(hub.folder.glob("public.*"))
    hub.fine()
    assert not list(hub.folder.glob("public.*"))
    assert sum(name.endswith(".bin") for name in hub.files()) == 1500
