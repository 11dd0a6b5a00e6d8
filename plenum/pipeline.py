"""The steps of a build, in order: `build(config, options) -> Report`."""

import gc
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from plenum.cache import Store
from plenum.check import RULES
from plenum.check.anchors import dead_anchors
from plenum.check.ledger import Changes, compare
from plenum.config import CONFIG_NAME, BuildOptions, Config
from plenum.diagnostics import CATALOGUE, Diagnostic, Setting, Severity, fault, in_order
from plenum.diagnostics.span import Span
from plenum.draw.artwork import Artwork, Order, make_artwork
from plenum.draw.icons import check_icon
from plenum.draw.survey import is_named_picture
from plenum.draw.survey import survey as look_at_pictures
from plenum.link.assemble import assemble
from plenum.link.cards import CardMaker
from plenum.link.chrome import Addresses, capital, make_chrome
from plenum.link.glossary import GlossaryIndex
from plenum.link.graph import make_graph, resolve_links, resolve_literals
from plenum.link.islands import find_islands
from plenum.link.listings import list_pages
from plenum.link.page import LinkContext, card_of, link_page
from plenum.link.pictures import files_by_href
from plenum.link.related import RelatedIndex, Suggestion
from plenum.link.resolve import Resolver
from plenum.link.search import search_records
from plenum.model.article import Article
from plenum.model.card import Colours, SocialCard
from plenum.model.data import GLOSSARY_URL, SiteData
from plenum.model.dates import Moment
from plenum.model.graph import Graph, LiteralLink
from plenum.model.icons import ICON, MANIFEST, Icons, icons_of
from plenum.model.ledger import Ledger, place
from plenum.model.output import Output, Phase
from plenum.model.page import Chrome, Page
from plenum.model.search import SearchRecord
from plenum.model.site import PublishedFile, Site
from plenum.model.url import encode_path, output_path
from plenum.pool import ordered_map
from plenum.read.article import ArticleReader, ReadResult, ReadSettings
from plenum.read.data import DataReader
from plenum.read.discover import Found, discover
from plenum.read.ledger import read_ledger
from plenum.read.search_tests import read_search_tests
from plenum.render.environment import Renderer
from plenum.render.feeds import atom, json_feed
from plenum.render.graph import graph_json
from plenum.render.headers import headers
from plenum.render.literal_links import literal_links
from plenum.render.llms import llms_txt
from plenum.render.manifest import web_manifest
from plenum.render.patterns import pattern_chrome
from plenum.render.redirects import redirect_page, redirects_file
from plenum.render.search import SearchError, index_path, pagefind_version, search_index
from plenum.render.sitemap import robots, sitemap
from plenum.render.style import colours_in, load_assets, load_style
from plenum.render.template_fault import TemplateFolders
from plenum.source import Excuse, apply_excuses
from plenum.write.writer import Written, find_foreign, write_outputs

_FEED_ENTRIES = 20
_SEARCH_SCRIPT = "search.js"
_SEARCH_CACHE = ".plenum/cache/search"
_IMAGE_CACHE = ".plenum/cache/images"


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and did. `seconds` is wall time.

    `left_out` says of how many articles what keeps them from being published. `changes` is how
    the site differs from its ledger of addresses; None where it could not be read in full.
    """

    diagnostics: tuple[Diagnostic, ...]
    articles: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    left_out: Mapping[str, int] = field(default_factory=dict)
    changes: Changes | None = None

    @property
    def errors(self) -> int:
        """How many faults stop the publication."""
        return _errors(self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many faults do not."""
        return sum(d.severity is Severity.WARNING for d in self.diagnostics)

    def failed(self, *, strict: bool) -> bool:
        """Whether the run counts as failed; strictly, warnings count too."""
        return self.errors > 0 or (strict and self.warnings > 0)


@dataclass(frozen=True, slots=True)
class _Look:
    """What gives the pages their look: templates, the style sheet, the icons and the assets."""

    folders: tuple[Path, ...]
    style: str
    colours: Colours
    icons: Icons | None
    assets: dict[str, tuple[str, bytes]]
    literals: tuple[LiteralLink, ...]
    index_path: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the read stage gives of a whole site; `kept` are the keys of what `store` told it."""

    found: Found
    articles: tuple[Article, ...]
    data: SiteData
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    excuses: tuple[Excuse, ...]
    store: Store
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Joined:
    """What is known once the site is seen as a whole, before a page is made."""

    context: LinkContext
    chrome: Chrome
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """An article's files, and what is needed of its page where others are made.

    `entries` are the glossary entries to which it leads.
    """

    url: str
    modified: Moment | None
    card: SocialCard | None
    entries: tuple[str, ...]
    records: tuple[SearchRecord, ...]
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    template_faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Pages:
    """All pages as files; `lists` are those that are no articles."""

    articles: Sequence[_Made]
    lists: Sequence[Page]
    records: Sequence[SearchRecord]
    outputs: Sequence[Output]
    diagnostics: Sequence[Diagnostic]

    @property
    def cards(self) -> tuple[SocialCard, ...]:
        """The social cards to draw."""
        cards = (*(each.card for each in self.articles), *(page.head.card for page in self.lists))
        return tuple(card for card in cards if card)


def _errors(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(each.severity is Severity.ERROR for each in diagnostics)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for cyclic garbage.

    Nearly all that a build makes lives until its end: the search finds nothing, and takes the
    longer the larger the site is (a seventh of the time of 3,000 articles).
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def build(config: Config, options: BuildOptions, *, write: bool = True) -> Report:
    """Read, link, render and, unless there are errors or `write` is false, write the site."""
    started = time.monotonic()
    config, missing = _with_search(config)
    look = _look(config)
    read = _read(config, options, _store(config, options, writable=write))
    joined = _join(config, options, read, look)
    site = joined.context.site
    searched = write and config.search and _is_searchable(site, options)
    pages = _make_pages(joined, look, options.jobs, searched=searched)
    outputs = [*pages.outputs, *_site_files(joined, pages, look, read.ledger.gone)]
    faults = [
        *config.diagnostics,
        *missing,
        *look.diagnostics,
        *read.diagnostics,
        *joined.diagnostics,
        *pages.diagnostics,
    ]
    faults += [found for rule in RULES for found in rule(site, options.today)]
    rendered_pages = {output.path: output.data for output in outputs}
    faults += dead_anchors(joined.context.graph.edges, site, rendered_pages)
    changes = _changes(read, site)
    faults += changes.faults if changes else ()
    excuses = (*config.excuses, *read.excuses)
    artwork = Artwork()
    # What is not written needs neither index nor pictures, by far the dearest parts of a site.
    if write and not _errors(judge(faults, excuses, config)):
        if searched:
            outputs += _search_index(pages.records, config, options, faults)
        artwork = _artwork(joined, look, pages, outputs, read, options.jobs)
        outputs += artwork.outputs
        faults += artwork.diagnostics
    outputs += _published_files(config.site, site.files.values(), artwork.rewritten, faults)
    faults += find_foreign(outputs, options.output)
    diagnostics = judge(faults, excuses, config)
    left_out = Counter[str](each.state for each in site.left_out.values())
    report = Report(
        diagnostics,
        articles=len(pages.articles),
        rendered=len(pages.articles) + len(pages.lists),
        left_out=left_out,
        changes=changes,
    )
    if write and not report.failed(strict=options.strict):
        report = _write(report, outputs, options.output)
    return replace(report, seconds=round(time.monotonic() - started, 3))


@dataclass(frozen=True, slots=True)
class Survey:
    """The site as the build knows it after linking."""

    site: Site
    graph: Graph
    related: Mapping[str, tuple[Suggestion, ...]]


@_uncollected()
def survey(config: Config, options: BuildOptions) -> Survey:
    """Read the site and resolve its links; make and write nothing."""
    config, _ = _with_search(config)
    read = _read(config, options, _store(config, options, writable=False))
    found = _join(config, options, read, _look(config)).context
    return Survey(found.site, found.graph, found.related)


def patterns(config: Config) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the page that shows every component of the site's templates, or their faults."""
    look = _look(config)
    assets = {name: f"{config.base_path}/{path}" for name, (path, _) in look.assets.items()}
    chrome = pattern_chrome(config.language, look.style, assets)
    return Renderer(look.folders, config.site).patterns(chrome)


def _store(config: Config, options: BuildOptions, *, writable: bool) -> Store:
    return Store(config.site / _IMAGE_CACHE if options.cache else None, writable)


def _changes(read: _Read, site: Site) -> Changes | None:
    """Compare the site with its ledger; what could not be read has not vanished."""
    unread = any(CATALOGUE[each.id].fixed for each in read.diagnostics)
    return None if unread else compare(site, read.ledger)


def judge(
    faults: Iterable[Diagnostic], excuses: Iterable[Excuse], config: Config
) -> tuple[Diagnostic, ...]:
    """Apply excuses and the configuration's severities, and bring the faults in order."""
    kept = apply_excuses(in_order(faults), excuses)
    judged = []
    for diagnostic in kept:
        setting = config.faults.get(diagnostic.id)
        if setting is Setting.OFF:
            continue
        severity = Severity(setting.value) if setting else diagnostic.severity
        judged.append(diagnostic._replace(severity=severity))
    return in_order(judged)


def _with_search(config: Config) -> tuple[Config, list[Diagnostic]]:
    """Return the configuration without a search, and a fault, where Pagefind is missing."""
    if not config.search or pagefind_version() is not None:
        return config, []
    reason = "Pagefind, which makes its index, is not installed"
    return replace(config, search=False), [_not_built(reason)]


def _not_built(reason: str) -> Diagnostic:
    return fault("search-not-built", Span(CONFIG_NAME), reason=reason)


def _look(config: Config) -> _Look:
    site = config.site
    folders = TemplateFolders(template_folders(site), site)
    style, style_faults = load_style(folders)
    assets, asset_faults = load_assets(folders)
    literals = tuple(literal_links(folders))
    pagefind = pagefind_version() if config.search else None
    if pagefind is None:
        assets.pop(_SEARCH_SCRIPT, None)
    index = index_path(pagefind) if pagefind else ""
    colours = colours_in(style)
    icon = assets[ICON][1] if ICON in assets else None
    icons = icons_of(icon, colours) if icon is not None else None
    faults = (*style_faults, *asset_faults, *(check_icon(icon) if icon is not None else ()))
    return _Look(folders.folders, style, colours, icons, assets, literals, index, faults)


def template_folders(site: Path) -> tuple[Path, ...]:
    """Return where templates are sought: the site's own folder, then the hub's."""
    package = Path(__file__).resolve().parent
    bundled = package / "hub" / "templates"
    hub = bundled if bundled.is_dir() else package.parent / "templates"
    own = site / "templates"
    return (own, hub) if own.is_dir() and own.resolve() != hub.resolve() else (hub,)


# -- read -----------------------------------------------------------------------------------


class _ReadWork:
    """Reads a batch of articles; picklable, with its converter made where it runs."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings

    def __call__(self, paths: Sequence[str]) -> list[ReadResult]:
        reader = ArticleReader(self._settings)
        return [reader.read(path) for path in paths]


def _read(config: Config, options: BuildOptions, store: Store) -> _Read:
    found = discover(config.site)
    pictures = look_at_pictures(config.site, found.files, store, options.jobs)
    found = replace(found, files=pictures.files)
    settings = ReadSettings(config.site, config.front_matter, config.raw_html == "sanitize")
    results = ordered_map(_ReadWork(settings), found.articles, options.jobs)
    data_reader = DataReader(settings)
    tests, test_faults, test_excuses = read_search_tests(config.site, found.data)
    data = replace(data_reader.read(found.data), search_tests=tests)
    ledger, ledger_faults, ledger_excuses = read_ledger(config.site, found.data)
    diagnostics = [
        *found.diagnostics,
        *pictures.diagnostics,
        *data_reader.diagnostics,
        *ledger_faults,
        *test_faults,
    ]
    excuses = [*data_reader.excuses, *ledger_excuses, *test_excuses]
    for result in results:
        diagnostics += result.diagnostics
        excuses += result.excuses
    articles = tuple(result.article for result in results)
    return _Read(
        found,
        articles,
        data,
        ledger,
        tuple(diagnostics),
        tuple(excuses),
        store,
        pictures.keys,
    )


# -- link -----------------------------------------------------------------------------------


def _join(config: Config, options: BuildOptions, read: _Read, look: _Look) -> _Joined:
    site, faults = assemble(
        read.articles,
        read.data,
        read.found.files,
        options,
        config.paginate,
        search=config.search,
    )
    recorded = (read.ledger.recorded or {}).keys() - read.ledger.gone.keys()
    resolver = Resolver(site, config, options.today, recorded)
    assets = {name: f"{config.base_path}/{path}" for name, (path, _) in look.assets.items()}
    chrome, navigation, chrome_faults = make_chrome(
        site, config, resolver, look.style, assets, look.index_path, look.icons
    )
    addresses = Addresses(site, config)
    links = resolve_links(site, resolver)
    literal, literal_faults = resolve_literals(look.literals, resolver, config.base_path)
    related = RelatedIndex(site.articles, site.data.glossary, links.edges).choose(
        {path: [article for article, _ in picks] for path, picks in links.picks.items()},
        {path: part.neighbours for path, part in links.parts.items()},
    )
    graph = make_graph(site, links, related, [*navigation, *literal], config.paginate)
    faults += [*links.diagnostics, *literal_faults, *find_islands(site, graph)]
    glossary = addresses.href(GLOSSARY_URL)
    context = LinkContext(
        site,
        config,
        addresses,
        resolver,
        links,
        related,
        graph,
        GlossaryIndex(site.data.glossary, glossary, addresses.absolute(glossary)),
        files_by_href(site.files.values(), config.base_path),
        CardMaker(addresses, config.title, look.colours) if config.social_cards else None,
    )
    return _Joined(context, chrome, (*faults, *chrome_faults))


# -- pages ----------------------------------------------------------------------------------


class _RenderWork:
    """Renders a batch of pages; picklable, with its environment made where it runs."""

    def __init__(self, folders: tuple[Path, ...], site: Path, chrome: Chrome) -> None:
        self._folders = folders
        self._site = site
        self.chrome = chrome

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self._folders, self._site)

    def __call__(
        self, pages: Sequence[Page]
    ) -> list[tuple[tuple[Output, ...], tuple[Diagnostic, ...]]]:
        return [self.renderer.render(page, self.chrome) for page in pages]


class _ArticleWork:
    """Links and renders a batch of articles, by their places in the site's order.

    So no page goes from process to process, and both cores link.
    """

    def __init__(self, context: LinkContext, render: _RenderWork, *, searched: bool) -> None:
        self._context = context
        self._render = render
        self._searched = searched

    def __call__(self, numbers: Sequence[int]) -> list[_Made]:
        return [self._make(self._context.site.articles[number]) for number in numbers]

    def _make(self, article: Article) -> _Made:
        page, faults = link_page(article, self._context)
        ((outputs, template_faults),) = self._render([page])
        index = self._context.glossary
        return _Made(
            page.head.url,
            page.modified,
            page.head.card,
            tuple(definition.id for definition in page.definitions),
            tuple(search_records([page], index)) if self._searched else (),
            outputs,
            tuple(faults),
            template_faults,
        )


def _make_pages(joined: _Joined, look: _Look, jobs: int, *, searched: bool) -> _Pages:
    context = joined.context
    render = _RenderWork(look.folders, context.config.site, joined.chrome)
    work = _ArticleWork(context, render, searched=searched)
    articles = ordered_map(work, range(len(context.site.articles)), jobs)
    lists, list_faults = list_pages(context, (each.entries for each in articles))
    rendered = ordered_map(render, lists, jobs)
    template_faults = _first_of_each(
        [
            *(found for each in articles for found in each.template_faults),
            *(found for _, faults in rendered for found in faults),
        ]
    )
    records = [
        *(record for each in articles for record in each.records),
        *(search_records(lists, context.glossary) if searched else ()),
    ]
    return _Pages(
        articles,
        lists,
        records,
        [
            *(output for each in articles for output in each.outputs),
            *(output for outputs, _ in rendered for output in outputs),
        ],
        [
            *(found for each in articles for found in each.diagnostics),
            *list_faults,
            *template_faults,
        ],
    )


def _is_searchable(site: Site, options: BuildOptions) -> bool:
    return options.searchable is None or len(site.articles) <= options.searchable


def _search_index(
    records: Sequence[SearchRecord], config: Config, options: BuildOptions, faults: list[Diagnostic]
) -> tuple[Output, ...]:
    cache = config.site / _SEARCH_CACHE if options.cache else None
    try:
        return search_index(records, config.language, cache)
    except SearchError as error:
        faults.append(_not_built(str(error)))
        return ()


def _artwork(  # noqa: PLR0913 (everything that is made of pixels)
    joined: _Joined,
    look: _Look,
    pages: _Pages,
    outputs: Sequence[Output],
    read: _Read,
    jobs: int,
) -> Artwork:
    site = joined.context.site
    order = Order(
        joined.context.config.site,
        tuple(site.files.values()),
        tuple(outputs),
        pages.cards,
        look.assets[ICON][1] if ICON in look.assets else None,
        look.icons,
        look.colours,
    )
    return make_artwork(order, read.store, jobs, read.kept)


def _first_of_each(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Keep one fault a place in a template, however many pages run into it."""
    by_place: dict[tuple[str, Span], Diagnostic] = {}
    for diagnostic in faults:
        by_place.setdefault((diagnostic.id, diagnostic.span), diagnostic)
    return list(by_place.values())


def _site_files(joined: _Joined, pages: _Pages, look: _Look, gone: Iterable[str]) -> list[Output]:
    """Make the files that stand for the whole site: feeds, sitemap, redirects, headers, assets."""
    context, chrome = joined.context, joined.chrome
    site, addresses = context.site, context.addresses
    dated = [article for article in site.articles if article.meta.date]
    cards = [card_of(article, addresses) for article in dated[:_FEED_ENTRIES]]
    entries = [
        *((each.url, each.modified) for each in pages.articles),
        *((page.head.url, None) for page in pages.lists if page.head.indexable),
    ]
    groups = [
        (
            capital(term.name),
            tuple(card_of(a, addresses) for a in term.articles),
        )
        for term in site.categories.values()
    ]
    others = tuple(card_of(a, addresses) for a in site.articles if a.meta.category is None)
    redirects = [
        (
            alias.url,
            addresses.href(alias.target),
            f"#{encode_path(alias.anchor)}" if alias.anchor else "",
        )
        for alias in site.aliases.values()
    ]
    published = {place(url) for url in site.addresses}
    left = [each for each in gone if "#" not in each and each not in published]
    made = [
        atom(cards, chrome),
        json_feed(cards, chrome),
        *sitemap(entries),
        robots(chrome),
        graph_json(site, context.graph, chrome.title),
        llms_txt(chrome, [*groups, ("Articles", others)] if others else groups),
        redirects_file([(old, href + at) for old, href, at in redirects], chrome, left),
        headers(chrome, ()),
        *(
            redirect_page(old, href + at, addresses.absolute(href), chrome)
            for old, href, at in redirects
        ),
    ]
    if look.icons and f"/{MANIFEST}" not in site.files:
        made.append(web_manifest(chrome, look.icons, look.colours))
    made += [Output(path, data, Phase.ASSET) for path, data in look.assets.values()]
    return [output for output in made if output is not None]


# -- write ----------------------------------------------------------------------------------


def _published_files(
    site: Path,
    files: Iterable[PublishedFile],
    rewritten: Mapping[str, bytes],
    faults: list[Diagnostic],
) -> list[Output]:
    """Return the files as they are, or as they were `rewritten`.

    A picture that could not be read is not published, even where its fault is no error: nobody
    knows what its camera wrote into it.
    """
    outputs = []
    for file in files:
        if file.picture is None and is_named_picture(file.path):
            continue
        try:
            data = (
                rewritten[file.path] if file.path in rewritten else (site / file.path).read_bytes()
            )
        except OSError as error:
            reason = error.strerror or str(error)
            faults.append(fault("unreadable-file", Span(file.path), reason=reason))
            continue
        outputs.append(Output(output_path(file.url), data, Phase.ASSET))
    return outputs


def _write(report: Report, outputs: Sequence[Output], root: Path) -> Report:
    try:
        written: Written = write_outputs(outputs, root)
    except OSError as error:
        reason = f"{error.strerror or error}"
        failure = fault("unwritable-output", Span(error.filename or root.name), reason=reason)
        return replace(report, diagnostics=in_order([*report.diagnostics, failure]))
    return replace(report, written=written.written, removed=written.removed)
