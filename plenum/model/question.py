"""When two questions are the same question."""

import unicodedata
from functools import lru_cache

from plenum import lazy_re

_SPACING = lazy_re.compile(r"[\s\-\u2010-\u2015\u2212_]+")
# All of ASCII that is no letter, number or symbol to Unicode, and no space.
_ASCII_PUNCTUATION = lazy_re.compile(r"[^a-z0-9$+<=>^`|~ ]")


# Of each question it is asked several times.
@lru_cache(maxsize=1 << 10)
def question_key(question: str) -> str:
    """Return the form in which questions agree.

    Without case and punctuation, and without the difference between space and hyphen.
    """
    text = unicodedata.normalize("NFKC", question).casefold()
    text = _SPACING.sub(" ", text)
    if text.isascii():
        return " ".join(_ASCII_PUNCTUATION.sub("", text).split())
    kept = (c for c in text if c == " " or unicodedata.category(c)[0] in "LNMS")
    # What stood on both sides of a punctuation mark may now combine.
    return " ".join(unicodedata.normalize("NFKC", "".join(kept)).split())
