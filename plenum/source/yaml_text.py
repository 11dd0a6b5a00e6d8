"""A text goes in, a line of YAML that means exactly this text comes out."""

from plenum import lazy_re

# Letters, figures and the signs of prose that mean nothing to YAML, wherever they stand.
_PLAIN = lazy_re.compile(
    r"(?:[^\W_]|[$€£(])(?:[\w $€£%°()./'+–−×;-]|,(?! *$)|(?<= )[&<>](?= ))*(?<! )"
)
# Other readers of YAML take these for something else than a text.
_NO_TEXT = frozenset("null true false yes no on off y n nan inf".split())


def yaml_text(text: str) -> str:
    """Return a text of one line as a value or key of YAML, in quotation marks where it needs them.

    It must not begin or end with white space, nor hold control characters.
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    if "\\" in text or '"' in text:
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return f'"{text}"'
