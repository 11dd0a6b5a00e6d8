"""What the preview's panel tells an editor of one page, as its template sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from plenum.diagnostics.formats.page import Told


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the checklist: `state` is "blocks", "amiss", "wanted" or "done"."""

    state: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source; `href` opens an editor there, and `note` is told of it."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PanelLink:
    """A page that is linked: `places` say where, `note` what the link rests on."""

    href: str
    text: str
    note: str = ""
    reason: str = ""
    places: Sequence[Place] = ()


@dataclass(frozen=True, slots=True)
class PanelFact:
    """A fact that the page cites; `urgency` is "fine", "soon" or "over"."""

    id: str
    what: str
    value: str
    place: Place
    days: Sequence[tuple[str, str]]
    urgency: str
    note: str


@dataclass(frozen=True, slots=True)
class PanelCard:
    """The page as search results and social media show it.

    `image` is where the picture lies in the preview, empty where there is none; `image_url` is
    where it will be, as `url` is of the page.
    """

    title: str
    description: str
    url: str
    image: str
    image_url: str


@dataclass(frozen=True, slots=True)
class PanelWeight:
    """What the page weighs, in words, and whether it is more than it should be."""

    html: str
    elements: str
    pictures: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class Panel:
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
