"""The store of what was made: whole entries only, and not without end."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plenum import cache
from plenum.cache import Store, key_of


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path / "a" / "b")
    assert store.get("key") is None
    store.put("key", b"bytes")
    store.put("empty", b"")
    assert store.get("key") == b"bytes"
    assert store.get("empty") == b""


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 30])
def test_a_damaged_entry_is_not_used(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put("key", b"bytes")
    (tmp_path / "key").write_bytes(damage)
    assert store.get("key") is None
    store.put("key", b"bytes")
    assert store.get("key") == b"bytes"


def test_a_store_that_is_only_read_changes_nothing(tmp_path: Path) -> None:
    Store(tmp_path).put("key", b"bytes")
    os.utime(tmp_path / "key", (1, 1))
    store = Store(tmp_path, writable=False)
    assert store.get("key") == b"bytes"
    store.put("other", b"bytes")
    store.prune(())
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert (tmp_path / "key").stat().st_mtime == 1


def test_no_folder_keeps_nothing() -> None:
    store = Store(None)
    store.put("key", b"bytes")
    store.prune(())
    assert store.get("key") is None


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file")
    store.put("key", b"bytes")
    store.prune(())
    assert store.get("key") is None


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()
    Store(tmp_path).put("key", b"bytes")
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_the_oldest_of_what_was_not_used_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    for number, name in enumerate(["used", "oldest", "older", "newest"]):
        store.put(name, b"x" * 84)
        os.utime(tmp_path / name, (number + 1, number + 1))
    monkeypatch.setattr(cache, "KEPT_UNUSED", 200)
    store.prune({"used"})
    assert {path.name for path in tmp_path.iterdir()} == {"used", "older", "newest"}


def test_temporary_files_of_a_killed_build_go(tmp_path: Path) -> None:
    """But not those of one that is under way."""
    store = Store(tmp_path)
    store.put("key", b"bytes")
    for name, age in (("old.tmp", 7200), ("new.tmp", 60)):
        (tmp_path / name).write_bytes(b"")
        now = (tmp_path / "key").stat().st_mtime
        os.utime(tmp_path / name, (now - age, now - age))
    store.prune({"key"})
    assert {path.name for path in tmp_path.iterdir()} == {"key", "new.tmp"}


def test_builds_at_the_same_time_find_whole_entries(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def work(number: int) -> bool:
        data = bytes([number % 3]) * 50_000
        key = key_of(number % 3)
        store.put(key, data)
        return store.get(key) == data

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))
    assert len(list(tmp_path.iterdir())) == 3


def test_keys_differ_with_what_they_stand_for() -> None:
    parts = [("a", "bc"), ("ab", "c"), ("a", "bc", None), ("a", b"bc"), (1,), ("1",), ("\ud800",)]
    assert len({key_of(*each) for each in parts}) == len(parts)
