"""`serve`: the site while it is being written, drafts and future articles included."""

import io
import sys
from argparse import Namespace

from plenum.commands.asked import site_folder, today_of
from plenum.commands.printing import (
    FINE,
    UsageError,
    count_faults,
    finish_misconfigured,
    lines_in,
    print_faults,
)
from plenum.commands.run import configuration, guarded
from plenum.config import CONFIG_NAME, BuildOptions, Config, load_config
from plenum.diagnostics import Severity, in_order
from plenum.folders import template_folders
from plenum.pipeline import SiteReport, build, patterns
from plenum.serve import (
    GRAPH_PAGE,
    HOST,
    PATTERNS_PAGE,
    Outcome,
    Preview,
    Shown,
    listen,
    serve,
    tell,
)

_SEARCHABLE = 200
"""How many articles an index is made of each time one of them is saved: about 2 seconds' work."""
_PREVIEW_FOLDER = ".plenum/preview"
"""Apart from `public/`: what is published never holds a draft."""


def run(arguments: Namespace) -> int:
    """Build, serve, and build again at each change, until interrupted."""
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    try:
        door = listen(arguments.port)
    except OSError as error:
        raise UsageError(f"--port: {error}") from None
    port = door.getsockname()[1]
    if arguments.port and port != arguments.port:
        sys.stderr.write(f"port {arguments.port} is taken; using {port}\n")
    preview = Preview(site / _PREVIEW_FOLDER, site)
    address = f"http://{HOST}:{port}"

    def built() -> tuple[Config | None, SiteReport]:
        # The configuration is read again each time: it is one of the files that may change.
        current, faults = load_config(site)
        if current is None:
            return None, SiteReport(in_order(faults))
        # The day is asked anew: the preview may stay open over midnight.
        options = BuildOptions(
            preview.root,
            today_of(arguments.today),
            drafts=True,
            future=True,
            searchable=_SEARCHABLE,
        )
        here = current.at(address + current.base_path)
        preview.patterns = lambda: _patterns(here)
        return current, build(here, options)

    def rebuild() -> Outcome:
        current: Config | None = None

        def work() -> SiteReport:
            nonlocal current
            current, result = built()
            return result

        result = guarded(work)
        print_faults(result.diagnostics, site, sys.stderr)
        sys.stderr.flush()
        took = f"{result.articles} articles in {result.seconds:.2f} s"
        sys.stdout.write(f"{took}, {count_faults(result)}\n")
        sys.stdout.flush()
        return _outcome(result, current, config)

    def announce() -> None:
        home = f"{address}{preview.outcome.base_path}/"
        sys.stdout.write(f"{home} — press Ctrl+C to stop\n")
        sys.stdout.write(f"{address}/{GRAPH_PAGE} draws the graph of links\n")
        sys.stdout.write(f"{address}/{PATTERNS_PAGE} shows every component\n")
        sys.stdout.flush()

    folders = [site / "content", site / "static", site / "templates", *template_folders(site)]
    serve(preview, [*dict.fromkeys(folders), site / CONFIG_NAME], rebuild, door, announce)
    sys.stdout.write("stopped\n")
    return FINE


def _outcome(result: SiteReport, current: Config | None, config: Config) -> Outcome:
    """Return what a build gave; `config` is that of the start, where there is no current one."""
    site = config.site
    editor = current.editor if current else config.editor
    errors = tuple(d for d in result.diagnostics if d.severity is Severity.ERROR)
    text = io.StringIO()
    print_faults(errors, site, text)
    return Outcome(
        tell(result.diagnostics, lines_in(site), site, editor),
        result.errors,
        result.warnings,
        text.getvalue() if errors else "",
        editor,
        (current or config).base_path,
        {url: Shown(each.path, _mark(each.unpublished)) for url, each in result.sources.items()},
    )


def _mark(unpublished: str) -> str:
    """Return what a page is marked with, by what keeps it from readers."""
    reason = unpublished.removeprefix("it is a ").removeprefix("it ")
    return reason[:1].upper() + reason[1:]


def _patterns(config: Config) -> tuple[str, str]:
    """Return the page of components, and the faults of the templates as text."""
    html, faults = patterns(config)
    text = io.StringIO()
    print_faults(faults, config.site, text)
    return html, text.getvalue() if faults else ""
