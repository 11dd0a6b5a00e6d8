"""What all pages and files of a built site must be together: site in, findings out.

Every link, anchor, picture and address leads to a file of the output folder; the files that
machines read name exactly the pages that there are.
"""

import base64
import datetime as dt
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from protego import Protego

from tests.quality.built_site import BuiltSite, Page, attr, text
from tests.quality.structured_data import (
    UnreadableError,
    read_graph,
    types_of,
    visible_questions,
)

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
JSON_FEED = "https://jsonfeed.org/version/1.1"
WANTED = (
    *("index.html", "404.html", "sitemap.xml", "robots.txt", "feed.xml", "feed.json"),
    *("llms.txt", "_headers"),
)
HEADER_RULES = 100
HEADER_LINE = 2_000


def presence(site: BuiltSite) -> Iterator[str]:
    """The files that every site has."""
    for name in WANTED:
        if not (site.root / name).is_file():
            yield f"no {name}"
    moved = any(page.is_redirect for page in site.pages)
    if moved and not (site.root / "_redirects").is_file():
        yield "no _redirects, though pages have moved"


def unique_texts(site: BuiltSite) -> Iterator[str]:
    """No two pages have one title or one description."""
    for what, value_of in (
        ("title", lambda page: text(page.first("title"))),
        ("description", lambda page: page.meta("description")),
    ):
        pages = defaultdict(list)
        for page in site.indexable:
            pages[value_of(page)].append(page.path)
        for value, paths in pages.items():
            if value and len(paths) > 1:
                yield f"the {what} {value!r} is that of {' and '.join(paths)}"


# --- Links --------------------------------------------------------------------------------


def links(site: BuiltSite) -> Iterator[str]:
    """Every address of the site's own, wherever it stands, leads to a file and an anchor."""
    pages = {page.url: page for page in site.pages}
    for page in site.pages:
        for address in sorted(addresses(page)):
            yield from one_link(site, pages, page, address)


def addresses(page: Page) -> set[str]:
    """Return the addresses that a page loads or links, as they are written."""
    found = set()
    for node in page.all("[href], [src]"):
        found.add(attr(node, "href") or attr(node, "src"))
    for node in page.all("[srcset]"):
        found.update(part.split()[0] for part in attr(node, "srcset").split(",") if part.split())
    for name in ("og:image", "og:url", "twitter:image"):
        found.add(page.meta(name))
    return found - {""}


def one_link(site: BuiltSite, pages: dict[str, Page], page: Page, address: str) -> Iterator[str]:
    """Check one address of one page."""
    whole = urljoin(page.url, address)
    parts = urlsplit(whole)
    own = urlsplit(site.base_url)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return
    file = site.file_of(whole)
    if file is None:
        yield f"{page.path}: {address!r} leads nowhere"
        return
    target = pages.get(re.split("[#?]", whole, maxsplit=1)[0])
    if target and target.is_redirect and not page.is_redirect:
        yield f"{page.path}: {address!r} leads to a redirect"
    anchor = unquote(parts.fragment).partition(":~:")[0]
    if target and anchor and target.by_id(anchor) is None:
        yield f"{page.path}: {address!r} has no such anchor"


def orphans(site: BuiltSite) -> Iterator[str]:
    """Some other page links to each article."""
    linked = {
        urljoin(page.url, attr(node, "href")).partition("#")[0]
        for page in site.pages
        for node in page.all("a[href]")
        if urljoin(page.url, attr(node, "href")).partition("#")[0] != page.url
    }
    for page in site.articles:
        if page.url not in linked:
            yield f"{page.path}: no page links to it"


# --- What machines read -------------------------------------------------------------------


def xml(site: BuiltSite, name: str) -> ET.Element | None:
    """Return the root of an XML file; None where it is missing or malformed."""
    try:
        return ET.parse(site.root / name).getroot()
    except (OSError, ET.ParseError):
        return None


def sitemap(site: BuiltSite) -> Iterator[str]:
    """The sitemap names exactly the indexable pages, each with the date that it shows."""
    root = xml(site, "sitemap.xml")
    if root is None or root.tag != f"{SITEMAP}urlset":
        yield "not a sitemap"
        return
    entries = {
        entry.findtext(f"{SITEMAP}loc", ""): entry.findtext(f"{SITEMAP}lastmod", "")
        for entry in root
    }
    if len(entries) != len(root):
        yield f"{len(root)} entries for {len(entries)} addresses"
    canonicals = {page.canonical for page in site.indexable}
    for url in sorted(canonicals - set(entries)):
        yield f"{url} is missing"
    for url in sorted(set(entries) - canonicals):
        yield f"{url} is no indexable page"
    for page in site.articles:
        modified = page.meta("article:modified_time") or page.meta("article:published_time")
        lastmod = entries.get(page.canonical, modified)
        if lastmod[:10] != modified[:10]:
            yield f"{page.canonical} was modified {modified!r}, the sitemap says {lastmod!r}"


def robots(site: BuiltSite) -> Iterator[str]:
    """The robots file names the sitemap and shuts out no page that may be listed."""
    file = site.root / "robots.txt"
    rules = Protego.parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    if list(rules.sitemaps) != [f"{site.base_url}/sitemap.xml"]:
        yield f"it names the sitemaps {list(rules.sitemaps)}"
    for page in site.indexable:
        if not rules.can_fetch(page.url, "Googlebot"):
            yield f"{page.url} is shut out"


def atom(site: BuiltSite) -> Iterator[str]:
    """The feed is Atom: what the format requires is there, and every link is absolute."""
    root = xml(site, "feed.xml")
    if root is None or root.tag != f"{ATOM}feed":
        yield "not an Atom feed"
        return
    yield from required(root, "the feed")
    if not root.findall(f"{ATOM}link[@rel='self']"):
        yield "the feed has no link to itself"
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        name = entry.findtext(f"{ATOM}title", "")
        yield from required(entry, repr(name))
        if root.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author/{ATOM}name") is None:
            yield f"{name!r} has no author"
        link = entry.find(f"{ATOM}link")
        if link is None or site.file_of(link.get("href", "")) is None:
            yield f"{name!r} links to no page"
    if not entries:
        yield "no entries"
    for link in root.iter(f"{ATOM}link"):
        if not link.get("href", "").startswith(("https://", "http://")):
            yield f"the link {link.get('href')!r} is not absolute"


def required(element: ET.Element, name: str) -> Iterator[str]:
    """Check what the format asks of a feed and of an entry alike."""
    for tag in ("id", "title", "updated"):
        if not element.findtext(f"{ATOM}{tag}", "").strip():
            yield f"{name} has no {tag}"
    updated = element.findtext(f"{ATOM}updated", "")
    if updated and not re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", updated
    ):
        yield f"{name} was updated {updated!r}"


def json_feed(site: BuiltSite) -> Iterator[str]:
    """The JSON feed has what the format requires, and the same entries as the Atom feed."""
    file = site.root / "feed.json"
    try:
        feed = json.loads(file.read_text(encoding="utf-8"))
        version, items = feed["version"], feed["items"]
    except (OSError, ValueError, KeyError, TypeError):
        yield "not a JSON feed"
        return
    if version != JSON_FEED:
        yield f"the version is {version!r}"
    for name in ("title", "home_page_url", "feed_url"):
        if not feed.get(name):
            yield f"no {name}"
    for item in items:
        if not item.get("id") or not (item.get("content_html") or item.get("content_text")):
            yield f"{item.get('title')!r} lacks an id or its content"
        if site.file_of(str(item.get("url"))) is None:
            yield f"{item.get('title')!r} links to no page"
    root = xml(site, "feed.xml")
    links = [] if root is None else root.findall(f"{ATOM}entry/{ATOM}link")
    if {link.get("href") for link in links} != {item.get("url") for item in items}:
        yield "its entries are not those of the Atom feed"


def llms(site: BuiltSite) -> Iterator[str]:
    """The page for language models has a title, and its links lead to files."""
    file = site.root / "llms.txt"
    source = file.read_text(encoding="utf-8") if file.is_file() else ""
    if not source.startswith("# "):
        yield "no title"
    found = re.findall(r"\]\(([^)\s]+)\)", source)
    if not found:
        yield "no links"
    for link in found:
        whole = urljoin(f"{site.base_url}/", link)
        if whole.startswith(site.base_url) and site.file_of(whole) is None:
            yield f"{link!r} leads nowhere"
    for page in site.articles:
        if f"{page.url}index.md" not in {urljoin(f"{site.base_url}/", link) for link in found}:
            yield f"the Markdown of {page.path} is not linked"


def twins(site: BuiltSite) -> Iterator[str]:
    """Each article has its Markdown beside it, with the same headings, rows and questions."""
    for page in site.articles:
        twin = site.root / page.path.replace("index.html", "index.md")
        if not twin.is_file():
            yield f"{page.path}: no index.md beside it"
            continue
        source = without_code(twin.read_text(encoding="utf-8"))
        yield from (f"{page.path}: {message}" for message in one_twin(page, source))


def without_code(markdown: str) -> str:
    """Return Markdown without its fenced code, in which a `#` is no heading."""
    return re.sub(r"^(```|~~~).*?^\1", "", markdown, flags=re.MULTILINE | re.DOTALL)


def one_twin(page: Page, source: str) -> Iterator[str]:
    """Compare a page and its Markdown.

    What the page puts around the article's own text has headings of its own.
    """
    flat = plain(source)
    for node in page.all("main h1, .prose h2, .prose h3, .prose h4"):
        if plain(text(node)) not in flat:
            yield f"the heading {text(node)!r} is not in the Markdown"
    for question in visible_questions(page):
        if plain(question.question) not in flat:
            yield f"the question {question.question!r} is not in the Markdown"
    rows = len(page.all("main table tr"))
    lines = re.findall(r"^\s*\|.*\|\s*$", source, flags=re.MULTILINE)
    found = sum(not re.fullmatch(r"[\s|:-]+", line) for line in lines)
    if rows != found:
        yield f"{rows} table rows, {found} in the Markdown"


def plain(source: str) -> str:
    """Return letters and digits only, so that marks and escapes do not count."""
    return re.sub(r"[\W_]+", "", source)


# --- Structured data over all pages -------------------------------------------------------


def same_publisher(site: BuiltSite) -> Iterator[str]:
    """The organization and the site are described in the same bytes on every page."""
    for kind in ("Organization", "WebSite"):
        versions = defaultdict(list)
        for page in site.pages:
            for node in nodes(page):
                if kind in types_of(node) and str(node.get("@id", "")).startswith(
                    f"{site.base_url}/#"
                ):
                    versions[json.dumps(node)].append(page.path)
        if len(versions) > 1:
            yield f"{kind} differs: {' and '.join(paths[0] for paths in versions.values())}"
        if not versions:
            yield f"no page describes the {kind}"


def nodes(page: Page) -> list[dict[str, object]]:
    """Return the nodes of a page's graph, none where it cannot be read."""
    try:
        graph = read_graph(page, dt.date.max)
    except UnreadableError:
        return []
    return list(graph.nodes) if graph else []


def questions(site: BuiltSite) -> Iterator[str]:
    """Each question is marked up once in the whole site, and each visible one somewhere."""
    owners = defaultdict(list)
    for page in site.pages:
        for node in nodes(page):
            if types_of(node) == ["Question"]:
                owners[question_key(str(node.get("name")))].append(page.path)
    for key, paths in owners.items():
        if len(paths) > 1:
            yield f"{key!r} is marked up on {' and '.join(paths)}"
    for page in site.articles:
        for question in visible_questions(page):
            if question_key(question.question) not in owners:
                yield f"{page.path}: {question.question!r} is marked up nowhere"


def question_key(question: str) -> str:
    """Return the form in which the same questions are the same text."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-\s]+", " ", question)).casefold().split())


# --- Headers ------------------------------------------------------------------------------


WEB_ASSEMBLY = "'wasm-unsafe-eval'"


def headers(site: BuiltSite) -> Iterator[str]:
    """The headers fit the hosts' limits, and none is set by two rules for one path."""
    rules = read_headers(site.root / "_headers")
    if len(rules) > HEADER_RULES:
        yield f"{len(rules)} rules, at most {HEADER_RULES} are read"
    for pattern, lines in rules:
        for line in lines:
            if len(line) > HEADER_LINE:
                yield f"{pattern}: a line of {len(line):,} characters"
    for page in ("/", "/assets/x"):
        counts = Counter(name for name, _ in headers_for(rules, page))
        for name, times in counts.items():
            if times > 1:
                yield f"{name} is set by {times} rules for {page}"
    policy = dict(headers_for(rules, "/")).get("content-security-policy", "")
    if not policy:
        yield "no Content-Security-Policy"
    yield from unsafe_permissions(site, policy)
    yield from inline_hashes(site, policy)


def unsafe_permissions(site: BuiltSite, policy: str) -> Iterator[str]:
    """Nothing unsafe is allowed but WebAssembly, which all pages take back that do not search."""
    if "unsafe-" in policy.replace(WEB_ASSEMBLY, ""):
        yield "the policy allows what is unsafe"
    if WEB_ASSEMBLY not in policy:
        return
    found = []
    for page in site.pages:
        node = page.first('head meta[http-equiv="Content-Security-Policy"]')
        policy = attr(node, "content") if node else ""
        searches = page.first("form#search[data-index]") is not None
        takes_back = "script-src" in policy and WEB_ASSEMBLY not in policy
        if not searches and not takes_back and not page.is_redirect:
            found.append(page.path)
    if found:
        yield f"WebAssembly may run on {len(found)} pages, such as {found[0]}"


def read_headers(file: Path) -> list[tuple[str, list[str]]]:
    """Return the rules of a `_headers` file: a pattern and its lines."""
    rules: list[tuple[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
        if line.strip() and not line.startswith((" ", "\t", "#")):
            rules.append((line.strip(), []))
        elif line.strip() and rules and not line.lstrip().startswith("#"):
            rules[-1][1].append(line.strip())
    return rules


def headers_for(rules: list[tuple[str, list[str]]], path: str) -> list[tuple[str, str]]:
    """Return the headers that a host sends for a path, names in lower case."""
    found = []
    for pattern, lines in rules:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            pairs = (line.partition(":") for line in lines)
            found += [(name.strip().lower(), value.strip()) for name, _, value in pairs]
    return found


def inline_hashes(site: BuiltSite, policy: str) -> Iterator[str]:
    """The policy lists the hash of every inline block, and none that no page has."""
    listed = set(re.findall(r"'(sha256-[^']+)'", policy))
    used = set()
    for page in site.pages:
        for node in page.all("style, script:not([src])"):
            if attr(node, "type") in {"application/ld+json", "application/json"}:
                continue
            digest = hashlib.sha256((node.text(deep=True)).encode()).digest()
            name = f"sha256-{base64.b64encode(digest).decode()}"
            if name not in listed and name not in used:
                yield f"{page.path}: an inline <{node.tag}> that the policy does not allow"
            used.add(name)
    for name in sorted(listed - used):
        yield f"{name} is of no inline block"


Check = Callable[[BuiltSite], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    presence,
    unique_texts,
    links,
    orphans,
    sitemap,
    robots,
    atom,
    json_feed,
    llms,
    twins,
    same_publisher,
    questions,
    headers,
)


def check_site(site: BuiltSite) -> list[str]:
    """Return the findings of the whole site, each with the check's name before it."""
    return [f"{check.__name__}: {message}" for check in CHECKS for message in check(site)]
