"""Five pages of the kind that the trade publishes: their wrong claims are named, one by one.

The claims are those of real pages, in other words. They are checked against the hub's own
register, glossary and rules.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
DATA = Path(__file__).resolve().parents[2] / "content/_data"

PAGES = """\
-- content/difference.md --
---
title: What parts a mini-split from a heat pump
description: One is a kind of the other.
---
A mini-split is a heat pump in two parts. A central heat pump uses ducts and one thermostat.

With good ducts the ducted system costs less. New ducts add $8,000–$15,000 in Canada or the US.
-- content/terminology.md --
---
title: Heat pumps and mini-splits, the terms
description: Which word means what.
comparison:
  caption: Two systems
  options: [Mini-split, Central heat pump]
  rows:
    Ducts: [none, "new ducts add $8,000–$15,000"]
    Cold: [Works to −25 °C, models differ]
faq:
  - question: Which rebates are there for a mini-split?
    answer: >-
      In Canada it qualifies under the Greener Homes Grant, and in the US you can claim
      the section 25C credit.
---
The answer is simple: all residential mini-splits are heat pumps.

Duct losses waste 10–30 % of the energy.
-- content/synonyms.md --
---
title: Mini-split or ductless heat pump
description: Two names.
---
The two are identical, and a mini-split is always ductless. A ductless AC is the same equipment.
-- content/rivals.md --
---
title: Heat pumps against mini-splits
description: A choice.
---
A heat pump has its condenser outside, which warms the house in winter.
Nearly all mini-splits are heat pumps.
-- content/heating.md --
---
title: How a mini-split heats
description: And how well.
faq:
  - question: Do they work in the cold?
    answer: Cold-climate (hyper-heat) models hold capacity down to about −13 °F and below.
---
With 10–13 HSPF versus roughly 3–4 for electric baseboards they cut the cost by roughly half,
and the top units reach 35 SEER2.
"""


@pytest.fixture
def told(site: Make) -> str:
    """Return what the build tells of the five pages."""
    made = site(PAGES)
    for path in sorted(DATA.rglob("*.yaml")):
        name = path.relative_to(DATA).as_posix()
        if name.startswith("facts/") or name == "glossary.yaml":
            made.write(f"content/_data/{name}", path.read_bytes())
    made.asked = frozenset(
        "one-system money-without-date old-rating house-spelling number-without-unit".split()
    )
    return made.build(write=False).messages()


@pytest.mark.parametrize(
    "fault",
    [
        # The credit and the grant that are over.
        "terminology.md:14:11: error ended-programme: 'section 25C'",
        "terminology.md:13:40: error ended-programme: 'Greener Homes Grant'",
        # Resistance heat is 3.412 and nothing else.
        "heating.md:8:32: warning impossible-value: '3–4'",
        # Old ratings beside new ones, and without a word of the new.
        "heating.md:8:6: warning mixed-generations: '10–13 HSPF'",
        # The share that is not in the figures.
        "heating.md:8:89: warning wrong-share: 'half'",
        # Whose dollars, and of when.
        "difference.md:7:61: warning money-without-currency: '$8,000–$15,000'",
        "difference.md:7:61: warning money-without-date: '$8,000–$15,000'",
        "terminology.md:8:34: warning money-without-currency: '$8,000–$15,000'",
        # A limit of operation, told as capacity; the register knows better.
        "heating.md:6:74: warning contradicts-fact: '−13 °F'",
        "terminology.md:18:19: warning contradicts-fact: '10–30 %'",
        # One system of units only.
        "terminology.md:9:21: warning one-system: '−25 °C'",
        "heating.md:6:74: warning one-system: '−13 °F'",
        # Claims without exception, and against each other.
        "terminology.md:16:23: warning absolute-claim: 'all residential mini-splits'",
        "terminology.md:16:23: warning contradicting-claims: 'all residential mini-splits are",
        "synonyms.md:5:9: warning absolute-claim: 'are identical'",
        "synonyms.md:5:44: warning absolute-claim: 'always ductless'",
        # Brands as classes, and words that mislead.
        "heating.md:6:27: warning brand-as-class: 'hyper-heat'",
        "rivals.md:5:21: warning trap-term: 'condenser'",
    ],
)
def test_it_is_named(told: str, fault: str) -> None:
    """At its very character, with the reason."""
    assert f"content/{fault}" in told
