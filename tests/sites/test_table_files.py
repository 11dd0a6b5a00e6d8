"""Comparisons as CSV: what is in the files, and when they come and go."""

import csv
import io
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def comparison(rows: str, caption: str = "Heads, or ducts?", body: str = "") -> str:
    return (
        "-- content/a.md --\n---\ntitle: A\ndescription: B\n"
        f"comparison:\n  caption: '{caption}'\n  options: [X, 'Y, \"large\"']\n  rows:\n{rows}"
        "sources: [{id: s, title: S, url: 'https://s.example'}]\n"
        f"---\n[s](source:s)\n{body}\n"
    )


def rows_of(made: Site, path: str) -> list[list[str]]:
    data = (made.output / path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark"
    assert data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_comparison_is_a_file_beside_its_page(site: Make) -> None:
    """Its cells are plain text, without citations; the page and its Markdown copy lead to it."""
    made = site(
        comparison("    'Air & heat < 5': ['*Blows* [far](source:s)', '−5 °F, \"cold\"']\n")
    ).fine()
    assert rows_of(made, "a/heads-or-ducts.csv") == [
        ["Heads, or ducts?", "X", 'Y, "large"'],
        ["Air & heat < 5", "Blows far", '−5 °F, "cold"'],
    ]
    assert 'href="/a/heads-or-ducts.csv" type="text/csv" download' in made.main("/a/")
    assert "[This table as CSV](<https://hub.example/a/heads-or-ducts.csv>)" in made.page(
        "a/index.md"
    )


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1+1", "'+1+1"),
        ("＝1+1", "'＝1+1"),
        ("- 5 %", "\u2212 5 %"),
        ("-5 °F", "\u22125 °F"),
        ("-2+3+cmd|' /C calc'!A0", "\u22122+3+cmd|' /C calc'!A0"),
        ("-cmd", "'-cmd"),
        ("-5", "-5"),
        ("-1,500.25", "-1,500.25"),
        ("+10%", "+10%"),
        ("−5 °F", "−5 °F"),
        ("1-2", "1-2"),
    ],
)
def test_no_cell_is_run_as_a_formula(site: Make, cell: str, wanted: str) -> None:
    """Numbers stay numbers, also below zero."""
    quoted = cell.replace("'", "''")
    made = site(comparison(f"    R: ['{quoted}', x]\n")).fine()
    assert rows_of(made, "a/heads-or-ducts.csv")[1] == ["R", wanted, "x"]


def test_a_file_goes_with_its_table(site: Make) -> None:
    made = site(comparison("    R: [x, y]\n")).fine()
    assert "a/heads-or-ducts.csv" in made.files()
    made.write("content/a.md", "--- A\nWords.\n")
    assert "a/heads-or-ducts.csv" not in made.fine().files()


def test_the_front_pages_tables_are_files_too(site: Make) -> None:
    made = site(comparison("    R: [x, y]\n").replace("a.md", "index.md")).fine()
    assert rows_of(made, "heads-or-ducts.csv")[1] == ["R", "x", "y"]
    assert 'href="/heads-or-ducts.csv"' in made.main("/")


def test_two_files_at_one_address_are_a_fault(site: Make) -> None:
    made = site(comparison("    R: [x, y]\n") + "-- content/a/heads-or-ducts.csv --\nmine\n")
    assert {fault.rpartition(" ")[2] for fault in made.build().faults()} == {"url-collision"}
