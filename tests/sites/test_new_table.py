"""`new table` and `csv`: a spreadsheet's table becomes a comparison, and the way back."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.cli import main
from plenum.config import FrontMatterRules
from plenum.importers.comparison import comparison_of
from plenum.importers.insertion import InsertionError, insert
from plenum.importers.plain_text import one_line
from plenum.importers.spreadsheet import Row, Sheet, SheetError, read_sheet
from plenum.link.search_text import text_of
from plenum.read.article import ArticleReader, ReadSettings
from plenum.source import SourceFile, parse_yaml
from plenum.source.file import FORBIDDEN
from plenum.source.yaml_text import yaml_text
from tests.sites.harness import TODAY, Site, files_below
from tests.unit.test_any_input import PIECES, examples, mutations

Make = Callable[[str], Site]
Run = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[2]
TABLE = "Two ways to heat,Ducts,Heads\nNoise,low,lower\nPrice,$3 a foot,$9 each\n"
YAML = """\
comparison:
  id: two-ways-to-heat
  caption: Two ways to heat
  options:
    - Ducts
    - Heads
  rows:
    Noise:
      - low
      - lower
    Price:
      - $3 a foot
      - $9 each
"""


@pytest.fixture
def table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `new table` on a site with a table as text or bytes; return its status and output."""

    def run(hub: Site, content: str | bytes, *arguments: str) -> tuple[int, str, str]:
        data = content.encode() if isinstance(content, str) else content
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        status = main(["new", "table", "-", "--site", str(hub.folder), *arguments])
        return (status, *capsys.readouterr())

    return run


def article(keys: str = "", body: str = "Words.\n") -> str:
    return f"---\ntitle: A\ndescription: B\n{keys}---\n{body}"


# -- what is read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.replace("\n", "\r\n").encode("utf-8-sig"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace(",", "\t").encode(),
        b"sep=|\r\n" + TABLE.replace(",", "|").encode(),
        TABLE.replace("\n", ",,\n").encode() + b",,,,\n\n",
        TABLE.replace("low,", '"  low\n",').encode(),
        TABLE.replace("\n", "\r").encode(),
    ],
    ids="commas bom semicolons utf-16 tabs sep empty newline mac".split(),
)
def test_a_table_as_any_spreadsheet_saves_it_becomes_a_comparison(
    site: Make, table: Run, data: bytes
) -> None:
    assert table(site(""), data) == (0, YAML, "")


def test_commas_in_cells_part_nothing_where_semicolons_do(site: Make, table: Run) -> None:
    text = ";Heat pump, ducted;Furnace, gas\nPrice;1,5;2,5\nNoise;low;low\n"

    status, printed, _ = table(site(""), text, "--caption", "Two")

    assert status == 0
    assert "    - Heat pump, ducted\n    - Furnace, gas\n" in printed
    assert "      - 1,5\n      - 2,5\n" in printed


def test_an_old_spreadsheets_encoding_is_a_guess_that_is_told(site: Make, table: Run) -> None:
    status, printed, told = table(site(""), TABLE.replace("low,", "5–9 °C,").encode("cp1252"))

    assert status == 0
    assert "- 5–9 °C\n" in printed
    assert told.startswith("warning: the table: line 2 is not UTF-8, so all is read as")


def test_a_file_is_read_as_the_clipboard_is(
    site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = site("")
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")

    status = main(["new", "table", str(tmp_path / "a.csv"), "--site", str(hub.folder)])

    assert (status, capsys.readouterr().out) == (0, YAML)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b" , \n", "it is empty"),
        (b"PK\x03\x04rest", "it is a workbook"),
        (b"a\0b", "it is no text"),
        (b"\xff\xfea", "it begins as UTF-16"),
        (b"a,b,\x81\n", "line 1 is neither UTF-8 nor Windows-1252"),
        (b"x" * 1_000_001, "it has more than 1,000,000 bytes"),
        (b"T,A\nx,1\n", "row 1: a comparison needs two options"),
        (b"T,A,B\n", "it has options and no rows"),
        (b"T,A,,B\nx,1,2,3\n", "row 1, column C: the option has no name"),
        (b"T,A, a \nx,1,2\n", "row 1, column C: the option 'a' stands in column B too"),
        (b"T,A,B\n\nx,1\n", "row 3, column C: the cell is empty"),
        (b"T,A,B\nx,1,2,3\n", "row 2, column D: '3' stands below no option"),
        (b"T,A,B\n,1,2\n", "row 2, column A: the row has no name"),
        (b"T,A,B\nx,1,2\nX,3,4\n", "row 3, column A: the name 'X' stands in row 2 too"),
        (b"T,A,B\nx,1,\x01\n", "row 2, column C: it holds an invisible control character"),
        (b"T,A,B\n" + b"n" * 201 + b",1,2\n", "row 2, column A: a name has at most 200"),
        (b'T,A,B\nx,1,"2\n', "row 2: a quotation mark opens a cell that nothing closes"),
        (b'T,A,B\nx,"1"2,3\n', "row 2: a cell goes on behind its closing quotation mark"),
        (b"T" + b",A" * 13 + b"\n", "it has 13 options"),
        (b"T,A,B\n" + b"x,1,2\n" * 101, "it has 101 rows"),
        (b'T,A,B\nx,1,"' + b"y" * 200_000 + b'"\n', "row 2: a cell is too long"),
    ],
)
def test_what_is_amiss_is_told_with_its_cell(
    site: Make, table: Run, data: bytes, told: str
) -> None:
    status, printed, error = table(site(""), data)

    assert (status, printed) == (1, "")
    assert f"the table: {told}" in error
    assert error.endswith("nothing written\n")


def test_all_that_is_amiss_is_told_at_once_but_not_without_end(site: Make, table: Run) -> None:
    _, _, error = table(site(""), "T,A,B\n" + "".join(f"r{n},1,\n" for n in range(25)))

    assert error.count("the cell is empty") == 20
    assert "and 5 more\n" in error


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--id", "Two Ways"], "--id: 'Two Ways' cannot be a name; write it as in 'two-ways'"),
        (["--id", "!"], "--id: '!' cannot be a name"),
        ([], "cell A1 is empty: say with --caption"),
        (["--caption", "\udcff"], "--caption is not UTF-8"),
        (["--caption", "\x01"], "--caption holds an invisible control character"),
    ],
)
def test_wrong_usage_is_told(site: Make, table: Run, arguments: list[str], told: str) -> None:
    status, _, error = table(site(""), ",A,B\nx,1,2\n", *arguments)

    assert status == 2
    assert told in error


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from('a , ; \t " \n \r\n \r \0 é sep=; sep=" PK'.split(" "))).map(
        lambda pieces: "".join(pieces).encode()
    ),
    st.sampled_from(["", "utf-16", "utf-8-sig"]),
)
@examples(300)
def test_any_bytes_are_a_table_or_a_reason_why_not(data: bytes, encoding: str) -> None:
    if encoding:
        data = data.decode("utf-8", "replace").encode(encoding)
    try:
        sheet = read_sheet(data)
        made = comparison_of(sheet, "t", "T")
    except SheetError:
        return
    source = SourceFile("a.yaml", "".join(f"{line}\n" for line in made.yaml_lines()), "")
    assert [each for each in parse_yaml(source)[1] if each.id != "invisible-character"] == []


def test_a_file_that_is_not_there_is_wrong_usage(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "table", "no.csv", "--site", str(site("").folder)]) == 2
    assert "new table: 'no.csv' cannot be read: No such file" in capsys.readouterr().err


# -- text is text -----------------------------------------------------------------------------

CELL = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(
        st.sampled_from(
            "a b 1 * ** _ __ ` ~~ ~ [ ] ( ) < > </b> & &amp; &#9; | \\ ! !!! # - + : :: , ; = == "
            "{ } {: https://a.b/c_d_e www.a.b me@a.b mailto:me@a.b [x](a.md) [[a]] [](fact:f) "
            "[^1] [TOC] ![x](y) $1 5' 6\" null yes ~ ... --- ' \" \u201c \u00a0".split(" ")
        ),
        max_size=10,
    ).map(lambda pieces: " ".join(pieces) if len(pieces) % 2 else "".join(pieces)),
).map(one_line).filter(lambda text: bool(text) and not FORBIDDEN.search(text))  # fmt: skip


@given(CELL)
@examples(300)
def test_yaml_gives_back_any_text(text: str) -> None:
    source = SourceFile("a.yaml", f"k:\n  - {yaml_text(text)}\n{yaml_text(text)}: v\n", "")
    if text == "k":
        return

    node, faults = parse_yaml(source)

    assert [each.id for each in faults if each.id != "invisible-character"] == []
    assert node is not None
    items = node.entries[0][1].items  # type: ignore[union-attr]
    assert (items[0].text, node.entries[1][0].text) == (text, text)  # type: ignore[union-attr]


@given(st.lists(CELL, min_size=7, max_size=7))
@examples(150)
def test_an_article_shows_any_text_as_it_stands_in_the_sheet(texts: list[str]) -> None:
    """Any text is a name or a cell of the page, and none is a fault of form."""
    caption, one, two, name, *cells = texts
    # A caption is no Markdown, which could keep the word of an excuse a text.
    caption = one_line(caption.replace("plenum:", "")) or "0"
    if one.casefold() == two.casefold():
        two = f"{two[:50]} 2"
    head, row = Row(1, (caption, one, two)), Row(2, (name[:99], cells[0], cells[1]))
    made = comparison_of(Sheet((head, row)), "table", caption)
    lines = "".join(f"  {line}\n" for line in made.yaml_lines())
    data = article(f"comparison:\n{lines}").encode()
    reader = ArticleReader(ReadSettings(Path(), _RULES, sanitize=True))

    read = reader.read("a.md", data)

    (shown,) = read.article.comparisons
    assert shown.caption == one_line(caption)
    heading, given_cells = shown.rows[0]
    for fragment, text in zip(
        (*shown.options, heading, *given_cells),
        (one, two, name[:99], cells[0], cells[1]),
        strict=True,
    ):
        html = "".join(part.text for part in fragment.parts)  # type: ignore[union-attr]
        assert _letters(text_of(html)) == _letters(text)
        assert fragment.references == ()
    assert {each.id for each in read.diagnostics} <= _OF_WORDS


_RULES = FrontMatterRules()
# What is said is an editor's affair: signs, what is invisible, what another program would mark.
_OF_WORDS = frozenset(
    "placeholder invisible-character number-without-unit foreign-markup times-sign minus-sign"
    " split-number".split()
)


def _letters(text: str) -> str:
    """Leave out what typesetting changes: kinds of spaces, and the minus before degrees."""
    return "".join(text.split()).replace("\u2212", "-")


# -- into an article --------------------------------------------------------------------------

ONE = "comparison:\n  id: old\n  caption: Old\n  options: [A, B]\n  rows: {x: [1, 2]}\n"
TWO = (
    "comparison:\n- id: old\n  caption: Old\n  options: [A, B]\n  rows: {x: [1, 2]}\n\n"
    "# What is said of tags stays above them.\n"
)
NEW = YAML.removeprefix("comparison:\n")
AS_ITEM = f"- {NEW.lstrip()}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (article(), article(YAML)),
        (article("tags: [a]\n# Last.\n"), article(f"tags: [a]\n# Last.\n{YAML}")),
        (article("short_answer: |+\n  Text.\n\n"), article(f"short_answer: |+\n  Text.\n\n{YAML}")),
        (
            article(f"{ONE}tags: [a]\n"),
            article(f"{ONE.replace('  id: old', '- id: old')}{AS_ITEM}tags: [a]\n"),
        ),
        (
            article(f"{TWO}tags: [a]\n"),
            article(TWO.replace("}\n\n", "}\n" + AS_ITEM + "\n") + "tags: [a]\n"),
        ),
        ("---\n  title: A\n  description: B\n---", None),
    ],
    ids="alone comment kept-lines second third indented".split(),
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids="lf crlf cr".split())
def test_a_comparison_is_put_into_an_article_and_nothing_else_changes(
    site: Make, table: Run, before: str, after: str | None, newline: str
) -> None:
    hub = site("")
    data = before.replace("\n", newline).encode("utf-8-sig")
    hub.write("content/a.md", data)

    status, printed, told = table(hub, TABLE, "--into", "content/a.md")

    assert (status, told) == (0, "")
    assert "the comparison 'two-ways-to-heat' is written (2 options, 2 rows)" in printed
    written = (hub.folder / "content/a.md").read_bytes()
    if after is not None:
        assert written == after.replace("\n", newline).encode("utf-8-sig")
    assert hub.build().faults() == []
    assert (hub.output / "a/two-ways-to-heat.csv").read_text("utf-8-sig") == TABLE


@given(mutations() | mutations(article(f"{ONE}tags: [a]\n")))
@examples(150)
def test_any_article_takes_it_whole_or_not_at_all(text: str) -> None:
    """But for the new lines, and a dash in place of two spaces, it is the same."""
    made = comparison_of(read_sheet(TABLE.encode()), "two-ways", "Two ways")
    before = text.encode("utf-8", "replace")
    try:
        inserted = insert("content/a.md", before, made, {})
    except InsertionError:
        return
    old, new = (data.decode().split("\n") for data in (before, inserted.data))
    del new[inserted.line - 1 : inserted.line - 1 + len(new) - len(old)]
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    assert len(changed) <= 1
    assert all(one.strip() == other.strip().removeprefix("- ") for one, other in changed)


@pytest.mark.parametrize("named", ["a.md", "content/a.md", "./content/a.md", "ABSOLUTE"])
def test_the_article_may_be_named_in_several_ways(site: Make, table: Run, named: str) -> None:
    hub = site("-- content/a.md --\n--- A\nWords.\n")
    named = str(hub.folder / "content/a.md") if named == "ABSOLUTE" else named

    assert table(hub, TABLE, "--into", named)[0] == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Words.\n", "error missing-front-matter"),
        ("---\ntitle: A\n", "error unclosed-front-matter"),
        ("---\ntitle: [A\n---\n", "content/a.md:2:8: error unclosed-bracket"),
        ("---\n{title: A}\n---\n", "its front matter is not written as keys on lines"),
        ("---\n- title\n---\n", "its front matter is not written as keys on lines"),
        ("---\n---\n", "its front matter is not written as keys on lines"),
        (article(ONE.replace("old", "two-ways-to-heat")), "md:4: there is a comparison 'two-ways"),
        (article(ONE.replace("  id: old\n", "")), "md:4: the comparison there has no id"),
        (article("comparison: {id: a, caption: b}\n"), "is not written on lines of their own"),
        (article("comparison: [{id: a}]\n"), "is not written on lines of their own"),
        (article("comparison:\n id: a\n caption: b\n"), "is not written on lines of their own"),
        (article("comparison:\n"), "md:4: this key holds no comparison"),
        (
            article('comparison:\n- id: a\n  rows: {}\n  caption: "b\n# c"\n'),
            "content/a.md: no place is found for it; print it without --into",
        ),
        (article(ONE, "[COMPARISON]\n"), "content/a.md would have an error then: "),
    ],
)
def test_an_article_that_cannot_take_it_stays_as_it_is(
    site: Make, table: Run, text: str, told: str
) -> None:
    hub = site("")
    hub.write("content/a.md", text.encode())

    status, printed, error = table(hub, TABLE, "--into", "content/a.md")

    assert (status, printed) == (1, "")
    assert told in error
    assert "nothing written: " in error
    assert (hub.folder / "content/a.md").read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("content/b.md", "there is no file 'content/b.md'"),
        ("content/../out.md", "'content/../out.md' is no article in content/"),
        ("config.yaml", "'config.yaml' is no article in content/"),
        ("content/linked.md", "is no article in content/, or a link leads to it"),
        ("content/_hidden.md", "is no article in content/"),
        ("content/photo.txt", "is no article in content/"),
    ],
)
def test_nothing_is_written_outside_of_content(
    site: Make, table: Run, named: str, told: str
) -> None:
    hub = site("-- content/a.md --\n--- A\n-- out.md --\n--- O\n-- content/_hidden.md --\n--- H\n")
    hub.write("content/photo.txt", article())
    (hub.folder / "content/linked.md").symlink_to(hub.folder / "out.md")
    before = files_below(hub.folder)

    status, _, error = table(hub, TABLE, "--into", named)

    assert status == 1
    assert told in error
    assert files_below(hub.folder) == before


def test_renamed_keys_of_imported_content_are_known(site: Make, table: Run) -> None:
    hub = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        front_matter: {rename: {tables: comparison, tables.key: comparison.id}}
        faults: {orphan: off, dead-end: off}
    """)
    hub.write("content/a.md", article(ONE.replace("comparison:", "tables:").replace("id:", "key:")))

    status, _, error = table(hub, TABLE, "--into", "a.md")

    assert (status, error) == (0, "")
    assert hub.build().faults() == []
    assert "[COMPARISON" not in hub.main("/a/")
    assert (hub.output / "a/two-ways-to-heat.csv").exists()


def test_a_site_that_drops_comparisons_takes_none(site: Make, table: Run) -> None:
    hub = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        front_matter: {drop: [comparison]}
        -- content/a.md --
        --- A
    """)

    status, _, error = table(hub, TABLE, "--into", "a.md")

    assert status == 1
    assert "config.yaml has 'comparison' dropped" in error


# -- and out of it ----------------------------------------------------------------------------


def test_a_comparison_is_printed_as_it_is_published(
    site: Make, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    hub = site(f"-- content/a.md --\n{article(ONE)}").fine()

    status = main(["csv", "--site", str(hub.folder), "a"])

    assert status == 0
    assert capsysbinary.readouterr().out == (hub.output / "a/old.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["b"], "content/b.md has no comparison"),
        (["a"], "content/a.md has several comparisons: say which by --id: one, two"),
        (["a", "--id", "three"], "content/a.md has no comparison 'three': it has one, two"),
        (["c"], "no article 'c'"),
    ],
)
def test_which_comparison_is_meant_must_be_clear(
    site: Make, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    two = "".join(
        f"- {ONE.removeprefix('comparison:').strip().replace('old', name)}\n"
        for name in ("one", "two")
    )
    hub = site(
        f"-- content/a.md --\n{article('comparison:' + chr(10) + two)}"
        "-- content/b.md --\n--- B\nWords.\n"
    )

    status = main(["csv", "--site", str(hub.folder), "--today", TODAY.isoformat(), *arguments])

    assert status == 1
    assert told in capsys.readouterr().err
    if arguments == ["a"]:
        assert main(["csv", "--site", str(hub.folder), "a", "--id", "two"]) == 0


def test_a_drafts_comparison_goes_to_a_spreadsheet_and_comes_back(
    site: Make, table: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    text = article(f"draft: true\n{ONE}")
    hub = site(f"-- content/a.md --\n{text}-- content/b.md --\n--- B\nWords.\n")
    assert main(["csv", "--site", str(hub.folder), "a"]) == 0
    data = capsys.readouterr().out

    status, _, _ = table(hub, data, "--into", "b.md", "--id", "old")

    assert status == 0
    assert (hub.folder / "content/b.md").read_text("utf-8").count("id: old") == 1


def test_the_documentation_shows_what_the_command_prints(site: Make, table: Run) -> None:
    text = (ROOT / "docs/editors/tables.md").read_text("utf-8")
    sheet = text.partition("```csv\n")[2].partition("```")[0]
    printed = text.partition("```csv\n")[2].partition("```yaml\n")[2].partition("```")[0]

    assert table(site(""), sheet) == (0, printed, "")
