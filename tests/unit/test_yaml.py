"""YAML as source code: text as typed, each value with its place."""

import pytest

from plenum.source import Mapping, Node, Scalar, Sequence, SourceFile, parse_yaml


def parse(text: str, start: int = 0) -> tuple[Node | None, list[str]]:
    node, faults = parse_yaml(SourceFile("f.yaml", text, ""), start)
    return node, [f"{d.span.line}:{d.span.column} {d.id}" for d in faults]


def value(text: str) -> Scalar:
    node, faults = parse(text)
    assert faults == []
    assert isinstance(node, Mapping)
    found = node.entries[0][1]
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("a: Yes", "Yes"),
        ("a: 1:30", "1:30"),
        ("a: 0.10", "0.10"),
        ("a: 2026-01-01", "2026-01-01"),
        ("a: 'it''s'", "it's"),
        ('a: "x\\ty"', "x\ty"),
        ("a: |\n  b\n  c\n", "b\nc\n"),
        ("a: >\n  b\n  c\n", "b c\n"),
        ("a: b  # note", "b"),
        ("a: 💧", "💧"),
        ('a: "\\U0001F4A7"', "💧"),
    ],
)
def test_scalars_stay_text(text: str, typed: str) -> None:
    """Nothing becomes a number, a flag or a date."""
    assert value(text).text == typed


@pytest.mark.parametrize(
    ("text", "empty", "null"),
    [
        ("a:", True, False),
        ("a: ~", True, True),
        ("a: null", True, True),
        ('a: ""', False, False),
        ("a: 'null'", False, False),
        ("a: nil", False, False),
    ],
)
def test_what_is_empty(text: str, empty: bool, null: bool) -> None:  # noqa: FBT001
    """Nothing at all, or nothing on purpose; in quotation marks it is a text."""
    found = value(text)
    assert (found.empty, found.null) == (empty, null)


def test_places_are_those_of_the_whole_file() -> None:
    """Lines and columns count from 1, in characters; the end is the column after the last."""
    node, _ = parse("---\n💧: [é, b]\nx: |\n  y\n", 4)
    assert isinstance(node, Mapping)
    (key, items), (_, block) = node.entries
    assert key.span[1:] == (2, 1, 2, 2)
    assert isinstance(items, Sequence)
    assert items.span[1:] == (2, 4, 2, 10)
    assert items.items[1].span[1:] == (2, 8, 2, 9)
    assert block.span[1:3] == (3, 4)
    assert (items.start, items.end) == (7, 13)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b: c", "1:5 yaml-colon"),
        ("a:\n\tb: c", "2:1 yaml-tab"),
        ("a: 'b", "1:4 unclosed-quote"),
        ("a: *b", "1:4 special-start"),
        ("a: !x b", "1:4 yaml-tag"),
        ("a: 1\na: 2", "2:1 duplicate-key"),
        ("a: {b: 1, b: 2}", "1:11 duplicate-key"),
        ("? [x]\n: y", "1:3 yaml-key"),
        ("a: &x [*x]", "1:4 yaml-alias"),
        ('a: "b\\0"', "1:6 control-character"),
        ("a: b\n--- \nc: d", "2:1 stray-dashes"),
        ("a: @b", "1:4 special-start"),
        ("a: `b`", "1:4 special-start"),
        ("a: %b", "1:4 special-start"),
        ('a: "\\q"', "1:4 bad-escape"),
    ],
)
def test_faults(text: str, fault: str) -> None:
    """Each with its place and its own id."""
    assert parse(text)[1] == [fault]


def test_aliases_stand_for_what_they_repeat() -> None:
    """A few of them are fine."""
    node, faults = parse("a: &x [1]\nb: *x")
    assert faults == []
    assert isinstance(node, Mapping)
    assert node.entries[1][1] == node.entries[0][1]


@pytest.mark.parametrize("depth", [10, 40])
def test_reasonable_depth_is_fine(depth: int) -> None:
    """Only what nobody writes is refused."""
    assert parse("a: " + "[" * depth + "]" * depth)[1] == []
    assert parse("\n".join(" " * i + "a:" for i in range(depth)))[1] == []
    assert parse("a: [" + "[x], " * 500 + "]")[1] == []


@pytest.mark.parametrize("text", ["", "# only a note\n", "\n\n"])
def test_nothing_is_no_fault(text: str) -> None:
    """There is no node then."""
    assert parse(text) == (None, [])
