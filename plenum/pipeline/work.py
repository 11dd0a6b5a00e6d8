"""What runs in processes: pages are linked, rendered and checked, a batch at a time."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plenum.cache import Kept
from plenum.check.claims import Claim, claims_of
from plenum.check.kinds import ArticleRule
from plenum.check.over_articles import PREPARED_RULES
from plenum.check.weight import heavy_page
from plenum.diagnostics import Diagnostic
from plenum.link.context import PageContext
from plenum.link.page import link_page
from plenum.link.search import search_records
from plenum.link.view import SiteView
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.output import MadeOutput
from plenum.model.page import ArticlePage, Chrome, Page
from plenum.pipeline.articles import ReadArticle, WholeArticles
from plenum.pipeline.page_record import NO_FINDINGS, Findings, MadePage
from plenum.render.environment import Renderer
from plenum.write.spool import Spool


class Rendered(Struct, frozen=True):
    """A page as files; where its template fails there are faults and no files."""

    made: MadePage
    outputs: tuple[MadeOutput, ...]
    template_faults: tuple[Diagnostic, ...]


class RenderWork:
    """Renders a batch of pages; picklable, with its environment made where it runs."""

    def __init__(  # noqa: PLR0913 (all that pages are made with)
        self,
        folders: tuple[Path, ...],
        site: Path,
        chrome: Chrome,
        context: PageContext,
        spool: Spool,
        *,
        searched: bool,
    ) -> None:
        """Take where templates lie, and what all pages share; `searched` notes their texts."""
        self.context = context
        self._spool = spool
        self._folders = folders
        self._site = site
        self._chrome = chrome
        self._searched = searched

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made where it runs."""
        return {name: value for name, value in vars(self).items() if name != "_renderer"}

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._folders, self._site)

    def __call__(self, pages: Sequence[Page]) -> list[Rendered]:
        """Render a batch of pages that are no articles."""
        return [self.spooled(self.render(page)) for page in pages]

    def spooled(self, rendered: Rendered) -> Rendered:
        """Put the files of a page away until they are written."""
        return replace(rendered, outputs=self._spool.put(rendered.outputs))

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


class Todo(Struct, frozen=True):
    """An article that is to be rendered, or checked by the rules for single articles, or both.

    It was read under `key`, and is `held` if no store has it. `view` is what its page shows of the
    site, as bytes; None where that is not to be rendered.
    """

    path: str
    key: str
    held: Kept[ReadArticle] | None
    view: bytes | None
    checks: bool


class Done(Struct, frozen=True):
    """What was made of an article."""

    rendered: Rendered | None
    findings: Findings


class ArticleWork:
    """Links, renders and checks a batch of articles.

    An article and its view of the site go in: of the site nothing else is there, so that there is
    little to send to a process, and a page cannot be made of what its keys do not name.
    """

    def __init__(
        self, articles: WholeArticles, render: RenderWork, data: SiteData, today: dt.date
    ) -> None:
        """Take the articles; the rules look at the shared `data` on the day `today`."""
        self._articles = articles
        self._render = render
        self._data = data
        self._today = today

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made where it runs."""
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

    def __call__(self, batch: Sequence[Todo]) -> list[Done]:
        """Do what is to be done for a batch of articles."""
        return [self._done(each) for each in batch]

    def _done(self, todo: Todo) -> Done:
        held = todo.held
        read = held.value_of(ReadArticle) if held else self._articles.of(todo.path, todo.key)
        rendered = None
        if todo.view is not None:
            view = Kept[SiteView](data=todo.view).value_of(SiteView)
            rendered = self._render.spooled(self.render(read.article, view))
        return Done(rendered, self.check(read.article) if todo.checks else NO_FINDINGS)

    def render(self, article: Article, view: SiteView) -> Rendered:
        """Return the page of an article that shows this of its site."""
        page, faults = link_page(article, view, self._render.context)
        rendered = self._render.render(page, faults)
        if not rendered.outputs:
            return rendered
        heavy = heavy_page(article, rendered.outputs[0].data)
        made = replace(rendered.made, diagnostics=(*faults, *heavy))
        return replace(rendered, made=made)
