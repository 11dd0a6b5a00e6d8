"""`check --fix-links`: links to old addresses and in wrong case are rewritten, nothing else."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.cli import main
from tests.sites.harness import Site

Make = Callable[[str], Site]
Capture = pytest.CaptureFixture[str]

NEW = """
-- content/cost/new-ducts.md --
---
title: New ducts
description: What they cost.
aliases:
  - /cost/old-ducts/
  - {from: /cost/old-prices/, to: "#prices"}
  - {from: "#what-it-costs", to: "#prices"}
---
## Prices

By the foot.
-- content/care/photo.jpg --
-- content/care/plan (1).jpg --
-- content/care/b.md --
--- B
## One part

Words.
"""


def hub(site: Make, body: str, front_matter: str = "", config: str = "") -> Site:
    """Return a site whose article `care/a` holds the given text."""
    head = f"---\ntitle: A\ndescription: D.\n{front_matter}---\n"
    return site(f"{config}-- content/care/a.md --\n{head}{body}\n{NEW.lstrip()}")


def fix(made: Site, *options: str) -> int:
    """Call the command."""
    common = ("--site", str(made.folder), "--today", "2026-11-21", "--fix-links")
    return main(["check", *common, *options])


def source(made: Site, path: str = "content/care/a.md") -> str:
    return (made.folder / path).read_bytes().decode()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[x](../care/Plan%20(1).JPG)", "[x](plan%20%281%29.jpg)"),
        ("[x](/care/Plan%20(1).JPG)", "[x](/care/plan%20%281%29.jpg)"),
        ("[x](/cost/old-ducts/)", "[x](/cost/new-ducts/)"),
        ("[x](/cost/old-ducts)", "[x](/cost/new-ducts/)"),
        ("[x](/cost/old-ducts/#prices)", "[x](/cost/new-ducts/#prices)"),
        ("[x](/cost/old-ducts/?print=1#prices)", "[x](/cost/new-ducts/?print=1#prices)"),
        ("[x](/cost/old-prices/)", "[x](/cost/new-ducts/#prices)"),
        ("[x](/cost/old-ducts/#what-it-costs)", "[x](/cost/new-ducts/#prices)"),
        ("[x](https://hub.example/cost/old-ducts/)", "[x](https://hub.example/cost/new-ducts/)"),
        ("<https://hub.example/cost/old-ducts/>", "<https://hub.example/cost/new-ducts/>"),
        ("See https://hub.example/cost/old-ducts/.", "See https://hub.example/cost/new-ducts/."),
        (
            "<https://hub.example/cost/old-ducts/> https://hub.example/cost/old-ducts/",
            "<https://hub.example/cost/new-ducts/> https://hub.example/cost/new-ducts/",
        ),
        ('[x](../cost/old-ducts.md "T")', '[x](../cost/new-ducts.md "T")'),
        ("[x](<../cost/old-ducts.md>)", "[x](<../cost/new-ducts.md>)"),
        ("[x](../cost/old-ducts)", "[x](../cost/new-ducts.md)"),
        ("[x](../cost/new-ducts.md#what-it-costs)", "[x](../cost/new-ducts.md#prices)"),
        ("[x](../cost/new-ducts.md#What-It-Costs)", "[x](../cost/new-ducts.md#prices)"),
        ("[[old-ducts]]", "[[new-ducts]]"),
        ("[[ old-ducts |the *ducts*]]", "[[ new-ducts |the *ducts*]]"),
        ("[[cost/old-ducts#prices|x]]", "[[cost/new-ducts#prices|x]]"),
        ("[[new-ducts#what-it-costs]]", "[[new-ducts#prices]]"),
        ("[x][r] [y][r]\n\n[r]: /cost/old-ducts/", "[x][r] [y][r]\n\n[r]: /cost/new-ducts/"),
        ("<a href='/cost/old-ducts/'>x</a>", "<a href='/cost/new-ducts/'>x</a>"),
        ("| A |\n|---|\n| [[old-ducts\\|x]] |\n", "| A |\n|---|\n| [[new-ducts\\|x]] |\n"),
        ("[x](../Cost/New-Ducts.md#Prices)", "[x](../cost/new-ducts.md#prices)"),
        ("[x](/Cost/New-Ducts/)", "[x](/cost/new-ducts/)"),
        ("[x](/Cost/Old-Ducts/)", "[x](/cost/new-ducts/)"),
        ("[x](/COST/)", "[x](/cost/)"),
        ("[x](b.md#One-Part)", "[x](b.md#one-part)"),
        ("[[b#One-Part]]", "[[b#one-part]]"),
        ("![x](Photo.JPG)", "![x](photo.jpg)"),
        ("[x](../care/Photo.jpg)", "[x](photo.jpg)"),
    ],
)
def test_each_form_of_a_link_is_kept(site: Make, old: str, new: str) -> None:
    """A slug stays a slug, a path a path from its file, an address an address."""
    made = hub(site, f"{old}\n\n## Here", config="")
    before = source(made)
    assert made.build().faults() != []

    fix(made)

    assert source(made) == before.replace(old, new)
    assert {f for f in made.build().faults() if "table" not in f} == set()


NAMES = ["a.md", "b.md", "photo.jpg", "plan (1).jpg"]
PLACES = """\
short_answer: "See [ducts](/cost/old-ducts/)."
comparison:
  caption: C
  options: [X, Y]
  rows: {R: ['[[old-ducts|cell]]', b]}
  verdict:
    X: >-
      folded [ducts](../cost/old-ducts.md)
      words
faq:
  - question: Q?
    answer: |
      Literal [[old-ducts]].
related: [old-ducts, {to: /cost/old-prices/, why: Because.}]
cover: {image: "Photo.JPG", alt: A.}
"""


def test_every_place_of_an_article_and_of_shared_data(site: Make, capsys: Capture) -> None:
    """In front matter of any style, in the text, in the glossary and in authors."""
    made = hub(site, "A SEER rating, [[old-ducts]].", PLACES)
    made.write(
        "content/_data/glossary.yaml",
        "seer:\n  term: SEER\n  short: A rating.\n  body: See [ducts](../cost/old-ducts.md).\n",
    )
    before = source(made)

    assert fix(made) == 0

    assert source(made) == (
        before.replace("old-ducts", "new-ducts")
        .replace("/cost/old-prices/", "/cost/new-ducts/#prices")
        .replace("Photo.JPG", "photo.jpg")
    )
    assert "(../cost/new-ducts.md)" in source(made, "content/_data/glossary.yaml")
    out = capsys.readouterr().out.splitlines()
    assert out[0] == (
        "content/_data/glossary.yaml:4:21 ../cost/old-ducts.md → ../cost/new-ducts.md"
    )
    assert out[-2] == "9 links rewritten in 2 files"
    assert made.build().faults() == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("(p).md", "oldp.md", "./%28p%29.md"),
        ("#x.md", "oldp.md", "./%23x.md"),
        ("true.md", "oldp.md", "true.md"),
        ("2024-01-01.md", "oldp", "2024-01-01"),
    ],
)
def test_what_is_rewritten_in_yaml_is_still_yaml(site: Make, name: str, old: str, new: str) -> None:
    """There, no text begins with a percent sign."""
    text = "---\ntitle: A\ndescription: D.\n{}---\nText.\n"
    made = site(f"-- content/a.md --\n{text.format(f'related: [{old}]' + chr(10))}")
    made.write(f"content/{name}", text.format("aliases: [/oldp/]\n"))

    assert fix(made) == 0

    assert f"related: [{new}]\n" in source(made, "content/a.md")
    made.fine()


def test_a_second_run_changes_nothing(site: Make, capsys: Capture) -> None:
    made = hub(site, "[[old-ducts]] [x](../Cost/New-Ducts.md)")
    assert fix(made) == 0
    once = source(made)
    capsys.readouterr()

    assert fix(made) == 0

    assert source(made) == once
    assert capsys.readouterr().out.startswith("0 links rewritten in 0 files\nchecked: ")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_other_bytes_stay(site: Make, end: str, mark: str) -> None:
    """Line ends, byte order mark, what stands behind wide letters, missing last newline."""
    made = hub(site, "x")
    text = f"{mark}---\ntitle: 'Ä'\ndescription: D. \n---\n💧 é [[old-ducts]]\t\n\n\n  [y](B.md)"
    made.write("content/care/a.md", text.replace("\n", end).encode())

    assert fix(made) == 0

    right = text.replace("old-ducts", "new-ducts").replace("B.md", "b.md").replace("\n", end)
    assert source(made) == right


def test_what_only_looks_like_a_link_stays(site: Make) -> None:
    """Code, comments and escapes; the link beside them is rewritten."""
    code = (
        "`[[old-ducts]]` \\[[old-ducts]]\n\n```\n[[old-ducts]] [x](/cost/old-ducts/)\n```\n\n"
        "<!-- [[old-ducts]] -->\n"
    )
    made = hub(site, f"{code}\n[[old-ducts]]")

    assert fix(made) == 0

    assert source(made).count("[[old-ducts]]") == 4
    assert "\n[[new-ducts]]\n" in source(made)


def test_where_a_place_is_not_certain_nothing_is_changed(site: Make) -> None:
    """Raw HTML holds what looks like the same link: the warning stays."""
    made = hub(site, "<div>\n[x](/cost/old-ducts/)\n</div>\n\n[x](/cost/old-ducts/)")
    before = source(made)

    assert fix(made) == 0

    assert source(made) == before
    assert [f.rpartition(" ")[2] for f in made.build().faults()] == ["link-to-alias"]


@pytest.mark.parametrize("link", ["![x](Plan\\_1.JPG)", "![x](Plan&#95;1.JPG)"])
def test_what_is_typed_with_escapes_is_told_and_left(
    site: Make, capsys: Capture, link: str
) -> None:
    made = hub(site, link)
    made.write("content/care/plan_1.jpg", "")
    before = source(made)

    assert fix(made) == 1

    assert source(made) == before
    assert capsys.readouterr().out.startswith("0 links rewritten")


def test_what_is_excused_is_left(site: Make) -> None:
    """An editor may want the old address."""
    excuse = "<!-- plenum: ignore link-to-alias: told as it was -->"
    made = hub(site, f"{excuse}\n[x](/cost/old-ducts/)")
    before = source(made)

    assert fix(made) == 0

    assert source(made) == before


def test_the_configuration_is_told_and_left(site: Make) -> None:
    """Only `content/` is rewritten."""
    config = (
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"
        "navigation:\n  - {text: Ducts, to: /cost/old-ducts/}\n"
        "faults: {orphan: off, dead-end: off, too-far: off}\n"
    )
    made = hub(site, "x", config=config)
    before = source(made, "config.yaml")

    assert fix(made) == 0

    assert source(made, "config.yaml") == before
    assert made.build().faults() == ["config.yaml:4:23 link-to-alias"]


def test_no_symbolic_link_is_written_through(site: Make) -> None:
    """Neither a file that is a link nor one in a folder that is."""
    made = hub(site, "x")
    text = "---\ntitle: L\ndescription: D.\n---\n[[old-ducts]]\n"
    made.write("notes/l.md", text)
    made.write("more/m.md", text)
    (made.folder / "content/l.md").symlink_to("../notes/l.md")
    (made.folder / "content/more").symlink_to("../more")

    assert fix(made) == 0

    assert source(made, "notes/l.md") == source(made, "more/m.md") == text
    assert (made.folder / "content/l.md").is_symlink()


def test_rights_stay_and_nothing_is_left_behind(site: Make) -> None:
    made = hub(site, "[[old-ducts]]")
    file = made.folder / "content/care/a.md"
    file.chmod(0o640)

    assert fix(made) == 0

    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names_in(file.parent) == NAMES


def test_a_file_that_cannot_be_written_is_named(
    site: Make, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is as it was, and so is its folder."""
    made = hub(site, "[[old-ducts]]")
    before = source(made)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "content/care/a.md")

    monkeypatch.setattr("pathlib.Path.replace", refuse)

    assert fix(made) == 1

    told = capsys.readouterr()
    assert "content/care/a.md was not rewritten: Permission denied\n" in told.err
    assert "0 links rewritten in 0 files\n" in told.out
    assert source(made) == before
    assert names_in(made.folder / "content/care") == NAMES


def test_a_file_that_is_read_only_stays_as_it_is(site: Make, capsys: Capture) -> None:
    """Its folder would let it be replaced; the others are rewritten all the same."""
    made = hub(site, "[[old-ducts]]")
    made.write("content/z.md", "--- Z\n[[old-ducts]]\n")
    file = made.folder / "content/care/a.md"
    before = source(made)
    file.chmod(0o444)

    assert fix(made) == 1

    told = capsys.readouterr()
    assert "content/care/a.md was not rewritten: the file is read-only\n" in told.err
    assert "1 link rewritten in 1 file\n" in told.out
    assert source(made) == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o444
    assert "[[new-ducts]]" in source(made, "content/z.md")


def test_a_folder_without_rights_is_told_by_its_article(
    site: Make, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = hub(site, "[[old-ducts]]")
    before = source(made)
    may = os.access

    def access(path: Path, mode: int) -> bool:
        return Path(path).name != "care" and may(path, mode)

    # An administrator has all rights, and may be who runs the tests.
    monkeypatch.setattr("os.access", access)

    assert fix(made) == 1

    told = capsys.readouterr().err
    assert "content/care/a.md was not rewritten: nothing can be written into its folder\n" in told
    assert "plenum-tmp" not in told
    assert source(made) == before
    assert names_in(made.folder / "content/care") == NAMES


def test_where_two_claim_an_address_nothing_is_rewritten(site: Make, capsys: Capture) -> None:
    """Which of them is meant, nobody knows."""
    made = hub(site, "[[old-ducts]]", "aliases: /cost/old-ducts/\n")
    before = source(made)

    assert fix(made) == 1

    assert source(made) == before
    assert capsys.readouterr().out.startswith("no link rewritten: two sources claim one address")


def test_a_document_for_programs_stays_one(site: Make, capsys: Capture) -> None:
    """What was rewritten is told on stderr, then."""
    made = hub(site, "[[old-ducts]]")

    assert fix(made, "--format", "json") == 0

    told = capsys.readouterr()
    assert json.loads(told.out)["diagnostics"] == []
    assert "content/care/a.md:5:3 old-ducts → new-ducts\n" in told.err


def test_build_cannot_rewrite(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--fix-links"])
    assert "--fix-links" in capsys.readouterr().err


def test_an_article_is_renamed_in_three_commands(site: Make, capsys: Capture) -> None:
    """The faults of the rename; the alias that mends them; the fix of all sources."""
    made = hub(site, "[[b]] [x](b.md#one-part)", "related: [b]\n")
    made.write("content/b-too.md", "--- C\n[x](care/b.md) [y](/care/b/) [[care/b|z]]\n")
    made.fine()
    text = source(made, "content/care/b.md")
    made.remove("content/care/b.md")
    made.write("content/cost/c.md", text)

    check = ("check", "--site", str(made.folder), "--today", "2026-11-21")
    assert main([*check]) == 1
    assert capsys.readouterr().err.count(": error dead-link: ") == 6

    made.write("content/cost/c.md", text.replace("---\n##", "aliases: [/care/b/]\n---\n##"))
    assert main([*check]) == 0
    assert capsys.readouterr().err.count(": warning link-to-alias: ") == 6

    assert main([*check, "--fix-links"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "6 links rewritten in 2 files\n" in told.out
    assert "related: [c]\n---\n[[c]] [x](../cost/c.md#one-part)" in source(made)
    assert "[x](cost/c.md) [y](/cost/c/) [[cost/c|z]]" in source(made, "content/b-too.md")
    made.fine()
