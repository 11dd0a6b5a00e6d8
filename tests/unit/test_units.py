"""Quantities in both systems are marked, so that each can be read alone; nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.link.units import Units

MARK = re.compile(r'<span class="u-(us|si|both)">([^<]*)</span>')


def shown(html: str, system: str) -> str:
    """Return what a reader of one system sees."""
    return MARK.sub(lambda match: match[2] if match[1] == system else "", html)


@pytest.mark.parametrize(
    ("text", "us", "metric"),
    [
        ("It runs to −13 °F (−25 °C).", "It runs to −13 °F.", "It runs to −25 °C."),
        ("−25 °C (−13 °F), say", "−13 °F, say", "−25 °C, say"),
        ("12,000 BTU/h (3.5 kW) units", "12,000 BTU/h units", "3.5 kW units"),
        ("at 14 to 41 °F (−10 to 5 °C)", "at 14 to 41 °F", "at −10 to 5 °C"),
        ("9,000–36,000 BTU/h (2.6–10.6 kW)", "9,000–36,000 BTU/h", "2.6–10.6 kW"),
        ("about 3 in (76 mm) wide", "about 3 in wide", "about 76 mm wide"),
        ("about 20 °F (about −7 °C)", "about 20 °F", "about −7 °C"),
        ("cooler by 9 °F (5 °C)", "cooler by 9 °F", "cooler by 5 °C"),
        ("72 million BTU (76 GJ)", "72 million BTU", "76 GJ"),
        ("82 ft (25 m) to 98 ft (30 m)", "82 ft to 98 ft", "25 m to 30 m"),
        ("<b>5 °F (−15 °C)</b>", "<b>5 °F</b>", "<b>−15 °C</b>"),
        ("(or 5 °F (−15 °C))", "(or 5 °F)", "(or −15 °C)"),
        ("to −13 °F\n(about\n−25 °C)", "to −13 °F", "to about\n−25 °C"),
        ("5\u00a0°F (−15\u00a0°C)", "5\u00a0°F", "−15\u00a0°C"),
    ],
)
def test_each_system_reads_well_alone(text: str, us: str, metric: str) -> None:
    units = Units()
    html = units.mark(text)
    assert (shown(html, "us"), shown(html, "si")) == (us, metric)
    assert MARK.sub(r"\2", html) == text
    assert units.found


@pytest.mark.parametrize(
    "html",
    [
        "",
        "a word (in brackets)",
        "5 °F (cold)",
        "5 °F, which is cold (−15 °C)",
        # What does not agree is another quantity, or a fault that is told.
        "5 °F (−20 °C)",
        # Both of one system, or of none.
        "12,000 BTU/h (1 ton)",
        "1 kWh (3,412 BTU)",
        "14.3 SEER2 (7.5 HSPF2)",
        "US$8,000 (C$11,000)",
        # Half of it would say something else.
        "20 °F cooler (11 °C)",
        "12,000 BTU/h (1 ton, 3.5 kW)",
        "at 47 °F, 17 °F (8.3 °C, −8.3 °C)",
        "100 BTU/h per °F (53 W/K)",
        # Where things are named.
        "<h2>At 5 °F (−15 °C)</h2>",
        "<code>5 °F (−15 °C)</code>",
        "<pre><span>x</span> 5 °F (−15 °C)</pre>",
        "<caption>At 5 °F (−15 °C)</caption>",
        '<img alt="5 °F (−15 °C)" title="a > b: 5 °F (−15 °C)">',
        "<!-- 5 °F (−15 °C) -->",
        '<a title="5 °F (−15 °C)" href="',
    ],
)
def test_what_is_left_as_it_is(html: str) -> None:
    units = Units()
    assert units.mark(html) == html
    assert not units.found


def test_a_part_may_begin_within_the_address_of_a_link() -> None:
    """The address is put there by the link stage."""
    html = '" title="5 °F (−15 °C)">5 °F (−15 °C)</a>'
    marked = Units().mark(html, within_address=True)
    assert marked.startswith('" title="5 °F (−15 °C)"><span class="u-us">5 °F</span>')


_PIECES = [
    "5 °F",
    "−13 °F",
    "−15 °C",
    "3.5 kW",
    " (",
    ")",
    " ",
    "<b>",
    "</b>",
    '<i title="',
    '">',
    "&lt;",
]


@given(st.lists(st.sampled_from([*_PIECES, "12,000 BTU/h", "about ", "\n", "<code>", "x"])))
def test_nothing_of_the_text_changes(pieces: list[str]) -> None:
    """Whatever the HTML is: without the marks it is what it was."""
    html = "".join(pieces)
    assert MARK.sub(r"\2", Units().mark(html)) == html


@pytest.mark.parametrize(
    "html",
    [
        "(" * 50_000,
        "5 °F (" * 20_000,
        "1 to " * 20_000,
        "<" * 50_000,
        "<!--" * 20_000,
        '<a "' * 20_000,
        "<a '\"" * 20_000,
        "<code>" * 20_000,
    ],
)
def test_hostile_text_takes_no_time(html: str) -> None:
    """Before a pair and behind it."""
    pair = "5 °F (−15 °C)"
    assert MARK.sub(r"\2", Units().mark(html + pair)) == html + pair
    assert MARK.sub(r"\2", Units().mark(pair + html)) == pair + html
