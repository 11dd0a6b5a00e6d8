"""Slips of form: what an editor's hand makes of Markdown, told where it stands."""

from collections.abc import Callable

import pytest

from plenum.read.form_tables import cells_of
from tests.sites.harness import Site

Make = Callable[[str], Site]
TABLE = "Table: C\n\n| a | b |\n|---|---|\n"


def article(body: str, front_matter: str = "") -> str:
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter}---\n{body}\n"


def found(site: Make, body: str) -> list[str]:
    """Build an article of this body; lines of its faults count from 1 in the body."""
    made = site(article(body)).build()
    places = [(d.span.line - 4, d.span.column, d.id) for d in made.report.diagnostics]
    return [f"{line}:{column} {fault_id}" for line, column, fault_id in places]


@pytest.mark.parametrize(
    ("body", "place", "fault"),
    [
        ("One\n\n<!-- note\n\nTwo", "3:1", "unclosed-comment"),
        ("One <!-- note\n\nTwo", "1:5", "unclosed-comment"),
        ("- One\n\n  <!-- note\n\nTwo", "3:3", "unclosed-comment"),
        ("<!-- a ->\nlost\n\n<!-- b -->\n\nTwo", "1:1", "unclosed-comment"),
        ("```\nx\n``` end\n\nTwo", "1:1", "unclosed-fence"),
        ("1. a\n\n    ```\n    x", "3:5", "unclosed-fence"),
        ("```js\na\n\n```py\nb\n```\n\nc", "4:1", "fence-in-code"),
        ("~~~\nx\n    ~~~\n\nTwo", "1:1", "unclosed-fence"),
        (f"{TABLE}| 1 | 2 | 3 |", "5:11", "lost-cell"),
        (f"{TABLE}| 1 | `a|b` | \\| c | d |", "5:15", "lost-cell"),
        ("Table: C\n\na | b\n---|---\n| 1 | 2 |", "5:7", "lost-cell"),
        ("> Table: C\n>\n> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |", "5:13", "lost-cell"),
        (f"{TABLE}| 1 |", "5:1", "missing-cell"),
        (f"{TABLE}| 1 | 2 |\ntext\nmore", "6:1", "missing-cell"),
        ("| a | b | c |\n|--|--|\n| 1 | 2 | 3 |", "2:1", "table-rule"),
        ("| a | b |\n|==|==|\n| 1 | 2 |", "2:2", "table-rule"),
        ("| a | b |\n|——|——|\n| 1 | 2 |", "2:2", "table-rule"),
        ("| a | b |\n|---|\u00a0---|\n| 1 | 2 |", "2:6", "table-rule"),
        ("| a | b |\u00a0\n|---|---|\n| 1 | 2 |", "2:1", "table-rule"),
        ("| a | b |\n|---+---|\n| 1 | 2 |", "2:5", "table-rule"),
        ("a | b\n|---|---|\n1 | 2", "2:1", "table-rule"),
        ("| a | b |\n\n|---|---|\n| 1 | 2 |", "3:1", "table-rule"),
        ("| a | b |\n| 1 | 2 |", "1:1", "table-rule"),
        ("See [text](https://e.org and", "1:11", "unclosed-link"),
        ("See [text](https://e.org/a_(b) and", "1:11", "unclosed-link"),
        ("See ![text](a.png\n\nmore", "1:12", "unclosed-link"),
        ("See [ducts] (https://e.org)", "1:5", "link-form"),
        ("See (ducts)[https://e.org]", "1:5", "link-form"),
        ("See [ducts(https://e.org)", "1:5", "link-form"),
        ("See ducts](https://e.org)", "1:10", "link-form"),
        ("See [heat-pumps]]", "1:5", "link-form"),
        ("[ducts]:(https://e.org)", "1:1", "link-form"),
        ("! [ducts](a.png)", "1:1", "link-form"),
        ("Loses [fact:duct-loss].", "1:7", "link-form"),
        ("Loses 20 % (fact:duct-loss).", "1:12", "link-form"),
        ("A [term:hspf2].", "1:3", "link-form"),
        ("[x](https://e.org “T”)", "1:19", "link-title"),
        ("See [ducts][foo].", "1:13", "unknown-reference"),
        ("See [ducts][].", "1:6", "unknown-reference"),
        ("## One\n\n[TOC] x", "3:1", "marker-form"),
        ("- [TOC]", "1:3", "marker-form"),
        ("[ TOC ]", "1:1", "marker-form"),
        ("[TOC", "1:1", "marker-form"),
        ("[COMPARISON two]", "1:1", "marker-form"),
        ("[Toc]", "1:2", "unknown-marker"),
        ("A sentence.\n---", "2:1", "dashes-below-text"),
        ("Two\nlines\n---", "3:1", "dashes-below-text"),
        ("A **bold\n\nword", "1:3", "unclosed-emphasis"),
        ("**A **word", "1:1", "unclosed-emphasis"),
        ("A ~~word", "1:3", "unclosed-emphasis"),
        ("A `word", "1:3", "unclosed-code"),
        ("-a\n-b", "1:1", "list-mark"),
        ("1.a\n2.b", "1:1", "list-mark"),
        ("• a\n• b", "1:1", "list-mark"),
        ("a&nbps;b", "1:2", "unknown-entity"),
        ("a&nbsp b", "1:2", "unknown-entity"),
        ("A.[^1]\n\n[^1] Note.", "3:1", "unknown-footnote"),
    ],
)
def test_a_slip_is_told_where_it_stands(site: Make, body: str, place: str, fault: str) -> None:
    """One fault, at the character at which an editor must look."""
    others = ("dead-link", "table-without-caption", "empty-cell")
    faults = [f for f in found(site, body) if not f.endswith(others)]
    assert faults == [f"{place} {fault}"]


@pytest.mark.parametrize(
    "body",
    [
        f"{TABLE}| 1 | 2 ||",
        f"{TABLE}| 1 | 2 |\u00a0",
        f"{TABLE}| 1 | `a|b` |\n| 2 | a \\| b |\n\nText.",
        f"{TABLE}| 1 | 2 |\n[TOC]\n\n## One",
        "a | b in a sentence\nand more",
        "```\n[x] (https://e.org) **a `b\n| a | b |\n|==|\n```",
        "`<!-- [x][y] **`",
        "<div>\n[x] (https://e.org) **a\n-a\n-b\n</div>",
        "<!-- [x] (https://e.org) **a\n---\n-a\n-b -->",
        '[x](https://e.org "a (title)") and [y](https://e.org/a_(b))',
        "Remark [see (https://e.org) there] and [1] and list[0][1].",
        "[x][Foo  bar] and [x] [y]\n\n[foo bar]: https://e.org",
        "- [x] (https://e.org)\n- [ ] done",
        "Title\n---\n\nWords.",
        "Words.\n\n---\n\nWords.",
        "\\*\\*not bold\\*\\* and **a `b`** and 2\\*\\*3",
        "*emphasis* here\n*and* there",
        "–5 °C\n–7 °C",
        "P&ID; AT&T &eacute; &#160; [x](https://e.org/?a=1&copy=2)",
        "    ```\n    x\n\nText.",
        "````\n```py\nx\n```\n````",
        "- a\n\n  ```\n  x\n  ```\n\nText.",
    ],
)
def test_what_is_right_is_left_alone(site: Make, body: str) -> None:
    """Also code, comments and raw HTML that look like slips."""
    site(article(body)).fine()


@pytest.mark.parametrize("opening", ["```", "<!-- note"])
def test_what_is_lost_is_not_judged(site: Make, opening: str) -> None:
    """A source, a footnote and a name that only the swallowed text holds are not missed."""
    sources = "sources: [{id: s, title: S, url: 'https://e.org'}, {id: t, title: T,"
    sources += " url: 'https://e.org/t'}]\n"
    body = f"A.[^1] [B][b]\n\n{opening}\nx\n\n[c](source:s) [b]: https://e.org\n\n[^1]: D."
    faults = site(article(body, sources)).build().faults()
    assert [f.partition(" ")[2] for f in faults] == [
        "uncited-source",
        "unclosed-fence" if opening == "```" else "unclosed-comment",
    ]
    assert faults[0].startswith("content/a.md:4:")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("```\nx\n``` end", "line 7 does not end it: something stands behind its ```"),
        ("```\nx\n~~~", "line 7 does not end it: it has ~~~, and the code begins with ```"),
        ("```\nx\n``", "line 7 does not end it: it has only ``"),
        ("```\nx\n    ```", "line 7 does not end it: it stands too far to the right"),
        ("<!-- a —>\n\nb", "write --> for the '—>' in line 5"),
        ("| a | b |\n|--|--|--|", "it has 3 columns, and the row above it has 2"),
        ("| a | b |\n|--|--|--|", "write |---|---| right below"),
        ("[x] (https://e.org)", "write '[x](https://e.org)'"),
        ("[fact:a]", "write '[](fact:a)'"),
        ("a&nbps;b", "did you mean '&nbsp;'?"),
        ("• a\n• b", "begin each line with '- '"),
    ],
)
def test_a_message_says_what_to_do(site: Make, body: str, words: str) -> None:
    """In the editor's own characters."""
    assert words in site(article(body)).build().messages()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", [" a ", " b "]),
        ("a | b", ["a ", " b"]),
        ("| a \\| b | c \\\\| d", [" a \\| b ", " c \\\\", " d"]),
        ("| `a|b` | ``c|`d`` | \\`e | f` |", [" `a|b` ", " ``c|`d`` ", " \\`e ", " f` "]),
        ("| [[a|b]] | [[c\\|d]] |", [" [[a|b]] ", " [[c\\|d]] "]),
        ("| a ||", [" a ", ""]),
    ],
)
def test_cells_are_counted_as_the_converter_counts(row: str, cells: list[str]) -> None:
    """Escaped bars, and those in code and short links, end no cell."""
    assert [row[cell.start : cell.end] for cell in cells_of(row, border=True)] == cells
