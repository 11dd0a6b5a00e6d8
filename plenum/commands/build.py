"""`build` and `check`: the whole pipeline, with and without writing; sources mended on demand."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from plenum.commands.asked import output_folder, site_folder, today_of
from plenum.commands.printing import FAULTY, finish
from plenum.diagnostics import counted
from plenum.diagnostics.report import Report
from plenum.folders import template_folders
from plenum.stamp import Stamp

# What reads, links and renders is imported once there is something to do: it takes longer to
# import than it takes to see that nothing has changed.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from plenum.config import BuildOptions, Config
    from plenum.pipeline.report import SiteReport
    from plenum.pipeline.stages import Stages
    from plenum.write.sources import Change

_FIXES = ("links", "spelling")
"""What `--fix-links` and `--fix-spelling` rewrite."""


def run(arguments: Namespace) -> int:
    """Build the site into the output folder."""
    return _run(arguments, write=True)


def check(arguments: Namespace) -> int:
    """Do everything that `build` does but write; with `--fix-…`, mend the sources first."""
    return _run(arguments, write=False)


def _run(arguments: Namespace, *, write: bool) -> int:
    started = time.monotonic()
    site = site_folder(arguments)
    fixes = not write and any(getattr(arguments, f"fix_{what}") for what in _FIXES)
    anew = arguments.no_cache or arguments.profile or fixes
    stamp = None if anew else _stamp(arguments, site, writable=write)
    known = stamp.answer() if stamp else None
    if known is not None:
        known = replace(known, seconds=round(time.monotonic() - started, 3))
        return finish(known, arguments, site, _done(write=write))
    if not write:
        return _run_anew(arguments, site, None, write=False)

    from plenum.write.lock import alone

    with alone(output_folder(arguments.output, site), _say_waiting):
        return _run_anew(arguments, site, stamp, write=True)


def _done(*, write: bool) -> str:
    return "built" if write else "checked"


def _say_waiting() -> None:
    sys.stderr.write("another build of this output folder is under way; waiting for its end\n")
    sys.stderr.flush()


def _run_anew(arguments: Namespace, site: Path, stamp: Stamp | None, *, write: bool) -> int:
    """Do all that the run was asked; `stamp` keeps what a build has seen."""
    from plenum.commands.progress import ShownStages
    from plenum.commands.run import configuration, guarded, options_of, where_asked
    from plenum.pipeline.stages import Stages

    config = configuration(arguments)
    options = options_of(arguments, config)
    stages = ShownStages() if _is_watched() else Stages()
    refused = False

    with where_asked(arguments, config):
        try:
            report = guarded(lambda: _build(config, options, stamp, stages, write=write))
        finally:
            if isinstance(stages, ShownStages):
                stages.close()
        for what in _FIXES if not write else ():
            if getattr(arguments, f"fix_{what}"):
                changed, failed = _fix(what, report, arguments, site)
                refused = refused or failed
                if changed:
                    report = guarded(lambda: _build(config, options, None, Stages(), write=False))
    # `check` keeps nothing: it finds what the build has kept.
    if stamp and not report.failed(strict=options.strict):
        stamp.keep(report, report.token, report.replaced, report.digests)
    status = finish(report, arguments, site, _done(write=write))
    if arguments.profile:
        _print_profile(stages.seconds)
    return FAULTY if refused else status


def _build(
    config: "Config",
    options: "BuildOptions",
    stamp: Stamp | None,
    stages: "Stages",
    *,
    write: bool,
) -> "SiteReport":
    """Build, or check; after edits of articles' own texts these alone."""
    if stamp and stamp.edit:
        from plenum.pipeline.edits import rebuild

        edit = stamp.edit
        edited = rebuild(config, options, edit.touched, edit.last, edit.token)
        if edited is not None:
            return edited
    from plenum.pipeline.steps import build

    return build(config, options, write=write, stages=stages)


def _is_watched() -> bool:
    """Whether somebody looks at a terminal that can draw a line anew."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _print_profile(seconds: Mapping[str, float]) -> None:
    for name, taken in seconds.items():
        sys.stderr.write(f"{name:<9}{taken:9.3f} s\n")


def _stamp(arguments: Namespace, site: Path, *, writable: bool) -> Stamp:
    """Look at all that a run depends on: the sources, the program, what it was asked."""
    names = ("config.yaml", "content", "static")
    sources = [*(site / name for name in names), *template_folders(site)]
    asked = [
        str(today_of(arguments.today)),
        arguments.drafts,
        arguments.future,
        arguments.base_url,
    ]
    output = output_folder(arguments.output, site)
    return Stamp(site, sources, output, asked, writable=writable)


def _fix(what: str, report: Report, arguments: Namespace, site: Path) -> tuple[bool, bool]:
    """Rewrite the links, or the words, that the report says how to write, and print each.

    Return whether anything was, and whether a file could not be written.
    """
    from plenum.model.rule import HOUSE_RULE
    from plenum.write.sources import Change, fix_sources

    # `json` and `sarif` print one document on stdout.
    stream = sys.stderr if arguments.format in {"json", "sarif"} else sys.stdout
    if what == "links" and any(found.id == "url-collision" for found in report.diagnostics):
        stream.write("no link rewritten: two sources claim one address, so it means neither\n")
        return False, False
    changes: list[Change] = []
    refused = False
    links = {"link-to-alias", "wrong-case"}
    ids = links if what == "links" else {"house-spelling", HOUSE_RULE}
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


def _print_change(change: "Change", stream: TextIO) -> None:
    span, fix = change
    stream.write(f"{span.path}:{span.line}:{span.column} {fix.old} → {fix.new}\n")
