"""Figures in running text: what is reported, at which character, and what is left in peace."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def faults(site: Make, body: str, front: str = "") -> list[str]:
    """Return the faults of one article with this body, which begins on line 5."""
    head = f"---\ntitle: A\ndescription: About it.\n{front}---\n"
    made = site(f"-- content/a.md --\n{head}{body}\n")
    made.asked = frozenset({"one-system"})
    return made.build(write=False).faults()


WRONG = [
    ("At 5 °F (−20 °C) it works.", "10 wrong-conversion"),
    ("The attic is 20 °F cooler (−7 °C) then.", "28 wrong-conversion"),
    ("The attic is 20 °F (−7 °C) cooler than that.", "21 wrong-conversion"),
    ("A setback of 8 °F (−13 °C) saves little.", "20 wrong-conversion"),
    ("It falls by 20 °F (−7 °C) at night.", "20 wrong-conversion"),
    ("The air at 65 °F (36 °C) feels warm.", "19 wrong-conversion"),
    ("The test is at 7 °C or 35 °F.", "24 wrong-conversion"),
    ("It starts at 5 °F/−20 °C.", "19 wrong-conversion"),
    ("Units of 9,000–36,000 BTU/h (2.6–10.9 kW).", "30 wrong-conversion"),
    ("A room of 500 ft² (60 m²).", "20 wrong-conversion"),
    ("At [82 ft](https://a.example/) (28 m).", "33 wrong-conversion"),
    ("A hole of 3 in. (96 mm).", "18 wrong-conversion"),
    ("A charge of 5.5 oz (15 g).", "21 wrong-conversion"),
    ("A charge of 0.16 oz/ft (51 g/m) more.", "25 wrong-conversion"),
    ("Heat of 72 million BTU (67 GJ).", "25 wrong-conversion"),
    ("Losses are 30–10 % of it.", "12 backwards-range"),
    ("Rooms of 2,000–1,500 ft² (186–139 m²).", "10 backwards-range; 27 backwards-range"),
    ("Units of 13–10 HSPF2.", "10 backwards-range"),
    ("Winters of −13–5 °F (−25 to −15 °C).", "12 range-dash"),
    ("Winters of -13 - -4 °F (−25 to −20 °C).", "12 range-dash"),
    ("From −13°F–5°F.", "6 one-system; 6 range-dash"),
    ("Heats well into the 20s°F.", "21 decade-of-degrees"),
    ("Down to the −10s°C.", "13 decade-of-degrees"),
    ("Resistance heat has 4 HSPF.", "21 impossible-value"),
    ("Baseboard has ~3–4 HSPF.", "16 impossible-value"),
    ("It has a COP of 12 then.", "10 impossible-value"),
    ("A furnace of 120 % AFUE.", "14 impossible-value"),
    ("An AFUE of 120% is sold.", "4 impossible-value"),
    ("It saves up to 120% of it.", "16 impossible-value"),
    ("At 110% relative humidity.", "4 impossible-value"),
    ("Down to −500 °F (−296 °C).", "9 impossible-value; 18 impossible-value"),
    ("It has 300 SEER2.", "8 impossible-value"),
    ("It earns 10–13 HSPF, and top ones reach 35 SEER2.", "10 mixed-generations"),
    ("A unit with 16 SEER and 9 HSPF2.", "13 mixed-generations"),
    ("An HSPF of 10 versus about 4 for baseboards.", "28 impossible-value"),
    ("A COP of 12 against 1 for baseboards.", "3 impossible-value"),
    ("At 10–13 HSPF versus 3.4 for baseboards the cost is cut by half.", "60 wrong-share"),
    ("A COP of 3 against 1 for baseboards uses half the electricity.", "42 wrong-share"),
    ("A COP of 3 against 1 for baseboards needs Two-thirds of the power.", "43 wrong-share"),
    ("It takes 8,000 kWh instead of 16,000 kWh, 60% less.", "43 wrong-share"),
    ("It takes 8,000 kWh instead of 16,000 kWh and saves over 60–70 %.", "57 wrong-share"),
    ("From 14 SEER2 rather than 20 SEER2 you save less than 20%.", "55 wrong-share"),
    ("It runs to −13 °F in winter.", "12 one-system"),
    ("A unit of 24,000 BTU/h is large.", "11 one-system"),
    ("A house of 2,000 sq ft.", "12 one-system"),
    ("A line of 40 ft.", "11 one-system"),
    ("It stops at −25 °C. At −25 °C it rests.", "13 one-system"),
    ("Table: T\n\n| A | B |\n|---|---|\n| x | 5 °F |", "9:7 one-system"),
    ("> It runs\n> to −13 °F.", "6:6 one-system"),
]


@pytest.mark.parametrize(("body", "expected"), WRONG)
def test_what_is_reported(site: Make, body: str, expected: str) -> None:
    """Each at its very character; the body begins on line 5."""
    wanted = [each for each in expected.split("; ") if each]
    if ":" not in expected:
        wanted = [f"5:{each}" for each in wanted]
    assert faults(site, body) == [f"content/a.md:{each}" for each in wanted]


RIGHT = [
    "A COP of 3 against 1 for baseboards uses a third of the electricity.",
    "At 10–13 HSPF versus 3.4 for baseboards, two thirds are saved, or 66–74 %.",
    "A COP of 3 rather than 2 was seen in 30 % of homes, which saves all.",
    "It takes 8,000 kWh instead of 16,000 kWh and saves up to 60 %, or at least 40 %.",
    "It takes 8,000 kWh instead of 16,000 kWh. A third of the cost is for the grid.",
    "A COP of 3 versus 3 and half the cost.",
    "A COP of 3 versus 0 saves half.",
    "At 5 °F (−15 °C), 17 °F (−8.3 °C) and −40 °F (−40 °C).",
    "The attic is 20 °F cooler (11 °C) then.",
    "The difference is 65 °F (36 °C).",
    "Set it back 8 °F (4 °C).",
    "At 5 °F (3 °C) below the setpoint.",
    "From −13 to 5 °F (−25 to −15 °C), 5–10 °F (−15 to −12 °C), −13 °F (−25 °C)–or less.",
    "In the 20s °F (about −7 to −2 °C), the 1920s, and 20s° of an arc.",
    "At 20 °F (−7 °C) cooler rooms are common.",
    "At 47 °F and 17 °F (8.3 °C and −8.3 °C).",
    "At 80 °F dry bulb, 67 °F wet bulb (26.7 °C dry bulb, 19.4 °C wet bulb).",
    "At 41 to 14 °F (5 to −10 °C).",
    "About 40 °F (5 °C).",
    "Units of 9,000–36,000 BTU/h (2.6–10.6 kW), or 12,000 BTU/h (1 ton, 3.5 kW).",
    "At least 25 ft (8 m). A hole of 3 in (76 mm).",
    "A charge of 5.5 oz (156 g) and 0.13 oz/ft (12 g/m) more; 10 g/kWh, a 5G tower.",
    "About 1,000 ft² (100 m²).",
    "A load of 32,552 BTU/h, about 9.5 kW.",
    "It drew 8,000 kWh (72 million BTU of heat).",
    "From 38,000 to 30,000 BTU/h (11.1 to 8.8 kW).",
    "It fell 30–10 % a year. The net is 115–20 W.",
    "Resistance heat is 3.412 HSPF, or 3.4 HSPF. A furnace of 0.95 AFUE, or 95 % AFUE.",
    'A page that says "3 to 4 HSPF" is wrong.',
    "A heat pump is 300 % efficient, and 120 % of the load is too much.",
    "Delegates of COP 28, the climate summit. By 42 SEER2 ÷ 3.412 it has a COP of 12.3.",
    "So 16 SEER is roughly 15.2 SEER2, and 10 HSPF roughly 8.5 HSPF2.",
    "It has 16 SEER. Another has 9 HSPF2.",
    "A 3-ton unit of 18 SEER2 draws 3 kW. It loses 500 BTU/h per °F.",
    "It runs at 5 °F (−15 °C). At 5 °F it is slow.",
    "`5 °F (−20 °C)` and <!-- 5 °F (−20 °C) --> are not read.\n\n```\n5 °F (−20 °C)\n```",
    "[A page](https://a.example/5%20°F) of 6 in 10 homes, 5 in 2024.",
    "A COP of 3 is not an AFUE of 300.",
    "HSPF 2, SEER 2 and 8 HSPF 2 beside 16 SEER2.",
    "A climate of 6,000 °F-days (3,333 °C-days).",
]


@pytest.mark.parametrize("body", RIGHT)
def test_what_is_left_in_peace(site: Make, body: str) -> None:
    """What is right, or may be meant, is not reported."""
    assert faults(site, body) == []


def test_every_place_of_running_text(site: Make) -> None:
    """Short answers, takeaways, tables and answers are read where they stand."""
    front = (
        "short_answer: At 5 °F (−20 °C).\n"
        "faq:\n  - question: Why?\n    answer: >-\n      At\n      17 °F (−9 °C).\n"
    )
    assert faults(site, "Text.", front) == [
        "content/a.md:4:24 wrong-conversion",
        "content/a.md:9:14 wrong-conversion",
    ]


def test_what_is_right_is_told(site: Make) -> None:
    """With the place, and what to write."""
    body = "The attic is 20 °F cooler (−7 °C), and the line 40 ft."
    made = site(f"-- content/a.md --\n--- A\n{body}\n")
    made.asked = frozenset({"one-system"})

    text = made.build(write=False).messages()
    assert "a change of '20 °F' is a change of 11 °C, not '−7 °C'" in text
    assert "write '40 ft (12.2 m)'; once an article is enough" in text


@pytest.mark.parametrize(
    ("fault_id", "line"),
    [
        ("wrong-conversion", "At 5 °F (−20 °C) it works."),
        ("backwards-range", "Losses are 30–10 % of it."),
        ("range-dash", "Nights of −13–5 °F (−25 to −15 °C)."),
        ("decade-of-degrees", "It heats into the 20s°F."),
        ("impossible-value", "Resistance heat has 4 HSPF."),
        ("mixed-generations", "A unit with 16 SEER and 9 HSPF2."),
        ("one-system", "It runs to −13 °F in winter."),
    ],
)
def test_each_is_excused_with_a_reason(site: Make, fault_id: str, line: str) -> None:
    """By the comment on the line before, and only by its own."""
    assert faults(site, f"<!-- plenum: ignore {fault_id}: as quoted -->\n{line}") == []


@pytest.mark.parametrize(
    "text",
    [
        "1 °F (5 °C) " * 3_000,
        "9 HSPF, 9 SEER2, " * 3_000,
        "".join(f"{i} °F, " for i in range(5_000)),
    ],
)
def test_hostile_text_is_reported_in_bounds(site: Make, text: str) -> None:
    """Many faults in one paragraph are cut off: each costs a look through it."""
    assert 0 < len(faults(site, text)) <= 200
