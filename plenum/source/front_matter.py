"""Where the front matter of an article begins and ends."""

import re
from dataclasses import dataclass

from plenum.diagnostics import Diagnostic, fault
from plenum.source.file import SourceFile

_OPENING = re.compile(r"\s*?(---)(?:[ \t]+#[^\n]*|[ \t]*)(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """Character offsets: the opening `---`, the YAML, and the body up to the file's end."""

    opening: int
    yaml_start: int
    yaml_end: int
    body_start: int


def split_front_matter(source: SourceFile) -> tuple[Parts | None, list[Diagnostic]]:
    """Find the `---` lines; None, with a fault, where they are not what they must be."""
    opening = _OPENING.match(source.text)
    if opening is None:
        return None, [fault(_missing(source.text), source.span(0, 0))]
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        return None, [fault("unclosed-front-matter", source.span(*opening.span(1)))]
    return Parts(opening.start(1), opening.end(), closing.start(), closing.end()), []


def _missing(text: str) -> str:
    start = text.lstrip()
    if start.startswith("+++"):
        return "toml-front-matter"
    if start.startswith("{"):
        return "json-front-matter"
    return "missing-front-matter"
