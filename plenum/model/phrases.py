"""Phrases go in, the places where a text has them come out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Generic, TypeVar

from plenum.model.forms import fold

T = TypeVar("T")


def finder(phrases: Sequence[str]) -> Callable[[str], Iterable[tuple[int, int, int]]]:
    """Return what finds phrases in a text, within words too: the number of each, start and end.

    All are sought at once, by the algorithm of Aho and Corasick: a text takes no longer for
    hundreds of phrases than for one, and no longer with many of them in it.
    """
    from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415 (few sites need it)

    automaton = AhoCorasick(phrases, implementation=Implementation.DFA, store_patterns=False)
    return partial(automaton.find_matches_as_indexes, overlapping=True)


class Phrases(Generic[T]):
    """Phrases that are sought together, each with what it stands for.

    Small and capital letters, hyphens and spaces are the same; only whole words count.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Take the phrases; a phrase may stand for several things."""
        self._meanings: dict[str, list[T]] = {}
        for phrase, meaning in phrases:
            key = " ".join(fold(phrase).split())
            if key:
                self._meanings.setdefault(key, []).append(meaning)
        self._keys = tuple(self._meanings)

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return bool(self._keys)

    @cached_property
    def _places(self) -> Callable[[str], Iterable[tuple[int, int, int]]]:
        return finder(self._keys)

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield start, end and meaning of each phrase in a text, by its end."""
        if not self._keys:
            return
        folded = fold(text)
        for number, start, end in self._places(folded):
            if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
                for meaning in self._meanings[self._keys[number]]:
                    yield start, end, meaning
