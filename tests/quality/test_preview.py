"""The preview in a real browser: files are edited, and the page that is open is looked at."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from plenum.serve import Outcome, Preview, Shown
from plenum.write.lock import alone
from tests.quality.browser import AXE_RULES, Scheme
from tests.sites.harness import TODAY, Site
from tests.sites.running import PATIENCE, ROOT, Running, answering, until

pytestmark = [pytest.mark.browser, pytest.mark.quality]

expect.set_options(timeout=PATIENCE * 1000)

LONG = "\n\n".join(f"## Part {number}\n\nWords about ducts, again." for number in range(60))
LONG += "\n\n## FAQ" + "".join(f"\n\n### Why, {n}?\n\nFor reason {n}." for n in range(6))
FAULTY = "--- A\nA <b id=made>link</b> to [[nowhere]].\n"
"""Its line is HTML: as text it is harmless."""
BROKEN = "content/a.md:5:28"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Site, Running]]:
    """Serve a site of a long article, a draft, and one with a warning."""
    site = Site(
        tmp_path / "site",
        f"""
-- config.yaml --
title: Test hub
base_url: https://hub.example
faults: {{orphan: off, dead-end: off, too-far: off, description-length: off, same-title: off}}
-- content/a.md --
--- A
The first words.

{LONG}
-- content/b.md --
---
title: B
description: About B.
draft: true
---
Words.
-- content/photo.jpg --
""",
    )
    with Running(site.folder, "--today", TODAY.isoformat()) as running:
        yield site, running


def opened(chromium: Browser, url: str, *, width: int = 1280, scheme: Scheme = "light") -> Tab:
    """Open an address, and wait until the preview's own elements are there."""
    tab = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if scheme == "forced" else "none",
    ).new_page()
    tab.goto(url, wait_until="load")
    expect(tab.locator("plenum-preview")).to_be_attached()
    return tab


def overlay(tab: Tab) -> Locator:
    return tab.locator("plenum-preview").get_by_role("dialog")


def badge(tab: Tab) -> Locator:
    return tab.locator("plenum-preview .badge")


def mark(tab: Tab) -> None:
    """Leave something in the page that a reload takes away."""
    tab.evaluate("document.body.dataset.kept = 'yes'")


def kept(tab: Tab) -> bool:
    return tab.locator("body[data-kept]").count() == 1


# -- edits ----------------------------------------------------------------------------------


def test_an_edit_shows_where_the_reader_was(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """What was scrolled and opened stays so, whatever changes, without a word of error."""
    site, running = served
    complaints: list[str] = []
    tab = opened(chromium, running.address + "/a/")
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.locator("details").filter(has_text="Why, 3?").locator("summary").click()
    tab.evaluate("scrollTo(0, 1234)")

    site.write("content/a.md", f"--- A\nOther words.\n\n{LONG}\n")
    expect(tab.get_by_text("Other words.")).to_be_attached()
    until(lambda: tab.evaluate("scrollY") == 1234, "the page was not where it had been")

    site.write("content/a.md", f"--- Another title\nOther words.\n\n{LONG}\n")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Another title")
    until(lambda: tab.evaluate("scrollY") == 1234, "the page was not where it had been")
    expect(tab.get_by_text("For reason 3.")).to_be_visible()
    assert complaints == []


WORDS = """\
--- A
The first words.

Of {}.

- One thing
- Another

| Heat | Cold |
|---|---|
| a heat pump | a cooler |

## FAQ

### Why?

For this reason.
"""
IN_PLACE = {
    "a word": WORDS.format("pipes"),
    "another title": WORDS.format("pipes").replace("--- A", "--- B"),
    "a longer paragraph": WORDS.format("pipes, which [lead](b.md) to *rooms*, and `code`"),
    "a word in a link, and a paragraph more": WORDS.format(
        "pipes, which [lead](b.md) here.\n\nAnd of rooms"
    ),
    "a paragraph more": WORDS.format("pipes, which [lead](b.md) far.\n\nAnd of rooms"),
    "two paragraphs less": WORDS.format("rooms"),
    "an item more": WORDS.format("rooms").replace("- Another", "- Another\n- A third & last"),
    "a cell": WORDS.format("rooms").replace("a cooler", "an <unknown> cooler"),
    "an answer": WORDS.format("rooms").replace("this reason", "these two reasons"),
}
"""What is edited, one after another, and the article then."""
ANEW = {
    "a heading": WORDS.format("pipes.\n\n## Its own section\n\nMore"),
    "a table": WORDS.format("pipes.\n\nTable: T\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nMore"),
    "a question": WORDS.format("pipes") + "\n### Why not?\n\nFor no reason.\n",
}


def body(tab: Tab) -> str:
    """Return what stands in a page, without the mark."""
    return str(tab.evaluate("document.body.outerHTML.replace(' data-kept=\"yes\"', '')"))


def test_words_change_in_the_page_that_is_shown(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """One edit after another; what then stands there is what stands in a page that is opened."""
    site, running = served
    site.write("content/b.md", "--- B\nWords.\n")
    site.write("content/a.md", WORDS.format("ducts"))
    running.wait_for("/a/", "Of ducts")
    tab = opened(chromium, running.address + "/a/")
    mark(tab)
    for what, text in IN_PLACE.items():
        before = running.state("/a/")["rest"]
        site.write("content/a.md", text)
        until(lambda before=before: running.state("/a/")["rest"] != before, f"{what} not built")  # type: ignore[misc]
        fresh = opened(chromium, running.address + "/a/")
        until(lambda fresh=fresh: body(tab) == body(fresh), f"{what} not shown")  # type: ignore[misc]
        for head in ("document.title", "document.head.querySelector('[type*=json]').textContent"):
            assert tab.evaluate(head) == fresh.evaluate(head), what
        fresh.context.close()
        assert kept(tab), what


@pytest.mark.parametrize("what", ANEW)
def test_what_scripts_may_look_for_is_loaded_anew(
    chromium: Browser, served: tuple[Site, Running], what: str
) -> None:
    """Such as headings, which the table of contents follows."""
    site, running = served
    site.write("content/a.md", WORDS.format("pipes"))
    running.wait_for("/a/", "Of pipes")
    tab = opened(chromium, running.address + "/a/")
    mark(tab)
    site.write("content/a.md", ANEW[what])
    until(lambda: not kept(tab), "the page was not loaded again")


def test_what_a_script_has_changed_is_loaded_anew(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """Nobody knows what the script would have made of the new words."""
    site, running = served
    site.write("content/a.md", WORDS.format("pipes"))
    running.wait_for("/a/", "Of pipes")
    tab = opened(chromium, running.address + "/a/")
    mark(tab)
    paragraph = tab.get_by_text("Of pipes.")
    paragraph.evaluate("paragraph => { paragraph.textContent = 'Of PIPES.' }")
    site.write("content/a.md", WORDS.format("rooms"))
    expect(tab.get_by_text("Of rooms.")).to_be_visible()
    assert not kept(tab)


def test_the_edit_of_another_page_leaves_this_one_alone(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """Nothing is loaded again where nothing has changed."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    until(lambda: running.state("/a/")["rest"] != "", "no state")
    mark(tab)
    before = running.state("/b/")["rest"]
    site.write("content/b.md", "--- B\nQuite other words, and a <script>fault</script>.\n")
    until(lambda: running.state("/b/")["rest"] != before, "nothing was built")
    # The warning comes with the same build; so the page has been told of it.
    expect(badge(tab)).to_have_text("1 warning")
    assert kept(tab)


def styled(chromium: Browser, site: Site, running: Running) -> tuple[Tab, Locator]:
    """Open a page with a style of the site's own, marked; return it and its heading."""
    site.write("templates/styles/99-own.css", "h1{color:rgb(1, 2, 3)}")
    running.wait_for("/a/", "rgb(1, 2, 3)")
    tab = opened(chromium, running.address + "/a/")
    heading = tab.get_by_role("heading", level=1)
    expect(heading).to_have_css("color", "rgb(1, 2, 3)")
    mark(tab)
    return tab, heading


def test_a_style_is_swapped_without_a_reload(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """Twice, under the published policy; a later reload has the style of its own."""
    site, running = served
    tab, heading = styled(chromium, site, running)

    site.write("templates/styles/99-own.css", "h1{color:rgb(4, 5, 6)}")
    expect(heading).to_have_css("color", "rgb(4, 5, 6)")
    site.write("templates/styles/99-own.css", "h1{font-style:italic}")
    expect(heading).to_have_css("font-style", "italic")
    expect(heading).not_to_have_css("color", "rgb(4, 5, 6)")
    assert kept(tab)

    site.write("content/a.md", "--- A\nOther words.\n")
    expect(tab.get_by_text("Other words.")).to_be_visible()
    expect(heading).to_have_css("font-style", "italic")
    assert not kept(tab)


def test_a_style_shows_before_all_pages_are_built(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """It stands in every page, and of a large site these take long; nothing is loaded again."""
    site, running = served
    tab, heading = styled(chromium, site, running)
    with alone(site.folder / ".plenum" / "preview", lambda: None):
        # Now no build goes on.
        site.write("templates/styles/99-own.css", "h1{color:rgb(7, 8, 9)}")
        expect(heading).to_have_css("color", "rgb(7, 8, 9)")
        assert "rgb(7, 8, 9)" not in running.get("/a/")[1]
    running.wait_for("/a/", "rgb(7, 8, 9)")
    site.write("templates/styles/99-own.css", "h1{color:rgb(1, 1, 1)}\n")
    expect(heading).to_have_css("color", "rgb(1, 1, 1)")
    assert kept(tab)


def test_a_template_a_fact_and_a_picture_show(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """Also what changes under the address that it had."""
    site, running = served
    fact = (
        "loss:\n  value: {} %\n  what: a loss\n  source: {{title: S, url: 'https://s.example/'}}\n"
    )
    site.write("content/_data/facts.yaml", fact.format(37))
    site.write("content/a.md", "--- A\nIt loses [](fact:loss).\n")
    tab = opened(chromium, running.address + "/a/")
    expect(tab.locator("main")).to_contain_text("37\xa0%")
    site.write("content/_data/facts.yaml", fact.format(48))
    expect(tab.locator("main")).to_contain_text("48\xa0%")

    site.write("templates/blocks/byline.html", "<p>A byline of its own</p>")
    expect(tab.get_by_text("A byline of its own")).to_be_visible()

    mark(tab)
    site.write("static/drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    until(lambda: not kept(tab), "the page was not loaded again")


def test_a_page_that_comes_and_goes_is_followed(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """Who waits at an address sees the page as soon as it is there, and that it is gone."""
    site, running = served
    tab = opened(chromium, running.address + "/later/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Page not found")
    site.write("content/later.md", "--- Later\nHere it is.\n")
    expect(tab.get_by_text("Here it is.")).to_be_visible()
    (site.folder / "content/later.md").rename(site.folder / "content/moved.md")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_another_branch_of_500_files_is_followed(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """The open page is the other branch's, and the first one's again."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    content, aside = site.folder / "content", site.folder.parent / "aside"
    content.rename(aside)
    for number in range(500):
        site.write(f"content/t{number}.md", f"--- T{number}\nWords.\n")
    site.write("content/a.md", "--- A\nThe other branch's words.\n")
    expect(tab.get_by_text("The other branch's words.")).to_be_visible()
    shutil.rmtree(content)
    aside.rename(content)
    expect(tab.get_by_text("The first words.")).to_be_visible()


def test_the_graph_is_drawn_anew(chromium: Browser, served: tuple[Site, Running]) -> None:
    """The preview's own pages follow the site as well."""
    site, running = served
    tab = opened(chromium, running.address + "/_plenum/graph/")
    expect(tab.locator("svg a[href='/later/']")).to_have_count(0)
    site.write("content/later.md", "--- Later\nHere it is.\n")
    expect(tab.locator("svg a[href='/later/']")).not_to_have_count(0)


def test_a_burst_of_saves_ends_in_the_last(chromium: Browser, served: tuple[Site, Running]) -> None:
    """Fifty of them in a row."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    for number in range(50):
        site.write("content/a.md", f"--- A\nSave number {number}.\n")
    expect(tab.get_by_text("Save number 49.")).to_be_visible()


def test_the_preview_may_be_stopped_and_started_again(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """The page says so, and is up to date by itself when the preview is back."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    gone = tab.get_by_text("The preview has stopped")
    expect(gone).to_be_hidden()
    running.stop()
    expect(gone).to_be_visible()
    site.write("content/a.md", "--- A\nWritten meanwhile.\n")
    port = int(running.address.rpartition(":")[2])
    with Running(site.folder, "--today", TODAY.isoformat(), port=port):
        expect(tab.get_by_text("Written meanwhile.")).to_be_visible()
        expect(gone).to_be_hidden()


# -- faults ---------------------------------------------------------------------------------


def test_a_fault_lies_over_the_last_good_page_and_goes_when_it_is_mended(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """With place, words and a link; content in it is text."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    site.write("content/a.md", FAULTY)
    expect(overlay(tab)).to_be_visible()
    expect(overlay(tab).get_by_role("heading")).to_have_text("This needs mending first: 1 error")
    expect(overlay(tab).get_by_role("heading")).to_be_focused()
    expect(overlay(tab).locator("pre")).to_have_text("A <b id=made>link</b> to [[nowhere]].")
    expect(overlay(tab).locator("mark")).to_have_text("nowhere")
    link = overlay(tab).get_by_role("link", name=BROKEN)
    expect(link).to_have_attribute("href", f"vscode://file{site.folder.as_posix()}/{BROKEN}")
    expect(tab.locator("#made")).to_have_count(0)
    expect(tab.get_by_text("The first words.")).to_be_attached()

    site.write("content/a.md", "--- A\nMended words.\n")
    expect(tab.get_by_text("Mended words.")).to_be_visible()
    expect(overlay(tab)).to_be_hidden()
    expect(badge(tab)).to_be_hidden()


def test_escape_puts_the_faults_away_and_the_badge_brings_them_back(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """What was put away stays so on other pages; a new fault is shown again."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    site.write("content/b.md", "--- B\n[[nowhere]]\n")
    expect(overlay(tab)).to_be_visible()
    tab.keyboard.press("Escape")
    expect(overlay(tab)).to_be_hidden()

    tab.goto(running.address + "/")
    expect(badge(tab)).to_have_text("1 error")
    expect(overlay(tab)).to_be_hidden()
    badge(tab).focus()
    tab.keyboard.press("Enter")
    expect(overlay(tab)).to_be_visible()
    overlay(tab).get_by_role("button", name="Close").click()
    expect(overlay(tab)).to_be_hidden()
    expect(badge(tab)).to_be_focused()

    site.write("content/b.md", "--- B\n[[nowhere-else]]\n")
    expect(overlay(tab)).to_be_visible()
    site.write("content/b.md", "--- B\nWords.\n")
    expect(overlay(tab)).to_be_hidden()
    expect(tab.locator("plenum-preview").get_by_role("status")).to_have_text("All is mended")


def test_what_is_put_away_is_known_at_once(chromium: Browser, served: tuple[Site, Running]) -> None:
    """A browser says that a dialog is closed a moment later, when the page may have gone."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    site.write("content/b.md", "--- B\n[[nowhere]]\n")
    expect(overlay(tab)).to_be_visible()
    close = overlay(tab).get_by_role("button", name="Close")
    kept = close.evaluate("button => { button.click(); return Object.values(sessionStorage) }")
    assert any("nowhere" in value for value in kept)


def test_a_warning_beside_an_error_looks_like_one(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """What must be mended first is told from what should be seen to."""
    site, running = served
    tab = opened(chromium, running.address + "/a/")
    site.write("content/a.md", "--- A\n[[nowhere]]\n\n#### Deep\n")
    labels = overlay(tab).locator(".severity")
    expect(labels).to_have_text(["error", "warning"])
    colour = "label => getComputedStyle(label).backgroundColor"
    assert labels.nth(0).evaluate(colour) != labels.nth(1).evaluate(colour)


def test_warnings_are_counted_and_shown_on_demand(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """They lie over nothing by themselves."""
    site, running = served
    site.write("content/b.md", "--- B\n<script>x</script>\n\n#### Deep\n")
    tab = opened(chromium, running.address + "/a/")
    expect(badge(tab)).to_have_text("2 warnings")
    expect(overlay(tab)).to_be_hidden()
    badge(tab).click()
    expect(overlay(tab).get_by_role("listitem")).to_have_count(2)
    site.write("content/b.md", "--- B\nWords.\n")
    expect(overlay(tab)).to_be_hidden()
    expect(badge(tab)).to_be_hidden()


def test_a_site_that_was_never_built_shows_its_faults(chromium: Browser, tmp_path: Path) -> None:
    """On a page of its own, until the first good build."""
    site = Site(tmp_path / "site", f"-- content/a.md --\n{FAULTY}")
    with Running(site.folder) as running:
        tab = opened(chromium, running.address + "/a/")
        expect(overlay(tab)).to_be_visible()
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("heading", level=1)).to_have_text("This needs mending first")
        expect(tab.locator("main pre")).to_contain_text(f"{BROKEN}: error dead-link")
        site.write("content/a.md", "--- A\nMended words.\n")
        expect(tab.get_by_text("Mended words.")).to_be_visible()


def test_what_the_preview_shows_is_accessible(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """With errors and warnings, open and closed; nothing is wider than the screen."""
    site, running = served
    site.write(
        "content/b.md", "---\ntitle: B\ndescription: D\ndraft: true\n---\n<script>x</script>\n"
    )
    tabs = []
    for width in (360, 1280):
        for scheme in get_args(Scheme):
            url = running.address + "/b/"
            tabs.append(opened(chromium, url, width=width, scheme=scheme))
            expect(badge(tabs[-1])).to_have_text("1 warning")
            assert _violations(tabs[-1]) == []
    site.write("content/a.md", f"{FAULTY}{'long' * 99} [[nothing]]\n")
    for tab in tabs:
        expect(overlay(tab)).to_be_visible()
        assert _violations(tab) == []
        sizes = overlay(tab).evaluate("e => [e.scrollWidth, e.clientWidth, innerWidth]")
        assert sizes[0] <= sizes[1] <= sizes[2]


def _violations(tab: Tab) -> list[str]:
    """Return what axe finds in the preview's own elements."""
    response = Axe().run(tab, options={"runOnly": AXE_RULES}).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in response["violations"]
        for node in violation["nodes"]
        # In a shadow root, a target is a path of selectors.
        if isinstance(node["target"][0], list)
    ]


# -- more than pages ------------------------------------------------------------------------


def test_drafts_are_marked(chromium: Browser, served: tuple[Site, Running]) -> None:
    """In the preview only, with a link to their source."""
    site, running = served
    tab = opened(chromium, running.address + "/b/")
    expect(tab.locator("plenum-preview .mark")).to_have_text("Draft")
    edit = tab.locator("plenum-preview").get_by_role("link", name="Edit")
    file = (site.folder / "content/b.md").as_posix()
    expect(edit).to_have_attribute("href", f"vscode://file{file}:1:1")
    assert "Draft" not in (site.folder / ".plenum/preview/b/index.html").read_text()
    tab.goto(running.address + "/a/")
    expect(tab.locator("plenum-preview .mark")).to_be_hidden()


def test_a_page_that_forbids_all_scripts_is_followed(
    chromium: Browser, served: tuple[Site, Running]
) -> None:
    """What the page's own policy forbids is forbidden, but for what the preview needs."""
    site, running = served
    complaints: list[str] = []
    policy = "script-src 'none'; connect-src 'none'"
    meta = f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    site.write("templates/base.html", base.replace("<head>", meta))
    running.wait_for("/a/", "script-src http")
    tab = opened(chromium, running.address + "/a/")
    tab.on("console", lambda message: complaints.append(message.text))
    site.write("content/a.md", "--- A\nOther words.\n")
    expect(tab.get_by_text("Other words.")).to_be_visible()
    # The page's own script is refused, as it would be when published.
    assert [each for each in complaints if "/assets/article." not in each] == []


def test_the_search_works(chromium: Browser, served: tuple[Site, Running]) -> None:
    """Under the policy that the preview sends."""
    _, running = served
    tab = opened(chromium, running.address + "/search/")
    tab.get_by_label("Words or a question").fill("ducts")
    tab.keyboard.press("Enter")
    expect(tab.locator("main").get_by_role("link", name="A", exact=True).first).to_be_visible()


def test_a_page_may_be_told_about(chromium: Browser, tmp_path: Path) -> None:
    """What the panel says stands in a dialog, in its own style; scripts in it do not run."""
    site = Site(tmp_path / "site", "-- content/a.md --\n--- A\nWords.\n").fine()
    preview = Preview(site.output, site.folder)
    preview.take(Outcome(articles={"/a/": Shown("content/a.md")}), ())
    style = "<style>p, button { color: rgb(1, 2, 3) }</style>"
    script = "<script>document.title='run'</script>"
    told = {"/a/": f"<title>About A</title>{style}<p>Two links</p>{script}"}
    preview.panel = told.get
    with answering(preview) as address:
        tab = opened(chromium, f"{address}/a/")
        tab.locator("plenum-preview").get_by_role("button", name="About this page").click()
        expect(overlay(tab).get_by_role("heading")).to_have_text("About A")
        expect(overlay(tab).get_by_text("Two links")).to_have_css("color", "rgb(1, 2, 3)")
        close = overlay(tab).get_by_role("button", name="Close")
        expect(close).not_to_have_css("color", "rgb(1, 2, 3)")
        assert tab.title() != "run"
        assert tab.request.get(f"{address}/_plenum/panel/b/").status == 404
        tab.goto(f"{address}/")
        expect(tab.locator("plenum-preview .bar")).to_be_attached()
        expect(tab.locator("plenum-preview").get_by_role("button")).to_have_count(0)
