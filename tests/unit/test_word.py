"""What a word is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from plenum.model.word import words_in

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@given(st.text(st.sampled_from("ab1é_'’- \n²") | st.characters()))
def test_any_text(text: str) -> None:
    """Letters and figures make words, also with apostrophes between them; underscores do not."""
    assert words_in(text) == _WORD.findall(text)
