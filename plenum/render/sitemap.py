"""Addresses with their dates go in, the sitemap's files and `robots.txt` come out."""

import datetime as dt
from collections.abc import Iterable, Sequence

from plenum.model.dates import Moment, iso
from plenum.model.output import Output, Phase
from plenum.model.page import Chrome
from plenum.render.address import home_url
from plenum.render.xml_text import DECLARATION, element

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LIMIT = 50_000
"""How many addresses one file may name (sitemaps.org)."""

_Entry = tuple[str, Moment | None]


def sitemap(entries: Iterable[tuple[str, Moment | None]], chrome: Chrome) -> tuple[Output, ...]:
    """Return `sitemap.xml`, as an index of parts where there are too many addresses for one."""
    ordered = sorted(dict(entries).items())
    if len(ordered) <= _LIMIT:
        return (_file("sitemap.xml", "urlset", "url", ordered),)
    slices = [ordered[start : start + _LIMIT] for start in range(0, len(ordered), _LIMIT)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(slices) + 1)]
    parts = [_file(name, "urlset", "url", part) for name, part in zip(names, slices, strict=True)]
    index = [
        (f"{home_url(chrome)}{name}", _newest(part))
        for name, part in zip(names, slices, strict=True)
    ]
    return (*parts, _file("sitemap.xml", "sitemapindex", "sitemap", index))


def robots(chrome: Chrome) -> Output:
    """Return `robots.txt`, which allows everything and names the sitemap."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {home_url(chrome)}sitemap.xml\n"
    return Output("robots.txt", text.encode(), Phase.FEED)


def _newest(entries: Sequence[_Entry]) -> Moment | None:
    moments = [moment for _, moment in entries if moment is not None]
    return max(moments, key=_instant, default=None)


def _instant(moment: Moment) -> dt.datetime:
    return dt.datetime.fromisoformat(iso(moment))


def _file(name: str, root: str, item: str, entries: Sequence[_Entry]) -> Output:
    lines = [
        f"<{item}>{element('loc', url)}{element('lastmod', iso(moment) if moment else '')}</{item}>"
        for url, moment in entries
    ]
    text = "\n".join([DECLARATION, f'<{root} xmlns="{_NAMESPACE}">', *lines, f"</{root}>", ""])
    return Output(name, text.encode("utf-8", "replace"), Phase.FEED)
