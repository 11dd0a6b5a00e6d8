"""Each kind of page looks as it is recorded in docs/pictures; another look is seen.

Where it looks otherwise on purpose: `make screenshots`, and a look at what has changed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.quality.browser import Scheme, serve
from tests.quality.screenshots import (
    KINDS,
    PICTURES,
    SCHEMES,
    WIDTHS,
    build,
    difference,
    made_with,
    recorded_with,
    take,
)

pytestmark = [pytest.mark.browser, pytest.mark.quality]

PAGE = Path(__file__).parents[2] / "docs" / "screenshots.md"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:
    """Serve the site of the pictures, where the browser and its fonts are those of the record."""
    with serve(build(tmp_path_factory.mktemp("screenshots"))) as address:
        now, recorded = made_with(chromium, address), recorded_with(PICTURES)
        if now != recorded:
            pytest.skip(f"docs/pictures was made with {recorded}, here is {now}")
        yield address


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_look_as_recorded(
    chromium: Browser, host: str, width: int, scheme: Scheme, tmp_path: Path
) -> None:
    found = {}
    for shot in take(chromium, host, width, scheme):
        recorded = (PICTURES / shot.name).read_bytes()
        if say := difference(recorded, shot.data):
            (tmp_path / shot.name).write_bytes(shot.data)
            found[shot.name] = say
    assert not found, f"{found}; see {tmp_path}, and record them by `make screenshots`"


@pytest.mark.parametrize(
    "style",
    [
        ":root { --link: #a01020; --accent: #a01020; }",
        ".site-header { padding-block-end: 3px; }",
        "h1 { font-style: italic; }",
    ],
)
def test_another_style_is_seen(chromium: Browser, host: str, style: str) -> None:
    """A colour, a few pixels of space, another letter: on each kind of page."""
    for shot in take(chromium, host, 360, "light", style):
        recorded = (PICTURES / shot.name).read_bytes()
        assert difference(recorded, shot.data), shot.name


def test_the_docs_show_each_picture_and_no_other() -> None:
    names = {f"{k}-{w}-{s}.webp" for k in KINDS for w in WIDTHS for s in SCHEMES}
    assert {file.name for file in PICTURES.glob("*.webp")} == names
    text = PAGE.read_text("utf-8")
    assert [name for name in sorted(names) if f"pictures/{name}" not in text] == []
