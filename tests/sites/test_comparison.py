"""Comparisons of the front matter: rows, verdicts, and their faults."""

import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def comparison(text: str, body: str = "") -> str:
    return (
        "-- content/a.md --\n---\ntitle: A\ndescription: B\ncomparison:\n"
        f"{text}\n---\n{body}\n-- content/b.md --\n--- B\n"
    )


def test_a_comparison_is_a_table_with_header_cells(site: Make) -> None:
    """Its caption, its options, its rows in order, and its verdict."""
    main = (
        site(
            comparison(
                "  caption: C\n  options: [X (small), Y]\n"
                "  rows:\n    Air: [Blows, Ducts]\n    Yes: [No, 0.10]\n"
                "  verdict:\n    X (small): it fits\n    Y: it *does* not"
            )
        )
        .fine()
        .main("/a/")
    )
    assert "<caption" in main
    assert '<th scope="col">X (small)</th><th scope="col">Y</th>' in main
    assert '<th scope="row">Air</th><td data-label="X (small)">Blows</td>' in main
    assert '<th scope="row">Yes</th><td data-label="X (small)">No</td>' in main
    assert '<td data-label="Y">0.10</td>' in main
    assert "<strong>Y</strong></span> if it <em>does</em> not." in main


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        ("'>20 %'", "&gt;20\u00a0%"),
        ("'#1 in its class'", "#1 in its class"),
        ("'2026. A good year'", "2026. A good year"),
        ("'+ 5 %'", "+ 5\u00a0%"),
        ("'- 5 %'", "- 5\u00a0%"),
        ("'---'", "---"),
        ("'* with care'", "* with care"),
        ("'*care*'", "<em>care</em>"),
        ("'1 < 2 & 3'", "1 &lt; 2 &amp; 3"),
        ("'`a|b`'", "<code>a|b</code>"),
        ("'[[b|text]]'", '<a href="/b/">text</a>'),
        ("'[b](b.md)'", '<a href="/b/">b</a>'),
        ("'a: b'", "a: b"),
        ("'='", "="),
        ("~text", "~text"),
    ],
)
def test_a_cell_is_one_line_of_markdown(site: Make, cell: str, html: str) -> None:
    """What begins a block elsewhere is text in a cell; emphasis, code and links work."""
    text = f"  caption: C\n  options: [X, Y]\n  rows:\n    R: [{cell}, z]"
    assert f'<td data-label="X">{html}</td>' in site(comparison(text)).fine().main("/a/")


def test_rows_and_verdicts_must_fit_the_options(site: Make) -> None:
    """A row has one cell for each option, a verdict is about an option."""
    text = (
        "  caption: C\n  options: [X, Y]\n  rows:\n    Two: [a]\n    Three: [a, b, c]\n"
        "    One: a\n  verdict:\n    Z: never"
    )
    assert site(comparison(text)).build().faults() == [
        "content/a.md:8:5 row-cells",
        "content/a.md:9:5 row-cells",
        "content/a.md:10:5 row-cells",
        "content/a.md:12:5 verdict-option",
    ]


def test_an_empty_cell_is_one_fault(site: Make) -> None:
    """It keeps its place: the row does not have too few cells besides."""
    text = (
        "  caption: C\n  options: [X, Y]\n  rows:\n    R: [a, ]\n    S: ['', {a: b}]\n    T: [~, b]"
    )
    assert site(comparison(text)).build().faults()[1:] == [
        "content/a.md:9:9 empty-item",
        "content/a.md:9:13 wrong-type",
        "content/a.md:10:9 empty-item",
    ]


def test_several_comparisons_need_ids(site: Make) -> None:
    """Each its own."""
    text = (
        "  - {caption: C, options: [X], rows: {R: [a]}}\n"
        "  - {id: d, caption: D, options: [X], rows: {R: [a]}}\n"
        "  - {id: d, caption: E, options: [X], rows: {R: [a]}}"
    )
    assert site(comparison(text)).build().faults() == [
        "content/a.md:5:5 missing-key",
        "content/a.md:7:10 repeated-id",
    ]


@pytest.mark.parametrize("empty", ["options: []", "rows: {}"])
def test_nothing_to_compare_is_an_error(site: Make, empty: str) -> None:
    """A comparison has options and rows."""
    other = "rows: {R: []}" if empty == "options: []" else "options: [X]"
    found = site(comparison(f"  caption: C\n  {empty}\n  {other}")).build().faults()
    assert found == ["content/a.md:6:3 empty-required-key"]


def test_dead_links_in_a_comparison_stand_at_their_line(site: Make) -> None:
    """In options, headings, cells and verdicts."""
    text = (
        "  caption: C\n  options:\n    - '[X](dead.md)'\n  rows:\n    '[R](dead.md)':\n"
        "      - '[[dead]]'\n  verdict:\n    '[X](dead.md)': '[no](dead.md#x)'"
    )
    assert site(comparison(text)).build().faults() == [
        "content/a.md:7:12 dead-link",
        "content/a.md:9:10 dead-link",
        "content/a.md:10:12 dead-link",
        "content/a.md:12:10 dead-link",
        "content/a.md:12:27 dead-link",
    ]


def test_one_of_several_without_an_id_is_told_where_to_put_it(site: Make) -> None:
    """The line begins where the other keys of that table do."""
    tables = (
        "comparison:\n  - {id: x, caption: C, options: [X], rows: {R: [a]}}\n"
        "  - caption: D\n    options: [X]\n    rows: {R: [a]}\n"
    )
    made = site(f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{tables}---\n").build()
    hint = "add a line 'id: …' below 'comparison', beginning exactly under 'caption'"
    assert [d.hint for d in made.report.diagnostics] == [hint]


def test_rows_with_dashes_are_one_fault(site: Make) -> None:
    """They are read all the same."""
    text = (
        "  caption: C\n  options: [X, Y]\n  rows:\n    - One: [a, b]\n    - Two: [a]\n"
        "  verdict:\n    - Z: never"
    )
    made = site(comparison(text)).build()
    assert made.faults() == [
        "content/a.md:8:5 list-for-keys",
        "content/a.md:9:7 row-cells",
        "content/a.md:11:5 list-for-keys",
        "content/a.md:11:7 verdict-option",
    ]
    assert "write 'One: …' without one" in made.messages()


def test_a_list_of_lists_is_no_list_of_rows(site: Make) -> None:
    """There is no key that a dash could be taken from."""
    text = "  caption: C\n  options: [X, Y]\n  rows:\n    - [One, a, b]"
    assert site(comparison(text)).build().faults() == ["content/a.md:8:5 wrong-type"]


@pytest.mark.parametrize(
    ("verdict", "right"),
    [
        ("if you can", "you can"),
        ("If  you can.", "you can."),
        ("when you can", "you can"),
        ("Choose X if you can", "you can"),
        ("choose it when you can", "you can"),
        ("Choose X", "…"),
    ],
)
def test_a_verdict_does_not_repeat_the_words_before_it(
    site: Make, verdict: str, right: str
) -> None:
    """The page says "Choose X if" itself."""
    text = f"  caption: C\n  options: [X]\n  rows: {{R: [a]}}\n  verdict:\n    X: {verdict}"
    made = site(comparison(text)).build()
    assert made.faults() == ["content/a.md:9:8 verdict-form"]
    assert f"after 'if': {right}\n" in made.messages()


@pytest.mark.parametrize("verdict", ["iffy ducts", "whenever it is cold", "you choose if you can"])
def test_words_that_only_look_so_are_fine(site: Make, verdict: str) -> None:
    """A verdict is whole words."""
    text = f"  caption: C\n  options: [X]\n  rows: {{R: [a]}}\n  verdict:\n    X: {verdict}"
    site(comparison(text)).fine()


def test_a_sign_that_begins_a_list_is_a_text_where_it_stands_alone(
    site: Make,
) -> None:
    made = site("""
        -- content/a.md --
        ---
        title: A
        description: B
        comparison:
          caption: C
          options: [X, Y]
          rows: {r: ["-", "1."], s: ["+", "*"]}
        ---
        Words.
    """).fine()

    assert re.findall(r"<td[^>]*>(.*?)</td>", made.main("/a/")) == ["-", "1.", "+", "*"]
