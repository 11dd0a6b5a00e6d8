"""What an editor types for a page goes in, the article that is meant comes out."""

import unicodedata
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from plenum.commands.printing import NotFoundError, UsageError
from plenum.config import BuildOptions, Config
from plenum.model.article import Article
from plenum.model.site import LeftOut, Site
from plenum.pipeline.steps import Survey, survey
from plenum.source import nearest_name


def survey_of(page: str, config: Config, options: BuildOptions) -> tuple[Survey, Article]:
    """Return the site as the build knows it, and the article of it that `page` means.

    One that is not published yet is among the others as in the preview. Raises NotFoundError
    where none is meant, and UsageError where several are.
    """
    found = survey(config, options)
    article = _find(page, found.site)
    if article is None and found.site.left_out:
        found = survey(config, replace(options, drafts=True, future=True))
        article = _find(page, found.site)
    if article is not None:
        return found, article
    left_out = _left_out(page, found.site)
    if left_out:
        raise NotFoundError(f"{left_out.article.source_path} is not published: {left_out.reason}")
    near = nearest_name(page.strip("/").rpartition("/")[2], sorted(found.site.by_slug))
    hint = f"; did you mean '{near}'?" if near else ""
    raise NotFoundError(f"no article '{page}'{hint}")


def _find(page: str, site: Site) -> Article | None:
    """Find an article by its source path, its URL or its slug, also by one that it had."""
    path, url = _names(page)
    if path in site.by_path:
        return site.by_path[path]
    if url in site.by_url:
        return site.by_url[url]
    name = page.strip("/")
    named = site.by_slug.get(name) or _named_before(url, name, site)
    if len(named) > 1:
        addresses = ", ".join(article.url for article in named)
        raise UsageError(f"several articles are called '{page}': {addresses}")
    return named[0] if named else None


def _left_out(page: str, site: Site) -> LeftOut | None:
    path, url = _names(page)
    return site.left_out.get(path) or site.left_out_by_url.get(url)


def _names(page: str) -> tuple[str, str]:
    """Return what is typed as a path below `content/` and as a URL below the site's root."""
    page = unicodedata.normalize("NFC", page)
    address = unquote(urlsplit(page).path) if "://" in page else unquote(page)
    url = "/" + address.strip("/") + "/" if address.strip("/") else "/"
    return page.removeprefix("./").removeprefix("content/"), url


def _named_before(url: str, name: str, site: Site) -> tuple[Article, ...]:
    """Return the articles to which an old address leads, or old addresses that end in a name."""
    old = site.aliases.get(url)
    aliases = (
        [old] if old else [each for each in site.aliases.values() if _last_part(each.url) == name]
    )
    targets = sorted({alias.target for alias in aliases} & site.by_url.keys())
    return tuple(site.by_url[target] for target in targets)


def _last_part(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
