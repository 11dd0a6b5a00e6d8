"""What a site asks of all its articles, such as an author, sources and takeaways."""

from collections.abc import Callable

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]

CONFIG = """
    -- config.yaml --
    title: Test hub
    base_url: https://hub.example
    faults: {orphan: off, dead-end: off, too-far: off}
    articles:
      require: [date, short_answer, sources]
"""
WHOLE = """
    -- content/whole.md --
    ---
    title: Whole
    description: About whole.
    date: 2026-11-01
    short_answer: Yes.
    sources: [{id: doe, title: Ducts, url: "https://example.org/"}]
    ---
    [So it is](source:doe).
"""


def test_an_article_without_a_required_part_is_told_at_its_opening(site: SiteOf) -> None:
    built = site(f"""{CONFIG}
    -- content/a.md --
    ---
    title: A
    description: About A.
    date: 2026-11-01
    ---
    {WHOLE}""").build()

    assert built.faults() == ["content/a.md:1:1 missing-part"]
    assert "this article has no 'short_answer' and no 'sources'" in built.messages()


def test_nothing_is_asked_where_the_configuration_asks_nothing(site: SiteOf) -> None:
    assert site("-- content/a.md --\n--- A\nText.").build().faults() == []


def test_a_registered_fact_is_a_source(site: SiteOf) -> None:
    built = site(f"""{CONFIG}
    -- content/_data/facts.yaml --
    loss:
      value: {{value: 30, unit: "%"}}
      what: lost air
      as_of: 2024-06-01
      source: {{title: Ducts, publisher: A, url: "https://example.org/", accessed: 2026-11-01}}
    -- content/a.md --
    ---
    title: A
    description: About A.
    date: 2026-11-01
    short_answer: Lost [](fact:loss).
    ---
    """).build()

    assert built.faults() == []


def test_pages_that_lead_to_others_and_drafts_are_not_asked(site: SiteOf) -> None:
    built = site(f"""{CONFIG}
    -- content/index.md --
    --- Home
    -- content/cost/index.md --
    --- Costs
    -- content/cost/draft.md --
    ---
    title: Draft
    description: About drafts.
    draft: true
    ---
    {WHOLE.replace("content/", "content/cost/")}""").build(drafts=True)

    assert built.faults() == []


def test_an_article_in_a_folder_of_its_own_is_asked(site: SiteOf) -> None:
    built = site(f"""{CONFIG}
    -- content/ducts/index.md --
    --- Ducts
    {WHOLE}""").build()

    assert built.faults() == ["content/ducts/index.md:1:1 missing-part"]


def test_what_could_not_be_read_is_not_called_missing(site: SiteOf) -> None:
    built = site(f"""{CONFIG}
    -- content/a.md --
    ---
    title: A
    description: About A.
    date: yesterday
    short_answer: Yes.
    sources: [{{id: doe, title: Ducts, url: "https://example.org/"}}]
    ---
    [So it is](source:doe).
    """).build()

    assert built.faults() == ["content/a.md:4:7 wrong-date"]


def test_an_excuse_stands_at_the_opening(site: SiteOf) -> None:
    built = site(CONFIG + WHOLE)
    excuse = b"--- # plenum: ignore missing-part: no explainer\n"
    built.write("content/about.md", excuse + b"title: About us\ndescription: Who we are.\n---\n")

    assert built.build().faults() == []


def test_only_parts_that_there_are_can_be_required(site: SiteOf) -> None:
    built = site("""
    -- config.yaml --
    title: Test hub
    base_url: https://hub.example
    articles: {require: [date, byline]}
    """).build()

    assert built.faults() == ["config.yaml:3:28 wrong-value"]
    assert "author, date, reviewed" in built.messages()
