"""Which name was meant by another that nobody uses."""

import pytest

from plenum.check.near_names import NearName, NearNames

TRADE = (
    "AC, ACCA, air filter, air handler, air-source heat pump, airflow, AFUE, attic, balance point,"
    " boiler, broiler, BTU, capacitor, capacity, ceiling, ceiling cassette, central air, coil,"
    " cold climate, commissioning, compressor, compression, condensate, condensation, condenser,"
    " condensing, connection, contactor, contractor, convection, cooling, cooling load, COP,"
    " corrosion, cost, coast, damper, dampener, defrost, dehumidifier, dehumidification, diffuser,"
    " duct, ducted, ductless, ducts sealed, duct sealing, duct sizing, ductwork, dust, EER, EER2,"
    " efficiency, electric, electricity, evaporation, evaporator, exhaust, expansion, fan, filling,"
    " falling, filter, filtration, financing, flashing, flushing, furnace, gas, gas furnace,"
    " gas heat, geothermal, heat, heat gain, heat load, heat loss, heat pump, heated, heater,"
    " heating, HERS, HSPF, HSPF2, humidifier, humidity, hydronic, incentive, indoor unit,"
    " induction, conduction, installation, installed, installer, installing, insulated, insulation,"
    " inverter, inverted, leak, leakage, linkage, line set, load, loan, maintenance, Manual J,"
    " Manual S, MERV 8, MERV 13, mini-split, multi-split, multi-zone, noise, oil, outdoor unit,"
    " outdoor air, package unit, plenum, propane, R-22, R-32, R-410A, R-454B, radiant, radiator,"
    " rebate, rebates CA, rebates CO, rebates UK, rebates US, refrigerant, refrigerator,"
    " refrigeration, register, registrar, repair, replacement, retrofit, return, SEER, SEER2,"
    " sensible, sensing, siding, single-stage, sizing, single-zone, sound, static pressure,"
    " supply, swamp cooler, switchover, thermostat, tax credit, ton, two-stage, variable speed,"
    " 2-3 tons, 23 tons, 2-ton, 3-ton, vent, venting, ventilation, ventilator, warranty,"
    " water heater, weatherization, welding, wielding, window unit, zone, zoned, zoning"
).split(", ")


def test_words_of_the_trade_are_no_slips_of_each_other() -> None:
    """But for the pairs of which only the article can tell that both are meant."""
    names = NearNames(TRADE)
    found = set()
    for name in TRADE:
        others = NearNames(other for other in TRADE if other != name)
        near = others.nearest(name)
        if near:
            found.add(frozenset((name, near.name)))
        assert names.nearest(name) == NearName(name)

    pairs = (
        ("connection", "convection"),
        ("contactor", "contractor"),
        ("flashing", "flushing"),
        ("welding", "wielding"),
    )
    assert found == set(map(frozenset, pairs))


@pytest.mark.parametrize(
    ("name", "meant", "odd"),
    [
        ("comparison", "Comparisons", ""),
        ("Comparision", "Comparisons", "comparision"),
        ("Comparisions", "Comparisons", "comparision"),
        ("Comparsons", "Comparisons", "comparson"),
        ("Comparsions", "Comparisons", "comparsion"),
        ("minisplit", "mini-split", ""),
        ("mini-splits", "mini-split", ""),
        ("mini-splt", "mini-split", "splt"),
        ("condensor", "condenser", "condensor"),
        ("thermpstat", "thermostat", "thermpstat"),
        ("refridgerant", "refrigerant", "refridgerant"),
        ("heat-pmup-rebates", "heat pump rebates", None),
        ("R22", "R-22", ""),
        ("r-32", "R-22", None),
        ("2-4 tons", "24 tons", None),
        ("2020s", "2020", None),
        ("SEER2", "SEER", None),
        ("comparisng", "Comparisons", None),
        ("インバーター式暖房機器", "インバータ一式暖房機器", None),
        ("x" * 100_000, "x" * 99_999, None),
        ("", "mini-split", None),
    ],
)
def test_what_is_meant(name: str, meant: str, odd: str | None) -> None:
    near = NearNames([meant]).nearest(name)

    assert near == (None if odd is None else NearName(meant, odd))


def test_the_first_of_several_is_meant() -> None:
    names = NearNames(["thermostat", "thermostats", "thermistat"])

    assert names.nearest("thermastat") == NearName("thermostat", "thermastat")
