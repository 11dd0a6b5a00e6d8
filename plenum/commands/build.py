"""`build` and `check`: the whole pipeline, with and without writing; sources mended on demand."""

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
from plenum.model.rule import HOUSE_RULE
from plenum.pipeline import Report, build
from plenum.write.sources import Change, fix_sources

_FIXES = {
    "links": frozenset({"link-to-alias", "wrong-case"}),
    "spelling": frozenset({"house-spelling", HOUSE_RULE}),
}
"""What `--fix-links` and `--fix-spelling` rewrite: the places of these faults."""


def run(arguments: Namespace) -> int:
    """Build the site into the output folder."""
    return _run(arguments, write=True)


def check(arguments: Namespace) -> int:
    """Do everything that `build` does but write; with `--fix-…`, mend the sources first."""
    return _run(arguments, write=False)


def _run(arguments: Namespace, *, write: bool) -> int:
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    options = options_of(arguments, config)
    report = guarded(lambda: build(config, options, write=write))
    refused = False
    for what, ids in _FIXES.items() if not write else ():
        if getattr(arguments, f"fix_{what}"):
            changed, failed = _fix(what, ids, report, arguments, site)
            refused = refused or failed
            if changed:
                report = guarded(lambda: build(config, options, write=False))
    status = finish(report, arguments, site, "built" if write else "checked")
    return FAULTY if refused else status


def _fix(
    what: str, ids: frozenset[str], report: Report, arguments: Namespace, site: Path
) -> tuple[bool, bool]:
    """Rewrite what the report's faults of these ids say how to write, and print each.

    Return whether anything was, and whether a file could not be written.
    """
    # `json` and `sarif` print one document on stdout.
    stream = sys.stderr if arguments.format in {"json", "sarif"} else sys.stdout
    if what == "links" and any(found.id == "url-collision" for found in report.diagnostics):
        stream.write("no link rewritten: two sources claim one address, so it means neither\n")
        return False, False
    changes: list[Change] = []
    refused = False
    for made in fix_sources(site, (each for each in report.diagnostics if each.id in ids)):
        if isinstance(made, Change):
            _print_change(made, stream)
            changes.append(made)
        else:
            sys.stderr.write(f"build.py: {made.path} was not rewritten: {made.reason}\n")
            refused = True
    files = len({change.span.path for change in changes})
    noun = "link" if what == "links" else "word"
    stream.write(f"{counted(len(changes), noun)} rewritten in {counted(files, 'file')}\n")
    stream.flush()
    return bool(changes), refused


def _print_change(change: Change, stream: TextIO) -> None:
    span, fix = change
    stream.write(f"{span.path}:{span.line}:{span.column} {fix.old} → {fix.new}\n")
