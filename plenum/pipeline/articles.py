"""Single articles: read, or found as an earlier run has read them, by their outlines and whole.

The site is put together of outlines. Whole articles are large, and only their own pages are made
of them: they stay in the store until then.
"""

import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plenum.cache import (
    Kept,
    Store,
    UnreadableError,
    key_of,
    may_be_kept,
    program_digest,
    version_of,
)
from plenum.check.over_articles import ARTICLE_RULES
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic
from plenum.digest import digest_of
from plenum.link.aliases import keep_old_anchors
from plenum.model.article import Article
from plenum.model.outline import outline_of
from plenum.read.article import ArticleReader, ReadSettings
from plenum.source import Excuse

CACHE = ".plenum/cache"
"""Where what is kept lies, below the site."""


class ChangedError(Exception):
    """A file is not the one that was read in this run, and what was read is kept no more."""


@may_be_kept
class ReadArticle(Struct, frozen=True):
    """An article, its faults and excuses, and what the rules for single articles find in it.

    `findings` are told only where the article is to be published.
    """

    article: Article
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]
    findings: tuple[Diagnostic, ...]


@may_be_kept
class _Entry(Struct, frozen=True):
    """What is kept of an article: its outline and all of it, as bytes, for few need both."""

    outline: bytes
    whole: bytes


class FoundArticle(Struct, frozen=True):
    """An article with its key, by its outline and whole; `is_kept` says whether the store has it.

    `digest` is that of the file's bytes. It and the key are empty for one that cannot be read.
    """

    key: str
    digest: str
    outline: Kept[ReadArticle]
    whole: Kept[ReadArticle]
    is_kept: bool = False

    @property
    def entry(self) -> bytes:
        """What the store is to have of it."""
        return Kept(_Entry(self.outline.data, self.whole.data)).data


class SentArticle(Struct, frozen=True):
    """An article as it goes from process to process: `held` is all of it, if no store has it."""

    key: str
    digest: str
    outline: Kept[ReadArticle]
    held: Kept[ReadArticle] | None


_CONVERTERS = ("markdown", "pymdown-extensions", "pygments", "nh3", "pyyaml")
"""What an article comes out as depends on these packages, too."""


class ReadWork:
    """Reads a batch of articles, or finds what an earlier run has made of the same bytes.

    Picklable, with its converter made where it runs and something is to be converted.
    """

    def __init__(self, settings: ReadSettings, store: Store) -> None:
        """Take how articles are read, and what is kept of them."""
        self._settings = settings
        self._store = store
        # All that reading depends on but the file; where the site lies makes no difference.
        versions = (program_digest(), *map(version_of, _CONVERTERS), sys.version)
        self._how = key_of(replace(settings, site=Path()), versions)

    def __call__(self, paths: Sequence[str]) -> list[SentArticle]:
        """Return the articles of a batch."""
        return [
            SentArticle(each.key, each.digest, each.outline, None if each.is_kept else each.whole)
            for each in map(self.find, paths)
        ]

    @cached_property
    def _reader(self) -> ArticleReader:
        return ArticleReader(self._settings)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made where it runs."""
        return {name: value for name, value in vars(self).items() if name != "_reader"}

    def find(self, path: str) -> FoundArticle:
        """Return an article as it is now."""
        try:
            source = (self._settings.site / "content" / path).read_bytes()
        except OSError:
            return _found("", "", self.read(path))
        digest = digest_of(source)
        key = key_of("article", path, digest, self._how)
        entry = self._entry(key)
        if entry is not None:
            outline = Kept[ReadArticle](data=entry.outline)
            whole = Kept[ReadArticle](data=entry.whole)
            return FoundArticle(key, digest, outline, whole, is_kept=True)
        # Of these bytes, not of what an editor may have saved since: they are the key.
        found = _found(key, digest, self.read(path, source))
        is_kept = self._store.put(key, lambda: found.entry)
        return replace(found, is_kept=is_kept)

    def read(self, path: str, source: bytes | None = None) -> ReadArticle:
        """Read an article anew, from its bytes where they are at hand."""
        result = self._reader.read(path, source)
        findings = [found for rule in ARTICLE_RULES for found in rule(result.article)]
        article, flawed = keep_old_anchors(result.article)
        return ReadArticle(article, result.diagnostics, result.excuses, (*findings, *flawed))

    def earlier(self, key: str) -> ReadArticle | None:
        """Return all of what was kept under a key."""
        entry = self._entry(key)
        try:
            return (
                None if entry is None else Kept[ReadArticle](data=entry.whole).value_of(ReadArticle)
            )
        except UnreadableError:
            return None

    def _entry(self, key: str) -> _Entry | None:
        data = self._store.get(key)
        try:
            return None if data is None else Kept[_Entry](data=data).value_of(_Entry)
        except UnreadableError:
            return None


def _found(key: str, digest: str, made: ReadArticle) -> FoundArticle:
    return FoundArticle(key, digest, Kept(outlined(made)), Kept(made))


def outlined(read: ReadArticle) -> ReadArticle:
    """Return what was read with no more of the article than its outline."""
    return replace(read, article=outline_of(read.article))


class WholeArticles:
    """The articles of a site one by one, with their texts; picklable, without what it holds."""

    def __init__(self, work: ReadWork, held: Mapping[str, Kept[ReadArticle]] | None = None) -> None:
        """Take what reads them, and by path those that the store does not have."""
        self._work = work
        self._held = held or {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what goes along with the articles that are asked for: it may be the site."""
        return {**vars(self), "_held": {}}

    def held(self, path: str) -> Kept[ReadArticle] | None:
        """Return an article that the store does not have."""
        return self._held.get(path)

    def now(self, path: str) -> tuple[str, ReadArticle] | None:
        """Return the article at `path` below `content/`, with its key; None without a file."""
        found = self._work.find(path)
        return (found.key, self._value(path, found.whole)) if found.key else None

    def earlier(self, key: str) -> ReadArticle | None:
        """Return what was kept under a key."""
        return self._work.earlier(key)

    def of(self, path: str, key: str) -> ReadArticle:
        """Return an article as it was read in this run, under `key`.

        Where it has gone from the store meanwhile it is read again. Raises ChangedError where
        another text is there now: with what was decided of the first it does not go together.
        """
        if path in self._held:
            return self._value(path, self._held[path])
        known = self._work.earlier(key)
        if known is not None:
            return known
        found = self._work.find(path)
        if found.key != key:
            raise ChangedError(path)
        return self._value(path, found.whole)

    def _value(self, path: str, kept: Kept[ReadArticle]) -> ReadArticle:
        try:
            return kept.value_of(ReadArticle)
        except UnreadableError:
            return self._work.read(path)


def read_settings(config: Config) -> ReadSettings:
    """Return by which of the configuration's settings articles are read."""
    return ReadSettings(
        config.site, config.front_matter, config.raw_html == "sanitize", config.degrees
    )


def site_store(config: Config, options: BuildOptions, name: str, *, writable: bool) -> Store:
    """Return what is kept for a site under a name; nothing is, for a run without a cache."""
    return Store(config.site / CACHE / name if options.cache else None, writable)
