"""A file changes while the site is built, and what was read of it is not kept any more."""

import shutil
from collections.abc import Callable

import pytest

import plenum.pipeline.joining
import plenum.pipeline.pages
from tests.sites.harness import Site, files_below

Make = Callable[[str], Site]
Meanwhile = Callable[[Callable[[], object]], None]

SITE = """\
-- content/index.md --
--- Home
All about [pipes](a.md).
-- content/a.md --
--- About pipes
They lead to [rooms](b.md) and [roofs](c.md).
-- content/b.md --
--- About rooms
They have [pipes](a.md).
-- content/c.md --
--- About roofs
They bear [pipes](a.md).
"""
DRAFT = """\
---
title: About pipes
description: What pipes do.
draft: true
---
A secret of [roofs](c.md) and [rooms](b.md).
"""
EDITS = {
    "a link more": "--- About pipes\n[Roofs](c.md), [rooms](b.md) and [what is not](gone.md).\n",
    "a link less": "--- About pipes\n[Roofs](c.md).\n",
    "other links": "--- About pipes\n[Roofs](c.md), then [rooms](b.md).\n",
    "an answer more": (
        "---\ntitle: About pipes\ndescription: What pipes do.\n"
        "faq: [{question: What now?, answer: '[Roofs](c.md)'}]\n---\n[Rooms](b.md).\n"
    ),
    "a draft": DRAFT,
    "no front matter any more": "---\ntitle: [About\n---\nIt is [torn](b.md).\n",
    "nothing": None,
}


@pytest.fixture(params=["joined", "rendered"])
def meanwhile(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Return what lets something happen once, when all is read, or when all is decided."""
    module, name = {
        "joined": (plenum.pipeline.joining, "assemble"),
        "rendered": (plenum.pipeline.pages, "ordered_map"),
    }[request.param]
    usual = getattr(module, name)

    def let(happen: Callable[[], object]) -> None:
        waiting = [happen]

        def changed(*arguments: object, **options: object) -> object:
            if waiting:
                waiting.pop()()
            return usual(*arguments, **options)

        monkeypatch.setattr(module, name, changed)

    return let


@pytest.mark.parametrize("path", ["content/a.md", "content/index.md"])
@pytest.mark.parametrize("text", EDITS.values(), ids=EDITS)
def test_what_is_published_is_of_one_state(
    site: Make, meanwhile: Meanwhile, path: str, text: str | None
) -> None:
    """Nothing is torn between two: it is the site from before the change, or that after it."""
    made = site(SITE)
    before = made.build(cache=False).messages(), made.snapshot()
    shutil.rmtree(made.output)

    def change() -> None:
        made.remove(path) if text is None else made.write(path, text)
        shutil.rmtree(made.folder / ".plenum/cache/articles")

    meanwhile(change)
    told = made.build(cache=True).messages()
    got = told, files_below(made.output)
    shutil.rmtree(made.output, ignore_errors=True)
    after = made.build(cache=False).messages(), files_below(made.output)
    assert before != after
    assert got in (before, after)
    made.build(cache=True)
    assert (made.messages(), files_below(made.output)) == after
