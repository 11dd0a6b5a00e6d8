"""A number of words goes in, how long they take to read comes out."""

import math

WORDS_PER_MINUTE = 230


def reading_minutes(words: int) -> int:
    """Return the minutes that so many words take to read, at 230 a minute; one at least."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
