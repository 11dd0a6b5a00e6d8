"""The pages that list articles, and the path of `base_url` in every address of a site."""

import json
import re
from collections.abc import Callable
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"|content="0; url=([^"]*)"')

HUB = """
    -- config.yaml --
    title: Test hub
    base_url: https://hub.example
    paginate: 2
    navigation: [{text: Cost, to: /cost/}]
    -- content/_data/authors.yaml --
    anna: {name: Anna, kind: person, bio: Writes.}
    -- content/_data/glossary.yaml --
    hspf2: {term: HSPF2, short: How well it heats., body: More.}
    -- content/_data/facts.yaml --
    loss:
      value: {low: 20, high: 30, unit: "%"}
      what: share of the air that leaks
      basis: typical houses
      as_of: 2024-06-01
      source: {title: T, publisher: P, url: https://example.org, accessed: 2026-11-21}
    -- content/cost/photo.jpg --
    x
    -- content/cost/one.md --
    ---
    title: One
    description: About one.
    date: 2026-11-01
    author: anna
    category: Prices
    tags: [Ducts, Heat Pumps]
    aliases: [/old/]
    ---
    See [two](two.md), [[three]], [four](/guides/deep/four/), ![a photo](photo.jpg).
    -- content/cost/two.md --
    ---
    title: Two
    description: About two.
    date: 2026-11-02
    author: anna
    category: Prices
    tags: ducts
    ---
    HSPF2 is a rating; [20–30 %](fact:loss) of the air leaks.
    -- content/cost/three.md --
    ---
    title: Three
    description: About three.
    date: 2026-11-03
    author: anna
    category: prices
    tags: [ducts]
    ---
    Text.
    -- content/guides/deep/four.md --
    ---
    title: Four
    description: About four.
    date: 2026-11-04
    ---
    Text.
"""


def dead_addresses(site: Site, base: str) -> list[str]:
    """Return every address in a page that leads to nothing below `base`, with its page."""
    files = set(site.files())
    root = urlsplit(base).path
    dead = []
    for path in sorted(files):
        if not path.endswith(".html"):
            continue
        here = f"{base}/{path.removesuffix('index.html')}"
        for href, refresh in _ADDRESS.findall(site.page(path)):
            target = urljoin(here, (href or refresh).replace("&amp;", "&"))
            if not target.startswith(base):
                if urlsplit(target).hostname == urlsplit(base).hostname:
                    dead.append(f"{path}: {target}")
                continue
            file = unquote(urlsplit(target).path).removeprefix(root).lstrip("/")
            file = f"{file}index.html" if not file or file.endswith("/") else file
            if file not in files:
                dead.append(f"{path}: {target}")
    return dead


def cards(site: Site, url: str) -> list[str]:
    """Return which of the hub's articles a listing shows, in its order."""
    found = re.findall(r"<h[23][^>]*>\s*<a[^>]*>(One|Two|Three|Four)</a>", site.main(url))
    return list(dict.fromkeys(found))


def test_there_is_a_listing_for_each_term_folder_and_author(site: Make) -> None:
    """Tags, categories, authors, the glossary, the facts and folders have their pages."""
    files = set(site(HUB).fine().files())
    assert {
        "index.html",
        "tags/ducts/index.html",
        "tags/heat-pumps/index.html",
        "categories/prices/index.html",
        "authors/anna/index.html",
        "glossary/index.html",
        "facts/index.html",
        "cost/index.html",
        "guides/index.html",
        "guides/deep/index.html",
    } <= files


def test_a_folder_with_an_index_page_gets_no_listing(site: Make) -> None:
    """The article is the folder's page."""
    hub = site(HUB)
    hub.write("content/cost/index.md", "--- Our costs\nOur words.\n")
    hub.fine()
    assert "Our words." in hub.main("/cost/")
    assert "cost/page/2/index.html" not in hub.files()


def test_a_folder_of_drafts_and_a_folder_of_files_get_no_listing(site: Make) -> None:
    """A listing lists articles."""
    hub = site(
        """
        -- content/later/a.md --
        ---
        title: A
        description: About.
        draft: true
        ---
        -- content/pictures/photo.jpg --
        x
        """
    ).fine()
    assert not {"later/index.html", "pictures/index.html"} & set(hub.files())


def test_listings_are_newest_first_and_divided(site: Make) -> None:
    """`paginate` articles stand on a page; the pages after the first are at `page/2/`."""
    hub = site(HUB).fine()
    assert cards(hub, "/cost/") == ["Three", "Two"]
    assert cards(hub, "/cost/page/2/") == ["One"]
    for url in ("/cost/", "/categories/prices/", "/tags/ducts/", "/authors/anna/"):
        path = url.strip("/")
        assert f"{path}/page/2/index.html" in hub.files()
        assert f'href="{url}page/2/"' in hub.main(url)
        assert f'href="{url}"' in hub.main(f"{url}page/2/")
        assert f"{path}/page/1/index.html" not in hub.files()
        assert f"{path}/page/3/index.html" not in hub.files()
    assert 'rel="canonical" href="https://hub.example/cost/page/2/"' in hub.page(
        "cost/page/2/index.html"
    )


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_a_full_page_is_not_followed_by_an_empty_one(site: Make, count: int, pages: int) -> None:
    """There is always one page, and never one without articles after it."""
    text = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\npaginate: 2\n"
    text += "".join(f"-- content/a{n}.md --\n--- A{n}\n---\nText.\n" for n in range(count))
    files = site(text).fine().files()
    assert "index.html" in files
    found = [path for path in files if re.fullmatch(r"page/\d+/index\.html", path)]
    assert found == [f"page/{n}/index.html" for n in range(2, pages + 1)]


@pytest.mark.parametrize(
    ("count", "number", "shown"),
    [
        (2, 1, "1 2"),
        (9, 5, "1 2 3 4 5 6 7 8 9"),
        (10, 1, "1 2 3 … 10"),
        (10, 4, "1 2 3 4 5 6 … 10"),
        (10, 5, "1 2 3 4 5 6 7 … 10"),
        (12, 6, "1 … 4 5 6 7 8 … 12"),
        (10, 10, "1 … 8 9 10"),
    ],
)
def test_a_page_of_many_names_those_near_it(
    site: Make, count: int, number: int, shown: str
) -> None:
    """The first and the last, too; where one would be left out, it is named."""
    text = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\npaginate: 1\n"
    text += "faults: {orphan: off, dead-end: off, too-far: off}\n"
    text += "".join(f"-- content/a{n}.md --\n--- A{n}\n---\nText.\n" for n in range(count))
    url = f"/page/{number}/" if number > 1 else "/"
    main = site(text).fine().main(url)
    (nav,) = re.findall(r"<nav class=\"pagination.*?</nav>", main, re.DOTALL)
    items = re.findall(r"<li>(?:<[^>]+>)*([0-9…]+)<", nav)
    assert " ".join(items) == shown
    assert re.findall(r'aria-current="page" aria-label="Page (\d+)"', nav) == [str(number)]
    hrefs = re.findall(r'href="([^"]*)" aria', re.sub(r' aria-current="page"', "", nav))
    numbers = [each for each in items if each != "…"]
    assert hrefs == [f"/page/{each}/" if each != "1" else "/" for each in numbers]


def test_twenty_articles_stand_on_a_page_where_nothing_is_said(site: Make) -> None:
    """The default of `paginate` is 20."""
    text = "".join(f"-- content/a{n}.md --\n--- A{n}\n---\nText.\n" for n in range(21))
    files = site(text).fine().files()
    assert "page/2/index.html" in files
    assert "page/3/index.html" not in files


@pytest.mark.parametrize(("paginate", "collides"), [(1, True), (2, False), (20, False)])
def test_an_article_may_stand_behind_the_last_page_of_a_listing(
    site: Make, paginate: int, *, collides: bool
) -> None:
    """What counts is how many pages the site's own `paginate` gives."""
    config = f"title: T\nbase_url: https://hub.example\npaginate: {paginate}\n"
    hub = site(
        f"-- config.yaml --\n{config}-- content/a.md --\n--- A\n-- content/page/2.md --\n--- B\n"
    ).build()
    assert hub.faults() == (["content/page/2.md:1:1 url-collision"] if collides else [])


def test_spellings_of_one_term_are_one_term(site: Make) -> None:
    """`Prices` and `prices` have one page, named as most articles write it."""
    hub = site(HUB).fine()
    assert cards(hub, "/categories/prices/") == ["Three", "Two"]
    assert "<h1>Prices</h1>" in hub.main("/categories/prices/")


def test_a_term_that_gives_no_address_is_an_error(site: Make) -> None:
    """At its place in the list."""
    hub = site(
        """
        -- content/a.md --
        ---
        title: A
        description: About.
        category: "?"
        tags: [fine, "!!"]
        ---
        """
    ).build()
    assert hub.faults() == ["content/a.md:4:11 empty-url", "content/a.md:5:14 empty-url"]


def test_a_folder_and_a_term_cannot_have_one_address(site: Make) -> None:
    """A folder `tags/ducts` would need the page of the tag."""
    hub = site(
        """
        -- content/tags/ducts/a.md --
        ---
        title: A
        description: About.
        tags: [ducts]
        ---
        """
    ).build()
    assert hub.faults() == [
        "content/tags/ducts/a.md:1:1 url-collision",
        "content/tags/ducts/a.md:4:8 url-collision",
    ]


@pytest.mark.parametrize(
    "base", ["https://hub.example", "https://hub.example/a/hub", "http://localhost:8000/x"]
)
def test_every_address_of_a_site_leads_somewhere_below_its_base(site: Make, base: str) -> None:
    """The path of `base_url` stands in front of every link, image and redirect."""
    hub = site(HUB).fine(base_url=base)
    assert dead_addresses(hub, base) == []


def test_the_path_of_the_base_url_is_kept_everywhere(site: Make) -> None:
    """In canonical addresses, redirects, feeds, the sitemap, rules and the Markdown twins."""
    base, path = "https://hub.example/a/hub", "/a/hub"
    hub = site(HUB).fine(base_url=f"{base}/")
    page = hub.page("cost/one/index.html")
    assert f'rel="canonical" href="{base}/cost/one/"' in page
    assert f'property="og:url" content="{base}/cost/one/"' in page
    assert f'href="{path}/cost/two/"' in page
    assert f'src="{path}/cost/photo.jpg"' in page
    assert f'<a href="{path}/cost/"' in page
    assert f'content="0; url={path}/cost/one/"' in hub.page("old/index.html")
    assert hub.page("_redirects") == f"{path}/old/ {path}/cost/one/ 301\n"
    assert f"Sitemap: {base}/sitemap.xml" in hub.page("robots.txt")
    for url in re.findall(r"<loc>([^<]*)</loc>", hub.page("sitemap.xml")):
        assert url.startswith(f"{base}/")
    for url in re.findall(r'(?:href="|<id>)(https://hub\.example[^"<]*)', hub.page("feed.xml")):
        assert url.startswith(f"{base}/")
    feed = json.loads(hub.page("feed.json"))
    assert feed["home_page_url"] == f"{base}/"
    assert all(item["url"].startswith(f"{base}/cost/") for item in feed["items"][1:])
    for name in ("cost/one/index.html", "cost/one/index.md", "llms.txt", "index.html"):
        assert not re.search(r'(?:href|src)="/(?!a/hub[/"])', hub.page(name))
        assert not re.search(r"\]\(/(?!a/hub/)", hub.page(name))


def test_another_base_url_changes_addresses_only(site: Make) -> None:
    """The files stay where they are: the folder is what a host serves at the base."""
    plain = site(HUB).fine().files()
    assert site(HUB).fine(base_url="https://other.example/x").files() == plain
