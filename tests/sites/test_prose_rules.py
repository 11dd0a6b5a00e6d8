"""Rules over prose: which sentences break one, at which character, and which are left in peace."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.check.rules import wrong_examples
from plenum.model.rule import Rule
from plenum.read.rules import RULE, shipped_rules
from tests.sites.harness import Site

Make = Callable[[str], Site]

PROSE = frozenset(
    "absolute-claim brand-as-class trap-term house-spelling undated-programme house-rule".split()
)
DOCS = Path(__file__).parents[2] / "docs/editors/rules.md"
HEAD = "---\ntitle: A\ndescription: About it.\n"


CONFIG = (
    "-- config.yaml --\ntitle: Test hub\nbase_url: https://hub.example\nsearch: false\n"
    "faults: {orphan: off, dead-end: off, too-far: off}\n"
)


def faults(site: Make, body: str, front: str = "", rules: str = "") -> list[str]:
    """Return the faults of one article with this body, which begins on line 5."""
    data = f"-- content/_data/rules.yaml --\n{rules}\n" if rules else ""
    made = site(f"{data}-- content/a.md --\n{HEAD}{front}---\n{body}\n")
    made.asked = PROSE
    return made.build(write=False).faults()


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_each_rule_keeps_its_own_examples(rule: Rule) -> None:
    """Its wrong sentences are found, its right ones are not."""
    assert rule.wrong
    assert rule.right
    assert [found.message for found in wrong_examples(rule)] == []


def test_the_docs_name_every_rule_and_every_key() -> None:
    """An editor switches off by id, so each id is told, and no other."""
    text = DOCS.read_text("utf-8")
    table = text.partition("## The rules that Plenum brings")[2]
    rows = re.findall(r"^\| \[([\w-]+)\]\S+ \| (.+) \|$", table, re.MULTILINE)
    told = [(fault_id, id_) for fault_id, ids in rows for id_ in re.findall(r"`([\w-]+)`", ids)]
    assert told == [(rule.fault_id, rule.id) for rule in shipped_rules()]
    assert [key for key in RULE.keys if f"`{key}`" not in text] == []


def test_the_example_of_the_docs_is_read(site: Make) -> None:
    """And keeps its own examples."""
    example = re.search(r"^```yaml\n(.*?)^```", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert example
    assert faults(site, "Cut the gypsum board.", rules=example[1]) == [
        "content/a.md:5:9 house-rule"
    ]


WRONG = [
    ("So all residential mini-splits are heat pumps.", "4 absolute-claim"),
    ("Every ducted system has one thermostat.", "1 absolute-claim"),
    ("In short: any ductless heat pump qualifies.", "11 absolute-claim"),
    ("If you ask most people – all heat pumps are loud.", "26 absolute-claim"),
    ("A mini-split is small and always ductless.", "27 absolute-claim"),
    ("The names of a mini-split and a heat pump are identical.", "43 absolute-claim"),
    ("A ductless unit is the most efficient way to heat.", "17 absolute-claim"),
    ("A heat pump suits every home.", "13 absolute-claim"),
    ("## Why all heat pumps are loud\n\nWords.", "8 absolute-claim"),
    ("Buy a hyper-heat unit.", "7 brand-as-class"),
    ("Buy a Hyper\nHeat unit.", "7 brand-as-class"),
    ("H2i models cost more.", "1 brand-as-class"),
    ("A VRV system is large.", "3 brand-as-class"),
    ("It is low on Freon.", "14 brand-as-class"),
    ("The mini-split's condenser hums.", "18 trap-term"),
    ("In winter, snow covers the condensing unit.", "28 trap-term"),
    ("One ton is 12,000 BTU and no weight.", "1 trap-term"),
    ("A minisplit cools.", "3 house-spelling"),
    ("Two Mini Splits cool.", "5 house-spelling"),
    ("A mini\u00a0split cools.", "3 house-spelling"),
    ("It gives 12,000 Btuh.", "17 house-spelling"),
    ("It has 18 SEER 2 by the label.", "11 house-spelling"),
    ("An Energy Star label.", "4 house-spelling"),
    ("At 5 degrees F it works.", "6 house-spelling"),
    ("At 5ºF it works; at 5 º F, too.", "5 house-spelling; 5:23 house-spelling"),
    ("| Unit | Heat |\n|---|---|\n| One minisplit | yes |\n\nTable: T", "7:7 house-spelling"),
    ("- A minisplit\n- A heatpump", "5 house-spelling; 6:5 house-spelling"),
    ("**A minisplit cools.**", "5 house-spelling"),
    ("[A minisplit](b.md) cools.\n\n[b]: b.md", "4 house-spelling"),
    ("You can claim a tax credit for it.", "17 undated-programme"),
    ("HEAR pays for all of it.", "1 undated-programme"),
]


@pytest.mark.parametrize(("body", "expected"), WRONG)
def test_what_is_found(site: Make, body: str, expected: str) -> None:
    """Each at its very character; the body begins on line 5."""
    wanted = [each if ":" in each else f"5:{each}" for each in expected.split("; ")]
    found = [each for each in faults(site, body) if each.rpartition(" ")[2] in PROSE]
    assert found == [f"content/a.md:{each}" for each in wanted]


RIGHT = [
    # Claims that are hedged, denied, asked, quoted or cited, or of a group that is named.
    "Nearly all mini-splits are heat pumps.",
    "Almost every mini-split sold in Canada is a heat pump.",
    "Not all mini-splits are heat pumps, and not every one heats.",
    "It is a myth that all heat pumps are loud.",
    "People say that all heat pumps are loud.",
    "Are all heat pumps loud?",
    "If all heat pumps are loud, why buy one?",
    "“All heat pumps are loud,” said a neighbor.",
    'The page says "all mini-splits are heat pumps" twice.',
    "> All heat pumps are loud.",
    "The phrase *always ductless* misleads about a mini-split.",
    "All mini-splits are heat pumps [by that definition](https://a.example/).",
    "All mini-splits are heat pumps.[^1]\n\n[^1]: By a survey.",
    "All three heat pumps in the test are quiet.",
    "All heat pumps on our list have a rating.",
    "Compare all heat pumps you are offered.",
    "Every heat pump uses a refrigerant.",
    "All of the rooms are warm, and every heat pump helps.",
    "Every heat pump has a balance point, and every mini-split has an outdoor unit.",
    "Any heat pump is only as good as its installation.",
    "Every heat pump is different.",
    "All heat pumps deliver less heat as it gets colder.",
    "All heat pumps you are offered are to be compared.",
    "Their HSPF2 ratings are identical only if the region is.",
    "Sealing is the cheapest way to save.",
    "If ducts exist, a ducted heat pump is the cheapest option.",
    "Every program lists what it covers.",
    "Add up all rebates that you qualify for.",
    "This is always cheaper to say.",
    "A mini-split is not always ductless.",
    "Two identical heat pumps stood side by side.",
    "The two heat pumps are identical in size.",
    "Which heat pump is the quietest unit depends on the room.",
    "A heat pump is one of the cheapest ways to heat.",
    "No heat pump suits every home.",
    "`all heat pumps are loud`",
    "```\nall heat pumps are loud\n```",
    "<!-- all heat pumps are loud -->",
    # Brands with their makers, or spoken of.
    "Mitsubishi's hyper-heat line keeps running.",
    "*Hyper-heat* is a name, not a class.",
    "Hyper-heat is a brand name, not a class.",
    "| Term | Sense |\n|---|---|\n| Hyper-heat | a name |\n\nTable: Terms",
    "Daikin calls it VRV.",
    "[A page](https://a.example/hyper-heat/) about it.",
    "The h2iX is a model.",
    # Words that are right where they stand.
    "The air conditioner's condenser hums.",
    "In summer the outdoor coil of a heat pump is the condenser.",
    "The heat pump water heater has a condenser around its tank.",
    "A condensing gas furnace needs a drain, a heat pump needs two.",
    "A ductless AC may be cooling-only or heat, too.",
    "Ask whether a ductless AC or a heat pump is meant.",
    "A ductless AC for cooling and baseboard for heat.",
    "Low-ambient cooling keeps a server room cold in winter.",
    "A ceiling cassette is set into the ceiling.",
    "SCOP is not HSPF2 ÷ 3.412.",
    "A 12,000 BTU mini-split is a nickname.",
    "One ton is 12,000 BTU/h.",
    "Natural gas holds 1,039 BTU per ft³.",
    # Spellings that are right, quoted, or no words.
    "A mini-split, a Mini-Split and two MINI-SPLITS.",
    "People type “mini split” or *minisplit*.",
    "Read the minisplit.example.com page or mini-split.example.",
    "See `minisplit` and [here](https://a.example/minisplit).",
    "[Ductless minisplit question](https://a.example/) is its title.",
    "A heat-pump water heater.",
    "It has 18 SEER, 2 heads and 9 HSPF2.",
    "SEER 2.0 is no rating.",
    "An ENERGY STAR label. Read energystar.gov first.",
    "It gives 12,000 BTU/h, or 12 MBtu/h.",
    "Five degrees. For ten.",
    # Money that is hedged, dated and placed, cited, or no promise.
    "You may qualify for a rebate.",
    "Ask whether you qualify for a rebate.",
    "In Maine, rebates are available as of November 2026.",
    "Maine, checked in 2026:\n\n- rebates are available for low incomes",
    "You can get [a rebate](https://a.example/) of the state.",
    "Rebates ask for an AHRI number.",
    "Homeowners who qualify for a rebate save twice.",
    "Where rebates are available, they go by lists.",
    "Look up the rebates that are available.",
    "It qualifies at 25C and at 35C.",
    "The tax credit was available until 2025.",
    "Mass Save is run by utilities.",
    "I hear it pays to wait.",
]


@pytest.mark.parametrize("body", RIGHT)
def test_what_is_left_in_peace(site: Make, body: str) -> None:
    """A false alarm costs an editor's trust."""
    found = [each for each in faults(site, body) if each.rpartition(" ")[2] in PROSE]
    assert found == []


def test_search_words_stay_as_they_are_typed(site: Make) -> None:
    """Readers type what they type: keywords, questions and titles of sources are not spelled."""
    front = (
        "question: Is a minisplit a heatpump?\nkeywords: [minisplit]\ntags: [mini split]\n"
        "sources:\n  - {id: s, title: Minisplit guide, url: https://a.example/}\n"
        "faq:\n  - question: Is a minisplit loud?\n    answer: It [hums](source:s).\n"
    )
    found = faults(site, "Words.", front)
    assert [each for each in found if each.endswith("house-spelling")] == []


def test_all_texts_are_looked_at_line_by_line(site: Make) -> None:
    """Front matter in each style of YAML, and words that a line's end parts."""
    front = (
        "short_answer: >-\n  It is short, and a mini\n  split cools.\n"
        'takeaways:\n  - "A minisplit cools."\n  - A heatpump heats.\n'
        "faq:\n  - question: Why?\n    answer: A minisplit is small.\n"
    )
    assert faults(site, "Words.", front) == [
        "content/a.md:5:22 house-spelling",
        "content/a.md:8:8 house-spelling",
        "content/a.md:9:7 house-spelling",
        "content/a.md:12:15 house-spelling",
    ]


def test_the_message_names_the_words_and_the_rule(site: Make) -> None:
    """An editor sees what is wrong, why, what to write, and which rule to switch off."""
    made = site(f"-- content/a.md --\n{HEAD}---\nBuy a hyper-heat unit.\n")
    assert made.build(write=False).messages() == (
        "content/a.md:5:7: warning brand-as-class: "
        "'hyper-heat': a brand name of Mitsubishi Electric, not a class of heat pumps\n"
        "  Buy a hyper-heat unit.\n"
        "        ^^^^^^^^^^\n"
        "  → write 'cold-climate' for the class, or name the maker (rule hyper-heat)\n\n"
    )


def test_a_sentence_is_excused_by_the_id_of_its_fault(site: Make) -> None:
    """As any fault, and what excuses nothing is told."""
    excuse = "<!-- plenum: ignore brand-as-class: the shop's own word -->\n"
    assert faults(site, f"{excuse}Buy a hyper-heat unit.") == []
    assert faults(site, f"{excuse}Buy a unit.") == ["content/a.md:5:1 unused-excuse"]


OWN = """
no-cheap:
  seek: [(cheap|low-cost) (|heat) pump]
  near: [winter]
  unless: [used]
  reason: the house says what it costs
  advice: give the price
  wrong: A cheap pump fails in winter.
  right: A used cheap pump fails in winter.
"""


def test_a_site_adds_a_rule(site: Make) -> None:
    """With its own words, before its own examples are kept."""
    found = faults(site, "In winter a low-cost heat pump works.\n\nA cheap pump works.", rules=OWN)
    assert found == ["content/a.md:5:13 house-rule"]


def test_a_rule_of_the_site_takes_the_place_of_the_packages(site: Make) -> None:
    """It reports as that did, so that excuses stay true; `off` takes it away."""
    own = (
        "hyper-heat:\n  seek: [hyper-warm]\n  reason: no word\n  advice: leave it out\n"
        "  wrong: A hyper-warm unit.\n  right: A unit.\n"
    )
    body = "Buy a hyper-heat or a hyper-warm unit."
    assert faults(site, body, rules=own) == ["content/a.md:5:23 brand-as-class"]
    assert faults(site, body, rules="hyper-heat: off") == []


BROKEN = [
    ("{seek: [x], advice: A, wrong: x, right: y}", "1:1 missing-key"),
    ("{seek: [x], reason: R, wrong: x, right: y}", "1:4 missing-key"),
    ("{seek: [x], reason: R, advice: A, right: y}", "1:1 missing-key"),
    ("{seek: [x], reason: R, advice: A, wrong: x}", "1:1 missing-key"),
    ("{seek: [a (b], reason: R, advice: A, wrong: a b, right: y}", "1:14 wrong-phrase"),
    ("{seek: [a) b], reason: R, advice: A, wrong: a b, right: y}", "1:13 wrong-phrase"),
    ("{seek: [a|b], reason: R, advice: A, wrong: a b, right: y}", "1:13 wrong-phrase"),
    ("{seek: ['…'], reason: R, advice: A, wrong: …, right: y}", "1:13 wrong-phrase"),
    ("{seek: [x], reason: R, advice: A, wrong: y, right: y}", "1:45 rule-example"),
    ("{seek: [x], reason: R, advice: A, wrong: an x is, right: an x is}", "1:61 rule-example"),
    (
        "{seek: [x], where: [title], reason: R, advice: A, wrong: an x is, right: y}",
        "1:24 wrong-value",
    ),
    ("{sek: [x], reason: R, advice: A, wrong: x, right: y}", "1:5 unknown-key"),
    ("on", "1:4 wrong-value"),
    ("off", "1:1 unknown-rule"),
]


@pytest.mark.parametrize(("rule", "expected"), BROKEN)
def test_a_broken_rule_is_an_error_at_its_place(site: Make, rule: str, expected: str) -> None:
    """So that no check is there in name only."""
    found = faults(site, "Words.", rules=f"r: {rule}")
    assert found == [f"content/_data/rules.yaml:{expected}"]


def test_what_is_no_group_of_rules_is_told(site: Make) -> None:
    """And a rule that was meant otherwise is excused like any line of YAML."""
    assert faults(site, "Words.", rules="- one") == ["content/_data/rules.yaml:1:1 wrong-type"]


def test_a_phrase_of_too_many_texts_is_an_error(site: Make) -> None:
    """No phrase can make a build slow."""
    phrase = " ".join(["(a|b|c|d|e|f|g|h)"] * 4)
    rule = f"r: {{seek: [{phrase}], reason: R, advice: A, wrong: x, right: y}}"
    assert faults(site, "Words.", rules=rule) == ["content/_data/rules.yaml:1:12 wrong-phrase"]


@pytest.mark.parametrize(
    "body",
    [
        "all heat pumps " * 20_000,
        "all heat pumps are\n" * 20_000,
        "*all heat pumps are " * 20_000,
        '"' * 100_000 + "all heat pumps are loud" * 2_000,
        "[all heat pumps are](" * 10_000,
        "minisplit|" * 20_000,
        "|minisplit " * 20_000,
        "$8,000 " * 20_000,
        "$1,1,1,1" * 20_000,
        "> minisplit\n" * 20_000,
    ],
)
def test_no_text_takes_long(body: str) -> None:
    """A hostile text is read in time that grows with its length only; what is told is bounded."""
    from plenum.check.rulebook import Rulebook  # noqa: PLC0415
    from plenum.model.money import amounts  # noqa: PLC0415

    found = list(Rulebook(shipped_rules()).find([body], [body].__getitem__))
    assert len(found) <= 50 * len(shipped_rules())
    assert len(amounts(body)) <= len(body)


def test_spellings_are_rewritten_and_nothing_else(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte for byte: line ends, quotations, code, addresses and search words stay."""
    text = (
        "---\r\ntitle: Minisplit\r\ndescription: A minisplit.\r\nkeywords: [minisplit]\r\n"
        'takeaways: ["Two minisplits cool."]\r\n---\r\n'
        "Minisplits and a Mini Split cool, by 12,000 Btuh and 18 SEER 2.\r\n"
        'People type "mini split". See `minisplit` or [it](https://a.example/minisplit).\r\n'
        "At 5 degrees F a mini\r\nsplit heats with R410a.\r\n"
    )
    made = site(f"{CONFIG}-- content/b.md --\n--- B\nWords.\n")
    made.write("content/a.md", text.encode())
    code = _main(made, "--fix-spelling")
    fixed = made.folder.joinpath("content/a.md").read_bytes().decode()
    assert fixed == text.replace("Two minisplits", "Two mini-splits").replace(
        "Minisplits and a Mini Split", "Mini-splits and a Mini-Split"
    ).replace("12,000 Btuh", "12,000 BTU/h").replace("SEER 2", "SEER2").replace(
        "5 degrees F", "5 °F"
    ).replace("R410a", "R-410A")
    out = capsys.readouterr().out
    assert "content/a.md:7:1 Minisplits → Mini-splits\n" in out
    assert "7 words rewritten in 1 file\n" in out
    assert code == 0


def test_each_option_rewrites_its_own(site: Make) -> None:
    """Links are not spellings, and excused spellings stay."""
    body = (
        "<!-- plenum: ignore house-spelling: a quotation -->\nOne minisplit.\n"
        "One minisplit, [see](B.md).\n"
    )
    made = site(f"{CONFIG}-- content/b.md --\n--- B\nWords.\n-- content/a.md --\n{HEAD}---\n{body}")
    article = made.folder / "content/a.md"
    _main(made, "--fix-links")
    assert article.read_text("utf-8").endswith("One minisplit, [see](b.md).\n")
    _main(made, "--fix-spelling")
    assert article.read_text("utf-8").endswith("One minisplit.\nOne mini-split, [see](b.md).\n")


def test_a_rule_of_the_site_may_rewrite(site: Make) -> None:
    """With `replace`, in the capitals that it finds."""
    rule = (
        "drywall: {seek: [gypsum board], replace: drywall, reason: shorter,"
        " wrong: Cut the gypsum board., right: Cut the drywall.}"
    )
    made = site(
        f"-- content/_data/rules.yaml --\n{rule}\n"
        f"-- content/a.md --\n{HEAD}---\nGypsum board, and gypsum boards.\n"
    )
    _main(made, "--fix-spelling")
    text = made.folder.joinpath("content/a.md").read_text("utf-8")
    assert text.endswith("Drywall, and drywalls.\n")


def _main(made: Site, *options: str) -> int:
    from plenum.cli import main  # noqa: PLC0415

    return main(["check", "--site", str(made.folder), "--today", "2026-11-21", *options])
