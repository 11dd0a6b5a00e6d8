"""How faults are told: their order, places, formats, severities and excuses (section 4)."""

import functools
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from plenum.cli import main
from plenum.commands.printing import print_faults
from plenum.diagnostics import CATALOGUE, Diagnostic, Severity, Span, fault
from plenum.diagnostics.formats.github import format_github
from plenum.diagnostics.formats.sarif import format_sarif
from plenum.diagnostics.formats.text import format_text
from tests.sites.harness import Site

Make = Callable[[str], Site]

FAULTY = """
    -- content/a.md --
    ---
    title: A
    description: About.
    tabels: x
    ---
    Wärme: [one](no.md)
    -- content/b, c: 100%.mdx --
    x
"""


@pytest.fixture
def report(site: Make, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that checks a site in a format: status, stdout, stderr."""

    def call(text: str, chosen: str, *more: str) -> tuple[int, str, str]:
        folder = str(site(text).folder)
        arguments = ["check", "--site", folder, "--today", "2026-11-21", "--format", chosen]
        status = main([*arguments, *more])
        return (status, *capsys.readouterr())

    return call


ReportOf = Callable[..., tuple[int, str, str]]


# -- formats ----------------------------------------------------------------------------------


def test_text_shows_the_line_a_caret_and_what_to_do(report: ReportOf) -> None:
    """Faults go to stderr, one line of summary to stdout."""
    status, out, err = report(FAULTY, "text")
    assert status == 1
    assert err == (
        "content/a.md:4:1: error unknown-key: 'tabels' is not a front-matter key\n"
        "  tabels: x\n"
        "  ^^^^^^\n"
        "  → did you mean 'tags'?\n"
        "\n"
        "content/a.md:6:14: error dead-link: there is nothing at 'no.md'\n"
        "  Wärme: [one](no.md)\n"
        "               ^^^^^\n"
        "  → check the address\n"
        "\n"
        "content/b, c: 100%.mdx:1:1: warning not-an-article: "
        "'b, c: 100%.mdx' looks like an article but is not published\n"
        "  x\n"
        "  ^\n"
        "  → rename it so that it ends in .md, or move it out of content/\n"
        "\n"
    )
    assert re.fullmatch(
        r"nothing written: 1 article, \d+ rendered, 0 written, 0 removed, "
        r"2 errors, 1 warning in \d+\.\d\d s\n",
        out,
    )


def one(line: str, column: int, end_column: int, end_line: int = 1) -> list[str]:
    """Return what is shown of a line, and the carets, for a fault at these columns."""
    fault_ = Diagnostic(
        "dead-link", Severity.ERROR, Span("a.md", 1, column, end_line, end_column), "m", ""
    )
    head, *rest = format_text([fault_], lambda *_: line).splitlines()
    assert head == f"a.md:1:{column}: error dead-link: m"
    assert rest.pop() == ""
    return rest


@pytest.mark.parametrize(
    ("line", "marked", "shown"),
    [
        ("a [x](no.md)", "no.md", ["  a [x](no.md)", "        ^^^^^"]),
        ("\ta\t[x](no.md)", "no.md", ["      a   [x](no.md)", "              ^^^^^"]),
        ("ab\tc\td", "c\td", ["  ab  c   d", "      ^^^^^"]),
        ("水水\t[x](no.md)", "no.md", ["  水水    [x](no.md)", "              ^^^^^"]),
        ("冷暖房 [x](水.md) y", "水.md", ["  冷暖房 [x](水.md) y", "             ^^^^^"]),
        ("ｆｕｌｌ no", "no", ["  ｆｕｌｌ no", "           ^^"]),
        ("🔥💧 [x](no.md)", "no.md", ["  🔥💧 [x](no.md)", "           ^^^^^"]),
        ("e\u0301a\u0308 [x](no.md)", "no.md", ["  e\u0301a\u0308 [x](no.md)", "         ^^^^^"]),
        ("नमस्ते no", "no", ["  नमस्ते no", "       ^^"]),
        ("한국 ᄒ\u1161ᆫ no", "no", ["  한국 ᄒ\u1161ᆫ no", "          ^^"]),
        ("a\u200bb\u200d\ufe0f\ufeffc no", "no", ["  a\u200bb\u200d\ufe0f\ufeffc no", "      ^^"]),
        ("a\u200bb", "\u200b", ["  a\u200bb", "   ^"]),
        ("Red \x1b[31m no", "no", ["  Red ␛[31m no", "            ^^"]),
        ("a \u202etxet\u202c no", "no", ["  a \ufffdtxet\ufffd no", "           ^^"]),
        ("a\u2067b\u061cc no", "no", ["  a\ufffdb\ufffdc no", "        ^^"]),
    ],
)
def test_the_caret_stands_under_the_words(line: str, marked: str, shown: list[str]) -> None:
    """In a terminal's cells: tabs, letters of two cells and of none, and what would steer it."""
    start = line.index(marked)
    assert one(line, start + 1, start + 1 + len(marked)) == shown


def test_the_caret_has_a_place_behind_the_line_and_in_several_lines() -> None:
    """Where something is missing at the end, and where a fault goes on below."""
    assert one("abc", 4, 4) == ["  abc", "     ^"]
    assert one("a bcd", 3, 2, end_line=2) == ["  a bcd", "    ^^^"]
    assert one("   ", 2, 3) == []


WORDS = "The quick brown fox jumps over the lazy dog and runs away. "


@pytest.mark.parametrize(
    ("line", "marked", "shown"),
    [
        (
            f"[x](no.md) {WORDS * 3}",
            "no.md",
            [
                "[x](no.md) The quick brown fox jumps over the lazy dog and runs away. The qui…",
                "    ^^^^^",
            ],
        ),
        (
            f"{WORDS * 3}[x](no.md) {WORDS * 3}",
            "no.md",
            [
                "…er the lazy dog and runs away. [x](no.md) The quick brown fox jumps over the…",
                "                                    ^^^^^",
            ],
        ),
        (
            f"{WORDS * 3}[x](no.md).",
            "no.md",
            [
                "… away. The quick brown fox jumps over the lazy dog and runs away. [x](no.md).",
                "                                                                       ^^^^^",
            ],
        ),
    ],
)
def test_a_long_line_is_cut_around_the_caret(line: str, marked: str, shown: list[str]) -> None:
    """With an ellipsis for what is left out."""
    start = line.index(marked)
    assert one(line, start + 1, start + 1 + len(marked)) == [f"  {text}" for text in shown]


@pytest.mark.parametrize(
    "letter", ["a", "水", "💧", "e\u0301", "\t", "\x1b", "a\u200b", "水 a\u0301\t"]
)
@pytest.mark.parametrize("length", [20, 79, 81, 200, 50_000])
def test_line_and_caret_fit_a_terminal(letter: str, length: int) -> None:
    """Wherever the fault lies, at most 80 cells are taken and the caret points at its word."""
    for before in (0, 1, length // 2, length - 1, length):
        line = f"{letter * before}NO.md{letter * (length - before)}"
        start = line.index("NO")
        shown, carets = one(line, start + 1, start + 6)
        assert carets.strip() == "^^^^^"
        wide = "".join(c if c.isascii() else {2: "__", 1: "_", 0: ""}[cells(c)] for c in shown)
        assert len(wide) <= 80
        assert wide[carets.index("^") : len(carets)] == "NO.md"


def test_a_fault_longer_than_a_line_shows_its_start() -> None:
    """The carets go on to the edge."""
    shown, carets = one(f"{WORDS * 2}{'x' * 300}", len(WORDS) * 2 + 1, len(WORDS) * 2 + 301)
    assert len(shown) == len(carets) + 1 == 80
    assert carets.count("^") > 26
    assert shown[carets.index("^") :] == "x" * carets.count("^") + "…"


def cells(character: str) -> int:
    """Return the cells of the few letters that are used above."""
    return 2 if character in "水💧" else 0 if character in "\u0301\u200b" else 1


def test_a_name_with_controls_stays_on_its_line(site: Make) -> None:
    """So that it neither steers the terminal nor makes up a fault of its own."""
    name = "x\n\x1b[2Jb.md:1:1: error no\u202e.mdx"
    hub = site("")
    try:
        hub.write(f"content/{name}", "x")
    except OSError:
        pytest.skip("this file system takes no such name")
    hub.build()
    head = hub.messages().split("\n")[0]
    assert head.startswith("content/x\\n\\x1b[2Jb.md:1:1: error no\\u202e.mdx:1:1: warning ")
    assert "\x1b" not in hub.messages()
    assert "\u202e" not in hub.messages()


class Terminal(io.TextIOWrapper):
    """A stream that says that it is a terminal, or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        """Keep in memory what is written."""
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def text(self) -> str:
        self.seek(0)
        return self.read()


@pytest.mark.parametrize(
    ("is_terminal", "variables", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"CLICOLOR": "0"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"CLICOLOR_FORCE": "1"}, True),
        (False, {"CLICOLOR_FORCE": "0", "FORCE_COLOR": ""}, False),
        (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_and_those_who_ask_for_it(
    site: Make,
    monkeypatch: pytest.MonkeyPatch,
    is_terminal: bool,  # noqa: FBT001
    variables: dict[str, str],
    coloured: bool,  # noqa: FBT001
) -> None:
    """It says nothing that the words do not say."""
    for name in ("NO_COLOR", "TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    hub = site(FAULTY).build()
    stream = Terminal(is_terminal=is_terminal)
    print_faults(hub.report.diagnostics, hub.folder, stream)
    text = stream.text()
    assert ("\x1b[1;31merror\x1b[0m unknown-key" in text) is coloured
    assert ("\x1b[1;33mwarning\x1b[0m not-an-article" in text) is coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == hub.messages()


def test_json_is_one_document(report: ReportOf) -> None:
    """All of it on stdout; nothing on stderr."""
    status, out, err = report(FAULTY, "json")
    assert (status, err) == (1, "")
    document = json.loads(out)
    assert document["diagnostics"][0] == {
        "path": "content/a.md",
        "line": 4,
        "column": 1,
        "end_line": 4,
        "end_column": 7,
        "severity": "error",
        "id": "unknown-key",
        "message": "'tabels' is not a front-matter key",
        "hint": "did you mean 'tags'?",
    }
    assert [d["severity"] for d in document["diagnostics"]] == ["error", "error", "warning"]
    summary = document["summary"]
    assert list(summary) == [
        "articles", "rendered", "written", "removed", "errors", "warnings", "seconds",
    ]  # fmt: skip
    assert (summary["articles"], summary["errors"], summary["warnings"]) == (1, 2, 1)
    assert isinstance(summary["seconds"], float)


def test_json_without_faults_is_the_same_document(report: ReportOf) -> None:
    """A program need not ask whether there was a fault."""
    status, out, _ = report("-- content/a.md --\n--- A\n", "json")
    assert status == 0
    document = json.loads(out)
    assert document["diagnostics"] == []
    assert document["summary"]["errors"] == 0


def test_github_gets_annotations(report: ReportOf) -> None:
    """Commas, colons and percent signs of a name do not end a property."""
    status, out, err = report(FAULTY, "github")
    assert status == 1
    lines = out.splitlines()
    assert lines[0] == (
        "::error file=content/a.md,line=4,endLine=4,col=1,endColumn=7,title=unknown-key::"
        "'tabels' is not a front-matter key%0Adid you mean 'tags'?"
    )
    assert lines[2].startswith("::warning file=content/b%2C c%3A 100%25.mdx,line=1,")
    assert len(lines) == 3
    assert err.startswith("nothing written: ")


def test_github_properties_and_words_are_escaped() -> None:
    """What ends a property or a command is encoded; columns are given within one line only."""
    odd = Span("content/a:b,c%\r\nd.md", 3, 5, 3, 9)
    several = Span("content/a.md", 3, 5, 4, 2)
    faults = [
        Diagnostic("dead-link", Severity.ERROR, odd, "50 %: a,b\r\n::error::x", "do\nthis"),
        Diagnostic("empty-cell", Severity.WARNING, several, "m", ""),
    ]
    assert format_github(faults) == (
        "::error file=content/a%3Ab%2Cc%25%0D%0Ad.md,line=3,endLine=3,col=5,endColumn=9,"
        "title=dead-link::50 %25: a,b%0D%0A::error::x%0Ado%0Athis\n"
        "::warning file=content/a.md,line=3,endLine=4,title=empty-cell::m\n"
    )


SARIF = Draft7Validator(
    json.loads((Path(__file__).parents[1] / "schemas/sarif-2.1.0.json").read_text("utf-8"))
)


@pytest.fixture
def sarif(report: ReportOf) -> Callable[[str], Any]:
    """Return a function that checks a site and gives the run of its valid SARIF log."""

    def call(text: str) -> Any:  # noqa: ANN401
        _, out, err = report(text, "sarif")
        assert err == ""
        log = json.loads(out)
        SARIF.validate(log)
        [run] = log["runs"]
        return run

    return call


SarifOf = Callable[[str], Any]


def test_sarif_is_a_log_of_one_run(report: ReportOf, sarif: SarifOf) -> None:
    """By the standard's own schema; rules and results fit each other, addresses are encoded."""
    assert report(FAULTY, "sarif")[0] == 1
    run = sarif(FAULTY)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["dead-link", "not-an-article", "unknown-key"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/a.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 6, "startColumn": 14, "endLine": 6, "endColumn": 19}
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    last = run["results"][2]["locations"][0]["physicalLocation"]
    assert last["artifactLocation"]["uri"] == "content/b%2C%20c%3A%20100%25.mdx"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], "2.1"),
        (["runs", 0, "tool", "driver", "name"], None),
        (["runs", 0, "columnKind"], "bytes"),
        (["runs", 0, "results", 0, "level"], "fatal"),
        (["runs", 0, "results", 0, "message"], "dead"),
        (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region"], {"startLine": 0}),
        (["runs", 0, "results", 0, "partialFingerprints"], ["x"]),
        (["runs", 0, "tool", "driver", "rules", 0, "help"], {"markdown": "no text"}),
        (["runs", 0, "surprise"], 1),
    ],
)
def test_a_broken_sarif_log_is_refused(
    report: ReportOf, path: list[str | int], value: object
) -> None:
    """So that the check above means something."""
    log = json.loads(report(FAULTY, "sarif")[1])
    inner = functools.reduce(lambda node, key: node[key], path[:-1], log)
    inner[path[-1]] = value
    assert not SARIF.is_valid(log)


def test_every_fault_makes_a_rule_that_explains_itself() -> None:
    """With the texts that code hosts ask for, and no gaps of the catalogue's left in them."""
    faults = [Diagnostic(name, CATALOGUE[name].severity, Span("a"), "m", "h") for name in CATALOGUE]
    log = json.loads(format_sarif(faults, "1.2.3", lambda *_: None))
    SARIF.validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CATALOGUE)
    for rule in rules:
        texts = [rule[key]["text"] for key in ("shortDescription", "fullDescription", "help")]
        assert all(text and "{" not in text.replace("{'", "") for text in texts), texts
        page = Path(__file__).parents[2] / f"docs/faults/{rule['id']}.md"
        assert page.is_file()
        assert page.name in rule["help"]["text"]
        assert page.name in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] == CATALOGUE[rule["id"]].severity


def test_sarif_counts_columns_in_utf16(sarif: SarifOf) -> None:
    """As its readers do: a picture counts twice, an accent and a Chinese letter once."""
    run = sarif("-- content/a.md --\n--- A\n💧 e\u0301 水 [one](no-💧.md) [x](no.md)\n")
    assert run["columnKind"] == "utf16CodeUnits"
    first, second = (r["locations"][0]["physicalLocation"]["region"] for r in run["results"])
    line = "💧 e\u0301 水 [one](no-💧.md) [x](no.md)".encode("utf-16-le")
    for region, words in ((first, "no-💧.md"), (second, "no.md")):
        start, end = 2 * (region["startColumn"] - 1), 2 * (region["endColumn"] - 1)
        assert line[start:end].decode("utf-16-le") == words


def test_sarif_fingerprints_stay_when_lines_move(sarif: SarifOf) -> None:
    """They differ from fault to fault, even for the same words in the same file."""

    def fingerprints(text: str) -> list[str]:
        results = sarif(f"-- content/a.md --\n--- A\n{text}")["results"]
        return [result["partialFingerprints"]["plenumFault/v1"] for result in results]

    before = fingerprints("[x](no.md)\n\n[x](no.md) [x](no.md)\n\n[y](no.md)\n")
    assert len(set(before)) == 4
    assert (
        fingerprints(f"New.\n\n{'[x](no.md)'}\n\n[x](no.md) [x](no.md)\n\n[y](no.md)\n") == before
    )


def test_sarif_encodes_a_name_that_is_not_utf8() -> None:
    """Byte for byte: there is such a fault, so there must be such a log."""
    faults = [fault("empty-url", Span("content/a\udcff b.md"), name="x")]
    log = json.loads(format_sarif(faults, "1.2.3", lambda *_: None))
    SARIF.validate(log)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%FF%20b.md"


def test_sarif_without_faults_is_a_log_without_results(sarif: SarifOf) -> None:
    """An empty list clears what a code host showed before."""
    run = sarif("")
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


# -- what goes where --------------------------------------------------------------------------

GOOD = "-- content/a.md --\n--- A\nWords.\n"
WRONG_CONFIG = "-- config.yaml --\ntitle: T\nbase_url: hub\n" + GOOD
SUMMARY = (
    r"(built|checked|nothing written): \d+ articles?, .*\d+ written, \d+ removed.* in \d+\.\d\d s"
)


def shell(*arguments: str, both: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own; with `both`, stderr joins stdout as it comes."""
    return subprocess.run(
        [sys.executable, str(Path(__file__).parents[2] / "build.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if both else subprocess.PIPE,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("command", "text", "status"),
    [("build", GOOD, 0), ("check", FAULTY, 1), ("build", WRONG_CONFIG, 2)],
    ids=["good", "faulty", "misconfigured"],
)
def test_faults_go_to_stderr_and_the_summary_comes_last(
    site: Make, command: str, text: str, status: int
) -> None:
    """Whatever becomes of the site; joined in one stream, too."""
    folder = str(site(text).folder)
    apart = shell(command, "--site", folder)
    assert apart.returncode == status
    assert re.fullmatch(SUMMARY + "\\n", apart.stdout)
    assert ("error " in apart.stderr) is (status > 0)
    joined = shell(command, "--site", folder, both=True).stdout
    assert joined.startswith(apart.stderr)
    assert re.fullmatch(SUMMARY, joined.splitlines()[-1])
    assert len(re.findall(SUMMARY, joined)) == 1


@pytest.mark.parametrize(
    ("command", "text", "status"),
    [("check", GOOD, 0), ("build", FAULTY, 1), ("check", WRONG_CONFIG, 2)],
    ids=["good", "faulty", "misconfigured"],
)
@pytest.mark.parametrize("chosen", ["json", "sarif"])
def test_a_document_for_programs_is_all_that_is_printed(
    site: Make, chosen: str, command: str, text: str, status: int
) -> None:
    """On stdout, with nothing before or after it, and nothing on stderr."""
    done = shell(command, "--site", str(site(text).folder), "--format", chosen)
    assert (done.returncode, done.stderr) == (status, "")
    assert json.loads(done.stdout)


def test_wrong_usage_prints_no_report(tmp_path: Path) -> None:
    """A program that reads stdout meets nothing that it could mistake for a result."""
    done = shell("check", "--site", str(tmp_path / "nowhere"), "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no folder" in done.stderr


def test_a_faulty_configuration_leaves_nothing_in_the_file_of_the_schema(site: Make) -> None:
    """`schema > file` is for a program; faults and summary go to stderr."""
    done = shell("schema", "--site", str(site(WRONG_CONFIG).folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("config.yaml:2:11: error wrong-value: ")
    assert re.fullmatch(SUMMARY, done.stderr.splitlines()[-1])


# -- many faults ------------------------------------------------------------------------------

FAULTS = [
    ("tabels: x", "unknown-key"),
    ("date: 21.11.2026", "wrong-date"),
    ("slug: Not One", "wrong-slug"),
    ("draft: perhaps", "wrong-value"),
]


def in_lines(hub: Site) -> list[str]:
    """Return the faults but those of whole articles, which stand at the first line."""
    return [fault_ for fault_ in hub.faults() if ":1:1 " not in fault_]


def test_one_run_reports_a_fault_in_each_of_200_files(site: Make) -> None:
    """All of them, by path and line."""
    hub = site("")
    expected = []
    for number in range(200):
        line, fault_id = FAULTS[number % len(FAULTS)]
        path = f"content/part-{number % 7}/a{number:03}.md"
        space = "# a line\n" * (number % 5)
        hub.write(path, f"---\ntitle: A{number}\n{space}{line}\ndescription: D\n---\nWords.\n")
        column = 1 if fault_id == "unknown-key" else line.index(":") + 3
        expected.append((path, 3 + number % 5, f":{column} {fault_id}"))
    hub.build()
    assert in_lines(hub) == [f"{path}:{line}{rest}" for path, line, rest in sorted(expected)]


def test_one_run_reports_ten_faults_in_each_of_200_files(site: Make) -> None:
    """By path, line and column."""
    hub = site("")
    body = "".join(f"Words [x](no.md) and [y](no-{n}.md).\n\n" for n in range(5))
    for number in range(200):
        hub.write(f"content/a{number:03}.md", f"--- A{number}\n{body}")
    hub.build()
    places = [f"{line}:{column}" for line in range(5, 15, 2) for column in (11, 26)]
    assert in_lines(hub) == [
        f"content/a{number:03}.md:{place} dead-link" for number in range(200) for place in places
    ]


# -- places and order -------------------------------------------------------------------------


def test_faults_are_in_order_of_path_line_and_column(site: Make) -> None:
    """By number, not by letter: line 9 comes before line 10."""
    dead = "[x](no.md) [y](no.md)\n"
    hub = site(f"-- content/b.md --\n--- B\n{dead * 8}-- content/a.md --\n--- A\n{dead}").build()
    places = [f"{line}:{column}" for line in range(5, 13) for column in (5, 16)]
    assert hub.faults() == [
        "content/a.md:5:5 dead-link",
        "content/a.md:5:16 dead-link",
        *(f"content/b.md:{place} dead-link" for place in places),
    ]


def test_columns_are_characters_of_the_source(site: Make) -> None:
    """Not bytes, whatever the line ends and the byte order mark are."""
    hub = site("")
    text = "---\r\ntitle: A\r\ndescription: About.\r\n---\r\nWärme 🔥: [one](no.md)\r\n"
    hub.write("content/a.md", b"\xef\xbb\xbf" + text.encode())
    assert hub.build().faults() == ["content/a.md:5:16 dead-link"]


# -- severities -------------------------------------------------------------------------------


def configured(faults: str) -> str:
    """Return a configuration with these severities."""
    return f"-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nfaults: {{{faults}}}\n"


DEAD = "-- content/a.md --\n--- A\n[one](no.md)\n"


def test_the_configuration_sets_severities(site: Make) -> None:
    """An error can become a warning or nothing, a warning an error."""
    hub = site(configured("dead-link: warning") + DEAD).build()
    assert (hub.report.errors, hub.report.warnings) == (0, 1)
    assert hub.output.exists()
    site(configured("dead-link: off") + DEAD).fine()
    hub.remove("content/a.md")
    hub = site(configured("not-an-article: error") + "-- content/b.mdx --\n").build()
    assert hub.report.errors == 1


def test_every_id_can_be_named_and_is_kebab_case() -> None:
    """Ids stand in excuses and configurations for ever."""
    assert [name for name in CATALOGUE if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize(
    ("faults", "place"),
    [
        ("no-such: off", "config.yaml:3:10 unknown-fault-id"),
        ("dead-link: fatal", "config.yaml:3:21 wrong-value"),
    ],
)
def test_a_severity_must_make_sense(site: Make, faults: str, place: str) -> None:
    """An id that does not exist is most likely misspelt."""
    assert site(configured(faults)).build().faults() == [place]


# -- excuses ----------------------------------------------------------------------------------


def test_an_excuse_holds_for_the_next_line_of_markdown(site: Make) -> None:
    """For that line and that id only."""
    hub = site(
        """
        -- content/a.md --
        --- A
        <!-- plenum: ignore dead-link: it comes next week -->
        [one](no.md) and [another](no.md)
        [two](no.md)
        """
    ).build()
    assert hub.faults() == ["content/a.md:7:7 dead-link"]


def test_an_excuse_stands_at_the_end_of_a_line_of_yaml(site: Make) -> None:
    """In front matter, in data and in the configuration."""
    hub = site(
        """
        -- config.yaml --
        title: T
        base_url: https://hub.example
        colour: red  # plenum: ignore unknown-key: for another program
        navigation:
          - {text: Soon, to: /soon/}  # plenum: ignore dead-link: it comes next week
        -- content/a.md --
        ---
        title: A
        description: About.
        tabels: x  # plenum: ignore unknown-key: for another program
        ---
        -- content/_data/authors.yaml --
        anna:
          name: Anna
          kind: person
          shoe: 39  # plenum: ignore unknown-key: for another program
        """
    ).build()
    assert hub.faults() == []


def test_an_excuse_that_excuses_nothing_is_a_warning(site: Make) -> None:
    """So that it does not hide the next fault on its line."""
    hub = site(
        """
        -- config.yaml --
        title: T  # plenum: ignore unknown-key: no longer
        base_url: https://hub.example
        -- content/a.md --
        ---
        title: A
        description: About.  # plenum: ignore empty-key: no longer
        ---
        <!-- plenum: ignore dead-link: no longer -->
        Text.
        """
    ).build()
    assert hub.faults() == [
        "config.yaml:1:11 unused-excuse",
        "content/a.md:3:22 unused-excuse",
        "content/a.md:5:1 unused-excuse",
    ]
    assert hub.report.errors == 0


@pytest.mark.parametrize("reason", ["", ":", ":  "])
def test_an_excuse_needs_a_reason(site: Make, reason: str) -> None:
    """Without one it excuses nothing."""
    hub = site(
        f"-- content/a.md --\n--- A\n<!-- plenum: ignore dead-link{reason} -->\n[x](no.md)\n"
    ).build()
    assert hub.faults() == [
        "content/a.md:5:1 excuse-without-reason",
        "content/a.md:6:5 dead-link",
    ]


def test_what_cannot_be_read_cannot_be_excused(site: Make) -> None:
    """A severity that would publish an unreadable file is refused, and so is an excuse."""
    made = site(
        """
        -- config.yaml --
        title: T
        base_url: https://hub.example
        faults: {yaml-syntax: off}
        -- content/a.md --
        --- A
        x
        """
    ).build()

    assert made.faults() == ["config.yaml:3:10 fixed-severity"]


@pytest.mark.parametrize(
    ("line", "fault_id"),
    [
        ("paginate: many", "wrong-value"),
        ("navigation: [{text: A}]", "missing-key"),
        ("organization: x", "wrong-type"),
        ("faults: {yaml-syntax: off}", "fixed-severity"),
        ("title: U", "duplicate-key"),
    ],
)
def test_a_configuration_that_is_wrong_cannot_be_excused(
    site: Make, line: str, fault_id: str
) -> None:
    """There is no value to build with in its place."""
    hub = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"
        f"{line}  # plenum: ignore {fault_id}: because\n-- content/a.md --\n--- A\n"
    ).build()
    assert [d.id for d in hub.report.diagnostics] == [fault_id]
    assert not hub.output.exists()


def test_controls_are_shown_and_do_not_steer_the_terminal(site: Make) -> None:
    """A sign stands for each, so that the caret stays below its place."""
    hub = site("-- content/a.md --\n--- A\nRed \x1b[31m and \u202etxet.\n").build()
    assert hub.faults()
    text = hub.messages()
    assert "Red ␛[31m and \ufffdtxet." in text
    assert "\x1b" not in text


def test_a_report_does_not_quote_a_file_outside_the_site(site: Make, tmp_path: Path) -> None:
    """A link out of the site is a fault, not a way to read what it leads to."""
    (tmp_path / "key.txt").write_text("top secret")
    hub = site("")
    (hub.folder / "content").mkdir()
    (hub.folder / "content/a.md").symlink_to(tmp_path / "key.txt")
    assert hub.build().faults() == ["content/a.md:1:1 link-outside-site"]
    assert "secret" not in hub.messages()
