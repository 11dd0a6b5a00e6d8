"""The pages: linked and rendered in as many processes as the run may use, where they must be."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plenum.cache import Kept
from plenum.check.claims import Claim
from plenum.config import BuildOptions
from plenum.diagnostics import Diagnostic
from plenum.diagnostics.span import Span
from plenum.link.listings import list_pages
from plenum.link.view import view_of
from plenum.model.card import SocialCard
from plenum.model.output import AnyOutput
from plenum.model.search import SearchRecord
from plenum.pipeline.joining import Joined
from plenum.pipeline.look import Look
from plenum.pipeline.page_keys import PageKeys
from plenum.pipeline.page_record import NO_FINDINGS, Findings, KeptPage, MadePage, PageStore
from plenum.pipeline.plans import Plan, Planner, page_url
from plenum.pipeline.reading import Read
from plenum.pipeline.stages import Stages
from plenum.pipeline.work import ArticleWork, Rendered, RenderWork, Todo
from plenum.pool import ordered_map
from plenum.write.spool import Spool


class Pages(Struct, frozen=True):
    """All pages as files; `lists` are those that are no articles.

    `own` are the faults of single articles, `diagnostics` all others. `changed` says of each page
    that was rendered, by URL, what of it had changed. `kept` is what the next build may ask.
    `claims` are the statements of all articles, by their places.
    """

    articles: Sequence[MadePage]
    lists: Sequence[MadePage]
    outputs: Sequence[AnyOutput]
    diagnostics: Sequence[Diagnostic]
    own: Sequence[Diagnostic]
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


class _Gatherer:
    """Gathers what is made with what stands from the last build."""

    def __init__(self) -> None:
        self.outputs: list[AnyOutput] = []
        self.own: list[Diagnostic] = []
        self.changed: dict[str, tuple[str, ...]] = {}
        self.kept: dict[str, KeptPage] = {}
        self.claims: dict[str, tuple[Claim, ...]] = {}
        self._template_faults: dict[tuple[str, Span], Diagnostic] = {}

    def add(
        self,
        plan: Plan,
        rendered: Rendered | None,
        findings: Findings = NO_FINDINGS,
        view: bytes = b"",
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
        self.own += (*made.diagnostics, *found.diagnostics)
        self.claims[plan.url] = found.claims
        if made.files:
            self.kept[plan.url] = self._kept(plan, made, found, view)
        return made

    def _kept(self, plan: Plan, made: MadePage, findings: Findings, view: bytes) -> KeptPage:
        last = plan.last
        if last and made is last.made:
            # Its view is what it was: else it would not stand.
            return replace(last, checked=plan.checked, findings=findings)
        return KeptPage(plan.parts, made, plan.checked, findings, view)

    @property
    def template_faults(self) -> list[Diagnostic]:
        """The faults of templates."""
        return [*self._template_faults.values()]


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
    read: Read,
    store: PageStore,
    spool: Spool,
    stages: Stages,
    *,
    searched: bool,
) -> Pages:
    """Make the articles, then the pages that list them.

    Their files are put into the `spool`. `searched` says to note what the search finds.
    """
    context, chrome = joined.context, joined.chrome
    site = context.site
    stages.begin("pages", len(site.articles))
    keys = page_keys(joined, look, options, read.keys, searched=searched)
    render = RenderWork(
        look.folders, context.config.site, chrome, context.pages, spool, searched=searched
    )
    planner, gathered = Planner(keys, store), _Gatherer()
    planned: list[tuple[Plan, Todo | None]] = []

    def todo() -> Iterator[Todo]:
        for article in site.articles:
            view = view_of(article, context)
            url = page_url(article, context)
            plan = planner.plan(url, keys.of_article(article, view), keys.check_of(article))
            if plan.stands is None or plan.findings is None:
                shown = Kept(view).data if plan.stands is None else None
                path, key = article.path, keys.article(article)
                each = Todo(path, key, read.whole.held(path), shown, plan.findings is None)
                planned.append((plan, each))
                yield each
            else:
                planned.append((plan, None))
                stages.advance(1)

    work = ArticleWork(read.whole, render, site.data, options.today)
    # While the next are planned, the first are made.
    results = ordered_map(work, todo(), options.jobs, most=len(site.articles), done=stages.advance)
    made_now = iter(results)
    articles = []
    for plan, each in planned:
        if each is None:
            articles.append(gathered.add(plan, None))
        else:
            done = next(made_now)
            articles.append(gathered.add(plan, done.rendered, done.findings, each.view or b""))
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
        [*gathered.template_faults, *home.diagnostics, *list_faults],
        gathered.own,
        gathered.changed,
        gathered.kept,
        sorted(claims, key=lambda claim: claim.span),
    )
