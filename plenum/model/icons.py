"""The icons of a site: where they lie, which follows from the one drawing they are made of."""

from msgspec import Struct

from plenum.digest import digest_of
from plenum.model.card import Colours

ICON = "favicon.svg"
"""The asset of which all icons are made."""
DRAWING = 1
"""Goes up when icons are made in another way, so that they get other addresses."""
MANIFEST = "site.webmanifest"
FAVICON = "favicon.ico"
TOUCH_ICON = "apple-touch-icon.png"
AT_THE_ROOT = (f"/{TOUCH_ICON}", f"/{FAVICON}", f"/{MANIFEST}")
"""Where programs look for them; a site may have files of its own there."""
_FINGERPRINT = 8


class IconFile(Struct, frozen=True):
    """An icon: its file in the output, its width, and how much of that the drawing takes.

    On a `ground` it has no transparent corners, for screens that cut icons to their own form.
    """

    path: str
    size: int
    share: float = 1.0
    ground: bool = False


class Icons(Struct, frozen=True):
    """The icons of a site."""

    favicon: IconFile
    touch: IconFile
    small: IconFile
    large: IconFile
    maskable: IconFile

    @property
    def files(self) -> tuple[IconFile, ...]:
        """All of them."""
        return self.favicon, self.touch, self.small, self.large, self.maskable


def icons_of(svg: bytes, colours: Colours) -> Icons:
    """Return the icons that are made of a drawing, on grounds of the colour of paper.

    Sizes: what browsers ask for at the root (32), iOS (180), and the two of the web app
    manifest (192 and 512; https://web.dev/articles/maskable-icon has the safe zone).
    """
    fingerprint = digest_of(repr((DRAWING, svg, colours.paper)).encode())[:_FINGERPRINT]

    def asset(name: str) -> str:
        return f"assets/icons/{name}.{fingerprint}.png"

    return Icons(
        IconFile(FAVICON, 32),
        IconFile(TOUCH_ICON, 180, 0.8, ground=True),
        IconFile(asset("icon-192"), 192),
        IconFile(asset("icon-512"), 512),
        IconFile(asset("maskable-512"), 512, 0.6, ground=True),
    )
