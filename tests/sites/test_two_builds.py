"""What stays and what changes from one build to the next: ids, feeds, and the pages touched."""

import datetime as dt
import json
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = """
-- content/_data/authors.yaml --
ann: {name: Ann Example, kind: person, bio: Writes.}
-- content/ducts.md --
---
title: What new ducts cost
description: About ducts.
date: 2026-10-05
author: ann
tags: [ducts]
faq:
  - {question: How long do ducts last?, answer: Decades.}
  - {question: Can I seal them?, answer: Yes.}
---
Words about ducts.
-- content/pumps.md --
---
title: What heat pumps cost
description: About pumps.
date: 2026-10-06
---
Words about pumps.
"""
# Of so many articles about lamps, each has the others as its related reading.
LAMPS = "".join(
    f"-- content/lamp{number}.md --\n--- Lamps for the hall ({number})\nOld lamps.\n"
    for number in range(8)
)
REORDERED = """\
  - {question: Can I seal them?, answer: 'Yes, with mastic.'}
  - {question: How long do ducts last?, answer: Some decades.}
"""


@pytest.fixture
def made(site: Make) -> Site:
    """Return the site after its first build."""
    return site(SITE + LAMPS).fine()


def edit(made: Site) -> None:
    """Write an article's text anew, its questions in another order, and build again."""
    text = (made.folder / "content/ducts.md").read_text("utf-8")
    start, end = text.index("  - {question"), text.index("---\nWords")
    text = text[:start] + REORDERED + text[end:]
    text = text.replace("date: 2026-10-05", "date: 2026-10-05\nupdated: 2026-11-01")
    made.write("content/ducts.md", text.replace("Words about ducts", "Other words, and more"))
    made.fine()


def ids_of(html: str) -> set[str]:
    """Return every `@id` of a page's structured data."""
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert block
    found: set[str] = set()
    json.loads(block[1], object_hook=lambda node: found.add(node.get("@id", "")))
    return found - {""}


def entries(made: Site) -> dict[str, tuple[str, str]]:
    """Return of each entry of the feed its id, with the days it was published and updated."""
    root = ET.fromstring(made.page("feed.xml"))  # noqa: S314 (our own output)
    return {
        entry.findtext(f"{ATOM}id", ""): (
            entry.findtext(f"{ATOM}published", "")[:10],
            entry.findtext(f"{ATOM}updated", "")[:10],
        )
        for entry in root.iter(f"{ATOM}entry")
    }


def test_ids_stay_when_text_and_order_change(made: Site) -> None:
    before = ids_of(made.page("ducts/index.html"))
    assert any("#faq-" in name for name in before)
    edit(made)
    assert ids_of(made.page("ducts/index.html")) == before


def test_another_question_is_another_id(made: Site) -> None:
    before = ids_of(made.page("ducts/index.html"))
    made.replace("content/ducts.md", "Can I seal them?", "Who seals them?")
    made.fine()
    assert ids_of(made.page("ducts/index.html")) != before


def test_the_feed_keeps_ids_and_days_of_publication(made: Site) -> None:
    before = entries(made)
    edit(made)
    after = entries(made)
    assert set(after) == set(before)
    assert {name: days[0] for name, days in after.items()} == {
        name: days[0] for name, days in before.items()
    }
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"https://hub.example/ducts/"}


def test_another_day_changes_no_date(made: Site) -> None:
    """The day of the build is nobody's date."""
    before = made.snapshot()
    made.fine(today=dt.date(2026, 12, 1))
    after = made.snapshot()
    assert {name for name in after if after[name] != before[name]} == set()


def test_an_edit_changes_only_what_shows_the_article(made: Site) -> None:
    before = made.snapshot()
    edit(made)
    after = made.snapshot()
    assert set(after) == set(before)
    changed = {name for name in after if after[name] != before[name]}
    assert {"ducts/index.html", "ducts/index.md", "feed.xml", "sitemap.xml"} <= changed
    pages = {name for name in changed if name.endswith(".html")}
    assert not any(name.startswith("lamp") for name in changed)
    for name in pages:
        assert "/ducts/" in made.page(name)
