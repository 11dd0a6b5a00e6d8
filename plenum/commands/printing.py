"""What a run prints: the faults in the chosen format, the figures at its end."""

import io
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

import plenum
from plenum.diagnostics import Diagnostic, counted
from plenum.diagnostics.formats.github import format_github
from plenum.diagnostics.formats.json import format_json
from plenum.diagnostics.formats.lines import lines_in
from plenum.diagnostics.formats.text import format_text
from plenum.diagnostics.report import Report

FINE, FAULTY, MISUSED = 0, 1, 2
"""Exit statuses (contract section 2)."""


class UsageError(Exception):
    """The command was called wrongly; the text says how."""


class NotFoundError(Exception):
    """The site has nothing that was asked for; the text says what there may be instead."""


class NotWrittenError(Exception):
    """A source cannot be written as it was asked; the text says why."""


class MisconfiguredError(Exception):
    """The site's configuration cannot be used; `report` has its faults."""

    def __init__(self, report: Report, site: Path) -> None:
        """Take what is wrong with the configuration of the site in a folder."""
        super().__init__()
        self.report = report
        self.site = site


def described(error: BaseException) -> str:
    """Say of an error what it is and where in the program it arose, in one line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
    return f"{type(error).__name__}: {error}".rstrip(": ") + place


def finish(report: Report, arguments: Namespace, site: Path, done: str) -> int:
    """Print the report in the chosen format and return the exit status."""
    chosen = arguments.format
    if chosen == "json":
        sys.stdout.write(format_json(report.diagnostics, summary_of(report)))
    elif chosen == "sarif":
        from plenum.diagnostics.formats.sarif import format_sarif  # noqa: PLC0415 (rarely asked for)

        sys.stdout.write(format_sarif(report.diagnostics, plenum.__version__, lines_in(site)))
    elif chosen == "github":
        sys.stdout.write(format_github(report.diagnostics))
        sys.stderr.write(_summary_line(report, done, arguments))
    else:
        print_faults(report.diagnostics, site, sys.stderr)
        sys.stderr.flush()
        # What `schema` prints is a file for a program: no summary may stand in it.
        stream = sys.stderr if arguments.command == "schema" else sys.stdout
        stream.write(_summary_line(report, done, arguments))
    return FAULTY if report.failed(strict=arguments.strict) else FINE


def finish_misconfigured(error: MisconfiguredError, arguments: Namespace) -> int:
    """Print the faults of a configuration that cannot be used.

    Not every command has a choice of format, or of strictness.
    """
    chosen = Namespace(**{"format": "text", "strict": False, **vars(arguments)})
    finish(error.report, chosen, error.site, "nothing built")
    return MISUSED


def summary_of(report: Report) -> dict[str, object]:
    """Return the run's figures by the contract's names."""
    return {
        "articles": report.articles,
        "rendered": report.rendered,
        "written": report.written,
        "removed": report.removed,
        "errors": report.errors,
        "warnings": report.warnings,
        "seconds": report.seconds,
    }


def print_faults(diagnostics: tuple[Diagnostic, ...], site: Path, stream: TextIO) -> None:
    """Print faults for people, with the lines that they are about."""
    stream.write(format_text(diagnostics, lines_in(site), colour=_colour(stream)))


def _colour(stream: TextIO) -> bool:
    """Whether to print in colour: on a terminal, unless the user says otherwise.

    `NO_COLOR` (no-color.org) comes first, then what asks for colour everywhere, as in a log
    that is shown with colours: `FORCE_COLOR` or `CLICOLOR_FORCE`.
    """
    # A text that is kept is shown elsewhere, such as in the preview's pages.
    if os.environ.get("NO_COLOR") or isinstance(stream, io.StringIO):
        return False
    if any(
        os.environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    plain = os.environ.get("TERM") == "dumb" or os.environ.get("CLICOLOR") == "0"
    return stream.isatty() and not plain


def _summary_line(report: Report, done: str, arguments: Namespace) -> str:
    figures = [counted(report.articles, "article")]
    if report.rendered:
        figures.append(f"{report.rendered} rendered")
    figures += [f"{report.written} written", f"{report.removed} removed"]
    if report.errors or report.warnings:
        figures.append(count_faults(report))
    state = "nothing written" if report.failed(strict=arguments.strict) else done
    return f"{state}: {', '.join(figures)} in {report.seconds:.2f} s{_left_out(report)}\n"


def count_faults(report: Report) -> str:
    """Say how many faults of each kind there are."""
    return f"{counted(report.errors, 'error')}, {counted(report.warnings, 'warning')}"


def _left_out(report: Report) -> str:
    """Say which articles are missing on purpose, for an editor who misses one."""
    counts = report.left_out
    if not counts:
        return ""
    kinds = [counted(counts["draft"], "draft")] if counts.get("draft") else []
    kinds += [f"{counts[kind]} {kind}" for kind in ("in the future", "expired") if counts.get(kind)]
    return f"; {sum(counts.values())} left out: {', '.join(kinds)}"
