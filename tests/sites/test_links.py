"""Links: every form, in every part of an article, checked where it stands."""

from collections.abc import Callable

import pytest

from plenum.link import suggest
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
        ("P.\n\n`[[no]]` [[no]]", "7:12 dead-link"),
        ("P.\n\n    [[no]]\n\n[[no]]", "9:3 dead-link"),
        ("```\n[x](no.md)\n```\n\n[x](no.md)", "9:5 dead-link"),
        ("- a\n\n    [x](no.md)", "7:9 dead-link"),
        ("x\n\n[^1]: y\n\nz[^1] [x](no.md)", "9:11 dead-link"),
        ("> 💧 [x](no.md)", "5:9 dead-link"),
        ("[x](fact:no)", "5:5 unknown-fact"),
        ("[x](term:no)", "5:5 unknown-term"),
        ("[x](source:no)", "5:5 unknown-source"),
        ("[x](http://[)", "5:5 web-address"),
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
    for broken in (
        "---\nfaq: [somewhere\n---\n",
        "Words alone.\n",
        "---\n- somewhere\n---\n",
        "\xff",
    ):
        made.write("content/care/b.md", broken.encode("latin-1"))
        assert {f.partition(":")[0] for f in made.build().faults()} == {"content/care/b.md"}


def test_a_fault_that_hides_no_place_hides_no_dead_link_to_one(site: Make) -> None:
    """The anchors of a page are known, however wrong its title, its date or its links are."""
    made = site(links("[x](b.md#somewhere) [y](b.md#here)"))
    for line in ("title: B: b", "title: B\ndate: soon", "titel: B", "title: B\ntags: [a"):
        made.write(
            "content/care/b.md", f"---\n{line}\ndescription: D\n---\n[z](gone.md)\n\n## Here\n"
        )
        places = [fault.partition(":")[0] + fault[-11:] for fault in made.build().faults()]
        assert "content/care/a.mddead-anchor" in places
        assert len(places) == 3


def test_a_name_in_another_unicode_form_is_the_same_name(site: Make) -> None:
    """Some systems write an accent as a letter of its own."""
    made = site(links("[x](cafe\u0301.md) [y](caf\u00e9.md) [[caf\u00e9]]"))
    made.write("content/care/cafe\u0301.md", "--- Café\n")
    assert made.fine().main("/care/a/").count('href="/care/caf%C3%A9/"') == 4


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
        -- content/b.md --
        --- B
        [x](</old place/>) [y](/old%20place/)
        """
    ).build()

    assert made.faults() == [
        "content/b.md:5:6 link-to-alias",
        "content/b.md:5:24 link-to-alias",
    ]
    assert made.main("/b/").count('<a href="/a/">') == 2
    assert "old place/index.html" in made.files()
    assert "/old%20place/ /a/ 301" in made.page("_redirects")


def test_the_configured_address_is_this_site_under_another_one(site: Make) -> None:
    """Built for a preview's address, links to the configured one are still checked."""
    made = site(
        """
        -- content/a.md --
        --- A
        [x](https://hub.example/nothing/) [y](https://hub.example/)
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
    monkeypatch.setattr(suggest, "_MOST_COMPARISONS", 10)
    links = "\n".join(f"[[care-of-duct{number}]]" for number in (*range(9), 0))
    hub = site(f"-- content/care-of-ducts.md --\n--- C\n-- content/a.md --\n--- A\n{links}\n")
    hints = [d.hint for d in hub.build().report.diagnostics]
    meant, unknown = "did you mean 'care-of-ducts'?", "check the name of the article"
    # There are two names; what was found once is said again.
    assert hints == [meant] * 6 + [unknown] * 3 + [meant]


@pytest.mark.parametrize(
    "target",
    ["/feed.xml", "/feed.json", "/sitemap.xml", "/llms.txt", "/robots.txt", "/404.html",
     "/b/index.md", "/tags/t/page/2/", "/page/2/"],
)  # fmt: skip
def test_what_the_build_makes_can_be_linked_to(site: Make, target: str) -> None:
    """Feeds, other forms of an article and further pages of listings are no dead links."""
    hub = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\npaginate: 1\n"
        f"-- content/a.md --\n---\ntitle: A\ndescription: D.\ntags: t\n---\n[x]({target})\n"
        "-- content/b.md --\n---\ntitle: B\ndescription: D.\ntags: t\ndate: 2026-01-01\n---\n"
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


# -- each kind of link in each place ----------------------------------------------------------

KINDS = {
    "[x](^no.md)": "dead-link",
    "[x](^/no/)": "dead-link",
    "[x](^https://hub.example/no/)": "dead-link",
    "[x](^no.pdf)": "dead-link",
    "[[^no]]": "dead-link",
    "[x](^b.md#no)": "dead-anchor",
    "[x](^/glossary/#no)": "dead-anchor",
    "[x](^/facts/#no)": "dead-anchor",
    "[[^b#no]]": "dead-anchor",
    "[[^b#no|x]]": "dead-anchor",
    "[x](^old.md)": "link-to-alias",
    "[x](^/old/)": "link-to-alias",
    "[[^old|x]]": "link-to-alias",
    "[x](^b.md#was)": "link-to-alias",
    "[x](^B.md)": "wrong-case",
    "[x](^/B/)": "wrong-case",
    "[x](^Plan.PDF)": "wrong-case",
    "[x](^b.md#One)": "wrong-case",
    "[x](^/glossary/#SEER)": "wrong-case",
    "[x](^draft.md)": "link-to-unpublished",
    "[x](^/soon/)": "link-to-unpublished",
    "[[^gone]]": "link-to-unpublished",
    "[[^twin]]": "ambiguous-slug",
    "[x](^)": "empty-link",
    "[x](^#)": "empty-link",
    "[x](^data:text/html,x)": "unsafe-link",
    "[x](^www.example.com)": "dead-link",
    "![x](^no.jpg)": "missing-image",
}
FINE = [
    "[x](b.md)", "[x](/b/#one)", "[x](https://hub.example/b/)", "[x](plan.pdf)", "[[b]]",
    "[[b#one|x]]", "[x](b.md#faq-why)", "[x](b.md#table-costs)", "[x](b.md#sizes)",
    "[x](/glossary/#seer)", "[x](/facts/#loss)", "[x](term:seer)", "[x](https://e.org/no)",
    "![x](plan.pdf)",
]  # fmt: skip
HEAD = "---\ntitle: A\ndescription: D.\n"
TABLE = "{caption: C, options: [X, Y], rows: {R: [a, b]}"
IN_ARTICLES = {
    "body": f"{HEAD}---\nWords.\n\nThe LINK in it.\n",
    "list": f"{HEAD}---\nWords.\n\n- one\n\n    - two LINK\n",
    "footnote": f"{HEAD}---\nWords[^1].\n\n[^1]: The LINK in it.\n",
    "table cell": f"{HEAD}---\nTable: Costs\n\n| A | B |\n|---|---|\n| c | LINK |\n",
    "short answer": f"{HEAD}short_answer: The LINK in it.\n---\nWords.\n",
    "folded": f"{HEAD}short_answer: >\n  Folded\n  and LINK here.\n---\nWords.\n",
    "cell": f"{HEAD}comparison: {{caption: C, options: [X], rows: {{R: ['a LINK']}}}}\n---\nW.\n",
    "verdict": f'{HEAD}comparison: {TABLE}, verdict: {{X: "a LINK"}}}}\n---\nWords.\n',
    "answer": f"{HEAD}faq: [{{question: Q?, answer: 'a LINK'}}]\n---\nWords.\n",
    "FAQ of the body": f"{HEAD}---\n## FAQ\n\n### Why?\n\nBecause LINK.\n",
}
IN_DATA = {
    "glossary": ("{n}:\n  term: Word{n}\n  short: S.\n  body: The LINK in it.\n"),
    "authors": ("{n}:\n  name: N\n  bio: |\n    The LINK in it.\n"),
}
B = """\
---
title: B
description: D.
aliases: [/old/, {from: "#was", to: "#one"}]
comparison: {id: sizes, caption: Sizes, options: [X, Y], rows: {R: [a, b]}}
faq: [{question: Why?, answer: So.}]
---
## One

Table: Costs

| A | B |
|---|---|
| c | d |
"""


def neighbours(made: Site) -> Site:
    """Write what the links of these tests are about."""
    made.write("config.yaml", CONFIG)
    made.write("content/b.md", B)
    made.write("content/plan.pdf", b"x")
    made.write("content/draft.md", f"{HEAD}draft: true\n---\nW.\n")
    made.write("content/soon.md", f"{HEAD}date: 2027-01-01\n---\nW.\n")
    made.write("content/gone.md", f"{HEAD}expires: 2026-01-01\n---\nW.\n")
    made.write("content/one/twin.md", f"{HEAD}---\nW.\n")
    made.write("content/two/twin.md", f"{HEAD}---\nW.\n")
    made.write("content/_data/glossary/seer.yaml", "seer: {term: SEER, short: S.}\n")
    made.write("content/_data/facts.yaml", "loss: {value: 1, what: W.}\n")
    return made


CONFIG = """\
title: T
base_url: https://hub.example
faults: {orphan: off, dead-end: off, too-far: off, unused-entry: off, faq-markup: off}
"""


def place_of(text: str, link: str) -> str:
    """Return line and column of the target, which `^` marks, when the link is in the text."""
    before = text.partition("LINK")[0] + link.partition("^")[0]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize("name", IN_ARTICLES)
def test_each_kind_of_link_in_each_part_of_an_article(site: Make, name: str) -> None:
    """The fault stands at the first letter of the target, in whatever it is written."""
    text = IN_ARTICLES[name]
    made = neighbours(site(""))
    expected = []
    for number, (link, fault) in enumerate(KINDS.items(), 10):
        made.write(f"content/k{number}.md", text.replace("LINK", link.replace("^", "")))
        expected.append(f"content/k{number}.md:{place_of(text, link)} {fault}")
    for number, link in enumerate(FINE, 10):
        made.write(f"content/fine{number}.md", text.replace("LINK", link))

    assert made.build().faults() == expected


@pytest.mark.parametrize("name", IN_DATA)
def test_each_kind_of_link_in_shared_data(site: Make, name: str) -> None:
    """Relative links begin at the data file, as everywhere."""
    made = neighbours(site(""))
    folder = f"content/_data/{name}"
    expected, authors = [], []
    for number, (kind, fault) in enumerate(KINDS.items(), 10):
        text = IN_DATA[name].format(n=f"k{number}")
        link = kind.replace("(^", "(^../../") if _is_relative(kind) else kind
        made.write(f"{folder}/k{number}.yaml", text.replace("LINK", link.replace("^", "")))
        expected.append(f"{folder}/k{number}.yaml:{place_of(text, link)} {fault}")
        authors.append(f"k{number}")
    if name == "authors":
        made.write("content/by.md", f"{HEAD}author: [{', '.join(authors)}]\n---\nWords.\n")

    assert made.build().faults() == expected


def _is_relative(link: str) -> bool:
    target = link.partition("^")[2]
    return link[-1] == ")" and target[0] not in "/#)" and ":" not in target


NAMES = {
    "no": "dead-link",
    "no.md": "dead-link",
    "/no/": "dead-link",
    "https://hub.example/no/": "dead-link",
    "old": "link-to-alias",
    "old.md": "link-to-alias",
    "/old/": "link-to-alias",
    "B.md": "wrong-case",
    "/B/": "wrong-case",
    "draft": "link-to-unpublished",
    "soon.md": "link-to-unpublished",
    "/gone/": "link-to-unpublished",
    "twin": "ambiguous-slug",
}


def test_each_kind_of_pick(site: Make) -> None:
    """Related reading takes names, paths and addresses; `b` and `b.md` are fine."""
    made = neighbours(site(""))
    items = [f"  - {name}\n" for name in NAMES] + ["  - b\n", "  - {to: b.md}\n"]
    made.write("content/a.md", f"{HEAD}related:\n{''.join(items)}---\nWords.\n")

    assert made.build().faults() == [
        f"content/a.md:{line}:5 {fault}" for line, fault in enumerate(NAMES.values(), 5)
    ]


def test_each_kind_of_link_in_the_navigation(site: Make) -> None:
    """It takes paths and addresses, from the site's root."""
    made = neighbours(site(""))
    kinds = {to: fault for to, fault in NAMES.items() if to.endswith((".md", "/"))}
    items = "".join(f"  - {{text: T, to: {to}}}\n" for to in [*kinds, "b.md", "/", "/b/#one"])
    made.write("config.yaml", f"{CONFIG}navigation:\n{items}")

    assert made.build().faults() == [
        f"config.yaml:{line}:19 {fault}" for line, fault in enumerate(kinds.values(), 5)
    ]


def test_a_cover_in_wrong_case(site: Make) -> None:
    made = neighbours(site(""))
    made.write("content/photo.jpg", "")
    made.write("content/a.md", f"{HEAD}cover: {{image: Photo.JPG, alt: A.}}\n---\nWords.\n")

    assert made.build().faults() == ["content/a.md:4:16 wrong-case"]


def test_the_source_of_a_fact_is_an_address_of_the_web(site: Make) -> None:
    """The page of facts links to it."""
    made = neighbours(site(""))
    made.write(
        "content/_data/facts.yaml",
        "loss:\n  value: 1\n  what: W.\n  source: {title: T, url: www.e.org}\n",
    )
    assert made.build().faults() == ["content/_data/facts.yaml:4:27 source-address"]


# -- what is said -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[[duct-retrofi]]", "did you mean 'duct-retrofit'?"),
        ("[x](../cost/duct-retrofi.md)", "did you mean '../cost/Duct%20Retrofit.md'?"),
        ("[x](B.md)", "write 'b.md'; the command check --fix-links does it"),
        ("[x](../soon.md)", "publish it first, or remove the link"),
    ],
)
def test_what_to_do_is_said(site: Make, link: str, said: str) -> None:
    assert [d.hint for d in site(links(link)).build().report.diagnostics] == [said]


def test_a_link_through_an_alias_says_where_it_leads(site: Make) -> None:
    made = neighbours(site(""))
    made.write("content/a.md", f"{HEAD}---\n[x](b.md#was) [y](/old/)\n")
    write = "write '{}'; the command check --fix-links does it"
    assert advice(made) == [
        f"'b.md#was' is an old address of '#one' of content/b.md → {write.format('b.md#one')}",
        f"'/old/' is an old address of content/b.md → {write.format('/b/')}",
    ]
    assert made.main("/a/").count('href="/b/#one"') == 1
    assert made.main("/a/").count('href="/b/">y') == 1


def test_an_old_name_that_two_addresses_end_in(site: Make) -> None:
    """The folder says which is meant."""
    made = site(
        "-- content/a.md --\n--- A\n[[old]] [[x/old]]\n"
        "-- content/b.md --\n---\ntitle: B\ndescription: D.\naliases: /x/old/\n---\n"
        "-- content/c.md --\n---\ntitle: C\ndescription: D.\naliases: /y/old/\n---\n"
    ).build()
    assert made.faults() == ["content/a.md:5:3 ambiguous-slug", "content/a.md:5:11 link-to-alias"]


def test_an_article_in_the_place_of_one_that_expired(site: Make) -> None:
    """Links to the file that is left out lead to what has its address now."""
    made = site(
        "-- content/a.md --\n--- A\n[x](old.md) [[old]] [y](/old/)\n"
        "-- content/old.md --\n---\ntitle: O\ndescription: D.\nexpires: 2026-01-01\n---\n"
        "-- content/new.md --\n---\ntitle: N\ndescription: D.\naliases: /old/\n---\n"
    ).build()
    assert [f.partition(" ")[2] for f in made.faults()] == ["link-to-alias"] * 3
    assert made.main("/a/").count('href="/new/"') >= 3


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("[x]()", "5:5"),
        ("[x]( )", "5:6"),
        ("[x](<>)", "5:6"),
        ("[x](#)", "5:5"),
        ("![x]()", "5:6"),
        ("[[]]", "5:1"),
        ("[[|x]]", "5:1"),
        ("[[ ]]", "5:4"),
        ("[[#]]", "5:3"),
        ("<a href='#'>x</a>", "5:10"),
        ("<a href=''>x</a>", "5:1"),
    ],
)
def test_links_without_an_address(site: Make, link: str, fault: str) -> None:
    made = site(links(link)).build()
    assert made.faults() == [f"content/care/a.md:{fault} empty-link"]


@pytest.mark.parametrize("text", ["`[[]]`", "\\[[]]", "```\n[[]]\n```"])
def test_brackets_that_are_no_link(site: Make, text: str) -> None:
    site(links(text)).fine()


@pytest.mark.parametrize(
    ("link", "faults"),
    [
        ("[x](a.md)", ["5:5 link-to-itself"]),
        ("[x](./a.md#)", ["5:5 link-to-itself"]),
        ("[x](/care/a/)", ["5:5 link-to-itself"]),
        ("[x](https://hub.example/care/a/)", ["5:5 link-to-itself"]),
        ("[[a]]", ["5:3 link-to-itself"]),
        ("[x](a.md?print=1)", []),
        ("[x](a.md#part)\n\n## Part\n\nW.", []),
        ("[x](#part)\n\n## Part\n\nW.", []),
        ("[[a#part]]\n\n## Part\n\nW.", []),
    ],
)
def test_links_to_the_page_itself(site: Make, link: str, faults: list[str]) -> None:
    """Only one to a section of it leads anywhere."""
    made = site(links(link)).build()
    assert made.faults() == [f"content/care/a.md:{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("link", "faults"),
    [
        ("[x](/categories/cold/#no)", ["6:5 dead-anchor"]),
        ("[x](categories/cold/#no)", ["6:5 dead-anchor"]),
        ("[x](/#no)", ["6:5 dead-anchor"]),
        ("[x](/categories/cold/#main)", []),
        ("[x](/categories/cold/#top)", []),
        ("[x](/#newest)", []),
    ],
)
def test_anchors_of_listings_are_those_of_their_templates(
    site: Make, link: str, faults: list[str]
) -> None:
    """A site may have templates of its own, so the page itself is asked."""
    text = f"---\ntitle: A\ndescription: D.\ncategory: cold\n---\n{link}\n"
    made = site(f"-- content/a.md --\n{text}").build()
    assert made.faults() == [f"content/a.md:{fault}" for fault in faults]


def test_the_front_page_may_stand_in_the_navigation(site: Make) -> None:
    made = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"
        "navigation: [{text: Home, to: /}]\n-- content/index.md --\n--- Home\n"
    )
    made.fine()


def test_wiki_links_and_paths_with_the_same_target_keep_their_places(site: Make) -> None:
    """A name and a path are read differently, though they are written alike."""
    made = site("-- content/x/a.md --\n--- A\n[p](b) [[b]]\n-- content/b.md --\n--- B\n").build()
    assert made.faults() == ["content/x/a.md:5:5 dead-link"]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("https://hub.example//[", "6:6 dead-link"),
        ("https://hub.example//b/", "6:6 dead-link"),
        ("HTTPS://Hub.Example/b/", ""),
        ("http://hub.example/b/", ""),
        ("http://hub.example/c/", "6:6 dead-link"),
        ("//hub.example/c/", "6:6 dead-link"),
        ("https://hub.example.org/c/", ""),
        ("https://hub.example:8443/c/", ""),
    ],
)
def test_addresses_of_this_site_with_their_host(site: Make, link: str, found: str) -> None:
    """Checked like the others, in whatever capitals and over whichever protocol."""
    made = site(f"-- content/a.md --\n--- A\n\n[x](<{link}>)\n-- content/b.md --\n--- B\n").build()
    assert made.faults() == ([f"content/a.md:{found}"] if found else [])


def test_a_path_to_a_source_that_moved_does_not_lead_to_a_copy(site: Make) -> None:
    """`b/index.md` stands in the output, but readers of the article would get raw Markdown."""
    made = site("-- content/a.md --\n--- A\n[x](b/index.md)\n-- content/b.md --\n--- B\n").build()
    assert made.faults() == ["content/a.md:5:5 dead-link"]


@pytest.mark.parametrize("name", ["/tags/q/", "/glossary/", "/b/"])
def test_a_page_is_no_picture(site: Make, name: str) -> None:
    """Neither in the text nor as a cover."""
    made = site(
        "-- content/_data/glossary.yaml --\nb: {term: b, short: s}\n"
        f"-- content/a.md --\n---\ntitle: A\ndescription: D.\ntags: q\n"
        f"cover: {{image: {name}, alt: Alt}}\n---\n![z]({name}) b\n-- content/b.md --\n--- B\n"
    ).build()
    assert made.faults() == ["content/a.md:5:16 missing-image", "content/a.md:7:6 missing-image"]


def test_related_reading_is_an_article(site: Make) -> None:
    """Nothing is dropped in silence."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: D.\ntags: q\n"
        'related: [/tags/q/, "https://other.example/"]\n---\n'
    ).build()
    assert made.faults() == [
        "content/a.md:5:11 related-elsewhere",
        "content/a.md:5:21 related-elsewhere",
    ]


def test_the_name_of_an_article_in_one_pair_of_brackets(site: Make) -> None:
    """It was meant to be a link; other words in brackets are left in peace."""
    body = (
        "See [heat-pumps] and [State-of-the-art] [so-called], `[heat-pumps]`.\n\n"
        "[heat-pumps](b.md), [[heat-pumps]], \\[heat-pumps], [heat-pumps][b], [line-sets].\n\n"
        "[line-sets]: b.md\n[b]: b.md\n"
    )
    text = """
    -- content/b.md --
    --- B
    Text.
    -- content/heat-pumps.md --
    --- Heat pumps
    Text.
    -- content/line-sets.md --
    --- Line sets
    Text.
    """
    made = site(text)
    made.write("content/a.md", f"--- A\n{body}")
    made.build()
    assert [fault for fault in made.faults() if "link" in fault] == ["content/a.md:5:5 link-form"]
    assert "write '[[heat-pumps]]'" in made.messages()
