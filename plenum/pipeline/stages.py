"""The steps of a run as time passes: which one it is at, how far, and how long each took."""

import time


class Stages:
    """Times the steps of a run. Who shows them to a user overrides `show`."""

    def __init__(self) -> None:
        """Begin before the first step."""
        self.seconds: dict[str, float] = {}
        """By the step's name, in their order; wall time."""
        self.name = ""
        self.done = 0
        self.total = 0
        self._since = 0.0

    def begin(self, name: str, total: int = 0) -> None:
        """Note that the step `name` begins, over `total` things where they can be counted."""
        self.end()
        self.name, self.done, self.total = name, 0, total
        self._since = time.monotonic()
        self.show()

    def advance(self, count: int) -> None:
        """Note that so many more things of the step are done."""
        self.done += count
        self.show()

    def end(self) -> None:
        """Note that the step under way is done."""
        if self.name:
            taken = time.monotonic() - self._since
            self.seconds[self.name] = self.seconds.get(self.name, 0.0) + taken
        self.name = ""

    def show(self) -> None:
        """Show where the run is; called at each change, and often."""
