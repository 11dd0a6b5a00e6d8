"""How faults are told: their order, places, formats, severities and excuses (section 4)."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from plenum.cli import main
from plenum.diagnostics import CATALOGUE
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


_SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {"driver": {"required": ["name", "version", "rules"]}},
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {"level": {"enum": ["error", "warning"]}},
                        }
                    },
                },
            },
        },
    },
}


def test_sarif_is_a_log_of_one_run(report: ReportOf) -> None:
    """Rules and results fit each other; addresses are encoded."""
    status, out, err = report(FAULTY, "sarif")
    assert (status, err) == (1, "")
    log = json.loads(out)
    jsonschema.validate(log, _SARIF)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a.md"
    assert place["region"] == {"startLine": 6, "startColumn": 14, "endLine": 6, "endColumn": 19}
    last = run["results"][2]["locations"][0]["physicalLocation"]
    assert last["artifactLocation"]["uri"] == "content/b%2C%20c%3A%20100%25.mdx"


def test_sarif_without_faults_is_a_log_without_results(report: ReportOf) -> None:
    """An empty list clears what a code host showed before."""
    status, out, _ = report("", "sarif")
    assert status == 0
    assert json.loads(out)["runs"][0]["results"] == []


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
