"""The steps of a build, in order: `build(config, options) -> SiteReport`."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from plenum.check.anchors import dead_anchors
from plenum.check.claims import claims_that_agree
from plenum.check.ledger import Changes, compare
from plenum.check.over_sites import RULES
from plenum.check.parts import whole_articles
from plenum.config import BuildOptions, Config
from plenum.diagnostics import CATALOGUE, Diagnostic, Severity, fault, in_order
from plenum.diagnostics.report import errors_in
from plenum.diagnostics.span import Span
from plenum.draw.artwork import Artwork, Order, make_artwork
from plenum.link.context import LinkContext
from plenum.link.page import link_page
from plenum.link.related import Suggestion
from plenum.link.view import view_of
from plenum.model.article import Article
from plenum.model.graph import Graph
from plenum.model.output import AnyOutput
from plenum.model.page import ArticlePage
from plenum.model.site import Site
from plenum.pipeline.articles import ChangedError, site_store
from plenum.pipeline.edits import bound_articles
from plenum.pipeline.joining import Joined, join, sources_of
from plenum.pipeline.look import Look, look_of
from plenum.pipeline.page_record import PageStore, SiteState, new_token
from plenum.pipeline.pages import Pages, make_pages, page_keys
from plenum.pipeline.plans import LastBuild, page_url
from plenum.pipeline.reading import Read, read_site
from plenum.pipeline.report import SiteReport, judge
from plenum.pipeline.searching import is_searchable, search_files, with_search
from plenum.pipeline.site_files import published_files, site_files
from plenum.pipeline.stages import Stages
from plenum.pool import is_elsewhere, shared_processes
from plenum.render.environment import Renderer
from plenum.render.patterns import pattern_chrome
from plenum.write.spool import Spool, spool_beside
from plenum.write.writer import Written, find_foreign, write_outputs

T = TypeVar("T")


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
def build(
    config: Config, options: BuildOptions, *, write: bool = True, stages: Stages | None = None
) -> SiteReport:
    """Read, link, render and, unless there are errors or `write` is false, write the site.

    `stages` is told which step the run is at.
    """

    def work(options: BuildOptions) -> SiteReport:
        if write and not is_elsewhere():
            with spool_beside(options.output) as spool:
                return _build(config, options, spool, stages or Stages(), write=True)
        return _build(config, options, Spool(), stages or Stages(), write=write)

    return _of_one_state(work, options)


def _of_one_state(work: Callable[[BuildOptions], T], options: BuildOptions) -> T:
    """Do the work, all of it by the articles as they were read.

    If one has changed since, and has gone from the cache, all is done again without one: then
    what was read is held.
    """
    with shared_processes():
        try:
            return work(options)
        except ChangedError:
            return work(replace(options, cache=False))


def _build(
    config: Config, options: BuildOptions, spool: Spool, stages: Stages, *, write: bool
) -> SiteReport:
    started = time.monotonic()
    config, missing = with_search(config)
    look = look_of(config)
    read = _read(config, options, stages, writable=write)
    stages.begin("join")
    joined = join(config, options, read, look)
    site = joined.context.site
    searched = write and config.search and is_searchable(site, options)
    store = PageStore(site_store(config, options, "pages", writable=write), options.output)
    pages = make_pages(joined, look, options, read, store, spool, stages, searched=searched)
    outputs: list[AnyOutput] = [*pages.outputs]
    for output in site_files(joined, pages, look, read.ledger.gone):
        outputs += spool.put((output,))
    stages.begin("check")
    faults = [
        *config.diagnostics,
        *missing,
        *look.diagnostics,
        *joined.diagnostics,
        *pages.diagnostics,
    ]
    own = [*read.diagnostics, *pages.own]
    own += [found for each in site.by_path.values() for found in read.findings[each.path]]
    faults += [found for rule in RULES for found in rule(site, options.today)]
    faults += whole_articles(site, config.required)
    faults += claims_that_agree(pages.claims)
    faults += dead_anchors(
        joined.context.graph.edges, site, {output.path: output for output in outputs}
    )
    # All that a site publishes is much: a build looks only for what has gone.
    ledger = read.ledger
    changes = _changes(read, site) if not write or ledger.recorded or ledger.gone else None
    faults += changes.faults if changes else ()
    excuses = (*config.excuses, *read.excuses)
    drafts = site.drafts
    artwork = Artwork()
    # What is not written needs neither index nor pictures, by far the dearest parts of a site.
    if write and not errors_in(judge([*faults, *own], excuses, config, drafts)):
        if searched:
            stages.begin("search")
            outputs += search_files(pages.records, config, options, faults)
        stages.begin("pictures")
        artwork = _artwork(joined, look, pages, outputs, read, options.jobs)
        outputs += artwork.outputs
        faults += artwork.diagnostics
    outputs += published_files(config.site, site.files.values(), artwork.rewritten, faults)
    faults += find_foreign(outputs, options.output)
    diagnostics = judge([*faults, *own], excuses, config, drafts)
    left_out = Counter[str](each.state for each in site.left_out.values())
    report = SiteReport(
        diagnostics,
        articles=len(pages.articles),
        rendered=len(pages.changed),
        left_out=left_out,
        # Of a large site it is large, and a build has no use for it any more.
        changes=None if write else changes,
        changed=pages.changed,
        sources=sources_of(site, options),
        digests={f"content/{path}": digest for path, digest in read.digests.items()},
    )
    if write and not report.failed(strict=options.strict):
        stages.begin("write")
        report = _write(report, outputs, options.output, spool.tree)
        if not report.failed(strict=options.strict):
            paths = [article.source_path for article in site.articles]
            bound = bound_articles(faults, paths, config)
            state = _state(joined, look, bound, searched=searched)
            store.keep(pages.kept, state)
            report = replace(report, token=state.token)
    stages.end()
    return replace(report, seconds=round(time.monotonic() - started, 3))


def _state(joined: Joined, look: Look, bound: frozenset[str], *, searched: bool) -> SiteState:
    """Return what the next build may go by where it makes only some pages."""
    context = joined.context
    urls = {article.path: page_url(article, context) for article in context.site.articles}
    return SiteState(
        new_token(), joined.chrome, context.site.data, look.colours, urls, bound, searched
    )


class Survey(Struct, frozen=True):
    """The site as the build knows it after linking; its articles are there by their outlines.

    `unread` are the errors of reading it; `last` says what of the last build still stands.
    """

    context: LinkContext
    read: Read
    unread: tuple[Diagnostic, ...]
    last: LastBuild

    @property
    def site(self) -> Site:
        """The site, put together."""
        return self.context.site

    @property
    def graph(self) -> Graph:
        """All that leads from page to page."""
        return self.context.graph

    @property
    def related(self) -> Mapping[str, tuple[Suggestion, ...]]:
        """Related reading, by the article's path."""
        return self.context.related

    def whole(self, article: Article) -> Article:
        """Return an article with its texts."""
        return self.read.whole_article(article.path)

    def page(self, article: Article) -> ArticlePage:
        """Return an article's page as a template would see it."""
        view = view_of(article, self.context)
        page, _ = link_page(self.whole(article), view, self.context.pages)
        return page


@_uncollected()
def survey(config: Config, options: BuildOptions) -> Survey:
    """Read the site and resolve its links; make and write nothing."""
    return _of_one_state(lambda options: _survey(config, options), options)


def _survey(config: Config, options: BuildOptions) -> Survey:
    config, _ = with_search(config)
    read = _read(config, options, Stages(), writable=False)
    look = look_of(config)
    joined = join(config, options, read, look, explained=True)
    found = joined.context
    searched = config.search and is_searchable(found.site, options)
    store = PageStore(site_store(config, options, "pages", writable=False), options.output)
    keys = page_keys(joined, look, options, read.keys, searched=searched)
    judged = judge(read.diagnostics, (*config.excuses, *read.excuses), config, found.site.drafts)
    unread = tuple(each for each in judged if each.severity is Severity.ERROR)
    return Survey(found, read, unread, LastBuild(found, keys, store))


def patterns(config: Config) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the page that shows every component of the site's templates, or their faults."""
    look = look_of(config)
    chrome = pattern_chrome(config.language, look.style, look.asset_hrefs(config.base_path))
    return Renderer(look.folders, config.site).patterns(chrome)


def _read(config: Config, options: BuildOptions, stages: Stages, *, writable: bool) -> Read:
    images = site_store(config, options, "images", writable=writable)
    articles = site_store(config, options, "articles", writable=writable)
    return read_site(config, options, images, articles, stages)


def _changes(read: Read, site: Site) -> Changes | None:
    """Compare the site with its ledger; what could not be read has not vanished."""
    unread = any(CATALOGUE[each.id].fixed for each in read.diagnostics)
    return None if unread else compare(site, read.ledger)


def _artwork(  # noqa: PLR0913 (everything that is made of pixels)
    joined: Joined,
    look: Look,
    pages: Pages,
    outputs: Sequence[AnyOutput],
    read: Read,
    jobs: int,
) -> Artwork:
    site = joined.context.site
    order = Order(
        joined.context.config.site,
        tuple(site.files.values()),
        tuple(outputs),
        pages.cards,
        look.icon,
        look.icons,
        look.colours,
    )
    return make_artwork(order, read.store, jobs, read.kept)


def _write(
    report: SiteReport, outputs: Sequence[AnyOutput], root: Path, begun: Path | None
) -> SiteReport:
    try:
        written: Written = write_outputs(outputs, root, begun)
    except OSError as error:
        reason = f"{error.strerror or error}"
        failure = fault("unwritable-output", Span(error.filename or root.name), reason=reason)
        return replace(report, diagnostics=in_order([*report.diagnostics, failure]))
    return replace(report, written=written.written, removed=written.removed)
