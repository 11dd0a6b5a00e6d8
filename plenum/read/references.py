"""Where references stand in Markdown source.

Python-Markdown keeps no positions, so the source is scanned for what looks like a link,
outside code; the converter's references are matched with these places in order.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from plenum import lazy_re
from plenum.source import blanked
from plenum.source.file import FORBIDDEN

_FENCE = lazy_re.compile(
    r"^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CODE = lazy_re.compile(
    r"(?s)(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"
)
_LINES = lazy_re.compile(r"[^\n]*\n|[^\n]+")
_INDENTED = lazy_re.compile(r"(?: {4}|\t)")
# What takes indented lines into itself: items, footnotes, definitions, admonitions.
_CONTAINER = lazy_re.compile(r"[ ]{0,3}(?:[-*+]|[0-9]+[.)]|\[\^[^\]]+\]:|:|!!!|\*\[)")

_LINK = (
    r"\[(?<!\\\[)\[(?P<wiki>[^\[\]|\n\\]+)(?:\\?\|[^\[\]\n]*)?\]\](?!\()"
    r"|\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<inline>(?:(?:fact|term|source):[ \t]+)?"
    r"[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
)
_DEFINITION = r"^[ ]*\[[^\[\]\n]+\]:[ \t]*<?(?P<definition>[^\s>]+)"
_TAG = (
    r"<(?:a|img|source)\b[^<>]*?\b(?:href|src)[ \t]*=[ \t]*[\"']?(?P<html>[^\"'\s>]+)"
    r"|<(?P<auto>https?://[^\s<>]+)>"
)
# Without a definition each begins with one of three characters, which are found much faster.
_CANDIDATE = lazy_re.compile(f"{_LINK}|{_TAG}")
_CANDIDATE_OR_DEFINITION = lazy_re.compile(f"{_LINK}|{_DEFINITION}|{_TAG}", re.MULTILINE)
_BARE = lazy_re.compile(r"https?://[^\s<>\[\]()\"'|]+")
"""An address that stands in the text as it is."""
_AFTER_BARE = ".,;:!?*_~`"
_SPACED_NAME = lazy_re.compile(r"(?<=:)[ \t]+")
_BACKSLASH = lazy_re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_ENTITY = lazy_re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")

_CHARACTER = lazy_re.compile(r"&#(?:[xX][0-9a-fA-F]+|[0-9]+);?")
# Python refuses to read such a number, and no character has one.
_ENDLESS = lazy_re.compile(r"&#[0-9]{1000,};?")
# As many as the last character of Unicode has: `&#x10FFFF;`.
_LONGEST_CHARACTER = 10

# How deep quotes and brackets may go: more is no text, and takes the converter seconds.
_DEEPEST = 50
_DEEP_QUOTE = lazy_re.compile(r"^(?:[ ]{0,3}+>[ \t]?+){50}", re.MULTILINE)
_BRACKETS = lazy_re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)


class Place(NamedTuple):
    """Offsets of a target, and of what the link's address may replace."""

    target: str
    start: int
    end: int


# Several checks ask for the same text one after the other.
@lru_cache(maxsize=8)
def mask_code(text: str, *, comments: bool = True, field: bool = False) -> str:
    """Return `text` of equal length with code, and usually comments, blanked out.

    With `field` it is a text of a YAML file, which as a whole may be indented.
    """
    masked = text
    if "```" in text or "~~~" in text:
        masked = _FENCE.sub(_blank, masked)
    if "`" in masked:
        masked = _CODE.sub(_blank, masked)
    if "\n    " in text or "\n\t" in text or _INDENTED.match(text):
        masked = "".join(_without_indented(text, masked, _indentation(text) if field else 0))
    return _mask_comments(masked) if comments and "<!--" in masked else masked


def _blank(match: re.Match[str]) -> str:
    return blanked(match[0])


def _indentation(text: str) -> int:
    """Return by how much all lines after the first are indented."""
    lines = [line for line in text.split("\n")[1:] if line.strip()]
    return min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)


def _without_indented(text: str, masked: str, indentation: int) -> Iterator[str]:
    """Yield the lines of `masked`, those of indented code blank; what belongs to a list stays.

    How far a line is indented tells the `text`: in `masked`, code at its beginning is blank.
    """
    after_blank, contained = True, False
    for typed, line in zip(_LINES.findall(text), _LINES.findall(masked), strict=True):
        if not line.strip():
            after_blank = True
            yield line
            continue
        if not _INDENTED.match(typed, indentation):
            contained = _CONTAINER.match(typed, indentation) is not None or (
                contained and not after_blank
            )
            after_blank = False
            yield line
        elif contained or not after_blank:
            yield line
        else:
            # The next indented line is still code, so `after_blank` stays as it is.
            yield blanked(line)


def _mask_comments(text: str) -> str:
    pieces = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        pieces += [text[position:start], blanked(text[start : end + 3])]
        position = end + 3
    return "".join([*pieces, text[position:]])


def too_deep(text: str) -> int | None:
    """Return where quotes or brackets are nested so deeply that nobody can mean it."""
    if text.count(">") >= _DEEPEST and (quote := _DEEP_QUOTE.search(text)):
        return quote.start()
    if text.count("[") < _DEEPEST:
        return None
    depth = 0
    for match in _BRACKETS.finditer(mask_code(text)):
        if match[0] == "[":
            depth += 1
            if depth >= _DEEPEST:
                return match.start()
        elif match[0] == "]":
            depth = max(depth - 1, 0)
        elif match[0][0] == "\n":
            depth = 0
    return None


def decoded(target: str) -> str:
    """Return a target without the escapes of Markdown and the entities of HTML."""
    if "\\" in target:
        target = _BACKSLASH.sub(r"\1", target)
    return plain_entities(target).strip()


def plain_entities(text: str) -> str:
    """Replace the entities that end in a semicolon; `&copy=1` in an address is none."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def forbidden_characters(text: str) -> Iterator[re.Match[str]]:
    """Yield the character references to what no page may hold, as HTML reads them."""
    if "&#" in text:
        yield from (match for match in _CHARACTER.finditer(text) if _is_forbidden(match[0]))


def without_endless(text: str) -> str:
    """Replace the character references of thousands of digits."""
    return _ENDLESS.sub("\ufffd", text) if "&#" in text else text


def without_forbidden(html: str) -> str:
    """Replace the character references that would forge the converter's own marks."""
    if "&#" not in html:
        return html
    return _CHARACTER.sub(lambda m: "\ufffd" if _is_forbidden(m[0]) else m[0], html)


def _is_forbidden(reference: str) -> bool:
    if len(reference) > _LONGEST_CHARACTER:
        return True
    # `unescape` gives nothing for most of what HTML forbids.
    character = unescape(reference)
    return not character or FORBIDDEN.search(character) is not None


class Places:
    """The places of one text's references, handed out in order by target.

    Wiki links have places of their own: `[[ducts]]` and `[ducts](ducts)` are not the same.
    """

    def __init__(self, text: str, *, field: bool = False) -> None:
        """Scan `text` once."""
        self._text = text
        self._queues: defaultdict[tuple[str, bool], deque[Place]] = defaultdict(deque)
        self._defined: set[str] = set()
        if "](" in text or "[" in text or "<" in text or "://" in text:
            self._scan(mask_code(text, field=field))
        self._counts = {key: len(queue) for key, queue in self._queues.items()}

    def _scan(self, masked: str) -> None:
        candidate = _CANDIDATE_OR_DEFINITION if "]:" in masked else _CANDIDATE
        for match in candidate.finditer(masked):
            kind = match.lastgroup or "inline"
            start, end = match.span(kind)
            if kind == "wiki":
                start += len(match[kind]) - len(match[kind].lstrip())
                end = start + len(match[kind].strip())
            target = decoded(match[kind])
            if " " in target and kind == "inline":
                target = _SPACED_NAME.sub("", target, count=1)
            place = Place(target, start, end)
            self._queues[place.target, kind == "wiki"].append(place)
            if kind == "definition":
                self._defined.add(place.target)
        if "://" in masked:
            # Last, for an address may also be the text of a link to it.
            for match in _BARE.finditer(candidate.sub(_blank, masked)):
                target = match[0].rstrip(_AFTER_BARE)
                place = Place(target, match.start(), match.start() + len(target))
                self._queues[target, False].append(place)

    def take(self, target: str, *, wiki: bool = False) -> Place | None:
        """Return the next place of `target`; the last one again where it is used repeatedly."""
        target = target.strip()
        queue = self._queues.get((target, wiki))
        if not queue:
            start = self._text.find(target) if target else -1
            return Place(target, start, start + len(target)) if start >= 0 else None
        return queue.popleft() if len(queue) > 1 else queue[0]

    def are_certain(self, target: str, references: int, *, wiki: bool = False) -> bool:
        """Whether the places of `target` are those of so many references and of nothing else.

        There may be more where raw HTML holds what looks like a link, or where an address is
        also the text of a link. One definition may serve many references.
        """
        target = target.strip()
        count = self._counts.get((target, wiki), 0)
        return count == references or (target in self._defined and 0 < count < references)
