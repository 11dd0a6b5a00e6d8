"""`explain`: what the build knows of one page's links."""

import json
from collections.abc import Callable

import pytest

from plenum.cli import main
from tests.sites.harness import Site

Make = Callable[[str], Site]
SITE = """-- content/a.md --
---
title: Sizing
description: How to size.
tags: [size]
related:
  - {to: c, why: It costs more.}
---
See [costs](b.md#cost).
-- content/b.md --
---
title: Cost
description: What it costs.
tags: [size]
---
## Cost

[[a]]
-- content/c.md --
---
title: Ducts
description: All about ducts.
---
Text.
-- content/d.md --
---
title: Fans
description: All about fans.
tags: [size]
draft: true
---
Text.
"""

TEXT = """/a/  (content/a.md)
“Sizing”, 1 click from the front page

Links from here: 2
  /b/#cost  content/a.md:8:13
  /c/  content/a.md:6:10 (related)

Links to here: 1
  /b/  content/b.md:8:3

Related reading
  /c/  picked by an editor, “It costs more.”
  /b/  6.06, “also about size”
      word cost 4.00, tag size 1.26, an editor's link 0.80

Stands in the related reading of 2 other articles: /b/, /c/

The next build renders it: the last one made no such page.
"""


def explain(made: Site, *arguments: str) -> int:
    return main(["explain", *arguments, "--site", str(made.folder), "--today", "2026-11-21"])


@pytest.mark.parametrize("name", ["a", "/a/", "a/", "content/a.md", "./content/a.md", "a.md"])
def test_a_page_by_any_of_its_names(
    site: Make, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Places of the links, the editor's pick, and why the others were chosen."""
    assert explain(site(SITE), name) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out == TEXT


def test_a_page_for_programs(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """The same in JSON."""
    assert explain(site(SITE), "a", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["url"], document["path"], document["clicks"]) == ("/a/", "content/a.md", 1)
    assert document["links_out"] == [
        {
            "url": "/b/",
            "anchor": "cost",
            "kind": "link",
            "path": "content/a.md",
            "line": 8,
            "column": 13,
        },
        {
            "url": "/c/",
            "anchor": "",
            "kind": "pick",
            "path": "content/a.md",
            "line": 6,
            "column": 10,
        },
    ]
    assert [link["url"] for link in document["links_in"]] == ["/b/"]
    picked, chosen = document["related"]
    assert (picked["url"], picked["picked"], picked["reason"]) == ("/c/", True, "It costs more.")
    assert (chosen["url"], chosen["picked"], chosen["reason"]) == ("/b/", False, "also about size")
    assert chosen["score"] == pytest.approx(sum(share["points"] for share in chosen["shares"]))
    assert [share["kind"] for share in chosen["shares"]] == ["word", "tag", "link"]


def test_a_draft_is_explained_as_the_preview_has_it(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """Published pages are explained without it."""
    made = site(SITE)
    assert explain(made, "d") == 0
    assert "/a/" in capsys.readouterr().out
    assert explain(made, "b") == 0
    assert "/d/" not in capsys.readouterr().out


def test_a_page_that_does_not_exist(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest name is proposed."""
    assert explain(site(SITE + "-- content/ducts.md --\n--- D\n"), "duct") == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "no article 'duct'; did you mean 'ducts'?\n")


def test_a_name_that_several_pages_have(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Their addresses tell them apart."""
    made = site("-- content/x/a.md --\n--- A\n-- content/y/a.md --\n--- B\n")
    assert explain(made, "a") == 2
    assert "several articles are called 'a': /x/a/, /y/a/" in capsys.readouterr().err
    assert explain(made, "/y/a/") == 0


def test_nothing_is_written(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a site nor a folder for it."""
    made = site(SITE)
    before = sorted(made.folder.rglob("*"))
    assert explain(made, "a") == 0
    assert sorted(made.folder.rglob("*")) == before
    capsys.readouterr()


@pytest.mark.parametrize("old", ["/old/name/", "name", "old/name"])
def test_an_old_name_leads_to_its_page(
    site: Make, capsys: pytest.CaptureFixture[str], old: str
) -> None:
    """As it does for readers."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: B\naliases: [/old/name/]\n---\nWords.\n"
    )
    assert explain(made, old) == 0
    assert capsys.readouterr().out.startswith("/a/  (content/a.md)")


def test_an_old_name_of_several_pages(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Their addresses tell them apart; one that is in use is no old name."""
    head = "---\ntitle: T\ndescription: D\naliases: [/{}/name/]\n---\n"
    made = site(f"-- content/a.md --\n{head.format('x')}-- content/b.md --\n{head.format('y')}")
    assert explain(made, "name") == 2
    assert "several articles are called 'name': /a/, /b/" in capsys.readouterr().err
    assert explain(made, "/y/name/") == 0
    assert capsys.readouterr().out.startswith("/b/ ")
    made.write("content/z/name.md", "--- C\n")
    assert explain(made, "name") == 0
    assert capsys.readouterr().out.startswith("/z/name/ ")


def test_the_names_that_a_page_may_be_given(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Its full address, percent-encoded or in another Unicode form."""
    made = site("-- content/\u00e9t\u00e9.md --\n--- A\n")
    for name in ("https://hub.example/%C3%A9t%C3%A9/", "/%C3%A9t%C3%A9/", "e\u0301te\u0301"):
        assert explain(made, name) == 0
        assert capsys.readouterr().out.startswith("/\u00e9t\u00e9/ ")


def test_an_article_that_has_expired(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """It says why there is nothing to explain."""
    made = site("-- content/a.md --\n---\ntitle: A\ndescription: D.\nexpires: 2026-11-20\n---\n")
    assert explain(made, "a.md") == 1
    assert capsys.readouterr().err.startswith("content/a.md is not published: ")


def test_a_part_of_a_series_stands_in_no_box(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """The way from part to part is a link, and told as such."""
    series = "-- content/_data/series.yaml --\ns: {title: S, articles: [a, b]}\n"
    made = site(f"-- content/a.md --\n--- Apples\n-- content/b.md --\n--- Pears\n{series}")
    assert explain(made, "a") == 0
    shown = capsys.readouterr().out
    assert "/b/  content/_data/series.yaml:1:29 (series)" in shown
    assert "\nStands in the related reading of no other article\n" in shown
    made.write("content/c.md", "---\ntitle: Plums\ndescription: D.\nrelated: [a]\n---\n")
    assert explain(made, "a") == 0
    assert "\nStands in the related reading of 1 other article: /c/\n" in capsys.readouterr().out
