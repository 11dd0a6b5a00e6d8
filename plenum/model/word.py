"""When two words are the same word."""

_SHORTEST_PLURAL = 4


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
