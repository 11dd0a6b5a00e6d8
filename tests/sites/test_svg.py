"""Drawings beside articles: what may stand in an SVG, and what makes it an error."""

from collections.abc import Callable

import pytest

from plenum.draw.svg import read_svg
from tests.sites.harness import Site

Make = Callable[[str], Site]
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">'


def drawn(site: Make, svg: str | bytes) -> Site:
    """Build a site with this drawing."""
    made = site("-- content/a.md --\n--- A\n![Two rooms](rooms.svg)\n")
    made.write("content/rooms.svg", svg if isinstance(svg, bytes) else svg.encode())
    return made.build()


ATTACKS = {
    "<script>alert(1)</script>": ("2:1", "the element <script>"),
    '<script href="#a"/>': ("2:1", "the element <script>"),
    '<g onload="alert(1)"/>': ("2:4", "the attribute 'onload'"),
    '<g ONCLICK="alert(1)"/>': ("2:4", "the attribute 'ONCLICK'"),
    '<g\n  onload="alert(1)"/>': ("3:3", "the attribute 'onload'"),
    "<foreignObject><p>Words</p></foreignObject>": ("2:1", "the element <foreignObject>"),
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>': ("2:1", "the element <iframe>"),
    '<p xmlns="http://www.w3.org/1999/xhtml">Words</p>': ("2:1", "the element <p>"),
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>': ("2:1", "the element <a>"),
    '<image href="https://e.example/track.png"/>': ("2:1", "the element <image>"),
    '<image href="data:image/png;base64,AAAA"/>': ("2:1", "the element <image>"),
    '<feImage href="#a"/>': ("2:1", "the element <feImage>"),
    '<use href="https://e.example/a.svg#x"/>': ("2:12", "the address 'https://e.example/a.svg#x'"),
    '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="a.svg#x"/>': (
        "2:53",
        "'a.svg#x' in <use>",
    ),
    '<use href=" #a"/>': ("2:12", "the address ' #a' in <use>"),
    '<path fill="url(https://e.example/a)"/>': ("2:7", "in the attribute 'fill'"),
    "<path style=\"fill:url( '//e.example/a')\"/>": ("2:7", "in the attribute 'style'"),
    '<path style="fill:u\\72l(//e.example)"/>': ("2:7", "the backslash in the attribute 'style'"),
    "<style>@import '//e.example/a.css';</style>": ("2:8", "'@import '//e.example/a.css';'"),
    "<style>a{fill:url(//e.example/a)}</style>": ("2:15", "'url(//e.example/a)}' in a style"),
    "<style><![CDATA[a{fill:u\\rl(//e)}]]></style>": ("2:25", "the backslash in a style"),
    '<animate attributeName="href" to="javascript:alert(1)"/>': ("2:25", "the animation of 'href'"),
    '<set attributeName="xlink:href" to="#a"/>': ("2:21", "the animation of 'xlink:href'"),
    '<set attributeName="onclick" to="alert(1)"/>': ("2:21", "the animation of 'onclick'"),
    '<set attributeName="fill" to="url(//e.example)"/>': ("2:27", "in the attribute 'to'"),
    '<view target="javascript:alert(1)"/>': ("2:7", "'javascript:alert(1)'"),
    "<handler>x</handler>": ("2:1", "the element <handler>"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_could_do_more_than_be_looked_at_is_an_error(site: Make, attack: str) -> None:
    place, what = ATTACKS[attack]
    made = drawn(site, f"{HEAD}\n{attack}\n</svg>\n")
    assert made.faults()[0] == f"content/rooms.svg:{place} unsafe-svg"
    assert what in made.report.diagnostics[0].message
    assert "rooms.svg" not in made.files()


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_not_published_even_where_it_is_no_error(site: Make, attack: str) -> None:
    """What is left is a drawing without faults."""
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        faults: {unsafe-svg: warning, orphan: off, dead-end: off, too-far: off}
        -- content/a.md --
        --- A
        ![Two rooms](rooms.svg)
    """)
    made.write("content/rooms.svg", f"{HEAD}\n{attack}\n</svg>\n")
    assert not made.build().report.errors
    drawing = read_svg((made.output / "rooms.svg").read_bytes(), "rooms.svg")
    assert drawing.faults == []


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://e.example/a.dtd">]>',
        '<!DOCTYPE svg [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused_where_they_are_declared(site: Make, declaration: str) -> None:
    made = drawn(site, f"{declaration}\n{HEAD}<text>&a;</text></svg>")
    assert [each.partition(" ")[2] for each in made.faults()] == ["unsafe-svg"]
    assert made.faults()[0].startswith("content/rooms.svg:1:")


@pytest.mark.parametrize(
    ("svg", "place"),
    [
        ("404: Not Found", "1:1"),
        ("", "1:1"),
        (f"{HEAD}\n  <path d='M0 0'>\n</svg>", "3:3"),
        (f"{HEAD}<g>", "1:64"),
        ("<html/>", "1:1"),
        ('<svg xmlns="http://www.w3.org/1999/xhtml"/>', "1:1"),
        (f"\n<?xml version='1.0'?>{HEAD}</svg>", "2:1"),
        ("<?xml version='1.0' encoding='klingon'?><svg/>", "1:31"),
    ],
)
def test_what_is_no_drawing_is_broken_at_its_place(site: Make, svg: str, place: str) -> None:
    assert drawn(site, svg).faults() == [f"content/rooms.svg:{place} broken-picture"]


def test_what_programs_leave_behind_is_not_published(site: Make) -> None:
    """And the drawing stays the same."""
    made = drawn(
        site,
        """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- made by SECRET -->
<?editor SECRET?>
<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"
  xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="SECRET" width="10mm"
  viewBox="0 0 80 40">
  <s:metadata><rdf xmlns="http://rdf">SECRET</rdf></s:metadata>
  <i:view name="SECRET"><s:path d="M1 1"/></i:view>
  <s:title>Two &lt;rooms&gt; &amp; "more"</s:title>
  <s:style>.a{fill:#fff}@media (prefers-color-scheme:dark){.a{fill:url(#b)}}</s:style>
  <s:use x:href="#a"/><s:text xml:space="preserve"> 20 °F </s:text>
  <s:path class="a" d="M0 0h8" fill='url("#b")'/>
</s:svg>
""",
    )
    assert made.faults() == []
    assert made.page("rooms.svg") == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10mm" viewBox="0 0 80 40">'
        '<title>Two &lt;rooms&gt; &amp; "more"</title>'
        "<style>.a{fill:#fff}@media (prefers-color-scheme:dark){.a{fill:url(#b)}}</style>"
        '<use href="#a"/><text xml:space="preserve"> 20 °F </text>'
        '<path class="a" d="M0 0h8" fill=\'url("#b")\'/></svg>\n'
    )
    assert '<img src="/rooms.svg" alt="Two rooms" width="38" height="19"' in made.main("/a/")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 80 40"', (80, 40)),
        ('viewBox="-4,-4,80.4,40.2" width="100%"', (80, 40)),
        ('width="1in" height="2cm"', (96, 76)),
        ('width="100" viewBox="0 0 80 40"', (100, 50)),
        ('height="100" viewBox="0 0 80 40"', (200, 100)),
        ('width="100"', (0, 0)),
        ('viewBox="0 0 0 40"', (0, 0)),
        ('viewBox="0 0 80"', (0, 0)),
        ('width="NaN" height="1e9"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(site: Make, attributes: str, size: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'
    drawing = read_svg(svg.encode(), "content/rooms.svg")
    assert (drawing.width, drawing.height) == size
    faults = [] if size[0] else ["content/rooms.svg:1:1 picture-without-size"]
    assert drawn(site, svg).faults() == faults


@pytest.mark.parametrize(
    "what", ["<g>", "<g onload=''/>", "<script/>", "<style>\\", "<text>", "<!--"]
)
def test_a_hostile_drawing_takes_no_time(what: str) -> None:
    """And has no more faults than an editor wants to read."""
    svg = f"{HEAD}{what * 300_000}".encode()
    assert 1 <= len(read_svg(svg, "a.svg").faults) <= 20


def test_another_encoding_is_read(site: Make) -> None:
    svg = f"<?xml version='1.0' encoding='utf-16'?>{HEAD}<text>20 °F</text></svg>"
    assert "20 °F" in drawn(site, svg.encode("utf-16")).page("rooms.svg")
