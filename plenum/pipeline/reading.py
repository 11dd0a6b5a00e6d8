"""The read stage over a whole site: sources go in, articles and shared data come out."""

import sys
from collections.abc import Mapping, Sequence
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
from plenum.check import ARTICLE_RULES
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic
from plenum.draw.survey import survey as look_at_pictures
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.ledger import Ledger
from plenum.pipeline.stages import Stages
from plenum.pool import ordered_map
from plenum.read.article import ArticleReader, ReadSettings
from plenum.read.data import DataReader
from plenum.read.discover import Found, discover
from plenum.read.ledger import read_ledger
from plenum.read.rules import read_rules
from plenum.read.search_tests import read_search_tests
from plenum.source import Excuse, digest_of


@dataclass(frozen=True, slots=True)
class Read:
    """What the read stage gives of a whole site.

    `findings` are what the rules for single articles find, by the article's path; `keys` are what
    stands for each article and for how it was read. `kept` are the keys of what `store` told of
    pictures.
    """

    found: Found
    articles: tuple[Article, ...]
    data: SiteData
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]
    findings: Mapping[str, tuple[Diagnostic, ...]]
    store: Store
    kept: frozenset[str]
    keys: Mapping[str, str]


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


class _ReadWork:
    """Reads a batch of articles, or finds what an earlier run has made of the same bytes.

    Picklable, with its converter made where it runs and something is to be converted.
    """

    def __init__(self, settings: ReadSettings, store: Store) -> None:
        self._settings = settings
        self._store = store
        # All that reading depends on but the file; where the site lies makes no difference.
        versions = (program_digest(), *map(version_of, _CONVERTERS), sys.version)
        self._how = key_of(replace(settings, site=Path()), versions)

    def __call__(self, paths: Sequence[str]) -> list[tuple[str, Kept[ReadArticle]]]:
        return [self.find(path) for path in paths]

    @cached_property
    def _reader(self) -> ArticleReader:
        return ArticleReader(self._settings)

    def __getstate__(self) -> dict[str, Any]:
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


def _read_articles(
    paths: Sequence[str], settings: ReadSettings, store: Store, jobs: int, stages: Stages
) -> list[tuple[str, ReadArticle]]:
    """Read the articles in as many processes as the run may use, each once for its bytes.

    Each comes with the key of those bytes and of how they are read.
    """
    work = _ReadWork(settings, store)
    stages.begin("read", len(paths))
    found = ordered_map(work, paths, jobs, done=stages.advance)
    results = []
    for path, (key, kept) in zip(paths, found, strict=True):
        try:
            results.append((key, kept.value_of(ReadArticle)))
        except UnreadableError:
            results.append((key, work.read(path)))
    store.prune({key for key, _ in found})
    return results


class SingleArticles:
    """Reads single articles of a site, as they are or as an earlier run has read them."""

    def __init__(self, config: Config, store: Store) -> None:
        """Take the site's configuration and what is kept of its articles."""
        self._work = _ReadWork(_settings(config), store)
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


def _settings(config: Config) -> ReadSettings:
    return ReadSettings(
        config.site, config.front_matter, config.raw_html == "sanitize", config.degrees
    )


def read_site(
    config: Config, options: BuildOptions, pictures: Store, articles: Store, stages: Stages
) -> Read:
    """Read all sources; what is known of pictures and articles comes from the stores."""
    stages.begin("look")
    found = discover(config.site)
    looked = look_at_pictures(config.site, found.files, pictures, options.jobs)
    found = replace(found, files=looked.files)
    settings = _settings(config)
    results = _read_articles(found.articles, settings, articles, options.jobs, stages)
    data_reader = DataReader(settings)
    tests, test_faults, test_excuses = read_search_tests(config.site, found.data)
    rules, rule_faults, rule_excuses = read_rules(config.site, found.data)
    data = replace(data_reader.read(found.data), search_tests=tests, rules=rules)
    ledger, ledger_faults, ledger_excuses = read_ledger(config.site, found.data)
    diagnostics = [
        *found.diagnostics,
        *looked.diagnostics,
        *data_reader.diagnostics,
        *ledger_faults,
        *test_faults,
        *rule_faults,
    ]
    excuses = [*data_reader.excuses, *ledger_excuses, *test_excuses, *rule_excuses]
    for _, result in results:
        diagnostics += result.diagnostics
        excuses += result.excuses
    return Read(
        found,
        tuple(result.article for _, result in results),
        data,
        ledger,
        tuple(diagnostics),
        tuple(excuses),
        {result.article.path: result.findings for _, result in results},
        pictures,
        looked.keys,
        {result.article.path: key for key, result in results},
    )
