"""Faults as a SARIF 2.1.0 log, which code hosts and editors can show."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from plenum import lazy_re
from plenum.diagnostics import CATALOGUE, Diagnostic
from plenum.diagnostics.formats.text import LineOf

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
"""The name by which code hosts know the folder that paths are relative to."""
_BLANK = lazy_re.compile(r"\{\w+\}")


def format_sarif(diagnostics: Iterable[Diagnostic], version: str, line_of: LineOf) -> str:
    """Return the log of one run (OASIS SARIF 2.1.0)."""
    found = list(diagnostics)
    rule_index = {fault_id: n for n, fault_id in enumerate(sorted({d.id for d in found}))}
    failed = any(d.id == "internal-error" for d in found)
    fingerprints = _fingerprints(found, line_of)
    run = {
        "tool": {
            "driver": {
                "name": "Plenum",
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(fault_id) for fault_id in rule_index],
            }
        },
        "invocations": [{"executionSuccessful": not failed}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the site."}}},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [
            _result(diagnostic, rule_index[diagnostic.id], fingerprint, line_of)
            for diagnostic, fingerprint in zip(found, fingerprints, strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(fault_id: str) -> dict[str, object]:
    entry = CATALOGUE[fault_id]
    page = f"docs/faults/{fault_id}.md"
    advice = _sentence(_BLANK.sub("…", entry.hint))
    if advice == "….":
        advice = ""
    return {
        "id": fault_id,
        "shortDescription": {"text": _sentence(entry.title)},
        "fullDescription": {"text": _sentence(_BLANK.sub("…", entry.message))},
        # The documentation has no address on the web to name in `helpUri`.
        "help": {
            "text": f"{advice} Plenum's documentation shows an example: {page}".lstrip(),
            "markdown": f"{advice} Plenum's documentation shows an example: `{page}`".lstrip(),
        },
        "defaultConfiguration": {"level": str(entry.severity)},
    }


def _sentence(text: str) -> str:
    """Return a clause of the catalogue as a sentence."""
    return f"{text[:1].upper()}{text[1:]}."


def _result(
    diagnostic: Diagnostic, rule_index: int, fingerprint: str, line_of: LineOf
) -> dict[str, object]:
    span = diagnostic.span
    region = {
        "startLine": span.line,
        "startColumn": _utf16_column(line_of(span.path, span.line), span.column),
        "endLine": span.end_line,
        "endColumn": _utf16_column(line_of(span.path, span.end_line), span.end_column),
    }
    # A name may hold bytes that are no UTF-8.
    uri = quote(span.path, errors="surrogateescape")
    location = {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}, "region": region}
    message = f"{diagnostic.message}. {diagnostic.hint}".strip()
    return {
        "ruleId": diagnostic.id,
        "ruleIndex": rule_index,
        "level": str(diagnostic.severity),
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"plenumFault/v1": fingerprint},
    }


def _utf16_column(line: str | None, column: int) -> int:
    """Turn a column in characters into one in UTF-16 code units, as editors and hosts count."""
    if line is None or line.isascii():
        return column
    return column + sum(character > "\uffff" for character in line[: column - 1])


def _fingerprints(diagnostics: list[Diagnostic], line_of: LineOf) -> list[str]:
    """Return what tells each fault from the others from one run to the next.

    It holds the file, the id and the words of the line, not the line's number: a line that is
    put in above does not make new faults of the old ones. Equal ones are counted.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    fingerprints = []
    for diagnostic in diagnostics:
        span = diagnostic.span
        known = (span.path, diagnostic.id, (line_of(span.path, span.line) or "").strip())
        seen[known] += 1
        text = "\0".join((*known, str(seen[known])))
        digest = hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16)
        fingerprints.append(digest.hexdigest())
    return fingerprints
