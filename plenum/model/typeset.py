"""Running text goes in, with its quantities as a printer would set them it comes out.

A number keeps its unit on its line by a no-break space, and a temperature below zero has a true
minus (U+2212): behind a hyphen a line may break. The source stays as typed.
"""

from typing import Literal

from plenum import lazy_re

_UNITS = (
    r"°\s?[FC]|%|(?:[kM]|[Mm]illion\s)?(?:BTU|Btu)(?:/h)?|[kM]?Wh?|[GM]J|therms?|tons?|CFM|L/s"
    r"|ft[²³]?|m[²³]?|[cm]m|in(?=\s\()|lb|oz|k?g|k?Pa|psi|S?EER2?|HSPF2?|AFUE"
)
_SPACE = lazy_re.compile(rf"(?P<digit>[0-9])[ \n](?=(?:{_UNITS})(?![\w²³]))")
_FIGURE = lazy_re.compile(r"[0-9]")
_HYPHEN = lazy_re.compile(r"-(?<![^\s(]-)(?=[0-9][0-9.,]{0,9}\s?°)")
_DEGREES = lazy_re.compile(r"(?<=[0-9])[ \n\u00a0]?°[ \u00a0]?(?=[FC](?!\w))")

Degrees = Literal["as-typed", "spaced", "closed"]
"""How temperatures are set: `5 °F`, as the BIPM has it, or `5°F`, as US consumers know it."""


def typeset(text: str, *, degrees: Degrees = "as-typed") -> str:
    """Return text with its numbers held to their units, and with minus signs."""
    # Most texts hold no figure at all.
    if not _FIGURE.search(text):
        return text
    text = _SPACE.sub("\\g<digit>\u00a0", text)
    if "°" not in text:
        return text
    if degrees != "as-typed":
        text = _DEGREES.sub("\u00a0°" if degrees == "spaced" else "°", text)
    return _HYPHEN.sub("\u2212", text)
