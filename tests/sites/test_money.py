"""Money, old ratings and programmes in running text: what is found, and what is left in peace."""

import datetime as dt
from collections.abc import Callable

import pytest

from plenum.model.money import amounts
from tests.sites.harness import Site

Make = Callable[[str], Site]

ASKED = frozenset(
    "money-without-currency money-without-date old-rating ended-programme undated-programme".split()
)
BOTH = "It is sold in the United States and in Canada in 2026."


def faults(site: Make, body: str, front: str = "", data: str = "", day: str = "") -> list[str]:
    """Return the faults of one article with this body, which begins on line 5."""
    facts = f"-- content/_data/facts.yaml --\n{data}\n" if data else ""
    made = site(
        f"{facts}-- content/a.md --\n---\ntitle: A\ndescription: About it.\n{front}---\n{body}\n"
    )
    made.asked = ASKED
    options = {"today": dt.date.fromisoformat(day)} if day else {}
    found = made.build(write=False, **options).faults()
    return [each.removeprefix("content/a.md:") for each in found]


AMOUNTS = [
    ("It costs $8,000.", ["$8,000 "]),
    ("It costs $8,000–15,000 or $8,000–$15,000.", ["$8,000–15,000 ", "$8,000–$15,000 "]),
    ("From $800 to $900, from US$800 to US$900.", ["$800 to $900 ", "US$800 to US$900 USD"]),
    ("C$5,000, CA$5,000, CAD 5,000 and $5,000 CAD.", [
        "C$5,000 CAD", "CA$5,000 CAD", "CAD 5,000 CAD", "$5,000 CAD CAD",
    ]),
    ("US$2,000, USD 2,000, $2,000 USD, US $2,000.", [
        "US$2,000 USD", "USD 2,000 USD", "$2,000 USD USD", "US $2,000 USD",
    ]),
    ("5,000 dollars or 5,000 Canadian dollars", ["5,000 dollars ", "5,000 Canadian dollars CAD"]),
    ("17.9 ¢ or 17.9¢ or 12.4–39.7 cents", ["17.9 ¢ ", "17.9¢ ", "12.4–39.7 cents "]),
    ("$1.5 million, $12k", ["$1.5 million ", "$12k "]),
    ("A$ sign, $HOME, 5 percent, the cent, dollars, CAD drawings", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts_are_read_as_they_are_written(text: str, expected: list[str]) -> None:
    """Each with its currency, where the text says it."""
    found = [f"{text[each.start : each.end]} {each.currency}" for each in amounts(text)]
    assert found == expected


WITHOUT_CURRENCY = [
    (f"{BOTH} It costs $8,000.", "5:65"),
    (f"{BOTH}\n\nNew ducts add $8,000–$15,000.", "7:15"),
    ("A rebate of Maine in 2026 and one of Ontario.\n\nEach is $500.", "7:9"),
    ("Maine and Ontario pay $500 each in 2026.", "5:23"),
    (f"{BOTH}\n\n| Ducts | $900 |\n|---|---|\n| Unit | $800 |\n\nTable: T", "7:11; 9:10"),
]


@pytest.mark.parametrize(("body", "places"), WITHOUT_CURRENCY)
def test_dollars_of_two_countries_are_told_apart(site: Make, body: str, places: str) -> None:
    """At the very character."""
    found = [each for each in faults(site, body) if each.endswith("money-without-currency")]
    assert found == [f"{each} money-without-currency" for each in places.split("; ")]


WITH_CURRENCY = [
    "In the United States it cost $8,000 in 2026.",
    "In Canada it cost $8,000 in 2026, and in Ontario $9,000.",
    f"{BOTH}\n\nIt is so in Maine. A head is $500 there.",
    f"{BOTH}\n\n## In Canada\n\nA head is $500.",
    f"{BOTH}\n\n| Maine | $900 |\n|---|---|\n| Ontario | $800 |\n\nTable: T",
    f"{BOTH}\n\n| Part | US | Canada |\n|---|---|---|\n| Head | $800 | $900 |\n\nTable: T",
    f"{BOTH} It costs US$8,000 or C$11,000, $8,000 USD or CAD 11,000.",
    f"{BOTH} In Canada it costs $11,000.",
    f"{BOTH} The Canadian price is $11,000; the rest is told.",
    f"{BOTH} It costs 5,000 Canadian dollars.",
    f"{BOTH} The North American price is unknown.",
    f"{BOTH} The sign “$8,000” is undecidable.",
    f"{BOTH} Power costs 12 ¢ per kWh.",
    f"{BOTH} `$8,000`",
    "It cost $8,000 in North America in 2026.",
]


@pytest.mark.parametrize("body", WITH_CURRENCY)
def test_dollars_of_one_country_are_left_in_peace(site: Make, body: str) -> None:
    """Where an article speaks of one country, its dollars are those."""
    assert [each for each in faults(site, body) if each.endswith("currency")] == []


def test_the_names_of_a_comparison_say_whose_dollars_they_are(site: Make) -> None:
    """And when they were paid, with its caption."""
    front = (
        "comparison:\n  caption: Two heads in 2026\n  options: [OPTIONS]\n"
        "  rows:\n    Price: [$800, $900]\n"
    )
    assert faults(site, BOTH, front.replace("OPTIONS", "In the US, In Canada")) == []
    assert faults(site, BOTH, front.replace("OPTIONS", "One, Two")) == [
        "8:13 money-without-currency",
        "8:19 money-without-currency",
    ]


FACT = """price:
  value: $500
  what: price of a head
  as_of: 2026-01-01
  source: {title: A survey, publisher: An agency, url: https://a.example/, accessed: 2026-01-02}
bare:
  value: $500
  what: price of a head
"""

WITHOUT_DATE = [
    ("It costs $8,000.", "5:10"),
    ("It costs $8,000, or $9,000.\n\nA head is US$500.", "5:10; 7:11"),
    ("Power costs 17.9 cents per kWh.", "5:13"),
    ("## Prices\n\nIt costs $2,026.", "7:10"),
    ("In 2026 it was cold.\n\nIt costs $800.", "7:10"),
    ("It costs [$500](fact:bare).", "5:11"),
]


@pytest.mark.parametrize(("body", "places"), WITHOUT_DATE)
def test_a_price_without_a_date_is_told_once_a_paragraph(
    site: Make, body: str, places: str
) -> None:
    """At the first amount of the paragraph."""
    assert faults(site, body, data=FACT) == [
        f"{each} money-without-date" for each in places.split("; ")
    ]


WITH_DATE = [
    "In 2026 it cost $8,000.",
    "Quotes of 2023 had a wide range.\nThe median was $16,025.",
    "## Prices, November 2026\n\nIt costs $800.",
    "Prices of 2026:\n\n- a head costs $800\n- a drain costs $90",
    "| Ducts | $900 |\n|---|---|\n| Unit | $800 |\n\nTable: Prices of 2024",
    "Table: Prices of 2024\n\n| Ducts | $900 |\n|---|---|\n| Unit | $800 |",
    "It costs [$500](fact:price), or $600 with tax.",
    "Is it worth $800?",
    "A page says “$800”.",
    "At an example price of US$0.18 per kWh that is US$1,440.",
    "Suppose it costs $800.",
    "Every price below is an example.\n\nThese example prices are low.\n\nIt costs $800.",
    "### Under $900\n\nWords.",
    "`$800`",
]


@pytest.mark.parametrize("body", WITH_DATE)
def test_a_price_with_a_date_is_left_in_peace(site: Make, body: str) -> None:
    """A year near it, above it, in its caption or its fact; and what is made up has none."""
    assert [each for each in faults(site, body, data=FACT) if each.endswith("-date")] == []


def test_a_title_and_a_question_date_their_prices(site: Make) -> None:
    """They stand above them."""
    front = "faq:\n  - question: What did it cost in 2024?\n    answer: It was $800.\n"
    assert faults(site, "Words.", front) == []
    assert faults(site, "Words.", front.replace(" in 2024", "")) == ["6:20 money-without-date"]


OLD = [
    ("It is rated 16 SEER.", "5:13"),
    ("Units of 10–13 HSPF save money.", "5:10"),
    ("Ask for a SEER of 18 or more.", "5:11"),
    ("It is rated 12 EER, too.", "5:13"),
    ("It is rated 16 SEER. One has 15 SEER2.", "5:13"),
]


@pytest.mark.parametrize(("body", "place"), OLD)
def test_an_old_rating_is_told(site: Make, body: str, place: str) -> None:
    """At its figure."""
    assert faults(site, body) == [f"{place} old-rating"]


NEW = [
    "It is rated 16 SEER2, 9 HSPF2 and 12 EER2.",
    "It was rated 16 SEER.",
    "By the old test it is 16 SEER.",
    "An older unit of 10 SEER.",
    "In 2019 it had 16 SEER.",
    "So 16 SEER is roughly 15.2 SEER2.",
    "Resistance heat is 3.412 HSPF.",
    "A page writes “16 SEER”.",
    "A window unit of 12 EER.",
    "A ground-source unit of 20 EER.",
    "SEER is the older rating; 16 rooms.",
    "| Unit | 16 SEER | the old metric |\n|---|---|---|\n| a | b | c |\n\nTable: T",
    "| SEER to SEER2 | 0.95 |\n|---|---|\n| a | b |\n\nTable: T",
]


@pytest.mark.parametrize("body", NEW)
def test_a_rating_that_says_which_it_is_is_left_in_peace(site: Make, body: str) -> None:
    """Where the words say that the old one is meant."""
    assert [each for each in faults(site, body) if each.endswith("old-rating")] == []


PROGRAMMES = """credit:
  value: 30%
  what: a credit
  names: [(section|credit) 25C, Home Credit]
  valid_until: 2025-12-31
homes:
  value: C$5,000
  what: a grant
  names: [Greener Homes]
  valid_until: 2024-02-29
plan:
  value: no cost
  what: a plan
  names: [Greener Homes Plan]
"""

ENDED = [
    ("Buyers qualify for section 25C.", "5:20"),
    ("Through 2032, the section 25C credit gives 30%.", "5:19"),
    ("The Home Credit is still available.", "5:5"),
    ("| Home Credit | pays 30% |\n|---|---|\n| a | b |\n\nTable: T", "5:3"),
    ("In Canada (Greener Homes, others), it is eligible.", "5:12"),
    ("- section 25C: up to $2,000 in your pocket", "5:3"),
]


@pytest.mark.parametrize(("body", "place"), ENDED)
def test_a_programme_that_has_ended_is_not_promised(site: Make, body: str, place: str) -> None:
    """From the day after its last."""
    found = faults(site, body, data=PROGRAMMES, day="2026-01-01")
    assert [each for each in found if each.endswith("ended-programme")] == [
        f"{place} ended-programme"
    ]


OVER = [
    "Section 25C ended; nobody can claim it.",
    "Section 25C was available.",
    "You could claim section 25C.",
    "Section 25C is no longer available.",
    "Section 25C does not pay for this.",
    "You can claim section 25C for 2025.",
    "Late returns may claim section 25C.",
    "You can claim [section 25C](fact:credit?past).",
    "Is section 25C available?",
    "The term “section 25C” is eligible.",
    "## Is section 25C available\n\nWords.",
    "Read section 25C.",
    "The Greener Homes Plan is available.",
    "`section 25C` is available.",
    "The subsection 25CA is available.",
    "| Home Credit | Ended; it paid 30% |\n|---|---|\n| a | b |\n\nTable: T",
]


@pytest.mark.parametrize("body", OVER)
def test_a_programme_told_as_past_is_left_in_peace(site: Make, body: str) -> None:
    """And so are names of others, and words that promise nothing."""
    found = faults(site, body, data=PROGRAMMES, day="2026-01-01")
    assert [each for each in found if each.endswith("ended-programme")] == []


def test_on_its_last_day_a_programme_goes_on(site: Make) -> None:
    """Last days are inclusive."""
    body = "Buyers qualify for section 25C."
    assert "5:20 ended-programme" not in faults(site, body, data=PROGRAMMES, day="2025-12-31")


def test_the_message_says_when_it_ended(site: Make) -> None:
    """And how to tell it as past."""
    made = site(
        f"-- content/_data/facts.yaml --\n{PROGRAMMES}"
        "-- content/a.md --\n--- A\nThe Home Credit is available.\n"
    )
    assert made.build(write=False).messages() == (
        "content/a.md:5:5: error ended-programme: "
        "'Home Credit' lasted until December 31, 2025, and this speaks of it in the present\n"
        "  The Home Credit is available.\n"
        "      ^^^^^^^^^^^\n"
        "  → say that it ended, or cite the fact 'credit' as past: fact:credit?past\n\n"
    )


def test_a_name_that_cannot_be_sought_is_an_error(site: Make) -> None:
    """At the bracket that is not closed."""
    data = "f:\n  value: 1\n  what: w\n  names: [a (b]\n"
    found = faults(site, "Words.", data=data)
    assert found == ["content/_data/facts.yaml:4:13 wrong-phrase"]
