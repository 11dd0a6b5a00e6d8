"""Raw HTML: cleaned with a warning at its line, or kept where the site allows it."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
ALLOW = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nraw_html: allow\n"

UNSAFE = [
    ("<script>alert(1)</script>", "5:1", "alert"),
    ("Text <script>alert(1)</script> text", "5:6", "alert"),
    ("x\n\n<iframe src='https://e.org'></iframe>", "7:1", "<iframe"),
    ("<p onclick='x()'>y</p>", "5:4", "onclick"),
    ("<p\n  onclick='x()'>y</p>", "6:3", "onclick"),
    ('<b style="color:red">y</b>', "5:4", "style="),
    ("<style>p { color: red }</style>", "5:1", "color"),
    ("<form action='/x'><input name=a></form>", "5:1", "<form"),
    ("<svg/onload=alert(1)>", "5:1", "<svg"),
    ("Text.\n{: onclick=alert(1) }", "6:4", "onclick"),
    ("a *b*{: style='x' } c", "5:9", 'style="x"'),
    ("> <object data=x></object>", "5:3", "<object"),
    ("<SCRIPT>x()</SCRIPT>", "5:1", "x()"),
    ('<div markdown="1">\n<script>x()</script>\n</div>', "6:1", "x()"),
]


@pytest.mark.parametrize(("body", "place", "gone"), UNSAFE)
def test_unsafe_html_is_taken_out(site: Make, body: str, place: str, gone: str) -> None:
    """Each piece with a warning where it stands."""
    made = site(f"-- content/a.md --\n--- A\n{body}\n").build()
    assert f"content/a.md:{place} unsafe-html" in made.faults()
    assert made.report.errors == 0
    assert gone not in made.main("/a/").replace("&lt;", "")


@pytest.mark.parametrize(("body", "place", "kept"), UNSAFE[:9])
def test_a_site_may_allow_raw_html(site: Make, body: str, place: str, kept: str) -> None:
    """Then nothing is taken out and nobody is warned."""
    made = site(ALLOW + f"-- content/a.md --\n--- A\n{body}\n").build()
    assert not [f for f in made.faults() if f == f"content/a.md:{place} unsafe-html"]
    assert kept in made.main("/a/")


def test_harmless_html_is_kept(site: Make) -> None:
    """Details, figures, keys, marks, small print and their classes."""
    html = '<details open class="x"><summary>S</summary><p>In</p></details>'
    main = site(f"-- content/a.md --\n--- A\n{html}\n\nPress <kbd>Esc</kbd>.\n").fine().main("/a/")
    assert "<summary>S</summary><p>In</p></details>" in main
    assert "<kbd>Esc</kbd>" in main


def test_code_that_shows_html_is_left_alone(site: Make) -> None:
    """Fenced, indented and in a line."""
    body = "`<script>`\n\n```html\n<p onclick=x>\n```\n\nP.\n\n    <iframe>\n"
    main = site(f"-- content/a.md --\n--- A\n{body}").fine().main("/a/")
    assert "&lt;script&gt;" in main
    assert "&lt;iframe&gt;" in main


@pytest.mark.parametrize("config", ["", ALLOW])
@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href='dead.md'>x</a>", "5:10 dead-link"),
        ("<A HREF=dead.md>x</A>", "5:9 dead-link"),
        ('<img alt="" src="no.png">', "5:18 missing-image"),
        ('<a title=">" href="dead.md">x</a>', "5:20 dead-link"),
        ('<a href="#nowhere">x</a>', "5:10 dead-anchor"),
        ('<a href="javascript:alert(1)">x</a>', "5:10 unsafe-link"),
        ('<a href="javascript&#58;alert(1)">x</a>', "5:10 unsafe-link"),
        ('<a href="fact:nothing">x</a>', "5:10 unknown-fact"),
    ],
)
def test_links_of_raw_html_are_checked(site: Make, config: str, body: str, fault: str) -> None:
    """Like all others, however they are written."""
    made = site(config + f"-- content/a.md --\n--- A\n{body}\n").build()
    assert made.faults() == [f"content/a.md:{fault}"]


def test_links_of_raw_html_are_resolved(site: Make) -> None:
    """To pages, and to ids that raw HTML itself gives."""
    body = '<a href="b.md">x</a> <b id="here">y</b> [z](#here)'
    main = (
        site(f"-- content/a.md --\n--- A\n{body}\n-- content/b.md --\n--- B\n").fine().main("/a/")
    )
    assert '<a href="/b/">x</a>' in main
    assert '<a href="#here">z</a>' in main


def test_comments_are_not_published(site: Make) -> None:
    """Excuses and notes stay in the source."""
    made = site("-- content/a.md --\n--- A\n<!-- note to self <script> -->\n\nText <!-- b -->.\n")
    assert "note" not in made.fine().main("/a/")
    assert "<!--" not in made.main("/a/")


@pytest.mark.parametrize("setting", ["sanitize", "allow"])
@pytest.mark.parametrize(
    "body",
    [
        "Words <!-- <img src=x> [q](nix.md) --> and.",
        "Words\n\n<!-- <img src=x> [q](nix.md) -->\n\nand.",
        "Code `<img src=x>` here.\n\n<!--\n<img src=x>\n[q](nix.md)\n\n<h1>Old</h1>\n-->\n",
        "<div>\nWords <!-- <a href=nix.md id=top>q</a> -->\n</div>",
    ],
)
def test_what_stands_in_a_comment_is_not_judged(site: Make, setting: str, body: str) -> None:
    """Nobody sees what an editor has put aside, so no image, link or title in it is missed."""
    site(f"{ALLOW.replace('allow', setting)}-- content/a.md --\n--- A\n{body}\n").fine()


def test_an_allowed_comment_stays_as_typed(site: Make) -> None:
    """Where raw HTML is allowed, a comment goes into the page, and nothing in it is changed."""
    comment = '<!-- <img src=x> *not* [q](nix.md) <h1 id="a">Old</h1> -->'
    body = f"Words {comment} and.\n\n{comment}\n"
    made = site(f"{ALLOW}-- content/a.md --\n--- A\n{body}").fine()
    assert made.main("/a/").count(comment) == 2


def test_a_comment_in_code_is_shown(site: Make) -> None:
    """Only what is a comment of the page itself is put aside."""
    made = site("-- content/a.md --\n--- A\nWrite `<!-- words -->` so.\n").fine()
    assert "<code>&lt;!-- words --&gt;</code>" in made.main("/a/")
