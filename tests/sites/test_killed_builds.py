"""Builds that are killed at any moment: files are old or new, and the next build is right.

`PLENUM_EXAMPLES=25` kills fifty of them (`make long`). What a single write leaves is tested at
each step in `test_writing.py`; here whole processes die, with all that they have started.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from plenum.write.manifest import MANIFEST_NAME
from tests.sites.harness import Site, files_below
from tests.sites.pictures import gradient, saved
from tests.sites.running import begin_build

KILLS = 50 if int(os.environ.get("PLENUM_EXAMPLES", "1")) > 1 else 5
ARTICLES = 40
WRITING = 0.03
"""Seconds: about as long as a build of so many articles writes."""
CONFIG = (
    "title: Test hub\nbase_url: https://hub.example\n"
    "faults: {description-length: off, too-far: off, orphan: off}\n"
)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs process groups and SIGKILL")

Files = dict[str, bytes]


def write(made: Site, state: str) -> None:
    """Bring the sources into a state: its words, its pictures, some articles of its own."""
    shutil.rmtree(made.folder / "content", ignore_errors=True)
    names = [f"a{n}" for n in range(ARTICLES - 5)] + [f"{state}{n}" for n in range(5)]
    for number, name in enumerate(names):
        made.write(
            f"content/{name}.md",
            f"---\ntitle: Part {number} of {state}\ndescription: On {state} {number}.\n"
            f"tags: [t{number % 7}]\n---\n"
            f"See [one](a{(number + 1) % 30}.md). ![A photo](p{number % 8}.png)\n",
        )
    for number in range(8):
        made.write(f"content/p{number}.png", saved(gradient(400 + number, 200 + len(state)), "png"))


def begin(made: Site, *more: str) -> subprocess.Popen[str]:
    """Begin a build with processes to which it gives work."""
    return begin_build(made.folder, "--today", "2026-11-21", "--jobs", "2", *more)


def killed(made: Site, after: float, *, writing: bool) -> bool:
    """Kill a build with all its processes; return whether it lived.

    It has so many seconds from its start, or from where it begins to write, a short time at
    its end.
    """
    manifest = changed_at(made)
    build = begin(made)
    while writing and build.poll() is None and changed_at(made) == manifest:
        time.sleep(0.0005)
    time.sleep(after)
    lived = build.poll() is None
    if lived:
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    return lived


def changed_at(made: Site) -> int:
    """Return when a build has last written its manifest, or begun to make a new folder."""
    news = [made.output / MANIFEST_NAME, *made.folder.glob("public.*")]
    times = [0]
    for path in news:
        with suppress(FileNotFoundError):
            times.append(path.stat().st_mtime_ns)
    return max(times)


def test_a_build_that_is_killed_at_any_moment(tmp_path: Path) -> None:
    """Time and again, between two states of the site, with a warm cache and without one."""
    chance = random.Random(5)  # noqa: S311
    made = Site(tmp_path / "site", f"-- config.yaml --\n{CONFIG}")
    clean: dict[str, Files] = {}
    took = 0.0
    for state in ("old", "newer"):
        write(made, state)
        started = time.monotonic()
        assert begin(made, "--no-cache", "--output", str(tmp_path / state)).wait() == 0
        took = max(took, time.monotonic() - started)
        clean[state] = files_below(tmp_path / state)
    # Now the output has the second state, and each build goes to the other one.
    assert begin(made).wait() == 0
    before, after = "newer", "old"
    lived = 0
    for number in range(KILLS):
        write(made, after)
        if number % 3 == 0:
            shutil.rmtree(made.folder / ".plenum/cache", ignore_errors=True)
        if number % 5 == 4:
            shutil.rmtree(made.output)
        if number % 2:
            lived += killed(made, chance.random() * WRITING, writing=True)
        else:
            # Each part of a build has its turn.
            lived += killed(made, took * (number + chance.random()) / KILLS, writing=False)
        there = files_below(made.output)
        half = [
            name
            for name, data in there.items()
            if data not in {clean[before].get(name), clean[after].get(name)}
            and name != MANIFEST_NAME
            and "plenum-tmp" not in name
            and not name.endswith(".tmp")
        ]
        assert half == []
        assert begin(made).wait() == 0
        assert files_below(made.output) == clean[after]
        assert leavings(made) == []
        before, after = after, before
    # A machine may be fast now and slow then, so that some builds end before their time.
    assert lived > KILLS // 4


def leavings(made: Site) -> list[Path]:
    """Return the temporary files below the site; those of the cache go when they are old.

    Another build may be about to use them: see `tests/unit/test_cache.py`.
    """
    cache = made.folder / ".plenum/cache"
    found = (path for path in made.folder.rglob("*") if "tmp" in path.name)
    return [path for path in found if not path.is_relative_to(cache)]
