"""The read stage over a whole site: sources go in, articles and shared data come out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plenum.cache import Store
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic
from plenum.draw.survey import survey as look_at_pictures
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.ledger import Ledger
from plenum.pool import ordered_map
from plenum.read.article import ArticleReader, ReadResult, ReadSettings
from plenum.read.data import DataReader
from plenum.read.discover import Found, discover
from plenum.read.ledger import read_ledger
from plenum.read.rules import read_rules
from plenum.read.search_tests import read_search_tests
from plenum.source import Excuse


@dataclass(frozen=True, slots=True)
class Read:
    """What the read stage gives of a whole site; `kept` are the keys of what `store` told it."""

    found: Found
    articles: tuple[Article, ...]
    data: SiteData
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]
    store: Store
    kept: frozenset[str]


class _ReadWork:
    """Reads a batch of articles; picklable, with its converter made where it runs."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings

    def __call__(self, paths: Sequence[str]) -> list[ReadResult]:
        reader = ArticleReader(self._settings)
        return [reader.read(path) for path in paths]


def read_site(config: Config, options: BuildOptions, store: Store) -> Read:
    """Read all sources; what is known of pictures comes from the store, and goes there."""
    found = discover(config.site)
    pictures = look_at_pictures(config.site, found.files, store, options.jobs)
    found = replace(found, files=pictures.files)
    settings = ReadSettings(config.site, config.front_matter, config.raw_html == "sanitize")
    results = ordered_map(_ReadWork(settings), found.articles, options.jobs)
    data_reader = DataReader(settings)
    tests, test_faults, test_excuses = read_search_tests(config.site, found.data)
    rules, rule_faults, rule_excuses = read_rules(config.site, found.data)
    data = replace(data_reader.read(found.data), search_tests=tests, rules=rules)
    ledger, ledger_faults, ledger_excuses = read_ledger(config.site, found.data)
    diagnostics = [
        *found.diagnostics,
        *pictures.diagnostics,
        *data_reader.diagnostics,
        *ledger_faults,
        *test_faults,
        *rule_faults,
    ]
    excuses = [*data_reader.excuses, *ledger_excuses, *test_excuses, *rule_excuses]
    for result in results:
        diagnostics += result.diagnostics
        excuses += result.excuses
    articles = tuple(result.article for result in results)
    return Read(
        found,
        articles,
        data,
        ledger,
        tuple(diagnostics),
        tuple(excuses),
        store,
        pictures.keys,
    )
