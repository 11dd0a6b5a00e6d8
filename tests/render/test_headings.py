"""Headings as links to themselves."""

import pytest

from plenum.render.headings import heading_links


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            '<h2 id="a">Heat &amp; <em>cold</em></h2><p>x</p>',
            '<h2 id="a"><a class="self quiet" href="#a">Heat &amp; <em>cold</em></a></h2><p>x</p>',
        ),
        (
            '<h3 class="c" id="a">See <a href="/b/">b "&lt;"</a></h3>',
            (
                '<h3 class="c" id="a">See <a href="/b/">b "&lt;"</a> <a class="self mark" href="#a"'
                ' aria-label="Link to this section: See b &quot;&lt;&quot;"></a></h3>'
            ),
        ),
        ("<h2>No id</h2>", "<h2>No id</h2>"),
        ('<h2 id="a"> </h2>', '<h2 id="a"> </h2>'),
        ('<p><a href="/x/">x</a></p><h2 id="a">never closed', None),
        ('<h2 data-id="a">Other</h2>', None),
        ("</h2><h2>", None),
    ],
)
def test_a_heading_links_to_itself(html: str, wanted: str | None) -> None:
    assert heading_links(html) == (html if wanted is None else wanted)
