"""Single articles: read, or found as an earlier run has read them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

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
from plenum.model.article import Article
from plenum.read.article import ArticleReader, ReadSettings
from plenum.source import Excuse, digest_of

CACHE = ".plenum/cache"
"""Where what is kept lies, below the site."""


@may_be_kept
@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, its faults and excuses, and what the rules for single articles find in it.

    `findings` are told only where the article is published.
    """

    article: Article
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]
    findings: tuple[Diagnostic, ...]


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

    def __call__(self, paths: Sequence[str]) -> list[tuple[str, Kept[ReadArticle]]]:
        """Return the articles of a batch, each with its key."""
        return [self.find(path) for path in paths]

    @cached_property
    def _reader(self) -> ArticleReader:
        return ArticleReader(self._settings)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made where it runs."""
        return {name: value for name, value in vars(self).items() if name != "_reader"}

    def find(self, path: str) -> tuple[str, Kept[ReadArticle]]:
        """Return an article with its key, which is empty for a file that cannot be read."""
        try:
            source = (self._settings.site / "content" / path).read_bytes()
        except OSError:
            return "", Kept(self.read(path))
        key = key_of("article", path, digest_of(source), self._how)
        data = self._store.get(key)
        if data is not None:
            return key, Kept(data=data)
        # Of these bytes, not of what an editor may have saved since: they are the key.
        made = Kept(self.read(path, source))
        self._store.put(key, lambda: made.data)
        return key, made

    def read(self, path: str, source: bytes | None = None) -> ReadArticle:
        """Read an article anew, from its bytes where they are at hand."""
        result = self._reader.read(path, source)
        findings = tuple(found for rule in ARTICLE_RULES for found in rule(result.article))
        return ReadArticle(result.article, result.diagnostics, result.excuses, findings)


class SingleArticles:
    """Reads single articles of a site, as they are or as an earlier run has read them."""

    def __init__(self, config: Config, store: Store) -> None:
        """Take the site's configuration and what is kept of its articles."""
        self._work = ReadWork(read_settings(config), store)
        self._store = store

    def now(self, path: str) -> tuple[str, ReadArticle] | None:
        """Return the article at `path` below `content/`, with its key; None without a file."""
        key, kept = self._work.find(path)
        try:
            return (key, kept.value_of(ReadArticle)) if key else None
        except UnreadableError:
            return None

    def earlier(self, key: str) -> ReadArticle | None:
        """Return what was kept under a key."""
        data = self._store.get(key)
        try:
            return None if data is None else Kept[ReadArticle](data=data).value_of(ReadArticle)
        except UnreadableError:
            return None


def read_settings(config: Config) -> ReadSettings:
    """Return by which of the configuration's settings articles are read."""
    return ReadSettings(
        config.site, config.front_matter, config.raw_html == "sanitize", config.degrees
    )


def site_store(config: Config, options: BuildOptions, name: str, *, writable: bool) -> Store:
    """Return what is kept for a site under a name; nothing is, for a run without a cache."""
    return Store(config.site / CACHE / name if options.cache else None, writable)
