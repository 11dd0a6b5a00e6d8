"""A page and what all pages share go in, its files or its templates' faults come out.

This module is the only door to Jinja.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import TemplateSyntaxError
from markupsafe import Markup

from plenum.diagnostics import Diagnostic
from plenum.folders import hub_templates
from plenum.model.dates import Moment, day_of, iso, long_date
from plenum.model.output import Output, Phase
from plenum.model.page import ArticlePage, Chrome, HomePage, ListingPage, NotFoundPage, Page
from plenum.render.address import file_path
from plenum.render.compiled import CompiledTemplates
from plenum.render.headings import heading_links
from plenum.render.jsonld import json_ld
from plenum.render.patterns import apart, pattern_page
from plenum.render.style import csp_hash
from plenum.render.template_fault import OutsideSiteError, TemplateFolders, template_fault

_Source = tuple[str, str, Callable[[], bool]]


class Renderer:
    """Turns pages into files with one set of templates.

    Templates are read once: a renderer sees one state of them, and a new build makes a new
    renderer.
    """

    def __init__(self, template_folders: tuple[Path, ...], site: Path) -> None:
        """Take the folders in which templates are sought, the first one first."""
        self._folders = TemplateFolders(template_folders, site)
        self._environment = _environment(_Loader(self._folders))

    def render(
        self, page: Page, chrome: Chrome
    ) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
        """Return the files of a page; no files, but faults, where a template fails."""
        name = template_name(page)
        try:
            html = self._environment.get_template(name).render(page=page, chrome=chrome)
        except Exception as error:  # noqa: BLE001 - a template may raise anything
            return (), (template_fault(error, name, page, self._folders),)
        return _outputs(page, chrome, html), ()

    def patterns(self, chrome: Chrome) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return the page that shows every block; an empty text, and faults, where it fails."""
        page, name = pattern_page(), "patterns.html"
        try:
            return self._environment.get_template(name).render(page=page, chrome=chrome), ()
        except Exception as error:  # noqa: BLE001 - a template may raise anything
            return "", (template_fault(error, name, page, self._folders),)


class _Loader(FileSystemLoader):
    """Loads templates, and says as template faults what is wrong with their files."""

    def __init__(self, folders: TemplateFolders) -> None:
        super().__init__(folders.folders)
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> _Source:
        try:
            source, filename, is_current = super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except UnicodeDecodeError as error:
            raise TemplateSyntaxError("it is not UTF-8 text", 1, template) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise TemplateSyntaxError(f"it cannot be read: {reason}", 1, template) from error
        if self._folders.leads_outside(Path(filename)):
            raise OutsideSiteError(filename)
        return source, filename, is_current


def _environment(loader: BaseLoader) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(hub_templates()),
    )
    environment.filters.update(
        long_date=long_date,
        iso=iso,
        day=_day,
        heading_links=heading_links,
        apart=apart,
        csp_hash=csp_hash,
    )
    environment.globals["json_ld"] = _json_ld
    environment.globals["blocks"] = _Blocks(environment).render
    # The same input must give the same bytes.
    del environment.globals["lipsum"], environment.filters["random"]
    return environment


class _Blocks:
    """Renders what stands on many pages once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._rendered: dict[tuple[str, object], str] = {}

    def render(self, template: str, items: Iterable[object]) -> Markup:
        """Return what `template` makes of each `item`, the only thing that it sees, in order."""
        html = "".join([self._block(template, item) for item in items])
        return Markup(html)  # noqa: S704 (the template has escaped it)

    def _block(self, template: str, item: object) -> str:
        key = (template, item)
        if key not in self._rendered:
            self._rendered[key] = self._environment.get_template(template).render(item=item)
        return self._rendered[key]


def _json_ld(page: Page, chrome: Chrome) -> Markup:
    # Safe because `json_ld` escapes every character that could end the script element.
    return Markup(json_ld(page, chrome))  # noqa: S704


def _day(moment: Moment) -> str:
    return day_of(moment).isoformat()


def template_name(page: Page) -> str:
    """Return the name of the template that a page is made with."""
    if isinstance(page, ListingPage) and page.listing == "author":
        return "author.html"
    return f"{page.kind}.html"


def _outputs(page: Page, chrome: Chrome, html: str) -> tuple[Output, ...]:
    data = _bytes(html)
    if isinstance(page, NotFoundPage):
        return (Output("404.html", data, Phase.PAGE),)
    path = file_path(page.head.href, chrome)
    tables = tuple(_tables(page, chrome))
    if not isinstance(page, ArticlePage):
        return (Output(path, data, Phase.LISTING), *tables)
    twin = Output(file_path(page.twin_href, chrome), _bytes(page.twin), Phase.PAGE)
    return (Output(path, data, Phase.PAGE), twin, *tables)


def _tables(page: Page, chrome: Chrome) -> Iterator[Output]:
    """Yield the comparisons as files; the mark in front tells Excel that they are UTF-8."""
    for block in page.blocks if isinstance(page, ArticlePage | HomePage) else ():
        if block.comparison and block.comparison.csv_href:
            path = file_path(block.comparison.csv_href, chrome)
            data = block.comparison.csv.encode("utf-8-sig", "replace")
            yield Output(path, data, Phase.ASSET)


def _bytes(text: str) -> bytes:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Half a surrogate pair is no text: it cannot be written in UTF-8.
    return (text.rstrip() + "\n").encode("utf-8", "replace")
