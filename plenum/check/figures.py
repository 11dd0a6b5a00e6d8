"""Figures in running text: conversions agree, ranges go up, ratings are of one test and can be.

Precision goes before reach: what may be meant otherwise is not reported. Texts are read as they
stand; only what is found is looked up in what is left of them without code and addresses.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from plenum.check.conversions import one_system, wrong_conversions
from plenum.check.notation import dashes_below_zero, decades
from plenum.check.ratings import impossible_values, mixed_generations, old_ratings
from plenum.check.sentences import Problem, written
from plenum.check.shares import wrong_shares
from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.figures import Figure, figures
from plenum.model.fragment import Fragment
from plenum.model.pairs import Pair, converted_pairs
from plenum.model.places import read_text_of, source_of, span_of
from plenum.model.quantity import Kind

_FALLING = ("fall", "fell", "drop", "declin", "decreas", "shrink", "shrank", "down", "from ")
_LOOK_BACK = 40
_MOST_TOLD = 100
"""Of one kind in one text: each costs a look through it, and nobody reads more."""


class _Text(NamedTuple):
    fragment: Fragment
    source: str
    found: list[Figure]
    pairs: list[Pair]


def sound_figures(article: Article) -> Iterator[Diagnostic]:
    """Find figures that cannot be right, and those that half of the readers cannot use."""
    texts = []
    for fragment in article.running_text:
        source = source_of(fragment)
        found = figures(source) if source else []
        yield from _at_their_places(decades(source), fragment)
        if found:
            texts.append(_Text(fragment, source, found, converted_pairs(source, found)))
    for text in texts:
        yield from _at_their_places(wrong_conversions(text.source, text.pairs), text.fragment)
        for check in CHECKS:
            yield from _at_their_places(check(text.source, text.found), text.fragment)
    lonely = one_system([text[1:] for text in texts])
    for text, problems in zip(texts, lonely, strict=True):
        yield from _at_their_places(problems, text.fragment)


def backwards_ranges(text: str, found: list[Figure]) -> Iterator[Problem]:
    """Find ranges with a dash whose first number is the higher one.

    A temperature may be told on its way down, '115–20' may be short for '115–120'.
    """
    for figure in found:
        if len(figure.numbers) == 1 or figure.joined not in {"–", "-", "—"}:
            continue
        low, high = (number.value for number in figure.numbers)
        if low <= high or high < 0 or figure.unit.kind is Kind.TEMPERATURE:
            continue
        first, _, second = written(text, figure).partition(figure.joined)
        digits = "".join(each for each in second if each.isdigit())
        if figure.unit.kind is not Kind.SHARE and len(f"{high:f}") < len(f"{low:f}") and digits:
            continue
        before = text[max(0, figure.start - _LOOK_BACK) : figure.start].lower()
        if any(word in before for word in _FALLING):
            continue
        number = second[: len(second) - len(second.lstrip("0123456789,.−-"))]
        right = f"{number}{figure.joined}{first}{second[len(number) :]}"
        values = {"found": written(text, figure), "right": right}
        yield Problem("backwards-range", figure.start, figure.end, values)


CHECKS: tuple[Callable[[str, list[Figure]], Iterator[Problem]], ...] = (
    backwards_ranges,
    dashes_below_zero,
    impossible_values,
    mixed_generations,
    wrong_shares,
    old_ratings,
)
"""Each is `check(text, its figures) -> problems`."""


def _at_their_places(problems: Iterable[Problem], fragment: Fragment) -> Iterator[Diagnostic]:
    """Yield a fault for each problem that is in what readers read."""
    text = ""
    for problem in islice(problems, _MOST_TOLD):
        text = text or read_text_of(fragment)
        place = slice(problem.start, problem.end)
        if text[place] == source_of(fragment)[place]:
            span = span_of(fragment, problem.start, problem.end)
            yield fault(problem.fault_id, span, **problem.values)
