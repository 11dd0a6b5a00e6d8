"""The bytes of a picture go in, what it is, its pixels, or bytes made of pixels come out.

This module is the only door to Pillow. It is imported where pixels are made, not where their
outcome is known from before: reading it takes longer than many a build.
"""

import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import Any

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    ImageSequence,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from plenum.model.picture import Copy, CopyFormat, Picture

_FORMATS = (
    PngImagePlugin.PngImageFile.format,
    JpegImagePlugin.JpegImageFile.format,
    GifImagePlugin.GifImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
    AvifImagePlugin.AvifImageFile.format,
)
"""What browsers show, and no other format that Pillow reads."""
_PAIR = "MPO"
"""A JPEG with a second picture behind the first, as telephones make it."""
_LOSSY = frozenset({"JPEG", _PAIR, "WEBP", "AVIF"})
_MOST_FRAMES = 500_000_000
"""Pixels of all frames of a moving picture."""
_ORIENTATION = 0x0112
"""The EXIF tag that says which way is up (Exif 2.32, 4.6.4)."""
_SIDEWAYS = 5
"""From this orientation on, width and height change places."""
_HARMLESS = frozenset(
    "adobe adobe_transform background chromaticity default_image dpi duration extension gamma"
    " interlace jfif jfif_density jfif_unit jfif_version loop srgb timestamp transparency version"
    " blend disposal bbox mp mpoffset progression progressive".split()
)
"""What Pillow tells of a file beside its pixels that says nothing about camera, place, author."""
_JPEG_SEGMENTS = frozenset({"APP0", "APP14"})
"""JFIF and Adobe's colour transform; all other segments carry what people or programs added."""
_XMP_IN_GIF = b"XMP DataXMP"
# One thread, so that the same pixels give the same bytes; pictures are what is done at once.
_COPIES: dict[CopyFormat, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 6, "max_threads": 1, "autotiling": False}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
    "png": ("PNG", {"compress_level": 9}),
}
# The file at its own address is for those who want all of it.
_WHOLE: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 80, "speed": 6, "max_threads": 1, "autotiling": False},
    "GIF": {},
    "JPEG": {"quality": 92, "subsampling": "4:4:4", "optimize": True, "progressive": True},
    "PNG": {"compress_level": 9},
    "WEBP": {"quality": 92, "method": 4},
}


class UnreadablePictureError(Exception):
    """No picture that browsers show, or one that is cut off."""


class TooManyPixelsError(Exception):
    """A picture that would fill the memory; the text says how large it is."""


def examine(data: bytes, digest: str) -> Picture:
    """Say what the picture in `data` is; every part of it is read once.

    Raises UnreadablePictureError and TooManyPixelsError.
    """
    with _opened(data) as image:
        frames = _frames(image)
        if frames * image.width * image.height > _MOST_FRAMES:
            raise TooManyPixelsError(f"{frames} × {image.width} × {image.height} pixels")
        lossy = image.format in _LOSSY
        # Some of what a PNG says stands behind its pixels.
        image.load()
        bare = _is_bare(image, data)
        if frames > 1:
            return Picture(digest, "moving", image.width, image.height, bare)
        sideways = image.getexif().get(_ORIENTATION, 1) >= _SIDEWAYS
        width, height = (image.height, image.width) if sideways else image.size
        kind = "photo" if lossy and not _is_transparent(image) else "drawing"
        return Picture(digest, kind, width, height, bare)  # type: ignore[arg-type]


def encode(data: bytes, copies: Iterable[Copy]) -> Iterator[tuple[Copy, bytes]]:
    """Yield the bytes of the copies of a picture, which hold nothing but its pixels."""
    with _opened(data) as image:
        pixels = _upright(image)
    sizes = {pixels.size: pixels}
    for copy in copies:
        size = (copy.width, copy.height)
        if size not in sizes:
            sizes[size] = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        yield copy, _saved(sizes[size], *_COPIES[copy.format])


def without_words(data: bytes) -> bytes:
    """Return a picture in its own format and size, upright, with nothing but its pixels."""
    with _opened(data) as image:
        name = "JPEG" if image.format == _PAIR else str(image.format)
        if _frames(image) > 1:
            return _moving(image, name)
        return _saved(_upright(image), name, _WHOLE[name])


def _moving(image: Image.Image, name: str) -> bytes:
    frames, durations = [], []
    loop = image.info.get("loop")
    for frame in ImageSequence.Iterator(image):
        durations.append(int(frame.info.get("duration", 0)))
        frames.append(_bare_copy(frame if name == "GIF" else frame.convert("RGBA")))
    options = {**_WHOLE[name], "save_all": True, "append_images": frames[1:]}
    options["duration"] = durations
    if loop is not None:
        options["loop"] = loop
    return _saved(frames[0], name, options)


def _saved(image: Image.Image, name: str, options: dict[str, Any]) -> bytes:
    buffer = BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


class _Quiet:
    """Keeps Pillow's warnings back, but for traps, which become errors.

    What Python does with warnings is one thing for all threads: the first one that is within sets
    it, the last one sets it back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._within = 0
        self._filters = ExitStack()

    def __enter__(self) -> None:
        with self._lock:
            self._within += 1
            if self._within == 1:
                self._filters.enter_context(warnings.catch_warnings())
                warnings.simplefilter("ignore")
                warnings.simplefilter("error", Image.DecompressionBombWarning)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._within -= 1
            if not self._within:
                self._filters.close()


_quiet = _Quiet()


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    try:
        with _quiet, Image.open(BytesIO(data), formats=_FORMATS) as image:
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsError(_size_in(str(error))) from error
    except (TooManyPixelsError, UnreadablePictureError):
        raise
    except Exception as error:
        # Whatever a decoder raises over what it cannot read.
        raise UnreadablePictureError(str(error)) from error


def _size_in(text: str) -> str:
    """Return the number of pixels that Pillow's message names."""
    digits = next((word for word in text.split() if word.strip("(").isdigit()), "0")
    return f"{int(digits.strip('(')):,} pixels"


def _frames(image: Image.Image) -> int:
    """Return how many frames are shown one after another."""
    moves = getattr(image, "is_animated", False) and image.format != _PAIR
    return int(getattr(image, "n_frames", 1)) if moves else 1


def _is_bare(image: Image.Image, data: bytes) -> bool:
    """Whether the file holds the pixels only, and in a form that all browsers show alike."""
    segments = {name for name, _ in getattr(image, "applist", ())}
    return (
        image.info.keys() <= _HARMLESS
        and segments <= _JPEG_SEGMENTS
        and not getattr(image, "private_chunks", ())
        and not getattr(image, "text", ())
        and _XMP_IN_GIF not in data
        and image.mode != "CMYK"
        and image.format != _PAIR
        and _ends(image, data)
    )


def _ends(image: Image.Image, data: bytes) -> bool:
    """Whether nothing is hung on behind the picture."""
    end = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "GIF": b";"}.get(str(image.format), b"")
    return data.endswith(end)


def _is_transparent(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    least = image.convert("RGBA").getchannel("A").getextrema()[0]
    return bool(least != 255)  # noqa: PLR2004 (opaque)


def _upright(image: Image.Image) -> Image.Image:
    """Return the pixels as they are to be seen: turned, in sRGB, with alpha only if it is used."""
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    transparent = _is_transparent(turned)
    alpha = turned.convert("RGBA").getchannel("A") if transparent else None
    opaque = _in_srgb(turned, profile)
    if alpha is not None:
        opaque.putalpha(alpha)
    return _bare_copy(opaque)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode not in {"RGB", "L", "CMYK"}:
        image = image.convert("L" if image.mode in {"1", "LA"} or image.mode[0] == "I" else "RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            # A profile that cannot be used is not used; browsers do the same.
            pass
    return image.convert("RGB")


def _bare_copy(image: Image.Image) -> Image.Image:
    """Return the pixels without what Pillow knows besides, some of which it would write."""
    bare = image.copy()
    transparency = image.info.get("transparency")
    bare.info = {}
    if image.mode == "P" and transparency is not None:
        bare.info["transparency"] = transparency
    return bare
