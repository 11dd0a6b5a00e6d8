"""The table in docs/page-checks.md is honest: its checks exist, and it leaves none out."""

import importlib.util
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from plenum.diagnostics import CATALOGUE
from tests.quality import delivery, editorial, site_files, static_html, structured_data

PAGE = (Path(__file__).parents[1] / "docs" / "page-checks.md").read_text("utf-8")
TESTS = Path(__file__).parent / "quality"
LINES = 70
FOLDERS = ("tests.quality", "tests.sites", "tests.render", "tools")
_NAME = re.compile(r"`([a-z_]+)\.([a-z_]+)`")
_ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.*) \|$", re.MULTILINE)

ROWS = {int(row[1]): row for row in _ROW.finditer(PAGE)}
SUITES: dict[ModuleType, tuple[Callable[..., Iterator[str]], ...]] = {
    static_html: static_html.EVERYWHERE + static_html.ON_PAGES,
    structured_data: structured_data.CHECKS,
    site_files: site_files.CHECKS,
    delivery: delivery.CHECKS,
    editorial: editorial.CHECKS,
}


def exists(module: str, name: str) -> bool:
    """Tell whether one of the folders has the module, and the module the function."""
    for folder in FOLDERS:
        if importlib.util.find_spec(f"{folder}.{module}"):
            return callable(getattr(importlib.import_module(f"{folder}.{module}"), name, None))
    return False


def test_the_lines_are_all_there_in_order() -> None:
    assert list(ROWS) == list(range(1, LINES + 1))


@pytest.mark.parametrize("number", range(1, LINES + 1))
def test_each_line_is_held_by_checks_that_exist(number: int) -> None:
    checks = _NAME.findall(ROWS[number][3])
    assert checks
    assert [f"{module}.{name}" for module, name in checks if not exists(module, name)] == []
    faults = re.findall(r"\[([a-z-]+)\]", ROWS[number][4])
    assert [fault for fault in faults if fault not in CATALOGUE] == []


def test_a_check_that_does_not_exist_is_seen() -> None:
    assert exists("static_html", "title")
    assert not exists("static_html", "tittle")
    assert not exists("static_htm", "title")


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.__name__.rpartition(".")[2])
def test_every_check_is_seen_to_fail(suite: ModuleType) -> None:
    """The suite's own tests break something and name the finding, or call the check."""
    name = suite.__name__.rpartition(".")[2]
    tests = (TESTS / f"test_{name}.py").read_text("utf-8")
    checks = [check.__name__ for check in SUITES[suite]]
    assert [each for each in checks if not re.search(rf"\b{each}(: |\()", tests)] == []


def test_no_check_is_left_out() -> None:
    named = set(_NAME.findall(PAGE))
    for module, checks in SUITES.items():
        name = module.__name__.rpartition(".")[2]
        assert {check.__name__ for check in checks} <= {n for owner, n in named if owner == name}
