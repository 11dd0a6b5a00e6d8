"""The style sheet and the assets: what lies in the template folders becomes bytes to publish."""

from pathlib import Path

from plenum.render.style import load_assets, load_style
from plenum.render.template_fault import TemplateFolders


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files into a folder and return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def style(*folders: Path) -> str:
    """Return the style sheet of folders without a fault."""
    text, faults = load_style(TemplateFolders(folders, folders[0]))
    assert not faults
    return text


def assets_of(*folders: Path) -> dict[str, tuple[str, bytes]]:
    """Return the assets of folders without a fault."""
    assets, faults = load_assets(TemplateFolders(folders, folders[0]))
    assert not faults
    return assets


def test_style_is_sorted_and_overridden(tmp_path: Path) -> None:
    """Sheets stand in the order of their names; the first folder's sheet of a name is taken."""
    own = write(tmp_path / "own", {"styles/20.css": "own{}", "styles/30.css": "last{}"})
    hub = write(tmp_path / "hub", {"styles/20.css": "hub{}", "styles/10.css": "first{}"})
    assert style(own, hub) == "first{}\nown{}\nlast{}"


def test_style_is_compact(tmp_path: Path) -> None:
    """Comments, indentation and empty lines go; texts and addresses stay as they are."""
    text = (
        "/* don't\r\n */\r\na {\r\n  color: red; /* x */\r\n\r\n}\r\n"
        'b::after { content: "/* kept */"; background: url(data:x/*y) }\n/* open'
    )
    folder = write(tmp_path, {"styles/a.css": text, "styles/b.txt": "no"})
    assert style(folder) == (
        'a {\ncolor: red;\n}\nb::after { content: "/* kept */"; background: url(data:x/*y) }'
    )


def test_style_cannot_end_its_element(tmp_path: Path) -> None:
    """A sheet that holds an end tag does not end the style element."""
    folder = write(tmp_path, {"styles/a.css": 'a{content:"</style>"}'})
    assert style(folder) == r'a{content:"<\/style>"}'
    assert style(tmp_path / "none") == ""


def test_assets_are_fingerprinted(tmp_path: Path) -> None:
    """An asset's path changes with its bytes; what editors leave behind is no asset."""
    files = {"assets/a.min.js": "1", "assets/x/b.svg": "2", "assets/.DS_Store": "", "assets/c~": ""}
    own = write(tmp_path / "own", {"assets/a.min.js": "0"})
    hub = write(tmp_path / "hub", files)
    assets = assets_of(own, hub)
    assert list(assets) == ["a.min.js", "x/b.svg"]
    path, data = assets["a.min.js"]
    assert data == b"0"
    assert path != assets_of(hub)["a.min.js"][0]
    assert [len(part) for part in path.split(".")] == [len("assets/a"), 3, 8, 2]
    assert assets["x/b.svg"][0].startswith("assets/x/b.")
