"""Every comparison of a page can be downloaded, and the file has the table's rows and columns."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quality.built_site import BuiltSite, attr

pytestmark = pytest.mark.quality


def table_files(site: BuiltSite) -> Iterator[str]:
    """Yield the comparisons that have no file, or one of another shape."""
    for page in site.pages:
        for node in page.all(".comparison"):
            links = [attr(link, "href") for link in node.css("a[download]")]
            file = site.file_of(f"{site.base_url}{links[0]}") if links else None
            if file is None:
                yield f"{page.path}: {attr(node, 'id')} has no file"
                continue
            text = file.read_bytes().decode("utf-8-sig")
            rows = [len(row) for row in csv.reader(io.StringIO(text, newline=""))]
            if rows != [len(row.css("th, td")) for row in node.css("tr")]:
                yield f"{page.path}: {links[0]} has other rows than its table"


def test_the_hubs_comparisons_can_be_downloaded(hub: BuiltSite) -> None:
    assert sum(len(page.all(".comparison")) for page in hub.articles) > 5
    assert list(table_files(hub)) == []


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("A,B\r\nc,d\r\n", []),
        ("A,B\r\nc\r\n", ["index.html: /t.csv has other rows than its table"]),
        ("A,B\r\n", ["index.html: /t.csv has other rows than its table"]),
        (None, ["index.html: t has no file"]),
    ],
)
def test_another_shape_is_found(tmp_path: Path, file: str | None, found: list[str]) -> None:
    (tmp_path / "index.html").write_text(
        "<!DOCTYPE html><title>T</title><div class=comparison id=t><table>"
        "<tr><th>A<th>B<tr><th>c<td>d</table><a href=/t.csv download>CSV</a></div>",
        encoding="utf-8",
    )
    if file is not None:
        (tmp_path / "t.csv").write_text(file, encoding="utf-8", newline="")
    assert list(table_files(BuiltSite.read(tmp_path, "https://example.org"))) == found
