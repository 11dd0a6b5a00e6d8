"""Requests go in, pages of the preview come out, with what its own script needs of them."""

import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from importlib.resources import files
from types import TracebackType
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler
from tornado import web
from tornado.ioloop import IOLoop
from tornado.locks import Event

from plenum import lazy_re
from plenum.diagnostics.formats.page import editor_href
from plenum.render.graph import GRAPH_FILE
from plenum.render.graph_page import graph_page
from plenum.serve.headers import headers_for, page_with_preview, policy_with_preview
from plenum.serve.preview import PageText, Preview, decoded, fault_page

_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_CLIENT = {"preview.js": "text/javascript", "preview.css": "text/css"}
_HEAD = lazy_re.compile(r"<head[^>]*>", re.IGNORECASE)
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/manifest+json")
_POLICY = "Content-Security-Policy"
_PANELS = ThreadPoolExecutor(1, "panel")

# livereload and Tornado's own handlers carry no types that mypy could follow.
# mypy: disable-error-code="misc, no-untyped-call, untyped-decorator"


class Guarded(web.RequestHandler):
    """Answers to names of this machine alone; `preview` and `ready` stand in the settings."""

    @property
    def preview(self) -> Preview:
        """What is served."""
        found: Preview = self.settings["preview"]
        return found

    async def prepare(self) -> None:
        """Refuse names by which a foreign page could reach the preview; await the first build."""
        name = re.sub(r":[0-9]*\Z", "", self.request.host)
        if name.lower() not in _LOOPBACK_NAMES:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        ready: Event = self.settings["ready"]
        await ready.wait()

    def set_default_headers(self) -> None:
        """Let nobody keep an answer, guess its type or frame it."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> str | None:
        """Return no tag: an answer may change at any time, and comes from this machine."""
        return None

    def log_exception(
        self,
        typ: type[BaseException] | None,  # noqa: ARG002 (Tornado's interface)
        value: BaseException | None,
        tb: TracebackType | None,  # noqa: ARG002
    ) -> None:
        """Tell of what fails in the preview itself, in one line, and of no refusal."""
        if not isinstance(value, web.HTTPError):
            logging.getLogger("livereload").error("%s: %r", self.request.path, value)

    def finish_with(self, status: int, content_type: str, body: str) -> None:
        """Answer with a text."""
        self.set_status(status)
        self.set_header("Content-Type", f"{content_type}; charset=UTF-8")
        self.finish(body)

    def with_script(self, html: str, page: PageText | None = None) -> str:
        """Return a page with the preview's script in its head, before any policy of its own.

        One that is made for each request has no `page` to compare it with: it is loaded anew
        after each build.
        """
        known = f'data-rest="{page.rest}" data-style="{page.style}" ' if page else ""
        script = f'<script src="/_plenum/preview.js" {known}defer></script>'
        html = page_with_preview(html, self.request.host)
        head = _HEAD.search(html)
        end = head.end() if head else 0
        return html[:end] + script + html[end:]


class LiveReload(Guarded, LiveReloadHandler):
    """The socket over which pages are told of a build, for pages of the preview itself only."""

    def check_origin(self, origin: str) -> bool:
        """Refuse the pages of others: the origin must be the very host that is asked."""
        return origin.lower() == f"http://{self.request.host.lower()}"


class ClientFile(Guarded):
    """The script and the style by which pages show what the preview has to say."""

    def get(self, name: str) -> None:
        """Answer with the file."""
        if name not in _CLIENT:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        text = files("plenum.serve").joinpath("client", name).read_text("utf-8")
        self.finish_with(HTTPStatus.OK, _CLIENT[name], text)


class State(Guarded):
    """What is to be said of a page: whether it is another one now, faults, marks."""

    def get(self) -> None:
        """Answer for the page at the address that is asked about."""
        preview = self.preview
        inner = preview.inner(decoded(self.get_query_argument("path", "/", strip=False)))
        page = preview.page_at(inner) if inner is not None else None
        article = preview.article_at(inner) if inner is not None else None
        outcome = preview.outcome
        source = None
        if article:
            href = editor_href(outcome.editor, preview.site / article.path, 1, 1)
            source = {"path": article.path, "href": href}
        shown = self.get_query_argument("rest", "")
        html = self.with_script(page.html, page) if page and page.may_follow(shown) else None
        state = {
            "rest": page.rest if page else "",
            "style": page.style if page else "",
            "css": page.css if page else None,
            "html": html,
            "faults": outcome.faults,
            "errors": outcome.errors,
            "warnings": outcome.warnings,
            "mark": article.mark if article else "",
            "source": source,
            "panel": f"/_plenum/panel{quote(inner or '')}" if article and preview.panel else "",
        }
        self.finish_with(HTTPStatus.OK, "application/json", json.dumps(state))


class Panel(Guarded):
    """What an editor is told of a page."""

    async def get(self, path: str) -> None:
        """Answer for the page at a path below the site's root.

        Of a large site it takes seconds, so it is made in a thread of its own, one at a time.
        """
        panel = self.preview.panel
        html = None
        if panel:
            html = await IOLoop.current().run_in_executor(_PANELS, panel, f"/{path}")
        if html is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.finish_with(HTTPStatus.OK, "text/html", html)


class Graph(Guarded):
    """The drawing of the graph of links."""

    def get(self) -> None:
        """Answer with the graph of the last good build."""
        document = self.preview.root / GRAPH_FILE
        if not document.is_file():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        html = graph_page(document.read_bytes(), self.preview.outcome.base_path)
        self.finish_with(HTTPStatus.OK, "text/html", self.with_script(html))


class Patterns(Guarded):
    """The page of components."""

    def get(self) -> None:
        """Answer with the components as the templates are now, or with their faults."""
        html, faults = self.preview.patterns()
        status = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
        self.finish_with(
            status, "text/html", self.with_script(fault_page(faults) if faults else html)
        )


class SiteFile(Guarded, web.StaticFileHandler):
    """The files of the site, under the headers and redirects that it asks of its host."""

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002
        """Answer with a page, with another file, or with where to go."""
        preview = self.preview
        base = preview.outcome.base_path
        if base and f"/{path}" in {"/", decoded(base)}:
            self.redirect(f"{base}/")
            return
        if rule := preview.redirects.get(f"/{path}"):
            self._finish_redirect(rule.target, rule.status)
            return
        inner = preview.inner(f"/{path}")
        page = preview.page_at(inner if inner is not None else "/404.html")
        if inner is None and page:
            # The host has nothing beside the site.
            self._finish_page(page, HTTPStatus.NOT_FOUND)
        elif page:
            self._finish_page(page, page.status)
        else:
            await super().get((inner or "").lstrip("/"), include_body)

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 (Tornado's interface)
        """Add the headers that the site asks for this address."""
        for name, value in headers_for(self.preview.headers, self.request.path).items():
            ours = policy_with_preview(value, self.request.host) if name == _POLICY else value
            self.set_header(name, ours)

    def get_content_type(self) -> str:
        """Return the type of a file, with the encoding that all texts have."""
        kind: str = super().get_content_type()
        return f"{kind}; charset=UTF-8" if kind.startswith(_TEXT_TYPES) else kind

    def should_return_304(self) -> bool:
        """Send the whole file: times of files tell no two saves of a second apart."""
        return False

    def write_error(self, status_code: int, **_: object) -> None:
        """Say the status and nothing of the program."""
        self.finish_with(status_code, "text/html", f"<!doctype html><title>{status_code}</title>")

    def _finish_redirect(self, target: str, status: int) -> None:
        # A browser keeps a permanent redirect for good: here the address may get a page again.
        self.set_header("Cache-Control", "no-store")
        if status == HTTPStatus.GONE:
            page = self.preview.page_at("/404.html")
            if page:
                self._finish_page(page, status)
            return
        self.set_status(status)
        self.set_header("Location", target)
        self.finish()

    def _finish_page(self, page: PageText, status: int) -> None:
        self.set_extra_headers("")
        self.finish_with(status, "text/html", self.with_script(page.html, page))


ROUTES = [
    (r"/_plenum/livereload", LiveReload),
    (r"/_plenum/(preview\.\w+)", ClientFile),
    (r"/_plenum/state", State),
    (r"/_plenum/panel/(.*)", Panel),
    (r"/_plenum/graph/", Graph),
    (r"/_plenum/patterns/", Patterns),
]
"""The preview's own addresses; no article has one that begins so."""
