"""Tables of the body: captions, header cells, empty cells, alignment."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
TABLE = "| Part | Price |\n|---|--:|\n| Head | 1 |\n"


def page(made: Site) -> str:
    return made.main("/a/")


@pytest.mark.parametrize(
    "body",
    [
        f"Table: What it *costs*\n\n{TABLE}",
        f"Table: What it *costs*\n{TABLE}",
        f"{TABLE}\nTable: What it *costs*\n",
        f"{TABLE}Table: What it *costs*\n",
    ],
)
def test_a_caption_stands_before_or_after(site: Make, body: str) -> None:
    """Right before or after the table, with or without an empty line, as inline Markdown."""
    main = page(site(f"-- content/a.md --\n--- A\n{body}").fine())
    assert 'caption">What it <em>costs</em></caption>' in main
    assert "Table:" not in main


def test_a_table_is_reachable_and_has_header_cells(site: Make) -> None:
    """A region that the keyboard reaches; column and row headers with their scope."""
    main = page(site(f"-- content/a.md --\n--- A\nTable: C\n\n{TABLE}").fine())
    assert 'role="region"' in main
    assert 'tabindex="0"' in main
    assert '<th scope="col">Part</th>' in main
    assert '<th scope="row">Head</th>' in main


def test_alignment_is_a_class(site: Make) -> None:
    """The content security policy forbids style attributes."""
    body = "Table: C\n\n| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n"
    main = page(site(f"-- content/a.md --\n--- A\n{body}").fine())
    assert "style=" not in main
    assert '<td class="align-center">3</td>' in main
    assert '<td class="align-right">4</td>' in main


def test_a_table_without_caption_is_a_warning(site: Make) -> None:
    """At the header row, wherever the table stands; it is called by its heading."""
    made = site(
        "-- content/a.md --\n--- A\n"
        f"```\n{TABLE}```\n\n## Costs\n\n{TABLE}\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n"
    ).build()
    assert made.faults() == [
        "content/a.md:13:1 table-without-caption",
        "content/a.md:17:3 table-without-caption",
    ]
    assert 'caption">Costs</caption>' in page(made)


def test_an_empty_cell_is_a_warning(site: Make) -> None:
    """Screen readers hear that there is no entry."""
    body = "Table: C\n\n| a | b |\n|---|---|\n| 1 |   |\n| 2 | `x` |\n"
    made = site(f"-- content/a.md --\n--- A\n{body}").build()
    assert made.faults() == ["content/a.md:7:1 empty-cell"]
    assert "no entry" in page(made)


def test_cells_hold_links_and_code(site: Make) -> None:
    """A wiki link's bar and an escaped bar split no cell."""
    body = "Table: C\n\n| a | b |\n|---|---|\n| [[b|text]] | `x \\| y` [[b\\|more on B]] |\n"
    made = site(f"-- content/a.md --\n--- A\n{body}-- content/b.md --\n--- B\n").fine()
    main = page(made)
    assert '<th scope="row"><a href="/b/">text</a></th>' in main
    assert '<a href="/b/">more on B</a></td>' in main


def test_a_line_that_begins_like_a_caption_stays_text(site: Make) -> None:
    """Without a table beside it."""
    main = page(site("-- content/a.md --\n--- A\nTable: of elements.\n\nText.\n").fine())
    assert "Table: of elements." in main


def test_two_tables_with_one_caption_have_their_own_anchors(site: Make) -> None:
    """Ids are unique."""
    main = page(
        site(f"-- content/a.md --\n--- A\n{f'Table: C{chr(10)}{TABLE}{chr(10)}' * 2}").fine()
    )
    assert main.count('id="table-c"') == 1
    assert main.count('id="table-c-2"') == 1
