"""The body: Markdown with its extensions, headings, markers, and text that stays text."""

import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def article(body: str, front_matter: str = "") -> str:
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter}---\n{body}\n"


COMPARISON = (
    "comparison:\n  - {id: one, caption: First, options: [X, Y], rows: {R: [a, b]}}\n"
    "  - {id: two, caption: Second, options: [X, Y], rows: {R: [c, d]}}\n"
)
FAQ = "faq: [{question: Why?, answer: So.}]\n"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Term\n:   Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        ("*[HP]: heat pump\n\nAn HP.", '<abbr title="heat pump">HP</abbr>'),
        ("Text.\n{: .note #here }", '<p class="note" id="here">Text.</p>'),
        ('!!! note "Mind"\n    Words.', '<p class="admonition-title">Mind</p>\n<p>Words.</p>'),
        ('<div markdown="1">\n*In*\n</div>', "<div>\n<p><em>In</em></p>\n</div>"),
        (
            "```python\nx = 1\n```",
            '<div class="highlight"><pre><span></span><code><span class="n">',
        ),
        ("```\n<b> & [[x]] [a](b)\n```", "&lt;b&gt; &amp; [[x]] [a](b)"),
        ("`<b> & [[x]] [a](b)`", "<code>&lt;b&gt; &amp; [[x]] [a](b)</code>"),
        ("P.\n\n    [[x]] [a](b) [[c|d]]", "[[x]] [a](b) [[c|d]]"),
        ("## Heat *pumps* & `<b>`", '<h2 id="heat-pumps-b">'),
        ("AT&amp;T &copy; 10 &lt; 20 & 5 < 6", "AT&amp;T &copy; 10 &lt; 20 &amp; 5 &lt; 6"),
        ("\\[[not-a-link]] and \\*plain\\*", "[[not-a-link]] and *plain*"),
        ("a\\\nb  \nc", "<br>"),
    ],
)
def test_markdown(site: Make, body: str, html: str) -> None:
    """Every extension of the contract, and code that looks like something else."""
    main = site(article(body)).build().main("/a/")
    assert html.replace("\\\n", "") in main or html in main


def test_footnotes_go_both_ways(site: Make) -> None:
    """A footnote has an anchor in the text and a way back."""
    main = site(article("Words.[^1]\n\n[^1]: The note.")).fine().main("/a/")
    assert 'href="#fn-1"' in main
    assert 'href="#fnref-1"' in main
    assert 'id="fn-1"' in main


def test_ids_are_unique_on_a_page(site: Make) -> None:
    """Headings, footnotes and questions of all parts of a page, and the page's own ids."""
    text = "## Cost\n\nWords.[^1] {SAME}\n\n[^1]: Note."
    fields = text.replace("\n", "\n      ").replace("{SAME}", "")
    made = site(
        article(
            text.replace("{SAME}", "<b id='faq'>x</b>")
            + "\n\n## Sources\n\n## Source s\n\n## X {#cost}\n\n## Y {#main}\n\n[s](source:s)",
            f"short_answer: |\n      {fields}\n"
            f"faq:\n  - question: Q\n    answer: |\n      {fields}\n"
            "sources: [{id: s, title: S, url: 'https://e.org'}]\n",
        )
    ).build()
    page = made.page("a/index.html")
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert sorted(ids) == sorted(set(ids))
    targets = re.findall(r'href="#([^"]*)"', page)
    assert set(targets) <= set(ids)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Text.\n\n# Title", "7:1"),
        ("Title\n=====", "5:1"),
        ("> # Title", "5:3"),
        ("- # Title", "5:3"),
        ("```\n# comment\n```\n\n# Title", "9:1"),
        ("P.\n\n    # code\n\n# Title", "9:1"),
        ("<h1>Title</h1>", "5:1"),
        ("#### x\n\n# Title", "7:1"),
    ],
)
def test_a_title_in_the_body_is_shown_as_a_section(site: Make, body: str, place: str) -> None:
    """The page has one h1; another one is a warning where it stands."""
    made = site(article(body)).build()
    assert [f for f in made.faults() if "title" in f] == [f"content/a.md:{place} title-in-body"]
    main = made.main("/a/")
    assert main.count("<h1") == 1
    assert main.count("</h1>") == 1
    assert "<h2" in main


def test_markers_say_where_blocks_stand(site: Make) -> None:
    """Also where no empty line separates them from the text."""
    body = (
        "Start.\n[COMPARISON: two]\nThen.\n\n[FAQ]\n\n## One\n\nMiddle.\n\n"
        "[COMPARISON: one]\n\nEnd."
    )
    main = site(article(body, COMPARISON + FAQ)).fine().main("/a/")
    order = ["Start.", ">Second<", "Then.", 'id="faq"', "Middle.", ">First<", "End."]
    assert sorted(order, key=main.index) == order


def test_blocks_without_a_marker_have_their_usual_place(site: Make) -> None:
    """Comparisons before the first section, the FAQ at the end."""
    body = "Start.\n\n## One\n\nMiddle."
    main = site(article(body, COMPARISON + FAQ)).fine().main("/a/")
    order = ["Start.", ">First<", ">Second<", "Middle.", 'id="faq"']
    assert sorted(order, key=main.index) == order


def test_a_bare_comparison_marker_means_the_only_one(site: Make) -> None:
    """With one comparison its id need not be written, nor given."""
    comparison = "comparison: {caption: First, options: [X, Y], rows: {R: [a, b]}}\n"
    main = site(article("Start.\n\n[COMPARISON]\n\nEnd.", comparison)).fine().main("/a/")
    assert main.index("Start.") < main.index(">First<") < main.index("End.")


def test_a_table_of_contents_stands_where_its_marker_is(site: Make) -> None:
    """It lists sections with text as people read it."""
    main = site(article("Start.\n\n[TOC]\n\n## A &amp; `<b>`\n\n### C | D\n\nx")).fine().main("/a/")
    assert main.index("Start.") < main.index('id="toc"') < main.index('<h2 id="a-b"')
    assert "A &amp; &lt;b&gt;</a>" in main
    assert "C | D</a>" in main


@pytest.mark.parametrize(
    ("body", "place", "fault"),
    [
        ("x\n\n[FAQ]", "7:1", "marker-without-block"),
        ("x\n\n[COMPARISON]", "7:1", "marker-without-block"),
        ("`[COMPARISON: no]`\n\n[COMPARISON: no]", "7:1", "marker-without-block"),
        ("[TOC]\n\nx\n\n[TOC]", "9:1", "marker-twice"),
    ],
)
def test_markers_with_nothing_to_show(site: Make, body: str, place: str, fault: str) -> None:
    """A marker without its block, and a second one for the same block, are errors."""
    assert site(article(body)).build().faults() == [f"content/a.md:{place} {fault}"]


def test_a_comparison_is_shown_once(site: Make) -> None:
    """Its marker stands twice: by its id, and again."""
    body = "[COMPARISON: one]\n\n[COMPARISON: two]\n\n[COMPARISON: one]"
    made = site(article(body, COMPARISON)).build()
    assert [f.partition(" ")[2] for f in made.faults()] == ["marker-twice"]


@pytest.mark.parametrize(
    "deep",
    [">" * 5000 + " x", "[" * 5000, "![" * 5000, "[" * 3000 + "]" * 3000, "- " * 3000 + "x"],
)
def test_deep_markdown_is_a_fault(site: Make, deep: str) -> None:
    """Thousands of quotes or brackets are refused at once, in the body and in a field."""
    made = site(article(f"Text.\n\n{deep}", f"short_answer: |\n  {deep}\n")).build()
    assert [f.partition(" ")[2] for f in made.faults()] == ["too-deep", "too-deep"]
    assert made.faults()[1].startswith(("content/a.md:9:", "content/a.md:7:"))


def test_many_comments_take_no_time(site: Make) -> None:
    """What opens thousands of times and never closes is text."""
    site(article("<!--" * 5000 + "\n\n[[" + " " * 5000 + "\n\n" + "<a " * 500)).build()


def test_unicode_marks_cannot_be_forged(site: Make) -> None:
    """The converter's own marks are no way into a page, by an escape or an entity."""
    made = site(
        article(
            "&#xFDD0;a0&#xFDD1; &#2;", 'short_answer: "x \\uFDD0a0\\uFDD1 [y](https://e.org)"\n'
        )
    ).build()
    assert made.faults() == [
        "content/a.md:4:18 control-character",
        "content/a.md:4:26 control-character",
        "content/a.md:6:1 control-character",
        "content/a.md:6:11 control-character",
        "content/a.md:6:20 control-character",
    ]


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_an_alert_of_github_is_a_box(site: Make, kind: str) -> None:
    """Also in a list; a quote that only begins with a bracket stays a quote."""
    body = f"1. One\n\n   > [!{kind}]\n   > *Mind*\n   >\n   > the filter.\n\n> [!] quote"
    main = site(article(body)).fine().main("/a/")
    title = f'<p class="admonition-title">{kind.capitalize()}</p>'
    words = "<p><em>Mind</em></p>\n<p>the filter.</p>"
    assert f'<div class="admonition {kind.lower()}">\n{title}\n{words}\n</div>' in main
    assert "<blockquote>\n<p>[!] quote</p>\n</blockquote>" in main


def test_an_alert_may_begin_with_another_block(site: Make) -> None:
    """Then nothing is left of the line that names its kind."""
    main = site(article("> [!tip]\n>\n> - One")).fine().main("/a/")
    assert '<p class="admonition-title">Tip</p>\n<ul>\n<li>One</li>' in main


def test_a_file_with_spaces_in_its_name_is_no_html(site: Make) -> None:
    """Between `<` and `>` it is the address of a link; elsewhere it is still told."""
    files = "-- content/Mini Split Filters.md --\n--- M\n"
    body = "[that](<Mini Split Filters.md>) and [the next](<Mini Split Filters.md> 'T')"
    main = site(article(body) + files).fine().main("/a/")
    assert '<a href="/mini-split-filters/">that</a>' in main
    assert '<a href="/mini-split-filters/" title="T">the next</a>' in main
    made = site(article("Not (<Mini Split>) nor [a](<script x>) nor [b](<u onclick=x>)\n")).build()
    assert [f for f in made.faults() if "unsafe-html" in f] == [
        "content/a.md:5:6 unsafe-html",
        "content/a.md:5:28 unsafe-html",
        "content/a.md:5:51 unsafe-html",
    ]
