"""A build after edits of articles' own texts: their pages are made, and nothing else is looked at.

An edit that leaves the outline of an article as it is changes nothing that is decided by looking
at the site as a whole. What the last build decided is recorded, so the site is not put together
again. Whatever is in doubt is left to the whole build.
"""

import datetime as dt
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plenum import lazy_re
from plenum.cache import Kept, UnreadableError, key_of_value
from plenum.check.claims import Claim
from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic, Setting, in_order
from plenum.diagnostics.report import Report
from plenum.draw.copies import copies_named_in
from plenum.folders import template_folders
from plenum.link.context import page_context
from plenum.link.view import SiteView
from plenum.model.article import Article
from plenum.model.outline import outline_of
from plenum.model.output import MadeOutput
from plenum.pipeline.articles import (
    ReadArticle,
    ReadWork,
    WholeArticles,
    read_settings,
    site_store,
)
from plenum.pipeline.page_keys import article_of, with_article
from plenum.pipeline.page_record import KeptPage, MadePage, PageStore, SiteState, new_token
from plenum.pipeline.report import SiteReport, judge
from plenum.pipeline.work import ArticleWork, RenderWork
from plenum.source import Excuse
from plenum.write.spool import Spool
from plenum.write.writer import replace_outputs

MOST_EDITED = 20
"""Of more articles at once the whole build is as quick."""
_FOLDER = "content/"
_SOURCE = lazy_re.compile(r"content/[^\s'\"`:]+\.(?:md|markdown)\b")
_OF_ALL_TEXTS = "orphan"
"""The fault whose advice is looked for in the texts of all articles."""


def bound_articles(
    faults: Iterable[Diagnostic], sources: Collection[str], config: Config
) -> frozenset[str]:
    """Return which of the `sources` have faults that whole builds find, or are spoken of in one.

    What the configuration leaves out is never told.
    """
    # In a name may stand whatever ends it elsewhere.
    unusual = [source for source in sources if not _SOURCE.fullmatch(source)]
    bound: set[str] = set()
    for each in faults:
        if config.faults.get(each.id) is Setting.OFF:
            continue
        if each.id == _OF_ALL_TEXTS:
            return frozenset(sources)
        told = f"{each.message} {each.hint}"
        bound.add(each.span.path)
        bound.update(_SOURCE.findall(told))
        bound.update(source for source in unusual if source in told)
    return frozenset(bound)


class _Edited(Struct, frozen=True):
    """An article with its page, made anew."""

    source: str
    url: str
    page: KeptPage
    outputs: tuple[MadeOutput, ...]
    diagnostics: tuple[Diagnostic, ...]


def rebuild(  # noqa: PLR0913 (a build's question, and what was known)
    config: Config,
    options: BuildOptions,
    touched: Collection[str],
    last: Report,
    token: str,
    *,
    search_waits: bool = False,
) -> SiteReport | None:
    """Build after edits of the sources `touched`; None where the whole build must do it.

    `last` is the report of the last build, after which the state `token` was recorded; but for
    `touched` all is as it was then. Where `search_waits`, its index may lag behind.
    """
    started = time.monotonic()
    if not options.cache or not 0 < len(touched) <= MOST_EDITED:
        return None
    store = PageStore(site_store(config, options, "pages", writable=True), options.output)
    bench = _bench_for(config, options, store, token)
    if bench is None or (bench.state.searched and not search_waits):
        return None
    state = bench.state
    editor = _Editor(config, bench, store)
    edited = []
    for source in sorted(touched):
        one = editor.edited(source)
        if one is None:
            return None
        edited.append(one)
    sources = {each.source for each in edited}
    diagnostics = in_order(
        [
            *(found for found in last.diagnostics if found.span.path not in sources),
            *(found for each in edited for found in each.diagnostics),
        ]
    )
    report = SiteReport(
        diagnostics,
        articles=last.articles,
        rendered=len(edited),
        left_out=last.left_out,
        changed={each.url: ("the article",) for each in edited},
        sources=last.sources if isinstance(last, SiteReport) else {},
        is_partial=state.searched,
    )
    if not report.failed(strict=options.strict):
        outputs = [output for each in edited for output in each.outputs]
        try:
            written = replace_outputs(outputs, options.output)
        except OSError:
            # The whole build says what stands in the way.
            return None
        if written is None:
            return None
        paths = tuple(output.path for output in outputs)
        report = replace(report, written=written.written, token=new_token(), replaced=paths)
        state = replace(state, token=report.token)
        store.keep_some({each.url: each.page for each in edited}, state)
        _benches[options.output] = replace(bench, state=state)
    return replace(report, seconds=round(time.monotonic() - started, 3))


class _Bench(Struct, frozen=True):
    """What edits are made with, ready: converters made, templates compiled, rules prepared."""

    today: dt.date
    state: SiteState
    articles: WholeArticles
    work: ArticleWork


_benches: dict[Path, _Bench] = {}
"""By output folder. A preview makes one edit after another in one process."""


def _bench_for(
    config: Config, options: BuildOptions, store: PageStore, token: str
) -> _Bench | None:
    """Return what to make edits of the state `token` with; None where that is not recorded."""
    ready = _benches.get(options.output)
    if ready and ready.state.token == token and ready.today == options.today:
        return ready
    state = store.state
    if state is None or state.token != token:
        return None
    render = RenderWork(
        template_folders(config.site),
        config.site,
        state.chrome,
        page_context(config, state.data, state.colours),
        Spool(),
        searched=state.searched,
    )
    kept = site_store(config, options, "articles", writable=True)
    articles = WholeArticles(ReadWork(read_settings(config), kept))
    work = ArticleWork(articles, render, state.data, options.today)
    return _Bench(options.today, state, articles, work)


class _Editor:
    """Makes the pages of single articles anew, by what the last build recorded."""

    def __init__(self, config: Config, bench: _Bench, store: PageStore) -> None:
        self._config = config
        self._state = bench.state
        self._work = bench.work
        self._store = store
        self._articles = bench.articles

    def edited(self, source: str) -> _Edited | None:
        """Return an article's page made anew; None where more than it may have changed."""
        path = source.removeprefix(_FOLDER)
        url = self._state.urls.get(path) if source.startswith(_FOLDER) else None
        page = self._store.page(url) if url else None
        if url is None or page is None or source in self._state.bound:
            return None
        view = _view_of(page)
        now = self._articles.now(path)
        before = self._articles.earlier(article_of(page.parts))
        standing = self._store.standing(page)
        if view is None or now is None or before is None or standing is None:
            return None
        key, read = now
        if _seen_by_others(read) != _seen_by_others(before) or self._is_never_told(read.excuses):
            return None
        edited = self._made(source, key, read, view, page)
        # Copies of pictures are made where a page names them.
        if edited is None or copies_named_in(edited.outputs) != copies_named_in(standing):
            return None
        return edited

    def _is_never_told(self, excuses: Iterable[Excuse]) -> bool:
        """Whether one excuses what is left out: only the whole build knows if it is there."""
        return any(self._config.faults.get(each.fault_id) is Setting.OFF for each in excuses)

    def _made(
        self, source: str, key: str, read: ReadArticle, view: SiteView, last: KeptPage
    ) -> _Edited | None:
        rendered, findings = self._work.render(read.article, view), self._work.check(read.article)
        if rendered.template_faults:
            return None
        made = rendered.made
        if _shown_elsewhere(made) != _shown_elsewhere(last.made):
            return None
        if _said(findings.claims) != _said(last.findings.claims):
            return None
        own = (*read.diagnostics, *read.findings, *made.diagnostics, *findings.diagnostics)
        parts = with_article(last.parts, key)
        # What the rules looked at is not put together here: the whole build looks again.
        page = replace(last, parts=parts, made=made, checked="", findings=findings)
        diagnostics = judge(own, read.excuses, self._config)
        return _Edited(source, made.url, page, rendered.outputs, diagnostics)


def _view_of(page: KeptPage) -> SiteView | None:
    """Return what a page shows of the site; None where that has a fault, or is not known."""
    try:
        view = Kept[SiteView](data=page.view).value_of(SiteView)
    except UnreadableError:
        return None
    targets = (target for each in view.targets for target in each)
    flawed = view.diagnostics or any(target is None or target.fault for target in targets)
    return None if flawed else view


def _seen_by_others(read: ReadArticle) -> tuple[str, bool, tuple[str, ...]]:
    """Return what stands for all that is looked at beside other articles.

    An article of which some could not be read counts as a new one each time.
    """
    article: Article = read.article
    outline = key_of_value(outline_of(article), places=False)
    excuses = tuple(sorted(excuse.fault_id for excuse in read.excuses))
    return outline + (article.version if article.broken else ""), article.broken, excuses


def _shown_elsewhere(made: MadePage) -> MadePage:
    """Return of a page what other files of the site are made of."""
    return replace(made, diagnostics=(), records=())


def _said(claims: Iterable[Claim]) -> list[tuple[object, ...]]:
    return [claim[:-1] for claim in claims]
