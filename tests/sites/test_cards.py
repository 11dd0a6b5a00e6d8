"""Social cards: one a page, with its title, drawn once."""

import json
import re
from collections.abc import Callable

import pytest

from plenum.draw import card as drawing
from plenum.draw.card import draw_card
from plenum.model.card import Colours, SocialCard
from tests.sites.harness import Site
from tests.sites.pictures import opened

Make = Callable[[str], Site]
CONFIG = """
-- config.yaml --
title: Test hub
base_url: https://hub.example/air
social_cards: true
faults: {orphan: off, dead-end: off, too-far: off}
"""
HUB = f"""{CONFIG}
-- content/a.md --
---
title: "Ducts & <vents>"
description: About A.
date: 2026-01-01
category: costs
tags: [air]
---
Words.
-- content/b.md --
--- B
Words.
"""


def card(title: str, kicker: str = "Costs", site: str = "Test hub") -> bytes:
    return draw_card(SocialCard(title, kicker, site, Colours()))


def meta(page: str, name: str) -> str:
    match = re.search(rf'<meta property="{name}" content="([^"]*)">', page)
    return match[1] if match else ""


def ink_in(data: bytes, top: int, bottom: int) -> tuple[int, int, int, int] | None:
    """Return where letters stand between two heights."""
    image = opened(data).convert("L").point(lambda value: 255 if value < 140 else 0)
    return image.crop((0, top, image.width, bottom)).getbbox()


def test_each_page_names_its_own_card(site: Make) -> None:
    made = site(HUB).fine()
    seen = {}
    for name in made.files():
        if not name.endswith(".html") or name == "404.html":
            continue
        page = made.page(name)
        url = meta(page, "og:image")
        assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == ("1200", "630")
        path = url.removeprefix("https://hub.example/air/")
        assert opened((made.output / path).read_bytes()).size == (1200, 630)
        seen[name] = path
    assert len(set(seen.values())) == len(seen) == 5
    article = made.page("a/index.html")
    assert meta(article, "og:image:alt") == "Ducts &amp; &lt;vents&gt; | Test hub"
    graph = json.loads(re.findall(r"ld\+json\">(.*?)</script>", article)[0])["@graph"]
    (node,) = [each for each in graph if each["@type"] == "Article"]
    assert node["image"] == f"https://hub.example/air/{seen['a/index.html']}"


def test_a_cover_is_the_pages_picture_and_the_card_the_links(site: Make) -> None:
    made = site(HUB)
    made.write("content/b.md", "---\ntitle: B\ndescription: About B.\n"
               "cover: {image: p.png, alt: A unit, credit: J. Doe}\n---\nWords.\n")  # fmt: skip
    made.write("content/p.png", "")
    page = made.fine().page("b/index.html")
    assert "/assets/cards/" in meta(page, "og:image")
    assert '"contentUrl":"https://hub.example/air/p.png","width":1,"height":1' in page


def test_a_site_without_cards_names_its_own(site: Make) -> None:
    made = site(HUB.replace("social_cards: true", "social_cards: false"))
    assert meta(made.fine().page("b/index.html"), "og:image") == ""
    made.write("static/social-card.png", "")
    page = made.fine().page("b/index.html")
    assert meta(page, "og:image") == "https://hub.example/air/social-card.png"
    assert meta(page, "og:image:width") == "1"
    assert not [name for name in made.files() if name.startswith("assets/cards/")]


def test_cards_are_drawn_once(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again only where what stands on them changes; those of no page go."""
    made = site(HUB).fine()
    before = {name for name in made.files() if name.startswith("assets/cards/")}
    drawn = []

    def draw(what: SocialCard) -> bytes:
        drawn.append(what.title)
        return draw_card(what)

    monkeypatch.setattr(drawing, "draw_card", draw)
    made.fine()
    assert drawn == []
    made.write("content/b.md", "--- B\nOther words.\n")
    made.fine()
    assert drawn == []
    made.write("content/b.md", "--- C\nOther words.\n")
    made.fine()
    assert drawn == ["C"]
    after = {name for name in made.files() if name.startswith("assets/cards/")}
    assert len(before & after) == len(after) - 1 == len(before) - 1


def test_the_colours_are_the_style_sheets(site: Make) -> None:
    made = site(HUB)
    made.write("templates/styles/00-tokens.css", ":root{--paper:#123; --ink: #FFEEDD}")
    page = made.fine().page("b/index.html")
    path = meta(page, "og:image").removeprefix("https://hub.example/air/")
    colours = {c for _, c in opened((made.output / path).read_bytes()).convert("RGB").getcolors()}  # type: ignore[union-attr]
    assert {(0x11, 0x22, 0x33), (0xFF, 0xEE, 0xDD)} <= colours


def test_the_same_card_has_the_same_bytes_and_few() -> None:
    title = "Heat pumps in the cold: what the numbers at 5 °F (−15 °C) say about a house " * 2
    assert card(title) == card(title)
    assert len(card(title)) < 60_000
    assert card("A") != card("B") != card("B", kicker="")


@pytest.mark.parametrize(
    "title",
    [
        "Short",
        "How much does new ductwork cost?",
        "Heat pumps in the cold: what the numbers at 5 °F say about a house in Minnesota",
        "A " * 150,
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenundwaisenversicherungsverein " * 3,
        "x" * 5000,
    ],
)
def test_any_title_stays_on_the_card(title: str) -> None:
    """Nothing reaches into the margins, or into the lines above and below."""
    data = card(title, kicker="", site="")
    box = ink_in(data, 20, 610)
    assert box
    assert 70 <= box[0] < box[2] <= 1130
    assert 110 <= box[1] < box[3] <= 500


@pytest.mark.parametrize(
    "title", ["مضخات الحرارة في البرد", "משאבות חום", "热泵", "🔥🔥", "\u0301"]
)
def test_a_title_that_the_font_has_not_is_the_sites_name(title: str) -> None:
    """No boxes, no half words."""
    assert card(title) == card("Test hub")


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("Heat pumps 🔥 in winter", "Heat pumps in winter"),
        ("Cafe\u0301", "Café"),
        ("A\u202eB", "AB"),
    ],
)
def test_what_the_font_has_not_is_left_out(title: str, drawn: str) -> None:
    assert card(title) == card(drawn)


@pytest.mark.parametrize("title", ["Тепловые насосы", "Αντλίες θερμότητας", "Wärmepumpen – 5 °C"])
def test_greek_and_cyrillic_are_drawn(title: str) -> None:
    assert card(title) != card("Test hub")


def test_nothing_that_can_be_drawn_is_no_failure() -> None:
    assert opened(card("热泵", kicker="热", site="泵")).size == (1200, 630)


def test_the_lines_of_a_title_are_balanced() -> None:
    font, lines = drawing._title("Mini-split or central heat pump for a house without any ducts")  # noqa: SLF001
    widths = [font.getlength(line) for line in lines]
    assert len(lines) > 1
    assert min(widths) > 0.6 * max(widths)
