"""What articles say of one thing: the register and the other articles say it, too."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

_FACTS = """\
-- content/_data/facts.yaml --
full-capacity:
  value: 5 °F (−15 °C)
  what: temperature down to which some models keep their rated capacity
  wording: [hold capacity, holds capacity, full capacity]
duct-loss:
  value: {low: 20, high: 30, unit: "%"}
  what: share of the air that leaks away
  wording: [duct losses, lose air]
minimum:
  value: {value: 14.3, unit: SEER2}
  what: least that may be sold
  wording: [federal minimum]
ended:
  value: "30 %"
  what: share that a credit paid
  valid_until: 2025-12-31
  wording: [tax credit pays]
"""


def faults(site: Make, body: str, facts: str = _FACTS) -> list[str]:
    """Return the faults of one article with this body, which begins on line 5."""
    cited = " ".join(f"[]({'fact:' + each})" for each in ("full-capacity", "duct-loss", "minimum"))
    other = f"-- content/b.md --\n---\ntitle: B\ndescription: All facts.\n---\n{cited}\n"
    article = f"-- content/a.md --\n---\ntitle: A\ndescription: About it.\n---\n{body}\n"
    return site(facts + other + article).build(write=False).faults()


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("They hold capacity down to about −13 °F.", 34),
        ("They hold\ncapacity to −25 °C.", "6:13"),
        ("They run to 5 °C, with full-capacity at −20 °C only.", 41),
        ("Duct losses are 10–30 % of it.", 17),
        ("Ducts lose air, some 45 percent.", 22),
        ("Above the *federal minimum* of 15 SEER2 it is.", 32),
        ("- At −13 °F they run.\n- They hold capacity to −13 °F.", "6:25"),
    ],
)
def test_another_figure(site: Make, body: str, column: int | str) -> None:
    """Beside a fact's words it is told at its place."""
    place = column if isinstance(column, str) else f"5:{column}"
    assert faults(site, body) == [f"content/a.md:{place} contradicts-fact"]


@pytest.mark.parametrize(
    "body",
    [
        "They hold capacity down to about 5 °F.",
        "They hold capacity to −15 °C, and run to −25 °C.",
        "They hold capacity down to [5 °F](fact:full-capacity), and run to −13 °F.",
        "They do not hold capacity at −13 °F.",
        "They hold capacity well. At −13 °F they rest.",
        "They hold capacity with 9,000 BTU/h.",
        "Duct losses are 20–30 %, or about 25 %, or 22 to 28 percent.",
        "The federal minimum of 15 SEER is older.",
        "A full capacity\n\n−13 °F of it.",
        "`hold capacity` at −13 °F.",
        "The tax credit pays 40 %.",
        "They withhold capacity at −13 °F, overfull capacityless.",
    ],
)
def test_what_is_left_in_peace(site: Make, body: str) -> None:
    """The fact's own figure, a denial, another quantity, an ended fact."""
    assert faults(site, body) == []


def test_facts_that_share_their_wording(site: Make) -> None:
    """The figure of one of them is enough; another one is told once."""
    facts = """\
-- content/_data/facts.yaml --
attic: {value: "25–40 %", what: energy lost by ducts in attics, wording: [duct losses]}
typical: {value: about 20 %, what: air lost by ducts, wording: [duct losses]}
"""
    article = """\
-- content/a.md --
---
title: A
description: About [](fact:attic).
---
[](fact:attic), [](fact:typical). Duct losses of 20 % are typical. Duct losses are 30 to 35 %.
Duct losses are 10–30 %.
"""
    made = site(facts + article.replace(" [](fact:attic).", " it.", 1)).build(write=False)
    assert made.faults() == ["content/a.md:6:17 contradicts-fact"]
    assert "the fact 'attic' says: 25–40 %" in made.messages()


def test_answers_and_cells_are_looked_at(site: Make) -> None:
    """A wrong figure misleads wherever it stands."""
    front = """\
comparison:
  caption: Two
  options: [One, Two]
  rows:
    Cold: [Holds capacity to −13 °F, Nothing]
faq:
  - question: Does it heat?
    answer: It holds capacity to −20 °F.
"""
    article = f"-- content/a.md --\n---\ntitle: A\ndescription: About.\n{front}---\nText.\n"
    found = site(_FACTS + article).build(write=False).faults()
    assert [each for each in found if "contradicts" in each] == [
        "content/a.md:8:30 contradicts-fact",
        "content/a.md:11:34 contradicts-fact",
    ]


_GLOSSARY = """\
-- content/_data/glossary.yaml --
mini-split: {term: mini-split, short: A small split system.}
heat-pump: {term: heat pump, short: A machine that moves heat.}
heat-pump-water-heater: {term: heat pump water heater, short: A machine for hot water.}
"""


def claims(site: Site) -> list[str]:
    """Return what is told of claims that contradict each other."""
    return [each for each in site.build(write=False).faults() if "contradicting" in each]


def two(site: Make, one: str, other: str, data: str = _GLOSSARY) -> Site:
    """Return a site of two articles with these bodies, which begin on line 5."""
    return site(
        data
        + f"-- content/a.md --\n---\ntitle: A\ndescription: One.\n---\n{one}\n"
        + f"-- content/b.md --\n---\ntitle: B\ndescription: Two.\n---\n{other}\n"
    )


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        ("All mini-splits are heat pumps.", "Nearly all mini splits are heat pumps.", 1),
        ("Most mini-splits are heat pumps.", "But:\n**Every mini-split is a heat pump**.", "6:3"),
        ("A mini-split is a heat pump.", "A mini-split is not a heat pump.", 1),
        ("A mini-split is a heat pump.", "Well, no mini-split is a heat pump.", 7),
        ("Any mini-split is a heat pump.", "Some mini-splits are not heat pumps.", 1),
        ("Mini-splits are always heat pumps.", "Mini-splits are usually\nheat pumps.", 1),
        ("| A | B |\n|---|---|\n| x | All mini-splits are heat pumps |\n\nTable: T",
         "- A mini-split is not always a heat pump.", 3),
    ],
)  # fmt: skip
def test_claims_that_cannot_both_be_right(
    site: Make, one: str, other: str, column: int | str
) -> None:
    """The second one is told, and where the first one stands."""
    place = column if isinstance(column, str) else f"5:{column}"
    made = two(site, one, other)
    assert claims(made) == [f"content/b.md:{place} contradicting-claims"]
    assert f"content/a.md:{7 if '|' in one else 5} says '" in made.messages()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A mini-split is a heat pump.", "Nearly all mini-splits are heat pumps."),
        ("All mini-splits are heat pumps.", "Are most mini-splits heat pumps? Yes."),
        ("All mini-splits are heat pumps.", 'They say "no mini-split is a heat pump".'),
        ("All mini-splits are heat pumps.", "Many claim no mini-split is a heat pump."),
        ("All mini-splits are heat pumps.", "A mini-split is not a heat pump water heater."),
        ("All mini-splits are heat pumps.", "No mini-split is a heat pump specialist's toy."),
        ("All mini-splits are heat pumps.", "All mini-splits are not heat pumps."),
        ("All mini-splits are heat pumps.", "No heat pump is a mini-split."),
        ("All mini-splits are heat pumps.", "Most are. Mini-splits are `no` heat pumps."),
        ("All mini-splits are heat pumps.", "Mini-splits are\n\nnot heat pumps."),
    ],
)
def test_claims_that_may_both_be_right(site: Make, one: str, other: str) -> None:
    """General ones beside 'most', questions, quotations, other things."""
    assert claims(two(site, one, other)) == []


def table(option: str, row: str, cell: str) -> str:
    """Return an article with a comparison of this one cell, on line 8."""
    rows = f"    {row}: [{cell}, none]\n"
    front = f"comparison:\n  caption: Two\n  options: [{option}, Other]\n  rows:\n{rows}"
    return f"---\ntitle: T\ndescription: A table.\n{front}---\n[COMPARISON]\n"


BESIDE = "content/b.md:8:19 contradicting-cells"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("10 kW", "12 kW", [BESIDE]),
        ("8 to 10 kW", "11 to 12 kW", [BESIDE]),
        ("Yes", "No, never", [BESIDE]),
        ("yes (mostly)", "No", [BESIDE]),
        ("8 to 10 kW", "9 kW", []),
        ("34,100 BTU/h", "10 kW", []),
        ("10 kW", "3 COP", []),
        ("10 SEER2", "12 SEER", []),
        ("No ducts", "Yes", []),
        ("[10 kW](fact:x)", "12 kW", []),
        ("about ten", "about twelve", []),
    ],
)
def test_cells_of_one_row_and_option(site: Make, one: str, other: str, told: list[str]) -> None:
    """In two articles they say the same, whatever the names' form."""
    fact = "-- content/_data/facts.yaml --\nx: {value: 10 kW, what: A power}\n"
    first = table("Mini-split", "Heat outputs", f'"{one}"')
    second = table("Mini split (ductless)", "heat output", f'"{other}"')
    made = site(f"{fact}-- content/a.md --\n{first}-- content/b.md --\n{second}")
    assert claims(made) == told


def test_other_rows_and_options(site: Make) -> None:
    """Only what has the same names can contradict itself, and not within one article."""
    first = table("Mini-split", "Heat output", "10 kW")
    other = table("Furnace", "Heat output", "12 kW")
    third = table("Mini-split", "Heat output in Alaska", "12 kW")
    parts = zip("abc", (first, other, third), strict=True)
    assert claims(site("".join(f"-- content/{n}.md --\n{text}" for n, text in parts))) == []
