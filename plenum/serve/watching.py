"""Folders of a site go in, the paths of what changes in them come out, at once.

watchfiles stands behind livereload's interface of a watcher: the system tells it of changes,
where livereload's own would look at every file once a second.
"""

import logging
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from livereload.watcher import Watcher
from watchfiles import watch

_LOG = logging.getLogger("livereload")
_STEP = 10
"""Milliseconds without a change after which a burst of them is over."""
_LONGEST = 500
"""Milliseconds after which a burst is told though it goes on."""
_ALIVE = 100
"""Milliseconds after which a watch without changes tells that it is there, and that a file which
was emptied stays so."""
_STARTED = 10
"""Seconds that a system may take to begin watching."""
# What editors and programs leave beside a file while they save it: those of Vim, Emacs,
# LibreOffice and JetBrains, and what the build passes over.
_LEAVINGS = (
    *("~", ".swp", ".swx", ".swo", ".tmp", ".temp", ".bak", ".part", ".crdownload"),
    *("___jb_tmp___", "___jb_old___"),
)
_NAMES = frozenset({"4913", "Thumbs.db", "desktop.ini"})

Changed = Callable[[set[str]], None]


class FileWatcher(Watcher):  # type: ignore[misc] # livereload carries no types
    """Watches the given files and folders, also while they come and go.

    `watch(path, func)` registers a path and what is called, in a thread, with the paths that
    changed; `start` begins. livereload's own `callback` is not used: it tells no browser of a
    change that comes within three seconds of another.
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        super().__init__()
        self._stop = threading.Event()
        self._inner: _Watch | None = None
        self._lock = threading.Lock()

    def start(self, callback: object) -> bool:  # noqa: ARG002 (livereload's interface)
        """Watch until `stop`; True says that livereload need not look for changes itself."""
        # A file that an editor replaces, and a folder that is deleted, are lost to a watch of
        # their own: the folders above tell of both.
        parents = {Path(path).parent for path in self._tasks}
        outer = [
            _Watch([parent], self._outer_changed, self._stop, recursive=False)
            for parent in sorted(parents)
        ]
        self._watch_folders()
        for each in outer:
            each.await_start()
        return True

    def stop(self) -> None:
        """End all threads that watch."""
        self._stop.set()
        with self._lock:
            if self._inner:
                self._inner.stop.set()

    def _watch_folders(self) -> None:
        with self._lock:
            if self._inner:
                self._inner.stop.set()
            folders = [Path(path) for path in self._tasks if os.path.isdir(path)]  # noqa: PTH112
            self._inner = _Watch(folders, self._tell, threading.Event(), recursive=True)
            self._inner.await_start()

    def _outer_changed(self, paths: set[str]) -> None:
        ours = paths & self._tasks.keys()
        if any(os.path.isdir(path) or path in self._folders for path in ours):  # noqa: PTH112
            self._watch_folders()
        if ours:
            self._tell(ours)

    @property
    def _folders(self) -> set[str]:
        return set(map(str, self._inner.paths)) if self._inner else set()

    def _tell(self, paths: set[str]) -> None:
        for path, task in self._tasks.items():
            found = {each for each in paths if each == path or concerns(path, each)}
            if found and task["func"]:
                task["func"](found)


class _Watch:
    """A thread that watches some paths until `stop` is set."""

    def __init__(
        self, paths: list[Path], changed: Changed, stop: threading.Event, *, recursive: bool
    ) -> None:
        self.paths = paths
        self.stop = stop
        self._changed = changed
        self._recursive = recursive
        self._started = threading.Event()
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def await_start(self) -> None:
        """Wait until no change is missed any more."""
        self._started.wait(_STARTED)

    def _run(self) -> None:
        try:
            self._follow(polling=None)
        except FileNotFoundError:
            # A folder went away as the watch began: the folder above tells of it.
            pass
        except (OSError, RuntimeError) as error:
            # Such as a system that has no watch left to give.
            _LOG.warning("files are looked at one by one, as the system does not tell: %s", error)
            with suppress(FileNotFoundError):
                self._follow(polling=True)
        finally:
            self._started.set()

    def _follow(self, *, polling: bool | None) -> None:
        held: set[str] = set()
        for paths in self._changes(polling):
            self._started.set()
            # Many editors empty a file before they write it: it is told with what comes next,
            # which is that it has words again, or that nothing more has come.
            emptied = {path for path in paths - held if _is_empty(path)}
            told = (paths | held) - emptied
            held = emptied
            if told:
                self._changed(told)

    def _changes(self, polling: bool | None) -> Iterator[set[str]]:  # noqa: FBT001
        if not self.paths:
            return
        # The first that is told, be it that nothing has changed, says that the watch has begun.
        for changes in watch(
            *self.paths,
            watch_filter=None,
            step=_STEP,
            debounce=_LONGEST,
            rust_timeout=_ALIVE,
            yield_on_timeout=True,
            stop_event=self.stop,
            recursive=self._recursive,
            force_polling=polling,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            yield {path for _, path in changes}


def _is_empty(path: str) -> bool:
    try:
        found = os.stat(path)  # noqa: PTH116 (as many as a branch has files)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and not found.st_size


def concerns(folder: str, path: str) -> bool:
    """Whether a change below a watched folder is one of the site's files."""
    if not path.startswith(folder + os.sep):
        return False
    first, *others = Path(path[len(folder) + 1 :]).parts
    name = others[-1] if others else first
    # Names such as `.well-known` are published from the top of `static/`.
    hidden = first.startswith((".#", ".~", ".git", ".DS_Store", "~$")) or (
        first.startswith(".") and os.path.basename(folder) != "static"  # noqa: PTH119
    )
    leaving = name.lower().endswith(_LEAVINGS) or name in _NAMES or name.startswith(("#", "~$"))
    return not (hidden or leaving or any(each.startswith(".") for each in others))
