"""Outputs go in; changed files are replaced, files that no longer belong are deleted.

The order makes every moment a whole site: the manifest names all that will be there before
the first write; assets come first; pages that are new come before pages that may link to
them, and the front page is the last of the new ones; feeds and sitemaps follow, deletions
come last. New files are prepared under temporary names and then renamed in one go, so that
new pages which link to each other appear together.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.output import AnyOutput, MadeOutput, Phase, Placed, Standing
from plenum.write.beside import make_beside, sweep_beside
from plenum.write.manifest import (
    MANIFEST_NAME,
    MANIFEST_TEMPORARY,
    Manifest,
    is_inside,
    read_manifest,
    write_manifest,
)

# os.path asks about files without raising; Path does so only from Python 3.12 on.
# ruff: noqa: PTH112, PTH113, PTH114

_TEMPORARY = ".plenum-tmp"


class Written(Struct, frozen=True):
    """How many files were written and removed."""

    written: int
    removed: int


def find_foreign(outputs: Sequence[AnyOutput], root: Path) -> list[Diagnostic]:
    """Return a fault for each file that no build wrote and that stands where one must go.

    Raises ValueError for an output that leads out of the folder.
    """
    _insist_on_inside(outputs)
    ours = read_manifest(root).files
    leaving = ours - {output.path for output in outputs}
    faults = []
    for output in outputs:
        blocker = _blocker(root, output, ours, leaving)
        if blocker is not None:
            span = Span(f"{root.name}/{output.path}")
            faults.append(fault("foreign-file", span, path=blocker))
    return faults


def _insist_on_inside(outputs: Sequence[AnyOutput]) -> None:
    """Raise ValueError where a path leads out of the output folder.

    No content can bring that about while the stages before do their work; if one does not, this
    keeps every file outside as it is.
    """
    for output in outputs:
        if not is_inside(output.path):
            raise ValueError(f"an output would lie outside the output folder: {output.path!r}")


def _blocker(
    root: Path, output: AnyOutput, ours: frozenset[str], leaving: frozenset[str]
) -> str | None:
    """Return what stands in the way of a file: itself, or what is no folder but must be one."""
    if isinstance(output, Standing):
        return None
    for parent in _parents(output.path):
        folder = root / parent
        if os.path.islink(folder):
            # What lies behind it is not ours.
            return parent
        if not os.path.isdir(folder):
            return parent if os.path.lexists(folder) and parent not in ours else None
    target = root / output.path
    if os.path.isdir(target) and not os.path.islink(target):
        return None if _all_leave(target, output.path, leaving) else output.path
    taken = os.path.lexists(target) and output.path not in ours
    return output.path if taken and not _same(target, output.data) else None


def _parents(path: str) -> Iterator[str]:
    """Yield the folders of a path, the outermost first."""
    yield from (path[:end] for end, letter in enumerate(path) if letter == "/")


def _all_leave(folder: Path, path: str, leaving: frozenset[str]) -> bool:
    """Whether a folder holds nothing but files of ours that go away now."""
    try:
        entries = list(folder.iterdir())
    except OSError:
        return False
    for entry in entries:
        inner = f"{path}/{entry.name}"
        if os.path.isdir(entry) and not os.path.islink(entry):
            if not _all_leave(entry, inner, leaving):
                return False
        elif inner not in leaving and not entry.name.endswith(_TEMPORARY):
            return False
    return True


def write_outputs(outputs: Sequence[AnyOutput], root: Path, begun: Path | None = None) -> Written:
    """Bring the folder `root` to the state of `outputs`.

    A folder that does not exist yet is built aside and put in place at once; it may be `begun`,
    with some of its files, and none of anybody else's, where they will be. What stands in the way
    and is not ours is left as it is. Raises OSError, which names the file from the
    output folder's name on, where something cannot be written, and ValueError, before anything
    is written, for an output that leads out of the folder.
    """
    _insist_on_inside(outputs)
    try:
        sweep_beside(root, _TEMPORARY)
        if os.path.lexists(root):
            return _update(outputs, root)
        return _make(outputs, root, begun)
    except OSError as error:
        name = Path(error.filename or root)
        shown = root.name if name.is_absolute() else f"{root.name}/{name.as_posix()}"
        raise OSError(error.errno or 0, error.strerror or str(error), shown) from error


def replace_outputs(outputs: Sequence[MadeOutput], root: Path) -> Written | None:
    """Replace some of the files that the last build wrote, and leave all others as they are.

    None, and nothing is written, where one of them is not such a file, or where the last build
    was cut off. Raises OSError and ValueError as `write_outputs` does.
    """
    _insist_on_inside(outputs)
    manifest = read_manifest(root)
    if not manifest.finished or not all(output.path in manifest.files for output in outputs):
        return None
    if any(_blocker(root, output, manifest.files, frozenset()) for output in outputs):
        return None
    changed = [output for output in outputs if not _same(root / output.path, output.data)]
    for batch in _batches(changed, root):
        _replace_all(batch, root)
    return Written(len(changed), 0)


def _make(outputs: Sequence[AnyOutput], root: Path, begun: Path | None) -> Written:
    root.parent.mkdir(parents=True, exist_ok=True)
    new = begun or make_beside(root, _TEMPORARY)
    try:
        new.mkdir(exist_ok=True)
        new.chmod(0o777 & ~_umask())
        # Nobody looks into it yet. The first claim to a path stands, as in `_wanted`.
        wanted = {output.path: output for output in reversed(outputs)}
        _write_all([each for each in wanted.values() if not _lies_in(each, new)], new)
        write_manifest(new, Manifest(frozenset(wanted)))
        new.replace(root)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return Written(len(wanted), 0)


def _lies_in(output: AnyOutput, tree: Path) -> bool:
    """Whether a file was put where it is to be."""
    return isinstance(output, Placed) and output.tree == str(tree)


def _update(outputs: Sequence[AnyOutput], root: Path) -> Written:
    manifest = read_manifest(root)
    (root / MANIFEST_TEMPORARY).unlink(missing_ok=True)
    if not manifest.finished:
        _sweep_temporaries(root)
    before = manifest.files
    wanted = _wanted(outputs, root, before)
    after = frozenset(wanted)
    changed = [
        output
        for path, output in wanted.items()
        if not isinstance(output, Standing) and not _same(root / path, output.data)
    ]
    done = Manifest(after)
    if not changed and manifest == done and (root / MANIFEST_NAME).exists():
        return Written(0, 0)
    # From here on a kill leaves a manifest that owns the old files and the new.
    write_manifest(root, Manifest(before | after, finished=False))
    removed = _make_room(root, before - after, after)
    for batch in _batches(changed, root):
        _replace_all(batch, root)
    removed += _remove(root, before - after)
    write_manifest(root, done)
    return Written(len(changed), removed)


def _wanted(outputs: Sequence[AnyOutput], root: Path, ours: frozenset[str]) -> dict[str, AnyOutput]:
    """Return the outputs by path, without those that a foreign file keeps out.

    Both cases are faults, but a configuration may play faults down: even then the first
    claim stands, and nothing foreign is overwritten.
    """
    first: dict[str, AnyOutput] = {}
    for output in outputs:
        first.setdefault(output.path, output)
    leaving = ours - first.keys()
    return {
        path: output
        for path, output in first.items()
        if _blocker(root, output, ours, leaving) is None
    }


def _batches(changed: list[MadeOutput], root: Path) -> list[list[MadeOutput]]:
    """Order the files: assets, new pages and feeds, changed pages, changed feeds.

    Each batch is one rename burst.
    """
    assets, new, known, feeds = [], [], [], []
    for output in sorted(changed, key=lambda o: (o.path == "index.html", o.phase, o.path)):
        if output.phase is Phase.ASSET:
            assets.append(output)
        elif not os.path.lexists(root / output.path):
            new.append(output)
        elif output.phase is Phase.FEED:
            feeds.append(output)
        else:
            known.append(output)
    return [batch for batch in (assets, new, known, feeds) if batch]


def _write_all(batch: Sequence[AnyOutput], root: Path) -> None:
    _make_folders(batch, root)
    for output in batch:
        with _naming(output.path):
            (root / output.path).write_bytes(output.data)


def _make_folders(batch: Sequence[AnyOutput], root: Path) -> None:
    first: dict[str, str] = {}
    for output in batch:
        first.setdefault(output.path.rpartition("/")[0], output.path)
    for folder, path in first.items():
        with _naming(path):
            (root / folder).mkdir(parents=True, exist_ok=True)


def _replace_all(batch: Sequence[MadeOutput], root: Path) -> None:
    prepared: list[tuple[Path, str]] = []
    try:
        _make_folders(batch, root)
        for output in batch:
            temporary = _temporary_of(root / output.path)
            prepared.append((temporary, output.path))
            with _naming(output.path):
                temporary.write_bytes(output.data)
        for temporary, path in prepared:
            with _naming(path):
                temporary.replace(root / path)
    except BaseException:
        for temporary, _ in prepared:
            if os.path.lexists(temporary):
                temporary.unlink()
        raise


def _temporary_of(target: Path) -> Path:
    # A digest, because the name itself may be as long as names can be.
    digest = hashlib.blake2b(target.name.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return target.with_name(f".{digest}{_TEMPORARY}")


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Let an error name the file that was to be written, not the temporary one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or 0, error.strerror or str(error), path) from error


def _make_room(root: Path, leaving: frozenset[str], after: frozenset[str]) -> int:
    """Delete the files of ours that stand where a folder must be now, and the reverse."""
    folders = {folder for path in after for folder in _parents(path)}
    files = {path for path in leaving if any(folder in after for folder in _parents(path))}
    removed = _remove(root, (leaving & folders) | files)
    for path in sorted(after):
        if os.path.isdir(root / path) and not os.path.islink(root / path):
            # It holds nothing of anybody's any more: else it would have been in the way.
            shutil.rmtree(root / path)
    return removed


def _remove(root: Path, paths: frozenset[str] | set[str]) -> int:
    removed = 0
    for path in sorted(paths):
        if any(os.path.islink(root / folder) for folder in _parents(path)):
            continue
        target = root / path
        if os.path.isfile(target) or os.path.islink(target):
            with _naming(path):
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
    """Remove the half-prepared files of a killed build, and folders that have only those."""
    for path in sorted(root.rglob(f".*{_TEMPORARY}")):
        if os.path.isfile(path) and not os.path.islink(path):
            path.unlink()
            for parent in path.parents:
                if parent == root or not _remove_if_empty(parent):
                    break


def _same(path: Path, data: bytes) -> bool:
    """Whether a file, and not a link to one, holds these bytes."""
    try:
        if os.path.islink(path):
            return False
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
