"""Blocks are found by CommonMark's rules and written in Python-Markdown's form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.read.blocks import BlockTranslator
from plenum.read.containers import DEEPEST, TooDeepError
from plenum.read.markdown import Converter
from tests.commonmark.agreement import converted

CONVERTER = Converter(sanitize=True)


def html(markdown: str) -> str:
    """Return the HTML on one line, without what tables, code and paragraphs add."""
    text = re.sub(r"\s*\n\s*", " ", converted(markdown, CONVERTER))
    return re.sub(r" ?(</?(?:ul|ol|li|blockquote|div)[^>]*>) ?|</?p>", r"\1", text).strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Need:\n- a\n- b", "Need:<ul><li>a</li><li>b</li></ul>"),
        ("Need:\n1. a\n2. b", "Need:<ol><li>a</li><li>b</li></ol>"),
        ("In\n1999. it was", "In 1999. it was"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n  - b\n    - c", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("* a\n\n  b\n* c", "<ul><li>a b</li><li>c</li></ul>"),
        ("- a\n\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("> a\n\n> b", "<blockquote>a</blockquote><blockquote>b</blockquote>"),
        ("> - a\n>   - b", "<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
        ("- a\n\n  1. b\n- c", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("1. a\n\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n\n  - b\n-", "<ul><li>a<ul><li>b</li></ul></li><li></li></ul>"),
        ("-\n\n1. b", "<ul><li></li></ul><ol><li>b</li></ol>"),
        ("> a  \n> b", "<blockquote>a<br> b</blockquote>"),
        ("- > a\n> b", "<ul><li><blockquote>a</blockquote></li></ul><blockquote>b</blockquote>"),
        ("> - a\n    - b", "<blockquote><ul><li>a - b</li></ul></blockquote>"),
        ("- <br>\nb", "<ul><li><br></li></ul>b"),
        ("> <br>\nb", "<blockquote><br></blockquote>b"),
        ("a  \nb\n---", '<h2 id="a-b">a<br> b</h2>'),
        ("a\\\nb\n---", '<h2 id="a-b">a<br> b</h2>'),
        ("> a\n> ===\nb", '<blockquote><h2 id="a">a</h2></blockquote>b'),
        ("- - a\n    - b", "<ul><li><ul><li>a<ul><li>b</li></ul></li></ul></li></ul>"),
        ("- - - a\n    - b", "<ul><li><ul><li><ul><li>a</li><li>b</li></ul></li></ul></li></ul>"),
        ("1. a\n\n   b\n       > c", "<ol><li>a b &gt; c</li></ol>"),
        ("- | a |\n| - |", "<ul><li>| a | | - |</li></ul>"),
        ("a |\nb | c\n---", '<h2 id="a-b-c">a | b | c</h2>'),
        ("- a\n  > b\n\n  c", "<ul><li>a<blockquote>b</blockquote>c</li></ul>"),
        ("#5 is alive", "#5 is alive"),
        ("##Heading", "##Heading"),
        ("a ~~b~~ c", "a <del>b</del> c"),
        ("one\\\ntwo", "one<br> two"),
        ("\\$5 \\~ \\&", "$5 ~ &amp;"),
    ],
)
def test_a_preview_and_the_page_show_the_same(markdown: str, expected: str) -> None:
    """What an editor is used to from other programs."""
    assert html(markdown) == expected


def test_code_may_be_fenced_in_a_list() -> None:
    """Also in a quote, and when the fence is indented by less than a level."""
    for markdown in ("1. a\n   ```text\n   x = 1\n   ```\n2. b", "> ```text\n> x = 1\n> ```"):
        made = html(markdown)
        assert "<pre>" in made
        assert "```" not in made
    made = html("1. a\n   ```text\n   x = 1\n   ```\n2. b")
    assert made.startswith("<ol><li>a")
    assert made.endswith("<li>b</li></ol>")


def test_a_quote_ends_with_its_code() -> None:
    """What follows without a mark is no more of the code, and not in the quote."""
    made = html("> ```\n> x\ny")
    assert made.endswith("</blockquote>y")


def test_an_empty_line_of_a_quote_adds_no_row_to_its_table() -> None:
    """Programs write the mark of a quote also below its last line."""
    assert html("> | a | b |\n> |---|---|\n> | c | d |\n>").count("<tr>") == 2


def test_code_after_a_table_is_no_row() -> None:
    """Four spaces end a table, as they do in a preview."""
    assert "<pre>" in html("| a | b |\n|---|---|\n| c | d |\n    x = 1")


@pytest.mark.parametrize(
    ("deep", "line"),
    [("- " * 10_000, 0), ("> - " * 5_000 + "x", 0), ("> a\n> " + "> - " * 5_000 + "x", 1)],
)
def test_what_is_nested_too_deeply_is_refused(deep: str, line: int) -> None:
    """No list or quote goes on for seconds; the line is told."""

    def translate(text: str) -> list[str]:
        return BlockTranslator(lambda _: "", lambda _: "", lambda *_: None).translate(
            text.split("\n")
        )

    with pytest.raises(TooDeepError) as raised:
        translate(f"{deep}x")
    assert raised.value.line == line
    assert translate("- " * DEEPEST + "x")


def test_quotes_in_steps_take_no_time() -> None:
    """Each mark has one way to be read: forty on a line would otherwise take years."""
    made = converted("\n".join("> " * depth + "x" for depth in range(40)), CONVERTER)
    assert made.count("<blockquote>") == 39


def test_an_open_fence_goes_on_to_the_end() -> None:
    """As in every preview; the editor is told of it."""
    assert "*x*" in html("```\n*x*\n\n# y")


def test_the_text_between_empty_lines_in_raw_html_is_markdown() -> None:
    """As in every preview: `<details>` is made so."""
    made = html("<details>\n<summary>More</summary>\n\n*One* and\n- two\n\n</details>")
    assert "<em>One</em> and<ul><li>two</li></ul>" in made
    assert html("<div>\n*x*\n</div>") == "<div>*x*</div>"
    assert html('<div markdown="1">\n*x*\n</div>') == "<div><em>x</em></div>"


@pytest.mark.parametrize(
    "markdown", ["```\nx\n```", "- a\n  ```\n  x\n  ```", "-     x", "<div>\n\na\n\n</div>"]
)
def test_no_paragraph_is_around_a_block(markdown: str) -> None:
    """It would be closed by the block, and leave an empty one behind."""
    made = converted(markdown, CONVERTER)
    assert "<p><" not in made
    assert "<p></p>" not in made


def test_a_bare_address_is_a_link() -> None:
    """With or without its scheme; a full stop behind it is not part of it."""
    made = html("See https://energy.gov/x. Or www.nrcan.gc.ca.")
    assert 'href="https://energy.gov/x">https://energy.gov/x</a>.' in made
    wiki = "https://en.wikipedia.org/wiki/Ton_(unit)"
    assert f'(<a href="{wiki}">{wiki}</a>)' in html(f"({wiki})")
    assert 'href="http://www.nrcan.gc.ca">www.nrcan.gc.ca</a>.' in made


def test_what_is_pythons_own_stays() -> None:
    """Definitions, footnotes and admonitions go on in indented lines."""
    assert "<dd>It moves heat. More words.</dd>" in html(
        "Pump\n:   It moves heat.\n    More words."
    )
    assert 'class="admonition note"' in html('!!! note "Mind"\n    One.\n\n    - two')
    assert "More." in html("A.[^n]\n\n[^n]: One.\n    More.")


_MARKS = "  |    |- |* |+ |1. |12) |> |# |## |```|~~~|***|---|===|<div>|</div>|<!--|-->|!!! note"
_LINES = st.lists(
    st.builds(
        lambda marks, word, n: f"{''.join(marks)}{word}{n}" if word else "".join(marks),
        st.lists(st.sampled_from(_MARKS.split("|")), max_size=4),
        st.sampled_from(["", "word"]),
        st.integers(0, 999),
    ),
    max_size=14,
)


@given(_LINES)
def test_no_word_is_lost_or_moved(lines: list[str]) -> None:
    """Whatever stands there: each word comes out once, in its order."""
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\x02{len(kept) - 1}\x03"

    made = BlockTranslator(lambda code: keep("\n".join(code)), keep, lambda *_: None).translate(
        list(lines)
    )
    text = "\n".join(made)
    while "\x02" in text:
        text = re.sub("\x02([0-9]+)\x03", lambda m: kept[int(m[1])], text)
    pattern = r"word[0-9]+"
    assert re.findall(pattern, text) == re.findall(pattern, "\n".join(lines))
