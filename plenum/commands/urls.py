"""`urls`: the site's addresses against its ledger go in, what changed comes out, or is recorded."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from plenum.check.ledger import Changes, Vanished
from plenum.commands.asked import to_run, today_of
from plenum.commands.printing import FAULTY, FINE, print_faults
from plenum.commands.run import configuration, guarded
from plenum.config import BuildOptions
from plenum.diagnostics import Diagnostic, Severity, counted
from plenum.diagnostics.formats.json import format_json
from plenum.model.ledger import LOCK_PATH, ledger_text
from plenum.pipeline.steps import build
from plenum.pool import default_jobs

_VANISHED = frozenset({"vanished-address", "vanished-anchor"})
"""What this command is there to show, however grave the configuration thinks it is."""
_MENDED = frozenset({"wrong-ledger-line"})
"""What writing the ledger anew puts in order."""


def run(arguments: Namespace) -> int:
    """Compare the site with its ledger; with `--accept`, record what it publishes now."""
    config = configuration(arguments)
    site = config.site
    # Never drafts and future articles: they were not published yet.
    options = BuildOptions(site / "public", today_of(arguments.today), jobs=default_jobs())
    report = guarded(lambda: build(config, options, write=False))
    changes = report.changes
    pardoned = _VANISHED | _MENDED if arguments.accept else _VANISHED
    errors = tuple(
        found
        for found in report.diagnostics
        if found.severity is Severity.ERROR and found.id not in pardoned
    )
    if errors or changes is None:
        return _refuse(errors, arguments, site)
    # The configuration may have turned the warning off.
    vanishing = any(d.id in _VANISHED for d in report.diagnostics)
    if arguments.accept and (problem := _record(site, changes)):
        sys.stderr.write(f"build.py: {LOCK_PATH} cannot be written: {problem}\n")
        return FAULTY
    if arguments.format == "json":
        sys.stdout.write(_document(changes, accepted=arguments.accept))
    else:
        lines = _lines(changes, arguments)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return FAULTY if vanishing and not arguments.accept else FINE


def _refuse(errors: tuple[Diagnostic, ...], arguments: Namespace, site: Path) -> int:
    """Say what keeps the site from being published, and so its addresses from being known."""
    if arguments.format == "json":
        sys.stdout.write(format_json(errors, {"accepted": False, "errors": len(errors)}))
        return FAULTY
    print_faults(errors, site, sys.stderr)
    sys.stderr.flush()
    sys.stdout.write(f"nothing recorded: {counted(len(errors), 'error')}\n")
    return FAULTY


def _record(site: Path, changes: Changes) -> str:
    """Write the ledger, unless it says the same already; return what prevented it, if anything.

    A new file takes the old one's place: nothing is written through a link.
    """
    lock = site / LOCK_PATH
    text = ledger_text(changes.places)
    temporary = lock.with_name(f".{lock.name}.plenum-tmp")
    try:
        # Universal newlines: a checkout with other line ends says the same.
        if lock.exists() and lock.read_text("utf-8").removeprefix("\ufeff") == text:
            return ""
        lock.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(lock)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        return error.strerror or str(error)
    return ""


def _lines(changes: Changes, arguments: Namespace) -> Iterator[str]:
    yield from (f"+ {each}" for each in changes.new)
    yield from (f"> {old} → {new}" for old, new in changes.moved)
    for lost in changes.vanished:
        yield f"- {lost.place}{_taken_along(lost)}"
        yield f"    {_why(lost)}"
    yield from (f"x {each}" for each in changes.gone)
    yield from (f"! {each}" for each in changes.unread)
    counts = (
        (len(changes.new), "new"),
        (len(changes.moved), "moved"),
        (len(changes.gone), "gone"),
        (len(changes.vanished), "vanished" if arguments.accept else "would vanish"),
        (len(changes.unread), "unreadable"),
    )
    if not any(count for count, _ in counts):
        yield "nothing has changed"
        return
    yield ", ".join(f"{count} {what}" for count, what in counts if count)
    if arguments.accept:
        yield f"recorded in {LOCK_PATH}"
        return
    letting_go = " and let go of what would vanish" if changes.vanished else ""
    yield f"to record this state{letting_go}: {to_run('urls --accept', arguments)}"


def _taken_along(lost: Vanished) -> str:
    return f" and its {counted(lost.anchors, 'anchor')}" if lost.anchors else ""


def _why(lost: Vanished) -> str:
    found = lost.fault
    return f"{found.message}: {found.hint}" if lost.left_out else found.hint


def _document(changes: Changes, *, accepted: bool) -> str:
    document = {
        "new": changes.new,
        "moved": [{"from": old, "to": new} for old, new in changes.moved],
        "gone": changes.gone,
        "vanished": [
            {
                "place": lost.place,
                "anchors": lost.anchors,
                "line": lost.fault.span.line,
                "message": lost.fault.message,
                "hint": lost.fault.hint,
            }
            for lost in changes.vanished
        ],
        "unread": changes.unread,
        "accepted": accepted,
        "diagnostics": [],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
