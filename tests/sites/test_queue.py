"""`queue`: what is due, in the order in which it must be done."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from plenum.cli import main
from tests.sites.harness import Site

Make = Callable[[str], Site]
SITE = """
-- content/a.md --
---
title: A
description: B
reviewed: {on: 2026-01-01, next: 2026-12-01}
---
Pays [](fact:rebate), paid [](fact:credit?past). See [c](c.md).
-- content/b.md --
---
title: B
description: B
short_answer: "[](fact:rebate)"
---
Asks for [](fact:floor). Paid [](fact:credit?past).
-- content/c.md --
---
title: C
description: B
expires: 2027-01-15 12:00
---
See [b](b.md).
-- content/old.md --
---
title: Old
description: B
expires: 2026-10-31
---
Words.
-- content/_data/facts/money.yaml --
rebate: {value: 9, what: w, valid_until: 2026-12}
credit: {value: 8, what: w, valid_until: 2025, review_by: 2026-11-01}
unused: {value: 7, what: w, valid_until: 2027-01-20, review_by: 2030}
-- content/_data/facts/rules.yaml --
floor: {value: 6, what: w, review_by: 2026-12-31}
attic: {value: 4, what: w, review_by: 2026-12}
late: {value: 5, what: w, valid_until: 2026-11-20}
-- content/_data/glossary.yaml --
duct: {term: Duct, short: S., body: "It loses [](fact:floor) and [](fact:late)."}
"""


@pytest.fixture
def printed(site: Make, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `queue` on a site; return its status and what it prints."""

    def run(text: str, *options: str) -> tuple[int, str, str]:
        options = ("--today", "2026-11-21", *options)
        status = main(["queue", "--site", str(site(text).folder), *options])
        return (status, *capsys.readouterr())

    return run


Printed = Callable[..., tuple[int, str, str]]


def rows(document: dict[str, Any]) -> list[tuple[object, ...]]:
    return [(e["date"], e["what"], e["name"], len(e["pages"])) for e in document["due"]]


def test_what_is_due_comes_in_the_order_of_its_days(printed: Printed) -> None:
    """Of one day, what touches the most pages comes first; what is overdue is due."""
    status, out, err = printed(SITE)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Overdue on November 21, 2026: 3",
        "2026-10-31  expires  content/old.md",
        "            1 page: /old/",
        "2026-11-01  review   fact credit",
        "            2 pages: /a/, /b/",
        "2026-11-20  expires  fact late",
        "            1 page: /glossary/",
        "",
        "Due until February 19, 2027: 6",
        "2026-12-01  review   content/a.md",
        "            1 page: /a/",
        "2026-12-31  expires  fact rebate",
        "            2 pages: /a/, /b/",
        "2026-12-31  review   fact floor",
        "            2 pages: /b/, /glossary/",
        "2026-12-31  review   fact attic",
        "            no page",
        "2027-01-15  expires  content/c.md",
        "            2 pages: /c/, /a/",
        "2027-01-20  expires  fact unused",
        "            no page",
        "",
        "settled: 1 past fact, which no page tells as true",
    ]


def test_within_some_days(printed: Printed) -> None:
    """The last of them counts; what lies farther off is not told."""
    _, out, _ = printed(SITE, "--within", "10", "--format", "json")
    assert json.loads(out)["due"][-1]["date"] == "2026-12-01"
    _, out, _ = printed(SITE, "--within", "9", "--format", "json")
    assert json.loads(out)["due"][-1]["date"] == "2026-11-20"
    _, out, _ = printed(SITE, "--within", "36500", "--format", "json")
    assert ("2030-12-31", "review", "unused", 0) in rows(json.loads(out))


def test_the_document_for_programs(printed: Printed) -> None:
    """Each row says where it stands and which pages it touches."""
    status, out, _ = printed(SITE, "--format", "json")
    document = json.loads(out)
    assert status == 0
    assert list(document) == ["today", "until", "due", "settled", "diagnostics"]
    assert (document["today"], document["until"]) == ("2026-11-21", "2027-02-19")
    assert document["settled"] == ["credit"]
    assert document["diagnostics"] == []
    assert document["due"][2] == {
        "date": "2026-11-20",
        "days": -1,
        "what": "expires",
        "kind": "fact",
        "name": "late",
        "path": "content/_data/facts/rules.yaml",
        "line": 3,
        "pages": ["/glossary/"],
    }


def test_the_last_day_is_in_time(printed: Printed) -> None:
    """It is overdue on the day after."""
    _, out, _ = printed(SITE, "--today", "2026-12-01")
    assert "Due until March 1, 2027: 6\n2026-12-01  review   content/a.md" in out
    _, out, _ = printed(SITE, "--today", "2026-12-02")
    assert out.index("content/a.md") < out.index("Due until")


def test_a_quiet_hub(printed: Printed) -> None:
    """It says so."""
    status, out, _ = printed("-- content/a.md --\n--- A\nWords.\n", "--within", "5")
    assert (status, out) == (0, "nothing is due until November 26, 2026\n")


def test_the_end_of_time_is_no_obstacle(printed: Printed) -> None:
    """There is no day behind the last one of the calendar."""
    status, out, _ = printed(SITE, "--today", "9999-12-30", "--within", "90")
    assert status == 0
    assert "Overdue on December 30, 9999" in out


def test_lines_fit_into_a_terminal(printed: Printed) -> None:
    """Many pages are a number and the first of them; the document has all."""
    pages = "".join(
        f"-- content/an-article-with-a-long-name-{n:02}.md --\n--- A{n}\n[](fact:d)\n"
        for n in range(30)
    )
    facts = "-- content/_data/facts.yaml --\nd: {value: 1, what: w, review_by: 2026-12-01}\n"
    _, out, _ = printed(pages + facts)
    assert max(map(len, out.splitlines())) <= 80
    assert "30 pages: " in out
    assert "and 22 more" in out
    _, out, _ = printed(pages + facts, "--format", "json")
    assert len(json.loads(out)["due"][0]["pages"]) == 30


def test_drafts_are_not_due(printed: Printed) -> None:
    """Nor is what appears later: nobody reads it yet."""
    made = (
        "-- content/a.md --\n---\ntitle: A\ndescription: B\ndraft: true\nexpires: 2026-12-01\n"
        "---\nW.\n-- content/b.md --\n---\ntitle: A\ndescription: B\ndate: 2026-12-01\n"
        "expires: 2026-12-02\n---\nW.\n"
    )
    assert printed(made)[1] == "nothing is due until February 19, 2027\n"


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        (
            "content/_data/facts/money.yaml",
            "rebate: {value: 9, what: w, valid_until: soon}",
            "wrong-date",
        ),
        ("content/_data/facts/money.yaml", "rebate: {value: 9\n", "yaml"),
        ("content/a.md", "---\ntitle: [\n---\n", "a.md"),
        ("content/a.md", b"\xff\xfe\x00", "not-utf8"),
    ],
)
def test_what_cannot_be_read_is_told(
    site: Make,
    capsys: pytest.CaptureFixture[str],
    path: str,
    text: str | bytes,
    fault: str,
) -> None:
    """It may have a day that nobody is told of, so the status says that the list may lack it."""
    made = site(SITE)
    made.write(path, text)
    where = ["queue", "--site", str(made.folder), "--today", "2026-11-21"]
    assert main(where) == 1
    out, err = capsys.readouterr()
    assert "review   fact floor" in out
    assert fault in err
    assert "Traceback" not in err
    assert main([*where, "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["diagnostics"][0]["severity"] == "error"
    assert err == ""


def test_faults_that_hide_nothing_are_for_check(printed: Printed) -> None:
    """A dead link has no day."""
    status, out, err = printed(SITE.replace("c.md)", "nowhere.md)"))
    assert (status, err) == (0, "")
    assert "content/c.md\n            1 page: /c/" in out


@pytest.mark.parametrize(
    "options", [["--within", "-1"], ["--within", "x"], ["--format", "sarif"], ["--today", "soon"]]
)
def test_wrong_usage(printed: Printed, options: list[str]) -> None:
    """Its status is 2."""
    try:
        status = printed(SITE, *options)[0]
    except SystemExit as stopped:
        status = int(str(stopped.code))
    assert status == 2


def test_a_wrong_configuration_is_reported(printed: Printed) -> None:
    """As by every command."""
    status, _, err = printed("-- config.yaml --\ntitel: X\n-- content/a.md --\n--- A\nW.\n")
    assert status == 2
    assert "unknown-key" in err


def test_a_name_does_not_steer_the_terminal(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """What a file is called may be anything."""
    made = site("-- content/a.md --\n--- A\nW.\n")
    made.write(
        "content/b\x1b[2J.md", "---\ntitle: B\ndescription: B\nexpires: 2026-12-01\n---\nW.\n"
    )
    main(["queue", "--site", str(made.folder), "--today", "2026-11-21"])
    out = capsys.readouterr().out
    assert r"content/b\x1b[2J.md" in out
    assert "\x1b" not in out
