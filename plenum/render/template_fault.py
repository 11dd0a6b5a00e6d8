"""What a template raised goes in, a fault at the template's line comes out."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateNotFound, TemplatesNotFound, UndefinedError
from jinja2.exceptions import TemplateSyntaxError

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.page import Page
from plenum.render.patterns import PatternPage

_NO_FIELD = lazy_re.compile(
    r"'(?:[\w.]+\.)?(?P<owner>\w+)(?: object'|' object) has no attribute '(?P<field>\w+)'"
)


class OutsideSiteError(Exception):
    """A template's file is a symbolic link that leads out of the site."""


class TemplateFolders:
    """Where templates lie, and what their files are called for an editor."""

    def __init__(self, folders: Iterable[Path], site: Path) -> None:
        """Take the folders in their order and the site's folder."""
        self.folders = tuple(folder.absolute() for folder in folders)
        self._site = site.absolute()
        # A folder elsewhere is the hub's own; one in the site must really be there.
        hub = (folder for folder in self.folders if not folder.is_relative_to(self._site))
        self._allowed = tuple(path.resolve() for path in (self._site, *hub))

    def leads_outside(self, file: Path) -> bool:
        """Whether the file is a link out of the site and out of the hub's folder."""
        real = Path(os.path.realpath(file))
        return not any(real.is_relative_to(folder) for folder in self._allowed)

    def outside(self, file: Path) -> Diagnostic:
        """Return the fault of a file that `leads_outside`, at the link that does."""
        within = [p for p in file.parents if p.is_relative_to(self._site) or self.holds(str(p))]
        link = next((p for p in reversed(within) if self.leads_outside(p)), file)
        return fault("link-outside-site", Span(self.shown(str(link))))

    def holds(self, file: str) -> bool:
        """Whether a file is one of the templates."""
        return any(Path(file).is_relative_to(folder) for folder in self.folders)

    def shown(self, file: str) -> str:
        """Return the file's path relative to the site, or `templates/NAME` outside of it."""
        path = Path(file)
        if path.is_relative_to(self._site):
            return path.relative_to(self._site).as_posix()
        return next(
            f"templates/{path.relative_to(folder).as_posix()}"
            for folder in self.folders
            if path.is_relative_to(folder)
        )

    def named(self, name: str) -> str:
        """Return the path that `shown` gives for the template `name`, which may not exist."""
        found = (str(folder / name) for folder in self.folders if (folder / name).is_file())
        file = next(found, None)
        return f"templates/{name}" if file is None else self.shown(file)


def template_fault(
    error: Exception, template: str, page: Page | PatternPage, folders: TemplateFolders
) -> Diagnostic:
    """Return the fault of rendering `page` with `template`."""
    address = page.head.href
    span = _place(error, template, folders)
    if isinstance(error, OutsideSiteError):
        return folders.outside(Path(str(error)))
    if isinstance(error, TemplatesNotFound):
        names = " or ".join(str(name) for name in error.templates)
        return fault("missing-template", span, name=names, page=address)
    if isinstance(error, TemplateNotFound):
        return fault("missing-template", span, name=error.name, page=address)
    return fault("template-error", span, problem=_problem(error), page=address)


def _place(error: Exception, template: str, folders: TemplateFolders) -> Span:
    if isinstance(error, TemplateSyntaxError):
        name = error.name or template
        known = error.filename and folders.holds(error.filename)
        path = folders.shown(str(error.filename)) if known else folders.named(name)
        return _line(path, error.lineno)
    frames = list(_frames(error.__traceback__, folders))
    if not frames:
        return _line(folders.named(template), 1)
    # An endless recursion ends at no line in particular; it begins at the first one.
    file, line = frames[0] if isinstance(error, RecursionError) else frames[-1]
    return _line(folders.shown(file), line)


def _line(path: str, line: int) -> Span:
    return Span(path, line, 1, line, 1)


def _frames(traceback: TracebackType | None, folders: TemplateFolders) -> Iterator[tuple[str, int]]:
    """Yield file and line of every step inside a template, the outermost first."""
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if folders.holds(file):
            yield file, traceback.tb_lineno
        traceback = traceback.tb_next


def _problem(error: Exception) -> str:
    """Say in plain words what is wrong."""
    if isinstance(error, RecursionError):
        return "the templates call or include each other without end"
    if isinstance(error, TemplateSyntaxError):
        return _clause(error.message or "this is no Jinja template")
    text = _NO_FIELD.sub(_no_field, str(error))
    if isinstance(error, UndefinedError):
        return _clause(text)
    return f"this fails with {type(error).__name__}" + (f": {_clause(text)}" if text else "")


def _no_field(match: re.Match[str]) -> str:
    owner = "an empty value" if match["owner"] == "NoneType" else match["owner"]
    return f"{owner} has no field '{match['field']}'"


def _clause(text: str) -> str:
    """Return a sentence as a part of another one."""
    first, _, rest = text.strip().rstrip(".").partition(" ")
    if first.istitle():
        first = first.lower()
    return " ".join(f"{first} {rest}".split())
