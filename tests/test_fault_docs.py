"""Every fault has a page in the docs, and the page is its test.

`docs/faults/ID.md` shows a site that has the fault, with the whole report, and a site that
does not. The blocks are built here: what the page says is what an editor gets.
"""

import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from plenum.commands.run import guarded
from plenum.diagnostics import CATALOGUE
from plenum.pipeline.report import SiteReport
from plenum.render import search
from tests.sites.harness import Site

PAGES = Path(__file__).resolve().parents[1] / "docs" / "faults"
_BLOCK = re.compile(
    r"^(?P<fence>`{3,})text (?P<kind>site|report)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


def _with_a_page_break(site: Site) -> None:
    """Put the form feed of a PDF's page break on the last empty line of the article."""
    before, _, after = site.folder.joinpath("content/a.md").read_text("utf-8").rpartition("\n\n")
    site.write("content/a.md", f"{before}\n\f\n{after}")


def _fails(site: Site) -> None:
    """Let the program fail while it builds, as no site can make it."""
    failure = compile("raise ValueError('so it goes')", "related.py", "exec")

    def fail() -> SiteReport:
        exec(failure)  # noqa: S102
        return SiteReport(())

    def build(**_: object) -> Site:
        site.report = guarded(fail)
        return site

    site.build = build  # type: ignore[method-assign]


def _linked_pictures(site: Site) -> None:
    """Link to a folder outside of the site."""
    pictures = site.folder.with_name("pictures")
    pictures.mkdir()
    site.folder.joinpath("content/pictures").symlink_to(pictures)


def _canvas(width: int, height: int) -> bytes:
    """Return a GIF of this size in which one pixel is drawn."""
    size = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    frame = b"!\xf9\4\1\n\0\1\0,\0\0\0\0\1\0\1\0\0\2\2L\1\0;"
    return b"GIF89a" + size + b"\0\0\0" + frame


def _with_a_small_picture(site: Site) -> None:
    """Put a picture from a newsletter in the place of the cover."""
    site.write("content/unit.jpg", _canvas(320, 240))


def _with_a_huge_picture(site: Site) -> None:
    """Put a scan of a wall in the place of the picture."""
    site.write("content/wall.png", _canvas(30_000, 20_000))


def _with_a_long_table(site: Site) -> None:
    """Put the rows of a whole catalogue into the table."""
    article = site.folder / "content/a.md"
    with article.open("a", encoding="utf-8") as file:
        file.writelines(f"| Unit {number} | 8 |\n" for number in range(600))


def _without_config(site: Site) -> None:
    """Remove the configuration that every site of the harness gets."""
    site.remove("config.yaml")


def _in_windows_1252(site: Site) -> None:
    """Save the article as old editors do."""
    article = site.folder / "content/a.md"
    article.write_bytes(article.read_text("utf-8").encode("cp1252"))


def _linked_to_nothing(site: Site) -> None:
    """Link to a file that is gone: who may read everything cannot read it either."""
    site.folder.joinpath("content/nameplate.jpg").symlink_to("photos/nameplate.jpg")


def _without_pagefind(site: Site) -> None:
    """Build as where Pagefind is not installed."""
    build = site.build

    def missing(package: str) -> str:
        raise PackageNotFoundError(package)

    def build_without(**options: object) -> Site:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search, "version", missing)
            return build(**options)  # type: ignore[arg-type]

    site.build = build_without  # type: ignore[method-assign]


# What no text can show is made here, after the files of the page's block are written.
MAKE: dict[str, Callable[[Site], None]] = {
    "control-character": _with_a_page_break,
    "cover-too-small": _with_a_small_picture,
    "heavy-page": _with_a_long_table,
    "internal-error": _fails,
    "link-outside-site": _linked_pictures,
    "no-config": _without_config,
    "not-utf8": _in_windows_1252,
    "picture-too-large": _with_a_huge_picture,
    "search-not-built": _without_pagefind,
    "unreadable-file": _linked_to_nothing,
}


def ids() -> list[str]:
    """Return every id of the catalogue."""
    return sorted(CATALOGUE)


def blocks(fault_id: str, part: str) -> list[tuple[str, str]]:
    """Return the blocks under the page's heading `part`, as kind and text."""
    page = (PAGES / f"{fault_id}.md").read_text("utf-8")
    section = page.partition(f"\n## {part}\n")[2].partition("\n## Right\n")[0]
    return [(match["kind"], match["text"]) for match in _BLOCK.finditer(section)]


def built(tmp_path: Path, fault_id: str, text: str, *, wrong: bool) -> Site:
    """Build the site of a block."""
    site = Site(tmp_path / "site", text)
    site.asked = frozenset({fault_id})
    if wrong and fault_id in MAKE:
        MAKE[fault_id](site)
    return site.build()


@pytest.mark.parametrize("fault_id", ids())
def test_the_page_says_what_the_catalogue_says(fault_id: str) -> None:
    """Name, severity and title on top."""
    entry = CATALOGUE[fault_id]
    page = (PAGES / f"{fault_id}.md").read_text("utf-8")

    severity = str(entry.severity).capitalize()
    assert page.startswith(f"# {fault_id}\n\n**{severity}.** {entry.title}.\n\n")


@pytest.mark.parametrize("fault_id", ids())
def test_the_wrong_site_has_exactly_this_fault(fault_id: str, tmp_path: Path) -> None:
    """The report is the page's, word for word, and names no other fault."""
    (_, site_text), (_, report) = blocks(fault_id, "Wrong")
    site = built(tmp_path, fault_id, site_text, wrong=True)

    assert site.messages().strip() == report.strip()
    assert {d.id for d in site.report.diagnostics} == {fault_id}


@pytest.mark.parametrize("fault_id", ids())
def test_the_right_site_has_no_fault(fault_id: str, tmp_path: Path) -> None:
    """What the page advises is right."""
    ((_, site_text),) = blocks(fault_id, "Right")

    assert built(tmp_path, fault_id, site_text, wrong=False).faults() == []


def test_no_page_without_a_fault() -> None:
    """A page whose fault is gone is an error."""
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(CATALOGUE)
