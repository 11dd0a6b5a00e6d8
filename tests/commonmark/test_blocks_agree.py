"""Random articles of blocks look the same here as in a reader of CommonMark and its tables.

The reader is markdown-it-py, a port of the one in the preview of Visual Studio Code.
"""

from random import Random

import pytest
from markdown_it import MarkdownIt

from plenum.read.markdown import Converter
from tests.commonmark.agreement import converted, visible
from tests.commonmark.grammar import document

CONVERTER = Converter(sanitize=False)
REFERENCE = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_tidy_blocks_look_the_same(first: int) -> None:
    """A thousand texts, the same in each run."""
    for seed in range(first, first + 100):
        text = document(Random(seed), careless=False)  # noqa: S311 (nothing is secret)
        assert visible(converted(text, CONVERTER)) == visible(REFERENCE.render(text)), text
