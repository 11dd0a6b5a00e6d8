"""Phrases go in, their places in a text come out: many are sought at once."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, product
from math import prod
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.forms import fold, is_capitals, joined, lowered

# Where a line of a list is broken, the next one is indented.
_MORE_SPACE = lazy_re.compile(r"[ \n]([ \n]+)")
_PAIRS = ("  ", "\n ", " \n", "\n\n")
_INDENT = lazy_re.compile(r"\n([ ]+)")

MOST_SPELLINGS = 500
"""Of one phrase: who needs more writes two phrases."""

_MUCH = 500_000
_LONGEST = 300
_GROUP = lazy_re.compile(r"\(([^()]*)\)")


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

    # A deterministic automaton seeks in half the time, and takes five times as long to be made:
    # it pays from the texts of some hundred pages on.
    made = partial(AhoCorasick, forms, store_patterns=False)
    automaton = made(implementation=Implementation.ContiguousNFA)
    read = 0

    def find(text: str) -> Iterable[tuple[int, int, int]]:
        nonlocal automaton, read
        if read <= _MUCH < read + len(text):
            automaton = made(implementation=Implementation.DFA)
        read += len(text)
        return automaton.find_matches_as_indexes(text, overlapping=True)

    return find


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


_BETWEEN = "\x1f"
"""Stands between texts that are searched together: no phrase goes over it."""


class Hit(NamedTuple):
    """A phrase in one of several texts, both by their numbers, from `start` to `end`."""

    text: int
    start: int
    end: int
    phrase: int


class PhraseSearch:
    """Seeks many phrases in several texts at once, as words of their own.

    Capitals, hyphens, spaces and line ends make no difference, nor does an s at the end; a phrase
    in capitals throughout is sought in capitals only.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Prepare the search; a phrase may be there twice."""
        self._capitals: list[str] = []
        numbers: dict[str, list[int]] = {}
        for number, phrase in enumerate(phrases):
            self._capitals.append(joined(phrase) if is_capitals(phrase) else "")
            # One without a word, as where a name is missing, stands nowhere.
            if phrase.strip():
                numbers.setdefault(fold(phrase), []).append(number)
        self._numbers = tuple(numbers.values())
        self._places = phrase_finder(tuple(numbers)) if numbers else None

    def find(
        self, texts: Sequence[str], is_meant: Callable[[int, str], bool] | None = None
    ) -> Iterator[Hit]:
        """Yield where phrases stand, text by text, the first and longest first.

        `is_meant` is asked of a phrase, by its number, and of what is written there: whether it
        counts. It should be quick.
        """
        if self._places is None:
            return
        spaced = Spaced(_BETWEEN.join(texts), only_indents=True)
        text = spaced.text
        hits: list[tuple[int, int, int]] = []
        for form, start, end in self._places(lowered(joined(text))):
            word = text[start:end]
            if text[end : end + 1] == "s":
                end += 1  # noqa: PLW2901 (a plural)
            written = text[start:end]
            numbers = [
                number
                for number in self._numbers[form]
                if (not self._capitals[number] or self._capitals[number] == joined(word))
                and (is_meant is None or is_meant(number, written))
            ]
            if numbers and _stands_alone(text, start, end):
                place = spaced.before(start), -(spaced.before(end - 1) + 1)
                hits += [(*place, number) for number in numbers]
        ends = [*accumulate(len(each) + len(_BETWEEN) for each in texts)]
        for start, minus_end, number in sorted(hits):
            at = bisect_right(ends, start)
            begin = ends[at - 1] if at else 0
            yield Hit(at, start - begin, -minus_end - begin, number)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether letters stand there as words, and are no part of an address or of a number."""
    before = text[max(0, start - 1) : start]
    # A letter by its kind, the sign º stands behind figures.
    is_sign = text[start] == "º" and before.isdigit()
    if text[start].isalnum() and not is_sign and (goes_on(before) or before in {"@", "."}):
        return False
    after = text[end : end + 2]
    return not (goes_on(after[:1]) or (after[:1] in {".", ",", "@"} and after[1:].isalnum()))
