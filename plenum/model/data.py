"""What articles share: authors, glossary and facts, from `content/_data/`."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field

from plenum.diagnostics import Span
from plenum.model.both_systems import Limit
from plenum.model.fragment import Fragment
from plenum.model.rule import Rule
from plenum.model.search import SearchTest
from plenum.source import Located
from plenum.source.dates import Period

GLOSSARY_URL, FACTS_URL = "/glossary/", "/facts/"
"""The pages that show the entries of all articles."""


class Author(Struct, frozen=True):
    """A person or an organization that writes or reviews."""

    id: str
    name: str
    kind: Literal["person", "organization"]
    job: str
    bio: Fragment
    bio_text: str
    url: str
    same_as: tuple[str, ...]
    span: Span
    name_span: Span | None = None


class GlossaryEntry(Struct, frozen=True):
    """A word of the trade with its forms, and the words it must not be confused with.

    `form_spans` are the places of `term` and of each of `forms`, in their order.
    """

    id: str
    term: str
    forms: tuple[str, ...]
    not_forms: tuple[str, ...]
    short: str
    body: Fragment
    span: Span
    form_spans: tuple[Span, ...] = ()


class SourcedValue(Struct, frozen=True):
    """What one source says of a quantity; `value` is its text as pages show it."""

    value: str
    basis: str
    region: str
    as_of: Period | None
    source_title: str
    source_publisher: str
    source_url: str
    source_accessed: Period | None
    source_primary: bool = False


class Fact(Struct, frozen=True):
    """A registered fact. `value` is its text as pages show it; days are inclusive.

    `past_days` are those on which it held and on which its sources were read. `others` are the
    values of sources that disagree, `why` says why the site does not use them. `is_whole` is
    false where some of it could not be read, for a fault that is told. `wording` are phrases
    that speak of nothing else: a figure beside them must be the fact's. `names` are
    the phrases by which texts speak of it, written out. `limit` says that
    it is one, whose conversions are rounded to the safe side.
    """

    id: str
    value: str
    what: str
    basis: str
    region: str
    as_of: Period | None
    valid_from: Period | None
    valid_until: Period | None
    review_by: Period | None
    source_title: str
    source_publisher: str
    source_url: str
    span: Span
    past_days: tuple[Located[Period], ...] = ()
    source_accessed: Period | None = None
    others: tuple[SourcedValue, ...] = ()
    why: str = ""
    is_whole: bool = True
    wording: tuple[str, ...] = ()
    source_primary: bool = False
    names: tuple[str, ...] = ()
    limit: Limit = ""


def place_of(name: str, entries: Iterable[Author | GlossaryEntry | Fact]) -> str:
    """Return where the entries of that name are kept: a file, a folder of files, or both."""
    file, folder = f"content/_data/{name}.yaml", f"content/_data/{name}/"
    found = {file if entry.span.path == file else folder for entry in entries}
    return " or ".join(sorted(found or {file}))


class Series(Struct, frozen=True):
    """Articles to be read one after another; `articles` are their slugs, paths or addresses."""

    id: str
    title: str
    articles: tuple[Located[str], ...]
    span: Span


class PathEntry(Struct, frozen=True):
    """What to read for one need; `articles` are slugs, paths or addresses, in order.

    `to` is where there is more of it, a link as the navigation has it.
    """

    id: str
    title: str
    text: str
    articles: tuple[Located[str], ...]
    to: Located[str] | None
    span: Span


class SiteData(Struct, frozen=True):
    """All shared data, by id; what its editors expect the search to find; rules of its prose."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryEntry] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    paths: Mapping[str, PathEntry] = field(default_factory=dict)
    search_tests: tuple[SearchTest, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def tables_by_url(self) -> dict[str, Mapping[str, GlossaryEntry] | Mapping[str, Fact]]:
        """The entries that have a page in common, by its URL: their ids are its anchors.

        The last part of the URL is the name of the data file too.
        """
        return {GLOSSARY_URL: self.glossary, FACTS_URL: self.facts}
