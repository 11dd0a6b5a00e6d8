"""The benchmarks still run; what they measure is not asserted here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 300
"""Seconds after which a benchmark counts as hanging."""


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a benchmark, which must have nothing to complain of."""
    program = [sys.executable, str(ROOT / "benchmarks" / name), *arguments]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.stderr == ""
    return done


def test_the_cost_of_faults_can_be_measured() -> None:
    """It finds each fault that it made, and prints a ratio for each site."""
    printed = run("faults.py", "10", "1").stdout
    shown = re.findall(r"^ ?(\d+) faults in each: .* times", printed, re.MULTILINE)
    assert shown == ["0", "1", "10"]


def test_the_cost_of_the_glossary_can_be_measured() -> None:
    """It builds both sites, finds words in each article, and prints the ratio."""
    printed = run("glossary.py", "1", "1").stdout
    hub = sum(path.stem != "index" for path in (ROOT / "content").glob("*.md"))
    site = rf"^{hub} articles, 1 rounds, with(?:out)? a search, [1-9]\d* definitions a page$"
    assert len(re.findall(site, printed, re.MULTILINE)) == 2
    assert len(re.findall(r"^with 300 entries: .* times$", printed, re.MULTILINE)) == 2


def test_the_cost_of_the_search_can_be_measured() -> None:
    """It builds without and with an index, and tells what the index weighs."""
    printed = run("search.py", "1", "1").stdout
    assert len(re.findall(r"^with.*: .* s$", printed, re.MULTILINE)) == 3
    assert re.search(r"^[1-9]\d* files, ", printed, re.MULTILINE)


def test_the_cost_of_the_rules_of_prose_can_be_measured() -> None:
    """It tells the time of each check, and of each rule at how many places it looks."""
    printed = run("rules.py", "1").stdout
    assert len(re.findall(r"^\w+: .* ms an article$", printed, re.MULTILINE)) == 3
    assert re.search(r"^\S+ hyper-heat: [1-9]\d* looked at, 0 found$", printed, re.MULTILINE)


def test_the_cost_of_wrong_yaml_can_be_measured() -> None:
    """It reads each kind of text, finds faults in it, and prints a ratio."""
    printed = run("recovery.py", "40").stdout
    assert len(re.findall(r"^.*: .* times$", printed, re.MULTILINE)) == 17


def test_the_cost_of_joining_can_be_measured() -> None:
    """It joins a site of each size."""
    printed = run("linking.py", "20", "40").stdout
    sizes = re.findall(r"^ +(\d+) articles: .* ms an article$", printed, re.MULTILINE)
    assert sizes == ["20", "40"]


def test_the_cost_of_the_ledger_can_be_measured() -> None:
    """It compares a site with four ledgers, and finds in each what has vanished."""
    printed = run("ledger.py", "3", "1").stdout
    vanished = re.findall(r"^.*: .* s, (\d+) vanished$", printed, re.MULTILINE)
    assert vanished == ["0", "3", "30", "34"]


def test_the_cost_of_worked_examples_can_be_measured() -> None:
    """It reads each kind of example, and prints a ratio."""
    printed = run("examples.py", "1").stdout
    assert len(re.findall(r"^.*: .* times as long$", printed, re.MULTILINE)) == 9


def test_the_cost_of_reading_can_be_measured() -> None:
    """It reads both sites, here and in another copy, and finds no difference to itself."""
    done = run("reading.py", "4", "1", "--beside", str(ROOT))
    assert done.returncode == 0
    assert len(re.findall(r"^(?:hub|others), .* ms an article, ", done.stdout, re.MULTILINE)) == 4


def test_the_cost_of_pictures_can_be_measured() -> None:
    """It makes copies and cards, and builds with and without them."""
    printed = run("pictures.py", "1", "2").stdout
    assert re.search(r"^its 9 copies: .* s, \d+ kB$", printed, re.MULTILINE)
    assert re.search(r"^a card: .* ms, at most \d+ kB$", printed, re.MULTILINE)
    assert len(re.findall(r"^a .*build.*: .* s$", printed, re.MULTILINE)) == 2


@pytest.mark.browser
def test_the_cost_of_a_click_can_be_measured() -> None:
    """It does each act in a browser, and prints how long the answer took."""
    printed = run("interaction.py", "--runs", "1").stdout
    row = r"^\| [a-z, ]+ \| (?:\d+ ms|under 16 ms) \| (?:\d+ ms|under 16 ms) \|$"
    assert len(re.findall(row, printed, re.MULTILINE)) == 8


@pytest.mark.browser
def test_the_wait_of_an_editor_can_be_measured() -> None:
    """It edits a text and a style, sees both in a browser, and prints what each took."""
    printed = run("editing.py", "8", "--edits", "1").stdout
    row = r"^\| 8 \| a (?:sentence|style) \|(?: \d+ ms \|){3}$"
    assert len(re.findall(row, printed, re.MULTILINE)) == 2


def test_what_the_libraries_take_alone_can_be_measured() -> None:
    """For all pages, in both ways."""
    printed = run("floor.py", "8", "1").stdout
    assert printed.count("8 articles, Python-Markdown") == 2
