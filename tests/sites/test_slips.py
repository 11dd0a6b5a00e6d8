"""Slips of those who write their first article: the place, the words, and what comes of them."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
ROWS = "comparison:\n  caption: What burns\n  options: [R-32, R-410A]\n  rows:\n"
PLACE = "content/a.md"
IN_ORDER = "give it one cell for each option, in their order"


def article(site: Make, front_matter: str, before: str = "") -> Site:
    """Build a site of one article; its own front matter begins in line 4."""
    head = "title: A\ndescription: About it."
    return site(f"{before}-- {PLACE} --\n---\n{head}\n{front_matter}\n---\nWords.\n").build()


def hints(made: Site) -> list[str]:
    """Return what the editor is told to do."""
    return [each.hint for each in made.report.diagnostics]


@pytest.mark.parametrize(
    ("cells", "hint", "obeyed"),
    [
        (
            "\n      - A1, does not burn",
            "each option's cell is a line that begins with '- ': one is missing, add it below",
            "\n      - A1, does not burn\n      - A2L",
        ),
        (
            "\n      - A1, does not burn\n      - A2L\n      - A3",
            "each option's cell is a line that begins with '- ': one is too many, delete it",
            "\n      - A1, does not burn\n      - A2L",
        ),
        (
            " [A2L, burns with difficulty, A1, does not burn]",
            f"{IN_ORDER}; one with a comma in it stands in quotation marks",
            ' ["A2L, burns with difficulty", "A1, does not burn"]',
        ),
        (
            ' ["A1, does not burn"]',
            IN_ORDER,
            ' ["A1, does not burn", A2L]',
        ),
        (
            " A2L, A1",
            "put brackets around its cells: [A2L, A1]",
            " [A2L, A1]",
        ),
        (
            " A2L, burns with difficulty, A1",
            "put brackets around its cells, and quotation marks around one with a comma in it",
            ' ["A2L, burns with difficulty", A1]',
        ),
    ],
)
def test_a_row_is_told_how_its_own_cells_are_parted(
    site: Make, cells: str, hint: str, obeyed: str
) -> None:
    """Brackets would make two cells of the comma in one that has a dash."""
    made = article(site, f"{ROWS}    Class:{cells}")
    assert made.faults() == [f"{PLACE}:8:5 row-cells"]
    assert hints(made) == [hint]
    assert article(site, f"{ROWS}    Class:{obeyed}").faults() == []


@pytest.mark.parametrize(
    "around",
    [
        "takeaways:\n  - %s\n  - It is mild.",
        f"{ROWS}    Class:\n      - %s\n      - A2L",
        ROWS.replace("[R-32, R-410A]", "\n    - %s\n    - R-32") + "    Class: [A1, A2L]",
    ],
)
@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("A1: does not burn", '"A1: does not burn"'),
        ('A1: "never"', r'"A1: \"never\""'),
        ("A1 : does\n          not burn", '"A1: does not burn"'),
    ],
)
def test_a_colon_in_an_item_with_a_dash_wants_quotation_marks(
    site: Make, around: str, text: str, quoted: str
) -> None:
    """YAML makes a key of what stands before it, of which no editor has heard."""
    made = article(site, around % text)
    before = around[: around.index("%")].split("\n")
    assert made.faults() == [f"{PLACE}:{len(before) + 3}:{len(before[-1]) + 3} yaml-colon"]
    assert hints(made) == [f"put the whole text in quotation marks: {quoted}"]
    assert article(site, around % quoted).faults() == []


@pytest.mark.parametrize(
    "front_matter",
    [
        "takeaways:\n  - text: It is mild.",
        "takeaways:\n  - {A1: It is mild.}",
        "takeaways:\n  - A1: It is mild.\n    A2: It is not.",
        "takeaways:\n  - A1:\n      It is mild.",
        "takeaways:\n  - A1: It is mild.  # or so",
        "author:\n  - slug: jane-roe",
        "tags:\n  - Word: heat",
    ],
)
def test_what_may_be_a_key_is_no_text_with_a_colon(site: Make, front_matter: str) -> None:
    """In quotation marks the key would be shown to readers."""
    made = article(site, front_matter)
    assert [each.id for each in made.report.diagnostics] == ["wrong-type"]


BEFORE_MARK = "put it before the quotation mark at its end"
ON = "if it goes on with"
FAQ = "faq:\n  - question: Is it mild?\n    answer: %s\n  - question: And?\n    answer: Yes."
TAKEAWAYS = "takeaways:\n  - It is mild.\n%sIt burns.\n  - It is rare."


@pytest.mark.parametrize(
    ("typed", "place", "hint", "obeyed"),
    [
        ("category Comparisons", "4:1", "write category: Comparisons", "category: Comparisons"),
        (
            TAKEAWAYS % "  ",
            "6:3",
            "begin it with '- '; if it goes on with the item above, begin it with 4 spaces",
            TAKEAWAYS % "  - ",
        ),
        (
            TAKEAWAYS % "",
            "6:1",
            f"begin it with 2 spaces and '- '; {ON} the item above, begin it with 4 spaces",
            TAKEAWAYS % "    ",
        ),
        (
            FAQ % "Rather mild,\n    in a word.",
            "7:5",
            "write key: text; if it goes on with the text of 'answer', begin it with 6 spaces",
            FAQ % "Rather mild,\n      in a word.",
        ),
        (
            FAQ % "Rather mild\nin a word.",
            "7:1",
            "write key: text; if it goes on with the text of 'answer', begin it with 6 spaces",
            FAQ % "Rather mild\n      in a word.",
        ),
        (
            FAQ % ">-\n      Rather mild: yes.\n    In a word.",
            "8:5",
            "write key: text; if it goes on with the text of 'answer', begin it with 6 spaces",
            FAQ % ">-\n      Rather mild: yes.\n      In a word.",
        ),
        (
            FAQ % '"Rather mild."\n    In a word.',
            "7:5",
            f"write key: text; {ON} the text of 'answer', {BEFORE_MARK}",
            FAQ % '"Rather mild. In a word."',
        ),
        (
            f"{FAQ % 'No.'}\n  - question What of ducts?\n    answer: None.",
            "9:5",
            "write - question: What of ducts?",
            f"{FAQ % 'No.'}\n  - question: What of ducts?\n    answer: None.",
        ),
        (
            "faq:\n  - question Why?\n    answer: None.\n  - question: A?\n    answer: No.",
            "5:5",
            "write - question: Why?",
            "faq:\n  - question: Why?\n    answer: None.\n  - question: A?\n    answer: No.",
        ),
        (
            f"{FAQ % 'No.'}\n  - question: What of ducts?\n    answer None.",
            "10:5",
            "write answer: None.",
            f"{FAQ % 'No.'}\n  - question: What of ducts?\n    answer: None.",
        ),
        (
            "question: What\nupdated figures say so?",
            "5:1",
            f"write updated: figures say so?; {ON} the text of 'question', begin it with 2 spaces",
            "question: What\n  updated figures say so?",
        ),
        (
            "date: 2026-11-01\nquestion: What\ndate is it?",
            "6:1",
            "write key: text; if it goes on with the text of 'question', begin it with 2 spaces",
            "date: 2026-11-01\nquestion: What\n  date is it?",
        ),
    ],
)
def test_a_line_that_belongs_to_nothing_is_told_what_it_may_be(
    site: Make, typed: str, place: str, hint: str, obeyed: str
) -> None:
    """A key without its colon, an item without its dash, a text that goes on."""
    made = article(site, typed)
    assert made.faults() == [f"{PLACE}:{place} missing-colon"]
    assert hints(made) == [hint]
    assert article(site, obeyed).faults() == []


def test_the_words_behind_a_key_are_quoted_where_they_must_be(site: Make) -> None:
    """A sign of YAML at their beginning would make something else of them."""
    assert hints(article(site, "question *What* is it?")) == ['write question: "*What* is it?"']


def test_a_comma_that_a_text_goes_on_behind_is_its_own(site: Make) -> None:
    """Only at the end of a value, it is the habit of another format."""
    faults = article(site, "category: Heat,").faults()
    assert faults == [f"{PLACE}:4:15 comma-at-end"]


REQUIRED = """-- config.yaml --
title: Hub
base_url: https://hub.example
articles: {require: [short_answer, category, faq]}
"""


@pytest.mark.parametrize(
    ("front_matter", "places"),
    [
        ("category: Heat\nshort_anwser: >-\n  It is mild.", ["5:1 unknown-key"]),
        ("short_answer: It is mild.\ncategory Heat", ["5:1 missing-colon"]),
        ("category Heat\nshort_anwser: It is mild.", ["4:1 missing-colon", "5:1 unknown-key"]),
    ],
)
def test_a_part_that_stands_there_in_some_form_is_not_missing(
    site: Make, front_matter: str, places: list[str]
) -> None:
    """One slip is one fault; a part of which nothing stands there is missing all the same."""
    made = article(site, f"{front_matter}\n{FAQ % 'Mild.'}", REQUIRED)
    assert made.faults() == [f"{PLACE}:{place}" for place in places]
    made = article(site, front_matter, REQUIRED)
    assert made.faults() == [f"{PLACE}:{place}" for place in ["1:1 missing-part", *places]]
    assert "has no 'faq'\n" in made.messages()


def test_a_note_in_a_source_is_told_where_it_stands(site: Make) -> None:
    """Each of them: an id has nothing to be written."""
    written = """sources:
  - id: law
    title: "On \\"%s\\" and {{NAME}}"
    publisher: >-
      The Office
      %s
    url: https://law.example/%s
    accessed: 2026-11-01"""
    named = "[so](source:law)"
    made = article(site, f"short_answer: See {named}.\n{written % ('TODO', 'TBD', 'FIXME')}")
    assert made.faults() == [
        f"{PLACE}:7:18 placeholder",
        f"{PLACE}:7:29 placeholder",
        f"{PLACE}:10:7 placeholder",
        f"{PLACE}:11:30 placeholder",
    ]
    assert "'FIXME' looks like a note" in made.messages()
    written = written.replace("{{NAME}}", "mild")
    filled = written % ("Todo", "of Words", "todo-list")
    assert article(site, f"short_answer: See {named}.\n{filled}").faults() == []


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ('question: R-32: one to buy"', 'question: "R-32: one to buy"'),
        ("question: R-32: one to buy\u201d", 'question: "R-32: one to buy"'),
        ('question: Ducts: from 4" or 6"', r'question: "Ducts: from 4\" or 6\""'),
        ('question: Ducts: of 6"', r'question: "Ducts: of 6\""'),
        ('question: Ducts: the "good ones"', r'question: "Ducts: the \"good ones\""'),
    ],
)
def test_a_mark_at_the_end_alone_is_half_of_a_pair(site: Make, typed: str, advice: str) -> None:
    """It would be shown to readers; that of inches, or of a word, belongs to the text."""
    made = article(site, typed)
    assert [each.id for each in made.report.diagnostics] == ["yaml-colon"]
    assert hints(made) == [f"put the whole text in quotation marks: {advice}"]
    assert article(site, advice).faults() == []


def test_a_day_alone_is_that_of_the_review(site: Make) -> None:
    """All else that can be said of a review is not asked."""
    made = article(site, "reviewed: 2026-11-20")
    assert made.faults() == [f"{PLACE}:4:11 wrong-type"]
    assert hints(made) == ["write reviewed: {on: 2026-11-20}"]
    assert article(site, "reviewed: {on: 2026-11-20}").faults() == []
    assert hints(article(site, "reviewed: yes")) == [
        "write its keys below it, each on a line of its own: on, by, next"
    ]


WITHOUT_DASH = "faq:\n  - question: Is it mild?\n    answer: No.\n%s"
RIGHT = WITHOUT_DASH % "  - question: Is it rare?\n    answer: Yes."


@pytest.mark.parametrize(
    ("typed", "place", "hint", "obeyed"),
    [
        (
            WITHOUT_DASH % "    question: Is it rare?\n    answer: Yes.",
            "7:5",
            "begin the line with 2 spaces and '- '",
            RIGHT,
        ),
        (
            WITHOUT_DASH % "  question: Is it rare?\n    answer: Yes.",
            "7:3",
            "begin the line with 2 spaces and '- '",
            RIGHT,
        ),
        (
            WITHOUT_DASH % "  question: Is it rare?\n  answer: Yes.",
            "7:3",
            "begin the line with 2 spaces and '- ', and those of its other keys with 4 spaces",
            RIGHT,
        ),
        (
            "faq:\n- question: A?\n  answer: No.\n  question: B?\n  answer: Yes.",
            "7:3",
            "begin the line with '- '",
            "faq:\n- question: A?\n  answer: No.\n- question: B?\n  answer: Yes.",
        ),
    ],
)
def test_an_item_without_its_dash_is_an_item(
    site: Make, typed: str, place: str, hint: str, obeyed: str
) -> None:
    """To keep one of two questions would delete the other."""
    made = article(site, typed)
    assert made.faults() == [f"{PLACE}:{place} missing-dash"]
    assert hints(made) == [hint]
    assert article(site, obeyed).faults() == []


SOURCE = """id: {}
    title: Law
    publisher: Office
    url: https://law.example/
    accessed: 2026-11-01
"""


@pytest.mark.parametrize("broken", ["", "  - " + SOURCE.format("'d")])
def test_each_item_without_its_dash_is_told(site: Make, broken: str) -> None:
    """What they hold is read, also below another fault, so that a source of them can be cited."""
    listed = "    ".join(SOURCE.format(name) for name in "abc")
    cited = " ".join(f"[{name}](source:{name})" for name in "abc")
    made = article(site, f"short_answer: See {cited}.\nsources:\n  - {listed}{broken}".rstrip())
    dashes = [f"{PLACE}:{line}:5 missing-dash" for line in (11, 16)]
    assert made.faults() == dashes + [f"{PLACE}:21:9 unclosed-quote"] * bool(broken)


@pytest.mark.parametrize(
    "typed",
    [
        "  - question: A?\n    question: B?\n    answer: Yes.",
        "  - question: A?\n    answer: Yes.\n    answer: No.",
        "  - question: A?\n    answer: Yes.\n    question: A?",
        "  - {question: A?, answer: Yes., question: B?, answer: No.}",
    ],
)
def test_a_key_that_stands_twice_is_no_item(site: Make, typed: str) -> None:
    """With the first key another must stand again, each on a line of its own."""
    made = article(site, f"faq:\n{typed}")
    assert {each.id for each in made.report.diagnostics} == {"duplicate-key"}


def test_an_item_that_holds_itself_is_told_as_such(site: Make) -> None:
    """A forgotten dash in it leads to no endless search."""
    item = "&a\n    question: A?\n    answer:\n      - *a\n    question: B?\n    answer: No."
    made = article(site, f"faq:\n  - {item}")
    assert "yaml-alias" in {each.id for each in made.report.diagnostics}


@pytest.mark.parametrize("typed", ['question: Is it mild?"', "question: Is it mild?\u201d"])
def test_a_lone_mark_at_the_end_of_a_text_is_told(site: Make, typed: str) -> None:
    """Readers would see it; either half of the advice mends it."""
    made = article(site, typed)
    assert made.faults() == [f"{PLACE}:4:{len(typed)} lone-quote"]
    for obeyed in ('question: "Is it mild?"', typed[:-1]):
        assert article(site, obeyed).faults() == []


@pytest.mark.parametrize(
    "typed",
    [
        'question: Are pipes of 4"',
        'question: Is it "mild"',
        "question: Is it \u201cmild\u201d",
        "question: Is it the owners'",
        "question: 'Is it \"'",
    ],
)
def test_a_mark_with_a_partner_or_of_inches_is_fine(site: Make, typed: str) -> None:
    """It belongs to the text."""
    assert article(site, typed).faults() == []
