"""A line goes in, what it begins by CommonMark's rules comes out.

The rules are those of https://spec.commonmark.org/0.31.2/, "Leaf blocks" and "Container blocks",
and of https://github.github.com/gfm/ for tables. The patterns take what they match at once and
never give it back, so that no line takes longer than its length.
"""

import re

from plenum import lazy_re

LEVEL = 4
"""From how many spaces on a line is code, and by how many Python-Markdown has a list's item."""
FENCE = lazy_re.compile(r"(?P<fence>`{3,}+(?=[^`]*+$)|~{3,}+)(?P<info>.*)$")
RULE = lazy_re.compile(r"([*_-])[ ]*+(?:\1[ ]*+){2,}+$")
UNDERLINE = lazy_re.compile(r"(?:=++|-++)[ ]*+$")
MARKER = lazy_re.compile(r"(?P<bullet>[-+*])(?=[ ]|$)|(?P<number>[0-9]{1,9})(?P<dot>[.)])(?=[ ]|$)")
HTML_ALONE = lazy_re.compile(r"</?[a-zA-Z][\w-]*+(?:[ ][^<>]*+|/)?>[ ]*+$")
"""One tag and nothing else: a block of HTML, unless a paragraph goes on there."""
_HEADING = lazy_re.compile(r"(?P<level>#{1,6}+)(?:[ ]|$)")
_HTML_TO_END = lazy_re.compile(r"<(?P<name>script|pre|style|textarea)(?=[ >]|$)", re.IGNORECASE)
_HTML_DECLARED = lazy_re.compile(r"<(?:!--|\?|!\[CDATA\[|![A-Za-z])")
_HTML_ENDS = {"<!--": "-->", "<?": r"\?>", "<![CDATA[": "]]>"}
_HTML_TO_BLANK = lazy_re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    r"|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
    r"(?=[ ]|/?>|$)",
    re.IGNORECASE,
)
_TABLE_RULE = lazy_re.compile(r"\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-++:?[ ]*+)*+\|?[ ]*+$")
TO_BLANK = lazy_re.compile(r"(?!)")
"""Ends a block of HTML that goes on to an empty line: it is found in none."""


def indentation(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def heading(text: str) -> tuple[int, str] | None:
    """Return level and words of a heading, if the line is one."""
    match = _HEADING.match(text)
    if not match:
        return None
    words = text[match.end() :].strip(" ")
    unclosed = words.rstrip("#")
    if not unclosed or unclosed.endswith(" "):
        words = unclosed.rstrip(" ")
    return len(match["level"]), words


def html_end(text: str, *, in_paragraph: bool) -> re.Pattern[str] | None:
    """Return what ends the block of HTML that the line begins, if it begins one."""
    if opening := _HTML_TO_END.match(text):
        return re.compile(rf"</{opening['name']}>", re.IGNORECASE)
    if opening := _HTML_DECLARED.match(text):
        return re.compile(_HTML_ENDS.get(opening[0], ">"))
    if _HTML_TO_BLANK.match(text) or (not in_paragraph and HTML_ALONE.match(text)):
        return TO_BLANK
    return None


def begins_table(text: str, following: str, base: int) -> bool:
    """Whether a line and the next are a table's head and its line of dashes.

    The text of their container stands at the column `base`.
    """
    return (
        0 <= indentation(following) - base < LEVEL
        and _TABLE_RULE.match(following.lstrip(" ")) is not None
        and _columns(following) == _columns(text)
    )


def _columns(text: str) -> int:
    text = text.strip(" ").replace("\\|", "")
    return text.removeprefix("|").removesuffix("|").count("|") + 1


def is_text(text: str) -> bool:
    """Whether a line can only be one more of a paragraph."""
    return not (
        text.startswith(">")
        or FENCE.match(text)
        or heading(text)
        or RULE.match(text)
        or MARKER.match(text)
        or html_end(text, in_paragraph=True)
    )
