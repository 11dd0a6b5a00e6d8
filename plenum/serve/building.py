"""Changes go in, one build after another comes out, in a thread of its own."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from plenum.serve.preview import Outcome

_LAST = 1.0
"""Seconds that a build under way gets to end; the writer can be cut off at any time."""

_PAUSE = 2.0
"""Seconds without a change after which what an edit left as it was is made, too."""


class Builder:
    """Builds as long as there are changes that no build has seen.

    `build` is given the changes that it is for: none where all is to be made. Before, `begin` is
    called with them in the builder's thread, and `done` is called
    in the builder's thread with what a build gave and these changes; then the outcome is printed,
    and after the first of all `ready` is called. Changes that come during a build are for one
    more, however many they are.
    """

    def __init__(
        self,
        begin: Callable[[frozenset[str]], None],
        build: Callable[[frozenset[str]], Outcome],
        done: Callable[[Outcome, frozenset[str]], None],
        ready: Callable[[], None],
    ) -> None:
        """Begin with the first call of `ask`."""
        self._begin = begin
        self._build = build
        self._done = done
        self._ready = ready
        self._asked: SimpleQueue[frozenset[str] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="build", daemon=True)
        self._thread.start()

    def ask(self, paths: set[str] | frozenset[str] = frozenset()) -> None:
        """Build for these changes as soon as may be."""
        self._asked.put(frozenset(paths))

    def stop(self) -> None:
        """Build no more; a build under way is awaited for a moment."""
        self._asked.put(None)
        self._thread.join(_LAST)

    def _run(self) -> None:
        is_first = True
        idle: float | None = None
        while (paths := self._next(idle)) is not None:
            self._begin(paths)
            outcome = self._build(paths)
            self._done(outcome, paths)
            # Browsers are told before the terminal: of a large site it may have much to print.
            outcome.report()
            idle = _PAUSE if outcome.is_partial else None
            if is_first:
                self._ready()
                is_first = False

    def _next(self, idle: float | None) -> frozenset[str] | None:
        """Return all changes that are waiting, when there is one; None to end.

        Where something is still to be made, there is no need of a change after `idle` seconds.
        """
        found: frozenset[str] = frozenset()
        while True:
            try:
                paths = self._asked.get(timeout=idle)
            except Empty:
                return found
            if paths is None:
                return None
            found |= paths
            if self._asked.empty():
                return found
