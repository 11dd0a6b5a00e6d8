"""The checks of one page's HTML: content with a good page, and each able to fail."""

from dataclasses import replace

import pytest

from tests.quality import good_site, static_html
from tests.quality.built_site import Page

LONG = "x" * 200
DETAILS = "<details><summary>How long do ducts last?</summary>"
REGION = ' role="region" tabindex="0" aria-labelledby="prices-caption"'
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'

# What is replaced in the good page, by what, and what is found then.
BROKEN = {
    "doctype": ("<!doctype html>\n", "", "document: no <!doctype html> at the start"),
    "language": ('lang="en-US"', 'lang="english language"', "document: <html> has no language"),
    "encoding": (
        '<meta charset="utf-8">',
        "",
        "document: no <meta charset=utf-8> in the first 1024 bytes",
    ),
    "viewport": (VIEWPORT, "", "document: the viewport is not as wide as the device"),
    "zoom": (
        "initial-scale=1",
        "user-scalable=no",
        "document: the viewport forbids to zoom",
    ),
    "no title": (
        "<title>What new ducts cost · Example hub</title>\n",
        "",
        "title: 0 <title> elements",
    ),
    "short title": (
        "What new ducts cost · Example hub",
        "Ducts",
        "title: 5 characters, 15 to 65 wanted",
    ),
    "no description": ('<meta name="description"', '<meta name="x"', "description: 0 descriptions"),
    "long description": (
        good_site.DESCRIPTION,
        LONG,
        "description: 200 characters, 70 to 165 wanted",
    ),
    "no canonical": (
        f'<link rel="canonical" href="{good_site.URL}">\n',
        "",
        [
            "canonical: 0 canonical links",
            f"open_graph: og:url is '{good_site.URL}', the canonical is ''",
        ],
    ),
    "canonical elsewhere": (
        f'rel="canonical" href="{good_site.URL}"',
        f'rel="canonical" href="{good_site.BASE_URL}/x"',
        [
            "canonical: 'https://example.org/x', 'https://example.org/cost/ducts/' wanted",
            f"open_graph: og:url is '{good_site.URL}', the canonical is 'https://example.org/x'",
        ],
    ),
    "small previews": (", max-image-preview:large", "", "robots: no max-image-preview:large"),
    "article kept out of search engines": (
        "index, follow, max-image-preview:large",
        "noindex",
        "robots: the article may not be listed",
    ),
    "head ended early": (
        '<meta property="article:modified_time"',
        '<p></p><meta property="article:modified_time"',
        "head: <meta> in the body",
    ),
    "no og:type... site name": ("og:site_name", "og:x", "open_graph: no og:site_name"),
    "picture without alt": ("og:image:alt", "og:image:x", "open_graph: no og:image:alt"),
    "relative og:image": (
        'og:image" content="https://example.org/',
        'og:image" content="/',
        "open_graph: og:image is not absolute",
    ),
    "two h1": (
        "<p>The price of",
        "<h1>Price</h1><p>The price of",
        "headings: 2 h1 elements",
    ),
    "empty heading": ('<h3 id="why">Why</h3>', '<h3 id="why"></h3>', "headings: empty h3"),
    "skipped level": (
        '<h2 id="prices">Prices</h2>',
        '<h3 id="prices">Prices</h3>',
        "headings: h3 'Prices' follows h1",
    ),
    "heading without id": ('<h3 id="why">', "<h3>", "headings: h3 'Why' has no id"),
    "two mains": ("</main>", "</main><main></main>", "landmarks: 2 main elements"),
    "nameless nav": (
        '<nav aria-label="Breadcrumb">',
        "<nav>",
        "landmarks: a nav without a name",
    ),
    "navs of one name": (
        '<nav aria-label="Breadcrumb">',
        '<nav aria-label="Site">',
        "landmarks: 2 navs are called 'Site'",
    ),
    "no skip link": (
        '<a href="#main">Skip to the text</a>\n',
        "",
        "landmarks: the first control is not a skip link",
    ),
    "double id": ('id="why"', 'id="prices"', "ids: 'prices' is used 2 times"),
    "spaced id": ('id="why"', 'id="why so"', "ids: 'why so' is no id"),
    "no caption": (
        '<caption id="prices-caption">Prices of ducts compared</caption>\n',
        "",
        ["tables: table 1: no caption", "tables: table 1: its region has no name"],
    ),
    "no column headers": (
        '<thead><tr><th scope="col">Kind</th><th scope="col">Price, $ a foot</th></tr></thead>\n',
        "",
        "tables: table 1: no column headers",
    ),
    "no scope": (
        '<th scope="col">Kind',
        "<th>Kind",
        "tables: table 1: a column header without scope",
    ),
    "no row header": (
        '<th scope="row">Rigid</th>',
        "<td>Rigid</td>",
        "tables: table 1: a row without a row header",
    ),
    "empty cell": ("<td>10</td>", "<td> </td>", "tables: table 1: 1 empty cells"),
    "ragged": ("<td>10</td>", "", "tables: table 1: rows of 1 and 2 cells"),
    "number without a unit": (
        "Price, $ a foot",
        "Price",
        [
            "tables: table 1: '10' has no unit, nor has 'Price'",
            "tables: table 1: '20' has no unit, nor has 'Price'",
        ],
    ),
    "no region": (REGION, "", "tables: table 1: no region around it"),
    "region without focus": (
        ' tabindex="0"',
        "",
        "tables: table 1: its region cannot be focused",
    ),
    "nameless region": (
        ' aria-labelledby="prices-caption"',
        "",
        "tables: table 1: its region has no name",
    ),
    "no alt": (' alt="A duct under a floor" width', " width", "images: '/share.png' has no alt"),
    "file name as alt": (
        'alt="A duct under a floor" width',
        'alt="share.png" width',
        "images: '/share.png' has a file name as its alt",
    ),
    "no size": (
        ' width="240" height="126"',
        "",
        "images: '/share.png' has no width and height",
    ),
    "lazy first picture": (
        '<img src="/share.png"',
        '<img loading="lazy" src="/share.png"',
        "images: '/share.png' is lazy",
    ),
    "late first picture": (
        '\nfetchpriority="high"',
        "",
        "images: '/share.png' is first and not fetched first",
    ),
    "eager second picture": (
        '<h3 id="why">',
        '<img src="/b.png" alt="" width="1" height="1"><h3 id="why">',
        "images: '/b.png' is eager",
    ),
    "no summary": (
        DETAILS,
        "<details>",
        "disclosure: details without a summary",
    ),
    "id on details": (
        DETAILS,
        DETAILS.replace("<details", '<details id="q"'),
        "disclosure: 'How long do ducts last?': the id belongs inside the body",
    ),
    "id on summary": (
        DETAILS,
        DETAILS.replace("<summary", '<summary id="q"'),
        "disclosure: 'How long do ducts last?': the id belongs inside the body",
    ),
    "heading in summary": (
        DETAILS,
        "<details><summary><b>How long do ducts last?</b></summary>",
        "disclosure: 'How long do ducts last?': the summary is not plain text",
    ),
    "accordion": (
        DETAILS,
        DETAILS.replace("<details", '<details name="a"'),
        "disclosure: 'How long do ducts last?': an accordion that closes the others",
    ),
    "answer without id": (
        '<div id="faq-last">',
        "<div>",
        "disclosure: 'How long do ducts last?': no id in the body",
    ),
    "style attribute": ("<p>The", '<p style="color:red">The', "inline_code: <p> has style="),
    "handler": ("<p>The", '<p onclick="x()">The', "inline_code: <p> has onclick="),
    "margin at a side of the screen": (
        "</style>",
        "p { margin-left: 1rem; }</style>",
        "sides: 'margin-left' is a side of the screen",
    ),
    "text at a side of the screen": (
        "</style>",
        "p { text-align: right; }</style>",
        "sides: 'text-align: right' is a side of the screen",
    ),
    "empty link": ('"#prices">ducts<', '"#prices"><', "links: '#prices' has no text"),
    "generic link": (
        '"#prices">ducts<',
        '"#prices">Click here<',
        "links: '#prices' is called 'Click here'",
    ),
    "script link": (
        'href="#prices"',
        'href="javascript:x()"',
        "links: 'ducts' is a script",
    ),
    "a template's mark": ("<p>The", "<p>{{ the }}", "residue: '{{ the }} price of'"),
    "an unread link": ("<p>The", "<p>[[ducts]]", "residue: '[[ducts]] price of'"),
    "None": ("<p>The", "<p><b>None</b>The", "residue: 'None'"),
    "None in an attribute": ("<p>The", '<p title="None">The', "residue: 'None'"),
    "third party": (
        '<h3 id="why">',
        '<script defer src="https://other.example/a.js"></script><h3 id="why">',
        "weight: loads 'https://other.example/a.js' from elsewhere",
    ),
    "blocking script": (
        '<h3 id="why">',
        '<script src="/a.js"></script><h3 id="why">',
        "weight: the script '/a.js' blocks the page",
    ),
}


def test_a_good_page_has_no_findings() -> None:
    assert static_html.check_page(good_site.article()) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_one_broken_thing_is_the_one_finding(fault: str) -> None:
    old, new, wanted = BROKEN[fault]
    page = good_site.article(old, new)
    assert static_html.check_page(page) == ([wanted] if isinstance(wanted, str) else wanted)


def test_a_heavy_page_is_found() -> None:
    noise = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(30_000))
    page = good_site.article("The price", noise)
    (finding,) = static_html.check_page(page)
    assert finding.startswith("weight: ")
    assert finding.endswith(" bytes compressed, at most 30,000 wanted")


def test_a_page_of_many_elements_is_found() -> None:
    page = good_site.article("<p>The", "<p>" + "<br>" * 1_500)
    count = len(page.all("*"))
    assert static_html.check_page(page) == [f"weight: {count:,} elements, at most 1,500 wanted"]


def test_the_register_of_facts_may_have_more_elements() -> None:
    """All facts are on one page, but not without end."""
    page = good_site.article("<p>The", "<p>" + "<br>" * 1_500)
    assert list(static_html.weight(replace(page, path="facts/index.html"))) == []
    page = replace(good_site.article("<p>The", "<p>" + "<br>" * 4_000), path="facts/index.html")
    count = len(page.all("*"))
    wanted = [f"{count:,} elements, at most 4,000 wanted"]
    assert list(static_html.weight(page)) == wanted


def test_an_authors_none_is_no_residue() -> None:
    assert static_html.check_page(good_site.article("<td>10</td>", "<td>None</td>")) == []


def test_a_heading_that_is_a_link_needs_no_id() -> None:
    page = good_site.article('<h3 id="why">Why</h3>', '<h3><a href="/">Why</a></h3>')
    assert static_html.check_page(page) == []


def test_a_mark_in_code_is_no_residue() -> None:
    assert static_html.check_page(good_site.article("The price", "<code>{{ x }}</code>")) == []


@pytest.mark.parametrize("path", ["index.html", "404.html", "old/index.html"])
def test_other_kinds_of_pages_have_no_findings(path: str) -> None:
    page = Page(path, good_site.FILES[path], good_site.BASE_URL)
    assert static_html.check_page(page) == []
