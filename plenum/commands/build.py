"""`build` and `check`: the whole pipeline, with and without writing; links in sources mended."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from plenum.commands.run import (
    FAULTY,
    configuration,
    counted,
    finish,
    finish_misconfigured,
    guarded,
    options_of,
    site_folder,
)
from plenum.pipeline import Report, build
from plenum.write.sources import Change, fix_sources


def run(arguments: Namespace) -> int:
    """Build the site into the output folder."""
    return _run(arguments, write=True)


def check(arguments: Namespace) -> int:
    """Do everything that `build` does but write; with `--fix-links`, mend links first."""
    return _run(arguments, write=False)


def _run(arguments: Namespace, *, write: bool) -> int:
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    options = options_of(arguments, config)
    report = guarded(lambda: build(config, options, write=write))
    refused = False
    if not write and arguments.fix_links:
        changed, refused = _fix_links(report, arguments, site)
        if changed:
            report = guarded(lambda: build(config, options, write=False))
    status = finish(report, arguments, site, "built" if write else "checked")
    return FAULTY if refused else status


def _fix_links(report: Report, arguments: Namespace, site: Path) -> tuple[bool, bool]:
    """Rewrite the links that the report says how to write, and print each.

    Return whether any was, and whether a file could not be written.
    """
    # `json` and `sarif` print one document on stdout.
    stream = sys.stderr if arguments.format in {"json", "sarif"} else sys.stdout
    if any(found.id == "url-collision" for found in report.diagnostics):
        stream.write("no link rewritten: two sources claim one address, so it means neither\n")
        return False, False
    changes: list[Change] = []
    refused = False
    for made in fix_sources(site, report.diagnostics):
        if isinstance(made, Change):
            _print_change(made, stream)
            changes.append(made)
        else:
            sys.stderr.write(f"build.py: {made.path} was not rewritten: {made.reason}\n")
            refused = True
    files = len({change.span.path for change in changes})
    stream.write(f"{counted(len(changes), 'link')} rewritten in {counted(files, 'file')}\n")
    stream.flush()
    return bool(changes), refused


def _print_change(change: Change, stream: TextIO) -> None:
    span, fix = change
    stream.write(f"{span.path}:{span.line}:{span.column} {fix.old} → {fix.new}\n")
