"""What only the whole build can know is left to it: an edit of a text never leaves stale output."""

import json
from collections.abc import Callable

import pytest

from plenum import cli
from plenum.config import BuildOptions, load_config
from plenum.pipeline.edits import rebuild
from plenum.pipeline.steps import build
from tests.sites.harness import TODAY, Site, files_below
from tests.sites.pictures import gradient, saved
from tests.sites.running import modules_of_a_build

Make = Callable[[str], Site]

OFF = "description-length dead-end orphan too-far unused-entry one-system cover-too-small".split()
CONFIG = f"""\
title: Hub
base_url: https://hub.example
search: false
social_cards: false
faults:
{"".join(f"  {each}: off" + chr(10) for each in OFF)}"""
SITE = f"""\
-- config.yaml --
{CONFIG}
-- content/a.md --
--- About pipes
A duct is here.

It loses air.
-- content/b.md --
--- About rooms
The coil of [pipes](a.md).
"""


class Editor:
    """Edits a site and builds it; each build is compared with a clean one."""

    def __init__(self, made: Site, short: list[bool], capsys: pytest.CaptureFixture[str]) -> None:
        """Build the site for the first time."""
        self.made = made
        self._short = short
        self._capsys = capsys
        self.built()

    def run(self, *arguments: str) -> object:
        """Build; return the faults."""
        asked = ["--site", str(self.made.folder), "--today", TODAY.isoformat(), "--format", "json"]
        cli.main(["build", *asked, *arguments])
        return json.loads(self._capsys.readouterr().out)["diagnostics"]

    def built(self) -> bool:
        """Build; files and faults are those of a clean build. Return whether it was short."""
        self._short.clear()
        faults = self.run()
        was_short = any(self._short)
        clean = self.made.folder.parent / "clean"
        assert faults == self.run("--no-cache", "--output", str(clean))
        assert files_below(self.made.output) == files_below(clean)
        return was_short

    def edited(self, path: str, old: str, new: str) -> bool:
        """Edit a file and build; return whether the build was short."""
        self.made.replace(path, old, new)
        return self.built()


@pytest.fixture
def editor(
    site: Make, short: list[bool], capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Editor]:
    """Return what makes a site, and edits it."""
    return lambda text: Editor(site(text), short, capsys)


def test_an_edit_of_a_text_is_built_shortly(editor: Callable[[str], Editor]) -> None:
    """Else nothing is shown below; so it is after another such edit, and after its undoing."""
    at = editor(SITE)
    assert at.edited("content/a.md", "It loses", "So it loses")
    assert at.edited("content/a.md", "So it loses", "Then it loses")
    assert at.edited("content/a.md", "Then it loses", "It loses")


def test_only_what_the_text_needs_is_imported(site: Make) -> None:
    """Not what whole sites need, nor what an address in another text would."""
    hub = site(SITE)
    modules_of_a_build(hub.folder)
    hub.replace("content/a.md", "It loses", "So it loses")
    heavy = {"pymdownx", "importlib.metadata", "ssl", "PIL", "plenum.pipeline.steps"}
    assert heavy & modules_of_a_build(hub.folder) == set()
    hub.replace("content/a.md", "air.", "air: https://www.energystar.gov/")
    assert "pymdownx" in modules_of_a_build(hub.folder)


def test_old_anchors_stay(editor: Callable[[str], Editor]) -> None:
    """They are put into the text where the site is put together."""
    at = editor(f"""{SITE}-- content/c.md --
---
title: About roofs
description: What roofs bear.
aliases: [{{from: "#old", to: "#new"}}]
---
## New

It is not so.
""")
    at.edited("content/c.md", "not so", "so")
    assert '<span id="old">' in at.made.page("c/index.html")


def test_where_others_speak_of_an_orphan(editor: Callable[[str], Editor]) -> None:
    """The advice names the places in all texts; the same words in another order make one."""
    pages = "".join(f"-- content/p{n}.md --\n--- Page {n}\n[Q](q.md)\n" for n in range(9))
    pump = "---\ntitle: On pumps\ndescription: What they do.\nkeywords: [heat pump]\n---\nSo.\n"
    at = editor(
        f"{SITE.replace('  orphan: off', '  orphan: warning')}{pages}-- content/o.md --\n{pump}"
        "-- content/q.md --\n--- Q\nPump of the heat, it is.\n"
    )
    at.edited("content/q.md", "Pump of the heat, it is", "Of the heat pump, it is")


@pytest.mark.parametrize("name", ["my b.md", "it's.md", "Room.MD", "b:c.md"])
def test_the_line_of_a_contradiction(editor: Callable[[str], Editor], name: str) -> None:
    """It stands in the message at the other article, whatever this one is called."""
    words = "coil: {term: coil, short: It is hot.}\nduct: {term: duct, short: It has air.}\n"
    at = editor(f"""{SITE}-- content/_data/glossary.yaml --
{words}-- content/{name} --
--- One
All coils are ducts.
-- content/z.md --
--- Other
Not all coils are ducts.
""")
    at.edited(f"content/{name}", "All coils", "And so.\n\nAll coils")


def test_an_excuse_for_what_is_never_told(editor: Callable[[str], Editor]) -> None:
    """It excuses something all the same."""
    at = editor(f"""-- config.yaml --
{CONFIG}  two-owners: off
-- content/a.md --
---
title: A
description: About A.
question: What is it?  # plenum: ignore two-owners: both may
---
It is A.
-- content/b.md --
---
title: B
description: About B.
question: What is it?
---
It is B.
""")
    at.edited("content/a.md", "It is A.", "So it is A.")


def test_copies_that_a_page_does_not_name(editor: Callable[[str], Editor], site: Make) -> None:
    """In a `<picture>` of the editor's own no copies are offered, so none are made."""
    site(SITE).write("static/p.jpg", saved(gradient(), "JPEG"))
    at = editor(f'{SITE}-- content/c.md --\n--- C\n<img src="/p.jpg" alt="It">\n')
    at.edited(
        "content/c.md",
        '<img src="/p.jpg" alt="It">',
        '<picture><img src="/p.jpg" alt="It"></picture>',
    )


def test_notes_in_a_draft(editor: Callable[[str], Editor]) -> None:
    """They are not told, be it beside an edit or edited themselves."""
    at = editor(
        f"{SITE}-- content/c.md --\n---\ntitle: C\ndescription: D\ndraft: true\n---\nTODO\n"
    )
    assert at.edited("content/a.md", "It loses", "So it loses")
    at.edited("content/c.md", "TODO", "Words, TODO")
    assert at.run() == []


def test_damage_beside_an_edit_is_not_taken_for_what_was_written(site: Make) -> None:
    """The preview does not look at its whole folder; the next whole build mends it.

    The two pages are in one piece of the record.
    """
    beside = "bf"
    made = site(f"{SITE}-- content/{beside}.md --\n--- Beside it\nIt is.\n")
    config, _ = load_config(made.folder)
    assert config is not None
    options = BuildOptions(made.output, TODAY)
    report = build(config, options)
    page = made.output / beside / "index.html"
    right = page.read_bytes()
    page.write_bytes(b"damaged")
    made.replace("content/a.md", "It loses", "So it loses")
    assert rebuild(config, options, {"content/a.md"}, report, report.token)
    build(config, options)
    assert page.read_bytes() == right
