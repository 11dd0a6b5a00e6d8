"""The ledger of addresses: what was published once still leads somewhere, or is said to be gone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.cli import main
from tests.sites.harness import Site

Make = Callable[[str], Site]
Capture = pytest.CaptureFixture[str]

LOCK = "content/_data/urls.lock"
GONE = "content/_data/gone.yaml"
GLOSSARY = "content/_data/glossary.yaml"
FIRST = "# Every address and anchor that this site has published.\n"

A = """\
---
title: Sizing a mini-split
description: How to size one.
---
## Count the rooms

One by one.

## Mind the windows

They lose heat.
"""


def lock_of(hub: Site) -> list[str]:
    """Return the lines of the ledger without its first, a comment."""
    first, *lines = (hub.folder / LOCK).read_text("utf-8").splitlines()
    assert first.startswith("# ")
    return lines


def urls(hub: Site, *options: str, today: str = "2026-11-21") -> int:
    """Call the command."""
    return main(["urls", "--site", str(hub.folder), "--today", today, *options])


def accept(hub: Site) -> Site:
    """Record the state of the site."""
    assert urls(hub, "--accept") == 0
    return hub


def move(hub: Site, old: str, new: str, text: str = "") -> None:
    """Rename a file, and write it anew where a text is given."""
    hub.write(new, text or (hub.folder / old).read_text("utf-8"))
    hub.remove(old)


# -- the ledger -------------------------------------------------------------------------------


def test_the_ledger_lists_addresses_and_anchors_in_order(site: Make) -> None:
    """Pages, listings, redirects and documents; no furniture, no pictures, no copies."""
    hub = accept(
        site(
            f"""-- config.yaml --
title: Hub
base_url: https://hub.example/hub
paginate: 1
faults: {{orphan: off, dead-end: off, too-far: off}}
-- content/cost/a.md --
---
title: A
description: D.
author: ann
category: Costs
tags: [ducts, Heat pumps]
aliases: [/old/, /old.html]
comparison: {{id: which, caption: Which, options: [x, y], rows: {{r: [a, b]}}}}
faq: [{{question: Why?, answer: So.}}]
sources: [{{id: doe, title: T, url: https://doe.example/}}]
---
## Source of heat

It [says](source:doe) so of the COP.[^1]

Table: Prices

| a | b |
|---|---|
| 1 | 2 |

*A place.*{{#place}}

[^1]: A note.
-- content/b.md --
{A}-- content/cost/photo.jpg --
x
-- static/guide 1.pdf --
x
-- static/.well-known/x.pdf --
x
-- content/_data/authors.yaml --
ann: {{name: Ann}}
-- content/_data/glossary.yaml --
cop: {{term: COP, short: A ratio.}}
-- content/_data/facts.yaml --
loss: {{value: 20, what: share}}
"""
        )
    )
    assert lock_of(hub) == [
        "/",
        "/authors/ann/",
        "/b/",
        "/b/#count-the-rooms",
        "/b/#mind-the-windows",
        "/categories/costs/",
        "/cost/",
        "/cost/a/",
        "/cost/a/#faq-why",
        "/cost/a/#place",
        "/cost/a/#source-of-heat",
        "/cost/a/#table-prices",
        "/cost/a/#which",
        "/facts/",
        "/facts/#loss",
        "/glossary/",
        "/glossary/#cop",
        "/guide%201.pdf",
        "/old.html",
        "/old/",
        "/tags/ducts/",
        "/tags/heat-pumps/",
    ]
    hub.fine()


def test_drafts_and_future_articles_are_not_recorded(site: Make) -> None:
    hub = site(
        f"-- content/a.md --\n{A}"
        "-- content/b.md --\n---\ntitle: B\ndescription: D.\ndraft: true\n---\n"
        "-- content/c.md --\n---\ntitle: C\ndescription: D.\ndate: 2027-01-01\n---\n"
    )
    assert "/b/" not in lock_of(accept(hub))
    assert "/c/" not in lock_of(hub)
    assert urls(hub, "--accept", today="2027-01-01") == 0
    assert "/c/" in lock_of(hub)


def test_accepting_again_changes_no_byte(site: Make) -> None:
    """Not even of a file that a checkout gave other line ends."""
    hub = accept(site(f"-- content/a.md --\n{A}"))
    lock = hub.folder / LOCK
    before, stat = lock.read_bytes(), lock.stat()
    accept(hub)
    assert (lock.read_bytes(), lock.stat().st_mtime_ns) == (before, stat.st_mtime_ns)

    lock.write_bytes(before.replace(b"\n", b"\r\n"))
    accept(hub)
    assert lock.read_bytes() == before.replace(b"\n", b"\r\n")
    assert sorted(p.name for p in lock.parent.iterdir()) == ["urls.lock"]


def test_without_a_ledger_nothing_is_said(site: Make) -> None:
    hub = site(f"-- content/a.md --\n{A}").fine()
    assert not (hub.folder / LOCK).exists()


def test_nothing_is_recorded_while_there_are_errors(site: Make, capsys: Capture) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}"))
    before = (hub.folder / LOCK).read_bytes()
    hub.write("content/b.md", "--- B\n[x](nowhere.md)\n")
    assert urls(hub, "--accept") == 1
    assert (hub.folder / LOCK).read_bytes() == before
    out = capsys.readouterr()
    assert "dead-link" in out.err
    assert "nothing recorded: 1 error" in out.out


def test_the_ledger_is_not_published(site: Make) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}-- {GONE} --\n/x/: Over.\n")).fine()
    assert [name for name in hub.files() if "lock" in name or "gone" in name] == []


# -- the command ------------------------------------------------------------------------------


def test_urls_shows_what_is_new_what_moved_and_what_would_vanish(
    site: Make, capsys: Capture
) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}-- content/b.md --\n{A}-- content/c.md --\n{A}"))
    hub.remove("content/b.md")
    hub.remove("content/c.md")
    hub.write(GONE, "/c/: The programme ended.\n")
    aliases = 'description: D.\naliases: [{from: "#count-the-rooms", to: "#count-rooms"}]'
    hub.write(
        "content/a.md",
        A.replace("description: How to size one.", aliases).replace("Count the", "Count"),
    )
    capsys.readouterr()

    assert urls(hub) == 1
    out = capsys.readouterr().out.splitlines()
    again = f"python build.py urls --accept --site {hub.folder}"
    assert out[:3] == [
        "+ /a/#count-rooms",
        "> /a/#count-the-rooms → /a/#count-rooms",
        "- /b/ and its 2 anchors",
    ]
    assert "'/b/: the reason' into content/_data/gone.yaml" in out[3]
    assert out[4:] == [
        "x /c/",
        "1 new, 1 moved, 1 gone, 1 would vanish",
        f"to record this state and let go of what would vanish: {again}",
    ]


def test_urls_as_json(site: Make, capsys: Capture) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}-- content/b.md --\n--- B\n"))
    move(hub, "content/b.md", "content/c.md")
    capsys.readouterr()
    assert urls(hub, "--format", "json") == 1
    made = json.loads(capsys.readouterr().out)
    assert made["new"] == ["/c/"]
    assert made["moved"] == []
    assert made["gone"] == []
    assert made["accepted"] is False
    (vanished,) = made["vanished"]
    assert vanished["place"] == "/b/"
    assert vanished["anchors"] == 0
    assert made["unread"] == []
    assert vanished["line"] == lock_of(hub).index("/b/") + 2
    assert "aliases: [/b/]" in vanished["hint"]
    assert made["diagnostics"] == []


def test_a_new_site_has_only_new_addresses(site: Make, capsys: Capture) -> None:
    hub = site(f"-- content/a.md --\n{A}")
    assert urls(hub) == 0
    assert "+ /a/\n" in capsys.readouterr().out
    assert not (hub.folder / LOCK).exists()


def test_accepting_lets_go_of_what_vanished(site: Make, capsys: Capture) -> None:
    """It is an editor's word; the next build is quiet."""
    hub = accept(site(f"-- content/a.md --\n{A}-- content/b.md --\n--- B\n"))
    hub.remove("content/b.md")
    assert urls(hub) == 1
    accept(hub).fine()
    assert urls(hub) == 0
    assert capsys.readouterr().out.endswith("nothing has changed\n")


# -- what vanished ----------------------------------------------------------------------------


def test_a_renamed_article_and_the_advice_followed(site: Make, capsys: Capture) -> None:
    """Accept, rename, read the warning, do what it says, accept."""
    hub = accept(site(f"-- content/sizing.md --\n{A}-- content/b.md --\n--- B\n")).fine()
    move(hub, "content/sizing.md", "content/how-to-size.md")
    hub.build()
    line = lock_of(hub).index("/sizing/") + 2
    assert hub.faults() == [f"{LOCK}:{line}:1 vanished-address"]
    assert hub.report.warnings == 1
    assert "aliases: [/sizing/]" in hub.messages()
    assert "content/how-to-size.md" in hub.messages()

    text = (hub.folder / "content/how-to-size.md").read_text("utf-8")
    hub.write("content/how-to-size.md", text.replace("---\n##", "aliases: [/sizing/]\n---\n##"))
    hub.fine()
    capsys.readouterr()
    assert urls(hub) == 0
    out = capsys.readouterr().out
    assert "> /sizing/ → /how-to-size/\n3 new, 1 moved\nto record this state: python" in out
    accept(hub).fine()
    assert "/sizing/" in lock_of(hub)
    assert "/sizing/#count-the-rooms" not in lock_of(hub)


def test_a_reworded_heading_and_the_advice_followed(site: Make) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}")).fine()
    hub.write("content/a.md", A.replace("Count the rooms", "Count all rooms"))
    hub.build()
    line = lock_of(hub).index("/a/#count-the-rooms") + 2
    assert hub.faults() == [f"{LOCK}:{line}:1 vanished-anchor"]
    advice = 'aliases: [{from: "#count-the-rooms", to: "#count-all-rooms"}]'
    assert advice in hub.messages()

    text = (hub.folder / "content/a.md").read_text("utf-8")
    hub.write("content/a.md", text.replace("---\n##", f"{advice}\n---\n##"))
    accept(hub.fine()).fine()
    assert "/a/#count-the-rooms" in lock_of(hub)
    hub.write("content/a.md", text)
    assert [fault.rpartition(" ")[2] for fault in hub.build().faults()] == ["vanished-anchor"]


def test_gone_settles_an_address_with_its_anchors(site: Make) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}-- content/b.md --\n{A}"))
    hub.remove("content/b.md")
    hub.write(GONE, "/b: The programme ended.\n")
    hub.fine()
    hub.write("content/a.md", A.replace("## Count the rooms", ""))
    hub.write(GONE, "/b/: Over.\n/a/#count-the-rooms: Nobody counts any more.\n")
    hub.fine()
    hub.write(LOCK, "/a/\n/b/#count-the-rooms\n")
    hub.fine()


def test_a_fresh_address_is_preferred_where_contents_are_alike(site: Make) -> None:
    """The new article with the same headings, not the old one with a more similar name."""
    hub = accept(
        site(
            "-- content/sizing-old.md --\n--- Old\n"
            "-- content/sizing.md --\n--- S\n## One\n\nText.\n"
        )
    )
    move(hub, "content/sizing.md", "content/how-sizing-works.md", "--- New\n## Two\n\nText.\n")
    assert "content/how-sizing-works.md took its place" in hub.build().messages()


def test_existing_aliases_are_added_to(site: Make) -> None:
    text = A.replace("---\n##", "aliases: [/older/]\n---\n##")
    hub = accept(site(f"-- content/a.md --\n{text}"))
    move(hub, "content/a.md", "content/aa.md")
    assert "add '/a/' to 'aliases' in its front matter" in hub.build().messages()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("draft: true", "it is a draft"),
        ("expires: 2026-11-20", "it expired after November 20, 2026"),
        ("date: 2026-11-22", "it appears on November 22, 2026"),
    ],
)
def test_an_article_that_is_left_out_is_told_as_such(site: Make, line: str, reason: str) -> None:
    hub = accept(site(f"-- content/a.md --\n{A}-- content/b.md --\n--- B\n"))
    hub.write("content/a.md", A.replace("---\n##", f"{line}\n---\n##"))
    assert [fault.rpartition(" ")[2] for fault in hub.build().faults()] == ["vanished-address"]
    assert reason in hub.messages()
    assert "content/a.md" in hub.messages()


def test_a_listing_that_vanishes_is_a_warning(site: Make) -> None:
    hub = accept(site("-- content/a.md --\n---\ntitle: A\ndescription: D.\ntags: ducts\n---\n"))
    hub.write("content/a.md", "--- A\n")
    assert "'/tags/ducts/: the reason' into content/_data/gone.yaml" in hub.build().messages()


def test_a_section_that_moved_to_another_article(site: Make) -> None:
    """No host can send an anchor elsewhere: a link in the old place can."""
    hub = accept(site(f"-- content/a.md --\n{A}-- content/b.md --\n--- B\n"))
    first = A.partition("## Mind")[0]
    hub.write("content/a.md", first)
    hub.write("content/b.md", "--- B\n## Mind the windows\n\nWell.\n")
    advice = "[…](/b/#mind-the-windows){#mind-the-windows}"
    assert f"if it moved to content/b.md, leave a link at its old place, '{advice}'" in (
        hub.build().messages()
    )
    hub.write("content/a.md", first + advice.replace("…", "The windows"))
    assert 'id="mind-the-windows"' in hub.fine().main("/a/")


def test_a_reworded_entry_of_the_glossary(site: Make) -> None:
    """Its id is its anchor, whatever its words are."""
    entry = "cop: {term: COP, short: A ratio.}\n"
    hub = accept(site(f"-- content/a.md --\n--- A\nThe COP.\n-- {GLOSSARY} --\n{entry}"))
    hub.write(GLOSSARY, entry.replace("cop:", "cop-heating:"))
    assert [fault.rpartition(" ")[2] for fault in hub.build().faults()] == ["vanished-anchor"]
    assert f"give it its old one, 'cop', in {GLOSSARY}" in hub.messages()


def test_the_old_address_of_an_article_that_is_left_out(site: Make) -> None:
    text = A.replace("---\n##", "aliases: [/old/]\n---\n##")
    hub = accept(site(f"-- content/a.md --\n{text}-- content/b.md --\n--- B\n"))
    hub.write("content/a.md", text.replace("---\n##", "draft: true\n---\n##"))
    assert hub.build().messages().count("content/a.md is left out now: it is a draft") == 2


def test_an_article_that_cannot_be_read_has_not_vanished(site: Make) -> None:
    hub = accept(site(f"-- content/a.md --\n{A.replace('---', '---', 1)}"))
    hub.write("content/a.md", "---\nslug: z\ntitle: 'A\n---\n")
    ids = {fault.rpartition(" ")[2] for fault in hub.build().faults()}
    assert "unclosed-quote" in ids
    assert "vanished-address" not in ids


def test_an_aliased_page_must_keep_its_anchors(site: Make) -> None:
    """What stood at the old address is sought in the new page."""
    hub = accept(site(f"-- content/a.md --\n{A}"))
    text = A.replace("---\n##", "aliases: [/a/]\n---\n##").replace("Count the", "Count")
    move(hub, "content/a.md", "content/b.md", text)
    hub.build()
    assert [fault.rpartition(" ")[2] for fault in hub.faults()] == ["vanished-anchor"]
    advice = '{from: "#count-the-rooms", to: "#count-rooms"}'
    assert f"add '{advice}' to 'aliases' in the front matter of content/b.md" in hub.messages()
    hub.write("content/b.md", text.replace("[/a/]", f"[/a/, {advice}]"))
    hub.fine()


# -- gone -------------------------------------------------------------------------------------


def test_what_is_gone_may_not_be_published(site: Make) -> None:
    gone = "/a/: Over.\n/a/#mind-the-windows: Over.\n/b/: Over.\n"
    hub = site(f"-- content/a.md --\n{A}-- {GONE} --\n{gone}").build()
    assert hub.faults() == [f"{GONE}:1:1 not-gone", f"{GONE}:2:1 not-gone"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/a/:\n", "1:1 empty-required-key"),
        ("a: Over.\n", "1:1 wrong-gone"),
        ("'#x': Over.\n", "1:1 wrong-gone"),
        ("/a/../b/: Over.\n", "1:1 wrong-gone"),
        ("[/a/]\n", "1:1 wrong-type"),
        ("/a/: [Over]\n", "1:6 wrong-type"),
        ("/a/: 'Over\n", "1:6 unclosed-quote"),
        ("/x/: Over.\n/x: Over.\n", "2:1 repeated-id"),
    ],
)
def test_faults_of_gone(site: Make, text: str, found: str) -> None:
    hub = site(f"-- content/z.md --\n--- Z\n-- {GONE} --\n{text}").build()
    assert hub.faults() == [f"{GONE}:{found}"]


def test_an_empty_gone_file_says_nothing(site: Make) -> None:
    site(f"-- content/z.md --\n--- Z\n-- {GONE} --\n# none\n").fine()


def test_an_excuse_in_gone(site: Make) -> None:
    excuse = "# plenum: ignore not-gone: back for a week"
    site(f"-- content/a.md --\n{A}-- {GONE} --\n/a/: Over. {excuse}\n").fine()


def test_hosts_that_read_rules_say_gone(site: Make) -> None:
    hub = site(f"-- content/a.md --\n{A}-- {GONE} --\n/x/: Over.\n/a/#x: Over.\n/y.pdf: Over.\n")
    assert hub.fine().page("_redirects").splitlines() == [
        "/x/ /404.html 410",
        "/y.pdf /404.html 410",
    ]


# -- aliases ----------------------------------------------------------------------------------


def with_aliases(aliases: str, body: str = "## New words\n\nText.\n") -> str:
    """Return an article with these aliases."""
    return f"---\ntitle: A\ndescription: D.\naliases:\n{aliases}---\n{body}"


def test_an_old_anchor_works_without_scripts(site: Make) -> None:
    """An empty element with the old id stands in the heading; links to it still lead there."""
    aliases = '  - {from: "#old-words", to: "#new-words"}\n  - {from: "#older", to: "#new-words"}\n'
    hub = site(
        f"-- content/a.md --\n{with_aliases(aliases)}"
        "-- content/b.md --\n--- B\nSee [it](a.md#old-words).\n"
    ).build()
    assert hub.faults() == ["content/b.md:5:10 link-to-alias"]
    assert (
        '<h2 id="new-words"><a class="self quiet" href="#new-words">'
        '<span id="old-words"></span><span id="older"></span>New words</a></h2>'
    ) in hub.main("/a/")


def test_old_anchors_of_questions_and_tables(site: Make) -> None:
    text = with_aliases(
        '  - {from: "#faq-old", to: "#faq-why"}\n'
        '  - {from: "#old-table", to: "#which"}\n'
        '  - {from: "#old-prices", to: "#table-prices"}\n'
        "faq: [{question: Why?, answer: So.}]\n"
        "comparison: {id: which, caption: W, options: [x, y], rows: {r: [a, b]}}\n",
        "Table: Prices\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    )
    main_text = site(f"-- content/a.md --\n{text}").fine().main("/a/")
    for old in ("faq-old", "old-table", "old-prices"):
        assert main_text.count(f'<span id="{old}"></span>') == 1


def test_a_redirect_to_a_section(site: Make) -> None:
    aliases = '  - {from: /old/, to: "#new-words"}\n'
    hub = site(f"-- content/a.md --\n{with_aliases(aliases)}").fine()
    page = hub.page("old/index.html")
    assert 'content="0; url=/a/#new-words"' in page
    assert '<link rel="canonical" href="https://hub.example/a/">' in page
    assert hub.page("_redirects") == "/old/ /a/#new-words 301\n"


def test_an_old_anchor_makes_no_page_and_no_rule(site: Make) -> None:
    aliases = '  - /old/\n  - {from: "#words", to: "#new-words"}\n'
    hub = site(f"-- content/a.md --\n{with_aliases(aliases)}").fine()
    assert [name for name in hub.files() if name.startswith("old")] == ["old/index.html"]
    assert hub.page("_redirects") == "/old/ /a/ 301\n"
    assert lock_of(accept(hub)) == ["/", "/a/", "/a/#new-words", "/a/#words", "/old/"]


def test_one_map_stands_for_a_list_of_one(site: Make) -> None:
    text = "---\ntitle: A\ndescription: D.\naliases: {from: /old/, to: '#x'}\n---\n## X\n"
    assert "old/index.html" in site(f"-- content/a.md --\n{text}").fine().files()


RAW = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nraw_html: allow\n"
HTML = """\
[q](b.md){#link} *e*{#em}

![x](p.png){#image}

<details id="details"><summary id="summary">S</summary>x</details>
<aside id="aside"><nav id="nav"><kbd id="kbd">k</kbd> <mark id="mark">m</mark></nav></aside>
<figure id="figure"><figcaption id="caption">c</figcaption></figure>
<table id="grid"><tbody id="rows"><tr id="row"><td id="cell">x</td></tr></tbody></table>
<ruby id="ruby">r<rt id="rt">t</rt></ruby> <time id="time">2026</time>

## Frequently asked questions

### Why?

[z](b.md){#answer}
"""
MARKS = {
    "link": '<a href="/b/" id="link">{}q</a>',
    "em": '<em id="em">{}e</em>',
    "image": "{}<img ",
    "details": '{}<details id="details">',
    "summary": '<summary id="summary">{}S',
    "aside": '<aside id="aside">{}<nav',
    "nav": '<nav id="nav">{}<kbd',
    "kbd": '<kbd id="kbd">{}k',
    "mark": '<mark id="mark">{}m',
    "figure": '{}<figure id="figure">',
    "caption": '<figcaption id="caption">{}c',
    "grid": '{}<table id="grid">',
    "rows": '<td id="cell">{}x',
    "row": '<td id="cell">{}x',
    "cell": '<td id="cell">{}x',
    "ruby": '{}<ruby id="ruby">',
    "rt": '<rt id="rt">{}t',
    "time": '{}<time id="time">',
    "answer": '<a href="/b/" id="answer">{}z</a>',
}


@pytest.mark.parametrize("anchor", MARKS)
def test_an_old_anchor_leads_to_any_place(site: Make, anchor: str) -> None:
    """The empty element stands in the place, or before it where the place may not hold one."""
    files = "-- content/b.md --\n--- B\n-- static/p.png --\n"
    aliases = f'  - {{from: "#old", to: "#{anchor}"}}\n'
    hub = site(f"{RAW}-- content/a.md --\n{with_aliases(aliases, HTML)}{files}").build()
    assert [found.id for found in hub.report.diagnostics if "alias" in found.id] == []
    assert MARKS[anchor].format('<span id="old"></span>') in hub.main("/a/")


@pytest.mark.parametrize("anchor", [*MARKS, "faq", "columns"])
def test_an_old_address_leads_to_any_place(site: Make, anchor: str) -> None:
    columns = '<table><colgroup id="columns"><col></colgroup><tr><td>x</td></tr></table>'
    aliases = f'  - {{from: /old/, to: "#{anchor}"}}\n'
    text = with_aliases(aliases, f"{columns}\n\n{HTML}")
    hub = site(f"{RAW}-- content/a.md --\n{text}-- content/b.md --\n--- B\n").build()
    assert [found.id for found in hub.report.diagnostics if "alias" in found.id] == []


@pytest.mark.parametrize("anchor", ["faq", "columns", "empty"])
def test_a_place_that_cannot_keep_an_old_anchor_is_told_as_such(site: Make, anchor: str) -> None:
    """It is there, but nothing can be put into it."""
    body = (
        '<table><colgroup id="columns"><col></colgroup><tr id="empty"></tr></table>\n\n'
        "## Frequently asked questions\n\n### Why?\n\nSo.\n"
    )
    aliases = f'  - {{from: "#old", to: "#{anchor}"}}\n'
    hub = site(f"-- content/a.md --\n{with_aliases(aliases, body)}").build()
    assert hub.faults() == ["content/a.md:5:24 dead-alias"]
    assert f"'#{anchor}' is no place at which an old anchor can be kept" in hub.messages()


@pytest.mark.parametrize(
    ("aliases", "found"),
    [
        ("  - /a/\n", "5:5 alias-loop"),
        ("  - /a/index.html\n", "5:5 alias-loop"),
        ('  - {from: "#x", to: "#x"}\n', "5:12 alias-loop"),
        ('  - {from: "#x", to: "#new-wrods"}\n', "5:22 dead-alias"),
        ('  - {from: /old/, to: "#nothing"}\n', "5:23 dead-alias"),
        ('  - {from: "#x", to: "#y"}\n  - {from: "#y", to: "#new-words"}\n', "5:22 alias-chain"),
        ('  - {from: /old/, to: "#y"}\n  - {from: "#y", to: "#new-words"}\n', "5:23 alias-chain"),
        ('  - {from: "#new-words", to: "#other"}\n', "5:12 alias-in-use"),
        ('  - {from: "#x", to: "#other"}\n  - {from: "#x", to: "#other"}\n', "6:12 alias-in-use"),
        ('  - {from: "#main", to: "#other"}\n', "5:12 alias-in-use"),
        ('  - {from: "#x", to: other}\n', "5:22 wrong-value"),
        ('  - {from: "#x", to: "#"}\n', "5:22 wrong-value"),
        ("  - {from: '#x y', to: '#other'}\n", "5:12 wrong-alias"),
        ("  - {from: '#', to: '#other'}\n", "5:12 wrong-alias"),
        ("  - '/a/#\"><script>'\n", "5:5 wrong-alias"),
        ("  - /nowhere/#x\n", "5:5 wrong-alias"),
        ('  - {from: "#x"}\n', "5:5 missing-key"),
        ('  - {to: "#other"}\n', "5:5 missing-key"),
        ('  - {from: "#x", to: "#other", why: x}\n', "5:32 unknown-key"),
        ("  - '#x'\n", "5:5 wrong-alias"),
        ("  - /b/#there\n", "5:5 wrong-alias"),
        ('  - {from: /b-old/#x, to: "#other"}\n', "5:12 wrong-alias"),
    ],
)
def test_faults_of_aliases(site: Make, aliases: str, found: str) -> None:
    text = with_aliases(aliases, "## New words\n\nText.\n\n## Other\n\nText.\n")
    other = "---\ntitle: B\ndescription: D.\naliases: /b-old/\n---\n## There\n\nText.\n"
    hub = site(f"-- content/a.md --\n{text}-- content/b.md --\n{other}").build()
    assert hub.faults() == [f"content/a.md:{found}"]


def test_two_articles_whose_aliases_point_at_each_other(site: Make) -> None:
    hub = site(
        f"-- content/a.md --\n{with_aliases('  - /b/')}".replace("/b/---", "/b/\n---")
        + f"-- content/b.md --\n{with_aliases('  - /a/')}".replace("/a/---", "/a/\n---")
    ).build()
    assert hub.faults() == ["content/a.md:5:5 alias-loop", "content/b.md:5:5 alias-loop"]
    assert "content/b.md stands there, with this article's address as an alias" in hub.messages()


def test_an_alias_that_is_the_address_of_its_article(site: Make) -> None:
    hub = site(f"-- content/a.md --\n{with_aliases('  - /a/' + chr(10))}").build()
    assert "'/a/' leads in a circle: it is the address of this article" in hub.messages()


# -- hostile ledgers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"/a/\n<<<<<<< HEAD\n/b/\n=======\n>>>>>>> x\n", [(2, 1), (4, 1), (5, 1)]),
        (b"/a/\nno address\n", [(2, 1)]),
        (b"/a/\n\n # note\n/a/ #x\n", [(4, 1)]),
        (b"/a/#\n", [(1, 1)]),
        (b"//evil.example/\n", [(1, 1)]),
        (b"/\xe2\x80\xa8\n", [(1, 1)]),
    ],
)
def test_a_line_that_is_no_address(site: Make, text: bytes, found: list[tuple[int, int]]) -> None:
    hub = site(f"-- content/a.md --\n{A}")
    hub.write(LOCK, text)
    hub.build()
    wrong = [fault for fault in hub.faults() if not fault.endswith("vanished-address")]
    assert wrong == [f"{LOCK}:{line}:{column} wrong-ledger-line" for line, column in found]
    assert urls(hub) == 1
    assert (hub.folder / LOCK).read_bytes() == text
    accept(hub).fine()
    assert lock_of(hub) == ["/", "/a/", "/a/#count-the-rooms", "/a/#mind-the-windows"]


def test_accepting_names_the_lines_that_it_cannot_read(site: Make, capsys: Capture) -> None:
    hub = site(f"-- content/a.md --\n{A}-- {LOCK} --\n/\n<<<<<<< HEAD\n /a/ #x\n/a/\n")
    accept(hub)
    out = capsys.readouterr().out.splitlines()
    assert out[2:4] == ["! <<<<<<< HEAD", "! /a/ #x"]
    assert out[4] == "2 new, 2 unreadable"


@pytest.mark.parametrize("anchor", ["", "#x"])
def test_an_old_address_of_an_article_that_lost_its_own(site: Make, anchor: str) -> None:
    """The address was taken: there is nothing to which the old one could lead."""
    text = A.replace("---\n##", "aliases: [/old/]\n---\n##")
    hub = site(f"-- content/search.md --\n{text}-- {LOCK} --\n/old/{anchor}\n").build()
    assert hub.faults() == [
        f"{LOCK}:1:1 vanished-address",
        "content/search.md:1:1 url-collision",
    ]
    assert "content/search.md has no address now" in hub.messages()
    assert "give content/search.md another name or slug" in hub.messages()


def test_links_to_an_old_address_of_an_article_that_lost_its_own(site: Make) -> None:
    """The one fault is told where it is."""
    text = A.replace("---\n##", "aliases: [/old/]\n---\n##")
    hub = site(f"-- content/search.md --\n{text}-- content/b.md --\n--- B\n[x](/old/)\n").build()
    assert hub.faults() == ["content/search.md:1:1 url-collision"]


@pytest.mark.parametrize("level", ["error", "warning", "off"])
def test_a_loss_is_accepted_however_grave_it_is(site: Make, capsys: Capture, level: str) -> None:
    """A build stops at it; this command is how an editor lets go."""
    faults = f"orphan: off, dead-end: off, vanished-address: {level}, vanished-anchor: {level}"
    config = f"title: T\nbase_url: https://hub.example\nfaults: {{{faults}}}\n"
    hub = accept(site(f"-- config.yaml --\n{config}-- content/a.md --\n{A}-- content/b.md --\n{A}"))
    hub.remove("content/b.md")
    hub.write("content/a.md", A.replace("## Mind the windows", ""))
    capsys.readouterr()
    assert hub.build().report.errors == (2 if level == "error" else 0)
    assert urls(hub) == (0 if level == "off" else 1)
    assert "- /b/ and its 2 anchors\n" in capsys.readouterr().out
    accept(hub).fine()
    assert lock_of(hub) == ["/", "/a/", "/a/#count-the-rooms"]


def test_other_errors_still_keep_it_from_accepting(site: Make, capsys: Capture) -> None:
    hub = site(f"-- content/a.md --\n{A}[x](no.md)\n-- {LOCK} --\n/b/\n=======\n")
    assert urls(hub, "--accept") == 1
    assert "nothing recorded: 1 error\n" in capsys.readouterr().out
    assert (hub.folder / LOCK).read_text("utf-8") == "/b/\n=======\n"


def test_a_page_that_vanishes_is_named_with_its_anchors(site: Make, capsys: Capture) -> None:
    hub = accept(site("-- content/a.md --\n--- A\n-- content/b.md --\n--- B\n## One\n\nX.\n"))
    hub.remove("content/b.md")
    capsys.readouterr()
    accept(hub)
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "- /b/ and its 1 anchor"
    assert out[-2] == "1 vanished"


@pytest.mark.parametrize(
    ("data", "fault_id"),
    [(b"\x80\x81\x00", "not-utf8"), (b"/a/\x00\n", "control-character")],
)
def test_a_binary_ledger(site: Make, data: bytes, fault_id: str) -> None:
    hub = site(f"-- content/a.md --\n{A}")
    hub.write(LOCK, data)
    assert fault_id in {fault.rpartition(" ")[2] for fault in hub.build().faults()}
    assert urls(hub) == 1


def test_a_hand_edited_ledger_in_any_order_is_read(site: Make) -> None:
    """Two branches joined line by line give what both have."""
    hub = site(f"-- content/a.md --\n{A}")
    hub.write(LOCK, "/b/#x\r\n/a/\r\n/a/\r\n/b/\r\n")
    assert hub.build().faults() == [f"{LOCK}:4:1 vanished-address"]
    hub.write(LOCK, "/b/#x\n")
    assert hub.build().faults() == [f"{LOCK}:1:1 vanished-address"]


def test_a_ledger_that_is_a_folder(site: Make, capsys: Capture) -> None:
    hub = site(f"-- content/a.md --\n{A}-- {LOCK}/x.txt --\nx\n").build()
    assert {fault.rpartition(" ")[2] for fault in hub.faults()} == {"unread-data"}
    assert urls(hub, "--accept") == 1
    assert f"{LOCK} cannot be written" in capsys.readouterr().err
    assert [path.name for path in (hub.folder / LOCK).parent.iterdir()] == ["urls.lock"]


def test_a_ledger_that_links_out_of_the_site(site: Make, tmp_path: Path) -> None:
    """Nothing outside is read, and nothing outside is written."""
    outside = tmp_path / "outside.lock"
    outside.write_text("/a/\n", "utf-8")
    hub = site(f"-- content/a.md --\n{A}-- {GONE} --\n/x/: Over.\n")
    (hub.folder / LOCK).symlink_to(outside)
    assert urls(hub, "--accept") == 1
    assert outside.read_text("utf-8") == "/a/\n"


def test_a_ledger_that_is_a_link_becomes_a_file(site: Make) -> None:
    """Nothing is written through it."""
    hub = site(f"-- content/a.md --\n{A}-- content/_data/_kept.lock --\n/a/\n")
    (hub.folder / LOCK).symlink_to("_kept.lock")
    accept(hub)
    assert not (hub.folder / LOCK).is_symlink()
    assert (hub.folder / "content/_data/_kept.lock").read_text("utf-8") == "/a/\n"


def test_names_that_are_no_text_are_written_encoded(site: Make) -> None:
    """A line feed cannot break the ledger, and what is gone is named as it stands there."""
    hub = site(f"-- content/a.md --\n{A}-- static/b\u200dc.pdf --\nx\n")
    hub.write("static/x\ny #1.pdf", b"x")
    lines = lock_of(accept(hub))
    assert lines[-2:] == ["/b%E2%80%8Dc.pdf", "/x%0Ay%20%231.pdf"]
    hub.remove("static/b\u200dc.pdf")
    hub.remove("static/x\ny #1.pdf")
    hub.write(GONE, f"{lines[-2]}: Over.\n{lines[-1]}: Over.\n")
    assert hub.fine().page("_redirects").splitlines() == [
        f"{line} /404.html 410" for line in lines[-2:]
    ]
