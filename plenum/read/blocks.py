"""Blocks as CommonMark reads them go in, the same in Python-Markdown's own form comes out.

Editors write for the preview of their editor, which reads CommonMark: a list may follow a
paragraph at once, what belongs to an item stands below its first word, `1)` is a number, code
is fenced inside a list, `#5` is no heading. Python-Markdown keeps to the older rules. This
module finds the blocks by CommonMark's rules (https://spec.commonmark.org/0.31.2/, "Container
blocks" and "Leaf blocks") and writes them so that Python-Markdown finds the same: empty lines
around, four spaces for each level of a list.

What stands there indented and is no list (footnotes, definitions, admonitions) stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_LEVEL = 4
"""By how many spaces Python-Markdown wants what belongs to a list's item."""

_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
_HEADING = re.compile(r"(?P<level>#{1,6})(?:[ ]+(?P<text>.*?))??(?:[ ]+#+)?[ ]*$")
_RULE = re.compile(r"([*_-])[ ]*(?:\1[ ]*){2,}$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_MARKER = re.compile(r"(?P<bullet>[-+*])(?=[ ]|$)|(?P<number>[0-9]{1,9})(?P<dot>[.)])(?=[ ]|$)")
_NUMBER = re.compile(r"([0-9]+)[.)](?=[ ]|$)")
_LONGEST_NUMBER = 9
_HTML_TO_END = re.compile(r"<(?P<name>script|pre|style|textarea)(?=[ >]|$)", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    r"|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
    r"(?=[ ]|/?>|$)",
    re.IGNORECASE,
)
_ASKS_FOR_MARKDOWN = re.compile(r"<[^<>]*\smarkdown\s*=")
_HTML_ALONE = re.compile(r"</?[a-zA-Z][\w-]*(?:[ ]+[^<>]*)?/?>[ ]*$")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
# What opens a block that is Python-Markdown's own and goes on in indented lines.
_OWN_BLOCK = re.compile(r"!!! |\?\?\?|\[\^[^\]]+\]:|:[ ]{1,3}\S|\*\[[^\]]+\]:|\[[^\]]+\]:")

Fence = Callable[[list[str]], str | None]
"""Takes the lines of fenced code, returns what stands for the finished code."""

Stash = Callable[[str], str]
"""Takes raw HTML, returns what stands for it."""

NOTHING = " "
"""The raw HTML that keeps two blocks apart and is to be taken out when they are found."""


@dataclass(slots=True)
class _Item:
    """A list's item that later lines may belong to."""

    content: int
    """The column, from 0, at which its text stands."""
    kind: str
    """`-`, `+` or `*`, or what stands behind its number: `.` or `)`."""


class BlockTranslator:
    """Translates one text; `fence` converts code and `stash` puts raw HTML away."""

    def __init__(self, fence: Fence, stash: Stash) -> None:
        """Take what only Python-Markdown can make."""
        self._fence = fence
        self._stash = stash

    def translate(self, lines: list[str]) -> list[str]:
        """Return the lines in Python-Markdown's form; tabs must be spaces already."""
        return _Translation(self._fence, self._stash, lines).run()


class _Translation:
    """One walk through the lines of a text, or of a quote in it."""

    def __init__(self, fence: Fence, stash: Stash, lines: list[str]) -> None:
        self._fence = fence
        self._stash = stash
        self._lines = lines
        self._at = 0
        self._out: list[str] = []
        self._items: list[_Item] = []
        self._lead: str | None = None
        """The marks of the items that begin on this line, in place of their indentation."""
        self._paragraph = -1
        """Where in `_out` the paragraph begins that the next line may continue, or -1."""
        self._first = False
        """Whether that paragraph begins its item."""
        self._text_at = 0
        """At which column of `_out` that paragraph begins."""
        self._code_end = 0
        """Where in `_out` the last line of indented code ends."""
        self._quote_depth = -1
        """How deep the quote lies that was the last block, or -1."""

    def run(self) -> list[str]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.strip():
                self._read(line)
            else:
                self._blank()
        return self._out

    def _blank(self) -> None:
        if self._lead is not None:
            # An item that is empty; what follows it after this line is not its own.
            self._put(len(self._items), self._stash(NOTHING))
            self._items.pop()
        self._out.append("")
        self._paragraph = -1
        self._at += 1

    def _read(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        depth = 0
        while depth < len(self._items) and self._items[depth].content <= indent:
            depth += 1
        base = self._items[depth - 1].content if depth else 0
        text = line[indent:]
        if indent - base >= _LEVEL:
            self._indented(line, depth, base)
        elif self._underline(text, depth):
            self._at += 1
        elif not self._block(text, indent, depth, base):
            self._text(text, depth)

    def _indented(self, line: str, depth: int, base: int) -> None:
        """Take a line of indented code, or one more of a paragraph."""
        if self._paragraph >= 0:
            own = not self._items or _OWN_BLOCK.match(self._out[self._paragraph].lstrip(" "))
            if own:
                self._out.append(" " * (_LEVEL * depth) + line[base:])
            else:
                indent = " " * (_LEVEL * len(self._items))
                self._out.append(indent + self._escaped(line.lstrip(" ")))
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
        if self._paragraph < 0 or depth < len(self._items) or not _UNDERLINE.match(text):
            return False
        words = [line.strip() for line in self._out[self._paragraph :]]
        if _OWN_BLOCK.match(words[0]):
            return False
        first = self._out[self._paragraph]
        lead = first[: self._text_at]
        del self._out[self._paragraph :]
        words[0] = first[len(lead) :].strip()
        level = "#" if text[0] == "=" else "##"
        self._out.append(f"{lead}{level} {_kept_ending(' '.join(words))}")
        self._paragraph = -1
        return True

    def _block(self, text: str, indent: int, depth: int, base: int) -> bool:
        """Take a block that is no paragraph, if the line begins one."""
        first = text[0]
        if first in "`~" and (fence := _FENCE.match(text)):
            self._code(fence, indent, depth, base)
        elif first == "#" and (heading := _HEADING.match(text)):
            self._begin(depth)
            words = _kept_ending(heading["text"] or "")
            self._put(depth, f"{heading['level']} {words}")
            self._at += 1
        elif first in "*_-" and _RULE.match(text):
            self._begin(depth)
            self._put(depth, "* * *" if self._lead is None else "***")
            self._at += 1
        elif first == ">":
            self._quote(depth, base)
        elif first == "<" and self._html(text, depth, base):
            pass
        elif first in "-+*0123456789" and (marker := _MARKER.match(text)):
            return self._item(marker, text, indent, depth)
        else:
            return False
        return True

    def _text(self, text: str, depth: int) -> None:
        """Take a line of a paragraph, which may leave out what marks its place."""
        if self._paragraph >= 0 and self._lead is None:
            if depth == len(self._items) and self._is_table(text):
                self._begin(depth)
            else:
                indent = " " * (_LEVEL * len(self._items))
                self._out.append(indent + self._escaped(text))
                self._at += 1
                return
        else:
            self._begin(depth)
        self._first = self._lead is not None
        self._text_at = _LEVEL * depth if self._lead is None else len(self._lead)
        self._put(depth, self._escaped(text))
        self._paragraph = len(self._out) - 1
        self._at += 1

    def _is_table(self, text: str) -> bool:
        """Whether this line is the head of a table."""
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        return "|" in text and _TABLE_RULE.match(following) is not None

    def _escaped(self, text: str) -> str:
        """Keep a text a text that begins with what only Python-Markdown takes for a block."""
        if text[0] == "#" or (self._items and _MARKER.match(text) and not text[0].isdigit()):
            return f"\\{text}"
        number = _NUMBER.match(text) if text[0].isdigit() else None
        if number and (self._items or len(number[1]) > _LONGEST_NUMBER):
            return f"{number[1]}\\{text[number.end(1) :]}"
        return text

    def _code(self, fence: re.Match[str], indent: int, depth: int, base: int) -> None:
        """Take fenced code to its end: the closing fence, its container's or the text's."""
        closing = re.compile(rf"[ ]{{0,3}}{fence['fence'][0]}{{{len(fence['fence'])},}}[ ]*$")
        code: list[str] = []
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            own = len(line) - len(line.lstrip(" "))
            if line.strip() and own < base:
                break
            self._at += 1
            if closing.match(line, base):
                break
            code.append(line[min(own, indent) :])
        # A fence in the code must not end it.
        mark = "`" * max(
            3, 1 + max((len(run) for run in re.findall("`+", "\n".join(code))), default=0)
        )
        made = self._fence([mark + fence["info"], *code, mark])
        if made is None:
            word = re.match(r"[\w#.+-]*", fence["info"].strip())
            made = self._fence([mark + (word[0] if word else ""), *code, mark])
        self._begin(depth)
        self._put(depth, made or "")
        self._out.append("")

    def _html(self, text: str, depth: int, base: int) -> bool:
        """Take raw HTML, which goes to its end tag or to the next empty line.

        So the text between two empty lines in a `<details>` is Markdown. An element that asks
        for Markdown by an attribute is left to Python-Markdown.
        """
        ends: re.Pattern[str] | None = None
        if opening := _HTML_TO_END.match(text):
            ends = re.compile(rf"</{opening['name']}>", re.IGNORECASE)
        elif text.startswith("<!--"):
            ends = re.compile("-->")
        elif text.startswith(("<?", "<![CDATA[")) or re.match("<![A-Za-z]", text):
            ends = re.compile(r"\?>" if text[1] == "?" else "]]>" if text[2] == "[" else ">")
        elif not _HTML_BLOCK.match(text) and (self._paragraph >= 0 or not _HTML_ALONE.match(text)):
            return False
        html: list[str] = []
        self._begin(depth)
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if ends is None and not line.strip():
                break
            html.append(line[min(base, len(line) - len(line.lstrip(" "))) :])
            self._at += 1
            if ends is not None and ends.search(line):
                break
        if _ASKS_FOR_MARKDOWN.search("\n".join(html)):
            self._out += html
        else:
            self._put(depth, self._stash("\n".join(html)))
            self._out.append("")
        return True

    def _quote(self, depth: int, base: int) -> None:
        """Take the lines of a quote, with those that continue its text without a mark."""
        inner: list[str] = []
        open_text = False
        while self._at < len(self._lines):
            line = self._lines[self._at]
            own = len(line) - len(line.lstrip(" "))
            text = line.lstrip(" ")
            if text.startswith(">") and base <= own < base + _LEVEL:
                body = text[1:].removeprefix(" ")
                open_text = _may_go_on(body, open_text=open_text)
                inner.append(body)
            elif open_text and text and (own - base >= _LEVEL or _is_text(text)):
                # So far to the right it cannot be but more of the paragraph.
                inner.append(" " * _LEVEL + text)
            else:
                break
            self._at += 1
        if self._lead is not None or self._quote_depth == depth:
            self._separate(depth)
        self._begin(depth)
        for line in _Translation(self._fence, self._stash, inner).run():
            self._put(depth, f"> {line}".rstrip() if line else ">")
        self._quote_depth = depth

    def _item(self, marker: re.Match[str], text: str, indent: int, depth: int) -> bool:
        """Take the mark of a list's item; what follows it is read as a line of the item."""
        rest = text[marker.end() :]
        content = rest.lstrip(" ")
        same_container = self._paragraph >= 0 and depth == len(self._items) and self._lead is None
        if same_container and (not content or marker["number"] not in {None, "1", "01"}):
            return False
        spaces = len(rest) - len(content)
        if not content or spaces > _LEVEL:
            spaces = 1
        kind = marker["bullet"] or marker["dot"]
        sibling = self._items[depth] if depth < len(self._items) else None
        if sibling is None or sibling.kind != kind:
            nested_at_once = same_container and self._first and depth > 0
            if not nested_at_once:
                self._space()
            if sibling is not None and (sibling.kind in ".)") == (kind in ".)"):
                self._separate(depth)
        elif not (self._paragraph >= 0 and self._first):
            self._space()
        del self._items[depth:]
        self._paragraph = self._quote_depth = -1
        written = f"{int(marker['number'])}." if marker["number"] else "-"
        lead = " " * (_LEVEL * depth) if self._lead is None else self._lead
        self._lead = lead + written.ljust(_LEVEL if len(written) < _LEVEL else len(written) + 1)
        start = indent + marker.end() + spaces
        self._items.append(_Item(start, kind))
        self._lines[self._at] = " " * start + rest[spaces:]
        if not content:
            self._begin_on_next_line(start)
        return True

    def _begin_on_next_line(self, start: int) -> None:
        """Go on to the line that an item's text begins on, if the item is empty so far."""
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        if following.strip() and len(following) - len(following.lstrip(" ")) >= start:
            self._at += 1
        elif following.strip():
            self._put(len(self._items), self._stash(NOTHING))
            self._at += 1

    def _begin(self, depth: int) -> None:
        """Make room for a block in the container at `depth`."""
        self._close(depth)
        self._space()
        self._quote_depth = -1

    def _close(self, depth: int) -> None:
        """End the paragraph, and the items that the next block does not belong to."""
        del self._items[depth:]
        self._paragraph = -1

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
        lead = " " * (_LEVEL * depth) if self._lead is None else self._lead
        self._lead = None
        self._out.append(lead + text if text or lead.strip() else "")


def _kept_ending(words: str) -> str:
    """Keep a `#` or a backslash at a heading's end that is part of it."""
    if words.endswith("\\") and not words.endswith("\\\\"):
        words += "\\"
    return f"{words} #" if words.endswith("#") else words


def _is_text(text: str) -> bool:
    """Whether a line can only be one more of a paragraph."""
    return not (
        _FENCE.match(text)
        or _HEADING.match(text)
        or _RULE.match(text)
        or _MARKER.match(text)
        or _HTML_BLOCK.match(text)
    )


def _may_go_on(text: str, *, open_text: bool) -> bool:
    """Whether a line of a quote ends in a paragraph, which the next may continue."""
    while (marker := _MARKER.match(text.lstrip(" "))) or text.lstrip(" ").startswith(">"):
        text = text.lstrip(" ")[marker.end() if marker else 1 :]
        open_text = False
    if not text.strip():
        return False
    if len(text) - len(text.lstrip(" ")) >= _LEVEL:
        return open_text
    text = text.lstrip(" ")
    return not (_FENCE.match(text) or _HEADING.match(text) or _RULE.match(text))
