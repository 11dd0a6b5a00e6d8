"""Whom an article names: authors by a bare name, sources with their publisher and day."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Ann Example", "person", []),
        ("Byron Example", "person", []),
        ("By Ann Example", "person", ["author-name"]),
        ("Ann Example (Acme)", "person", ["author-name"]),
        ("Ann Example | Acme", "person", ["author-name"]),
        ("Acme, Inc.", "organization", []),
    ],
)
def test_a_persons_name_is_a_name(site: Make, name: str, kind: str, found: list[str]) -> None:
    made = site(f"""
        -- content/_data/authors.yaml --
        ann: {{name: "{name}", kind: {kind}}}
        -- content/a.md --
        ---
        title: A
        description: D.
        author: ann
        ---
        Words.
        """)
    assert made.build().faults() == [f"content/_data/authors.yaml:1:13 {each}" for each in found]


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        (", publisher: P, accessed: 2026-11-01", ""),
        (", publisher: P", "'accessed'"),
        (", accessed: 2026-11-01", "'publisher'"),
        ("", "'publisher' and no 'accessed'"),
    ],
)
def test_a_source_is_whole(site: Make, more: str, missing: str) -> None:
    made = site(f"""
        -- content/a.md --
        ---
        title: A
        description: D.
        sources: [{{id: doe, title: T, url: https://example.org/{more}}}]
        ---
        See [it](source:doe).
        """)
    made.asked = frozenset({"incomplete-source"})
    assert made.build().faults() == (["content/a.md:4:16 incomplete-source"] if missing else [])
    assert (f"the source 'doe' has no {missing}\n" in made.messages()) == bool(missing)
