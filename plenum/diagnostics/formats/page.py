"""Faults for people in the preview's pages: plain values, each with what opens its file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

from plenum.diagnostics import Diagnostic, Severity
from plenum.diagnostics.formats.text import LineOf, one_line, visible

_REACH = 90
"""Characters that are shown of a line on each side of the fault."""
_MOST = 200
"""More faults than this nobody reads in a page: the terminal has them all."""


class Excerpt(TypedDict):
    """A line of the source in three pieces: the middle one is what is wrong."""

    before: str
    marked: str
    after: str


class Told(TypedDict):
    """A fault as the page shows it; `href` opens an editor, and is empty where no file is."""

    severity: str
    id: str
    path: str
    line: int
    column: int
    message: str
    hint: str
    excerpt: Excerpt | None
    href: str


def tell(
    diagnostics: Iterable[Diagnostic], line_of: LineOf, site: Path, editor: str
) -> tuple[Told, ...]:
    """Return the first faults, errors before warnings.

    `editor` is the address that opens a file at a place.
    """
    first = sorted(diagnostics, key=lambda each: each.severity is not Severity.ERROR)[:_MOST]
    return tuple(_told(each, line_of, site, editor) for each in first)


def _told(diagnostic: Diagnostic, line_of: LineOf, site: Path, editor: str) -> Told:
    span = diagnostic.span
    return Told(
        severity=str(diagnostic.severity),
        id=diagnostic.id,
        path=one_line(span.path),
        line=span.line,
        column=span.column,
        message=visible(diagnostic.message),
        hint=visible(diagnostic.hint),
        excerpt=_excerpt(diagnostic, line_of),
        href=editor_href(editor, site / span.path, span.line, span.column),
    )


def _excerpt(diagnostic: Diagnostic, line_of: LineOf) -> Excerpt | None:
    span = diagnostic.span
    source = line_of(span.path, span.line)
    if source is None or not source.strip():
        return None
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    end = min(max(start + 1, end), start + _REACH)
    left, right = max(0, start - _REACH), end + _REACH
    return Excerpt(
        before=("…" if left else "") + visible(source[left:start]),
        marked=visible(source[start:end]),
        after=visible(source[end:right]) + ("…" if right < len(source) else ""),
    )


def editor_href(editor: str, file: Path, line: int, column: int) -> str:
    """Fill the places of the address `editor`; empty where there is no such file."""
    try:
        if not file.is_file():
            return ""
    except (OSError, ValueError):
        return ""
    path = quote(file.absolute().as_posix(), safe="/:")
    before = editor.partition("{path}")[0]
    # Behind the slash that ends a host, as in vscode://file/, the path has its own already.
    if before.rpartition("://")[2].endswith("/"):
        path = path.removeprefix("/")
    # The path last: what stands in a file's name is no place.
    filled = editor.replace("{line}", str(line)).replace("{column}", str(column))
    return filled.replace("{path}", path)
