"""The preview: a built folder and a way to build it again go in, a live site comes out.

The door to livereload (and Tornado under it). It listens on the loopback address alone.
"""

import socket
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import livereload
from livereload.handlers import StaticFileHandler
from tornado import web
from tornado.ioloop import IOLoop

from plenum.render.graph import GRAPH_FILE
from plenum.render.graph_page import graph_page

HOST = "127.0.0.1"
_PORTS_TRIED = 20
GRAPH_PAGE = "_plenum/graph/"
"""Where the preview draws the graph of links; no article has such an address."""
PATTERNS_PAGE = "_plenum/patterns/"
"""Where it shows every component of the templates."""
_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Preview:
    """What the last build gave: a folder to serve, and its faults as text (empty: none).

    `base_path` is the path below which the site is served, as in production. `patterns` makes
    the page of components and its faults as text, when it is asked for.
    """

    def __init__(self, root: Path) -> None:
        """Serve the folder `root`, which the first good build makes."""
        self.root = root
        self.faults = ""
        self.patterns: Callable[[], tuple[str, str]] = lambda: ("", "")
        self.base_path = ""


def free_port(wanted: int) -> int:
    """Return the first free port from `wanted` on; raises OSError where there is none."""
    for port in range(wanted, wanted + _PORTS_TRIED):
        with socket.socket() as probe:
            # Tornado listens with this option: a port that just closed is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = f"no free port from {wanted} to {wanted + _PORTS_TRIED - 1}"
    raise OSError(message)


def serve(
    preview: Preview,
    watched: Sequence[Path],
    rebuild: Callable[[], None],
    port: int,
    ready: Callable[[], None],
) -> None:
    """Serve until interrupted; call `rebuild` and reload the browser when a file changes.

    `ready` is called once, when the server answers.
    """
    server = livereload.Server()
    server.SFH = _handler(preview)
    for path in watched:
        server.watch(str(path), rebuild)
    # The loop begins after the port is open.
    IOLoop.current().add_callback(ready)
    server.serve(port=port, host=HOST, root=str(preview.root))


class _Handler(StaticFileHandler):  # type: ignore[misc] # livereload carries no types
    """Serves the built files; while there are faults, a page that tells them."""

    preview: Preview
    """Set in the class that one server uses: livereload makes the handlers."""

    def prepare(self) -> None:
        """Refuse names by which a foreign page could reach the preview."""
        name = self.request.host.rpartition(":")[0] or self.request.host
        if name not in _LOOPBACK_NAMES:
            raise web.HTTPError(403)

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002
        """Answer with a file, or with the faults in place of a page."""
        base = self.preview.base_path.lstrip("/")
        if base and path in {"", base}:
            self.redirect(f"/{base}/")
            return
        if base and not path.startswith(f"{base}/"):
            raise web.HTTPError(404)
        path = path.removeprefix(f"{base}/") if base else path
        if path == GRAPH_PAGE:
            self._finish_graph()
        elif path == PATTERNS_PAGE:
            html, faults = self.preview.patterns()
            self._finish_page(503 if faults else 200, _fault_page(faults) if faults else html)
        elif self.preview.faults and (path.endswith((".html", "/")) or not path):
            self._finish_page(503, _fault_page(self.preview.faults))
        else:
            await super().get(path, include_body)

    def write_error(self, status_code: int, **_: object) -> None:
        """Show the site's own page for unknown addresses."""
        page = self.preview.root / "404.html"
        if status_code == web.HTTPError(404).status_code and page.is_file():
            self._finish_page(404, page.read_text("utf-8"))
        else:
            self._finish_page(status_code, f"<title>{status_code}</title>")

    def compute_etag(self) -> str | None:
        """Return the tag of a file; a page that is made here has none."""
        etag: str | None = super().compute_etag() if hasattr(self, "absolute_path") else None
        return etag

    def _finish_graph(self) -> None:
        document = self.preview.root / GRAPH_FILE
        if not document.is_file():
            raise web.HTTPError(404)
        self._finish_page(200, graph_page(document.read_bytes(), self.preview.base_path))

    def _finish_page(self, status: int, html: str) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(html)


def _handler(preview: Preview) -> type[_Handler]:
    return type("Handler", (_Handler,), {"preview": preview})


def _fault_page(faults: str) -> str:
    """Return a page with the faults; livereload puts its script before `</head>`."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Faults</title>'
        "<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui;margin:2rem}"
        "pre{white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body>"
        "<h1>This needs mending first</h1>"
        "<p>The last good site is kept; this page goes by itself when all is mended.</p>"
        f"<pre>{escape(faults)}</pre></body></html>"
    )
