"""What somebody may put into a cache who wants a build to run their code."""

import pickle
from pathlib import Path


class _Call:
    """A value that, when it is unpickled, makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def code(path: Path) -> bytes:
    """Return a pickle that makes a file where it is read without care."""
    return pickle.dumps(_Call(path))
