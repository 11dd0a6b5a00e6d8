"""`explain`: one page's links in and out, and why each related article was chosen."""

import json
import sys
from argparse import Namespace

from plenum.commands.asked import today_of
from plenum.commands.found import survey_of
from plenum.commands.printing import FINE
from plenum.commands.run import configuration
from plenum.config import BuildOptions
from plenum.diagnostics import counted
from plenum.link.explained import away_of, explained, kind_of, shares_of
from plenum.model.article import Article
from plenum.model.graph import Edge
from plenum.pipeline.steps import Survey


def run(arguments: Namespace) -> int:
    """Print what the build knows of one page."""
    config = configuration(arguments)
    options = BuildOptions(config.site / "public", today_of(arguments.today))
    found, article = survey_of(arguments.page, config, options)
    if arguments.format == "json":
        document = _document(article, found)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(article, found)) + "\n")
    return FINE


def _lines(article: Article, found: Survey) -> list[str]:
    known = explained(article, found.graph, found.related)
    away = away_of(known.clicks)
    lines = [f"{article.url}  ({article.source_path})", f"“{article.meta.title}”, {away}", ""]
    lines += _section("Links from here", known.links_out, outward=True)
    lines += _section("Links to here", known.links_in, outward=False)
    lines.append("Related reading")
    for edge in known.picks:
        lines.append(f"  {edge.target}  picked by an editor{_quoted(edge.reason)}")
    for suggestion in known.suggestions:
        lines.append(
            f"  {suggestion.article.url}  {suggestion.score:.2f}{_quoted(suggestion.reason)}"
        )
        lines.append(f"      {shares_of(suggestion)}")
    lines += ["", _boxes(known.boxes)]
    lines += ["", _next_build(found.last.changed(article))]
    return lines


def _boxes(urls: tuple[str, ...]) -> str:
    """Say which articles name this one in their boxes of related reading."""
    if not urls:
        return "Stands in the related reading of no other article"
    others = counted(len(urls), "other article")
    return f"Stands in the related reading of {others}: {', '.join(urls)}"


def _section(title: str, edges: tuple[Edge, ...], *, outward: bool) -> list[str]:
    lines = [f"{title}: {len(edges)}"]
    for edge in edges:
        other = edge.target + (f"#{edge.anchor}" if edge.anchor else "") if outward else edge.source
        place = f"{edge.span.path}:{edge.span.line}:{edge.span.column}"
        lines.append(f"  {other}  {place}{kind_of(edge)}")
    return [*lines, ""]


def _quoted(reason: str) -> str:
    return f", “{reason}”" if reason else ""


def _document(article: Article, found: Survey) -> dict[str, object]:
    known = explained(article, found.graph, found.related)
    changed = found.last.changed(article)
    return {
        "url": article.url,
        "path": article.source_path,
        "title": article.meta.title,
        "clicks": known.clicks,
        "links_out": [_link(e, e.target) for e in known.links_out],
        "links_in": [_link(e, e.source) for e in known.links_in],
        "related": [
            *(
                {"url": e.target, "picked": True, "reason": e.reason, "score": None, "shares": []}
                for e in known.picks
            ),
            *(
                {
                    "url": s.article.url,
                    "picked": False,
                    "reason": s.reason,
                    "score": round(s.score, 4),
                    "shares": [
                        {"kind": x.kind, "name": x.name, "points": round(x.points, 4)}
                        for x in s.shares
                    ],
                }
                for s in known.suggestions
            ),
        ],
        "rendered": _next_build(changed),
        "changed": changed,
    }


def _next_build(changed: tuple[str, ...] | None) -> str:
    """Say whether the next build renders a page of which this has changed, and why."""
    if changed is None:
        return "The next build renders it: the last one made no such page."
    if not changed:
        return "The next build leaves it: nothing has changed of what the last one made it of."
    return f"The next build renders it again. Changed: {'; '.join(changed)}."


def _link(edge: Edge, url: str) -> dict[str, object]:
    return {
        "url": url,
        "anchor": edge.anchor,
        "kind": edge.kind,
        "path": edge.span.path,
        "line": edge.span.line,
        "column": edge.span.column,
    }
