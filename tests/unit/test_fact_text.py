"""Which texts agree with the fact that they cite, in their unit or in another."""

import pytest

from plenum.link.fact_text import agrees

AGREE = [
    # In the words of the fact, whole or in part.
    ("20–30 %", "20–30%"),
    ("loses 20 to 30 percent", "20–30%"),
    ("20%-30%", "20–30%"),
    ("20.0–30", "20–30%"),
    ("from 20 % to 30 %", "20–30%"),
    ("between 20% and 30%", "20–30%"),
    ("a fifth to a third", "20–30%"),
    ("median 2.62", "mean 2.74, median 2.62"),
    ("COP of at least 1.75 at 5 °F (−15 °C)", "COP 1.75 at 5 °F (−15 °C)"),
    ("14.3, with 7.5 HSPF2", "14.3 SEER2 and 7.5 HSPF2"),
    ("from 30,000 to 38,000 BTU/h", "38,000 to 30,000 BTU/h (11.1 to 8.8 kW)"),
    ("82–98 ft (25–30 m)", "82 ft (25 m) to 98 ft (30 m)"),
    ("A mean COP of 2.74", "2.74"),
    # One end: what stands around it says which.
    ("30 %", "20–30%"),
    ("US$9,000", "US$4,500–9,000"),
    ("up to 30%", "20–30%"),
    ("at least 20 %", "20–30%"),
    ("20 % or more", "20–30%"),
    ("as much as 68 °F", "20 °C to 30 °C"),
    # Rounded.
    ("7.5", "7.49 HSPF2"),
    ("7.5 HSPF2", "7.49 HSPF2"),
    ("about 20 %", "19.6%"),
    ("2.7", "2.74"),
    ("8 °C", "8.3 °C"),
    ("about US$16,000", "US$16,025"),
    ("about 14 SEER2", "14.3 SEER2"),
    # In the other system, or in both.
    ("−25 °C", "−13 °F"),
    ("-25°C", "−13 °F"),
    ("5 °F (−15 °C)", "−15 °C"),
    ("−8.3 °C", "17 °F"),
    ("17 °F", "−8.3 °C"),
    ("−8 °C", "17 °F"),
    ("−25 to −15 °C", "−13 to 5 °F"),
    ("3.5 kW", "12,000 BTU/h"),
    ("1 ton", "12,000 BTU/h"),
    ("12,000 BTU/h (3.5 kW)", "3.5 kW"),
    ("25 m", "82 ft"),
    ("189 L/s", "400 CFM"),
    # A unit that goes on, and one that nobody knows.
    ("400 CFM of airflow per ton", "400 CFM per ton"),
    ("1,039 BTU per ft³", "1,039 BTU per ft³ (38.7 MJ/m³)"),
    ("15 heads", "15 kW"),
    ("21 dB", "21 dB"),
    # Signs.
    ("minus 15 °F", "−15 °F"),
    ("15 °F below zero", "−15 °F"),
    # Money and days.
    ("$8,000", "US$8,000"),
    ("8,000 USD", "US$8,000"),
    ("US$4,500–9,000", "US$4,500–9,000"),
    ("4,500–9,000", "US$4,500–9,000"),
    ("US$4,500 to US$9,000", "US$4,500–9,000"),
    ("up to US$9,000", "US$4,500–9,000"),
    ("December 31, 2025", "2025-12-31"),
    ("2025-12-31", "December 31, 2025"),
    # Nothing to compare.
    ("that share", "20–30%"),
    ("HSPF2 of R-410A", "20–30%"),
    ("any number: 7", ""),
]
DISAGREE = [
    # Another number: wider, narrower, or one that lies between.
    ("10–30 %", "20–30%"),
    ("20–25 %", "20–30%"),
    ("22–28 %", "20–30%"),
    ("about 25 %", "20–30%"),
    ("20–30 %", "20%"),
    ("40–50 %", "25–40%, in attics 50–60%"),
    ("2030", "20–30%"),
    ("7", "no number"),
    # More exact than the fact, or rounded too far.
    ("7.49", "7.5 HSPF2"),
    ("14 SEER2", "14.3 SEER2"),
    ("US$9,000", "US$8,700"),
    ("2.7", "2.62"),
    ("about 20 °F", "16 °F"),
    ("2030", "2026"),
    ("in 2025", "2026-01-01"),
    # Another quantity, or a conversion gone wrong.
    ("−13 °C", "−13 °F"),
    ("−23 °C", "−13 °F"),
    ("3.2 kW", "12,000 BTU/h"),
    ("12,000 BTU", "12,000 BTU/h"),
    ("5 °F (−20 °C)", "5 °F"),
    ("15 kWh", "15 kW"),
    ("15 psi", "15 Pa"),
    ("15 °F", "−15 °F"),
    ("-15 kW", "15 kW"),
    ("2.80 kW", "2.80"),
    # The rating of another test.
    ("14.3 SEER", "14.3 SEER2"),
    ("a SEER of 14.3", "14.3 SEER2"),
    ("7.5 HSPF", "7.5 HSPF2"),
    ("7.5 HSPF2", "7.5 HSPF"),
    ("7.5 HSPF2", "7.5 SEER2"),
    # Another currency.
    ("$8,000", "C$8,000"),
    ("US$8,000", "C$8,000"),
    ("8,000 CAD", "US$8,000"),
    ("€8,000", "US$8,000"),
    ("$30", "30%"),
    ("30 %", "US$30"),
]


@pytest.mark.parametrize(("text", "value"), AGREE)
def test_a_text_that_agrees(text: str, value: str) -> None:
    assert agrees(text, value)


@pytest.mark.parametrize(("text", "value"), DISAGREE)
def test_a_text_that_does_not(text: str, value: str) -> None:
    assert not agrees(text, value)


def test_words_ahead_of_the_text_count() -> None:
    """The link may begin at the number."""
    assert agrees("20 %", "18.5%", ahead="They lose about ")
    assert not agrees("20 %", "18.5%", ahead="They lose ")
    assert agrees("29 m", "98 ft", ahead="lines of at most ")
    assert not agrees("29 m", "98 ft", ahead="lines of ")


@pytest.mark.parametrize(
    ("text", "value", "what", "right"),
    [
        ("5.4 °F cooler", "3 °C", "", True),
        ("lower by 5.4 °F", "3 °C", "night setback", True),
        ("5.4 °F", "3 °C lower", "", True),
        ("5.4 °F", "3 °C", "setback at night", True),
        ("5.4 °F", "3 °C", "lowest outdoor temperature", False),
        ("a setback of 37.4 °F", "3 °C", "", False),
        ("37.4 °F", "3 °C lower", "", False),
    ],
)
def test_a_difference_is_no_temperature(text: str, value: str, what: str, *, right: bool) -> None:
    """That it is one, the words say: those around it, or those of the fact."""
    assert agrees(text, value, what=what) is right


def test_a_dollar_is_that_of_the_region() -> None:
    """In a Canadian fact it is a Canadian one."""
    assert agrees("C$5,000", "$5,000", region="CA")
    assert not agrees("US$5,000", "$5,000", region="Canada")
    assert agrees("US$5,000", "$5,000", region="California")


@pytest.mark.parametrize("text", ["9" * 50_000, "5–" * 20_000, "1 °F " * 5_000, "minus " * 20_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    """Whether it agrees or not: it ends."""
    assert agrees(text, "5 °F") in {True, False}
    assert agrees("5 °F", text) in {True, False}
