"""The words of a text: how many there are, and which ones tell what it is about."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from plenum import lazy_re
from plenum.model.word import singular, words_in

_TAG = lazy_re.compile(r"<[^>]*>")
_KEPT_TERMS = 40
_SHORTEST_TERM = 3

# Words that say nothing of a page's subject; the frequent subject words of the whole site
# are weighed down later, by how many articles hold them.
_STOP = frozenset(
    "a about above after again against also although an and another any are aren't around as at"
    " be because been before being below between both but by can cannot can't could did do does"
    " doesn't don't down during each either enough even every few first for from further had has"
    " have having here how however if in into is isn't it its it's itself just last least less"
    " like little made make many may me more most much must my near need needs never next no"
    " nor not now of off often on once one only onto or other our out over own per rather same"
    " second several should since so some still such than that that's the their them then there"
    " these they this those through to too toward two under until up upon us use used uses using"
    " usually very was way we well were what when where which while who whole whose why will"
    " with within without won't would year years yet you your".split()
)


def words_of(html: str) -> list[str]:
    """Return the words of a piece of HTML, as they stand."""
    return words_in(_TAG.sub(" ", html))


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """Return what a word counts as; nothing where it tells nothing."""
    term = singular(word)
    tells = len(term) >= _SHORTEST_TERM and term not in _STOP and not term.isdigit()
    return term if tells else ""


def terms_of(weighted: Iterable[tuple[list[str], int]]) -> tuple[tuple[str, int], ...]:
    """Return the most frequent telling words, lower-cased, without plural s.

    Each list of words counts by its weight. The most frequent come first, ties in
    alphabetical order, at most forty. Counts are rounded down to a power of two: a word more or
    less in a long text is no other subject, and what hangs on it need not be made again.
    """
    counts: dict[str, int] = {}
    for words, weight in weighted:
        for word, times in Counter(words).items():
            term = _term(word)
            if term:
                counts[term] = counts.get(term, 0) + times * weight
    ranked = sorted((-(1 << (count.bit_length() - 1)), term) for term, count in counts.items())
    return tuple((term, -count) for count, term in ranked[:_KEPT_TERMS])
