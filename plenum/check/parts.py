"""What a site asks of each of its articles, and the articles that lack some of it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from plenum.diagnostics import Diagnostic, fault
from plenum.model.article import Article
from plenum.model.parts import missing_parts
from plenum.model.site import Site

_INDEX = frozenset({"index", "_index"})


def whole_articles(site: Site, required: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Find published articles without a part that the configuration requires.

    Drafts are not finished, and the page of a folder with other articles leads to these.
    """
    articles = [*site.by_url.values()] if required else []
    folders = {folder for article in articles for folder in _folders_above(article)}
    for article in articles:
        leads = _is_index(article) and PurePosixPath(article.path).parent in folders
        if article.meta.draft or leads:
            continue
        missing = missing_parts(article, required)
        if missing:
            names = " and no ".join(f"'{part}'" for part in missing)
            yield fault("missing-part", article.opening, missing=names)


def leads_on(article: Article, site: Site) -> bool:
    """Whether an article is the page of a folder with other articles, to which it leads."""
    folder = PurePosixPath(article.path).parent
    return _is_index(article) and any(
        folder in _folders_above(other) for other in site.by_url.values()
    )


def _is_index(article: Article) -> bool:
    return PurePosixPath(article.path).stem.lower() in _INDEX


def _folders_above(article: Article) -> tuple[PurePosixPath, ...]:
    """Return the folders in which an article lies; what is a folder's page lies beside it."""
    parents = tuple(PurePosixPath(article.path).parents)
    return parents[1:] if _is_index(article) else parents
