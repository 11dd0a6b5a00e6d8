"""The search: what is found, the index that browsers load, and what editors expect of it."""

import gzip
import json
import re
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from plenum.link.search_text import text_of
from plenum.render import search
from tests.sites.harness import Site

MakeSite = Callable[[str], Site]

CONFIG = """\
-- config.yaml --
title: Test hub
base_url: https://hub.example
search: true
faults: {undefined-acronym: off}
"""
ARTICLE = """\
-- content/lifespan.md --
---
title: How long a mini-split lasts
description: Years of service, and what shortens them.
keywords: [service life]
short_answer: About 15 years.
comparison:
  - caption: Years by kind
    options: [Indoors, Outdoors]
    rows:
      Coil: [20 years, 12 years]
faq:
  - question: Does R-410A wear out?
    answer: No, a sealed 36,000 BTU/h system keeps it.
---
A mini-split needs <kbd>care</kbd>. See `<img src=x onerror=alert(1)>`.
"""
GLOSSARY = """\
-- content/_data/glossary.yaml --
mini-split:
  term: Mini-split
  forms: [minisplit, DHP]
  short: A small split system.
"""


def records(hub: Site) -> dict[str, dict[str, Any]]:
    """Return what can be found, by address, as browsers get it."""
    found = {}
    for path in hub.output.glob("assets/pagefind-*/fragment/*"):
        record = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[record["url"]] = record
    return found


def index_files(hub: Site) -> dict[str, bytes]:
    return {path: data for path, data in hub.snapshot().items() if path.startswith("assets/page")}


def count_runs(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Return a list that grows whenever Pagefind is started."""
    runs: list[None] = []
    find = pagefind_bin.get_executable

    def counted() -> Path:
        runs.append(None)
        return Path(find())

    monkeypatch.setattr(pagefind_bin, "get_executable", counted)
    return runs


def test_articles_answers_and_words_are_found(site: MakeSite) -> None:
    found = records(site(CONFIG + ARTICLE + GLOSSARY).fine())
    assert {url: record["meta"]["label"] for url, record in found.items()} == {
        "/lifespan/": "Article",
        "/lifespan/#faq-does-r-410a-wear-out": "Answer in How long a mini-split lasts",
        "/glossary/#mini-split": "Glossary",
    }
    assert {record["meta"]["kind"] for record in found.values()} == {"article", "answer", "term"}


def test_an_articles_text_holds_its_tables_and_not_its_answers(site: MakeSite) -> None:
    text = records(site(CONFIG + ARTICLE).fine())["/lifespan/"]["content"]
    assert text.startswith("Years of service, and what shortens them. About 15 years.")
    assert "Years by kind Indoors Outdoors Coil 20 years 12 years" in text
    assert "wear out" not in text


def test_text_that_looks_like_html_stays_text(site: MakeSite) -> None:
    text = records(site(CONFIG + ARTICLE).fine())["/lifespan/"]["content"]
    assert "needs care. See <img src=x onerror=alert(1)>." in text


def test_other_spellings_of_what_is_mentioned_are_searched_too(site: MakeSite) -> None:
    hub = site(CONFIG + ARTICLE + GLOSSARY)
    hub.write("content/dhp.md", "--- Ductless heating\nA DHP has no ducts.\n")
    found = records(hub.fine())
    assert found["/dhp/"]["meta"]["also"] == "Mini-split"
    # The query has the term in place of other forms.
    assert found["/lifespan/"]["meta"]["also"] == "Mini-split"
    assert found["/lifespan/"]["meta"]["keywords"] == "service life"
    assert "3 ton" in found["/lifespan/#faq-does-r-410a-wear-out"]["meta"]["also"]


def test_a_size_in_tons_is_found_in_btu(site: MakeSite) -> None:
    hub = site(CONFIG + "-- content/a.md --\n--- A\nA 2.5-ton or 3 ton unit, 27,500 BTU/h.\n")
    assert records(hub.fine())["/a/"]["meta"]["also"] == "30000 BTU; 36000 BTU"


def test_results_lead_below_the_path_of_the_site(site: MakeSite) -> None:
    hub = site(CONFIG.replace(".example", ".example/hub") + ARTICLE).fine()
    assert sorted(records(hub)) == ["/hub/lifespan/", "/hub/lifespan/#faq-does-r-410a-wear-out"]
    assert 'action="/hub/search/"' in hub.page("lifespan/index.html")
    assert 'data-index="/hub/assets/pagefind-' in hub.main("/search/")


def test_an_article_loads_nothing_for_the_search(site: MakeSite) -> None:
    page = site(CONFIG + ARTICLE).fine().page("lifespan/index.html")
    assert "<script src" not in page
    assert "pagefind" not in page
    assert 'action="/search/"' in page


def test_only_the_search_page_may_run_web_assembly(site: MakeSite) -> None:
    """Hosts join the headers of all rules, so the other pages take back what they allow."""
    hub = site(CONFIG + ARTICLE).fine()
    taken_back = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
    assert "script-src 'self' 'wasm-unsafe-eval';" in hub.page("_headers")
    assert "form-action 'self';" in hub.page("_headers")
    assert taken_back in hub.page("lifespan/index.html")
    assert taken_back not in hub.page("search/index.html")


def test_search_engines_leave_the_search_page_out(site: MakeSite) -> None:
    hub = site(CONFIG + ARTICLE).fine()
    assert '<meta name="robots" content="noindex">' in hub.page("search/index.html")
    assert "/search/" not in hub.page("sitemap.xml")


def test_the_page_knows_the_glossarys_forms_and_cannot_be_left_by_them(site: MakeSite) -> None:
    evil = GLOSSARY.replace("DHP", "'</script><b>'")
    main = site(CONFIG + ARTICLE + evil).fine().main("/search/")
    match = re.search(r'<script id="words" type="application/json">(.*?)</script>', main)
    assert match
    words = json.loads(match[1])
    assert words["forms"] == [["</script><b>", "mini split"], ["minisplit", "mini split"]]
    assert "how" in words["idle"]


def test_a_link_to_the_search_is_fine_where_there_is_one(site: MakeSite) -> None:
    link = "-- content/a.md --\n--- A\n[Search](/search/)\n"
    site(CONFIG + link).fine()
    hub = site(CONFIG.replace("true", "false") + link).build()
    assert hub.faults() == ["content/a.md:5:10 dead-link"]


def test_a_site_may_have_no_search(site: MakeSite) -> None:
    hub = site(CONFIG.replace("true", "false") + ARTICLE).fine()
    assert not [path for path in hub.files() if "search" in path or "pagefind" in path]
    assert "/search/" not in hub.page("index.html")
    assert "script-src 'self';" in hub.page("_headers")
    assert "form-action 'none'" in hub.page("_headers")


def test_the_same_site_gives_the_same_index(site: MakeSite) -> None:
    hub = site(CONFIG + ARTICLE + GLOSSARY).fine(cache=False)
    first = index_files(hub)
    assert first
    assert index_files(hub.fine(cache=False)) == first


def test_pagefind_runs_only_where_searchable_text_changed(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = count_runs(monkeypatch)
    hub = site(CONFIG + ARTICLE).fine()
    first = index_files(hub)
    hub.write("content/lifespan.md", (hub.folder / "content/lifespan.md").read_text() + "\n")
    hub.fine()
    assert len(runs) == 1
    assert index_files(hub) == first
    hub.write("content/b.md", "--- B\nAnother one.\n")
    hub.fine()
    assert len(runs) == 2
    assert "/b/" in records(hub)


def test_a_damaged_index_in_the_cache_is_made_anew(site: MakeSite) -> None:
    hub = site(CONFIG + ARTICLE).fine()
    first = index_files(hub)
    (kept,) = hub.folder.glob(".plenum/cache/search/*")
    data = kept.read_bytes()
    for damaged in (data[: len(data) // 2], data.replace(b"pagefind", b"PAGEFIND"), b""):
        kept.write_bytes(damaged)
        assert index_files(hub.fine()) == first


def test_the_cache_keeps_the_two_newest_indexes(site: MakeSite) -> None:
    hub = site(CONFIG + ARTICLE)
    for number in range(4):
        hub.write("content/b.md", f"--- B\nNumber {number}.\n")
        hub.fine()
    assert len(list(hub.folder.glob(".plenum/cache/search/*"))) == 2


def test_a_check_makes_no_index(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = count_runs(monkeypatch)
    site(CONFIG + ARTICLE).build(write=False)
    assert not runs


def test_a_large_preview_has_a_search_page_without_an_index(site: MakeSite) -> None:
    hub = site(CONFIG + ARTICLE).fine(searchable=1)
    assert index_files(hub)
    hub.write("content/b.md", "--- B\nAnother one.\n")
    assert not index_files(hub.fine(searchable=1))
    assert "search/index.html" in hub.files()


def test_without_pagefind_the_site_is_built_without_a_search(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(search, "version", missing)
    hub = site(CONFIG + ARTICLE).build()
    assert hub.faults() == ["config.yaml:1:1 search-not-built"]
    assert "is not installed" in hub.messages()
    assert "lifespan/index.html" in hub.files()
    assert "/search/" not in hub.page("index.html")


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("exit 0", "ended before it was done"),
        ("printf 'eyJwYXlsb2FkIjp7InR5cGUiOiJPayIsImluZGV4X2lkIjowfX0=,'", "ended before it was"),
        ("printf 'nonsense,'; cat", "no answer that can be read"),
        ("printf 'eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyJ9fQ==,'; cat", "says: no"),
    ],
)
def test_a_pagefind_that_fails_is_told(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, reason: str
) -> None:
    fake = tmp_path / "pagefind"
    fake.write_text(f"#!/bin/sh\n{program}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: fake)
    hub = site(CONFIG + ARTICLE).build()
    assert hub.faults() == ["config.yaml:1:1 search-not-built"]
    assert reason in hub.messages()


def test_all_is_asked_before_there_is_an_answer(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two programs would wait for each other by turns: twice the time."""
    fake = tmp_path / "pagefind"
    fake.write_text(
        f"#!{sys.executable}\n"
        "import base64, sys\n"
        "def read():\n"
        "    return ''.join(iter(lambda: sys.stdin.read(1), ','))\n"
        "def say(text):\n"
        "    print(base64.b64encode(text.encode()).decode(), end=',', flush=True)\n"
        "read()\n"
        """say('{"payload": {"type": "Made", "index_id": 0}}')\n"""
        "read(), read()\n"
        """say('{"payload": {"type": "Error", "message": "both are here"}}')\n"""
        "read()\n"
    )
    fake.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: fake)
    monkeypatch.setattr(search, "_LONGEST_RUN", 60)
    assert "both are here" in site(CONFIG + ARTICLE).build().messages()


TESTS = """\
-- content/_data/search-tests.yaml --
- query: how long do mini splits last
  expects: /lifespan/
- query: r410a
  expects: /lifespan/#faq-does-r-410a-wear-out
  first: 1
"""


def test_search_tests_may_expect_articles_and_answers(site: MakeSite) -> None:
    site(CONFIG + ARTICLE + TESTS).fine()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("/lifespan/\n", "/lifetime/\n", "2:12 dead-search-test"),
        ("#faq-does-r-410a-wear-out", "#faq-gone", "4:12 dead-search-test"),
        ("/lifespan/\n", "/search/\n", "2:12 dead-search-test"),
        ("first: 1", "first: 0", "5:10 wrong-value"),
        ("first: 1", "among: 1", "5:3 unknown-key"),
        ("  expects: /lifespan/\n", "", "1:3 missing-key"),
    ],
)
def test_a_search_test_that_cannot_hold_is_told(
    site: MakeSite, old: str, new: str, place: str
) -> None:
    hub = site(CONFIG + ARTICLE + TESTS.replace(old, new, 1)).build()
    assert hub.faults() == [f"content/_data/search-tests.yaml:{place}"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("in<em>ter</em>rupted", "interrupted"),
        ("a<br>b", "a b"),
        ("5 &lt; 6 &amp;amp; 7", "5 < 6 &amp; 7"),
        ("as<sup>[12]</sup> said, ft<sup>2</sup>", "as said, ft2"),
        ("a<button type='button'>Explain</button>b", "ab"),
        ("a<script>if (1 < 2) { <b>no</b> }</script>b", "ab"),
        ("<script>never closed", ""),
        ("1 < 2", "1 < 2"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert text_of(html) == text
