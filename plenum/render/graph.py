"""The site and its links go in, `graph.json` comes out.

The form is the one that D3 and NetworkX read as a node-link graph.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from plenum.model.graph import Edge, Graph
from plenum.model.output import Output, Phase
from plenum.model.site import Site

GRAPH_FILE = "graph.json"
_HOME = "/"


def graph_json(site: Site, graph: Graph, title: str) -> Output:
    """Return the front page and the articles as nodes, and the links between them.

    Links of one kind between the same two pages are one, with their count.
    """
    front = site.by_url.get(_HOME)
    path = front.source_path if front else ""
    nodes = [{"id": _HOME, "title": title, "path": path, "category": "", "clicks": 0}]
    nodes += [
        {
            "id": article.url,
            "title": article.meta.title,
            "path": article.source_path,
            "category": article.meta.category.value if article.meta.category else "",
            "clicks": graph.clicks.get(article.url),
            "orphan": graph.is_orphan(article.url),
            "dead_end": graph.is_dead_end(article.url),
        }
        for article in sorted(site.articles, key=lambda article: article.url)
        if article.url != _HOME
    ]
    known = {node["id"] for node in nodes}
    links = _links(edge for edge in graph.edges if edge.source in known and edge.target in known)
    # One node or link a line, so that two versions can be compared.
    text = (
        '{"directed":true,"multigraph":true,"graph":{},\n'
        f'"nodes":[\n{_lines(nodes)}\n],\n"links":[\n{_lines(links)}\n]}}\n'
    )
    return Output(GRAPH_FILE, text.encode("utf-8", "replace"), Phase.FEED)


def _lines(items: Iterable[Mapping[str, object]]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)


def _links(edges: Iterable[Edge]) -> list[dict[str, object]]:
    count: Counter[tuple[str, str, str]] = Counter()
    reasons: dict[tuple[str, str, str], str] = {}
    for edge in edges:
        key = (edge.source, edge.target, edge.kind)
        count[key] += 1
        reasons.setdefault(key, edge.reason)
    return [
        {
            "source": source,
            "target": target,
            "key": kind,
            "count": number,
            "reason": reasons[source, target, kind],
        }
        for (source, target, kind), number in sorted(count.items())
    ]
