"""One article as the read stage hands it on: complete, and ignorant of all others."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct, field

from plenum.diagnostics import Span
from plenum.model.dates import Moment
from plenum.model.example import Example
from plenum.model.fragment import EMPTY, Fragment, Heading
from plenum.model.promotion import Promotion
from plenum.model.url import slugify
from plenum.source import Located

_OF_BLOCKS = frozenset({"faq", "sources", "comparison"})
"""Anchors that come from no words."""

RESERVED_ANCHORS = frozenset("main faq sources related toc top short-answer takeaways".split())
"""Ids of the page's own furniture, which no heading may take."""

NOTE_ANCHORS = ("cite-", "fn-", "fnref", "source-")
"""How the ids of citations and footnotes begin, which change with the text."""


@lru_cache(maxsize=32)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text, as anchors write them; many links may ask for them."""
    return frozenset(slugify(text).split("-"))


class Comparison(Struct, frozen=True):
    """A comparison table; each row's cells are in the order of `options`."""

    id: str
    anchor: str
    caption: str
    options: tuple[Fragment, ...]
    option_texts: tuple[str, ...]
    rows: tuple[tuple[Fragment, tuple[Fragment, ...]], ...]
    verdicts: tuple[tuple[Fragment, Fragment], ...]
    span: Span

    def csv_url(self, page_url: str) -> str:
        """Return the URL of the table as a file, beside its page."""
        return f"{page_url}{self.anchor}.csv"


class FaqItem(Struct, frozen=True, gc=False):
    """A question of the article's FAQ and its answer; `key` is the question's normal form."""

    question: str
    anchor: str
    answer: Fragment
    key: str
    span: Span


class Citation(Struct, frozen=True):
    """What the article rests on: an entry of `sources`; a primary one says what is its own."""

    id: str
    title: str
    publisher: str
    url: str
    accessed: dt.date | None
    span: Span
    primary: bool = False


class Pick(Struct, frozen=True, gc=False):
    """An editor's choice of related reading, with the reason to show."""

    target: Located[str]
    why: str


class ReviewNote(Struct, frozen=True):
    """Who checked the article, when, and when it is due again."""

    on: dt.date
    by: Located[str] | None
    next: dt.date | None


class Cover(Struct, frozen=True):
    """The article's picture: a reference to a file, and its alternative text.

    `focus` is what must stay in sight where it is cut: percent from the left and from the top.
    """

    image: Located[str]
    alt: str
    credit: str
    focus: tuple[int, int] | None = None


class OldAddress(Struct, frozen=True, gc=False):
    """What once led to the article: an address of the site, or an anchor of the article's own.

    Readers arrive at the section `to`, as typed with its `#`, else at the top.
    """

    old: Located[str]
    to: Located[str] | None = None

    @property
    def is_anchor(self) -> bool:
        """Whether it is an anchor, typed with its `#`."""
        return self.old.value.startswith("#")

    @property
    def url(self) -> str:
        """The address as URLs are written here: decoded, with a slash at its end or a file's name.

        Nothing may decode it again: that would give another address.
        """
        # What a reader typed once may have been copied percent-encoded.
        url = unquote(self.old.value)
        return url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"

    @property
    def anchor(self) -> str:
        """The old anchor, decoded, without its `#`."""
        return unquote(self.old.value[1:])

    @property
    def to_anchor(self) -> str:
        """The anchor of the section `to`, decoded, without its `#`; empty for the top."""
        return "" if self.to is None else unquote(self.to.value[1:])


class FrontMatter(Struct, frozen=True, gc=False):
    """The valid front matter; texts are as typed, absent texts are empty.

    `noindex` says that search engines must leave the article out, `unpaid` that it shows no
    promotion, whatever the configuration has.
    `past_days` are those of what has been done already: changed, reviewed, read. A text that
    the article does not give, but that stands in for one, has no span.
    """

    title: str
    description: str
    question: str = ""
    slug: Located[str] | None = None
    date: Moment | None = None
    updated: Moment | None = None
    review: ReviewNote | None = None
    expires: Moment | None = None
    authors: tuple[Located[str], ...] = ()
    category: Located[str] | None = None
    tags: tuple[Located[str], ...] = ()
    keywords: tuple[str, ...] = ()
    cover: Cover | None = None
    draft: bool = False
    noindex: bool = False
    aliases: tuple[OldAddress, ...] = ()
    related: tuple[Pick, ...] = ()
    sources: tuple[Citation, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    promotion: Promotion | None = None
    unpaid: bool = False
    question_span: Span | None = None
    past_days: tuple[Located[Moment], ...] = ()
    title_span: Span | None = None
    description_span: Span | None = None


class Article(Struct, frozen=True, gc=False):
    """One article.

    `path` is the source's path below `content/`, `url` its address below the site's root,
    with a slash at both ends. `anchors` are all ids that a link may aim at. `terms` are the
    words by which related reading is found, with how often they stand in the text. What is
    `broken` may have anchors that could not be read: links to them are not judged. `hidden` is
    source text of which some could not be read: what it names is not called unused or unknown.
    With `addresses_hidden`, it may name addresses of the article, too. The keys `unread` stand
    in the front matter in some form, with a fault that is told already. `version` tells
    states of the source apart. `examples` are the worked examples that the body's markers name;
    one with a fault is the text as typed. `bracketed` is what may be the name of another article,
    with its place, and is no link.
    """

    path: str
    url: str
    opening: Span
    meta: FrontMatter
    short_answer: Fragment
    body: Fragment
    headings: tuple[Heading, ...]
    comparisons: tuple[Comparison, ...]
    faq: tuple[FaqItem, ...]
    anchors: frozenset[str]
    words: int
    terms: tuple[tuple[str, int], ...]
    broken: bool = False
    hidden: str = ""
    addresses_hidden: bool = False
    unread: frozenset[str] = frozenset()
    takeaways: tuple[Fragment, ...] = ()
    version: str = ""
    examples: tuple[Example | str, ...] = ()
    bracketed: tuple[tuple[str, Span], ...] = ()

    def may_hide(self, anchor: str) -> bool:
        """Whether an anchor may be one of those that could not be read: its words stand there."""
        if not self.broken or not self.hidden or anchor in _OF_BLOCKS:
            return self.broken
        return set(anchor.removeprefix("source-").split("-")) <= _words(self.hidden)

    @property
    def fragments(self) -> Iterator[Fragment]:
        """All of the article's Markdown, in reading order."""
        return (fragment for fragment, _ in self._in_order())

    @property
    def running_text(self) -> Iterator[Fragment]:
        """What of it a word of the glossary may stand in: not the names of rows and columns."""
        return (fragment for fragment, names in self._in_order() if not names)

    def _in_order(self) -> Iterator[tuple[Fragment, bool]]:
        """Yield each piece, and whether it names a row, a column or a verdict."""
        yield self.short_answer, False
        yield from ((takeaway, False) for takeaway in self.takeaways)
        for table in self.comparisons:
            yield from ((option, True) for option in table.options)
            for heading, cells in table.rows:
                yield heading, True
                yield from ((cell, False) for cell in cells)
            for option, why in table.verdicts:
                yield option, True
                yield why, False
        yield self.body, False
        for item in self.faq:
            yield item.answer, False

    @property
    def source_path(self) -> str:
        """The path relative to the site."""
        return f"content/{self.path}"

    @property
    def slug(self) -> str:
        """The last part of the URL; empty for the home page."""
        return self.url.rstrip("/").rpartition("/")[2]


def root_article(span: Span) -> Article:
    """Return an empty article at the site's root, for links that stand in no article."""
    meta = FrontMatter(title="", description="")
    return Article("index.md", "/", span, meta, EMPTY, EMPTY, (), (), (), frozenset(), 0, ())
