"""An article goes in, the school grade that its running text asks of a reader comes out.

The grade is that of Flesch and Kincaid: 0.39 × words per sentence + 11.8 × syllables per word
− 15.59 (Kincaid et al., "Derivation of New Readability Formulas", Research Branch Report 8-75,
Naval Technical Training Command, 1975: https://apps.dtic.mil/sti/pdfs/ADA006655.pdf). It is made
for English. Syllables are counted by spelling, so that the grade is right to about one; it is a
hint and no rule.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from msgspec import Struct

from plenum import lazy_re
from plenum.model.article import Article
from plenum.model.fragment import Fragment, Html, Prose

LEAST_WORDS = 100
"""With fewer, one long sentence decides: such a text has no grade."""
_BLOCKS = frozenset({"p", "li", "dd", "blockquote"})
_NOT_RUNNING = frozenset("table pre code h1 h2 h3 h4 h5 h6 figure script style svg sup".split())
# A capital or the end must follow: "approx. 5" and "e.g. ducts" go on, and so does "U.S. homes".
_SENTENCE_END = lazy_re.compile(
    r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s++[\"'“‘(\[]?[A-Z0-9]|\s*+\Z)(?<!\b[A-Z]\.[A-Z]\.)"
)
_WORD = lazy_re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = lazy_re.compile(r"[aeiouyà-öø-ÿ]+")
# Two vowels that are two syllables: "being", "radiator", "various", "fluid", "quiet", "actual".
_APART = lazy_re.compile(
    r"[aeiouy]ing|(?<![tcxsgln])i[ao]|[^aeiou]ea\b|(?<!g)uid|(?<![qctg])ie[tn]t?\b|[^qg]ua"
)
# An e that is not spoken: "zone", "zones" and "sealed", but "table", "prices" and "heated".
_SILENT = lazy_re.compile(
    r"(?<=[^aeiouyl])e\Z|(?<=[aeiouy]l)es?\Z|(?<=[^aeiouylszcgxh])es\Z|(?<=[^aeiouytd])ed\Z"
)


class Readability(Struct, frozen=True):
    """What is counted in a running text; tables, headings and code are none."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float | None:
        """The grade by Flesch and Kincaid; None where the text is too short to have one."""
        if self.words < LEAST_WORDS:
            return None
        return grade_of(self.words, self.sentences, self.syllables)


def readability(article: Article) -> Readability:
    """Count what an article's running text is made of."""
    fragments = (
        article.short_answer,
        *article.takeaways,
        article.body,
        *(item.answer for item in article.faq),
    )
    words = sentences = syllables_found = 0
    for fragment in fragments:
        for text in _running_texts(fragment):
            found = _WORD.findall(text)
            words += len(found)
            sentences += sum(1 for part in sentences_of(text) if _WORD.search(part))
            syllables_found += sum(map(syllables, found))
    return Readability(words, sentences, syllables_found)


def grade_of(words: int, sentences: int, syllables_found: int) -> float:
    """Return the grade by Flesch and Kincaid of a text with so many of each."""
    return 0.39 * words / sentences + 11.8 * syllables_found / words - 15.59


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; what ends without a mark is one too."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if text[start:].strip():
        yield text[start:]


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; letters without a vowel are spelled."""
    lower = word.lower()
    if word.isupper() and not _VOWELS.search(lower):
        return len(word)
    return sum(_of_part(part) for part in re.split(r"['’-]", lower) if part)


def _of_part(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    groups += len(_APART.findall(word))
    groups -= len(_SILENT.findall(word)) if groups > 1 else 0
    return max(1, groups) if len(word) > 1 or groups else 0


def _running_texts(fragment: Fragment) -> Iterable[str]:
    parser = _Running()
    parser.feed("".join(part.text for part in fragment.parts if isinstance(part, Html | Prose)))
    parser.close()
    return parser.texts()


class _Running(HTMLParser):
    """Gathers the text of paragraphs and items; text outside of them is a paragraph, too."""

    def __init__(self) -> None:
        super().__init__()
        self._done: list[str] = []
        self._now: list[str] = []
        self._skipped = 0

    def texts(self) -> list[str]:
        """Return the paragraphs."""
        self._end()
        return self._done

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in _NOT_RUNNING:
            self._skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in _NOT_RUNNING and self._skipped:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._now.append(data)

    def _end(self) -> None:
        text = " ".join("".join(self._now).split())
        if text:
            self._done.append(text)
        self._now = []
