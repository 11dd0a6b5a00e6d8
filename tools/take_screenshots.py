"""Take the pictures of docs/pictures anew, after templates or styles have changed.

Run from the project's root by `make screenshots`, and look at what has changed.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.quality.browser import launch
from tests.quality.screenshots import PICTURES, record
from tools.install_browser import find_browser


def main() -> int:
    """Take all pictures and say how much they take."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as work:
        executable = find_browser(playwright)
        if executable is None:
            print("make: no Chromium here", file=sys.stderr)
            return 1
        size = record(launch(playwright, executable), PICTURES, Path(work))
    print(f"docs/pictures: {len(list(PICTURES.glob('*.webp')))} pictures, {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
