"""Worked examples: the sums of the trade come out right, and wrong ones are told."""

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.diagnostics import CATALOGUE
from plenum.model.measure import SCALES, DimensionError, add, measured, number_in
from plenum.read.examples import Worked, work_out

_STATED = re.compile(r"(?<== )[^=]*$")
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def worked(text: str) -> Worked:
    """Work out an example; indentation is taken off."""
    return work_out("", [line.strip() for line in text.strip().split("\n")], "")


def faults(text: str) -> list[str]:
    """Return the faults as "line:column id", both from 1."""
    return [
        f"{found.line + 1}:{found.slip.start + 1} {found.slip.fault_id}"
        for found in worked(text).slips
    ]


def told(text: str) -> list[str]:
    """Return the messages of the faults with their hints."""
    return [
        f"{entry.message.format(**found.slip.values)} → {entry.hint.format(**found.slip.values)}"
        for found in worked(text).slips
        for entry in [CATALOGUE[found.slip.fault_id]]
    ]


# -- the calculators of the trade, with their figures ---------------------------------------------

UNIT_A = """
    temperature = [62, 47, 17, 5, −13] °F
    capacity = [36,000, 36,000, 34,000, 32,000, 24,000] BTU/h
    COP = [4.3, 3.9, 2.7, 2.2, 1.7]
"""
BINS = """
    bins = [52, 47, 42, 37, 32, 27, 22, 17, 12, 7, 2, −3, −8] °F
    share = [.103, .093, .1, .109, .126, .087, .055, .036, .026, .013, .006, .002, .001]
    season = 1,701 h
    UA = 500 BTU/h·°F
    base = 60 °F
    price = US$0.18/kWh
    load = max(0, UA × (base − bins))
    moved = min(load, at(temperature, capacity, bins))
""".replace("[.", "[0.").replace(" .", " 0.")
ROOMS = """
    areas = [100, 150, 250, 300, 350, 400, 450, 550, 700, 1,000] ft²
    sizes = [5,000, 6,000, 7,000, 8,000, 9,000, 10,000, 12,000, 14,000, 18,000] BTU/h
"""
SSZ14 = """
    temperature = [47, 17, 5] °F
    capacity = [29,000, 18,200, 13,900] BTU/h
"""
VECTORS = [
    # Units: exact, differences apart from temperatures.
    "capacity = 12,000 BTU/h\nresult: capacity = 3.517 kW (1 ton)",
    "capacity = 9,000 BTU/h\nresult: capacity = 2.638 kW",
    "capacity = 24,000 BTU/h\nresult: capacity = 7.034 kW",
    "cold = −13 °F\nresult: cold = −25 °C",
    "cold = −25 °C\nresult: cold = −13 °F",
    "cold = 17 °F\nresult: cold = −8.33 °C",
    "mild = 47 °F\nresult: mild = 8.33 °C",
    "cold = −40 °F\nresult: cold = −40 °C",
    "setback = 20 °F difference\nresult: setback = 11.11 °C difference",
    "setback = 10 C°\nresult: setback = 18 F°",
    "flow = 400 CFM\nresult: flow = 188.78 L/s",
    "p = 0.5 psi\nresult: p = 3,447.4 Pa",
    "line = 25 ft\nresult: line = 7.62 m",
    "floor = 2,000 ft²\nresult: floor = 185.8 m²",
    "charge = 3.91 lb\nresult: charge = 1.7735 kg",
    "price = US$1/kWh\nresult: price = US$293.07/million BTU",
    # Ratings and average COP.
    *(
        f"rating = {rating}\nresult: average COP = rating ÷ 3.412142 BTU/Wh = {cop}"
        for rating, cop in (
            ("7.5 HSPF2", "2.198"),
            ("8.1 HSPF2", "2.374"),
            ("8.5 HSPF2", "2.491"),
            ("10 HSPF2", "2.931"),
            ("13 HSPF2", "3.810"),
            ("35 SEER2", "10.257"),
        )
    ),
    "old = 10 HSPF\nresult: new = old × 0.85 = 8.5 HSPF2",
    "new = 8 HSPF2\nresult: old = new ÷ 0.85 = 9.41176 HSPF",
    "new = 15.2 SEER2\nresult: old = new ÷ 0.95 = 16.0 SEER",
    "rating = 10 HSPF2\nresult: saving = 1 − 3.412142 BTU/Wh ÷ rating = 65.9 %",
    "rating = 13 HSPF2\nresult: saving = 1 − 3.412142 BTU/Wh ÷ rating = 73.8 %",
    # A room to cool, by the table.
    f"{ROOMS}\nresult: size = row(areas, sizes, 320 ft²) = 8,000 BTU/h",
    f"{ROOMS}\nresult: size = row(areas, sizes, 149.99 ft²) = 5,000 BTU/h",
    f"{ROOMS}\nresult: size = row(areas, sizes, 150 ft²) = 6,000 BTU/h",
    f"{ROOMS}\nresult: size = row(areas, sizes, 320 ft²) × 90 % = 7,200 BTU/h",
    f"{ROOMS}\nresult: size = row(areas, sizes, 200 ft²) + 4,000 BTU/h = 10,000 BTU/h",
    (
        f"{ROOMS}\npeople = 4\nsunny = row(areas, sizes, 320 ft²) × 110 % = 8,800 BTU/h"
        "\nresult: size = sunny + (people − 2) × 600 BTU/h = 10,000 BTU/h"
    ),
    "room = 320 ft²\nresult: shortcut = room × 20 BTU/h per ft² = 6,400 BTU/h",
    # Heat loss, in both systems.
    """UA = 400 BTU/h·°F
    volume = 16,000 ft³
    air = 0.018 BTU/ft³·°F
    changes = 0.35 per hour
    leakage = air × volume × changes = 100.8 BTU/h·°F
    result: Q = (UA + leakage) × (70 °F − 5 °F) = 32,552 BTU/h (9.54 kW)""",
    """UA = 211 W/K
    volume = 453 m³
    changes = 0.35 /h
    result: Q = (UA + 0.33 Wh/m³·K × volume × changes) × (21 °C − −15 °C) = 9,480 W""",
    "UA = 500 BTU/h·°F\nresult: UA = 263.76 W/K",
    # A year's running cost.
    """UA = 500 BTU/h·°F
    degree-days = 6,000 °F·d (3,333 °C·d)
    result: H = UA × degree-days = 72.0 million BTU (21,101 kWh)""",
    """H = 72 million BTU
    electricity = H ÷ 9.0 BTU/Wh = 8,000 kWh
    result: cost = electricity × US$0.18 per kWh = US$1,440""",
    """cooling = 12,000 BTU/h
    hours = 1,000 h
    electricity = cooling × hours ÷ 20 SEER2 = 600 kWh
    result: cost = electricity × US$0.18/kWh = US$108.00""",
    "H = 72 million BTU\nresult: fuel = H ÷ (1 − 20 %) = 90.0 million BTU",
    "H = 72 million BTU\nresult: fuel = H ÷ (1 − 10 %) = 80.0 million BTU",
    # By bins of temperature, and the same with a single-stage machine.
    f"""{UNIT_A}{BINS}
    hours = season × share
    heat = sum(hours × load) = 16.037 million BTU
    heat pump = sum(hours × moved ÷ at(temperature, COP, bins)) = 1,510.35 kWh
    backup = sum(hours × (load − moved)) = 6.92 kWh
    share of the heat pump = sum(hours × moved) ÷ heat = 99.85 %
    seasonal COP = heat ÷ (heat pump + backup) = 3.098
    result: cost = (heat pump + backup) × price = US$273.11""",
    """shares = [0.103, 0.093, 0.1, 0.109, 0.126, 0.087, 0.055, 0.036, 0.026, 0.013, 0.009]
    result: hours = 1,701 h × sum(shares) = 1,287.66 h""",
    # Fuels: what a million BTU costs, and a year.
    *(
        f"price = {price}\nefficiency = {efficiency}\nH = 72 million BTU\n"
        f"delivered = price ÷ efficiency = US${each}/million BTU\n"
        f"result: year = H × delivered = US${year}"
        for price, efficiency, each, year in (
            ("US$0.18/kWh", "1", "52.75", "3,798"),
            ("US$0.18/kWh", "2.5", "21.10", "1,519"),
            ("US$0.18/kWh", "3.0", "17.58", "1,266"),
            ("US$1.50/therm", "95 %", "15.79", "1,137"),
            ("US$1.50/therm", "80 %", "18.75", "1,350"),
            ("US$3.80/gal ÷ 138,500 BTU/gal", "85 %", "32.28", "2,324"),
            ("US$2.60/gal ÷ 91,452 BTU/gal", "95 %", "29.93", "2,155"),
        )
    ),
    "H = 72 million BTU\nresult: oil = H ÷ 85 % ÷ 138,500 BTU/gal = 611.6 gal",
    "H = 72 million BTU\nresult: gas = H ÷ 95 % = 757.9 therms",
    "H = 72 million BTU\nresult: propane = H ÷ 95 % ÷ 91,452 BTU/gal = 828.7 gal",
    # Break-even, as a COP and as a temperature.
    *(
        f"electricity = US$0.18/kWh\nfuel = {fuel}\nresult: break-even = electricity ÷ fuel = {cop}"
        for fuel, cop in (
            ("US$1.50/therm ÷ 95 %", "3.341"),
            ("US$1.50/therm ÷ 80 %", "2.813"),
            ("US$3.80/gal ÷ 138,500 BTU/gal ÷ 85 %", "1.634"),
            ("US$2.60/gal ÷ 91,452 BTU/gal ÷ 95 %", "1.763"),
        )
    ),
    """break-even = US$0.18/kWh ÷ (US$1.50/therm ÷ 95 %) = 3.341
    slope = (3.9 − 2.7) ÷ (47 °F − 17 °F)
    result: balance point = 17 °F + (break-even − 2.7) ÷ slope = 33.0 °F (0.6 °C)""",
    (
        f"{UNIT_A.replace('capacity', 'more')}\nbreak-even = 3.341\nuse = more\n"
        "result: balance point = at(COP, temperature, break-even) = 33.0 °F (0.6 °C)"
    ),
    # Where the load meets the capacity.
    """UA = 500 BTU/h·°F
    slope = (32,000 BTU/h − 24,000 BTU/h) ÷ (5 °F − −13 °F)
    lack = UA × (60 °F − −13 °F) − 24,000 BTU/h
    balance point = −13 °F + lack ÷ (UA + slope) = 0.24 °F (−17.6 °C)
    result: load = UA × (60 °F − balance point) = 29,882 BTU/h""",
    f"""{SSZ14}
    UA = 500 BTU/h·°F
    slope = (29,000 BTU/h − 18,200 BTU/h) ÷ (47 °F − 17 °F)
    lack = UA × (60 °F − 17 °F) − 18,200 BTU/h
    balance point = 17 °F + lack ÷ (UA + slope) = 20.84 °F (−6.20 °C)
    result: backup = 27,500 BTU/h − at(temperature, capacity, 5 °F) = 13,600 BTU/h""",
    # Between the rows of a curve.
    f"{UNIT_A}use = capacity\nresult: x = at(temperature, COP, 32 °F) = 3.30",
    f"{UNIT_A}use = capacity\nresult: x = at(temperature, COP, 11 °F) = 2.45",
    f"{UNIT_A}use = capacity\nresult: x = at(temperature, COP, −4 °F) = 1.95",
    # Smaller ones.
    """extra = US$16,000 − US$8,500
    saving = US$2,324/year − US$1,519/year
    result: payback = extra ÷ saving = 9.32 years""",
    "run = 40 ft − 25 ft\nresult: charge = run × 0.13 oz/ft = 1.95 oz",
    "run = 40 ft − 25 ft\nresult: charge = run × 12 g/m = 54.9 g",
    "charge = 1.2 kg\nresult: impact = charge × 675 = 810 kg",
    "one = 50 dB(A)\nresult: both = one + 10 dB(A) × log10(2) = 53.0 dB(A)",
    "result: change = −20 dB × log10(2) = −6.0 dB",
    # What programmes pay: a share, or so much a ton, up to a limit.
    "result: credit = min(30 % × US$9,000, US$2,000) = US$2,000",
    "result: credit = min(30 % × US$5,000, US$2,000) = US$1,500",
    "result: rebate = min(100 % × US$12,000, US$8,000) = US$8,000",
    "result: rebate = min(50 % × US$12,000, US$8,000) = US$6,000",
    "result: rebate = min(3 ton × US$2,650/ton, US$8,500) = US$7,950",
    "result: rebate = min(4 ton × US$2,650/ton, US$8,500) = US$8,500",
    "result: rebate = min(4 ton × US$3,000/ton, US$10,000) = US$10,000",
]


@pytest.mark.parametrize("text", VECTORS)
def test_the_sums_of_the_trade_come_out_right(text: str) -> None:
    assert [line for line in told(text) if "nothing in this example uses" not in line] == []


@pytest.mark.parametrize("text", VECTORS)
def test_with_another_result_they_fail(text: str) -> None:
    """Of the last result the last figure is changed, so that what it rounds to is another."""
    lines = text.strip().split("\n")
    stated = _STATED.search(lines[-1])
    assert stated
    digits = _DIGITS.search(stated[0])
    assert digits
    last = digits[0][-1]
    changed = digits[0][:-1] + str((int(last) + 2) % 10)
    at = stated.start() + digits.start()
    lines[-1] = lines[-1][:at] + changed + lines[-1][at + len(digits[0]) :]

    assert [found.slip.fault_id for found in worked("\n".join(lines)).slips] == ["wrong-result"]


# -- published sums that cannot be right ----------------------------------------------------------


def test_a_saving_that_needs_another_cop_is_found() -> None:
    """A page replaces 845 gallons of oil by 6,070 kWh at COP 2.5: that takes a COP of 4.5."""
    text = """
        oil = 845 gal
        heat = oil × 138,500 BTU/gal × 80 % = 93.6 million BTU
        electricity = heat ÷ 2.5 = 6,070 kWh
        price = US$0.27/kWh
        result: bill = electricity × price = US$1,639
    """

    assert faults(text) == ["3:28 wrong-result", "5:38 wrong-result"]
    assert told(text)[0].startswith("'electricity' comes to 10,976 kWh, not 6,070 kWh")
    right = text.replace("6,070", "10,976").replace("1,639", "2,963")
    assert faults(right) == []


def test_a_balance_point_at_the_wrong_cop_is_found() -> None:
    """A page calls COP 2.5 the break-even of US$0.15/kWh with gas of US$1.20 in a 90% furnace."""
    text = """
        electricity = US$0.15/kWh
        gas = US$1.20/therm ÷ 90 % = US$13.33/million BTU
        result: break-even = electricity ÷ gas = 2.5
    """

    assert faults(text) == ["3:42 wrong-result"]
    assert told(text)[0].startswith("'break-even' comes to 3.3, not 2.5")
    assert faults(text.replace("= 2.5", "= 3.30")) == []


# -- what is written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "x = 320 ft2 × 2 = 640 sq ft",
        "x = 12,000 Btu/hr = 12,000 BTU/h",
        "x = 320\u00a0ft² × 2 = 640\u00a0ft² (59\u202fm²)",
        "x = 2 * 3 = 6",
        "x = 12 / 4 = 3",
        "x = 12/4 = 3",
        "x = 8 - 2 = 6",
        "x = 8 – 2 = 6",
        "x = 2^3 + 3² = 17",
        "x = −(2 − 5) = 3",
        "x = (−2)^2 = 4",
        "x = 2 × −3 = −6",
        "x = US$1.2 million ÷ 4 = US$300,000",
        "x = 0.12 C$/kWh × 1 GJ = C$33.33",
        "x = 12.4 ¢/kWh × 8,000 kWh = $992",
        "x = 1 therm ÷ 95 % = about 105,000 BTU",
        "x = 500 BTU/(h·°F) × 65 F° = 32,500 BTU/h",
        "x = 20 °C − 5 K = 15 °C",
        "x = min(70 °F, 20 °C) = 20 °C",
        "x = 1 ton + 0 = 12,000 BTU/h",
        "x = 1 ÷ 3 = 0.333",
        "x = 0.5 + 0.55 = 1.1",
        "x = 1/8 = 0.13",
        "x = 3 million ÷ 1 thousand = 3,000",
    ],
)
def test_ways_to_write_it(line: str) -> None:
    assert told(f"result: {line}") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = 1 BTU/h\nb = 2 kWh\nresult: c = a + b = 3 kWh", "3:17 unit-mismatch"),
        ("result: a = US$1 + C$1 = US$2", "1:20 unit-mismatch"),
        ("result: a = 10 SEER2 + 9 HSPF2 = 19 SEER2", "1:24 unit-mismatch"),
        ("a = 10 SEER\nresult: a = 10 SEER2", "2:13 unit-mismatch"),
        ("result: a = US$100 + 10 % = US$110", "1:22 unit-mismatch"),
        ("result: a = 2 kW × 3 h = 6 kW", "1:26 unit-mismatch"),
        ("result: a = 70 °F + 5 °F = 75 °F", "1:21 temperature-as-difference"),
        ("result: a = 70 °F × 2 = 140 °F", "1:13 temperature-as-difference"),
        ("result: a = 2 × 70 °F = 140 °F", "1:17 temperature-as-difference"),
        ("result: a = −(70 °F) = −70 °F", "1:14 temperature-as-difference"),
        ("result: a = sum([70, 60] °F) = 130 °F", "1:13 temperature-as-difference"),
        ("result: a = 5 F° − 70 °F = 65 F°", "1:20 temperature-as-difference"),
        ("result: a = 6 ÷ (3 − 3) = 0", "1:17 division-by-zero"),
        ("result: a = 6 ÷ [1, 0] = 0", "1:17 division-by-zero"),
        ("area = 3 ft\nresult: a = 2 × aera = 6 ft", "2:17 unknown-name"),
        ("area = 3 ft\nresult: a = 2 × Area = 6 ft", "2:17 unknown-name"),
        ("result: a = 3 kwatts × 2 = 6 kW", "1:15 unknown-unit"),
        ("result: a = 3 BTU/ft²·x × 2 = 6 kW", "1:23 unknown-unit"),
        ("result: a = 3 x 4 = 12", "1:15 unknown-unit"),
        ("a = 1\na = 2\nresult: b = a = 1", "2:1 given-twice"),
        ("area = 2 ft²\nresult: a = 2 × 1 = 2", "1:1 unused-given"),
        ("a = 3 × 4", "1:1 example-without-result"),
        ("b = 2 × 3 = 6\nresult: a = b × 4", "2:1 example-without-result"),
        ("result: a = 5–10 × 2 = 20", "1:13 example-form"),
        ("result: a = (2 + 3 = 5", "1:13 example-form"),
        ("result: a = 2 + 3) = 5", "1:18 example-form"),
        ("result: a = 2 + = 5", "1:15 example-form"),
        ("result: a = 2 3 = 5", "1:15 example-form"),
        ("result: a = 2 = 2 = 2", "1:19 example-form"),
        ("result: a = 320 m^2 = 320 m²", "1:13 example-form"),
        ("result: a = 2^10 = 1,024", "1:14 example-form"),
        ("result: a = 2^2^2 = 16", "1:16 example-form"),
        ("result: a = −2^2 = −4", "1:13 example-form"),
        ("result: a = f(2) = 4", "1:13 example-form"),
        ("result: a = log10(1, 2) = 4", "1:13 example-form"),
        ("result: a = [1, 2] + [1, 2, 3] = 4", "1:13 example-form"),
        ("result: a = [1, 2] + 1 = 4", "1:26 example-form"),
        ("result: a = at([3, 1, 2], [1, 2, 3], 1) = 4", "1:13 example-form"),
        ("result: a = at([1, 2], [1, 2], 3) = 4", "1:13 outside-table"),
        ("result: a = at([1, 2], [1, 2], 0) = 4", "1:13 outside-table"),
        ("result: a = row([1, 2, 3], [1, 2], 3) = 4", "1:13 outside-table"),
        ("result: a = __import__('os') = 4", "1:13 example-form"),
        ("result: a = 10^9 × 10^9 = 1 (1 kW", "1:29 example-form"),
        ("result: a = log10(0) = 4", "1:13 example-too-large"),
        ("result: a = 1 + 1 = 12,34", "1:23 example-form"),
        ("result: a = [", "1:13 example-form"),
        ("result: a = 2 =", "1:15 example-form"),
        ("just text", "1:1 example-form"),
        ("result: 7,600 BTU/h", "1:9 example-form"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_told_at_its_place(text: str, found: str) -> None:
    assert faults(text) == [found]


def test_every_line_is_told_of_once_and_what_rests_on_it_is_not() -> None:
    text = """
        a = 2 kwat
        b = a × 3
        c = 6 ÷ 0
        result: d = b × c = 4
    """

    assert faults(text) == ["1:7 unknown-unit", "3:9 division-by-zero"]


def test_the_precision_is_that_of_the_figure() -> None:
    """Zeros of a whole number count, unless a word before it says that it is rounded."""
    assert faults("result: a = 4 × 2,410 = 9,640") == []
    assert faults("result: a = 4 × 2,410 = 9,600") == ["1:25 wrong-result"]
    assert faults("result: a = 4 × 2,410 = about 9,600") == []
    assert faults("result: a = 4 × 2,410 = about 9,700") == ["1:25 wrong-result"]
    assert faults("result: a = 4 × 2,410 BTU/h = 9,640 BTU/h (2.83 kW)") == []
    assert faults("result: a = 4 × 2,410 BTU/h = 9,640 BTU/h (2.82 kW)") == ["1:44 wrong-result"]
    assert faults("a = 12,000 BTU/h (3.4 kW)\nresult: b = a × 2 = 24,000 BTU/h")[0] == (
        "1:19 wrong-result"
    )


def test_no_rounding_in_between() -> None:
    """A stated step is for the reader; the sum goes on with what it is exactly."""
    assert faults("a = 1 ÷ 3 = 0.33\nresult: b = a × 3 = 1.00") == []


def test_what_a_page_shows() -> None:
    """Givens, then each step with its numbers; ≈ where something is rounded."""
    example = worked(
        """
        area = 320 ft2 (30 m²)
        outdoors = -13 °F
        difference = 70 °F - outdoors
        shares = [1, 2]
        total = sum(shares)
        result: Q = area*0.1 BTU/h·ft²·°F × difference × total = about 8,000 BTU/h (2.3 kW)
        """
    ).example

    assert example
    assert [(given.name, given.value, given.also) for given in example.givens] == [
        ("area", "320\u00a0ft2", "30\u00a0m²"),
        ("outdoors", "−13\u00a0°F", ""),
        ("shares", "[1, 2]", ""),
    ]
    difference, total, result = example.steps
    assert difference.filled == "70\u00a0°F − (−13\u00a0°F)"
    assert difference.value == "83\u00a0°F difference"
    assert difference.is_exact
    assert not difference.is_result
    assert (total.filled, total.value) == ("", "3")
    assert result.formula == ("area × 0.1\u00a0BTU/h·ft²·°F × difference × total")
    assert (result.value, result.also) == ("8,000\u00a0BTU/h", "2.3\u00a0kW")
    assert result.is_result
    assert not result.is_exact


# -- any text ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"a b area result: = = = ( ) [ ] , ; + − - × * ÷ / ^ ² · – % \n \n".split(" "),
        "[20 %](fact:x)",
        *"1 20 0 0.5 7,600 1,0 9999999999999999 US$ C$ $ € million about per".split(),
        *"°F °C F° BTU/h kWh ft² /h BTU/h·°F HSPF2 ton dB(A) °F-days (h·°F) 𝒳 ²".split(),
        *"min( max( sum( at( row( log10( 10**10**10 __import__ \\ ' \" < & \u00a0 \t".split(" "),
    ]
)
ANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@ANY
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_is_an_example_or_has_faults_within_its_lines(text: str) -> None:
    lines = text.split("\n")

    found = work_out("", lines, "")

    for fault in found.slips:
        assert 0 <= fault.slip.start < fault.slip.end <= max(len(lines[fault.line]), 1)
        entry = CATALOGUE[fault.slip.fault_id]
        assert entry.message.format(**fault.slip.values)
        assert entry.hint.format(**fault.slip.values)
    assert found.example or found.slips or not text.strip()


@pytest.mark.parametrize(
    "line",
    [
        "(" * 400,
        "−" * 400,
        "[" + "1," * 200,
        "1 " * 200,
        "a = " + "9^9 × " * 60 + "1",
        "a = (" * 80,
        "a = " + "1 + " * 100 + "1",
        "a = max(" * 40,
        "a = 1" + "/h" * 200,
        "a = 1" + "·ft" * 200,
        "a " * 250,
        "a-" * 250,
    ],
)
def test_nothing_goes_deeper_or_larger_than_its_bounds(line: str) -> None:
    """All lines are read; what is too large is a fault, never an exception."""
    assert worked("\n".join([line] * 80)).slips


def test_lists_cannot_multiply_the_work() -> None:
    """A hundred numbers in each of many lists are too much to compute."""
    numbers = f"a = [{', '.join(['1.000001'] * 100)}]"
    found = worked("\n".join([numbers, *[f"b{n} = {'a × ' * 110}a" for n in range(40)]]))

    assert {fault.slip.fault_id for fault in found.slips} == {"example-too-large"}


def test_a_sum_that_grows_without_end_is_too_large() -> None:
    text = "a = 999,999,999^9\n" + "\n".join(f"{chr(98 + n)} = {chr(97 + n)}^9" for n in range(10))

    assert [fault.slip.fault_id for fault in worked(text).slips] == ["example-too-large"]


@ANY
@given(
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(SCALES)),
    st.fractions(min_value=-1000, max_value=1000, max_denominator=1000),
)
def test_there_and_back_is_exact(name: str, other: str, number: Fraction) -> None:
    """Any two units that measure the same turn into each other without a loss."""
    one, two = SCALES[name], SCALES[other]
    if one.dimensions != two.dimensions or (one.zero is None) != (two.zero is None):
        return
    measure = measured(number, one)

    assert number_in(measured(number_in(measure, two), two), one) == number


@ANY
@given(st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(SCALES)))
def test_only_what_measures_the_same_is_added(name: str, other: str) -> None:
    one, two = measured(Fraction(1), SCALES[name]), measured(Fraction(1), SCALES[other])
    if one.is_point or two.is_point:
        return
    if one.dimensions == two.dimensions and not (one.rating and two.rating and name != other):
        assert add(one, two) == add(two, one)
    else:
        with pytest.raises(DimensionError):
            add(one, two)
