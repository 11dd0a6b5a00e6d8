"""The one place where the site is seen as a whole, before a page is made."""

from msgspec import Struct
from msgspec.structs import replace

from plenum.config import BuildOptions, Config
from plenum.diagnostics import Diagnostic
from plenum.link.assemble import assemble, why_left_out
from plenum.link.chrome import addresses_of, make_chrome
from plenum.link.context import LinkContext, page_context
from plenum.link.graph import make_graph, resolve_links, resolve_literals
from plenum.link.islands import find_islands
from plenum.link.pictures import files_by_href
from plenum.link.related import RelatedIndex
from plenum.link.resolve import Resolver
from plenum.model.page import Chrome
from plenum.model.site import Site
from plenum.pipeline.look import Look
from plenum.pipeline.reading import Read
from plenum.pipeline.report import Source


class Joined(Struct, frozen=True):
    """What is known once the site is seen as a whole, before a page is made."""

    context: LinkContext
    chrome: Chrome
    diagnostics: tuple[Diagnostic, ...]


def join(
    config: Config, options: BuildOptions, read: Read, look: Look, *, explained: bool = False
) -> Joined:
    """Give each page its address, resolve all references, choose related reading.

    Where that is to be `explained`, what counted for each choice is noted.
    """
    site, faults = assemble(
        read.articles,
        read.data,
        read.found.files,
        options,
        config.paginate,
        search=config.search,
    )
    if site.home:
        # Its own words stand on the front page.
        site = replace(site, home=read.whole_article(site.home.path))
    recorded = (read.ledger.recorded or {}).keys() - read.ledger.gone.keys()
    resolver = Resolver(site, config, options.today, recorded)
    assets = look.asset_hrefs(config.base_path)
    chrome, navigation, chrome_faults = make_chrome(
        site, config, resolver, look.style, assets, look.index_path, look.icons, look.scripts
    )
    addresses = addresses_of(site, config)
    links = resolve_links(site, resolver)
    literal, literal_faults = resolve_literals(look.literals, resolver, config.base_path)
    related = RelatedIndex(site.articles, site.data.glossary, links.edges).choose(
        {path: [article for article, _ in picks] for path, picks in links.picks.items()},
        {path: part.neighbours for path, part in links.parts.items()},
        explained=explained,
    )
    graph = make_graph(site, links, related, [*navigation, *literal], config.paginate)
    faults += [*links.diagnostics, *literal_faults, *find_islands(site, graph, read.whole_article)]
    pages = page_context(config, site.data, look.colours)
    pictures = files_by_href(site.files.values(), config.base_path)
    context = LinkContext(site, config, addresses, resolver, links, related, graph, pages, pictures)
    return Joined(context, chrome, (*faults, *chrome_faults))


def sources_of(site: Site, options: BuildOptions) -> dict[str, Source]:
    """Return the sources of the articles that are shown, also of those shown before their day."""
    public = replace(options, drafts=False, future=False)
    sources = {}
    for url, article in site.by_url.items():
        early = why_left_out(article, public)
        sources[url] = Source(article.source_path, early.reason if early else "")
    return sources
