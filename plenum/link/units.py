"""A page's HTML goes in, with its quantities in both systems of units marked it comes out.

A reader who wants one system only has the other hidden by the style sheet, with the brackets:

    <span class="u-us">−13 °F</span><span class="u-both"> (</span>
    <span class="u-si">−25 °C</span><span class="u-both">)</span>

Of the text nothing is added, taken away or moved.
"""

from functools import lru_cache

from plenum import lazy_re
from plenum.model.figures import figures, is_rough_at
from plenum.model.pairs import METERED, converted_pairs, pair_agrees
from plenum.model.quantity import Kind

# What may be a pair is cut out narrowly: most pairs of a site are the same few.
_FIRST = lazy_re.compile(
    r"(?:(?:about|around|roughly|nearly|near|approximately|some|~|≈)\s?)?"
    r"(?<![^\s(])[−-]?[0-9][0-9,.]*+(?:\s?(?:–|to)\s?[−-]?[0-9][0-9,.]*+)?[^0-9(]{1,30}\Z"
)
_BRACKET = lazy_re.compile(r"\((?=[a-z≈~=\s]{0,16}[−-]?[0-9])[^()<>]{2,60}(?<=[°A-Za-z²³])\)")
_TAG = lazy_re.compile(
    r"(<!--(?:[^-]|-(?!->))*+(?:-->)?|<[^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+>)"
)
_NAME = lazy_re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
_UNMARKED = frozenset(
    "button caption code h1 h2 h3 h4 h5 h6 kbd math option pre samp script select style svg"
    " textarea title".split()
)
"""Elements in which nothing is marked: what names other things is named in full."""
_LOOK_BACK = 60
# Where a part of a page begins within the address of a link.
_WITHIN = '<a href="'


class Units:
    """Marks the quantities of one page; `found` says whether it has any in both systems."""

    def __init__(self) -> None:
        """Begin with a page of which nothing is known."""
        self.found = False

    def mark(self, html: str, *, within_address: bool = False) -> str:
        """Return HTML with its pairs marked; it may begin within the address of a link."""
        if "(" not in html or not _BRACKET.search(html):
            return html
        if "<" not in html and not within_address:
            return self._mark_text(html)
        before = _WITHIN if within_address else ""
        pieces = _TAG.split(before + html)
        inside: list[str] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                _go_through(piece, inside)
            elif not inside and "(" in piece:
                # The last tag may end where another part begins.
                text, tag, rest = piece.partition("<")
                pieces[index] = f"{self._mark_text(text)}{tag}{rest}"
        return "".join(pieces)[len(before) :]

    def _mark_text(self, text: str) -> str:
        pieces: list[str] = []
        reached = 0
        for bracket in _BRACKET.finditer(text):
            begin = max(reached, bracket.start() - _LOOK_BACK)
            first = _FIRST.search(text[begin : bracket.start()])
            length, html = _marked(first[0], bracket[0]) if first else (0, "")
            if html:
                pieces += [text[reached : bracket.start() - length], html]
                reached = bracket.end()
                self.found = True
        return "".join([*pieces, text[reached:]]) if pieces else text


def _go_through(tag: str, inside: list[str]) -> None:
    """Note which of the elements without marks a tag begins or ends."""
    match = _NAME.match(tag)
    name = match["name"].lower() if match else ""
    if match is None or name not in _UNMARKED:
        return
    if not match["end"]:
        inside.append(name)
    elif name in inside:
        inside.remove(name)


@lru_cache(maxsize=4096)
def _marked(ahead: str, bracket: str) -> tuple[int, str]:
    """Return how much of the text ahead of a bracket belongs to its pair, and the pair's HTML.

    Both are empty for what is no pair of two systems, or one that does not agree.
    """
    text = ahead + bracket
    found = figures(text)
    pairs = converted_pairs(text, found)
    if not pairs or pairs[-1].other.end != len(text) - 1:
        return 0, ""
    one, other, has_word_between = pairs[-1]
    if one.unit.is_metric == other.unit.is_metric or {one.unit.name, other.unit.name} & METERED:
        return 0, ""
    ways = (False, True) if one.unit.kind is Kind.TEMPERATURE else (False,)
    if has_word_between or not any(
        pair_agrees(pairs[-1], as_change=way, is_limit=True) for way in ways
    ):
        # Of '20 °F cooler (11 °C)' neither half could stand alone.
        return 0, ""
    # 'about 20 °F (about −7 °C)': each has its own word.
    start = 0 if is_rough_at(text, other.start) else one.start
    first = ahead[start:].rstrip()
    space, second = ahead[start + len(first) :], bracket[1:-1]
    names = ("u-si", "u-us") if one.unit.is_metric else ("u-us", "u-si")
    return len(ahead) - start, (
        f'<span class="{names[0]}">{first}</span><span class="u-both">{space}(</span>'
        f'<span class="{names[1]}">{second}</span><span class="u-both">)</span>'
    )
