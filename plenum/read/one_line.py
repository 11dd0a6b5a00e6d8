"""Faults of YAML go in; those of a key with all that it holds on its own line get its right form.

YAML sees a text with a colon in it, and quotation marks would mend that. In quotation marks, it
would still be a text where keys belong.
"""

from collections.abc import Iterable, Iterator

from plenum import lazy_re
from plenum.diagnostics import Diagnostic
from plenum.source import SourceFile

_HELD = {"verdict": "option", "rows": "row"}
_LINE = lazy_re.compile(
    rf"[ ]*+(?:- )?(?P<key>{'|'.join(_HELD)}):[ ]+(?P<held>[^\s:][^:]*:[ ].*\S)"
)


def in_right_form(faults: Iterable[Diagnostic], source: SourceFile) -> Iterator[Diagnostic]:
    """Yield the faults, with advice to write what a key holds below it where that is meant."""
    lines: list[str] | None = None
    for each in faults:
        match = None
        if each.id == "yaml-colon":
            lines = lines if lines is not None else source.text.split("\n")
            match = _LINE.match(lines[each.span.line - 1])
        if match is None:
            yield each
            continue
        key, held = match["key"], match["held"]
        place = f"write a line of its own, two spaces further in, below '{key}:'"
        yield each._replace(hint=f"{place}, for each {_HELD[key]}: {held}")
