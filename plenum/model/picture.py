"""A picture of the site: what it is, and the smaller copies of it that pages offer.

Which copies there are, and at which addresses, follows from the picture alone, so that pages
are linked and rendered before any copy is made.
"""

from typing import Literal

from msgspec import Struct

from plenum.digest import digest_of
from plenum.model.url import slugify

PictureKind = Literal["photo", "drawing", "moving", "vector"]
CopyFormat = Literal["avif", "webp", "jpg", "png"]

PICTURES = "assets/images/"
"""Where the copies lie in the output."""
WIDTHS = (360, 720, 1080, 1440)
"""The widths of the copies in pixels: of phones at one to three pixels a point, and twice the
measure of the text."""
_FALLBACK = 1080
"""The widest copy for browsers that know neither AVIF nor WebP."""
_TALLEST_WEBP = 16383
"""Pixels (WebP container specification, 2.5)."""
_RECIPE = 1
"""Goes up when copies are made in another way, so that they get other addresses."""
_LONGEST_NAME = 60
_FINGERPRINT = 10


class Picture(Struct, frozen=True):
    """What a picture is, by the `digest` of its file.

    A `photo` is opaque and was packed with loss, a `drawing` is all else that has pixels and
    stands still. `width` and `height` are pixels, as it is shown; 0 where an SVG does not say.
    `bare` says whether the file holds nothing about the camera, the place or the author.
    """

    digest: str
    kind: PictureKind
    width: int
    height: int
    bare: bool


class Copy(Struct, frozen=True):
    """A copy of a picture that a page offers; `path` is that in the output folder."""

    format: CopyFormat
    width: int
    height: int
    path: str


def copies_of(picture: Picture, name: str) -> tuple[Copy, ...]:
    """Return the copies of the picture in the file `name`, the fallback last, none if it is small.

    None is wider than the picture. What moves and what is drawn in lines has no copies.
    """
    if picture.kind in {"moving", "vector"} or picture.width <= WIDTHS[0]:
        return ()
    widest = min(picture.width, WIDTHS[-1])
    # A copy that is hardly narrower than the widest one gains nothing.
    widths = [*(width for width in WIDTHS if width * 11 <= widest * 10), widest]
    fallback = max((width for width in widths if width <= _FALLBACK), default=widest)
    kinds: list[tuple[CopyFormat, int]] = [("avif", width) for width in widths]
    if _height(picture, widest) <= _TALLEST_WEBP:
        kinds += [("webp", width) for width in widths]
    kinds.append(("jpg" if picture.kind == "photo" else "png", fallback))
    stem = slugify(name.rpartition("/")[2].rpartition(".")[0])[:_LONGEST_NAME] or "image"
    return tuple(
        Copy(each, width, _height(picture, width), _path(picture, stem, each, width))
        for each, width in kinds
    )


def _height(picture: Picture, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


def _path(picture: Picture, stem: str, kind: CopyFormat, width: int) -> str:
    fingerprint = digest_of(f"{_RECIPE} {picture.digest} {width}".encode())[:_FINGERPRINT]
    return f"{PICTURES}{stem}-{width}.{fingerprint}.{kind}"
