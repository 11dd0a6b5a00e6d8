"""What a link means goes in; how to write it, in the syntax that its editor chose, comes out."""

import posixpath
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Fix, Span, fault
from plenum.model.article import Article
from plenum.model.site import Site

Form = Literal["name", "path", "address"]
"""A slug, as in a wiki link; a path from the article's file; an address from the site's root."""

# What needs quotes or escapes neither in Markdown nor in YAML, where no text begins with a percent
# sign, nor in an attribute of HTML.
_PLAIN = lazy_re.compile(r"[\w./~+][\w./~%+#?=:@-]*|#[\w./~%+-]+")
_NOT_PLAIN = lazy_re.compile(r"[^\w./~+-]")
_ESCAPED = lazy_re.compile(r"[\\&]")


class Link(Struct, frozen=True):
    """A link as an editor wrote it, taken apart.

    `typed` is how it stands in the source (empty where its place is not certain), `target` what
    that means; `before` is what an address has in front of the path from the site's root.
    """

    target: str
    typed: str
    span: Span
    article: Article
    form: Form
    path: str = ""
    query: str = ""
    fragment: str = ""
    before: str = ""
    image: bool = False


def misspelled(link: Link, right: str) -> Diagnostic:
    """Return the fault of a link that leads somewhere by other capitals only."""
    advice, fix = _advice(link, right)
    return fault("wrong-case", link.span, target=link.target, advice=advice)._replace(fix=fix)


def outdated(link: Link, right: str, page: Article, anchor: str) -> Diagnostic:
    """Return the fault of a link to what is now `anchor` of `page`."""
    advice, fix = _advice(link, right)
    place = f"'#{anchor}' of {page.source_path}" if anchor else page.source_path
    found = fault("link-to-alias", link.span, target=link.target, place=place, advice=advice)
    return found._replace(fix=fix)


def _advice(link: Link, right: str) -> tuple[str, Fix | None]:
    """Say how to write the link, and whether a program may do so."""
    if not right:
        return "link to it by its present address", None
    typed = link.typed
    inside = link.span.path.startswith("content/")
    fixable = inside and typed and not _ESCAPED.search(typed) and _PLAIN.fullmatch(right)
    if not fixable or right.lower() == "null":
        return f"write '{right}'", None
    return f"write '{right}'; the command check --fix-links does it", Fix(typed, right)


class Spelling:
    """Writes links to what there is in one site."""

    def __init__(self, site: Site) -> None:
        """Take the site."""
        self._site = site

    def to_article(self, link: Link, page: Article, anchor: str) -> str:
        """Return how `link` is to be written; empty where its form cannot name the page."""
        fragment = f"#{_encoded(anchor)}" if anchor else ""
        if page is link.article and fragment and not link.query and link.form != "address":
            return fragment
        if link.form == "address":
            return f"{link.before}{_encoded(page.url)}{link.query}{fragment}"
        if link.form == "path":
            return f"{_relative(page.path, link.article)}{link.query}{fragment}"
        name = self._name(page, folder="/" in link.path.strip("/"))
        return f"{name}{fragment}" if name else ""

    def to_address(self, link: Link, url: str, anchor: str = "") -> str:
        """Return how a link to a file or to a page that is no article is to be written."""
        fragment = f"#{_encoded(anchor)}" if anchor else ""
        if link.form == "address":
            return f"{link.before}{_encoded(url)}{link.query}{fragment}"
        path = _relative(url.strip("/"), link.article)
        slash = "/" if url.endswith("/") else ""
        return f"{path}{slash}{link.query}{fragment}"

    def _name(self, page: Article, *, folder: bool) -> str:
        """Return the shortest name that means this page; the home page has none."""
        alone = len(self._site.by_slug.get(page.slug, ())) == 1
        return page.slug if alone and not folder else page.url.strip("/")


def _relative(path: str, article: Article) -> str:
    """Return the way from the folder of an article to a path below `content/`."""
    folder = posixpath.dirname(article.path)
    way = _encoded(posixpath.relpath(f"/{path}", f"/{folder}"))
    return f"./{way}" if way.startswith("%") else way


def _encoded(text: str) -> str:
    """Percent-encode what Markdown, YAML or an address gives a meaning; letters stay letters."""
    return _NOT_PLAIN.sub(lambda match: quote(match[0], safe=""), text)
