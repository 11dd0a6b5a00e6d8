"""Addresses of other sites: whole ones lead there, others are told, and pictures stay at home."""

from collections.abc import Callable

import pytest

from plenum.source import address_advice
from tests.sites.harness import Site

Make = Callable[[str], Site]


def article(body: str, front_matter: str = "") -> str:
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter}---\n{body}\n"


BROKEN = [
    ("http:/www.energy.gov", "write http://www.energy.gov"),
    ("https:www.energy.gov/a", "write https://www.energy.gov/a"),
    ("https//www.energy.gov", "write https://www.energy.gov"),
    ("https;//www.energy.gov", "write https://www.energy.gov"),
    ("htps://www.energy.gov", "write https://www.energy.gov"),
    ("https://https://www.energy.gov", "write the beginning once: https://www.energy.gov"),
    ("https://", "write the name of the site behind https://"),
    ("https:///", "write the name of the site behind https://"),
    ("https://?a", "write the name of the site behind https://"),
    ("https://www energy.gov", "take the space out of the name of the site, 'www energy.gov'"),
    ("https://www.energy,gov/a,b", "write https://www.energy.gov/a,b"),
    ("https://www..gov", "write the whole name of the site: 'www..gov' is none"),
    ("https://intranet/a", "write the whole name of the site: 'intranet' is none"),
    ("http://localhost:8000/a", "it leads to your own computer"),
    ("http://127.0.0.1/a", "it leads to your own computer"),
    ("mailto:info", "write the whole address, as in mailto:name@example.org"),
    ("mailto:@e.org", "write the whole address, as in mailto:name@example.org"),
]
WHOLE = [
    "https://www.energy.gov/a b?c=http://d#e",
    "HTTPS://E.org.:443/",
    "https://m\u00fcnchen.example",
    "https://me@e.org/",
    "https://192.0.2.1/a",
    "https://[2001:db8::1]/a",
    "https://www.http.example/",
    "mailto:me@e.org?subject=a b",
    "tel:+1-555-0100",
    "http.md",
    "https/index.md",
    "/http/",
    "",
]


@pytest.mark.parametrize(("address", "advice"), BROKEN)
def test_an_address_that_leads_nowhere_is_mended(address: str, advice: str) -> None:
    """The advice names the whole address, where it can be known."""
    assert address_advice(address).startswith(advice)


@pytest.mark.parametrize("address", WHOLE)
def test_what_leads_somewhere_is_left_alone(address: str) -> None:
    """Also what is no address of the web at all."""
    assert not address_advice(address)


@pytest.mark.parametrize(("address", "advice"), BROKEN)
def test_links_and_sources_are_told_alike(site: Make, address: str, advice: str) -> None:
    """At the address, in the body and in the front matter."""
    source = f"sources:\n  - {{id: s, title: S, url: '{address}'}}\n"
    link = f"[words](<{address}>)" if " " in address else f"[words]({address})"
    made = site(article(f"See [it](source:s).\n\n{link}", source)).build()
    column = 10 if " " in address else 9
    assert made.faults() == [
        "content/a.md:5:28 source-address",
        f"content/a.md:9:{column} web-address",
    ]
    assert made.messages().count(advice) == 2


def test_a_preview_may_lie_on_ones_own_computer(site: Make) -> None:
    """A link to the site itself is one at whatever address it is built for."""
    made = site(article("[words](http://localhost:8000/b/)") + "-- content/b.md --\n--- B\n")
    made.fine(base_url="http://localhost:8000")


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("![x](https://other.example/a.jpg)", 6),
        ("![x](//other.example/a.jpg)", 6),
        ("<img src='https://other.example/a.jpg' alt='x'>", 11),
    ],
)
def test_a_picture_of_another_site_is_told(site: Make, body: str, column: int) -> None:
    """The policy of the pages forbids it; a picture of the site by its whole address is fine."""
    made = site(article(body)).build()
    assert made.faults() == [f"content/a.md:5:{column} image-elsewhere"]
    own = body.replace("//other.example", "https://hub.example").replace("https:https:", "https:")
    site(article(own) + "-- content/a.jpg --\nx").fine()


@pytest.mark.parametrize("address", ["C:\\Users\\me\\filter.jpg", "file:///home/me/filter.jpg"])
def test_a_file_of_ones_own_computer_is_told_where_to_go(site: Make, address: str) -> None:
    """Its name is all that a page needs."""
    made = site(article(f"![Filter]({address})")).build()
    assert made.faults() == ["content/a.md:5:11 unsafe-link"]
    assert "put the file beside the article and write only its name: filter.jpg" in made.messages()


@pytest.mark.parametrize("kind", ["source", "fact", "term"])
def test_a_name_with_a_space_before_it_is_found_where_it_stands(site: Make, kind: str) -> None:
    """The space is left aside; where the name is unknown, the advice mentions it."""
    made = site(article(f"One.\n\n[b]({kind}: no) [c]({kind}:no)")).build()
    assert made.faults() == [
        f"content/a.md:7:5 unknown-{kind}",
        f"content/a.md:7:{15 + len(kind)} unknown-{kind}",
    ]
    assert made.messages().count(f"no space belongs behind '{kind}:'") == 1
    source = "sources: [{id: s, title: S, url: 'https://e.org'}]\n"
    site(article("[b](source: s)", source)).fine()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sorce:first", "source:first"),
        ("Source:first", "source:first"),
        ("sources:first", "source:first"),
        ("facts:duct-loss?past", "fact:duct-loss?past"),
        ("trem:hspf2", "term:hspf2"),
        ("mailo:a@hub.example", "mailto:a@hub.example"),
        ("callto:+15550100", ""),
        ("data:text/html,x", ""),
        ("javascript:alert(1)", ""),
        ("ftp://files.example/a", ""),
        ("m:first", ""),
    ],
)
def test_a_slip_in_what_begins_a_link_is_named(site: Make, typed: str, meant: str) -> None:
    made = site(f"-- content/a.md --\n--- A\n[x]({typed})\n").build()

    (found,) = (d for d in made.report.diagnostics if d.id == "unsafe-link")

    usual = "use an https:// address or a page of this site"
    assert found.hint == (f"did you mean '{meant}'?" if meant else usual)
