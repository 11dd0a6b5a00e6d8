"""Excuses: `plenum: ignore fault-id: reason`, for one fault on one line."""

from collections.abc import Iterable

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import CATALOGUE, Diagnostic, Span, fault
from plenum.source.file import SourceFile

# In Markdown it stands on the line before the fault, in YAML at the end of the fault's line.
_EXCUSE = lazy_re.compile(
    r"(?P<markdown><!--[ \t]*plenum:[ \t]*ignore[ \t]+(?P<id1>[\w-]+)[ \t]*"
    r"(?::[ \t]*(?P<why1>[^\n]*?))?[ \t]*-->)"
    r"|(?P<yaml>#[ \t]*plenum:[ \t]*ignore[ \t]+(?P<id2>[\w-]+)[ \t]*(?::[ \t]*(?P<why2>[^\n]*))?)"
)


class Excuse(Struct, frozen=True):
    """Faults of `fault_id` on `line` are excused."""

    fault_id: str
    line: int
    span: Span


def find_excuses(
    source: SourceFile, yaml: str | None = None, markdown: str = ""
) -> tuple[tuple[Excuse, ...], list[Diagnostic]]:
    """Return the excuses of a file; one without a reason is a fault and excuses nothing.

    `yaml` is the file's YAML (default: all of it), `markdown` what follows it, with code
    blanked out: an example of an excuse excuses nothing.
    """
    if "plenum:" not in source.text:
        return (), []
    text = (source.text if yaml is None else yaml) + markdown
    in_yaml = len(text) - len(markdown)
    excuses = []
    faults = []
    for match in _EXCUSE.finditer(text):
        if match["yaml"] and match.start() >= in_yaml:
            continue
        span = source.span(*match.span())
        fault_id = match["id1"] or match["id2"]
        if not (match["why1"] or match["why2"] or "").strip():
            faults.append(fault("excuse-without-reason", span, id=fault_id))
            continue
        excuses.append(Excuse(fault_id, span.line + bool(match["markdown"]), span))
    return tuple(excuses), faults


def apply_excuses(diagnostics: Iterable[Diagnostic], excuses: Iterable[Excuse]) -> list[Diagnostic]:
    """Take out what is excused, and add a fault for each excuse that excused nothing."""
    kept, unused = split_excused(diagnostics, excuses)
    return kept + [fault("unused-excuse", excuse.span, id=excuse.fault_id) for excuse in unused]


def split_excused(
    diagnostics: Iterable[Diagnostic], excuses: Iterable[Excuse]
) -> tuple[list[Diagnostic], list[Excuse]]:
    """Return what is not excused, and the excuses that excused nothing."""
    by_place: dict[tuple[str, int, str], list[Excuse]] = {}
    for excuse in excuses:
        place = (excuse.span.path, excuse.line, excuse.fault_id)
        by_place.setdefault(place, []).append(excuse)
    kept = []
    used = set()
    for diagnostic in diagnostics:
        place = (diagnostic.span.path, diagnostic.span.line, diagnostic.id)
        if place in by_place and not CATALOGUE[diagnostic.id].fixed:
            used.add(place)
        else:
            kept.append(diagnostic)
    unused = [each for place, found in by_place.items() if place not in used for each in found]
    return kept, unused
