"""Faults for people at a terminal: place, what is wrong, the line with a caret, what to do."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from plenum.diagnostics import Diagnostic

LineOf = Callable[[str, int], str | None]
"""Returns a line of a file of the site, by path and number from 1."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_PLAIN = "\x1b[0m"
# What would steer the terminal or turn its line around: controls, and the marks of direction.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def format_text(diagnostics: Iterable[Diagnostic], line_of: LineOf, *, colour: bool = False) -> str:
    """Return all faults as text, each followed by an empty line."""
    return "".join(f"{_one(diagnostic, line_of, colour)}\n" for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, line_of: LineOf, colour: bool) -> str:  # noqa: FBT001
    span, severity = diagnostic.span, str(diagnostic.severity)
    name = f"{_COLOURS[severity]}{severity}{_PLAIN}" if colour else severity
    place = f"{_one_line(span.path)}:{span.line}:{span.column}"
    lines = [f"{place}: {name} {diagnostic.id}: {_visible(diagnostic.message)}"]
    source = line_of(span.path, span.line)
    if source is not None and source.strip():
        lines += [f"  {_visible(source.expandtabs(4))}", f"  {_caret(source, diagnostic)}"]
    if diagnostic.hint:
        lines.append(f"  → {_visible(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def _one_line(path: str) -> str:
    """Return a path without line ends and other controls, which a file name may hold."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in path)


def _visible(text: str) -> str:
    """Return a text with a sign in the place of each control: ␛ for the escape character."""
    return _STEERING.sub(
        lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text
    )


def _caret(source: str, diagnostic: Diagnostic) -> str:
    """Underline the span, aligned under tabs and wide characters."""
    span = diagnostic.span
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    before = _width(source[:start].expandtabs(4))
    marked = _width(source[: max(end, start + 1)].expandtabs(4)) - before
    return " " * before + "^" * max(1, marked)


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
