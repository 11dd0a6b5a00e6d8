"""Rules over prose: the package's own and `rules.yaml` go in, those of one site come out."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import plenum
from plenum.diagnostics import Diagnostic
from plenum.model.rule import EXCUSED, HOUSE_RULE, PLACES, Excused, Place, Rule
from plenum.read.phrases import written_out
from plenum.source import (
    Excuse,
    Mapping,
    Reading,
    Scalar,
    SourceFile,
    Values,
    find_excuses,
    nearest_name,
    parse_yaml,
    read_source,
)
from plenum.source.schema import Choice, Flag, Key, ListOf, Record, Text

_NAME = "_data/rules.yaml"
_SHIPPED = Path(plenum.__file__).parent / "rules"
_OFF = Choice(("off",))


def _says_what_to_do(values: Values, reading: Reading) -> None:
    """Record that a rule finds fault and helps nobody."""
    if values.lacks("advice") and values.lacks("replace"):
        reading.faults.append(values.missing("advice"))


RULE = Record(
    {
        "seek": Key(ListOf(Text()), required=True),
        "near": Key(ListOf(Text())),
        "then": Key(ListOf(Text())),
        "unless": Key(ListOf(Text())),
        "excused": Key(ListOf(Choice(EXCUSED))),
        "where": Key(ListOf(Choice(PLACES))),
        "reason": Key(Text(), required=True),
        "advice": Key(Text()),
        "replace": Key(Text()),
        "capitals": Key(Flag()),
        "wrong": Key(ListOf(Text()), required=True),
        "right": Key(ListOf(Text()), required=True),
    },
    name="rule",
    check=_says_what_to_do,
)
"""The keys of a rule."""


def read_rules(
    site: Path, paths: tuple[str, ...]
) -> tuple[tuple[Rule, ...], list[Diagnostic], tuple[Excuse, ...]]:
    """Return the rules of a site; `paths` are its data files below `content/`.

    A rule of the site takes the place of the package's rule with its id, and reports as that
    did; `off` takes it away.
    """
    rules = {rule.id: rule for rule in shipped_rules()}
    if _NAME not in paths:
        return tuple(rules.values()), [], ()
    source, faults = read_source(site, f"content/{_NAME}")
    if source is None:
        return tuple(rules.values()), faults, ()
    reading = Reading(faults)
    excuses, excuse_faults = find_excuses(source)
    reading.faults += excuse_faults
    for name, rule in _rules(source, reading, {each.id: each.fault_id for each in rules.values()}):
        if rule is None:
            rules.pop(name, None)
        else:
            rules[name] = rule
    return tuple(rules.values()), reading.faults, excuses


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the package's rules; each file is named after the fault that they report.

    Raises ValueError where one of them has a fault.
    """
    rules: list[Rule] = []
    for path in sorted(_SHIPPED.glob("*.yaml")):
        source, faults = read_source(_SHIPPED, path.name)
        if source is not None:
            reading = Reading(faults)
            found = _rules(source, reading, {}, path.stem)
            rules += [rule for _, rule in found if rule is not None]
        if faults:
            message = f"{path.name}:{faults[0].span.line}: {faults[0].message}"
            raise ValueError(message)
    return tuple(rules)


def _rules(
    source: SourceFile, reading: Reading, known: dict[str, str], fault_id: str = HOUSE_RULE
) -> Iterator[tuple[str, Rule | None]]:
    """Yield each rule of a file with its id; None for one that is switched off."""
    node, yaml_faults = parse_yaml(source)
    reading.faults += yaml_faults
    if node is None:
        return
    if not isinstance(node, Mapping):
        wanted = "ids with their keys below them"
        reading.add("wrong-type", node.span, key="rules", found="no ids", wanted=wanted)
        return
    for key, value in node.entries:
        if isinstance(value, Scalar) and not value.empty:
            if _OFF.read(value, reading, key.text) is not None:
                if key.text not in known:
                    nearest = nearest_name(key.text, known)
                    advice = f"did you mean '{nearest}'?" if nearest else "delete the line"
                    reading.add("unknown-rule", key.span, id=key.text, advice=advice)
                yield key.text, None
            continue
        values = RULE.read(value, reading, key.text, missing_at=key.span)
        if values is None or values.damaged or not _is_whole(values):
            continue
        rule = _rule(key, values, source, reading, known.get(key.text, fault_id))
        if rule is not None:
            yield key.text, rule


def _is_whole(values: Values) -> bool:
    required = (name for name, key in RULE.keys.items() if key.required)
    helps = values.get("advice") or values.get("replace")
    return bool(helps) and all(values.get(name) for name in required)


def _rule(
    key: Scalar, values: Values, source: SourceFile, reading: Reading, fault_id: str
) -> Rule | None:
    known_faults = len(reading.faults)
    seek, near, then, unless = (
        written_out(values.get(name) or [], source, reading)
        for name in ("seek", "near", "then", "unless")
    )
    if len(reading.faults) > known_faults:
        return None
    replacement = values.text("replace")
    fix = f"write '{replacement}'; the command check --fix-spelling does it"
    return Rule(
        id=key.text,
        fault_id=fault_id,
        seek=seek,
        near=near,
        then=then,
        unless=unless,
        excused=cast("frozenset[Excused]", frozenset(values.get("excused") or ())),
        places=cast("frozenset[Place]", frozenset(values.get("where") or PLACES)),
        reason=values.text("reason"),
        advice=values.text("advice") or fix,
        replacement=replacement,
        exact=values.get("capitals") is True,
        wrong=tuple(values.get("wrong")),
        right=tuple(values.get("right")),
        span=key.span,
    )
