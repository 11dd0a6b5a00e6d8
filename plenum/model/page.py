"""What a template may see: one frozen value per page, complete when it exists.

The link stage makes these values from articles and the site; the render stage turns each
into bytes. Every `href` is root-relative and carries the path of `base_url`; every `url`
is absolute. Text is plain text; what is HTML says so in its name or its docstring.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from plenum.model.card import SocialCard
from plenum.model.data import SourcedValue
from plenum.model.example import Example
from plenum.model.promotion import Promotion
from plenum.source.dates import Period


class Link(Struct, frozen=True):
    """A place and its name."""

    text: str
    href: str


class Crumb(Struct, frozen=True):
    """A step of the breadcrumb trail; the last one is the page itself."""

    text: str
    href: str
    url: str


class Image(Struct, frozen=True):
    """A picture with the text that stands for it; `credit` may be empty.

    `href` and `url` are those of the whole picture, `width` and `height` its size in pixels.
    `picture_html` shows it: its smaller copies, of which the browser chooses.
    """

    href: str
    url: str
    alt: str
    credit: str = ""
    width: int | None = None
    height: int | None = None
    picture_html: str = ""


class Agent(Struct, frozen=True):
    """Who wrote or reviewed: a person or an organization; `url` is empty when there is no page.

    `node_id` is the `@id` that stands for the agent in structured data, the same on each page.
    """

    name: str
    kind: Literal["person", "organization"]
    href: str
    url: str
    node_id: str
    job: str = ""
    bio_html: str = ""
    same_as: tuple[str, ...] = ()


class Review(Struct, frozen=True):
    """An expert's or editor's check: when, by whom, and when the next one is due."""

    on: dt.date
    by: Agent | None
    next: dt.date | None


class TocEntry(Struct, frozen=True):
    """A heading of the body as the table of contents lists it: level 2 with its level 3s."""

    text: str
    anchor: str
    children: tuple["TocEntry", ...] = ()


class ComparisonRow(Struct, frozen=True):
    """One row: what is compared, and a cell of HTML for each option, in their order."""

    heading_html: str
    cells_html: tuple[str, ...]


class Verdict(Struct, frozen=True):
    """One line of advice: choose `option_html` if `reason_html`."""

    option_html: str
    reason_html: str


class ComparisonTable(Struct, frozen=True):
    """A comparison from the front matter, ready to be drawn; `csv` is the file at `csv_href`."""

    anchor: str
    caption: str
    options_html: tuple[str, ...]
    options: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    verdicts: tuple[Verdict, ...]
    csv_href: str = ""
    csv: str = ""


class Question(Struct, frozen=True):
    """A question with its answer as HTML.

    `plain_html` is the answer without the glossary's links, for readers that are programs.
    `marked_up` is false where another page carries the structured data of this question.
    """

    anchor: str
    question: str
    answer_html: str
    plain_html: str
    marked_up: bool


class CitedFact(Struct, frozen=True):
    """A registered fact that the page cites: what it is about, its entry and its day."""

    what: str
    href: str
    as_of: Period | None


class Source(Struct, frozen=True):
    """A citation's target; `number` counts from 1 in the order of the front matter.

    Sources of facts follow, in the order of their first mention. `marks` are the ids of the
    places in the page that cite it; `facts` are those that the page takes from it. A `primary`
    one says what is its own: a law, a study, a maker's sheet.
    """

    number: int
    anchor: str
    title: str
    publisher: str
    url: str
    accessed: dt.date | Period | None
    marks: tuple[str, ...]
    facts: tuple[CitedFact, ...] = ()
    primary: bool = False


class Card(Struct, frozen=True):
    """An article as listings and related boxes show it; `reason` says why it is related."""

    title: str
    description: str
    href: str
    url: str
    category: Link | None
    published: dt.date | dt.datetime | None
    modified: dt.date | dt.datetime | None
    reviewed: dt.date | None
    question: str
    reading_minutes: int
    reason: str = ""


class Definition(Struct, frozen=True):
    """A word of the glossary that the page mentions; `href` is its entry.

    `anchor` is the id of the place in the page where the definition stands.
    """

    id: str
    anchor: str
    term: str
    short: str
    href: str
    url: str


class SeriesPart(Struct, frozen=True):
    """The article's place in a series, counted from 1; none before the first, after the last."""

    title: str
    number: int
    count: int
    previous: Link | None
    next: Link | None


BlockKind = Literal["html", "toc", "comparison", "faq", "example"]


class Block(Struct, frozen=True):
    """A stretch of the body in reading order.

    `html` blocks carry `html`; a `comparison` block carries its table, an `example` what is
    worked out. What the editor placed by a marker stands where the marker stood; the rest has
    its usual place.
    """

    kind: BlockKind
    html: str = ""
    comparison: ComparisonTable | None = None
    example: Example | None = None


class Head(Struct, frozen=True):
    """What the document's head says, for every kind of page.

    `title` is the page's own name; the site's name is added by the template where there is
    room. `indexable` is false for pages that search engines must leave out. `image` stands for
    the page where it is shared, `card` is what is drawn on it.
    """

    title: str
    description: str
    href: str
    url: str
    indexable: bool = True
    image: Image | None = None
    card: SocialCard | None = None


class ArticlePage(Struct, frozen=True):
    """One article."""

    head: Head
    breadcrumbs: tuple[Crumb, ...]
    question: str
    short_answer_html: str
    blocks: tuple[Block, ...]
    toc: tuple[TocEntry, ...]
    comparisons: tuple[ComparisonTable, ...]
    faq: tuple[Question, ...]
    sources: tuple[Source, ...]
    related: tuple[Card, ...]
    authors: tuple[Agent, ...]
    published: dt.date | dt.datetime | None
    modified: dt.date | dt.datetime | None
    review: Review | None
    category: Link | None
    tags: tuple[Link, ...]
    keywords: tuple[str, ...]
    cover: Image | None
    words: int
    reading_minutes: int
    twin_href: str
    twin_url: str
    twin: str
    backlinks: tuple[Link, ...] = ()
    definitions: tuple[Definition, ...] = ()
    series: SeriesPart | None = None
    takeaways_html: tuple[str, ...] = ()
    promotion: Promotion | None = None
    report_href: str = ""
    version: str = ""
    in_both_systems: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)
    kind: Literal["article"] = "article"


class Pagination(Struct, frozen=True):
    """Where a listing's page stands among its pages; hrefs are empty at the ends.

    `pages` leads to those that are of use here: see `pages_around`.
    """

    number: int
    count: int
    previous_href: str
    next_href: str
    first_href: str = ""
    pages: tuple[Link, ...] = ()


_NEAR = 2
"""So many pages before and behind one are named on it."""
_ALL = 9
"""Up to so many pages of a listing are all named."""


def pages_around(number: int, hrefs: Sequence[str]) -> tuple[Link, ...]:
    """Return the links to a listing's pages that its page `number`, from 1, shows.

    These are the first, the last and those near it, or all where they are few; a link without
    an address stands for what lies between. To name all of many would help nobody find one, and
    what thousands of pages hold would grow with the square of their number.
    """
    last = len(hrefs)
    near = range(max(1, number - _NEAR), min(last, number + _NEAR) + 1)
    shown = range(1, last + 1) if last <= _ALL else sorted({1, *near, last})
    links: list[Link] = []
    before = 0
    for page in shown:
        if page - before == 2:  # noqa: PLR2004 (one page, which takes no more room than a gap)
            links.append(Link(str(page - 1), hrefs[page - 2]))
        elif page - before > 1:
            links.append(Link("…", ""))
        links.append(Link(str(page), hrefs[page - 1]))
        before = page
    return tuple(links)


ListingKind = Literal["category", "tag", "section", "author", "home"]


class ListingPage(Struct, frozen=True):
    """A page of article cards: a category, a tag, an author's work, or a folder.

    `intro_html` and `agent` are an author's description and name; other listings have none.
    `lead` is the sentence of the reading path that leads to the listing, `others` are listings
    of the same name in another taxonomy.
    """

    head: Head
    listing: ListingKind
    heading: str
    intro_html: str
    breadcrumbs: tuple[Crumb, ...]
    cards: tuple[Card, ...]
    pagination: Pagination
    agent: Agent | None = None
    lead: str = ""
    others: tuple[Link, ...] = ()
    kind: Literal["listing"] = "listing"


class Topic(Struct, frozen=True):
    """A category as the home page shows it: its name, its page, its newest articles."""

    name: str
    href: str
    count: int
    cards: tuple[Card, ...]


class ReadingPath(Struct, frozen=True):
    """What to read for one need, in order; `more` leads on, where there is more."""

    title: str
    text: str
    cards: tuple[Card, ...]
    more: Link | None


class HomePage(Struct, frozen=True):
    """The front page (and its further pages): what is new, and the ways in.

    The words come from `content/index.md`, where there is one: `intro_html` is its text up to
    the first table or FAQ, `blocks` the rest. The first of `paths` is what a newcomer reads first;
    `reviewed` are the articles that were checked last, the latest first.
    """

    head: Head
    heading: str
    intro_html: str
    short_answer_html: str
    blocks: tuple[Block, ...]
    faq: tuple[Question, ...]
    sources: tuple[Source, ...]
    cards: tuple[Card, ...]
    topics: tuple[Topic, ...]
    pagination: Pagination
    definitions: tuple[Definition, ...] = ()
    paths: tuple[ReadingPath, ...] = ()
    reviewed: tuple[Card, ...] = ()
    kind: Literal["home"] = "home"


class GlossaryItem(Struct, frozen=True):
    """An entry of the glossary with a few of the articles that mention it.

    `not_forms` are the words that it must not be confused with; those that are no entries of
    their own lead nowhere (their `href` is empty). `mentions` counts the articles.
    """

    anchor: str
    term: str
    forms: tuple[str, ...]
    not_forms: tuple[Link, ...]
    short: str
    body_html: str
    mentioned_in: tuple[Link, ...] = ()
    mentions: int = 0


class GlossaryPage(Struct, frozen=True):
    """The glossary, in alphabetical order."""

    head: Head
    breadcrumbs: tuple[Crumb, ...]
    entries: tuple[GlossaryItem, ...]
    report_href: str = ""
    version: str = ""
    kind: Literal["glossary"] = "glossary"


class FactItem(Struct, frozen=True):
    """A registered fact: its value as text, its scope, dates and source.

    `others` are the values of sources that disagree, `why` says why they are not used.
    """

    anchor: str
    what: str
    value: str
    basis: str
    region: str
    as_of: Period | None
    valid_until: Period | None
    source_title: str
    source_publisher: str
    source_url: str
    cited_by: tuple[Link, ...]
    valid_from: Period | None = None
    review_by: Period | None = None
    source_accessed: Period | None = None
    others: tuple[SourcedValue, ...] = ()
    why: str = ""
    source_primary: bool = False


class FactGroup(Struct, frozen=True):
    """The facts of one file of the register; heading and anchor are empty where there is one."""

    heading: str
    anchor: str
    facts: tuple[FactItem, ...]


class FactsPage(Struct, frozen=True):
    """The register of facts, each with its source and the articles that cite it."""

    head: Head
    breadcrumbs: tuple[Crumb, ...]
    groups: tuple[FactGroup, ...]
    report_href: str = ""
    version: str = ""
    kind: Literal["facts"] = "facts"


class NotFoundPage(Struct, frozen=True):
    """What a host serves for an address that does not exist."""

    head: Head
    suggestions: tuple[Card, ...]
    kind: Literal["404"] = "404"


class SearchPage(Struct, frozen=True):
    """The page that readers search on; `topics` are another way in, `host` is the site's.

    `forms` are pairs of a form and its term from the glossary, the longest form first, both in
    small letters and with plain spaces; `idle` are words of a query that tell nothing.
    """

    head: Head
    breadcrumbs: tuple[Crumb, ...]
    topics: tuple[Link, ...]
    host: str
    forms: tuple[tuple[str, str], ...]
    idle: tuple[str, ...]
    kind: Literal["search"] = "search"


Page = ArticlePage | ListingPage | HomePage | GlossaryPage | FactsPage | NotFoundPage | SearchPage


class Organization(Struct, frozen=True):
    """The publisher as structured data names it; empty texts are left out."""

    name: str
    url: str
    logo: str
    same_as: tuple[str, ...]


class Chrome(Struct, frozen=True):
    """What all pages share. `style` is the one style sheet, inlined in each page.

    `scripts` are those that stand in pages, by name.

    Addresses of what the site does not have (feeds, glossary, facts, search) are empty.
    `index_href` is the folder of the search index. `icon_href` is the icon for old browsers,
    `touch_icon_href` the one for the screens of telephones.
    """

    title: str
    description: str
    language: str
    base_url: str
    base_path: str
    home_href: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    organization: Organization
    style: str
    assets: Mapping[str, str]
    feed_href: str
    json_feed_href: str
    glossary_href: str = ""
    facts_href: str = ""
    search_href: str = ""
    index_href: str = ""
    icon_href: str = ""
    touch_icon_href: str = ""
    manifest_href: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict)
