"""`new`: a draft that already builds, by kind."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.cli import main
from plenum.config import BuildOptions, load_config
from plenum.link.search_text import text_of
from plenum.pipeline.steps import survey
from tests.sites.harness import TODAY, Site

Make = Callable[[str], Site]
Run = Callable[..., tuple[int, str, str]]

AUTHOR = "-- content/_data/authors.yaml --\nann: {name: Ann Smith, bio: Writes.}\n"
DUCTS = """
-- content/ducts.md --
---
title: Why ducts leak
description: About leaks.
question: Why do ducts leak?
category: Comparisons
aliases: [/old-ducts/]
draft: true
---
Words.
"""
HOSTILE = {
    "quotes": "\"Quiet\" isn't 'silent'",
    "colon": "Heat pumps: a guide: part 2",
    "comment": "Heat pump # 1",
    "yaml": "- [a, {b: c}] & *d !e |",
    "emoji": "Heat \U0001f525 and \U0001f468\u200d\U0001f469\u200d\U0001f467 cold",
    "arabic": "مضخات الحرارة",
    "backslash": "C:\\temp\\new",
    "placeholder": "All about {{ today }} and {{ nothing }}",
    "html": "<script>alert(1)</script> vs **bold** [a](b)",
    "invisible": "Heat\u2028pump \u0085 a\u00adb \u202eand\u202c",
    "document": "a --- b",
    "rare": "Heat \ufeffpumps\u200b \ue000 \U0001fffe",
    "markup": "*Ducts* vs `pipes`",
    "same": "Ducts vs Ducts",
    "fact": "Ducts vs [](fact:none) | [[nowhere]]",
    "long": "word " * 300 + "vs " + "word " * 300,
}


@pytest.fixture
def new(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `new` on a site; return its status and what it prints."""

    def run(hub: Site, *arguments: str) -> tuple[int, str, str]:
        options = ("--site", str(hub.folder), "--today", TODAY.isoformat())
        status = main(["new", *options, *arguments])
        return (status, *capsys.readouterr())

    return run


def articles(hub: Site) -> list[str]:
    """Return the articles of a site."""
    content = hub.folder / "content"
    return sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md"))


def title_of(hub: Site, path: str) -> str:
    """Return an article's title as the build reads it."""
    config, _ = load_config(hub.folder)
    assert config is not None
    found = survey(config, BuildOptions(hub.output, TODAY, drafts=True))
    return found.site.by_path[path].meta.title


@pytest.mark.parametrize("kind", ["explainer", "comparison"])
def test_each_kind_builds_and_says_what_is_to_be_written(site: Make, new: Run, kind: str) -> None:
    hub = site(AUTHOR)

    status, out, err = new(hub, "Heat pump vs furnace", "--kind", kind, "--category", "Basics")

    assert (status, err) == (0, "")
    assert out.startswith("content/heat-pump-vs-furnace.md: ")
    assert f"`python build.py serve --site {hub.folder}`" in out
    assert out.count("\n") == 1
    hub.build(drafts=True)
    assert hub.report.errors == 0
    assert {each.id for each in hub.report.diagnostics} == {"placeholder"}
    page = hub.page("heat-pump-vs-furnace/index.html")
    assert "Ann Smith" in page
    assert "November 21, 2026" in page
    # Nobody has checked it yet; who has, takes a # away.
    assert "Reviewed on" not in text_of(page)
    hub.replace("content/heat-pump-vs-furnace.md", "# reviewed:", "reviewed:")
    page = hub.build(drafts=True).page("heat-pump-vs-furnace/index.html")
    assert "Reviewed on November 21, 2026" in text_of(page)
    # An invitation that says nothing until it is taken.
    assert "\n# related: [" in (hub.folder / "content/heat-pump-vs-furnace.md").read_text("utf-8")
    assert "/categories/basics/" in page


def test_what_is_new_is_not_published_yet(site: Make, new: Run) -> None:
    hub = site(AUTHOR)
    new(hub, "Heat pumps")
    assert hub.build().report.left_out == {"draft": 1}


@pytest.mark.parametrize(
    ("title", "options"),
    [
        ("heat pump vs. furnace", ("Heat pump", "Furnace")),
        ("Mini-split vs window heat pump", ("Mini-split", "Window heat pump")),
        ("kWh meter vs öre", ("kWh meter", "Öre")),
        ("mySplit vs 2-stage furnace", ("mySplit", "2-stage furnace")),
    ],
)
def test_a_comparison_takes_its_options_from_the_title(
    site: Make, new: Run, title: str, options: tuple[str, str]
) -> None:
    """As labels, which begin with a capital as far as that leaves a name as it is written."""
    hub = site("")
    new(hub, f"How to choose: {title}, in 2026", "--kind", "comparison", "--slug", "a")
    text = (hub.folder / "content/a.md").read_text("utf-8")
    first, second = options
    assert f"  options:\n    - {first}\n    - {second}\n" in text
    assert f"  verdict:\n    {first}: TODO" in text


def test_what_was_not_given_has_no_line(site: Make, new: Run) -> None:
    hub = site(AUTHOR + "bob: {name: Bob Jones, bio: Writes.}\n")
    new(hub, "Heat pumps")
    text = (hub.folder / "content/heat-pumps.md").read_text("utf-8")
    assert not any(f"\n{key}:" in text for key in ("question", "category", "author"))


def test_a_title_that_asks_is_the_question(site: Make, new: Run) -> None:
    hub = site("")
    new(hub, "Why do ducts leak?")
    text = (hub.folder / "content/why-do-ducts-leak.md").read_text("utf-8")
    assert '\nquestion: "Why do ducts leak?"\n' in text


@pytest.mark.parametrize("kind", ["explainer", "comparison"])
@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_title_breaks_the_article(site: Make, new: Run, title: str, kind: str) -> None:
    hub = site("")
    given = ("--question", title, "--category", "Basics", "--slug", "a", "--kind", kind)

    status, _, err = new(hub, *given, "--", title)

    assert (status, err) == (0, "")
    assert hub.build(drafts=True).report.errors == 0, hub.messages()
    assert title_of(hub, "a.md") == " ".join(title.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give a title"),
        ((" \n",), "the title is empty"),
        (("***",), "give a --slug"),
        (("Index",), "the page of a folder"),
        (("A", "--slug", "../b"), "write it as in 'b'"),
        (("A", "--slug", ""), "--slug: ''"),
        (("word" * 60,), "give a shorter --slug"),
        (("A\udce9",), "the title is not UTF-8"),
        (("A\ufffe",), "the title holds an invisible control character"),
        (("A", "--category", "B\x1b[1m"), "--category holds an invisible control character"),
        (("A\x7f",), "the title holds an invisible control character"),
        (("A", "--kind", "comparisons"), "did you mean 'comparison'? there are: comparison, exp"),
        (("A", "--kind", "../styles"), "there is no kind '../styles'"),
        (("A", "--folder", ".."), "'..' is not a folder below content/"),
        (("A", "--folder", "a/../../b"), "is not a folder below content/"),
        (("A", "--folder", "/etc"), "'/etc' is not a folder below content/"),
        (("A", "--folder", "_data"), "'_data' is not a folder below content/"),
        (("A", "--folder", "a\\b"), "with / between folders"),
        (("A", "--today", "soon"), "'soon' is not a day"),
    ],
)
def test_wrong_usage(
    site: Make, new: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    hub = site(AUTHOR)
    status, out, err = new(hub, *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert articles(hub) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Ducts",), "content/ducts.md has the address /ducts/"),
        (("Old ducts",), "/old-ducts/ leads to /ducts/ by an alias"),
        (("Glossary",), "/glossary/ is that of another page"),
        (("A", "--folder", "away"), "a link leads out of content/"),
        (("A", "--folder", "away/further"), "a link leads out of content/"),
        (("B",), "content/b.md exists already"),
        (("A", "--kind", "mine"), "templates/kinds/mine.md:2: there is no 'titel'"),
        (("A", "--kind", "bare"), "bare.md has no front matter"),
    ],
)
def test_refusals(
    site: Make, new: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    hub = site(
        f"{DUCTS}-- content/_data/glossary.yaml --\nduct: {{term: Duct, short: It carries air.}}\n"
        "-- templates/kinds/mine.md --\n---\ntitle: {{ titel }}\n---\n"
        "-- templates/kinds/bare.md --\nWords.\n"
    )
    (tmp_path / "elsewhere").mkdir()
    (hub.folder / "content/away").symlink_to(tmp_path / "elsewhere")
    # What is there but no article is not overwritten either, nor written through.
    (hub.folder / "content/b.md").symlink_to(tmp_path / "elsewhere/b.md")
    before = articles(hub)

    status, out, err = new(hub, *arguments)

    assert (status, out) == (1, "")
    assert said in err
    assert articles(hub) == before
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_article_may_take_the_place_of_its_folders_list(site: Make, new: Run) -> None:
    hub = site(DUCTS.replace("content/ducts.md", "content/costs/ducts.md"))
    assert new(hub, "Costs")[0] == 0
    assert new(hub, "Fans", "--folder", "costs/more/")[0] == 0
    assert articles(hub) == ["costs.md", "costs/ducts.md", "costs/more/fans.md"]
    assert hub.build(drafts=True).report.errors == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Leaks", "--question", "why do DUCTS leak"), "content/ducts.md answers this question"),
        (("Why Ducts Leak!",), "content/ducts.md has this title already"),
        (("Leaks", "--category", "Comparison"), "did you mean 'Comparisons'?"),
        (("Leaks", "--category", "Comparsions"), "did you mean 'Comparisons'?"),
    ],
)
def test_warnings(site: Make, new: Run, arguments: tuple[str, ...], said: str) -> None:
    status, _, err = new(site(DUCTS), *arguments)
    assert status == 0
    assert err.startswith("warning: ")
    assert said in err


@pytest.mark.parametrize("category", ["comparisons", "Costs", "Basics"])
def test_other_categories_are_no_slips(site: Make, new: Run, category: str) -> None:
    assert new(site(DUCTS), "Fans", "--category", category)[2] == ""


def test_a_sites_own_kind_comes_first(site: Make, new: Run) -> None:
    own = '-- templates/kinds/explainer.md --\n---\ntitle: "{{ title }}"\n---\n{{ title }}\n'
    hub = site(own)
    assert new(hub, "A: b")[0] == 0
    assert (hub.folder / "content/a-b.md").read_text(
        "utf-8"
    ) == '---\ntitle: "A: b"\n---\n{{ title }}\n'
    assert new(hub, "C", "--kind", "comparison")[0] == 0


class _Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks(site: Make, new: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = site("")
    answers = "Ducts\ncomparison\nWhy ducts?\nBasics\n"
    monkeypatch.setattr("sys.stdin", _Terminal(answers))

    status, out, _ = new(hub)

    assert status == 0
    assert "Kind (comparison, explainer) [explainer]: " in out
    text = (hub.folder / "content/ducts.md").read_text("utf-8")
    assert all(part in text for part in ("comparison:", '"Why ducts?"', "\ncategory: Basics\n"))


def test_answers_may_be_left_out_but_not_end(
    site: Make, new: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = site("")
    monkeypatch.setattr("sys.stdin", _Terminal("Ducts\n\n\n\n"))
    assert new(hub)[0] == 0
    monkeypatch.setattr("sys.stdin", _Terminal("Fans\n"))
    assert new(hub)[0] == 2
    assert articles(hub) == ["ducts.md"]


def test_what_cannot_be_is_asked_again_at_once(
    site: Make, new: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all answers would be lost."""
    hub = site("")
    answers = " \nDucts\ncomparisons\n?\ncomparison\nWhy ducts?\nBasics\n"
    monkeypatch.setattr("sys.stdin", _Terminal(answers))

    status, out, _ = new(hub)

    assert status == 0
    assert out.count("Title: ") == 2
    assert out.count("Kind (") == 3
    said = "there is no kind 'comparisons'; did you mean 'comparison'? there are: comparison, exp"
    assert said in out
    text = (hub.folder / "content/ducts.md").read_text("utf-8")
    assert all(part in text for part in ("comparison:", '"Why ducts?"', "\ncategory: Basics\n"))


def test_a_wrong_option_is_refused_before_anything_is_asked(
    site: Make, new: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("Ducts\n\n\n"))
    status, out, err = new(site(""), "--kind", "essay")
    assert (status, out) == (2, "")
    assert "there is no kind 'essay'" in err


@pytest.mark.parametrize(
    ("category", "answer", "written"),
    [
        ("Comparision", "", "Comparisons"),
        ("Comparision", "yes", "Comparisons"),
        ("Comparision", "No", "Comparision"),
        ("comparisons", None, "comparisons"),
        ("Basics", None, "Basics"),
    ],
)
def test_a_category_that_is_nearly_another_is_asked_about(  # noqa: PLR0913
    site: Make,
    new: Run,
    monkeypatch: pytest.MonkeyPatch,
    category: str,
    answer: str | None,
    written: str,
) -> None:
    """Where somebody is there to answer; who says that it is another is not warned."""
    hub = site(DUCTS)
    answers = ["Fans", "", "", category, *([] if answer is None else [answer])]
    monkeypatch.setattr("sys.stdin", _Terminal("".join(f"{each}\n" for each in answers)))

    status, out, err = new(hub)

    assert (status, err) == (0, "")
    asked = "There is no category 'Comparision' yet. Did you mean 'Comparisons'? [yes] "
    assert (asked in out) == (answer is not None)
    text = (hub.folder / "content/fans.md").read_text("utf-8")
    assert f"\ncategory: {written}\n" in text


def test_a_wrong_configuration_is_reported(site: Make, new: Run) -> None:
    status, _, err = new(site("-- config.yaml --\ntitle: A\n"), "Ducts")
    assert status == 2
    assert "config.yaml" in err


def test_the_kinds_build_in_the_hub(site: Make, new: Run) -> None:
    root = Path(__file__).parent.parent.parent
    hub = site(f"-- config.yaml --\n{(root / 'config.yaml').read_text('utf-8')}")
    shutil.copytree(root / "content", hub.folder / "content")
    assert new(hub, "Attic fans", "--category", "Basics")[0] == 0
    assert new(hub, "Oil vs gas", "--kind", "comparison", "--category", "Comparisons")[0] == 0
    assert hub.build(drafts=True, write=False).report.errors == 0


def test_each_text_of_a_new_article_is_told_until_it_is_written(site: Make, new: Run) -> None:
    """Also those that are no Markdown: readers and search engines see them, too."""
    made = site("-- content/b.md --\n--- B\nText.\n")
    assert new(made, "Why do ducts leak?", "--slug", "a")[0] == 0
    text = (made.folder / "content/a.md").read_text("utf-8")

    told = {
        d.span.line
        for d in made.build(drafts=True).report.diagnostics
        if d.id == "placeholder" and d.span.path == "content/a.md"
    }

    lines = text.split("\n")
    begun = {number for number, line in enumerate(lines, 1) if "TODO" in line}
    assert begun == told


def test_a_note_is_told_once_and_only_as_a_word(site: Make) -> None:
    made = site("""
        -- content/a.md --
        ---
        title: What is TBD here
        description: TODOs are none, nor is a mastodon
        question: "Why {{NAME}}?"
        ---
        ## FAQ

        ### TODO why?

        Because.
    """).build()
    found = [fault for fault in made.faults() if fault.endswith("placeholder")]
    assert found == [
        "content/a.md:2:8 placeholder",
        "content/a.md:4:11 placeholder",
        "content/a.md:8:5 placeholder",
    ]


@pytest.mark.parametrize("body", ["---", "---\n", "---\n\n", "---\nText.\n"])
def test_questions_that_are_placeholders_are_told_whatever_the_body_is(
    site: Make, body: str
) -> None:
    made = site("")
    front = "---\ntitle: A\ndescription: B\nfaq:\n  - {question: TODO why?, answer: TODO so.}\n"
    made.write("content/a.md", front + body)

    found = [each for each in made.build().faults() if each.endswith("placeholder")]

    assert found == ["content/a.md:5:16 placeholder", "content/a.md:5:35 placeholder"]


def test_a_folder_of_several_words_can_be_copied_from_the_hint(
    tmp_path: Path, new: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no site was named, the hint names none."""
    hub = Site(tmp_path / "my hub", "-- content/a.md --\n--- A\n")
    assert f"serve --site '{hub.folder}'`" in new(hub, "Fans")[1]
    monkeypatch.setattr("plenum.commands.asked._usual_site", lambda: hub.folder)
    assert main(["new", "Ducts"]) == 0
    assert "see it with `python build.py serve`," in capsys.readouterr().out
