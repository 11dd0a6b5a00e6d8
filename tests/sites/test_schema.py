"""`schema` as a shell sees it, and the settings for an editor that the documentation shows."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plenum.cli import main
from plenum.commands.printing import print_faults
from tests.sites.harness import Site

Make = Callable[[str], Site]

DOCS = Path(__file__).parents[2] / "docs"
CONFIG = "-- config.yaml --\ntitle: Hub\nbase_url: https://hub.example\n"


def fenced(text: str, key: str) -> Any:  # noqa: ANN401
    """Return the JSON block of a page that has `key`."""
    blocks = re.findall(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return next(data for data in map(json.loads, blocks) if key in data)


def test_the_schema_is_printed(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    hub = site(f"{CONFIG}front_matter: {{rename: {{publishDate: date}}}}\n")
    assert main(["schema", "--site", str(hub.folder), "--today", "2026-11-21"]) == 0
    printed = capsys.readouterr()
    schema = json.loads(printed.out)
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == "Front matter of Hub"
    assert schema["properties"]["publishDate"] == schema["properties"]["date"]
    assert printed.err == "schema printed: 0 errors, 0 warnings\n"


def test_the_day_does_not_change_the_schema(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    hub = site(CONFIG)
    for day in ("2026-11-21", "2030-01-01"):
        assert main(["schema", "--site", str(hub.folder), "--today", day]) == 0
    both = capsys.readouterr().out
    assert both[: len(both) // 2] == both[len(both) // 2 :]


def test_a_wrong_day_is_wrong_usage(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--site", str(site(CONFIG).folder), "--today", "soon"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "--today" in printed.err


def test_a_faulty_configuration_gives_no_schema(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = site(f"{CONFIG}front_matter: {{unknown: perhaps}}\n")
    assert main(["schema", "--site", str(hub.folder)]) == 2
    printed = capsys.readouterr()
    assert '"$schema"' not in printed.out
    assert "config.yaml:3:25: error wrong-value: " in printed.err


def test_the_documented_matcher_finds_every_fault_at_its_line(site: Make) -> None:
    """And nothing in the lines that are shown below a fault."""
    page = (DOCS / "editors" / "writing-an-article.md").read_text(encoding="utf-8")
    pattern = fenced(page, "tasks")["tasks"][0]["problemMatcher"]["pattern"]
    hub = site(
        """
        -- content/a.md --
        ---
        title: A
        description: "x.md:1:2: error like-this: no fault"
        b.md:1:2: "error dead-link: no fault"
        ---
        [x](none.md)
        -- content/b c.mdx --
        """
    ).build()
    report = io.StringIO()
    print_faults(hub.report.diagnostics, hub.folder, report)
    matches = filter(None, map(re.compile(pattern["regexp"]).match, report.getvalue().split("\n")))
    names = ("file", "line", "column", "severity", "code", "message")
    found = [tuple(match[pattern[name]] for name in names) for match in matches]
    assert found == [
        (d.span.path, str(d.span.line), str(d.span.column), str(d.severity), d.id, d.message)
        for d in hub.report.diagnostics
    ]
    assert len(found) >= 3


def test_the_documented_settings_name_the_file_that_the_command_writes() -> None:
    page = (DOCS / "editors" / "writing-an-article.md").read_text(encoding="utf-8")
    (schema,) = fenced(page, "yaml.schemas")["yaml.schemas"]
    assert f"build.py schema > {schema.removeprefix('./')}\n" in page
