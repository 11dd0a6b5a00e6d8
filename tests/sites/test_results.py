"""How articles show in search results: titles and descriptions of their own, that fit."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
FORM = frozenset({"long-title", "description-length", "same-title", "same-description"})


def article(path: str, title: str, description: str) -> str:
    return (
        f"-- content/{path}.md --\n---\ntitle: {title}\ndescription: {description}\n---\nWords.\n"
    )


def asked(made: Site, *ids: str) -> list[str]:
    made.asked = frozenset(ids) or FORM
    return made.build().faults()


@pytest.mark.parametrize(
    ("title", "description", "found"),
    [
        (65, 70, []),
        (1, 165, []),
        (66, 100, ["content/a.md:2:8 long-title"]),
        (20, 69, ["content/a.md:3:14 description-length"]),
        (20, 166, ["content/a.md:3:14 description-length"]),
    ],
)
def test_what_does_not_fit_is_told(
    site: Make, title: int, description: int, found: list[str]
) -> None:
    assert asked(site(article("a", "t" * title, "d" * description))) == found


def test_the_same_is_the_same_with_other_capitals_and_spaces(site: Make) -> None:
    made = site(article("a", "Ducts and air", "D.") + article("b", "ducts  AND air", "E."))
    assert asked(made, "same-title") == [
        "content/a.md:2:8 same-title",
        "content/b.md:2:8 same-title",
    ]
    assert "this is also the title of content/b.md" in made.messages()


def test_the_others_are_named(site: Make) -> None:
    made = site("".join(article(name, name, "One text for all.") for name in "abc"))
    assert asked(made, "same-description") == [
        f"content/{name}.md:3:14 same-description" for name in "abc"
    ]
    assert "the description of content/a.md and content/c.md" in made.messages()


def test_a_description_that_stands_in_for_one_is_not_judged(site: Make) -> None:
    """It is the first paragraph's: the missing key is told, and that is enough."""
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        front_matter: {missing: warn}
        faults: {orphan: off, dead-end: off, too-far: off}
        -- content/a.md --
        ---
        title: Ducts
        ---
        Words.
        -- content/b.md --
        ---
        title: Pipes
        ---
        Words.
        """)
    assert asked(made) == ["content/a.md:1:1 missing-key", "content/b.md:1:1 missing-key"]
