"""Links: every form, in every part of an article, checked where it stands."""

from collections.abc import Callable

import pytest

from plenum.link import resolve
from tests.sites.harness import Site

Make = Callable[[str], Site]
OTHERS = """
-- content/cost/Duct Retrofit.md --
--- Ducts
## Über uns

Words.
-- content/cost/b.md --
--- B
-- content/care/index.md --
--- Care
-- content/care/b.md --
--- Other B
-- content/care/plan.pdf --
-- content/care/photo.jpg --
-- content/soon.md --
---
title: Soon
description: Later.
date: 2027-01-01
---
-- content/old.md --
---
title: Old
description: Gone.
expires: 2026-11-20
---
-- content/drafts/draft.md --
---
title: Draft
description: Not yet.
draft: true
---
"""


def links(body: str, front_matter: str = "", config: str = "") -> str:
    head = f"---\ntitle: A\ndescription: B\n{front_matter}---\n"
    return f"{config}-- content/care/a.md --\n{head}{body}\n{OTHERS.lstrip()}"


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("[x](../cost/b.md)", "/cost/b/"),
        ("[x](b.md)", "/care/b/"),
        ("[x](./b.md#)", "/care/b/"),
        ("[x](../cost/Duct%20Retrofit.md#%C3%BCber-uns)", "/cost/duct-retrofit/#%C3%BCber-uns"),
        ("[x](<../cost/Duct Retrofit.md#über-uns>)", "/cost/duct-retrofit/#%C3%BCber-uns"),
        ('[x](b.md "Title")', "/care/b/"),
        ("[x](/cost/b/)", "/cost/b/"),
        ("[x](/cost/b)", "/cost/b/"),
        ("[x](/)", "/"),
        ("[x](../cost/)", "/cost/"),
        ("[x](index.md)", "/care/"),
        ("[x](https://hub.example/cost/b/)", "/cost/b/"),
        ("[x](https://hub.example)", "/"),
        ("[x](https://e.org/?a=1&amp;b=2)", "https://e.org/?a=1&amp;b=2"),
        ("[x](https://e.org/?a=1&copy=2)", "https://e.org/?a=1&amp;copy=2"),
        ("[x](https://e.org/a_b_c)", "https://e.org/a_b_c"),
        ("[x](https://e.org/a\\_b)", "https://e.org/a_b"),
        ("[x](https://e.org/a_(b))", "https://e.org/a_(b)"),
        ("<https://e.org/a>", "https://e.org/a"),
        ("[x](mailto:a@e.org)", "mailto:a@e.org"),
        ("[x](tel:+1-555)", "tel:+1-555"),
        ("[x](plan.pdf)", "/care/plan.pdf"),
        ("[x][r]\n\n[r]: b.md", "/care/b/"),
        ("[r]\n\n[r]: <b.md> 'Title'", "/care/b/"),
        ("[[duct-retrofit]]", "/cost/duct-retrofit/"),
        ("[[duct-retrofit#über-uns|x]]", "/cost/duct-retrofit/#%C3%BCber-uns"),
        ("[[cost/b]]", "/cost/b/"),
        ("[[care/b|x *y*]]", "/care/b/"),
        ("[[1]](https://e.org)", "https://e.org"),
        ("## Here\n\n[x](#here)", "#here"),
        ("## Here\n\n[[#here]]", "#here"),
        ("[x](b.md?print=1#main)", "/care/b/?print=1#main"),
    ],
)
def test_links_that_lead_somewhere(site: Make, link: str, href: str) -> None:
    """All forms give the address below the root, without a fault."""
    assert f'href="{href}"' in site(links(link)).fine().main("/care/a/")


@pytest.mark.parametrize(
    ("link", "html"),
    [
        ("[[duct-retrofit]]", '<a href="/cost/duct-retrofit/">Ducts</a>'),
        ("[[care/b|x *y*]]", '<a href="/care/b/">x <em>y</em></a>'),
        ("## He`r`e\n\n[[#here]]", '<a href="#here">Here</a>'),
        ("[[1]](https://e.org)", '<a href="https://e.org">[1]</a>'),
        ("![Alt](photo.jpg)", 'alt="Alt"'),
        ("![Alt](photo.jpg)", 'src="/care/photo.jpg"'),
        ("[![Alt](photo.jpg)](b.md)", '<a href="/care/b/"><img'),
    ],
)
def test_links_have_a_text(site: Make, link: str, html: str) -> None:
    """The editor's own, else the title of the page or the heading."""
    assert html in site(links(link)).fine().main("/care/a/")


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("[x](c.md)", "5:5 dead-link"),
        ("[x](/nowhere/)", "5:5 dead-link"),
        ("[x](../../b.md)", "5:5 dead-link"),
        ("[x](https://hub.example/no/)", "5:5 dead-link"),
        ("[x](b.md#no)", "5:5 dead-anchor"),
        ("[x](#no)", "5:5 dead-anchor"),
        ("[[no]]", "5:3 dead-link"),
        ("[[ no |x]]", "5:4 dead-link"),
        ("[[duct-retrofit#no]]", "5:3 dead-anchor"),
        ("[[b]]", "5:3 ambiguous-slug"),
        ("[x]()", "5:5 empty-link"),
        ("[x](javascript:alert(1))", "5:5 unsafe-link"),
        ("[x](JaVaScRiPt:alert(1))", "5:5 unsafe-link"),
        ("[x](java&#115;cript:alert(1))", "5:5 unsafe-link"),
        ("[x](data:text/html,x)", "5:5 unsafe-link"),
        ("[x](vbscript:x)", "5:5 unsafe-link"),
        ("![x](data:image/png;base64,AA)", "5:6 unsafe-link"),
        ("![x](no.jpg)", "5:6 missing-image"),
        ("![x](b.md)", "5:6 missing-image"),
        ("![x](https://hub.example/no.jpg)", "5:6 missing-image"),
        ("[x](../soon.md)", "5:5 link-to-unpublished"),
        ("[x](/old/)", "5:5 link-to-unpublished"),
        ("[[draft]]", "5:3 link-to-unpublished"),
        ("[[drafts/draft]]", "5:3 link-to-unpublished"),
        ("[x](/drafts/draft/)", "5:5 link-to-unpublished"),
        ("[x][r]\n\n[r]: no.md", "7:6 dead-link"),
        ("<https://hub.example/no/>", "5:2 dead-link"),
        ("`[[no]]` [[no]]", "5:12 dead-link"),
        ("P.\n\n    [[no]]\n\n[[no]]", "9:3 dead-link"),
        ("```\n[x](no.md)\n```\n\n[x](no.md)", "9:5 dead-link"),
        ("- a\n\n    [x](no.md)", "7:9 dead-link"),
        ("x\n\n[^1]: y\n\nz[^1] [x](no.md)", "9:11 dead-link"),
        ("> 💧 [x](no.md)", "5:9 dead-link"),
        ("[x](fact:no)", "5:5 unknown-fact"),
        ("[x](term:no)", "5:5 unknown-term"),
        ("[x](source:no)", "5:5 unknown-source"),
        ("[x](http://[)", "5:5 unsafe-link"),
    ],
)
def test_links_that_lead_nowhere(site: Make, link: str, fault: str) -> None:
    """Each fault stands at the target."""
    assert site(links(link)).build().faults() == [f"content/care/a.md:{fault}"]


def test_links_below_a_base_path(site: Make) -> None:
    """The path of `base_url` is kept everywhere, and understood where it is written."""
    config = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example/air/\n"
    body = (
        "[x](/cost/b/) [x](/air/cost/b/) [x](https://hub.example/air/cost/b/) [x](../cost/b.md)"
        " [[cost/b]] ![y](photo.jpg) [z](https://hub.example/elsewhere/)"
    )
    main = site(links(body, config=config)).fine().main("/care/a/")
    assert main.count('href="/air/cost/b/"') >= 5
    assert 'src="/air/care/photo.jpg"' in main
    assert 'href="https://hub.example/elsewhere/"' in main


def test_links_in_all_parts_are_the_same_links(site: Make) -> None:
    """In the short answer, FAQ answers, cells, verdicts and the picks of related reading."""
    fields = (
        "short_answer: '[[cost/b|short]]'\n"
        "comparison: {caption: C, options: [X, Y], rows: {R: ['[[cost/b|cell]]', b]},"
        " verdict: {X: '[[cost/b|verdict]]'}}\n"
        "faq: [{question: Q, answer: '[answer](../cost/b.md)'}]\n"
        "related: [duct-retrofit, {to: cost/b, why: Because.}]\n"
    )
    main = site(links("x", fields)).fine().main("/care/a/")
    for text in ("short", "cell", "verdict", "answer"):
        assert f'<a href="/cost/b/">{text}</a>' in main
    assert "Because." in main


def test_picks_are_checked(site: Make) -> None:
    """Each fault stands at the pick."""
    fields = "related:\n  - b\n  - {to: no}\n  - care/a\n  - draft\n"
    assert site(links("x", fields)).build().faults() == [
        "content/care/a.md:5:5 ambiguous-slug",
        "content/care/a.md:6:10 dead-link",
        "content/care/a.md:7:5 related-to-itself",
        "content/care/a.md:8:5 link-to-unpublished",
    ]


def test_code_that_looks_like_links_is_left_alone(site: Make) -> None:
    """In a line, fenced and indented, also with a bar."""
    body = "`[[no|x]] [x](no.md)`\n\n~~~\n[[no|x]]\n~~~\n\nP.\n\n    [[no|x]] <a href='no'>"
    main = site(links(body)).fine().main("/care/a/")
    assert main.count("[[no|x]]") == 3


def test_links_to_a_broken_page_are_not_judged(site: Make) -> None:
    """Its own fault is enough."""
    made = site(links("[x](b.md#somewhere)"))
    made.write("content/care/b.md", "---\ntitle: [\n---\n")
    assert {f.partition(":")[0] for f in made.build().faults()} == {"content/care/b.md"}


def test_a_name_in_another_unicode_form_is_the_same_name(site: Make) -> None:
    """Some systems write an accent as a letter of its own."""
    made = site(links("[x](cafe\u0301.md) [y](caf\u00e9.md) [[caf\u00e9]]"))
    made.write("content/care/cafe\u0301.md", "--- Café\n")
    assert made.fine().main("/care/a/").count('href="/care/caf%C3%A9/"') == 3


def test_a_percent_sign_in_a_file_name_is_encoded(site: Make) -> None:
    """A file named with a `%` is linked by an address that decodes to its name."""
    made = site("-- content/a.md --\n--- A\n![x](100%25.jpg)\n-- content/100%.jpg --\nx\n").fine()

    assert 'src="/100%25.jpg"' in made.main("/a/")
    assert "100%.jpg" in made.files()


def test_a_link_to_an_encoded_alias(site: Make) -> None:
    """An old address may be written percent-encoded; links to it lead to its article."""
    made = site(
        """
        -- content/a.md --
        ---
        title: A
        description: About A.
        aliases: [/old%20place/]
        ---
        [x](/old%20place/)
        -- content/b.md --
        --- B
        [x](</old place/>)
        """
    ).fine()

    assert 'href="/a/"' in made.main("/b/")
    assert "old place/index.html" in made.files()
    assert "/old%20place/ /a/ 301" in made.page("_redirects")


def test_the_configured_address_is_this_site_under_another_one(site: Make) -> None:
    """Built for a preview's address, links to the configured one are still checked."""
    made = site(
        """
        -- content/a.md --
        --- A
        [x](https://hub.example/nothing/) [y](https://hub.example/a/)
        """
    ).build(base_url="https://preview.example/hub")

    assert made.faults() == ["content/a.md:5:5 dead-link"]


def test_a_link_without_words_takes_the_title(site: Make) -> None:
    """`[](other.md)` shows the title of the page that it leads to."""
    made = site("-- content/a.md --\n--- A\n[](b.md)\n-- content/b.md --\n--- Beta & C\nx\n").fine()

    assert '<a href="/b/">Beta &amp; C</a>' in made.main("/a/")


def test_a_name_that_is_nearly_right_is_suggested_on_small_sites(site: Make) -> None:
    """However often it stands, each dead link is told the article that it may mean."""
    links = " ".join(f"[[care-of-duct{number}]]" for number in range(50))
    hub = site(f"-- content/care-of-ducts.md --\n--- C\n-- content/a.md --\n--- A\n{links}\n")
    hints = {d.hint for d in hub.build().report.diagnostics}
    assert hints == {"did you mean 'care-of-ducts'?"}


def test_suggestions_for_very_many_dead_links_come_to_an_end(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past a number of comparisons the links are still reported, without a better name."""
    monkeypatch.setattr(resolve, "_MOST_COMPARISONS", 10)
    links = "\n".join(f"[[care-of-duct{number}]]" for number in (*range(9), 0))
    hub = site(f"-- content/care-of-ducts.md --\n--- C\n-- content/a.md --\n--- A\n{links}\n")
    hints = [d.hint for d in hub.build().report.diagnostics]
    meant, unknown = "did you mean 'care-of-ducts'?", "check the name of the article"
    # There are two names; what was found once is said again.
    assert hints == [meant] * 6 + [unknown] * 3 + [meant]


@pytest.mark.parametrize(
    "target",
    ["/feed.xml", "/feed.json", "/sitemap.xml", "/llms.txt", "/robots.txt", "/404.html",
     "/b/index.md", "/tags/t/page/2/", "/page/2/", "/old.html"],
)  # fmt: skip
def test_what_the_build_makes_can_be_linked_to(site: Make, target: str) -> None:
    """Feeds, other forms of an article and further pages of listings are no dead links."""
    hub = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\npaginate: 1\n"
        f"-- content/a.md --\n---\ntitle: A\ndescription: D.\ntags: t\n---\n[x]({target})\n"
        "-- content/b.md --\n---\ntitle: B\ndescription: D.\ntags: t\ndate: 2026-01-01\n"
        "aliases: /old.html\n---\n"
    ).fine()
    assert 'href="/' in hub.main("/a/")


@pytest.mark.parametrize("target", ["/feed.xml", "/_headers", "/search/", "/page/2/", "/index.md"])
def test_what_the_build_does_not_make_cannot(site: Make, target: str) -> None:
    """Without a date there is no feed, and without more articles no second page."""
    hub = site(f"-- content/a.md --\n--- A\n[x]({target})\n").build()
    assert hub.faults() == ["content/a.md:5:5 dead-link"]


def advice(hub: Site) -> list[str]:
    """Return what the report says of each fault: its message and its hint."""
    return [f"{d.message} → {d.hint}" for d in hub.build().report.diagnostics]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[x](#cost)", "this page has no '#cost' → it has '#what-it-costs'"),
        ("[x](#what-it-cots)", "this page has no '#what-it-cots' → it has '#what-it-costs'"),
        ("[x](#price)", "this page has no '#price' → it has '#what-it-costs', '#uber-uns'"),
        (
            "[x](b.md#price)",
            "the page content/b.md has no '#price' → it has '#one', '#two', '#six' …",
        ),
        ("[x](c.md#price)", "the page content/c.md has no '#price' → link to it without '#price'"),
    ],
)
def test_a_dead_anchor_names_those_that_there_are(site: Make, link: str, said: str) -> None:
    """The nearest one, by spelling or by a word of it, else a few."""
    hub = site(
        f"-- content/a.md --\n--- A\n{link}\n\n## What it costs\n\n## Uber uns\n"
        "-- content/b.md --\n--- B\n## One\n\n## Two\n\n## Six\n\n## Ten\n"
        "-- content/c.md --\n--- C\nWords.\n"
    )
    assert advice(hub) == [said]


def test_an_own_anchor_of_a_page_without_anchors(site: Make) -> None:
    """There is nothing to link to without a heading."""
    hub = site("-- content/a.md --\n--- A\n[x](#cost)\n")
    assert advice(hub) == ["this page has no '#cost' → add a heading, or remove the link"]


@pytest.mark.parametrize(
    ("image", "hint"),
    [
        ("/img/x.jpg", "put the file at static/img/x.jpg"),
        ("/hub/img/x.jpg", "put the file at static/img/x.jpg"),
        ("https://hub.example/hub/img/x.jpg", "put the file at static/img/x.jpg"),
        ("/photos.jpg", "did you mean '/care/photo.jpg'? Else put the file at static/photos.jpg"),
        ("/../x.jpg", "put the file beside the article"),
        ("x.jpg", "put the file beside the article"),
        ("photos.jpg", "did you mean 'photo.jpg'?"),
        ("img/photo.jpg", "did you mean 'photo.jpg'?"),
        ("pump.jpg", "did you mean '/img/pumps.jpg'?"),
        ("/care/b/", "that is a page; write the name of an image"),
        ("b.md", "that is a page; write the name of an image"),
    ],
)
def test_a_missing_image_is_told_where_it_belongs(site: Make, image: str, hint: str) -> None:
    """What is named from the root belongs into `static/`, all else beside the article."""
    config = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example/hub\n"
    hub = site(links(f"![Words]({image})", config=config))
    hub.write("static/img/pumps.jpg", "x")
    hub.build()
    assert [d.hint for d in hub.report.diagnostics] == [hint]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[x](www.example.com)", "www.example.com"),
        ("[x](www.example.com/a?b=1#c)", "www.example.com/a?b=1#c"),
        ("[x](energy.gov/ducts)", "energy.gov/ducts"),
        ("![Words](www.example.com/a.jpg)", "www.example.com/a.jpg"),
    ],
)
def test_an_address_without_https_is_told_to_have_it(site: Make, link: str, target: str) -> None:
    """It is read as a file's name, which it is not."""
    hub = site(links(link)).build()
    assert [d.hint for d in hub.report.diagnostics] == [
        f"for an address of another site, write https://{target}"
    ]


@pytest.mark.parametrize("target", ["www.example.com.pdf", "notes.com"])
def test_a_file_that_is_named_like_a_site_is_found(site: Make, target: str) -> None:
    """What is there is what is meant."""
    hub = site(f"-- content/a.md --\n--- A\n[x]({target})\n-- content/{target} --\nx\n").fine()
    assert f'href="/{target}"' in hub.main("/a/")
