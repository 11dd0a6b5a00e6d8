"""Running text goes in, with its quantities as a printer would set them it comes out.

A number keeps its unit on its line by a no-break space, and a temperature below zero has a true
minus (U+2212): behind a hyphen a line may break. The source stays as typed.
"""

import re

_UNITS = (
    r"°\s?[FC]|%|(?:[kM]|[Mm]illion\s)?(?:BTU|Btu)(?:/h)?|[kM]?Wh?|[GM]J|therms?|tons?|CFM|L/s"
    r"|ft[²³]?|m[²³]?|[cm]m|in(?=\s\()|lb|kg|k?Pa|psi|S?EER2?|HSPF2?|AFUE"
)
_SPACE = re.compile(rf"(?P<digit>[0-9])[ \n](?=(?:{_UNITS})(?![\w²³]))")
_HYPHEN = re.compile(r"-(?<![^\s(]-)(?=[0-9][0-9.,]{0,9}\s?°)")


def typeset(text: str) -> str:
    """Return text with its numbers held to their units, and with minus signs."""
    text = _SPACE.sub("\\g<digit>\u00a0", text)
    return _HYPHEN.sub("\u2212", text) if "°" in text and "-" in text else text
