"""A text goes in, the stars and tildes in it that begin or end no emphasis come out.

Which marks belong together is found by CommonMark's rules for delimiter runs
(https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis), paragraph by paragraph. Only
spaces keep a mark from beginning or ending something: beside punctuation Python-Markdown takes
more for emphasis than CommonMark does, as in `**Note:**text`.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from plenum import lazy_re
from plenum.read.slips import Slip

# A new item, heading or row ends the paragraph before it as an empty line does.
_RUN = lazy_re.compile(
    r"\\.|\*+|(?<!~)~~(?!~)"
    r"|\n[ \t>]*(?=\n|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|\#{1,6}[ \t]|\|)",
    re.DOTALL,
)
_NOT_TEXT = lazy_re.compile(r"<pre>.*?</pre>|<code>.*?</code>|<[^>]*>", re.DOTALL)
_KINDS = {1: "italic", 2: "bold", 3: "bold and italic"}
_STAR_IN_NUMBERS = lazy_re.compile(r"\*(?<=[0-9]\*)[0-9]")
_TIMES = lazy_re.compile(
    r"(?<![\w*.,\\])[0-9][0-9.,]*\*[0-9][0-9.,]*(?:\*[0-9][0-9.,]*)*\*[0-9]+(?:[.,][0-9]+)*(?![*\w])"
)
# What stands before the first of some words, and is no space.
_OPENING = "\"'([{\u201c\u2018\u00ab\u2014\u2013/>|"
_STRONG = 2
_MOST = 3
"""More stars than these are a rating or a line, and no emphasis."""
_DEEPEST = 50
"""So many beginnings are kept in mind, so that a line of a million stars takes no time."""


class _Run(Struct):
    """Stars that stand together, and how many of them belong to nothing yet."""

    start: int
    length: int
    left: int
    opens: bool
    closes: bool

    @property
    def is_partial(self) -> bool:
        """Whether some of the stars are emphasis and the others are left."""
        return 0 < self.left < self.length

    def fits(self, closer: "_Run") -> bool:
        """Whether emphasis may go from here to `closer` ("multiple of 3" of the rules)."""
        if not ((self.opens and self.closes) or (closer.opens and closer.closes)):
            return True
        return (self.length + closer.length) % 3 != 0 or (
            self.length % 3 == 0 and closer.length % 3 == 0
        )


def check_emphasis(masked: str, text: str, shown: str) -> Iterator[Slip]:
    """Yield the first mark of each paragraph that makes no emphasis and was meant to.

    Of `masked` the code is blank, which may stand inside of the emphasis; `shown` tells whether
    any mark is left in the page.
    """
    if "<em>" in shown and _STAR_IN_NUMBERS.search(masked):
        for match in _TIMES.finditer(masked):
            values = {"typed": match[0], "right": match[0].replace("*", " × ")}
            yield Slip(*match.span(), "times-sign", values)
    if "*" not in shown and "~~" not in shown:
        return
    left = _NOT_TEXT.sub("", shown)
    if "*" in left or "~~" in left:
        for paragraph in _paragraphs(masked, text):
            yield from paragraph.slips()


def _paragraphs(masked: str, text: str) -> Iterator["_Paragraph"]:
    paragraph = _Paragraph()
    for match in _RUN.finditer(masked):
        mark = match[0]
        if mark[0] == "\n":
            yield paragraph
            paragraph = _Paragraph()
        elif mark[0] != "\\":
            before = text[match.start() - 1 : match.start()] or " "
            after = text[match.end() : match.end() + 1] or " "
            paragraph.take(match, before, after)
    yield paragraph


class _Paragraph:
    """The marks of one paragraph."""

    def __init__(self) -> None:
        self._open: list[_Run] = []
        self._runs: list[_Run] = []
        self._alone: _Run | None = None
        self._struck: re.Match[str] | None = None

    def take(self, match: re.Match[str], before: str, after: str) -> None:
        """Take the next mark, which stands between these two characters."""
        if match[0] == "~~":
            if self._struck is not None and before.strip():
                self._struck = None
            elif self._struck is None and after.strip() and not before.isalnum():
                self._struck = match
            return
        opens, closes = not after.isspace(), not before.isspace()
        length = match.end() - match.start()
        run = _Run(match.start(), length, length, opens, closes)
        if not opens and not closes and length == _STRONG and self._alone is None:
            self._alone = run
        if length > _MOST:
            return
        if closes:
            self._close(run)
        if run.left and run.opens:
            self._open.append(run)
            del self._open[:-_DEEPEST]
        # Behind a word or a price, stars may be meant as they are.
        meant = opens and (not closes or before in _OPENING)
        if meant or run.is_partial or self._alone is not None:
            self._runs.append(run)

    def _close(self, closer: _Run) -> None:
        """Let a run end what others have begun."""
        at = len(self._open) - 1
        while closer.left and at >= 0:
            opener = self._open[at]
            if not opener.fits(closer):
                at -= 1
                continue
            used = min(opener.left, closer.left, _STRONG)
            opener.left -= used
            closer.left -= used
            del self._open[at + bool(opener.left) :]
            at = len(self._open) - 1

    def slips(self) -> Iterator[Slip]:
        """Yield the first star run and the tildes that are left."""
        wrong = next((run for run in self._runs if run.is_partial or _is_strong(run)), None)
        if wrong is not None:
            if self._alone is not None and wrong.closes:
                wrong = self._alone
            yield _slip(wrong.start, "*" * wrong.length, _KINDS[wrong.length])
        if self._struck is not None:
            yield _slip(self._struck.start(), "~~", "struck")


def _is_strong(run: _Run) -> bool:
    return run.left >= _STRONG and (run.opens or run.closes)


def _slip(start: int, mark: str, kind: str) -> Slip:
    return Slip(start, start + len(mark), "unclosed-emphasis", {"name": mark, "kind": kind})
