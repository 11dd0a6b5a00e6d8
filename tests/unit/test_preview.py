"""The preview's parts by themselves: what is built when, what concerns it, under which policy."""

import os
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
import watchfiles

from plenum.serve import Preview, watching
from plenum.serve.building import Builder
from plenum.serve.headers import (
    Redirect,
    headers_for,
    page_with_preview,
    policy_with_preview,
    read_headers,
    read_redirects,
)
from plenum.serve.preview import Outcome, Shown
from plenum.serve.watching import FileWatcher
from tests.sites.running import answering

PATIENCE = 60
HOST = "127.0.0.1:8000"
SCRIPT = "http://127.0.0.1:8000/_plenum/preview.js"
SOCKET = "http://127.0.0.1:8000 ws://127.0.0.1:8000/_plenum/livereload"


# -- building -------------------------------------------------------------------------------


def test_what_changes_during_a_build_is_for_exactly_one_more() -> None:
    """Also when it is many changes."""
    begun: SimpleQueue[None] = SimpleQueue()
    may_end = threading.Semaphore(0)
    done: SimpleQueue[frozenset[str]] = SimpleQueue()
    ready: SimpleQueue[None] = SimpleQueue()
    seen: SimpleQueue[frozenset[str]] = SimpleQueue()

    def build(_: frozenset[str]) -> Outcome:
        begun.put(None)
        assert may_end.acquire(timeout=PATIENCE)
        return Outcome()

    builder = Builder(seen.put, build, lambda _, paths: done.put(paths), lambda: ready.put(None))
    builder.ask({"a"})
    begun.get(timeout=PATIENCE)
    for path in ("b", "c", "b", "d"):
        builder.ask({path})
    may_end.release()
    assert done.get(timeout=PATIENCE) == {"a"}
    begun.get(timeout=PATIENCE)
    may_end.release()
    assert done.get(timeout=PATIENCE) == {"b", "c", "d"}
    builder.stop()
    assert begun.empty()
    assert ready.qsize() == 1
    # What can be told of changes before they are built.
    assert [seen.get(timeout=PATIENCE) for _ in range(2)] == [{"a"}, {"b", "c", "d"}]


# -- answering -------------------------------------------------------------------------------


def test_pages_are_there_while_a_panel_is_made(tmp_path: Path) -> None:
    """Of a large site it takes seconds: all of it is looked at."""
    preview = Preview(tmp_path, tmp_path)
    (tmp_path / "index.html").write_text("<p>Words</p>", encoding="utf-8")
    asked, may_end = threading.Event(), threading.Event()

    def panel(url: str) -> str:
        asked.set()
        assert may_end.wait(PATIENCE)
        return f"<p>About {url}</p>"

    preview.panel = panel
    told: SimpleQueue[str] = SimpleQueue()
    with answering(preview) as address:
        threading.Thread(
            target=lambda: told.put(text_at(f"{address}/_plenum/panel/a/")), daemon=True
        ).start()
        assert asked.wait(PATIENCE)
        assert "Words" in text_at(f"{address}/")
        assert told.empty()
        may_end.set()
        assert told.get(timeout=PATIENCE) == "<p>About /a/</p>"


def test_an_article_that_never_built_is_known_by_its_address(tmp_path: Path) -> None:
    """Beside those of the last good site, whose pages are still shown; until the next build."""

    def outcome(text: str, **articles: str) -> Outcome:
        shown = {f"/{name}/": Shown(path) for name, path in articles.items()}
        return Outcome(text=text, articles=shown)

    preview = Preview(tmp_path, tmp_path)

    def paths() -> list[str | None]:
        found = map(preview.article_at, ("/a/", "/old/", "/new/"))
        return [article.path if article else None for article in found]

    preview.take(outcome("", a="a.md", old="old.md"), ())
    preview.take(outcome("an error", a="moved.md", new="new.md"), ())
    assert paths() == ["moved.md", "old.md", "new.md"]
    preview.take(outcome("an error in the configuration"), ())
    assert paths() == ["a.md", "old.md", None]
    preview.take(outcome("", a="moved.md"), ())
    assert paths() == ["moved.md", None, None]


def text_at(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 (our own)
        return str(answer.read().decode())


# -- watching -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "content/a.md",
        "content/deep/er/photo.jpg",
        "content/_data/facts.yaml",
        "static/.well-known/security.txt",
        "static/.nojekyll",
        "content/4913 things.md",
    ],
)
def test_files_of_the_site_concern_it(path: str) -> None:
    assert watching.concerns("/s/" + path.partition("/")[0], f"/s/{path}".replace("/", os.sep))


@pytest.mark.parametrize(
    "path",
    [
        "content/.a.md.swp",
        "content/a.md~",
        "content/deep/4913",
        "content/.#a.md",
        "content/#a.md#",
        "content/.~lock.a.md#",
        "content/~$a.docx",
        "content/a.md___jb_tmp___",
        "content/.git/index",
        "content/.obsidian/workspace.json",
        "static/.DS_Store",
        "static/deep/.hidden",
        "contents/a.md",
    ],
)
def test_what_programs_leave_does_not(path: str) -> None:
    top = "content" if path.startswith("content") else "static"
    assert not watching.concerns(f"/s/{top}", f"/s/{path}")


def test_a_system_without_watches_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then all files are looked at again and again; changes are told all the same."""
    folder = tmp_path / "content"
    folder.mkdir()
    asked: list[bool] = []
    real = watchfiles.watch

    def refuse(*paths: Path, **options: object) -> Iterator[object]:
        asked.append(bool(options["force_polling"]))
        if not options["force_polling"]:
            raise OSError("no space left on device")
        return real(*paths, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "watch", refuse)
    changes: SimpleQueue[set[str]] = SimpleQueue()
    watcher = FileWatcher()
    watcher.watch(str(folder), changes.put)
    watcher.start(None)
    try:
        (folder / "a.md").write_text("x")
        told: set[str] = set()
        # That the folder has another time may be told before, or in place of it: then the folder
        # is watched anew, with the file in it. Either is built for.
        while not told & {str(folder), str(folder / "a.md")}:
            told |= changes.get(timeout=PATIENCE)
        assert told <= {str(folder / "a.md"), str(folder)}
    finally:
        watcher.stop()
    assert not asked[0]
    assert any(asked)


# -- headers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        ("script-src 'none'", f"script-src {SCRIPT}"),
        (
            "script-src 'self'; connect-src 'none'",
            f"script-src 'self' {SCRIPT}; connect-src {SOCKET}",
        ),
        (
            "default-src 'none'; img-src 'self'",
            f"default-src 'none'; img-src 'self'; script-src {SCRIPT}; connect-src {SOCKET}",
        ),
        ("img-src 'self'", "img-src 'self'"),
    ],
)
def test_a_policy_is_widened_by_the_script_and_the_socket_only(published: str, ours: str) -> None:
    """A directive that is not there allows all, but where there is a default."""
    assert policy_with_preview(published, HOST) == ours


def test_a_policy_in_the_page_is_widened_too() -> None:
    page = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><p>script-src'
    widened = (
        f'<meta http-equiv="Content-Security-Policy" content="script-src {SCRIPT}"><p>script-src'
    )
    assert page_with_preview(page, HOST) == widened


def test_headers_of_all_rules_that_match_are_joined(tmp_path: Path) -> None:
    """As hosts do it."""
    file = tmp_path / "_headers"
    file.write_text("/*\n  A: 1\n  B: x: y\n/a.b/*\n  A: 2\n", encoding="utf-8")
    rules = read_headers(file)
    assert headers_for(rules, "/c") == {"A": "1", "B": "x: y"}
    assert headers_for(rules, "/a.b/c/") == {"A": "1, 2", "B": "x: y"}
    assert headers_for(rules, "/aXb/c/") == {"A": "1", "B": "x: y"}
    assert read_headers(tmp_path / "none") == ()


def test_redirects_are_known_by_their_decoded_addresses(tmp_path: Path) -> None:
    file = tmp_path / "_redirects"
    file.write_text("/old/ /new/ 301\n/x%2Ay/ /404.html 410\n\n", encoding="utf-8")
    assert read_redirects(file) == {
        "/old/": Redirect("/new/", 301),
        "/x*y/": Redirect("/404.html", 410),
    }
