"""The lean inline pass gives what Python-Markdown's own gives."""

from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import InlineProcessor

from plenum.read.inline_pass import LeanInlineProcessor
from plenum.read.markdown import Converter
from tests.commonmark.agreement import FILES, examples

_PIECES = [
    *"`\\[]()!<>&;*_~@:./#^|{}=\"'- \n", "  \n", "\\\n", "](", "](b)", "[^1]", "[[a]]", "[[a|b]]",
    "http://", "HTTPS://a.b", "www.a.com", "WWW.a.com", "a@b.com", "<a@b.com>", "<http://a.b>",
    "<b>", "</b>", "<!--", "-->", "&amp;", "![", "**", "__", "~~", "``", "word ", "é",
]  # fmt: skip
texts = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)
HUB = sorted(Path(__file__).resolve().parents[2].joinpath("content").glob("*.md"))


class _Lean(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(LeanInlineProcessor(md), "inline", 20)


PLAIN, LEAN = markdown.Markdown(), markdown.Markdown(extensions=[_Lean()])


class _Usual(Converter):
    """Converts every text with all patterns, in Python-Markdown's own pass."""

    def _markdown_for(self, text: str) -> markdown.Markdown:  # noqa: ARG002
        if not self._made:
            md = self._made[True] = self._markdown(bare_or_struck=True)
            md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        return self._made[True]


OURS, USUAL = Converter(sanitize=True), _Usual(sanitize=True)


def alike(text: str) -> bool:
    """Convert a text by both passes, alone and among our own patterns."""
    plain = PLAIN.reset().convert(text) == LEAN.reset().convert(text)
    return plain and OURS.body(text) == USUAL.body(text)


@given(texts)
def test_any_text(text: str) -> None:
    """Whatever inline syntax stands next to what."""
    assert alike(text)


@pytest.mark.parametrize("path", HUB, ids=lambda path: path.stem)
def test_the_hub(path: Path) -> None:
    """Real articles."""
    assert alike(path.read_text("utf-8"))


@pytest.mark.parametrize("suite", FILES)
def test_the_published_examples(suite: str) -> None:
    """All of CommonMark's and of GitHub's."""
    assert [each.markdown for each in examples(suite) if not alike(each.markdown)] == []


def test_a_pattern_that_nobody_knows_is_always_tried() -> None:
    """An extension's own pattern matches what it likes."""
    md = markdown.Markdown(extensions=[_Lean()])
    md.inlinePatterns.register(SimpleTextInlineProcessor("(zz)"), "own", 185)
    assert md.convert("a zz b") == "<p>a zz b</p>"
    assert len(md.treeprocessors["inline"].stashed_nodes) == 1  # type: ignore[attr-defined]
