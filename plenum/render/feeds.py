"""Cards of the newest articles go in, an Atom feed (RFC 4287) and a JSON Feed 1.1 come out.

Nothing here knows the time: a feed was updated when its last changed article was.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from msgspec import Struct

from plenum.model.dates import iso
from plenum.model.output import Output, Phase
from plenum.model.page import Card, Chrome
from plenum.render.address import absolute, file_path, home_url
from plenum.render.xml_text import DECLARATION, element, xml_text


class _Entry(Struct, frozen=True):
    """A card with a date, as both feeds tell it; the dates are ISO 8601 with a zone."""

    card: Card
    published: str
    updated: str

    @property
    def instant(self) -> dt.datetime:
        """When it was updated, to be compared across zones."""
        return dt.datetime.fromisoformat(self.updated)


def atom(cards: Iterable[Card], chrome: Chrome) -> Output | None:
    """Return the Atom feed; None where no card has a date."""
    entries = _entries(cards)
    if not entries:
        return None
    lines = [
        DECLARATION,
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(chrome.language)}">',
        element("id", home_url(chrome)),
        element("title", chrome.title),
        element("subtitle", chrome.description),
        element("updated", max(entries, key=lambda entry: entry.instant).updated),
        element(
            "link",
            "",
            rel="self",
            type="application/atom+xml",
            href=absolute(chrome.feed_href, chrome),
        ),
        element("link", "", rel="alternate", type="text/html", href=home_url(chrome)),
        *_author(chrome),
        *(line for entry in entries for line in _atom_entry(entry)),
        "</feed>",
    ]
    text = "\n".join(line for line in lines if line) + "\n"
    return _output(chrome.feed_href, text, chrome)


def json_feed(cards: Iterable[Card], chrome: Chrome) -> Output | None:
    """Return the JSON Feed with the entries of the Atom feed; None where no card has a date."""
    entries = _entries(cards)
    if not entries:
        return None
    author = {"name": _author_name(chrome), "url": chrome.organization.url}
    feed = _filled(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": chrome.title,
            "home_page_url": home_url(chrome),
            "feed_url": absolute(chrome.json_feed_href, chrome),
            "description": chrome.description,
            "language": chrome.language,
            "authors": [_filled(author)],
            "items": [_json_item(entry) for entry in entries],
        }
    )
    text = json.dumps(feed, ensure_ascii=False, indent=2) + "\n"
    return _output(chrome.json_feed_href, text, chrome)


def _entries(cards: Iterable[Card]) -> list[_Entry]:
    entries = []
    for card in cards:
        published = card.published or card.modified
        updated = card.modified or card.published
        if published and updated:
            entries.append(_Entry(card, iso(published), iso(updated)))
    return entries


def _author(chrome: Chrome) -> list[str]:
    name = element("name", _author_name(chrome))
    return ["<author>", name, element("uri", chrome.organization.url), "</author>"]


def _author_name(chrome: Chrome) -> str:
    return chrome.organization.name or chrome.title


def _atom_entry(entry: _Entry) -> list[str]:
    card = entry.card
    return [
        "<entry>",
        element("id", card.url),
        element("title", card.title),
        element("link", "", rel="alternate", type="text/html", href=card.url),
        element("published", entry.published),
        element("updated", entry.updated),
        element("category", "", term=card.category.text) if card.category else "",
        element("summary", card.description),
        "</entry>",
    ]


def _json_item(entry: _Entry) -> dict[str, object]:
    card = entry.card
    return _filled(
        {
            "id": card.url,
            "url": card.url,
            "title": card.title,
            # The format requires content; the description is all that a card has.
            "content_text": card.description or card.title,
            "summary": card.description,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "tags": [card.category.text] if card.category else [],
        }
    )


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _output(href: str, text: str, chrome: Chrome) -> Output:
    return Output(file_path(href, chrome), text.encode("utf-8", "replace"), Phase.FEED)
