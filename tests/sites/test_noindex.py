"""An article that search engines must leave out: readers find it all the same."""

import gzip
import json
from collections.abc import Callable

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]

SITE = """
    -- config.yaml --
    title: Test hub
    base_url: https://hub.example
    faults: {orphan: off, dead-end: off}
    search: true
    -- content/terms.md --
    ---
    title: Terms of a contest
    description: What holds for the contest that is over.
    date: 2026-11-01
    category: Basics
    noindex: true
    question: What is a ton?
    faq:
      - {question: What is a ton?, answer: "12,000 BTU in an hour."}
    ---
    Nobody wins any more.

    -- content/ton.md --
    ---
    title: What a ton is
    description: A ton of cooling is 12,000 BTU in an hour.
    date: 2026-11-02
    category: Basics
    faq:
      - {question: What is a ton?, answer: "12,000 BTU in an hour."}
    ---
    See [the terms](terms.md).
"""


def excerpts(built: Site) -> list[bytes]:
    """Return what the index of the search says of each page, as JSON."""
    files = built.output.rglob("*.pf_fragment")
    return [gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd") for file in files]


def test_search_engines_are_told_to_leave_it_out(site: SiteOf) -> None:
    built = site(SITE).fine()

    page = built.page("terms/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert "application/ld+json" not in page
    assert '<meta name="robots" content="index,' in built.page("ton/index.html")


def test_no_list_for_programs_names_it(site: SiteOf) -> None:
    """A sitemap must not name what may not be listed (Google, "Build and submit a sitemap")."""
    built = site(SITE).fine()

    for name in ("sitemap.xml", "llms.txt"):
        assert "https://hub.example/ton/" in built.page(name)
        assert "https://hub.example/terms/" not in built.page(name)


def test_readers_find_it_in_lists_feeds_and_the_search(site: SiteOf) -> None:
    built = site(SITE).fine()

    assert 'href="/terms/"' in built.main("/categories/basics/")
    assert 'href="/terms/"' in built.main("/")
    assert "https://hub.example/terms/" in built.page("feed.xml")
    items = json.loads(built.page("feed.json"))["items"]
    assert "https://hub.example/terms/" in [item["url"] for item in items]
    assert "/terms/" in [json.loads(text)["url"] for text in excerpts(built)]


def test_it_takes_no_question_from_a_page_that_may_be_listed(site: SiteOf) -> None:
    built = site(SITE).fine()

    assert '"FAQPage"' in built.page("ton/index.html")


def test_a_front_page_may_be_left_out_too(site: SiteOf) -> None:
    built = site("""
        -- content/index.md --
        ---
        title: Test hub
        description: For the people of the house only.
        noindex: yes
        ---
        -- content/a.md --
        --- A
        Text.
    """).fine()

    assert '<meta name="robots" content="noindex">' in built.page("index.html")
    assert "<loc>https://hub.example/</loc>" not in built.page("sitemap.xml")
    assert "<loc>https://hub.example/a/</loc>" in built.page("sitemap.xml")


def test_what_no_result_shows_may_have_any_length(site: SiteOf) -> None:
    text = f"""
        -- content/a.md --
        ---
        title: A
        description: {"Long. " * 40}
        noindex: no
        ---
    """
    listed = site(text)
    listed.asked = frozenset({"description-length"})
    assert listed.build().faults() == ["content/a.md:3:14 description-length"]

    unlisted = site(text.replace("noindex: no", "noindex: true"))
    unlisted.asked = listed.asked
    assert unlisted.build().faults() == []


def test_anything_but_yes_and_no_is_an_error(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        ---
        title: A
        description: About A.
        noindex: google
        ---
    """).build()

    assert built.faults() == ["content/a.md:4:10 wrong-value"]
