"""The program in a process of its own: a build that begins, a `serve` that is asked over HTTP."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.locks import Event

from plenum.serve import Preview, listen
from plenum.serve.server import application
from tests.sites.harness import TODAY

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds after which a change that was not shown counts as lost."""
_PAUSE = 0.05


def until(found: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until `found` is true, for `patience` seconds; `what` says what never was."""
    end = time.monotonic() + patience
    while not found():
        if time.monotonic() > end:
            raise AssertionError(what)
        time.sleep(_PAUSE)


def begin_build(
    folder: Path, *options: str, stderr: int = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    """Begin a build of the site in a folder, in a process and a session of its own."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "build", "--site", str(folder), *options],
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        encoding="utf-8",
        start_new_session=True,
    )


def modules_of_a_build(folder: Path) -> set[str]:
    """Build the site in a folder by a process of its own; return what it has imported."""
    command = ["build", "--site", str(folder), "--today", TODAY.isoformat()]
    program = f"import sys, plenum.cli; plenum.cli.main({command}); print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, encoding="utf-8"
    )
    return set(done.stdout.split())


@contextmanager
def answering(preview: Preview) -> Iterator[str]:
    """Answer for a preview in a thread of this process; yield the address."""
    door = listen(0)
    loops: list[IOLoop] = []
    stop = asyncio.Event()

    async def answer() -> None:
        loops.append(IOLoop.current())
        ready = Event()
        ready.set()
        server = HTTPServer(application(preview, ready))
        server.add_socket(door)
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(answer()), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        loops[0].add_callback(stop.set)
        thread.join(PATIENCE)


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Leave the answer as it is."""


class Running:
    """A running `serve` of the site in a folder; `said` are the lines of its output so far."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        port: int = 0,
        program: Sequence[str] = (),
        patience: float = PATIENCE,
    ) -> None:
        """Start, and wait until it names its address; `program` is another one than `serve`.

        `patience` is how many seconds the first build may take.
        """
        serve = ("build.py", "serve", "--site", str(folder), "--port", str(port), *arguments)
        self.process = subprocess.Popen(
            [sys.executable, *(program or serve)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            # What a shell runs in the background ignores the signal, and so would its children.
            preexec_fn=_interruptible,  # noqa: PLW1509 (before any thread of its own)
        )
        self.said: list[str] = []
        self.address = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        ended = self.process.poll
        until(lambda: bool(self.address) or ended() is not None, "no address", patience)
        assert self.address, "".join(self.said)

    def __enter__(self) -> Self:
        """Return the running preview."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop as an editor does, and insist that it ends well."""
        try:
            assert self.stop() == 0 or error, "".join(self.said)
        finally:
            self.process.kill()
            self._reader.join(PATIENCE)
            assert self.process.stdout is not None
            self.process.stdout.close()

    def stop(self) -> int:
        """Press Ctrl+C; return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if match := re.match(r"(http://127\.0\.0\.1:\d+)/.*Ctrl", line):
                self.address = match[1]

    @property
    def builds(self) -> int:
        """How many builds it has told of."""
        return sum(re.match(r"\d+ articles in", line) is not None for line in self.said)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Return status and text of an address."""
        status, _, text = self.answer(path, **headers)
        return status, text

    def answer(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of an address, redirects not followed."""
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310
        opener = urllib.request.build_opener(_NoRedirects)
        try:
            with opener.open(request, timeout=PATIENCE) as response:
                return response.status, dict(response.headers), response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read().decode()

    def state(self, path: str = "/") -> dict[str, Any]:
        """Return what the preview has to say of a page."""
        found: dict[str, Any] = json.loads(self.get(f"/_plenum/state?path={path}")[1])
        return found

    def faults(self) -> list[str]:
        """Return the faults that pages show, each as `path:line:column id`."""
        told = self.state()["faults"]
        return [f"{f['path']}:{f['line']}:{f['column']} {f['id']}" for f in told]

    def wait_for(self, path: str, words: str) -> int:
        """Ask until the page holds `words`; return its status."""
        until(lambda: words in self.get(path)[1], f"{path} never held {words!r}")
        return self.get(path)[0]

    def wait_for_faults(self, *wanted: str) -> None:
        """Ask until the faults are these."""
        until(lambda: self.faults() == list(wanted), f"the faults were never {wanted}")
