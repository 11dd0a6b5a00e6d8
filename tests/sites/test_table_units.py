"""Numbers in tables: each column or row that names a quantity says in what it is counted."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]


@pytest.fixture
def site(site: SiteOf) -> SiteOf:
    """Return what makes sites in which numbers are asked for their units."""

    def make(text: str) -> Site:
        made = site(text)
        made.asked = frozenset({"number-without-unit"})
        return made

    return make


def faults_of(site: SiteOf, table: str) -> list[str]:
    """Return the faults of an article with this table, as they are reported."""
    lines = table.strip().splitlines()
    built = site("-- content/a.md --\n--- A\nTable: Two units compared\n\n" + "\n".join(lines))
    built.build()
    return [f"{d.span.line}:{d.span.column} {d.span.end_column}" for d in built.report.diagnostics]


def test_a_column_of_bare_prices_is_told_at_its_heading(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        --- A
        Table: Two units compared

        | Unit | Rooms | Installed price |
        |---|--:|--:|
        | Wall | 1 | 4,000 |
        | Floor | 2 | 5,000–6,000 |
    """).build()

    assert built.faults() == ["content/a.md:7:18 number-without-unit"]
    assert "the numbers of 'Installed price' have no unit" in built.messages()
    assert built.report.diagnostics[0].span.end_column == 33


def test_a_row_of_bare_temperatures_is_told_at_its_name(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        --- A
        Table: Two units compared

        > | | Wall | Floor |
        > |---|---|---|
        > | Heads | 1 | 2 |
        > | **Lowest temperature** | −13 | 5 |
    """).build()

    assert "content/a.md:10:5 number-without-unit" in built.faults()


def test_a_comparison_is_told_at_the_name_of_its_row(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        ---
        title: A
        description: About A.
        comparison:
          caption: Two units compared
          options: [Wall, Floor]
          rows:
            Heads: [1, 2]
            Heating capacity: ["9,000", "**12,000**"]
        ---
    """).build()

    assert built.faults() == ["content/a.md:9:5 number-without-unit"]


def test_an_option_can_be_what_has_no_unit(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        ---
        title: A
        description: About A.
        comparison:
          caption: Two units compared
          options: [Weight, Noise]
          rows:
            Wall: [30, 19 dBA]
            Floor: [40, 21 dBA]
        ---
    """).build()

    assert built.faults() == ["content/a.md:6:13 number-without-unit"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Price, $", "4,000"),
        ("Price in dollars", "4,000"),
        ("Price (US)", "4,000"),
        ("Price", "$4,000"),
        ("Price", "4,000 dollars"),
        ("Price", "not published"),
        ("Price class", "3"),
        ("Noise rank", "2"),
        ("Power stages", "2"),
        ("Temperature sensors", "4"),
        ("HSPF2", "8.1"),
        ("Efficiency, SEER2", "15.2"),
        ("Refrigerant", "32"),
        ("MERV", "13"),
        ("Climate zone", "5"),
        ("Bedrooms", "3"),
        ("First year of the price", "2026"),
        ("Cost of 2026", "2024–2026"),
        ("Heat loss in BTU/h", "20,000"),
        ("Warranty, years", "10"),
    ],
)
def test_what_has_a_unit_or_needs_none_is_fine(site: SiteOf, name: str, cell: str) -> None:
    assert faults_of(site, f"| Unit | {name} |\n|---|---|\n| Wall | {cell} |") == []
    assert faults_of(site, f"| | Wall |\n|---|---|\n| {name} | {cell} |\n").count("7:3") == 0


def test_one_cell_may_say_the_unit_for_its_column(site: SiteOf) -> None:
    table = "| Unit | Price |\n|---|---|\n| Wall | $4,000 |\n| Floor | 5,000 |"

    assert faults_of(site, table) == []


def test_the_caption_may_say_the_unit(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        --- A
        Table: Prices in US dollars

        | Unit | Price |
        |---|---|
        | Wall | 4,000 |
    """)

    assert built.build().faults() == []


def test_an_excuse_is_taken(site: SiteOf) -> None:
    built = site("""
        -- content/a.md --
        --- A
        <!-- plenum: ignore number-without-unit: stars, explained above -->
        | Unit | Efficiency |
        |---|---|
        | Wall | 4 |

        Table: Two units compared
    """)

    assert built.build().faults() == []


def test_long_headings_over_many_numbers_take_no_time(site: SiteOf) -> None:
    """Each heading is read once, however many cells stand below it."""
    name = "ton " * 20_000
    rows = "\n".join("| a | 1 |" for _ in range(4_000))
    columns = " | ".join(["Price"] * 3_000)
    wide = f"| a | {columns} |\n{'|---' * 3_001}|\n| b | {' | '.join(['1'] * 3_000)} |"
    text = f"Table: A\n\n| a | {name} |\n|---|---|\n{rows}\n\nTable: B\n\n{wide}\n"
    faults = site(f"-- content/a.md --\n--- A\n{text}").build(write=False).faults()

    assert len([fault for fault in faults if fault.endswith("number-without-unit")]) == 100
