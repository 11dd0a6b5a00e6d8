"""A text that begins with a curly quotation mark goes in, how to write it for YAML comes out."""

from plenum.source.yaml_lines import quoted

OPENING = "\u201c\u201e\u2018\u201a\u00ab\u00bb\u201d\u2019"
CLOSING = "\u201d\u201c\u2019\u2018\u00bb\u00ab"
# An apostrophe is no closing mark: only of these can the pairs be told within a text.
_DOUBLE_OPENING = "\u201c\u201e\u00ab\u00bb\u201d"
_DOUBLE_CLOSING = "\u201d\u201c\u00bb\u00ab"


def stands_around(text: str) -> bool:
    """Whether the mark at the beginning is for the whole text, not only for its first words."""
    return text[0] not in _DOUBLE_OPENING or not set(text[1:-1]) & set(_DOUBLE_CLOSING)


def without_marks(text: str) -> str:
    """Return a text without the curly quotation marks around it."""
    return text.strip(OPENING)


def curly_advice(text: str, before: str = "") -> str:
    """Say how to write a text; `before` is what precedes it in the mended line."""
    if not stands_around(text):
        return f"put straight ones around the whole text: {before}{quoted(text)}"
    return (
        f"use straight ones: {before}{quoted(without_marks(text))}; "
        "where curly ones belong to the text, put straight ones around"
    )
