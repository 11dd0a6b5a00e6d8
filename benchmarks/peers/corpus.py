"""The articles that every generator gets: a seed goes in, the same articles come out.

Each has some 950 words in six sections, two tables, four questions, three tags, a category and
three links to other articles. Sentences are made from the trade's words by a small grammar, so
that they are many, differ, and are nobody's text; they mean little.
"""
# ruff: noqa: INP001 (a script's module, not a package)

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

SEED = 7
WORDS = 950
LINKS = 3
TAGGED = 15
"""So many articles share a tag: as many on a listing of a large site as on one of a small one."""

_TASKS = (
    "Sizing|Placing|Wiring|Venting|Draining|Quieting|Zoning|Balancing|Commissioning|Insuring|"
    "Financing|Replacing|Servicing|Inspecting|Insulating|Controlling|Winterizing|Cleaning|"
    "Measuring|Comparing"
).split("|")
_UNITS = (
    "ductless head|ducted air handler|gas furnace|oil boiler|heat pump|dual-fuel system|"
    "water heater|heat recovery ventilator|whole-house fan|radiant floor|window unit|"
    "rooftop unit|condensing boiler|baseboard loop|ceiling cassette|floor console|"
    "return plenum|supply trunk|zone damper|smart thermostat|condensate pump|line set|"
    "outdoor unit|filter cabinet|ground loop"
).split("|")
_HOUSES = (
    "brick ranch|split level|row house|cape with dormers|farmhouse|cabin|bungalow|duplex|"
    "garden flat|loft|town house|colonial|mobile home|barn conversion|sunroom|finished attic|"
    "walk-out basement|detached garage|stone cottage|corner shop"
).split("|")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
).split("|")
_PARTS = (
    "blower|coil|compressor|suction line|damper|diffuser|drain pan|duct seam|evaporator|"
    "expansion valve|filter|flue|gasket|grille|heat exchanger|igniter|insulation jacket|"
    "inverter board|line set|manifold|outdoor fan|pressure switch|refrigerant charge|register|"
    "return drop|reversing valve|sensor|sheave|subfloor chase|thermostat|transformer|zone valve"
).split("|")
_DEEDS = (
    "carries|cools|delays|evens out|feeds|follows|holds back|limits|loads|masks|moves|outlasts|"
    "protects|raises|reveals|shifts|slows|starves|steadies|warms|wears|widens"
).split("|")
_THINGS = (
    "airflow in the far rooms|draft near the stairs|frost on the outdoor coil|load of the hall|"
    "moisture under the roof|noise in the bedrooms|pressure in the trunk|pull of the return|"
    "runtime on mild days|temperature at the register|work of the compressor|bill of the season|"
    "comfort of the north side|cycle of the defrost|life of the bearings|dust on the louvers|"
    "heat from the crawl space|humidity of the basement|sun on the west wall|wind at the corner"
).split("|")
_WHEN = (
    "after a long cold spell|before the first frost|when doors stay shut|once the filter loads|"
    "while the attic is still hot|in rooms without a return|where ducts run outside the envelope|"
    "if the installer skipped the load calculation|as the seasons turn|on humid evenings|"
    "with the fan at its lowest speed|during the shoulder months|under a low ceiling|"
    "beside a leaky window|behind a finished wall|near the end of a long trunk"
).split("|")
_LEADS = (
    "In practice,|On most visits|By the book,|As a rule|Now and then|For this house|"
    "Over ten winters|Without a measurement|To begin with,|In the end"
).split("|")
_HEADINGS = (
    "What to look at first|How the parts work together|What it costs to run|"
    "What goes wrong most often|How to tell a good installation|When to ask for help"
).split("|")
_COLUMNS = ("Part", "Effort", "Interval", "Who does it")
_CELLS = (
    ("low", "moderate", "high"),
    ("each month", "each season", "each year", "every third year"),
    ("the owner", "a technician", "an electrician", "either"),
)
_CATEGORIES = "Basics|Comfort|Costs|Installation|Maintenance|Noise|Safety|Sizing".split("|")
_SENTENCES = 5
_HALF_A_SENTENCE = 8
_FIRST = dt.date(2023, 1, 1)
_DAYS = 1400
"""All are in the past on `TODAY`."""
TODAY = dt.date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another article."""

    text: str
    to: str
    """The other article's slug."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its paragraphs, and what may come after them."""

    heading: str
    paragraphs: tuple[str, ...]
    link: Link | None
    table: tuple[tuple[str, ...], ...]
    """Rows of cells, the first of them the head; none: no table."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article in no generator's form."""

    slug: str
    title: str
    description: str
    date: dt.date
    category: str
    tags: tuple[str, ...]
    sections: tuple[Section, ...]
    faq: tuple[tuple[str, str], ...]
    """Questions and answers, plain sentences without markup."""


def articles_of(count: int) -> Iterator[Article]:
    """Yield so many articles, the same each time.

    Raises:
        ValueError: There are not so many titles, or fewer articles than links in one.
    """
    chance = random.Random(SEED)  # noqa: S311 (the same texts each time)
    subjects = list(product(_TASKS, _UNITS, _HOUSES))
    chance.shuffle(subjects)
    # Of large sites, articles on the same in each month of the year as well.
    titles = [
        (task, unit, f"{house}{month}")
        for month in ("", *(f" in {name}" for name in _MONTHS))
        for task, unit, house in subjects
    ]
    if not LINKS < count <= len(titles):
        raise ValueError(f"more than {LINKS} articles and at most {len(titles)}, not {count}")
    slugs = [_slug(_title(*each)) for each in titles[:count]]
    tags = [f"topic-{number:04}" for number in range(max(12, 3 * count // TAGGED))]
    for number, (task, unit, house) in enumerate(titles[:count]):
        # The next one, so that each is led to, and two others by chance.
        steps = (1, *(1 + chance.randrange(count - 1) for _ in range(LINKS - 1)))
        links = [_link(slugs[(number + step) % count], chance) for step in steps]
        subject = _title(task.lower(), unit, house)
        yield Article(
            slug=slugs[number],
            title=_title(task, unit, house),
            description=f"How {subject} goes: what to measure, what it costs and whom to ask.",
            date=_FIRST + dt.timedelta(days=number * _DAYS // count),
            category=_CATEGORIES[number % len(_CATEGORIES)],
            tags=tuple(sorted(_three(tags, number))),
            sections=tuple(_sections(unit, house, links, chance)),
            faq=tuple(_faq(subject, unit, chance)),
        )


def _three(tags: list[str], number: int) -> list[str]:
    # Each tag as often as any other, and each time round beside others.
    turn = number // len(tags)
    return [tags[(number + step) % len(tags)] for step in (0, 1 + turn, 6 + turn)]


def _title(task: str, unit: str, house: str) -> str:
    return f"{task} {_with_article(unit)} in a {house}"


def _with_article(unit: str) -> str:
    return f"{'an' if unit[0] in 'aeiou' else 'a'} {unit}"


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower())


def _link(slug: str, chance: random.Random) -> Link:
    return Link(f"{slug.replace('-', ' ')} and its {chance.choice(_PARTS)}", slug)


def _sections(unit: str, house: str, links: list[Link], chance: random.Random) -> Iterator[Section]:
    share = WORDS // len(_HEADINGS)
    for number, heading in enumerate(_HEADINGS):
        link = links[number // 2] if number % 2 == 0 and number // 2 < len(links) else None
        table = _table(chance) if number in {1, 4} else ()
        # What a link and a table say counts as well.
        told = [heading, link.text if link else "", *(cell for row in table for cell in row)]
        words = share - sum(len(each.split()) for each in told)
        paragraphs = _paragraphs(words, (unit, house, *_PARTS), chance)
        yield Section(heading, tuple(paragraphs), link, table)


def _paragraphs(words: int, subjects: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Yield paragraphs of five sentences until there are so many words, give or take a few."""
    while words > _HALF_A_SENTENCE:
        sentences: list[str] = []
        while words > _HALF_A_SENTENCE and len(sentences) < _SENTENCES:
            sentences.append(_sentence(chance.choice(subjects), chance))
            words -= len(sentences[-1].split())
        yield " ".join(sentences)


def _sentence(subject: str, chance: random.Random) -> str:
    deed, thing, when = chance.choice(_DEEDS), chance.choice(_THINGS), chance.choice(_WHEN)
    lead = f"{chance.choice(_LEADS)} the" if chance.random() < 1 / 2 else "The"
    return f"{lead} {subject} {deed} the {thing} {when}."


def _table(chance: random.Random) -> tuple[tuple[str, ...], ...]:
    parts = chance.sample(_PARTS, 5)
    rows = ((part.capitalize(), *map(chance.choice, _CELLS)) for part in parts)
    return (_COLUMNS, *rows)


def _faq(subject: str, unit: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    for question in (
        f"How long does {subject} take?",
        f"Is {subject} worth the money?",
        f"Who should be asked about {subject}?",
        f"What is forgotten most often when {subject}?",
    ):
        yield question, " ".join(_sentence(unit, chance) for _ in range(3))
