"""`serve`: the site while it is being written, drafts and future articles included."""

import gc
import io
import sys
from argparse import Namespace
from pathlib import Path

from msgspec import Struct

from plenum.commands.asked import today_of
from plenum.commands.printing import (
    FINE,
    UsageError,
    count_faults,
    print_faults,
)
from plenum.commands.run import configuration, guarded
from plenum.config import CONFIG_NAME, BuildOptions, Config, load_config
from plenum.diagnostics import Diagnostic, Severity, in_order
from plenum.diagnostics.formats.lines import lines_in
from plenum.diagnostics.formats.page import tell
from plenum.folders import template_folders
from plenum.link.chrome import capital
from plenum.pipeline.edits import rebuild
from plenum.pipeline.look import style_of
from plenum.pipeline.panel import Built, panel
from plenum.pipeline.report import SiteReport, Source
from plenum.pipeline.steps import build, patterns, survey
from plenum.serve import (
    GRAPH_PAGE,
    HOST,
    PATTERNS_PAGE,
    Outcome,
    Preview,
    Restyling,
    Shown,
    listen,
    serve,
)
from plenum.stamp import has_links
from plenum.write.lock import alone

_SEARCHABLE = 200
"""How many articles an index is made of each time one of them is saved: about 2 seconds' work."""
_SOURCES = ("content", "static")
_PREVIEW_FOLDER = ".plenum/preview"
"""Apart from `public/`: what is published never holds a draft."""


def _say_waiting() -> None:
    sys.stderr.write("another preview of this site is being built; waiting for its end\n")


def run(arguments: Namespace) -> int:
    """Build, serve, and build again at each change, until interrupted."""
    # A preview runs for hours.
    gc.enable()
    config = configuration(arguments)
    site = config.site
    # Said now, if it is no day: afterwards only what is in files can be wrong.
    today_of(arguments.today)
    try:
        door = listen(arguments.port)
    except OSError as error:
        raise UsageError(f"--port: {error}") from None
    port = door.getsockname()[1]
    if arguments.port and port != arguments.port:
        sys.stderr.write(f"port {arguments.port} is taken; using {port}\n")
        sys.stderr.flush()
    session = _Session(config, arguments.today, f"http://{HOST}:{port}")
    folders = [site / "content", site / "static", site / "templates", *template_folders(site)]
    watched = [*dict.fromkeys(folders), site / CONFIG_NAME]
    serve(session.preview, watched, session.build, door, session.announce)
    sys.stdout.write("stopped\n")
    return FINE


class _Run(Struct, frozen=True):
    """A build of the preview: what it was asked, and what came of it."""

    config: Config
    options: BuildOptions
    report: SiteReport


class _Session:
    """One preview: builds the site as it is on disk, and prints what comes of it."""

    def __init__(self, config: Config, today: str | None, address: str) -> None:
        self._config = config
        self._today = today
        self._address = address
        self._printed: tuple[Diagnostic, ...] = ()
        self._result: _Run | None = None
        self._last: _Run | None = None
        self._touched: set[str] = set()
        self._may_edit = False
        self._style = ""
        self.preview = Preview(config.site / _PREVIEW_FOLDER, config.site)
        self.preview.panel = self._panel
        self.preview.restyling = self._restyling

    def build(self, changed: frozenset[str]) -> Outcome:
        """Build after changes, and return what the preview needs to know of it."""
        self._touched |= changed
        # Where nothing has changed, what the last build has left is to be made.
        result = guarded(lambda: self._build(whole=not changed))
        config, site = self._config, self._config.site
        errors = tuple(d for d in result.diagnostics if d.severity is Severity.ERROR)
        return Outcome(
            faults=tell(result.diagnostics, lines_in(site), site, config.editor),
            errors=result.errors,
            warnings=result.warnings,
            text=_as_text(errors, site),
            editor=config.editor,
            base_path=config.base_path,
            articles={url: _shown(source) for url, source in result.sources.items()},
            report=lambda: self._report(result),
            is_partial=result.is_partial,
        )

    def _restyling(self, changed: frozenset[str]) -> Restyling | None:
        """Return the pages' style sheet of the last good build and as changes of it make it.

        It stands in every page: what it will be is known long before they all are rendered. None
        where something else has changed, or where it has faults.
        """
        old = self._style
        if not changed or not old or any(Path(path).suffix != ".css" for path in changed):
            return None
        style, faults = style_of(self._config.site)
        return None if faults or style == old else Restyling(old, style)

    def _build(self, *, whole: bool) -> SiteReport:
        # The configuration is read again each time: it is one of the files that may change.
        config, faults = load_config(self._config.site)
        if config is None:
            return SiteReport(in_order(faults))
        self._config = config
        # The day is asked anew: the preview may stay open over midnight.
        options = BuildOptions(
            self.preview.root,
            today_of(self._today),
            drafts=True,
            future=True,
            searchable=_SEARCHABLE,
        )
        here = config.at(self._address + config.base_path)
        self.preview.patterns = lambda: _patterns(here)
        with alone(self.preview.root, _say_waiting):
            last, result = self._last, None
            if last and self._may_edit and not whole and last.options == options:
                paths = frozenset(self._relative(path) for path in self._touched)
                result = rebuild(
                    here, options, paths, last.report, last.report.token, search_waits=True
                )
            if result is None:
                style, _ = style_of(config.site)
                result = build(here, options)
                self._style = self._style if result.errors else style
                # Where one file may change with another, nobody tells of both.
                self._may_edit = not has_links([config.site / name for name in _SOURCES])
        self._result = _Run(here, options, result)
        if result.token and self._may_edit:
            # What could not be written is to be made again, with what changes until then.
            self._last = self._result
            self._touched.clear()
        return result

    def _relative(self, path: str) -> str:
        """Return a file's path relative to the site; as it is where it lies elsewhere."""
        site = self._config.site
        return Path(path).relative_to(site).as_posix() if Path(path).is_relative_to(site) else path

    def _panel(self, url: str) -> str | None:
        """Return what an editor is told of the article at an address below the site's root."""
        run = self._result
        if run is None:
            return None
        root = run.config.base_url
        rendered = [page.removeprefix(root) for page in run.report.changed]
        built = Built(run.report.diagnostics, self.preview.root, rendered)
        return panel(survey(run.config, run.options), url, run.config, run.options, built)

    def _report(self, result: SiteReport) -> None:
        # What has been printed already is not printed again at each save.
        if result.diagnostics != self._printed:
            print_faults(result.diagnostics, self._config.site, sys.stderr)
            sys.stderr.flush()
            self._printed = result.diagnostics
        took = f"{result.articles} articles in {result.seconds:.2f} s"
        sys.stdout.write(f"{took}, {count_faults(result)}\n")
        sys.stdout.flush()

    def announce(self) -> None:
        """Print where the preview is."""
        home = f"{self._address}{self._config.base_path}/"
        sys.stdout.write(f"{home} — press Ctrl+C to stop\n")
        sys.stdout.write(f"{self._address}/{GRAPH_PAGE} draws the graph of links\n")
        sys.stdout.write(f"{self._address}/{PATTERNS_PAGE} shows every component\n")
        sys.stdout.flush()


def _shown(source: Source) -> Shown:
    """Return an article as the preview shows it, marked with what keeps it from readers."""
    reason = source.unpublished.removeprefix("it is a ").removeprefix("it ")
    return Shown(source.path, capital(reason))


def _as_text(faults: tuple[Diagnostic, ...], site: Path) -> str:
    """Return faults as a terminal shows them; empty where there are none."""
    text = io.StringIO()
    print_faults(faults, site, text)
    return text.getvalue()


def _patterns(config: Config) -> tuple[str, str]:
    """Return the page of components, and the faults of the templates as text."""
    html, faults = patterns(config)
    return html, _as_text(faults, config.site)
