"""Write docs/editors/faults.md from the catalogue of faults.

Run it after a change of plenum/diagnostics/catalogue.py; a test compares the two.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "editors" / "faults.md"

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.diagnostics import CATALOGUE, Fault  # noqa: E402 (after the path is set)

_INTRODUCTION = """\
# Faults

<!-- Made by tools/write_fault_docs.py from plenum/diagnostics/catalogue.py. Do not edit. -->

Everything that a build can find fault with, by id.
An id never changes its meaning, so it is safe to put one into an excuse or into `config.yaml`.

An **error** keeps the site from being published; a **warning** does so only with `--strict`.
`config.yaml` may set another severity for the whole site,
and one line may be excused with a reason: see [publishing](publishing.md).
Where a message or a piece of advice depends on the place, the varying part is shown as "…".

| Id | Severity | What it means, and what the build says | What to do |
|---|---|---|---|
"""
_PLACEHOLDER = re.compile(r"\{\w+\}")
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def fault_page() -> str:
    """Return the page: one row a fault, in alphabetical order."""
    rows = (_row(fault_id, CATALOGUE[fault_id]) for fault_id in sorted(CATALOGUE))
    return _INTRODUCTION + "".join(rows)


def _row(fault_id: str, fault: Fault) -> str:
    name = f'<a id="{fault_id}"></a>`{fault_id}`'
    meaning = f"{_plain(fault.title)}: “{_plain(fault.message)}”"
    return f"| {name} | {fault.severity} | {meaning} | {_advice(fault.hint)} |\n"


def _advice(hint: str) -> str:
    if _PLACEHOLDER.fullmatch(hint):
        return "What the fault itself advises at its place."
    text = _plain(hint)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '…')) else '.'}"


def _plain(text: str) -> str:
    """Return a text of the catalogue as it stands in a cell of a Markdown table."""
    return _MARKS.sub(r"\\\1", _PLACEHOLDER.sub("…", text))


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(fault_page(), encoding="utf-8", newline="\n")
    print(f"wrote {TARGET.relative_to(ROOT)}: {len(CATALOGUE)} faults")
