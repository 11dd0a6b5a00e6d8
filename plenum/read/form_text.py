"""The body's Markdown goes in, what is taken for more or for less than it was meant comes out.

Spaces before a paragraph make code of it, a minus at the beginning of a line makes an item; a
bracket too many, or words that were to be filled in, stand in the page as typed.
"""

from collections.abc import Iterator
from html import escape

from plenum import lazy_re
from plenum.read.slips import Slip

_INDENTED = lazy_re.compile(r"(?:\A|(?:\A|\n)[ \t]*\n)(?P<block>(?:(?:[ ]{4}|\t)[^\n]+(?:\n|\Z))+)")
_CODE = lazy_re.compile(r"<code>([^<\n]*)")
# A sentence, of which code has none: a capital, no sign of a program, and an end.
_SENTENCE = lazy_re.compile(r"[A-Z][^{}<>=;$|\\_#\t]*[.!?…][\"')\u201d]?")
_FEWEST_WORDS = 6
"""With fewer words a sentence may as well be what a program says."""
_UNIT = r"(?:°[CFK]?|degrees\b|%|[CFK]\b|(?:Pa|kPa|psi|kW|W|BTU|in|ft|mm|cm|m)\b)"
# Behind words that go on, a number; below it no further item.
_MINUS = lazy_re.compile(
    r"\n(?<=[^\W_]\n)[ ]{0,3}(?P<typed>-[ ]+"
    rf"(?P<number>[0-9][0-9.,]*+[ \u00a0]?{_UNIT}))[^\n]*+(?!\n[ ]{{0,3}}[-*+][ ])"
)
_NO_PARAGRAPH = lazy_re.compile(r"[ ]{0,3}(?:[-*+>|#]|[0-9]{1,9}[.)])|[ ]{4}")
_WIKI_BRACKET = lazy_re.compile(r"\[\[(?<!\[\[\[)(?P<name>[^\[\]\n]+)\]\](?P<typed>\])(?![(\[\]])")
_HALF_LINK = lazy_re.compile(
    r"\[(?<![\w!\\\]]\[)(?P<text>[^\[\]()\n]+)\]"
    r"(?P<address>(?:https?://|\.{0,2}/)?[\w./#-]+?\.(?:md|html|pdf)(?:#[\w-]+)?)\)"
)
_TO_FILL_IN = (
    r"(?:ADD|ADDRESS|AMOUNT|AUTHOR|CITY|COMPANY|COST|DATE|IMAGE|INSERT|LINK|LOCATION|MODEL|NAME"
    r"|NUMBER|PHONE|PHOTO|PRICE|SOURCE|STATE|TEXT|TITLE|URL|YEAR|YOUR)"
)
# One word alone on its line is a marker that does not exist, and is told as such.
_BLANK = lazy_re.compile(
    r"(?!(?<![^\n])\[[A-Z]+\][ \t]*+(?:\n|\Z))\[(?<![\\!\[\]]\[)"
    rf"(?P<words>(?:[A-Z]+[ ])*+{_TO_FILL_IN}(?:[ ][A-Z]+)*+"
    rf"|{_TO_FILL_IN}(?:[ ][A-Z]+)++)\](?![(\[:\]])"
)
_NEAR = 400
"""How many characters before a place may hold the bracket to which another belongs."""


def indented_text(text: str, masked: str, shown: str) -> Iterator[Slip]:
    """Yield the sentences that spaces before them make code of, as it is `shown`."""
    if "<code>" not in shown:
        return
    codes = set(_CODE.findall(shown))
    for match in _INDENTED.finditer(text):
        begin, words = match.start("block"), match["block"].split()
        first = match["block"].partition("\n")[0]
        if len(words) < _FEWEST_WORDS or masked[begin : begin + len(first)].strip():
            continue
        if _SENTENCE.fullmatch(" ".join(words)) and escape(first.strip(), quote=False) in codes:
            yield Slip(begin, begin + len(first) - len(first.lstrip()), "indented-text")


def check_text(masked: str, shown: str) -> Iterator[Slip]:
    """Yield what was meant as text and is none, or the other way round."""
    if "<li" in shown and "\n" in masked:
        yield from _minus_signs(masked)
    if "[" in shown:
        for match in _BLANK.finditer(masked):
            yield Slip(*match.span(), "placeholder", {"name": match[0]})
    if "]" in shown:
        yield from _brackets(masked)


def _minus_signs(masked: str) -> Iterator[Slip]:
    """Yield the minus signs that end a paragraph and begin a list."""
    for match in _MINUS.finditer(masked):
        above = masked[masked.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not _NO_PARAGRAPH.match(above):
            values = {"typed": match["typed"], "right": f"-{match['number']}"}
            yield Slip(*match.span("typed"), "minus-sign", values)


def _brackets(masked: str) -> Iterator[Slip]:
    """Yield the links with a bracket too many, or with one too few."""
    for match in _WIKI_BRACKET.finditer(masked):
        if not _is_open(masked, match.start(), "[]"):
            values = {"typed": match["typed"], "advice": f"write '{match[0][:-1]}'"}
            yield Slip(*match.span("typed"), "foreign-markup", values)
    for match in _HALF_LINK.finditer(masked):
        if not _is_open(masked, match.start(), "()"):
            right = f"[{match['text']}]({match['address']})"
            values = {"typed": match[0], "right": right, "what": "link"}
            yield Slip(*match.span(), "link-form", values)


def _is_open(masked: str, place: int, pair: str) -> bool:
    """Whether a bracket that opens shortly before a place of a line is not closed there."""
    near = max(place - _NEAR, 0)
    before = masked[max(masked.rfind("\n", near, place) + 1, near) : place]
    return before.count(pair[0]) > before.count(pair[1])
