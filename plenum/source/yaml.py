"""YAML as source code: text goes in, nodes with their places come out.

Nothing is converted here: every scalar stays the text that was typed. What cannot be read as
a whole is read entry by entry, so that one run tells the mistakes of all of them.
"""

from collections.abc import Collection

from plenum.diagnostics import Diagnostic, Severity, fault
from plenum.source.file import SourceFile
from plenum.source.invisible import Invisible, find_invisible, readable
from plenum.source.nodes import Mapping, Node, Scalar, Sequence
from plenum.source.places import Places
from plenum.source.yaml_builder import Builder, NotYamlError, TooLargeError
from plenum.source.yaml_recovery import Recovery

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse_yaml"]


def parse_yaml(
    source: SourceFile, start: int = 0, end: int | None = None, keys: Collection[str] = ()
) -> tuple[Node | None, list[Diagnostic]]:
    """Parse the part of `source` between two offsets that begin and end at line starts.

    The node is None where there is nothing. Of a text that is no YAML, it holds the entries
    that could be read and names the others; then there is at least one error. Of a line that is
    neither a key nor an item, the first word may be one of the topmost `keys`.
    """
    end = len(source.text) if end is None else end
    text = source.text[start:end]
    invisible = find_invisible(text)
    readable_text, taken = readable(text, invisible)
    places = Places(source, start, taken)
    faults = _invisible_faults(invisible, places, start)
    builder = Builder(places)
    try:
        node = builder.compose(readable_text, 0)
    except (NotYamlError, TooLargeError) as error:
        spoilt = {each.span.line for each in faults if each.severity is Severity.ERROR}
        recovery = Recovery(readable_text, places, frozenset(spoilt), keys)
        return recovery.read(error), faults + recovery.faults
    return node, faults + builder.faults


def _invisible_faults(invisible: list[Invisible], places: Places, start: int) -> list[Diagnostic]:
    """Tell the first of several equal ones; within a text they are a warning."""
    faults = []
    for before, each in zip([None, *invisible], invisible, strict=False):
        if before and before.character == each.character and before.offset == each.offset - 1:
            continue
        span = places.span(start + each.offset, start + each.offset + 1)
        found = fault("invisible-character", span, name=each.name)
        if not each.matters:
            found = found._replace(severity=Severity.WARNING)
        faults.append(found)
    return faults
