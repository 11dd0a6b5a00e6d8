"""The picture that stands for a page where it is shared: what is drawn on it, and its address."""

from msgspec import Struct

from plenum.digest import digest_of

CARDS = "assets/cards/"
CARD_WIDTH = 1200
CARD_HEIGHT = 630
DRAWING = 1
"""Goes up when cards are drawn in another way, so that they get other addresses."""
_FINGERPRINT = 16


class Colours(Struct, frozen=True):
    """The site's colours by meaning, as #rrggbb."""

    paper: str = "#faf8f3"
    ink: str = "#1f1b16"
    muted: str = "#5e564b"
    accent: str = "#a03c0c"
    second: str = "#0b5466"


class SocialCard(Struct, frozen=True):
    """What is drawn on one card; `kicker` says to what the page belongs, and may be empty."""

    title: str
    kicker: str
    site: str
    colours: Colours

    @property
    def path(self) -> str:
        """Where the card lies in the output."""
        return f"{CARDS}{digest_of(repr((DRAWING, self)).encode())[:_FINGERPRINT]}.png"
