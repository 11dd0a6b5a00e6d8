"""A page goes in, its structured data as one JSON-LD graph comes out (page-quality.md 1.2-1.4).

Every node is made here and nowhere else, so no page describes a thing twice. A reference is
made only together with the node that it leads to, and an empty value is never written.
"""

import json
from collections.abc import Iterable, Mapping

from plenum.model.dates import iso
from plenum.model.page import (
    Agent,
    ArticlePage,
    Chrome,
    Crumb,
    Definition,
    FactsPage,
    GlossaryItem,
    GlossaryPage,
    HomePage,
    Image,
    ListingPage,
    NotFoundPage,
    Page,
    Question,
    SearchPage,
    Source,
)
from plenum.render.address import home_url
from plenum.render.answer import answer_markup

Node = dict[str, object]

_HEADLINE = 110
# What could end the script element or begin a comment in it, and what old parsers of
# JavaScript take for the end of a line.
_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(page: Page, chrome: Chrome) -> str:
    """Return the text of the page's JSON-LD block; empty where there is none."""
    found = graph(page, chrome)
    if found is None:
        return ""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    # Many times as quick as one pass by `str.translate`.
    for character, escaped in _ESCAPES.items():
        text = text.replace(character, escaped)
    return text


def graph(page: Page, chrome: Chrome) -> dict[str, object] | None:
    """Return the page's graph; None for pages that search engines must leave out."""
    if not page.head.indexable or isinstance(page, NotFoundPage | SearchPage):
        return None
    builder = _Builder(page, chrome)
    return {"@context": "https://schema.org", "@graph": builder.nodes()}


class _Builder:
    """Makes the nodes of one page."""

    def __init__(
        self, page: ArticlePage | ListingPage | HomePage | GlossaryPage | FactsPage, chrome: Chrome
    ) -> None:
        self._page = page
        self._chrome = chrome
        self._url = page.head.url
        self._publisher = {"@id": f"{home_url(chrome)}#organization"}
        self._website = {"@id": f"{home_url(chrome)}#website"}
        self._agents = _Agents(chrome, self._publisher["@id"])

    def nodes(self) -> list[Node]:
        page = self._page
        crumbs = () if isinstance(page, HomePage) else page.breadcrumbs
        breadcrumb = _breadcrumb(crumbs, self._url)
        picture = _picture(_image_of(page), self._url)
        found = [
            _organization(self._chrome, self._publisher["@id"]),
            self._website_node(),
            self._webpage(breadcrumb, picture),
        ]
        if isinstance(page, ArticlePage):
            found.append(self._article(page, picture))
        if isinstance(page, ArticlePage | HomePage):
            found += _faq(page.faq, self._url)
        if isinstance(page, GlossaryPage) and page.entries:
            found.append(_term_set(page.entries, page.head.title, self._url))
        found += [node for node in (breadcrumb, picture) if node]
        return [*found, *self._agents.nodes]

    def _website_node(self) -> Node:
        chrome = self._chrome
        return _filled(
            {
                "@type": "WebSite",
                **self._website,
                "url": home_url(chrome),
                "name": chrome.title,
                "description": chrome.description,
                "publisher": self._publisher,
                "inLanguage": chrome.language,
            }
        )

    def _webpage(self, breadcrumb: Node, picture: Node) -> Node:
        page = self._page
        return _filled(
            {
                "@type": _page_type(page),
                "@id": self._url,
                "url": self._url,
                "name": page.head.title,
                "description": page.head.description,
                "isPartOf": self._website,
                "inLanguage": self._chrome.language,
                "breadcrumb": _reference(breadcrumb),
                "primaryImageOfPage": _reference(picture),
                **self._of_the_kind(),
            }
        )

    def _of_the_kind(self) -> Node:
        """Return what a WebPage says only for its kind of page."""
        page = self._page
        if isinstance(page, ArticlePage):
            review = page.review
            return {
                **_dates(page),
                "lastReviewed": review.on.isoformat() if review else "",
                "reviewedBy": self._agents.reference(review.by) if review and review.by else None,
                "relatedLink": [card.url for card in page.related],
            }
        if isinstance(page, HomePage):
            return {"citation": [_citation(source) for source in page.sources]}
        if isinstance(page, ListingPage) and _page_type(page) == "ProfilePage" and page.agent:
            return {"mainEntity": self._agents.reference(page.agent)}
        if isinstance(page, GlossaryPage) and page.entries:
            return {"mainEntity": {"@id": _term_set_id(self._url)}}
        return {}

    def _article(self, page: ArticlePage, picture: Node) -> Node:
        image = _image_of(page)
        tags = (tag.text for tag in page.tags)
        return _filled(
            {
                "@type": "Article",
                "@id": f"{self._url}#article",
                "isPartOf": {"@id": self._url},
                "mainEntityOfPage": {"@id": self._url},
                "headline": _headline(page.head.title),
                "description": page.head.description,
                "image": _reference(picture) or (image.url if image else ""),
                **_dates(page),
                "author": [self._agents.reference(agent) for agent in page.authors],
                "publisher": self._publisher,
                "inLanguage": self._chrome.language,
                "articleSection": page.category.text if page.category else "",
                "keywords": list(dict.fromkeys((*page.keywords, *tags))),
                "wordCount": page.words or None,
                "citation": [_citation(source) for source in page.sources],
                "mentions": [_mention(definition) for definition in page.definitions],
            }
        )


class _Agents:
    """Who wrote or reviewed: gives references, and keeps each one's node for the graph."""

    def __init__(self, chrome: Chrome, publisher_id: str) -> None:
        self.nodes: list[Node] = []
        self._publisher_name = _publisher_name(chrome)
        self._publisher_id = publisher_id
        self._names = {publisher_id: self._publisher_name}

    def reference(self, agent: Agent) -> Node:
        """Return a reference to the agent's node, or the node where it can have no `@id`."""
        if agent.kind == "organization" and agent.name == self._publisher_name:
            return {"@id": self._publisher_id}
        if not agent.node_id or self._names.get(agent.node_id, agent.name) != agent.name:
            # An agent without a page may share the site's own id: it must not pass for another.
            return _agent(agent, "")
        if agent.node_id not in self._names:
            self._names[agent.node_id] = agent.name
            self.nodes.append(_agent(agent, agent.node_id))
        return {"@id": agent.node_id}


def _filled(node: Mapping[str, object]) -> Node:
    """Return the node without its empty values."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {}, ())}


def _reference(node: Node) -> Node:
    return {"@id": node["@id"]} if node else {}


def _page_type(
    page: ArticlePage | ListingPage | HomePage | GlossaryPage | FactsPage,
) -> str:
    if not isinstance(page, ListingPage):
        return "WebPage"
    return "ProfilePage" if page.listing == "author" and page.agent else "CollectionPage"


def _publisher_name(chrome: Chrome) -> str:
    return chrome.organization.name or chrome.title


def _organization(chrome: Chrome, node_id: str) -> Node:
    return _filled(
        {
            "@type": "Organization",
            "@id": node_id,
            "name": _publisher_name(chrome),
            "url": chrome.organization.url,
            "logo": chrome.organization.logo,
            "sameAs": list(chrome.organization.same_as),
        }
    )


def _agent(agent: Agent, node_id: str) -> Node:
    person = agent.kind == "person"
    return _filled(
        {
            "@type": "Person" if person else "Organization",
            "@id": node_id,
            "name": agent.name,
            "url": agent.url,
            "jobTitle": agent.job if person else "",
            "sameAs": list(agent.same_as),
        }
    )


def _dates(page: ArticlePage) -> Node:
    return {
        "datePublished": iso(page.published) if page.published else "",
        "dateModified": iso(page.modified) if page.modified else "",
    }


def _headline(title: str) -> str:
    """Return the title, cut at a word where it is longer than search engines read."""
    if len(title) <= _HEADLINE:
        return title
    cut = title[: _HEADLINE - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip() + "…"


def _image_of(
    page: ArticlePage | ListingPage | HomePage | GlossaryPage | FactsPage,
) -> Image | None:
    cover = page.cover if isinstance(page, ArticlePage) else None
    return cover or page.head.image


def _picture(image: Image | None, url: str) -> Node:
    """Return the node of the page's picture, nothing where there is none to describe.

    An ImageObject must say whose picture it is; one without a credit is named by its bare
    address only.
    """
    if image is None or not image.credit:
        return {}
    return _filled(
        {
            "@type": "ImageObject",
            "@id": f"{url}#primaryimage",
            "url": image.url,
            "contentUrl": image.url,
            "width": image.width,
            "height": image.height,
            "creditText": image.credit,
        }
    )


def _citation(source: Source) -> Node:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": publisher,
        }
    )


def _mention(definition: Definition) -> Node:
    """Return a word that the article uses; the glossary says the rest under the same `@id`."""
    return {"@type": "DefinedTerm", "@id": definition.url, "name": definition.term}


def _breadcrumb(crumbs: tuple[Crumb, ...], url: str) -> Node:
    """Return the trail; nothing where it has fewer than the two steps that make one."""
    last = len(crumbs)
    if last < 2:  # noqa: PLR2004
        return {}
    items = [
        _filled(
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.text,
                "item": crumb.url if position < last else "",
            }
        )
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{url}#breadcrumb", "itemListElement": items}


def _faq(questions: Iterable[Question], url: str) -> list[Node]:
    """Return the FAQPage, or nothing: one without questions is an error."""
    found = [_question(question, url) for question in questions if question.marked_up]
    main = [node for node in found if node]
    if not main:
        return []
    return [
        {
            "@type": "FAQPage",
            "@id": f"{url}#faq",
            "isPartOf": {"@id": url},
            "mainEntity": main,
        }
    ]


def _question(question: Question, url: str) -> Node:
    address = f"{url}#{question.anchor}"
    answer = answer_markup(question.plain_html, url)
    if not answer or not question.question:
        return {}
    return {
        "@type": "Question",
        "@id": address,
        "url": address,
        "name": question.question,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _term_set_id(url: str) -> str:
    return f"{url}#termset"


def _term_set(entries: Iterable[GlossaryItem], name: str, url: str) -> Node:
    term_set = {"@id": _term_set_id(url)}
    terms = [
        _filled(
            {
                "@type": "DefinedTerm",
                "@id": f"{url}#{entry.anchor}",
                "url": f"{url}#{entry.anchor}",
                "name": entry.term,
                "alternateName": list(entry.forms),
                "description": entry.short,
                "inDefinedTermSet": term_set,
            }
        )
        for entry in entries
    ]
    return {"@type": "DefinedTermSet", **term_set, "name": name, "url": url,
            "hasDefinedTerm": terms}  # fmt: skip
