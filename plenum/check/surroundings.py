"""A place in a text goes in, what stands around it comes out: its sentence, its paragraph.

Texts are the sources of fragments, one as it stands and one without what nobody reads
(`plenum.model.places`); both have the same length. No look reaches farther than `REACH`.
"""

import re
from typing import NamedTuple

from plenum import lazy_re

REACH = 400
_FARTHER = 2000
_BOUND = lazy_re.compile(
    # What stands before is looked at last, so that texts are skimmed for the marks.
    r"-->|[.!?;](?<!\.[A-Z].)[\"'”’)\]*_]{0,3}(?=\s|\Z)|\n\s*\n|\|"
    r"|\n\s*(?:[-*+]|[0-9]+\.)\s"
)
_QUOTES_BEFORE = frozenset("\"“‘'«„")
_EMPHASIS = lazy_re.compile(
    r"(?<![*\w])\*(?![*\s])[^*\n]{1,80}\*(?!\*)|(?<!\w)_(?!\s)[^_\n]{1,80}_"
)
_CITED = lazy_re.compile(r"\]\((?:fact:|source:|https?://)|\[\^")
_TO_A_SOURCE = lazy_re.compile(r"[^\[\]\n]*\]\((?:source:|https?://)")
_LONGEST_NAME = 3
YEAR = lazy_re.compile(r"(?<![\d$,.])(?:19|20)\d\d(?!\d|,\d|\.\d)")
"""A year of our time, not an amount."""

_MARKUP = str.maketrans("", "", "*_`[]()>#\"'“”‘’«»")


class Around(NamedTuple):
    """The bounds of a sentence, of a cell or of an item; its end is before the full stop."""

    start: int
    end: int


def sentence_at(text: str, start: int, end: int) -> Around:
    """Return the bounds of the sentence in which a place stands."""
    return Around(sentence_start(text, start), sentence_end(text, end))


def sentence_start(text: str, start: int, reach: int = REACH) -> int:
    """Return where the sentence begins that goes on at `start`, or how far back to look for it."""
    begin = max(0, start - reach)
    for match in _BOUND.finditer(text, begin, start):
        begin = match.end()
    return begin


def sentence_end(text: str, end: int, reach: int = REACH) -> int:
    """Return where the sentence ends that goes on at `end`, or how far to look for it."""
    found = _BOUND.search(text, end, end + reach)
    return found.start() if found else min(len(text), end + reach)


def line_at(text: str, start: int, end: int) -> Around:
    """Return the bounds of the lines on which a place stands."""
    begin = text.rfind("\n", max(0, start - _FARTHER), start) + 1
    stop = text.find("\n", end, end + _FARTHER)
    return Around(
        max(begin, start - _FARTHER), min(len(text), end + _FARTHER) if stop < 0 else stop
    )


def statement_at(text: str, start: int, end: int) -> Around:
    """Return the bounds of a sentence; of a table, those of the whole row."""
    line = line_at(text, start, end)
    if text[line.start : line.end].lstrip(" >").startswith("|"):
        return line
    return sentence_at(text, start, end)


def paragraph_at(text: str, start: int, end: int) -> Around:
    """Return the bounds of a paragraph, a list or a table, with the line that introduces it.

    That is a caption, or a paragraph that ends with a colon.
    """
    low, high = max(0, start - _FARTHER), min(len(text), end + _FARTHER)
    begin = max(low, text.rfind("\n\n", low, start) + 2) if "\n\n" in text[low:start] else low
    stop = text.find("\n\n", end, high)
    stop = high if stop < 0 else stop
    before = text[low:begin].rstrip()
    last = before[before.rfind("\n\n") + 2 if "\n\n" in before else 0 :]
    if last.endswith(":") or last.startswith("Table:"):
        begin = low + len(before) - len(last)
    after = text.find("\n\n", stop + 2, high)
    if text.startswith("\n\nTable:", stop):
        stop = high if after < 0 else after
    return Around(begin, stop)


def column_above(text: str, start: int) -> str:
    """Return the header of the column in which a place stands; empty outside of tables."""
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].lstrip(" >").startswith("|"):
        return ""
    block = max(text.rfind("\n\n", max(0, start - _FARTHER), start) + 2, 0)
    header = text[block : text.find("\n", block)].split("|")
    column = text.count("|", line, start)
    return header[column] if column < len(header) else ""


def heading_above(text: str, start: int) -> str:
    """Return the nearest heading above a place, with its marks; empty where there is none."""
    begin = text.rfind("\n#", 0, start)
    if begin < 0 and not text.startswith("#"):
        return ""
    end = text.find("\n", begin + 1)
    return text[begin + 1 : len(text) if end < 0 else end]


def is_heading(text: str, start: int) -> bool:
    """Whether a place stands in a heading."""
    return text.startswith("#", text.rfind("\n", 0, start) + 1)


def is_question(text: str, around: Around) -> bool:
    """Whether a sentence ends with a question mark."""
    return "?" in text[around.end : around.end + 1]


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether words are not used but spoken of: in quotation marks, italics or a quotation."""
    before = text[max(0, start - 2) : start].rstrip("*_[")[-1:]
    if before and before in _QUOTES_BEFORE:
        return True
    around = sentence_at(text, start, end)
    if any(
        match.start() < start and end < match.end() + 1
        for match in _EMPHASIS.finditer(text, around.start, around.end)
    ):
        return True
    line = text.rfind("\n", 0, start) + 1
    block = paragraph_at(text, start, end)
    first = text[block.start : block.start + 40].lstrip()
    if text[line:start].lstrip().startswith(">") and not re.match(r">\s*\[!", first):
        return True
    ahead = text[block.start : start]
    return ahead.rfind("“") > ahead.rfind("”") or ahead.count('"') % 2 == 1


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether a few words are all that stands in their cell or item: they name something there."""
    if len(text[start:end].split()) > _LONGEST_NAME:
        return False
    around = sentence_at(text, start, end)
    rest = text[around.start : start] + text[end : around.end]
    return not rest.translate(_MARKUP).strip() and around.end > around.start


def is_title_of_a_source(source: str, end: int) -> bool:
    """Whether what ends at `end` stands in the text of a link to a source, as a title does."""
    return _TO_A_SOURCE.match(source, end, end + REACH) is not None


def is_cited(source: str, around: Around) -> bool:
    """Whether a fact, a source, a footnote or another site is cited there."""
    return _CITED.search(source, around.start, around.end + 2) is not None
