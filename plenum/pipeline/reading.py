"""The read stage over a whole site: sources go in, articles and shared data come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plenum.cache import (
    Store,
    UnreadableError,
)
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic
from plenum.draw.survey import survey as look_at_pictures
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.ledger import Ledger
from plenum.pipeline.articles import ReadArticle, ReadWork, read_settings
from plenum.pipeline.stages import Stages
from plenum.pool import ordered_map
from plenum.read.article import ReadSettings
from plenum.read.data import DataReader
from plenum.read.discover import Found, discover
from plenum.read.ledger import read_ledger
from plenum.read.rules import read_rules
from plenum.read.search_tests import read_search_tests
from plenum.source import Excuse


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


def _read_articles(
    paths: Sequence[str], settings: ReadSettings, store: Store, jobs: int, stages: Stages
) -> list[tuple[str, ReadArticle]]:
    """Read the articles in as many processes as the run may use, each once for its bytes.

    Each comes with the key of those bytes and of how they are read.
    """
    work = ReadWork(settings, store)
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


def read_site(
    config: Config, options: BuildOptions, pictures: Store, articles: Store, stages: Stages
) -> Read:
    """Read all sources; what is known of pictures and articles comes from the stores."""
    stages.begin("look")
    found = discover(config.site)
    looked = look_at_pictures(config.site, found.files, pictures, options.jobs)
    found = replace(found, files=looked.files)
    settings = read_settings(config)
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
