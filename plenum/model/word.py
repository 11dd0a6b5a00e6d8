"""What a word is, and when two are the same."""

from functools import lru_cache

from plenum import lazy_re

_WORD = lazy_re.compile(r"\w++(?:['’]\w++)*+")
_PARTING = bytes(
    byte if byte > 127 or chr(byte).isalnum() or chr(byte) == "'" else ord(" ")  # noqa: PLR2004
    for byte in range(256)
)
"""Makes spaces of the characters of ASCII that no word has."""
_SHORTEST_PLURAL = 4


def words_in(text: str) -> list[str]:
    """Return the words of a text, as they stand."""
    # Bytes are translated, and texts split, many times faster than an expression is searched for:
    # it is left with what has an apostrophe, or is not of ASCII.
    parted = text.encode("utf-8", "surrogatepass").translate(_PARTING)
    words: list[str] = []
    for piece in parted.decode("utf-8", "surrogatepass").split():
        if piece.isalnum():
            words.append(piece)
        else:
            words += _WORD.findall(piece)
    return words


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
