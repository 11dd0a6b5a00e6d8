"""Small complete values for the tests of the render stage."""

import datetime as dt

from plenum.model.page import (
    Agent,
    ArticlePage,
    Block,
    Card,
    Chrome,
    Crumb,
    Head,
    Image,
    Link,
    Organization,
    Question,
    Review,
    Source,
)

BASE = "https://example.org/hub"
URL = f"{BASE}/cost/ducts/"
DAY = dt.date(2026, 11, 21)

CHROME = Chrome(
    title="The hub",
    description="Articles & answers.",
    language="en-US",
    base_url=BASE,
    base_path="/hub",
    home_href="/hub/",
    navigation=(),
    footer=(),
    organization=Organization("Plenum", f"{BASE}/", f"{BASE}/logo.svg", ()),
    style="p{margin:0}",
    assets={},
    feed_href="/hub/feed.xml",
    json_feed_href="/hub/feed.json",
)

ANNA = Agent(
    "Anna Beck",
    "person",
    "/hub/authors/anna/",
    f"{BASE}/authors/anna/",
    f"{BASE}/authors/anna/#person",
    job="Engineer",
)
PUBLISHER = Agent("Plenum", "organization", "", BASE, f"{BASE}/#organization")

ANSWER = '<p>A <a href="/hub/x/">lot</a>.</p>'
ARTICLE = ArticlePage(
    head=Head("What new ducts cost", "All about it.", "/hub/cost/ducts/", URL),
    breadcrumbs=(
        Crumb("Home", "/hub/", f"{BASE}/"),
        Crumb("What new ducts cost", "/hub/cost/ducts/", URL),
    ),
    question="",
    short_answer_html="<p>Much.</p>",
    blocks=(Block("html", "<p>Text.</p>"),),
    toc=(),
    comparisons=(),
    faq=(Question("how-much", "How much?", ANSWER, ANSWER, marked_up=True),),
    sources=(Source(1, "source-doe", "Ducts", "DOE", "https://doe.example/ducts", DAY, ()),),
    related=(),
    authors=(ANNA, PUBLISHER),
    published=dt.date(2026, 11, 1),
    modified=DAY,
    review=Review(DAY, ANNA, None),
    category=Link("Cost", "/hub/categories/cost/"),
    tags=(Link("ducts", "/hub/tags/ducts/"),),
    keywords=("duct cost",),
    cover=Image("/hub/c.jpg", f"{BASE}/c.jpg", "Ducts", "A. Beck", 1200, 630),
    words=900,
    reading_minutes=4,
    twin_href="/hub/cost/ducts/index.md",
    twin_url=f"{URL}index.md",
    twin="# What new ducts cost\n\n\n",
)

CARD = Card(
    title="Ducts <& more>",
    description="All about \x0b ducts.",
    href="/hub/cost/ducts/",
    url=URL,
    category=Link("Cost", "/hub/categories/cost/"),
    published=dt.date(2026, 11, 1),
    modified=DAY,
    reviewed=None,
    question="",
    reading_minutes=4,
)
