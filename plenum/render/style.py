"""Folders of templates go in, the one style sheet and the fingerprinted assets come out."""

import base64
import hashlib
import re

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.digest import digest_of
from plenum.model.card import Colours
from plenum.render.template_fault import TemplateFolders

_FINGERPRINT = 8
# Texts and addresses are matched so that what looks like a comment inside them is kept.
_COMMENT = lazy_re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|url\([^"')]*\))|/\*.*?(?:\*/|\Z)""",
    re.DOTALL,
)

_SCRIPT_END = lazy_re.compile(r"<(?=/script)", re.IGNORECASE)
_COLOUR = lazy_re.compile(
    r"--(?P<name>paper|ink|muted|accent|second)\s*:\s*#(?P<digits>[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b"
)


def load_style(folders: TemplateFolders) -> tuple[str, list[Diagnostic]]:
    """Return all `styles/*.css` in the order of their names, without comments and indentation.

    Of files with one name the first folder's is taken. The text is exactly what stands
    between `<style>` and `</style>`, and holds nothing that would end the element.
    """
    found, faults = read_folder(folders, "styles", "*.css")
    sheets = (_compact(found[name]) for name in sorted(found))
    return "\n".join(sheet for sheet in sheets if sheet), faults


def load_scripts(folders: TemplateFolders) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return `scripts/*.js` by name, without comment lines and indentation.

    Each text is exactly what stands between `<script>` and `</script>`, and holds nothing that
    would end the element.
    """
    found, faults = read_folder(folders, "scripts", "*.js")
    scripts: dict[str, str] = {}
    for name in sorted(found):
        lines = [line for line in _lines(_decoded(found[name])) if not line.startswith("//")]
        scripts[name] = _SCRIPT_END.sub(r"<\\", "\n".join(lines))
    return scripts, faults


def csp_hash(text: str) -> str:
    """Return how a security policy names an inline style or script."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def load_assets(
    folders: TemplateFolders,
) -> tuple[dict[str, tuple[str, bytes]], list[Diagnostic]]:
    """Return the files of `assets/` by name, each with its fingerprinted path and its bytes."""
    found, faults = read_folder(folders, "assets", "**/*")
    assets = {
        name: (f"assets/{_fingerprinted(name, found[name])}", found[name]) for name in sorted(found)
    }
    return assets, faults


def read_folder(
    folders: TemplateFolders, subfolder: str, pattern: str
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Return the files of `subfolder` by name; of one name, the first folder's is taken."""
    found: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for folder in (folder / subfolder for folder in folders.folders):
        for path in folder.glob(pattern):
            relative = path.relative_to(folder)
            name = relative.as_posix()
            # What editors and systems leave behind is no part of the site.
            if name in found or name.endswith("~") or any(p[0] == "." for p in relative.parts):
                continue
            if folders.leads_outside(path):
                faults.append(folders.outside(path))
            elif path.is_file():
                try:
                    found[name] = path.read_bytes()
                except OSError as error:
                    reason = error.strerror or str(error)
                    place = Span(folders.shown(str(path)))
                    faults.append(fault("unreadable-file", place, reason=reason))
    return found, faults


def colours_in(style: str) -> Colours:
    """Return the colours that a style sheet gives for light screens; ours for those it does not.

    They are its first `--paper`, `--ink`, `--muted`, `--accent` and `--second`.
    """
    found: dict[str, str] = {}
    for match in _COLOUR.finditer(style):
        digits = match["digits"]
        full = digits if len(digits) == len("rrggbb") else "".join(d * 2 for d in digits)
        found.setdefault(match["name"], f"#{full.lower()}")
    return Colours(**found)


def _fingerprinted(name: str, data: bytes) -> str:
    folder, slash, file = name.rpartition("/")
    stem, dot, extension = file.rpartition(".")
    digest = digest_of(data)[:_FINGERPRINT]
    return folder + slash + (f"{stem}.{digest}.{extension}" if dot else f"{file}.{digest}")


def _compact(data: bytes) -> str:
    bare = _COMMENT.sub(lambda match: match["kept"] or "", _decoded(data))
    return "\n".join(_lines(bare)).replace("</", r"<\/")


def _decoded(data: bytes) -> str:
    # All newlines are LF, as browsers see them when they compare the hash.
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.split("\n")) if line]
