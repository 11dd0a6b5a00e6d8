"""Phrases go in, their places in a text come out: many are sought at once."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from math import prod

# Where a line of a list is broken, the next one is indented.
_MORE_SPACE = re.compile(r"[ \n]([ \n]+)")
_PAIRS = ("  ", "\n ", " \n", "\n\n")
_INDENT = re.compile(r"\n([ ]+)")

MOST_SPELLINGS = 500
"""Of one phrase: who needs more writes two phrases."""

_LONGEST = 300
_GROUP = re.compile(r"\(([^()]*)\)")


class PhraseError(ValueError):
    """A phrase that means nothing; the text says why, `at` is the place of the mistake."""

    def __init__(self, reason: str, at: int) -> None:
        """Keep the place."""
        super().__init__(reason)
        self.at = at


def expand(phrase: str) -> tuple[str, ...]:
    """Return all that a phrase stands for: 'a (big|small|) unit' is three texts.

    Raises PhraseError where brackets or bars are not in order, and for too many texts.
    """
    if len(phrase) > _LONGEST:
        raise PhraseError(f"it is longer than {_LONGEST} characters", 0)
    # Odd ones are what stands between the brackets of a group.
    pieces = _GROUP.split(phrase)
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            _insist_on_no_marks(piece, at)
        at += len(piece) + 1
    choices = [piece.split("|") if number % 2 else [piece] for number, piece in enumerate(pieces)]
    if prod(map(len, choices)) > MOST_SPELLINGS:
        raise PhraseError(f"it stands for more than {MOST_SPELLINGS} texts; write several", 0)
    texts = dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*choices))
    if not all(any(each.isalnum() for each in text) for text in texts):
        raise PhraseError("it stands for a text without a letter or a digit", 0)
    return tuple(texts)


def _insist_on_no_marks(piece: str, at: int) -> None:
    for mark, reason in (
        ("(", "a bracket is opened here and not closed, or opened within another"),
        (")", "a bracket is closed here that was not opened"),
        ("|", "'|' parts what stands between brackets only: (one|other)"),
    ):
        if mark in piece:
            raise PhraseError(reason, at + piece.index(mark))


def phrase_finder(forms: Sequence[str]) -> Callable[[str], Iterable[tuple[int, int, int]]]:
    """Return what finds forms in a text, within words too: the number of each, its start and end.

    All are sought at once, by the algorithm of Aho and Corasick: a text with many forms in a
    large glossary takes no longer to read than one with few.
    """
    from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415 (a build needs it)

    automaton = AhoCorasick(forms, implementation=Implementation.DFA, store_patterns=False)
    return partial(automaton.find_matches_as_indexes, overlapping=True)


class Spaced:
    """A text with single spaces, which knows where its characters stood before."""

    def __init__(self, text: str, *, only_indents: bool = False) -> None:
        """Take out the spaces and line ends that follow another, or only the indents of lines."""
        pieces: list[str] = []
        # From each of these places on, so many characters are missing.
        self._starts, self._missing = [0], [0]
        reached = missing = 0
        # To look for two characters is quicker than to look for a pattern.
        pairs, more = (("\n ",), _INDENT) if only_indents else (_PAIRS, _MORE_SPACE)
        spaces = more.finditer(text) if any(pair in text for pair in pairs) else ()
        for space in spaces:
            pieces.append(text[reached : space.start(1)])
            reached = space.end()
            self._starts.append(space.start(1) - missing)
            missing += len(space[1])
            self._missing.append(missing)
        self.text = "".join([*pieces, text[reached:]])

    def before(self, position: int) -> int:
        """Return where the character at `position` stood."""
        if len(self._starts) == 1:
            return position
        return position + self._missing[bisect_right(self._starts, position) - 1]


def goes_on(character: str) -> bool:
    """Whether a word goes on with this character."""
    return character.isalnum() or character in {"-", "_", "\u2010", "\u2011"}
