"""The JSON Schema and the shapes agree: what one takes, the other takes, under any rules.

Data is drawn from the shapes and then spoilt at random places. It is written as JSON, which is
YAML with every text in quotation marks, and read by both.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plenum.commands.schema import front_matter_schema
from plenum.config import FrontMatterRules
from plenum.diagnostics import Severity, Span
from plenum.read.front_matter import ARTICLE, read_front_matter
from plenum.source import Reading, SourceFile, parse_yaml
from plenum.source.dates import DateOrder
from plenum.source.json_schema import KeyRules, Schema, json_schema
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
    WebAddress,
    Whole,
)

MANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PLAIN = FrontMatterRules()

Data = Any
"""What JSON can hold."""

NAMES = [*ARTICLE.keys, "publishDate", "faqs", "ms.date", "layout", "x"]
INNER_NAMES = ["q", "a", "question", "answer", "src", "image", "alt", "x", "to", "on"]
GROUPS = ["faq", "cover", "sources", "reviewed", "related", "comparison", "faqs"]

# Any text that a page may hold, as a rule a short one.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=8
).filter(str.strip)
ODD_TEXTS = ["", " ", "\n", "\u00a0\u2028", "null", "~", "yes", "true", "2026-02-30", "2026-13-01"]
ODD_DATES = ["11/26/2022", "26/11/2022", "2026-11-21T25:00", "2026-1-5"]
ODD_ADDRESSES = [
    "/logo.png",
    "//example.org",
    "HTTPS://example.org",
    "ftp://a",
    "https://",
    "a.org",
]
ODD_GROUPS: list[Data] = [
    [],
    {},
    [None],
    [""],
    [[]],
    [{}],
    [["a"]],
    {"": None},
    {"x": "y"},
    {"x": [" "]},
]
ODD: st.SearchStrategy[Data] = st.sampled_from(
    [None, True, False, 0, 2026, -1.5, *ODD_TEXTS, *ODD_DATES, *ODD_ADDRESSES, *ODD_GROUPS]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


# -- data that the shapes describe -------------------------------------------------------------


def moments() -> st.SearchStrategy[str]:
    """Return days, some with a time, in the forms that are allowed."""
    days = st.dates(dt.date(1, 1, 1)).map(dt.date.isoformat)
    times = st.from_regex(
        r"[ Tt]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,3})?)?"
        r"[ \t]?(Z|z|[+-][01][0-9](:?[0-9]{2})?)?",
        fullmatch=True,
    )
    return days | st.builds(str.__add__, days, times)


def of_shape(shape: Shape) -> st.SearchStrategy[Data]:
    """Return data that a shape should take."""
    match shape:
        case ListOf():
            item = of_shape(shape.item)
            if shape.several:
                alone = item.filter(lambda text: "," not in str(text))
                return alone | st.lists(item, min_size=1, max_size=3)
            return item | st.lists(item, min_size=1, max_size=3)
        case MapOf():
            return st.dictionaries(TEXTS, of_shape(shape.item), min_size=1, max_size=3)
        case Either():
            return of_shape(shape.text) | of_shape(shape.keys)
        case Record():
            return of_record(shape)
        case _:
            return of_single(shape)


ADDRESSES = st.sampled_from(["https://example.org/", " http://example.org\n", "HTTPS://a.b?c"])
SINGLE: dict[type, st.SearchStrategy[Data]] = {
    Text: TEXTS | st.integers() | st.booleans(),
    WebAddress: ADDRESSES,
    Day: moments(),
    Flag: st.booleans(),
    Anything: ANYTHING,
}


def of_single(shape: Shape) -> st.SearchStrategy[Data]:
    """Return data for a shape that holds no other shapes."""
    if isinstance(shape, Whole):
        return st.integers(shape.least, shape.most)
    if isinstance(shape, Choice):
        return st.sampled_from(shape.words)
    return SINGLE[type(shape)]


def of_record(record: Record) -> st.SearchStrategy[dict[str, Data]]:
    """Return groups with all keys that are needed, and some of the others."""
    needed = {name: of_shape(key.shape) for name, key in record.keys.items() if key.required}
    others = {name: of_shape(key.shape) for name, key in record.keys.items() if not key.required}
    return st.fixed_dictionaries(needed, optional=others)


# -- data that is spoilt ------------------------------------------------------------------------


def places(data: Data, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value inside `data`."""
    inside = enumerate(data) if isinstance(data, list) else ()
    for step, value in data.items() if isinstance(data, dict) else inside:
        yield (*path, step)
        yield from places(value, (*path, step))


@st.composite
def spoilt(draw: st.DrawFn, shape: Record) -> Data:
    """Draw data with up to three changes: a value, a name, a key too few or too many."""
    data = draw(of_record(shape))
    for _ in range(draw(st.integers(0, 3))):
        data = json.loads(json.dumps(data))
        ways = list(places(data))
        if not ways:
            return data
        way = draw(st.sampled_from(ways))
        parent = data
        for step in way[:-1]:
            parent = parent[step]
        change(draw, parent, way[-1])
    return data


def change(draw: st.DrawFn, parent: Data, step: str | int) -> None:
    """Change the value at `step`, or the keys beside it."""
    kinds = ["other", "wrap", "delete"] + ["name", "add"] * isinstance(parent, dict)
    names = st.sampled_from(NAMES) | st.sampled_from(INNER_NAMES) | TEXTS
    kind = draw(st.sampled_from(kinds))
    if kind == "other":
        parent[step] = draw(ODD | ANYTHING | moments())
    elif kind == "wrap":
        parent[step] = [parent[step]]
    elif kind == "delete":
        del parent[step]
    elif kind == "name":
        parent[draw(names)] = parent.pop(step)
    else:
        parent[draw(names)] = parent[step]


@st.composite
def rules(draw: st.DrawFn) -> FrontMatterRules:
    """Draw a site's rules; names may change in chains and circles."""
    inner = st.sampled_from(INNER_NAMES)
    groups = st.sampled_from(GROUPS)
    paths = st.builds(lambda old, g, a, b: (f"{old}.{a}", f"{g}.{b}"), groups, groups, inner, inner)
    names = st.sampled_from(NAMES)
    wholes = st.tuples(names, names.filter(lambda name: "." not in name))
    return FrontMatterRules(
        rename=dict(draw(st.lists(wholes | paths, max_size=4))),
        unknown=draw(st.sampled_from(["error", "warn", "ignore"])),
        dates=draw(st.sampled_from(["iso", "month-first", "day-first"])),
        missing=draw(st.sampled_from(["error", "warn"])),
        drop=tuple(draw(st.lists(names, max_size=2))),
    )


# -- the two judges -----------------------------------------------------------------------------


# Line ends to YAML 1.1, though not to JSON.
LINE_ENDS = re.compile("[\u0085\u2028\u2029]")


def node_of(data: Data) -> Any:  # noqa: ANN401
    text = LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", json.dumps(data, ensure_ascii=False))
    source = SourceFile("content/a.md", text, "")
    node, faults = parse_yaml(source)
    assert all(fault.severity is Severity.WARNING for fault in faults)
    return node


def errors(data: Data, site: FrontMatterRules = PLAIN) -> list[str]:
    """Return what the shapes call an error."""
    reading = Reading(unknown=site.unknown, dates=site.dates)
    read_front_matter(node_of(data), Span("content/a.md"), site, reading)
    return [f"{d.id}: {d.message}" for d in reading.faults if d.severity is Severity.ERROR]


def objections(data: Data, schema: Schema) -> list[str]:
    """Return what the schema objects to first."""
    error = next(Draft202012Validator(schema).iter_errors(data), None)
    return [] if error is None else [error.message]


# -- agreement ----------------------------------------------------------------------------------


@MANY
@given(of_record(ARTICLE))
def test_both_take_what_the_keys_describe(data: Data) -> None:
    assert errors(data) == []
    assert objections(data, front_matter_schema(PLAIN)) == []


@MANY
@given(spoilt(ARTICLE))
def test_both_refuse_the_same(data: Data) -> None:
    found, objected = errors(data), objections(data, front_matter_schema(PLAIN))
    assert bool(found) == bool(objected), (found, objected)


@MANY
@given(spoilt(ARTICLE), rules())
def test_both_follow_the_rules_of_the_site(data: Data, site: FrontMatterRules) -> None:
    schema = front_matter_schema(site)
    found, objected = errors(data, site), objections(data, schema)
    assert bool(found) == bool(objected), (found, objected)


@MANY
@given(ODD | ANYTHING)
def test_both_refuse_what_is_no_group_of_keys(data: Data) -> None:
    assert errors(data)
    assert objections(data, front_matter_schema(PLAIN))


DIGITS = st.sampled_from("0 1 2 3 4 5 9 00 01 02 04 11 12 13 20 23 24 28 29 30 31 60 99".split())
YEARS = st.sampled_from("0000 0004 0100 0400 1900 2000 2023 2024 2026 2100 9999 226".split())
ISO_LIKE = st.builds("{}-{}-{}".format, YEARS, DIGITS, DIGITS)
TIME_LIKE = st.builds("{}{}:{}".format, st.sampled_from(" Tt_"), DIGITS, DIGITS)
REST_LIKE = st.sampled_from(["", ":59", ":60", ":01.5", " ", "\t", "\u00a0", "\n"])
ZONE_LIKE = st.sampled_from("Z z +05 -05:30 +2359 +23:60 -22:99 +24 +2 -00:00 UTC".split()) | (
    st.just("")
)
DATE_LIKE = (
    ISO_LIKE
    | st.builds("{}{}{}{}".format, ISO_LIKE, TIME_LIKE, REST_LIKE, ZONE_LIKE)
    | st.builds("{}/{}/{}".format, DIGITS, DIGITS, YEARS)
    | st.builds(" {}\n".format, ISO_LIKE)
)


@settings(MANY, max_examples=500)
@given(DATE_LIKE, st.sampled_from(["iso", "month-first", "day-first"]))
def test_both_know_the_same_days(text: str, order: DateOrder) -> None:
    site = FrontMatterRules(dates=order)
    data = {"title": "A", "description": "B", "date": text}
    assert bool(errors(data, site)) == bool(objections(data, front_matter_schema(site)))


@pytest.mark.parametrize("order", ["iso", "month-first", "day-first"])
def test_both_know_every_day_of_a_common_and_a_leap_year(order: DateOrder) -> None:
    """Also those that are none, such as February 29 in 2100."""
    site = FrontMatterRules(dates=order)
    schema = front_matter_schema(site)
    form = {"iso": "{2}-{0}-{1}", "month-first": "{0}/{1}/{2}", "day-first": "{1}/{0}/{2}"}[order]
    for year in ("2023", "2024", "2100", "2000"):
        for month in range(14):
            for day in range(33):
                text = form.format(f"{month:02}", f"{day:02}", year)
                data = {"title": "A", "description": "B", "date": text}
                assert bool(errors(data, site)) == bool(objections(data, schema)), text


SMALL = Record(
    {
        "size": Key(Whole(2, 5), required=True),
        "way": Key(Choice(("up", "down"))),
        "free": Key(Anything(), required=True),
        "counts": Key(MapOf(Whole(0, 3))),
        "deep": Key(ListOf(Record({"note": Key(Text()), "any": Key(ListOf(Anything()))}))),
        "notes": Key(MapOf(Anything())),
        "basis": Key(Either(Text(), Anything())),
        "url": Key(WebAddress(), required=True),
        "logo": Key(WebAddress(own=True)),
        "lists": Key(ListOf(ListOf(Text()))),
    }
)


@MANY
@given(spoilt(SMALL))
def test_shapes_that_front_matter_does_not_use_agree_too(data: Data) -> None:
    """A number with a fraction of nothing (`2.0`) is whole to a schema; none is drawn here."""
    reading = Reading()
    SMALL.read(node_of(data), reading)
    found = [d.message for d in reading.faults if d.severity is Severity.ERROR]
    objected = objections(data, json_schema(SMALL, "Small", KeyRules()))
    assert bool(found) == bool(objected), (found, objected)


# -- the schema itself --------------------------------------------------------------------------


@settings(MANY, max_examples=20)
@given(rules())
def test_the_schema_is_a_schema_under_any_rules(site: FrontMatterRules) -> None:
    Draft202012Validator.check_schema(front_matter_schema(site))


def test_the_schema_is_a_schema() -> None:
    schema = front_matter_schema(PLAIN, "Front matter of a hub")
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["title"] == "Front matter of a hub"


def test_every_key_has_a_description() -> None:
    schema = front_matter_schema(PLAIN)
    groups = [schema, *(group for group in schema["$defs"].values() if "properties" in group)]
    assert len(groups) == 9
    keys = [(name, key) for group in groups for name, key in group["properties"].items()]
    assert [name for name, key in keys if not key.get("description", "").endswith(".")] == []
    assert [name for name, key in keys if key["title"] != name] == []


@pytest.mark.parametrize(
    ("options", "fine"), [("Ducted, ductless", False), ("Ducted", True), (["a, b", "c"], True)]
)
def test_both_want_brackets_around_options(options: Data, fine: bool) -> None:  # noqa: FBT001
    comparison: Data = {"caption": "C", "options": options, "rows": {"R": ["x", "y"]}}
    data: Data = {"title": "A", "description": "B", "comparison": comparison}
    assert bool(errors(data)) != fine
    assert bool(objections(data, front_matter_schema(PLAIN))) != fine


def test_dates_have_examples_that_both_take() -> None:
    orders: list[DateOrder] = ["iso", "month-first", "day-first"]
    for order in orders:
        site = FrontMatterRules(dates=order)
        schema = front_matter_schema(site)
        examples = schema["$defs"]["date"]["examples"]
        assert len(examples) == (2 if order == "iso" else 3)
        for example in examples:
            data = {"title": "A", "description": "B", "date": example}
            assert errors(data, site) == objections(data, schema) == []


def test_a_renamed_key_keeps_its_description_and_excludes_our_name() -> None:
    site = FrontMatterRules(rename={"publishDate": "date", "faqs": "faq", "faq.q": "faq.question"})
    schema = front_matter_schema(site)
    assert schema["properties"]["publishDate"] == schema["properties"]["date"]
    base = {"title": "A", "description": "B"}
    day = "2026-11-21"
    assert objections({**base, "publishDate": day}, schema) == []
    assert objections({**base, "faqs": [{"q": "A?", "answer": "B."}]}, schema) == []
    assert objections({**base, "publishDate": day, "date": day}, schema)
    assert objections({**base, "faqs": [{"q": "A?", "question": "A?", "answer": "B."}]}, schema)


def test_a_dropped_key_may_hold_anything() -> None:
    schema = front_matter_schema(FrontMatterRules(drop=("layout", "date")))
    data = {"title": "A", "description": "B", "layout": [{}], "date": "someday"}
    assert objections(data, schema) == []
