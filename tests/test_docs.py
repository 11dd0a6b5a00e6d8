"""The documentation says what the code does: faults, commands, keys, fields, links, examples."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec import Struct

from plenum.config import BuildOptions, load_config
from plenum.model import page
from plenum.pipeline.steps import build
from plenum.read.front_matter import ARTICLE
from plenum.source.schema import Either, ListOf, Record, Shape
from tools.write_fault_docs import TARGET, fault_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), *(ROOT / f"{n}.md" for n in ("README", "CONTRIBUTING"))]
FIELD_CLASSES = [
    value
    for value in vars(page).values()
    if isinstance(value, type) and issubclass(value, Struct) and value is not Struct
]

_FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_ARTICLE_LINK = re.compile(r"(?:\[\[|\]\()([a-z0-9-]+)(?:\.md\)|\||\]\])")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def help_of(*command: str) -> str:
    """Return what the command line says of itself."""
    program = [sys.executable, str(ROOT / "build.py"), *command, "--help"]
    result = subprocess.run(program, capture_output=True, text=True, check=True)
    return result.stdout


def commands() -> list[str]:
    """Return the names of the commands."""
    found = re.findall(r"^    ([a-z]+(?: [a-z]+)?)(?:  |$)", help_of(), re.MULTILINE)
    assert "build" in found
    return found


def sections(text: str) -> dict[str, str]:
    """Return the text below each heading, by the heading's words."""
    pieces = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def first_cells(text: str) -> list[str]:
    """Return the code in the first cell of each row of the tables in `text`."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def keys_of(shape: Shape) -> Iterator[str]:
    """Yield every key that a shape knows, at every depth."""
    if isinstance(shape, Record):
        for name, key in shape.keys.items():
            yield name
            yield from keys_of(key.shape)
    elif isinstance(shape, ListOf):
        yield from keys_of(shape.item)
    elif isinstance(shape, Either):
        yield from keys_of(shape.keys)


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_table_of_faults_is_what_the_catalogue_says() -> None:
    """After a change of the catalogue: python tools/write_fault_docs.py."""
    assert TARGET.read_text(encoding="utf-8") == fault_page()


def test_every_command_and_option_is_documented_and_no_other() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    names = commands()
    options = {option for name in names for option in _OPTION.findall(help_of(*name.split()))}
    options |= set(_OPTION.findall(help_of()))

    assert [name for name in names if f"`{name}`" not in text] == []
    assert set(_OPTION.findall(text)) == options


@pytest.mark.parametrize("name", [cls.__name__ for cls in FIELD_CLASSES])
def test_every_field_that_a_template_sees_is_documented_and_no_other(name: str) -> None:
    text = sections((DOCS / "templates.md").read_text(encoding="utf-8")).get(name, "")
    assert tuple(first_cells(text)) == getattr(page, name).__struct_fields__


def test_every_front_matter_key_is_documented() -> None:
    text = (DOCS / "editors" / "front-matter.md").read_text(encoding="utf-8")
    assert [key for key in keys_of(ARTICLE) if f"`{key}`" not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = re.sub("`[^`]*`", "", _FENCE.sub("", path.read_text(encoding="utf-8")))
    dead = []
    for target in map(unquote, _LINK.findall(text)):
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        if ":" not in name and not (file.exists() and (not anchor or anchor in anchors(file))):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("path", [ROOT / "README.md", DOCS / "editors" / "writing-an-article.md"])
def test_the_article_that_is_shown_builds_in_the_hub(path: Path, tmp_path: Path) -> None:
    """The example is the fenced block that begins with front matter."""
    text = path.read_text(encoding="utf-8")
    example = re.search(r"^(`{3,})markdown\n(---\n.*?)^\1$", text, re.MULTILINE | re.DOTALL)
    assert example is not None
    # Only what the example names: an editor may have saved it as an article of the hub.
    shutil.copytree(ROOT / "content" / "_data", tmp_path / "content" / "_data")
    for name in _ARTICLE_LINK.findall(example[2]):
        shutil.copy(ROOT / "content" / f"{name}.md", tmp_path / "content")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    (tmp_path / "content" / "example-from-the-docs.md").write_text(example[2], encoding="utf-8")
    config, _ = load_config(tmp_path)
    assert config is not None

    report = build(config, BuildOptions(tmp_path / "public", dt.date(2026, 11, 21)), write=False)

    about = [d for d in report.diagnostics if d.span.path.endswith("example-from-the-docs.md")]
    assert about == []
