"""What a page is made of, part by part: the parts are named, so that one can say which changed."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from plenum.cache import key_of, key_of_value, program_digest, version_of
from plenum.link.context import LinkContext
from plenum.link.view import SiteView
from plenum.model.article import Article
from plenum.model.page import Chrome, Definition, Page
from plenum.pipeline.page_record import Parts
from plenum.render.environment import template_name
from plenum.render.uses import TemplateUses

_RENDERERS = ("jinja2", "markupsafe")


_ARTICLE = "the article"


def article_of(parts: Parts) -> str:
    """Return what stands for the article among the parts of its page."""
    return dict(parts).get(_ARTICLE, "")


def with_article(parts: Parts, key: str) -> Parts:
    """Return the parts of the page of an article that is now what `key` stands for."""
    return tuple((name, key if name == _ARTICLE else state) for name, state in parts)


class PageKeys:
    """Says of what the pages of one site are made, and what its rules look at.

    `articles` are what stands for the articles as they were read, by path.
    """

    def __init__(  # noqa: PLR0913 (all that pages are made of)
        self,
        context: LinkContext,
        chrome: Chrome,
        uses: TemplateUses,
        articles: Mapping[str, str],
        today: dt.date,
        *,
        searched: bool,
    ) -> None:
        """Take what all pages share."""
        self._context = context
        self._articles = articles
        self._uses = uses
        versions = (program_digest(), *map(version_of, _RENDERERS))
        pages = context.pages
        shared = (pages.hrefs, pages.report, pages.promotion, pages.cards, searched)
        self._shared: Parts = (
            ("the program", key_of(versions)),
            ("the configuration", key_of_value(shared)),
            ("the site's frame and style", key_of_value(chrome)),
        )
        glossary = context.site.data.glossary.values()
        # What is looked for; what is found is compared by itself. The index of the search has
        # more of an entry.
        forms = [(e.id, e.term, e.forms, e.not_forms) for e in glossary]
        self._words = key_of_value([*glossary] if searched else forms)
        self._today = today

    @cached_property
    def _data(self) -> str:
        """What stands for all that the rules for single articles look at beside the article."""
        data = self._context.site.data
        return key_of_value((data.facts, data.glossary, data.rules, self._today, program_digest()))

    def article(self, article: Article) -> str:
        """Return what stands for an article as it was read."""
        return self._articles[article.path]

    def of_article(self, article: Article, view: SiteView) -> Parts:
        """Return what the page of an article is made of."""
        around = (
            # The last is the page itself.
            view.crumbs[:-1],
            view.category,
            view.tags,
            view.authors,
            view.review,
            view.series,
            view.taken,
            view.diagnostics,
        )
        return (
            (_ARTICLE, self.article(article)),
            ("where its links lead", key_of_value(view.targets)),
            ("related reading", key_of_value(view.related)),
            ("links from other pages", key_of_value(view.backlinks)),
            ("facts", key_of_value(view.facts)),
            ("pictures", key_of_value((view.cover, view.image, view.files))),
            ("category, tags, authors, series and questions", key_of_value(around)),
            ("the words of the glossary", self._words),
            ("templates", self._uses.key("article.html")),
            *self._shared,
        )

    def of_page(self, page: Page) -> Parts:
        """Return what a page that is no article is made of."""
        return (
            ("what it shows", key_of_value(page)),
            ("templates", self._uses.key(template_name(page))),
            *self._shared,
        )

    def check_of(self, article: Article) -> str:
        """Return what stands for all that the rules for single articles look at."""
        return key_of(self.article(article), self._data)

    def defines(self, definitions: tuple[Definition, ...]) -> bool:
        """Whether the glossary still says of some words what it said."""
        known = self._context.glossary.definitions
        return all(known.get(each.id) == each for each in definitions)
