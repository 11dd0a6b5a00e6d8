"""The reading grade: what counts as a word, a sentence and a syllable."""

import pytest

from plenum.check.readability import grade_of, sentences_of, syllables

# Counted by ear; the spelling rules get a few others wrong, such as "science" and "basement".
BY_EAR = {
    1: "the zone zones zoned sealed leaked cooled rules guide be a one air year",
    2: "houses heated needed prices changes table quiet fluid being paying ductless",
    3: "thermostat idea average furnaces various actual inverter",
    4: "radiator efficiency temperature capacity variable insulation",
    5: "electricity refrigerators evaporator",
}


@pytest.mark.parametrize("number", BY_EAR)
def test_syllables_are_counted_as_they_are_spoken(number: int) -> None:
    words = BY_EAR[number].split()
    assert {word: syllables(word) for word in words if syllables(word) != number} == {}


def test_letters_without_a_vowel_are_spelled() -> None:
    assert (syllables("HSPF"), syllables("heat-pump"), syllables("don't")) == (4, 2, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("One. Two! Three?", 3),
        ("It costs approx. some dollars, e.g. in winter.", 1),
        ("Homes in the U.S. South. They cool.", 2),
        ("At 14.3 SEER2 it runs well", 1),
        ("He said “No.” She left.", 2),
        ("", 0),
        ("." * 50_000 + "x", 1),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str, number: int) -> None:
    assert len(list(sentences_of(text))) == number


@pytest.mark.parametrize(
    ("text", "counted", "grade"),
    [
        ("The cat sat on the mat", 6, -1.4),
        # An example that other descriptions of the formula give.
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature",
            24,
            11.3,
        ),
        (
            "This sentence taken as a reading passage unto itself is being used to prove a point",
            23,
            7.6,
        ),
    ],
)
def test_the_grade_is_that_of_the_published_formula(text: str, counted: int, grade: float) -> None:
    words = text.split()
    assert sum(map(syllables, words)) == counted
    assert round(grade_of(len(words), 1, counted), 1) == grade
