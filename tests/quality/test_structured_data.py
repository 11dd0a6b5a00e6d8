"""The checks of one page's JSON-LD: content with a good page, and each able to fail."""

import datetime as dt

import pytest

from tests.quality import good_site, structured_data
from tests.quality.built_site import Page

TODAY = dt.date(2026, 11, 21)
BASE = good_site.BASE_URL
URL = good_site.URL
BLOCK = '<script type="application/ld+json">'
FIRST_ANSWER = "\\u003cp>\\u003cstrong>Decades\\u003c/strong>, if they are kept dry.\\u003c/p>"
LAST_CRUMB = '{"@type": "ListItem", "position": 2, "name": "What new ducts cost"}'
CREDIT = '"creditText": "Ann Example"'
NO_NAME = "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"

# What is replaced in the good page, by what, and what is found then.
BROKEN = {
    "no block": (BLOCK, "<script>", "block: 0 JSON-LD blocks"),
    "two blocks": (BLOCK, f"{BLOCK}</script>{BLOCK}", "block: 2 JSON-LD blocks"),
    "raw angle bracket": ("\\u003cp>", "<p>", "block: a raw '<' in the block"),
    "no JSON": (
        f'{BLOCK}{{"@context"',
        f'{BLOCK}{{@context"',
        f"block: not JSON: {NO_NAME}",
    ),
    "duplicate key": (
        '"position": 1,',
        '"position": 1, "position": 1,',
        "block: not JSON: the key 'position' stands 2 times in one object",
    ),
    "no graph": ('"@graph"', '"@included"', "block: not an object of @context and @graph"),
    "context": (
        "https://schema.org",
        "http://schema.org/x",
        "block: its context is 'http://schema.org/x'",
    ),
    "no type": (
        '"@type": "Person", ',
        "",
        [
            f"types: {BASE}/authors/ann/#person has no @type",
            f"properties: {BASE}/authors/ann/#person.name belongs to Thing",
            f"properties: {BASE}/authors/ann/#person.url belongs to Thing",
            "authors: 'Ann Example' is neither Person nor Organization",
        ],
    ),
    "unknown type": (
        CREDIT,
        CREDIT + ', "about": {"@type": "Duct", "@id": "https://example.org/#duct"}',
        [
            "types: Duct is not in schema.org",
            "properties: ImageObject.about holds Duct, Thing wanted",
        ],
    ),
    "banned type": (
        CREDIT,
        CREDIT + ', "about": {"@type": "HowTo", "name": "Ducts"}',
        "types: HowTo has no place on these pages",
    ),
    "superseded type": (
        CREDIT,
        CREDIT + ', "about": {"@type": "UserComments", "name": "Ducts"}',
        "types: UserComments is superseded",
    ),
    "unknown property": (
        '"creditText"',
        '"license": "https://example.org/", "creditLine"',
        "properties: ImageObject.creditLine is not in schema.org",
    ),
    "superseded property": (
        CREDIT,
        CREDIT + ', "awards": "Best"',
        "properties: ImageObject.awards is superseded by award",
    ),
    "property of another type": (
        '"inLanguage": "en-US",',
        '"inLanguage": "en-US", "lastReviewed": "2026-11-01",',
        "properties: Article.lastReviewed belongs to WebPage",
    ),
    "text for a thing": (
        f'"publisher": {{"@id": "{BASE}/#organization"}}, "mainEntityOfPage"',
        '"publisher": "Example hub", "mainEntityOfPage"',
        "properties: Article.publisher holds str, Organization or Person wanted",
    ),
    "thing of another type": (
        f'"publisher": {{"@id": "{BASE}/#organization"}}, "mainEntityOfPage"',
        f'"publisher": {{"@id": "{BASE}/#website"}}, "mainEntityOfPage"',
        "properties: Article.publisher holds WebSite, Organization or Person wanted",
    ),
    "number for a text": (
        '"inLanguage": "en-US"',
        '"inLanguage": 1',
        "properties: Article.inLanguage holds int, Language or Text wanted",
    ),
    "flag for a text": (
        '"inLanguage": "en-US"',
        '"inLanguage": true',
        "properties: Article.inLanguage holds bool, Language or Text wanted",
    ),
    "loose reference": (
        f'"breadcrumb": {{"@id": "{URL}#breadcrumb"}}',
        f'"breadcrumb": {{"@id": "{URL}#crumbs"}}',
        f"references: '{URL}#crumbs' is referred to but not defined",
    ),
    "double definition": (
        f'"@type": "ImageObject", "@id": "{URL}#primaryimage"',
        f'"@type": "ImageObject", "@id": "{URL}#breadcrumb"',
        [
            f"references: '{URL}#breadcrumb' is defined 2 times",
            f"references: '{URL}#primaryimage' is referred to but not defined",
        ],
    ),
    "relative id": (
        f'"@type": "FAQPage", "@id": "{URL}#faq"',
        '"@type": "FAQPage", "@id": "#faq"',
        "references: '#faq' is not absolute",
    ),
    "empty text": (CREDIT, CREDIT + ', "caption": ""', "empties: ImageObject.caption is empty"),
    "empty list": (
        CREDIT,
        CREDIT + ', "associatedArticle": []',
        "empties: ImageObject.associatedArticle is empty",
    ),
    "no page": (
        '"@type": "WebPage"',
        '"@type": "FAQPage"',
        ["webpage: 0 WebPage nodes", "faq: 2 FAQPage nodes"],
    ),
    "page of another address": (
        f'"url": "{URL}", "name"',
        f'"url": "{BASE}/", "name"',
        f"webpage: its url is '{BASE}/', not the canonical address",
    ),
    "no article": (
        f'"@type": "Article", "@id": "{URL}#article", "headline"',
        f'"@type": "CreativeWork", "@id": "{URL}#article", "headline"',
        "article: 0 Article nodes",
    ),
    "no headline": (
        '"headline": "What new ducts cost",',
        "",
        ["article: no headline", "article: the headline None is not the h1"],
    ),
    "no image": (f'"image": {{"@id": "{URL}#primaryimage"}}, ', "", "article: no image"),
    "another headline": (
        '"headline": "What',
        '"headline": "Ah what',
        "article: the headline 'Ah what new ducts cost' is not the h1",
    ),
    "author of no kind": (
        '"@type": "Person"',
        '"@type": "Brand"',
        [
            "properties: WebPage.reviewedBy holds Brand, Organization or Person wanted",
            "properties: Article.author holds Brand, Organization or Person wanted",
            "authors: 'Ann Example' is neither Person nor Organization",
        ],
    ),
    "author without address": (
        f'"name": "Ann Example",\n  "url": "{BASE}/authors/ann/"',
        '"name": "Ann Example"',
        "authors: 'Ann Example' has no url",
    ),
    "author with a title": (
        '"name": "Ann Example"',
        '"name": "By Ann Example"',
        "authors: 'By Ann Example' is not a bare name",
    ),
    "date without zone": (
        '"datePublished": "2026-10-05"',
        '"datePublished": "2026-10-05T10:00"',
        "dates: Article.datePublished is '2026-10-05T10:00'",
    ),
    "dates in disorder": (
        '"datePublished": "2026-10-05"',
        '"datePublished": "2026-11-15"',
        "dates: published 2026-11-15, modified 2026-11-10, today 2026-11-21",
    ),
    "invisible date": (
        '<time datetime="2026-11-10',
        '<time datetime="2026-11-09',
        "dates: no visible <time> says 2026-11-10",
    ),
    "another date in the head": (
        '"article:modified_time" content="2026-11-10',
        '"article:modified_time" content="2026-11-09',
        "dates: article:modified_time is '2026-11-09T09:30:00+01:00'",
    ),
    "review without markup": (
        f', "reviewedBy": {{"@id": "{BASE}/authors/ann/#person"}}',
        "",
        "review: a visible reviewer is not in the markup",
    ),
    "review in the future": (
        '"lastReviewed": "2026-11-01"',
        '"lastReviewed": "2026-12-01"',
        "review: lastReviewed 2026-12-01 is in the future or not visible",
    ),
    "trail of one step": (
        f",\n  {LAST_CRUMB}",
        "",
        "breadcrumbs: 1 items",
    ),
    "steps misnumbered": ('"position": 2', '"position": 3', "breadcrumbs: positions [1, 3]"),
    "invisible step": (
        LAST_CRUMB,
        LAST_CRUMB.replace("What", "Ah what"),
        "breadcrumbs: 'Ah what new ducts cost' is not visible",
    ),
    "step that leads nowhere": (
        f'"name": "Home", "item": "{BASE}/"',
        '"name": "Home"',
        "breadcrumbs: 'Home' leads nowhere",
    ),
    "picture without credit": (
        f", {CREDIT}",
        "",
        "pictures: 'https://example.org/share.png' has no credit",
    ),
    "question without answer": (
        f'"acceptedAnswer": {{"@type": "Answer", "text":\n      "{FIRST_ANSWER}"}}',
        '"answerCount": 0',
        "faq: 'How long do ducts last?' is not a Question with one acceptedAnswer",
    ),
    "empty answer": (
        FIRST_ANSWER,
        "\\u003cp>\\u003c/p>",
        "faq: 'How long do ducts last?' has no answer",
    ),
    "tag in an answer": (
        "\\u003cstrong>Decades\\u003c/strong>",
        "\\u003cabbr>Decades\\u003c/abbr>",
        "faq: 'How long do ducts last?': <abbr> in the answer",
    ),
    "relative link in an answer": (
        f'href=\\"{BASE}/\\"',
        'href=\\"/\\"',
        "faq: 'Can I seal them?': the link '/' is not absolute",
    ),
    "another question": (
        '"name": "Can I seal them?"',
        '"name": "Can I?"',
        "faq: 'Can I?' is 'Can I seal them?' on the page",
    ),
    "another answer": (
        "kept dry.</p>",
        "kept.</p>",
        "faq: 'How long do ducts last?': the answer differs from the page's",
    ),
    "question that is not on the page": (
        'id="faq-seal"',
        'id="faq-tape"',
        "faq: the markup has ['faq-last', 'faq-seal'], the page ['faq-last', 'faq-tape']",
    ),
}


def findings(page: Page) -> list[str]:
    return structured_data.check_page(page, TODAY)


def test_a_good_page_has_no_findings() -> None:
    assert findings(good_site.article()) == []


@pytest.mark.parametrize("path", ["index.html", "404.html", "old/index.html"])
def test_other_kinds_of_pages_have_no_findings(path: str) -> None:
    assert findings(Page(path, good_site.FILES[path], BASE)) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_one_broken_thing_is_the_one_finding(fault: str) -> None:
    old, new, wanted = BROKEN[fault]
    page = good_site.article(old, new)
    assert findings(page) == ([wanted] if isinstance(wanted, str) else wanted)


def test_questions_that_stand_open_are_seen_as_well() -> None:
    html = good_site.ARTICLE
    for old, new in (
        ("<details><summary>", "<h3>"),
        ("</summary>", "</h3>"),
        ("</details>", ""),
        ("kept dry.</p></div>", "kept wet.</p></div>"),
    ):
        html = html.replace(old, new)
    assert findings(Page(good_site.ARTICLE_PATH, html, BASE)) == [
        "faq: 'How long do ducts last?': the answer differs from the page's"
    ]


def test_numbers_of_sources_are_no_part_of_an_answer() -> None:
    words = "kept dry"
    cited = f'<a class="citation" href="#source-doe">{words}<sup>[1]</sup></a>.</p></div>'
    assert findings(good_site.article(f"{words}.</p></div>", cited)) == []


def test_an_empty_faq_page_is_found() -> None:
    html = good_site.ARTICLE
    start = html.index('"mainEntity": [') + len('"mainEntity": [')
    page = Page(good_site.ARTICLE_PATH, html[:start] + html[html.index("]}\n]}") :], BASE)
    assert findings(page) == [
        "empties: FAQPage.mainEntity is empty",
        "faq: a FAQPage without questions",
    ]


def test_a_question_that_another_page_marks_up_may_be_left_out() -> None:
    html = good_site.ARTICLE
    start = html.index(',\n  {"@type": "Question"')
    without_second = html[:start] + html[html.index("]}\n]}") :]
    assert findings(Page(good_site.ARTICLE_PATH, without_second, BASE)) == []


def test_a_page_that_is_no_article_has_no_article_node() -> None:
    page = good_site.article('"og:type" content="article"', '"og:type" content="website"')
    assert findings(page) == ["article: 1 Article nodes"]
