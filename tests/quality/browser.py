"""What a reader gets from a page in a real browser, with the shipped headers in force.

A server on this machine hands out the output folder as a static host would; the checks take
an open browser and an address and return findings.
"""

import contextlib
import gzip
import io
import mimetypes
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Playwright
from playwright.sync_api import Page as Tab
from pypdf import PdfReader

from tests.quality.built_site import BuiltSite, Page, attr
from tests.quality.site_files import headers_for, read_headers
from tests.quality.structured_data import visible_questions

# Chromium asks several hosts at every start unless it is told not to.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
# Those of WCAG 2.2 AA, the size of targets with them, and axe's own good practice.
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe leaves undecided and a person has decided, by rule: where, and why it is right.
REVIEWED = {
    # A table has the page's colours. But behind it lies the shadow that shows where it scrolls on,
    # a gradient, and some of its cells are out of sight: of both axe takes no contrast.
    "color-contrast": "[role=region]",
}
NARROWEST = 320
# What hosts compress on its way.
COMPRESSED = {"text/html", "text/javascript", "application/javascript", "image/svg+xml"}
HEIGHT = 900

Scheme = Literal["light", "dark", "forced"]
"""What the reader's system asks for; `forced` are colours of its own for everything."""
Check = Callable[[Browser, str], list[str]]
ArticleCheck = Callable[[Browser, str, Page], list[str]]


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=executable, args=FLAGS)


# --- A static host on this machine --------------------------------------------------------


@contextlib.contextmanager
def serve(site: BuiltSite) -> Iterator[str]:
    """Serve the site under the path of its `base_url`; yield the address that stands for it."""
    prefix = urlsplit(site.base_url).path
    rules = read_headers(site.root / "_headers")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix(prefix)
            file = site.file_of(f"{site.base_url}{path}")
            body = (file or site.root / "404.html").read_bytes()
            self.send_response(200 if file else 404)
            kind = mimetypes.guess_type(file.name)[0] if file else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            if "gzip" in self.headers.get("Accept-Encoding", "") and str(kind) in COMPRESSED:
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers_for(rules, path):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def serve_page(html: str, folder: Path, base_url: str) -> Iterator[str]:
    """Serve a page that stands alone, from an empty folder; yield its address."""
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n", encoding="utf-8")
    with serve(BuiltSite.read(folder, base_url)) as host:
        yield f"{host}/"


def one_of_each_kind(site: BuiltSite) -> list[Page]:
    """Return the pages that stand for the others: of each kind the longest."""
    longest: dict[str, Page] = {}
    for page in site.pages:
        if page.is_redirect:
            continue
        # Templates name the kind of page on the body; else its folder stands for it.
        kind = attr(page.all("body")[0], "class") or page.path.partition("/")[0]
        if kind not in longest or len(page.html) > len(longest[kind].html):
            longest[kind] = page
    return list(longest.values())


def address(host: str, page: Page) -> str:
    """Return where the server has the page."""
    return host + page.url.removeprefix(page.base_url)


@contextlib.contextmanager
def opened(
    browser: Browser, url: str, *, width: int = 1280, scheme: Scheme = "light", scripts: bool = True
) -> Iterator[Tab]:
    """Open an address in a fresh window."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if scheme == "forced" else "none",
        java_script_enabled=scripts,
        # Motion would make a check depend on when it looks.
        reduced_motion="reduce",
    )
    with contextlib.closing(context):
        tab = context.new_page()
        tab.goto(url, wait_until="load")
        yield tab


# --- The checks ---------------------------------------------------------------------------


def accessibility(
    browser: Browser, url: str, *, width: int, scheme: Scheme, but: tuple[str, ...] = ()
) -> list[str]:
    """Return axe's violations and doubts, disclosures opened, `but` violations of some rules."""
    with opened(browser, url, width=width, scheme=scheme) as tab:
        tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        response = Axe().run(tab, options={"runOnly": AXE_RULES}).response
        found = [
            (violation["id"], violation["help"], node["html"])
            for violation in response["violations"]
            if violation["id"] not in but
            for node in violation["nodes"]
        ]
        found += [
            (doubt["id"], f"undecided: {doubt['help']}", node["html"])
            for doubt in response["incomplete"]
            for node in doubt["nodes"]
            if not is_reviewed(tab, doubt["id"], node["target"][0])
        ]
    return [f"{scheme}, {width} px: {rule}: {say}: {html[:120]}" for rule, say, html in found]


def is_reviewed(tab: Tab, rule: str, target: str) -> bool:
    """Tell whether a person has decided what axe leaves undecided of an element."""
    around = REVIEWED.get(rule)
    script = "([target, around]) => !!document.querySelector(target)?.closest(around)"
    return around is not None and bool(tab.evaluate(script, [target, around]))


def console(browser: Browser, url: str) -> list[str]:
    """Return what goes wrong while the page loads: errors, refusals, missing files."""
    found: list[str] = []
    with opened(browser, "about:blank") as tab:
        tab.on(
            "console", lambda m: found.append(m.text) if m.type in {"error", "warning"} else None
        )
        tab.on("pageerror", lambda error: found.append(str(error)))
        tab.on("requestfailed", lambda request: found.append(f"{request.url} failed"))
        tab.goto(url, wait_until="networkidle")
    # The error page is asked for under an address that does not exist.
    return [text for text in found if not ("404" in text and url.endswith("/404.html"))]


# What makes a page scroll sideways: elements beyond its edge, else the innermost whose text is.
TOO_WIDE = """() => {
    const limit = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= limit) return []
    const all = [...document.body.querySelectorAll('*')]
        .filter(e => !e.closest('[role=region], pre'))
    const beyond = all.filter(e => {
        const box = e.getBoundingClientRect()
        return box.right > limit + 1 || box.left < -1
    })
    const full = all.filter(e => e.scrollWidth > e.clientWidth + 1)
    const found = beyond.length ? beyond.slice(0, 5) : full.slice(-1)
    return found.map(e => e.outerHTML.slice(0, 100))
}"""


def overflow(browser: Browser, url: str) -> list[str]:
    """Return what makes the narrowest page scroll sideways."""
    with opened(browser, url, width=NARROWEST) as tab:
        return [f"wider than {NARROWEST} px: {html}" for html in tab.evaluate(TOO_WIDE)]


def table_semantics(browser: Browser, url: str) -> list[str]:
    """Return the tables' parts that a screen reader would miss on a narrow screen."""
    count = "s => [...document.querySelectorAll(s)].length"
    with opened(browser, url, width=NARROWEST) as tab:
        session = tab.context.new_cdp_session(tab)
        tree = session.send("Accessibility.getFullAXTree")
        roles = Counter(node.get("role", {}).get("value") for node in tree["nodes"])
        parts = {
            "row": "tr",
            "columnheader": "th[scope^=col]",
            "rowheader": "th[scope^=row]",
            "cell": "td",
        }
        wanted = {
            role: tab.evaluate(count, f"table {selector}") for role, selector in parts.items()
        }
    return [
        f"{roles[role]} of {number} are a {role} in the accessibility tree"
        for role, number in wanted.items()
        if roles[role] < number
    ]


def anchors(browser: Browser, url: str, page: Page) -> list[str]:
    """Return the questions whose address does not open and show the answer."""
    script = """async id => {
        document.querySelectorAll('details').forEach(d => { d.open = false })
        location.hash = id
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        const answer = document.getElementById(id), box = answer.getBoundingClientRect()
        const details = answer.closest('details')
        return (!details || details.open) && box.height > 0
            && box.top >= 0 && box.top < innerHeight
    }"""
    with opened(browser, url) as tab:
        return [
            f"#{question.anchor} does not show its answer"
            for question in visible_questions(page)
            if not tab.evaluate(script, question.anchor)
        ]


def printed(browser: Browser, url: str, page: Page) -> list[str]:
    """Return the questions whose answers are not on paper."""
    with opened(browser, url) as tab:
        pdf = tab.pdf()
    paper = letters("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages))
    return [
        f"#{question.anchor} is not printed"
        for question in visible_questions(page)
        if letters(question.answer)[:80] not in paper
    ]


def letters(text: str) -> str:
    """Return letters and digits only: paper has its own spaces, hyphens and ligatures."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def without_scripts(browser: Browser, url: str) -> list[str]:
    """Return a finding where the text depends on scripts."""
    texts = []
    for scripts in (True, False):
        with opened(browser, url, scripts=scripts) as tab:
            texts.append(tab.inner_text("main"))
    return [] if texts[0] == texts[1] else ["the text is another one without scripts"]
