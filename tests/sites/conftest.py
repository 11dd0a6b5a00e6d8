"""The fixtures by which a test makes its site, and sees how it was built."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plenum.pipeline import edits
from plenum.pipeline.report import SiteReport
from tests.sites.harness import Site


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Return a function that writes the files of a text as a site."""
    return lambda text: Site(tmp_path / "site", text)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list to which a build that tries the short way adds whether it could take it.

    On the short way, only the edited articles are built, and the site is not put together anew.
    """
    ways: list[bool] = []
    usual = edits.rebuild

    def watched(*arguments: Any, **named: Any) -> SiteReport | None:  # noqa: ANN401 (handed on)
        report = usual(*arguments, **named)
        ways.append(report is not None)
        return report

    monkeypatch.setattr(edits, "rebuild", watched)
    return ways
