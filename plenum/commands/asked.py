"""What a run was asked, checked: the site's folder, the output folder, the day."""

import datetime as dt
import os
import re
import shlex
from argparse import Namespace
from pathlib import Path

from plenum.commands.printing import UsageError


def site_folder(arguments: Namespace) -> Path:
    """Return the folder of the site."""
    site = _usual_site() if arguments.site is None else Path(arguments.site)
    if not site.is_dir():
        raise UsageError(f"--site: there is no folder '{site}'")
    return site.resolve()


def _usual_site() -> Path:
    """Return this repository; for an installed Plenum, the current folder."""
    here = Path(__file__).resolve().parents[2]
    return here if (here / "config.yaml").is_file() else Path()


def to_run(command: str, arguments: Namespace) -> str:
    """Return a command on the same site, as it can be copied into a shell."""
    site = "" if arguments.site is None else f" --site {shlex.quote(arguments.site)}"
    return f"python build.py {command}{site}"


def output_folder(asked: str | None, site: Path) -> Path:
    """Return the output folder; refuse one in which a build would meet its own sources."""
    output = Path(asked) if asked else site / "public"
    output = Path(os.path.abspath(output))  # noqa: PTH100 (a link at the end must stay one)
    real = output.resolve()
    if site.is_relative_to(real):
        raise UsageError(f"--output: '{output}' holds the site itself")
    for name in ("content", "templates", "static"):
        if real.is_relative_to(site / name):
            raise UsageError(f"--output: '{output}' lies in the site's {name}/")
    if os.path.lexists(output) and not os.path.isdir(output):  # noqa: PTH112 (it never raises)
        raise UsageError(f"--output: '{output}' is not a folder")
    return output


def today_of(text: str | None) -> dt.date:
    """Return the day of the run: as given, else SOURCE_DATE_EPOCH's, else the clock's."""
    if text is not None:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise UsageError(f"--today: '{text}' is not a day such as 2026-11-21")
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise UsageError(f"--today: there is no day '{text}'") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise UsageError(f"SOURCE_DATE_EPOCH: '{epoch}' is not a time") from None
    return dt.datetime.now().astimezone().date()


def line_of(text: str | None, what: str) -> str:
    """Return a text that was asked for, `what`, as one line with single spaces."""
    try:
        (text or "").encode()
    except UnicodeEncodeError:
        raise UsageError(f"{what} is not UTF-8") from None
    from plenum.source.file import FORBIDDEN  # noqa: PLC0415 (heavy, and few runs ask for texts)

    line = " ".join((text or "").split())
    if FORBIDDEN.search(line):
        raise UsageError(f"{what} holds an invisible control character: type it anew")
    return line
