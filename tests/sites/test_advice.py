"""Advice that leads to a page without a fault, and not to another fault in the next run."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
COMPARISON = "comparison:\n  caption: What to choose\n  options: [Cellar, Attic]\n"
ROWS = "  rows:\n    Noise: [low, high]\n"


def advice(site: Make, front_matter: str = "", body: str = "Words.") -> dict[str, str]:
    """Return what an editor is told to do, by the fault."""
    authors = "-- content/_data/authors.yaml --\njane-roe: {name: Jane Roe, kind: organization}\n"
    made = site(
        f"{authors}-- content/duct-cost.md --\n--- Ducts\n-- content/a.md --\n---\n"
        f"title: A\ndescription: About it.\n{front_matter}\n---\n{body}\n"
    )
    return {each.id: each.hint for each in made.build().report.diagnostics}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "  verdict: Cellar: you have a drain",
            "'verdict:', for each option: Cellar: you have a drain",
        ),
        ("  rows: Noise: [low, high]", "'rows:', for each row: Noise: [low, high]"),
    ],
)
def test_a_key_and_what_it_holds_stand_below_their_key(site: Make, line: str, wanted: str) -> None:
    """Quotation marks would make a text of it, where keys belong."""
    rows = "" if "rows" in line else ROWS
    told = advice(site, f"{COMPARISON}{rows}{line}")
    assert list(told) == ["yaml-colon"]
    assert told["yaml-colon"].endswith(wanted)


@pytest.mark.parametrize(
    ("line", "fault_id", "wanted"),
    [
        ("tags: #heat #cold-air", "cut-at-hash", "tags: [heat, cold-air]"),
        ("tags: #heat, #cold-air", "cut-at-hash", "tags: [heat, cold-air]"),
        ("tags: [heat, #cold]", "cut-at-hash", "cold"),
        ("tags: (heat, cold)", "wrong-type", "[heat, cold], with square brackets"),
        ('tags: "(heat, cold)"', "wrong-type", "[heat, cold], with square brackets"),
    ],
)
def test_tags_are_words_in_square_brackets(
    site: Make, line: str, fault_id: str, wanted: str
) -> None:
    """In quotation marks, several would be one tag with a # in its name."""
    told = advice(site, line)
    assert list(told) == [fault_id]
    assert wanted in told[fault_id]


def test_options_in_round_brackets_are_told_so(site: Make) -> None:
    """As a text with commas they would keep the brackets in their names."""
    told = advice(site, f"{COMPARISON.replace('[Cellar, Attic]', '(Cellar, Attic)')}{ROWS}")
    assert told == {"wrong-type": "write [Cellar, Attic], with square brackets"}


@pytest.mark.parametrize(
    "rows",
    [
        "    - Air: [a, b]\n     Zone: [c, d]",
        "    - Air: [a, b]\n   - Zone: [c, d]",
        "    - Air: [a, b]\n    Zone: [c, d]",
        "    - Air: [a, b]\n     - Zone: [c, d]",
        "    - Air: [a, b]\n      - Zone: [c, d]",
    ],
)
def test_the_place_of_a_row_is_told_before_its_dash(site: Make, rows: str) -> None:
    """Which place is the right one depends on the dash, so that only one of both is told."""
    assert list(advice(site, f"{COMPARISON}  rows:\n{rows}")) == ["yaml-indent"]


def test_a_row_with_another_slip_has_its_dash_told_too(site: Make) -> None:
    """Only the indentation is at odds with it."""
    rows = '    - Air: [a, b]\n    - Zone: ["c, d]'
    told = advice(site, f"{COMPARISON}  rows:\n{rows}")
    assert sorted(told) == ["list-for-keys", "unclosed-quote"]


def test_an_author_is_named_without_the_sign_of_an_address(site: Make) -> None:
    """In quotation marks, the @ would belong to an id that does not exist."""
    told = advice(site, "author: @jane-roe")
    assert told["special-start"].startswith("leave the @ out: author: jane-roe; if")
    told = advice(site, "author: [@jane-roe]")
    assert told["special-start"].startswith("leave the @ out: jane-roe; if")


def test_an_author_named_twice_is_shown_once(site: Make) -> None:
    """The second one is told where it stands."""
    told = advice(site, "author: [jane-roe, jane-roe]")
    assert told == {"author-twice": "keep one of the two"}


def test_an_address_stands_without_angle_brackets(site: Make) -> None:
    """They belong to Markdown."""
    source = "{id: d, title: T, publisher: P, url: <https://x.example/a>, accessed: 2026-11-01}"
    told = advice(site, f"sources:\n  - {source}", "[so](source:d)")
    assert told["source-address"] == "leave out the < and the >: https://x.example/a"


def test_words_between_angle_brackets_are_written_with_an_entity(site: Make) -> None:
    """They are taken for an element of HTML, of which there is none with this name."""
    told = advice(site, body="Keep the <room temperature> low.")
    assert told["unsafe-html"].startswith("to show the words, write &lt; in the place of the <;")
    told = advice(site, body="Keep the <iframe src=x></iframe> low.")
    assert told["unsafe-html"].startswith("write it in Markdown")


def test_no_article_is_offered_for_a_missing_picture(site: Make) -> None:
    """An article leads somewhere, but it is no photograph."""
    told = advice(site, body="[A photograph](duct-cost.jpg)")
    assert told["dead-link"] == "put the file beside the article"
