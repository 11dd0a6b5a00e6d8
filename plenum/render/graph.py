"""The site and its links go in, `graph.json` comes out.

The form is the one that D3 and NetworkX read as a node-link graph.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain

from plenum.model.graph import Graph
from plenum.model.output import Output, Phase
from plenum.model.site import Site

GRAPH_FILE = "graph.json"
_HOME = "/"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def graph_json(site: Site, graph: Graph, title: str) -> Output:
    """Return the front page and the articles as nodes, and the links between them.

    Links of one kind between the same two pages are one, with their count.
    """
    front = site.by_url.get(_HOME)
    path = front.source_path if front else ""
    front_node = {"id": _HOME, "title": title, "path": path, "category": "", "clicks": 0}
    known = {_HOME, *(article.url for article in site.articles)}
    nodes = (
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
    )
    # One node or link a line, so that two versions can be compared. Of a large site this is the
    # largest file: it is written as it comes.
    file = BytesIO()
    file.write(b'{"directed":true,"multigraph":true,"graph":{},\n"nodes":[\n')
    _write_lines(file, chain([front_node], nodes))
    file.write(b'\n],\n"links":[\n')
    _write_lines(file, _links(graph, known))
    file.write(b"\n]}\n")
    return Output(GRAPH_FILE, file.getvalue(), Phase.FEED)


def _write_lines(file: BytesIO, items: Iterable[Mapping[str, object]]) -> None:
    for number, item in enumerate(items):
        text = _ENCODER.encode(item)
        file.write((f",\n{text}" if number else text).encode("utf-8", "replace"))


def _links(graph: Graph, known: Collection[str]) -> Iterator[dict[str, object]]:
    for source in sorted(graph.leaving.keys() & known):
        count: Counter[tuple[str, str]] = Counter()
        reasons: dict[tuple[str, str], str] = {}
        for edge in graph.leaving[source]:
            if edge.target in known:
                count[edge.target, edge.kind] += 1
                reasons.setdefault((edge.target, edge.kind), edge.reason)
        for (target, kind), number in sorted(count.items()):
            yield {
                "source": source,
                "target": target,
                "key": kind,
                "count": number,
                "reason": reasons[target, kind],
            }
