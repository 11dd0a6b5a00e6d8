"""Input that is made to break the reader: forged marks, endless tags, ids that are HTML."""

import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
LENGTH = 60_000
ALLOW = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nraw_html: allow\n"
GLOSSARY = "-- content/_data/glossary.yaml --\n"


def page(body: str, rest: str = "") -> str:
    return f"-- content/a.md --\n--- A\n{body}\n{rest}"


@pytest.mark.parametrize("config", ["", ALLOW])
def test_marks_cannot_be_forged_by_references(site: Make, config: str) -> None:
    """A reference to a character that no page may hold is a fault where it stands."""
    body = "<b>x</b> &#xFDD0;a7&#64977; &#xFDD2;y `&#xFDD0;` &#150; &#x00000000000FDD0;"
    made = site(config + page(body)).build()
    assert made.faults() == [
        f"content/a.md:5:{column} control-character" for column in (10, 20, 29, 57)
    ]


def test_a_reference_in_raw_html_is_replaced(site: Make) -> None:
    """The words around it stay; in code a reference stands as it was typed."""
    body = (
        "<!-- plenum: ignore unsafe-html: a test -->\n<p onclick='x'>a &#xFDD0;a7&#xFDD1 b</p>\n"
        "\n`&#xFDD0;`"
    )
    made = site(page(body)).build()
    assert [fault.partition(" ")[2] for fault in made.faults()] == ["control-character"] * 2


NASTY = [
    "<" + "a" * LENGTH,
    "<a" + " " * LENGTH,
    "<a " + "b " * (LENGTH // 2),
    "<a " + 'b="' * (LENGTH // 3),
    "<script>" * (LENGTH // 8),
    "<!-- plenum:" * (LENGTH // 12),
    "<!-- plenum: -->" * (LENGTH // 16),
    "a | b\n--- | ---\nc | d\n\n---|---" + " " * LENGTH + "x",
    "| a | b |\n|---|---|\n| c |\n\n" + "> " * 40 + " " * LENGTH + "x",
    "# x\n\n" * (LENGTH // 12),
    'a *b*{: style="x" } c\n\n' * 2000,
    "[FAQ:" + " " * LENGTH,
    "[FAQ" + " " * LENGTH + "x]",
    "&#xFDD0;" * (LENGTH // 12),
    "&#" + "9" * LENGTH + ";",
    "## a &#" + "9" * LENGTH + "; b",
    "`" * 3 + "\n" + "[" * LENGTH,
]


@pytest.mark.parametrize("body", NASTY, ids=range(len(NASTY)))
def test_long_input_is_read_once(site: Make, body: str) -> None:
    """No text is so made that it is tried in many ways: each of these would take minutes."""
    assert site(page(body)).build().report.diagnostics is not None


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("glossary", "{term: T#, short: s}"),
        ("facts", "{value: 1, what: w}"),
        ("authors", "{name: N}"),
    ],
)
def test_ids_of_data_are_parts_of_addresses(site: Make, name: str, rest: str) -> None:
    """They become anchors and pages, so they have the form of a slug."""
    ids = ['"\'\\"><script>x</script>"', "Big", "a_b", "c d", "fine-1"]
    data = "\n".join(f"{i}: {rest.replace('#', str(n))}" for n, i in enumerate(ids))
    made = site(page("T", f"-- content/_data/{name}.yaml --\n{data}\n")).build()
    assert made.faults() == [f"content/_data/{name}.yaml:{n}:1 wrong-slug" for n in (1, 2, 3, 4)]


def test_a_term_is_a_word_of_the_text(site: Make) -> None:
    """Not of its HTML: `&amp;` holds no `amp`, and a term may hold a `&`."""
    data = (
        "amp: {term: amp, short: s}\nboth: {term: heating & cooling, short: 's \"<'}\n"
        "lt: {term: lt, short: s}\n"
    )
    made = site(page("This & that, a < b, heating &amp; cooling &copy; ok.", GLOSSARY + data))
    main = made.fine().main("/a/")
    assert "This &amp; that, a &lt; b, <a" in main
    assert 'href="/glossary/#both">heating &amp; cooling</a><button' in main
    assert main.count("</button> © ok") == 1
    assert "<dfn>heating &amp; cooling</dfn>: s &#34;&lt;</p>" in main
    assert main.count('class="term"') == 1


@pytest.mark.parametrize("config", ["", ALLOW])
@pytest.mark.parametrize(
    "body",
    [
        '<a href="#main">the HSPF</a>',
        "<code>HSPF</code>",
        "Text <code class='x>y'>a *b* HSPF</code>",
        "<h3>The <em>HSPF</em></h3>",
        "<pre>HSPF</pre>",
        '<h3 markdown="1">An *HSPF*</h3>',
    ],
)
def test_raw_html_has_no_link_where_markdown_has_none(site: Make, config: str, body: str) -> None:
    """In links, code and headings; after them the first mention is linked."""
    text = config + page(f"{body} and\n\nHSPF.", f"{GLOSSARY}hspf: {{term: HSPF, short: s}}\n")
    main = site(text).fine().main("/a/")
    assert main.count('class="term"') == 1
    assert re.search(r'<a class="term"[^>]*>HSPF</a><button[^>]*></button>\.</p>', main)


def test_a_script_holds_no_link(site: Make) -> None:
    """Where the site allows scripts."""
    text = page("x <script>let HSPF = 1</script> HSPF", f"{GLOSSARY}h: {{term: HSPF, short: s}}\n")
    assert "let HSPF = 1" in site(ALLOW + text).fine().main("/a/")


def test_the_first_mention_is_the_reader_s_first(site: Make) -> None:
    """Tables and FAQ count where they are shown; an editor's link by `term:` is a mention."""
    front = (
        "---\ntitle: A\ndescription: B\ncomparison:\n  caption: C\n  options: [x, y]\n"
        "  rows:\n    size: [one HSPF, two SEER]\n"
        "faq:\n  - question: Q?\n    answer: An AFUE.\n---\n"
    )
    body = "An HSPF.\n\n[FAQ]\n\nAFUE, [x](term:cop), COP.\n\n[COMPARISON]\n\nSEER.\n"
    data = "".join(
        f"{name.lower()}: {{term: {name}, short: s}}\n" for name in ("HSPF", "SEER", "AFUE", "COP")
    )
    made = site(f"-- content/a.md --\n{front}{body}{GLOSSARY}{data}")
    main = made.fine().main("/a/")
    explained = re.findall(r'(\w+ |, )<a class="term"[^>]*>(\w+)</a><button[^>]*></button>', main)
    assert explained == [("An ", "HSPF"), ("An ", "AFUE"), (", ", "x"), ("two ", "SEER")]
    assert ", COP." in main


def test_the_twin_leaves_code_alone(site: Make) -> None:
    """A marker and a comment that are shown as code stay."""
    code = "```\n[FAQ]\n<!-- plenum: ignore x: y -->\n<script>z</script>\n```"
    front = "---\ntitle: A\ndescription: B\nfaq:\n  - question: Q?\n    answer: An answer.\n---\n"
    made = site(f"-- content/a.md --\n{front}{code}\n\n`[TOC]`\n\n[FAQ]\n\nThe end.\n").fine()
    twin = made.page("a/index.md")
    assert code in twin
    assert "`[TOC]`\n\n## Frequently asked questions\n\n### Q?\n\nAn answer.\n\nThe end." in twin


def test_the_twin_holds_nothing_that_is_taken_out(site: Make) -> None:
    """No script, handler or comment; also in the front matter."""
    front = (
        "---\ntitle: A\ndescription: B\nshort_answer: Short <script>bad()</script> <!-- bad -->x.\n"
        "---\n"
    )
    body = (
        "<!-- bad: tell the boss -->\n\n<script src='x@1'>bad [y](b.md)</script>\n\n"
        "Text <b onclick='bad()' title=\"t\">b</b> <iframe src=bad></iframe> c.<!-- bad -->\n\n"
        "Para <ann@example.org>\n{: onclick=bad() .wide }\n"
    )
    made = site(f"-- content/a.md --\n{front}{body}-- content/b.md --\n--- B\n").build()
    assert made.report.errors == 0
    twin = made.page("a/index.md")
    assert "bad" not in twin
    assert "Short  x." in twin
    assert 'Text <b  title="t">b</b>  c.\n\nPara <ann@example.org>\n' in twin


def test_the_twin_keeps_raw_html_where_it_is_allowed(site: Make) -> None:
    """All but excuses."""
    body = "<!-- note -->\n\n<script>x()</script>\n\nText.\n"
    twin = site(ALLOW + page(body)).fine().page("a/index.md")
    assert "<!-- note -->\n\n<script>x()</script>\n\nText." in twin


def test_titles_are_escaped_in_the_twin(site: Make) -> None:
    """They are text, not Markdown."""
    front = (
        '---\ntitle: "A <b> [x]"\ndescription: "One *two*"\nrelated: [{to: b, why: w}]\n'
        "sources:\n  - {id: s, title: 'S [1]', url: 'https://e.org/a_(b)'}\n---\n"
    )
    other = '---\ntitle: "B [y]"\ndescription: "C"\n---\n'
    made = site(f"-- content/a.md --\n{front}[x](source:s) [[b]]\n-- content/b.md --\n{other}")
    twin = made.build().page("a/index.md")
    assert twin.startswith("# A \\<b\\> \\[x\\]\n\n> One \\*two\\*\n")
    assert "1. [S \\[1\\]](https://e.org/a_%28b%29)" in twin
    assert "[B \\[y\\]](https://hub.example/b/)" in twin
    assert "### [B \\[y\\]](https://hub.example/b/)" in twin
