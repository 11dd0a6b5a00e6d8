"""Where a run is, on a terminal, for runs that take longer than a second."""

import time
from typing import TYPE_CHECKING

from plenum.pipeline.stages import Stages

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_QUIET = 1.0
"""Seconds before anything is shown: most runs are over by then."""
_BETWEEN = 0.1


class ShownStages(Stages):
    """Shows the step under way in one line of stderr, which goes away at the end.

    Nothing else runs for it: no thread may stand by where processes are forked.
    """

    def __init__(self) -> None:
        """Start the clock."""
        super().__init__()
        self._started = self._shown = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self) -> None:
        """Draw the line anew, a few times a second at most."""
        now = time.monotonic()
        if now - self._started < _QUIET or now - self._shown < _BETWEEN:
            return
        self._shown = now
        if self._progress is None:
            self._progress = _progress()
            self._progress.start()
            self._task = self._progress.add_task("")
        assert self._task is not None  # noqa: S101 (made with the line)
        total = self.total or None
        self._progress.update(
            self._task, description=self.name, completed=self.done, total=total, refresh=True
        )

    def close(self) -> None:
        """Take the line away."""
        if self._progress is not None:
            self._progress.stop()


def _progress() -> "Progress":
    from rich.console import Console  # noqa: PLC0415 (heavy, and seldom needed)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )
