"""What a site wants of pixels goes in, all files of it come out, made or kept from before."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from plenum.cache import Store
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.draw.cards import make_cards
from plenum.draw.copies import make_copies, named_copies
from plenum.draw.icons import make_icons
from plenum.model.card import Colours, SocialCard
from plenum.model.icons import Icons
from plenum.model.output import AnyOutput, Output
from plenum.model.site import PublishedFile


class Order(Struct, frozen=True):
    """What is to be made: copies of `files`, as far as `pages` name them, cards and icons.

    `icon` is the drawing of which the icons are made, if there is one.
    """

    site: Path
    files: tuple[PublishedFile, ...]
    pages: tuple[AnyOutput, ...]
    cards: tuple[SocialCard, ...]
    icon: bytes | None
    icons: Icons | None
    colours: Colours


class Artwork(Struct, frozen=True):
    """What was made. `rewritten` is what stands in place of an original, by its path."""

    outputs: tuple[Output, ...] = ()
    rewritten: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def make_artwork(order: Order, store: Store, jobs: int, kept: Iterable[str]) -> Artwork:
    """Make it, and drop from the store what neither this build nor `kept` has used."""
    todo = named_copies(order.files, order.pages)
    try:
        made = make_copies(order.site, todo, store, jobs)
    except OSError as error:
        reason = error.strerror or str(error)
        place = Span(_inside(order.site, error))
        return Artwork(diagnostics=(fault("unreadable-file", place, reason=reason),))
    outputs, used = make_cards(order.cards, store, jobs)
    faults: list[Diagnostic] = []
    if order.icon is not None and order.icons is not None:
        icons, icon_keys, faults = make_icons(order.icon, order.icons, order.colours, store)
        # A site may have its own at the addresses that browsers ask for.
        own = {file.url for file in order.files}
        outputs += [icon for icon in icons if f"/{icon.path}" not in own]
        used |= icon_keys
    outputs += [copy for each in made.values() for copy in each.copies]
    used.update(kept, *(each.keys for each in made.values()))
    store.prune(used)
    whole = {path: each.whole for path, each in made.items() if each.whole is not None}
    return Artwork(tuple(outputs), whole, tuple(faults))


def _inside(site: Path, error: OSError) -> str:
    """Return the path of the file that an error is about, as seen from the site."""
    path = Path(error.filename or ".")
    return path.relative_to(site).as_posix() if path.is_relative_to(site) else path.as_posix()
