"""What linking the pages of one site needs, made once."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from plenum.config import Config
from plenum.diagnostics import Span
from plenum.link.cards import CardMaker
from plenum.link.chrome import Addresses, Hrefs, hrefs_of
from plenum.link.glossary import GlossaryIndex
from plenum.link.graph import Links
from plenum.link.related import Suggestion
from plenum.link.resolve import Resolver
from plenum.model.card import Colours
from plenum.model.data import GLOSSARY_URL, Fact, SiteData
from plenum.model.graph import Graph
from plenum.model.page import Head, Image
from plenum.model.promotion import Promotion
from plenum.model.site import PublishedFile, Site

_NOWHERE = Span("")


class PageContext(Struct, frozen=True):
    """What all article pages of one site have in common; of their articles nothing is in it.

    `report` is where mistakes are told, `promotion` what stands on a page that names none.
    """

    hrefs: Hrefs
    glossary: GlossaryIndex
    report: str = ""
    promotion: Promotion | None = None
    cards: CardMaker | None = None

    def shared(self, head: Head, image: Image | None, label: str = "") -> Head:
        """Return a head with what is shown where its page is shared: its card, else `image`."""
        return self.cards.on(head, label) if self.cards else replace(head, image=image)


class LinkContext(Struct, frozen=True, dict=True):
    """What making any page of one site needs: the site as a whole."""

    site: Site
    config: Config
    addresses: Addresses
    resolver: Resolver
    links: Links
    related: Mapping[str, tuple[Suggestion, ...]]
    graph: Graph
    pages: PageContext
    pictures: Mapping[str, PublishedFile]

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts as pages show them: wherever in their files they stand."""
        facts = self.site.data.facts.values()
        return {fact.id: replace(fact, span=_NOWHERE, past_days=()) for fact in facts}

    @property
    def glossary(self) -> GlossaryIndex:
        """The entries of the glossary and how to find them."""
        return self.pages.glossary


def page_context(config: Config, data: SiteData, colours: Colours) -> PageContext:
    """Return what all article pages of a site have in common."""
    hrefs = hrefs_of(config)
    glossary = hrefs.href(GLOSSARY_URL)
    return PageContext(
        hrefs,
        GlossaryIndex(data.glossary, glossary, hrefs.absolute(glossary)),
        config.report,
        config.promotion,
        CardMaker(hrefs, config.title, colours) if config.social_cards else None,
    )
