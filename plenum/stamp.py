"""What a run saw goes in; a later run that would see the same gets the same answer at once.

A run saw its sources, what it was asked, the program itself and the output folder. Of each file
size and time are compared first, and the bytes where these differ or where a file was written
so shortly before that a change might not show. Nothing heavy is imported here: a run with
nothing to do takes little more than Python's own start.
"""

import json
import marshal
import os
import sys
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plenum.cache import MADE_BY_PYTHON, WITHOUT_REFERENCES, Store, key_of
from plenum.diagnostics import Diagnostic, Fix, Severity, Span
from plenum.diagnostics.report import Report
from plenum.digest import digest_of, digest_of_file

_FOLDER = ".plenum/cache/runs"
_VERSION = 5
_COARSEST_CLOCK = 2 * 10**9
"""Nanoseconds: some file systems tell times apart by two seconds only."""

Stats = dict[str, tuple[int, int]]
"""By path: size in bytes and time of the last change in nanoseconds."""
_Entries = dict[str, list[object]]


class Scan(Struct, frozen=True):
    """The sources as they stood at `taken`, nanoseconds of the clock."""

    stats: Stats
    taken: int

    def is_sure(self, path: str) -> bool:
        """Whether a later change of a file must show in its time."""
        return self.stats[path][1] + _COARSEST_CLOCK < self.taken


class Edit(Struct, frozen=True):
    """What has changed since a recorded run: some files' bytes, and nothing else.

    `touched` are their paths below the site, `last` is what the run reported, and `token` what it
    was kept with.
    """

    touched: frozenset[str]
    last: Report
    token: str


class Stamp:
    """The record of one kind of run: these sources, this output folder, this question."""

    def __init__(
        self,
        site: Path,
        sources: Sequence[Path],
        output: Path,
        asked: Sequence[object],
        *,
        writable: bool,
    ) -> None:
        """Look at the sources (files, and folders with all below them).

        `asked` is all that the run was asked, as texts and plain values. A run that is not
        `writable` finds records and makes none.
        """
        self._site = site
        self._store = Store(site / _FOLDER, writable)
        self._paths = sources
        self._output = output
        self._files = key_of(_VERSION, *map(str, sources))
        self._key = key_of(_VERSION, str(site), str(output), [*map(str, sources)], *asked)
        taken = time.time_ns()
        stats = _stats_of(sources)
        self._scan = None if stats is None else Scan(stats, taken)
        self._entries: _Entries = {}
        self._edit: Edit | None = None
        self._output_stats: Stats | None = None

    @property
    def edit(self) -> Edit | None:
        """What has changed, once there was no answer; None where it may be more than some files."""
        return self._edit

    @cached_property
    def _program(self) -> str:
        """What stands for the program that has begun the run, should there be another meanwhile."""
        return _program()

    def answer(self) -> Report | None:
        """Return what the last such run reported, if nothing has changed since.

        Where something has, and the run may keep its report, sources are read for that: what the
        record says of them must be what they were before the run.
        """
        if self._scan is None:
            return None
        kept = self._read(self._key) or {}
        self._output_stats = _stats_of([self._output])
        stands = kept.get("program") == self._program and kept.get("output") == _digest_of(
            self._output_stats or {}
        )
        if stands and kept.get("sources") == self._sources():
            return _report_from(kept.get("report"))
        if not stands:
            # There is nothing to compare them with. Of those that may change unseen while the run
            # is under way it is noted what they were; the others can be read at its end.
            if self._store.writable:
                young = [path for path in self._scan.stats if not self._scan.is_sure(path)]
                self._read_sources(young, {}, {})
            return None
        known = self._read(self._files) or {}
        if not self._read_sources(self._scan.stats, known, {}):
            return None
        if kept.get("contents") != _contents(self._entries):
            self._edit = self._edit_since(kept, known, self._entries)
            return None
        # Only times have changed, or were too young to tell.
        self._write(self._files, self._entries)
        self._write(self._key, {**kept, "sources": self._sources()})
        return _report_from(kept.get("report"))

    def _edit_since(self, kept: dict[str, Any], known: _Entries, now: _Entries) -> Edit | None:
        """Return which files have changed since a run; None where what it read is not known."""
        last = _report_from(kept.get("report"))
        try:
            if last is None or known.keys() != now.keys() or _contents(known) != kept["contents"]:
                return None
            changed = (path for path, entry in now.items() if entry[-1] != known[path][-1])
            touched = frozenset(Path(path).relative_to(self._site).as_posix() for path in changed)
            return Edit(touched, last, str(kept["token"]))
        except (KeyError, TypeError, ValueError, IndexError):
            return None

    def keep(
        self,
        report: Report,
        token: str = "",
        replaced: Collection[str] | None = None,
        digests: Mapping[str, str] | None = None,
    ) -> None:
        """Record what the run has reported, unless a source has changed meanwhile.

        `token` stands for what the run has recorded elsewhere. `replaced` are the paths below the
        output folder of all that the run has written after an edit; None where that may be more.
        `digests` are those of sources that the run has read, by their paths below the site.
        """
        output = self._output_now(replaced)
        if self._scan is None or output is None or _stats_of(self._paths) != self._scan.stats:
            return
        # After an edit all were read before the run: what an earlier one knew is not asked again.
        rest = [path for path in self._scan.stats if path not in self._entries]
        known = (self._read(self._files) or {}) if rest else {}
        if not self._read_sources(rest, known, digests or {}):
            return
        self._write(self._files, self._entries)
        kept = {
            "program": self._program,
            "output": _digest_of(output),
            "sources": self._sources(),
            "contents": _contents(self._entries),
            "report": _plain(report),
            "token": token,
        }
        self._write(self._key, kept)
        self._store.prune({self._key, self._files})

    def _output_now(self, replaced: Collection[str] | None) -> Stats | None:
        """Return what the output folder is like after the run.

        What others have changed meanwhile must not be taken for what was written: where only some
        files were, the others are to be as they were before.
        """
        if replaced is None or self._output_stats is None:
            return _stats_of([self._output])
        written = _stats_of(self._output / path for path in replaced)
        return None if written is None else {**self._output_stats, **written}

    def _sources(self) -> str:
        """Return what stands for all sources; nothing else is it, if one may change unseen."""
        assert self._scan is not None  # noqa: S101 (asked only then)
        unsure = not all(map(self._scan.is_sure, self._scan.stats))
        return _digest_of(self._scan.stats) + (f" at {self._scan.taken}" if unsure else "")

    def _read_sources(
        self, paths: Iterable[str], known: _Entries, digests: Mapping[str, str]
    ) -> bool:
        """Note size, time, whether these are enough, and digest of each; False if one is gone.

        What an earlier run has read, of whatever kind, is `known` by time and size; `digests` are
        those of what this one has read.
        """
        assert self._scan is not None  # noqa: S101 (asked only then)
        below = f"{self._site}/"
        for path in paths:
            stat = self._scan.stats[path]
            entry = known.get(path)
            if entry and tuple(entry[:2]) == stat and entry[2]:
                self._entries[path] = [*entry]
                continue
            try:
                digest = digests.get(path.removeprefix(below)) or digest_of_file(path)
            except OSError:
                return False
            self._entries[path] = [*stat, self._scan.is_sure(path), digest]
        return True

    def _read(self, key: str) -> dict[str, Any] | None:
        data = self._store.get(key)
        try:
            kept = json.loads(data) if data else None
        except ValueError:
            return None
        return kept if isinstance(kept, dict) else None

    def _write(self, key: str, value: object) -> None:
        self._store.put(key, json.dumps(value, ensure_ascii=True).encode())


def has_links(paths: Iterable[Path]) -> bool:
    """Whether a symbolic link lies among the files below, so that one may change with another."""
    return _stats_of(paths) is None


def _stats_of(paths: Iterable[Path]) -> Stats | None:
    """Return size and time of all files below; None where a link may lead to others."""
    stats: Stats = {}
    try:
        for path in paths:
            if path.is_file():
                stat = path.stat()
                stats[str(path)] = (stat.st_size, stat.st_mtime_ns)
            elif path.is_dir() and not _add_below(str(path), stats):
                return None
    except OSError:
        return None
    return stats


def _add_below(folder: str, stats: Stats) -> bool:
    """Add size and time of all files below a folder; False where one is a link."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                if entry.is_symlink():
                    return False
                stat = entry.stat()
                stats[entry.path] = (stat.st_size, stat.st_mtime_ns)
    return True


def _digest_of(stats: Stats) -> str:
    # Of some ten thousands of files: marshal takes a third of the time that `repr` does.
    plain = marshal.dumps(sorted(stats.items()), WITHOUT_REFERENCES)
    return digest_of(plain)


def _contents(entries: _Entries) -> str:
    """Return what stands for the bytes of all sources."""
    return key_of(sorted((path, entry[-1]) for path, entry in entries.items()))


def _program() -> str:
    """Return what stands for this program and the packages that it may import."""
    package = Path(__file__).resolve().parent
    at = len(str(package))
    sources = _stats_of([package]) or {}
    # With the rules and fonts beside its modules, without what Python makes of these.
    own = {path: stat for path, stat in sources.items() if MADE_BY_PYTHON not in path[at:]}
    packages = Path(msgspec.__file__).resolve().parent.parent.stat().st_mtime_ns
    return key_of(_digest_of(own), sys.version, packages)


def _plain(report: Report) -> dict[str, object]:
    """Return a report as JSON can hold it."""
    return {
        "diagnostics": report.diagnostics,
        "articles": report.articles,
        "left_out": dict(report.left_out),
    }


def _report_from(kept: object) -> Report | None:
    """Return the report of a run with nothing to do; None where it is not one."""
    try:
        assert isinstance(kept, dict)  # noqa: S101 (what is damaged otherwise is told below)
        found = tuple(
            Diagnostic(id_, Severity(severity), Span(*span), message, hint, fix and Fix(*fix))
            for id_, severity, span, message, hint, fix in kept["diagnostics"]
        )
        return Report(found, articles=kept["articles"], left_out=kept["left_out"])
    except (AssertionError, KeyError, TypeError, ValueError):
        return None
