"""A preview and a way to build it go in; they are served until the user stops it."""

import logging
import signal
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import livereload
from livereload.handlers import LiveReloadHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.locks import Event
from tornado.netutil import bind_sockets

from plenum.serve.building import Builder
from plenum.serve.handlers import ROUTES, SiteFile
from plenum.serve.preview import INDEX, Outcome, Preview, Restyling
from plenum.serve.watching import FileWatcher

HOST = "127.0.0.1"
_PORTS_TRIED = 20
_PING = 30
"""Seconds after which a silent socket is asked whether it is still there."""
GRAPH_PAGE = "_plenum/graph/"
"""Where the preview draws the graph of links; no article has such an address."""
PATTERNS_PAGE = "_plenum/patterns/"
"""Where it shows every component of the templates."""


def listen(wanted: int) -> socket.socket:
    """Listen on the first free port from `wanted` on; raises OSError where there is none."""
    for port in range(wanted, min(wanted + _PORTS_TRIED, 1 << 16)):
        try:
            (found,) = bind_sockets(port, HOST, socket.AF_INET)
        except OSError:
            continue
        return found
    message = f"no free port from {wanted} to {wanted + _PORTS_TRIED - 1}"
    raise OSError(message)


def serve(
    preview: Preview,
    watched: Sequence[Path],
    build: Callable[[frozenset[str]], Outcome],
    door: socket.socket,
    ready: Callable[[], None],
) -> None:
    """Serve at `door` until interrupted; build at once, and again when a file changes.

    `build` is given the files that have changed; `ready` is called when the first build is done.
    Requests are answered in this thread, builds are made in another one: while one is under way,
    the last good site is there.
    """
    loop = IOLoop.current()
    server = _Server(preview, door)

    def take(outcome: Outcome, changed: frozenset[str]) -> None:
        preview.take(outcome, changed)
        server.ready.set()
        LiveReloadHandler.reload_waiters("*")

    def restyle(styles: Restyling) -> None:
        preview.restyle(styles)
        LiveReloadHandler.reload_waiters("*")

    def begin(changed: frozenset[str]) -> None:
        styles = preview.restyling(changed)
        if styles:
            loop.add_callback(restyle, styles)

    def done(outcome: Outcome, changed: frozenset[str]) -> None:
        loop.add_callback(take, outcome, changed)

    builder = Builder(begin, build, done, ready)
    for path in watched:
        server.watch(str(path), builder.ask)
    # What is saved while the first build is under way is seen: the watcher starts before.
    loop.add_callback(builder.ask)
    signal.signal(signal.SIGINT, lambda *_: loop.add_callback_from_signal(loop.stop))
    try:
        server.serve(host=HOST)
    finally:
        server.watcher.stop()
        builder.stop()


def application(preview: Preview, ready: Event) -> web.Application:
    """Return what answers requests; they wait until `ready` is set."""
    files = {"path": str(preview.root), "default_filename": INDEX}
    return web.Application(
        [*ROUTES, (r"/(.*)", SiteFile, files)],
        preview=preview,
        ready=ready,
        log_function=lambda _: None,
        websocket_ping_interval=_PING,
    )


class _Server(livereload.Server):  # type: ignore[misc] # livereload carries no types
    """livereload's server with our handlers, and without a way for others to force a reload."""

    def __init__(self, preview: Preview, door: socket.socket) -> None:
        super().__init__(watcher=FileWatcher())
        self.ready = Event()
        self._preview = preview
        self._door = door

    def application(self, *_: object, **__: object) -> None:
        """Serve the preview; called by `serve`."""
        LiveReloadHandler.watcher = self.watcher
        HTTPServer(application(self._preview, self.ready)).add_socket(self._door)

    def _setup_logging(self) -> None:
        """Say nothing of browsers that come and go, and of addresses that do not exist."""
        logging.getLogger("livereload").setLevel(logging.WARNING)
        logging.getLogger("tornado").setLevel(logging.ERROR)
