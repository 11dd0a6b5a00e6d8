"""Which published examples look otherwise here is known, and written down in `differs.txt`."""

from pathlib import Path

import pytest

from tests.commonmark.agreement import FILES, measure, visible

KNOWN = Path(__file__).with_name("differs.txt")


@pytest.mark.parametrize("suite", FILES)
def test_the_examples_that_differ_are_those_that_are_known(suite: str) -> None:
    """An example that begins to differ is a fault; one that no longer does is to be struck out."""
    found = [
        f"{suite} {example.number} {state}"
        for example, state in measure()[suite]
        if state != "same"
    ]
    known = [line for line in KNOWN.read_text("utf-8").splitlines() if line.startswith(suite)]
    assert found == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p><p>b</p>", "<p>a b</p>"),
        ("<p>a<br>b</p>", "<p>a b</p>"),
        ("<p>a<em>b</em></p>", "<p>a <em>b</em></p>"),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
        ("<ol><li>a</li></ol>", '<ol start="2"><li>a</li></ol>'),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<h2>a</h2>", "<h3>a</h3>"),
        ("<p><code>a</code></p>", "<p>a</p>"),
        ("<pre><code>a\n\nb</code></pre>", "<pre><code>a\nb</code></pre>"),
        ('<p><a href="x">a</a></p>', '<p><a href="y">a</a></p>'),
        ('<p><img src="x" alt="a"></p>', '<p><img src="x" alt="b"></p>'),
        ("<blockquote><p>a</p></blockquote><p>b</p>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<table><tr><td>a b</td></tr></table>"),
    ],
)
def test_what_can_be_seen_is_compared(one: str, other: str) -> None:
    """So the measure can fail."""
    assert visible(one) != visible(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<ul><li>a</li></ul>", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>"),
        ('<h1 id="x">a</h1>', "<h2>a</h2>"),
        ("<p>a\nb</p>", "<p>a b</p>"),
        ("<em><strong>a</strong></em>", "<strong><em>a</em></strong>"),
        ('<pre><code><span class="k">a</span> b\n</code></pre>', "<pre><code>a b</code></pre>"),
    ],
)
def test_what_cannot_be_seen_is_not(one: str, other: str) -> None:
    """Nobody sees these."""
    assert visible(one) == visible(other)
