"""Compiled templates are kept beside the program's compiled modules, and nowhere else."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from plenum.render import compiled
from plenum.render.compiled import CompiledTemplates

Make = Callable[..., Environment]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return the folder of the program's templates, with one in a folder of its own."""
    folder = tmp_path / "hub"
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "note.html").write_text("Hello, {{ name }}", encoding="utf-8")
    return folder


@pytest.fixture
def made(hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes an environment as a new run would, of a site's folder before the hub's."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def make(site: str = "own") -> Environment:
        loader = FileSystemLoader([tmp_path / site, hub])
        return Environment(loader=loader, autoescape=True, bytecode_cache=CompiledTemplates(hub))

    return make


def kept(folder: Path) -> list[str]:
    """Return the names of all that is kept."""
    return [path.name for path in folder.joinpath("kept").rglob("*") if path.is_file()]


def rendered(environment: Environment) -> str:
    """Return what the template makes."""
    return environment.get_template("parts/note.html").render(name="<you>")


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be compiled any more."""
    monkeypatch.delattr(Environment, "compile")


def test_what_is_kept_is_not_compiled_again(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the next run, or in another process."""
    assert rendered(made()) == "Hello, &lt;you&gt;"
    assert kept(tmp_path) == [f"parts-note.html.{sys.implementation.cache_tag}.pyc"]
    forbid(monkeypatch)
    assert rendered(made()) == "Hello, &lt;you&gt;"


@pytest.mark.parametrize("damage", [b"", b"j2", None], ids=["empty", "foreign", "half"])
def test_what_is_damaged_is_compiled_again(
    made: Make, tmp_path: Path, damage: bytes | None
) -> None:
    """And kept again."""
    rendered(made())
    (file,) = (path for path in tmp_path.joinpath("kept").rglob("*.pyc"))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert rendered(made()) == "Hello, &lt;you&gt;"
    assert file.read_bytes() == whole


def test_another_text_or_program_is_compiled_anew(
    made: Make, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filters and settings are compiled in; the old code goes."""
    rendered(made())
    (hub / "parts" / "note.html").write_text("Bye, {{ name }}", encoding="utf-8")
    assert rendered(made()) == "Bye, &lt;you&gt;"
    monkeypatch.setattr(compiled, "program_digest", lambda: "another")
    assert len(kept(tmp_path)) == 1
    with monkeypatch.context() as context:
        forbid(context)
        with pytest.raises(AttributeError):
            rendered(made())
    assert rendered(made()) == "Bye, &lt;you&gt;"


def own(tmp_path: Path, text: str, site: str = "own") -> None:
    """Write the template that a site has in place of the hub's of that name."""
    (tmp_path / site / "parts").mkdir(parents=True, exist_ok=True)
    (tmp_path / site / "parts" / "note.html").write_text(text, encoding="utf-8")


def test_a_template_of_a_site_is_kept_beside_the_hubs(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is taken for the other, nor an old one for the new."""
    assert rendered(made()) == "Hello, &lt;you&gt;"
    own(tmp_path, "Own, {{ name }}")
    assert rendered(made()) == "Own, &lt;you&gt;"
    own(tmp_path, "New, {{ name }}")
    assert rendered(made()) == "New, &lt;you&gt;"
    assert len(kept(tmp_path)) == 2
    assert not list(tmp_path.joinpath("own").rglob("*.pyc"))
    forbid(monkeypatch)
    assert rendered(made()) == "New, &lt;you&gt;"


def test_of_templates_of_sites_the_last_ones_are_kept(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sites come and go; the hub's templates stay."""
    monkeypatch.setattr(compiled, "_MOST_OF_SITES", 2)
    rendered(made())
    for site in ("one", "two", "three"):
        own(tmp_path, site, site)
        rendered(made(site))
    assert len(kept(tmp_path)) == 3
    forbid(monkeypatch)
    assert rendered(made()) == "Hello, &lt;you&gt;"
    assert [rendered(made(site)) for site in ("two", "three")] == ["two", "three"]


def test_nothing_is_kept_where_python_keeps_nothing(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`PYTHONDONTWRITEBYTECODE` is for templates, too; so is a folder that cannot be made."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(made())
    assert kept(tmp_path) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    assert rendered(made()) == "Hello, &lt;you&gt;"
