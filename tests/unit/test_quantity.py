"""Units convert exactly, a difference is never a point, and figures are read from text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.model.figures import figures
from plenum.model.quantity import (
    CELSIUS,
    FAHRENHEIT,
    UNITS,
    Kind,
    Unit,
    UnitMismatchError,
    agree,
    as_difference,
    convert,
    read_number,
)

CONVERTIBLE = [unit for unit in UNITS.values() if unit.kind not in {Kind.RATING, Kind.SHARE}]
values = st.decimals(-100_000, 100_000, places=3)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("12000", "BTU/h", "kW", "3.517"),
        ("12000", "BTU/h", "ton", "1"),
        ("9000", "BTU/h", "kW", "2.638"),
        ("24000", "BTU/h", "kW", "7.034"),
        ("32552", "BTU/h", "kW", "9.54"),
        ("-13", "°F", "°C", "-25"),
        ("-25", "°C", "°F", "-13"),
        ("17", "°F", "°C", "-8.33"),
        ("47", "°F", "°C", "8.33"),
        ("-40", "°F", "°C", "-40"),
        ("-40", "°C", "°F", "-40"),
        ("400", "CFM", "L/s", "188.78"),
        ("25", "ft", "m", "7.62"),
        ("2000", "ft²", "m²", "185.8"),
        ("3.91", "lb", "kg", "1.7735"),
        ("5.5", "oz", "g", "155.9"),
        ("0.16", "oz/ft", "g/m", "14.88"),
        ("1", "kWh", "BTU", "3412.14163"),
        ("1", "therm", "million BTU", "0.1"),
        ("72", "million BTU", "kWh", "21101"),
        ("16000", "ft³", "m³", "453"),
        ("3", "in", "mm", "76.2"),
        # What a price per kWh is multiplied by to be one per million BTU.
        ("1", "million BTU", "kWh", "293.07"),
        ("1", "psi", "kPa", "6.894757"),
        ("1", "BTU", "MJ", "0.001055"),
    ],
)
def test_conversions(value: str, unit: str, to: str, expected: str) -> None:
    """The published values, at their precision."""
    result = convert(Decimal(value), UNITS[unit], UNITS[to])
    assert result.quantize(Decimal(expected)) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("20", FAHRENHEIT, CELSIUS, "11.11"),
        ("10", CELSIUS, FAHRENHEIT, "18.00"),
        ("3", CELSIUS, FAHRENHEIT, "5.40"),
        ("6000", FAHRENHEIT, CELSIUS, "3333.33"),
    ],
)
def test_differences(value: str, unit: Unit, to: Unit, expected: str) -> None:
    """A difference has nothing added or taken off."""
    result = convert(Decimal(value), as_difference(unit), as_difference(to))
    assert result.quantize(Decimal("0.01")) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        (as_difference(FAHRENHEIT), CELSIUS),
        (FAHRENHEIT, as_difference(CELSIUS)),
        (FAHRENHEIT, as_difference(FAHRENHEIT)),
        (UNITS["kW"], UNITS["BTU"]),
        (UNITS["kWh"], UNITS["kW"]),
        (UNITS["SEER"], UNITS["SEER2"]),
        (UNITS["HSPF"], UNITS["HSPF2"]),
        (UNITS["SEER2"], UNITS["COP"]),
    ],
)
def test_kinds_do_not_mix(unit: Unit, to: Unit) -> None:
    """A difference is no temperature, power no energy, one rating not another."""
    with pytest.raises(UnitMismatchError):
        convert(Decimal(1), unit, to)


def test_only_temperatures_have_differences() -> None:
    """A difference of areas is an area."""
    with pytest.raises(UnitMismatchError):
        as_difference(UNITS["m²"])


@given(values, st.sampled_from(CONVERTIBLE), st.data())
def test_there_and_back(value: Decimal, unit: Unit, data: st.DataObject) -> None:
    """What is converted and converted back is what it was."""
    kin = [each for each in CONVERTIBLE if each.kind is unit.kind]
    to = data.draw(st.sampled_from(kin))
    back = convert(convert(value, unit, to), to, unit)
    assert abs(back - value) < Decimal("1e-15")


@given(values, values)
def test_a_difference_is_that_of_two_points(one: Decimal, other: Decimal) -> None:
    """Points converted differ by their converted difference."""
    apart = convert(one, FAHRENHEIT, CELSIUS) - convert(other, FAHRENHEIT, CELSIUS)
    change = convert(one - other, as_difference(FAHRENHEIT), as_difference(CELSIUS))
    assert abs(apart - change) < Decimal("1e-18")


@given(values)
def test_a_difference_is_never_a_point(value: Decimal) -> None:
    """They are 17.8 °C apart whatever the value."""
    point = convert(value, FAHRENHEIT, CELSIUS)
    change = convert(value, as_difference(FAHRENHEIT), as_difference(CELSIUS))
    assert abs(change - point - Decimal(160) / 9) < Decimal("1e-18")


@given(st.integers(-200, 200), st.integers(0, 3))
def test_what_is_rounded_agrees(value: int, places: int) -> None:
    """A conversion rounded to any place agrees with what it comes from."""
    celsius = round(convert(Decimal(value), FAHRENHEIT, CELSIUS), places)
    one = (read_number(str(value)), FAHRENHEIT)
    other = (read_number(f"{celsius:f}"), CELSIUS)
    assert agree(one, other, is_rough=False, is_limit=False)


@given(values, values, st.sampled_from(CONVERTIBLE), st.data(), st.booleans(), st.booleans())
def test_to_agree_is_mutual(  # noqa: PLR0913 (two figures and how they are said)
    one: Decimal,
    other: Decimal,
    unit: Unit,
    data: st.DataObject,
    rough: bool,  # noqa: FBT001
    limit: bool,  # noqa: FBT001
) -> None:
    """Whichever of the two stands first."""
    to = data.draw(st.sampled_from([each for each in CONVERTIBLE if each.kind is unit.kind]))
    near = data.draw(st.sampled_from([other, round(convert(one, unit, to), 1)]))
    sides = (read_number(f"{one:f}"), unit), (read_number(f"{near:f}"), to)
    there = agree(*sides, is_rough=rough, is_limit=limit)
    assert there == agree(*sides[::-1], is_rough=rough, is_limit=limit)


@given(values, st.sampled_from(list(UNITS.values())), st.sampled_from(list(UNITS.values())))
def test_only_one_kind_converts(value: Decimal, unit: Unit, to: Unit) -> None:
    """Power is no energy, a share is no rating."""
    if unit is to or (unit.kind is to.kind and unit.kind is not Kind.RATING):
        assert convert(value, unit, to).is_finite()
    else:
        with pytest.raises(UnitMismatchError):
            convert(value, unit, to)


@pytest.mark.parametrize(
    ("one", "unit", "other", "to", "right"),
    [
        ("17", "°F", "−8.3", "°C", True),
        ("17", "°F", "−8.7", "°C", False),
        ("5", "°F", "−20", "°C", False),
        ("36,000", "BTU/h", "10.6", "kW", True),
        ("36,000", "BTU/h", "10.7", "kW", False),
        ("98", "ft", "30", "m", True),
        ("1,000", "ft²", "100", "m²", False),
        ("550", "ft²", "50", "m²", True),
    ],
)
def test_the_precision_written(one: str, unit: str, other: str, to: str, *, right: bool) -> None:
    """A stated value is right if it is what the other side rounds to."""
    sides = (read_number(one), UNITS[unit]), (read_number(other), UNITS[to])
    assert agree(*sides, is_rough=False, is_limit=False) is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9,000–36,000 BTU/h", "9000..36000 BTU/h"),
        ("−13 °F", "-13 °F"),
        ("at -25°C", "-25 °C"),
        ("14 to 41\u00a0°F", "14..41 °F"),
        ("41 °F to 14 °F", "41..14 °F"),
        ("−13 to 5\n  °F", "-13..5 °F"),
        ("a 3-ton unit", "3 ton"),
        ("2,000 sq ft", "2000 ft²"),
        ("a COP of at least 1.75 at", "1.75 COP"),
        ("HSPF2 10", "10 HSPF2"),
        ("10–13 HSPF", "10..13 HSPF"),
        ("95% AFUE", "95 AFUE"),
        ("3 in (", "3 in"),
        ("95 degrees Fahrenheit", "95 °F"),
        ("72 million BTU", "72 million BTU"),
        # No quantity, or one of another unit.
        ("500 BTU/h per °F", ""),
        ("6,000 °F-days", ""),
        ("SSZ-14 SEER", ""),
        ("3 in 2024", ""),
        ("264 W/K", ""),
        ("1/4 ft", ""),
        ("US$2,650 m", ""),
        ("R-410A, 20s °F", ""),
        ("HSPF2 10% lower", "10 %"),
        ("COP is 33.33 ÷ 14.74", ""),
        ("3 °F to 5 m", ""),
    ],
)
def test_figures_in_text(text: str, expected: str) -> None:
    """Numbers, ranges and units as people write them."""
    found = [
        f"{'..'.join(f'{number.value:f}' for number in figure.numbers)} {figure.unit.name}"
        for figure in figures(text)
    ]
    assert "; ".join(found) == expected


@given(st.text(alphabet="0123456789,.–-−() °FCBTU/hkWtoand%COPSER2\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Figures stand in the text where they say, one after another."""
    found = figures(text)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
    assert [figure.start for figure in found] == sorted(figure.start for figure in found)


@pytest.mark.parametrize(
    "text", ["9" * 100_000 + " °F", "9,999" * 20_000, "5–" * 50_000, "(" * 100_000, "-" * 100_000]
)
def test_hostile_text_holds_no_figure_and_takes_no_time(text: str) -> None:
    """Numbers longer than any quantity are none."""
    assert figures(text) == []
