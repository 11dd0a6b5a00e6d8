"""Outputs go in; changed files are replaced, files that no longer belong are deleted.

The order makes every moment a whole site: the manifest names all that will be there before
the first write; assets come first; pages that are new come before pages that may link to
them; feeds and sitemaps follow, deletions come last. New files are prepared under temporary
names and then renamed in one go, so that new pages which link to each other appear together.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.output import Output, Phase
from plenum.write.manifest import MANIFEST_NAME, Manifest, read_manifest, write_manifest

_TEMPORARY = ".plenum-tmp"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written and removed."""

    written: int
    removed: int


def find_foreign(outputs: Sequence[Output], root: Path) -> list[Diagnostic]:
    """Return a fault for each file that no build wrote and that stands where one must go."""
    ours = read_manifest(root).files
    faults = []
    for output in outputs:
        blocker = _blocker(root, output.path, ours)
        if blocker is not None and not _same(root / output.path, output.data):
            faults.append(fault("foreign-file", Span(output.path), path=blocker))
    return faults


def _blocker(root: Path, path: str, ours: frozenset[str]) -> str | None:
    """Return what stands in the way of `path`: itself, or a file where a folder must be."""
    target = root / path
    if path not in ours and (target.is_symlink() or target.exists()):
        return path
    if target.is_dir():
        return path
    for parent in Path(path).parents:
        name = parent.as_posix()
        folder = root / parent
        if name != "." and name not in ours and folder.exists() and not folder.is_dir():
            return name
    return None


def write_outputs(outputs: Sequence[Output], root: Path) -> Written:
    """Bring the folder `root` to the state of `outputs`; raises OSError where it cannot.

    A folder that does not exist yet, or is empty, is built aside and put in place at once.
    """
    if root.is_dir() and any(root.iterdir()):
        return _update(outputs, root)
    root.parent.mkdir(parents=True, exist_ok=True)
    _sweep(root.parent, f"{root.name}{_TEMPORARY}")
    aside = Path(tempfile.mkdtemp(prefix=f"{root.name}{_TEMPORARY}", dir=root.parent))
    try:
        aside.chmod(0o777 & ~_umask())
        written = _update(outputs, aside)
        aside.replace(root)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return written


def _update(outputs: Sequence[Output], root: Path) -> Written:
    manifest = read_manifest(root)
    if not manifest.finished:
        _sweep_temporaries(root)
    before, after = manifest.files, frozenset(output.path for output in outputs)
    changed = [output for output in outputs if not _same(root / output.path, output.data)]
    done = Manifest(after)
    if not changed and manifest == done and (root / MANIFEST_NAME).exists():
        return Written(0, 0)
    # From here on a kill leaves a manifest that owns the old files and the new.
    write_manifest(root, Manifest(before | after, finished=False))
    _make_room(root, before - after, after)
    for batch in _batches(changed, root):
        _replace_all(batch, root)
    removed = _remove(root, before - after)
    write_manifest(root, done)
    return Written(len(changed), removed)


def _batches(changed: list[Output], root: Path) -> list[list[Output]]:
    """Order the files: assets, new pages, changed pages, feeds; one rename burst each."""
    assets, new, known, feeds = [], [], [], []
    for output in sorted(changed, key=lambda o: (o.phase, o.path)):
        if output.phase is Phase.ASSET:
            assets.append(output)
        elif output.phase is Phase.FEED:
            feeds.append(output)
        elif (root / output.path).exists():
            known.append(output)
        else:
            new.append(output)
    return [batch for batch in (assets, new, known, feeds) if batch]


def _replace_all(batch: list[Output], root: Path) -> None:
    prepared: list[tuple[Path, Path]] = []
    try:
        for output in batch:
            target = root / output.path
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}{_TEMPORARY}")
            temporary.write_bytes(output.data)
            prepared.append((temporary, target))
        for temporary, target in prepared:
            temporary.replace(target)
    except BaseException:
        for temporary, _ in prepared:
            temporary.unlink(missing_ok=True)
        raise


def _make_room(root: Path, leaving: frozenset[str], after: frozenset[str]) -> None:
    """Delete the files of ours that stand where a folder must be now, and the reverse."""
    folders = {parent.as_posix() for path in after for parent in Path(path).parents}
    for path in sorted(leaving & folders):
        (root / path).unlink(missing_ok=True)


def _remove(root: Path, paths: frozenset[str]) -> int:
    removed = 0
    for path in sorted(paths):
        target = root / path
        if target.is_file() or target.is_symlink():
            target.unlink()
            removed += 1
        for parent in target.parents:
            if parent == root or not _remove_if_empty(parent):
                break
    return removed


def _remove_if_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _sweep_temporaries(root: Path) -> None:
    """Remove the half-prepared files of a killed build."""
    for path in root.rglob(f".*{_TEMPORARY}"):
        if path.is_file() and not path.is_symlink():
            path.unlink()


def _sweep(folder: Path, prefix: str) -> None:
    """Remove what a killed first build left beside the output folder."""
    for entry in folder.iterdir():
        if entry.name.startswith(prefix) and entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
