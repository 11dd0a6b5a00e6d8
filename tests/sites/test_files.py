"""Files beside the articles: what was to be an article, and what was to be a picture."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site
from tests.sites.pictures import gradient, saved

Make = Callable[[str], Site]
HUB = "-- content/a.md --\n--- A\nWords.\n"


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("note.md.txt", "Words.", "rename it 'note.md'"),
        ("Note.MD.TXT", "", "rename it 'Note.md'"),
        ("notes.txt", "---\ntitle: x\n---\n", "rename it 'notes.md'"),
        ("notes.txt", "\ufeff---\r\ntitle: x\r\n---\r\n", "rename it 'notes.md'"),
        ("old.docx", "PK", "put its text into a file that ends in .md"),
        ("old.doc", "", "put its text into a file that ends in .md"),
        ("Old.ODT", "", "put its text into a file that ends in .md"),
        ("old.pages", "", "put its text into a file that ends in .md"),
        ("old.mdown", "", "rename it so that it ends in .md"),
    ],
)
def test_what_was_to_be_an_article_is_told(
    site: Make, name: str, content: str, advice: str
) -> None:
    """And it is not published."""
    made = site(HUB)
    made.write(f"content/{name}", content.encode())
    assert made.build().faults() == [f"content/{name}:1:1 not-an-article"]
    assert advice in made.messages()
    assert name not in made.files()


@pytest.mark.parametrize("content", ["", "Words.", "----\n", "--- x\n", " ---\n", "a\n---\n"])
def test_a_text_to_download_is_published(site: Make, content: str) -> None:
    """It has no front matter."""
    made = site(HUB)
    made.write("content/notes.txt", content.encode())
    assert "notes.txt" in made.fine().files()


def test_a_document_in_static_is_for_readers(site: Make) -> None:
    """As the advice says."""
    made = site(HUB)
    made.write("static/form.docx", b"PK")
    assert "form.docx" in made.fine().files()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""),
        ("a.png", b"\x89PNG"),
        ("A.JPG", b"\xff\xd8"),
        ("a.jpeg", b"\0\0\0\x1cftypheic"),
        ("a.gif", b"<html>404</html>"),
        ("a.webp", b"RIFF\0\0\0\0WAVE"),
        ("a.avif", b"ftypavif"),
        ("a.svg", b"404"),
    ],
)
@pytest.mark.parametrize("folder", ["content", "static"])
def test_a_broken_picture_is_an_error(site: Make, folder: str, name: str, data: bytes) -> None:
    """By what is in it, whether or not an article shows it."""
    made = site(HUB)
    made.write(f"{folder}/{name}", data)
    assert made.build().faults() == [f"{folder}/{name}:1:1 broken-picture"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", saved(gradient(8, 8), "PNG")),
        ("a.jpg", saved(gradient(8, 8), "JPEG")),
        ("a.gif", saved(gradient(8, 8), "GIF")),
        ("a.webp", saved(gradient(8, 8), "WEBP")),
        ("a.avif", saved(gradient(8, 8), "AVIF")),
        ("a.svg", b"\xef\xbb\xbf <svg viewBox='0 0 8 8'/>"),
        ("a.jpg", saved(gradient(8, 8), "PNG")),
        ("a.ico", b"x"),
    ],
)
def test_a_picture_is_known_by_what_is_in_it(site: Make, name: str, data: bytes) -> None:
    """Browsers go by it too, whatever the ending; other files are not looked at."""
    made = site(HUB)
    made.write(f"content/{name}", data)
    assert name in made.fine().files()


@pytest.mark.parametrize("name", ["~$a.docx", "a.docx.bak", ".a.docx", "_a.docx", "a.md.txt~"])
def test_what_programs_leave_behind_is_no_document(site: Make, name: str) -> None:
    """Word's own lock file neither."""
    made = site(HUB)
    made.write(f"content/{name}", "---\n")
    assert name not in made.fine().files()
