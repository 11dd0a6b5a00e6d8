"""`explain`: one page's links in and out, and why each related article was chosen."""

import json
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from plenum.commands.asked import site_folder, today_of
from plenum.commands.printing import FAULTY, FINE, UsageError, counted, finish_misconfigured
from plenum.commands.run import configuration
from plenum.config import BuildOptions
from plenum.link.related import Share, Suggestion
from plenum.model.article import Article
from plenum.model.graph import EDITORIAL, Edge
from plenum.model.site import LeftOut, Site
from plenum.pipeline import Survey, survey
from plenum.source import nearest_name

_MOST_SHARES = 6
_KINDS = {"pick": " (related)", "series": " (series)", "path": " (reading path)"}


def run(arguments: Namespace) -> int:
    """Print what the build knows of one page."""
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    options = BuildOptions(site / "public", today_of(arguments.today))
    found = survey(config, options)
    article = _find(arguments.page, found.site)
    if article is None and found.site.left_out:
        # It may be one that is not published yet: then it is explained as in the preview.
        found = survey(config, replace(options, drafts=True, future=True))
        article = _find(arguments.page, found.site)
    left_out = article is None and _left_out(arguments.page, found.site)
    if left_out:
        sys.stderr.write(f"{left_out.article.source_path} is not published: {left_out.reason}\n")
        return FAULTY
    if article is None:
        names = sorted(found.site.by_slug)
        near = nearest_name(arguments.page.strip("/").rpartition("/")[2], names)
        hint = f"; did you mean '{near}'?" if near else ""
        sys.stderr.write(f"no article '{arguments.page}'{hint}\n")
        return FAULTY
    if arguments.format == "json":
        document = _document(article, found)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(article, found)) + "\n")
    return FINE


def _find(page: str, site: Site) -> Article | None:
    """Find an article by its source path, its URL or its slug, also by one that it had."""
    path, url = _names(page)
    if path in site.by_path:
        return site.by_path[path]
    if url in site.by_url:
        return site.by_url[url]
    name = page.strip("/")
    named = site.by_slug.get(name) or _named_before(url, name, site)
    if len(named) > 1:
        addresses = ", ".join(article.url for article in named)
        raise UsageError(f"several articles are called '{page}': {addresses}")
    return named[0] if named else None


def _left_out(page: str, site: Site) -> LeftOut | None:
    path, url = _names(page)
    return site.left_out.get(path) or site.left_out_by_url.get(url)


def _names(page: str) -> tuple[str, str]:
    """Return what is typed as a path below `content/` and as a URL below the site's root."""
    page = unicodedata.normalize("NFC", page)
    address = unquote(urlsplit(page).path) if "://" in page else unquote(page)
    url = "/" + address.strip("/") + "/" if address.strip("/") else "/"
    return page.removeprefix("./").removeprefix("content/"), url


def _named_before(url: str, name: str, site: Site) -> tuple[Article, ...]:
    """Return the articles to which an old address leads, or old addresses that end in a name."""
    old = site.aliases.get(url)
    aliases = (
        [old] if old else [each for each in site.aliases.values() if _last_part(each.url) == name]
    )
    targets = sorted({alias.target for alias in aliases} & site.by_url.keys())
    return tuple(site.by_url[target] for target in targets)


def _last_part(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


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
    lines += ["", _next_build(article, found)]
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
        "rendered": _next_build(article, found),
        "changed": _changed(article, found),
    }


def _changed(article: Article, found: Survey) -> list[str] | None:
    """Return what of the page has changed since the last build; None where that made none."""
    changed = found.last.changed(article) if found.last else None
    return None if changed is None else [*changed]


def _next_build(article: Article, found: Survey) -> str:
    """Say whether the next build renders the page, and why."""
    changed = _changed(article, found)
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
