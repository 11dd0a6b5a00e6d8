"""Builds of one site at the same time: each ends well, and the output is whole afterwards."""

import os
import random
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from plenum.write.lock import alone
from tests.sites.harness import Site, files_below
from tests.sites.pictures import gradient, saved
from tests.sites.running import begin_build

ARTICLES = 30
ROUNDS = 3
WAITING = "another build of this output folder is under way; waiting for its end"


def article(number: int, words: str) -> str:
    """Return an article whose page differs with its words."""
    return (
        f"---\ntitle: About part {number}\ndescription: {words}.\ntags: [t{number % 7}]\n---\n"
        f"See [the next](a{(number + 1) % ARTICLES}.md) {words}. ![A photo](p{number % 5}.png)\n"
    )


def write(made: Site, words: str) -> None:
    """Write all articles anew."""
    for number in range(ARTICLES):
        made.write(f"content/a{number}.md", article(number, f"{words} {number}"))


def process(made: Site, *more: str) -> subprocess.Popen[str]:
    """Begin a build whose words can be read."""
    return begin_build(made.folder, "--today", "2026-11-21", *more, stderr=subprocess.PIPE)


def ended(build: subprocess.Popen[str]) -> str:
    """Wait for a build, which must succeed, and return what it said beside its figures."""
    told = build.communicate(timeout=120)[1]
    assert build.returncode == 0, told
    return told


@pytest.fixture
def made(tmp_path: Path) -> Site:
    """Return a site of some articles and pictures that was never built."""
    config = "title: Test hub\nbase_url: https://hub.example\n"
    off = "faults: {description-length: off, too-far: off, orphan: off}\n"
    hub = Site(tmp_path / "site", f"-- config.yaml --\n{config}{off}")
    write(hub, "first")
    for number in range(5):
        hub.write(f"content/p{number}.png", saved(gradient(400 + number, 300), "png"))
    return hub


def clean(made: Site) -> dict[str, bytes]:
    """Return what a build makes elsewhere that uses and keeps nothing."""
    target = made.folder.parent / "clean"
    assert ended(process(made, "--no-cache", "--output", str(target))) == ""
    files = files_below(target)
    shutil.rmtree(target)
    return files


@pytest.mark.skipif(os.name != "posix", reason="other systems cannot lock a folder")
@pytest.mark.parametrize("fresh", [True, False], ids=["into nothing", "over an older site"])
def test_builds_at_the_same_time_end_well(made: Site, *, fresh: bool) -> None:
    """Three of them, at different paces, several times."""
    chance = random.Random(3)  # noqa: S311
    for number in range(ROUNDS):
        write(made, f"round {number}")
        right = clean(made)
        if fresh:
            shutil.rmtree(made.output, ignore_errors=True)
            shutil.rmtree(made.folder / ".plenum", ignore_errors=True)
        builds = [process(made, "--jobs", chance.choice("12")) for _ in range(3)]
        told = [ended(build) for build in builds]
        assert set("".join(told).splitlines()) <= {WAITING}
        assert made.snapshot() == right
        assert leavings(made) == []


def leavings(made: Site) -> list[Path]:
    """Return the temporary files below the site."""
    return [path for path in made.folder.rglob("*") if "tmp" in path.name]


@pytest.mark.skipif(os.name != "posix", reason="other systems cannot lock a folder")
def test_the_record_of_a_build_is_not_of_another_ones_output(made: Site) -> None:
    """Two builds that publish different sites into one folder: the next one makes it right."""
    made.write("content/a0.md", article(0, "a draft").replace("tags:", "draft: true\ntags:"))
    for number in range(1, ARTICLES):
        made.write(
            f"content/a{number}.md", article(number, f"text {number}").replace("a0.md", "a1.md")
        )
    right = clean(made)
    for _ in range(ROUNDS):
        for build in [process(made), process(made, "--drafts")]:
            ended(build)
        ended(process(made))
        assert made.snapshot() == right


@pytest.mark.skipif(os.name != "posix", reason="other systems cannot lock a folder")
def test_a_build_waits_for_another_one_and_says_so(made: Site) -> None:
    """Be it by another name of the folder."""
    other = made.folder.parent / "other"
    made.output.mkdir()
    other.symlink_to(made.output)
    with alone(other, lambda: None):
        build = process(made)
        assert build.stderr is not None
        assert build.stderr.readline().strip() == WAITING
        assert list(made.output.iterdir()) == []
    ended(build)
    assert made.page("index.html")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is forked")
def test_what_a_killed_build_leaves_running_keeps_nobody_out(tmp_path: Path) -> None:
    """Its forked processes may live on, without the lock."""
    here, there = socket.socketpair()
    with alone(tmp_path / "public", lambda: None):
        child = os.fork()
        if child == 0:
            here.close()
            there.send(b"I live")
            there.recv(1)
            os._exit(0)
        there.close()
        assert here.recv(9) == b"I live"
    try:
        with alone(tmp_path / "public", lambda: pytest.fail("it waits")):
            pass
    finally:
        here.close()
        os.waitpid(child, 0)


def test_where_no_folder_can_be_locked_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("plenum.write.lock.os.open", refuse)

    def waits() -> None:
        pytest.fail("it waits")

    with alone(tmp_path / "public", waits), alone(tmp_path / "public", waits):
        pass
