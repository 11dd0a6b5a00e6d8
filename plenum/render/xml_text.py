"""Plain text goes in, text that may stand in an XML file comes out."""

from html import escape

from plenum import lazy_re

# XML 1.0 has no way to write these, not even as references.
_FORBIDDEN = lazy_re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


def xml_text(text: str) -> str:
    """Escape `text` for element content and for attribute values in double quotes."""
    return escape(_FORBIDDEN.sub("", text))


def element(tag: str, text: str, **attributes: str) -> str:
    """Return an element with text in it; one without a text and attributes is left out."""
    written = "".join(f' {name}="{xml_text(value)}"' for name, value in attributes.items() if value)
    if not text:
        return f"<{tag}{written}/>" if written else ""
    return f"<{tag}{written}>{xml_text(text)}</{tag}>"
