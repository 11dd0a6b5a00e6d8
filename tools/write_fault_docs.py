"""Write docs/faults/README.md from the catalogue of faults.

Run it after a change of plenum/diagnostics/catalogue.py; a test compares the two.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "faults" / "README.md"

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.diagnostics import CATALOGUE, Fault  # noqa: E402 (after the path is set)

_INTRODUCTION = """\
# Faults

<!-- Made by tools/write_fault_docs.py from plenum/diagnostics/catalogue.py. Do not edit. -->

Everything that a build can find fault with, by id; each page shows a site that has the fault,
what the build says of it, and a site that is right.
An id never changes its meaning, so it is safe to put one into an excuse or into `config.yaml`.

An **error** keeps the site from being published; a **warning** does so only with `--strict`.
`config.yaml` may set another severity for the whole site,
and one line may be excused with a reason: see [publishing](../editors/publishing.md).

| Id | Severity | What it means |
|---|---|---|
"""
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def fault_page() -> str:
    """Return the index: one row a fault, in alphabetical order."""
    rows = (_row(fault_id, CATALOGUE[fault_id]) for fault_id in sorted(CATALOGUE))
    return _INTRODUCTION + "".join(rows)


def _row(fault_id: str, fault: Fault) -> str:
    title = _MARKS.sub(r"\\\1", fault.title)
    return f"| [{fault_id}]({fault_id}.md) | {fault.severity} | {title} |\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(fault_page(), encoding="utf-8", newline="\n")
    print(f"wrote {TARGET.relative_to(ROOT)}: {len(CATALOGUE)} faults")
