"""A key and the bytes that were made for it go in; the next build gets them without the work.

A key must name everything that the bytes depend on. An entry is one file: the digest of its
key and bytes, then the bytes. It is written under a temporary name and then renamed, so that a
build that is killed, or another one at the same time, leaves whole entries only; one that is
damaged all the same is not used but made anew.
"""

import io
import marshal
import os
import pickle
import stat
import sys
import time
from collections.abc import Callable, Collection, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from plenum.diagnostics import Span
from plenum.digest import SIZE, digest_of, seal_of
from plenum.new_file import write_new

T = TypeVar("T")

_TEMPORARY = ".tmp"
MADE_BY_PYTHON = "__pycache__"
"""The folders of a package that are made of its files, and come and go with runs."""
KEPT_UNUSED = 64 * 1024 * 1024
"""How many bytes of entries are kept that the last build had no use for: those of a draft, or
of a picture that comes back."""


def key_of(*parts: object) -> str:
    """Return the key of what depends on `parts`, whose texts say all about them."""
    return digest_of(repr(parts).encode("utf-8", "backslashreplace"))


def key_of_value(value: object, *, places: bool = True) -> str:
    """Return the key of what depends on a value made of structs and built-in types.

    Equal values have one key, however they came about, in whatever process. Without `places`, so
    have those that differ by their spans alone.
    """
    plain = _plain(value, frozenset() if places else frozenset({Span}))
    return digest_of(marshal.dumps(plain, WITHOUT_REFERENCES))


WITHOUT_REFERENCES = 2
"""The version of marshal's format in which what is the same object is not told from its equals."""
_ATOMS = frozenset({bool, bytes, float, int, str, type(None)})


def _plain(value: Any, left_out: frozenset[type]) -> Any:  # noqa: ANN401, PLR0911 (of any kind)
    """Return a value as numbers, texts, tuples and lists, with the names of its classes."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind in left_out:
        return ()
    if isinstance(value, tuple | list):
        items = [each if type(each) in _ATOMS else _plain(each, left_out) for each in value]
        return items if kind is tuple else (kind.__qualname__, items)
    if isinstance(value, Mapping):
        pairs = [(_plain(key, left_out), _plain(each, left_out)) for key, each in value.items()]
        return ("mapping", pairs)
    if isinstance(value, set | frozenset):
        return ("set", sorted(map(repr, value)))
    if names := _field_names(kind):
        held = [getattr(value, name) for name in names]
        items = [each if type(each) in _ATOMS else _plain(each, left_out) for each in held]
        return (kind.__qualname__, items)
    # Days, decimal numbers and the like.
    return (kind.__qualname__, repr(value))


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a struct's fields; none for what is no struct."""
    if kind not in _FIELD_NAMES:
        _FIELD_NAMES[kind] = kind.__struct_fields__ if issubclass(kind, Struct) else ()
    return _FIELD_NAMES[kind]


@cache
def program_digest() -> str:
    """Return what stands for this program, with its rules and templates, wherever it lies."""
    package = str(Path(__file__).resolve().parent)
    # Some four hundred files at each start: they are read without a path's own object for each.
    digests: list[tuple[str, str]] = []
    for folder, below, names in os.walk(package):
        below[:] = [each for each in below if each != MADE_BY_PYTHON]
        for name in names:
            path = f"{folder}/{name}"
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (as above)
                digests.append((path[len(package) :], digest_of(file.read())))
    return key_of(sorted(digests))


@cache
def version_of(package: str) -> str:
    """Return the version of an installed package, by the name that indexes of packages give it."""
    known = _versions()
    if package in known:
        return known[package]
    from importlib.metadata import version  # noqa: PLC0415 (heavy, as it parses whole messages)

    return version(package)


@cache
def _versions() -> dict[str, str]:
    """Return the versions that the names of `*.dist-info` folders tell, the first of each package.

    Their form is that of the PyPA's specification "Recording installed projects".
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 (their names are all that is wanted)
        except OSError:
            continue
        for name in names:
            stem, _, kind = name.rpartition(".")
            package, _, version = stem.partition("-")
            if kind == "dist-info" and version:
                found.setdefault(package.replace("_", "-").lower(), version)
    return found


class UnreadableError(Exception):
    """What was kept is no value of ours."""


class Kept(Generic[T]):
    """A value, or the bytes that it was kept as, or both.

    Only the bytes go from process to process, and they become a value where it is asked for.
    """

    def __init__(self, value: T | None = None, data: bytes | None = None) -> None:
        """Take the value, or the `data` of an earlier one."""
        self._value = value
        self._data = data

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: the bytes."""
        return {"_value": None, "_data": self.data}

    @property
    def data(self) -> bytes:
        """The value as bytes."""
        if self._data is None:
            self._data = pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL)
        return self._data

    @property
    def value(self) -> T:
        """The value; raises UnreadableError where the bytes are none.

        Reading them makes values of this program's plain classes, and can do nothing else: what
        a stranger has put into the cache is not executed.
        """
        if self._value is None:
            try:
                self._value = _Unpickler(io.BytesIO(self._data or b"")).load()
            except Exception as error:  # damaged bytes can fail in any way
                raise UnreadableError from error
            if self._value is None:
                raise UnreadableError
        return self._value

    def value_of(self, kind: type[T]) -> T:
        """The value, of this kind; raises UnreadableError where it is of another."""
        value = self.value
        if not isinstance(value, kind):
            raise UnreadableError
        return value


_PLAIN = {"datetime": {"date", "datetime", "timedelta", "timezone"}, "decimal": {"Decimal"}}
_OURS = ("plenum.model.", "plenum.diagnostics.", "plenum.source.")


class _Unpickler(pickle.Unpickler):
    """Knows the values of this program, and calls nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Return a class that only holds values; raises UnpicklingError for anything else."""
        if module.startswith(_OURS) or name in _PLAIN.get(module, ()) or (module, name) in _RESULTS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError


_RESULTS: set[tuple[str, str]] = set()


def may_be_kept(result: type[T]) -> type[T]:
    """Mark a class that holds values, outside of the model, as one that may be kept."""
    _RESULTS.add((result.__module__, result.__name__))
    return result


class Store(Struct, frozen=True):
    """The entries below one folder; without a folder nothing is found and nothing is kept.

    A store that is not `writable` finds what is there and changes nothing.
    """

    folder: Path | None
    writable: bool = True

    def get(self, key: str) -> bytes | None:
        """Return the bytes that were kept; None where there are none or they are damaged."""
        if self.folder is None:
            return None
        path = self.folder / key
        try:
            # A link may lead anywhere, and a pipe or a device need not end.
            status = os.lstat(path)
            if not stat.S_ISREG(status.st_mode):
                return None
            entry = path.read_bytes()
            if entry[:SIZE] != _seal(key, entry[SIZE:]):
                return None
            if self.writable and time.time_ns() - status.st_mtime_ns > _HOUR:
                # The newest entries are those that were used last; which hour is near enough.
                os.utime(path)
        except OSError:
            return None
        return entry[SIZE:]

    def put(self, key: str, data: bytes | Callable[[], bytes]) -> bool:
        """Keep the bytes, or what a function makes of them only then; return whether they are.

        A folder that cannot be written keeps none.
        """
        if self.folder is None or not self.writable:
            return False
        if callable(data):
            data = data()
        temporary = self.folder / f"{_own_name(os.getpid())}-{next(_NUMBERS)}{_TEMPORARY}"
        try:
            write_new(temporary, _seal(key, data) + data)
            temporary.replace(self.folder / key)
        except OSError:
            _remove(temporary)
            return False
        return True

    def drop(self, key: str) -> None:
        """Forget the bytes that were kept for a key."""
        if self.folder is not None and self.writable:
            _remove(self.folder / key)

    def keep_newest(self, count: int, named: str = "") -> None:
        """Drop all but the entries that were used last, of those whose names begin so."""
        if self.folder is None or not self.writable:
            return
        try:
            with os.scandir(self.folder) as entries:
                times = [
                    (entry.stat(follow_symlinks=False).st_mtime_ns, entry.path)
                    for entry in entries
                    if entry.name.startswith(named) and not entry.name.endswith(_TEMPORARY)
                ]
        except OSError:
            return
        for _, path in sorted(times, reverse=True)[count:]:
            _remove(Path(path))

    def prune(self, used: Collection[str]) -> None:
        """Drop what was not used, the oldest first, down to `KEPT_UNUSED` bytes of it."""
        if self.folder is None or not self.writable:
            return
        try:
            with os.scandir(self.folder) as entries:
                files = [(entry, entry.stat()) for entry in entries if entry.is_file()]
        except OSError:
            return
        files.sort(key=lambda pair: pair[1].st_mtime_ns, reverse=True)
        newest = files[0][1].st_mtime_ns if files else 0
        size = 0
        for entry, status in files:
            if entry.name.endswith(_TEMPORARY):
                # Not that of a build which is under way.
                abandoned = newest - status.st_mtime_ns > _HOUR
            else:
                size += 0 if entry.name in used else status.st_size
                abandoned = entry.name not in used and size > KEPT_UNUSED
            if abandoned:
                _remove(Path(entry.path))


_HOUR = 3600 * 10**9


_NUMBERS = count()


@cache
def _own_name(process: int) -> str:
    """Return a name that no other process has, be it on another machine or a killed one's."""
    return f"{process}-{os.urandom(8).hex()}"


def _seal(key: str, data: bytes) -> bytes:
    """Return what tells that an entry is whole, and is that of its key."""
    return seal_of(key.encode() + b"\0" + data)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return
