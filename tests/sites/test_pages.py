"""What stands on and around an article: the way there, what to read next, the machine's copies."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]

THREE = """
    -- content/one.md --
    ---
    title: Mini-split noise
    description: How loud a mini-split is.
    date: 2026-11-01
    category: Basics
    tags: [noise]
    related: [{to: three, why: the other end of the house}]
    ---
    A mini-split hums.

    ## Indoors

    Quiet.

    ### At night

    Quieter.

    -- content/two.md --
    ---
    title: Outdoor unit noise
    description: How loud the outdoor unit is.
    date: 2026-11-02
    category: Basics
    tags: [noise]
    ---
    The outdoor unit of a mini-split hums too.

    -- content/three.md --
    ---
    title: Duct cleaning
    description: When ducts need it.
    date: 2026-11-03
    category: Ducts
    ---
    Seldom.

    -- content/hidden.md --
    ---
    title: Noise to come
    description: A draft on noise.
    tags: [noise]
    category: Basics
    draft: true
    ---
    Mini-split noise.
"""


def test_picks_come_first_then_what_is_alike(site: SiteOf) -> None:
    """Related reading is the editor's picks, then what shares most; never itself or a draft."""
    main = site(THREE).fine().main("/one/")
    related = main[main.index('id="related"') :]

    assert re.findall(r'href="(/(?:one|two|three|hidden)/)"', related) == ["/three/", "/two/"]
    assert "the other end of the house" in related


def test_breadcrumbs_lead_through_the_category(site: SiteOf) -> None:
    """Home, category, article; as links and as structured data."""
    made = site(THREE).fine()
    graph = _graph(made, "/one/")
    names = [item["name"] for item in graph["BreadcrumbList"]["itemListElement"]]

    assert names == ["Home", "Basics", "Mini-split noise"]
    assert 'href="/categories/basics/"' in made.main("/one/")


def test_feeds_hold_the_newest_first(site: SiteOf) -> None:
    """Both feeds name the published articles, newest first, with absolute addresses."""
    made = site(THREE).fine()
    feed = json.loads(made.page("feed.json"))

    assert [item["url"] for item in feed["items"]] == [
        "https://hub.example/three/",
        "https://hub.example/two/",
        "https://hub.example/one/",
    ]
    assert re.findall(r"<id>(https://hub.example/\w+/)</id>", made.page("feed.xml")) == [
        "https://hub.example/three/",
        "https://hub.example/two/",
        "https://hub.example/one/",
    ]


def test_a_draft_is_nowhere(site: SiteOf) -> None:
    """No page, listing, feed, sitemap or twin names a draft."""
    made = site(THREE).fine()

    assert not any("hidden" in path for path in made.files())
    assert not any(b"/hidden/" in data for data in made.snapshot().values())


def test_the_twin_stands_on_its_own(site: SiteOf) -> None:
    """The Markdown twin has absolute links, the tables, the FAQ and the sources."""
    made = site(
        """
        -- content/other.md --
        --- Other
        Words.
        -- content/a.md --
        ---
        title: A
        description: About A.
        short_answer: See [[other]].
        comparison:
          caption: X and Y
          options: [X, Y]
          rows: {Size: [small, "[big](other.md)"]}
        faq: [{question: Why?, answer: "Because [[other|so]]."}]
        sources: [{id: doe, title: Ducts, publisher: DOE, url: "https://doe.example/d"}]
        ---
        Text with `[[code]]`, a [way](other.md#main) and [a source](source:doe).

        [FAQ]

        The end.
        """
    ).fine()
    twin = made.page("a/index.md")

    assert "See [Other](https://hub.example/other/)." in twin
    assert "`[[code]]`, a [way](https://hub.example/other/#main)" in twin
    assert "[a source](https://doe.example/d)" in twin
    assert "| Size | small | [big](https://hub.example/other/) |" in twin
    assert "### Why?\n\nBecause [so](https://hub.example/other/).\n\nThe end." in twin
    assert "1. [Ducts](https://doe.example/d), DOE" in twin


def test_an_alias_leads_to_its_article(site: SiteOf) -> None:
    """An old address is a redirect page and a line of `_redirects`; the sitemap leaves it out."""
    made = site(
        """
        -- content/a.md --
        ---
        title: A
        description: About A.
        aliases: [/old/place/]
        ---
        Words.
        """
    ).fine()

    assert 'url=/a/"' in made.page("old/place/index.html").replace("URL", "url")
    assert "/old/place/ /a/ 301" in made.page("_redirects")
    assert "/old/" not in made.page("sitemap.xml")


def test_a_question_is_marked_up_once(site: SiteOf) -> None:
    """A question that two pages answer is structured data on the page that owns it."""
    made = site(
        """
        -- content/a.md --
        ---
        title: A
        description: About A.
        date: 2026-01-01
        faq: [{question: Is a mini split a heat pump?, answer: "Yes."}]
        ---
        x
        -- content/b.md --
        ---
        title: B
        description: About B.
        date: 2026-02-01
        question: Is a mini-split a heat pump?
        faq: [{question: Is a mini-split a heat pump?, answer: "Mostly."}]
        ---
        x
        """
    ).fine()

    assert "FAQPage" not in _graph(made, "/a/")
    assert _graph(made, "/b/")["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"] == (
        "<p>Mostly.</p>"
    )


def test_one_date_everywhere(site: SiteOf) -> None:
    """Byline, structured data, Open Graph, sitemap and feed say the same day."""
    made = site(
        """
        -- content/a.md --
        ---
        title: A
        description: About A.
        date: 2026-10-05 15:00
        updated: 2026-11-01
        ---
        x
        """
    ).fine()
    html = made.page("a/index.html")
    article = _graph(made, "/a/")["Article"]

    assert article["datePublished"] == "2026-10-05T15:00:00+00:00"
    assert article["dateModified"] == "2026-11-01T00:00:00+00:00"
    assert 'datetime="2026-10-05T15:00:00+00:00">October 5, 2026' in html
    assert 'content="2026-11-01T00:00:00+00:00"' in html
    assert "<lastmod>2026-11-01T00:00:00+00:00</lastmod>" in made.page("sitemap.xml")
    assert "<updated>2026-11-01T00:00:00+00:00</updated>" in made.page("feed.xml")


def _graph(made: Site, url: str) -> dict[str, Any]:
    match = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        made.page(f"{url}index.html".lstrip("/")),
        re.DOTALL,
    )
    assert match
    return {node["@type"]: node for node in json.loads(match[1])["@graph"]}


def test_the_home_page_keeps_all_that_its_article_says(site: SiteOf) -> None:
    """`content/index.md` gives the home page its words, tables, FAQ and sources."""
    made = site(
        """
        -- content/index.md --
        ---
        title: Welcome
        description: All about heat.
        short_answer: Start here.
        comparison: {caption: X and Y, options: [X, Y], rows: {Size: [small, big]}}
        faq: [{question: Why?, answer: "Because."}]
        sources: [{id: doe, title: Ducts, url: "https://doe.example/d"}]
        ---
        Hello, [says DOE](source:doe).

        ## More

        The end.
        """
    ).fine()
    main = made.main("/")

    for words in ("Start here.", "Hello, ", "X and Y", "The end.", "Because.", ">Ducts<"):
        assert words in main
    assert _graph(made, "/")["FAQPage"]["mainEntity"][0]["name"] == "Why?"


def test_without_dates_there_is_no_feed_and_no_link_to_one(site: SiteOf) -> None:
    """A feed needs dates; a site without any has none, and its pages do not promise one."""
    made = site("-- content/a.md --\n--- A\nx\n").fine()

    assert not {"feed.xml", "feed.json"} & set(made.files())
    assert "/feed." not in made.page("a/index.html")


def test_the_home_page_is_in_no_listing(site: SiteOf) -> None:
    """Category and tags of `content/index.md` make no listing of their own."""
    made = site(
        """
        -- content/index.md --
        ---
        title: Welcome
        description: All about heat.
        category: Start
        tags: [start]
        ---
        Hello.
        -- content/a.md --
        --- A
        x
        """
    ).fine()

    assert not [path for path in made.files() if path.startswith(("categories", "tags"))]
