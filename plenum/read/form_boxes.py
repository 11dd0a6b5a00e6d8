"""The body's Markdown goes in, boxes that lose their title or their text come out.

The converter takes words without quotation marks for names of styles, and a box ends where its
lines are no longer indented: both without a word.
"""

from collections.abc import Iterator

from plenum import lazy_re
from plenum.read.slips import Slip

_BOX = lazy_re.compile(
    r"\n(?P<mark>!!![ ]?(?P<kind>[\w-]+))(?:[ ]+(?P<title>[^\s][^\n]*))?[ ]*(?=\n|\Z)"
)
# Styles may stand before a title.
_TITLE = lazy_re.compile(r'(?:[\w-]+[ ]+)*"[^\n]*"[ ]*')
_TEXT_BELOW = lazy_re.compile(r"\n(?:[ \t]*\n)*(?:[ ]{4}|[ ]{0,3}\t)[ \t]*\S")
_QUOTES = " \"'\u201c\u201d\u2018\u2019"


def check_boxes(masked: str, text: str) -> Iterator[Slip]:
    """Yield the titles without quotation marks, and the boxes without a text.

    Of `masked` code is blank; in `text` it stands, and may be all that a box holds.
    """
    if "!!!" not in masked:
        return
    for match in _BOX.finditer(f"\n{masked}"):
        begin, end = (place - 1 for place in match.span("mark"))
        title = match["title"]
        if title and not _TITLE.fullmatch(title):
            found = "has lost its title, which is not between straight quotation marks"
            advice = f"write '!!! {match['kind']} \"{title.strip(_QUOTES)}\"'"
            start = match.start("title") - 1
            values = {"found": found, "advice": advice}
            yield Slip(start, start + len(title.rstrip()), "box-form", values)
        if not _TEXT_BELOW.match(text, match.end() - 1):
            values = {
                "found": "is empty, because the text below it is not indented",
                "advice": "begin each line of its text with four spaces",
            }
            yield Slip(begin, end, "box-form", values)
