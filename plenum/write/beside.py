"""Folders beside the output folder: on the same disk, and in nobody's way."""

import shutil
import tempfile
from pathlib import Path


def make_beside(root: Path, name: str) -> Path:
    """Make a new folder beside `root`, called as that, `name` and what nothing else is called.

    Raises OSError.
    """
    return Path(tempfile.mkdtemp(prefix=f"{root.name}{name}", dir=root.parent))


def sweep_beside(root: Path, name: str) -> None:
    """Remove the folders of that name which killed builds have left beside `root`."""
    try:
        entries = list(root.parent.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(f"{root.name}{name}") and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
