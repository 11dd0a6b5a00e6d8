"""The names that are in use go in, those of which another name is a slip come out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.url import slugify

_DIGIT = lazy_re.compile(r"\d")
# Hyphens and spaces make no other name, but 2-4 is not 24.
_HYPHEN = lazy_re.compile(r"(?<!\d)-|-(?!\d)")

_SHORTEST_NAME = 8
_SHORTEST_WORD = 5
_SHORTEST_CHANGED_WORD = 7
"""In letters. A letter more makes another word of many short ones (oil and coil), and another
letter of still more (filling and falling)."""
_LONGEST_NAME = 60


class NearName(NamedTuple):
    """A name in use, and the word for which it has another; empty where all words are the same."""

    name: str
    odd: str = ""


class NearNames:
    """Finds the name in use that was meant by another, in a time that hangs on its length alone.

    Two names are near where they agree without case, hyphens, spaces and plural endings, or where
    in one word a letter is missing, too many, another, or elsewhere: the same is left when one
    letter is taken out of either. First and last letters and all numbers must agree.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names, those first that win over others."""
        self._by_key: dict[str, str] = {}
        self._by_words: dict[str, str] = {}
        self._with_one_more: dict[str, str] = {}
        self._with_another: dict[tuple[int, str], str] = {}
        for name in names:
            words = _words(name)
            self._by_key.setdefault(_key(words), name)
            self._by_words.setdefault("-".join(words), name)
            for place, less in _one_letter_less(words):
                self._with_one_more.setdefault(less, name)
                self._with_another.setdefault((place, less), name)

    def nearest(self, name: str) -> NearName | None:
        """Return the name in use that was meant; a name that is itself in use is its own."""
        words = _words(name)
        if found := self._by_key.get(_key(words)):
            return NearName(found)
        if found := self._with_one_more.get("-".join(words)):
            return NearName(found, _odd(words, found))
        shortened = [*_one_letter_less(words)]
        for _, less in shortened:
            if found := self._by_words.get(less):
                return NearName(found, _odd(words, found))
        for place, less in shortened:
            found = self._with_another.get((place, less))
            if found and len(words[place]) >= _SHORTEST_CHANGED_WORD:
                return NearName(found, words[place])
        return None


def name_key(name: str) -> str:
    """Return what two spellings of a name have in common: letters, each word in the singular."""
    return _key(_words(name))


def _key(words: list[str]) -> str:
    return _HYPHEN.sub("", "-".join(words))


def _words(name: str) -> list[str]:
    return [_singular(word) for word in slugify(name).split("-")]


def _odd(words: list[str], name: str) -> str:
    """Return the first word that another name with as many words has not."""
    pairs = zip(words, _words(name), strict=True)
    return next(word for word, other in pairs if word != other)


def _one_letter_less(words: list[str]) -> Iterator[tuple[int, str]]:
    """Yield a name without each letter that may be a slip, and the place of the word that lost it.

    Letters of scripts without capitals are left alone: where each is a syllable or a word, another
    one is another name.
    """
    if not _SHORTEST_NAME <= sum(map(len, words)) <= _LONGEST_NAME:
        return
    for place, word in enumerate(words):
        if len(word) < _SHORTEST_WORD or _DIGIT.search(word) or word == word.upper():
            continue
        before, after = words[:place], words[place + 1 :]
        for at in range(1, len(word) - 1):
            yield place, "-".join([*before, word[:at] + word[at + 1 :], *after])


def _singular(word: str) -> str:
    """Return an English word without the ending of its plural, in its usual forms."""
    if _DIGIT.search(word):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
