"""What one page's HTML must be: page in, findings out, no browser and no other page.

A check is a function from a page to messages; `check_page` runs those that apply.
"""

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from selectolax.lexbor import LexborNode

from plenum.check.weight import MOST_BYTES as GZIP_BYTES
from plenum.check.weight import MOST_ELEMENTS as ELEMENTS
from plenum.model.units import is_bare, states_unit
from tests.quality.built_site import Page, ancestors, attr, inside, text

TITLE_LENGTH = range(15, 66)
DESCRIPTION_LENGTH = range(70, 166)
CHARSET_WITHIN_BYTES = 1024
# One page holds all facts, for `/facts/#id` must last: see docs/page-checks.md, line 51.
REGISTER = "facts/index.html"
REGISTER_GZIP_BYTES = 60_000
REGISTER_ELEMENTS = 4_000

OPEN_GRAPH = ("og:title", "og:description", "og:type", "og:url", "og:site_name", "og:image")
OPEN_GRAPH_IMAGE = ("og:image:width", "og:image:height", "og:image:alt")
HEADINGS = "h1, h2, h3, h4, h5, h6"
GENERIC_LINK_TEXTS = {"click here", "here", "link", "more", "read more", "this", "this page"}
TEMPLATE_MARKS = ("{{", "}}", "{%", "%}", "[[", "]]")
# Sides of the screen, where the sides of the text are meant: they stay when it turns round.
PHYSICAL = re.compile(
    r"(?<=[{;\s])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*"
    r"|left|right|float|clear|text-align\s*:\s*(?:left|right))(?=\s*[:;}])"
)
# What a template writes when it is handed nothing.
EMPTY_VALUES = {"None", "none", "null", "undefined", "nan", "NaN", "Undefined", "TODO"}
# Attributes in which an empty value's name means something.
KEYWORD_ATTRIBUTES = {"preload", "type", "role", "aria-live", "crossorigin", "referrerpolicy"}


def document(page: Page) -> Iterator[str]:
    """The frame: doctype, language, encoding, a viewport that can be zoomed."""
    if not page.html.lstrip().lower().startswith("<!doctype html>"):
        yield "no <!doctype html> at the start"
    root = page.first("html")
    if root is None or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", attr(root, "lang")):
        yield "<html> has no language"
    start = page.html.encode()[:CHARSET_WITHIN_BYTES].decode(errors="ignore")
    if not re.search(r'<meta charset="?utf-8"?', start, re.IGNORECASE):
        yield f"no <meta charset=utf-8> in the first {CHARSET_WITHIN_BYTES} bytes"
    viewport = page.meta("viewport")
    if "width=device-width" not in viewport:
        yield "the viewport is not as wide as the device"
    if re.search(r"user-scalable\s*=\s*(no|0)|maximum-scale", viewport):
        yield "the viewport forbids to zoom"


def title(page: Page) -> Iterator[str]:
    """One title of a length that results can show."""
    titles = page.all("head title")
    if len(titles) != 1:
        yield f"{len(titles)} <title> elements"
    elif page.is_indexable and len(text(titles[0])) not in TITLE_LENGTH:
        yield f"{len(text(titles[0]))} characters, {limits(TITLE_LENGTH)} wanted"


def description(page: Page) -> Iterator[str]:
    """One description of a length that results can show."""
    nodes = page.all('meta[name="description"]')
    if len(nodes) > 1 or (page.is_indexable and not nodes):
        yield f"{len(nodes)} descriptions"
    elif page.is_indexable and len(attr(nodes[0], "content")) not in DESCRIPTION_LENGTH:
        yield f"{len(attr(nodes[0], 'content'))} characters, {limits(DESCRIPTION_LENGTH)} wanted"


def limits(span: range) -> str:
    """Say a range for people."""
    return f"{span.start} to {span.stop - 1}"


def canonical(page: Page) -> Iterator[str]:
    """One canonical address: the page's own."""
    nodes = page.all('link[rel="canonical"]')
    if not page.is_indexable:
        return
    if len(nodes) != 1:
        yield f"{len(nodes)} canonical links"
    elif page.canonical != page.url:
        yield f"{page.canonical!r}, {page.url!r} wanted"


def robots(page: Page) -> Iterator[str]:
    """Search engines may list articles, and show large previews."""
    if page.is_article and not page.is_indexable:
        yield "the article may not be listed"
    if page.is_indexable and "max-image-preview:large" not in page.meta("robots"):
        yield "no max-image-preview:large"


def head(page: Page) -> Iterator[str]:
    """Nothing ends the head early: what follows a stray element lands in the body."""
    for node in page.all("body title, body meta:not([itemprop]), body link:not([itemprop])"):
        if not inside(node, "svg"):
            yield f"<{node.tag}> in the body"


def open_graph(page: Page) -> Iterator[str]:
    """What others show when the page is shared."""
    if not page.is_indexable:
        return
    wanted = OPEN_GRAPH + (OPEN_GRAPH_IMAGE if page.meta("og:image") else ())
    for name in wanted:
        if not page.meta(name):
            yield f"no {name}"
    if page.meta("og:url") and page.meta("og:url") != page.canonical:
        yield f"og:url is {page.meta('og:url')!r}, the canonical is {page.canonical!r}"
    if page.meta("og:image") and not page.meta("og:image").startswith(("https://", "http://")):
        yield "og:image is not absolute"


def headings(page: Page) -> Iterator[str]:
    """One h1, no level skipped, none empty, each h2 and h3 of the main part with an id."""
    nodes = page.all(HEADINGS)
    count = sum(node.tag == "h1" for node in nodes)
    if count != 1:
        yield f"{count} h1 elements"
    for node in nodes:
        if not text(node):
            yield f"empty {node.tag}"
    for above, below in pairwise(nodes):
        if level(below) > level(above) + 1:
            yield f"{below.tag} {text(below)!r} follows {above.tag}"
    for node in page.all("main article h2, main article h3"):
        if not has_own_anchor(node) and not leads_elsewhere(node):
            yield f"{node.tag} {text(node)!r} has no id"


def level(heading: LexborNode) -> int:
    """Return 1 to 6."""
    return int((heading.tag or "h0")[1])


def has_own_anchor(heading: LexborNode) -> bool:
    """Tell whether a link can lead to the heading: by its id, or its section's."""
    parent = heading.parent
    return bool(attr(heading, "id")) or (
        parent is not None and parent.tag == "section" and bool(attr(parent, "id"))
    )


def leads_elsewhere(heading: LexborNode) -> bool:
    """Tell whether the heading is that of a card, which is a link as a whole."""
    return any(text(link) == text(heading) for link in heading.css("a[href]"))


def landmarks(page: Page) -> Iterator[str]:
    """One main, several navs told apart by name, a skip link first."""
    count = len(page.all("main"))
    if count != 1:
        yield f"{count} main elements"
    navs = page.all("nav")
    names = [accessible_name(page, nav) for nav in navs]
    if len(navs) > 1 and not all(names):
        yield "a nav without a name"
    for name, times in Counter(filter(None, names)).items():
        if times > 1:
            yield f"{times} navs are called {name!r}"
    first = page.first("body a[href], body button, body input")
    target = page.by_id(attr(first, "href")[1:]) if first else None
    if first is None or not attr(first, "href").startswith("#") or target is None:
        yield "the first control is not a skip link"


def accessible_name(page: Page, node: LexborNode) -> str:
    """Return the name that an element has by aria-label or aria-labelledby."""
    labels = (page.by_id(name) for name in attr(node, "aria-labelledby").split())
    return attr(node, "aria-label") or " ".join(text(label) for label in labels if label)


def ids(page: Page) -> Iterator[str]:
    """Each id once, and without a space: no link could lead there."""
    for name, times in Counter(attr(node, "id") for node in page.all("[id]")).items():
        if re.search(r"\s", name) or not name:
            yield f"{name!r} is no id"
        if times > 1:
            yield f"{name!r} is used {times} times"


def tables(page: Page) -> Iterator[str]:
    """Each data table can be read by ear and scrolled by keyboard."""
    for number, table in enumerate(page.all("table"), 1):
        for message in one_table(page, table):
            yield f"table {number}: {message}"


def one_table(page: Page, table: LexborNode) -> Iterator[str]:
    """Check one table."""
    if not text(table.css_first("caption")):
        yield "no caption"
    head_cells = table.css("thead th")
    if not head_cells:
        yield "no column headers"
    if any(attr(cell, "scope") not in {"col", "colgroup"} for cell in head_cells):
        yield "a column header without scope"
    rows = table.css("tbody tr")
    if any(not is_row_header(row) for row in rows):
        yield "a row without a row header"
    empty = sum(not text(cell) and not cell.css("img[alt]") for cell in table.css("th, td"))
    if empty:
        yield f"{empty} empty cells"
    widths = {width(row) for row in table.css("tr")}
    if len(widths) > 1 and not table.css("[rowspan]"):
        yield f"rows of {' and '.join(map(str, sorted(widths)))} cells"
    yield from units(table)
    yield from region(page, table)


def units(table: LexborNode) -> Iterator[str]:
    """A bare number has its unit in the header of its column or row, or in the caption."""
    caption = text(table.css_first("caption"))
    heads = [text(cell) for cell in table.css("thead th")]
    for row in table.css("tbody tr"):
        cells = [text(cell) for cell in row.css("th, td")]
        for head, cell in zip(heads[1:], cells[1:], strict=False):
            if is_bare(cell) and not states_unit(f"{caption} {head} {cells[0]}"):
                yield f"{cell!r} has no unit, nor has {head!r}"


def is_row_header(row: LexborNode) -> bool:
    """Tell whether the first cell of the row is a header of the row."""
    cell = row.css_first("th, td")
    return cell is not None and cell.tag == "th" and attr(cell, "scope") in {"row", "rowgroup"}


def width(row: LexborNode) -> int:
    """Return the number of columns that a row takes."""
    return sum(int(attr(cell, "colspan") or 1) for cell in row.css("th, td"))


def region(page: Page, table: LexborNode) -> Iterator[str]:
    """A table scrolls inside a region that has a name and can be focused."""
    around = next((node for node in ancestors(table) if attr(node, "role") == "region"), None)
    if around is None:
        yield "no region around it"
        return
    if attr(around, "tabindex") != "0":
        yield "its region cannot be focused"
    if not accessible_name(page, around):
        yield "its region has no name"


def images(page: Page) -> Iterator[str]:
    """Each picture has its size and a text that stands for it."""
    for node in page.all("img"):
        source = attr(node, "src")
        if "alt" not in node.attributes:
            yield f"{source!r} has no alt"
        elif re.fullmatch(r"\S+\.(avif|gif|jpe?g|png|svg|webp)", attr(node, "alt"), re.IGNORECASE):
            yield f"{source!r} has a file name as its alt"
        if not (attr(node, "width").isdigit() and attr(node, "height").isdigit()):
            yield f"{source!r} has no width and height"
    for number, node in enumerate(page.all("main img")):
        lazy = attr(node, "loading") == "lazy"
        if lazy != (number > 0):
            yield f"{attr(node, 'src')!r} is {'lazy' if lazy else 'eager'}"
        elif number == 0 and attr(node, "fetchpriority") != "high":
            yield f"{attr(node, 'src')!r} is first and not fetched first"


def disclosure(page: Page) -> Iterator[str]:
    """Each answer can be found, linked and read aloud.

    An id on `details` or `summary` does not open the answer, an id inside the body does;
    a heading in the summary is lost to some screen readers; `name` makes an accordion of
    which only one part can be open.
    """
    for node in page.all("details"):
        summary = node.css_first("summary")
        label = text(summary)
        if not label:
            yield "details without a summary"
            continue
        if attr(node, "id") or (summary and attr(summary, "id")):
            yield f"{label!r}: the id belongs inside the body"
        if summary and any(child.is_element_node for child in summary.iter(include_text=False)):
            yield f"{label!r}: the summary is not plain text"
        if "name" in node.attributes:
            yield f"{label!r}: an accordion that closes the others"
        if inside(node, "article") and not any(
            attr(inner, "id") for inner in node.css("[id]") if inner.tag != "details"
        ):
            yield f"{label!r}: no id in the body"


def inline_code(page: Page) -> Iterator[str]:
    """No style attributes and no handlers: the security policy forbids them."""
    for node in page.all("*"):
        for name in node.attributes:
            if name == "style" or name.startswith("on"):
                yield f"<{node.tag}> has {name}="


def sides(page: Page) -> Iterator[str]:
    """Styles speak of the text's sides, so that a page can be read from the right."""
    for style in page.all("style"):
        found = {match[1] for match in PHYSICAL.finditer(style.text(deep=True))}
        yield from (f"{name!r} is a side of the screen" for name in sorted(found))


def links(page: Page) -> Iterator[str]:
    """A link says where it leads."""
    for node in page.all("a[href]"):
        pictures = " ".join(attr(image, "alt") for image in node.css("img"))
        name = attr(node, "aria-label") or text(node) or pictures.strip()
        if not name:
            yield f"{attr(node, 'href')!r} has no text"
        elif name.lower().rstrip(".…→» ") in GENERIC_LINK_TEXTS:
            yield f"{attr(node, 'href')!r} is called {name!r}"
        if attr(node, "href").lower().startswith("javascript:"):
            yield f"{name!r} is a script"


def residue(page: Page) -> Iterator[str]:
    """Nothing that a template left behind."""
    seen = set()
    for value in [*visible_texts(page), *attribute_values(page)]:
        if any(mark in value for mark in TEMPLATE_MARKS):
            seen.add(" ".join(value.split())[:60])
    for value in [*visible_texts(page, "td"), *attribute_values(page)]:
        if value.strip() in EMPTY_VALUES:
            seen.add(value.strip())
    yield from (repr(value) for value in sorted(seen))


def visible_texts(page: Page, *but_in: str) -> Iterator[str]:
    """Yield the text nodes, but not those of code, which may show a template's.

    An author may write "None" into a cell, so some elements can be left out.
    """
    root = page.tree.root
    if root is None:
        return
    for node in root.traverse(include_text=True):
        if node.is_text_node and not inside(node, "script", "style", "code", "pre", *but_in):
            yield node.text_content or ""


def attribute_values(page: Page) -> Iterator[str]:
    """Yield the attributes' values, but not of those where "none" is a keyword."""
    for node in page.all("*"):
        if node.tag == "svg" or inside(node, "svg"):
            continue
        for name, value in node.attributes.items():
            if value and name not in KEYWORD_ATTRIBUTES:
                yield value


def weight(page: Page) -> Iterator[str]:
    """The page is small, and asks nobody else for anything."""
    is_register = page.path == REGISTER
    size = len(gzip.compress(page.html.encode()))
    if size > (most := REGISTER_GZIP_BYTES if is_register else GZIP_BYTES):
        yield f"{size:,} bytes compressed, at most {most:,} wanted"
    count = len(page.all("*"))
    if count > (most := REGISTER_ELEMENTS if is_register else ELEMENTS):
        yield f"{count:,} elements, at most {most:,} wanted"
    for node in page.all("[src], [srcset], link[href]"):
        loads = node.tag != "link" or attr(node, "rel") in {"stylesheet", "preload", "icon"}
        address = attr(node, "src") or attr(node, "href")
        if loads and re.match(r"(https?:)?//", address) and not is_own(page, address):
            yield f"loads {address!r} from elsewhere"
    for node in page.all("script[src]"):
        if not {"defer", "async"} & set(node.attributes) and attr(node, "type") != "module":
            yield f"the script {attr(node, 'src')!r} blocks the page"


def is_own(page: Page, address: str) -> bool:
    """Tell whether an absolute address is of this site."""
    return address.startswith(f"{page.base_url}/")


# Reduced to what a redirect or an error page has, too.
EVERYWHERE = (document, title, head, ids, inline_code, sides, links, residue)
ON_PAGES = (
    description,
    canonical,
    robots,
    open_graph,
    headings,
    landmarks,
    tables,
    images,
    disclosure,
    weight,
)


def check_page(page: Page) -> list[str]:
    """Return the findings of one page, each with the check's name before it."""
    checks: tuple[Callable[[Page], Iterator[str]], ...] = EVERYWHERE
    if not page.is_redirect:
        checks += ON_PAGES
    return [f"{check.__name__}: {message}" for check in checks for message in check(page)]
