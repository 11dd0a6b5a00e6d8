"""Blocks as CommonMark reads them go in, the same in Python-Markdown's own form comes out.

Editors write for the preview of their editor, which reads CommonMark: a list may follow a
paragraph at once, what belongs to an item stands below its first word, `1)` is a number, code
is fenced inside a list, `#5` is no heading. Python-Markdown keeps to the older rules. This
module finds the blocks by CommonMark's rules (`lines` says what a line begins) and writes them
so that Python-Markdown finds the same: empty lines around, four spaces for each level of a list.

What stands there indented and is no list (footnotes, definitions, admonitions) stays as it is.
"""

import re
from collections.abc import Callable
from typing import Self

from msgspec import Struct

from plenum import lazy_re
from plenum.read.containers import DEEPEST, NEVER, Item, TooDeepError
from plenum.read.escapes import escaped, is_own_block, kept_ending, needs_escape, on_one_line
from plenum.read.leaves import code_lines, fenced, html_lines, quote_lines
from plenum.read.lines import (
    FENCE,
    LEVEL,
    MARKER,
    RULE,
    UNDERLINE,
    begins_table,
    heading,
    html_end,
    indentation,
    is_text,
)

_EXAMPLE = lazy_re.compile(r"[ ]*example(?:[ ]++(?P<title>.*))?$")
_ASKS_FOR_MARKDOWN = lazy_re.compile(r"<[^<>]*\smarkdown\s*=")

Fence = Callable[[list[str]], str | None]
"""Takes the lines of fenced code, returns what stands for the finished code."""

Work = Callable[[str, list[str], int], str | None]
"""Takes a worked example: what stands behind the word on its fence, its lines, the number of the
fence's line from 0. Returns the paragraph that stands for it, if it may stand here."""

Stash = Callable[[str], str]
"""Takes raw HTML, returns what stands for it."""

NOTHING = " "
"""The raw HTML that keeps two blocks apart and is to be taken out when they are found."""


class _Quote(Struct):
    """A quote that the next line may continue."""

    inner: "_Translation"
    depth: int
    """In how many items it stands."""
    base: int
    """The column, from 0, at which its container's text stands."""


class BlockTranslator:
    """Translates one text; `fence` converts code and `stash` puts raw HTML away."""

    def __init__(self, fence: Fence, stash: Stash, work: Work) -> None:
        """Take what only Python-Markdown can make, and who works examples out."""
        self._makers = fence, stash, work

    def translate(self, lines: list[str]) -> list[str]:
        """Return the lines in Python-Markdown's form; tabs must be spaces already.

        Raises `TooDeepError`.
        """
        return _Translation(*self._makers, 0).feed(lines, 0).finish()


class _Translation:
    """One walk through the lines of a text, or of a quote in it."""

    def __init__(self, fence: Fence, stash: Stash, work: Work, outer: int) -> None:
        self._fence = fence
        self._stash = stash
        self._work = work
        self._outer = outer
        """In how many lists and quotes the text stands."""
        self._lines: list[str] = []
        self._at = 0
        self._shift = 0
        """By how much the number of a line is greater in the whole text."""
        self._out: list[str] = []
        self._items: list[Item] = []
        self._lead: str | None = None
        """The marks of the items that begin on this line, in place of their indentation."""
        self._paragraph = -1
        """Where in `_out` the paragraph begins that the next line may continue, or -1."""
        self._table = False
        """Whether that paragraph is a table."""
        self._first = False
        """Whether that paragraph begins its item."""
        self._text_at = 0
        """At which column of `_out` that paragraph begins."""
        self._code_end = 0
        """Where in `_out` the last line of indented code ends."""
        self._quote: _Quote | None = None
        self._quote_depth = -1
        """How deep the quote lies that was the last block, or -1."""

    def feed(self, lines: list[str], first: int) -> Self:
        """Read on in lines of which the first has this number in the whole text."""
        self._shift = first - len(self._lines)
        self._lines += lines
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.strip():
                self._read(line)
            else:
                self._blank()
        return self

    def finish(self) -> list[str]:
        """Return what has been written, when there are no more lines."""
        self._end_quote()
        self._end_paragraph()
        return self._out

    def go_on(self, text: str) -> bool:
        """Take a line without its mark of a quote, if it continues a paragraph."""
        if self._quote is not None:
            return self._quote.inner.go_on(text)
        if self._paragraph < 0 or self._table:
            return False
        self._continue(text)
        return True

    def _blank(self) -> None:
        self._end_quote()
        self._end_paragraph()
        if self._lead is not None:
            # An item that is empty; what follows it after this line is not its own.
            self._put(len(self._items), self._stash(NOTHING))
            self._items[-1].content = NEVER
        self._out.append("")
        self._at += 1

    def _read(self, line: str) -> None:
        indent = indentation(line)
        depth = 0
        while depth < len(self._items) and self._items[depth].content <= indent:
            depth += 1
        base = self._items[depth - 1].content if depth else 0
        text = line[indent:]
        if self._quote is not None:
            if self._quoted(text, indent, base):
                return
            self._end_quote()
        if indent - base >= LEVEL:
            self._indented(line, depth, base)
        elif self._underline(text, depth):
            self._at += 1
        elif not self._block(text, indent, depth, base):
            self._text(text, depth, base)

    def _indented(self, line: str, depth: int, base: int) -> None:
        """Take a line of indented code, or one more of a paragraph."""
        if self._paragraph >= 0 and not self._table:
            if self._items and not self._is_own_block():
                self._continue(line.lstrip(" "))
            else:
                self._out.append(" " * (LEVEL * depth) + line[base:])
        else:
            if self._lead is not None or depth < len(self._items):
                self._separate(depth)
            elif self._code_end != len(self._out):
                self._space()
            self._close(depth)
            self._put(depth, line[base:])
            self._code_end = len(self._out)
        self._at += 1

    def _underline(self, text: str, depth: int) -> bool:
        """Turn a paragraph with `===` or `---` below it into a heading."""
        if self._paragraph < 0 or self._table or depth < len(self._items):
            return False
        if not UNDERLINE.match(text) or self._is_own_block():
            return False
        first = self._out[self._paragraph]
        lead = first[: self._text_at]
        words = on_one_line([first[len(lead) :], *self._out[self._paragraph + 1 :]])
        del self._out[self._paragraph :]
        level = "#" if text[0] == "=" else "##"
        self._out.append(f"{lead}{level} {kept_ending(words)}")
        self._paragraph = -1
        return True

    def _block(self, text: str, indent: int, depth: int, base: int) -> bool:
        """Take a block that is no paragraph, if the line begins one."""
        first = text[0]
        if first in "`~" and (fence := FENCE.match(text)):
            self._code(fence, depth, base)
        elif first == "#" and (found := heading(text)):
            level, words = found
            self._begin(depth)
            self._put(depth, f"{'#' * level} {kept_ending(words)}")
            self._at += 1
        elif first in "*_-" and RULE.match(text):
            self._begin(depth)
            self._put(depth, "* * *" if self._lead is None else "***")
            self._at += 1
        elif first == ">":
            self._check_depth(self._outer + depth)
            inner = _Translation(self._fence, self._stash, self._work, self._outer + depth + 1)
            self._close(depth)
            self._quote = _Quote(inner, depth, base)
            self._quoted(text, indent, base)
        elif first == "<" and (ends := html_end(text, in_paragraph=self._is_in_text())):
            self._html(ends, depth, base)
        elif first in "-+*0123456789" and (marker := MARKER.match(text)):
            return self._item(marker, text, indent, depth)
        else:
            return False
        return True

    def _is_in_text(self) -> bool:
        return self._paragraph >= 0 and not self._table

    def _is_own_block(self) -> bool:
        """Whether the paragraph is a block that only Python-Markdown knows."""
        return is_own_block(self._out[self._paragraph])

    def _text(self, text: str, depth: int, base: int) -> None:
        """Take a line of a paragraph, which may leave out what marks its place."""
        is_lazy = depth < len(self._items)
        if is_lazy and self._table:
            self._end_paragraph()
        goes_on = self._paragraph >= 0 and self._lead is None
        is_table = not (goes_on and (is_lazy or self._table)) and self._is_table(text, base)
        if goes_on and not is_table:
            self._continue(text)
        else:
            self._begin(depth)
            self._first = self._lead is not None
            self._text_at = LEVEL * depth if self._lead is None else len(self._lead)
            self._put(depth, escaped(text, in_item=bool(self._items)))
            self._paragraph = len(self._out) - 1
            self._table = is_table
        self._at += 1

    def _continue(self, text: str) -> None:
        """Write one more line of the paragraph."""
        if not self._table and needs_escape(text) and not self._is_own_block():
            text = f"\\{text}"
        self._out.append(
            " " * (LEVEL * len(self._items)) + escaped(text, in_item=bool(self._items))
        )

    def _is_table(self, text: str, base: int) -> bool:
        """Whether this line is the head of a table."""
        if "|" not in text or self._at + 1 >= len(self._lines):
            return False
        return begins_table(text, self._lines[self._at + 1], base)

    def _code(self, fence: re.Match[str], depth: int, base: int) -> None:
        """Take fenced code."""
        number = self._shift + self._at
        code, self._at = code_lines(self._lines, self._at, fence, base)
        example = _EXAMPLE.match(fence["info"])
        made = self._work((example["title"] or "").strip(), code, number) if example else None
        if made is None:
            made = self._fence(fenced(fence["info"], code))
        if made is None:
            word = re.match(r"[\w#.+-]*", fence["info"].strip())
            made = self._fence(fenced(word[0] if word else "", code))
        self._begin(depth)
        self._put(depth, made or "")
        self._out.append("")

    def _html(self, ends: re.Pattern[str], depth: int, base: int) -> None:
        """Take raw HTML, which goes to its end tag or to the next empty line.

        So the text between two empty lines in a `<details>` is Markdown. An element that asks
        for Markdown by an attribute is left to Python-Markdown.
        """
        self._begin(depth)
        html, self._at = html_lines(self._lines, self._at, ends, base)
        if _ASKS_FOR_MARKDOWN.search("\n".join(html)):
            for line in html:
                self._put(depth, line)
        else:
            self._put(depth, self._stash("\n".join(html)))
            self._out.append("")

    def _quoted(self, text: str, indent: int, base: int) -> bool:
        """Take lines of the quote, or one that continues its text without a mark."""
        quote = self._quote
        assert quote is not None  # noqa: S101 (asked for only then)
        first = self._at
        inner, self._at = quote_lines(self._lines, self._at, quote.base)
        if inner:
            quote.inner.feed(inner, self._shift + first)
            return True
        # So far to the right it cannot be but more of the paragraph.
        if (indent - base >= LEVEL or is_text(text)) and quote.inner.go_on(text):
            self._at += 1
            return True
        return False

    def _end_quote(self) -> None:
        """Write the quote, which no line continues any more."""
        if self._quote is None:
            return
        quote, self._quote = self._quote, None
        if self._lead is not None or self._quote_depth == quote.depth:
            self._separate(quote.depth)
        self._begin(quote.depth)
        lines = quote.inner.finish()
        while lines and not lines[-1]:
            lines.pop()
        for line in lines or [""]:
            self._put(quote.depth, f"> {line}" if line else ">")
        self._quote_depth = quote.depth

    def _item(self, marker: re.Match[str], text: str, indent: int, depth: int) -> bool:
        """Take the mark of a list's item; what follows it is read as a line of the item."""
        rest = text[marker.end() :]
        content = rest.lstrip(" ")
        in_text = self._is_in_text() and depth == len(self._items) and self._lead is None
        if in_text and (not content or marker["number"] not in {None, "1", "01"}):
            return False
        self._check_depth(self._outer + depth)
        spaces = len(rest) - len(content)
        if not content or spaces > LEVEL:
            spaces = 1
        kind = marker["bullet"] or marker["dot"]
        self._make_room_for_item(kind, depth, in_text=in_text)
        on_own_line = self._lead is None
        lead = " " * (LEVEL * depth) if self._lead is None else self._lead
        written = f"{int(marker['number'])}." if marker["number"] else "-"
        self._lead = lead + written.ljust(LEVEL if len(written) < LEVEL else len(written) + 1)
        start = indent + marker.end() + spaces
        self._items.append(Item(start, kind, len(self._out), on_own_line))
        self._lines[self._at] = " " * start + rest[spaces:]
        if not content:
            self._begin_on_next_line(start)
        return True

    def _make_room_for_item(self, kind: str, depth: int, *, in_text: bool) -> None:
        """End what stands before an item, with an empty line where Python-Markdown needs it."""
        sibling = self._items[depth] if depth < len(self._items) else None
        if sibling is None or sibling.kind != kind:
            may_nest = in_text and self._first and depth > 0 and self._items[-1].on_own_line
            if not may_nest:
                self._space()
            if sibling is not None and (sibling.kind in ".)") == (kind in ".)"):
                self._separate(depth)
        elif not self._is_tight(sibling):
            self._space()
        self._close(depth)
        self._quote_depth = -1

    def _is_tight(self, item: Item) -> bool:
        """Whether an item is so written that the next may follow it without an empty line."""
        is_line = self._paragraph >= 0 and self._first and item.on_own_line
        return is_line and "" not in self._out[item.begin :]

    def _begin_on_next_line(self, start: int) -> None:
        """Go on to the line that an item's text begins on, if the item is empty so far."""
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        if following.strip() and indentation(following) >= start:
            self._at += 1
        elif following.strip():
            self._put(len(self._items), self._stash(NOTHING))
            self._at += 1

    def _check_depth(self, depth: int) -> None:
        if depth >= DEEPEST:
            raise TooDeepError(self._shift + self._at)

    def _begin(self, depth: int) -> None:
        """Make room for a block in the container at `depth`."""
        self._close(depth)
        self._space()
        self._quote_depth = -1

    def _close(self, depth: int) -> None:
        """End the paragraph, and the items that the next block does not belong to."""
        del self._items[depth:]
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        """End the paragraph; spaces at its end are no line break."""
        if self._paragraph >= 0 and self._out[-1]:
            self._out[-1] = self._out[-1].rstrip(" ")
        self._paragraph = -1
        self._table = False

    def _separate(self, depth: int) -> None:
        """Keep two blocks apart that Python-Markdown would make one of."""
        self._space()
        self._put(depth, self._stash(NOTHING))
        self._out.append("")

    def _space(self) -> None:
        if self._lead is None and self._out and self._out[-1].strip():
            self._out.append("")

    def _put(self, depth: int, text: str) -> None:
        """Write a line of the container at `depth`."""
        lead = " " * (LEVEL * depth) if self._lead is None else self._lead
        self._lead = None
        self._out.append(lead + text if text or lead.strip() else "")
