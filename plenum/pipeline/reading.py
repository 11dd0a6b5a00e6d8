"""The read stage over a whole site: sources go in, articles and shared data come out."""

from collections import deque
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plenum.cache import Store, UnreadableError
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic
from plenum.draw.survey import survey as look_at_pictures
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.ledger import Ledger
from plenum.pipeline.articles import (
    ReadArticle,
    ReadWork,
    WholeArticles,
    outlined,
    read_settings,
)
from plenum.pipeline.stages import Stages
from plenum.pool import ordered_map
from plenum.read.data import DataReader
from plenum.read.discover import Found, discover
from plenum.read.ledger import read_ledger
from plenum.read.rules import read_rules
from plenum.read.search_tests import read_search_tests
from plenum.source import Excuse


class Read(Struct, frozen=True):
    """What the read stage gives of a whole site.

    The articles are there by their outlines, and one by one in `whole`. `findings` are what the
    rules for single articles find, by the article's path; `keys` are what stands for each article
    and for how it was read, `digests` those of the files' bytes, where they could be read. `kept`
    are the keys of what `store` told of pictures.
    """

    found: Found
    articles: tuple[Article, ...]
    whole: WholeArticles
    data: SiteData
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]
    findings: Mapping[str, tuple[Diagnostic, ...]]
    store: Store
    kept: frozenset[str]
    keys: Mapping[str, str]
    digests: Mapping[str, str]

    def whole_article(self, path: str) -> Article:
        """Return an article with its texts; raises ChangedError where they are gone."""
        return self.whole.of(path, self.keys[path]).article


def _read_articles(
    work: ReadWork, paths: Sequence[str], store: Store, jobs: int, stages: Stages
) -> tuple[list[tuple[str, ReadArticle]], dict[str, str], WholeArticles]:
    """Read the articles in as many processes as the run may use, each once for its bytes.

    Each outline comes with the key of those bytes and of how they are read; the digests of the
    bytes come by path.
    """
    stages.begin("read", len(paths))
    found = deque(ordered_map(work, paths, jobs, done=stages.advance))
    outlines = []
    digests = {}
    held = {}
    terms: dict[tuple[str, int], tuple[str, int]] = {}
    for path in paths:
        # The bytes of each go as its value comes.
        sent = found.popleft()
        if sent.digest:
            digests[path] = sent.digest
        if sent.held:
            held[path] = sent.held
        try:
            outline = sent.outline.value_of(ReadArticle)
        except UnreadableError:
            outline = outlined(work.read(path))
        # The same words stand in many articles: a quarter of what outlines would take.
        article = outline.article
        shared = tuple(terms.setdefault(each, each) for each in article.terms)
        outlines.append((sent.key, replace(outline, article=replace(article, terms=shared))))
    store.prune({key for key, _ in outlines})
    return outlines, digests, WholeArticles(work, held)


def read_site(
    config: Config, options: BuildOptions, pictures: Store, articles: Store, stages: Stages
) -> Read:
    """Read all sources; what is known of pictures and articles comes from the stores."""
    stages.begin("look")
    found = discover(config.site)
    looked = look_at_pictures(config.site, found.files, pictures, options.jobs)
    found = replace(found, files=looked.files)
    settings = read_settings(config)
    work = ReadWork(settings, articles)
    results, digests, whole = _read_articles(work, found.articles, articles, options.jobs, stages)
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
        whole,
        data,
        ledger,
        tuple(diagnostics),
        tuple(excuses),
        {result.article.path: result.findings for _, result in results},
        pictures,
        looked.keys,
        {result.article.path: key for key, result in results},
        digests,
    )
