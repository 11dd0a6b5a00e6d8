"""The whole site before linking: who is at which address, and what leads there."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from plenum.diagnostics import Span
from plenum.model.article import Article
from plenum.model.data import GLOSSARY_URL, SiteData
from plenum.model.fragment import Fragment
from plenum.model.picture import Picture


class Term(Struct, frozen=True):
    """A term of a taxonomy: its name, its page's URL, and its articles, newest first."""

    name: str
    url: str
    articles: tuple[Article, ...]


class Section(Struct, frozen=True):
    """A folder of articles without an index page of its own."""

    name: str
    url: str
    articles: tuple[Article, ...]


class PublishedFile(Struct, frozen=True):
    """A file to publish: `path` relative to the site, `url` below the site's root.

    It is published as it is, but for a picture, which keeps nothing but what it shows.
    """

    path: str
    url: str
    picture: Picture | None = None


SOCIAL_CARD = "/social-card.png"
"""The picture that stands for pages without a cover; `static/social-card.png`."""


class Alias(Struct, frozen=True):
    """An old address and the URL of the article that took its place.

    `url` is decoded, as all URLs of a site are: it names a file as it is. Readers arrive at the
    section `anchor`, at the top where it is empty.
    """

    url: str
    target: str
    span: Span
    anchor: str = ""


class LeftOut(Struct, frozen=True):
    """An article that is not published today, and what keeps it from being so."""

    article: Article
    state: Literal["draft", "in the future", "expired"]
    reason: str


class Site(Struct, frozen=True):
    """All that linking one page may ask about the others.

    `articles` are those to publish, in the order of listings: newest first, then by title.
    `claimants` are the articles that claim an address: one each, where there is no fault.
    `left_out` says of a source path why its article is not published, `left_out_by_url` says it
    of the article's address and of its old ones. `addresses` are
    all that a page may link to, with the further pages of listings and what the build makes.
    """

    articles: tuple[Article, ...]
    home: Article | None
    by_path: Mapping[str, Article]
    by_url: Mapping[str, Article]
    by_slug: Mapping[str, tuple[Article, ...]]
    left_out: Mapping[str, LeftOut]
    categories: Mapping[str, Term]
    tags: Mapping[str, Term]
    authors: Mapping[str, Term]
    sections: tuple[Section, ...]
    files: Mapping[str, PublishedFile]
    aliases: Mapping[str, Alias]
    pages: frozenset[str]
    data: SiteData
    question_owners: Mapping[str, str] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()
    claimants: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    left_out_by_url: Mapping[str, LeftOut] = field(default_factory=dict)

    @property
    def drafts(self) -> frozenset[str]:
        """The sources of the drafts that are left out."""
        absent = self.left_out.values()
        return frozenset(each.article.source_path for each in absent if each.state == "draft")

    @property
    def shared_texts(self) -> Iterator[tuple[str, Fragment]]:
        """Yield the Markdown of shared data, each with the URL of the page that shows it."""
        for entry in self.data.glossary.values():
            yield GLOSSARY_URL, entry.body
        for author in self.data.authors.values():
            if author.id in self.authors:
                yield self.authors[author.id].url, author.bio
