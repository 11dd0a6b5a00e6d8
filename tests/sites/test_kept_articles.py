"""What was read is kept: a warm build reads what changed, and makes what a clean one makes."""

import pickle
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from copy import copy
from pathlib import Path

import pytest

from plenum import cli
from plenum.cache import Kept, Store, UnreadableError
from plenum.diagnostics import Span
from plenum.pipeline.articles import ReadArticle, ReadWork
from plenum.pipeline.work import ArticleWork, Done, Todo
from plenum.pool import elsewhere
from plenum.read.article import ArticleReader, ReadResult
from plenum.source import read_source
from tests.sites.forged import code
from tests.sites.harness import Site, files_below

Make = Callable[[str], Site]

SITE = """\
-- content/_data/glossary.yaml --
duct: {term: duct, short: A way for air.}
-- content/_data/facts.yaml --
loss: {value: 20 %, what: Air that is lost, as_of: 2024-06-01}
-- content/a.md --
---
title: About ducts
description: What ducts do.
related: [b]
tags: [ducts]
---
A duct loses [20 %](fact:loss), see [B](b.md#more).
-- content/b.md --
---
title: About rooms
description: What rooms need.
faq:
  - question: What is a room?
    answer: A part of a house, with a duct.
---
## More

Text of [A](a.md).
-- content/c.md --
---
title: Left out
description: Of this nothing is told.
draft: true
---
It starts at 5 °F (−20 °C).
"""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the articles are added that are read anew."""
    paths: list[str] = []
    usual = ArticleReader.read

    def reading(self: ArticleReader, path: str, *data: bytes) -> ReadResult:
        paths.append(path)
        return usual(self, path, *data)

    monkeypatch.setattr(ArticleReader, "read", reading)
    return paths


def rebuilt(made: Site, read: list[str]) -> list[str]:
    """Build again, and return what was read."""
    read.clear()
    made.build(cache=True)
    return sorted(read)


def test_what_has_not_changed_is_not_read(site: Make, read: list[str]) -> None:
    """Its bytes say so, and the rules of its front matter."""
    made = site(SITE)
    assert rebuilt(made, read) == ["a.md", "b.md", "c.md"]
    before = files_below(made.output)
    assert rebuilt(made, read) == []
    assert files_below(made.output) == before
    made.write("content/b.md", "---\ntitle: Rooms\ndescription: Short.\n---\n## More\n")
    assert rebuilt(made, read) == ["b.md"]
    assert "Rooms" in made.page("a/index.html")
    made.folder.joinpath("content/a.md").rename(made.folder / "content/aa.md")
    assert rebuilt(made, read) == ["aa.md"]
    config = made.folder.joinpath("config.yaml").read_text("utf-8")
    made.write("config.yaml", f"{config}front_matter: {{dates: month-first}}\n")
    assert rebuilt(made, read) == ["aa.md", "b.md", "c.md"]


def test_faults_and_excuses_are_kept_with_their_article(site: Make, read: list[str]) -> None:
    """They are told again, those of drafts excepted."""
    body = (
        "<!-- plenum: ignore heading-skipped: so it is -->\n### X\n\nAt 5 °F (−20 °C). [a](no.md)"
    )
    made = site(f"{SITE}-- content/d.md --\n---\ntitle: D\ndescription: D.\n---\n{body}\n")
    told = made.build(cache=True).messages()
    assert "wrong-conversion" in told
    assert "dead-link" in told
    assert "heading-skipped" not in told
    assert made.build(cache=True).messages() == told
    assert read.count("d.md") == 1
    assert "c.md" not in told


def test_an_article_is_kept_for_the_bytes_that_were_read(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor may save while the site is built: what is kept is not what came later."""
    made = site(SITE)
    before = made.folder.joinpath("content/b.md").read_text("utf-8")
    usual = ArticleReader.read

    def saved_meanwhile(self: ArticleReader, path: str, *data: bytes) -> ReadResult:
        if path == "b.md":
            made.write("content/b.md", before.replace("About rooms", "About attics"))
        return usual(self, path, *data)

    monkeypatch.setattr(ArticleReader, "read", saved_meanwhile)
    made.build(cache=True)
    monkeypatch.undo()
    made.write("content/b.md", before)
    made.build(cache=True)
    assert "<h1>About rooms</h1>" in made.page("b/index.html")


FORGERIES: dict[str, Callable[[Path], bytes]] = {
    "a call": code,
    "a call by its name": lambda _: b"cos\nsystem\n(S'true'\ntR.",
    "our own function": lambda _: b"cplenum.source.file\nread_source\n(S'/'\nS'etc/passwd'\ntR.",
    "a module of a module": lambda _: b"cplenum.source.file\nhashlib.blake2b\n(tR.",
    "no pickle": lambda _: b"{}",
    "nothing": lambda _: b"",
    "none": lambda _: pickle.dumps(None),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_entry_is_not_executed(
    site: Make, read: list[str], tmp_path: Path, forge: Callable[[Path], bytes]
) -> None:
    """It is no article; the article is read anew."""
    made = site(SITE)
    rebuilt(made, read)
    before = files_below(made.output)
    folder = made.folder / ".plenum/cache/articles"
    for entry in list(folder.iterdir()):
        Store(folder).put(entry.name, forge(tmp_path / "harm"))
    assert rebuilt(made, read) == ["a.md", "b.md", "c.md"]
    assert files_below(made.output) == before
    assert not (tmp_path / "harm").exists()


def test_values_of_the_model_are_read() -> None:
    """And those of its files, but nothing else, not even of our own."""
    kept = Kept(value=Span("a.md", 1, 2, 3, 4))
    assert Kept[Span](data=kept.data).value == Span("a.md", 1, 2, 3, 4)
    with pytest.raises(UnreadableError):
        _ = Kept[object](data=pickle.dumps(Store(None))).value
    with pytest.raises(UnreadableError):
        _ = Kept[object](data=pickle.dumps(read_source)).value


SVG = "http://www.w3.org/2000/svg"


def without(key: str, text: str) -> str:
    """Take a line out of the front matter."""
    return re.sub(rf"(?m)^{key}: .*\n", "", text)


def with_line(line: str, text: str) -> str:
    """Put a line into the front matter, in place of that of the same key."""
    text = without(line.partition(":")[0], text)
    return text.replace("description:", f"{line}\ndescription:", 1)


ARTICLE_EDITS: tuple[Callable[[str, str], str], ...] = (
    lambda text, words: text.replace("title: ", f"title: {words.strip('[]()')[:4]} ", 1),
    lambda text, words: f"{text}\nMore {words}.\n",
    lambda text, words: f"{text}\n## {words[:4].strip('[')}\n",
    lambda text, words: f"{text}\n![A drawing of {words[0]}](/p.svg)\n",
    lambda text, _: without("draft", text),
    lambda text, _: without("related", text),
    lambda text, words: with_line(f"tags: [t{len(words)}, ducts]", text),
    lambda text, words: with_line(f"category: K{words[-1].strip(')')}", text),
    lambda text, _: with_line("date: 2026-11-01", text),
)
"""What editors do to an article, with some words."""

OTHER_EDITS: tuple[tuple[str, str], ...] = (
    ("content/_data/glossary.yaml", "duct: {{term: duct, short: '{}.'}}\n"),
    ("content/_data/facts.yaml", "loss: {{value: 20 %, what: '{}', basis: new}}\n"),
    ("templates/blocks/tags.html", "<p>{}</p>\n"),
    ("config.yaml", "title: 'T {}'\nbase_url: https://hub.example\n"),
    ("static/p.svg", f'<svg xmlns="{SVG}" width="9" height="9"><title>{{}}</title></svg>'),
)
"""What else they write, around some words."""


def edit(chance: random.Random, made: Site) -> None:
    """Change something of a site, as its editors do, or of what was made of it."""
    words = chance.choice(["duct", "room", "air", "COP", "[B](b.md)", "[](fact:loss)", "5 °F"])
    kind = chance.randrange(len(ARTICLE_EDITS) + len(OTHER_EDITS) + 1)
    if kind < len(ARTICLE_EDITS):
        path = made.folder / f"content/{chance.choice('abc')}.md"
        path.write_text(ARTICLE_EDITS[kind](path.read_text("utf-8"), words), "utf-8")
    elif kind > len(ARTICLE_EDITS):
        name, text = OTHER_EDITS[kind - len(ARTICLE_EDITS) - 1]
        made.write(name, text.format(words.strip("[]()")[:4]))
    elif made.output.is_dir():
        page = chance.choice(sorted(made.output.rglob("*.html")))
        page.write_bytes(b"damaged") if chance.random() < 0.5 else page.unlink()


@pytest.mark.parametrize("seed", range(12))
def test_a_warm_build_makes_what_a_clean_one_makes(site: Make, tmp_path: Path, seed: int) -> None:
    """Whatever was edited or damaged, and in which order: files and faults."""
    chance = random.Random(seed)  # noqa: S311
    made = site(SITE)
    clean = copy(made)
    clean.output = tmp_path / "clean"
    for _ in range(8):
        edit(chance, made)
        told = made.build(cache=True).messages()
        assert clean.build(cache=False).messages() == told
        # With an error nothing is written, and what was damaged stays so.
        if not made.report.errors:
            assert files_below(clean.output) == files_below(made.output)


MILD_EDITS: tuple[Callable[[str, str], str], ...] = (
    lambda text, _: f"{text}\nIt is so, and it was so before.\n",
    lambda text, _: text.replace("A duct", "Some duct"),
    lambda text, _: text.replace("A part of", "It is a part of"),
    lambda text, _: text.replace("Text of", "\n\nText of"),
    lambda text, _: f"{text}\n5 °F (−15 °C)\n",
    lambda text, _: text.replace("−15", "−20"),
)
"""What leaves all else as it is, more often than not."""


@pytest.mark.parametrize("seed", range(8))
def test_a_build_after_edits_makes_what_a_clean_one_makes(
    site: Make, seed: int, short: list[bool], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the site is put together again, and where it is not: files and report."""
    chance = random.Random(seed)  # noqa: S311
    made = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nsearch: false\n"
        f"social_cards: false\nfaults: {{too-far: off, orphan: off, dead-end: off}}\n{SITE}"
    )

    def told(*more: str) -> tuple[int, str]:
        day = ["--site", str(made.folder), "--today", "2026-11-22", "--jobs", "1"]
        status = cli.main(["build", *day, *more])
        written = capsys.readouterr()
        return status, re.sub(r"(?m)^.*\b(?:built|written): .*$", "", written.out + written.err)

    originals = {path: path.read_text("utf-8") for path in made.folder.glob("content/*.md")}
    told()
    for _ in range(14):
        path = made.folder / f"content/{chance.choice('abc')}.md"
        words = chance.choice(["duct", "room", "air", "[B](b.md)", "[](fact:loss)", "5 °F"])
        kind = chance.choice([ARTICLE_EDITS, MILD_EDITS, MILD_EDITS])
        before = path.read_text("utf-8")
        path.write_text(chance.choice(kind)(before, words), "utf-8")
        warm = told()
        clean = made.folder / ".clean"
        assert told("--no-cache", "--output", str(clean)) == warm
        if warm[0]:
            # The error is mended.
            path.write_text(before, "utf-8")
        else:
            assert files_below(clean) == files_below(made.output)
    for path, text in originals.items():
        path.write_text(text, "utf-8")
    told()
    path = made.folder / "content/b.md"
    path.write_text(MILD_EDITS[0](originals[path], ""), "utf-8")
    told()
    assert short[-1]


class Pickling(Executor):
    """Does its work here, as another process would get it."""

    def submit(  # type: ignore[override]
        self, fn: Callable[..., object], /, *arguments: object
    ) -> Future[object]:
        """Send the work to nobody."""
        done: Future[object] = Future()
        work, sent = pickle.loads(pickle.dumps((fn, arguments)))  # noqa: S301 (our own)
        done.set_result(work(*sent))
        return done


@pytest.mark.parametrize("cache", [True, False])
def test_an_article_goes_to_where_its_page_is_made_once(
    site: Make, monkeypatch: pytest.MonkeyPatch, *, cache: bool
) -> None:
    """Also without a cache it is read once; and not all of them go with each batch."""
    hub = site("".join(f"-- content/a{n}.md --\n--- A{n}\n{'Words. ' * 300}\n" for n in range(80)))
    clean = hub.build(cache=False).snapshot()
    shutil.rmtree(hub.output)
    counted: Counter[str] = Counter()
    sizes: list[int] = []
    real, work = ReadWork.read, ArticleWork.__call__

    def read(self: ReadWork, path: str, source: bytes | None = None) -> ReadArticle:
        counted[path] += 1
        return real(self, path, source)

    def call(self: ArticleWork, batch: Sequence[Todo]) -> list[Done]:
        sizes.append(len(pickle.dumps(self)))
        return work(self, batch)

    monkeypatch.setattr(ReadWork, "read", read)
    monkeypatch.setattr(ArticleWork, "__call__", call)
    with elsewhere(Pickling(), 2):
        hub.build(cache=cache)
    assert hub.snapshot() == clean
    assert set(counted.values()) == {1}
    assert len(counted) == 80
    assert len(sizes) > 2
    # Smaller than the texts, of which each batch has a few.
    assert max(sizes) < 80 * 300 * len("Words. ")
