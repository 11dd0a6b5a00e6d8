"""Templates go in, what stands for each with all that it may use comes out."""

from collections.abc import Mapping
from pathlib import Path

from plenum import lazy_re
from plenum.cache import key_of
from plenum.render.template_fault import TemplateFolders

# A tag or a function that takes a template, and what stands behind it: a name, or anything else.
_TAKES = lazy_re.compile(
    r"(?:\{%[+-]?\s*(?:extends|include|import|from)\b|(?<![.\w\"'])blocks\b(?!/)\s*\(?)"
    r"\s*(?P<quoted>[\"'])?"
)
_QUOTED = lazy_re.compile(r"[\"']([^\"'\n]+)[\"']")


class TemplateUses:
    """What stands for the state of each template, and of those that it may use.

    A template may use every one that its text names in quotes, and all of them where it takes
    one whose name is not written out.
    """

    def __init__(self, folders: TemplateFolders) -> None:
        """Read the templates, those of the first folder before those of the others."""
        self._sources = _sources(folders)
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        """Return what changes with a template and with all that it may use."""
        if name not in self._keys:
            used = sorted(self._used(name))
            self._keys[name] = key_of([(each, self._sources[each]) for each in used])
        return self._keys[name]

    def _used(self, name: str) -> set[str]:
        used: set[str] = set()
        waiting = [name]
        while waiting:
            source = self._sources.get(each := waiting.pop())
            if source is None or each in used:
                continue
            used.add(each)
            if all(taken["quoted"] for taken in _TAKES.finditer(source)):
                waiting += _QUOTED.findall(source)
            else:
                waiting += self._sources
        return used


def _sources(folders: TemplateFolders) -> Mapping[str, str]:
    """Return the templates' texts by name; what is no text is told where it is rendered."""
    found: dict[str, str] = {}
    for folder in folders.folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name not in found and path.is_file():
                found[name] = _text(path)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "backslashreplace")
    except OSError as error:
        return repr(error)
