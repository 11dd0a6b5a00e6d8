"""Words go in, the same in a form that Python-Markdown takes for nothing else comes out."""

from plenum import lazy_re
from plenum.read.lines import MARKER

_BREAK = lazy_re.compile(r"(?<!\\)((?:\\\\)*+)(?:\\|[ ]{2,})$")
_NUMBER = lazy_re.compile(r"([0-9]+)[.)](?=[ ]|$)")
_LONGEST_NUMBER = 9
# What opens a block that is Python-Markdown's own and goes on in indented lines.
_OWN_BLOCK = lazy_re.compile(r"!!! |\?\?\?|\[\^[^\]]+\]:|:[ ]{1,3}\S|\*\[[^\]]+\]:|\[[^\]]+\]:")
# Lines that Python-Markdown takes for the second of a table or of a heading.
_SECOND_LINE = lazy_re.compile(r"[|:-][|: -]*+$|=++[ ]*+$")


def is_own_block(text: str) -> bool:
    """Whether a text begins a block that only Python-Markdown knows, such as a footnote."""
    return _OWN_BLOCK.match(text.lstrip(" ")) is not None


def needs_escape(text: str) -> bool:
    """Whether a line that goes on in a paragraph would make another block of it."""
    return text[0] == ">" or _SECOND_LINE.match(text) is not None


def escaped(text: str, *, in_item: bool) -> str:
    """Keep a text a text that begins with what only Python-Markdown takes for a block."""
    if text[0] == "#" or (in_item and MARKER.match(text) and not text[0].isdigit()):
        return f"\\{text}"
    number = _NUMBER.match(text) if text[0].isdigit() else None
    if number and (in_item or len(number[1]) > _LONGEST_NUMBER):
        return f"{number[1]}\\{text[number.end(1) :]}"
    return text


def on_one_line(lines: list[str]) -> str:
    """Write the lines of a heading as one; its line breaks become HTML."""
    words = " ".join(_BREAK.sub(r"\1<br>", line).strip() for line in lines[:-1])
    return f"{words} {lines[-1].strip()}".lstrip()


def kept_ending(words: str) -> str:
    """Keep a `#` or a backslash at a heading's end that is part of it."""
    if words.endswith("\\") and not words.endswith("\\\\"):
        words += "\\"
    return f"{words} #" if words.endswith("#") else words
