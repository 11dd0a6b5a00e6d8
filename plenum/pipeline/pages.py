"""The pages: linked and rendered in as many processes as the run may use, where they must be."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from plenum.check import PREPARED_RULES
from plenum.check.claims import Claim, claims_of
from plenum.check.kinds import ArticleRule
from plenum.check.weight import heavy_page
from plenum.config import BuildOptions
from plenum.diagnostics import Diagnostic
from plenum.diagnostics.span import Span
from plenum.link.context import PageContext
from plenum.link.listings import list_pages
from plenum.link.page import link_page
from plenum.link.search import search_records
from plenum.link.view import SiteView, view_of
from plenum.model.article import Article
from plenum.model.card import SocialCard
from plenum.model.data import SiteData
from plenum.model.output import AnyOutput, Output
from plenum.model.page import ArticlePage, Chrome, Page
from plenum.model.search import SearchRecord
from plenum.pipeline.joining import Joined
from plenum.pipeline.look import Look
from plenum.pipeline.page_keys import PageKeys
from plenum.pipeline.page_record import NO_FINDINGS, Findings, KeptPage, MadePage, PageStore
from plenum.pipeline.plans import Plan, Planner, page_url
from plenum.pipeline.stages import Stages
from plenum.pool import ordered_map
from plenum.render.environment import Renderer


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as files; where its template fails there are faults and no files."""

    made: MadePage
    outputs: tuple[Output, ...]
    template_faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages as files; `lists` are those that are no articles.

    `changed` says of each page that was rendered, by URL, what of it had changed. `kept` is what
    the next build may ask. `claims` are the statements of all articles, by their places.
    """

    articles: Sequence[MadePage]
    lists: Sequence[MadePage]
    outputs: Sequence[AnyOutput]
    diagnostics: Sequence[Diagnostic]
    changed: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, KeptPage]
    claims: Sequence[Claim]

    @property
    def all(self) -> tuple[MadePage, ...]:
        """The articles, then the others."""
        return (*self.articles, *self.lists)

    @property
    def cards(self) -> tuple[SocialCard, ...]:
        """The social cards to draw."""
        return tuple(page.card for page in self.all if page.card)

    @property
    def records(self) -> list[SearchRecord]:
        """What the search finds."""
        return [record for page in self.all for record in page.records]

    @property
    def scripts(self) -> frozenset[str]:
        """The names of the scripts that stand in pages."""
        return frozenset(name for page in self.all for name in page.scripts)


class _RenderWork:
    """Renders a batch of pages; picklable, with its environment made where it runs."""

    def __init__(
        self,
        folders: tuple[Path, ...],
        site: Path,
        chrome: Chrome,
        context: PageContext,
        *,
        searched: bool,
    ) -> None:
        self.context = context
        self._folders = folders
        self._site = site
        self._chrome = chrome
        self._searched = searched

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_renderer"}

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._folders, self._site)

    def __call__(self, pages: Sequence[Page]) -> list[Rendered]:
        return [self.render(page) for page in pages]

    def render(self, page: Page, faults: Iterable[Diagnostic] = ()) -> Rendered:
        """Render a page; `faults` are those of its links."""
        outputs, template_faults = self._renderer.render(page, self._chrome)
        html = outputs[0].data if outputs else b""
        scripts = self._chrome.scripts.items()
        made = MadePage(
            page.head.url,
            page.head.indexable,
            page.modified if isinstance(page, ArticlePage) else None,
            page.head.card,
            page.definitions if isinstance(page, ArticlePage) else (),
            tuple(search_records([page], self.context.glossary)) if self._searched else (),
            tuple(name for name, text in scripts if text.encode("utf-8", "replace") in html),
            tuple((output.path, output.phase) for output in outputs),
            tuple(faults),
        )
        return Rendered(made, outputs, template_faults)


@dataclass(frozen=True, slots=True)
class _Todo:
    """An article that is to be rendered, or checked by the rules for single articles, or both."""

    article: Article
    view: SiteView
    renders: bool
    checks: bool


class _ArticleWork:
    """Links, renders and checks a batch of articles, by their places among those to do.

    So no page goes from process to process, and both cores check and link.
    """

    def __init__(
        self, todo: Sequence[_Todo], render: _RenderWork, data: SiteData, today: dt.date
    ) -> None:
        self._todo = todo
        self._render = render
        self._data = data
        self._today = today

    def __getstate__(self) -> dict[str, Any]:
        return {
            name: value for name, value in vars(self).items() if name not in {"_rules", "_claims"}
        }

    @cached_property
    def _rules(self) -> list[ArticleRule]:
        return [prepare(self._data, self._today) for prepare in PREPARED_RULES]

    @cached_property
    def _claims(self) -> Callable[[Article], tuple[Claim, ...]]:
        return claims_of(self._data)

    def check(self, article: Article) -> Findings:
        """Return what is found in an article beside the site's data."""
        found = tuple(found for rule in self._rules for found in rule(article))
        return Findings(found, self._claims(article))

    def __call__(self, numbers: Sequence[int]) -> list[tuple[Rendered | None, Findings]]:
        return [self._do(self._todo[number]) for number in numbers]

    def _do(self, todo: _Todo) -> tuple[Rendered | None, Findings]:
        rendered = self._make(todo.article, todo.view) if todo.renders else None
        return rendered, self.check(todo.article) if todo.checks else NO_FINDINGS

    def _make(self, article: Article, view: SiteView) -> Rendered:
        page, faults = link_page(article, view, self._render.context)
        rendered = self._render.render(page, faults)
        if not rendered.outputs:
            return rendered
        heavy = heavy_page(article, rendered.outputs[0].data)
        made = replace(rendered.made, diagnostics=(*faults, *heavy))
        return replace(rendered, made=made)


class _Gatherer:
    """Gathers what is made with what stands from the last build."""

    def __init__(self) -> None:
        self.outputs: list[AnyOutput] = []
        self.diagnostics: list[Diagnostic] = []
        self.changed: dict[str, tuple[str, ...]] = {}
        self.kept: dict[str, KeptPage] = {}
        self.claims: dict[str, tuple[Claim, ...]] = {}
        self._template_faults: dict[tuple[str, Span], Diagnostic] = {}

    def add(
        self, plan: Plan, rendered: Rendered | None, findings: Findings = NO_FINDINGS
    ) -> MadePage:
        """Take a page in: as it was `rendered`, or as it stands."""
        found = findings if plan.findings is None else plan.findings
        if rendered is not None:
            made = rendered.made
            self.outputs += rendered.outputs
            self.changed[plan.url] = plan.changed
            # One fault a place in a template, however many pages run into it.
            for each in rendered.template_faults:
                self._template_faults.setdefault((each.id, each.span), each)
        else:
            assert plan.last is not None  # noqa: S101 (else it would have been rendered)
            made = plan.last.made
            self.outputs += plan.stands or ()
        self.diagnostics += (*made.diagnostics, *found.diagnostics)
        self.claims[plan.url] = found.claims
        if made.files:
            self.kept[plan.url] = KeptPage(plan.parts, made, plan.checked, found)
        return made

    @property
    def all_diagnostics(self) -> list[Diagnostic]:
        """The faults of pages and of templates."""
        return [*self.diagnostics, *self._template_faults.values()]


def page_keys(
    joined: Joined,
    look: Look,
    options: BuildOptions,
    read: Mapping[str, str],
    *,
    searched: bool,
) -> PageKeys:
    """Return what says of what the pages are made; `read` stands for the articles, by path."""
    return PageKeys(
        joined.context, joined.chrome, look.uses, read, options.today, searched=searched
    )


def make_pages(  # noqa: PLR0913 (all that pages are made of)
    joined: Joined,
    look: Look,
    options: BuildOptions,
    read: Mapping[str, str],
    store: PageStore,
    stages: Stages,
    *,
    searched: bool,
) -> Pages:
    """Make the articles, then the pages that list them.

    `read` stands for the articles as they were read, by path; `searched` says to note what the
    search finds.
    """
    context, chrome = joined.context, joined.chrome
    site = context.site
    stages.begin("pages", len(site.articles))
    keys = page_keys(joined, look, options, read, searched=searched)
    render = _RenderWork(
        look.folders, context.config.site, chrome, context.pages, searched=searched
    )
    planner, gathered = Planner(keys, store), _Gatherer()
    plans, todo = [], []
    for article in site.articles:
        view = view_of(article, context)
        url = page_url(article, context)
        plan = planner.plan(url, keys.of_article(article, view), keys.check_of(article))
        plans.append(plan)
        todo.append(_Todo(article, view, plan.stands is None, plan.findings is None))
    work = _ArticleWork(todo, render, site.data, options.today)
    numbers = [number for number, each in enumerate(todo) if each.renders or each.checks]
    stages.advance(len(todo) - len(numbers))
    results = ordered_map(work, numbers, options.jobs, done=stages.advance)
    done = dict(zip(numbers, results, strict=True))
    articles = [
        gathered.add(plan, *done.get(number, (None, NO_FINDINGS)))
        for number, plan in enumerate(plans)
    ]
    stages.begin("lists")
    mentioned = ([each.id for each in made.definitions] for made in articles)
    pages, list_faults = list_pages(context, mentioned)
    plans = [planner.plan(page.head.url, keys.of_page(page)) for page in pages]
    fresh = [page for page, plan in zip(pages, plans, strict=True) if plan.stands is None]
    rendered = iter(ordered_map(render, fresh, options.jobs))
    lists = [gathered.add(plan, next(rendered) if plan.stands is None else None) for plan in plans]
    home = work.check(site.home) if site.home else NO_FINDINGS
    claims = (*home.claims, *(claim for each in gathered.claims.values() for claim in each))
    return Pages(
        articles,
        lists,
        gathered.outputs,
        [*gathered.all_diagnostics, *home.diagnostics, *list_faults],
        gathered.changed,
        gathered.kept,
        sorted(claims, key=lambda claim: claim.span),
    )
