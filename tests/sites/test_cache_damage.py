"""Whatever became of the cache: a build succeeds, with the bytes of one that has none.

How single entries of a store are read is tested in `tests/unit/test_cache.py`.
"""

import errno
import io
import os
import pickle
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from plenum.cache import Store
from plenum.cli import main
from tests.sites.forged import code
from tests.sites.harness import Site
from tests.sites.pictures import gradient, saved

Make = Callable[[str], Site]
Harm = Callable[[Path, random.Random], object]

CONFIG = "title: Test hub\nbase_url: https://hub.example\nfaults: {description-length: off}\n"
SITE = f"""\
-- config.yaml --
{CONFIG}
-- content/a.md --
--- About ducts
Of [rooms](b.md). ![A photo](photo.png)
-- content/b.md --
--- About rooms
Of [ducts](a.md). ![Another](more.png)
"""
FOLDERS = ("articles", "images", "pages", "runs", "search")


def build(made: Site, *more: str) -> None:
    """Build as a user does, in this process alone; the build must succeed."""
    options = ["--site", str(made.folder), "--output", str(made.output), "--today", "2026-11-21"]
    assert main(["build", "--jobs", "1", *options, *more]) == 0


@pytest.fixture
def made(site: Make) -> Site:
    """Return a site with two articles and two pictures that was never built."""
    hub = site(SITE)
    for number, name in enumerate(("photo", "more")):
        hub.write(f"content/{name}.png", saved(gradient(400 + number, 300), "png"))
    return hub


def clean(made: Site) -> dict[str, bytes]:
    """Return what a build makes that uses nothing and keeps nothing."""
    build(made, "--no-cache")
    files = made.snapshot()
    shutil.rmtree(made.output)
    return files


def entries(made: Site) -> list[Path]:
    """Return every entry of the cache; each of its folders has some."""
    cache = made.folder / ".plenum/cache"
    assert sorted(path.name for path in cache.iterdir()) == [*FOLDERS]
    found = [path for path in sorted(cache.rglob("*")) if path.is_file()]
    assert len(found) > 10
    return found


# -- entries ----------------------------------------------------------------------------------


def flip(entry: Path, chance: random.Random) -> None:
    data = bytearray(entry.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    entry.write_bytes(data)


def cut(entry: Path, chance: random.Random) -> None:
    entry.write_bytes(entry.read_bytes()[: chance.randrange(entry.stat().st_size)])


def become_a_folder(entry: Path, _: random.Random) -> None:
    entry.unlink()
    entry.mkdir()
    (entry / "file").write_bytes(b"in it")


def become_a_pipe(entry: Path, _: random.Random) -> None:
    entry.unlink()
    os.mkfifo(entry)


def become_a_link(target: Callable[[Path], Path]) -> Harm:
    """Return a harm by which an entry leads to what is made, or is not made, outside."""

    def harm(entry: Path, _: random.Random) -> None:
        outside = target(entry)
        entry.unlink(missing_ok=True)
        entry.symlink_to(outside)

    return harm


def outside(entry: Path) -> Path:
    """Return a folder beside the site for files that no build may touch."""
    folder = entry.parents[4] / "outside"
    folder.mkdir(exist_ok=True)
    return folder


def moved(entry: Path) -> Path:
    """Move an entry out, where its bytes are still right, and its time is old."""
    target = outside(entry) / entry.name
    entry.replace(target)
    os.utime(target, (1, 1))
    return target


HARMS: dict[str, Harm] = {
    "a flipped bit": flip,
    "cut off": cut,
    "empty": lambda entry, _: entry.write_bytes(b""),
    "a folder": become_a_folder,
    "a link to nowhere": become_a_link(lambda entry: outside(entry) / "nothing"),
    "a link to a folder": become_a_link(outside),
    "a link to itself, moved out": become_a_link(moved),
    "a link that never ends": become_a_link(lambda _: Path("/dev/zero")),
    "a file of another program": lambda entry, _: entry.write_bytes(b"\x89PNG\r\n\x1a\n" * 99),
    "a pipe": become_a_pipe,
    "code": lambda entry, _: entry.write_bytes(code(outside(entry) / "harm")),
}


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_entries_that_are_damaged_are_made_anew(made: Site, harm: Harm) -> None:
    """All at once; nothing is executed, and nothing outside of the cache is touched."""
    right = clean(made)
    build(made)
    chance = random.Random(7)  # noqa: S311
    found = entries(made)
    for entry in found:
        harm(entry, chance)
    beside = outside(found[0])
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in beside.iterdir()}
    shutil.rmtree(made.output)
    build(made)
    assert made.snapshot() == right
    assert before == {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in beside.iterdir()}


FORGERIES: dict[str, Callable[[Path], bytes]] = {
    "code": code,
    "another value": lambda _: pickle.dumps([]),
    "JSON": lambda _: b'{"articles": 3}',
    "a JSON list": lambda _: b"[1, 2]",
    "an archive that leads out": lambda _: archive("../../harm"),
    "an archive of something else": lambda _: archive("a/b/harm.html"),
    "nothing": lambda _: b"",
}


def archive(name: str) -> bytes:
    """Return a ZIP file with a file of this name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(name, b"harm")
    return buffer.getvalue()


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_entries_that_are_forged_are_made_anew(made: Site, forge: Callable[[Path], bytes]) -> None:
    """By someone who can seal them as a build does; of pixels nobody can tell whose they are."""
    right = clean(made)
    build(made)
    harm = made.folder.parent / "harm"
    for entry in entries(made):
        store = Store(entry.parent)
        if entry.parent.name != "images" or (store.get(entry.name) or b"").startswith(b"{"):
            store.put(entry.name, forge(harm))
    shutil.rmtree(made.output)
    build(made)
    assert made.snapshot() == right
    assert not harm.exists()


@pytest.mark.parametrize("seed", range(2))
def test_entries_under_other_names_are_not_used(made: Site, seed: int) -> None:
    """Each has the right digest, and is what was made of something else."""
    right = clean(made)
    build(made)
    chance = random.Random(seed)  # noqa: S311
    for folder in FOLDERS:
        paths = [path for path in entries(made) if path.parent.name == folder]
        data = [path.read_bytes() for path in paths]
        chance.shuffle(data)
        for path, each in zip(paths, data, strict=True):
            path.write_bytes(each)
    shutil.rmtree(made.output)
    build(made)
    assert made.snapshot() == right


def test_entries_that_are_damaged_one_at_a_time_are_made_anew(made: Site) -> None:
    """Some entries right and some not: what belongs together is not torn apart."""
    right = clean(made)
    build(made)
    chance = random.Random(11)  # noqa: S311
    for _ in range(6):
        for entry in chance.sample(entries(made), 3):
            chance.choice([flip, cut])(entry, chance)
        shutil.rmtree(made.output)
        build(made)
        assert made.snapshot() == right


# -- folders ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *((path, "file") for path in (".plenum", ".plenum/cache")),
        *((f".plenum/cache/{name}", "file") for name in FOLDERS),
        (".plenum/cache", "link to nowhere"),
    ],
)
def test_a_folder_of_the_cache_that_is_none(made: Site, path: str, kind: str) -> None:
    """A file stays what it is, and nothing is kept there."""
    right = clean(made)
    target = made.folder / path
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind == "file":
        target.write_bytes(b"mine")
    else:
        target.symlink_to(made.folder.parent / "nowhere")
    for _ in range(2):
        build(made)
        assert made.snapshot() == right
    assert kind != "file" or target.read_bytes() == b"mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_cache_that_may_not_be_written(made: Site) -> None:
    """What is there is used, and the rest is made each time."""
    right = clean(made)
    build(made)
    made.write("content/b.md", "--- About attics\nOf [ducts](a.md).\n")
    folders = [made.folder / ".plenum/cache" / name for name in FOLDERS]
    for folder in folders:
        folder.chmod(0o500)
    try:
        build(made)
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert made.snapshot().keys() == right.keys() - {"more.png"}


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, number: int, after: int | None) -> Iterator[None]:
    """Let the cache's files fail to be made, or to be written past so many bytes."""
    usual = Path.open

    def opened(path: Path, mode: str = "r", **options: Any) -> Any:  # noqa: ANN401 (handed on)
        if mode != "xb" or path.suffix != ".tmp":
            return usual(path, mode, **options)
        error = OSError(number, os.strerror(number))
        if after is None:
            raise error
        file = io.FileIO(path, mode)

        def write(data: bytes) -> int:
            io.FileIO.write(file, data[:after])
            raise error

        patch.setattr(file, "write", write)
        return file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", opened)
        yield


@pytest.mark.parametrize(
    ("number", "after"),
    [(errno.ENOSPC, None), (errno.ENOSPC, 20), (errno.EDQUOT, 0), (errno.EROFS, None),
     (errno.EACCES, None), (errno.EIO, 5)],
)  # fmt: skip
def test_a_cache_on_a_disk_that_is_full(
    made: Site, monkeypatch: pytest.MonkeyPatch, number: int, after: int | None
) -> None:
    """Or cannot be written: nothing is kept, half an entry least of all."""
    right = clean(made)
    with failing(monkeypatch, number, after):
        for _ in range(2):
            build(made)
            assert made.snapshot() == right
    kept = [path for path in (made.folder / ".plenum").rglob("*") if path.is_file()]
    assert kept == []
