"""Pictures and the copies that pages name go in, their bytes come out, made or kept from before."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from plenum import lazy_re
from plenum.cache import Store, key_of, version_of
from plenum.model.output import AnyOutput, Output, Phase
from plenum.model.picture import PICTURES, Copy, copies_of
from plenum.model.site import PublishedFile
from plenum.model.url import encode_path
from plenum.pool import ordered_map

_NAMED = lazy_re.compile(re.escape(PICTURES).encode() + rb"[^\s\"'<>,&?#]+")
_RECIPE = 1
"""Goes up when the same copy is made of other bytes."""


class Making(Struct, frozen=True):
    """A picture of which something is to be made: its copies, and itself without its words."""

    file: PublishedFile
    copies: tuple[Copy, ...]


def named_copies(files: Iterable[PublishedFile], outputs: Iterable[AnyOutput]) -> list[Making]:
    """Return what must be made for the pages in `outputs`, and for the pictures' own addresses.

    Pages are asked, not articles: what a template does not show is not made.
    """
    wanted: dict[str, tuple[PublishedFile, list[Copy]]] = {}
    offered: dict[str, tuple[str, Copy]] = {}
    for file in files:
        if file.picture is None:
            continue
        wanted[file.path] = (file, [])
        for copy in copies_of(file.picture, file.path):
            # Of two files with the same bytes and name, one is worked on.
            offered.setdefault(encode_path(copy.path), (file.path, copy))
    for path in copies_named_in(outputs) if offered else ():
        if path in offered:
            origin, copy = offered[path]
            wanted[origin][1].append(copy)
    return [
        Making(file, tuple(copies))
        for file, copies in wanted.values()
        if copies or (file.picture and not file.picture.bare)
    ]


def copies_named_in(outputs: Iterable[AnyOutput]) -> list[str]:
    """Return the paths of copies of pictures that pages name, each once."""
    found = {
        match[0].decode("utf-8", "replace")
        for output in outputs
        if output.path.endswith(".html")
        for match in _NAMED.finditer(output.data)
    }
    return sorted(found)


class Made(Struct, frozen=True):
    """What was made of one picture, and the keys under which it is kept.

    `whole` is the file at the picture's own address, where that is not the original.
    """

    path: str
    copies: tuple[Output, ...]
    whole: bytes | None
    keys: tuple[str, ...] = ()


def make_copies(site: Path, todo: Sequence[Making], store: Store, jobs: int) -> Mapping[str, Made]:
    """Return what was made, by the path of the original. Raises OSError."""
    work = _Work(site, store)
    made = {each.file.path: work.kept(each) for each in todo}
    missing = [each for each in todo if made[each.file.path] is None]
    new = ordered_map(work, missing, jobs, smallest=2, threads=True)
    made |= {each.path: each for each in new}
    return {path: each for path, each in made.items() if each is not None}


class _Work(Struct, frozen=True):
    """Makes what a batch of pictures needs; picklable."""

    site: Path
    store: Store

    def __call__(self, todo: Iterable[Making]) -> list[Made]:
        return [self._make(each) for each in todo]

    def kept(self, making: Making) -> Made | None:
        """Return what is known without making anything; None where something is missing."""
        file, picture = making.file, making.file.picture
        if picture is not None and picture.kind == "vector":
            from plenum.draw.svg import read_svg  # noqa: PLC0415 (heavy, and drawings are few)

            # Its safe form is written as quickly as read.
            data = (self.site / file.path).read_bytes()
            return Made(file.path, (), read_svg(data, file.path).data)
        found = self._look_up(making)
        return None if None in found.values() else _made(making, found)

    def _make(self, making: Making) -> Made:
        found = self._look_up(making)
        for copy, data in self._encode(making.file, [copy for copy in found if not found[copy]]):
            self.store.put(_key(making.file, copy), data)
            found[copy] = data
        return _made(making, found)

    def _look_up(self, making: Making) -> dict[Copy | None, bytes | None]:
        """Return what the store has; None stands for the picture at its own address."""
        picture = making.file.picture
        whole = (None,) if picture is not None and not picture.bare else ()
        return {copy: self.store.get(_key(making.file, copy)) for copy in (*making.copies, *whole)}

    def _encode(
        self, file: PublishedFile, missing: Sequence[Copy | None]
    ) -> Iterator[tuple[Copy | None, bytes]]:
        # A build that has made all of them before needs no Pillow.
        from plenum.draw import pixels  # noqa: PLC0415

        original = (self.site / file.path).read_bytes()
        try:
            yield from pixels.encode(original, [each for each in missing if each is not None])
            if None in missing:
                yield None, pixels.without_words(original)
        except (pixels.UnreadablePictureError, pixels.TooManyPixelsError) as error:
            # It could be read before: the disk or the memory is full, or someone replaced it.
            raise OSError(0, f"no copies can be made of it: {error}", file.path) from error


def _made(making: Making, found: Mapping[Copy | None, bytes | None]) -> Made:
    copies = (Output(c.path, data, Phase.ASSET) for c, data in found.items() if c and data)
    keys = tuple(_key(making.file, copy) for copy in found)
    return Made(making.file.path, tuple(copies), found.get(None), keys)


def _key(file: PublishedFile, copy: Copy | None) -> str:
    digest = file.picture.digest if file.picture else ""
    wanted = (copy.format, copy.width, copy.height) if copy else None
    return key_of("copy", _RECIPE, version_of("pillow"), digest, wanted)
