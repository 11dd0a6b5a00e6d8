"""A site goes in, with every reference resolved once; its graph of links comes out."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.link.paths import Way, resolve_paths
from plenum.link.related import Suggestion
from plenum.link.resolve import Resolver, Target, faults_of
from plenum.link.series import Part, resolve_series
from plenum.model.article import Article, Pick, root_article
from plenum.model.data import FACTS_URL, GLOSSARY_URL
from plenum.model.fragment import Fragment
from plenum.model.graph import Edge, Graph, LiteralLink
from plenum.model.site import Site

Targets = tuple[Target | None, ...]


class Links(Struct, frozen=True):
    """What the references of all articles lead to.

    `targets` are those of a fragment's references, by the fragment's place; None stands for one
    with a fault. `picks` are the editors' choices of related reading, by the path of
    the article that makes them; `parts` the places in series, by path; `ways` the reading
    paths.
    """

    targets: Mapping[Span, Targets]
    picks: Mapping[str, tuple[tuple[Article, Pick], ...]]
    parts: Mapping[str, Part]
    ways: tuple[Way, ...]
    edges: tuple[Edge, ...]
    diagnostics: tuple[Diagnostic, ...]


def resolve_links(site: Site, resolver: Resolver) -> Links:
    """Resolve every reference and pick of every article, and every reference of shared data."""
    targets: dict[Span, Targets] = {}
    picks: dict[str, tuple[tuple[Article, Pick], ...]] = {}
    edges: list[Edge] = []
    faults: list[Diagnostic] = []

    def follow(fragment: Fragment, article: Article, url: str) -> None:
        if not fragment.references or fragment.span in targets:
            return
        found = [resolver.resolve(r, article) for r in fragment.references]
        faults.extend(wrong for each in found for wrong in faults_of(each))
        here = tuple(None if isinstance(each, Diagnostic) else each for each in found)
        targets[fragment.span] = here
        edges.extend(
            Edge(url, target.url, "link", reference.span, target.anchor)
            for reference, target in zip(fragment.references, here, strict=True)
            if target is not None and target.url and target.url != url
        )

    for article in sorted(site.by_path.values(), key=lambda a: a.path):
        for fragment in article.fragments:
            follow(fragment, article, article.url)
        picks[article.path] = tuple(_picks(article, resolver, faults))
        edges += [
            Edge(article.url, picked.url, "pick", pick.target.span, reason=pick.why)
            for picked, pick in picks[article.path]
        ]
    for url, fragment in site.shared_texts:
        follow(fragment, data_page(fragment), url)
    parts, steps, wrong = resolve_series(site, resolver)
    edges += steps
    faults += wrong
    ways, steps, wrong = resolve_paths(site, resolver)
    edges += steps
    faults += wrong
    return Links(targets, picks, parts, ways, tuple(edges), tuple(faults))


def data_page(fragment: Fragment) -> Article:
    """Return where the links of a data file begin: at that file, as everywhere."""
    span = fragment.references[0].span if fragment.references else Span("")
    return replace(root_article(span), path=span.path.removeprefix("content/"))


def resolve_literals(
    literals: Iterable[LiteralLink], resolver: Resolver, base_path: str
) -> tuple[list[Edge], list[Diagnostic]]:
    """Return the links that templates have on every page, and their faults."""
    edges: list[Edge] = []
    faults: list[Diagnostic] = []
    for link in literals:
        found = resolver.link(link.href, link.span, root_article(link.span))
        faults += faults_of(found)
        if not isinstance(found, Target):
            continue
        has_path = bool(base_path) and link.href.startswith(f"{base_path}/")
        if base_path and not link.based and not has_path:
            right = f"{{{{ chrome.base_path }}}}{link.href}"
            faults.append(
                fault("link-without-base", link.span, target=link.href, base=base_path, right=right)
            )
        elif link.based and has_path and not found.url.startswith(f"{base_path}/"):
            advice = f"'{base_path}' stands in front of it already"
            faults.append(
                fault("dead-link", link.span, what="nothing at", target=link.href, advice=advice)
            )
        elif found.url:
            edges.append(Edge("/", found.url, "chrome", link.span, found.anchor))
    return edges, faults


def _picks(
    article: Article, resolver: Resolver, faults: list[Diagnostic]
) -> Iterator[tuple[Article, Pick]]:
    seen: set[str] = set()
    for pick in article.meta.related:
        if not pick.target.value.strip():
            continue
        found = _picked(pick, article, resolver)
        faults += faults_of(found)
        page = found.page if isinstance(found, Target) else None
        if isinstance(found, Target) and page is None:
            faults.append(fault("related-elsewhere", pick.target.span, target=pick.target.value))
        if page is not None and page.url not in seen:
            seen.add(page.url)
            yield page, pick


def _picked(pick: Pick, article: Article, resolver: Resolver) -> Target | Diagnostic:
    """Find an editor's pick, which may be a slug, a path or an address."""
    target = pick.target
    name = target.value.strip()
    path = name.partition("#")[0]
    if path.endswith((".md", ".markdown")) or "://" in name or name.startswith("/"):
        found = resolver.link(name, target.span, article)
    else:
        found = resolver.named(name.strip("[]"), target.span, article)
    own = isinstance(found, Target) and found.page is article
    if own and not resolver.has_rivals(article):
        return fault("related-to-itself", target.span)
    return found


def make_graph(
    site: Site,
    links: Links,
    related: Mapping[str, Sequence[Suggestion]],
    chrome: Iterable[Edge],
    paginate: int,
) -> Graph:
    """Join the editors' links with the chosen ones and with those that all pages show."""
    chosen = [
        Edge(article.url, found.article.url, "related", article.opening, reason=found.reason)
        for article in site.articles
        for found in related.get(article.path, ())
    ]
    edges = (*links.edges, *chosen, *chrome)
    leaving: defaultdict[str, list[Edge]] = defaultdict(list)
    reaching: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        leaving[edge.source].append(edge)
        reaching[edge.target].append(edge)
    return Graph(
        frozenset(article.url for article in site.articles),
        edges,
        {url: tuple(found) for url, found in leaving.items()},
        {url: tuple(found) for url, found in reaching.items()},
        _clicks(site, edges, paginate),
    )


def _clicks(site: Site, edges: Iterable[Edge], paginate: int) -> dict[str, int]:
    """Count the clicks from the front page to each page.

    What the glossary's page leads to by itself does not count: it names a few of the articles
    that mention a word.
    """
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in (*((e.source, e.target) for e in edges), *_listed(site, paginate)):
        ways[source].append(target)
        if target == FACTS_URL:
            # Which lists the articles that cite a fact.
            ways[target].append(source)
    ways["/"] += [
        *([GLOSSARY_URL] if site.data.glossary else []),
        *([FACTS_URL] if site.data.facts else []),
        *(term.url for term in site.categories.values()),
    ]
    clicks = {"/": 0}
    waiting = deque(["/"])
    while waiting:
        here = waiting.popleft()
        for there in ways[here]:
            if there not in clicks:
                clicks[there] = clicks[here] + 1
                waiting.append(there)
    return clicks


def _listed(site: Site, paginate: int) -> Iterator[tuple[str, str]]:
    """Yield the ways over listings: to their articles, to their next page, and to them."""
    terms = [
        term for table in (site.categories, site.tags, site.authors) for term in table.values()
    ]
    yield from _pages("/", site.articles, paginate)
    for section in site.sections:
        yield from _pages(section.url, section.articles, paginate)
    for term in terms:
        yield from _pages(term.url, term.articles, paginate)
        for article in term.articles:
            yield article.url, term.url


def _pages(url: str, articles: Sequence[Article], paginate: int) -> Iterator[tuple[str, str]]:
    for number, first in enumerate(range(0, len(articles), paginate), 1):
        page = f"{url}page/{number}/" if number > 1 else url
        for article in articles[first : first + paginate]:
            yield page, article.url
        if first + paginate < len(articles):
            yield page, f"{url}page/{number + 1}/"
