"""Notes to oneself: faults outside of an article's Markdown, and parts that are still such notes.

Faults in Markdown and in sources are found where they are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.placeholders import PLACEHOLDER
from plenum.model.places import read_text_of


def notes_to_oneself(article: Article) -> Iterator[Diagnostic]:
    """Find what is still to be written in titles, descriptions and questions."""
    for text, span in _plain_texts(article):
        found = PLACEHOLDER.search(text)
        if found and span is not None:
            yield fault("placeholder", span, name=found[0])


def _plain_texts(article: Article) -> Iterator[tuple[str, Span | None]]:
    meta = article.meta
    yield meta.title, meta.title_span
    yield meta.description, meta.description_span
    yield meta.question, meta.question_span
    for item in article.faq:
        # A question in the body is Markdown.
        if item.span.line < article.body.span.line:
            yield item.question, item.span


def is_unwritten(article: Article, part: str) -> bool:
    """Whether a part of an article, by its key, still has a note to oneself in it."""
    texts = _TEXTS[part](article) if part in _TEXTS else ()
    return any(PLACEHOLDER.search(text) for text in texts)


def _of_comparisons(article: Article) -> Iterator[str]:
    for table in article.comparisons:
        yield table.caption
        rows = ((heading, *cells) for heading, cells in table.rows)
        for fragments in (table.options, *rows, *table.verdicts):
            yield from map(read_text_of, fragments)


def _of_faq(article: Article) -> Iterator[str]:
    for item in article.faq:
        yield item.question
        yield read_text_of(item.answer)


_TEXTS: Mapping[str, Callable[[Article], Iterable[str]]] = {
    "title": lambda article: (article.meta.title,),
    "description": lambda article: (article.meta.description,),
    "question": lambda article: (article.meta.question,),
    "short_answer": lambda article: (read_text_of(article.short_answer),),
    "takeaways": lambda article: map(read_text_of, article.takeaways),
    "comparison": _of_comparisons,
    "faq": _of_faq,
    "sources": lambda article: (f"{each.title} {each.publisher}" for each in article.meta.sources),
}
"""The texts of a part, by its key; the other parts have no words of their own."""
