"""Python-Markdown's passes over a text and its tree, left out where they can find nothing.

Most blocks of an article are paragraphs, and most texts have no code, no HTML and no attributes;
each is tried for all of them none the less. Each pass here looks first whether there can be any,
and if so does what Python-Markdown's own does: the output is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX

from plenum import lazy_re
from plenum.read.inline_pass import LeanInlineProcessor

# Each line begins with what begins a line of no other block than a paragraph: neither a space nor
# a sign, but for bold words and links, nor a number of an item, nor STX, which begins what stands
# for raw HTML.
_PARAGRAPH_LINE = (
    rf"(?:[^\s\d!#*+\-_:=>|\[{STX}]|\d++(?![.)])|\*\*(?=[^\W_])|\[[^\[\]\n]*\]\()[^\n]*+"
)
_PARAGRAPH = lazy_re.compile(rf"{_PARAGRAPH_LINE}(?:\n{_PARAGRAPH_LINE})*+\Z")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKUP = lazy_re.compile(rf"[&<>{STX}]")


def make_lean(md: Markdown, needed: Mapping[str, tuple[str, ...]]) -> None:
    """Put lean passes in the places of those that do the same.

    `md` has the extensions `attr_list`, `fenced_code` and `tables`; what the inline patterns need
    is `needed`, by their regular expressions.
    """
    # Of each element it is asked several times whether it is one of them.
    md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
    md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
    for name, priority, pieces in (
        ("fenced_code_block", 25, ("```", "~~~")),
        ("html_block", 20, ("<", "&")),
    ):
        inner = md.preprocessors[name]
        md.preprocessors.register(_WherePresent(md, inner, pieces), name, priority)
    blocks = md.parser.blockprocessors
    blocks.register(_PlainParagraphs(md.parser), "plain_paragraphs", 200)
    blocks.register(_Tables(md.parser, blocks["table"].config), "table", 75)  # type: ignore[attr-defined]
    md.treeprocessors.register(LeanInlineProcessor(md, needed), "inline", 20)
    md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)
    md.treeprocessors.register(_Unescaping(md), "unescape", 0)


class _Whitespace(NormalizeWhitespace):
    """Normalizes white space, of which most texts have no other than they should."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "\n " in text or any(sign in text for sign in f"\t\r{STX}{ETX}"):
            return super().run(lines)
        return [*lines, "", ""]


class _WherePresent(Preprocessor):
    """Runs a preprocessor on the texts that have one of some pieces, which it looks for."""

    def __init__(self, md: Markdown, inner: Preprocessor, pieces: Sequence[str]) -> None:
        super().__init__(md)
        self._inner = inner
        self._pieces = pieces

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self._inner.run(lines) if any(piece in text for piece in self._pieces) else lines


class _PlainParagraphs(BlockProcessor):
    """Makes paragraphs of the blocks that can be nothing else; it stands before all others."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 (Python-Markdown's)
        return _PARAGRAPH.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        paragraph = self.parser.blockprocessors["paragraph"]
        while blocks and _PARAGRAPH.match(blocks[0]):
            paragraph.run(parent, blocks)


class _Tables(TableProcessor):
    """Makes tables, most of whose rows have no code in them and nothing escaped."""

    def _split(self, row: str) -> list[str]:
        # (Python-Markdown's type stubs do not know its method.)
        return super()._split(row) if "`" in row or "\\" in row else row.split("|")  # type: ignore[misc]


class _AttributeLists(AttrListTreeprocessor):
    """Sets the attributes in braces, where a text has braces."""

    def run(self, doc: Element) -> None:
        if any("{" in text for text in doc.itertext()):
            super().run(doc)


class _Unescaping(UnescapeTreeprocessor):
    """Puts escaped characters back, where a text has any."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class HeadingAnchors(Treeprocessor):
    """Gives headings their anchors, as the extension `toc` does.

    It makes no table of contents, which is the templates' own.
    """

    def __init__(self, md: Markdown, slugify: Callable[[str], str]) -> None:
        """Take what makes an anchor of a heading's text."""
        super().__init__(md)
        self._slugify = slugify

    def run(self, root: Element) -> None:
        """Give the headings of a tree their anchors, in place."""
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        if not headings:
            return
        used = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for heading in headings:
            if "id" not in heading.attrib:
                words = unescape(self._text(heading))
                anchor = unique(self._slugify(words), used, counters)  # type: ignore[call-arg]
                heading.set("id", anchor)
            heading.attrib.pop("data-toc-label", None)

    def _text(self, heading: Element) -> str:
        """Return a heading's text, in HTML, without its notes and tags."""
        text = heading.text or ""
        if not len(heading) and not _MARKUP.search(text):
            return " ".join(text.split())
        return strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
