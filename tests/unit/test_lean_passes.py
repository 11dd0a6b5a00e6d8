"""The lean passes give what Python-Markdown's own give."""

from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.extensions.toc import slugify

from plenum.read.inline_pass import NEEDED
from plenum.read.lean_passes import HeadingAnchors, make_lean
from tests.commonmark.agreement import FILES, examples

_EXTENSIONS = (
    "tables footnotes def_list abbr attr_list admonition md_in_html fenced_code codehilite"
    " sane_lists"
).split()
_STARTS = [
    "", "", "", "word ", "**bold** ", "**", "*", "* ", "- ", "+ ", "1. ", "٣. ", "1", "# ", "##",
    "1) ", "1٣. ", "12 in ", "1.5 in ", "> ", ": ", ":   ", ":", "!!! note", '!!! note "T"', "!",
    "[", "[a](b) ", "[a]: /b", "[^1]: ",
    "[^1]", "*[AB]: ", "|", "| ", "---", "***", "___", "===", "|---|---|", "---|---", "```", "~~~",
    "<div>", "</div>", '<div markdown="1">', "<p>", "<b>", "<!-- ", "{: #i .c }", "{", "\\", "&",
    "    ", "        ", "\t", "\r", "\x02", "\x03", "\x0242\x03",
    " ", "  ", "   ", "\u00a0", "\x0b", "\x0c", "é", "_", "`a`", "http://a",
]  # fmt: skip
_REST = [
    "word", "AB", "a | b", "a \\| b", "`a | b`", " {: #i }", " {#i .c}", "{: .c }", "&amp;", "&lt",
    "<b>b</b>", "*a*", "[^1]", "[a][a]", "<sup>1</sup>", "\\*", "\\|", ":", "#", "  ", "|", "-->",
    "data-toc-label=x", "{: data-toc-label=x }", "[a](b)",
]  # fmt: skip
lines = st.builds(
    lambda start, rest: start + "".join(rest),
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_REST), max_size=3),
)
texts = st.lists(lines, max_size=12).map("\n".join)
HUB = sorted(Path(__file__).resolve().parents[2].joinpath("content").glob("*.md"))


class _Lean(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        make_lean(md, NEEDED)
        md.treeprocessors.register(HeadingAnchors(md, lambda text: slugify(text, "-")), "toc", 5)


USUAL = markdown.Markdown(
    extensions=[*_EXTENSIONS, "toc"], extension_configs={"toc": {"marker": ""}}
)
LEAN = markdown.Markdown(extensions=[*_EXTENSIONS, _Lean()])


def alike(text: str) -> bool:
    """Convert a text by both."""
    return USUAL.reset().convert(text) == LEAN.reset().convert(text)


@settings(deadline=None)
@given(texts)
def test_any_text(text: str) -> None:
    """Whatever block begins next to what."""
    assert alike(text)


@pytest.mark.parametrize("path", HUB, ids=lambda path: path.stem)
def test_the_hub(path: Path) -> None:
    """Real articles."""
    assert alike(path.read_text("utf-8"))


@pytest.mark.parametrize("suite", FILES)
def test_the_published_examples(suite: str) -> None:
    """All of CommonMark's and of GitHub's."""
    assert [each.markdown for each in examples(suite) if not alike(each.markdown)] == []


def test_most_paragraphs_are_tried_for_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of an article that begin with words go straight to where paragraphs are made."""
    tried: list[str] = []
    block = LEAN.parser.blockprocessors["hashheader"]

    def test(_parent: Element, text: str) -> bool:
        tried.append(text)
        return False

    monkeypatch.setattr(block, "test", test)
    text = "Words.\n\n**Bold** ones.\n\n[A link](b) and\nmore.\n\n1. An item"
    assert LEAN.reset().convert(text).count("<p>") == 3
    assert tried == ["1. An item"]
