"""The configuration goes in, what all pages share and how addresses are written come out."""

from collections.abc import Mapping

from msgspec import Struct

from plenum.config import Config
from plenum.diagnostics import Diagnostic
from plenum.link.resolve import Resolver, Target, faults_of
from plenum.model.article import Article, root_article
from plenum.model.data import FACTS_URL, GLOSSARY_URL, Author
from plenum.model.graph import Edge
from plenum.model.icons import MANIFEST, Icons
from plenum.model.page import Agent, Chrome, Image, Link, Organization
from plenum.model.site import SOCIAL_CARD, Site
from plenum.model.url import encode_path, slugify


class Hrefs(Struct, frozen=True):
    """Writes URLs below the site's root as hrefs and as absolute addresses.

    `base_path` is the path of the site's own address.
    """

    origin: str
    base_path: str

    def href(self, url: str) -> str:
        """Return the root-relative address, with the path of the site."""
        return self.base_path + encode_path(url)

    def absolute(self, href: str) -> str:
        """Return the absolute address of a root-relative one; others stay as they are."""
        return self.origin + href if href.startswith("/") and href[:2] != "//" else href


def hrefs_of(config: Config) -> Hrefs:
    """Return how the addresses of a site are written."""
    return Hrefs(config.base_url.removesuffix(config.base_path), config.base_path)


class Addresses(Hrefs, frozen=True):
    """Knows, too, the pages of the categories and authors of `site`."""

    site: Site
    config: Config

    def category(self, article: Article) -> tuple[str, str] | None:
        """Return the name of an article's category, as the site spells it, and its page's URL.

        None where there is no such page: the home page's own category lists nothing.
        """
        category = article.meta.category
        term = self.site.categories.get(slugify(category.value)) if category else None
        return None if term is None else (capital(term.name), term.url)

    def social_card(self) -> Image | None:
        """Return the picture that stands for pages without a cover, if there is one."""
        card = self.site.files.get(SOCIAL_CARD)
        if card is None or card.picture is None:
            return None
        href = self.href(card.url)
        alt = self.config.title
        return Image(href, self.absolute(href), alt, "", card.picture.width, card.picture.height)

    def agent(self, author: Author) -> Agent:
        """Return an author as pages name them."""
        term = self.site.authors.get(author.id)
        href = self.href(term.url) if term else ""
        url = self.absolute(href) if href else author.url
        return Agent(
            name=author.name,
            kind=author.kind,
            href=href,
            url=url,
            node_id=f"{url or self.config.base_url + '/'}#{author.kind}",
            job=author.job,
            bio_html="",
            same_as=tuple(dict.fromkeys((*author.same_as, *((author.url,) if author.url else ())))),
        )

    def publisher(self) -> Agent:
        """Return the organization behind the site, for what has no author of its own."""
        organization = self.config.organization
        return Agent(
            name=organization.name,
            kind="organization",
            href="",
            url=organization.url,
            node_id=f"{self.config.base_url}/#organization",
        )


def addresses_of(site: Site, config: Config) -> Addresses:
    """Return how the addresses of a site, and of its own pages, are written."""
    hrefs = hrefs_of(config)
    return Addresses(hrefs.origin, hrefs.base_path, site, config)


def make_chrome(  # noqa: PLR0913 (what the chrome is made of)
    site: Site,
    config: Config,
    resolver: Resolver,
    style: str,
    assets: Mapping[str, str],
    index_path: str = "",
    icons: Icons | None = None,
    scripts: Mapping[str, str] | None = None,
) -> tuple[Chrome, list[Edge], list[Diagnostic]]:
    """Return what all pages share, the navigation's links, and their faults.

    `index_path` is the folder of the search index in the output, `icons` are the site's.
    """
    addresses = addresses_of(site, config)
    navigation, edges, faults = _navigation(config, resolver)
    if not config.navigation:
        navigation = [
            Link(capital(term.name), addresses.href(term.url)) for term in site.categories.values()
        ]
    footer = []
    if site.data.glossary:
        footer.append(Link("Glossary", addresses.href(GLOSSARY_URL)))
    if site.data.facts:
        footer.append(Link("Facts", addresses.href(FACTS_URL)))
    organization = config.organization
    # A feed lists articles by their dates; without one there is none.
    dated = any(article.meta.date for article in site.articles)
    chrome = Chrome(
        title=config.title,
        description=config.description,
        language=config.language,
        base_url=config.base_url,
        base_path=config.base_path,
        home_href=addresses.href("/"),
        navigation=tuple(navigation),
        footer=tuple(footer),
        organization=Organization(
            organization.name,
            organization.url or f"{config.base_url}/",
            _logo(organization.logo, addresses),
            organization.same_as,
        ),
        style=style,
        assets=assets,
        feed_href=addresses.href("/feed.xml") if dated else "",
        json_feed_href=addresses.href("/feed.json") if dated else "",
        glossary_href=addresses.href(GLOSSARY_URL) if site.data.glossary else "",
        facts_href=addresses.href(FACTS_URL) if site.data.facts else "",
        search_href=addresses.href("/search/") if index_path else "",
        index_href=addresses.href(f"/{index_path}") if index_path else "",
        icon_href=addresses.href(f"/{icons.favicon.path}") if icons else "",
        touch_icon_href=addresses.href(f"/{icons.touch.path}") if icons else "",
        manifest_href=addresses.href(f"/{MANIFEST}") if icons else "",
        scripts=scripts or {},
    )
    return chrome, edges, faults


def _navigation(
    config: Config, resolver: Resolver
) -> tuple[list[Link], list[Edge], list[Diagnostic]]:
    """Resolve the entries as if they stood in a page at the site's root."""
    links: list[Link] = []
    edges: list[Edge] = []
    faults: list[Diagnostic] = []
    for item in config.navigation:
        found = resolver.link(item.to, item.span, root_article(item.span))
        faults += faults_of(found)
        if isinstance(found, Target):
            links.append(Link(item.text, found.href))
            if found.url:
                edges.append(Edge("/", found.url, "chrome", item.span, found.anchor))
    return links, edges, faults


def _logo(logo: str, addresses: Addresses) -> str:
    return addresses.absolute(addresses.href(logo)) if logo.startswith("/") else logo


def capital(name: str) -> str:
    """Return a name as a heading shows it: as typed, with a capital first letter."""
    return name[:1].upper() + name[1:]
