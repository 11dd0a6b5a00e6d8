"""Slips of form: what an editor's hand makes of Markdown, told where it stands."""

from collections.abc import Callable

import pytest

from plenum.read.alignment import aligned
from plenum.read.form_emphasis import check_emphasis
from plenum.read.form_foreign import check_foreign
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
        ("-[ ] a\n-[x] b", "1:1", "list-mark"),
        ("- a\n-b", "2:1", "list-mark"),
        ("1. a\n2.b\n3.c", "2:1", "list-mark"),
        ("* a\n** b\n*** c", "2:1", "list-mark"),
        ("<!- ask Jane ->", "1:1", "foreign-markup"),
        ("![](https://e.org/a.png)", "1:1", "image-without-alt"),
        ("A <img\nsrc=https://e.org/a.png> b", "1:3", "image-without-alt"),
        ("## Costs {costs}\n\nx", "1:10", "lost-braces"),
        ("## Costs { approx }", "1:10", "lost-braces"),
        ("!!! note Mind the oil\n    Oil.", "1:10", "box-form"),
        ("!!! note “Mind it”\n    Oil.", "1:10", "box-form"),
        ("!!! note\nOil.", "1:1", "box-form"),
        ("!!! tip\n\nOil.", "1:1", "box-form"),
        ("Words.\n\n!!! tip", "3:1", "box-form"),
        ("Size\tPrice\n25 ft\t$150\n50 ft\t$260", "1:1", "pasted-table"),
        ("Prices:\nSize\t\tPrice\n25 ft\tnone\t$150", "2:1", "pasted-table"),
        ("<!— ask Jane —>", "1:1", "foreign-markup"),
        ("a&nbps;b", "1:2", "unknown-entity"),
        ("a&nbsp b", "1:2", "unknown-entity"),
        ("A.[^1]\n\n[^1] Note.", "3:1", "unknown-footnote"),
        ("##\u00a0Costs", "1:3", "invisible-character"),
        ("One\n\n-\u202fone", "3:2", "invisible-character"),
        ("- one\n-\u00a0two", "2:2", "invisible-character"),
        ("1.\u00a0one", "1:3", "invisible-character"),
        (f"{TABLE}| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |", "7:1", "row-apart"),
        ("Table: C\n\na | b\n---|---\n1 | 2\n\n3 | 4", "7:1", "row-apart"),
        ("a | b\n--- ---\n1 | 2", "2:4", "table-rule"),
        ("<x.y>\n\n[a](<b-c.md) x", "3:5", "unclosed-link"),
        ("![a](<b.png) x", "1:6", "unclosed-link"),
        ("- [s]: x.md\n- b", "1:3", "link-form"),
        ("1. [Note]: keep", "1:4", "link-form"),
        ("Term\n:meaning", "2:1", "list-mark"),
        ("1. One\n  - sub\n  - sub\n2. Two", "2:3", "list-indent"),
        ("10. One\n\n   * sub\n\n11. Two", "3:4", "list-indent"),
        ("**snow* here", "1:1", "unclosed-emphasis"),
        ("*snow** here", "1:6", "unclosed-emphasis"),
        ("** Note** text", "1:1", "unclosed-emphasis"),
        ("** Note**, text", "1:1", "unclosed-emphasis"),
        ("***snow** here", "1:1", "unclosed-emphasis"),
        ("- **a** b\n- **c d\n- e", "2:3", "unclosed-emphasis"),
        ("It is 12*15*8 or 1,440.", "1:7", "times-sign"),
        (":::note\nx\n:::", "1:1", "foreign-markup"),
        ("> [!INFO]\n> x", "1:3", "foreign-markup"),
        ("> [!TIP] x", "1:3", "foreign-markup"),
        ("a {% include x.html %}", "1:3", "foreign-markup"),
        ("a\n\n{: .note }\nText", "3:1", "foreign-markup"),
        ('[gallery ids="1,2"]', "1:1", "foreign-markup"),
        ("a ==x== b", "1:3", "foreign-markup"),
        ("H~2~O", "1:2", "foreign-markup"),
        ("m^2^", "1:2", "foreign-markup"),
        ("x :smile:", "1:3", "foreign-markup"),
        ("x^[note]", "1:2", "foreign-markup"),
        ("{{< note >}}", "1:1", "foreign-markup"),
        ("{{ page.title }}", "1:1", "foreign-markup"),
    ],
)
def test_a_slip_is_told_where_it_stands(site: Make, body: str, place: str, fault: str) -> None:
    """One fault, at the character at which an editor must look."""
    others = ("dead-link", "image-elsewhere", "table-without-caption", "empty-cell", "unsafe-html")
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
        "- a\n-5 °C\n\n1. a\n2.5 °C",
        "* a\n**b** c\n\n** d",
        "## A {#a}\n\n## B {: #b .c}\n\n## C {lang=fr}\n\n## D \\{d}\n\n## E `{e}`\n\n{f}",
        "`<img src=x>`\n\n    <img src=x>",
        '!!! note "Mind the oil"\n    Oil.\n\n!!! tip\n\n    ```\n    x\n    ```',
        '!!! note wide ""\n\tOil.\n\n!!!tip\n    Oil.',
        "```\n!!! note Oil\nx\n```",
        "One\ttab\n\nis one slip",
        "One\ttab\nand\ttwo\ttabs",
        "1.\tone\n2.\ttwo\n\n-\tone\tx\n-\ttwo\ty",
        "```\na\tb\nc\td\n```\n\n    a\tb\n    c\td",
        "a <!\n\n`<!- a ->`",
        "P&ID; AT&T &eacute; &#160; [x](https://e.org/?a=1&copy=2)",
        "    ```\n    x\n\nText.",
        "````\n```py\nx\n```\n````",
        "- a\n\n  ```\n  x\n  ```\n\nText.",
        "Price** and 5*3 and 2**3\n\n** before tax",
        "**a *b* c** and ***d*** and ***e* f** \\*",
        '**Note:**text "**a**," **"b"** (see c)**, \\* d',
        "**a `b` c** \\* and\n* item\n* item *",
        "A ratio of 3:1, at 10:30: [a](https://e.org/:x:/~me~/?a==b==).",
        "`==x==` `{{ x }}` `:::` and\n\n```\n:::note\n{% x %}\n```",
        "Words.\n{: .note }\n\n1. One\n   - sub\n2. Two",
        "- a\n  - b\n- c\n\nTerm\n:   meaning",
        "20\u00a0% of it\n\nwords\n1.\u00a0 of May",
        f"{TABLE}| 1 | 2 |\n\n| in prose, and\n\nTable: D\n\n| a | b |\n|---|---|\n| 3 | 4 |",
        f"Table:\u00a0C\n\n{TABLE.partition(chr(10) * 2)[2]}| 1 | 2 |",
        "[a](<https://e.org/a b>) and 12 * 15 * 8",
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
        ("* a\n** b", "begin each line with '  * '"),
        ("a\tb\n1\t2\n3\t4", "the cells of these 3 lines stand between tabs"),
        (
            "a\tb\n1\t2",
            "write '| a | b |', below it '|---|---|', and each further line like the first",
        ),
        (f"{'a' * 99}\tb\n1\t2", "write | before, between and behind the cells"),
        ("!!! note Mind it\n    Oil.", "write '!!! note \"Mind it\"'"),
        ("!!! note 'Mind it'\n    Oil.", "write '!!! note \"Mind it\"'"),
        ("!!! note\nOil.", "begin each line of its text with four spaces"),
        ("![](a.png)", "between the brackets what it shows: ![an outdoor unit"),
        ("<img src=a.png>", 'what it shows in an attribute: alt="an outdoor unit'),
        ("## Costs {costs}", "write {#costs} for an anchor"),
        ("<!- ask Jane ->", "write <!-- and -->"),
        ("##\u00a0Costs", "a no-break space (U+00A0) stands here"),
        ("a ==x== b", "write '<mark>x</mark>'"),
        (":::note\nx\n:::", "write '!!! note'"),
        ("x^[note]", "'[^1]: note'"),
        ("12*15*8", "write 12 × 15 × 8"),
        ("1. One\n  - sub", "with 3 spaces"),
        ("- [s]: x.md", "write '[s](x.md)'"),
        ("- [Note]: keep", "write 'Note: keep'"),
        ("[a](<b.md) x", "write > right behind the address"),
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


FIELDS = """\
short_answer: "`code"
comparison:
  caption: C
  options: [X, Y]
  rows: {R: ["**a", "TODO"], S: ["1*", "> 3 [x] (y.md)"]}
  verdict: {X: "see [x] (y.md)", Y: why}
faq:
  - question: One?
    answer: "See \\"x\\" \\u2014 [the comparison](mini-split.md."
  - question: Two?
    answer: >  # folded
      Folded
      text [[sizing|size] more
      **bold
  - question: Three?
    answer: |
      [a] (x.md) and a[^3]

      ##No

      -a
      -b [c][d]
  - question: Four?
    answer: plain [a] (x.md)
      and 'more' TODO
  - question: Five?
    answer: 'it''s [a] (x.md)'
"""


def test_a_slip_in_yaml_is_told_at_its_character(site: Make) -> None:
    """Plain, quoted, folded and literal; a cell or a verdict begins no list and no heading."""
    made = site(article("Words.", FIELDS)).build()
    lines = article("Words.", FIELDS).split("\n")[1:]
    told = {
        (d.id, lines[d.span.line - 1][d.span.column - 1 : d.span.end_column - 1])
        for d in made.report.diagnostics
    }
    assert told == {
        ("unclosed-code", "`"),
        ("unclosed-emphasis", "**"),
        ("placeholder", "TODO"),
        ("link-form", "[x] (y.md)"),
        ("link-form", "[a] (x.md)"),
        ("unclosed-link", "(mini-split.md."),
        ("unclosed-wiki-link", "[["),
        ("unknown-footnote", "[^3]"),
        ("heading-space", "##"),
        ("list-mark", "-"),
        ("unknown-reference", "d"),
    }
    assert len(made.report.diagnostics) == len(told) + 5


def test_a_comment_that_swallows_an_answer_is_told(site: Make) -> None:
    """At its beginning, as in the body."""
    faq = "faq:\n  - question: Why?\n    answer: |\n      So. <!-- note\n\n      Lost.\n"
    assert site(article("Words.", faq)).build().faults() == ["content/a.md:7:11 unclosed-comment"]


def test_a_slip_behind_an_alias_is_told_where_the_value_is_named(site: Make) -> None:
    """What stands there is not the text itself."""
    faq = "faq:\n  - {question: A?, answer: &x 'see [x] (y.md)'}\n  - {question: B?, answer: *x}\n"
    faults = site(article("Words.", faq)).build().faults()
    assert {fault.partition(" ")[2] for fault in faults} == {"link-form"}
    assert faults[0].startswith("content/a.md:5:")


def test_notes_and_names_of_the_body_are_not_those_of_an_answer(site: Make) -> None:
    """So the advice is another one."""
    faq = "faq: [{question: A?, answer: 'So.[^1] [b][c]'}]\n"
    body = "Words.[^1] [b][c]\n\n[^1]: Note.\n\n[c]: https://e.org"
    messages = site(article(body, faq)).build().messages()
    assert "say it in this text itself" in messages
    assert "write the address itself: [b](https://…)" in messages


def test_shared_data_is_checked_too(site: Make) -> None:
    """Entries of the glossary and what is said of an author."""
    made = site(
        "-- content/_data/glossary.yaml --\nh: {term: HP, short: s, body: '**b'}\n"
        "-- content/_data/authors.yaml --\nme: {name: M, bio: 'I [x] (a.md)'}\n"
    ).build()
    assert made.faults() == [
        "content/_data/authors.yaml:1:23 link-form",
        "content/_data/glossary.yaml:1:32 unclosed-emphasis",
    ]


@pytest.mark.parametrize("text", ["*a" * 20_000, "`" * 9 + "**a " * 20_000, "{:" + "a" * 40_000])
def test_endless_marks_are_read_in_one_go(text: str) -> None:
    """Hostile input takes no longer than any other: the test would not end in time."""
    shown = text
    assert len([*check_emphasis(text, text, shown), *check_foreign(text, shown)]) <= 1


@pytest.mark.parametrize(
    ("value", "typed", "places"),
    [
        ("a b", "a b", [0, 1, 2]),
        ("it's", "'it''s'", [1, 2, 3, 5]),
        ('"\u2014 b', '"\\"\\u2014 b"', [1, 3, 9, 10]),
        ("a b", '"a \\\n   b"', [1, 2, 8]),
        ("a b\nc", ">-\n  a\n  b\n\n  c\n", [5, 6, 9, 10, 14]),
        ("a\n b", "|\n  a\n   b\n", [4, 5, 6, 9]),
        ("a", "*a", None),
        ("ab", "ac", None),
        ("a", '"\\uZZZZ"', None),
        ("a", "", None),
    ],
)
def test_a_value_is_found_in_what_was_typed(
    value: str, typed: str, places: list[int] | None
) -> None:
    """Character by character, or not at all."""
    assert aligned(value, typed) == places


def test_a_title_is_told_at_its_own_line(site: Make) -> None:
    """Not at a line that only looks like one, for it has no space behind its mark."""
    made = site(article("#One\n\nTwo\n===\n\nThree\n=")).build()
    assert made.faults() == [
        "content/a.md:5:1 heading-space",
        "content/a.md:7:1 title-in-body",
        "content/a.md:10:1 title-in-body",
    ]
