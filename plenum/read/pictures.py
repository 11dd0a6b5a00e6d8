"""A file with the name of a picture goes in, whether it is one and how large comes out."""

from pathlib import Path

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_PNG = b"\x89PNG\r\n\x1a\n"
_AVIF = (b"ftypavif", b"ftypavis", b"ftypmif1", b"ftypmsf1")
"""The brands of AV1 image files (AVIF specification, 6) and of the container that they share."""
_HEAD = 24
"""How many bytes tell what a picture is; the first chunk of a PNG ends with its size there."""


def is_named_picture(name: str) -> bool:
    """Whether a file's name says that it is a picture for the web."""
    return name.lower().endswith(_ENDINGS)


def is_picture(path: Path) -> bool:
    """Whether a browser can show a file, whatever its ending; raise `OSError` if it is unreadable.

    Only its beginning is looked at; an SVG is any text that begins as XML does.
    """
    head = _head(path)
    if path.name.lower().endswith(".svg"):
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return (
        head.startswith((_PNG, b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or head[4:12] in _AVIF
    )


def png_size(path: Path) -> tuple[int, int] | None:
    """Read width and height from a PNG's first chunk (PNG specification, 11.2.2 IHDR)."""
    try:
        head = _head(path)
    except OSError:
        return None
    if not head.startswith(_PNG) or head[12:16] != b"IHDR":
        return None
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
