"""Marks in converted HTML, and how they become parts.

While Python-Markdown works on a text, what depends on other pages is marked by Unicode
noncharacters, which no source file may hold (`source.file` replaces them). Splitting the
finished HTML at the marks gives the parts of a fragment.
"""

import re
from collections import Counter
from functools import lru_cache

from plenum import lazy_re
from plenum.model.fragment import Address, Html, Label, Marker, Part, Prose

OPEN = "\ufdd0"
CLOSE = "\ufdd1"
PROSE = "\ufdd2"
PROSE_END = "\ufdd3"
PIPE = "\ufdd4"
"""Stands for the `|` of a wiki link, so that no table is split there."""
WIKI = "\ufdd5"
"""Begins the address of a wiki link."""

_MARK = lazy_re.compile(f"{OPEN}([alm])([^{CLOSE}]*){CLOSE}")
_PARAGRAPH_MARK = lazy_re.compile(f"<p>({OPEN}[ms][^{CLOSE}]*{CLOSE})</p>\n?")
_SECTION = lazy_re.compile(f"{OPEN}s(-?[0-9]+){CLOSE}")
_PROSE = lazy_re.compile(f"({PROSE}[^{PROSE_END}]*{PROSE_END})")
_TAG = lazy_re.compile(r"(<!--.*?-->|<(?:\"[^\"]*+\"|'[^']*+'|[^<>\"'])*+>|<[^>]*+>)", re.DOTALL)
_NAME = lazy_re.compile(r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)", re.DOTALL)
UNLINKABLE = frozenset(
    "a abbr button caption code dt h1 h2 h3 h4 h5 h6 kbd math option pre samp script select style"
    " sup svg textarea th title".split()
)
"""Elements in which no word becomes a link, be they made of Markdown or raw HTML."""


def address(index: int) -> str:
    """Mark the value of an attribute as the address of a reference."""
    return f"{OPEN}a{index}{CLOSE}"


def label(index: int) -> str:
    """Mark the place of a text that a reference's target gives."""
    return f"{OPEN}l{index}{CLOSE}"


def marker(kind: str, name: str = "") -> str:
    """Mark the place of a block."""
    return f"{OPEN}m{kind}:{name}{CLOSE}"


def section(number: int) -> str:
    """Mark where the answer `number` begins; -1 goes back to the body."""
    return f"{OPEN}s{number}{CLOSE}"


def sections(html: str) -> tuple[str, dict[int, str]]:
    """Divide HTML into the body and the answers by number."""
    html = html.replace(PIPE, "|")
    if OPEN not in html:
        return html, {}
    html = _PARAGRAPH_MARK.sub(r"\1", html)
    pieces = _SECTION.split(html)
    body = [pieces[0]]
    answers: dict[int, str] = {}
    for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if int(number) < 0:
            body.append(piece)
        else:
            answers[int(number)] = piece.strip("\n")
    return "".join(body), answers


def to_parts(html: str) -> tuple[Part, ...]:
    """Split marked HTML into parts; neighbouring HTML is one part."""
    parts: list[Part] = []
    inside = _Inside()
    for piece in _PROSE.split(html):
        # Cleaning may have taken one half of a pair out, with a script that never ends.
        text = piece.replace(PROSE, "").replace(PROSE_END, "")
        if not text:
            continue
        if piece[0] != PROSE:
            inside.enter(text)
            _add_html(parts, text)
        elif "<" not in text and OPEN not in text and not inside:
            parts.append(Prose(text))
        else:
            _add_prose(parts, text, inside)
    return tuple(parts)


def _add_prose(parts: list[Part], text: str, inside: "_Inside") -> None:
    """Add running text, into which raw inline HTML comes back only after marking."""
    for inner in _TAG.split(text):
        inside.enter(inner)
        if inner and (inner[0] == "<" or OPEN in inner or inside):
            _add_html(parts, inner)
        elif inner:
            parts.append(Prose(inner))


class _Inside:
    """Whether the place that has been reached is in an element in which no word is linked."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._depth = 0

    def __bool__(self) -> bool:
        return self._depth > 0

    def enter(self, html: str) -> None:
        """Go through the tags of some HTML."""
        if "<" not in html:
            return
        tags = _tags_between(html) if len(html) <= _LONGEST_KEPT else _unlinkable_tags(html)
        for name, is_end in tags:
            if not is_end:
                self._open[name] += 1
                self._depth += 1
            elif self._open[name]:
                self._open[name] -= 1
                self._depth -= 1


def _unlinkable_tags(html: str) -> list[tuple[str, bool]]:
    """Return the tags of elements in which no word is linked, and which of them are end tags."""
    tags = (((tag["name"] or "").lower(), bool(tag["end"])) for tag in _NAME.finditer(html))
    return [tag for tag in tags if tag[0] in UNLINKABLE]


# What stands between two texts, such as `</td>\n<td>`, is the same over and over.
_LONGEST_KEPT = 100
_tags_between = lru_cache(maxsize=1 << 10)(_unlinkable_tags)


def _add_html(parts: list[Part], html: str) -> None:
    """Add what no word is linked in: HTML, and the places that are marked in it."""
    position = 0
    for match in _MARK.finditer(html) if OPEN in html else ():
        _add_plain_html(parts, html[position : match.start()])
        position = match.end()
        kind, value = match.groups()
        if kind == "a":
            parts.append(Address(int(value)))
        elif kind == "l":
            parts.append(Label(int(value)))
        else:
            name, _, block = value.partition(":")
            parts.append(Marker(name, block))  # type: ignore[arg-type]
    _add_plain_html(parts, html[position:])


def _add_plain_html(parts: list[Part], html: str) -> None:
    last = parts[-1] if parts else None
    if html and isinstance(last, Html):
        parts[-1] = Html(last.text + html)
    elif html:
        parts.append(Html(html))
