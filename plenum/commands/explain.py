"""`explain`: one page's links in and out, and why each related article was chosen."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable

from plenum.commands.asked import site_folder, today_of
from plenum.commands.found import NotFoundError, survey_of
from plenum.commands.printing import FAULTY, FINE, counted, finish_misconfigured
from plenum.commands.run import configuration
from plenum.config import BuildOptions
from plenum.link.related import Share, Suggestion
from plenum.model.article import Article
from plenum.model.graph import EDITORIAL, Edge
from plenum.pipeline import Survey

_MOST_SHARES = 6
_KINDS = {"pick": " (related)", "series": " (series)", "path": " (reading path)"}


def run(arguments: Namespace) -> int:
    """Print what the build knows of one page."""
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    options = BuildOptions(site / "public", today_of(arguments.today))
    try:
        found, article = survey_of(arguments.page, config, options)
    except NotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return FAULTY
    if arguments.format == "json":
        document = _document(article, found)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(article, found)) + "\n")
    return FINE


def _lines(article: Article, found: Survey) -> list[str]:
    graph = found.graph
    clicks = graph.clicks.get(article.url)
    away = "not to be reached from the front page" if clicks is None else _clicks(clicks)
    lines = [f"{article.url}  ({article.source_path})", f"“{article.meta.title}”, {away}", ""]
    leaving, reaching = graph.leaving.get(article.url, ()), graph.reaching.get(article.url, ())
    lines += _section("Links from here", _editorial(leaving), outward=True)
    lines += _section("Links to here", _editorial(reaching), outward=False)
    lines.append("Related reading")
    for edge in _picks(leaving):
        lines.append(f"  {edge.target}  picked by an editor{_quoted(edge.reason)}")
    for suggestion in found.related.get(article.path, ()):
        lines.append(
            f"  {suggestion.article.url}  {suggestion.score:.2f}{_quoted(suggestion.reason)}"
        )
        lines.append(f"      {_shares(suggestion)}")
    boxes = [edge.source for edge in reaching if edge.kind in {"pick", "related"}]
    lines += ["", f"Stands in {counted(len(boxes), 'box', 'boxes')}: {', '.join(boxes) or 'none'}"]
    lines += ["", "Rendered in every build: there is no cache yet."]
    return lines


def _clicks(number: int) -> str:
    return "the front page" if number == 0 else f"{counted(number, 'click')} from the front page"


def _picks(edges: Iterable[Edge]) -> list[Edge]:
    return [edge for edge in edges if edge.kind == "pick"]


def _editorial(edges: Iterable[Edge]) -> list[Edge]:
    return [edge for edge in edges if edge.kind in EDITORIAL]


def _section(title: str, edges: list[Edge], *, outward: bool) -> list[str]:
    lines = [f"{title}: {len(edges)}"]
    for edge in edges:
        other = edge.target + (f"#{edge.anchor}" if edge.anchor else "") if outward else edge.source
        place = f"{edge.span.path}:{edge.span.line}:{edge.span.column}"
        kind = _KINDS.get(edge.kind, "")
        lines.append(f"  {other}  {place}{kind}")
    return [*lines, ""]


def _quoted(reason: str) -> str:
    return f", “{reason}”" if reason else ""


def _shares(suggestion: Suggestion) -> str:
    named = [_share(share) for share in suggestion.shares[:_MOST_SHARES]]
    more = len(suggestion.shares) - len(named)
    return ", ".join([*named, *([f"{more} more"] if more else [])])


def _share(share: Share) -> str:
    kind = "" if share.kind == "link" else f"{share.kind} "
    return f"{kind}{share.name} {share.points:.2f}"


def _document(article: Article, found: Survey) -> dict[str, object]:
    graph = found.graph
    leaving, reaching = graph.leaving.get(article.url, ()), graph.reaching.get(article.url, ())
    return {
        "url": article.url,
        "path": article.source_path,
        "title": article.meta.title,
        "clicks": graph.clicks.get(article.url),
        "links_out": [_link(e, e.target) for e in _editorial(leaving)],
        "links_in": [_link(e, e.source) for e in _editorial(reaching)],
        "related": [
            *(
                {"url": e.target, "picked": True, "reason": e.reason, "score": None, "shares": []}
                for e in _picks(leaving)
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
                for s in found.related.get(article.path, ())
            ),
        ],
        "rendered": "every build renders every page: there is no cache yet",
    }


def _link(edge: Edge, url: str) -> dict[str, object]:
    return {
        "url": url,
        "anchor": edge.anchor,
        "kind": edge.kind,
        "path": edge.span.path,
        "line": edge.span.line,
        "column": edge.span.column,
    }
