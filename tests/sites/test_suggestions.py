"""What a wrong link may have meant: sections before sources, slugs for titles, marks mended."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
PAGE = """-- content/a.md --
---
title: A
description: B
sources:
  - {{id: ca-sizing, title: S, url: https://s.example}}
---
## Oversizing and turndown

[s](source:ca-sizing)

## Ducts

{}
-- content/sizing.md --
--- How big a unit
Words.
"""


@pytest.mark.parametrize(
    ("link", "advice"),
    [
        ("[x](#oversizing)", "it has '#oversizing-and-turndown'"),
        ("[x](a.md#oversizing)", "it has '#oversizing-and-turndown'"),
        ("[x](#turndown)", "it has '#oversizing-and-turndown'"),
        ("[x](#duct)", "it has '#ducts'"),
        ("[x](#source-ca-sizin)", "it has '#source-ca-sizing'"),
        ("[x](#sizing-ca)", "it has '#source-ca-sizing'"),
        ("[x](#qq)", "it has '#oversizing-and-turndown', '#ducts'"),
    ],
)
def test_a_section_is_meant_before_a_source(site: Make, link: str, advice: str) -> None:
    """One that begins with the word comes first; a source only where no section is like it."""
    made = site(PAGE.format(link)).build()
    assert made.faults() == [f"content/a.md:13:{link.index('(') + 2} dead-anchor"]
    assert made.messages().rstrip().endswith(advice)


def test_a_section_that_begins_with_the_word_is_meant_before_one_spelled_alike(site: Make) -> None:
    """Who shortens an anchor does so at its end."""
    made = site(PAGE.format("[x](#oversizing)\n\n## Overrising")).build()
    assert made.messages().rstrip().endswith("it has '#oversizing-and-turndown'")


@pytest.mark.parametrize(
    ("link", "advice"),
    [
        ("[[TOC]]", "a marker has single brackets: [TOC]"),
        ("[[comparison]]", "a marker has single brackets: [COMPARISON]"),
        ("[[COMPARISON: x]]", "a marker has single brackets: [COMPARISON: x]"),
        ("[[How big a unit]]", "did you mean 'sizing'?"),
        ("[[how big a unit|x]]", "did you mean 'sizing'?"),
        ("[x](info@a.example)", "write mailto:info@a.example"),
        ("[[???]]", "check the name of the article"),
    ],
)
def test_what_was_meant_is_told(site: Make, link: str, advice: str) -> None:
    """A marker, a title for a name, an e-mail address."""
    made = site(PAGE.format(link)).build()
    assert [each.partition(" ")[2] for each in made.faults()] == ["dead-link"]
    assert advice in made.messages()


@pytest.mark.parametrize("link", ["[x](old.md)", "[[old]]", "[x](/old/)", "[x](/old/#part)"])
def test_a_link_to_what_was_renamed_points_to_the_one_remedy(site: Make, link: str) -> None:
    """One alias mends all such links; no other name is guessed."""
    made = site(
        f"-- content/older.md --\n--- A\n## Part\n\n{link}\n"
        "-- content/_data/urls.lock --\n/\n/old/\n/old/#part\n"
    ).build()
    assert [each.partition(" ")[2] for each in made.faults()] == ["vanished-address", "dead-link"]
    assert "add the alias that 'vanished-address' names" in made.messages()
    assert "did you mean" not in made.messages()


def test_what_is_gone_for_good_has_no_alias(site: Make) -> None:
    """The ledger says so, and another name may be meant."""
    made = site(
        "-- content/older.md --\n--- A\n[[old]]\n"
        "-- content/_data/urls.lock --\n/\n/old/\n-- content/_data/gone.yaml --\n/old/: no use\n"
    ).build()
    assert "did you mean 'older'?" in made.messages()
