"""A page's head goes in, the head with the card that stands for the page comes out."""

from msgspec import Struct
from msgspec.structs import replace

from plenum.link.chrome import Hrefs
from plenum.model.card import CARD_HEIGHT, CARD_WIDTH, Colours, SocialCard
from plenum.model.page import Head, Image


class CardMaker(Struct, frozen=True):
    """Names the cards of one site; what is on them is drawn later."""

    hrefs: Hrefs
    site: str
    colours: Colours

    def on(self, head: Head, kicker: str = "") -> Head:
        """Return the head with a card that shows its title and, above it, `kicker`."""
        card = SocialCard(head.title, kicker, self.site, self.colours)
        href = self.hrefs.href(f"/{card.path}")
        alt = " | ".join(dict.fromkeys((head.title, self.site)))
        url = self.hrefs.absolute(href)
        return replace(head, image=Image(href, url, alt, "", CARD_WIDTH, CARD_HEIGHT), card=card)
