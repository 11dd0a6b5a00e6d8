"""Facts about which sources disagree: one value is used, the others are shown with the reason."""

import datetime as dt
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites.harness import Site

Make = Callable[[str], Site]
FACT = """
rating:
  what: least rating of a label
  region: US
  values:
    - value: 7.8 HSPF2
      basis: version 6.1
      as_of: 2023
      used: true
      source: {title: One page, publisher: P, url: https://one.example/a, accessed: 2026-10}
    - value: {low: 7.5, high: 7.6, unit: HSPF2}
      basis: version 6.2
      region: CA
      source: {title: Another page, publisher: Q, url: https://other.example/b}
  why: The version is the one that dealers name.
"""


def site_with(facts: str, body: str = "At least [](fact:rating).") -> str:
    return f"-- content/a.md --\n--- A\n{body}\n-- content/_data/facts.yaml --{facts}"


def facts_of(made: Site, fact_id: str = "rating") -> str:
    """Return the text of a fact's entry on the page of facts."""
    node = LexborHTMLParser(made.main("/facts/")).css_first(f"#{fact_id}")
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def test_articles_cite_the_value_that_is_used(site: Make) -> None:
    """With its source alone."""
    made = site(site_with(FACT, "At least [](fact:rating), or [7.8](fact:rating).")).fine()
    page = LexborHTMLParser(made.main("/a/")).text()
    assert "At least 7.8\u00a0HSPF2[1], or 7.8[1]." in page
    assert "One page" in page
    assert "Another page" not in page
    assert "as of 2023" in page


def test_the_page_of_facts_shows_all_values_and_why(site: Make) -> None:
    """Each with what its source says; the fact's region counts where a value has none."""
    entry = facts_of(site(site_with(FACT)).fine())
    assert entry.startswith("7.8 HSPF2 least rating of a label Basis: version 6.1. Region: US.")
    assert "Source: One page , P, accessed October 2026" in entry
    other = "Another source says 7.5–7.6 HSPF2 : Another page , Q. Basis: version 6.2. Region: CA"
    assert other.replace(" HSPF2", "\u00a0HSPF2").replace("\u00a0", " ") in entry
    assert "Why we use this value: The version is the one that dealers name." in entry


def test_a_text_must_agree_with_the_value_that_is_used(site: Make) -> None:
    """Not with one of the others."""
    made = site(site_with(FACT, "At least [7.5](fact:rating).")).build()
    assert made.faults() == ["content/a.md:5:16 fact-text"]


BESIDE = """
rating:
  value: 7.8 HSPF2
  what: least rating of a label
  basis: version 6.1
  region: CA
  source: {title: One page, url: https://one.example/a}
  values:
    - {value: 7.5 HSPF2, source: {title: Another page, url: https://other.example/b}}
  why: The version is the one that dealers name.
"""


def test_a_value_beside_the_list_is_the_one_that_is_used(site: Make) -> None:
    """What an editor writes who finds a second source."""
    entry = facts_of(site(site_with(BESIDE)).fine())
    assert entry.startswith("7.8 HSPF2 least rating")
    assert "Another source says 7.5 HSPF2 : Another page . Region: CA" in entry
    assert entry.count("version 6.1") == 1


def test_the_same_value_may_stand_beside_the_list(site: Make) -> None:
    """Said twice, it is still one."""
    made = site(site_with(FACT.replace("  region: US", "  value: 7.8 HSPF2\n  region: US"))).fine()
    assert facts_of(made).count("7.8 HSPF2") == 1


@pytest.mark.parametrize(
    ("old", "new", "fault", "words"),
    [
        ("      used: true\n", "", "4:3 used-value", "none of the values of the fact 'rating'"),
        ("      region: CA", "      used: true", "12:7 used-value", "uses 2 values"),
        ("used: true", "used: false", "4:3 used-value", "marked 'used: true'"),
        (
            "  region: US",
            "  value: 9\n  region: US",
            "9:7 used-value",
            "delete the 'value' beside",
        ),
        ("  why: The version", "  note: The version", "1:1 missing-key", "'rating.why' is missing"),
        (
            "  why: The version is the one that dealers name.",
            "  why:",
            "14:3 empty-required-key",
            "",
        ),
        ("used: true", "used: perhaps", "8:13 wrong-value", "true or false"),
        ("  values:", "  vales:", "4:3 unknown-key", "did you mean 'values'?"),
        ("value: 7.8 HSPF2", "vale: 7.8 HSPF2", "5:7 unknown-key", "did you mean 'value'?"),
        ("as_of: 2023", "as_of: 2027", "7:14 date-in-future", "2027"),
    ],
)
def test_what_is_wrong_with_several_values(
    site: Make, old: str, new: str, fault: str, words: str
) -> None:
    """Each at its place, and nothing else is called wrong for it."""
    assert FACT.count(old) == 1
    made = site(site_with(FACT.replace(old, new), "Words.")).build()
    assert made.faults() == [f"content/_data/facts.yaml:{fault}"]
    assert words in made.messages()


@pytest.mark.parametrize(
    "broken",
    [
        "    - 7.5 HSPF2\n",
        "    - {value: 7.5 HSPF2}\n",
        "    -\n",
        "    - {value: {low: 1}, source: {title: T}}\n",
    ],
)
def test_a_value_with_a_fault_of_its_own(site: Make, broken: str) -> None:
    """It has that one alone: the others still count."""
    made = site(site_with(FACT.replace("  why:", f"{broken}  why:"))).build()
    assert len(made.faults()) == 1
    assert "used-value" not in made.messages()


def test_a_list_that_cannot_be_read_has_one_fault(site: Make) -> None:
    """Which value is used nobody can say."""
    facts = "\nrating:\n  what: w\n  values: 7.8\n  why: because\n"
    made = site(site_with(facts)).build()
    assert [each.split()[1] for each in made.faults()] == ["wrong-type"]


def test_the_days_of_all_values_are_looked_at(site: Make) -> None:
    """A source that was read tomorrow has not been read."""
    later = FACT.replace(
        "https://other.example/b}", "https://other.example/b, accessed: 2026-12-01}"
    )
    faults = site(site_with(later)).build(today=dt.date(2026, 11, 21)).faults()
    assert [each.split()[1] for each in faults] == ["date-in-future"]


def test_hostile_words_of_another_source_are_escaped(site: Make) -> None:
    """As everywhere."""
    evil = "<script>alert(1)</script>"
    facts = FACT.replace("Another page", evil).replace("version 6.2", evil).replace("dealers", evil)
    page = site(site_with(facts)).fine().page("facts/index.html")
    assert "<script>alert" not in page


def test_facts_stand_by_their_files(site: Make) -> None:
    """Several files are several parts, with a way to each; one file needs no heading."""
    made = site(site_with(FACT)).fine()
    assert "<h2" not in made.main("/facts/")
    made.remove("content/_data/facts.yaml")
    made.write("content/_data/facts/ratings.yaml", FACT)
    made.write("content/_data/facts/home_heating.yaml", "d: {value: 1, what: w}\n")
    made.write("content/_data/facts/us/ratings.yaml", "e: {value: 1, what: w}\n")
    main = LexborHTMLParser(made.fine().main("/facts/"))
    headings = [(each.id, each.text()) for each in main.css("h2")]
    assert headings == [
        ("group--home-heating", "Home heating"),
        ("group--ratings", "Ratings"),
        ("group--us--ratings", "Ratings"),
    ]
    ways = [each.attributes["href"] for each in main.css('nav[aria-label="Parts"] a')]
    assert ways == [f"#{anchor}" for anchor, _ in headings]
    assert [each.id for each in main.css(".facts > li")] == ["d", "rating", "e"]
