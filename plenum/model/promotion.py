"""A paid place: the keys by which an editor describes it, and the value that pages show."""

from msgspec import Struct

from plenum.source.schema import Choice, Key, Record, Text, Values, WebAddress

LABELS = ("Advertisement", "Sponsored")
"""What the card may be called; the first stands where none is chosen."""

PROMOTION = Record(
    {
        "title": Key(Text(), required=True, doc="What is offered, as the card's heading."),
        "url": Key(WebAddress(), required=True, doc="Where the card leads, with https://."),
        "sponsor": Key(Text(), required=True, doc="Who pays for the place."),
        "text": Key(Text(), doc="One or two sentences."),
        "label": Key(Choice(LABELS), doc="What the card is called: Advertisement or Sponsored."),
        "disclosure": Key(Text(), doc="What the sponsor has to do with the article."),
    },
    name="promotion",
)


class Promotion(Struct, frozen=True):
    """A paid card; `disclosure` may be empty: who pays is said in any case."""

    title: str
    url: str
    sponsor: str
    text: str
    label: str
    disclosure: str


def promotion_of(values: Values | None) -> Promotion | None:
    """Return the card, if what it needs is there."""
    if values is None or not all(map(values.text, ("title", "url", "sponsor"))):
        return None
    label: str = values.get("label") or LABELS[0]
    return Promotion(
        title=values.text("title"),
        url=values.text("url"),
        sponsor=values.text("sponsor"),
        text=values.text("text"),
        label=label,
        disclosure=values.text("disclosure"),
    )
