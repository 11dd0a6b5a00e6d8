"""See to it that there is a Chromium for the browser tests.

Takes the first that it finds: an installed one, Debian's (as root, where apt is), Playwright's
own download. Quiet when there is one. Where none can be had: one line, and success all the
same, because the tests themselves say what they skip (and fail where `CI` is set).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

INSTALLED = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def installed_browser() -> str | None:
    """Return the path of an installed Chromium, or None."""
    for name in INSTALLED:
        path = shutil.which(name)
        if path:
            return path
    return None


def find_browser(playwright: Playwright) -> str | None:
    """Return the path of a Chromium that the tests can use, or None."""
    downloaded = playwright.chromium.executable_path
    return installed_browser() or (downloaded if Path(downloaded).exists() else None)


def run(*command: str) -> bool:
    """Run a command quietly and tell whether it went well."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    return result.returncode == 0


def install_from_debian() -> bool:
    """Install Debian's package, if this is root and has apt; tell whether it went well."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    install = ("apt-get", "install", "-y", "--no-install-recommends", "chromium")
    # The lists of a machine may be new enough, and fetching them anew takes its time.
    return run(*install) or (run("apt-get", "update") and run(*install))


def install_from_playwright() -> bool:
    """Download Playwright's own build; tell whether it went well."""
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> None:
    """Find a browser, or install one, or say that there is none."""
    with sync_playwright() as playwright:
        if find_browser(playwright):
            return
        if (install_from_debian() or install_from_playwright()) and find_browser(playwright):
            return
    print(
        "make: no Chromium here and none could be installed; the browser tests will not run",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
