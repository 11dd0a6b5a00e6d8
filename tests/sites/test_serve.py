"""The preview as an editor meets it: a server of its own process, files edited under it."""

import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plenum.diagnostics.formats.page import editor_href
from tests.sites.harness import Site
from tests.sites.running import Running, until

SiteOf = Callable[[str], Site]

# The upgrade of a request to a socket, as browsers ask for it.
SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}

_FACT = """
loss:
  value: {value}
  what: a loss
  as_of: 2026-01-01
  source: {{title: A study, publisher: P, url: "https://example.org/", accessed: 2026-01-02}}
"""


@pytest.fixture
def preview(site: SiteOf) -> Iterator[tuple[Site, Running]]:
    """Serve a site of two articles, a draft and one that appears later."""
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
        aliases: [/old/, /x*y/]
        ---
        Not yet.
        -- content/later.md --
        ---
        title: Later
        description: About what comes.
        date: 2026-12-24
        ---
        Some day.
        -- content/photo.jpg --
        -- static/note.txt --
        A note.
        """
    )
    with Running(made.folder, "--today", "2026-11-21") as running:
        yield made, running


# -- edits ----------------------------------------------------------------------------------


def test_an_edit_a_fault_and_its_mend_are_shown(preview: tuple[Site, Running]) -> None:
    """A saved file shows at once; with a fault the last good page stays, and the fault is told."""
    site, running = preview
    assert running.wait_for("/a/", "The first words") == 200

    site.write("content/a.md", "--- A\nOther words.\n")
    assert running.wait_for("/a/", "Other words") == 200

    site.write("content/a.md", "--- A\nA link to [[nowhere]].\n")
    running.wait_for_faults("content/a.md:5:13 dead-link")
    assert running.get("/a/")[0] == 200
    assert "Other words" in running.get("/a/")[1]

    site.write("content/a.md", "--- A\nMended words.\n")
    assert running.wait_for("/a/", "Mended words") == 200
    running.wait_for_faults()


def test_a_fault_is_told_with_its_words_and_a_link_to_the_editor(
    preview: tuple[Site, Running],
) -> None:
    """What stands in the line is cut in three; the link names file, line and column."""
    site, running = preview
    site.write("content/a b.md", "--- A\nA <b>link</b> to [[nowhere]].\n")
    running.wait_for_faults("content/a b.md:5:20 dead-link")

    (fault,) = running.state()["faults"]
    assert fault["severity"] == "error"
    assert fault["excerpt"] == {
        "before": "A <b>link</b> to [[",
        "marked": "nowhere",
        "after": "]].",
    }
    file = (site.folder / "content").as_posix() + "/a%20b.md"
    assert fault["href"] == f"vscode://file{file}:5:20"
    assert fault["hint"]


def test_a_new_file_a_renamed_one_and_a_deleted_one(preview: tuple[Site, Running]) -> None:
    """Each ends in the right site, in folders that are new as well."""
    site, running = preview
    site.write("content/new/folder/c.md", "--- C\nNew words.\n")
    assert running.wait_for("/new/folder/c/", "New words") == 200

    content = site.folder / "content"
    (content / "new" / "folder").rename(content / "moved")
    assert running.wait_for("/moved/c/", "New words") == 200
    until(lambda: running.get("/new/folder/c/")[0] == 404, "the old page stayed")

    (content / "moved" / "c.md").rename(content / "moved" / "d.md")
    assert running.wait_for("/moved/d/", "New words") == 200

    shutil.rmtree(content / "moved")
    assert running.wait_for("/moved/d/", "Page not found") == 404


def test_an_editor_may_save_by_renaming(preview: tuple[Site, Running]) -> None:
    """Many editors write a new file beside the old one and put it in its place."""
    site, running = preview
    for number in range(3):
        site.write("content/.a.md.tmp", f"--- A\nSaved {number} times.\n")
        (site.folder / "content/.a.md.tmp").replace(site.folder / "content/a.md")
        assert running.wait_for("/a/", f"Saved {number} times") == 200

    site.write("config.tmp", (site.folder / "config.yaml").read_text().replace("Test", "Other"))
    (site.folder / "config.tmp").replace(site.folder / "config.yaml")
    assert running.wait_for("/a/", "Other hub") == 200


def test_what_editors_leave_while_they_save_builds_nothing(preview: tuple[Site, Running]) -> None:
    """Swap files, locks, backups and probes are no change; the next true one is."""
    site, running = preview
    before = running.builds
    for name in (".a.md.swp", "4913", "a.md~", ".#a.md", "#a.md#", ".~lock.a.md#", "a.md.bak"):
        site.write(f"content/{name}", "x")
        site.remove(f"content/{name}")
    site.write("static/.DS_Store", "x")
    site.write("content/a.md", "--- A\nTrue words.\n")

    assert running.wait_for("/a/", "True words") == 200
    until(lambda: running.builds > before, "nothing was built")
    assert running.builds == before + 1


def test_a_save_that_empties_the_file_first_is_one_change(preview: tuple[Site, Running]) -> None:
    """What is empty for a moment is being written: nothing is said of it until it stays so."""
    site, running = preview
    assert running.wait_for("/a/", "The first words") == 200
    builds = running.builds
    site.write("content/a.md", "")
    time.sleep(0.04)
    site.write("content/a.md", "--- A\nOther words.\n")
    assert running.wait_for("/a/", "Other words") == 200
    until(lambda: running.builds > builds, "the build was not told")
    assert not any("content/a.md" in line for line in running.said), running.said

    site.write("content/a.md", "")
    running.wait_for_faults("content/a.md:1:1 missing-front-matter")


def test_fifty_saves_in_a_row_end_in_the_last_one(preview: tuple[Site, Running]) -> None:
    """A burst is few builds, and none of the changes is lost."""
    site, running = preview
    before = running.builds
    for number in range(50):
        site.write("content/a.md", f"--- A\nSave number {number}.\n")

    assert running.wait_for("/a/", "Save number 49") == 200
    until(lambda: running.builds > before, "no build was told of")
    assert running.builds - before < 25


def test_templates_styles_facts_and_files_are_watched(preview: tuple[Site, Running]) -> None:
    """Also in folders that were not there when the preview began."""
    site, running = preview
    site.write("templates/blocks/byline.html", "<p>A byline of its own</p>")
    assert running.wait_for("/a/", "A byline of its own") == 200

    site.write("templates/styles/99-own.css", "main{color:#123456}")
    assert running.wait_for("/a/", "#123456") == 200

    site.write("content/_data/facts.yaml", _FACT.format(value="37 %"))
    site.write("content/a.md", "--- A\nIt loses [](fact:loss).\n")
    assert running.wait_for("/a/", ">37\xa0%<") == 200
    site.write("content/_data/facts.yaml", _FACT.format(value="48 %"))
    assert running.wait_for("/a/", ">48\xa0%<") == 200

    site.write("static/note.txt", "Another note.")
    assert running.wait_for("/note.txt", "Another note") == 200
    shutil.rmtree(site.folder / "templates")
    until(lambda: "A byline of its own" not in running.get("/a/")[1], "the byline stayed")


def test_another_branch_of_500_files(preview: tuple[Site, Running]) -> None:
    """All files go and others come, as when another branch is checked out; then back."""
    site, running = preview
    other = site.folder.parent / "other"
    other.mkdir()
    for number in range(500):
        text = f"---\ntitle: T{number}\ndescription: About {number}.\n---\nWords.\n"
        (other / f"t{number}.md").write_text(text, encoding="utf-8")
    content, aside = site.folder / "content", site.folder.parent / "aside"
    content.rename(aside)
    shutil.copytree(other, content)

    assert running.wait_for("/t499/", "T499") == 200
    until(lambda: running.get("/a/")[0] == 404, "the old article stayed")
    until(lambda: len(running.state("/t7/")["source"] or ()) > 0, "an article is missing")

    shutil.rmtree(content)
    aside.rename(content)
    assert running.wait_for("/a/", "The first words") == 200
    until(lambda: running.get("/t499/")[0] == 404, "the other branch's article stayed")


def test_a_broken_configuration_is_told_and_mended(preview: tuple[Site, Running]) -> None:
    """The last good site stays at its place."""
    site, running = preview
    good = (site.folder / "config.yaml").read_text()
    site.write("config.yaml", "titel: T\n" + good)
    running.wait_for_faults("config.yaml:1:1 unknown-key")
    assert running.get("/a/")[0] == 200
    assert running.state("/b/")["mark"] == "Draft"
    site.remove("config.yaml")
    running.wait_for_faults("config.yaml:1:1 no-config")
    site.write("config.yaml", good)
    running.wait_for_faults()


def test_the_last_good_page_is_there_while_a_build_is_under_way(tmp_path: Path) -> None:
    """However long it takes; the new page is there as soon as it has ended."""
    program = """
import sys
import time
from pathlib import Path
from plenum.serve import Outcome, Preview, listen, serve

site = Path(sys.argv[1])
preview = Preview(site / "out", site)
door = listen(0)

def build(_changed):
    text = (site / "content" / "a.md").read_text()
    if text == "slow":
        print("slow", flush=True)
        while not (site / "go").exists():
            time.sleep(0.01)
    (site / "out").mkdir(exist_ok=True)
    (site / "out" / "index.html").write_text(text)
    return Outcome()

def announce():
    print(f"http://127.0.0.1:{door.getsockname()[1]}/ Ctrl", flush=True)

serve(preview, [site / "content"], build, door, announce)
"""
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("first")
    with Running(tmp_path, program=["-c", program, str(tmp_path)]) as running:
        assert running.wait_for("/", "first") == 200
        (content / "a.md").write_text("slow")
        until(lambda: "slow\n" in running.said, "it was never built")
        assert "first" in running.get("/")[1]
        (tmp_path / "go").touch()
        assert running.wait_for("/", "slow") == 200


def test_a_link_to_a_file_changes_with_it(site: SiteOf) -> None:
    """The file alone is told of, by its own name; both pages are made."""
    made = site("""
        -- config.yaml --
        title: Hub
        base_url: https://hub.example
        search: false
        faults: {same-title: off, same-description: off, orphan: off, dead-end: off, too-far: off}
        -- content/a.md --
        --- A
        It is so.
    """)
    (made.folder / "content" / "z.md").symlink_to("a.md")
    with Running(made.folder) as running:
        for text in ("It was so.", "It has been so."):
            made.write("content/a.md", f"--- A\n{text}\n")
            assert running.wait_for("/z/", text) == 200
            assert running.wait_for("/a/", text) == 200


def test_the_first_build_may_have_faults(site: SiteOf) -> None:
    """Then there is no page yet: each address tells the faults, and shows the page once mended."""
    made = site("""
        -- content/a.md --
        --- A
        A link to [[nowhere]].
    """)
    with Running(made.folder) as running:
        status, text = running.get("/a/")
        assert status == 503
        assert "content/a.md:5:13: error dead-link" in text
        assert "/_plenum/preview.js" in text
        made.write("content/a.md", "--- A\nMended.\n")
        assert running.wait_for("/a/", "Mended") == 200


# -- what is not published yet --------------------------------------------------------------


def test_drafts_are_shown_and_public_stays_untouched(preview: tuple[Site, Running]) -> None:
    """The preview shows drafts from a folder of its own, never from `public/`."""
    site, running = preview

    assert running.wait_for("/b/", "Not yet") == 200
    assert not site.output.exists()


def test_what_readers_do_not_have_yet_is_marked(preview: tuple[Site, Running]) -> None:
    """The mark is the preview's own: the page itself is as it will be published."""
    _, running = preview

    assert running.state("/a/")["mark"] == ""
    assert running.state("/b/")["mark"] == "Draft"
    assert running.state("/b/index.html")["mark"] == "Draft"
    assert running.state("/later/")["mark"] == "Appears on December 24, 2026"
    assert running.state("/b/")["source"]["path"] == "content/b.md"
    assert running.state("/nothing/")["source"] is None


def test_an_article_with_an_error_since_its_first_save_has_its_corner(
    preview: tuple[Site, Running],
) -> None:
    """It has no page yet, but a source to open and a panel that says what is wrong with it."""
    site, running = preview
    site.write("content/c.md", "--- C\nA link to [[nowhere]].\n")
    running.wait_for_faults("content/c.md:5:13 dead-link")

    state = running.state("/c/")

    assert state["source"]["path"] == "content/c.md"
    assert "nowhere" in running.get(state["panel"])[1]
    assert running.get("/c/")[0] == 404
    assert running.state("/a/")["source"]["path"] == "content/a.md"


# -- pages of the preview -------------------------------------------------------------------


def test_the_graph_is_drawn(preview: tuple[Site, Running]) -> None:
    """Drafts included, with links to the pages of the preview."""
    _, running = preview
    status, text = running.get("/_plenum/graph/")
    assert status == 200
    found = re.findall(r'<a class="[\w-]+" href="([^"]+)"', text)
    assert sorted(found) == ["/", "/a/", "/b/", "/later/"]
    assert "<line" in text


def test_every_component_is_shown(preview: tuple[Site, Running]) -> None:
    """With the site's own look; it is made anew, and what fails in it is told."""
    site, running = preview
    status, text = running.get("/_plenum/patterns/")
    assert status == 200
    assert "Forty questions" in text

    site.write("templates/blocks/byline.html", "{{ page.no_such_field }}")
    status, text = running.get("/_plenum/patterns/")
    assert status == 503
    assert "templates/blocks/byline.html:1:1: error template-error" in text


# -- what the host would do -----------------------------------------------------------------


def test_the_published_headers_are_in_force(preview: tuple[Site, Running]) -> None:
    """Those of `_headers`; the policy is wider by the preview's own script and socket only."""
    site, running = preview
    status, headers, _ = running.answer("/a/")
    host = running.address.removeprefix("http://")
    rules = (site.folder / ".plenum/preview/_headers").read_text()
    published = re.search(r"Content-Security-Policy: (.*)", rules)

    assert status == 200
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert published
    ours, theirs = headers["Content-Security-Policy"].split("; "), published[1].split("; ")
    assert len(ours) == len(theirs)
    assert [pair for pair in zip(theirs, ours, strict=True) if pair[0] != pair[1]] == [
        (each, each + more)
        for each in theirs
        for name, more in (
            ("script-src", f" http://{host}/_plenum/preview.js"),
            ("connect-src", f" http://{host} ws://{host}/_plenum/livereload"),
        )
        if each.startswith(name)
    ]
    asset = re.search(r'href="(/assets/favicon[^"]+)"', running.get("/a/")[1])
    assert asset
    assert "immutable" in running.answer(asset[1])[1]["Cache-Control"]
    assert "Cache-Control" in headers
    assert running.answer("/site.webmanifest")[1]["Content-Type"] == "application/manifest+json"


def test_old_addresses_lead_on(preview: tuple[Site, Running]) -> None:
    """By the rule of `_redirects`, and for this time only: browsers keep the real one for good."""
    _, running = preview
    for old in ("/old/", "/x%2Ay/"):
        status, headers, _ = running.answer(old)
        assert (status, headers["Location"]) == (301, "/b/"), old
        assert headers["Cache-Control"] == "no-store"
    assert running.answer("/a")[0] in {301, 302}


def test_an_unknown_address_gets_the_sites_own_page(preview: tuple[Site, Running]) -> None:
    """With the status that it has on a host."""
    _, running = preview
    status, text = running.get("/nothing/")
    assert status == 404
    assert "Page not found" in text


def test_the_path_of_the_address_is_kept(site: SiteOf) -> None:
    """A site that lives below a path is previewed below that path."""
    made = site(
        """
        -- config.yaml --
        title: T
        base_url: https://hub.example/below/ä/
        -- content/a.md --
        --- A
        See [all](/).
        """
    )
    with Running(made.folder) as running:
        assert running.wait_for("/below/%C3%A4/a/", 'href="/below/%C3%A4/"') == 200
        assert running.get("/a/")[0] == 404
        assert running.get("/below/a/")[0] == 404
        assert running.answer("/")[1]["Location"] == "/below/%C3%A4/"
        assert running.answer("/below/%C3%A4")[1]["Location"] == "/below/%C3%A4/"
        assert running.state("/below/%C3%A4/a/")["source"]["path"] == "content/a.md"


# -- who may ask, and for what --------------------------------------------------------------


def test_a_foreign_host_name_is_refused(preview: tuple[Site, Running]) -> None:
    """A page of the web may lead its own name to this machine."""
    _, running = preview
    port = running.address.rpartition(":")[2]
    foreign = ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "localhost.")
    for path in ("/a/", "/_plenum/state", "/_plenum/graph/", "/_plenum/preview.js", "/note.txt"):
        for name in foreign:
            assert running.get(path, Host=name)[0] == 403, (path, name)
        assert running.get(path, Host=f"localhost:{port}")[0] == 200, path


def test_the_socket_is_for_pages_of_the_preview(preview: tuple[Site, Running]) -> None:
    """A foreign origin or host gets no socket; the preview's own page does."""
    _, running = preview
    host = running.address.removeprefix("http://")

    def status(**headers: str) -> int:
        with socket.create_connection(tuple(host.split(":")), timeout=30) as line:  # type: ignore[arg-type]
            lines = {"Host": host, **SOCKET, **headers}
            text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
            line.sendall(f"GET /_plenum/livereload HTTP/1.1\r\n{text}\r\n".encode())
            return int(line.recv(100).split()[1])

    assert status(Origin=f"http://{host}") == 101
    assert status(Origin="http://evil.example") == 403
    assert status(Origin="null") == 403
    assert status(Origin=f"http://evil.example:{host.split(':')[1]}") == 403
    assert status(Host="evil.example", Origin="http://evil.example") == 403
    assert running.get("/forcereload")[0] == 404


def test_no_path_leaves_the_folder(preview: tuple[Site, Running]) -> None:
    """Written out or encoded, with either slash."""
    _, running = preview
    for path in (
        "/%2e%2e/%2e%2e/config.yaml",
        "/../../config.yaml",
        "/a/..%2f..%2f..%2fconfig.yaml",
        "/..%5c..%5cconfig.yaml",
        "//config.yaml",
        "/%2fetc/passwd",
        "/a%00.html",
        "/_plenum/..%2f..%2fconfig.yaml",
        "/_plenum/preview.py",
    ):
        status, text = running.get(path)
        assert status in {400, 403, 404}, path
        assert "base_url" not in text, path
        assert "/root:" not in text, path


def test_a_link_out_of_the_folder_is_not_followed(preview: tuple[Site, Running]) -> None:
    """No build makes one; who puts one there gets nothing by it."""
    site, running = preview
    folder = site.folder / ".plenum/preview"
    site.write("secret.html", "base_url")
    (folder / "leak.txt").symlink_to(site.folder / "config.yaml")
    (folder / "leak.html").symlink_to(site.folder / "secret.html")
    (folder / "leak").symlink_to(site.folder)
    for name in ("leak.txt", "leak.html", "leak/config.yaml", "leak/secret.html"):
        status, text = running.get(f"/{name}")
        assert status in {403, 404}
        assert "base_url" not in text


# -- starting and stopping ------------------------------------------------------------------


def test_a_port_that_is_taken_is_named_and_the_next_one_used(site: SiteOf) -> None:
    """And it listens on the loopback address alone."""
    made = site("-- content/a.md --\n--- A\nWords.\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with Running(made.folder, port=port) as running:
            used = int(running.address.rpartition(":")[2])
            assert port < used <= port + 19
            assert f"port {port} is taken; using {used}\n" in running.said
            listening = Path("/proc/net/tcp")
            if listening.exists():
                assert f"0100007F:{used:04X} 00000000:0000 0A" in listening.read_text()


def test_ctrl_c_ends_it_without_noise(site: SiteOf) -> None:
    """With the status 0, also while a page listens."""
    made = site("-- content/a.md --\n--- A\nWords.\n")
    with Running(made.folder) as running:
        running.get("/a/")
        assert running.stop() == 0
        until(lambda: running.said[-1] == "stopped\n", "it did not say that it stopped")
    assert not [line for line in running.said if "Traceback" in line or "Error" in line]


# -- the link to the editor -----------------------------------------------------------------


def test_the_editor_may_be_chosen(site: SiteOf) -> None:
    """By an address with places in it; the change counts at once."""
    made = site("-- content/a.md --\n--- A\nWords.\n")
    with Running(made.folder) as running:
        config = (made.folder / "config.yaml").read_text()
        made.write(
            "config.yaml", config + "preview: {editor: 'txmt://open?url={path}&line={line}'}"
        )
        path = (made.folder / "content/a.md").as_posix()
        wanted = f"txmt://open?url={path}&line=1"
        until(lambda: running.state("/a/")["source"]["href"] == wanted, "the link stayed")


@pytest.mark.parametrize(
    "editor",
    [
        "javascript:alert('{path}')",
        "code {path}",
        "vscode://file/",
        "x://{path}:{row}",
        "data:,{path}",
    ],
)
def test_a_wrong_editor_is_told(site: SiteOf, editor: str) -> None:
    """It must open a program, at a file, by the places that there are."""
    built = site(
        f"""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        preview:
          editor: "{editor}"
        -- content/a.md --
        --- A
        Words.
        """
    ).build()
    assert built.faults() == ["config.yaml:4:11 wrong-value"]
    assert "vscode://file/{path}:{line}:{column}" in built.messages()


def test_the_path_has_one_slash_where_the_address_has_one(tmp_path: Path) -> None:
    """Programs differ in whether the address ends with the host or with the path's slash."""
    file = tmp_path / "ä b.md"
    file.write_text("x")
    path = tmp_path.as_posix() + "/%C3%A4%20b.md"
    assert editor_href("vscode://file/{path}:{line}", file, 3, 4) == f"vscode://file{path}:3"
    assert editor_href("subl://open?url=file://{path}", file, 3, 4).endswith(f"file://{path}")
    assert editor_href("x://file/{path}", tmp_path / "none.md", 1, 1) == ""
