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
    print_faults,
)
from plenum.commands.run import configuration, guarded
from plenum.config import CONFIG_NAME, BuildOptions, Config, load_config
from plenum.diagnostics import Severity, in_order
from plenum.diagnostics.report import Report
from plenum.folders import template_folders
from plenum.pipeline import build, patterns
from plenum.serve import GRAPH_PAGE, HOST, PATTERNS_PAGE, Preview, free_port, serve
from plenum.write.lock import alone

_SEARCHABLE = 200
"""How many articles an index is made of each time one of them is saved: about 2 seconds' work."""
_PREVIEW_FOLDER = ".plenum/preview"
"""Apart from `public/`: what is published never holds a draft."""


def _say_waiting() -> None:
    sys.stderr.write("another preview of this site is being built; waiting for its end\n")


def run(arguments: Namespace) -> int:
    """Build, serve, and build again at each change, until interrupted."""
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    try:
        port = free_port(arguments.port)
    except OSError as error:
        raise UsageError(f"--port: {error}") from None
    if arguments.port and port != arguments.port:
        sys.stderr.write(f"port {arguments.port} is taken; using {port}\n")
    preview = Preview(site / _PREVIEW_FOLDER)
    address = f"http://{HOST}:{port}"

    def rebuild() -> None:
        # The configuration is read again each time: it is one of the files that may change.
        current, faults = load_config(site)
        if current is None:
            result = Report(in_order(faults))
        else:
            # The day is asked anew: the preview may stay open over midnight.
            options = BuildOptions(
                preview.root,
                today_of(arguments.today),
                drafts=True,
                future=True,
                searchable=_SEARCHABLE,
            )
            here = current.at(address + current.base_path)
            with alone(preview.root, _say_waiting):
                result = guarded(lambda: build(here, options))
            preview.base_path = current.base_path
            preview.patterns = lambda: _patterns(here)
        print_faults(result.diagnostics, site, sys.stderr)
        sys.stderr.flush()
        took = f"{result.articles} articles in {result.seconds:.2f} s"
        sys.stdout.write(f"{took}, {count_faults(result)}\n")
        sys.stdout.flush()
        errors = tuple(d for d in result.diagnostics if d.severity is Severity.ERROR)
        text = io.StringIO()
        print_faults(errors, site, text)
        preview.faults = text.getvalue() if errors else ""

    def announce() -> None:
        home = f"{address}{preview.base_path}/"
        sys.stdout.write(f"{home} — press Ctrl+C to stop\n")
        sys.stdout.write(f"{home}{GRAPH_PAGE} draws the graph of links\n")
        sys.stdout.write(f"{home}{PATTERNS_PAGE} shows every component\n")
        sys.stdout.flush()

    rebuild()
    folders = [site / "content", site / "static", *template_folders(site)]
    watched = [*(folder for folder in folders if folder.is_dir()), site / CONFIG_NAME]
    serve(preview, watched, rebuild, port, announce)
    return FINE


def _patterns(config: Config) -> tuple[str, str]:
    """Return the page of components, and the faults of the templates as text."""
    html, faults = patterns(config)
    text = io.StringIO()
    print_faults(faults, config.site, text)
    return html, text.getvalue() if faults else ""
