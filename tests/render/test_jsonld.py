"""Structured data: one graph a page, whose references resolve and which nothing breaks."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from plenum.model.page import (
    FactsPage,
    GlossaryItem,
    GlossaryPage,
    Head,
    HomePage,
    ListingPage,
    NotFoundPage,
    Page,
    Pagination,
    Question,
)
from plenum.render.answer import answer_markup
from plenum.render.jsonld import json_ld
from tests.quality.vocabulary import vocabulary
from tests.render.values import ANNA, ARTICLE, BASE, CHROME, PUBLISHER, URL

ONE = Pagination(1, 1, "", "")
AUTHOR = ListingPage(
    Head("Anna Beck", "", ANNA.href, ANNA.url), "author", "Anna Beck", "", (), (), ONE, ANNA
)
TAG = replace(AUTHOR, listing="tag", agent=None)
GLOSSARY = GlossaryPage(
    Head("Glossary", "Words.", "/hub/glossary/", f"{BASE}/glossary/"),
    ARTICLE.breadcrumbs,
    (GlossaryItem("hspf2", "HSPF2", ("HSPF 2",), (), "A rating.", ""),),
)
HOME = HomePage(
    head=Head("The hub", "", "/hub/", f"{BASE}/"),
    heading="The hub",
    intro_html="",
    short_answer_html="",
    blocks=(),
    faq=ARTICLE.faq,
    sources=ARTICLE.sources,
    cards=(),
    topics=(),
    pagination=ONE,
)
FACTS = FactsPage(GLOSSARY.head, ARTICLE.breadcrumbs, ())
PAGES = (ARTICLE, AUTHOR, TAG, GLOSSARY, HOME, FACTS)


def nodes_of(page: Page) -> list[Any]:
    """Return the nodes of the page's graph, as a reader of the block gets them."""
    nodes: list[Any] = json.loads(json_ld(page, CHROME))["@graph"]
    return nodes


def node_of(page: Page, kind: str) -> Any:  # noqa: ANN401 - read from JSON
    """Return the one node of a type."""
    (found,) = (node for node in nodes_of(page) if node["@type"] == kind)
    return found


def walk(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object inside a value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.kind)
def test_references_resolve(page: Page) -> None:
    """Every reference leads to a node of the page, no node is there twice, nothing is empty."""
    objects = list(walk(nodes_of(page)))
    defined = [node["@id"] for node in objects if "@id" in node and len(node) > 1]
    assert len(defined) == len(set(defined))
    assert {node["@id"] for node in objects if len(node) == 1 and "@id" in node} <= set(defined)
    assert not [node for node in objects for value in node.values() if value in ("", None, [], {})]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.kind)
def test_vocabulary(page: Page) -> None:
    """Every property of every node belongs to its type in schema.org."""
    known = vocabulary()
    for node in walk(nodes_of(page)):
        for name in (name for name in node if not name.startswith("@")):
            assert known.is_a(node["@type"], known.properties[name].domain), (node["@type"], name)


def test_publisher_is_the_same_everywhere() -> None:
    """The nodes of organization and site are the same on every page."""
    assert len({json.dumps(nodes_of(page)[:2]) for page in PAGES}) == 1


def test_no_graph_for_404() -> None:
    """The page for missing addresses has no structured data."""
    assert json_ld(NotFoundPage(Head("Not found", "", "/hub/404.html", BASE), ()), CHROME) == ""


def test_nasty_question_survives() -> None:
    """A question that would end the script element comes through unchanged and does no harm."""
    nasty = '</script><b>&"“ \u2028\u2029 🜁 \\ <!-- שלום'
    answer = "<p>Yes &lt;/script&gt;</p>"
    page = replace(ARTICLE, faq=(Question("q", nasty, answer, answer, marked_up=True),))
    source = json_ld(page, CHROME)
    assert not set(source) & set("<>&\u2028\u2029")
    question = node_of(page, "FAQPage")["mainEntity"][0]
    assert question["name"] == nasty
    assert question["acceptedAnswer"]["text"] == "<p>Yes &lt;/script&gt;</p>"


def test_only_own_questions_are_marked_up() -> None:
    """A question that another page marks up is left out, and without any there is no FAQPage."""
    other = replace(ARTICLE.faq[0], anchor="other", marked_up=False)
    faq = node_of(replace(ARTICLE, faq=(other, *ARTICLE.faq)), "FAQPage")
    assert [question["@id"] for question in faq["mainEntity"]] == [f"{URL}#how-much"]
    without = nodes_of(replace(ARTICLE, faq=(other,)))
    assert "FAQPage" not in {node["@type"] for node in without}


def test_front_page_may_have_questions_and_sources() -> None:
    """The front page's own words may have an FAQ and sources too."""
    (question,) = node_of(HOME, "FAQPage")["mainEntity"]
    assert question["@id"] == f"{BASE}/#how-much"
    assert node_of(HOME, "WebPage")["citation"][0]["name"] == "Ducts"


def test_author_and_reviewer_are_one_person() -> None:
    """A person who writes and reviews has one node; an author who publishes has none more."""
    nodes = nodes_of(ARTICLE)
    assert node_of(ARTICLE, "Article")["author"] == [
        {"@id": ANNA.node_id},
        {"@id": f"{BASE}/#organization"},
    ]
    assert node_of(ARTICLE, "WebPage")["reviewedBy"] == {"@id": ANNA.node_id}
    assert [node["@type"] for node in nodes].count("Person") == 1
    assert [node["@type"] for node in nodes].count("Organization") == 1


def test_agent_with_a_foreign_id_stands_alone() -> None:
    """An organization that has the publisher's id but another name does not pass for it."""
    lab = replace(PUBLISHER, name="Test Lab")
    found = node_of(replace(ARTICLE, authors=(lab,)), "Article")
    assert found["author"] == [{"@type": "Organization", "name": "Test Lab", "url": BASE}]


def test_long_headline_is_cut_at_a_word() -> None:
    """A headline has at most 110 characters."""
    page = replace(ARTICLE, head=replace(ARTICLE.head, title="ducts " * 30))
    headline = node_of(page, "Article")["headline"]
    assert len(headline) <= 110
    assert headline.endswith("ducts…")


def test_last_crumb_has_no_address() -> None:
    """Each step of the trail has its address but the last; one step is no trail."""
    items = node_of(ARTICLE, "BreadcrumbList")["itemListElement"]
    assert [(item["position"], "item" in item) for item in items] == [(1, True), (2, False)]
    alone = nodes_of(replace(ARTICLE, breadcrumbs=ARTICLE.breadcrumbs[:1]))
    assert not [node for node in alone if node["@type"] == "BreadcrumbList" or "breadcrumb" in node]


def test_picture_without_credit_is_an_address() -> None:
    """A picture without a credit is not described, only named."""
    assert ARTICLE.cover is not None
    page = replace(ARTICLE, cover=replace(ARTICLE.cover, credit=""))
    assert node_of(page, "Article")["image"] == f"{BASE}/c.jpg"
    assert "primaryImageOfPage" not in node_of(page, "WebPage")


@pytest.mark.parametrize(
    ("page", "kind"), [(AUTHOR, "ProfilePage"), (TAG, "CollectionPage"), (HOME, "WebPage")]
)
def test_page_types(page: Page, kind: str) -> None:
    """Listings are collections, an author's page is a profile, others are web pages."""
    assert node_of(page, kind)["@id"] == page.head.url


@pytest.mark.parametrize(
    ("html", "reduced"),
    [
        (
            '<p class="x">See <a href="#b" title="t">b</a></p>',
            f'<p>See <a href="{URL}#b">b</a></p>',
        ),
        ('<a href="/hub/y/?a=1&amp;b=2">y</a>', f'<a href="{BASE}/y/?a=1&amp;b=2">y</a>'),
        ('<a href="../x/">x</a>', f'<a href="{BASE}/cost/x/">x</a>'),
        ('<a href="javascript:x()">y</a>', "y"),
        ('<a id="z">y</a><sup>[1]</sup>', "y[1]"),
        ("<code>a &lt; b</code> &amp; c", "a &lt; b &amp; c"),
        ("<td>one</td><td>two</td>", "one  two"),
        ("<p>a<br>b<img src=x alt=y></p>", "<p>a<br>b</p>"),
        ("<p><strong>open", "<p><strong>open</strong></p>"),
        ("<p>a</p><script>x<b>y</script>", "<p>a</p>"),
        ("</p>a", "a"),
        ("<p> <br/></p>", ""),
    ],
)
def test_answers_are_reduced(html: str, reduced: str) -> None:
    """An answer keeps its text and the tags that count; addresses become absolute."""
    assert answer_markup(html, URL) == reduced
