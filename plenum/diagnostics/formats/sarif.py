"""Faults as a SARIF 2.1.0 log, which code hosts and editors can show."""

import json
from collections.abc import Iterable
from urllib.parse import quote

from plenum.diagnostics import CATALOGUE, Diagnostic

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def format_sarif(diagnostics: Iterable[Diagnostic], version: str) -> str:
    """Return the log of one run (OASIS SARIF 2.1.0)."""
    found = list(diagnostics)
    ids = sorted({d.id for d in found})
    rules = [
        {
            "id": fault_id,
            "shortDescription": {"text": CATALOGUE[fault_id].title},
            "defaultConfiguration": {"level": str(CATALOGUE[fault_id].severity)},
        }
        for fault_id in ids
    ]
    run = {
        "tool": {"driver": {"name": "Plenum", "version": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, ids) for d in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(diagnostic: Diagnostic, ids: list[str]) -> dict[str, object]:
    span = diagnostic.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    location = {"artifactLocation": {"uri": quote(span.path)}, "region": region}
    return {
        "ruleId": diagnostic.id,
        "ruleIndex": ids.index(diagnostic.id),
        "level": str(diagnostic.severity),
        "message": {"text": f"{diagnostic.message}. {diagnostic.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }
