"""The pages: linked and rendered in as many processes as the run may use."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from plenum.check import PREPARED_RULES
from plenum.check.kinds import ArticleRule
from plenum.check.weight import heavy_page
from plenum.config import BuildOptions
from plenum.diagnostics import Diagnostic
from plenum.diagnostics.span import Span
from plenum.link.listings import list_pages
from plenum.link.page import LinkContext, link_page
from plenum.link.search import search_records
from plenum.model.article import Article
from plenum.model.card import SocialCard
from plenum.model.dates import Moment
from plenum.model.output import Output
from plenum.model.page import Chrome, Page
from plenum.model.search import SearchRecord
from plenum.pipeline.joining import Joined
from plenum.pipeline.look import Look
from plenum.pipeline.stages import Stages
from plenum.pool import ordered_map
from plenum.render.environment import Renderer


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article's files, and what is needed of its page where others are made.

    `indexable` says whether search engines may list it, `entries` are the glossary entries to
    which it leads.
    """

    url: str
    indexable: bool
    modified: Moment | None
    card: SocialCard | None
    entries: tuple[str, ...]
    records: tuple[SearchRecord, ...]
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    template_faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages as files; `lists` are those that are no articles."""

    articles: Sequence[MadeArticle]
    lists: Sequence[Page]
    records: Sequence[SearchRecord]
    outputs: Sequence[Output]
    diagnostics: Sequence[Diagnostic]

    @property
    def cards(self) -> tuple[SocialCard, ...]:
        """The social cards to draw."""
        cards = (*(each.card for each in self.articles), *(page.head.card for page in self.lists))
        return tuple(card for card in cards if card)


class _RenderWork:
    """Renders a batch of pages; picklable, with its environment made where it runs."""

    def __init__(self, folders: tuple[Path, ...], site: Path, chrome: Chrome) -> None:
        self._folders = folders
        self._site = site
        self.chrome = chrome

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "renderer"}

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self._folders, self._site)

    def __call__(
        self, pages: Sequence[Page]
    ) -> list[tuple[tuple[Output, ...], tuple[Diagnostic, ...]]]:
        return [self.renderer.render(page, self.chrome) for page in pages]


class _ArticleWork:
    """Checks, links and renders a batch of articles, by their places in the site's order.

    So no page goes from process to process, and both cores check and link.
    """

    def __init__(
        self, context: LinkContext, render: _RenderWork, today: dt.date, *, searched: bool
    ) -> None:
        self._context = context
        self._render = render
        self._searched = searched
        self._today = today

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_rules"}

    @cached_property
    def _rules(self) -> list[ArticleRule]:
        return [prepare(self._context.site, self._today) for prepare in PREPARED_RULES]

    def check(self, article: Article) -> list[Diagnostic]:
        """Return what the rules find in an article."""
        return [found for rule in self._rules for found in rule(article)]

    def __call__(self, numbers: Sequence[int]) -> list[MadeArticle]:
        return [self._make(self._context.site.articles[number]) for number in numbers]

    def _make(self, article: Article) -> MadeArticle:
        page, faults = link_page(article, self._context)
        ((outputs, template_faults),) = self._render([page])
        index = self._context.glossary
        return MadeArticle(
            page.head.url,
            page.head.indexable,
            page.modified,
            page.head.card,
            tuple(definition.id for definition in page.definitions),
            tuple(search_records([page], index)) if self._searched else (),
            outputs,
            (
                *faults,
                *self.check(article),
                *(heavy_page(article, outputs[0].data) if outputs else ()),
            ),
            template_faults,
        )


def make_pages(
    joined: Joined, look: Look, options: BuildOptions, stages: Stages, *, searched: bool
) -> Pages:
    """Make the articles, then the pages that list them; `searched` says to note their texts."""
    context = joined.context
    render = _RenderWork(look.folders, context.config.site, joined.chrome)
    work = _ArticleWork(context, render, options.today, searched=searched)
    stages.begin("pages", len(context.site.articles))
    articles = ordered_map(
        work, range(len(context.site.articles)), options.jobs, done=stages.advance
    )
    stages.begin("lists")
    lists, list_faults = list_pages(context, (each.entries for each in articles))
    rendered = ordered_map(render, lists, options.jobs)
    home = context.site.home
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
    return Pages(
        articles,
        lists,
        records,
        [
            *(output for each in articles for output in each.outputs),
            *(output for outputs, _ in rendered for output in outputs),
        ],
        [
            *(found for each in articles for found in each.diagnostics),
            *(work.check(home) if home else ()),
            *list_faults,
            *template_faults,
        ],
    )


def _first_of_each(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Keep one fault a place in a template, however many pages run into it."""
    by_place: dict[tuple[str, Span], Diagnostic] = {}
    for diagnostic in faults:
        by_place.setdefault((diagnostic.id, diagnostic.span), diagnostic)
    return list(by_place.values())
