"""`graph.json` goes in, a page that draws it for editors comes out.

The front page is the centre and each ring one click farther away: what stands in the outermost
ring, cannot be reached. Nothing in it needs a script.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from plenum.model.graph import EDITORIAL, FARTHEST

_RING = 210
"""How far apart the rings are; a name fits between."""
_LEAST_ARC = 24
"""How much room a node needs on its ring."""
_NAME = 230
"""How much room a name needs outside of the last ring."""
_DOT = 9
_MOST_NAMED = 40
_MOST_DRAWN = 2_000
"""More nodes than this are no picture any more: what is wrong with them is listed."""
_MOST_LISTED = 200
_LONGEST_NAME = 28

Node = Mapping[str, Any]


def graph_page(document: bytes, base_path: str) -> str:
    """Return the page; `document` is the text of `graph.json`, links begin with `base_path`."""
    graph = json.loads(document)
    nodes: list[Node] = graph["nodes"]
    links: list[Node] = graph["links"]
    lists = (
        ("No editor's link leads to these", [n for n in nodes if n.get("orphan")]),
        ("These lead to no other article", [n for n in nodes if n.get("dead_end")]),
        (f"More than {FARTHEST} clicks from the front page", [n for n in nodes if _is_far(n)]),
    )
    picture = (
        _picture(nodes, links, base_path)
        if len(nodes) <= _MOST_DRAWN
        else f"<p>{len(nodes)} pages are too many for a picture.</p>"
    )
    listed = "".join(_list(title, found, base_path) for title, found in lists)
    listed = listed or "<p>No article stands apart.</p>"
    editors = sum(link["key"] in EDITORIAL for link in links)
    chosen = sum(link["key"] == "related" for link in links)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>The graph of links</title>'
        f"<style>{_STYLE}</style></head><body><h1>The graph of links</h1>"
        f"<p>{len(nodes) - 1} articles, {editors} links by editors (solid), "
        f"{chosen} related articles chosen by Plenum (dotted, like the navigation). "
        "The front page is in the middle; each ring is one click farther away.</p>"
        f"{_LEGEND}{picture}{listed}</body></html>"
    )


def _is_far(node: Node) -> bool:
    return node["clicks"] is None or node["clicks"] > FARTHEST


def _state(node: Node) -> str:
    """Return the worst that is to be said of a page."""
    if node.get("orphan"):
        return "orphan"
    if node.get("dead_end"):
        return "dead-end"
    return "far" if _is_far(node) else "fine"


# -- the picture ----------------------------------------------------------------------------


def _picture(nodes: Iterable[Node], links: Iterable[Node], base_path: str) -> str:
    rings: defaultdict[int, list[Node]] = defaultdict(list)
    by_clicks = sorted(nodes, key=lambda node: (node["clicks"] is None, node["clicks"]))
    last = max((node["clicks"] for node in by_clicks if node["clicks"] is not None), default=0)
    for node in by_clicks:
        rings[last + 1 if node["clicks"] is None else node["clicks"]].append(node)
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        neighbours[link["source"]].append(link["target"])
        neighbours[link["target"]].append(link["source"])
    places = _places(rings, neighbours)
    reach = max((math.hypot(*place) for place in places.values()), default=0) + _NAME
    # Two pages that lead to each other have one line; an editor's goes over a chosen one.
    drawn: dict[tuple[str, str], str] = {}
    for link in sorted(links, key=lambda link: link["key"] not in EDITORIAL):
        one, other = sorted((link["source"], link["target"]))
        drawn.setdefault((one, other), link["key"])
    lines = "".join(_line(places[one], places[other], kind) for (one, other), kind in drawn.items())
    named = len(places) <= _MOST_NAMED
    radius = max(_DOT, reach / 100)
    dots = "".join(
        _dot(node, places[node["id"]], radius, base_path, named=named) for node in by_clicks
    )
    size = f"{-reach:.0f} {-reach:.0f} {2 * reach:.0f} {2 * reach:.0f}"
    return f'<svg viewBox="{size}" role="group" aria-label="The graph">{lines}{dots}</svg>'


def _places(
    rings: Mapping[int, list[Node]], neighbours: Mapping[str, list[str]]
) -> dict[str, tuple[float, float]]:
    """Put each ring's pages in the order of those nearer to the centre that they are linked to."""
    angles: dict[str, float] = {}
    places: dict[str, tuple[float, float]] = {}
    radius = 0.0
    for ring in sorted(rings):
        pages = sorted(rings[ring], key=lambda node: _towards(node["id"], angles, neighbours))
        if ring:
            radius = max(radius + _RING, len(pages) * _LEAST_ARC / math.tau)
        for position, node in enumerate(pages):
            # Half a step more in each ring, so that no two rings hide each other.
            angle = math.tau * (position + ring / 2) / len(pages) - math.pi / 2
            angles[node["id"]] = angle
            places[node["id"]] = (radius * math.cos(angle), radius * math.sin(angle))
    return places


def _towards(
    url: str, angles: Mapping[str, float], neighbours: Mapping[str, list[str]]
) -> tuple[float, str]:
    known = [angles[other] for other in neighbours.get(url, ()) if other in angles]
    x, y = math.fsum(map(math.cos, known)), math.fsum(map(math.sin, known))
    return (math.atan2(y, x) if known else math.inf, url)


def _line(start: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    css = "editors" if kind in EDITORIAL else "related"
    return (
        f'<line class="{css}" x1="{start[0]:.0f}" y1="{start[1]:.0f}"'
        f' x2="{end[0]:.0f}" y2="{end[1]:.0f}"/>'
    )


def _dot(
    node: Node, place: tuple[float, float], radius: float, base_path: str, *, named: bool
) -> str:
    x, y = place
    state = _state(node)
    title = escape(node["title"])
    note = "" if state == "fine" else f" ({_WORDS[state]})"
    # Apart from colour, the shape tells what is an island.
    shape = (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}"/>'
        if state == "fine"
        else f'<rect x="{x - radius:.0f}" y="{y - radius:.0f}"'
        f' width="{2 * radius:.0f}" height="{2 * radius:.0f}"/>'
    )
    name = _name(node["title"], place) if named else ""
    href = escape(base_path + node["id"])
    return f'<a class="{state}" href="{href}"><title>{title}{note}</title>{shape}{name}</a>'


def _name(title: str, place: tuple[float, float]) -> str:
    """Write a name away from the centre, so that no two lie over each other."""
    x, y = place
    if not (x or y):
        return f'<text x="0" y="28" text-anchor="middle">{_short(title)}</text>'
    angle = math.degrees(math.atan2(y, x))
    left = abs(angle) > 90  # noqa: PLR2004 (a right angle)
    turn, anchor, gap = (angle + 180, "end", -16) if left else (angle, "start", 16)
    return (
        f'<text transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})" x="{gap}" y="5"'
        f' text-anchor="{anchor}">{_short(title)}</text>'
    )


def _short(title: str) -> str:
    cut = title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…"
    return escape(cut)


# -- the lists ------------------------------------------------------------------------------


def _list(title: str, nodes: list[Node], base_path: str) -> str:
    if not nodes:
        return ""
    items = "".join(
        f'<li><a href="{escape(base_path + node["id"])}">{escape(node["title"])}</a>'
        f" <code>{escape(node['path'])}</code></li>"
        for node in nodes[:_MOST_LISTED]
    )
    more = len(nodes) - _MOST_LISTED
    rest = f"<p>… and {more} more.</p>" if more > 0 else ""
    return f"<h2>{title}: {len(nodes)}</h2><ul>{items}</ul>{rest}"


_WORDS = {
    "orphan": "no editor's link leads here",
    "dead-end": "leads to no other article",
    "far": "too far from the front page",
}
_LEGEND = (
    '<ul class="legend"><li class="fine">linked both ways</li>'
    + "".join(f'<li class="{state}">{words}</li>' for state, words in _WORDS.items())
    + "</ul>"
)
_STYLE = (
    ":root{color-scheme:light dark;"
    "--fine:#0b5466;--orphan:#a3161f;--dead-end:#a03c0c;--far:#6a4fa3}"
    "@media(prefers-color-scheme:dark){"
    ":root{--fine:#8fd0e0;--orphan:#ff9d94;--dead-end:#f2a477;--far:#c3b0f2}}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:1.5rem auto;padding:0 1rem;"
    "max-inline-size:75rem}"
    "svg{inline-size:100%;max-block-size:90vh}a{color:inherit}"
    "line{stroke:currentColor}.editors{opacity:.45}.related{opacity:.25;stroke-dasharray:2 6}"
    "svg text{font-size:13px;fill:currentColor;stroke:Canvas;stroke-width:4px;paint-order:stroke}"
    "svg :is(circle,rect){stroke:Canvas;stroke-width:2}"
    "svg a:is(:hover,:focus-visible) text{text-decoration:underline}"
    + "".join(
        f"svg .{state} :is(circle,rect){{fill:var(--{state})}}"
        f".legend .{state}::before{{background:var(--{state})}}"
        for state in ("fine", *_WORDS)
    )
    + ".legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0;list-style:none}"
    '.legend li::before{content:"";display:inline-block;inline-size:.8em;block-size:.8em;'
    "margin-inline-end:.5em}.legend .fine::before{border-radius:50%}"
    "code{overflow-wrap:anywhere}"
)
