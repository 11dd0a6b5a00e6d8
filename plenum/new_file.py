"""A path and bytes go in, a file that was not there before comes out."""

from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write a new file, and the folders that it lies in where there are none yet.

    Raises OSError: FileExistsError where there is such a file, or a link. What was begun then may
    be left by half.
    """
    try:
        file = path.open("xb")
    except FileNotFoundError:
        # Asked only now: of a thousand files nearly all lie in a folder that is there.
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
    with file:
        file.write(data)
