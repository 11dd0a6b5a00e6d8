"""A site's folders go in, the lists of files by their use come out."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.site import PublishedFile

_ARTICLE_ENDINGS = (".md", ".markdown")
_NEARLY_ARTICLES = (".mdx", ".mdown", ".mkd", ".mkdn")
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages")
_AS_DOWNLOAD = "move it to static/ if readers are to download it"
_FIRST_LINE = 64
"""How many bytes of a text tell whether it begins with a line of three hyphens."""
_LEAVINGS = (
    "~", ".tmp", ".temp", ".bak", ".swp", ".swo", ".orig", ".rej", ".part", ".crdownload",
)  # fmt: skip
_SOURCES = (".yaml", ".yml", ".toml", ".rst", ".adoc", ".ipynb", ".py", ".psd", ".ai", ".xcf")
_DATA_FOLDER = "_data"
_DATA_FILE = lazy_re.compile(
    r"_data/((authors|facts|glossary|paths|series)(\.yaml|/.*\.ya?ml)"
    r"|(gone|rules|search-tests)\.yaml|urls\.lock)",
    re.DOTALL,
)


class Found(Struct, frozen=True):
    """What a site holds: paths below `content/`, and files to publish."""

    articles: tuple[str, ...]
    data: tuple[str, ...]
    files: tuple[PublishedFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def discover(site: Path) -> Found:
    """List the files of `content/` and `static/`, in one order on every machine."""
    articles: list[str] = []
    data: list[str] = []
    files: list[PublishedFile] = []
    faults: list[Diagnostic] = []
    for path in _walk(site, "content", faults, keep_data=True):
        inner = path.removeprefix("content/")
        name = inner.rpartition("/")[2]
        if inner.startswith(f"{_DATA_FOLDER}/"):
            if _DATA_FILE.fullmatch(inner):
                data.append(inner)
            elif not _is_leaving(name):
                faults.append(fault("unread-data", Span(path), name=name))
        elif name.lower().endswith(_ARTICLE_ENDINGS):
            articles.append(inner)
        elif _is_leaving(name):
            continue
        elif problem := _no_article(site, path):
            faults.append(problem)
        elif not name.lower().endswith(_SOURCES):
            files.append(PublishedFile(path, f"/{inner}"))
    static = _walk(site, "static", faults, keep_data=False)
    files += [
        PublishedFile(path, path.removeprefix("static")) for path in static if not _is_leaving(path)
    ]
    return Found(tuple(articles), tuple(data), tuple(files), tuple(faults))


def _no_article(site: Path, path: str) -> Diagnostic | None:
    """Return the fault of a file that was to be an article, by its name or by what is in it."""
    name = path.rpartition("/")[2]
    lower = name.lower()
    if lower.endswith(_NEARLY_ARTICLES) or lower.strip().endswith(_ARTICLE_ENDINGS):
        advice = "rename it so that it ends in .md, or move it out of content/"
    elif lower.endswith(_DOCUMENTS):
        advice = f"put its text into a file that ends in .md, and {_AS_DOWNLOAD}"
    elif lower.endswith(".txt") and _is_article(site / path, lower):
        right = re.sub(r"(\.md|\.markdown)?\.txt$", ".md", name, flags=re.IGNORECASE)
        advice = f"rename it '{right}' (Windows may hide the .txt), or {_AS_DOWNLOAD}"
    else:
        return None
    return fault("not-an-article", Span(path), name=name, advice=advice)


def _is_article(path: Path, name: str) -> bool:
    """Whether a text file is named like an article, or begins with front matter."""
    if name.removesuffix(".txt").endswith(_ARTICLE_ENDINGS):
        return True
    try:
        with path.open("rb") as file:
            begin = file.read(_FIRST_LINE)
    except OSError:
        return False
    return re.match(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n", begin) is not None


def _walk(site: Path, top: str, faults: list[Diagnostic], *, keep_data: bool) -> Iterator[str]:
    """Yield the files below `top`, sorted, following links only inside the site."""
    problem = _problem(site, top)
    if problem is not None:
        faults.append(problem)
        return
    # With each folder come the real paths above it: a link back to one of them has no end.
    pending: list[tuple[str, frozenset[str]]] = [(top, frozenset())]
    found: list[str] = []
    while pending:
        folder, above = pending.pop()
        real = os.path.realpath(site / folder)
        if real in above:
            faults.append(_unreadable(folder, "it is a link that leads in a circle"))
            continue
        for entry in _entries(site, folder, faults):
            path = f"{folder}/{entry.name}"
            if _hidden(entry.name, top, folder, keep_data=keep_data):
                continue
            problem = _problem(site, path)
            if problem is not None:
                faults.append(problem)
            elif entry.is_dir():
                pending.append((path, above | {real}))
            elif entry.is_file():
                found.append(path)
    yield from sorted(found)


def _problem(site: Path, path: str) -> Diagnostic | None:
    """Return why a file or folder cannot be used; None where it can."""
    if not _is_text(path):
        return _unreadable(_printable(path), "its name is not UTF-8")
    if "\\" in path:
        return _unreadable(path, "its name holds a backslash, which parts folders on Windows")
    if not os.path.islink(site / path):  # noqa: PTH114 (Path.is_symlink may raise)
        return None
    # Unlike Path.resolve, this ends on links that lead in a circle.
    target = Path(os.path.realpath(site / path))
    if not target.is_relative_to(site.resolve()):
        return fault("link-outside-site", Span(path))
    if not os.path.exists(target):  # noqa: PTH110 (Path.exists may raise)
        return _unreadable(path, "it is a link to nothing")
    return None


def _unreadable(path: str, reason: str) -> Diagnostic:
    return fault("unreadable-file", Span(path), reason=reason)


def _entries(site: Path, folder: str, faults: list[Diagnostic]) -> list[os.DirEntry[str]]:
    """List a folder; one that does not exist is empty, one that cannot be read a fault."""
    try:
        with os.scandir(site / folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        faults.append(_unreadable(folder, error.strerror or str(error)))
        return []


def _hidden(name: str, top: str, folder: str, *, keep_data: bool) -> bool:
    """Whether a name is neither page nor file: it begins with `_` or `.`."""
    if top == "static":
        # `.nojekyll` and `.well-known` are meant for the host and stand at the root.
        ours = name == ".DS_Store" or name.startswith((".git", ".plenum")) or not name.strip(".")
        return name.startswith(".") and (folder != top or ours)
    if name.startswith("."):
        return True
    if not name.startswith("_"):
        return False
    if keep_data and folder == top and name == _DATA_FOLDER:
        return False
    stem = name.rpartition(".")[0].lower()
    return not (stem == "_index" and name.lower().endswith(_ARTICLE_ENDINGS))


def _is_leaving(name: str) -> bool:
    lower = name.lower()
    base = lower.rpartition("/")[2]
    return (
        lower.endswith(_LEAVINGS)
        or base in {"thumbs.db", "desktop.ini"}
        or base.startswith("~$")
        or (base.startswith("#") and base.endswith("#"))
    )


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8")
