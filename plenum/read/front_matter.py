"""Front matter: a YAML node goes in, checked values and every fault come out.

The shapes below are the contract's keys; texts stay as typed. Imported content may use other
names for them (`front_matter.rename` in the configuration): the tree is renamed first, so
that everything after knows our names only.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from typing import Any

from msgspec.structs import replace

from plenum import lazy_re
from plenum.config import FrontMatterRules
from plenum.diagnostics import Diagnostic, Severity, Span, fault
from plenum.model.article import (
    Citation,
    Cover,
    FrontMatter,
    OldAddress,
    Pick,
    ReviewNote,
)
from plenum.model.dates import Moment, day_of
from plenum.model.fragment import Reference
from plenum.model.promotion import PROMOTION, promotion_of
from plenum.model.url import slugify
from plenum.read.alt import is_file_name
from plenum.source import Located, Mapping, Node, Reading, Scalar, Sequence, Values
from plenum.source.schema import (
    Anything,
    Choice,
    Day,
    Either,
    Flag,
    Key,
    ListOf,
    MapOf,
    Record,
    Text,
    WebAddress,
)

# What stands before a verdict in the page already.
_SAID_BEFORE = lazy_re.compile(
    r"(?P<said>(?:choose\b.*?\b)?(?:if|when)\b)|choose\b", re.IGNORECASE | re.DOTALL
)
_ENTITY = lazy_re.compile(r"&#?\w+;")
_MOST_SHOWN = 40
"""How many characters of a text a message repeats."""


def _only_conditions(values: Values, reading: Reading) -> None:
    """Warn of verdicts that begin with what the page says before them: "Choose … if"."""
    for option, reason in values.get("verdict") or ():
        match = _SAID_BEFORE.match(reason.value)
        if match is None:
            continue
        rest = reason.value[match.end() :].strip() if match["said"] else ""
        said = f"Choose {option.value} if"
        reading.add("verdict-form", reason.span, said=said, right=rest or "…")


COMPARISON = Record(
    {
        "id": Key(Text(), doc="A name for its place; each of several comparisons needs one."),
        "caption": Key(Text(), required=True, doc="What the table shows."),
        "options": Key(
            ListOf(Text(prose=True), places=True, several=True),
            required=True,
            doc="What is compared, in order.",
        ),
        "rows": Key(
            MapOf(
                ListOf(Text(prose=True), places=True),
                "each row on a line of its own below it: its name, a colon, "
                "and between brackets a cell for each option",
            ),
            required=True,
            doc="What it is compared by, each with one cell for each option.",
        ),
        "verdict": Key(
            MapOf(
                Text(),
                "each option on a line of its own below it: its name, a colon, "
                "and when to choose it",
            ),
            doc="When to choose an option, by the option.",
        ),
    },
    name="comparison",
    check=_only_conditions,
)
FAQ_ITEM = Record(
    {
        "question": Key(Text(), required=True, doc="The question, as a reader asks it."),
        "answer": Key(Text(), required=True, doc="The answer, in Markdown."),
    },
    name="faq",
)
_REVIEWED = Record(
    {
        "on": Key(Day(), required=True, doc="The day of the review."),
        "by": Key(Text(), doc="Who reviewed it: an id from authors.yaml."),
        "next": Key(Day(), doc="The last day before a warning that a review is due."),
    },
    name="reviewed",
)
_FOCUS = lazy_re.compile(r"([0-9]{1,3})%[ ,]+([0-9]{1,3})%")
_COVER = Record(
    {
        "image": Key(Text(), required=True, doc="A file beside the article, or a path from /."),
        "alt": Key(Text(), required=True, doc="Text that stands for the picture."),
        "credit": Key(Text(), doc="Whose picture it is, shown below it."),
        "focus": Key(Text(), doc="What stays in sight where it is cut: 30% 40% from left and top."),
    },
    name="cover",
)
_ALIAS = Record(
    {
        "from": Key(Text(), required=True, doc="The old address, or an old anchor of this page."),
        "to": Key(Text(), required=True, doc="The section to which it leads: its anchor, with #."),
    },
    name="aliases",
)
_PICK = Record(
    {
        "to": Key(Text(), required=True, doc="The article: a slug, a path or an address."),
        "why": Key(Text(), doc="The reason that readers see."),
    },
    name="related",
)
_SOURCE = Record(
    {
        "id": Key(Text(), required=True, doc="The name by which the article cites it."),
        "title": Key(Text(), required=True, doc="What it is called."),
        "publisher": Key(Text(), doc="Who published it."),
        "url": Key(WebAddress(), required=True, doc="Its whole web address, with https://."),
        "accessed": Key(Day(), doc="The day on which it was read."),
        "primary": Key(
            Flag(), doc="Whether what it says comes from there: a law, a study, a maker."
        ),
    },
    name="sources",
)
ARTICLE = Record(
    {
        "title": Key(Text(), required=True, doc="The title: heading, listings, search results."),
        "description": Key(
            Text(), required=True, doc="One or two sentences for search results and cards."
        ),
        "question": Key(Text(), doc="The one question that this page owns."),
        "short_answer": Key(Text(), doc="The answer in short, in Markdown, shown first."),
        "takeaways": Key(
            ListOf(Text(prose=True)),
            doc="Two or three lines of Markdown, shown below the short answer.",
        ),
        "slug": Key(
            Text(), doc="The last part of the address, in its form; else made from the file's name."
        ),
        "date": Key(Day(), doc="The day of publication; until then, the article is left out."),
        "updated": Key(Day(), doc="The day of the last change that matters to readers."),
        "reviewed": Key(_REVIEWED, doc="Who checked the article, and when."),
        "expires": Key(Day(), doc="The last day on which the article is published."),
        "author": Key(
            ListOf(Text()), doc="Who wrote it: an id from authors.yaml, or a list of them."
        ),
        "category": Key(Text(), doc="The one topic under which it is listed."),
        "tags": Key(
            ListOf(Text(), commas=True), doc="Smaller topics: a list, or one text with commas."
        ),
        "keywords": Key(
            ListOf(Text(), commas=True),
            doc="Words for search engines and related reading: a list, or one text with commas.",
        ),
        "cover": Key(_COVER, doc="The picture at the top, also used when the page is shared."),
        "draft": Key(Flag(), doc="Whether the article is left out for now: true or false."),
        "noindex": Key(
            Flag(), doc="Whether search engines must leave the article out: true or false."
        ),
        "aliases": Key(
            ListOf(Either(Text(), _ALIAS)), doc="Old addresses and anchors that lead here."
        ),
        "comparison": Key(
            ListOf(COMPARISON), doc="A table of what is compared; or a list, each with an id."
        ),
        "faq": Key(
            ListOf(FAQ_ITEM, pair=("question", "answer")), doc="Questions with their answers."
        ),
        "related": Key(
            ListOf(Either(Text(), _PICK)), doc="What to read next, before what Plenum finds."
        ),
        "sources": Key(ListOf(_SOURCE), doc="What the article rests on and cites."),
        "promotion": Key(
            Either(Choice(("none",)), PROMOTION),
            doc="A paid card, marked as such; none, to show not even the site's.",
        ),
        "extra": Key(Anything(), doc="Anything, for a site's own templates."),
    },
    name="front-matter",
)

_IMPORTED = Record(
    {**ARTICLE.keys, "description": replace(ARTICLE.keys["description"], required=False)},
    name=ARTICLE.name,
)
"""Imported content may lack a description where the configuration says so."""


def article_shape(rules: FrontMatterRules) -> Record:
    """Return the shape of front matter, with our names, under the site's rules."""
    return ARTICLE if rules.missing == "error" else _IMPORTED


def read_front_matter(
    node: Node | None, opening: Span, rules: FrontMatterRules, reading: Reading
) -> Values:
    """Return the values of an article's front matter, under the site's rules for its keys."""
    if node is not None and not isinstance(node, Mapping):
        if isinstance(node, Scalar):
            advice = "write each key with its text, such as title: Heat pumps"
            reading.add("missing-colon", node.span, found=node.text[:40], advice=advice)
        else:
            article_shape(rules).read(node, reading)
        node = Mapping((), opening, 0, 0, partial=True)
    node = node or Mapping((), opening, 0, 0)
    node = _rename(_drop(node, rules.drop), rules.rename, reading)
    values = article_shape(rules).read(node, reading, missing_at=opening)
    if values is None:
        values = Values({}, {}, opening, 0, 0)
    lost = node.partial or "description" in values.unread
    if rules.missing == "warn" and not lost and values.get("description") is None:
        advice = "until there is one, the first paragraph stands in for it"
        missing = fault("missing-key", opening, key="description", advice=advice)
        reading.faults.append(missing._replace(severity=Severity.WARNING))
    return values


def _drop(node: Mapping, names: tuple[str, ...]) -> Mapping:
    kept = tuple(entry for entry in node.entries if entry[0].text not in names)
    return replace(node, entries=kept)


def _rename(node: Mapping, renames: AnyMapping[str, str], reading: Reading) -> Mapping:
    """Give the keys our names: whole names first, then paths inside their renamed parents."""
    whole = {old: new for old, new in renames.items() if "." not in new}
    paths = {old: new for old, new in renames.items() if "." in new}
    node = _rename_keys(_immovable(node, paths, reading), whole, reading)
    node = replace(node, unread=frozenset(whole.get(name, name) for name in node.unread))
    for old, new in paths.items():
        parent, _, key = new.rpartition(".")
        node = _rename_inside(node, parent, {old.rpartition(".")[2]: key}, reading)
    return node


def _immovable(node: Mapping, paths: AnyMapping[str, str], reading: Reading) -> Mapping:
    """Refuse keys that are written with the dots of a path: they stand outside of its group."""
    for key, _ in node.entries:
        if new := paths.get(key.text):
            parent, _, name = new.rpartition(".")
            advice = f"write '{name}' below '{parent}' instead"
            reading.add("rename-moves", key.span, old=key.text, new=new, advice=advice)
    return _drop(node, tuple(paths))


def _rename_inside(
    node: Mapping, parent: str, names: AnyMapping[str, str], reading: Reading
) -> Mapping:
    first, _, rest = parent.partition(".")

    def inside(value: Node) -> Node:
        if isinstance(value, Sequence):
            items = tuple(inside(item) for item in value.items)
            return replace(value, items=items)
        if not isinstance(value, Mapping):
            return value
        if rest:
            return _rename_inside(value, rest, names, reading)
        return _rename_keys(value, names, reading)

    entries = tuple(
        (key, inside(value) if key.text == first else value) for key, value in node.entries
    )
    return replace(node, entries=entries)


def _rename_keys(node: Mapping, names: AnyMapping[str, str], reading: Reading) -> Mapping:
    present = {key.text for key, _ in node.entries if key.text not in names}
    entries: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        new = names.get(key.text)
        if new is None:
            entries.append((key, value))
        elif new in present:
            reading.add("renamed-twice", key.span, old=key.text, new=new)
        else:
            present.add(new)
            entries.append((key._replace(text=new), value))
    return replace(node, entries=tuple(entries))


def front_matter_of(values: Values, title: str, description: str, reading: Reading) -> FrontMatter:
    """Build the valid front matter; `title` and `description` stand in where theirs are missing."""
    date, updated = _moment(values.get("date")), _moment(values.get("updated"))
    if date and updated and day_of(updated) < day_of(date):
        place = values.get("updated").span
        reading.add("updated-before-date", place, updated=day_of(updated), date=day_of(date))
    question, described = values.get("question"), values.get("description")
    tags, keywords = values.get("tags") or [], values.get("keywords") or []
    promotion = values.get("promotion")
    reading.faults += filter(None, map(_semicolon, (*tags, *keywords)))
    return FrontMatter(
        title=values.text("title") or title,
        description=values.text("description") or description,
        question=values.text("question"),
        slug=_slug(values.get("slug"), reading),
        date=date,
        updated=updated,
        review=_review(values.get("reviewed")),
        expires=_moment(values.get("expires")),
        authors=_authors(values.get("author") or [], reading),
        category=values.get("category"),
        tags=_distinct(tags),
        keywords=tuple(keyword.value for keyword in keywords),
        cover=_cover(values.get("cover"), reading),
        draft=bool(values.get("draft")),
        noindex=bool(values.get("noindex")),
        aliases=tuple(_old_addresses(values.get("aliases") or ())),
        related=tuple(_pick(item) for item in values.get("related") or ()),
        sources=_sources(values.get("sources") or [], reading),
        extra=values.get("extra") or {},
        promotion=None if isinstance(promotion, str) else promotion_of(promotion),
        unpaid=isinstance(promotion, str),
        question_span=question.span if question else None,
        past_days=_past_days(values),
        title_span=values.get("title").span if values.get("title") else None,
        description_span=described.span if described else None,
    )


def sources_lost(values: Values) -> bool:
    """Whether a fault that is told already hides which sources the article has."""
    given = values.get("sources")
    return (
        values.partial
        or "sources" in values.unread
        or (given is not None and (not given or any(item.get("id") is None for item in given)))
    )


def stand_ins(
    sources: tuple[Citation, ...], references: Iterable[Reference]
) -> tuple[Citation, ...]:
    """Return the sources with those that are cited too, so that no citation is called wrong."""
    known = {source.id for source in sources}
    cited = {each.target: each.span for each in references if each.kind == "source"}
    lost = (
        Citation(name, name, "", "", None, span)
        for name, span in cited.items()
        if name not in known
    )
    return (*sources, *lost)


def _moment(value: Located[Any] | None) -> Moment | None:
    return None if value is None else value.value


def _slug(slug: Located[str] | None, reading: Reading) -> Located[str] | None:
    if slug is None:
        return None
    right = slugify(slug.value)
    if right != slug.value:
        reading.add("wrong-slug", slug.span, slug=slug.value, advice=slug_advice(right, "slug: "))
        return None
    return slug


def slug_advice(right: str, before: str = "") -> str:
    """Say how a part of an address should be written, where anything is left of it."""
    if right:
        return f"write {before}{right}"
    return "write it with letters or digits, such as a word of the title"


def _authors(named: list[Located[str]], reading: Reading) -> tuple[Located[str], ...]:
    """Return the authors, each once; the second time is a fault."""
    by_id: dict[str, Located[str]] = {}
    for author in named:
        if author.value in by_id:
            reading.add("author-twice", author.span, id=author.value)
        by_id.setdefault(author.value, author)
    return tuple(by_id.values())


def _distinct(tags: list[Located[str]]) -> tuple[Located[str], ...]:
    """Drop repetitions, by the address that a tag's page has."""
    by_slug: dict[str, Located[str]] = {}
    for tag in tags:
        by_slug.setdefault(slugify(tag.value), tag)
    return tuple(by_slug.values())


def _semicolon(word: Located[str]) -> Diagnostic | None:
    """Return the fault of several words that a semicolon makes one of; `&amp;` holds none."""
    parts = [part.strip() for part in word.value.split(";") if part.strip()]
    if len(parts) == 1 or _ENTITY.search(word.value):
        return None
    found = word.value if len(word.value) <= _MOST_SHOWN else f"{word.value[:_MOST_SHOWN]}…"
    return fault("semicolon-list", word.span, found=found, right=", ".join(parts))


def given_days(*days: Located[Any] | None) -> tuple[Located[Any], ...]:
    """Return the days that were given, of several that may be."""
    return tuple(day for day in days if day is not None)


def _past_days(values: Values) -> tuple[Located[Moment], ...]:
    review, sources = values.get("reviewed"), values.get("sources") or ()
    read = (source.get("accessed") for source in sources)
    return given_days(values.get("updated"), review and review.get("on"), *read)


def _review(values: Values | None) -> ReviewNote | None:
    on = values and _moment(values.get("on"))
    if not values or not on:
        return None
    due = _moment(values.get("next"))
    return ReviewNote(day_of(on), values.get("by"), due and day_of(due))


_ALT_OF_COVER = "what it shows: 'alt: An outdoor unit under a deck'"


def _cover(values: Values | None, reading: Reading) -> Cover | None:
    if values is None or values.get("image") is None:
        return None
    alt, image = values.get("alt"), values.get("image")
    if alt and is_file_name(alt.value):
        reading.add("image-without-alt", alt.span, advice=_ALT_OF_COVER)
    focus = _focus(values.get("focus"), reading)
    return Cover(image, values.text("alt"), values.text("credit"), focus)


def _focus(value: Located[str] | None, reading: Reading) -> tuple[int, int] | None:
    if value is None:
        return None
    match = _FOCUS.fullmatch(value.value)
    if match is None or max(int(match[1]), int(match[2])) > 100:  # noqa: PLR2004 (percent)
        wanted = "two percentages, from the left and from the top, such as 30% 40%"
        reading.add("wrong-value", value.span, key="focus", found=value.value, wanted=wanted)
        return None
    return int(match[1]), int(match[2])


def _old_addresses(items: Iterable[Located[str] | Values]) -> Iterator[OldAddress]:
    for item in items:
        if not isinstance(item, Values):
            yield OldAddress(item)
        elif item.get("from") is not None and item.get("to") is not None:
            yield OldAddress(item.get("from"), item.get("to"))


def _pick(item: Located[str] | Values) -> Pick:
    if isinstance(item, Values):
        target = item.get("to") or Located("", item.span, item.start, item.end)
        return Pick(target, item.text("why"))
    return Pick(item, "")


def _sources(items: list[Values], reading: Reading) -> tuple[Citation, ...]:
    citations: dict[str, Citation] = {}
    for item in items:
        source_id = item.text("id")
        if not source_id:
            continue
        span = item.get("id").span
        if source_id in citations:
            reading.add("repeated-id", span, id=source_id, kind="source")
            continue
        accessed = _moment(item.get("accessed"))
        citations[source_id] = Citation(
            source_id,
            item.text("title"),
            item.text("publisher"),
            item.text("url"),
            accessed and day_of(accessed),
            span,
            bool(item.get("primary")),
        )
    return tuple(citations.values())
