"""What earlier builds wrote: the list that tells our files from foreign ones."""

import json
from pathlib import Path, PurePath

from msgspec import Struct

from plenum import lazy_re

MANIFEST_NAME = ".plenum-manifest.json"
MANIFEST_TEMPORARY = f"{MANIFEST_NAME}.tmp"
_VERSION = 1
_NAME = r"\.*[^./\\\0][^/\\\0]*"
"""A name of more than dots."""
_INSIDE = lazy_re.compile(f"{_NAME}(?:/{_NAME})*")


class Manifest(Struct, frozen=True):
    """The paths that builds wrote; `finished` is false while, or after, a build was cut off."""

    files: frozenset[str] = frozenset()
    finished: bool = True


def read_manifest(root: Path) -> Manifest:
    """Return what earlier builds wrote; a damaged manifest counts as none."""
    try:
        data = json.loads((root / MANIFEST_NAME).read_text("utf-8"))
        if data["version"] != _VERSION:
            return Manifest()
        files = frozenset(path for path in data["files"] if is_inside(path))
        return Manifest(files, bool(data["finished"]))
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest(finished=False)


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Record the paths, sorted, so that the same site gives the same bytes."""
    data = {
        "version": _VERSION,
        "finished": manifest.finished,
        "files": sorted(manifest.files),
    }
    text = json.dumps(data, ensure_ascii=False, indent=0) + "\n"
    temporary = root / MANIFEST_TEMPORARY
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(root / MANIFEST_NAME)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def is_inside(path: str) -> bool:
    """Whether a path stays below the output folder: what it names is written and deleted.

    A backslash parts folders on Windows, where an anchor may be a drive (`C:`).
    """
    return bool(_INSIDE.fullmatch(path)) and not (":" in path and PurePath(path).anchor)
