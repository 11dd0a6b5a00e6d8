"""JSON Schema: a shape goes in, a schema (draft 2020-12) that says the same comes out.

A schema sees values as an editor's YAML server types them, where the shapes see texts: so a
text may also be a number or a truth value, and a flag is a truth value. Keys, their order and
their descriptions are those of the shapes; there is no second list of them.
"""

from collections.abc import Mapping as AnyMapping
from itertools import combinations
from typing import Any

from msgspec import Struct, field

from plenum.source.dates import DateOrder
from plenum.source.schema import (
    Anything,
    Choice,
    Day,
    Either,
    Flag,
    Key,
    ListOf,
    MapOf,
    Record,
    Shape,
    Text,
    UnknownKeys,
    WebAddress,
    Whole,
)

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_BLANK: Schema = {"type": ["null", "string"], "pattern": r"^\s*$"}
_EMPTY: Schema = {
    "$comment": "counts as not given; text gets a warning",
    "type": ["null", "string", "array", "object"],
    "pattern": r"^\s*$",
    "maxItems": 0,
    "maxProperties": 0,
}
_NO_COMMA: Schema = {"$comment": "several need brackets", "pattern": "^[^,]*$"}
_NO_LIST = ["object", "string", "number", "boolean"]
_NOT_EMPTY: Schema = {"minItems": 1, "minProperties": 1}


class KeyRules(Struct, frozen=True):
    """How the keys of a site's files may differ from those of the shapes.

    `rename` leads from a site's names to ours (a path where the key is in a group), `drop`
    names the keys of the outermost group that are ignored.
    """

    rename: AnyMapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    unknown: UnknownKeys = "error"
    dates: DateOrder = "iso"


def json_schema(record: Record, title: str, rules: KeyRules) -> Schema:
    """Return the schema of a file that holds `record`."""
    writer = _Writer(rules)
    outermost = writer.group(record, ())
    definitions = dict(sorted(writer.definitions.items()))
    return {"$schema": DIALECT, "title": title, **outermost, "$defs": definitions}


class _Writer:
    """Writes the schema of one shape; what is used more than once gathers in `definitions`."""

    def __init__(self, rules: KeyRules) -> None:
        self.definitions: dict[str, Schema] = {}
        self._rules = rules

    def _defined(self, name: str, schema: Schema) -> Schema:
        self.definitions[name] = schema
        return {"$ref": f"#/$defs/{name}"}

    def group(self, record: Record, path: tuple[str, ...]) -> Schema:
        """Return the schema of a record whose keys lie below `path`, by the site's names."""
        ours = _names(record, path, self._rules)
        properties = {
            name: self._property(our_name, record.keys[our_name], path)
            for name, our_name in ours.items()
            if our_name in record.keys
        }
        if not path:
            properties |= {
                old: _immovable(new) for old, new in self._rules.rename.items() if "." in new
            }
            dropped = {"description": "This site ignores this key."}
            properties |= dict.fromkeys(self._rules.drop, dropped)
        schema: Schema = {"type": "object", "properties": properties}
        needed = [our_name for our_name, key in record.keys.items() if key.required]
        conditions = _conditions(ours, needed)
        if conditions:
            schema["allOf"] = conditions
        sole = [name for name, our_name in ours.items() if _is_sole(name, our_name, ours, needed)]
        if sole:
            schema["required"] = sole
        if self._rules.unknown == "error":
            schema["additionalProperties"] = False
        return schema

    def _property(self, name: str, key: Key, path: tuple[str, ...]) -> Schema:
        """Return the schema of a key; its title is our name, whatever the site's."""
        about = {"title": name, "description": key.doc} if key.doc else {"title": name}
        if isinstance(key.shape, Anything) and not key.required:
            return about
        value = self._value(key.shape, (*path, name))
        if not key.required:
            return {**about, **_any_of(value, self._defined("empty", _EMPTY))}
        several = not isinstance(key.shape, Text | WebAddress | Day | Flag | Whole | Choice)
        return {**about, **value, **(_NOT_EMPTY if several else {})}

    def _value(self, shape: Shape, path: tuple[str, ...]) -> Schema:
        """Return what a value may be that is given, which blank text and null are not."""
        match shape:
            case ListOf():
                item = self._value(shape.item, path)
                alone = {**item, "type": _NO_LIST} if isinstance(shape.item, Anything) else item
                if shape.several:
                    alone = {**item, **_NO_COMMA}
                return _any_of(alone, {"type": "array", "items": item})
            case MapOf():
                value = self._perhaps_blank(shape.item, (*path, "*"))
                return {"type": "object", "additionalProperties": value}
            case Either():
                keys = {"type": "object", **self._value(shape.keys, path)}
                return _any_of(self._value(shape.text, path), keys)
            case Record():
                return self._defined(f"{'-'.join(path)}-keys", self.group(shape, path))
            case _:
                return self._single(shape)

    def _single(self, shape: Shape) -> Schema:
        """Return the schema of what holds nothing else."""
        match shape:
            case Text():
                return self._defined("text", _TEXT)
            case Day():
                return self._defined("date", _date(self._rules.dates))
            case Anything():
                return {"not": self._defined("blank", _BLANK)}
            case _:
                return _inline(shape)

    def _perhaps_blank(self, shape: Shape, path: tuple[str, ...]) -> Schema:
        """Return what a value under a free key may be: there, blank text is text too."""
        if isinstance(shape, Anything):
            return {}
        value = self._value(shape, path)
        if isinstance(shape, Text):
            return _any_of(value, self._defined("blank", _BLANK))
        return value


def _inline(shape: Shape) -> Schema:
    """Return the schema of what is short enough to need no definition."""
    match shape:
        case WebAddress():
            return {"type": "string", "pattern": rf"^\s*{shape.pattern}"}
        case Flag():
            return {"type": "boolean"}
        case Whole():
            return {"type": "integer", "minimum": shape.least, "maximum": shape.most}
        case Choice():
            return {"enum": list(shape.words)}
        case _:
            raise TypeError(f"no schema for {shape}")


def _any_of(*schemas: Schema) -> Schema:
    """Return the schema of what is one of these, without a choice inside a choice."""
    flat = [one for schema in schemas for one in schema.get("anyOf", [schema])]
    return {"anyOf": flat}


# -- the site's names for keys -----------------------------------------------------------------


def _names(record: Record, path: tuple[str, ...], rules: KeyRules) -> dict[str, str]:
    """Return our name by the site's, for each name that our keys or the rules mention."""
    steps = _steps(path, rules.rename)
    mentioned = [name for step in steps for pair in step.items() for name in pair]
    names = dict.fromkeys([*record.keys, *mentioned])
    return {name: _renamed(name, steps) for name in names if path or name not in rules.drop}


def _steps(path: tuple[str, ...], rename: AnyMapping[str, str]) -> list[dict[str, str]]:
    """Return the renamings below `path`: of the outermost keys all at once, else one by one."""
    if not path:
        return [{old: new for old, new in rename.items() if "." not in new}]
    parent = ".".join(path)
    return [
        {old.rpartition(".")[2]: new.rpartition(".")[2]}
        for old, new in rename.items()
        if "." in new and new.rpartition(".")[0] == parent
    ]


def _renamed(name: str, steps: list[dict[str, str]]) -> str:
    for step in steps:
        name = step.get(name, name)
    return name


def _spellings(our_name: str, ours: dict[str, str]) -> list[str]:
    return [name for name, meant in ours.items() if meant == our_name]


def _is_sole(name: str, our_name: str, ours: dict[str, str], needed: list[str]) -> bool:
    return our_name in needed and _spellings(our_name, ours) == [name]


def _conditions(ours: dict[str, str], needed: list[str]) -> list[Schema]:
    """Say of names that mean one key that only one may stand, and one must if it is needed."""
    conditions: list[Schema] = []
    for our_name in dict.fromkeys([*needed, *ours.values()]):
        names = _spellings(our_name, ours)
        if our_name in needed and len(names) != 1:
            given = [{"required": [name]} for name in names]
            conditions.append({"anyOf": given} if given else _never(our_name))
        conditions += [{"not": {"required": list(pair)}} for pair in combinations(names, 2)]
    return conditions


def _immovable(path: str) -> Schema:
    """Nothing may stand beside a group under the path of one of its keys."""
    return {"$comment": f"write it as '{path}', with the last key below its group", "not": {}}


def _never(our_name: str) -> Schema:
    """Nothing can satisfy a site that ignores a required key and has no other name for it."""
    return {"$comment": f"this site has no name for '{our_name}', which is required", "not": {}}


# -- dates -------------------------------------------------------------------------------------

_MONTH, _DAY, _YEAR = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])", "[0-9]{4}"
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
# An offset of less than a day; the white space is that of ASCII, as in the shape.
_OFFSET = "[+-]([01][0-9]|2[0-2])(:?[0-9]{2})?|[+-]23(:?[0-5][0-9])?"
_MOMENT = rf"{_YEAR}-{_MONTH}-{_DAY}([ Tt]{_TIME}[\t-\r ]*([Zz]|{_OFFSET})?)?"

# Two digits that no four divides: of a year, or of a century whose first year is no leap year.
_ODD = "([02468][1-35-79]|[13579][013-57-9])"
_COMMON_YEAR = f"([0-9]{{2}}{_ODD}|{_ODD}00)"
_IMPOSSIBLE = f"0000-|{_YEAR}-(02-3[01]|(0[469]|11)-31)|{_COMMON_YEAR}-02-29"


def _date(order: DateOrder) -> Schema:
    """Return the schema of a date; `not` takes out what has the form but is no day."""
    forms, impossible = [_MOMENT], [_IMPOSSIBLE]
    examples = ["2026-11-21", "2026-11-21 15:00"]
    if order != "iso":
        first, second = "(0?[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
        if order == "day-first":
            first, second = second, first
        forms.append(f"{first}/{second}/{_YEAR}")
        impossible.append(_impossible_slashed(order))
        examples.append("11/21/2026" if order == "month-first" else "21/11/2026")
    return {
        "type": "string",
        "pattern": rf"^\s*({'|'.join(forms)})\s*$",
        "not": {"pattern": rf"^\s*({'|'.join(impossible)})"},
        "examples": examples,
    }


def _impossible_slashed(order: DateOrder) -> str:
    """Match what is no day of the calendar, in the order that the site reads."""
    pairs = [("0?2", "3[01]"), ("(0?[469]|11)", "31")]
    february = ("0?2", "29")
    if order == "day-first":
        pairs = [(day, month) for month, day in pairs]
        february = ("29", "0?2")
    no_day = "|".join("/".join(pair) + "/" for pair in pairs)
    return f"{no_day}|{'/'.join(february)}/{_COMMON_YEAR}|[0-9]+/[0-9]+/0000"
