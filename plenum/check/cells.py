"""Two comparisons of one thing say the same of it."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, fault
from plenum.model.agreement import are_comparable, is_within
from plenum.model.article import Article
from plenum.model.figures import Figure, figures
from plenum.model.forms import fold
from plenum.model.fragment import Fragment
from plenum.model.places import read_text_of, source_of
from plenum.model.site import Site
from plenum.model.word import singular, words_in

_BRACKETS = lazy_re.compile(r"\([^()]*\)")
_ANSWER = lazy_re.compile(r"\s*(?P<word>yes|no)\b(?!\s\w)", re.IGNORECASE)
_LONGEST_SHOWN = 60
_MOST_COMPARED = 20
"""Of cells with one name and different texts: a site of thousands of tables stays quick."""


class _Cell(NamedTuple):
    article: Article
    fragment: Fragment
    text: str
    answer: str
    found: list[Figure]


def cells_that_agree(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find cells of one option and one row, in two articles, that cannot both be right.

    They answer with yes and no, or give figures of one kind of which none is the other's. What
    a cell cites is compared with its fact.
    """
    seen: dict[tuple[str, str], list[_Cell]] = {}
    for article in sorted(site.by_url.values(), key=lambda a: a.path):
        for place, cell in _cells(article):
            others = seen.setdefault(place, [])
            for other in others:
                if other.article is not article and _differ(cell, other):
                    yield _fault(cell, other)
                    break
            else:
                if len(others) < _MOST_COMPARED and all(o.text != cell.text for o in others):
                    others.append(cell)


def _cells(article: Article) -> Iterator[tuple[tuple[str, str], _Cell]]:
    for table in article.comparisons:
        options = [_key(option) for option in table.option_texts]
        for heading, cells in table.rows:
            row = _key(source_of(heading))
            for option, fragment in zip(options, cells, strict=False):
                source = source_of(fragment)
                if not (row and option and source) or "(fact:" in source:
                    continue
                text = fragment.text or read_text_of(fragment)
                answer = _ANSWER.match(text)
                found = figures(text)
                if answer or found:
                    word = answer["word"].lower() if answer else ""
                    yield (row, option), _Cell(article, fragment, text, word, found)


def _key(text: str) -> str:
    """Return a name without case, hyphens, plurals and what is in brackets."""
    return " ".join(map(singular, words_in(fold(_BRACKETS.sub(" ", text)))))


def _differ(cell: _Cell, other: _Cell) -> bool:
    if cell.answer and other.answer:
        return cell.answer != other.answer
    pairs = [(one, two) for one in cell.found for two in other.found if are_comparable(one, two)]
    return bool(pairs) and not any(is_within(one, two) or is_within(two, one) for one, two in pairs)


def _fault(cell: _Cell, other: _Cell) -> Diagnostic:
    place = f"{other.article.source_path}:{other.fragment.span.line}"
    values = {"found": _shown(cell.text), "other": _shown(other.text), "place": place}
    return fault("contradicting-cells", cell.fragment.span, **values)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
