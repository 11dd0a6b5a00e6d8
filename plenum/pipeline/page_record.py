"""What the last build made of each page, and of what; the next build asks what still stands.

A page stands where all that it was made of is what it was, and its files lie in the output folder
as they were written: size and time tell.
"""

import os
import stat
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from plenum.cache import Kept, Store, UnreadableError, key_of, may_be_kept
from plenum.check.claims import Claim
from plenum.diagnostics import Diagnostic
from plenum.model.card import Colours, SocialCard
from plenum.model.data import SiteData
from plenum.model.dates import Moment
from plenum.model.output import Phase, Standing
from plenum.model.page import Chrome, Definition
from plenum.model.search import SearchRecord

T = TypeVar("T")

Parts = tuple[tuple[str, str], ...]
"""What a page is made of: the name of each part and what stands for its state."""


@may_be_kept
class MadePage(Struct, frozen=True, gc=False):
    """What is needed of a page where others are made, and the places of its files.

    `indexable` says whether search engines may list it, `definitions` are those of the glossary's
    entries to which it leads. `scripts` are the names of those that stand in it. `diagnostics`
    are the faults of its links and of its size.
    """

    url: str
    indexable: bool
    modified: Moment | None
    card: SocialCard | None
    definitions: tuple[Definition, ...]
    records: tuple[SearchRecord, ...]
    scripts: tuple[str, ...]
    files: tuple[tuple[str, Phase], ...]
    diagnostics: tuple[Diagnostic, ...]


@may_be_kept
class Findings(Struct, frozen=True, gc=False):
    """What was found in an article beside the site's data: faults, and its statements."""

    diagnostics: tuple[Diagnostic, ...] = ()
    claims: tuple[Claim, ...] = ()


NO_FINDINGS = Findings()


@may_be_kept
class KeptPage(Struct, frozen=True, gc=False):
    """A page with what it was made of, and sizes and times of its files, in their order.

    `findings` are of the article and the shared data for which `checked` stands. `view` is what
    the page of an article shows of the site, as bytes: few builds ask for it.
    """

    parts: Parts
    made: MadePage
    checked: str = ""
    findings: Findings = NO_FINDINGS
    view: bytes = b""
    seen: tuple[tuple[int, int] | None, ...] = ()


def new_token() -> str:
    """Return what tells one state from all others."""
    return os.urandom(16).hex()


@may_be_kept
class SiteState(Struct, frozen=True):
    """What the pages of a build had in common, as far as the next one could not know it.

    `token` tells this state from those before and after. `urls` are the addresses of pages by the
    paths of their articles. Of the articles in `bound` something was found that depends on
    others. `searched` says whether there is an index of what can be found.
    """

    token: str
    chrome: Chrome
    data: SiteData
    colours: Colours
    urls: Mapping[str, str]
    bound: frozenset[str]
    searched: bool


_SHARDS = 64
"""The record lies in so many pieces, so that an edit of one page need not read and write all."""


class PageStore:
    """Keeps what was made of the pages of one output folder."""

    def __init__(self, store: Store, output: Path) -> None:
        """Find what the last build of the folder `output` has recorded, if anything."""
        self._store = store
        self._output = output
        self._look = _Look(str(output))
        self._shards: dict[int, dict[str, KeptPage]] = {}

    def page(self, url: str) -> KeptPage | None:
        """Return the page that the last build made for an absolute address."""
        return self._shard(_shard_of(url)).get(url)

    @property
    def state(self) -> SiteState | None:
        """What its pages had in common."""
        return self._kept(self._key("state"), SiteState)

    def standing(self, page: KeptPage) -> tuple[Standing, ...] | None:
        """Return the files of a page; None where one is not as it was written."""
        files = page.made.files
        if None in page.seen or self._seen(page.made) != page.seen:
            return None
        return tuple(Standing(path, self._output / path, phase) for path, phase in files)

    def keep(self, pages: Mapping[str, KeptPage], state: SiteState) -> None:
        """Record all pages, whose files lie in the output folder now."""
        shards: dict[int, dict[str, KeptPage]] = {number: {} for number in range(_SHARDS)}
        for url, page in pages.items():
            shards[_shard_of(url)][url] = page
        self._write(shards, state, pages)
        keys = {self._key(number) for number in range(_SHARDS)}
        self._store.prune({*keys, self._key("state")})

    def keep_some(self, pages: Mapping[str, KeptPage], state: SiteState) -> None:
        """Record some of the pages anew, the others as they were."""
        shards: dict[int, dict[str, KeptPage]] = {}
        for url, page in pages.items():
            number = _shard_of(url)
            shards.setdefault(number, {**self._shard(number)})[url] = page
        self._write(shards, state, pages)

    def _write(
        self,
        shards: Mapping[int, Mapping[str, KeptPage]],
        state: SiteState,
        made: Collection[str],
    ) -> None:
        """Write what has changed; until all is written there is no state to go by.

        Only the files of the pages that were `made` are looked at: others may be damaged.
        """
        self._look = _Look(str(self._output))
        self._store.drop(self._key("state"))
        for number, pages in shards.items():
            now = {url: self._as_seen(p) if url in made else p for url, p in pages.items()}
            if now != self._shard(number):
                self._store.put(self._key(number), Kept(now).data)
                self._shards[number] = now
        self._store.put(self._key("state"), Kept(state).data)

    def _as_seen(self, page: KeptPage) -> KeptPage:
        seen = self._seen(page.made)
        return page if seen == page.seen else replace(page, seen=seen)

    def _seen(self, made: MadePage) -> tuple[tuple[int, int] | None, ...]:
        return tuple(self._look.at(path) for path, _ in made.files)

    def _shard(self, number: int) -> dict[str, KeptPage]:
        if number not in self._shards:
            self._shards[number] = self._kept(self._key(number), dict) or {}
        return self._shards[number]

    def _kept(self, key: str, kind: type[T]) -> T | None:
        data = self._store.get(key)
        try:
            return None if data is None else Kept[T](data=data).value_of(kind)
        except UnreadableError:
            return None

    def _key(self, what: str | int) -> str:
        return key_of("pages", str(self._output), what)


def _shard_of(url: str) -> int:
    return zlib.crc32(url.encode("utf-8", "replace")) % _SHARDS


class _Look:
    """Looks at many files below one folder, behind no symbolic link."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._plain = {"": True}
        """Whether a folder below the root, with all above it, is no link."""

    def at(self, path: str) -> tuple[int, int] | None:
        """Return size and time of a file; None where there is none, or a link on the way."""
        if not self._is_plain(path.rpartition("/")[0]):
            return None
        try:
            found = os.lstat(f"{self._root}/{path}")
        except OSError:
            return None
        return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None

    def _is_plain(self, folder: str) -> bool:
        if folder not in self._plain:
            above = self._is_plain(folder.rpartition("/")[0])
            self._plain[folder] = above and not Path(self._root, folder).is_symlink()
        return self._plain[folder]
