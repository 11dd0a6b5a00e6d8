"""Markdown goes in, marked HTML with its references and headings comes out.

This module is the door to Python-Markdown (and, through it, to Pygments). One `Converter`
serves a whole process: making the extensions costs more than converting an article.
"""

import html as html_module
import re
import string
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    HtmlInlineProcessor,
    InlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, AtomicString
from msgspec import Struct, field

from plenum import lazy_re
from plenum.model.article import RESERVED_ANCHORS
from plenum.model.fragment import Heading, ReferenceKind
from plenum.model.question import question_key
from plenum.model.typeset import Degrees, typeset
from plenum.model.url import slugify
from plenum.read import marks
from plenum.read.alerts import show_alerts
from plenum.read.blocks import NOTHING, BlockTranslator
from plenum.read.comments import put_back, set_aside
from plenum.read.containers import TooDeepError
from plenum.read.inline_pass import NEEDED
from plenum.read.lean_passes import HeadingAnchors, make_lean
from plenum.read.references import (
    decoded,
    plain_entities,
    too_deep,
    without_endless,
    without_forbidden,
)
from plenum.read.sanitize import advice_instead_of, clean, is_unsafe_attribute, needs_cleaning
from plenum.read.tables import TableFinisher

_FAQ_TITLES = frozenset({"frequently asked questions", "faq", "faqs"})
_BLOCK_MARKER = lazy_re.compile(r"\[(TOC|FAQ|COMPARISON)(?::([^\]\n]+)|[ \t]*)\]")
_PLACEHOLDER = lazy_re.compile("\x02[^\x03]*\x03")
_INLINE_SYNTAX = lazy_re.compile(r"[\\`*_\[\]<>&!{}\n]")
_BLOCK_SYNTAX = lazy_re.compile(r"[ \t]*(?:[#=+:\-|~]|[0-9]+\.)")
_RAW_ADDRESS = lazy_re.compile(
    r"(<(?:a|img)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\s(href|src)\s*=\s*)"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
_RAW_ID = lazy_re.compile(r"(<[a-zA-Z][^<>]*?\sid\s*=\s*[\"']?)([^\s\"'<>]+)", re.IGNORECASE)
_RAW_TITLE = lazy_re.compile(r"<(/?)h1\b", re.IGNORECASE)
# What begins a block in Markdown and is text where only a line can stand: `>20 %`, `#1`.
_BLOCK_START = lazy_re.compile(r"#|>|[*+-](?:[ \t]|$)|(?:[*_-][ \t]*){3,}$")
_REFERENCE = lazy_re.compile(r"\[([^\]]*)\]")
_EMPHASIS = lazy_re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_TASK = lazy_re.compile(r"\s*\[([ xX])\]\s+")
# Code, and what names other things.
_AS_TYPED = frozenset(
    "caption code h1 h2 h3 h4 h5 h6 kbd math option pre samp script style svg textarea".split()
)
_ADDRESSES = {"a": "href", "img": "src"}
_LINE_NUMBER = lazy_re.compile(r"([0-9]+)(\.(?:[ \t]|$))")
_COMMENT = r"(<!--(?:(?!<!--|-->).)*+-->)"
_WIKI_LINK = (
    # `[[1]](address)` is a link whose text stands in brackets.
    rf"\[\[([^\[\]|\n{marks.PIPE}\x02]+)(?:[|{marks.PIPE}]([^\[\]\n]*))?\]\](?!\()"
)
_NEEDED = {
    **NEEDED,
    r"\[\^([^\]]*)\]": ("[^",),  # footnotes
    r"\*|_": ("*", "_"),
    r"\~": ("~",),
    r"\\\n": ("\\\n",),
    _COMMENT: ("<!--",),
    _WIKI_LINK: ("[[",),
}
# What PyMdown Extensions are there for: bare addresses and struck words. Few articles have any, and
# to import them takes as long as to import Python-Markdown.
_BARE_OR_STRUCK = ("://", "www.", "@", "~~")
_TEXT_PREFIXES: tuple[ReferenceKind, ...] = ("fact", "term", "source")


class RawReference(NamedTuple):
    """A reference as the converter met it."""

    kind: ReferenceKind
    target: str
    labelled: bool
    anchor: str = ""
    place: tuple[int, int] | None = None
    """Where it stands in the text, if that is known."""

    @property
    def typed(self) -> str:
        """The target as it stands in the source."""
        return f"{self.kind}:{self.target}" if self.kind in _TEXT_PREFIXES else self.target


class RawExample(Struct):
    """A worked example as it is typed; `line` is the number of its fence's line, from 0."""

    title: str
    lines: list[str]
    line: int


class Converted(Struct):
    """What one conversion gives; `html` and the answers hold marks."""

    html: str = ""
    answers: list[tuple[str, str, str]] = field(default_factory=list)
    references: list[RawReference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    examples: list[RawExample] = field(default_factory=list)
    misplaced_examples: int = 0
    findings: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)
    has_faq_heading: bool = False
    too_deep: int | None = None
    cleaned: bool = False
    is_body: bool = False

    def find(self, fault_id: str, ordinal: int, **values: str) -> None:
        """Note a fault of the thing that stands at `ordinal` among its kind in the text."""
        self.findings.append((fault_id, ordinal, values))


class Converter:
    """Converts Markdown texts, one after another."""

    def __init__(self, *, sanitize: bool, degrees: Degrees = "as-typed") -> None:
        """Set up the extensions; `sanitize` takes out unsafe raw HTML."""
        self._sanitize = sanitize
        self.typeset = partial(typeset, degrees=degrees)
        self._now = Converted()
        self._used: set[str] = set()
        self._of_tree: set[str] = set()
        # By whether they are for bare addresses and struck words.
        self._made: dict[bool, markdown.Markdown] = {}

    def _markdown_for(self, text: str) -> markdown.Markdown:
        """Return what converts such a text."""
        folded = text.lower()
        bare_or_struck = any(mark in folded for mark in _BARE_OR_STRUCK)
        if bare_or_struck not in self._made:
            self._made[bare_or_struck] = self._markdown(bare_or_struck=bare_or_struck)
        return self._made[bare_or_struck]

    def _markdown(self, *, bare_or_struck: bool) -> markdown.Markdown:
        extensions: list[Extension] = [
            TableExtension(),
            FootnoteExtension(BACKLINK_TEXT="↩", SEPARATOR="-"),
            DefListExtension(),
            AbbrExtension(),
            AttrListExtension(),
            AdmonitionExtension(),
            MarkdownInHtmlExtension(),
            FencedCodeExtension(),
            CodeHiliteExtension(css_class="highlight", guess_lang=False),
            SaneListExtension(),
        ]
        needed = _NEEDED
        if bare_or_struck:
            from pymdownx import magiclink, tilde  # type: ignore[import-untyped]  # noqa: PLC0415

            extensions += [
                magiclink.MagiclinkExtension(),
                tilde.DeleteSubExtension(subscript=False),
            ]
            needed = {
                **needed,
                magiclink.RE_LINK: ("://", "w.", "W."),
                magiclink.RE_MAIL: ("@",),
                magiclink.RE_AUTOLINK: ("<",),
            }
        extensions.append(_PlenumExtension(self, needed))
        return markdown.Markdown(extensions=extensions, output_format="html")

    @property
    def now(self) -> Converted:
        """What the conversion under way has gathered."""
        return self._now

    @property
    def sanitizes(self) -> bool:
        """Whether unsafe HTML is taken out."""
        return self._sanitize

    def body(self, text: str, taken: Iterable[str] = ()) -> Converted:
        """Convert the body of an article: the first text of an article to convert.

        `taken` are the anchors that other parts of the page need.
        """
        self._used = set(taken)
        self._convert(text, is_body=True)
        return self._now

    def block(self, text: str) -> Converted:
        """Convert Markdown of the front matter, such as an answer."""
        if _is_plain(text):
            plain = html_module.escape(self.typeset(text))
            return Converted(f"<p>{marks.PROSE}{plain}{marks.PROSE_END}</p>")
        self._convert(text)
        return self._now

    def inline(self, text: str, *, linkable: bool = True) -> Converted:
        """Convert Markdown of the front matter that stands inside a line, such as a cell."""
        if _is_plain(text):
            plain = html_module.escape(self.typeset(text))
            return Converted(f"{marks.PROSE}{plain}{marks.PROSE_END}" if linkable else plain)
        self._convert(_one_line(text))
        one = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", self._now.html, re.DOTALL)
        if one:
            self._now.html = one[1]
        if not linkable:
            self._now.html = self._now.html.replace(marks.PROSE, "").replace(marks.PROSE_END, "")
        return self._now

    def unique(self, anchor: str) -> str:
        """Return `anchor`, with a number where the article has it already."""
        name, number = anchor, 1
        while name in self._used or name in RESERVED_ANCHORS:
            number += 1
            name = f"{anchor}-{number}"
        self._used.add(name)
        self._of_tree.add(name)
        return name

    def _convert(self, text: str, *, is_body: bool = False) -> None:
        self._now = Converted(cleaned=self._sanitize, is_body=is_body)
        self._of_tree = set()
        self._now.too_deep = too_deep(text)
        if self._now.too_deep is not None:
            return
        md = self._markdown_for(text)
        md.reset()
        try:
            html = without_forbidden(md.convert(without_endless(text)))
        except TooDeepError as error:
            self._now = Converted(too_deep=_line_start(text, error.line))
            return
        except RecursionError:
            self._now = Converted(too_deep=0)
            return
        if needs_cleaning(md.htmlStash.rawHtmlBlocks):
            html = self._raw(html)
        body, answers = marks.sections(html)
        self._now.html = body
        self._now.answers = [
            (question, anchor, answers.get(number, ""))
            for number, (question, anchor, _) in enumerate(self._now.answers)
        ]
        if is_body:
            self._now.anchors = sorted(self._used)

    def _raw(self, html: str) -> str:
        """Treat what stands as raw HTML like the rest: its titles, links, images and ids."""
        html, comments = set_aside(html)
        for ordinal, match in enumerate(_RAW_TITLE.finditer(html)):
            if not match[1]:
                self._now.find("title-in-body", ordinal)
        html = self._refer_raw(_RAW_TITLE.sub(r"<\1h2", html))
        if self._sanitize:
            return self._raw_ids(clean(html))
        return put_back(self._raw_ids(html), comments)

    def _raw_ids(self, html: str) -> str:
        """Give an id of raw HTML that the page has already a number."""
        seen: set[str] = set()

        def give(match: re.Match[str]) -> str:
            known = match[2] in self._of_tree
            name = match[2] if known and match[2] not in seen else self.unique(match[2])
            seen.add(match[2])
            return match[1] + name

        return _RAW_ID.sub(give, html)

    def _refer_raw(self, html: str) -> str:
        """Make references of the links and images that stand as raw HTML."""

        def refer(match: re.Match[str]) -> str:
            value = html_module.unescape(match[3] or match[4] or match[5] or "")
            if marks.OPEN in value or value.startswith(("#fn-", "#fnref")):
                return match[0]
            kind: ReferenceKind = "image" if match[2].lower() == "src" else "link"
            kind, value = _kind_of(value, kind)
            self._now.references.append(RawReference(kind, value.strip(), labelled=True))
            return f'{match[1]}"{marks.address(len(self._now.references) - 1)}"'

        return _RAW_ADDRESS.sub(refer, html)

    def remember_anchors(self, root: Element) -> None:
        """Note the ids of a converted tree; one that the page has already gets a number."""
        changed: dict[str, str] = {}
        for element in root.iter():
            if "id" in element.attrib:
                given = element.attrib["id"]
                element.attrib["id"] = changed[given] = self.unique(given)
        for element in root.iter("a"):
            # A footnote's ways there and back are made with its ids.
            target = element.get("href", "")
            if target.startswith(("#fn-", "#fnref")):
                element.set("href", f"#{changed.get(target[1:], target[1:])}")

    def heading_slug(self, value: str) -> str:
        """Make a heading's anchor; words that the page needs elsewhere get a suffix."""
        slug = slugify(plain_entities(value)) or "section"
        return f"{slug}-section" if slug in RESERVED_ANCHORS or slug in self._used else slug


def _is_plain(text: str) -> bool:
    """Whether a text stays what it is."""
    return not (_INLINE_SYNTAX.search(text) or _BLOCK_SYNTAX.match(text) or text.endswith("  "))


def _line_start(text: str, line: int) -> int:
    """Return where the line of this number, from 0, begins."""
    return sum(len(before) + 1 for before in text.split("\n")[:line])


def _one_line(text: str) -> str:
    """Keep a text of one line a text: what would begin a block in it is escaped."""
    if "\n" in text:
        return text
    if _BLOCK_START.match(text):
        return f"\\{text}"
    return _LINE_NUMBER.sub(r"\1\\\2", text, count=1) if _LINE_NUMBER.match(text) else text


def _kind_of(value: str, kind: ReferenceKind) -> tuple[ReferenceKind, str]:
    """Tell what an address refers to: `fact:x`, `term:x`, `source:x`, a wiki link, or `kind`."""
    if value.startswith(marks.WIKI):
        return "wiki", value.removeprefix(marks.WIKI)
    for prefix in _TEXT_PREFIXES:
        if value.startswith(f"{prefix}:"):
            return prefix, value.removeprefix(f"{prefix}:")
    return kind, value


class _PlenumExtension(Extension):
    """Adds to Python-Markdown what an article needs beyond it."""

    def __init__(self, converter: Converter, needed: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._converter = converter
        self._needed = needed

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's)
        md.ESCAPED_CHARS.extend(c for c in string.punctuation if c not in md.ESCAPED_CHARS)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "plenum_break", 185)
        # A space between the two brackets of `[text] [name]` makes two links of them.
        for name in ("reference", "image_reference"):
            md.inlinePatterns[name].RE_LINK = _REFERENCE  # type: ignore[attr-defined]
        # After the tabs have become spaces (30), before anything looks for blocks.
        md.preprocessors.register(_CommonMarkBlocks(md, self._converter), "plenum_blocks", 28)
        md.preprocessors.register(_TableLines(md), "plenum_tables", 15)
        # After code (190) and escapes (180), before anything makes a link of what is put aside.
        md.inlinePatterns.register(HtmlInlineProcessor(_COMMENT, md), "plenum_comment", 178)
        md.inlinePatterns.register(_WikiLink(md), "plenum_wiki", 175)
        make_lean(md, self._needed)
        # After attribute lists (8), which may have anchors.
        md.treeprocessors.register(_LowerTitles(md, self._converter), "plenum_titles", 7)
        anchors = HeadingAnchors(md, self._converter.heading_slug)
        md.treeprocessors.register(anchors, "plenum_anchors", 5)
        md.treeprocessors.register(_Finish(md, self._converter), "plenum_finish", -10)


class _CommonMarkBlocks(Preprocessor):
    """Lets Python-Markdown find the blocks that CommonMark finds."""

    def __init__(self, md: markdown.Markdown, converter: Converter) -> None:
        super().__init__(md)
        self._converter = converter

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines in Python-Markdown's form."""
        store = self.md.htmlStash.store
        return BlockTranslator(self._code, store, self._example).translate(lines)

    def _example(self, title: str, lines: list[str], number: int) -> str | None:
        """Keep a worked example for who works it out; a marker stands in its place."""
        now = self._converter.now
        if not now.is_body:
            now.misplaced_examples += 1
            return None
        now.examples.append(RawExample(title, lines, number))
        return marks.marker("example", str(len(now.examples) - 1))

    def _code(self, lines: list[str]) -> str | None:
        made = self.md.preprocessors["fenced_code_block"].run(lines)
        return next((line for line in made if HTML_PLACEHOLDER_RE.fullmatch(line)), None)


class _TableLines(Preprocessor):
    """Keeps captions apart from their tables, and the `|` of wiki links out of cells."""

    _CAPTION = lazy_re.compile(r"Table:[ \t\u00a0]+\S")
    _WIKI_PIPE = lazy_re.compile(r"\[\[([^\[\]|\n\\]+)\\?\|([^\[\]\n]*)\]\]")

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, with an empty line on both sides of each caption and marker."""
        result: list[str] = []
        for line in lines:
            text = line
            if "[[" in line:
                text = self._WIKI_PIPE.sub(rf"[[\1{marks.PIPE}\2]]", line)
            is_alone = text.startswith(("Table:", "[")) and (
                self._CAPTION.match(text) or _BLOCK_MARKER.fullmatch(text.rstrip())
            )
            if is_alone:
                result += ["", text, ""]
            else:
                result.append(text)
        return result


class _WikiLink(InlineProcessor):
    """`[[slug]]`, `[[folder/slug#anchor]]`, `[[slug|text]]`."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(_WIKI_LINK, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 (Python-Markdown passes it)
    ) -> tuple[Element, int, int]:
        """Make the link; its text, if any, is inline Markdown."""
        link = Element("a", {"href": marks.WIKI + m[1].strip()})
        link.text = (m[2] or "").strip()
        return link, m.start(0), m.end(0)


class _LowerTitles(Treeprocessor):
    """Shows an h1 of the body as h2: the page's title is its only h1."""

    def __init__(self, md: markdown.Markdown, converter: Converter) -> None:
        super().__init__(md)
        self._converter = converter

    def run(self, root: Element) -> None:
        """Rename the headings and note each."""
        for ordinal, heading in enumerate(root.iter("h1")):
            heading.tag = "h2"
            self._converter.now.find("title-in-body", ordinal)


class _Finish(Treeprocessor):
    """The last look at the tree: tables, FAQ, markers, attributes, references, prose."""

    def __init__(self, md: markdown.Markdown, converter: Converter) -> None:
        super().__init__(md)
        self._converter = converter

    def run(self, root: Element) -> None:
        """Finish the tree in place."""
        now = self._converter.now
        if NOTHING in self.md.htmlStash.rawHtmlBlocks:
            self._join(root)
        show_alerts(root)
        self._converter.remember_anchors(root)
        TableFinisher(self._converter.unique, self._text, now.find).run(root)
        self._take_faq(root)
        self._mark_blocks(root)
        inside_faq = False
        for child in root:
            number = _section_number(child)
            if number is not None:
                inside_faq = number >= 0
            self._visit(child, linkable=True, listed=not inside_faq)

    def _join(self, root: Element) -> None:
        """Take out what has kept two blocks apart."""
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p" and not len(child) and self._is_nothing(child.text):
                    parent.remove(child)
            if self._is_nothing(parent.text):
                parent.text = None

    def _is_nothing(self, text: str | None) -> bool:
        number = HTML_PLACEHOLDER_RE.fullmatch((text or "").strip())
        return number is not None and self.md.htmlStash.rawHtmlBlocks[int(number[1])] == NOTHING

    def _text(self, element: Element) -> str:
        """Return an element's text as people read it, without what stands as raw HTML."""
        text = "".join(element.itertext()) if len(element) else element.text or ""
        if "\x02" in text:
            text = _PLACEHOLDER.sub(self._entity, text)
        return " ".join(plain_entities(text).replace(marks.PIPE, "|").split())

    def _entity(self, placeholder: re.Match[str]) -> str:
        if placeholder[0] == AMP_SUBSTITUTE:
            return "&"
        if number := HTML_PLACEHOLDER_RE.fullmatch(placeholder[0]):
            stashed = self.md.htmlStash.rawHtmlBlocks[int(number[1])]
            if isinstance(stashed, str) and stashed.startswith("&"):
                return stashed
        return ""

    def _take_faq(self, root: Element) -> None:
        """Turn an FAQ section into a marker, and its questions into answers apart."""
        children = list(root)
        begin = next((i for i, c in enumerate(children) if self._is_faq_title(c)), None)
        if begin is None:
            return
        self._converter.now.has_faq_heading = True
        end = next(
            (i for i in range(begin + 1, len(children)) if _ends_section(children[i])),
            len(children),
        )
        before: list[Element] = []
        after: list[Element] = []
        for child in children[begin + 1 : end]:
            if child.tag == "h3":
                question = self._text(child)
                number = len(self._converter.now.answers)
                anchor = child.get("id") or self._converter.unique(faq_anchor(question))
                self._converter.now.answers.append((question, anchor, ""))
                after.append(_paragraph(marks.section(number)))
            else:
                (after or before).append(child)
        if not after:
            return
        placed = [*before, _paragraph(marks.marker("faq")), *after, _paragraph(marks.section(-1))]
        for child in children[begin:end]:
            root.remove(child)
        for position, child in enumerate(placed, begin):
            root.insert(position, child)

    def _is_faq_title(self, element: Element) -> bool:
        return element.tag == "h2" and is_faq_title(self._text(element))

    def _mark_blocks(self, root: Element) -> None:
        for child in root:
            if child.tag != "p" or len(child):
                continue
            if match := _BLOCK_MARKER.fullmatch((child.text or "").strip()):
                child.text = marks.marker(match[1].lower(), (match[2] or "").strip())

    def _visit(self, element: Element, *, linkable: bool, listed: bool, shown: bool = True) -> None:
        if element.tag in {"h2", "h3", "h4", "h5", "h6"} and listed:
            heading = Heading(int(element.tag[1]), self._text(element), element.get("id", ""))
            self._converter.now.headings.append(heading)
        if element.attrib and self._converter.sanitizes:
            for name in [n for n in element.attrib if is_unsafe_attribute(n)]:
                del element.attrib[name]
                what = f"the attribute '{name}'"
                advice = advice_instead_of(what)
                self._converter.now.find("unsafe-html", 0, what=what, name=name, advice=advice)
        if element.tag == "li":
            _show_task(element)
        self._refer(element)
        shown = shown and element.tag not in _AS_TYPED and not _is_code(element)
        inner = linkable and shown and element.tag not in marks.UNLINKABLE
        # Between most elements stands a line end, and nothing to set or to link.
        if shown and element.text and element.text != "\n" and marks.OPEN not in element.text:
            element.text = self._converter.typeset(element.text)
            element.text = _prose(element.text) if inner else element.text
        for child in element:
            if child.tag == "a" and child.tail and child.tail[0] == ")":
                _close_brackets(child)
            self._visit(child, linkable=inner, listed=listed, shown=shown)
            if shown and child.tail and child.tail != "\n":
                child.tail = self._converter.typeset(child.tail)
                child.tail = _prose(child.tail) if inner else child.tail

    def _refer(self, element: Element) -> None:
        attribute = _ADDRESSES.get(element.tag)
        if attribute is None or attribute not in element.attrib:
            return
        value = element.attrib[attribute]
        if "\x02" in value or value.startswith(("#fn-", "#fnref")) or marks.OPEN in value:
            return
        kind, value = _kind_of(value, "image" if element.tag == "img" else "link")
        value = decoded(value)
        if value.startswith("<"):
            # Its `>` is missing: no file is so called, and the slip is told where it stands.
            del element.attrib[attribute]
            return
        index = len(self._converter.now.references)
        labelled = bool((element.text or "").strip()) or len(element) > 0
        anchor = ""
        if kind == "source":
            anchor = self._converter.unique(f"cite-{slugify(value) or 'source'}")
            element.set("class", "citation")
            element.set("id", anchor)
            _append_text(element, marks.label(index))
        elif kind == "fact":
            # Its number stands behind it, where the page has a list of sources.
            anchor = self._converter.unique(f"cite-{slugify(value.partition('?')[0]) or 'fact'}")
            element.set("class", f"fact {element.get('class', '')}".strip())
            element.set("id", anchor)
        if not labelled and kind in {"link", "wiki", "fact", "term"}:
            element.text = marks.label(index)
        if kind == "term":
            element.set("class", f"term {element.get('class', '')}".strip())
        if kind == "image":
            # A text for those who cannot see the image has no form.
            element.set("alt", _EMPHASIS.sub(r"\2", element.get("alt", "")))
            element.set("loading", "lazy")
            element.set("decoding", "async")
        element.set(attribute, marks.address(index))
        reference = RawReference(kind, value, labelled, anchor)
        self._converter.now.references.append(reference)


def is_faq_title(text: str) -> bool:
    """Whether a heading of this text begins an FAQ."""
    return question_key(text) in _FAQ_TITLES


def faq_anchor(question: str) -> str:
    """Return the anchor of a question; an edit of its answer does not change it."""
    return f"faq-{slugify(question) or 'question'}"


def _close_brackets(link: Element) -> None:
    """Give a bare address the `)` that closes a bracket in it, as GFM does."""
    href, text, tail = link.get("href", ""), link.text or "", link.tail or ""
    if not text or not href.endswith(text):
        return
    while tail.startswith(")") and text.count("(") > text.count(")"):
        href, text, tail = f"{href})", f"{text})", tail[1:]
    link.set("href", href)
    link.text, link.tail = AtomicString(text), tail


def _show_task(item: Element) -> None:
    """Show `[ ]` and `[x]` at an item's beginning as boxes, which can be printed and ticked."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    task = _TASK.match(holder.text or "")
    if not task:
        return
    box = Element("span", {"class": "task", "role": "img"})
    box.set("aria-label", "to do" if task[1] == " " else "done")
    box.text = "☐" if task[1] == " " else "☑"
    box.tail = f" {(holder.text or '')[task.end() :]}"
    holder.text = None
    holder.insert(0, box)


def _section_number(element: Element) -> int | None:
    text = element.text or ""
    if element.tag == "p" and text.startswith(f"{marks.OPEN}s"):
        return int(text[2:-1])
    return None


def _ends_section(element: Element) -> bool:
    return element.tag == "h2" or (element.tag == "div" and element.get("class") == "footnote")


def _is_code(element: Element) -> bool:
    return element.tag == "div" and "highlight" in element.get("class", "")


def _paragraph(text: str) -> Element:
    paragraph = Element("p")
    paragraph.text = text
    paragraph.tail = "\n"
    return paragraph


def _prose(text: str) -> str:
    # What stands for a block of code or raw HTML must stay alone in its paragraph, which goes.
    bare = text.strip()
    if not bare or (bare[0] == "\x02" and HTML_PLACEHOLDER_RE.fullmatch(bare)):
        return text
    return f"{marks.PROSE}{text}{marks.PROSE_END}"


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
