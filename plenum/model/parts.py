"""The parts that a site may ask of its articles: an article goes in, what it lacks comes out."""

from collections.abc import Callable, Iterable, Mapping

from plenum.model.article import Article


def _rests_on_something(article: Article) -> bool:
    """Whether readers are told of a source; registered facts bring theirs along."""
    references = (each for fragment in article.fragments for each in fragment.references)
    return bool(article.meta.sources) or any(each.kind == "fact" for each in references)


PARTS: Mapping[str, Callable[[Article], object]] = {
    "author": lambda article: article.meta.authors,
    "date": lambda article: article.meta.date,
    "reviewed": lambda article: article.meta.review,
    "question": lambda article: article.meta.question,
    "short_answer": lambda article: article.short_answer,
    "takeaways": lambda article: article.takeaways,
    "category": lambda article: article.meta.category,
    "tags": lambda article: article.meta.tags,
    "cover": lambda article: article.meta.cover,
    "comparison": lambda article: article.comparisons,
    "faq": lambda article: article.faq,
    "sources": _rests_on_something,
    "related": lambda article: article.meta.related,
}
"""What tells whether an article has a part, by the key that gives it."""


def missing_parts(article: Article, required: Iterable[str]) -> list[str]:
    """Return the required parts that an article lacks, but not those that could not be read."""
    lacking = (part for part in required if not PARTS[part](article))
    return [
        part for part in lacking if part not in article.unread and f"{part}:" not in article.hidden
    ]
