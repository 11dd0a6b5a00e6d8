"""The pages of a site go in, what its search finds comes out, and the page to search on."""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from plenum.link.context import LinkContext
from plenum.link.glossary import GlossaryIndex
from plenum.link.search_text import other_words, terms_in, text_of
from plenum.link.view import crumbs_of
from plenum.model.forms import fold
from plenum.model.page import ArticlePage, Block, GlossaryPage, Head, Link, Page, SearchPage
from plenum.model.search import SearchRecord

_TITLE = "Search"
_DESCRIPTION = "Search the articles, the answers and the glossary."
# A result must have all words of a query, and few answers repeat these of their question.
_IDLE = tuple(
    "a about an and any are as at be can could did do does for from get had has have how i if in"
    " is it its me my need of on or our should so than that the their them then there they this to"
    " us was we were what when where which who why will with would you your".split()
)


def search_page(context: LinkContext, topics: Iterable[Link]) -> SearchPage:
    """Return the page to search on, with the topics as another way in."""
    href = context.addresses.href("/search/")
    url = context.addresses.absolute(href)
    # What it shows depends on the query: search engines must not list it.
    head = Head(_TITLE, _DESCRIPTION, href, url, indexable=False)
    return SearchPage(
        context.pages.shared(head, None),
        crumbs_of([(_TITLE, "/search/")], context.addresses),
        tuple(topics),
        urlsplit(url).netloc,
        tuple(sorted(_folded_forms(context.glossary), key=_longest_first)),
        _IDLE if context.config.language.lower().startswith("en") else (),
    )


def _longest_first(pair: tuple[str, str]) -> tuple[int, str]:
    return -len(pair[0]), pair[0]


def search_records(pages: Iterable[Page], index: GlossaryIndex) -> Iterator[SearchRecord]:
    """Yield what can be found, in the order of the pages."""
    for page in pages:
        if isinstance(page, ArticlePage):
            yield from _of_article(page, index)
        elif isinstance(page, GlossaryPage):
            yield from _of_glossary(page)


def _of_article(page: ArticlePage, index: GlossaryIndex) -> Iterator[SearchRecord]:
    head = page.head
    blocks = (piece for block in page.blocks for piece in _html_of(block))
    html = (page.short_answer_html, *page.takeaways_html, *blocks)
    texts = (page.question, head.description, *map(text_of, html))
    text = " ".join(filter(None, texts))
    # Linking has found them already, but for the ones in the title.
    terms = (*terms_in(head.title, index), *(each.term for each in page.definitions))
    words = other_words(f"{head.title} {text}", terms)
    keywords = "; ".join((*page.keywords, *(tag.text for tag in page.tags)))
    yield SearchRecord(head.href, "article", head.title, text, words, keywords=keywords)
    for item in page.faq:
        answer = text_of(item.plain_html)
        whole = f"{item.question} {answer}"
        words = other_words(whole, terms_in(whole, index))
        href = f"{head.href}#{item.anchor}"
        yield SearchRecord(href, "answer", item.question, answer, words, head.title)


def _html_of(block: Block) -> Iterator[str]:
    """Yield the HTML of a block; an answer is found by itself, so the FAQ has none."""
    yield block.html
    if block.example:
        yield escape(block.example.text)
    table = block.comparison
    if table:
        yield from (table.caption, *table.options_html)
        for row in table.rows:
            yield from (row.heading_html, *row.cells_html)
        for verdict in table.verdicts:
            yield from (verdict.option_html, verdict.reason_html)


def _of_glossary(page: GlossaryPage) -> Iterator[SearchRecord]:
    for entry in page.entries:
        text = " ".join(filter(None, (entry.short, text_of(entry.body_html))))
        href = f"{page.head.href}#{entry.anchor}"
        words = "; ".join(entry.forms)
        yield SearchRecord(href, "term", entry.term, text, words)


def _folded_forms(index: GlossaryIndex) -> Iterator[tuple[str, str]]:
    """Yield each form with its entry's term, folded as the search folds a query."""
    for entry in index.glossary.values():
        term = " ".join(fold(entry.term).split())
        for form in entry.forms:
            key = " ".join(fold(form).split())
            meant = index.entry_of(form)
            # A form of two entries means the first; one that is another's term means that.
            if key != term and meant is not None and meant.id == entry.id:
                yield key, term
