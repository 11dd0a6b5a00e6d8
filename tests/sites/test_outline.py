"""What looks at all articles together sees their outlines, and nothing more of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from plenum.cache import Store, key_of_value
from plenum.check.over_sites import RULES
from plenum.check.parts import whole_articles
from plenum.config import BuildOptions, load_config
from plenum.link.listings import list_pages
from plenum.link.view import view_of
from plenum.model.outline import outline_of
from plenum.model.parts import PARTS
from plenum.pipeline.joining import join
from plenum.pipeline.look import look_of
from plenum.pipeline.reading import Read, read_site
from plenum.pipeline.stages import Stages
from tests.sites.harness import TODAY, Site
from tests.sites.test_rendered_again import SITE

Make = Callable[[str], Site]
TABLE = """\
-- content/{name}.md --
---
title: About {name}
description: What {name} do.
question: What do {name} do?
short_answer: They do it.
faq: [{{question: "What of {name}?", answer: "Little of [it](x.md)."}}]
comparisons:
  id: t
  caption: Of {name}
  options: [Mini-split, Furnace]
  rows:
    Lasts: [{years} years, 20 years]
---
They do it well.
"""
TABLES = TABLE.format(name="x", years=10) + TABLE.format(name="y", years=30)
ROOT = Path(__file__).resolve().parents[2]


def seen(folder: Path, change: Callable[[Read], Read]) -> dict[str, object]:
    """Return all that is made of a site as a whole, of its articles after a change."""
    config, _ = load_config(folder)
    assert config
    # The home page's own words stand on it.
    options = BuildOptions(folder / "public", TODAY, drafts=True)
    nothing = Store(None)
    look = look_of(config)
    read = change(read_site(config, options, nothing, nothing, Stages()))
    joined = join(config, options, read, look, explained=True)
    context = joined.context
    site = context.site
    mentioned: list[list[str]] = [[] for _ in site.articles]
    pages, faults = list_pages(context, mentioned) if site.home is None else ((), [])
    return {
        "faults": sorted([*joined.diagnostics, *faults]),
        "rules": [found for rule in RULES for found in rule(site, TODAY)],
        "parts": [*whole_articles(site, tuple(PARTS))],
        "chrome": joined.chrome,
        "graph": context.graph,
        "lists": pages,
        "views": {a.path: key_of_value(view_of(a, context)) for a in site.articles},
        "why": {
            path: [(each.article.url, each.reason, each.shares) for each in chosen]
            for path, chosen in context.related.items()
        },
    }


def whole(read: Read) -> Read:
    """Take the articles with their texts."""
    articles = tuple(read.whole_article(each.path) for each in read.articles)
    assert articles != read.articles == tuple(map(outline_of, articles))
    return replace(read, articles=articles)


@pytest.mark.parametrize("text", [SITE, TABLES], ids=["links", "tables"])
def test_a_site_is_put_together_of_outlines(site: Make, text: str) -> None:
    """Links, related reading, lists, rules over all articles: nothing of them needs a text."""
    made = site(text)
    assert seen(made.folder, lambda read: read) == seen(made.folder, whole)


def test_so_is_the_hub() -> None:
    """With all that it has."""
    assert seen(ROOT, lambda read: read) == seen(ROOT, whole)


def test_a_site_is_not_put_together_of_less(site: Make) -> None:
    """The comparison sees what is missing."""

    def headless(read: Read) -> Read:
        return replace(read, articles=tuple(replace(a, terms=()) for a in read.articles))

    made = site(SITE)
    assert seen(made.folder, lambda read: read) != seen(made.folder, headless)
