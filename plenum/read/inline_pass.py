"""Python-Markdown's inline pass, past the patterns that cannot match.

Python-Markdown tries each of its inline patterns on each text, some twenty regular expressions
where most texts have no inline syntax at all. Here a pattern is tried where the text has what
every match of it must contain; the output is the same.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor as InlinePass
from markdown.util import AtomicString

NEEDED: Mapping[str, tuple[str, ...]] = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.REFERENCE_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.IMAGE_REFERENCE_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
}
"""By the regular expression of a pattern: texts of which each of its matches has one."""


class LeanInlineProcessor(InlinePass):
    """Applies Python-Markdown's inline patterns where they can match.

    Takes the place of the tree processor `inline`. A pattern that `needed` does not name is tried
    on every text, as Python-Markdown does.
    """

    def __init__(self, md: Markdown, needed: Mapping[str, tuple[str, ...]] = NEEDED) -> None:
        """Prepare for the patterns of `md`; `needed` is by their regular expressions."""
        super().__init__(md)
        self._needed = needed
        self._patterns: list[tuple[inlinepatterns.InlineProcessor, tuple[str, ...]]] = []
        self._signs = re.compile("(?!)")
        """Finds a sign that is itself a needed piece."""
        self._pieces: list[str] = []
        """The needed pieces that hold no such sign."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the inline patterns to a tree, in place, and return it."""
        patterns = list(self._all())
        if patterns != [pattern for pattern, _ in self._patterns]:
            self._prepare(patterns)
        return super().run(tree, ancestors)

    def _prepare(self, patterns: list[inlinepatterns.InlineProcessor]) -> None:
        everywhere = ("",)
        self._patterns = [(each, self._needed.get(each.pattern, everywhere)) for each in patterns]
        pieces = {piece for _, needed in self._patterns for piece in needed}
        signs = {piece for piece in pieces if len(piece) == 1}
        self._signs = re.compile(f"[{re.escape(''.join(sorted(signs)))}]" if signs else "(?!)")
        self._pieces = sorted(piece for piece in pieces if not signs.intersection(piece))

    def _has_any(self, data: str) -> bool:
        """Whether a text has anything that a pattern needs; most texts have nothing."""
        return self._signs.search(data) is not None or any(p in data for p in self._pieces)

    def _all(self) -> Iterator[inlinepatterns.InlineProcessor]:
        yield from self.inlinePatterns  # type: ignore[misc]  # (a mistake in its type stubs)

    # Python-Markdown has no public place for this: its own method, under its full name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Return a text with placeholders for what the patterns from this one on have found."""
        if isinstance(data, AtomicString) or not self._has_any(data):
            return data
        for index in range(patternIndex, len(self._patterns)):
            pattern, needed = self._patterns[index]
            for piece in needed:
                if piece in data:
                    break
            else:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
        return data
