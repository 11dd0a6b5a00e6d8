"""Invisible characters in YAML: a text goes in, what can be read and where they stand come out.

A no-break space between the words of a text is a text's own affair. Where YAML wants a space
or nothing at all (before a key, around its colon) it looks right and is wrong.
"""

import unicodedata
from typing import NamedTuple

from plenum import lazy_re

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NARROW = "\u00ad\u200b-\u200f\u2060\ufeff"
_ANY = lazy_re.compile(f"[{_WIDE}{_NARROW}]")
_LINE = lazy_re.compile(
    rf"(?P<lead>[ \t{_WIDE}{_NARROW}]*(?:-[ \t{_WIDE}{_NARROW}]+)*)"
    rf"(?:(?P<key>[^:#\n\[{{\"']*)(?P<colon>:[ {_WIDE}{_NARROW}]*))?"
)
# Between letters these two are a matter of writing, as in Persian or in an emoji of a family.
_JOINERS = "\u200c\u200d"
_ALWAYS = lazy_re.compile("[\u200b\u2060\ufeff]")
_BLOCK = lazy_re.compile(r"(?:^|[ \t:])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_NAMES = {
    "\u00a0": "a no-break space",
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
}


class Invisible(NamedTuple):
    """An invisible character: its offset, and whether YAML stumbles over it."""

    offset: int
    character: str
    matters: bool

    @property
    def name(self) -> str:
        """Return its name, with its number."""
        name = _NAMES.get(self.character) or unicodedata.name(self.character, "").lower()
        return f"{name} (U+{ord(self.character):04X})"


def find_invisible(text: str) -> list[Invisible]:
    """Return the invisible characters that are no part of a text, and those no text needs."""
    if not _ANY.search(text):
        return []
    found = []
    offset = 0
    block: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if block is not None and line.strip() and depth <= block:
            block = None
        is_structure = block is None
        if is_structure and _BLOCK.search(line):
            block = depth
        if _ANY.search(line):
            matters = _structural(line) if is_structure else set()
            always = {match.start() for match in _ALWAYS.finditer(line)}
            found += [
                Invisible(offset + column, line[column], column in matters)
                for column in sorted(matters | always)
            ]
        offset += len(line) + 1
    return found


def _structural(line: str) -> set[int]:
    match = _LINE.match(line)
    if match is None:
        return set()
    found = {m.start() for m in _ANY.finditer(line, *match.span("lead"))}
    if match["colon"]:
        found |= {m.start() for m in _ANY.finditer(line, *match.span("colon"))}
        key_end = match.end("key")
        while key_end > match.start("key") and _ANY.match(line, key_end - 1):
            key_end -= 1
            found.add(key_end)
    return {column for column in found if line[column] not in _JOINERS}


def readable(text: str, invisible: list[Invisible]) -> tuple[str, list[int]]:
    """Put spaces for the wide ones that matter and take the narrow ones out.

    Return the text and the offsets of what was taken out.
    """
    parts, taken, last = [], [], 0
    for each in invisible:
        if not each.matters:
            continue
        parts.append(text[last : each.offset])
        last = each.offset + 1
        if each.character.isspace():
            parts.append(" ")
        else:
            taken.append(each.offset)
    parts.append(text[last:])
    return "".join(parts), taken
