"""Folders of templates go in, the one style sheet and the fingerprinted assets come out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plenum.source import digest_of

_FINGERPRINT = 8
# Texts and addresses are matched so that what looks like a comment inside them is kept.
_COMMENT = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|url\([^"')]*\))|/\*.*?(?:\*/|\Z)""",
    re.DOTALL,
)


def load_style(folders: Iterable[Path]) -> str:
    """Return all `styles/*.css` in the order of their names, without comments and indentation.

    Of files with one name the first folder's is taken. The text is exactly what stands
    between `<style>` and `</style>`, and holds nothing that would end the element.
    """
    found = _files(folders, "styles")
    sheets = (found[name] for name in sorted(found) if "/" not in name and name.endswith(".css"))
    return "\n".join(sheet for sheet in map(_compact, sheets) if sheet)


def load_assets(folders: Iterable[Path]) -> dict[str, tuple[str, bytes]]:
    """Return the files of `assets/` by name, each with its fingerprinted path and its bytes."""
    found = _files(folders, "assets")
    assets = {}
    for name in sorted(found):
        data = found[name].read_bytes()
        assets[name] = (f"assets/{_fingerprinted(name, data)}", data)
    return assets


def _files(folders: Iterable[Path], subfolder: str) -> dict[str, Path]:
    """Return the files below a folder of the template folders; the first one wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for name, path in _files_below(folder / subfolder):
            found.setdefault(name, path)
    return found


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        # What editors and systems leave behind is no part of the site.
        hidden = any(part.startswith(".") for part in relative.parts)
        if path.is_file() and not hidden and not path.name.endswith("~"):
            yield relative.as_posix(), path


def _fingerprinted(name: str, data: bytes) -> str:
    folder, slash, file = name.rpartition("/")
    stem, dot, extension = file.rpartition(".")
    digest = digest_of(data)[:_FINGERPRINT]
    return folder + slash + (f"{stem}.{digest}.{extension}" if dot else f"{file}.{digest}")


def _compact(path: Path) -> str:
    # Read as text, all newlines are LF, as browsers see them when they compare the hash.
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    bare = _COMMENT.sub(lambda match: match["kept"] or "", source)
    lines = (line.strip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line).replace("</", r"<\/")
