"""What a word is, and when two are the same."""

from functools import lru_cache

from plenum import lazy_re

_WORD = lazy_re.compile(r"\w++(?:['’]\w++)*+")
_SHORTEST_PLURAL = 4


def words_in(text: str) -> list[str]:
    """Return the words of a text, as they stand."""
    # Python tells the characters of words much faster than those without the underscore.
    return _WORD.findall(text.replace("_", " "))


# A site says the same words over and over.
@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return an English word, in lower case, without the s of its plural or genitive."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if (
        len(word) >= _SHORTEST_PLURAL
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
    ):
        return word[:-1]
    return word
