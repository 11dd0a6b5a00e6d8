"""Ratings and shares in running text: what physics allows, and of one test in a sentence."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from plenum import lazy_re
from plenum.check.sentences import Problem, after, before, sentence, written
from plenum.check.surroundings import statement_at
from plenum.model.figures import Figure
from plenum.model.quantity import Kind


class Limit(NamedTuple):
    """What a value cannot be beyond, why, and what was probably meant."""

    low: Decimal
    high: Decimal
    reason: str
    advice: str


RESISTANCE = Decimal("3.412")
"""BTU that one Wh of electricity becomes in a heater: its HSPF, whoever made it."""

_HSPF = Limit(
    Decimal(5),
    Decimal(20),
    "electric resistance heat is 3.412 and cannot be anything else, and heat pumps are 6 to 16",
    "check the number; for resistance heat write 3.412, or a COP of 1",
)
_SEER = Limit(
    Decimal("3.4"),
    Decimal(50),
    "no air conditioner is rated above about 42, nor below the 3.4 of a COP of 1",
    "check the number, and that it is no capacity or percentage",
)
LIMITS = {
    "COP": Limit(
        Decimal(0),
        Decimal(11),
        "the best heat pumps reach a COP of about 6 in mild weather",
        "check the number, and that it is no SEER2 or HSPF2, which are 3.412 times as high",
    ),
    "HSPF": _HSPF,
    "HSPF2": _HSPF,
    "SEER": _SEER,
    "SEER2": _SEER,
    "EER": _SEER,
    "EER2": _SEER,
    "AFUE": Limit(
        Decimal(30),
        Decimal(100),
        "a furnace gives no more heat than its fuel holds",
        "check the number; what is above 100 % is a heat pump, and is given as its COP",
    ),
    "°F": Limit(
        Decimal("-459.67"), Decimal("Infinity"), "nothing is colder than −459.67 °F",
        "check the number and its unit",
    ),
    "°C": Limit(
        Decimal("-273.15"), Decimal("Infinity"), "nothing is colder than −273.15 °C",
        "check the number and its unit",
    ),
}  # fmt: skip
"""By the name of the unit. Each is wide: what is beyond it is a mistake, not a surprise."""

_SHARE = Limit(
    Decimal(0),
    Decimal(100),
    "no more than all of it can be saved, lost or cut",
    "check the number; to say how many times as much it was, write 'half', 'a third of'",
)
_HUMIDITY = Limit(
    Decimal(0), Decimal(100), "air holds no more than 100 % of the moisture that it can",
    "check the number",
)  # fmt: skip
_SAVED = lazy_re.compile(
    r"\b(?:sav(?:es?|ed|ings?)|cuts?|reduc(?:es?|ed|tions?)|los(?:es?|t|s(?:es)?))"
    r"(?:\s(?:of|by|up\sto|about|around|roughly|over|more\sthan)){0,3}\s\Z"
)
_HUMID_BEFORE = lazy_re.compile(r"\bhumidity(?:\s(?:of|is|at|about|around)){0,2}\s\Z")
_HUMID_AFTER = lazy_re.compile(r"\A\s(?:relative\s)?humidity\b")
_QUOTED = frozenset("\"“‘'«")
_DENIED = lazy_re.compile(r"\b(?:not|no|never|cannot|impossible)\b|n['’]t\b")
_CONFERENCE = lazy_re.compile(r"\b(?:climate|summit|conference|united nations|negotiat\w+)\b")


def impossible_values(text: str, found: list[Figure]) -> Iterator[Problem]:
    """Find values that physics forbids; not what is quoted, or denied."""
    for figure in found:
        limit = LIMITS.get(figure.unit.name)
        if figure.unit.kind is Kind.SHARE:
            limit = _share_limit(text, figure)
        if limit is None or all(
            _is_possible(number.value, figure.unit.name, limit) for number in figure.numbers
        ):
            continue
        if text[max(0, figure.start - 1) : figure.start] in _QUOTED:
            continue
        if _DENIED.search(before(text, figure, 60)):
            continue
        if figure.unit.name == "COP" and _is_another_cop(sentence(text, figure)):
            continue
        values = {
            "found": written(text, figure), "reason": limit.reason, "advice": limit.advice,
        }  # fmt: skip
        yield Problem("impossible-value", figure.start, figure.end, values)


def _share_limit(text: str, figure: Figure) -> Limit | None:
    if all(number.value <= _SHARE.high for number in figure.numbers):
        return None
    ahead = before(text, figure, 60)
    if _HUMID_BEFORE.search(ahead) or _HUMID_AFTER.search(after(text, figure.end, 20)):
        return _HUMIDITY
    return _SHARE if _SAVED.search(ahead) else None


def _is_possible(value: Decimal, name: str, limit: Limit) -> bool:
    if name == "AFUE" and 0 < value <= 1:
        return True  # written as a fraction
    if limit is _HSPF and value.quantize(Decimal("0.1")) == RESISTANCE.quantize(Decimal("0.1")):
        return True
    return limit.low <= value <= limit.high


def _is_another_cop(words: str) -> bool:
    """Whether a COP is computed from a seasonal rating, or is a Conference of the Parties."""
    return "seer" in words or bool(_CONFERENCE.search(words))


_OLD = {"SEER": "SEER2", "HSPF": "HSPF2"}
_NEW = frozenset({"SEER2", "HSPF2", "EER2"})
_COMPARED = lazy_re.compile(
    r"\b(?:old(?:er)?|new(?:er)?|former(?:ly)?|earlier|previous(?:ly)?|until|before|since|was|were"
    r"|equivalent|equals?|convert(?:s|ed)?|conversion|correspond\w*|factors?|compar\w+"
    r"|instead|same|test\w*|procedures?|generations?|replac\w+|became|not)\b|[×÷=≈→]"
)
_NEIGHBOURS = 4


def mixed_generations(text: str, found: list[Figure]) -> Iterator[Problem]:
    """Find sentences with an old rating beside a new one, and no word of how they compare."""
    ratings = [figure for figure in found if figure.unit.kind is Kind.RATING]
    told = 0
    for index, figure in enumerate(ratings):
        if figure.unit.name not in _OLD or figure.start < told:
            continue
        start = figure.start - len(before(text, figure))
        end = figure.end + len(after(text, figure.end))
        near = ratings[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
        here = [each for each in near if start <= each.start < end]
        new = [each for each in here if each.unit.name in _NEW]
        names = {each.unit.name for each in here}
        is_paired = any({old, new_name} <= names for old, new_name in _OLD.items())
        if not new or is_paired or _COMPARED.search(sentence(text, figure)):
            continue
        told = end
        values = {"old": written(text, figure), "new": written(text, new[0])}
        yield Problem("mixed-generations", figure.start, figure.end, values)


_SUCCESSORS = {"SEER": "SEER2", "HSPF": "HSPF2", "EER": "EER2"}
_THEN = lazy_re.compile(r"(?<![\d$,.])(?:19\d\d|20(?:[01]\d|2[0-2]))(?!\d)")
# Their cooling is still rated by EER.
_OF_EER = lazy_re.compile(
    r"\b(?:window|room|portable|ground|geothermal|geo|water|loops?|gshps?|commercial|ptac)\b"
)


def old_ratings(text: str, found: list[Figure]) -> Iterator[Problem]:
    """Find ratings of the old test that no word says to be meant, once a sentence.

    What stands beside a new one is `mixed_generations`' business, and what cannot be is told.
    """
    told = 0
    for figure in found:
        if figure.unit.name not in _SUCCESSORS or figure.start < told:
            continue
        if text[max(0, figure.start - 1) : figure.start] in _QUOTED:
            continue
        around = statement_at(text, figure.start, figure.end)
        words = text[around.start : around.end].lower()
        is_new = any(new.lower() in words for new in _SUCCESSORS.values())
        if is_new or _COMPARED.search(words) or _THEN.search(words) or "resistance" in words:
            continue
        if figure.unit.name == "EER" and _OF_EER.search(words):
            continue
        limit = LIMITS[figure.unit.name]
        if not all(_is_possible(each.value, figure.unit.name, limit) for each in figure.numbers):
            continue
        told = around.end
        values = {"found": written(text, figure), "new": _SUCCESSORS[figure.unit.name]}
        yield Problem("old-rating", figure.start, figure.end, values)
