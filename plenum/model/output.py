"""A file to publish."""

from enum import IntEnum
from pathlib import Path

from msgspec import Struct


class Phase(IntEnum):
    """When a file is written: what others point at comes before what points at it."""

    ASSET = 1
    PAGE = 2
    LISTING = 3
    FEED = 4


class Output(Struct, frozen=True):
    """The bytes of one file; `path` is relative to the output folder, with forward slashes."""

    path: str
    data: bytes
    phase: Phase


class Spooled(Struct, frozen=True, gc=False):
    """A file whose `size` bytes lie aside until it is written: in `file`, from `offset` on."""

    path: str
    file: str
    offset: int
    size: int
    phase: Phase

    @property
    def data(self) -> bytes:
        """Its bytes; raises OSError where they are gone meanwhile."""
        with Path(self.file).open("rb") as spool:
            spool.seek(self.offset)
            return spool.read(self.size)


class Placed(Struct, frozen=True, gc=False):
    """A file that lies in the folder `tree`, at its path: that is to be the output folder."""

    path: str
    tree: str
    phase: Phase

    @property
    def data(self) -> bytes:
        """Its bytes; raises OSError where they are gone meanwhile."""
        return Path(self.tree, self.path).read_bytes()


class Standing(Struct, frozen=True):
    """A file of an earlier build, at `file`, that is what this build would make, too.

    Its bytes are read where they are asked for.
    """

    path: str
    file: Path
    phase: Phase

    @property
    def data(self) -> bytes:
        """The bytes of the file; raises OSError where it is gone meanwhile."""
        return self.file.read_bytes()


MadeOutput = Output | Spooled | Placed
AnyOutput = MadeOutput | Standing
