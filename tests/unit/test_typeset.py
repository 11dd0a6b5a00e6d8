"""Quantities are set as a printer would: held to their units, with a true minus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.model.typeset import typeset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,000 BTU/h (3.5 kW)", "12,000~BTU/h (3.5~kW)"),
        ("10 % of 5 °F", "10~% of 5~°F"),
        ("about 3 in (76 mm)", "about 3~in (76~mm)"),
        ("3.5\nkW", "3.5~kW"),
        ("72 million BTU", "72~million BTU"),
        ("14.3 SEER2 and 2 tons", "14.3~SEER2 and 2~tons"),
        ("at -13 °F (-25 °C)", "at −13~°F (−25~°C)"),
        ("-40°C", "−40°C"),
        # No unit, or no sign.
        ("3 in 10, 2 meters, 5 m²·K", "3 in 10, 2 meters, 5~m²·K"),
        ("in 2024 Wh and 5 minutes", "in 2024~Wh and 5 minutes"),
        ("5-10 °F, R-410A, SSZ-14 °", "5-10~°F, R-410A, SSZ-14 °"),
        ("-5 heads", "-5 heads"),
        ("", ""),
    ],
)
def test_quantities(text: str, expected: str) -> None:
    assert typeset(text) == expected.replace("~", "\u00a0")


@given(st.text(alphabet="0123456789 \n-−.°FCkWm%BTU/h()", max_size=100))
def test_letters_stay(text: str) -> None:
    """Spaces and minus signs are all that changes, each for one sign, and once."""
    shown = typeset(text)
    assert len(shown) == len(text)
    for old, new in zip(text, shown, strict=True):
        assert new == old or (old + new) in {" \u00a0", "\n\u00a0", "-−"}
    assert typeset(shown) == shown


@pytest.mark.parametrize("text", ["5 °F", "5°F", "5\u00a0°F", "5 ° F", "5\n°F"])
def test_degrees_are_set_in_one_way(text: str) -> None:
    """As the site's configuration says."""
    assert typeset(f"At {text}.", degrees="spaced") == "At 5\u00a0°F."
    assert typeset(f"At {text}.", degrees="closed") == "At 5°F."


def test_a_degree_of_something_else_stays() -> None:
    assert typeset("a 5° slope, °F-days, 20s °F", degrees="closed") == "a 5° slope, °F-days, 20s °F"
