"""One run tells all mistakes: those inside of one key too, and nothing that follows from them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.config import FrontMatterRules
from plenum.read.article import ArticleReader, ReadSettings
from tests.sites.harness import Site

Make = Callable[[str], Site]


def article(front_matter: str, body: str = "") -> str:
    """Return a site of one article; its front matter goes on in line 4."""
    return (
        f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter.strip()}\n---\n{body}\n"
    )


def places(made: Site) -> list[str]:
    """Return the faults of the article without its path."""
    return [fault.removeprefix("content/a.md:") for fault in made.build().faults()]


@pytest.mark.parametrize(
    ("front_matter", "faults"),
    [
        # Rows of a table, and what stands beside the rows.
        (("comparison:\n  caption: C\n  options: [X, Y]\n  rows:\n    A: [a, b\n"
         '    B: [a, "b]\n    C: [a]\n  verdict:\n    X: a: b\n    Z: c'),
         ["8:8 unclosed-bracket", "9:12 unclosed-quote", "10:5 row-cells", "12:9 yaml-colon",
          "13:5 verdict-option"]),
        # Items of a list, and the keys of one item.
        (('faq:\n  - question: "Open\n    answer: b: c\n  - question: d\n'
         "  - question: e\n    answer: f: g"),
         ["5:15 unclosed-quote", "6:14 yaml-colon", "7:5 missing-key", "9:14 yaml-colon"]),
        # Texts alone.
        ('tags:\n  - a\n  - "b\n  - @c\n  * d\n',
         ["6:5 unclosed-quote", "7:5 special-start", "8:3 special-start"]),
        # Tabs: each line has its own.
        (("sources:\n  - id: a\n\t  title: T\n    url: https://e.org\n  - id: b\n\t  title: U\n"
         "    url: https://e.org/b"),
         ["5:9 uncited-source", "6:1 yaml-tab", "8:9 uncited-source", "9:1 yaml-tab"]),
        ("faq:\n\t- question: a\n\t  answer: b\n  - question: c\n    answer: d: e",
         ["5:1 yaml-tab", "6:1 yaml-tab", "8:14 yaml-colon"]),
        # Indentation: each line that is wrong, and no line that is right.
        (("faq:\n  - question: a\n   answer: b\n  - question: c\n     answer: d\n"
         " - question: e\n    answer: f"),
         ["6:1 yaml-indent", "8:1 yaml-indent", "9:1 yaml-indent"]),
        ("reviewed:\n   on: 2026-11-01\n  by: ann\n  next: 2027-11-01",
         ["5:1 yaml-indent", "6:7 unknown-author"]),
        ("cover:\n    image: a.png\n  alt: b: c", ["6:1 yaml-indent", "6:9 yaml-colon"]),
        # A colon that was forgotten, and what stands below it.
        ("faq:\n  - question Why\n    answer: b\n  - question: c\n    answer d",
         ["5:5 missing-colon", "8:5 missing-colon"]),
        # The dash of an item.
        (("faq:\n  -question: a\n    answer: b\n  * question: c\n    answer: d\n"
         "  - question: e\n    answer: f: g"),
         ["5:3 dash-space", "7:3 special-start", "10:14 yaml-colon"]),
        # A key that stands twice, once with a mistake.
        ("question: a: b\nquestion: c", ["4:12 yaml-colon", "5:1 duplicate-key"]),
        ("faq:\n  - question: a: b\n    question: c\n    answer: d",
         ["5:16 yaml-colon", "6:5 duplicate-key"]),
        # Below a comment that says the same.
        ("# question: a: b\nquestion: a: b\n# q\nquestion: c",
         ["5:12 yaml-colon", "7:1 duplicate-key"]),
        # Further down.
        ("extra:\n  one:\n    - two:\n        three: a: b\n        four: 'c\n    - five: [d\n",
         ["7:17 yaml-colon", "8:15 unclosed-quote", "9:13 unclosed-bracket"]),
    ],
)  # fmt: skip
def test_all_mistakes_inside_of_one_key_are_told(
    site: Make, front_matter: str, faults: list[str]
) -> None:
    """Each at its place; what could not be read is neither missing nor of the wrong kind."""
    made = site(article(front_matter))
    if "image" in front_matter:
        made.write("content/a.png", "")
    assert places(made) == faults


@pytest.mark.parametrize(
    "value",
    [
        '"over two\n    lines: with a colon"',
        "'over two\n    lines, it''s: so'",
        '|\n      a: b\n      - "c\n      [d',
        ">-\n      a: b\n\n      'c",
        "a\n      b",
        '"[a,\n      b: c]"',
        "b # a comment\n    # a: second: one",
    ],
)  # fmt: skip
def test_what_is_right_beside_a_mistake_stays_right(site: Make, value: str) -> None:
    """Texts over several lines, comments and names are read as they are without the mistake."""
    text = f"faq:\n  - question: a\n    answer: {value}\n  - question: c: d\n    answer: e"
    found = places(site(article(text)))
    line = 7 + value.count("\n")
    assert [each for each in found if "comment-or-text" not in each] == [f"{line}:16 yaml-colon"]


@pytest.mark.parametrize(
    ("front_matter", "body"),
    [
        # A text that is never closed, and what stands below it.
        ('faq:\n  - question: "Open\n    answer: see: it', "[FAQ]"),
        # What cites is lost; so are options, ids and blocks that are named elsewhere.
        (("faq:\n  - question: c\n    answer: 'see [x](source:one)' or\n"
         "sources:\n  - {id: one, title: T, url: https://e.org}"), ""),
        ("sources:\n  - id: one: two\n    title: T\n    url: https://e.org", "[x](source:one)"),
        (("comparison:\n  caption: C\n  options:\n    - X\n    - Y: y: y\n  rows:\n    A: [a, b]\n"
         "  verdict:\n    Y: so"), "[COMPARISON]"),
        (("comparison:\n  - id: one: x\n    caption: C\n    options: [X, Y]\n    rows:\n"
         "      A: [a, b]"), "[COMPARISON: one]"),
        ("comparison:\n  caption: C\n  options: [X, Y]\n  rows:\n    A: a: b", "[COMPARISON]"),
        ("reviewed:\n  on: 2026: x\n  by: ann", ""),
        ("short_answer:\n  Some words that run on\n  and note: these\n  or so: these: too", ""),
    ],
)  # fmt: skip
def test_a_mistake_inside_of_a_key_has_no_followers(
    site: Make, front_matter: str, body: str
) -> None:
    """Nothing is said that is true only because of the mistake."""
    data = "-- content/_data/authors.yaml --\nann: {name: Ann}\n"
    faults = site(article(front_matter, body) + data).build().faults()
    syntax = [each for each in faults if not each.endswith(("yaml-colon", "unclosed-quote"))]
    allowed = {"content/a.md:6:35 text-after-quote", "content/a.md:5:3 missing-colon"}
    assert len(faults) >= 1
    assert set(syntax) <= allowed


def test_data_and_configuration_are_read_to_the_same_depth(site: Make) -> None:
    """A fact of which a part could not be read is neither unknown nor contradicted."""
    made = site(
        "-- content/a.md --\n--- A\n[30 %](fact:f) [2 to 4](fact:g) [](fact:h)\n"
        "-- content/_data/facts.yaml --\n"
        "f:\n  value:\n    low: 10\n    high: 20: x\n    unit: 5: x\n  what: w\n"
        "g:\n  value: {low: 1, high: 2}\n  what: w: x\n  as_of: soon\n"
        "h:\n  value:\n    low: 1\n  what: w\n"
    ).build()
    assert made.faults() == [
        "content/_data/facts.yaml:4:13 yaml-colon",
        "content/_data/facts.yaml:5:12 yaml-colon",
        "content/_data/facts.yaml:9:10 yaml-colon",
        "content/_data/facts.yaml:10:10 wrong-date",
        "content/_data/facts.yaml:13:5 missing-key",
        "content/a.md:5:25 fact-text",
    ]
    made.write(
        "config.yaml",
        "title: T\nbase_url: https://h.example\norganization:\n  name: A: b\n  url: 'x\n"
        "navigation:\n  - {text: A, to: /}\n  - text: B: b\n    to: [\n",
    )
    assert made.build().faults() == [
        "config.yaml:4:10 yaml-colon",
        "config.yaml:5:8 unclosed-quote",
        "config.yaml:8:12 yaml-colon",
        "config.yaml:9:9 unclosed-bracket",
    ]


def test_links_to_addresses_that_could_not_be_read_are_not_dead(site: Make) -> None:
    """A slug or an alias with a mistake in it may be what a link names; another one is not."""
    made = site(
        '-- content/a.md --\n---\ntitle: A\ndescription: B\nslug: "one\n'
        "aliases:\n  - /old-two/\n  - '/old-three/\n---\n"
        "-- content/b.md --\n--- B\n"
        "[a](/one/) [[one]] [c](/old-three/) [d](/four/) [[five]] [f](a.md) [g](six.md)\n"
    )
    assert made.build().faults() == [
        "content/a.md:4:7 unclosed-quote",
        "content/a.md:7:5 unclosed-quote",
        "content/b.md:5:41 dead-link",
        "content/b.md:5:51 dead-link",
        "content/b.md:5:72 dead-link",
    ]


def test_what_only_a_lost_text_links_to_is_no_orphan(site: Make) -> None:
    """Nor is a page a dead end whose links could not be read; other orphans are told."""
    config = "-- config.yaml --\ntitle: T\nbase_url: https://h.example\nfaults: {too-far: off}\n"
    hub = "".join(f"[{n}](p{n}.md) " for n in range(8))
    pages = "".join(f"-- content/p{n}.md --\n--- P{n}\n[hub](hub.md)\n" for n in range(8))
    made = site(
        f"{config}-- content/hub.md --\n--- Hub\n{hub}\n{pages}"
        "-- content/lost.md --\n---\ntitle: L\ndescription: L\nshort_answer: a: [n](named.md)\n"
        "---\nWords.\n-- content/named.md --\n--- N\n[hub](hub.md)\n"
    ).build()
    assert made.faults() == [
        "content/lost.md:1:1 orphan",
        "content/lost.md:4:16 yaml-colon",
    ]


@pytest.mark.parametrize(
    ("front_matter", "body"),
    [
        ("faq:\n  - question: Is it: so\n    answer: a", ""),
        ("faq:\n  Is it so?: a: b", ""),
        ("comparison:\n  id: it: is so\n  caption: C", ""),
        ("", "##Is it so"),
        ("", "```\n## Is it so"),
        ("", "<div>\n\n## Is it so"),
    ],
)
def test_an_anchor_is_dead_unless_its_words_could_not_be_read(
    site: Make, front_matter: str, body: str
) -> None:
    """What stands in the unread text may be what a link means; what does not is dead."""
    made = site(article(front_matter, body) + "-- content/b.md --\n--- B\n"
                "[a](a.md#is-it-so) [b](a.md#else)\n").build()  # fmt: skip

    links = [fault for fault in made.faults() if fault.startswith("content/b.md")]
    assert links == ["content/b.md:5:24 dead-anchor"]


def test_options_without_brackets_are_known_all_the_same(site: Make) -> None:
    """So that rows and verdicts are checked by them; the advice gives no new fault."""
    made = site(
        article(
            "comparison:\n  caption: C\n  options: Heat pump, Furnace\n  rows:\n"
            "    Price: $5,000, $4,000\n    Noise: [a, b, c]\n  verdict:\n    Heatpump: so"
        )
    )
    assert places(made) == [
        "6:12 unbracketed-list",
        "8:5 row-cells",
        "9:5 row-cells",
        "11:5 verdict-option",
    ]
    assert 'cells: ["$5,000", "$4,000"]' in made.messages()


@pytest.mark.parametrize(
    ("faq", "faults"),
    [
        ("  Is it loud?: No.\n  Does it cool?: See [x](gone.md).",
         ["5:3 text-for-key", "6:26 dead-link"]),
        ("  - Is it loud?: No.\n  - Does it cool?: Yes.", ["5:5 text-for-key"]),
        ("  - question: Is it loud?\n    answr: No.", ["6:5 unknown-key"]),
        ("  - q: Is it loud?\n    a: No.",
         ["5:5 unknown-key", "6:5 unknown-key"]),
    ],
)  # fmt: skip
def test_questions_written_as_keys_are_one_fault(site: Make, faq: str, faults: list[str]) -> None:
    """The form is shown once, and what stands in the answers is checked."""
    made = site(article(f"faq:\n{faq}", "[FAQ]"))
    assert places(made) == faults


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("question: A,", ["4:12 comma-at-end"]),
        ("date: 2026-11-21,", ["4:17 comma-at-end"]),
        ("question: a: b,", ["4:12 yaml-colon"]),
        ("tags: a, b,", []),
        ("keywords: [a, b,]", []),
        ("short_answer: One,\n  two.", []),
        ('question: "A,"', []),
        ("short_answer: |\n  One,", []),
    ],
)
def test_a_comma_at_the_end_of_a_line_is_no_text(site: Make, line: str, faults: list[str]) -> None:
    """It is the habit of other formats; in lists and in prose it may be meant."""
    made = site(article(line))
    assert places(made) == faults
    assert 'b,"' not in made.messages()


def test_what_a_swallowed_text_does_not_name_is_told(site: Make) -> None:
    """A footnote or an address is missing unless the text that is lost may hold it."""
    text = "[^1] [^2] [a][one] [b][two]\n\n```\n[^1]: Here.\n\n[one]: https://e.org\n"
    assert places(site(article("", text))) == [
        "6:6 unknown-footnote",
        "6:24 unknown-reference",
        "8:1 unclosed-fence",
    ]


def test_a_marker_is_told_though_its_table_has_another_mistake(site: Make) -> None:
    """The names of tables are known when their ids and captions are."""
    table = "comparison:\n  caption: C\n  options: [X, Y]\n  rows:\n    A: [a, b]\n  verdict: V"
    made = site(article(table, "[COMPARISON: rule]"))
    assert places(made) == ["9:12 wrong-type", "11:1 marker-without-block"]
    assert "each option on a line of its own" in made.messages()


def test_a_key_that_may_be_an_entry_is_not_called_unused(site: Make) -> None:
    """Of what is indented wrongly nobody can say whether it is one."""
    made = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://h.example\n"
        "-- content/a.md --\n--- A\nSEER2\n"
        "-- content/_data/glossary.yaml --\n"
        "seer2:\n  term: SEER2\n  short: cooling\n not: [seer]\n"
    ).build()
    assert made.faults() == ["content/_data/glossary.yaml:4:1 yaml-indent"]


def test_a_text_that_should_be_indented_is_told_so(site: Make) -> None:
    """Behind a | or > the text stands further in; it is no key without a colon."""
    made = site(article("short_answer: |\nCount the rooms.\nThen heat.\ntags: [a"))
    assert places(made) == ["5:1 missing-colon", "7:7 unclosed-bracket"]
    advice = "if it is the text of 'short_answer', begin each line of it with 2 spaces"
    assert advice in made.messages()


def test_links_are_judged_by_the_slug_that_is_meant(site: Make) -> None:
    """A link to the right address is not dead, though it cannot be given to the article yet."""
    made = site(
        article("slug: Sizing A Pump") + "-- content/b.md --\n--- B\n"
        "[a](/sizing-a-pump/) [[sizing-a-pump]] [b](a.md) [c](/fan/)\n"
    ).build()
    assert made.faults() == ["content/a.md:4:7 wrong-slug", "content/b.md:5:54 dead-link"]


# -- two slips tell what each of them tells ---------------------------------------------------

RIGHT = """---
title: Mini-split or central heat pump
description: One or two sentences.
reviewed:
  on: 2026-11-01
  next: 2027-05-01
tags:
  - mini-split
  - ducts
comparison:
  caption: Two compared
  options: [Mini-split, Central]
  rows:
    Zoning: [Room by room, Whole home]
    Price: ["$5,000", "$9,000"]
  verdict:
    Central: good ducts are there
faq:
  - question: Is it a heat pump?
    answer: Yes it is.
  - question: Does it cool?
    answer: |
      Yes, it does.
sources:
  - id: one
    title: The one
    url: https://e.org/one
---
Words [x](source:one).

[COMPARISON]

[FAQ]
"""
# What an editor may do to `key: value` or to an item, in one line.
SLIPS: dict[str, Callable[[str], str]] = {
    "a colon": lambda line: re.sub(r": (?=\w)", ": a: ", line, count=1),
    "a quotation mark": lambda line: re.sub(r": (?=\w)", ': "', line, count=1),
    "a sign": lambda line: re.sub(r": (?=\w)", ": @", line, count=1),
    "no bracket": lambda line: line.removesuffix("]"),
    "no space behind the colon": lambda line: re.sub(r"(\w): ", r"\1:", line, count=1),
    "another key": lambda line: re.sub(r"^( +[a-z]+):", r"\1x:", line),
    "no space behind the dash": lambda line: line.replace("- ", "-", 1),
}


def test_two_slips_tell_what_each_of_them_tells(tmp_path: Path) -> None:
    """Wherever they stand: none hides the other, and together they give no third fault."""
    (tmp_path / "content").mkdir()
    reader = ArticleReader(ReadSettings(tmp_path, FrontMatterRules(), sanitize=True))

    def told(changes: dict[int, str]) -> set[tuple[int, int, str]]:
        lines = [changes.get(at, line) for at, line in enumerate(RIGHT.split("\n"))]
        (tmp_path / "content/a.md").write_text("\n".join(lines), "utf-8")
        found = reader.read("a.md").diagnostics
        return {(each.span.line, each.span.column, each.id) for each in found}

    assert told({}) == set()
    lines = RIGHT.split("---")[1].split("\n")
    slips = [
        (at, slip(line))
        for at, line in enumerate(lines)
        for slip in SLIPS.values()
        if slip(line) != line and not line.endswith("|")
    ]
    alone = {slip: told(dict([slip])) for slip in slips}
    assert len(slips) > 40
    assert all(len(found) <= 2 for found in alone.values())

    pairs = [(one, other) for one in slips for other in slips if one[0] + 1 < other[0]]
    wrong = [
        (one, other, told({one[0]: one[1], other[0]: other[1]}))
        for one, other in pairs[::7]
        if told({one[0]: one[1], other[0]: other[1]}) != alone[one] | alone[other]
    ]
    assert wrong == []
