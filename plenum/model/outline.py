"""An article goes in, what the rest of its site sees of it comes out: all but its texts."""

from msgspec.structs import replace

from plenum.model.article import Article
from plenum.model.fragment import Fragment, Html
from plenum.model.reading_time import WORDS_PER_MINUTE, reading_minutes


def outline_of(article: Article) -> Article:
    """Return the article without the words of its texts, and as long as they take to read.

    What leads from the texts to elsewhere is there, and whether there are any; comparisons are
    whole. What looks at articles together may look at this of each, and at nothing more: then an
    edit that leaves it as it is can change the article's own page and no other.
    """
    return replace(
        article,
        short_answer=_bare(article.short_answer),
        takeaways=tuple(map(_bare, article.takeaways)),
        body=_bare(article.body),
        faq=tuple(replace(item, answer=_bare(item.answer)) for item in article.faq),
        words=reading_minutes(article.words) * WORDS_PER_MINUTE,
        version="",
    )


def _bare(fragment: Fragment) -> Fragment:
    references = tuple(replace(each, start=0, end=0) for each in fragment.references)
    return Fragment((Html(""),) if fragment else (), references, span=fragment.span)
