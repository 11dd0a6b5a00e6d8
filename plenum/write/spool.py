"""Files that a build has made go in, and out of memory; what stands for them comes out.

They lie beside the output folder until all is known that decides whether they are published. The
process that has made them puts them there, so that they do not go from process to process. Where
there is no output folder yet, they are put where they will lie in it: it is renamed as a whole.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from plenum.model.output import MadeOutput, Placed, Spooled
from plenum.new_file import write_new
from plenum.write.beside import make_beside, sweep_beside
from plenum.write.manifest import is_inside

_FOLDER = ".plenum-spool"
"""What the name of the folder has behind that of the output folder."""
_TREE = "tree"


class Spool(Struct, frozen=True):
    """Puts files, one after the other, into a file of its own for each process.

    Without a folder for these, all stays in memory. With a `tree`, which need not exist yet, each
    becomes a file of its own in there, at its path, where none has that yet.
    """

    folder: Path | None = None
    tree: Path | None = None

    def put(self, outputs: Sequence[MadeOutput]) -> tuple[MadeOutput, ...]:
        """Put files away; return them as they are where that cannot be done."""
        if self.folder is None or not outputs:
            return tuple(outputs)
        return tuple(map(self._put_away, outputs))

    def _put_away(self, output: MadeOutput) -> MadeOutput:
        try:
            return self._placed(output) or self._appended(output)
        except OSError:
            return output

    def _placed(self, output: MadeOutput) -> Placed | None:
        """Write a file into the tree; None where it cannot have its place."""
        if self.tree is None or not is_inside(output.path):
            return None
        try:
            write_new(self.tree / output.path, output.data)
        except OSError:
            return None
        return Placed(output.path, str(self.tree), output.phase)

    def _appended(self, output: MadeOutput) -> Spooled:
        """Write a file behind the others of this process; raises OSError."""
        assert self.folder is not None  # noqa: S101 (asked before)
        place = self.folder / str(os.getpid())
        with place.open("ab") as file:
            offset = file.seek(0, os.SEEK_END)
            size = file.write(output.data)
        return Spooled(output.path, str(place), offset, size, output.phase)


@contextmanager
def spool_beside(root: Path) -> Iterator[Spool]:
    """Make a spool for the files of the output folder `root`, and remove it at the end.

    It has a tree where there is no such folder yet.

    What killed builds have left beside that folder is removed as well. Where nothing can be
    written there, all stays in memory.
    """
    sweep_beside(root, _FOLDER)
    try:
        folder = make_beside(root, _FOLDER)
    except OSError:
        folder = None
    try:
        tree = None if folder is None or os.path.lexists(root) else folder / _TREE
        yield Spool(folder, tree)
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
