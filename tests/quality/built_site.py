"""A built site as the checks see it: the output folder's files, each page parsed once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True)
class Page:
    """One HTML file; `path` is relative to the output folder, `base_url` ends without a slash."""

    path: str
    html: str
    base_url: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The document, parsed as browsers do."""
        return LexborHTMLParser(self.html)

    @property
    def url(self) -> str:
        """The absolute address under which the page is published."""
        return f"{self.base_url}/{self.path.removesuffix('index.html')}"

    @property
    def is_redirect(self) -> bool:
        """Whether the page only sends the reader elsewhere."""
        return self.first('meta[http-equiv="refresh" i]') is not None

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list the page."""
        return not self.is_redirect and "noindex" not in self.meta("robots")

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return self.meta("og:type") == "article"

    def all(self, selector: str) -> list[LexborNode]:
        """Return every element that the selector finds."""
        return self.tree.css(selector)

    def first(self, selector: str) -> LexborNode | None:
        """Return the first element that the selector finds."""
        return self.tree.css_first(selector)

    def by_id(self, element_id: str) -> LexborNode | None:
        """Return the element that has the id, whatever characters are in it."""
        return next((node for node in self.all("[id]") if attr(node, "id") == element_id), None)

    def meta(self, name: str) -> str:
        """Return the content of the first `meta` of that name or property, or ''."""
        node = self.first(f'meta[name="{name}"], meta[property="{name}"]')
        return attr(node, "content") if node else ""

    @property
    def canonical(self) -> str:
        """The address that the page calls its own, or ''."""
        node = self.first('link[rel="canonical"]')
        return attr(node, "href") if node else ""


@dataclass(frozen=True)
class BuiltSite:
    """An output folder and the address under which it is to be published."""

    root: Path
    base_url: str
    pages: list[Page] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path, base_url: str) -> "BuiltSite":
        """Read every page of an output folder."""
        base = base_url.rstrip("/")
        pages = [
            Page(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"), base)
            for path in sorted(root.rglob("*.html"))
        ]
        return cls(root, base, pages)

    @property
    def indexable(self) -> list[Page]:
        """The pages that search engines may list."""
        return [page for page in self.pages if page.is_indexable]

    @property
    def articles(self) -> list[Page]:
        """The pages that are articles."""
        return [page for page in self.pages if page.is_article]

    @property
    def host(self) -> str:
        """The address of the site's host, without any path."""
        return "/".join(self.base_url.split("/")[:3])

    def file_of(self, url: str) -> Path | None:
        """Return the file that a static host serves for an absolute address of the site.

        None where there is none, or where the address is not of this site.
        """
        bare = re.split("[#?]", url, maxsplit=1)[0]
        if bare != self.base_url and not bare.startswith(f"{self.base_url}/"):
            return None
        path = self.root / unquote(bare[len(self.base_url) :]).lstrip("/")
        file = path / "index.html" if bare.endswith("/") or path == self.root else path
        return file if file.is_file() else None


def attr(node: LexborNode, name: str) -> str:
    """Return an attribute's value; '' where it is missing or has none."""
    return node.attributes.get(name) or ""


def text(node: LexborNode | None) -> str:
    """Return the text of an element with single spaces, '' for None."""
    return " ".join(node.text(deep=True).split()) if node else ""


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Walk up from an element's parent."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def inside(node: LexborNode, *tags: str) -> bool:
    """Tell whether one of the tags is around the element."""
    return any(parent.tag in tags for parent in ancestors(node))
