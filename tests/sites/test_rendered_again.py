"""What is rendered again after an edit: the pages whose bytes can change, and the reasons."""

import datetime as dt
from collections.abc import Callable

import pytest

from plenum import cli
from tests.sites.harness import TODAY, Site

Make = Callable[[str], Site]
Build = Callable[..., tuple[bool, str]]

SITE = """\
-- config.yaml --
title: Hub
base_url: https://hub.example
social_cards: false
search: false
-- content/_data/glossary.yaml --
duct: {term: duct, short: A way for air.}
coil: {term: coil, short: Where heat goes over.}
-- content/_data/facts.yaml --
loss: {value: 20 %, what: Air that is lost, as_of: 2024-06-01, source: {title: T, url: "https://t.example/"}}
gain: {value: 5 %, what: Air that is won, as_of: 2024-06-01, source: {title: U, url: "https://u.example/"}}
-- content/a.md --
---
title: About pipes
description: What pipes do.
related: [b]
category: Basics
tags: [pipes]
---
A duct loses [20 %](fact:loss).
-- content/b.md --
---
title: About rooms
description: What rooms need.
category: Basics
tags: [rooms]
---
The coil of [pipes](a.md).
-- content/c.md --
---
title: About roofs
description: What roofs bear.
category: Others
tags: [roofs]
---
Nothing of it is said.
"""
A, B, C = "/a/", "/b/", "/c/"


@pytest.fixture
def made(site: Make) -> Site:
    """Return a site that was built once."""
    return site(SITE).fine(cache=True)


def again(made: Site) -> dict[str, tuple[str, ...]]:
    """Build again without a fault; return what was rendered and what of it had changed."""
    report = made.fine(cache=True).report
    assert report.rendered == len(report.changed)
    return {url.removeprefix("https://hub.example"): parts for url, parts in report.changed.items()}


def run(made: Site, *words: str) -> int:
    """Run a command on the site as a user does; return its status."""
    return cli.main([*words, "--site", str(made.folder), "--today", TODAY.isoformat()])


def test_nothing_without_an_edit(made: Site) -> None:
    """Nor where a file was only written again."""
    assert again(made) == {}
    made.replace("content/a.md", "pipes", "pipes")
    assert again(made) == {}


def test_one_page_for_an_edit_of_its_text(made: Site) -> None:
    """Its words stand on no other page."""
    made.replace("content/a.md", "A duct", "Any duct")
    assert again(made) == {A: ("the article",)}
    assert "Any <a" in made.page("a/index.html")


def test_the_pages_that_show_a_title(made: Site) -> None:
    """In lists, as related reading, in links without a text and among the links from elsewhere."""
    made.replace("content/a.md", "About pipes", "About tubes")
    changed = again(made)
    assert changed.keys() == {A, B, "/", "/categories/basics/", "/tags/pipes/", "/404.html",
                              "/glossary/", "/facts/"}  # fmt: skip
    assert changed[B] == ("related reading", "links from other pages")
    assert changed["/tags/pipes/"] == ("what it shows",)


def test_the_pages_that_cite_a_fact(made: Site) -> None:
    """And the register; where in its file the fact stands makes no difference."""
    made.replace("content/_data/facts.yaml", "loss:", "# Moved down.\nloss:")
    assert again(made) == {}
    made.replace("content/_data/facts.yaml", "title: T", "title: V")
    changed = again(made)
    assert changed == {A: ("where its links lead", "facts"), "/facts/": ("what it shows",)}
    assert ">V<" in made.page("a/index.html")


def test_the_pages_that_explain_a_word(made: Site) -> None:
    """A definition stands where its word does; other words are looked for everywhere."""
    made.replace("content/_data/glossary.yaml", "Where heat", "Where all heat")
    assert again(made) == {B: ("definitions of the glossary",), "/glossary/": ("what it shows",)}
    made.replace("content/_data/glossary.yaml", "term: coil", "term: coil, forms: [said]")
    assert again(made).keys() >= {A, B, C}
    assert ">said</a>" in made.page("c/index.html")


def test_the_pages_that_use_a_template(made: Site) -> None:
    """Directly or through others; a template that is taken by no name counts for all."""
    made.write("templates/blocks/tags.html", "<p>Tags</p>\n")
    assert again(made).keys() == {A, B, C}
    made.write(
        "templates/404.html", "{% extends 'base.html' %}{% block main %}Gone{% endblock %}\n"
    )
    assert again(made) == {"/404.html": ("templates",)}
    made.write("templates/own.html", "nothing")
    assert again(made) == {}
    made.write(
        "templates/404.html",
        "{% extends 'base.html' %}{% block main %}{% set n = 'own' ~ '.html' %}{% include n %}"
        "{% endblock %}\n",
    )
    again(made)
    made.write("templates/own.html", "something")
    assert again(made) == {"/404.html": ("templates",)}
    assert "something" in made.page("404.html")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><path d="M0 0h9"/></svg>'


def test_the_pages_that_show_a_picture(made: Site) -> None:
    """Its size stands in them."""
    made.write("static/p.svg", SVG.format(20).encode())
    made.replace("content/c.md", "Nothing", "![A roof](/p.svg) Nothing")
    again(made)
    made.write("static/p.svg", SVG.format(30).encode())
    assert again(made) == {C: ("pictures",)}
    assert 'width="30"' in made.page("c/index.html")


def test_the_pages_of_an_author(made: Site) -> None:
    """And their own."""
    made.write(
        "content/_data/authors.yaml", "ed: {name: The editors, kind: organization, job: Editing}\n"
    )
    made.replace("content/c.md", "tags:", "author: ed\ntags:")
    again(made)
    made.replace("content/_data/authors.yaml", "The editors", "Our editors")
    assert again(made).keys() == {C, "/authors/ed/"}
    assert "Our editors" in made.page("c/index.html")


def test_all_pages_for_the_configuration_and_the_style(made: Site) -> None:
    """They stand on each."""
    made.replace("config.yaml", "title: Hub", "title: Other hub")
    changed = again(made)
    assert "the site's frame and style" in changed[C]
    assert changed.keys() >= {A, B, C, "/", "/tags/roofs/"}


def test_a_page_whose_file_is_not_as_it_was_written(made: Site) -> None:
    """Damaged, gone, or behind a link: it is made anew, and no other page is."""
    page = made.output / "a/index.html"
    right = page.read_bytes()
    page.write_bytes(right.replace(b"duct", b"dust"))
    assert again(made) == {A: ("its files in the output folder",)}
    assert page.read_bytes() == right
    page.unlink()
    assert again(made) == {A: ("its files in the output folder",)}
    assert page.read_bytes() == right
    (made.output / "a/index.md").unlink()
    assert again(made) == {A: ("its files in the output folder",)}


def test_no_page_is_taken_from_behind_a_link(made: Site) -> None:
    """A folder that leads elsewhere is not the site's."""
    (made.output / "c").rename(made.folder / "elsewhere")
    (made.output / "c").symlink_to(made.folder / "elsewhere")
    made.build(cache=True)
    assert made.faults() == [f"public/c/index.{kind}:1:1 foreign-file" for kind in ("html", "md")]


def test_the_day_renders_nothing_but_is_asked(made: Site) -> None:
    """What the rules find on a later day is told, though the page is what it was."""
    source = "source: {title: T, url: 'https://t.example/'}"
    fact = f"{{value: 20 %, what: Air that is lost, valid_until: 2027-01-01, {source}}}"
    made.write("content/_data/facts.yaml", f"loss: {fact}\n")
    again(made)
    assert again(made) == {}
    made.build(cache=True, today=dt.date(2027, 3, 1))
    assert made.faults() == ["content/a.md:8:21 expired-fact"]


def test_a_warning_of_a_page_that_stands_is_told_again(made: Site) -> None:
    """Those of its links, of its text and of its size."""
    made.replace("content/c.md", "Nothing", "An SEER of 5 °F (−20 °C), [20 %](fact:gain): n")
    told = made.build(cache=True).messages()
    assert made.faults() == [
        "content/c.md:7:4 undefined-acronym",
        "content/c.md:7:18 wrong-conversion",
        "content/c.md:7:34 fact-text",
    ]
    assert made.build(cache=True).messages() == told


def test_without_a_cache_all_is_rendered(made: Site) -> None:
    """And nothing is asked of earlier runs."""
    report = made.fine(cache=False).report
    assert report.changed.keys() >= {f"https://hub.example{url}" for url in (A, B, C, "/")}


def test_explain_says_what_of_a_page_has_changed(
    made: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the build that renders it again, and after it."""

    def explained(name: str) -> str:
        assert run(made, "explain", name) == 0
        return capsys.readouterr().out.splitlines()[-1]

    leaves = "The next build leaves it: nothing has changed of what the last one made it of."
    assert run(made, "build") == 0
    capsys.readouterr()
    assert explained("a") == leaves
    made.replace("content/a.md", "About pipes", "About tubes")
    assert explained("a") == "The next build renders it again. Changed: the article."
    assert explained("b") == (
        "The next build renders it again. Changed: related reading; links from other pages."
    )
    assert explained("c") == leaves
    assert run(made, "build") == 0
    capsys.readouterr()
    assert explained("a") == explained("b") == leaves


# -- builds that do not put the site together ---------------------------------------------------


@pytest.fixture
def build(made: Site, short: list[bool], capsys: pytest.CaptureFixture[str]) -> Build:
    """Return a function that builds as a user does, and says whether it took the short way."""

    def build(status: int = 0) -> tuple[bool, str]:
        short.clear()
        assert run(made, "build", "--jobs", "1") == status
        written = capsys.readouterr()
        return True in short, written.out + written.err

    made.replace("config.yaml", "search:", "faults: {too-far: off}\nsearch:")
    build()
    return build


SHORT_EDITS = {
    "a word": ("content/a.md", "A duct", "Any duct"),
    "a line above": ("content/a.md", "A duct", "It is so.\n\nA duct"),
    "a number with a warning": ("content/c.md", "Nothing", "At 5 °F (−20 °C) nothing"),
}
LONG_EDITS = {
    "a title": ("content/a.md", "About pipes", "About tubes"),
    "a heading": ("content/a.md", "A duct", "## More\n\nA duct"),
    "a link": ("content/c.md", "Nothing", "[Nothing](a.md)"),
    "a link away": ("content/b.md", "of [pipes](a.md)", "of pipes"),
    "a word of the glossary": ("content/c.md", "Nothing", "No duct"),
    "a fact": ("content/c.md", "Nothing", "[](fact:gain)"),
    "a shared fact": ("content/_data/facts.yaml", "Air that is lost", "What is lost"),
    "an error": ("content/c.md", "Nothing", "[Nothing](nowhere.md)"),
    "units in both systems": ("content/c.md", "Nothing", "At 5 °F (−15 °C) nothing"),
    "a day": ("content/c.md", "tags:", "date: 2026-10-01\ntags:"),
    "a draft": ("content/c.md", "tags:", "draft: true\ntags:"),
}


@pytest.mark.parametrize("edit", SHORT_EDITS.values(), ids=SHORT_EDITS)
def test_an_edit_of_a_text_takes_the_short_way(
    made: Site, build: Build, edit: tuple[str, str, str]
) -> None:
    """It writes the page and its copy; the next build has nothing to do, and one anew the same."""
    before = made.snapshot()
    made.replace(*edit)
    is_short, told = build()
    assert is_short
    assert ", 1 rendered, 2 written," in told
    after = made.snapshot()
    name = edit[0].removeprefix("content/").removesuffix(".md")
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {f"{name}/index.html", f"{name}/index.md"}
    assert " rendered" not in build()[1]
    # And the whole build has nothing to add.
    assert run(made, "build", "--no-cache") == 0
    assert made.snapshot() == after


@pytest.mark.parametrize("edit", LONG_EDITS.values(), ids=LONG_EDITS)
def test_what_others_may_see_takes_a_whole_build(
    made: Site, build: Build, edit: tuple[str, str, str]
) -> None:
    """So does what has an error: nothing is written then."""
    made.replace(*edit)
    is_short, _ = build(status=int("nowhere" in edit[2]))
    assert not is_short


def test_a_fault_of_an_edited_text_is_told_and_goes(made: Site, build: Build) -> None:
    """Faults of other articles stay."""
    made.replace("content/b.md", "The coil", "At 10 °F (−30 °C) the coil")
    assert "content/b.md:7:11: warning wrong-conversion" in build()[1]
    made.replace("content/c.md", "Nothing", "At 5 °F (−20 °C) nothing")
    is_short, told = build()
    assert is_short
    assert "content/b.md:7:11: warning wrong-conversion" in told
    assert "content/c.md:7:10: warning wrong-conversion" in told
    made.replace("content/c.md", "−20", "−15")
    assert "content/c.md:7" not in build()[1]


def test_an_article_of_which_the_site_tells_takes_a_whole_build(made: Site, build: Build) -> None:
    """A fault that others have a part in may go, or move, with any edit."""
    made.write("content/d.md", "---\ntitle: About roofs\ndescription: Other.\n---\nText.\n")
    assert "content/d.md:2:8: warning same-title" in build()[1]
    made.replace("content/d.md", "Text.", "A text.")
    assert not build()[0]


def test_a_damaged_file_takes_a_whole_build(made: Site, build: Build) -> None:
    """Nothing may be told of the output folder that is not so."""
    (made.output / "b/index.html").write_text("damaged")
    made.replace("content/a.md", "A duct", "Any duct")
    assert not build()[0]
    assert "damaged" not in made.page("b/index.html")
