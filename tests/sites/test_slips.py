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
        "author:\n  - slug: jane-roe",
        "tags:\n  - Word: heat",
    ],
)
def test_what_may_be_a_key_is_no_text_with_a_colon(site: Make, front_matter: str) -> None:
    """In quotation marks the key would be shown to readers."""
    made = article(site, front_matter)
    assert [each.id for each in made.report.diagnostics] == ["wrong-type"]
