"""The source of one article goes in, its page as a template would see it comes out."""

from dataclasses import replace

from plenum.cache import Store
from plenum.config import BuildOptions, Config
from plenum.link.page import link_page
from plenum.link.view import view_of
from plenum.model.page import ArticlePage
from plenum.pipeline.articles import site_store
from plenum.pipeline.joining import join
from plenum.pipeline.look import look_of
from plenum.pipeline.reading import read_site
from plenum.pipeline.searching import with_search
from plenum.pipeline.stages import Stages


def one_page(config: Config, options: BuildOptions, path: str) -> ArticlePage:
    """Return the page of the article at `path` below `content/`; drafts have theirs, too.

    Raises KeyError where there is none. Nothing is written, and what earlier runs have kept of
    articles is used.
    """
    config, _ = with_search(config)
    everything = replace(options, drafts=True, future=True)
    kept = site_store(config, options, "articles", writable=False)
    read = read_site(config, everything, Store(None, writable=False), kept, Stages())
    context = join(config, everything, read, look_of(config)).context
    article = context.site.by_path[path]
    page, _ = link_page(article, view_of(article, context), context.pages)
    return page
