"""What the preview knows: the outcome of the last build, and the folder that it serves."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from http import HTTPStatus
from pathlib import Path, PurePath
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from plenum import lazy_re
from plenum.diagnostics.formats.page import Told
from plenum.serve.headers import HeaderRule, Redirect, read_headers, read_redirects

_STYLE = lazy_re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_SOURCES = frozenset({".md", ".markdown", ".yaml", ".yml"})
INDEX = "index.html"


class Shown(Struct, frozen=True):
    """An article that has a page, or will: its source's path, why readers do not have it yet."""

    path: str
    mark: str = ""


class Outcome(Struct, frozen=True):
    """What one build gave.

    `faults` are the first of the `errors` and `warnings`. `text` are the errors as a terminal
    shows them; empty where there are none, and the folder was written. `base_path` is the path
    below which the site is served, as in production; `articles` are those of the site by their
    addresses below it. `editor` is the address that opens a file. `report` prints what a
    terminal is told. After a build that `is_partial` something is left to a pause in the work.
    """

    faults: tuple[Told, ...] = ()
    errors: int = 0
    warnings: int = 0
    text: str = ""
    editor: str = ""
    base_path: str = ""
    articles: Mapping[str, Shown] = field(default_factory=dict)
    report: Callable[[], None] = lambda: None
    is_partial: bool = False


class PageText(Struct, frozen=True):
    """An answer of HTML. `rest` tells what is in it but for its styles, which `style` tells.

    Before its hyphen `rest` tells the status and of what else the page shows, such as pictures.
    `css` is the style that it will have once a build under way is done, if that is known.
    """

    status: int
    html: str
    rest: str
    style: str
    css: str | None = None

    def may_follow(self, shown: str) -> bool:
        """Whether a page, by its `rest`, differs from this one by its own text alone."""
        return shown != self.rest and shown.partition("-")[0] == self.rest.partition("-")[0]


class Restyling(Struct, frozen=True):
    """The style sheet of the pages before and after the build that is under way."""

    old: str
    new: str


class Preview:
    """The last build's outcome, and what is served by it.

    `patterns` makes the page of components and its errors as text. `panel` makes what an editor
    is told of the page at an address below the site's root, as HTML; None for no such page.
    `restyling` says what changed files do to the pages, where it is their style sheet alone.
    """

    def __init__(self, root: Path, site: Path) -> None:
        """Serve the folder `root`, which the first good build of the folder `site` makes."""
        self.root = root
        self.site = site
        self.outcome = Outcome()
        self.patterns: Callable[[], tuple[str, str]] = lambda: ("", "")
        self.panel: Callable[[str], str | None] | None = None
        self.restyling: Callable[[frozenset[str]], Restyling | None] = lambda _: None
        self.headers: tuple[HeaderRule, ...] = ()
        self.redirects: Mapping[str, Redirect] = {}
        self._shown: Mapping[str, Shown] = {}
        self._files = 0
        self._unseen: set[str] = set()
        self._restyling: Restyling | None = None

    def restyle(self, restyling: Restyling) -> None:
        """Show the pages of that style sheet in another one until the next build is taken over."""
        self._restyling = restyling

    def take(self, outcome: Outcome, changed: Iterable[str]) -> None:
        """Take over what a build gave that saw the changed files."""
        self._unseen.update(changed)
        self._restyling = None
        if outcome.text:
            # The last good site stays, with its own addresses; new articles wait for a page.
            self.outcome = replace(
                outcome,
                base_path=self.outcome.base_path or outcome.base_path,
                articles={**self._shown, **outcome.articles},
            )
        else:
            self.outcome = outcome
            self._shown = outcome.articles
            # A picture may have changed under its address, in pages that are as they were.
            self._files += any(map(self._is_published, self._unseen))
            self._unseen.clear()
        self.headers = read_headers(self.root / "_headers")
        self.redirects = read_redirects(self.root / "_redirects")

    @property
    def is_built(self) -> bool:
        """Whether there is a good site, be it from an earlier time."""
        return (self.root / INDEX).is_file()

    def inner(self, path: str) -> str | None:
        """Return a decoded path of an address below the site's root; None where it is outside."""
        base = decoded(self.outcome.base_path)
        return path.removeprefix(base) if path.startswith(f"{base}/") else None

    def page_at(self, inner: str) -> PageText | None:
        """Return the page at a decoded path below the site's root; None for other files.

        Where nothing is, it is the site's own page for that.
        """
        if not self.is_built:
            return self._page(HTTPStatus.SERVICE_UNAVAILABLE, fault_page(self.outcome.text))
        name = f"{inner}{INDEX}" if inner.endswith("/") else inner
        file = self._file(name)
        if file is not None and file.suffix != ".html":
            return None
        if file is None and self._file(f"{inner}/{INDEX}"):
            return None
        html = self._read(file)
        if html is not None:
            return self._page(HTTPStatus.OK, html)
        missing = self._read(self.root / "404.html") or "<!doctype html><title>404</title>"
        return self._page(HTTPStatus.NOT_FOUND, missing)

    def article_at(self, inner: str) -> Shown | None:
        """Return the article at a decoded path below the site's root."""
        return self.outcome.articles.get(inner.removesuffix(INDEX))

    def _is_published(self, source: str) -> bool:
        """Whether a file of the site may be published at its own address, as it is."""
        path = PurePath(source)
        if path.is_relative_to(self.site / "static"):
            return True
        return path.is_relative_to(self.site / "content") and path.suffix not in _SOURCES

    def _file(self, inner: str) -> Path | None:
        """Return the file at a path, never one outside of the folder."""
        if "\0" in inner:
            return None
        file = Path(os.path.realpath(self.root / inner.lstrip("/")))
        try:
            inside = file.is_relative_to(os.path.realpath(self.root))
            return file if inside and file.is_file() else None
        except OSError:
            return None

    @staticmethod
    def _read(file: Path | None) -> str | None:
        # Read at once: the writer puts each file in its place by one rename.
        try:
            return file.read_bytes().decode("utf-8", "replace") if file else None
        except OSError:
            return None

    def _page(self, status: int, html: str) -> PageText:
        style = "".join(match[2] for match in _STYLE.finditer(html))
        frame = _STYLE.sub(r"\1\3", html)
        rest = f"{_digest(f'{status} {self._files}')}-{_digest(frame)}"
        coming = self._restyling
        if coming and style == coming.old:
            return PageText(status, html, rest, _digest(coming.new), coming.new)
        return PageText(status, html, rest, _digest(style))


def decoded(path: str) -> str:
    """Return the path of an address as the site's addresses are known, decoded."""
    return unquote(path, errors="replace")


def fault_page(faults: str) -> str:
    """Return a page with the errors as text, for a site that was never built."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Faults</title>'
        "<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui;margin:2rem}"
        "pre{white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body><main>"
        "<h1>This needs mending first</h1>"
        "<p>There is no good site yet; this page goes by itself when all is mended.</p>"
        f"<pre>{escape(faults)}</pre></main></body></html>"
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
