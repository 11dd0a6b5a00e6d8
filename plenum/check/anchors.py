"""Links and rendered pages go in, links to places that a listing does not have come out.

What an article, the glossary and the facts have to link to is known before they are rendered; what
a listing has is a matter of its template.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, fault
from plenum.model.graph import Edge
from plenum.model.output import AnyOutput
from plenum.model.site import Site
from plenum.model.url import output_path

_ID = lazy_re.compile(r"<[^<>]*?\sid\s*=\s*[\"']?([^\"'\s<>]+)")


def dead_anchors(
    edges: Iterable[Edge], site: Site, pages: Mapping[str, AnyOutput]
) -> Iterator[Diagnostic]:
    """Yield a fault for each link to an anchor that is not in the HTML; `pages` by their path."""
    ids: dict[str, frozenset[str]] = {}
    known = site.by_url.keys() | site.data.tables_by_url.keys()
    for edge in edges:
        anchor, path = unquote(edge.anchor), output_path(edge.target)
        proved = not anchor or edge.target in known
        if proved or anchor == "top" or path not in pages:
            continue
        if path not in ids:
            ids[path] = frozenset(map(unescape, _ID.findall(pages[path].data.decode())))
        if anchor not in ids[path]:
            page, advice = f"the page {edge.target}", f"link to it without '#{anchor}'"
            yield fault("dead-anchor", edge.span, page=page, anchor=anchor, advice=advice)
