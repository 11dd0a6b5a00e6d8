"""Notes to oneself in what an article says of itself, outside of its Markdown.

Those in Markdown are found where it is read, with the slips of its form.
"""

from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.placeholders import PLACEHOLDER


def notes_to_oneself(article: Article) -> Iterator[Diagnostic]:
    """Find what is still to be written in titles, descriptions, questions and sources."""
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
    for source in meta.sources:
        yield f"{source.title} {source.publisher}", source.span
