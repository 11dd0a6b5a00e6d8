"""What the last build made of each page, and of what; the next build asks what still stands.

A page stands where all that it was made of is what it was, and its files lie in the output folder
as they were written: size and time tell.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plenum.cache import Kept, Store, UnreadableError, key_of, may_be_kept
from plenum.check.claims import Claim
from plenum.diagnostics import Diagnostic
from plenum.model.card import SocialCard
from plenum.model.dates import Moment
from plenum.model.output import Phase, Standing
from plenum.model.page import Definition
from plenum.model.search import SearchRecord

Parts = tuple[tuple[str, str], ...]
"""What a page is made of: the name of each part and what stands for its state."""


@may_be_kept
@dataclass(frozen=True, slots=True)
class MadePage:
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
@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in an article beside the site's data: faults, and its statements."""

    diagnostics: tuple[Diagnostic, ...] = ()
    claims: tuple[Claim, ...] = ()


NO_FINDINGS = Findings()


@may_be_kept
@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page with what it was made of.

    `findings` are of the article and the shared data for which `checked` stands.
    """

    parts: Parts
    made: MadePage
    checked: str = ""
    findings: Findings = NO_FINDINGS


@may_be_kept
@dataclass(frozen=True, slots=True)
class PageRecord:
    """The pages of one output folder, by URL; sizes and times of their files, by path."""

    pages: Mapping[str, KeptPage] = field(default_factory=dict)
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class PageStore:
    """Keeps the record of one output folder."""

    def __init__(self, store: Store, output: Path) -> None:
        """Find what the last build of the folder `output` has recorded, if anything."""
        self._store = store
        self._output = output
        self._key = key_of("pages", str(output))
        data = store.get(self._key)
        self.last = PageRecord() if data is None else _record_from(data)
        look = _Look(str(output))
        self._standing = {path for path, seen in self.last.files.items() if seen == look.at(path)}

    def standing(self, page: KeptPage) -> tuple[Standing, ...] | None:
        """Return the files of a page; None where one is not as it was written."""
        if not all(path in self._standing for path, _ in page.made.files):
            return None
        return tuple(Standing(path, self._output / path, phase) for path, phase in page.made.files)

    def keep(self, pages: Mapping[str, KeptPage]) -> None:
        """Record the pages, whose files lie in the output folder now."""
        paths: Iterable[str] = (path for each in pages.values() for path, _ in each.made.files)
        look = _Look(str(self._output))
        stats = ((path, look.at(path)) for path in paths)
        record = PageRecord(dict(pages), {path: stat for path, stat in stats if stat})
        if record == self.last:
            return
        self._store.put(self._key, Kept(record).data)
        self._store.prune({self._key})


def _record_from(data: bytes) -> PageRecord:
    try:
        value: object = Kept[object](data=data).value
    except UnreadableError:
        return PageRecord()
    return value if isinstance(value, PageRecord) else PageRecord()


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
