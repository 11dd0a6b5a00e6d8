"""The checks of a whole site: content with a good one, and each able to fail."""

from pathlib import Path

import pytest

from tests.quality import good_site, site_files
from tests.quality.built_site import BuiltSite

BASE = good_site.BASE_URL
URL = good_site.URL
ARTICLE = good_site.ARTICLE_PATH
TWIN = "cost/ducts/index.md"
SECOND_URL = f"{BASE}/authors/ann/"

# The file, what is replaced in it, by what (None: the file goes), and what is found then.
BROKEN: dict[str, tuple[str, tuple[str, str] | None, str | list[str]]] = {
    "missing redirects": (
        "_redirects",
        None,
        "presence: no _redirects, though pages have moved",
    ),
    "title of another page": (
        "authors/ann/index.html",
        ("<title>Articles by Ann Example", "<title>Example hub of ducts"),
        (
            "unique_texts: the title 'Example hub of ducts' is that of "
            "authors/ann/index.html and index.html"
        ),
    ),
    "description of another page": (
        "authors/ann/index.html",
        (
            f'name="description" content="{good_site.AUTHOR_DESCRIPTION}"',
            f'name="description" content="{good_site.DESCRIPTION}"',
        ),
        (
            f"unique_texts: the description '{good_site.DESCRIPTION}' is that of "
            f"authors/ann/index.html and {ARTICLE}"
        ),
    ),
    "dead link": (
        "authors/ann/index.html",
        ('<p><a href="/cost/ducts/', '<p><a href="/cost/duct/'),
        "links: authors/ann/index.html: '/cost/duct/' leads nowhere",
    ),
    "dead relative link": (
        "authors/ann/index.html",
        ('<p><a href="/cost/ducts/', '<p><a href="../bob/'),
        "links: authors/ann/index.html: '../bob/' leads nowhere",
    ),
    "dead own absolute link": (
        "authors/ann/index.html",
        ('<p><a href="/cost/ducts/', f'<p><a href="{BASE}/x/'),
        f"links: authors/ann/index.html: '{BASE}/x/' leads nowhere",
    ),
    "link without its last slash": (
        "authors/ann/index.html",
        ('<p><a href="/cost/ducts/', '<p><a href="/cost/ducts'),
        "links: authors/ann/index.html: '/cost/ducts' leads nowhere",
    ),
    "dead anchor": (
        "authors/ann/index.html",
        ('<p><a href="/cost/ducts/', '<p><a href="/cost/ducts/#x'),
        "links: authors/ann/index.html: '/cost/ducts/#x' has no such anchor",
    ),
    "link to a redirect": (
        "authors/ann/index.html",
        ('<p><a href="/cost/ducts/', '<p><a href="/old/'),
        "links: authors/ann/index.html: '/old/' leads to a redirect",
    ),
    "missing picture": (
        ARTICLE,
        ('src="/share.png"', 'src="/share.jpg"'),
        f"links: {ARTICLE}: '/share.jpg' leads nowhere",
    ),
    "missing picture in a set": (
        ARTICLE,
        ('src="/share.png"', 'src="/share.png" srcset="/big.png 2x"'),
        f"links: {ARTICLE}: '/big.png' leads nowhere",
    ),
    "missing shared picture": (
        ARTICLE,
        ('og:image" content="https://example.org/share.png', f'og:image" content="{BASE}/x.png'),
        f"links: {ARTICLE}: '{BASE}/x.png' leads nowhere",
    ),
    "malformed sitemap": ("sitemap.xml", ("</urlset>", ""), "sitemap: not a sitemap"),
    "page missing in the sitemap": (
        "sitemap.xml",
        (f"<url><loc>{SECOND_URL}</loc></url>\n", ""),
        f"sitemap: {SECOND_URL} is missing",
    ),
    "no page in the sitemap": (
        "sitemap.xml",
        ("</urlset>", f"<url><loc>{BASE}/old/</loc></url></urlset>"),
        f"sitemap: {BASE}/old/ is no indexable page",
    ),
    "page twice in the sitemap": (
        "sitemap.xml",
        ("</urlset>", f"<url><loc>{BASE}/</loc></url></urlset>"),
        "sitemap: 4 entries for 3 addresses",
    ),
    "another date in the sitemap": (
        "sitemap.xml",
        ("<lastmod>2026-11-10", "<lastmod>2026-11-21"),
        (
            f"sitemap: {URL} was modified '2026-11-10T09:30:00+01:00', "
            "the sitemap says '2026-11-21T09:30:00+01:00'"
        ),
    ),
    "robots without a sitemap": (
        "robots.txt",
        (f"\nSitemap: {BASE}/sitemap.xml\n", ""),
        "robots: it names the sitemaps []",
    ),
    "page shut out": (
        "robots.txt",
        ("Allow: /", "Disallow: /cost/"),
        f"robots: {URL} is shut out",
    ),
    "malformed feed": (
        "feed.xml",
        ("</feed>", ""),
        ["atom: not an Atom feed", "json_feed: its entries are not those of the Atom feed"],
    ),
    "feed without its address": (
        "feed.xml",
        ('rel="self"', 'rel="x"'),
        "atom: the feed has no link to itself",
    ),
    "entry without id": (
        "feed.xml",
        (f"<id>{URL}</id>\n", ""),
        "atom: 'What new ducts cost' has no id",
    ),
    "entry without author": (
        "feed.xml",
        ("<author><name>Ann Example</name></author>\n", ""),
        "atom: 'What new ducts cost' has no author",
    ),
    "feed date without time": (
        "feed.xml",
        (
            "<title>Example hub</title>\n<updated>2026-11-10T09:30:00+01:00",
            "<title>Example hub</title>\n<updated>2026-11-10",
        ),
        "atom: the feed was updated '2026-11-10'",
    ),
    "entry that leads nowhere": (
        "feed.xml",
        (f'<link href="{URL}"', f'<link href="{BASE}/x/"'),
        [
            "atom: 'What new ducts cost' links to no page",
            "json_feed: its entries are not those of the Atom feed",
        ],
    ),
    "relative link in the feed": (
        "feed.xml",
        (f'href="{BASE}/feed.xml"', 'href="/feed.xml"'),
        "atom: the link '/feed.xml' is not absolute",
    ),
    "malformed JSON feed": ("feed.json", ('"items"', "items"), "json_feed: not a JSON feed"),
    "old JSON feed": (
        "feed.json",
        ("version/1.1", "version/1"),
        "json_feed: the version is 'https://jsonfeed.org/version/1'",
    ),
    "JSON feed without title": (
        "feed.json",
        ('"title": "Example hub"', '"title": ""'),
        "json_feed: no title",
    ),
    "JSON item without content": (
        "feed.json",
        ('"content_text"', '"summary"'),
        "json_feed: 'What new ducts cost' lacks an id or its content",
    ),
    "JSON item that leads nowhere": (
        "feed.json",
        (f'"url": "{URL}"', f'"url": "{BASE}/x/"'),
        [
            "json_feed: 'What new ducts cost' links to no page",
            "json_feed: its entries are not those of the Atom feed",
        ],
    ),
    "llms.txt without title": ("llms.txt", ("# Example hub", "Example hub"), "llms: no title"),
    "llms.txt that leads nowhere": (
        "llms.txt",
        ("index.md", "x.md"),
        [f"llms: '{URL}x.md' leads nowhere", f"llms: the Markdown of {ARTICLE} is not linked"],
    ),
    "another heading in the Markdown": (
        TWIN,
        ("## Prices", "## Price"),
        f"twins: {ARTICLE}: the heading 'Prices' is not in the Markdown",
    ),
    "another question in the Markdown": (
        TWIN,
        ("Can I seal them?", "Can I?"),
        f"twins: {ARTICLE}: the question 'Can I seal them?' is not in the Markdown",
    ),
    "row missing in the Markdown": (
        TWIN,
        ("| Rigid | 20 |\n", ""),
        f"twins: {ARTICLE}: 3 table rows, 2 in the Markdown",
    ),
    "another publisher": (
        ARTICLE,
        ('"name": "Example hub",\n', '"name":  "An example hub",\n'),
        f"same_publisher: Organization differs: authors/ann/index.html and {ARTICLE}",
    ),
    "question marked up nowhere": (
        ARTICLE,
        (
            "</section>",
            "<details><summary>Is it so?</summary><div id=so>So.</div></details></section>",
        ),
        [
            f"twins: {ARTICLE}: the question 'Is it so?' is not in the Markdown",
            f"questions: {ARTICLE}: 'Is it so?' is marked up nowhere",
        ],
    ),
    "long header": (
        "_headers",
        ("nosniff", "nosniff" + "x" * 2_000),
        "headers: /*: a line of 2,031 characters",
    ),
    "too many rules": (
        "_headers",
        ("/assets/*", "".join(f"/{number}\n" for number in range(99)) + "/assets/*"),
        "headers: 101 rules, at most 100 are read",
    ),
    "header of two rules": (
        "_headers",
        ("  X-Content-Type-Options: nosniff", "  Cache-Control: no-cache"),
        "headers: cache-control is set by 2 rules for /assets/x",
    ),
    "unsafe policy": (
        "_headers",
        ("style-src ", "style-src 'unsafe-inline' "),
        "headers: the policy allows what is unsafe",
    ),
    "WebAssembly beyond the search page": (
        "_headers",
        ("style-src ", "script-src 'wasm-unsafe-eval'; style-src "),
        "headers: WebAssembly may run on 4 pages, such as 404.html",
    ),
    "style that the policy forbids": (
        "old/index.html",
        ("</head>", "<style>a{}</style></head>"),
        "headers: old/index.html: an inline <style> that the policy does not allow",
    ),
    "stale hash": (
        "_headers",
        ("style-src ", "style-src 'sha256-x=' "),
        "headers: sha256-x= is of no inline block",
    ),
}


def test_a_good_site_has_no_findings(tmp_path: Path) -> None:
    assert site_files.check_site(good_site.write(tmp_path)) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_one_broken_thing_is_the_one_finding(tmp_path: Path, fault: str) -> None:
    path, change, wanted = BROKEN[fault]
    site = good_site.write(tmp_path, {path: change})
    assert site_files.check_site(site) == ([wanted] if isinstance(wanted, str) else wanted)


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    site = good_site.write(tmp_path, {"llms.txt": None})
    assert site_files.check_site(site)[0] == "presence: no llms.txt"


def test_an_article_that_no_page_links_to_is_found(tmp_path: Path) -> None:
    changes = dict.fromkeys(
        ("index.html", "authors/ann/index.html", "404.html", "old/index.html"),
        ('href="/cost/ducts/"', 'href="/"'),
    )
    site = good_site.write(tmp_path, changes)
    assert site_files.check_site(site) == [f"orphans: {ARTICLE}: no page links to it"]


def test_a_site_without_policy_is_found(tmp_path: Path) -> None:
    site = good_site.write(tmp_path, {"_headers": ("Content-Security-Policy", "X-Policy")})
    found = site_files.check_site(site)
    assert found[0] == "headers: no Content-Security-Policy"
    assert all("an inline <style>" in finding for finding in found[1:])


def test_a_question_on_two_pages_is_found(tmp_path: Path) -> None:
    good_site.write(tmp_path)
    (tmp_path / "second").mkdir()
    copy = good_site.ARTICLE.replace("/cost/ducts/", "/second/").replace(
        "Can I seal them?", "CAN-I seal them"
    )
    (tmp_path / "second" / "index.html").write_text(copy, encoding="utf-8")
    site = BuiltSite.read(tmp_path, BASE)
    assert list(site_files.questions(site)) == [
        f"'how long do ducts last' is marked up on {ARTICLE} and second/index.html",
        f"'can i seal them' is marked up on {ARTICLE} and second/index.html",
    ]


def test_a_site_below_a_path_is_checked_like_any_other(tmp_path: Path) -> None:
    below = "https://example.org/hub"
    for path, content in good_site.FILES.items():
        moved = content.replace(BASE, below).replace('href="/', 'href="/hub/')
        moved = moved.replace('src="/', 'src="/hub/')
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(moved, encoding="utf-8")
    (tmp_path / "share.png").write_bytes(good_site.PICTURE)
    site = BuiltSite.read(tmp_path, below + "/")
    assert site_files.check_site(site) == []
