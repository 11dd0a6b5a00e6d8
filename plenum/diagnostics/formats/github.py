"""Faults as GitHub workflow commands, which show beside the lines of a pull request."""

from collections.abc import Iterable

from plenum.diagnostics import Diagnostic


def format_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a workflow command a fault (docs.github.com: "Workflow commands")."""
    return "".join(f"{_one(diagnostic)}\n" for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {"file": span.path, "line": span.line, "endLine": span.end_line}
    # GitHub takes columns only where they lie in one line.
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = diagnostic.id
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{diagnostic.message}\n{diagnostic.hint}".strip()
    return f"::{diagnostic.severity} {named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
