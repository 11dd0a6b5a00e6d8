"""What readers are owed around an article's text: who says so, when, on what ground, who paid.

A check is a function from a page to messages; `check_page` runs them on articles. An article
may do without some of these parts; the hub's own may not.
"""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from tests.quality.built_site import Page, ancestors, attr, text

PARTS = {
    ".byline a[rel=author]": "author",
    ".byline time[datetime]": "date",
    ".short-answer": "short answer",
    ".takeaways li": "takeaways",
    ".sources li": "sources",
    ".feedback a[href]": "way to report a mistake",
    ".related a[href]": "related reading",
}
# From so many sections on, readers need a list of them.
SECTIONS = 3
UNTIL = re.compile(r"\(until (?:[A-Z][a-z]+ (?:\d{1,2}, )?)?\d{1,4}\)")
PAID = re.compile(r"paid for by|sponsored by|advertisement", re.IGNORECASE)


def parts(page: Page) -> Iterator[str]:
    """Every article has the parts that tell readers whether to trust it and where to go on."""
    for selector, name in PARTS.items():
        if not page.all(selector):
            yield f"no {name}"
    if not re.search(r"\breviewed\b", text(page.first(".byline")), re.IGNORECASE):
        yield "no review"
    sections = page.all(".prose h2")
    listed = {attr(link, "href") for link in page.all(".toc a")}
    if len(sections) >= SECTIONS:
        for heading in sections:
            if f"#{attr(heading, 'id')}" not in listed:
                yield f"{text(heading)!r} is not in the table of contents"


def place_of(mark: LexborNode) -> str:
    """Return the id of the words that a mark belongs to: around it, or a fact's right before it.

    Between a fact that is told as past and its mark stands until when it held.
    """
    before = mark.prev
    if before is not None and before.tag == "-text" and UNTIL.fullmatch(text(before)):
        before = before.prev
    is_fact = before is not None and "fact" in attr(before, "class").split()
    return attr(before if before is not None and is_fact else mark, "id")


def citations(page: Page) -> Iterator[str]:
    """Each mark leads to a source and back, each source is cited, published and dated."""
    cited = {attr(mark, "href") for mark in page.all("a.citation")}
    for source in page.all(".sources ol > li"):
        name = attr(source, "id")
        if f"#{name}" not in cited:
            yield f"{name!r} is cited nowhere"
        title = text(source.css_first("a"))
        between = text(source).removeprefix(title).partition("accessed")[0].strip(" ,.")
        if not between:
            yield f"{name!r} has no publisher"
        if source.css_first("time[datetime]") is None:
            yield f"{name!r} has no day of access"
        back = {attr(link, "href") for link in source.css("a.back")}
        marks = [mark for mark in page.all("a.citation") if attr(mark, "href") == f"#{name}"]
        for mark in marks:
            if f"#{place_of(mark)}" not in back:
                yield f"{name!r} does not lead back to {text(mark)!r}"
    sources = {f"#{attr(source, 'id')}" for source in page.all(".sources ol > li")}
    for href in sorted(cited - sources):
        yield f"{href!r} is no source"


def payment(page: Page) -> Iterator[str]:
    """A link that is paid for says so to search engines and, beside it, to readers."""
    for link in page.all("a[rel~=sponsored]"):
        around = next((node for node in ancestors(link) if node.tag == "aside"), link.parent)
        if not PAID.search(text(around)):
            yield f"{text(link)!r} does not say who pays"
    for box in page.all("aside, main p"):
        says = re.search(r"\bpaid for by\b", text(box), re.IGNORECASE)
        around = next((node for node in ancestors(box) if node.tag == "aside"), box)
        if says and not around.css("a[rel~=sponsored]"):
            yield f"{text(box)[:40]!r} has no sponsored link"


Check = Callable[[Page], Iterator[str]]
CHECKS: tuple[Check, ...] = (parts, citations, payment)


def check_page(page: Page) -> list[str]:
    """Return the findings of one article, each with the check's name before it."""
    return [f"{check.__name__}: {message}" for check in CHECKS for message in check(page)]
