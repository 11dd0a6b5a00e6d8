"""A text goes in, Markdown of one line that shows exactly this text comes out."""

import re
from html import escape

from plenum import lazy_re

# Backslash, code, emphasis, links: they mean something nearly wherever they stand.
# Inside a word `_` does not; a single `~` strikes nothing.
_MARKUP = lazy_re.compile(
    r"[\\`*\[\]]|(?<=\[)\^|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\A!(?=!!)"
    # What would become the link of an address.
    r"|:(?=//)|(?<=www)\.|(?<=\S)@(?=\S)",
    re.IGNORECASE,
)
# What an entity alone keeps a text: HTML, the markers of a page's parts, the word of an excuse.
_AS_ENTITY = lazy_re.compile(r"&(?=#|\w)|<(?=[\w/!?])|\[(?=TOC|FAQ|COMPARISON)|(?<=plenum):")


def one_line(text: str) -> str:
    """Return a text with single spaces in place of line ends and all other white space."""
    return " ".join(text.split())


def as_markdown(text: str) -> str:
    """Return a text of one line in which nothing is taken for markup, by backslash or entity."""
    return _MARKUP.sub(r"\\\g<0>", _AS_ENTITY.sub(_as_entity, text))


def _as_entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};" if sign[0] in "[:" else escape(sign[0])
