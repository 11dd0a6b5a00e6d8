"""The files that stand for the whole site: feeds, sitemap, llms.txt, redirects, headers."""

import base64
import datetime as dt
import hashlib
import json
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from protego import Protego

from plenum.model.output import Output
from plenum.render import sitemap as sitemap_module
from plenum.render.feeds import atom, json_feed
from plenum.render.headers import headers
from plenum.render.llms import llms_txt
from plenum.render.redirects import redirect_page, redirects_file
from plenum.render.sitemap import robots, sitemap
from tests.render.values import BASE, CARD, CHROME, DAY, URL

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def text_of(output: Output | None) -> str:
    """Return the text of a file that must be there."""
    assert output is not None
    return output.data.decode()


def root_of(output: Output | None) -> ET.Element:
    """Parse an XML file that must be there."""
    return ET.fromstring(text_of(output))  # noqa: S314 - our own output


def test_atom() -> None:
    """The Atom feed parses, has what the format requires, and only absolute links."""
    later = dt.datetime(2026, 11, 21, 1, tzinfo=dt.UTC)
    newer = replace(CARD, url=f"{BASE}/b/", modified=later)
    feed = root_of(atom([CARD, newer], CHROME))
    assert feed.findtext(f"{ATOM}id") == f"{BASE}/"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T01:00:00+00:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Plenum"
    link = feed.find(f"{ATOM}link[@rel='self']")
    assert link is not None
    assert link.get("href") == f"{BASE}/feed.xml"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == URL
    assert entry.findtext(f"{ATOM}title") == "Ducts <& more>"
    assert entry.findtext(f"{ATOM}summary") == "All about  ducts."
    assert entry.findtext(f"{ATOM}published") == "2026-11-01T00:00:00+00:00"


def test_feeds_of_undated_cards() -> None:
    """A card without a date is in no feed, and without any there is no feed."""
    undated = replace(CARD, published=None, modified=None)
    assert len(root_of(atom([undated, CARD], CHROME)).findall(f"{ATOM}entry")) == 1
    assert atom([undated], CHROME) is None
    assert json_feed([], CHROME) is None


def test_json_feed() -> None:
    """The JSON Feed tells the same entries."""
    output = json_feed([CARD], CHROME)
    feed = json.loads(text_of(output))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}/feed.json"
    assert feed["items"][0]["id"] == URL
    assert feed["items"][0]["date_modified"] == "2026-11-21T00:00:00+00:00"
    assert output is not None
    assert output.path == "feed.json"


def test_sitemap() -> None:
    """The sitemap is sorted by address; a page without a date has no lastmod."""
    (output,) = sitemap([(f"{BASE}/b/?x&y", None), (f"{BASE}/", DAY)], CHROME)
    found = [
        (entry.findtext(f"{SITEMAP}loc"), entry.findtext(f"{SITEMAP}lastmod"))
        for entry in root_of(output)
    ]
    assert found == [(f"{BASE}/", "2026-11-21T00:00:00+00:00"), (f"{BASE}/b/?x&y", None)]


def test_large_sitemap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many addresses for one file are given in parts, and the sitemap names the parts."""
    monkeypatch.setattr(sitemap_module, "_LIMIT", 2)
    outputs = sitemap([(f"{BASE}/c/", DAY), (f"{BASE}/", None), (f"{BASE}/a/", None)], CHROME)
    assert [output.path for output in outputs] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    index = root_of(outputs[-1])
    assert index.tag == f"{SITEMAP}sitemapindex"
    locations = [entry.findtext(f"{SITEMAP}loc") for entry in index]
    assert locations == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]


def test_robots() -> None:
    """Robots may go everywhere and learn where the sitemap is."""
    rules = Protego.parse(text_of(robots(CHROME)))
    assert list(rules.sitemaps) == [f"{BASE}/sitemap.xml"]
    assert rules.can_fetch(URL, "Googlebot")


def test_llms() -> None:
    """The page for language models lists the Markdown twins by group; empty groups are left out."""
    card = replace(CARD, title="A [b]\nc", description="")
    text = text_of(llms_txt(CHROME, [("Cost", (CARD, card)), ("Empty", ())]))
    assert text == (
        "# The hub\n\n> Articles & answers.\n\n## Cost\n\n"
        f"- [Ducts \\<& more\\>]({URL}index.md): All about ducts.\n"
        f"- [A \\[b\\] c]({URL}index.md)\n"
    )


def test_redirect_page() -> None:
    """The page at an old address sends readers on and asks not to be listed."""
    output = redirect_page("/old/a b/", "/hub/cost/ducts/", URL, CHROME)
    html = text_of(output)
    assert output.path == "old/a b/index.html"
    assert '<meta http-equiv="refresh" content="0; url=/hub/cost/ducts/">' in html
    assert f'<link rel="canonical" href="{URL}">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_redirect_page_of_an_address_with_a_percent_sign() -> None:
    """The address is decoded already; once more would make another one of it."""
    output = redirect_page("/%2e%2e/%66eed.xml", "/hub/a/", URL, CHROME)
    assert output.path == "%2e%2e/%66eed.xml"


def test_redirects_file() -> None:
    """Rules are sorted, carry the base path, and hold no space but between their parts."""
    pairs = [("/old/b*/", "/hub/b/"), ("/a b/", "/hub/a/"), ("/a b/", "/hub/a/")]
    assert text_of(redirects_file(pairs, CHROME)) == (
        "/hub/a%20b/ /hub/a/ 301\n/hub/old/b%2A/ /hub/b/ 301\n"
    )
    assert redirects_file([], CHROME) is None


def rules_of(output: Output) -> dict[str, list[str]]:
    """Return the rules of a `_headers` file."""
    rules: dict[str, list[str]] = {}
    for block in output.data.decode().split("\n\n"):
        pattern, *lines = block.strip().split("\n")
        rules[pattern] = [line.strip() for line in lines]
    return rules


def test_headers() -> None:
    """The policy allows exactly the style sheet; twins are not listed; no header stands twice."""
    rules = rules_of(headers(CHROME, ()))
    assert list(rules) == ["/hub/*", "/hub/*.md", "/hub/graph.json"]
    digest = base64.b64encode(hashlib.sha256(b"p{margin:0}").digest()).decode()
    policy = rules["/hub/*"][0]
    assert f"style-src 'sha256-{digest}';" in policy
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    assert rules["/hub/*.md"] == ["X-Robots-Tag: noindex"]
    assert rules["/hub/graph.json"] == ["X-Robots-Tag: noindex"]
    # Hosts join the headers of all rules that match a path.
    for narrow in ("/hub/*.md", "/hub/graph.json"):
        names = [line.partition(":")[0] for line in rules["/hub/*"] + rules[narrow]]
        assert len(names) == len(set(names))


def test_headers_with_assets() -> None:
    """Fingerprinted assets are cached for good, and a script among them may run."""
    chrome = replace(CHROME, assets={"search.js": "/hub/assets/search.0a1b2c3d.js"})
    rules = rules_of(headers(chrome, ()))
    assert rules["/hub/assets/*"] == ["Cache-Control: public, max-age=31536000, immutable"]
    assert "script-src 'self'" in rules["/hub/*"][0]
    assert rules_of(headers(CHROME, ["assets/search.0a1b2c3d.js"])) == rules


def test_same_input_same_bytes() -> None:
    """Files are the same whatever the order in which their entries were found."""
    pairs = [("/b/", "/hub/"), ("/a/", "/hub/")]
    assert redirects_file(pairs, CHROME) == redirects_file(pairs[::-1], CHROME)
    entries = [(f"{BASE}/b/", None), (f"{BASE}/", DAY)]
    assert sitemap(entries, CHROME) == sitemap(entries[::-1], CHROME)
