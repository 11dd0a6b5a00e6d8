"""What the preview's panel tells an editor of one page, as its template sees it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the checklist: `state` is "done", "wanted" or "blocks"."""

    state: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fault of the page: `severity` is "error" or "warning", `place` is line:column."""

    severity: str
    id: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class PanelLink:
    """A page to which or from which there are links; `note` says where, or what it rests on."""

    href: str
    text: str
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PanelFact:
    """A fact that the page cites; `urgency` is "fine", "soon" or "over"."""

    id: str
    what: str
    value: str
    place: str
    days: Sequence[tuple[str, str]]
    urgency: str
    note: str


@dataclass(frozen=True, slots=True)
class PanelCard:
    """The page as search results and social media show it; `image` is empty without a picture."""

    title: str
    description: str
    url: str
    image: str


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
    source: str
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
