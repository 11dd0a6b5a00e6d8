"""What the preview's panel tells an editor of one page, as its template sees it."""

from collections.abc import Sequence

from msgspec import Struct

from plenum.diagnostics.formats.page import Told


class Line(Struct, frozen=True):
    """An item of the checklist: `state` is "blocks", "amiss", "wanted" or "done"."""

    state: str
    label: str
    detail: str


class Place(Struct, frozen=True):
    """A place in a source; `href` opens an editor there, and `note` is told of it."""

    text: str
    href: str
    note: str = ""


class PanelLink(Struct, frozen=True):
    """A page that is linked: `places` say where, `note` what the link rests on."""

    href: str
    text: str
    note: str = ""
    reason: str = ""
    places: Sequence[Place] = ()


class PanelFact(Struct, frozen=True):
    """A fact that the page cites; `urgency` is "fine", "soon" or "over"."""

    id: str
    what: str
    value: str
    place: Place
    days: Sequence[tuple[str, str]]
    urgency: str
    note: str


class PanelCard(Struct, frozen=True):
    """The page as search results and social media show it.

    `image` is where the picture lies in the preview, empty where there is none; `image_url` is
    where it will be, as `url` is of the page.
    """

    title: str
    description: str
    url: str
    image: str
    image_url: str


class PanelWeight(Struct, frozen=True):
    """What the page weighs, in words, and whether it is more than it should be."""

    html: str
    elements: str
    pictures: str
    heavy: bool


class Panel(Struct, frozen=True):
    """The panel of one page; what is not known before the page is built is None."""

    title: str
    href: str
    source: Place
    away: str
    reading: str
    grade: str
    missing: Sequence[Line]
    there: Sequence[Line]
    faults: Sequence[Told]
    links_out: Sequence[PanelLink]
    links_in: Sequence[PanelLink]
    related: Sequence[PanelLink]
    boxes: Sequence[PanelLink]
    facts: Sequence[PanelFact]
    card: PanelCard
    weight: PanelWeight | None
    rendered: Sequence[PanelLink] | None
