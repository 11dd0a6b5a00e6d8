"""An ordered map over processes or threads: items go in, results come out in the same order."""

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
R = TypeVar("R")

_SMALLEST = 64
"""Below this many items, starting processes costs more than it saves."""
_BATCHES_PER_JOB = 4
"""Enough for the last batches to even out, few enough for each to be worth its set-up."""
_LARGEST = 100
"""So many items at most in a batch, so that one can see how far a run is."""


class ElsewhereError(Exception):
    """What was to run elsewhere cannot; the text says why, and what to do."""


def _nobody(_count: int) -> None:
    """Tell nobody."""


def default_jobs() -> int:
    """Return how many processes this process may use at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_elsewhere: ContextVar["tuple[Executor, int] | None"] = ContextVar("elsewhere", default=None)


@contextmanager
def elsewhere(executor: "Executor", processes: int) -> Iterator[None]:
    """Run the maps within on an executor of `processes`, in place of processes made here."""
    before = _elsewhere.set((executor, processes))
    try:
        yield
    finally:
        _elsewhere.reset(before)


def is_elsewhere() -> bool:
    """Whether maps run on an executor that was not made here, perhaps on other machines."""
    return _elsewhere.get() is not None


def ordered_map(  # noqa: PLR0913 (all that a map may be asked)
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Iterable[T],
    jobs: int,
    *,
    smallest: int = _SMALLEST,
    most: int | None = None,
    threads: bool = False,
    done: Callable[[int], None] = _nobody,
) -> list[R]:
    """Apply `work` to batches of `items`, in `jobs` processes, or `elsewhere`, where that pays.

    It pays from `smallest` items on. Where items take time to come, and `most` says how many they
    will be, work on the first begins before the last is there. `threads` take the place of
    processes that would be made here, for work that libraries do, outside of Python. `done` is
    told of how many more there is a result.
    """
    if most is None:
        items = list(items)
        most = len(items)
    todo = iter(items)
    first = list(islice(todo, smallest))
    todo = chain(first, todo)
    chosen = _elsewhere.get()
    if (jobs <= 1 and chosen is None) or len(first) < smallest:
        return _gathered(map(work, _batches(todo, _LARGEST)), done)
    if chosen is not None:
        executor, processes = chosen
        return map_on(executor, work, todo, _size(most, processes), done)
    if threads:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (few runs need it)

        with ThreadPoolExecutor(jobs) as pool:
            return map_on(pool, work, todo, _size(most, jobs), done)
    with _processes(jobs) as pool:
        packed = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        return map_on(pool, partial(_do, packed), todo, _size(most, jobs), done)


_shared: ContextVar[dict[int, "Executor"] | None] = ContextVar("shared", default=None)


@contextmanager
def shared_processes() -> Iterator[None]:
    """Let the maps within run in the same processes.

    They begin with the first map, while this process is small: what it comes to hold later is
    not theirs, and forking it, and writing to what is shared with forks, costs time and memory.
    """
    pools: dict[int, Executor] = {}
    before = _shared.set(pools)
    try:
        yield
    finally:
        _shared.reset(before)
        for pool in pools.values():
            pool.shutdown()


@contextmanager
def _processes(jobs: int) -> Iterator["Executor"]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (heavy)

    pools = _shared.get()
    if pools is None:
        with ProcessPoolExecutor(jobs, initializer=_begin) as pool:
            yield pool
        return
    if jobs not in pools:
        pools[jobs] = ProcessPoolExecutor(jobs, initializer=_begin)
    yield pools[jobs]


def _begin() -> None:
    # Ctrl+C reaches every process; the one that started the others ends them, quietly.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(work: bytes, batch: Sequence[Any]) -> Sequence[Any]:
    results: Sequence[Any] = opened(work)(batch)
    return results


@lru_cache(maxsize=1)
def opened(work: bytes) -> Callable[..., Any]:
    """Return a work that was pickled: each process does this once for all batches of a map."""
    found: Callable[..., Any] = pickle.loads(work)  # noqa: S301 (our own)
    return found


def map_on(
    executor: "Executor",
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Iterable[T],
    size: int,
    done: Callable[[int], None] = _nobody,
) -> list[R]:
    """Apply `work` to batches of `size` items on any executor; `done` is told as they end."""
    return _gathered(executor.map(work, _batches(items, size)), done)


def _size(items: int, processes: int) -> int:
    return max(1, min(_LARGEST, -(-items // (processes * _BATCHES_PER_JOB))))


def _batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    todo = iter(items)
    while batch := list(islice(todo, size)):
        yield batch


def _gathered(batches: Iterable[Sequence[R]], done: Callable[[int], None]) -> list[R]:
    results: list[R] = []
    for batch in batches:
        results += batch
        done(len(batch))
    return results
