"""The files to publish go in, those that are pictures come out with what they are, and faults."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

from plenum.cache import Store, key_of, version_of
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.digest import digest_of
from plenum.draw.svg import read_svg
from plenum.model.picture import Picture
from plenum.model.site import PublishedFile
from plenum.pool import ordered_map

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_VERSION = 2
_MOST_BYTES = 60_000_000
_MOST = "60 MB or 89 million pixels"
"""The limits: that of a file above, and Pillow's own of what can be a trap."""
_SMALLEST_BATCH = 8
"""Fewer pictures, most of them known, are looked at before threads have begun."""


class Survey(Struct, frozen=True):
    """The files with what is known of them, and the keys of the cache that told it."""

    files: tuple[PublishedFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    keys: frozenset[str]


def is_named_picture(name: str) -> bool:
    """Whether a file's name says that it is a picture for the web."""
    return name.lower().endswith(_ENDINGS)


def survey(site: Path, files: Sequence[PublishedFile], store: Store, jobs: int) -> Survey:
    """Look at every picture among the files, at those that the store knows only by their bytes."""
    paths = [file.path for file in files if is_named_picture(file.path)]
    look = _Looking(site, store)
    looks = ordered_map(look, paths, jobs, smallest=_SMALLEST_BATCH, threads=True)
    by_path = {look.path: look.picture for look in looks}
    return Survey(
        tuple(replace(file, picture=by_path.get(file.path)) for file in files),
        tuple(found for look in looks for found in look.faults),
        frozenset(look.key for look in looks if look.key),
    )


class _Look(Struct, frozen=True):
    path: str
    picture: Picture | None = None
    key: str = ""
    faults: tuple[Diagnostic, ...] = ()


class _Looking(Struct, frozen=True):
    """Looks at a batch of pictures; picklable."""

    site: Path
    store: Store

    def __call__(self, paths: Iterable[str]) -> list[_Look]:
        return [self._look(path) for path in paths]

    def _look(self, path: str) -> _Look:
        try:
            size = (self.site / path).stat().st_size
            if size > _MOST_BYTES:
                return _Look(path, faults=(_too_large(path, f"{size // 1_000_000} MB"),))
            data = (self.site / path).read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            return _Look(path, faults=(fault("unreadable-file", Span(path), reason=reason),))
        if path.lower().endswith(".svg"):
            return _look_at_drawing(path, data)
        digest = digest_of(data)
        key = key_of("survey", _VERSION, version_of("pillow"), digest)
        known = _picture_from(self.store.get(key))
        if known is not None:
            return _Look(path, known, key)
        return self._examine(path, data, digest, key)

    def _examine(self, path: str, data: bytes, digest: str, key: str) -> _Look:
        # A build that has seen all its pictures before needs no Pillow.
        from plenum.draw import pixels  # noqa: PLC0415

        try:
            picture = pixels.examine(data, digest)
        except pixels.TooManyPixelsError as error:
            return _Look(path, faults=(_too_large(path, str(error)),))
        except pixels.UnreadablePictureError:
            found = fault("broken-picture", Span(path), name=_name(path))
            return _Look(path, faults=(found,))
        self.store.put(key, json.dumps(asdict(picture)).encode())
        return _Look(path, picture, key)


def _picture_from(kept: bytes | None) -> Picture | None:
    """Return what was kept of a picture; None where it is not what a build keeps."""
    try:
        return Picture(**json.loads(kept)) if kept else None
    except (TypeError, ValueError):
        return None


def _look_at_drawing(path: str, data: bytes) -> _Look:
    drawing = read_svg(data, path)
    faults = drawing.faults
    if not faults and not drawing.width:
        faults = [fault("picture-without-size", Span(path), name=_name(path))]
    picture = Picture(digest_of(data), "vector", drawing.width, drawing.height, bare=False)
    return _Look(path, picture, faults=tuple(faults))


def _too_large(path: str, size: str) -> Diagnostic:
    return fault("picture-too-large", Span(path), name=_name(path), size=size, most=_MOST)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
