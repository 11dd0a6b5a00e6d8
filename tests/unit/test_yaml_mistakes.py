"""The usual slips in YAML: each is named for what it is, where it stands."""

import pytest

from plenum.source import decode_source, parse_yaml

SLIPS = [
    ("title: Heat pumps: a guide\ndescription: x\n", "1:18 yaml-colon"),
    ("description: one\ntitle: Mini-split: what: is\n", "2:18 yaml-colon"),
    ("title: a\n\tdescription: b\n", "2:1 yaml-tab"),
    ("cover:\n\timage: x\n", "2:1 yaml-tab"),
    ('title: "Heat pumps\ndescription: x\nslug: y\n', "1:8 unclosed-quote"),
    ('a: b\ntitle: "Heat pumps\ndescription: "x"\n', "2:8 unclosed-quote"),
    ("title: 'abc\ndescription: x\n", "1:8 unclosed-quote"),
    ("title: 'Heat pump's guide'\ndescription: x\n", "1:19 text-after-quote"),
    ('title: "a" b\n', "1:12 text-after-quote"),
    ('title: "C:\\Users"\n', "1:12 bad-escape"),
    ("tags: [a, b\ntitle: x\ndescription: y\n", "1:7 unclosed-bracket"),
    ("cover: {image: x, alt: y\ntitle: z\n", "1:8 unclosed-bracket"),
    ("tags: [a, b]]\ntitle: x\n", "1:7 text-after-bracket"),
    ("short_answer: [[slug]] is one\n", "1:15 text-after-bracket"),
    ("short_answer: [text](url) more\n", "1:15 text-after-bracket"),
    ("title: a\n  description: b\n", "2:1 yaml-indent"),
    ("faq:\n  - question: a\n   answer: b\n", "3:1 yaml-indent"),
    ("cover:\n    image: a\n  alt: b\n", "3:1 yaml-indent"),
    ("title: *bold* heat\n", "1:8 special-start"),
    ("title: @home\n", "1:8 special-start"),
    ("title: `code` x\n", "1:8 special-start"),
    ("title: %5 of it\n", "1:8 special-start"),
    ("title: &co x\n", "1:8 special-start"),
    ("title: > x\n  y\n", "1:8 special-start"),
    ("title: |x\n  y\n", "1:8 special-start"),
    ("title: - x: y\n", "1:8 special-start"),
    ("title\ndescription: x\n", "1:1 missing-colon"),
    ("title:Heat\ndescription: x\n", "1:1 missing-colon"),
    ("title: x\njust words\ndescription: y\n", "2:1 missing-colon"),
    ("title: Update #2 of it\n", "1:15 cut-at-hash"),
    ("title: #2 of it\n", "1:8 cut-at-hash"),
    # A line of U+2028 is no line of an editor's.
    ("a: 'b\u2028c'\nd: 'e\n", "2:4 unclosed-quote"),
]


@pytest.mark.parametrize(("text", "expected"), SLIPS)
@pytest.mark.parametrize("above", ["", "---\n"])
def test_a_slip_is_named_at_its_place(above: str, text: str, expected: str) -> None:
    """Not where the parser stopped, and whatever stands above the YAML."""
    source, _ = decode_source("a.md", (above + text).encode())
    assert source is not None
    _, faults = parse_yaml(source, len(above))

    line, _, rest = expected.partition(":")
    moved = f"{int(line) + len(above.splitlines())}:{rest}"
    assert [f"{d.span.line}:{d.span.column} {d.id}" for d in faults] == [moved]


@pytest.mark.parametrize(
    "text",
    [
        "title: a # a comment\n",
        "title: C# is not a comment\n",
        'title: "Update #2"\n',
        "tags: [a, b] #todo\n",
        "a: &x [1]\nb: *x\n",
        "title: it's\n",
        "title: a\n  b\n",
        "time: 1:30\n",
    ],
)
def test_right_yaml_has_no_fault(text: str) -> None:
    """Comments, apostrophes, used anchors and texts over two lines are right."""
    source, _ = decode_source("a.md", text.encode())
    assert source is not None

    assert parse_yaml(source)[1] == []
