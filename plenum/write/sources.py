"""Fixes go in; the sources in `content/` are rewritten, byte for byte the same elsewhere."""

import errno
import os
import stat
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Fix, Span

_LINE_END = lazy_re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"
_ANY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Change(NamedTuple):
    """A fix that was made, and where."""

    span: Span
    fix: Fix


class Refusal(NamedTuple):
    """A file below the site that stays as it is, and why: it cannot be written."""

    path: str
    reason: str


def fix_sources(site: Path, diagnostics: Iterable[Diagnostic]) -> Iterator[Change | Refusal]:
    """Make the fixes of the faults, file by file, and yield what was changed once it is written.

    A file that is no longer as it was read, or that a symbolic link leads to, stays as it is.
    """
    by_path: defaultdict[str, dict[Span, Fix]] = defaultdict(dict)
    for diagnostic in diagnostics:
        if diagnostic.fix is not None:
            by_path[diagnostic.span.path][diagnostic.span] = diagnostic.fix
    for path, fixes in sorted(by_path.items()):
        if is_in_content(site, path):
            try:
                yield from _fix_file(site / path, fixes)
            except OSError as error:
                yield Refusal(path, error.strerror or str(error))


def is_in_content(site: Path, path: str) -> bool:
    """Whether a file lies in `content/` itself and not where a link leads."""
    parts = path.split("/")
    if parts[0] != "content" or {"", ".", ".."} & set(parts):
        return False
    steps = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return not any((site / step).is_symlink() for step in steps) and (site / path).is_file()


def rewrite(file: Path, data: bytes) -> None:
    """Give a source other contents, at once or not at all; OSError where it is read-only."""
    _insist_on_writable(file)
    _replace(file, data)


def _fix_file(file: Path, fixes: Mapping[Span, Fix]) -> list[Change]:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return []
    begin = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    lines = [begin, *(match.end() for match in _LINE_END.finditer(text))]
    pieces: list[str] = []
    changes: list[Change] = []
    done = 0
    for span, fix in sorted(fixes.items()):
        place = _place(text, lines, span, fix.old)
        if place is not None and place >= done:
            pieces += [text[done:place], fix.new]
            done = place + len(fix.old)
            changes.append(Change(span, fix))
    if changes:
        rewrite(file, "".join([*pieces, text[done:]]).encode("utf-8"))
    return changes


def _place(text: str, lines: list[int], span: Span, old: str) -> int | None:
    """Return where `old` begins in the span, which may have quotation marks around it."""
    if span.end_line > len(lines):
        return None
    start = lines[span.line - 1] + span.column - 1
    piece = text[start : lines[span.end_line - 1] + span.end_column - 1]
    return start + piece.index(old) if piece.count(old) == 1 else None


def _insist_on_writable(file: Path) -> None:
    """Raise PermissionError where a file or its folder is read-only.

    To put a new file in an old one's place needs the rights of the folder alone: who took those
    of the file away would be overruled without a word. An administrator may do all of it, so the
    file's own rights count first.
    """
    if not (file.stat().st_mode & _ANY_WRITES and os.access(file, os.W_OK)):
        raise PermissionError(errno.EACCES, "the file is read-only")
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "nothing can be written into its folder")


def _replace(file: Path, data: bytes) -> None:
    """Put a new file in the place of an old one at once, with the same rights."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".plenum-tmp", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(file.stat().st_mode & 0o7777)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
