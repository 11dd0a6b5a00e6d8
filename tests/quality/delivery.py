"""What a built site's files must be beside their links: real sizes, valid forms, lasting names.

Like `site_files`: site in, findings out.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]
from PIL import Image

from tests.quality.built_site import BuiltSite, Page, attr
from tests.quality.site_files import ATOM, SITEMAP, Check, xml
from tests.quality.structured_data import blocks

# The smallest picture that is shown large when a page is shared.
SHARED_WIDTH, SHARED_HEIGHT = 1200, 630
# The fewest pixels of a picture that search engines take (Google, Article).
PIXELS = 50_000
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
# How far a stated shape may be from the file's: both sides are whole pixels.
SHAPE = 0.02
SCHEMAS = Path(__file__).parents[1] / "schemas"
SITEMAP_SCHEMA = etree.XMLSchema(file=str(SCHEMAS / "sitemap-0.9.xsd"))
ATOM_SCHEMA = etree.RelaxNG(file=str(SCHEMAS / "atom.rng"))
_NAMESPACE = re.compile(r"\{[^{}]*\}")
ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)$")
FINGERPRINT = re.compile(r"(?:^|[./-])(?=[0-9a-f]*\d)[0-9a-f]{8,}\.|-\d+\.\d+\.\d+/")


def size_of(site: BuiltSite, address: str) -> tuple[int, int] | None:
    """Return the size of a picture of the site in pixels; None for a drawing or no file."""
    file = site.file_of(address if "//" in address else f"{site.host}{address}")
    if file is None or file.suffix not in PICTURES:
        return None
    with Image.open(file) as picture:
        return picture.size


def shared_pictures(site: BuiltSite) -> Iterator[str]:
    """The picture that stands for a page is large enough, and as large as the page says."""
    for page in site.indexable:
        size = size_of(site, page.meta("og:image")) if page.meta("og:image") else None
        if size is None:
            continue
        stated = page.meta("og:image:width"), page.meta("og:image:height")
        if stated != tuple(map(str, size)):
            yield f"{page.path}: og:image is {size[0]} × {size[1]}, stated {' × '.join(stated)}"
        if size[0] < SHARED_WIDTH or size[1] < SHARED_HEIGHT:
            yield f"{page.path}: og:image is smaller than {SHARED_WIDTH} × {SHARED_HEIGHT}"


def marked_pictures(site: BuiltSite) -> Iterator[str]:
    """The pictures that an article names to machines are files of the size that it says."""
    for page in site.articles:
        for node in objects(page):
            address = str(node.get("url") or node.get("contentUrl") or "")
            size = size_of(site, address) if node.get("@type") == "ImageObject" else None
            if size is None:
                continue
            if "width" in node and (node["width"], node.get("height")) != size:
                yield f"{page.path}: {address} is {size[0]} × {size[1]}"
            if size[0] * size[1] < PIXELS:
                yield f"{page.path}: {address} has fewer than {PIXELS:,} pixels"


def objects(page: Page) -> list[dict[str, object]]:
    """Return every object of the page's structured data."""
    found: list[dict[str, object]] = []

    def keep(node: dict[str, object]) -> dict[str, object]:
        found.append(node)
        return node

    for block in blocks(page):
        json.loads(block.text(deep=True), object_hook=keep)
    return found


def shapes(site: BuiltSite) -> Iterator[str]:
    """A picture keeps the place that it needs: its stated size has the shape of the file."""
    for page in site.pages:
        for node in page.all("img[src]"):
            size = size_of(site, attr(node, "src"))
            stated = attr(node, "width"), attr(node, "height")
            if size is None or not all(side.isdigit() for side in stated):
                continue
            if abs(int(stated[0]) * size[1] / (int(stated[1]) * size[0]) - 1) > SHAPE:
                said = f"{size[0]} × {size[1]}, not {' × '.join(stated)}"
                yield f"{page.path}: {attr(node, 'src')} is {said}"


def words(site: BuiltSite) -> Iterator[str]:
    """A word of the glossary that an article mentions to machines stands in the glossary."""
    pages = {page.url: page for page in site.pages}
    for page in site.articles:
        for node in objects(page):
            url, _, anchor = str(node.get("@id", "")).partition("#")
            if node.get("@type") != "DefinedTerm" or not url.startswith(site.base_url):
                continue
            if url not in pages or pages[url].by_id(anchor) is None:
                yield f"{page.path}: {node['@id']} is no entry"


def same_ways(site: BuiltSite) -> Iterator[str]:
    """What leads through the site is at the same place on each page, and so is the help."""
    ways_of: dict[str, Callable[[Page], tuple[str, ...]]] = {
        "navigation": navigation,
        "help": place_of_help,
        "help beside related reading": partial(place_of_help, among=(".related",)),
    }
    for what, way in ways_of.items():
        ways = defaultdict(list)
        for page in site.pages:
            found = () if page.is_redirect else way(page)
            if found:
                ways[found].append(page.path)
        if len(ways) > 1:
            paths = sorted(ways.values(), key=len)
            yield f"the {what} of {paths[0][0]} is another one than that of {paths[-1][0]}"


def navigation(page: Page) -> tuple[str, ...]:
    """Return the addresses in the header of the page and in its footer."""
    links = page.all("body > header nav a[href], body > footer nav a[href]")
    return tuple(attr(link, "href") for link in links)


def place_of_help(page: Page, among: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what comes before the help and what after it, where all `among` are there too."""
    wanted = (".feedback", *among)
    if not all(page.all(selector) for selector in wanted):
        return ()
    parts = page.all(", ".join(("body > header", "main", *wanted, "body > footer")))
    return tuple(attr(part, "class") or str(part.tag) for part in parts)


def not_found(site: BuiltSite) -> Iterator[str]:
    """The error page is shown at any address, so that its own addresses begin at the root."""
    page = next((page for page in site.pages if page.path == "404.html"), None)
    if page is None:
        return
    if page.is_indexable:
        yield "search engines may list it"
    for node in page.all("[href], [src]"):
        address = attr(node, "href") or attr(node, "src")
        if not address.startswith(("/", "#", "https://", "http://", "mailto:", "data:")):
            yield f"{address!r} depends on where the page is shown"


def assets(site: BuiltSite) -> Iterator[str]:
    """What browsers may keep for a year has a name that changes with its bytes."""
    folder = site.root / "assets"
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and not FINGERPRINT.search(name):
            yield f"assets/{name} has the same name when it changes"


def sitemap_form(site: BuiltSite) -> Iterator[str]:
    """Each sitemap is valid by the schema of sitemaps.org; an index has another one."""
    for file in sorted(site.root.glob("sitemap*.xml")):
        root = xml(site, file.name)
        if root is None or root.tag != f"{SITEMAP}urlset":
            continue
        yield from invalid(file, SITEMAP_SCHEMA)
        for entry in root:
            # The schema's own words ask for a zone beside a time; its types do not.
            lastmod = entry.findtext(f"{SITEMAP}lastmod", "")
            if "T" in lastmod and not ZONE.search(lastmod):
                yield f"{entry.findtext(f'{SITEMAP}loc')} was modified {lastmod!r}, without a zone"


def atom_form(site: BuiltSite) -> Iterator[str]:
    """The feed is valid by RFC 4287, also in what no grammar says."""
    root = xml(site, "feed.xml")
    if root is None:
        return
    yield from invalid(site.root / "feed.xml", ATOM_SCHEMA)
    ids = [entry.findtext(f"{ATOM}id", "") for entry in root.iter(f"{ATOM}entry")]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{name} is the id of two entries"
    for entry in root.iter(f"{ATOM}entry"):
        name = repr(entry.findtext(f"{ATOM}title", ""))
        published = entry.findtext(f"{ATOM}published", "")
        if published > entry.findtext(f"{ATOM}updated", ""):
            yield f"{name} was published after it was updated"


def invalid(file: Path, schema: etree.XMLSchema | etree.RelaxNG) -> Iterator[str]:
    """Yield a place at which a file is not as its schema has it."""
    if not schema.validate(etree.parse(file)):
        # Of what is wrong because of it, RELAX NG tells what stands around it: earlier lines.
        error = max(schema.error_log, key=lambda error: error.line)
        yield f"{file.name}, line {error.line}: {_NAMESPACE.sub('', error.message)}"


CHECKS: tuple[Check, ...] = (
    shared_pictures,
    marked_pictures,
    shapes,
    words,
    same_ways,
    not_found,
    assets,
    sitemap_form,
    atom_form,
)


def check_site(site: BuiltSite) -> list[str]:
    """Return the findings of the whole site, each with the check's name before it."""
    return [f"{check.__name__}: {message}" for check in CHECKS for message in check(site)]
