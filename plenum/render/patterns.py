"""A site's look goes in, a page that shows every component with made-up content comes out.

The content is chosen to go wrong: the longest words, no dates, one cell and many, forty
questions, text from right to left. It belongs to the preview and is never published.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plenum import lazy_re
from plenum.model.data import SourcedValue
from plenum.model.example import Example, ExampleGiven, ExampleStep
from plenum.model.page import (
    Agent,
    ArticlePage,
    Block,
    Card,
    Chrome,
    CitedFact,
    ComparisonRow,
    ComparisonTable,
    Crumb,
    Definition,
    FactItem,
    GlossaryItem,
    Head,
    HomePage,
    Image,
    Link,
    ListingPage,
    Organization,
    Pagination,
    Question,
    ReadingPath,
    Review,
    SeriesPart,
    Source,
    TocEntry,
    Topic,
    Verdict,
    pages_around,
)
from plenum.model.promotion import Promotion
from plenum.source.dates import Period

_DAY = dt.date(2026, 11, 21)
_WHOLE_DAY = Period(_DAY, _DAY)
_MONTH = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))
_URL = "https://example.org/sample/"
_SHORT = "A short title"
_LONG = (
    "The longest title that anyone is likely to write: what it says in the first line, what it "
    "repeats in the second, and what it should have kept for the text below it"
)
_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_TEXT = "Made-up text of a usual length, which says nothing and ends where a line would break. "
_ARABIC = "عنوان مثال بنص من اليمين إلى اليسار"
_ARABIC_TEXT = "هذا نص تجريبي يُقرأ من اليمين إلى اليسار، وفيه كلمة Latin ورقم 42 في وسطه. "
_QUESTIONS = 40
_COLUMNS = 12
_REFERENCE = lazy_re.compile(
    r'(?P<name>\s(?:id|for|aria-labelledby|popovertarget)="|\shref="#)(?P<id>[^"]+)'
)


class PatternPage(Struct, frozen=True):
    """The page of patterns; `samples` are the made-up values by name."""

    head: Head
    samples: Mapping[str, object]
    breadcrumbs: tuple[Crumb, ...] = ()
    kind: Literal["patterns"] = "patterns"


def pattern_page() -> PatternPage:
    """Return the page with all its samples."""
    head = Head("Patterns", "", "/_plenum/patterns/", f"{_URL}patterns/", indexable=False)
    return PatternPage(head, _samples())


def pattern_chrome(language: str, style: str, assets: Mapping[str, str]) -> Chrome:
    """Return what the page shares with a site's pages: its look, and made-up names."""
    links = tuple(Link(f"Topic {number}", "#main") for number in range(1, 6))
    return Chrome(
        title="A site",
        description=_TEXT,
        language=language,
        base_url="https://example.org",
        base_path="",
        home_href="/",
        navigation=links,
        footer=links[:2],
        organization=Organization("The editors of a site", "https://example.com/", "", ()),
        style=style,
        assets=assets,
        feed_href="/feed.xml",
        json_feed_href="/feed.json",
        search_href="/search/",
    )


def apart(html: str, case: str) -> str:
    """Give the ids of one case a prefix, and what refers to them: a component is shown often."""
    return _REFERENCE.sub(lambda match: f"{match['name']}{case}--{match['id']}", html)


# -- values that several samples share --------------------------------------------------------


def _card(title: str, number: int = 1) -> Card:
    return Card(
        title=title,
        description=_TEXT * 2,
        href=f"/sample-{number}/",
        url=f"{_URL}{number}/",
        category=Link("A topic", "#main"),
        published=_DAY - dt.timedelta(days=30),
        modified=_DAY,
        reviewed=_DAY,
        question="Which question does it answer?",
        reading_minutes=6,
        reason="the same question from another side",
    )


def _bare_card(number: int) -> Card:
    return Card("No dates", "", f"/bare-{number}/", _URL, None, None, None, None, "", 0)


def _table(name: str, columns: int, rows: int, cell: str = "A cell") -> ComparisonTable:
    options = tuple(f"Option {number}" for number in range(1, columns + 1))
    return ComparisonTable(
        anchor=name,
        caption=f"{rows} by {columns}",
        options_html=options,
        options=options,
        rows=tuple(
            ComparisonRow(f"Row {number}", (cell,) * columns) for number in range(1, rows + 1)
        ),
        verdicts=tuple(
            Verdict(option, "it is what you were looking for") for option in options[:3]
        ),
        csv_href=f"{name}.csv",
    )


def _example(title: str, name: str, value: str, givens: int = 2) -> Example:
    """Return a worked example of two steps, the second of them its result."""
    given = tuple(ExampleGiven(f"{name} {n}", value, value) for n in range(1, givens + 1))
    link = f'<a class="fact" id="cite-fact" href="#main">{value}</a>'
    given = (replace(given[0], html=link), *given[1:])
    formula = f"{name} 1 × {name} 2"
    filled = f"{value} × {value}"
    step = ExampleStep(name, formula, filled, value, "", is_exact=False, is_result=False)
    return Example(
        "", title, given, (step, replace(step, is_exact=True, also=value, is_result=True))
    )


def _questions(count: int, question: str, answer: str) -> tuple[Question, ...]:
    return tuple(
        Question(f"faq-{number}", f"{question} ({number})", html, html, marked_up=False)
        for number in range(1, count + 1)
        for html in [f"<p>{number}. {answer}</p>"]
    )


def _agent(name: str, job: str = "") -> Agent:
    return Agent(name, "person", "#main", _URL, f"{_URL}#person", job=job)


def _article(title: str, text: str) -> ArticlePage:
    """Return an article that has everything."""
    return ArticlePage(
        head=Head(title, text, "/sample/", _URL, indexable=False),
        breadcrumbs=tuple(Crumb(name, "#main", _URL) for name in ("Home", "A topic", title)),
        question=title,
        short_answer_html=f"<p>{text * 3}</p>",
        takeaways_html=(text, f"{text}<em>{text}</em>", text),
        blocks=(Block("html", f"<p>{text * 4}</p>"),),
        toc=tuple(
            TocEntry(f"{title} {number}", "main", (TocEntry(text, "main"),)) for number in (1, 2, 3)
        ),
        comparisons=(),
        faq=_questions(3, title, text),
        sources=tuple(
            Source(
                number,
                f"source-{number}",
                title,
                "A publisher",
                _URL,
                _DAY,
                ("main",) * 3,
                (CitedFact(text, "/facts/", _MONTH), CitedFact(_SHORT, "/facts/", None)),
                primary=number == 1,
            )
            for number in (1, 2)
        ),
        related=tuple(_card(title, number) for number in (1, 2, 3)),
        authors=(_agent("A. Writer", "Engineer"), _agent("B. Writer")),
        published=_DAY - dt.timedelta(days=60),
        modified=_DAY - dt.timedelta(days=3),
        review=Review(_DAY, _agent("C. Reviewer"), _DAY + dt.timedelta(days=180)),
        category=Link("A topic", "/categories/a-topic/"),
        tags=tuple(Link(f"tag {n}", f"/tags/tag-{n}/") for n in range(1, 9)),
        keywords=(),
        cover=Image(_PICTURE, _PICTURE, "A grey field", "A. Photographer", 1200, 630),
        words=1400,
        reading_minutes=6,
        twin_href="",
        twin_url="",
        twin="",
        definitions=tuple(
            Definition(f"term-{number}", f"term-{number}", title, text, "#main", _URL)
            for number in (1, 2)
        ),
        series=SeriesPart(title, 2, 3, Link(title, "#main"), Link(title, "#main")),
        promotion=Promotion(
            title, "https://example.com/", "A Sponsor", text, "Sponsored", "It has not read this."
        ),
        report_href="mailto:editors@example.org",
        version="0a1b2c3d",
        in_both_systems=True,
    )


def _bare(article: ArticlePage) -> ArticlePage:
    """Return an article without anything that it may lack."""
    return replace(
        article,
        question="",
        takeaways_html=(),
        sources=(Source(1, "source-1", _SHORT, "", "", None, ()),),
        authors=(),
        published=None,
        modified=None,
        review=None,
        category=None,
        tags=(Link("one tag", "/tags/one/"),),
        cover=None,
        series=None,
        report_href="",
        related=(_bare_card(1),),
    )


_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 21'%3E"
    "%3Cpath fill='%23999' d='M0 0h40v21H0z'/%3E%3C/svg%3E"
)


def _home(article: ArticlePage) -> HomePage:
    title = article.head.title
    cards = tuple(_card(title, number) for number in range(1, 5))
    more = Link("All 12 articles", "#main")
    return HomePage(
        head=article.head,
        heading=title,
        intro_html=article.short_answer_html,
        short_answer_html="",
        blocks=(),
        faq=(),
        sources=(),
        cards=cards,
        topics=tuple(Topic(f"Topic {n}", f"/topics/{n}/", n, cards[:n]) for n in range(1, 5)),
        pagination=Pagination(1, 1, "", ""),
        paths=tuple(ReadingPath(title, _TEXT, cards[: 4 - n], more) for n in range(4)),
        reviewed=cards,
    )


def _listing(number: int, count: int) -> ListingPage:
    hrefs = [f"#page-{page}" for page in range(1, count + 1)]
    before, after = (hrefs[0] if number > 1 else ""), (hrefs[-1] if number < count else "")
    pages = pages_around(number, hrefs)
    pagination = Pagination(number, count, before, after, hrefs[0], pages)
    head = Head(_SHORT, "", "/list/", _URL, indexable=False)
    return ListingPage(head, "category", _SHORT, "", (), (), pagination)


def _entry(anchor: str, term: str, text: str) -> GlossaryItem:
    words = (Link("another word", "#main"), Link("a word that is no entry", ""))
    return GlossaryItem(
        anchor, term, (f"{term} 2", "TM"), words, text, f"<p>{text}</p>", words[:1], 7
    )


def _facts() -> Iterator[FactItem]:
    cited = (Link(_SHORT, "#main"), Link(_LONG, "#main"))
    yield FactItem(
        "fact-1",
        _TEXT,
        "20–30%",
        "a test",
        "US",
        _MONTH,
        _WHOLE_DAY,
        "A",
        "B",
        _URL,
        cited,
        _MONTH,
        _WHOLE_DAY,
        _WHOLE_DAY,
        (
            SourcedValue("25–40%", _LONG, "US", _MONTH, _LONG, "B", _URL, _WHOLE_DAY),
            SourcedValue(_WORD, "", "", None, "A", "", "", None),
        ),
        _TEXT,
    )
    yield FactItem("fact-2", _WORD, f"US$1,500 to {_WORD}", "", "", None, None, "", "", "", ())


def _samples() -> dict[str, object]:
    full = _article(_SHORT, _TEXT)
    long = _article(_LONG, _TEXT)
    bare = _bare(full)
    return {
        "full": full,
        "long": long,
        "word": replace(_article(_WORD, f"{_WORD} "), faq=_questions(5, _WORD, _WORD)),
        "bare": bare,
        "arabic": replace(
            _article(_ARABIC, _ARABIC_TEXT), faq=_questions(5, _ARABIC, _ARABIC_TEXT)
        ),
        "forty": replace(full, faq=_questions(_QUESTIONS, "Why is that so?", _TEXT * 3)),
        "home": _home(full),
        "long_home": _home(long),
        "plain_home": replace(_home(full), paths=(), reviewed=()),
        "one_cell": _table("one-cell", 1, 1),
        "pair": _table("pair", 2, 4, _TEXT),
        "three": _table("three", 3, 4, _TEXT),
        "twelve": _table("twelve", _COLUMNS, 6),
        "words": _table("words", 2, 2, _WORD),
        "arabic_table": replace(_table("arabic", 3, 3, _ARABIC_TEXT), caption=_ARABIC),
        "example": _example(_SHORT, "floor area", "320\u00a0ft²"),
        "long_example": _example("", "heat loss per degree", "500\u00a0BTU/h·°F", _QUESTIONS),
        "word_example": _example(_WORD, _WORD, _WORD),
        "arabic_example": _example(_ARABIC, _ARABIC, "320\u00a0ft²"),
        "card": _card(_SHORT),
        "long_card": _card(_LONG, 2),
        "bare_card": _bare_card(2),
        "first": _listing(1, 2),
        "middle": _listing(15, 30),
        "entry": _entry("entry-1", "Term", _TEXT),
        "long_entry": _entry("entry-2", _WORD, _TEXT),
        "facts": tuple(_facts()),
        "day": _DAY,
    }
