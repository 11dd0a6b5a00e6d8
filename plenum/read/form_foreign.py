"""The body's Markdown goes in, what only other programs understand of it comes out.

Each site generator and each editor has marks of its own. Here they stand in the page as typed,
so an editor who brings a text along is told how the same is written for Plenum.
"""

import re
from collections.abc import Iterator
from itertools import islice

from plenum import lazy_re
from plenum.read.slips import Slip

_CONTAINER = lazy_re.compile(
    r"^[ \t>]{0,3}(?P<typed>:{3,}[ ]*\{?[.]?(?P<name>[A-Za-z][\w-]*))", re.MULTILINE
)
_CALLOUT = lazy_re.compile(
    r"^[ \t>]*>[ \t]?(?P<typed>\[!(?P<name>[A-Za-z]+)\][-+]?)(?P<rest>.*)$", re.MULTILINE
)
_TAG = lazy_re.compile(r"\{\{(?![A-Z_]+\}\})[^{}\n]*\}\}|\{%[^%\n]*%\}")
_ATTRIBUTES = lazy_re.compile(
    r"(?:\A|\n[ \t]*\n)[ ]{0,3}(?P<typed>\{:[ ]*[.#]?(?P<name>[\w-]*+)[^{}\n]*+\})[ \t]*(?=\n|\Z)"
)
_SHORTCODE = lazy_re.compile(
    r"\[(?<![\\!\[\]]\[)/?(?:gallery|caption|embed|video|audio|playlist|youtube|vimeo|button"
    r"|contact-form-7|vc_\w+|et_pb_\w+)(?:[ \t]+[\w-]+=[^\[\]\n]*)?\](?![(\[:])"
)
_MARK = lazy_re.compile(r"==(?<![=\w]==)(?P<words>[^\s=|](?:[^=\n]*[^\s=])?)==(?![=\w])")
_SUB = lazy_re.compile(r"~(?<=[A-Za-z)]~)(?P<words>[\w+-]{1,5})~(?!~)")
_SUPER = lazy_re.compile(r"\^(?<=[\w)]\^)(?P<words>[\w+-]{1,5})\^")
_NOTE = lazy_re.compile(r"\^\[(?P<words>[^\[\]\n]+)\](?!\()")
# A comment with a hyphen too few, or with hyphens that a text program has made a dash of.
_COMMENT = lazy_re.compile(r"<!(?:-(?!-)|[\u2013\u2014])")
_QUOTES = "'\u2018\u2019\u00b4\"\u201c\u201d"
_FENCE = lazy_re.compile(
    rf"^[ ]{{0,3}}(?P<typed>(?P<mark>[{_QUOTES}])(?P=mark){{2}})\w*[ \t]*$", re.MULTILINE
)
_FENCE_MARKS = tuple(mark * 3 for mark in _QUOTES)
_EMOJI = lazy_re.compile(r":(?<![\w:/]:)[a-z][a-z0-9_+-]*:(?![\w:/])")
_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_AS_BOX = "write '!!! {name}', and the text of the box below it, indented by four spaces"


def check_foreign(masked: str, shown: str) -> Iterator[Slip]:
    """Yield the marks of other programs, which stand in what is `shown` as they are typed.

    Of `masked` code, comments and raw HTML are blank.
    """
    yield from _boxes(masked)
    if "{{" in masked or "{%" in masked:
        for match in _TAG.finditer(masked):
            yield _slip(match, "write here what it would stand for: an article is no template")
    if "<!" in masked:
        for match in _COMMENT.finditer(masked):
            yield _slip(match, "write <!-- and -->, each with two hyphens, around a comment")
    # The second one ends what the first was to begin.
    if any(marks in masked for marks in _FENCE_MARKS):
        for match in islice(_FENCE.finditer(masked), 0, None, 2):
            yield _slip(
                match, "write ``` before code, and ``` behind it, each on a line of its own"
            )
    if "[" in shown:
        for match in _SHORTCODE.finditer(masked):
            yield _slip(match, "write it in Markdown, such as ![what it shows](photo.jpg)")
    yield from _in_lines(masked)


def _boxes(masked: str) -> Iterator[Slip]:
    """Yield the marks that make boxes of paragraphs elsewhere."""
    if "[!" in masked:
        yield from _callouts(masked)
    if ":::" in masked:
        for match in _CONTAINER.finditer(masked):
            yield _slip(match, _AS_BOX.format(name=match["name"].lower()))
    if "{:" in masked:
        for match in _ATTRIBUTES.finditer(masked):
            advice = "write it right below its paragraph, without an empty line between the two"
            yield _slip(match, f"{advice}; for a box, {_AS_BOX.format(name='note')}")


def _callouts(masked: str) -> Iterator[Slip]:
    for match in _CALLOUT.finditer(masked):
        name = match["name"].upper()
        if name not in _ALERTS:
            yield _slip(match, f"write one of these: {', '.join(f'[!{each}]' for each in _ALERTS)}")
        elif match["rest"].strip() or match["typed"][-1] != "]":
            yield _slip(match, f"write '> [!{name}]' and no more on this line, the text below it")


def _in_lines(masked: str) -> Iterator[Slip]:
    """Yield the marks that stand within a line."""
    if "==" in masked:
        for match in _MARK.finditer(masked):
            yield _slip(match, f"write '<mark>{match['words']}</mark>'")
    if "~" in masked:
        for match in _SUB.finditer(masked):
            yield _slip(match, f"write '<sub>{match['words']}</sub>'")
    if "^" in masked:
        for match in _SUPER.finditer(masked):
            yield _slip(match, f"write '<sup>{match['words']}</sup>'")
        for match in _NOTE.finditer(masked):
            yield _slip(match, f"write '[^1]' here and '[^1]: {match['words']}' on its own line")
    if ":" in masked:
        for match in _EMOJI.finditer(masked):
            yield _slip(match, "put the character itself here, or say it in words")


def _slip(match: re.Match[str], advice: str) -> Slip:
    group = "typed" if "typed" in match.re.groupindex else 0
    values = {"typed": match[group], "advice": advice}
    return Slip(*match.span(group), "foreign-markup", values)
