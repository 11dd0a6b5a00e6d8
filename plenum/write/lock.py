"""Builds of one output folder come in, one at a time goes on; the others wait for it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_held: set[int] = set()


@contextmanager
def alone(root: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Keep other builds of the output folder `root` out; call `waiting` before waiting for one.

    What is locked is the folder in which it lies, so that no file is left over. The system
    unlocks it when this process ends, in whatever way. Where a folder cannot be locked, as on
    Windows and on some network file systems, nobody waits.
    """
    lock = _open(Path(os.path.realpath(root)).parent)
    try:
        if lock is not None:
            _take(lock, waiting)
        yield
    finally:
        if lock is not None:
            _held.discard(lock)
            os.close(lock)


def _open(folder: Path) -> int | None:
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        # Nor can a folder be opened on Windows.
        return None
    _held.add(lock)
    return lock


def _take(lock: int, waiting: Callable[[], object]) -> None:
    try:
        import fcntl  # noqa: PLC0415 (not there on Windows)

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
    except (ImportError, OSError):
        # This file system has no such locks.
        return


def _let_go() -> None:
    """Close in a forked process what it has from the one that took the lock.

    If that one is killed, the others may live on for a while: the next build must not wait.
    """
    for lock in _held:
        os.close(lock)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
