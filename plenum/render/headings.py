"""An article's HTML goes in, the same with a link to each of its sections comes out."""

from html import escape, unescape

from plenum import lazy_re

_PIECE = lazy_re.compile(
    r"<h(?P<open>[2-6])\b(?P<attributes>[^<>]*)>|</h(?P<close>[2-6])>|<(?P<link>a)\b"
)
_ID = lazy_re.compile(r'\sid="([^"]+)"')
_TAG = lazy_re.compile(r"<[^<>]*>")


def heading_links(html: str) -> str:
    """Make each heading that has an id a link to itself, whose address readers can copy.

    The heading's own words are the link, so that it sounds as before. Where a part of them is
    a link already, a mark behind them is the other one.
    """
    pieces: list[str] = []
    position = start = 0
    target, linked = "", False
    for match in _PIECE.finditer(html):
        if match["open"]:
            found = _ID.search(match["attributes"])
            target, linked, start = found[1] if found else "", False, match.end()
        elif match["link"]:
            linked = True
        elif target:
            words = html[start : match.start()]
            pieces += [html[position:start], _linked(words, target, linked=linked)]
            position, target = match.start(), ""
    return "".join([*pieces, html[position:]])


def _linked(words: str, target: str, *, linked: bool) -> str:
    if not linked:
        return f'<a class="self quiet" href="#{target}">{words}</a>' if words.strip() else words
    name = " ".join(unescape(_TAG.sub("", words)).split())
    label = escape(f"Link to this section: {name}")
    return f'{words} <a class="self mark" href="#{target}" aria-label="{label}"></a>'
