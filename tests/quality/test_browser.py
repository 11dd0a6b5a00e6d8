"""The checks in a real browser: content with a good page, and each able to fail."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.quality import browser, good_site, operation
from tests.quality.built_site import BuiltSite, Page

ARTICLE = good_site.ARTICLE_PATH
NO_INK = ("content-visibility: visible;", "content-visibility: hidden;")

TINY = '<button type="button" class="tiny" aria-label="More"></button>'

pytestmark = [pytest.mark.browser, pytest.mark.quality]

Check = Callable[[Browser, str, Page], list[str]]


def light(chromium: Browser, url: str, _: Page) -> list[str]:
    return browser.accessibility(chromium, url, width=1280, scheme="light")


def dark(chromium: Browser, url: str, _: Page) -> list[str]:
    return browser.accessibility(chromium, url, width=360, scheme="dark")


def console(chromium: Browser, url: str, _: Page) -> list[str]:
    return browser.console(chromium, url)


def overflow(chromium: Browser, url: str, _: Page) -> list[str]:
    return browser.overflow(chromium, url)


def semantics(chromium: Browser, url: str, _: Page) -> list[str]:
    return browser.table_semantics(chromium, url)


def scriptless(chromium: Browser, url: str, _: Page) -> list[str]:
    return browser.without_scripts(chromium, url)


def keyboard(chromium: Browser, url: str, _: Page) -> list[str]:
    return operation.keyboard(chromium, url)


def spacing(chromium: Browser, url: str, _: Page) -> list[str]:
    return operation.text_spacing(chromium, url)


def right_to_left(chromium: Browser, url: str, _: Page) -> list[str]:
    return operation.right_to_left(chromium, url)


def motion(chromium: Browser, url: str, _: Page) -> list[str]:
    return operation.motion(chromium, url)


def first_view(chromium: Browser, url: str, _: Page) -> list[str]:
    return operation.first_view(chromium, url)


ALL: tuple[Check, ...] = (
    light,
    dark,
    console,
    overflow,
    semantics,
    browser.anchors,
    browser.printed,
    scriptless,
    keyboard,
    spacing,
    right_to_left,
    motion,
    first_view,
)

# The check, what is replaced in the good article, by what, and how the finding begins.
BROKEN: dict[str, tuple[Check, str, str, str]] = {
    "pale text": (
        light,
        "</style>",
        "p { color: #ddd; background: #fff; }</style>",
        "light, 1280 px: color-contrast",
    ),
    "pale text in the dark": (
        dark,
        "</style>",
        "@media (prefers-color-scheme: dark) { p { color: #333; } }</style>",
        "dark, 360 px: color-contrast",
    ),
    "text on a gradient, of which axe cannot tell": (
        light,
        "</style>",
        "h1 { background: linear-gradient(#fff, #eee); }</style>",
        "light, 1280 px: color-contrast: undecided",
    ),
    "small targets": (
        light,
        '<h3 id="why">',
        f'<p>{TINY}{TINY}</p><h3 id="why">',
        "light, 1280 px: target-size",
    ),
    "missing picture": (console, 'src="/share.png"', 'src="/no.png"', "Failed to load resource"),
    "script that the policy forbids": (
        console,
        "</body>",
        "<script>document.title = 'Mine'</script></body>",
        "Executing inline script violates",
    ),
    "wide page": (
        overflow,
        "</style>",
        "h1 { inline-size: 60rem; }</style>",
        "wider than 320 px: <h1>",
    ),
    "long line": (
        overflow,
        "</style>",
        "h1 { white-space: nowrap; font-size: 4rem; }</style>",
        "wider than 320 px: <h1>",
    ),
    "headers lost on a narrow screen": (
        semantics,
        "</style>",
        "@media (width < 30rem) { thead { display: none; } }</style>",
        "2 of 3 are a row",
    ),
    "address that shows nothing": (
        browser.anchors,
        "</style>",
        "details div { display: none; }</style>",
        "#faq-last does not show its answer",
    ),
    "closed on paper": (browser.printed, *NO_INK, "#faq-last is not printed"),
    "text that needs a script": (
        scriptless,
        "</article>",
        "<noscript>Switch scripts on.</noscript></article>",
        "the text is another one without scripts",
    ),
    "control out of order": (
        keyboard,
        '<a href="/">Example hub',
        '<a tabindex="1" href="/">Example hub',
        'Tab leads to <a tabindex="1" href="/">Example hub</a>, and not to <a href="#main">',
    ),
    "focus without a ring": (
        keyboard,
        "outline: 3px solid",
        "outline: 0 solid",
        '<a href="#main">Skip to the text</a> has no ring',
    ),
    "focus under something": (
        keyboard,
        "</style>",
        "main { position: relative; } h1 { position: fixed; inset: 0; }</style>",
        '<a href="/">Example hub</a> is covered',
    ),
    "focus off the screen": (
        keyboard,
        "</style>",
        'a[href="#main"] { position: fixed; inset-block-end: 120vh; }</style>',
        '<a href="#main">Skip to the text</a> is off the screen',
    ),
    "text that wide spacing cuts off": (
        spacing,
        "</style>",
        "h1 { white-space: nowrap; overflow: hidden; font-size: 1.75rem; }</style>",
        "with wide spacing cut off: <h1>",
    ),
    "line that wide spacing makes too long": (
        spacing,
        "</style>",
        "h1 { white-space: nowrap; font-size: 2rem; }</style>",
        "with wide spacing too wide: <h1>",
    ),
    "place that does not follow the direction": (
        right_to_left,
        "</style>",
        "h1 { position: relative; left: -3rem; }</style>",
        "from right to left too wide: <h1>",
    ),
    "motion that cannot be stopped": (
        motion,
        "</style>",
        "a { transition: color 1s; }</style>",
        "moves all the same: <a",
    ),
    "smooth scrolling": (
        motion,
        "</style>",
        ":root { scroll-behavior: smooth; }</style>",
        "moves all the same: <html",
    ),
    "many requests": (
        first_view,
        '<h3 id="why">',
        "".join(f'<img src="/share.png?{n}" alt="" width="1" height="1">' for n in range(10))
        + '<h3 id="why">',
        "12 requests, at most 10 wanted",
    ),
    "layout that shifts": (
        first_view,
        "</style>",
        "h1 { animation: a 50ms 200ms; } @keyframes a { to { margin-block-end: 20rem; } }</style>",
        "the layout shifts by",
    ),
    "style sheet that the view waits for": (
        first_view,
        "</head>",
        '<link rel="stylesheet" href="/share.css"></head>',
        "waits for http",
    ),
}


def in_browser(check: Check, chromium: Browser, root: Path, change: tuple[str, str]) -> list[str]:
    """Run a check on the good article after a change; the policy is renewed for new styles."""
    good_site.write(root)
    html = good_site.ARTICLE
    assert change[0] in html
    html = html.replace(*change)
    (root / ARTICLE).write_text(html, encoding="utf-8")
    style = html.partition("<style>")[2].partition("</style>")[0]
    (root / "_headers").write_text(good_site.headers(style), encoding="utf-8")
    site = BuiltSite.read(root, good_site.BASE_URL)
    page = next(page for page in site.pages if page.path == ARTICLE)
    with browser.serve(site) as host:
        return check(chromium, browser.address(host, page), page)


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.__name__)
def test_a_good_page_has_no_findings(tmp_path: Path, chromium: Browser, check: Check) -> None:
    assert in_browser(check, chromium, tmp_path, ("", "")) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_thing_is_found(tmp_path: Path, chromium: Browser, fault: str) -> None:
    check, old, new, wanted = BROKEN[fault]
    found = in_browser(check, chromium, tmp_path, (old, new))
    assert found
    assert found[0].startswith(wanted), found


@pytest.mark.parametrize(
    ("name", "size", "found"),
    [
        ("a.js", 10_000, []),
        ("a.js", 10_001, ["10,001 bytes of scripts, at most 10,000 wanted"]),
        ("a.png", 150_001, ["150,001 bytes, at most 150,000 wanted"]),
    ],
)
def test_what_is_heavy_is_found(name: str, size: int, found: list[str]) -> None:
    assert operation.heavy({name: size}) == found


def test_pages_below_a_path_are_served_there(tmp_path: Path) -> None:
    site = good_site.write(tmp_path)
    below = BuiltSite.read(site.root, "https://example.org/hub")
    with browser.serve(below) as host:
        assert host.endswith("/hub")
