"""The graph of links: who leads to whom, what is related and why, and who is left alone."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

import pytest

from plenum.render.graph_page import graph_page
from tests.sites.harness import Site

Make = Callable[[str], Site]
CONFIG = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"


def article(name: str, body: str = "Text.", rest: str = "") -> str:
    title = name.replace("-", " ").capitalize()
    front = f"---\ntitle: {title}\ndescription: About {title}.\n{rest}---\n"
    return f"-- content/{name}.md --\n{front}{body}\n"


def ring(count: int, **bodies: str) -> str:
    """Return articles of which each links to the next."""
    return "".join(
        article(f"a{n}", bodies.get(f"a{n}", f"[[a{(n + 1) % count}]]")) for n in range(count)
    )


def cards(made: Site, url: str) -> list[tuple[str, str]]:
    """Return the related articles of a page by address, with the reasons shown."""
    main = made.main(url)
    related = main[main.index('id="related"') :] if 'id="related"' in main else ""
    pieces = re.split(r"<article", related)[1:]
    found = []
    for piece in pieces:
        address = re.search(r'<a[^>]* href="([^"]+)"', piece)
        why = re.search(r'class="reason"[^>]*>([^<]*)<', piece)
        assert address
        found.append((address[1], why[1].strip() if why else ""))
    return found


# -- islands ----------------------------------------------------------------------------------


def test_a_ring_has_no_fault(site: Make) -> None:
    """Each article has a link to it and one from it."""
    site(CONFIG + ring(12)).fine()


def test_an_article_without_links_is_told(site: Make) -> None:
    """It has no way to it and none from it."""
    made = site(CONFIG + ring(11) + article("alone", rest="tags: heat\n")).build()
    assert made.faults() == ["content/alone.md:1:1 dead-end", "content/alone.md:1:1 orphan"]


def test_a_pick_is_a_way(site: Make) -> None:
    """Related reading that an editor has chosen leads there."""
    pick = article("b", "[[alone]]", "related: [a0]\n")
    made = site(CONFIG + ring(11) + article("alone", "[[a1]]") + pick).build()
    assert made.faults() == ["content/b.md:1:1 orphan"]


def test_an_orphan_is_told_where_others_speak_of_it(site: Make) -> None:
    """With the exact places; what is a link, code or a heading already is none."""
    text = "See `duct losses`. All duct-losses count, [duct losses](a1.md)."
    body = f"[[a1]]\n\n## Duct losses\n\n{text}"
    made = site(
        CONFIG + ring(11, a0=body) + article("duct-loss", "[[a1]]", "keywords: [duct losses]\n")
    ).build()
    assert made.faults() == ["content/duct-loss.md:1:1 orphan"]
    assert "content/a0.md:9:24" in made.messages()


def test_an_article_far_away_is_told(site: Make) -> None:
    """More than three clicks from the front page, over every link that pages show."""
    config = CONFIG + "paginate: 2\n"
    chain = "".join(
        article(
            f"c{n:02}", f"[[c{n + 1:02}]]" if n < 11 else "[[c00]]", f"date: 2026-01-{28 - n}\n"
        )
        for n in range(12)
    )
    made = site(config + chain).build()
    assert made.faults() == [f"content/c{n:02}.md:1:1 too-far" for n in (6, 7, 8, 9)]
    assert "lies 4 clicks from the front page" in made.messages()


def test_a_small_site_is_left_in_peace(site: Make) -> None:
    """Nine articles may begin without links."""
    site(CONFIG + "".join(article(f"a{n}") for n in range(9))).fine()


# -- related reading --------------------------------------------------------------------------


def test_picks_come_first_with_their_reasons(site: Make) -> None:
    """Then what shares most."""
    made = site(
        article("a", "Ducts.", "tags: [ducts]\nrelated: [{to: b, why: what it costs}]\n")
        + article("b", "Other.", "tags: [noise]\n")
        + article("c", "Ducts.", "tags: [ducts]\n")
    ).fine()
    assert cards(made, "/a/") == [("/b/", "what it costs"), ("/c/", "also about ducts")]


def test_a_shared_entry_is_a_reason(site: Make) -> None:
    """Read aloud it makes sense."""
    glossary = "-- content/_data/glossary.yaml --\ndefrost:\n  term: Defrost cycle\n  short: s\n"
    body = "The defrost cycle melts ice."
    made = site(article("a", body) + article("b", body) + article("c", "None.") + glossary).build()
    assert cards(made, "/a/")[0] == ("/b/", "also covers defrost cycle")


def test_an_editors_link_counts_both_ways(site: Make) -> None:
    """Who links here is related, though nothing else is shared."""
    made = site(article("a", "Apples.") + article("b", "[[a]] pears.") + article("c")).fine()
    assert ("/b/", "") in cards(made, "/a/")


def test_no_article_fills_every_box(site: Make) -> None:
    """One that fits all is in three times its share of boxes; the others are in the rest."""
    tags = "".join(article(f"a{n:02}", "Text.", f"tags: [heat, t{n}]\n") for n in range(40))
    hub = article("hub", "Text.", f"tags: [heat, {', '.join(f't{n}' for n in range(40))}]\n")
    made = site(tags + hub).fine()
    boxes = [cards(made, f"/a{n:02}/") for n in range(40)]
    assert sum(any(url == "/hub/" for url, _ in box) for box in boxes) == 12
    assert all(len(box) == 4 for box in boxes)


def test_ties_are_stable(site: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The order of files on the disk decides nothing."""
    texts = [article(f"a{n}", "Text.", "tags: heat\n") for n in range(8)]
    first = site("".join(texts)).fine()
    folder = tmp_path_factory.mktemp("other")
    second = Site(folder, "".join(reversed(texts))).fine()
    assert [cards(first, f"/a{n}/") for n in range(8)] == [
        cards(second, f"/a{n}/") for n in range(8)
    ]


# -- shared data and templates ----------------------------------------------------------------


def test_links_of_shared_data_are_links_of_the_site(site: Make) -> None:
    """The glossary's page may be the one that leads to an article."""
    entry = "a1:\n  term: a1\n  short: s\n  body: See [x](/alone/) and [y](term:a1).\n"
    glossary = f"-- content/_data/glossary.yaml --\n{entry}"
    made = site(CONFIG + ring(11) + article("alone", "[[a1]]") + glossary).build()
    assert "content/alone.md:1:1 orphan" not in made.faults()
    made.write("content/_data/glossary.yaml", entry.replace("/alone/", "/alon/"))
    made.build()
    assert made.faults().count("content/_data/glossary.yaml:4:17 dead-link") == 1


TEMPLATE = "templates/blocks/feedback.html"


def test_links_that_stand_in_templates_are_checked(site: Make) -> None:
    """At their place in the template; what is commented out or made up is not."""
    made = site(
        article("a")
        + f'-- {TEMPLATE} --\n<p>\n<a href="/b/">B</a> {{# <a href="/c/"> #}}'
        + '<a href="{{ chrome.base_path }}/d/">D</a> <a href="{{ page.twin_href }}">E</a>'
        + "<!-- <a href='/f/'> --> <img src='/g.png' alt=''>\n"
    ).build()
    assert made.faults() == [
        f"{TEMPLATE}:2:10 dead-link",
        f"{TEMPLATE}:2:72 dead-link",
        f"{TEMPLATE}:2:153 dead-link",
    ]


def test_a_template_s_link_carries_the_path_of_the_site(site: Make) -> None:
    """Without it, readers would leave the site."""
    config = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example/hub\n"
    text = '<a href="/a/">A</a> <a href="{{ chrome.base_path }}/a/">A</a>'
    made = site(config + article("a") + f"-- {TEMPLATE} --\n{text}\n").build()
    assert made.faults() == [f"{TEMPLATE}:1:10 link-without-base"]
    made.write(TEMPLATE, text[20:])
    made.fine()


def test_what_templates_lead_to_is_near(site: Make) -> None:
    """A link that stands on every page is one click from the front page."""
    chain = "".join(article(f"a{n}", f"[[a{(n + 1) % 40}]]") for n in range(40))
    config = CONFIG + "paginate: 2\n"
    far = site(config + chain).build().faults()
    assert "content/a20.md:1:1 too-far" in far
    made = site(config + chain + f'-- {TEMPLATE} --\n<a href="/a20/">A</a>\n').build()
    assert "content/a20.md:1:1 too-far" not in made.faults()


# -- series -----------------------------------------------------------------------------------

SERIES = "-- content/_data/series.yaml --\ns:\n  title: Step by step\n  articles: [a, b, c]\n"


def series_of(made: Site, url: str) -> list[str]:
    """Return the words and addresses of the way through the series."""
    main = made.main(url)
    if 'class="series"' not in main:
        return []
    nav = main[main.index('<nav class="series"') :].partition("</nav>")[0]
    links = re.findall(r'rel="(\w+)" href="([^"]+)"', nav)
    text = re.sub(r"<[^>]*>", "", nav.partition("</p>")[0]).strip()
    return [text, *(f"{rel} {href}" for rel, href in links)]


def test_a_series_leads_back_and_on(site: Make) -> None:
    """In the order of its list; other articles show nothing of it."""
    made = site("".join(map(article, "abcd")) + SERIES).fine()
    assert series_of(made, "/a/") == ["Part 1 of 3 in Step by step", "next /b/"]
    assert series_of(made, "/b/") == ["Part 2 of 3 in Step by step", "prev /a/", "next /c/"]
    assert series_of(made, "/c/") == ["Part 3 of 3 in Step by step", "prev /b/"]
    assert series_of(made, "/d/") == []


def test_a_series_closes_up_over_drafts(site: Make) -> None:
    """A part that is not published is passed over until it is; one part alone is no series."""
    drafts = article("a") + article("b", rest="draft: true\n") + article("c")
    made = site(drafts + SERIES).fine()
    assert series_of(made, "/a/") == ["Part 1 of 2 in Step by step", "next /c/"]
    made.build(drafts=True)
    assert series_of(made, "/a/") == ["Part 1 of 3 in Step by step", "next /b/"]
    made.write("content/b.md", "--- B\n")
    made.remove("content/a.md")
    made.remove("content/c.md")
    made.write("content/_data/series.yaml", "s: {title: S, articles: [b]}\n")
    made.fine()
    assert series_of(made, "/b/") == []


def test_faults_of_series(site: Make) -> None:
    """An article that is not there, and one that stands in two places."""
    made = site(
        "".join(map(article, "abc"))
        + "-- content/_data/series.yaml --\n"
        + "s:\n  title: S\n  articles: [a, bb, a]\n"
        + "t:\n  title: T\n  articles: [b, a]\n  part: 1\n"
        + "u:\n  title: U\n"
    ).build()
    path = "content/_data/series.yaml"
    assert made.faults() == [
        f"{path}:3:17 dead-link",
        f"{path}:3:21 two-series",
        f"{path}:6:17 two-series",
        f"{path}:7:3 unknown-key",
        f"{path}:8:1 missing-key",
    ]


def test_a_series_is_a_way(site: Make) -> None:
    """An editor has put the articles in this order."""
    made = site(
        CONFIG
        + ring(11)
        + article("alone")
        + "-- content/_data/series.yaml --\ns:\n  title: S\n  articles: [a0, alone]\n"
    )
    made.fine()


# -- the graph as a file and as a picture -------------------------------------------------------


def graph_of(made: Site) -> dict[str, Any]:
    """Read `graph.json`, as NetworkX does."""
    document: dict[str, Any] = json.loads((made.output / "graph.json").read_text("utf-8"))
    return document


def test_the_graph_is_a_file(site: Make) -> None:
    """The front page, the articles, and each link between them once a kind."""
    made = site(
        "-- config.yaml --\ntitle: Hub\nbase_url: https://hub.example\n"
        + article("a", "[[b]], [again](b.md)", "category: Basics\nrelated: [{to: b, why: Why.}]\n")
        + article("b", "[home](/), [x](https://x.example/)")
        + article("c")
    ).build()
    document = graph_of(made)
    assert (document["directed"], document["multigraph"]) == (True, True)
    assert document["nodes"] == [
        {"id": "/", "title": "Hub", "path": "", "category": "", "clicks": 0},
        {"id": "/a/", "title": "A", "path": "content/a.md", "category": "Basics",
         "clicks": 1, "orphan": True, "dead_end": False},
        {"id": "/b/", "title": "B", "path": "content/b.md", "category": "",
         "clicks": 1, "orphan": False, "dead_end": True},
        {"id": "/c/", "title": "C", "path": "content/c.md", "category": "",
         "clicks": 1, "orphan": True, "dead_end": True},
    ]  # fmt: skip
    editors = [link for link in document["links"] if link["key"] != "related"]
    assert editors == [
        {"source": "/a/", "target": "/b/", "key": "link", "count": 2, "reason": ""},
        {"source": "/a/", "target": "/b/", "key": "pick", "count": 1, "reason": "Why."},
        {"source": "/b/", "target": "/", "key": "link", "count": 1, "reason": ""},
    ]
    headers = (made.output / "_headers").read_text("utf-8")
    assert "/graph.json\n  X-Robots-Tag: noindex\n" in headers


def drawn(nodes: list[dict[str, Any]], links: list[dict[str, Any]], base: str = "") -> str:
    return graph_page(json.dumps({"nodes": nodes, "links": links}).encode(), base)


def node(name: str, clicks: int | None, **rest: object) -> dict[str, Any]:
    return {"id": name, "title": name, "path": f"content{name}", "clicks": clicks, **rest}


def test_the_picture_shows_islands() -> None:
    """By their shape, by a list, and with the name of what is wrong."""
    nodes = [
        node("/", 0),
        node("/fine/", 1, orphan=False, dead_end=False),
        node("/lone/", 2, orphan=True, dead_end=True),
        node("/end/", 1, orphan=False, dead_end=True),
        node("/far/", 4, orphan=False, dead_end=False),
        node("/off/", None, orphan=False, dead_end=False),
    ]
    html = drawn(nodes, [{"source": "/", "target": "/fine/", "key": "link"}], "/hub")
    shapes = dict(re.findall(r'href="/hub(/[^"]*)"><title>[^<]*</title><(\w+)', html))
    square = dict.fromkeys(["/lone/", "/end/", "/far/", "/off/"], "rect")
    assert shapes == {"/": "circle", "/fine/": "circle", **square}
    lists = {
        title: re.findall(r'href="/hub(/[^"]*)"', items)
        for title, items in re.findall(r"<h2>([^<]*)</h2><ul>(.*?)</ul>", html)
    }
    assert lists == {
        "No editor's link leads to these: 1": ["/lone/"],
        "These lead to no other article: 2": ["/lone/", "/end/"],
        "More than 3 clicks from the front page: 2": ["/far/", "/off/"],
    }


def test_the_rings_are_the_clicks() -> None:
    """What cannot be reached lies outermost; nothing lies over another."""
    nodes = [node("/", 0), *(node(f"/{n}/", 1 + n % 3) for n in range(60)), node("/off/", None)]
    html = drawn(nodes, [])
    assert html.count("<rect") == 1
    places = [
        (float(x), float(y)) for x, y in re.findall(r'<circle cx="(-?\d+)" cy="(-?\d+)"', html)
    ]
    assert len(set(places)) == len(places)
    away = sorted({round(math.hypot(x, y) / 10) * 10 for x, y in places})
    assert away == [0, 210, 420, 630]


def test_the_picture_of_a_hostile_title() -> None:
    """A title is text."""
    html = drawn([{**node("/", 0), "title": "<script>x</script>&"}], [])
    assert "<script" not in html
    assert "&lt;script&gt;x&lt;/script&gt;&amp;" in html


def test_too_many_pages_for_a_picture() -> None:
    """What is wrong is listed all the same, as far as somebody reads."""
    nodes = [node("/", 0), *(node(f"/{n}/", 1, orphan=True) for n in range(2_500))]
    html = drawn(nodes, [])
    assert "<svg" not in html
    assert "2501 pages are too many for a picture" in html
    assert "to these: 2500</h2>" in html
    assert "… and 2300 more." in html


# -- what every page shows ----------------------------------------------------------------------


def test_the_navigation_is_near_whatever_its_letters(site: Make) -> None:
    """One click from the front page, also under a path and with an anchor."""
    chain = "".join(article(f"a{n}", f"[[a{(n + 1) % 40}]]") for n in range(40))
    config = (
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example/hub\npaginate: 2\n"
        "navigation:\n  - {text: Summer, to: /été/#main}\n"
    )
    summer = article("été", "[[a20]]")
    faults = site(config + chain + summer).build().faults()
    assert "content/été.md:1:1 too-far" not in faults
    assert "content/a20.md:1:1 too-far" not in faults
    assert "content/a24.md:1:1 too-far" in faults


def test_anchors_of_listings_are_proved_in_the_navigation(site: Make) -> None:
    """A listing's anchors are known once it is rendered."""
    config = f"{CONFIG}navigation:\n  - {{text: Heat, to: /tags/heat/#nope}}\n"
    made = site(config + article("a", rest="tags: heat\n")).build()
    assert made.faults() == ["config.yaml:4:22 dead-anchor"]


def test_a_template_s_link_under_a_path(site: Make) -> None:
    """A path that stands there twice is dead; one that is written out is right."""
    config = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example/hub\n"
    text = '<a href="{{ chrome.base_path }}/hub/a/">A</a> <a href="/hub/a/">A</a>'
    made = site(config + article("a") + f"-- {TEMPLATE} --\n{text}\n").build()
    assert made.faults() == [f"{TEMPLATE}:1:32 dead-link"]


def test_related_reading_leaves_out_the_neighbours_in_a_series(site: Make) -> None:
    """They stand on the page already."""
    made = site("".join(article(name, "Ducts.", "tags: [x]\n") for name in "abcd") + SERIES)
    made.fine()
    assert [url for url, _ in cards(made, "/b/")] == ["/d/"]
    assert [url for url, _ in cards(made, "/a/")] == ["/c/", "/d/"]


def test_an_orphan_s_names_are_its_own(site: Make) -> None:
    """What several articles are tagged with is no one's name; what an article compares is."""
    tags = "tags: [heat pumps]\n"
    table = (
        "comparison:\n  caption: Two refrigerants\n"
        "  options: [R-32, R-410A]\n  rows: {Price: [low, high]}\n"
    )
    texts = {"a0": "[[a1]] Of heat pumps, as [[e]].", "a3": "[[a4]] Heat pumps hold R-32 now."}
    others = CONFIG + ring(11, **texts) + article("e", "[[a1]]", tags)
    made = site(others + article("d", "[[a1]]", tags + table)).build()
    assert "link to it where others speak of it: content/a3.md:5:24\n" in made.messages()
    made = site(others + article("d", "[[a1]]", tags)).build()
    assert "link to it from an article on a neighbouring question" in made.messages()


def test_an_orphan_s_places_are_running_text(site: Make) -> None:
    """Not comments, code, raw links or headings; the first place in each article."""
    body = (
        "[[a1]] <!-- duct losses -->\n\n```\nduct losses\n```\n\n"
        '<a href="/a1/">duct losses</a>\n\n## Duct losses\n\nOf duct\nlosses, duct losses.'
    )
    made = site(
        CONFIG + ring(11, a0=body) + article("duct-loss", "[[a1]]", "keywords: [duct losses]\n")
    ).build()
    assert "link to it where others speak of it: content/a0.md:15:4" in made.messages()
