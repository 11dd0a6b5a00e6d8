"""The body's Markdown goes in, marks at the beginning of a line that make no block come out.

Of a list, a heading or a definition whose mark is not quite right the converter makes text.
"""

import re
from collections.abc import Iterator

from plenum import lazy_re
from plenum.read.slips import Slip
from plenum.source.invisible import Invisible

# Without its space behind it, or a mark that only word processors or wikis know.
_LIST_MARK = lazy_re.compile(
    r"\n[ ]{0,3}(?P<mark>[-+*](?=[^\W\d_]|\[)|[0-9]{1,2}[.)](?=[^\W\d_])"
    r"|\*{2,4}(?=[ ]+[^\s*])|[\u2022\u00b7\u2023\u25aa\u2013\u2014](?=[ \t]*[^\W_]))"
)
# The meaning of the word on the line above it; an emoji's name ends in a colon too.
_DEFINITION = lazy_re.compile(r"\n(?<=[^\s]\n)(?P<mark>:)(?=[^\W_])(?![a-z0-9_+-]+:)")
_HEADING_SPACE = lazy_re.compile(r"\n[ ]{0,3}(?P<marks>#{1,6})(?=[^\W\d_])")
# Spaces that look like any other, and that no mark of Markdown goes with.
_WIDE = ("\u00a0", "\u202f", "\u2007", "\u2009", "\u3000")
_WIDE_SPACE = lazy_re.compile(
    rf"\n[ \t>]*(?:#{{1,6}}|(?P<item>[-*+]|[0-9]{{1,2}}[.)]))(?P<space>[{''.join(_WIDE)}])"
    r"(?=[ \t]*[^\W\d_])"
)
_ITEM = lazy_re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])\s")
# An item below a numbered one, with or without an empty line between them.
_NESTED = lazy_re.compile(
    r"\n(?P<outer>(?P<before>[ ]*)(?P<mark>[0-9]{1,9}[.)])[ ]{1,3})\S[^\n]*\n(?:[ \t]*\n)?"
    r"(?P<inner>[ ]+)(?P<sub>[-*+])[ ]"
)


def check_lists(masked: str, shown: str) -> Iterator[Slip]:
    """Yield the marks that miss their space, have one of another kind or stand too far left."""
    # The end of a line is found much faster than the beginning of one.
    text = f"\n{masked}"
    yield from _list_marks(text)
    for match in _HEADING_SPACE.finditer(text):
        yield _slip(match, "marks", "heading-space", name=match["marks"])
    if "\n:" in masked:
        for match in _DEFINITION.finditer(text):
            yield _slip(match, "mark", "list-mark", name=":", right=":   ")
    if any(space in masked for space in _WIDE):
        yield from _wide_spaces(text)
    if "<ol" in shown:
        yield from _nested(text)


def _list_marks(text: str) -> Iterator[Slip]:
    """Yield the first of the lines below each other that were meant as items of a list.

    A line end stands before the first line of `text`.
    """
    inside = -1
    for match in _LIST_MARK.finditer(text):
        mark = match["mark"]
        end = text.find("\n", match.end())
        if match.start() == inside:
            inside = end
            continue
        kind = r"[0-9]{1,2}[.)]" if mark[0].isdigit() else re.escape(mark)
        if mark == "*" and "*" in text[match.end() : end if end >= 0 else len(text)]:
            continue
        if mark.startswith("**"):
            # The stars count how deep an item lies; without an item above, they are only stars.
            goes_on, right = None, "  " * (len(mark) - 1) + "* "
            above = re.compile(r"[ ]{0,3}\*+[ \t]")
        else:
            goes_on = re.compile(rf"\n[ ]{{0,3}}{kind}(?:[ \t]|(?=[^\W\d_]|\[))")
            right = f"{mark} " if mark[0] in "-+*0123456789" else "- "
            above = re.compile(rf"[ ]{{0,3}}{kind}[ \t]")
        is_followed = goes_on is not None and end >= 0 and goes_on.match(text, end)
        line_above = text.rfind("\n", 0, match.start()) + 1
        if is_followed or above.match(text, line_above, match.start()):
            inside = end
            yield _slip(match, "mark", "list-mark", name=mark, right=right)


def _wide_spaces(text: str) -> Iterator[Slip]:
    for match in _WIDE_SPACE.finditer(text):
        above = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        # Within a paragraph a line may begin with a number or a dash.
        if match["item"] and above.strip() and not _ITEM.match(above):
            continue
        name = Invisible(0, match["space"], matters=True).name
        yield _slip(match, "space", "invisible-character", name=name)


def _nested(text: str) -> Iterator[Slip]:
    """Yield the items that do not reach the first word of the numbered item above them."""
    for match in _NESTED.finditer(text):
        wanted = len(match["outer"])
        if len(match["before"]) < len(match["inner"]) < wanted:
            yield _slip(match, "sub", "list-indent", mark=match["mark"], spaces=wanted)


def _slip(match: re.Match[str], group: str, fault_id: str, **values: object) -> Slip:
    """Make a slip of what was found behind a line end that stands before the first line."""
    begin, end = match.span(group)
    return Slip(begin - 1, end - 1, fault_id, values)
