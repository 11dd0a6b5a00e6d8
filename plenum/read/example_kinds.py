"""What a quantity measures, in the words of the trade, and the unit that it is shown in."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from plenum.model.measure import (
    MONEY,
    PLAIN,
    SCALES,
    Dimensions,
    Measure,
    Scale,
    product,
)
from plenum.read.example_lists import Value
from plenum.read.example_units import read_unit

# Each kind with the units that show it: of the US system, and metric.
_KINDS: Mapping[Dimensions, tuple[str, str, str]] = {
    PLAIN: ("a plain number", "", ""),
    (("temperature", 1),): ("a difference of temperatures", "°F difference", "°C difference"),
    (("energy", 1), ("time", -1)): ("a power", "BTU/h", "kW"),
    (("energy", 1),): ("an energy", "BTU", "kWh"),
    (("energy", 1), ("temperature", -1), ("time", -1)): (
        "a heat loss per degree",
        "BTU/h·°F",
        "W/K",
    ),
    (("temperature", 1), ("time", 1)): ("degree-days", "°F·d", "°C·d"),
    (("length", 1),): ("a length", "ft", "m"),
    (("length", 2),): ("an area", "ft²", "m²"),
    (("length", 3),): ("a volume", "ft³", "m³"),
    (("length", 3), ("time", -1)): ("an airflow", "CFM", "L/s"),
    (("mass", 1),): ("a mass", "lb", "kg"),
    (("energy", 1), ("length", -3)): ("a pressure", "psi", "Pa"),
    (("time", 1),): ("a time", "h", "h"),
    (("time", -1),): ("a rate", "/h", "/h"),
    (("level", 1),): ("a sound level", "dB", "dB"),
}
_PARTS = {
    "energy": "BTU",
    "time": "h",
    "length": "ft",
    "temperature": "°F",
    "mass": "lb",
    "level": "dB",
}
_METRIC = {"energy": "kWh", "length": "m", "temperature": "°C", "mass": "kg"}
_TO_THE = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def kind_of(value: Value) -> str:
    """Say what a value measures: 'a power', 'US$', 'BTU/h·ft²'."""
    first = value if isinstance(value, Measure) else value[0]
    if first.rating:
        return first.rating
    if first.is_point:
        return "a temperature"
    named = _KINDS.get(first.dimensions)
    if named:
        return named[0]
    scale = scale_for(first, ())
    return f"an amount in {scale.name}"


def scale_for(measure: Measure, seen: Iterable[Scale]) -> Scale:
    """Return the unit to show a quantity in: the first that the example has, else a usual one."""
    seen = tuple(seen)
    is_metric = any(_is_metric(scale) for scale in seen) and not any(_is_us(s) for s in seen)
    if measure.dimensions == PLAIN:
        return SCALES[measure.rating] if measure.rating else Scale("")
    for scale in seen:
        is_same = scale.dimensions == measure.dimensions
        if is_same and (scale.zero is not None) == measure.is_point:
            return scale
    if measure.is_point:
        return SCALES["°C" if is_metric else "°F"]
    usual = _KINDS.get(measure.dimensions)
    if usual:
        return _made_of(usual[2 if is_metric else 1])
    return _composed(measure.dimensions, is_metric=is_metric)


def _is_us(scale: Scale) -> bool:
    return any(
        part in scale.name for part in ("BTU", "Btu", "°F", "F°", "ft", "ton", "therm", "gal")
    )


def _is_metric(scale: Scale) -> bool:
    return any(part in scale.name for part in ("W", "°C", "C°", "m", "J", "K"))


def _made_of(name: str) -> Scale:
    """Return a unit of the table above."""
    return read_unit(f"1 {name}" if name[0] != "/" else f"1{name}", 1, ()).scale


def _composed(dimensions: Dimensions, *, is_metric: bool) -> Scale:
    """Return a unit of any dimensions: what is multiplied, a slash, what it is divided by."""
    above: list[str] = []
    below: list[str] = []
    scale = Scale("")
    for name, exponent in sorted(dimensions, key=lambda pair: (pair[0] not in MONEY, pair[0])):
        part = (
            name
            if name in MONEY
            else (_METRIC if is_metric else {}).get(name, _PARTS.get(name, name))
        )
        unit = replace(SCALES[part], zero=None)
        for _ in range(abs(exponent)):
            scale = product(scale, unit, over=exponent < 0)
        power = "" if abs(exponent) == 1 else "".join(_TO_THE[int(d)] for d in str(abs(exponent)))
        (above if exponent > 0 else below).append(f"{part}{power}")
    name = "·".join(above)
    return replace(scale, name=f"{name}/{'·'.join(below)}" if below else name)
