"""What the page-quality tests share: the built hub, and a browser."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from tests.quality.browser import launch
from tests.quality.built_site import BuiltSite
from tools.install_browser import find_browser

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def today() -> dt.date:
    """Return the day on which the hub is built."""
    return TODAY


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the hub once, the way its editors do."""
    output = tmp_path_factory.mktemp("hub") / "public"
    command = ("build.py", "build", "--output", str(output), "--today", TODAY.isoformat())
    result = subprocess.run(
        [sys.executable, *command, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    return BuiltSite.read(output, config["base_url"])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one the test is skipped, but in CI it fails."""
    with sync_playwright() as playwright:
        executable = find_browser(playwright)
        if executable is None:
            reason = "no Chromium is installed, and `make test` could not install one"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        browser = launch(playwright, executable)
        yield browser
        browser.close()
