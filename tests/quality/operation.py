"""How a reader can use a page in a real browser: by keyboard, with own spacing, without motion.

The checks take an open browser and an address and return findings, like those of `browser`.
"""

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.quality.browser import NARROWEST, TOO_WIDE, opened

# What one view of a page may take, uncompressed but for the HTML (see static_html).
REQUESTS = 10
BYTES = 150_000
SCRIPT_BYTES = 10_000
SHIFT = 0.01
"""How far the layout may shift while the page loads, as browsers score it."""
RING = 2
"""Pixels that the ring around what has the focus is wide at least."""

# The text spacing that a reader may set without losing anything (WCAG 2.2, 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-block-end: 2em !important }"""

# The page's policy forbids new style elements, but not what a script of the checker makes.
ADD_STYLE = """css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
}"""

# What Tab should stop at, in the order of the text; of a choice, at what is chosen.
_CONTROLS = """() => {
    window.controls = [...document.querySelectorAll(
        'a[href], button, input:not([type=radio]:not(:checked)), select, textarea, summary,'
        + '[tabindex]'
    )].filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
    return window.controls.map(e => e.outerHTML.slice(0, 100))
}"""

# Where Tab has stopped: the number of the control, and what keeps a reader from seeing it.
_STOP = """ringWidth => {
    const e = document.activeElement, style = getComputedStyle(e)
    const box = e.getClientRects()[0], faults = []
    if (!box) return [window.controls.indexOf(e), ['is nowhere']]
    const x = box.x + box.width / 2, y = box.y + box.height / 2
    const top = document.elementFromPoint(x, y)
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < ringWidth)
        faults.push('has no ring')
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) faults.push('is off the screen')
    else if (!e.contains(top) && !top?.contains(e)) faults.push('is covered')
    return [window.controls.indexOf(e), faults]
}"""


def keyboard(browser: Browser, url: str) -> list[str]:
    """Return the controls that Tab does not reach in the text's order, or reaches unseen."""
    found: list[str] = []
    with opened(browser, url) as tab:
        controls = tab.evaluate(_CONTROLS)
        for number, html in enumerate(controls):
            tab.keyboard.press("Tab")
            stop, faults = tab.evaluate(_STOP, RING)
            if stop != number:
                there = controls[stop] if stop >= 0 else "something else"
                return [*found, f"Tab leads to {there}, and not to {html}"]
            found += [f"{html} {fault} when it has the focus" for fault in faults]
    return found


# Text that does not fit into its box, where the box shows nothing beyond its edge.
_CLIPPED = """() => [...document.body.querySelectorAll('*')].filter(e => {
    const style = getComputedStyle(e)
    return /hidden|clip/.test(style.overflow) && e.clientWidth > 1 && e.innerText?.trim()
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
}).slice(0, 5).map(e => e.outerHTML.slice(0, 100))"""


def text_spacing(browser: Browser, url: str) -> list[str]:
    """Return what does not fit a narrow page once readers set letters and lines wider apart."""
    with opened(browser, url, width=NARROWEST) as tab:
        tab.evaluate(ADD_STYLE, SPACING)
        wide, clipped = tab.evaluate(TOO_WIDE), tab.evaluate(_CLIPPED)
    return [
        *(f"with wide spacing too wide: {html}" for html in wide),
        *(f"with wide spacing cut off: {html}" for html in clipped),
    ]


def right_to_left(browser: Browser, url: str) -> list[str]:
    """Return what makes the narrowest page scroll sideways when it is read from the right."""
    with opened(browser, url, width=NARROWEST) as tab:
        tab.evaluate("document.documentElement.dir = 'rtl'")
        return [f"from right to left too wide: {html}" for html in tab.evaluate(TOO_WIDE)]


_MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
    const style = getComputedStyle(e)
    const lasts = text => text.split(',').some(part => parseFloat(part) > 0)
    return lasts(style.transitionDuration) || style.scrollBehavior === 'smooth'
        || style.animationName !== 'none' && lasts(style.animationDuration)
}).slice(0, 5).map(e => e.outerHTML.slice(0, 100))"""


def motion(browser: Browser, url: str) -> list[str]:
    """Return what moves though the reader's system asks for less motion."""
    with opened(browser, url) as tab:
        return [f"moves all the same: {html}" for html in tab.evaluate(_MOVING)]


def first_view(browser: Browser, url: str) -> list[str]:
    """Return what makes the first view heavy, late or unsteady."""
    sizes: dict[str, int] = {}
    with opened(browser, "about:blank") as tab:
        tab.on("response", lambda each: sizes.update({each.url: len(each.body())}))
        tab.goto(url, wait_until="networkidle")
        blocking, shift = blocking_requests(tab), layout_shift(tab)
    found = [f"waits for {name}" for name in blocking] + heavy(sizes)
    if shift > SHIFT:
        found.append(f"the layout shifts by {shift:.2f}, at most {SHIFT} wanted")
    return found


def heavy(sizes: dict[str, int]) -> list[str]:
    """Return of what there is too much, given how many bytes each address has sent."""
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
    return [
        f"{number:,} {what}, at most {most:,} wanted"
        for what, number, most in (
            ("requests", len(sizes), REQUESTS),
            ("bytes", sum(sizes.values()), BYTES),
            ("bytes of scripts", scripts, SCRIPT_BYTES),
        )
        if number > most
    ]


def blocking_requests(tab: Tab) -> list[str]:
    """Return what the browser has to fetch before it shows anything."""
    names: list[str] = tab.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(e => e.renderBlockingStatus === 'blocking').map(e => e.name)"
    )
    return names


def layout_shift(tab: Tab) -> float:
    """Return by how much the layout has shifted since the page began to load."""
    script = """() => new Promise(done => {
        let sum = 0
        new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value }))
            .observe({type: 'layout-shift', buffered: true})
        requestAnimationFrame(() => setTimeout(() => done(sum)))
    })"""
    return float(tab.evaluate(script))
