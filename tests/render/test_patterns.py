"""The preview's page of patterns shows every block."""

from collections import defaultdict
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from plenum.render.environment import Renderer
from plenum.render.patterns import apart, pattern_chrome

TEMPLATES = Path(__file__).parents[2] / "templates"
# Any asset that a block asks for has an address.
CHROME = pattern_chrome("en", "", defaultdict(lambda: "/assets/x"))
# What stands in the page's own head, and cannot stand in its text.
SHOWN_BY_THE_PAGE = {"head"}


def not_shown(blocks: set[str], html: str) -> list[str]:
    """Return the blocks that the page has no filled section for."""
    shown = set()
    for section in HTMLParser(html).css("section.pattern"):
        cases = section.css(".case")
        if cases and all(case.text(strip=True) or case.css("img") for case in cases):
            shown.add(str(section.attributes["aria-labelledby"]).removeprefix("pattern-"))
    return sorted(blocks - shown)


@pytest.fixture(scope="module")
def html() -> str:
    page, faults = Renderer((TEMPLATES,), TEMPLATES.parent).patterns(CHROME)
    assert faults == ()
    return page


def test_every_block_is_shown(html: str) -> None:
    blocks = {path.stem for path in (TEMPLATES / "blocks").glob("*.html")}
    assert not_shown(blocks - SHOWN_BY_THE_PAGE, html) == []


def test_a_block_that_is_not_shown_is_found(html: str) -> None:
    assert not_shown({"faq", "a_new_block"}, html) == ["a_new_block"]
    empty = (
        '<section class="pattern" aria-labelledby="pattern-x"><div class="case"> </div></section>'
    )
    assert not_shown({"x"}, empty) == ["x"]


def test_no_id_is_given_twice(html: str) -> None:
    ids = [node.attributes["id"] for node in HTMLParser(html).css("[id]")]
    assert len(ids) == len(set(ids))


def test_the_edge_cases_are_there(html: str) -> None:
    tree = HTMLParser(html)
    assert max(len(node.css("details")) for node in tree.css(".faq")) == 40
    columns = [len(node.css("thead th")) for node in tree.css("table")]
    assert (min(columns), max(columns)) == (2, 13)
    assert len(tree.css('[dir="rtl"]')) > 5


def test_a_fault_of_a_block_is_told(tmp_path: Path) -> None:
    block = tmp_path / "templates" / "blocks" / "byline.html"
    block.parent.mkdir(parents=True)
    block.write_text("{{ page.no_such_field }}", encoding="utf-8")
    renderer = Renderer((tmp_path / "templates", TEMPLATES), tmp_path)
    page, faults = renderer.patterns(CHROME)
    assert page == ""
    assert [fault.span.path for fault in faults] == ["templates/blocks/byline.html"]


def test_ids_and_what_refers_to_them_stay_together() -> None:
    html = '<a href="#x">x</a><p id="x" aria-labelledby="y"></p><a href="/#x">x</a>'
    wanted = '<a href="#c--x">x</a><p id="c--x" aria-labelledby="c--y"></p><a href="/#x">x</a>'
    assert apart(html, "c") == wanted
