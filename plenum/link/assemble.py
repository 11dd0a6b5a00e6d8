"""Articles, data and files go in; the site, with every address claimed once, comes out."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from plenum.config import BuildOptions
from plenum.diagnostics import Diagnostic, Span, fault, listed
from plenum.link.aliases import addresses_left_out, claim_aliases
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.dates import day_of, long_date
from plenum.model.icons import AT_THE_ROOT
from plenum.model.question import question_key
from plenum.model.site import LeftOut, PublishedFile, Section, Site, Term
from plenum.model.url import folder_url, output_path, slugify, url_key
from plenum.source import Located

GENERATED = (
    "/404.html",
    "/_headers",
    "/_redirects",
    "/feed.json",
    "/feed.xml",
    "/graph.json",
    "/llms.txt",
    "/robots.txt",
    "/search/",
    "/sitemap.xml",
)
"""What the build itself makes at the site's root."""

_FOR_HOSTS = frozenset({"/_headers", "/_redirects"})
"""What of it no page can lead to: files for the host."""

_SEARCH = frozenset({"/search/"})

_FEEDS = frozenset({"/feed.json", "/feed.xml"})
"""What there is of it only where an article has a date."""

_LONGEST_NAME = 255
"""How many bytes of a file's name every usual file system and host can hold."""

_Owner = tuple[str, Span]


class _Claims(Struct):
    """Who claims which address; the second claim is a fault at both, told when all have claimed.

    What counts is the file that a host serves: `/cost/` and `/cost/index.html` are the same
    one, and where there is a file `/cost` there can be no folder for `/cost/`.
    """

    paginate: int
    faults: list[Diagnostic] = field(default_factory=list)
    urls: set[str] = field(default_factory=set)
    _files: dict[str, _Owner] = field(default_factory=dict)
    _folders: dict[str, _Owner] = field(default_factory=dict)
    _rivals: dict[tuple[str, _Owner], list[_Owner]] = field(default_factory=dict)

    def claim(self, url: str, owner: str, span: Span) -> bool:
        """Note the claim of `owner`; False, with faults, where the address cannot be had."""
        path = output_path(url)
        if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in path.split("/")):
            self.faults.append(fault("long-address", span, url=url, most=_LONGEST_NAME))
            return False
        if any(_is_ours(part) for part in path.split("/")):
            self.faults.append(fault("url-collision", span, url=url, other="the build itself"))
            return False
        key = url_key(path)
        folders = [key[:end] for end, letter in enumerate(key) if letter == "/"]
        files = (self._files.get(name) for name in (key, *folders))
        taken = next((owner for owner in files if owner), self._folders.get(key))
        if taken is None:
            self._files[key] = (owner, span)
            self.urls.add(url)
            for folder in folders:
                self._folders.setdefault(folder, (owner, span))
            return True
        self._rivals.setdefault((url, taken), []).append((owner, span))
        return False

    def collisions(self) -> Iterator[Diagnostic]:
        """Yield a fault at each place that claims an address with others, and name them all."""
        for (url, first), later in self._rivals.items():
            rivals = (first, *later)
            alike = Counter(span for _, span in rivals)
            for _, span in rivals:
                count = len(rivals) - alike[span]
                # What the build itself makes has no place in a source.
                if span.path and count:
                    others = (owner for owner, place in rivals if place != span)
                    other = listed(others, count)
                    yield fault("url-collision", span, url=url, other=other)

    def claim_listing(self, url: str, owner: str, span: Span, articles: int) -> None:
        """Claim the address of a listing, and those of its further pages."""
        self.claim(url, owner, span)
        for number in range(2, -(-articles // self.paginate) + 1):
            self.claim(f"{url}page/{number}/", f"page {number} of {owner}", span)


def assemble(  # noqa: PLR0913 (what a site is made of)
    articles: Iterable[Article],
    data: SiteData,
    files: Iterable[PublishedFile],
    options: BuildOptions,
    paginate: int = 20,
    *,
    search: bool = False,
) -> tuple[Site, list[Diagnostic]]:
    """Join everything into a site, leaving out what is not to be published.

    A listing has a page for every `paginate` articles; `search` says whether there is a page to
    search on.
    """
    published: list[Article] = []
    left_out: dict[str, LeftOut] = {}
    for article in articles:
        absent = why_left_out(article, options)
        if absent:
            left_out[article.path] = absent
        else:
            published.append(article)
    published.sort(key=newest_first)
    claims = _Claims(paginate)
    for url in GENERATED:
        claims.claim(url, "the build itself", Span(""))
    by_url = _claim_articles(published, claims)
    if "/" not in by_url:
        claims.claim("/", "the front page", Span(""))
    _claim_front_pages(published, claims)
    # The home page lists articles; it is not listed as one.
    listed = [article for article in published if article.url != "/"]
    categories = _terms(listed, "/categories/", _categories, claims)
    tags = _terms(listed, "/tags/", lambda article: article.meta.tags, claims)
    authors = _author_terms(listed, data, claims)
    sections = _sections(published, by_url, claims)
    file_map = {file.url: file for file in files if _claim_file(file, claims)}
    for url in AT_THE_ROOT:
        if url not in file_map:
            claims.claim(url, "the build itself", Span(""))
    _claim_shared(data, claims)
    aliases, alias_faults = claim_aliases(published, by_url, claims.claim)
    claims.faults += alias_faults
    dated = any(article.meta.date for article in listed)
    unreachable = _FOR_HOSTS | (frozenset() if dated else _FEEDS)
    unreachable |= frozenset() if search else _SEARCH
    site = Site(
        articles=tuple(listed),
        home=by_url.get("/"),
        by_path={article.path: article for article in published},
        by_url=by_url,
        by_slug=_by_slug(published),
        left_out=left_out,
        left_out_by_url=addresses_left_out(left_out.values()),
        categories=categories,
        tags=tags,
        authors=authors,
        sections=sections,
        files=file_map,
        aliases=aliases,
        pages=frozenset(
            [
                "/",
                *by_url,
                *(term.url for terms in (categories, tags, authors) for term in terms.values()),
                *(section.url for section in sections),
                *(url for url, table in data.tables_by_url.items() if table),
            ]
        ),
        data=data,
        question_owners=_question_owners(published),
        addresses=frozenset(claims.urls - unreachable),
        claimants=_claimants(published),
    )
    return site, [*claims.faults, *claims.collisions()]


def _is_ours(name: str) -> bool:
    """Whether a name is one of those under which the writer keeps what is not published."""
    name = name.casefold()
    return name.startswith(".plenum") or (name.startswith(".") and name.endswith(".plenum-tmp"))


def why_left_out(article: Article, options: BuildOptions) -> LeftOut | None:
    """Return why an article is not published today; None where it is. Last days count."""
    meta = article.meta
    if meta.draft and not options.drafts:
        return LeftOut(article, "draft", "it is a draft")
    if meta.date and day_of(meta.date) > options.today and not options.future:
        return LeftOut(article, "in the future", f"it appears on {long_date(meta.date)}")
    if meta.expires and options.today > day_of(meta.expires):
        return LeftOut(article, "expired", f"it expired after {long_date(meta.expires)}")
    return None


def newest_first(article: Article) -> tuple[int, str, str]:
    """Order for listings: newest first, undated ones last, then by title and URL."""
    date = article.meta.date
    return (-day_of(date).toordinal() if date else 0, article.meta.title.casefold(), article.url)


def _claim_articles(articles: list[Article], claims: _Claims) -> dict[str, Article]:
    by_url: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: a.path):
        span = article.meta.slug.span if article.meta.slug else Span(article.source_path)
        if "//" in article.url:
            claims.faults.append(fault("empty-url", span, name=article.path))
        elif claims.claim(article.url, article.source_path, span):
            by_url[article.url] = article
            if article.url != "/":
                claims.claim(f"{article.url}index.md", article.source_path, span)
            for table in article.comparisons:
                claims.claim(table.csv_url(article.url), article.source_path, table.span)
    return by_url


def _claim_front_pages(articles: list[Article], claims: _Claims) -> None:
    """Claim the pages behind the front page, on which all articles stand."""
    listed = sum(article.url != "/" for article in articles)
    for number in range(2, -(-listed // claims.paginate) + 1):
        claims.claim(f"/page/{number}/", f"page {number} of the front page", Span(""))


def _categories(article: Article) -> tuple[Located[str], ...]:
    return (article.meta.category,) if article.meta.category else ()


def _terms(
    articles: list[Article],
    prefix: str,
    names: Callable[[Article], tuple[Located[str], ...]],
    claims: _Claims,
) -> dict[str, Term]:
    """Group articles by term; spellings with the same address are the same term."""
    members: dict[str, list[Article]] = {}
    spellings: dict[str, dict[str, int]] = {}
    first: dict[str, Span] = {}
    for article in articles:
        for name in names(article):
            slug = slugify(name.value)
            if not slug:
                claims.faults.append(fault("empty-url", name.span, name=name.value))
                continue
            members.setdefault(slug, []).append(article)
            counts = spellings.setdefault(slug, {})
            counts[name.value] = counts.get(name.value, 0) + 1
            first[slug] = min(first.get(slug, name.span), name.span)
    terms = {}
    for slug in sorted(members):
        name_text = min(spellings[slug], key=lambda text: (-spellings[slug][text], text))
        url = f"{prefix}{slug}/"
        owner = f"{prefix.strip('/')} '{name_text}'"
        claims.claim_listing(url, owner, first[slug], len(members[slug]))
        terms[slug] = Term(name_text, url, tuple(members[slug]))
    return terms


def _author_terms(articles: list[Article], data: SiteData, claims: _Claims) -> dict[str, Term]:
    terms = {}
    for author in data.authors.values():
        slug = slugify(author.id)
        if not slug:
            claims.faults.append(fault("empty-url", author.span, name=author.id))
            continue
        url = f"/authors/{slug}/"
        theirs = tuple(a for a in articles if any(i.value == author.id for i in a.meta.authors))
        claims.claim_listing(url, f"the author '{author.id}'", author.span, len(theirs))
        terms[author.id] = Term(author.name, url, theirs)
    return terms


def _sections(
    articles: list[Article], by_url: dict[str, Article], claims: _Claims
) -> tuple[Section, ...]:
    """Find the folders that hold articles and have no page of their own."""
    folders: dict[str, tuple[str, list[Article]]] = {}
    for article in articles:
        parts = article.path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            url = folder_url([slugify(part) for part in parts[:depth]])
            folders.setdefault(url, (parts[depth - 1], []))[1].append(article)
    sections = []
    for url in sorted(folders):
        name, members = folders[url]
        if url in by_url or "//" in url:
            continue
        span = Span(members[0].source_path)
        claims.claim_listing(url, f"the folder '{name}'", span, len(members))
        sections.append(Section(_folder_title(name), url, tuple(members)))
    return tuple(sections)


def _folder_title(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _claim_file(file: PublishedFile, claims: _Claims) -> bool:
    return claims.claim(file.url, file.path, Span(file.path))


def _claim_shared(data: SiteData, claims: _Claims) -> None:
    for url, table in data.tables_by_url.items():
        if table:
            name = url.strip("/")
            claims.claim(url, f"the {name}", Span(f"content/_data/{name}.yaml"))


def _claimants(articles: list[Article]) -> dict[str, tuple[Article, ...]]:
    claimants: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda a: a.path):
        claimants.setdefault(article.url, []).append(article)
    return {url: tuple(found) for url, found in claimants.items()}


def _by_slug(articles: list[Article]) -> dict[str, tuple[Article, ...]]:
    by_slug: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda a: a.path):
        if article.slug:
            by_slug.setdefault(article.slug, []).append(article)
    return {slug: tuple(found) for slug, found in by_slug.items()}


def _question_owners(articles: list[Article]) -> dict[str, str]:
    """Say which URL marks a question up: its owner, else the earlier date, else the lower URL.

    What search engines leave out marks nothing up, and takes no question from another page.
    """
    best: dict[str, tuple[int, int, str]] = {}
    for article in articles:
        if article.meta.noindex:
            continue
        own = question_key(article.meta.question) if article.meta.question else ""
        date = article.meta.date
        age = day_of(date).toordinal() if date else dt.date.max.toordinal()
        for item in article.faq:
            rank = (0 if item.key == own else 1, age, article.url)
            best[item.key] = min(best.get(item.key, rank), rank)
    return {key: rank[2] for key, rank in best.items()}
