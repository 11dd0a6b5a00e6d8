"""Measure a program and all that it starts: a command goes in, its figures come out.

Wall time is the clock's, processor time the kernel's account of every process that ended, and
memory the highest sum of what the processes held at one moment. Shared pages count once: a
process's share of them is its part (proportional set size). Needs Linux.
"""
# ruff: noqa: INP001 (a script's module, not a package)

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

NOT_OURS = "PYTHONDONTWRITEBYTECODE"
"""What tells Python to compile every module at every start. No site is built under it, and some
machines that programs are tried on set it: each generator in Python would seem slower than it is,
by the more the less it has to do."""
LIMIT = 1800
"""Seconds after which a build is given up."""

_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER` of Linux's `prctl`."""
_OFTEN = 0.02
"""Seconds between two looks at the memory, at least."""
_SHARE = 20
"""And at least so many times as long as a look takes: looking costs a processor at most 5 %."""


class BuildError(Exception):
    """A build failed, or took too long; the text is what it printed."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, user and system, of all processes."""
    memory: float
    """Megabytes, all processes together, at the highest."""

    def __str__(self) -> str:
        """Return the three in a row."""
        return f"{self.wall:.2f} s, processor {self.processor:.2f} s, {self.memory:.0f} MB"


def adopt_orphans() -> None:
    """Become the parent of processes whose parent ends, so that their time is counted."""
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Figures:
    """Run a command to the end of its last process.

    Raises:
        BuildError: It failed.
    """
    log = folder / "build.log"
    inherited = {name: value for name, value in os.environ.items() if name != NOT_OURS}
    before = _processor_time()
    with log.open("wb") as out:
        started = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=folder, env={**inherited, **environment},
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        watch = _Watch(child.pid)
        watch.start()
        try:
            status = child.wait(LIMIT)
        except subprocess.TimeoutExpired:
            status = -signal.SIGKILL
        wall = time.perf_counter() - started
        watch.stop()
        _end_and_reap()
    if status:
        raise BuildError(f"{' '.join(command)}\n{log.read_text('utf-8', 'replace')[-4000:]}")
    return Figures(wall, _processor_time() - before, watch.most / 1e6)


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _end_and_reap() -> None:
    """End what a build left running and take all that ended into the account."""
    for each in list(_descendants(os.getpid()))[1:]:
        os.kill(each, signal.SIGKILL)
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


class _Watch(threading.Thread):
    """Looks at the memory of a process and of all that it started, until stopped."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._root = root
        self._ended = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            started = time.perf_counter()
            self.most = max(self.most, sum(map(_held, _descendants(self._root))))
            pause = max(_OFTEN, _SHARE * (time.perf_counter() - started))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _descendants(root: int) -> Iterator[int]:
    """Yield a process and all that descend from it; those that end meanwhile may be missing."""
    todo = [root]
    while todo:
        process = todo.pop()
        yield process
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                todo += map(int, task.read_text("ascii").split())
            except OSError:  # it has ended
                continue


def _held(process: int) -> int:
    """Return the bytes that a process holds, its part of what it shares included."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:  # it has ended
        return 0
    return sum(1024 * int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:")
