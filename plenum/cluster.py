"""The address of a Dask scheduler goes in; what is mapped in a build runs on its workers.

The work of a map, with all that its items have in common, is sent once to each worker; what
follows are batches of items. A worker that has another program, other packages, or sees another
site or other templates would make other pages: it is refused.

This is the door of `distributed`, which is imported only where a cluster is asked for.
"""

import pickle
import platform
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from plenum.cache import MADE_BY_PYTHON, key_of, version_of
from plenum.digest import digest_of
from plenum.pool import ElsewhereError, elsewhere, opened

# Heavy, and an extra that need not be installed.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from distributed import Client

R = TypeVar("R")

PACKAGES = (
    "ahocorasick-rs jinja2 markdown msgspec nh3 pillow pygments pymdown-extensions pyyaml resvg-py"
).split()
"""What a worker makes depends on these packages."""
_PATIENCE = 5.0
"""Seconds within which a scheduler must answer."""


class ClusterError(ElsewhereError):
    """A build cannot run on a cluster; the text says why, and what to do."""


class _StrangerError(Exception):
    """A worker that came later has another program."""


@contextmanager
def on_cluster(address: str, site: Path, folders: Sequence[Path]) -> Iterator[None]:
    """Run the maps within on the workers of the scheduler at `address` (HOST:PORT).

    The workers must see the site's folder and the `folders` of its templates at the same paths.
    Raises ClusterError where there is no such scheduler, no worker, or one that differs.
    """
    try:
        from distributed import Client
        from distributed.utils import silence_logging_cmgr
    except ImportError as error:
        raise ClusterError(
            "Dask is not installed here: install it with pip install 'plenum[dask]'"
        ) from error
    processes = processes_of(address)
    # What fails is told by exceptions; Dask's log would tell it again, with tracebacks.
    with (
        silence_logging_cmgr("critical"),
        Client(f"tcp://{address}", timeout=_PATIENCE, set_as_default=False) as client,
    ):
        seen = (site / "config.yaml", *folders)
        _refuse_strangers(client, seen)
        with elsewhere(ClusterExecutor(client), processes):
            yield
        # A worker may live for long, and the work may be large.
        client.run(_forget, on_error="ignore")


def processes_of(address: str) -> int:
    """Return how many processes a scheduler's workers are. Raises ClusterError."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    def ask() -> Mapping[str, Any]:
        return asyncio.run(asyncio.wait_for(_identity(address), _PATIENCE))

    try:
        # In a thread of its own: this one may be in another program's event loop.
        with ThreadPoolExecutor(1) as thread:
            told = thread.submit(ask).result()
    except Exception as error:  # whoever answers there may answer anything
        raise ClusterError(
            f"no Dask scheduler answers at {address}; start one with dask scheduler"
        ) from error
    if told.get("type") != "Scheduler":
        raise ClusterError(f"at {address} is a Dask {told.get('type', 'program')}, no scheduler")
    workers = len(told["workers"])
    if not workers:
        raise ClusterError(
            f"the Dask scheduler at {address} has no workers; "
            f"start some with dask worker tcp://{address} --nworkers auto --nthreads 1"
        )
    return workers


async def _identity(address: str) -> Mapping[str, Any]:
    from distributed.core import rpc

    async with rpc(f"tcp://{address}", timeout=_PATIENCE) as scheduler:
        told: Mapping[str, Any] = await scheduler.identity()
        return told


def _refuse_strangers(client: "Client", seen: Sequence[Path]) -> None:
    """Raise ClusterError where a worker would not make the pages that this process makes."""
    ours = {**program_here(), **_sight(seen)}
    for worker, theirs in client.run(_introduce, seen, on_error="return").items():
        if isinstance(theirs, BaseException):
            # Without the package, not even the question can be read there.
            raise ClusterError(
                f"the worker {worker} cannot run Plenum: {theirs}; install Plenum "
                f"{_version()} there, and start the worker again"
            )
        for what, value in ours.items():
            if theirs.get(what) != value:
                raise ClusterError(
                    f"the worker {worker} has {what} otherwise than this machine: the same "
                    "program, packages and shared folders are needed; "
                    "put it right there, and start the worker again"
                )


def _version() -> str:
    import plenum

    return plenum.__version__


def _introduce(seen: Sequence[Path]) -> dict[str, str]:
    return {**program_here(), **_sight(seen)}


@cache
def program_here() -> dict[str, str]:
    """Return what stands for the program and its packages as this process runs them."""
    return {
        "the program Plenum": _digest_below(Path(__file__).resolve().parent),
        "Python": platform.python_version(),
        **{f"the package {name}": version_of(name) for name in PACKAGES},
    }


def _sight(seen: Sequence[Path]) -> dict[str, str]:
    """Return what stands for the bytes of files and folders that all must see."""
    return {str(path): _digest_below(path) for path in seen}


def _digest_below(path: Path) -> str:
    """Return what stands for a file, or for a folder's files but those that Python makes."""
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    files = [each for each in found if each.is_file() and each.parent.name != MADE_BY_PYTHON]
    names = [each.relative_to(path).as_posix() for each in files]
    return key_of(names, [digest_of(each.read_bytes()) for each in files])


class _Parcel(Struct, frozen=True):
    """A work as it is sent: pickled, for it is opened once only; `program` can open it."""

    program: Mapping[str, str]
    work: bytes


class ClusterExecutor(Executor):
    """Dask's own executor, but that the work of a map is sent once to each worker."""

    def __init__(self, client: "Client") -> None:
        """Take the connection to the scheduler."""
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    def map(  # type: ignore[override]
        self, work: Callable[..., R], *iterables: Iterable[Any]
    ) -> Iterator[R]:
        """Apply the work to the items on the workers; results come in the items' order."""
        parcel = _Parcel(program_here(), _packed(work))
        # Packed, for Dask looks through lists for values of its own.
        calls = [_packed(call) for call in zip(*iterables, strict=False)]
        with _losses_told():
            sent = self._client.scatter(parcel, broadcast=True, hash=False)
            results = self._executor.map(_do, [sent] * len(calls), calls)
        return _while_it_lasts(results)


def _while_it_lasts(results: Iterator[R]) -> Iterator[R]:
    with _losses_told():
        yield from results


@contextmanager
def _losses_told() -> Iterator[None]:
    """Raise ClusterError where the cluster goes away meanwhile."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        yield
    except _StrangerError as error:
        raise ClusterError(str(error)) from error
    except (CancelledError, KilledWorker, CommClosedError, TimeoutError) as error:
        raise ClusterError(
            "the cluster or its workers went away while the site was made, and nothing was "
            "written; see to the cluster, or build without --executor"
        ) from error


_at_work = threading.Lock()


def _do(parcel: _Parcel, call: bytes) -> Any:  # noqa: ANN401 (any work)
    """Do a part of the work, in a worker."""
    if parcel.program != program_here():
        raise _StrangerError("a worker that joined later has another program or other packages")
    # A worker may have threads; converters hold a state, and Python runs one thread at a time.
    with _at_work:
        return opened(parcel.work)(*_unpacked(call))


def _forget() -> None:
    opened.cache_clear()


def _packed(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _unpacked(data: bytes) -> Any:  # noqa: ANN401 (any work)
    # Who can send this to a worker can have it run anything in any case.
    return pickle.loads(data)  # noqa: S301
