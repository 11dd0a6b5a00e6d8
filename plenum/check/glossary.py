"""The words of the trade: each form belongs to one entry, each abbreviation is explained."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from string import ascii_uppercase, digits

from plenum import lazy_re
from plenum.check.kinds import ArticleRule, no_fault
from plenum.diagnostics import Diagnostic, Span, fault, listed
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.forms import spellings
from plenum.model.fragment import Fragment, Html, Prose
from plenum.model.places import prose_of, span_of
from plenum.model.site import Site

EVERYDAY = frozenset(
    # What is read more often than its long form, by everybody.
    "AIDS DIY DVD FAQ GPS LED NASA PDF PIN RSVP SOS USA USB ZIP"
    # Formats and addresses of the web, which this page is made of.
    " CSS CSV HTML HTTP HTTPS JPEG JSON PNG RSS SVG URL XML YAML"
    # Currencies: their names explain nothing that the code does not.
    " AUD CAD EUR GBP USD"
    # Zones of time and parts of company names.
    " EST EDT CST CDT MST MDT PST PDT UTC LLC LLP".split()
)
"""Capitals that need no explanation anywhere. What one site takes for granted is an entry of
its glossary: a reader may come from anywhere."""

# Not in model numbers (SSZ14, MXZ-3C) nor behind a letter; the plural's s is none of it. What
# stands before is looked at after the first letter, so that texts are skimmed for capitals.
_ACRONYM = lazy_re.compile(r"(?P<word>[A-Z](?<![\w&.-].)[A-Z]{2,}[0-9]?)s?(?!\w|-[A-Z0-9])")
_SHORTEST = 3
_NO_CAPITALS = bytes(each if chr(each) in ascii_uppercase + digits else 32 for each in range(256))
_WORD = lazy_re.compile(r"\w+")
_TAG = lazy_re.compile(r"<[^>]*>")
_ABBREVIATION = lazy_re.compile(r"<abbr\b[^>]*>([^<]*)</abbr>")
_IN_BRACKETS = lazy_re.compile(r"\(\s?([A-Z]{3,}[0-9]?)s?[\s),;:]")
_BEFORE_BRACKETS = lazy_re.compile(r"([A-Z](?<!\w.)[A-Z]{2,}[0-9]?)s?\s\(([^()]{3,150})\)")
_LOOK_BACK = 150
# Alone on its line it is meant as a marker, and in a note to oneself as a note: both are told.
_MARKER_LINE = lazy_re.compile(r"^[ \t]*+\[[ \t]*+[A-Z]{3,}[^\[\]\n]*+\]?[ \t]*$", re.MULTILINE)
_PLACEHOLDERS = frozenset({"TODO", "TBD", "FIXME", "XXX"})
_ROMAN = lazy_re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def one_entry_a_form(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find forms that two entries claim; within one entry a form may stand twice."""
    claims: dict[str, dict[str, tuple[str, Span]]] = {}
    for entry in site.data.glossary.values():
        for form, span in zip((entry.term, *entry.forms), entry.form_spans, strict=True):
            for spelling in spellings(form):
                claims.setdefault(spelling, {}).setdefault(entry.id, (form, span))
    rivals: dict[tuple[str, Span], set[str]] = {}
    for claimed in claims.values():
        for entry_id, place in claimed.items() if len(claimed) > 1 else ():
            rivals.setdefault(place, set()).update(claimed.keys() - {entry_id})
    for (form, span), others in rivals.items():
        names = listed((f"'{each}'" for each in sorted(others)), len(others))
        other = f"the entr{'y' if len(others) == 1 else 'ies'} {names}"
        yield fault("form-twice", span, form=form, other=other)


def explained_acronyms(data: SiteData, _today: dt.date) -> ArticleRule:
    """Find abbreviations that neither an article nor the glossary explains, once an article.

    A site that keeps no glossary is not asked.
    """
    if not data.glossary:
        return no_fault
    known = {*EVERYDAY, *_PLACEHOLDERS}
    for entry in data.glossary.values():
        # The id stands for an entry whose term could not be read.
        for form in (entry.id, entry.term, *entry.forms, *entry.not_forms):
            known.update(word.upper() for word in _WORD.findall(form))

    def rule(article: Article) -> Iterator[Diagnostic]:
        prose = _prose(article.running_text)
        if known.issuperset(_capitals(prose)):
            return
        unknown = _acronyms(prose).keys() - known
        # Most are explained where a look is cheap: not in a link, nor by an element of HTML.
        unknown -= _explained(prose, unknown)
        if unknown:
            html = _html(article.running_text)
            unknown -= {word.strip() for word in _ABBREVIATION.findall(html)}
            unknown -= _explained(" ".join(unescape(_TAG.sub(" ", html)).split()), unknown)
        for fragment in article.running_text if unknown else ():
            here = unknown.intersection(_acronyms(_prose([fragment])))
            unknown -= here
            yield from _at_their_places(here, fragment)

    return rule


def _prose(fragments: Iterable[Fragment]) -> str:
    return "\n".join(
        part.text for fragment in fragments for part in fragment.parts if isinstance(part, Prose)
    )


def _html(fragments: Iterable[Fragment]) -> str:
    parts = (part for fragment in fragments for part in fragment.parts)
    return " ".join(part.text for part in parts if isinstance(part, Html | Prose))


def _capitals(text: str) -> set[str]:
    """Return all that may be an abbreviation, and more: so most texts need no closer look."""
    words = set(text.encode("ascii", "replace").translate(_NO_CAPITALS).split())
    return {
        word.decode() for word in words if len(word) >= _SHORTEST and word[:_SHORTEST].isalpha()
    }


def _acronyms(text: str) -> dict[str, tuple[int, int]]:
    """Return the abbreviations in running text, each with its first place."""
    found: dict[str, tuple[int, int]] = {}
    if "[" in text:
        text = _MARKER_LINE.sub(lambda match: " " * len(match[0]), text)
    for match in _ACRONYM.finditer(text):
        if not _ROMAN.fullmatch(match["word"]):
            found.setdefault(match["word"], match.span("word"))
    return found


def _at_their_places(words: Collection[str], fragment: Fragment) -> Iterator[Diagnostic]:
    """Yield a fault for each of these words, where it stands first in the source."""
    places = _acronyms(prose_of(fragment)) if words else {}
    for word in sorted(words):
        span = span_of(fragment, *places[word]) if word in places else fragment.span
        yield fault("undefined-acronym", span, word=word)


def _explained(text: str, acronyms: Collection[str]) -> set[str]:
    """Return which of these the text explains, or has in small letters elsewhere.

    Who does so has only raised the voice: NOT, ONLY.
    """
    explained: set[str] = set()
    if any(word.lower() in text for word in acronyms):
        words = set(_WORD.findall(text))
        explained.update(word for word in acronyms if word.lower() in words)
    for match in _IN_BRACKETS.finditer(f"{text} "):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        nearest = _WORD.findall(before)[-2 * len(match[1]) - 3 :]
        if _spells(nearest, match[1]):
            explained.add(match[1])
    for match in _BEFORE_BRACKETS.finditer(text):
        if _spells(_WORD.findall(match[2]), match[1]):
            explained.add(match[1])
    return explained


def _spells(words: Iterable[str], acronym: str) -> bool:
    """Whether the words begin with the letters of the acronym, others between them."""
    initials = iter(word[0].upper() for word in words)
    return all(letter in initials for letter in acronym if letter.isalpha())
