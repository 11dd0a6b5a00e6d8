"""When two questions are the same question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.model.question import question_key

SAME = [
    ("Is a mini-split a heat pump?", "is a mini split a Heat Pump"),
    ("What's it?", "What’s it"),
    ("Why – really?", "Why really"),
    ("How much (per year)?", "How  much, per\u00a0year"),
    ("Straße?", "STRASSE"),
    ("cafe\u0301?", "Café"),
    ("Is it “good”?", 'Is it "good"?'),
]
OTHER = [
    ("Is a minisplit one?", "Is a mini-split one?"),
    ("10 or 20?", "10 or 30?"),
    ("Is it?", "It is?"),
    ("R-410A?", "R-32?"),
    ("C or C++?", "C or C?"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_question(first: str, second: str) -> None:
    """Case, punctuation and the difference of space and hyphen do not count."""
    assert question_key(first) == question_key(second)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_another_question(first: str, second: str) -> None:
    """Words, figures and signs do."""
    assert question_key(first) != question_key(second)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    """So that keys may be compared with questions."""
    assert question_key(question_key(text)) == question_key(text)


@pytest.mark.parametrize("character", [chr(code) for code in range(128)], ids=ascii)
def test_a_character_of_ascii(character: str) -> None:
    """What is kept of a question does not depend on whether all of it is ASCII."""
    question = f"a{character}b {character}"
    assert f"{question_key(question)} é" == question_key(f"{question} é")
