"""Where references stand in Markdown source.

Python-Markdown keeps no positions, so the source is scanned for what looks like a link,
outside code; the converter's references are matched with these places in order.
"""

import re
from collections import defaultdict, deque
from dataclasses import dataclass

_FENCE = re.compile(
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,}))[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CODE = re.compile(r"(?s)(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOT_NEWLINE = re.compile(r"[^\n]")

_CANDIDATE = re.compile(
    r"\[\[[ \t]*(?P<wiki>[^\[\]|\n\\]+?)[ \t]*(?:\\?\|[^\[\]\n]*)?\]\]"
    r"|\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<inline>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<definition>[^\s>]+)"
    r"|<(?:a|img|source)\b[^>]*?\b(?:href|src)[ \t]*=[ \t]*[\"']?(?P<html>[^\"'\s>]+)"
    r"|<(?P<auto>https?://[^\s<>]+)>",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Offsets of a target, and of what the link's address may replace."""

    target: str
    start: int
    end: int


def mask_code(text: str) -> str:
    """Return `text` of equal length with code and comments blanked out."""
    if "`" not in text and "~~~" not in text and "<!--" not in text:
        return text
    for pattern in (_FENCE, _CODE, _COMMENT):
        text = pattern.sub(lambda match: _NOT_NEWLINE.sub(" ", match[0]), text)
    return text


class Places:
    """The places of one text's references, handed out in order by target."""

    def __init__(self, text: str) -> None:
        """Scan `text` once."""
        self._text = text
        self._queues: defaultdict[str, deque[Place]] = defaultdict(deque)
        if "](" in text or "[" in text or "<" in text:
            for match in _CANDIDATE.finditer(mask_code(text)):
                kind = match.lastgroup or "inline"
                place = Place(match[kind], *match.span(kind))
                self._queues[place.target].append(place)

    def take(self, target: str) -> Place | None:
        """Return the next place of `target`; the last one again where it is used repeatedly."""
        queue = self._queues.get(target)
        if not queue:
            start = self._text.find(target) if target else -1
            return Place(target, start, start + len(target)) if start >= 0 else None
        return queue.popleft() if len(queue) > 1 else queue[0]
