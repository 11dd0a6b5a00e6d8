"""A conversion that is filled in implies the accuracy of what it comes from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.model.both_systems import Limit, in_both_systems
from plenum.model.figures import figures
from plenum.model.pairs import converted_pairs
from plenum.model.quantity import OTHER_SYSTEM, agree, as_difference

UNITS_READ_ALONE = [unit for unit in OTHER_SYSTEM if unit != "in"]


@given(
    st.decimals(-400, 100_000, places=2).map(lambda value: f"{value.normalize():f}"),
    st.sampled_from(UNITS_READ_ALONE),
)
def test_what_is_filled_in_agrees(number: str, unit: str) -> None:
    """The check of conversions finds nothing wrong with it."""
    shown = in_both_systems(f"{number.replace('-', '−')} {unit}")
    found = figures(shown)
    ((one, other, _),) = converted_pairs(shown, found)
    sides = (one.numbers[0], one.unit), (other.numbers[0], other.unit)
    assert agree(*sides, is_rough=False, is_limit=False)


@given(st.integers(1, 100))
def test_a_difference_has_nothing_added(degrees: int) -> None:
    """Where the words say that it is one."""
    found = figures(in_both_systems(f"{degrees} °F cooler"))
    one, other = ((each.numbers[0], as_difference(each.unit)) for each in found)
    assert agree(one, other, is_rough=False, is_limit=False)
    assert abs(other[0].value - Decimal(degrees) * 5 / 9) < 1


@given(st.text(alphabet="0123456789,.–−() °FCBTU/hkWm²ft", max_size=300), st.text(max_size=9))
def test_any_value_is_shown(value: str, region: str) -> None:
    """Nothing of it is lost, whichever comes first."""
    shown = in_both_systems(value, region)
    assert sorted(set(value) - set(shown)) == []


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        ("50 ft", "", "50 ft (15 m)"),
        ("49 ft", "maximum", "49 ft (14.9 m)"),
        ("49 ft", "minimum", "49 ft (15 m)"),
        ("20 m", "maximum", "20 m (65 ft)"),
        ("20 m", "minimum", "20 m (66 ft)"),
        ("17 °F", "minimum", "17 °F (−8.3 °C)"),
        ("−12 °F", "maximum", "−12 °F (−24.5 °C)"),
        ("−12 °F", "minimum", "−12 °F (−24.4 °C)"),
        ("10–15 ft", "maximum", "10–15 ft (3.0–4.5 m)"),
    ],
)
def test_a_limit_is_rounded_to_its_safe_side(value: str, limit: Limit, expected: str) -> None:
    """Who keeps to the conversion keeps to the limit."""
    assert in_both_systems(value, "", limit) == expected


@given(st.integers(1, 400), st.sampled_from(["maximum", "minimum"]))
def test_no_conversion_passes_its_limit(feet: int, limit: Limit) -> None:
    """Whatever it is rounded to."""
    (metric,) = figures(in_both_systems(f"{feet} ft", "", limit))[1:]
    exact = Decimal(feet) * Decimal("0.3048")
    shown = metric.numbers[0].value
    assert shown <= exact if limit == "maximum" else shown >= exact
