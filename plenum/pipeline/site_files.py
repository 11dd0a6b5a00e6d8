"""The files that stand for the whole site, and those that stand beside the articles."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plenum.diagnostics import Diagnostic, fault
from plenum.diagnostics.span import Span
from plenum.draw.survey import is_named_picture
from plenum.link.chrome import capital
from plenum.link.view import card_of
from plenum.model.icons import MANIFEST
from plenum.model.ledger import place
from plenum.model.output import Output, Phase
from plenum.model.site import PublishedFile
from plenum.model.url import encode_path, output_path
from plenum.pipeline.joining import Joined
from plenum.pipeline.look import Look
from plenum.pipeline.pages import Pages
from plenum.render.feeds import atom, json_feed
from plenum.render.graph import graph_json
from plenum.render.headers import headers
from plenum.render.llms import llms_txt
from plenum.render.manifest import web_manifest
from plenum.render.redirects import redirect_page, redirects_file
from plenum.render.sitemap import robots, sitemap

_FEED_ENTRIES = 20


def site_files(joined: Joined, pages: Pages, look: Look, gone: Iterable[str]) -> Iterator[Output]:
    """Make the files that stand for the whole site: feeds, sitemap, redirects, headers, assets.

    They are made one after the other: those of a large site are large.
    """
    return (made for made in _made(joined, pages, look, gone) if made is not None)


def _made(joined: Joined, pages: Pages, look: Look, gone: Iterable[str]) -> Iterator[Output | None]:
    context, chrome = joined.context, joined.chrome
    site, addresses = context.site, context.addresses
    dated = [article for article in site.articles if article.meta.date]
    cards = [card_of(article, addresses) for article in dated[:_FEED_ENTRIES]]
    entries = [
        *((each.url, each.modified) for each in pages.articles if each.indexable),
        *((page.url, None) for page in pages.lists if page.indexable),
    ]
    # Their Markdown copies stand in `llms.txt`, which programs read as they do the sitemap.
    listed = [article for article in site.articles if not article.meta.noindex]
    groups = [
        (
            capital(term.name),
            tuple(card_of(a, addresses) for a in term.articles if not a.meta.noindex),
        )
        for term in site.categories.values()
    ]
    others = tuple(card_of(a, addresses) for a in listed if a.meta.category is None)
    redirects = [
        (
            alias.url,
            addresses.href(alias.target),
            f"#{encode_path(alias.anchor)}" if alias.anchor else "",
        )
        for alias in site.aliases.values()
    ]
    published = {place(url) for url in site.addresses}
    left = [each for each in gone if "#" not in each and each not in published]
    scripts = [text for name, text in chrome.scripts.items() if name in pages.scripts]
    yield atom(cards, chrome)
    yield json_feed(cards, chrome)
    yield from sitemap(entries, chrome)
    yield robots(chrome)
    yield graph_json(site, context.graph, chrome.title)
    yield llms_txt(chrome, [*groups, ("Articles", others)] if others else groups)
    yield redirects_file([(old, href + at) for old, href, at in redirects], chrome, left)
    yield headers(chrome, (), scripts)
    for old, href, at in redirects:
        yield redirect_page(old, href + at, addresses.absolute(href), chrome)
    if look.icons and f"/{MANIFEST}" not in site.files:
        yield web_manifest(chrome, look.icons, look.colours)
    for path, data in look.assets.values():
        yield Output(path, data, Phase.ASSET)


def published_files(
    site: Path,
    files: Iterable[PublishedFile],
    rewritten: Mapping[str, bytes],
    faults: list[Diagnostic],
) -> list[Output]:
    """Return the files as they are, or as they were `rewritten`.

    A picture that could not be read is not published, even where its fault is no error: nobody
    knows what its camera wrote into it.
    """
    outputs = []
    for file in files:
        if file.picture is None and is_named_picture(file.path):
            continue
        try:
            data = (
                rewritten[file.path] if file.path in rewritten else (site / file.path).read_bytes()
            )
        except OSError as error:
            reason = error.strerror or str(error)
            faults.append(fault("unreadable-file", Span(file.path), reason=reason))
            continue
        outputs.append(Output(output_path(file.url), data, Phase.ASSET))
    return outputs
