"""The usual slips in YAML: each is named for what it is, where it stands."""

import re

import pytest

from plenum.source import Mapping, decode_source, parse_yaml

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
    # -- between brackets
    ("tags: [a, b)\nslug: x\n", "1:7 unclosed-bracket"),
    ("tags: [[a], b\nslug: x\n", "1:7 unclosed-bracket"),
    ("slug: x\ntags: [\n", "2:7 unclosed-bracket"),
    ("tags: [a, #b]\nslug: x\n", "1:11 cut-at-hash"),
    ("tags: ['a, b]\nslug: x\n", "1:8 unclosed-quote"),
    ('tags: ["a" b, c]\n', "1:12 text-after-quote"),
    ('tags: ["a, "b"]\n', "1:8 unclosed-quote"),
    ('tags: ["a", "b, "c"]\n', "1:13 unclosed-quote"),
    ('tags: ["a", "b]\nslug: x\n', "1:13 unclosed-quote"),
    ('tags: [\n  "a,\n  "b"\n]\n', "2:3 unclosed-quote"),
    ('rows:\n  Price: ["$3,000, "$4,500"]\n', "2:11 unclosed-quote"),
    ("tags: [a [b], c]\n", "1:8 bracket-in-item"),
    ("tags: [a, b}\nslug: x\n", "1:12 wrong-bracket"),
    ("tags: a, b]\n", "1:11 wrong-bracket"),
    ("tags: [@home, b]\n", "1:8 special-start"),
    ("tags: [a, %b]\n", "1:11 special-start"),
    ("tags: [*a, b]\n", "1:8 special-start"),
    ("tags: [&a, b]\n", "1:8 special-start"),
    ("tags: [`a`, b]\n", "1:8 special-start"),
    ("tags: [, a]\n", "1:8 special-start"),
    ("tags: [a,, b]\n", "1:10 special-start"),
    ("tags: [- a, b]\n", "1:8 special-start"),
    ("tags: [a: b, c]\n", "1:9 yaml-colon"),
    ("cover: {image: a.jpg alt: b}\n", "1:25 yaml-colon"),
    ("cover: {image:a.jpg, alt: b}\n", "1:9 missing-colon"),
    ("rows:\n  Cost: [$5,000, low]\n", "2:10 split-number"),
    ("rows:\n  Cost: [low, $1,500 to $2,000]\n", "2:15 split-number"),
    ("f: {value: 1,500, what: w}\n", "1:12 split-number"),
    # -- a sign at the beginning
    ("**title**: x\n", "1:1 special-start"),
    ("title: ! x\n", "1:8 yaml-tag"),
    ("title: ? x\nslug: y\n", "1:8 special-start"),
    ("title: %\nslug: y\n", "1:8 special-start"),
    ("a: b\nc: *nope\n", "2:4 special-start"),
    # -- a dash or a colon without a space
    ("tags:\n  -a\n  -b\n", "2:3 dash-space"),
    ("tags:\n-a\n-b\nslug: x\n", "2:1 dash-space"),
    ("faq:\n  -question: a\n   answer: b\n", "2:3 dash-space"),
    ("faq:\n  -question: a\n  answer: b\n", "2:3 dash-space"),
    ("cover:\n  image:a.jpg\n  alt: x\n", "2:3 missing-colon"),
    ("cover:\n  image:a.jpg\n  alt:x\n", "2:3 missing-colon"),
    ("title = Heat\nslug: x\n", "1:1 missing-colon"),
    ("title\uff1a Heat\nslug: x\n", "1:1 missing-colon"),
    ("title Heat\nslug: x\n", "1:1 missing-colon"),
    ("title; Heat\nslug: x\n", "1:1 missing-colon"),
    ("slug: x\ntitle; Heat\n", "2:1 missing-colon"),
    ("tags: - a\n", "1:7 special-start"),
    ("rows:\n  A: [x, y\n  B: [x, y]\nslug: x\n", "2:6 unclosed-bracket"),
    ("rows:\n  A: [x, y]\n  B [x, y]\n  C: [x, y]\n", "3:3 missing-colon"),
    ("tags:\n  * a\n  - b\nslug: x\n", "2:3 special-start"),
    ("tags:\n  \u2022 a\n  \u2022 b\nslug: x\n", "2:3 special-start"),
    ("tags:\n  \u2013 a\n  \u2013 b\nslug: x\n", "2:3 special-start"),
    ('"title": "A",\n"slug": "x"\n', "1:13 text-after-quote"),
    # -- a text that goes on
    ("short_answer: >\n  First\nsecond\ntitle: x\n", "3:1 missing-colon"),
    ("short_answer: |\n  First\n Second: a\ntitle: x\n", "3:1 yaml-indent"),
    ("description: One line\n  and more: here\n", "2:11 yaml-colon"),
    ("tags: a\n  - b\n", "2:3 yaml-syntax"),
    ("tags: a, b\n- c\nslug: x\n", "2:1 yaml-syntax"),
    (" title: A\ndescription: B\n", "1:1 yaml-indent"),
    ("rows:\n  A: [x]\n B: [y]\n", "3:1 yaml-indent"),
    # -- a # that may be a comment
    ("title: 5 # or 6\n", "1:10 comment-or-text"),
    ("draft: true # for now\n", "1:13 comment-or-text"),
    ("tags: [a # b\n  , c]\n", "1:10 comment-or-text"),
    # -- characters that are not what they seem
    ("title: \u201cHeat: a guide\u201d\nslug: x\n", "1:8 curly-quote"),
    ("title: \u201cHeat\u201d\n", "1:8 curly-quote"),
    ("tags: [\u201ca, b\u201d]\n", "1:8 curly-quote"),
    ("title: \u201cClean\u201d filters: why\n", "1:8 curly-quote"),
    ("title:\u00a0Heat\nslug: x\n", "1:7 invisible-character"),
    ("title\u00a0: Heat\nslug: x\n", "1:6 invisible-character"),
    ("\u00a0\u00a0title: Heat\nslug: x\n", "1:1 invisible-character"),
    ("slug: x\n\u200btitle: Heat\n", "2:1 invisible-character"),
    ("slug: x\n\ufefftitle: Heat\n", "2:1 invisible-character"),
    ("cover:\n\u00a0 image: a\n  alt: b\n", "2:1 invisible-character"),
    ("tags:\n-\u00a0a\n", "2:2 invisible-character"),
    ("title: He\u200bat\n", "1:10 invisible-character"),
    # -- more than one document
    ("title: x\n---\nslug: y\n", "2:1 stray-dashes"),
    ("title: x\n...\nslug: y\n", "2:1 stray-dashes"),
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
        "title: a  # a comment\n",
        "title: C# is not a comment\n",
        'title: "Update #2"\n',
        "tags: [a, b] #todo\n",
        "a: &x [1]\nb: *x\n",
        "title: it's\n",
        "title: a\n  b\n",
        "tags: [1, 200]\n",
        "tags: ['1,500', \"$5,000\"]\n",
        "tags: [a1,500]\n",
        "title: a  # a comment in the house's style\n",
        "title: \u201cHeat\u201d is a word\n",
        "title: 5\u00a0kW\n",
        "note: |\n  Note:\u00a0x\n",
        "tags: [a,\nb]\n",
        "temperatures:\n  - -5\n",
        "answer: see [x](y)\n",
        "time: 1:30\n",
    ],
)
def test_right_yaml_has_no_fault(text: str) -> None:
    """Comments, apostrophes, used anchors and texts over two lines are right."""
    source, _ = decode_source("a.md", text.encode())
    assert source is not None

    assert parse_yaml(source)[1] == []


def test_each_entry_is_told_its_own_mistake() -> None:
    """What is wrong in one is no reason to be silent about the next; what is right is read."""
    text = (
        'title: a: b\r\ntags: [x\r\nquestion: \'e\r\ncategory: "g" h\r\nslug: fine\r\n'
        "slug: again\r\ncover:\r\n   image: a\r\n  alt: b\r\nlast: 1\r\n"
    )
    source, _ = decode_source("a.md", text.encode())
    assert source is not None
    node, faults = parse_yaml(source)

    told = sorted((d.span.line, d.span.column, d.id) for d in faults)
    assert told == [
        (1, 9, "yaml-colon"),
        (2, 7, "unclosed-bracket"),
        (3, 11, "unclosed-quote"),
        (4, 15, "text-after-quote"),
        (6, 1, "duplicate-key"),
        (9, 1, "yaml-indent"),
    ]
    assert isinstance(node, Mapping)
    assert [key.text for key, _ in node.entries] == ["slug", "cover", "last"]
    assert {"title", "tags", "question", "category", "alt"} <= node.unread
    cover = node.get("cover")
    assert isinstance(cover, Mapping)
    assert [key.text for key, _ in cover.entries] == ["image"]
    assert cover.unread == {"alt"}


def test_an_alias_of_another_entry_is_no_mistake() -> None:
    """It cannot be followed where its entry is read by itself, and nothing is said of it."""
    source, _ = decode_source("a.md", b"a: &x [1]\nb: *x\nc: d: e\n")
    assert source is not None

    assert [d.id for d in parse_yaml(source)[1]] == ["yaml-colon"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('title: Heat "pumps": guide\n', r'title: "Heat \"pumps\": guide"'),
        ("title: 'Heat pump's guide'\n", 'title: "Heat pump\'s guide"'),
        ("description: One\n  and more: here\n", 'description: "One and more: here"'),
        ("cover: {alt: b, image: c: d}\n", 'image: "c: d"'),
        ("tags: [a, #b]\n", 'marks: "#b"'),
        ("tags: [a, b)\n", "put ] in the place of the )"),
        ("tags: [a, b]]\n", "delete the last ]"),
        ("tags: [a [b], c]\n", 'marks: "a [b]"'),
        ("title: The #1 pick\n", 'title: "The #1 pick"'),
        ("title: 5 # or 6\n", 'title: "5 # or 6"'),
        ("tags:\n  -ducts\n", "write - ducts"),
        ("tags:\n  * ducts\nslug: x\n", "a hyphen: - ducts"),
        ("tags:\n  \u2022 ducts\nslug: x\n", "a hyphen: - ducts"),
        ("rows:\n  B [x, y]\n  C: [x]\n", "write B: [x, y]"),
        ('"title": "A",\n', "delete the comma"),
        ("faq:\n- question: a\n  answer: b\n - question: c\n", "begin it with no space"),
        ("title:Heat\nslug: x\n", "write title: Heat"),
        ("**title**: x\n", "write the key without signs: title: x"),
        ("tags: [$5,000]\n", '"$5,000"'),
        ("title: \u201cHeat: a guide\u201d\n", '"Heat: a guide"'),
        (
            "title: \u201cClean\u201d filters: why\n",
            'the whole text: title: "\u201cClean\u201d filters: why"',
        ),
        ("title: \u2018It\u2019s hot: why\u2019\n", 'use straight ones: "It\u2019s hot: why"'),
        ("title: 'abc\nslug: x\n", "put a ' at the end"),
        ('tags: ["a, "b"]\n', 'put a " before the comma: "a"'),
        ('rows:\n  Price: ["$3,000, "$4,500"]\n', 'put a " before the comma: "$3,000"'),
        ('tags: ["a", "b]\n', 'put a " before the ]: "b"'),
        ("tags: ['a, 'b']\n", "put a ' before the comma: 'a'"),
        (
            "tags: ['a, b]\n",
            "before the comma: 'a'; if the comma belongs to the text, before the ]",
        ),
        ("tags: - a: b\n", 'put the whole text in quotation marks: tags: "- a: b"'),
        ("\u201ctags\u201d: a\n", 'use straight ones: "tags"'),
        ("title; Heat\nslug: x\n", "write title: Heat"),
        ("tags: - a\n", "write a list between brackets: tags: [a]; if it is a text"),
        ("tags: - a - b\n", "tags: [a, b]"),
        ("title: -\n", 'put the whole text in quotation marks: title: "-"'),
    ],
)
def test_the_hint_shows_the_line_as_it_should_be(text: str, hint: str) -> None:
    """With the editor's own words in it."""
    source, _ = decode_source("a.md", text.encode())
    assert source is not None

    assert hint in parse_yaml(source)[1][0].hint


def test_wrong_indentation_names_both_lines_and_their_spaces() -> None:
    """And how many there should be."""
    source, _ = decode_source("a.md", b"slug: x\nfaq:\n  - question: a\n   answer: b\n")
    assert source is not None
    (told,) = parse_yaml(source)[1]

    assert told.message == "line 4 begins with 3 spaces, line 3 with 2"
    assert told.hint == "begin it with 4 spaces, exactly under 'question'"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("cover:\n\timage: x\n  alt: y\n", "replace the tab by 2 spaces, further in than 'cover'"),
        ("rows:\n    A: [x]\n\tB: [y]\n", "replace the tab by 4 spaces, exactly under 'A'"),
        ("rows:\n\tA: [x]\n    B: [y]\n", "replace the tab by 4 spaces, further in than 'rows'"),
        ("c:\n  id: x\n\trows:\n    A: [y]\n", "replace the tab by 2 spaces, exactly under 'id'"),
        (
            "c:\n  rows:\n    A: [y]\n\tverdict:\n    A: y\n",
            "replace the tab by 2 spaces, exactly under 'rows'",
        ),
        ("faq:\n  - a: x\n\tb: y\n", "replace the tab by 4 spaces, exactly under 'a'"),
        ("faq:\n  - a: x\n    b: y\n\t- a: z\n    b: z\n", "replace the tab by 2 spaces, exactly"),
        ("faq:\n\t- a: x\n    b: y\n", "replace the tab by 2 spaces, further in than 'faq'"),
        ("c:\n  id: x\n  \tcaption: y\n", "begin the line with 2 spaces and no tab, exactly under"),
        ("slug: x\n\ttitle: y\n", "delete what stands before the first word, exactly under 'slug'"),
        ("\ttitle: y\n", "delete what stands before the first word"),
    ],
)
def test_the_mend_of_a_tab_is_right(text: str, hint: str) -> None:
    """It names the spaces that the line needs; with them nothing is wrong any more."""
    source, _ = decode_source("a.md", text.encode())
    assert source is not None
    (told,) = parse_yaml(source)[1]
    assert told.id == "yaml-tab"
    assert hint in told.hint

    wanted = re.search(r"(\d) spaces", told.hint)
    lines = text.splitlines()
    at = told.span.line - 1
    lines[at] = " " * (int(wanted[1]) if wanted else 0) + lines[at].strip()
    mended, _ = decode_source("a.md", "\n".join(lines).encode())
    assert mended is not None
    assert parse_yaml(mended)[1] == []
