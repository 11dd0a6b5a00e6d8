"""What a page tells machines: one JSON-LD graph that is valid and that says what the page says.

`check_page` runs every check; a block that cannot be read yields that one finding only.
"""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.quality.built_site import Page, attr, text
from tests.quality.vocabulary import NUMBER_TYPES, vocabulary

BANNED = {
    "AggregateRating",
    "ClaimReview",
    "HowTo",
    "Offer",
    "Product",
    "QAPage",
    "Review",
    "SearchAction",
    "SpeakableSpecification",
}
ARTICLE_FIELDS = (
    "author",
    "dateModified",
    "datePublished",
    "headline",
    "image",
    "inLanguage",
    "mainEntityOfPage",
    "publisher",
)
ANSWER_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "br", "ol", "ul", "li", "a", "p", "div"),
    *("b", "strong", "i", "em"),
}
DATE_PROPERTIES = ("datePublished", "dateModified", "lastReviewed", "dateCreated", "expires")

Node = dict[str, object]


class UnreadableError(Exception):
    """A block that is no graph."""


@dataclass(frozen=True)
class Graph:
    """The nodes of a page's one block, in reading order, nested ones after their parents."""

    page: Page
    today: dt.date
    nodes: tuple[Node, ...]

    def of_type(self, *types: str) -> list[Node]:
        """Return the nodes that are of one of the types, or of one below."""
        wanted = frozenset(types)
        known = vocabulary()
        return [
            node for node in self.nodes if any(known.is_a(name, wanted) for name in types_of(node))
        ]

    def definitions(self) -> dict[str, Node]:
        """Return the nodes that have an `@id` and say more than it."""
        return {str(node["@id"]): node for node in self.nodes if "@id" in node and len(node) > 1}

    def resolved(self, value: object) -> list[Node]:
        """Return the nodes that a value holds or refers to."""
        known = self.definitions()
        found = (item for item in as_list(value) if isinstance(item, dict))
        return [known.get(str(item.get("@id")), item) for item in found]


def as_list(value: object) -> list[object]:
    """Return a list for one value, many, or none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def types_of(node: Node) -> list[str]:
    """Return the names of a node's types."""
    return [str(name) for name in as_list(node.get("@type"))]


def label(node: Node) -> str:
    """Name a node for people."""
    return "/".join(types_of(node)) or str(node.get("@id", "a node"))


def is_reference(node: Node) -> bool:
    """Tell whether a node only points at another."""
    return set(node) == {"@id"}


def blocks(page: Page) -> list[LexborNode]:
    """Return the JSON-LD blocks of a page."""
    return page.all('script[type="application/ld+json"]')


def read_graph(page: Page, today: dt.date) -> Graph | None:
    """Read the block of a page; None where there is none and none is needed.

    Raises:
        UnreadableError: The block is missing, double, or no graph.
    """
    found = blocks(page)
    if len(found) != 1:
        if found or page.is_article:
            raise UnreadableError(f"{len(found)} JSON-LD blocks")
        return None
    source = found[0].text(deep=True)
    if "<" in source:
        raise UnreadableError("a raw '<' in the block")
    try:
        document = json.loads(source, object_pairs_hook=without_duplicates)
    except ValueError as error:
        raise UnreadableError(f"not JSON: {error}") from error
    if not isinstance(document, dict) or set(document) != {"@context", "@graph"}:
        raise UnreadableError("not an object of @context and @graph")
    if document["@context"] != "https://schema.org":
        raise UnreadableError(f"its context is {document['@context']!r}")
    return Graph(page, today, tuple(walk(document["@graph"])))


def without_duplicates(pairs: list[tuple[str, object]]) -> Node:
    """Make an object of its pairs."""
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            raise ValueError(f"the key {name!r} stands {times} times in one object")
    return dict(pairs)


def walk(value: object) -> Iterator[Node]:
    """Yield every object inside a value, the outer ones first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


# --- The graph in itself ------------------------------------------------------------------


def types(graph: Graph) -> Iterator[str]:
    """Every type is in schema.org, and none is of a kind that these pages must not claim."""
    known = vocabulary()
    for node in graph.nodes:
        if not types_of(node) and not is_reference(node):
            yield f"{label(node)} has no @type"
        for name in types_of(node):
            if name not in known.parents:
                yield f"{name} is not in schema.org"
            elif name in known.superseded_types:
                yield f"{name} is superseded"
            elif name in BANNED:
                yield f"{name} has no place on these pages"


def properties(graph: Graph) -> Iterator[str]:
    """Every property is in schema.org, stands where it may, and holds what it may."""
    for node in graph.nodes:
        for name, value in node.items():
            if not name.startswith("@"):
                yield from one_property(graph, node, name, value)


def one_property(graph: Graph, node: Node, name: str, value: object) -> Iterator[str]:
    """Check one property of one node."""
    known = vocabulary()
    found = known.properties.get(name)
    if found is None:
        yield f"{label(node)}.{name} is not in schema.org"
        return
    if found.superseded_by:
        yield f"{label(node)}.{name} is superseded by {found.superseded_by}"
    if not any(known.is_a(kind, found.domain) for kind in types_of(node)):
        yield f"{label(node)}.{name} belongs to {' or '.join(sorted(found.domain))}"
    for item in as_list(value):
        if not fits(graph, item, found.range):
            yield (
                f"{label(node)}.{name} holds {describe(graph, item)}, "
                f"{' or '.join(sorted(found.range))} wanted"
            )


def fits(graph: Graph, value: object, wanted: frozenset[str]) -> bool:
    """Tell whether a value is of one of the wanted types."""
    known = vocabulary()
    if isinstance(value, bool):
        return "Boolean" in wanted
    if isinstance(value, int | float):
        return bool(wanted & NUMBER_TYPES)
    if isinstance(value, str):
        # An address stands for the thing that is there: so does a breadcrumb's `item`.
        by_address = "Thing" in wanted and value.startswith(("https://", "http://"))
        return by_address or known.allows_text(wanted)
    kinds = [kind for node in graph.resolved(value) for kind in types_of(node)]
    # A reference that leads nowhere is another check's finding.
    return not kinds or any(known.is_a(kind, wanted) for kind in kinds)


def describe(graph: Graph, value: object) -> str:
    """Name a value's type for people."""
    nodes = graph.resolved(value)
    return label(nodes[0]) if nodes else type(value).__name__


def references(graph: Graph) -> Iterator[str]:
    """Each `@id` is absolute, defined once, and each reference leads to one."""
    defined = Counter(str(node["@id"]) for node in graph.nodes if "@id" in node and len(node) > 1)
    for name, times in defined.items():
        if times > 1:
            yield f"{name!r} is defined {times} times"
        if not name.startswith(("https://", "http://")):
            yield f"{name!r} is not absolute"
    for node in graph.nodes:
        if is_reference(node) and node["@id"] not in defined:
            yield f"{node['@id']!r} is referred to but not defined"


def empties(graph: Graph) -> Iterator[str]:
    """No property is there for nothing."""
    for node in graph.nodes:
        for name, value in node.items():
            if any(item in ("", None, [], {}) for item in [value, *as_list(value)]):
                yield f"{label(node)}.{name} is empty"


# --- The graph and the page ---------------------------------------------------------------


def webpage(graph: Graph) -> Iterator[str]:
    """One WebPage, known by the page's canonical address."""
    nodes = [node for node in graph.of_type("WebPage") if types_of(node) != ["FAQPage"]]
    if len(nodes) != 1:
        yield f"{len(nodes)} WebPage nodes"
        return
    for name in ("@id", "url"):
        if nodes[0].get(name) != graph.page.canonical:
            yield f"its {name} is {nodes[0].get(name)!r}, not the canonical address"


def article(graph: Graph) -> Iterator[str]:
    """An article page has one Article, complete, under the visible headline."""
    nodes = graph.of_type("Article")
    if len(nodes) != int(graph.page.is_article):
        yield f"{len(nodes)} Article nodes"
    for node in nodes:
        for name in ARTICLE_FIELDS:
            if name not in node:
                yield f"no {name}"
        if node.get("headline") != text(graph.page.first("h1")):
            yield f"the headline {node.get('headline')!r} is not the h1"


def authors(graph: Graph) -> Iterator[str]:
    """Each author is somebody with a bare name, an address, and a place in the byline."""
    visible = text(graph.page.first("main"))
    for node in graph.of_type("Article"):
        for author in graph.resolved(node.get("author")):
            name = str(author.get("name", ""))
            if set(types_of(author)).isdisjoint({"Person", "Organization"}):
                yield f"{name!r} is neither Person nor Organization"
            if not author.get("url") and not author.get("sameAs"):
                yield f"{name!r} has no url"
            if re.match(r"by\b", name, re.IGNORECASE) or re.search(r"[,|(]", name):
                yield f"{name!r} is not a bare name"
            if name not in visible:
                yield f"{name!r} is not visible"


def dates(graph: Graph) -> Iterator[str]:
    """Dates are complete, in order, not in the future, and the reader sees the same."""
    for node in graph.nodes:
        for name in DATE_PROPERTIES:
            if name in node and day(node[name]) is None:
                yield f"{label(node)}.{name} is {node[name]!r}"
    for node in graph.of_type("Article"):
        published, modified = day(node.get("datePublished")), day(node.get("dateModified"))
        if published and modified and not published <= modified <= graph.today:
            yield f"published {published}, modified {modified}, today {graph.today}"
        if modified and modified not in visible_days(graph.page):
            yield f"no visible <time> says {modified}"
        said = graph.page.meta("article:modified_time")
        if said and day(said) != modified:
            yield f"article:modified_time is {said!r}"


def day(value: object) -> dt.date | None:
    """Return the day of an ISO 8601 date, or of a time with its zone; else None."""
    written = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return dt.date.fromisoformat(written)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)", written):
        return dt.date.fromisoformat(written[:10])
    return None


def visible_days(page: Page) -> set[dt.date | None]:
    """Return the days that the page shows."""
    return {day(attr(node, "datetime")) for node in page.all("main time[datetime]")}


def review(graph: Graph) -> Iterator[str]:
    """A review is in the markup exactly when the reader sees it."""
    byline = " ".join(text(node) for node in graph.page.all("main header")).lower()
    nodes = graph.of_type("WebPage")
    reviewers = [found for node in nodes for found in graph.resolved(node.get("reviewedBy"))]
    for reviewer in reviewers:
        if str(reviewer.get("name")).lower() not in byline:
            yield f"{reviewer.get('name')!r} is not visible as a reviewer"
    if "reviewed by" in byline and not reviewers:
        yield "a visible reviewer is not in the markup"
    for node in nodes:
        last = day(node.get("lastReviewed"))
        if last and (last > graph.today or last not in visible_days(graph.page)):
            yield f"lastReviewed {last} is in the future or not visible"


def breadcrumbs(graph: Graph) -> Iterator[str]:
    """The trail has two steps or more, numbered, named as on the page, each but the last a link."""
    visible = " ".join(text(node) for node in graph.page.all("nav"))
    for node in graph.of_type("BreadcrumbList"):
        items = graph.resolved(node.get("itemListElement"))
        if len(items) < 2:
            yield f"{len(items)} items"
        if [item.get("position") for item in items] != list(range(1, len(items) + 1)):
            yield f"positions {[item.get('position') for item in items]}"
        for item in items:
            name = " ".join(str(item.get("name", "")).split())
            if not name or name not in visible:
                yield f"{name!r} is not visible"
        for item in items[:-1]:
            if not str(item.get("item", "")).startswith(graph.page.base_url):
                yield f"{item.get('name')!r} leads nowhere"


def pictures(graph: Graph) -> Iterator[str]:
    """A picture that is described names its maker, but for the logo."""
    logos = [
        id(found)
        for node in graph.of_type("Organization")
        for found in graph.resolved(node.get("logo"))
    ]
    for node in graph.of_type("ImageObject"):
        if id(node) in logos or is_reference(node):
            continue
        if not {"creator", "creditText", "copyrightNotice", "license"} & set(node):
            yield f"{node.get('url') or node.get('@id')!r} has no credit"


# --- Questions and answers ----------------------------------------------------------------


@dataclass(frozen=True)
class VisibleQuestion:
    """A question as the reader sees it; `answer` is text without any space."""

    anchor: str
    question: str
    answer: str
    unnumbered: str


def visible_questions(page: Page) -> list[VisibleQuestion]:
    """Return the questions of the page's FAQ, in their order.

    A few short ones stand open under headings, many are disclosures.
    """
    found = []
    for body in page.all('main [aria-labelledby="faq"] div[id]'):
        before = body.prev
        while before is not None and not before.is_element_node:
            before = before.prev
        if before is not None and before.tag in {"summary", "h3"}:
            answers = dense(body), dense(unnumbered(body))
            found.append(VisibleQuestion(attr(body, "id"), text(before), *answers))
    return found


def unnumbered(answer: LexborNode) -> LexborNode | None:
    """Return a copy without the numbers of sources: the list that they belong to is elsewhere."""
    copy = LexborHTMLParser(answer.html or "").body
    for number in copy.css(".citation sup") if copy else ():
        number.decompose()
    return copy


def dense(node: LexborNode | None) -> str:
    """Return the text without space: where a paragraph ends there may be some or none."""
    return text(node).replace(" ", "")


def marked_questions(graph: Graph) -> list[Node]:
    """Return the questions of the markup."""
    pages = graph.of_type("FAQPage")
    return [question for node in pages for question in graph.resolved(node.get("mainEntity"))]


def faq(graph: Graph) -> Iterator[str]:
    """At most one FAQPage; its questions and answers are those on the page, in their order."""
    pages = graph.of_type("FAQPage")
    if len(pages) > 1:
        yield f"{len(pages)} FAQPage nodes"
    marked = marked_questions(graph)
    if pages and not marked:
        yield "a FAQPage without questions"
    visible = visible_questions(graph.page)
    anchors = [question.anchor for question in visible]
    order = [anchor_of(node) for node in marked]
    if [anchor for anchor in anchors if anchor in order] != order:
        yield f"the markup has {order}, the page {anchors}"
    by_anchor = {question.anchor: question for question in visible}
    for node in marked:
        yield from one_question(graph, node, by_anchor.get(anchor_of(node)))


def anchor_of(question: Node) -> str:
    """Return the fragment of a question's address."""
    return str(question.get("@id", "")).partition("#")[2]


def one_question(graph: Graph, node: Node, visible: VisibleQuestion | None) -> Iterator[str]:
    """Check one question of the markup against the one on the page."""
    name = " ".join(str(node.get("name", "")).split())
    answers = graph.resolved(node.get("acceptedAnswer"))
    if types_of(node) != ["Question"] or len(answers) != 1:
        yield f"{name!r} is not a Question with one acceptedAnswer"
        return
    body = LexborHTMLParser(f"<body>{answers[0].get('text', '')}").body
    if body is None or not text(body):
        yield f"{name!r} has no answer"
        return
    for tag in sorted({str(inner.tag) for inner in body.css("*")} - ANSWER_TAGS - {"body"}):
        yield f"{name!r}: <{tag}> in the answer"
    for link in body.css("a"):
        if not attr(link, "href").startswith(("https://", "http://", "mailto:", "tel:")):
            yield f"{name!r}: the link {attr(link, 'href')!r} is not absolute"
    if visible and name != visible.question:
        yield f"{name!r} is {visible.question!r} on the page"
    if visible and dense(body) != visible.unnumbered:
        yield f"{name!r}: the answer differs from the page's"


CHECKS = (
    types,
    properties,
    references,
    empties,
    webpage,
    article,
    authors,
    dates,
    review,
    breadcrumbs,
    pictures,
    faq,
)


def check_page(page: Page, today: dt.date) -> list[str]:
    """Return the findings of one page, each with the check's name before it."""
    try:
        graph = read_graph(page, today)
    except UnreadableError as error:
        return [f"block: {error}"]
    if graph is None:
        return []
    return [f"{check.__name__}: {message}" for check in CHECKS for message in check(graph)]
