"""The preview as an editor meets it: a server of its own process, files edited under it."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
"""Seconds after which a change that was not shown counts as lost."""


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Preview:
    """A running `serve`."""

    def __init__(self, site: Site) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "build.py", "serve", "--site", str(site.folder), "--port", "0"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            # What a shell runs in the background ignores the signal, and so would its children.
            preexec_fn=_interruptible,  # noqa: PLW1509 (no threads run here)
        )
        assert self.process.stdout is not None
        # It names its address when it answers there.
        for line in self.process.stdout:
            if match := re.match(r"(http://127\.0\.0\.1:\d+)/", line):
                self.address = match[1]
                return
        raise AssertionError("the preview did not start")

    def get(self, path: str, host: str | None = None) -> tuple[int, str]:
        """Return status and text of an address."""
        request = urllib.request.Request(self.address + path)  # noqa: S310 (our own server)
        if host:
            request.add_header("Host", host)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait_for(self, path: str, words: str) -> int:
        """Ask until the page holds `words`; return its status."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, text = self.get(path)
            if words in text:
                return status
            time.sleep(0.1)
        raise AssertionError(f"{path} never held {words!r}")


@pytest.fixture
def preview(site: SiteOf) -> Iterator[tuple[Site, Preview]]:
    """Serve a site of one article and one draft."""
    made = site(
        """
        -- content/a.md --
        --- A
        The first words, and [[b]].
        -- content/b.md --
        ---
        title: B
        description: About B.
        draft: true
        ---
        Not yet.
        """
    )
    running = Preview(made)
    yield made, running
    running.process.send_signal(signal.SIGINT)
    try:
        assert running.process.wait(timeout=10) in {0, 130}
    finally:
        running.process.kill()
        assert running.process.stdout is not None
        running.process.stdout.close()


def test_an_edit_a_fault_and_its_mend_are_shown(preview: tuple[Site, Preview]) -> None:
    """A saved file shows at once; a fault stands in the page, and goes when it is mended."""
    site, running = preview
    assert running.wait_for("/a/", "The first words") == 200

    site.write("content/a.md", "--- A\nOther words.\n")
    assert running.wait_for("/a/", "Other words") == 200

    site.write("content/a.md", "--- A\nA link to [[nowhere]].\n")
    assert running.wait_for("/a/", "content/a.md:5:13: error dead-link") == 503

    site.write("content/a.md", "--- A\nMended words.\n")
    assert running.wait_for("/a/", "Mended words") == 200


def test_drafts_are_shown_and_public_stays_untouched(preview: tuple[Site, Preview]) -> None:
    """The preview shows drafts from a folder of its own, never from `public/`."""
    site, running = preview

    assert running.wait_for("/b/", "Not yet") == 200
    assert not site.output.exists()


def test_the_graph_is_drawn(preview: tuple[Site, Preview]) -> None:
    """Drafts included, with links to the pages of the preview."""
    _, running = preview
    status, text = running.get("/_plenum/graph/")
    assert status == 200
    assert re.findall(r'<a class="[\w-]+" href="([^"]+)"', text) == ["/", "/a/", "/b/"]
    assert "<line" in text


def test_every_component_is_shown(preview: tuple[Site, Preview]) -> None:
    """With the site's own look; it is made anew, and what fails in it is told."""
    site, running = preview
    status, text = running.get("/_plenum/patterns/")
    assert status == 200
    assert "Forty questions" in text

    site.write("templates/blocks/byline.html", "{{ page.no_such_field }}")
    status, text = running.get("/_plenum/patterns/")
    assert status == 503
    assert "templates/blocks/byline.html:1:1: error template-error" in text


def test_strangers_are_refused(preview: tuple[Site, Preview]) -> None:
    """A foreign host name, a path out of the folder and an unknown page are told apart."""
    _, running = preview

    assert running.get("/a/", host="evil.example")[0] == 403
    assert running.get("/%2e%2e/%2e%2e/config.yaml")[0] in {403, 404}
    status, text = running.get("/nothing/")
    assert status == 404
    assert "Page not found" in text


def test_the_path_of_the_address_is_kept(site: SiteOf) -> None:
    """A site that lives below a path is previewed below that path."""
    made = site(
        """
        -- config.yaml --
        title: T
        base_url: https://hub.example/below/
        -- content/a.md --
        --- A
        See [all](/below/).
        """
    )
    running = Preview(made)
    try:
        assert running.wait_for("/below/a/", 'href="/below/"') == 200
        assert running.get("/a/")[0] == 404
        assert "T" in running.get("/")[1]
    finally:
        running.process.kill()
        running.process.wait(timeout=10)
        assert running.process.stdout is not None
        running.process.stdout.close()
