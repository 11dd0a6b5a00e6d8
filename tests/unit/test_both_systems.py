"""A conversion that is filled in implies the accuracy of what it comes from."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plenum.model.both_systems import in_both_systems
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
