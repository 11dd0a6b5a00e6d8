"""The reading paths of the front page: their order, their lists, and their faults."""

import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

ARTICLES = """
-- content/a.md --
---
title: A
description: About A.
date: 2026-11-01
category: Costs
reviewed: {on: 2026-11-03}
---
Words.
-- content/b.md --
---
title: B
description: About B.
date: 2026-11-02
category: Costs
reviewed: {on: 2026-11-02}
---
Words.
-- content/draft.md --
---
title: Draft
description: About it.
draft: true
---
Words.
"""


def paths(text: str) -> str:
    return f"-- content/_data/paths.yaml --\n{text}{ARTICLES}"


def section(main: str, number: int) -> str:
    """Return the path of this number, from 1."""
    start = main.index(f'aria-labelledby="path-{number}"')
    return main[start : main.index("</section>", start)]


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', html)


def test_the_first_path_is_for_newcomers_and_keeps_its_order(site: Make) -> None:
    main = (
        site(
            paths(
                "start: {title: New here?, text: Two short reads., articles: [b, a]}\n"
                "cost: {title: Costs, articles: [a]}\n"
            )
        )
        .fine()
        .main("/")
    )
    assert 'class="path start"' in main
    assert '<h2 id="path-1">New here?</h2>' in main
    assert "Two short reads." in section(main, 1)
    assert links(section(main, 1)) == ["/b/", "/a/"]
    assert '<h3 id="path-2">Costs</h3>' in main


def test_a_path_leads_on_where_its_list_has_more(site: Make) -> None:
    """Not where it names all; without articles of its own it shows the newest of the list."""
    main = (
        site(
            paths(
                "x: {title: X, articles: [a], to: /categories/costs/}\n"
                "y: {title: Y, articles: [a, b], to: /categories/costs/}\n"
                "z: {title: Z, to: /categories/costs/}\n"
            )
        )
        .fine()
        .main("/")
    )
    assert links(section(main, 1)) == ["/a/", "/categories/costs/"]
    assert "All 2 articles" in section(main, 1)
    assert links(section(main, 2)) == ["/a/", "/b/"]
    assert links(section(main, 3)) == ["/b/", "/a/"]


def test_the_list_that_a_path_leads_to_begins_with_its_sentence(site: Make) -> None:
    made = site(paths("x: {title: X, text: 'Costs, in < 5 minutes.', to: /categories/costs/}\n"))
    main = made.fine().main("/categories/costs/")
    assert '<p class="intro">Costs, in &lt; 5 minutes.</p>' in main


def test_what_is_not_published_is_passed_over(site: Make) -> None:
    """A path of which nothing is left is left out, as is an article that is named twice."""
    made = site(
        paths("x: {title: X, articles: [draft]}\ny: {title: Y, articles: [a, draft, a]}\n")
    ).fine()
    main = made.main("/")
    assert links(section(main, 1)) == ["/a/"]
    assert "path-2" not in main
    assert links(section(made.fine(drafts=True).main("/"), 1)) == ["/draft/"]


def test_a_path_is_an_editors_link(site: Make) -> None:
    config = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"
    # Small sites are not asked for links.
    others = "".join(f"-- content/other-{n}.md --\n--- Other {n}\n" for n in range(9))
    made = site(config + others + paths("x: {title: X, articles: [a]}\n")).build()
    orphans = {fault.partition(":")[0] for fault in made.faults() if fault.endswith(" orphan")}
    assert "content/b.md" in orphans
    assert "content/a.md" not in orphans


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("x: {title: X, articles: [aa]}\n", ["1:26 dead-link"]),
        ("x: {title: X, to: /nowhere/}\n", ["1:19 dead-link"]),
        ("x: {title: X}\n", ["1:4 missing-key"]),
        ("x: {articles: [a]}\n", ["1:1 missing-key"]),
        ("x: {title: X, article: [a]}\n", ["1:15 unknown-key"]),
        ("X y: {title: X, articles: [a]}\n", ["1:1 wrong-slug"]),
    ],
)
def test_faults_of_paths(site: Make, text: str, faults: list[str]) -> None:
    made = site(paths(text)).build()
    assert made.faults() == [f"content/_data/paths.yaml:{fault}" for fault in faults]


def test_without_paths_the_topics_show_their_articles(site: Make) -> None:
    main = site(ARTICLES).fine().main("/")
    assert "path-1" not in main
    assert "topic-grid" in main


def test_what_was_reviewed_last_stands_on_the_front_page(site: Make) -> None:
    """By the day of the review, not by that of publication."""
    main = site(ARTICLES).fine().main("/")
    reviewed = main[main.index('id="front-reviewed"') :]
    assert links(reviewed[: reviewed.index("</section>")]) == ["/a/", "/b/"]


def test_without_reviews_there_is_no_such_list(site: Make) -> None:
    assert "front-reviewed" not in site("-- content/a.md --\n--- A\n").fine().main("/")
