"""Files that a build has made go in, and out of memory; what stands for them comes out.

They lie beside the output folder until all is known that decides whether they are published. The
process that has made them puts them there, so that they do not go from process to process.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from plenum.model.output import MadeOutput, Spooled
from plenum.write.beside import make_beside, sweep_beside

_FOLDER = ".plenum-spool"
"""What the name of the folder has behind that of the output folder."""


class Spool(Struct, frozen=True):
    """Puts files, one after the other, into a file of its own for each process.

    Without a folder for these, all stays in memory.
    """

    folder: Path | None = None

    def put(self, outputs: Sequence[MadeOutput]) -> tuple[MadeOutput, ...]:
        """Put files away; return them as they are where that cannot be done."""
        if self.folder is None or not outputs:
            return tuple(outputs)
        spooled: list[MadeOutput] = []
        try:
            with (self.folder / str(os.getpid())).open("ab") as file:
                offset = file.seek(0, os.SEEK_END)
                for output in outputs:
                    size = file.write(output.data)
                    place = Spooled(output.path, Path(file.name), offset, size, output.phase)
                    spooled.append(place)
                    offset += size
        except OSError:
            return tuple(outputs)
        return tuple(spooled)


@contextmanager
def spool_beside(root: Path) -> Iterator[Spool]:
    """Make a spool for the files of the output folder `root`, and remove it at the end.

    What killed builds have left beside that folder is removed as well. Where nothing can be
    written there, all stays in memory.
    """
    sweep_beside(root, _FOLDER)
    try:
        folder = make_beside(root, _FOLDER)
    except OSError:
        folder = None
    try:
        yield Spool(folder)
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
