"""The body's Markdown goes in, what is opened in it and never closed comes out.

Code, a comment or an element that does not end swallows the text that follows it; code within a
line that does not end stands in the page as it was typed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from plenum import lazy_re
from plenum.read.sanitize import ALLOWED_TAGS
from plenum.read.slips import Lines, Slip

_FENCE = lazy_re.compile(
    r"^(?P<before>[ \t>]*+(?P<item>(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)?)"
    r"(?P<fence>`{3,}|~{3,})(?P<rest>[^\n`]*)$",
    re.MULTILINE,
)
_SHORT_FENCE = lazy_re.compile(r"^[ \t>]*+(?P<fence>``|~~)[ \t]*$", re.MULTILINE)
_CODE_INDENT = 4
"""Moved to the right by so many spaces, a fence is a line of the code itself."""
# What editors and word processors make of `-->`.
_WRONG_END = lazy_re.compile(r"--!>|--[ \t]+>|[—–]>|(?<!-)->")
_TAG = lazy_re.compile(
    r"(?<!\]\()<(?P<close>/)?(?P<name>[a-zA-Z][\w-]*)(?=[\s/>])"
    r"(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?(?P<self>/)?>"
)
# What follows the > up to the next quotation mark holds another tag or ends the line.
_OPEN_QUOTE = lazy_re.compile(
    r"<(?P<name>[a-zA-Z][\w-]*+)[ \t](?:[^<>\"'\n=]++=[ \t]*+\"[^\"<>\n]*+\")*+"
    r"[^<>\"'\n=]++=[ \t]*+\"[^\"<>\n]*+>(?=[^\"<\n]*+(?:<|\n|\Z))"
)
# Elements without an end tag, and those whose end tag HTML itself supplies.
_NEED_NO_END = frozenset(
    "br col hr img p li dt dd tr td th thead tbody tfoot colgroup rt rp wbr picture source".split()
)
# What is taken out anyway swallows nothing, but for these two.
_SWALLOW = (ALLOWED_TAGS | {"script", "style"}) - _NEED_NO_END
# Three and more are a fence, or what is left of one.
_TICKS = lazy_re.compile(r"(?<![\\`])`{1,2}(?!`)")
_OUTDENTED = lazy_re.compile(
    r"^(?P<container>[-*+][ \t]|[0-9]+[.)][ \t]|\[\^|:|!!!)?(?=\S)", re.MULTILINE
)


class _Code(NamedTuple):
    """Code between fences: what begins it, the fences in it, and whether it ends."""

    opened: re.Match[str]
    inner: list[re.Match[str]]
    is_closed: bool


def check_fences(text: str, lines: Lines) -> tuple[list[Slip], int | None]:
    """Return the slips in fenced code, and where code begins that does not end, if any does."""
    slips: list[Slip] = []
    for code in _codes(text):
        opened, fence = code.opened, code.opened["fence"]
        if not code.is_closed:
            slips.append(_open_fence(code, text, lines))
            return slips, opened.start("fence")
        for inner in code.inner:
            if inner["fence"].startswith(fence):
                values = {"name": fence, "mark": fence[0], "line": lines.number(opened.start())}
                slips.append(Slip(*inner.span("fence"), "fence-in-code", values))
    return slips, None


def _open_fence(code: _Code, text: str, lines: Lines) -> Slip:
    fence = code.opened["fence"]
    advice = f"put {fence} on a line of its own after the last line of the code"
    doubtful = next(iter(code.inner), None) or _SHORT_FENCE.search(text, code.opened.end())
    if doubtful is not None:
        number = lines.number(doubtful.start())
        advice += f"; line {number} does not end it: {_why_open(doubtful, code.opened)}"
    return Slip(*code.opened.span("fence"), "unclosed-fence", {"name": fence, "advice": advice})


def _codes(text: str) -> Iterator[_Code]:
    if "```" not in text and "~~~" not in text:
        return
    outdented: list[re.Match[str]] | None = None
    opened: re.Match[str] | None = None
    inner: list[re.Match[str]] = []
    for match in _FENCE.finditer(text):
        if opened is not None:
            if _why_open(match, opened) is not None:
                inner.append(match)
            else:
                yield _Code(opened, inner, is_closed=True)
                opened = None
            continue
        if len(match["before"].expandtabs(4)) >= _CODE_INDENT and ">" not in match["before"]:
            # In an item of a list it is a fence, elsewhere it is text within indented code.
            if outdented is None:
                outdented = list(_OUTDENTED.finditer(text))
            above = bisect_right(outdented, match.start(), key=lambda line: line.start())
            if above == 0 or not outdented[above - 1]["container"]:
                continue
        opened, inner = match, []
    if opened is not None:
        yield _Code(opened, inner, is_closed=False)


def _why_open(match: re.Match[str], opened: re.Match[str]) -> str | None:
    """Return why a fence does not close what `opened` began; None where it does."""
    fence, own = opened["fence"], match["fence"]
    if own[0] != fence[0]:
        return f"it has {own}, and the code begins with {fence}"
    if len(own) < len(fence):
        return f"it has only {own}"
    if match["rest"].strip():
        return f"something stands behind its {own}"
    if match["item"]:
        return "it begins a new item of a list"
    left, right = (len(m["before"].expandtabs(4)) for m in (opened, match))
    return "it stands too far to the right" if right - left >= _CODE_INDENT else None


def comments(masked: str, lines: Lines) -> Iterator[tuple[Slip, bool]]:
    """Yield each comment that does not end where it should, and whether it never does.

    Of `masked` the code is blank and the comments are not.
    """
    position = 0
    while (start := masked.find("<!--", position)) >= 0:
        end = masked.find("-->", start + 2)
        inner = masked.find("<!--", start + 4, end if end >= 0 else len(masked))
        if end < 0 or inner >= 0:
            stop = inner if inner >= 0 else len(masked)
            yield (
                Slip(start, start + 4, "unclosed-comment", _comment(masked, start, stop, lines)),
                (end < 0),
            )
        if end < 0:
            return
        position = end + 3


def _comment(masked: str, start: int, stop: int, lines: Lines) -> dict[str, object]:
    advice = "put --> where the comment ends"
    if wrong := _WRONG_END.search(masked, start + 4, stop):
        advice = f"write --> for the '{wrong[0]}' in line {lines.number(wrong.start())}"
    return {"advice": advice}


def open_tags(masked: str) -> Iterator[Slip]:
    """Yield raw HTML that is opened and never closed: it swallows what follows it."""
    opened: dict[str, list[re.Match[str]]] = {}
    for match in _TAG.finditer(masked):
        name = match["name"].lower()
        if name not in _SWALLOW or match["self"]:
            continue
        if not match["close"]:
            opened.setdefault(name, []).append(match)
        elif opened.get(name):
            opened[name].pop()
    for name, matches in opened.items():
        for match in matches:
            advice = f"put </{name}> where it ends, or write it in Markdown"
            yield Slip(*match.span(), "unclosed-html", {"name": name, "advice": advice})
    for match in _OPEN_QUOTE.finditer(masked):
        if (name := match["name"].lower()) in ALLOWED_TAGS:
            advice = f'put another quotation mark before the >: {match[0][:-1]}">'
            yield Slip(*match.span(), "unclosed-html", {"name": name, "advice": advice})


def open_code(masked: str) -> Iterator[Slip]:
    """Yield the backticks that begin no code; those of code are blank.

    Two of them on a line that differ in number are one slip: code with a mark too few.
    """
    begun: re.Match[str] | None = None
    for match in _TICKS.finditer(masked):
        ends = begun is not None and "\n" not in masked[begun.end() : match.start()]
        if begun is not None and ends and len(begun[0]) != len(match[0]):
            begun = None
            continue
        begun = match
        yield Slip(*match.span(), "unclosed-code", {"name": match[0]})
