"""The wheel carries all that a site needs: the package, and the hub's templates and assets."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What the installed command `plenum` does.
COMMAND = "import sys; from plenum.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and return its contents, as an installation has them."""
    dist = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", dist],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = dist.glob("plenum-*.whl")
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_the_wheel_carries_the_hubs_templates(unpacked: Path) -> None:
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            packed = unpacked / "plenum" / "hub" / path.relative_to(ROOT)
            assert packed.read_bytes() == path.read_bytes()


def test_the_wheel_carries_the_font_of_the_cards_and_its_licence(unpacked: Path) -> None:
    fonts = unpacked / "plenum" / "draw" / "fonts"
    assert {path.name for path in fonts.iterdir()} == {"OFL.txt", "literata-semibold.ttf"}


def test_the_wheel_carries_the_rules_of_prose(unpacked: Path) -> None:
    shipped = {path.name: path.read_bytes() for path in (ROOT / "plenum/rules").iterdir()}
    packed = {path.name: path.read_bytes() for path in (unpacked / "plenum/rules").iterdir()}
    assert shipped
    assert packed == shipped


def test_a_site_without_templates_is_built_with_those_in_the_wheel(
    unpacked: Path, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "config.yaml").write_text(
        "title: Small site\nbase_url: https://example.org\ndescription: A site of one page.\n",
        encoding="utf-8",
    )
    (tmp_path / "content" / "one.md").write_text(
        "---\ntitle: The one page\ndescription: All that there is.\ndate: 2026-01-01\n---\n"
        "Two minisplits.\n",
        encoding="utf-8",
    )
    result = subprocess.run(
        [sys.executable, "-c", COMMAND, "build", "--site", tmp_path, "--today", "2026-11-21"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    page = (tmp_path / "public" / "one" / "index.html").read_text(encoding="utf-8")
    assert '<main id="main">' in page
    assert "content/one.md:6:5: warning house-spelling: 'minisplits'" in result.stderr
