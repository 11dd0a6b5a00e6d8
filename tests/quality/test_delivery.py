"""The checks of a site's files: content with a good site, and each able to fail."""

import re
from pathlib import Path

import pytest

from tests.quality import delivery, good_site
from tests.quality.built_site import BuiltSite

BASE = good_site.BASE_URL
ARTICLE = good_site.ARTICLE_PATH
TERM = f'{{"@type": "DefinedTerm", "@id": "{BASE}/#duct", "name": "Duct"}}'
ENTRY = "<title>What new ducts cost</title>\n"

# The file, what is replaced in it, by what, and what is found then.
BROKEN: dict[str, tuple[str, tuple[str, str], str]] = {
    "another size than stated": (
        ARTICLE,
        ('og:image:width" content="1200"', 'og:image:width" content="1600"'),
        f"shared_pictures: {ARTICLE}: og:image is 1200 × 630, stated 1600 × 630",
    ),
    "another size in the markup": (
        ARTICLE,
        ('"width": 1200, "height": 630, "creditText"', '"width": 900, "height": 630, "creditText"'),
        f"marked_pictures: {ARTICLE}: {BASE}/share.png is 1200 × 630",
    ),
    "distorted picture": (
        ARTICLE,
        ('width="240" height="126"', 'width="240" height="240"'),
        f"shapes: {ARTICLE}: /share.png is 1200 × 630, not 240 × 240",
    ),
    "word without an entry": (
        ARTICLE,
        ('"inLanguage": "en-US",', f'"inLanguage": "en-US", "mentions": {TERM},'),
        f"words: {ARTICLE}: {BASE}/#duct is no entry",
    ),
    "another navigation": (
        ARTICLE,
        ('<nav aria-label="Site"><a href="/">', '<nav aria-label="Site"><a href="/authors/ann/">'),
        f"same_ways: the navigation of {ARTICLE} is another one than that of 404.html",
    ),
    "error page that is listed": (
        "404.html",
        ('content="noindex"', 'content="index"'),
        "not_found: search engines may list it",
    ),
    "error page with relative addresses": (
        "404.html",
        ('href="/cost/ducts/"', 'href="cost/ducts/"'),
        "not_found: 'cost/ducts/' depends on where the page is shown",
    ),
    "sitemap in disorder": (
        "sitemap.xml",
        (
            "<url><loc>https://example.org/</loc>",
            "<url><priority>1</priority><loc>https://example.org/</loc>",
        ),
        (
            "sitemap_form: sitemap.xml, line 3: Element 'priority': This element is not expected."
            " Expected is ( loc )."
        ),
    ),
    "sitemap with a date of its own": (
        "sitemap.xml",
        ("2026-11-10T09:30:00+01:00", "2026-11-10 09:30"),
        (
            "sitemap_form: sitemap.xml, line 5: Element 'lastmod': '2026-11-10 09:30' is not a"
            " valid value of the union type 'tLastmod'."
        ),
    ),
    "sitemap with a time without its zone": (
        "sitemap.xml",
        ("2026-11-10T09:30:00+01:00", "2026-11-10T09:30:00"),
        f"sitemap_form: {good_site.URL} was modified '2026-11-10T09:30:00', without a zone",
    ),
    "sitemap with a word of its own": (
        "sitemap.xml",
        ("<url><loc>https://example.org/</loc>", "<url><page>https://example.org/</page>"),
        (
            "sitemap_form: sitemap.xml, line 3: Element 'page': This element is not expected."
            " Expected is ( loc )."
        ),
    ),
    "unknown element of a feed": (
        "feed.xml",
        (ENTRY, f"{ENTRY}<guid>1</guid>"),
        "atom_form: feed.xml, line 10: Invalid sequence in interleave",
    ),
    "element of a feed twice": (
        "feed.xml",
        (ENTRY, f"{ENTRY}{ENTRY}"),
        "atom_form: feed.xml, line 10: Element entry failed to validate content",
    ),
    "person without a name in a feed": (
        "feed.xml",
        ("<name>Ann Example</name>", "<nick>Ann</nick><name>Ann Example</name>"),
        "atom_form: feed.xml, line 11: Expecting an element name, got nothing",
    ),
    "relation that Atom does not know": (
        "feed.xml",
        ('rel="self"', 'rel="self me"'),
        "atom_form: feed.xml, line 6: Invalid attribute rel for element link",
    ),
    "text of a kind that Atom does not know": (
        "feed.xml",
        (ENTRY, ENTRY.replace("<title>", '<title type="markdown">')),
        "atom_form: feed.xml, line 9: Invalid attribute type for element title",
    ),
    "published after the last change": (
        "feed.xml",
        (ENTRY, f"{ENTRY}<published>2026-11-11T00:00:00Z</published>"),
        "atom_form: 'What new ducts cost' was published after it was updated",
    ),
}


def test_a_good_site_has_no_findings(tmp_path: Path) -> None:
    assert delivery.check_site(good_site.write(tmp_path)) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_one_broken_thing_is_the_one_finding(tmp_path: Path, fault: str) -> None:
    path, change, wanted = BROKEN[fault]
    assert delivery.check_site(good_site.write(tmp_path, {path: change})) == [wanted]


def test_a_small_picture_is_found(tmp_path: Path) -> None:
    site = good_site.write(tmp_path)
    (tmp_path / "share.png").write_bytes(good_site.picture(240, 126))
    found = delivery.check_site(site)
    assert f"shared_pictures: {ARTICLE}: og:image is smaller than 1200 × 630" in found
    assert f"marked_pictures: {ARTICLE}: {BASE}/share.png has fewer than 50,000 pixels" in found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.js", ["assets/a.js has the same name when it changes"]),
        ("added.js", ["assets/added.js has the same name when it changes"]),
        ("a.0f32ab19.js", []),
        ("search-1.5.2/a.js", []),
    ],
)
def test_an_asset_without_a_fingerprint_is_found(
    tmp_path: Path, name: str, found: list[str]
) -> None:
    site = good_site.write(tmp_path)
    (tmp_path / "assets" / name).parent.mkdir(parents=True)
    (tmp_path / "assets" / name).write_bytes(b"")
    assert list(delivery.assets(site)) == found


def test_help_at_another_place_is_found(tmp_path: Path) -> None:
    """The second article has it after the related reading."""
    html = good_site.ARTICLE
    start = html.index('<p class="feedback">')
    end = html.index("\n", start) + 1
    moved = html[:start] + html[end:].replace("</article>", f"{html[start:end]}</article>")
    good_site.write(tmp_path)
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "index.html").write_text(moved, encoding="utf-8")
    (found,) = delivery.same_ways(BuiltSite.read(tmp_path, BASE))
    assert found.startswith("the help beside related reading of ")


def test_help_outside_of_the_main_part_is_found(tmp_path: Path) -> None:
    """The second page, which has no related reading, has it in front of the main part."""
    html = good_site.ARTICLE
    start = html.index('<p class="feedback">')
    help_line = html[start : html.index("\n", start) + 1]
    without = re.sub(r'class="related"', "", html.replace(help_line, ""))
    good_site.write(tmp_path)
    (tmp_path / "second").mkdir()
    moved = without.replace("<main", f"{help_line}<main", 1)
    (tmp_path / "second" / "index.html").write_text(moved, encoding="utf-8")
    (found,) = delivery.same_ways(BuiltSite.read(tmp_path, BASE))
    assert found.startswith("the help of ")


def test_two_entries_of_one_id_are_found(tmp_path: Path) -> None:
    start, end = good_site.ATOM.index("<entry>"), good_site.ATOM.index("</feed>")
    twice = ("</feed>", f"{good_site.ATOM[start:end]}</feed>")
    site = good_site.write(tmp_path, {"feed.xml": twice})
    assert list(delivery.atom_form(site)) == [f"{good_site.URL} is the id of two entries"]
