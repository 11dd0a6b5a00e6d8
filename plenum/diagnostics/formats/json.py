"""Faults for programs: one JSON document with every fault and the run's summary."""

import json
from collections.abc import Iterable, Mapping

from plenum.diagnostics import Diagnostic


def format_json(diagnostics: Iterable[Diagnostic], summary: Mapping[str, object]) -> str:
    """Return the document that the contract describes."""
    document = {"diagnostics": diagnostic_items(diagnostics), "summary": dict(summary)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def diagnostic_items(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return the faults as the document has them."""
    return [
        {
            "path": d.span.path,
            "line": d.span.line,
            "column": d.span.column,
            "end_line": d.span.end_line,
            "end_column": d.span.end_column,
            "severity": str(d.severity),
            "id": d.id,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
