"""A page that is too heavy for slow telephones is told before anything is published."""

import random
from collections.abc import Callable

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]


def test_too_many_elements_are_told_with_what_there_are_many_of(site: SiteOf) -> None:
    row = "    | Unit | 1 |\n"
    built = site(f"""
    -- content/a.md --
    --- A
    Table: Units

    | Name | Rooms |
    |---|---|
{row * 500}
    """).build(write=False)

    assert built.faults() == ["content/a.md:1:1 heavy-page"]
    assert "about 1,600 elements (more than 1,500): 1,003 words, 1 table and 0" in built.messages()


def test_too_many_bytes_are_told_as_they_are_sent(site: SiteOf) -> None:
    letters = random.Random(1)  # noqa: S311 (a text that cannot be made smaller)
    words = " ".join(f"{letters.getrandbits(40):x}" for _ in range(7_000))
    built = site(f"-- content/a.md --\n--- A\n{words}\n").build(write=False)

    assert built.faults() == ["content/a.md:1:1 heavy-page"]
    assert "kB, compressed (more than 30): 7,000 words, 0 tables" in built.messages()


def test_a_long_text_of_common_words_is_light(site: SiteOf) -> None:
    text = "The heat pump moves heat from the air outside into the house. " * 3_000

    assert site(f"-- content/a.md --\n--- A\n{text}\n").build().faults() == []


def test_a_template_that_fails_weighs_nothing(site: SiteOf) -> None:
    built = site("""
        -- templates/article.html --
        {{ page.nothing }}
        -- content/a.md --
        --- A
    """).build()

    assert "heavy-page" not in "".join(built.faults())
    assert built.report.errors
