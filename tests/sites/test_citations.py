"""Facts that an article cites: numbered among its sources, linked both ways."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites.harness import Site

Make = Callable[[str], Site]
FACTS = """
-- content/_data/facts.yaml --
loss:
  value: {low: 20, high: 30, unit: "%"}
  what: share of the air that leaks
  as_of: 2024-06-01
  source: {title: Ducts, publisher: DOE, url: https://doe.example/ducts, accessed: 2026-11-01}
floor:
  value: {value: 14.3, unit: SEER2}
  what: least rating of a split heat pump
  source: {title: Minimums, publisher: FTC, url: https://ftc.example/min}
supply:
  value: 10%
  what: share that leaks before the rooms
  as_of: 2023-01-02
  source: {title: The same ducts, url: HTTPS://DOE.example/ducts/}
leaflet:
  value: 3 in
  what: width of the hole
  source: {title: A leaflet, publisher: Maker}
bare: {value: 7, what: days of a week}
credit:
  value: "US$2,000"
  what: most that a tax credit paid
  valid_until: 2025-12-31
  source: {title: The law, publisher: Congress}
"""
SOURCES = "sources: [{id: own, title: Own, url: https://own.example/a}]\n"


def article(body: str, front: str = "") -> str:
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front}---\n{body}\n{FACTS}"


def numbers(html: str) -> list[str]:
    return re.findall(r"<sup>\[(\d+)\]</sup>", html)


def listed(made: Site) -> list[str]:
    """Return the texts of the page's list of sources."""
    items = LexborHTMLParser(made.page("a/index.html")).css(".sources ol > li")
    return [" ".join(item.text().split()) for item in items]


def graph(html: str) -> list[dict[str, Any]]:
    """Return the nodes of the page's structured data."""
    (script,) = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    nodes: list[dict[str, Any]] = json.loads(script.text())["@graph"]
    return nodes


def test_a_cited_fact_is_a_numbered_source(site: Make) -> None:
    """It follows the front matter's, with publisher, day and its entry; both ends are linked."""
    made = site(article("[x](source:own) Loses [20–30 %](fact:loss).", SOURCES)).fine()
    assert (
        '<a class="fact" href="/facts/#loss" id="cite-loss">20–30\u00a0%</a>'
        '<a class="citation" href="#source--loss" aria-label="Source [2]"><sup>[2]</sup></a>.'
    ) in made.main("/a/")
    own, ducts = listed(made)
    assert own == "Own. ↩ 1"
    assert ducts == (
        "Ducts, DOE, accessed November 1, 2026. ↩ 1 "
        "Fact: share of the air that leaks, as of June 1, 2024"
    )
    main = made.main("/a/")
    assert '<li id="source--loss" value="2"><a href="https://doe.example/ducts"' in main
    assert '<a href="/facts/#loss">share of the air that leaks</a>' in main
    assert 'href="#cite-loss"' in main


def test_the_contents_lead_to_sources_of_facts(site: Make) -> None:
    """Also where the front matter has none."""
    body = "[TOC]\n\n## P\n\nWords.\n\n## Q\n\nWords.\n\n## R\n\nWords "
    assert 'href="#sources"' in site(article(f"{body}[](fact:loss).")).fine().main("/a/")
    assert 'href="#sources"' not in site(article(f"{body}[](fact:bare).")).fine().main("/a/")


def test_facts_are_numbered_as_they_are_first_mentioned(site: Make) -> None:
    """Short answer, takeaways, text and the table within it, verdict, answers."""
    made = site(
        article(
            "One [](fact:leaflet), again [](fact:loss).\n\n[COMPARISON]\n\nAnd [](fact:supply).\n\n"
            "## FAQ\n\n### Why?\n\nFor [](fact:floor).",
            'short_answer: "[](fact:floor)"\ntakeaways: ["[](fact:loss)"]\n'
            "comparison:\n  caption: C\n  options: [P, Q]\n"
            '  rows: {R: ["[3 in](fact:leaflet)", "[](fact:floor)"]}\n'
            '  verdict: {P: "[](fact:loss)", Q: y}\n',
        )
    ).fine()
    main = made.main("/a/").partition('class="sources')[0]
    # Short answer, takeaway, text, text, cells, verdict, text, answer.
    assert numbers(main) == ["1", "2", "3", "2", "3", "1", "2", "2", "1"]
    titles = [re.split(r"[,.]", text)[0] for text in listed(made)]
    assert titles == ["Minimums", "Ducts", "A leaflet"]
    ids = re.findall(r'\bid="(cite-[^"]*)"', main)
    assert len(ids) == len(set(ids)) == 9
    backs = re.findall(r'href="#(cite-[^"]*)"', made.main("/a/"))
    assert sorted(backs) == sorted(ids)


def test_one_address_is_one_source(site: Make) -> None:
    """A fact shares the number of the front matter's source, which counts as cited by it."""
    front = "sources: [{id: own, title: Own, url: https://doe.example/ducts/}]\n"
    made = site(article("[](fact:loss) [](fact:supply) [](fact:loss)", front)).fine()
    assert numbers(made.main("/a/")) == ["1", "1", "1"]
    (own,) = listed(made)
    assert own == (
        "Own. ↩ 1 ↩ 2 ↩ 3 Fact: share of the air that leaks, as of June 1, 2024 "
        "Fact: share that leaks before the rooms, as of January 2, 2023"
    )


def test_a_fact_without_a_source_has_no_number(site: Make) -> None:
    """It leads to its entry as before, and there is no empty list."""
    main = site(article("[](fact:bare)")).fine().main("/a/")
    assert '<a class="fact" href="/facts/#bare" id="cite-bare">7</a>' in main
    assert numbers(main) == []
    assert "sources" not in main


def test_a_fact_told_as_past_is_cited_too(site: Make) -> None:
    """What no longer holds has a source all the more."""
    made = site(article("[](fact:credit?past)")).fine()
    assert numbers(made.main("/a/")) == ["1"]
    assert len(listed(made)) == 1


@pytest.mark.parametrize("link", ["fact:loss", "source:own"])
def test_structured_answers_carry_no_numbers(site: Make, link: str) -> None:
    """Other programs show them without the list that the numbers belong to."""
    body = f"[y](source:own)\n\n## FAQ\n\n### Why?\n\nIt loses [20%]({link}) of it."
    html = site(article(body, SOURCES)).fine().page("a/index.html")
    answers = [each["mainEntity"] for each in graph(html) if each["@type"] == "FAQPage"]
    text = answers[0][0]["acceptedAnswer"]["text"]
    assert "20%" in text
    assert "[" not in text
    assert len(numbers(html)) == 2


def test_structured_data_and_the_copy_name_the_sources_of_facts(site: Make) -> None:
    """With the address of the fact's entry and its day."""
    made = site(article("[x](source:own) [](fact:loss) [](fact:leaflet)", SOURCES)).fine()
    nodes = graph(made.page("a/index.html"))
    cited = next(each["citation"] for each in nodes if each["@type"] == "Article")
    assert [each["name"] for each in cited] == ["Own", "Ducts", "A leaflet"]
    twin = made.page("a/index.md")
    assert "[20–30%](https://hub.example/facts/#loss)" in twin
    assert twin.partition("## Sources\n\n")[2].split("\n\n")[0].strip().splitlines() == [
        "1. [Own](https://own.example/a)",
        "2. [Ducts](https://doe.example/ducts), DOE (accessed 2026-11-01)",
        "   - [share of the air that leaks](https://hub.example/facts/#loss), as of 2024-06-01",
        "3. A leaflet, Maker",
        "   - [width of the hole](https://hub.example/facts/#leaflet)",
    ]


def test_a_number_is_no_text(site: Make) -> None:
    """The table as a file does without."""
    front = 'comparison: {caption: C, options: [P, Q], rows: {R: ["[](fact:loss)", z]}}\n'
    made = site(article("Words.", front)).fine()
    assert "\nR,20–30%,z\n" in made.page("a/c.csv")


def test_the_glossary_cites_without_numbers(site: Make) -> None:
    """Its page has no list of sources."""
    made = site(
        article("Words.")
        + "-- content/_data/glossary.yaml --\nd: {term: Duct, short: S., body: 'It loses"
        " [](fact:loss).'}\n"
    ).fine()
    page = made.page("glossary/index.html")
    assert ">20–30%</a>." in page
    assert numbers(page) == []


def test_hostile_words_of_a_fact_are_escaped(site: Make) -> None:
    """In the list as in the copy."""
    evil = "<script>alert(1)</script> [x](javascript:1)"
    made = site(
        "-- content/a.md --\n--- A\n[](fact:d)\n-- content/_data/facts.yaml --\n"
        f"d: {{value: 1, what: '{evil}', source: {{title: '{evil}', publisher: '{evil}'}}}}\n"
    ).build()
    assert "<script>alert" not in made.page("a/index.html")
    assert "[x](javascript:" not in made.page("a/index.md")


PRIMARY = """
    -- content/_data/facts.yaml --
    loss:
      value: {value: 30, unit: "%"}
      what: lost air
      as_of: 2024-06-01
      source: {title: Ducts, url: "https://example.org/ducts", accessed: 2026-11-01, primary: true}
    rise:
      value: {value: 5, unit: "%"}
      what: rise of prices
      as_of: 2024-06-01
      source: {title: News, url: "https://example.org/news", accessed: 2026-11-01}
    -- content/a.md --
    ---
    title: A
    description: About A.
    sources:
      - {id: law, title: Law, url: "https://example.org/law", accessed: 2026-11-01, primary: yes}
      - {id: ducts, title: Ducts, url: "https://example.org/ducts", accessed: 2026-11-01}
    ---
    [It is so](source:law), [](fact:loss), [](fact:rise), [too](source:ducts).
"""


def test_a_primary_source_is_called_so_in_the_list_and_in_the_copy(
    site: Callable[[str], Site],
) -> None:
    made = site(PRIMARY).fine()

    items = re.findall(r'<li id="source[^"]*".*?</li>', made.main("/a/"), re.DOTALL)
    assert ["Primary source." in item for item in items] == [True, True, False]
    copy = made.page("a/index.md")
    assert copy.count("(accessed 2026-11-01), primary source\n") == 2


def test_the_page_of_facts_says_which_sources_are_primary(site: Callable[[str], Site]) -> None:
    main = site(PRIMARY).fine().main("/facts/")

    assert main.count("primary source") == 1
    assert "primary source" in main.partition('id="loss"')[2].partition('id="rise"')[0]
