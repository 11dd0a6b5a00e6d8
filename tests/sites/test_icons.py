"""Icons and the manifest, made of one drawing."""

import json
import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site
from tests.sites.pictures import opened

Make = Callable[[str], Site]
HUB = "-- content/a.md --\n--- A\nWords.\n"
RED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="red"/></svg>'  # noqa: E501


def test_the_icons_have_the_sizes_that_are_asked_for(site: Make) -> None:
    made = site(HUB).fine(base_url="https://hub.example/air")
    head = made.page("a/index.html")
    assert '<link rel="icon" sizes="32x32" href="/air/favicon.ico">' in head
    assert '<link rel="apple-touch-icon" href="/air/apple-touch-icon.png">' in head
    assert '<link rel="manifest" href="/air/site.webmanifest">' in head
    assert opened((made.output / "favicon.ico").read_bytes()).size == (32, 32)
    assert opened((made.output / "apple-touch-icon.png").read_bytes()).size == (180, 180)
    rule = "/air/site.webmanifest\n  Content-Type: application/manifest+json\n"
    assert rule in made.page("_headers")
    manifest = json.loads(made.page("site.webmanifest"))
    assert manifest["name"] == "Test hub"
    assert manifest["start_url"] == manifest["scope"] == "/air/"
    for icon in manifest["icons"]:
        path = icon["src"].removeprefix("/air/")
        assert re.fullmatch(r"assets/icons/[a-z]+-\d+\.[0-9a-f]{8}\.png", path)
        width, height = opened((made.output / path).read_bytes()).size
        assert icon["sizes"] == f"{width}x{height}"
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]


def test_a_site_brings_one_drawing_for_all(site: Make) -> None:
    """Those for screens that cut icons have no transparent corners, and a margin."""
    made = site(HUB)
    made.write("templates/assets/favicon.svg", RED)
    made.fine()
    red = (255, 0, 0)
    for icon in json.loads(made.page("site.webmanifest"))["icons"]:
        image = opened((made.output / icon["src"].lstrip("/")).read_bytes()).convert("RGBA")
        middle = image.width // 2
        assert image.getpixel((middle, middle)) == (*red, 255)
        corner = image.getpixel((2, 2))
        edge = image.getpixel((middle, 20))
        assert isinstance(corner, tuple)
        if icon["purpose"] == "maskable":
            assert corner == edge == (0xFA, 0xF8, 0xF3, 255)
        else:
            assert corner[3] == 0
            assert edge == (*red, 255)
    assert opened((made.output / "apple-touch-icon.png").read_bytes()).mode == "RGB"


def test_a_drawing_that_could_do_more_is_refused(site: Make) -> None:
    made = site(HUB)
    made.write(
        "templates/assets/favicon.svg", RED.replace("<circle", '<image href="/etc/passwd"/><circle')
    )
    faults = ["templates/assets/favicon.svg:1:59 unsafe-svg"]
    assert made.build(write=False).faults() == faults
    assert made.build().faults() == faults
    assert made.files() == []


def test_a_drawing_that_is_none_is_broken(site: Make) -> None:
    made = site(HUB)
    made.write("templates/assets/favicon.svg", "404")
    assert made.build().faults() == ["templates/assets/favicon.svg:1:1 broken-picture"]


def test_files_of_the_site_stand_before_ours(site: Make) -> None:
    made = site(HUB)
    made.write("static/favicon.ico", b"own")
    made.write("static/site.webmanifest", b"{}")
    made.fine()
    assert (made.output / "favicon.ico").read_bytes() == b"own"
    assert made.page("site.webmanifest") == "{}"


def test_the_addresses_change_with_the_drawing(site: Make) -> None:
    made = site(HUB).fine()
    before = {name for name in made.files() if "icons/" in name}
    made.write("templates/assets/favicon.svg", RED)
    assert not before & set(made.fine().files())


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png", "site.webmanifest"])
def test_their_addresses_are_taken(site: Make, name: str) -> None:
    """And can be linked."""
    made = site(f"""
        -- content/a.md --
        ---
        title: A
        description: About A.
        aliases: [/{name}]
        ---
        Words.
    """).build()
    assert made.faults() == ["content/a.md:4:11 url-collision"]
    made.write("content/a.md", f"--- A\n[The icon](/{name})\n")
    made.fine()
