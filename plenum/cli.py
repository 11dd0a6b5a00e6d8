"""The command line: arguments go in, an exit status comes out; nothing else prints."""

import argparse
import atexit
import gc
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import plenum

_DEFAULT_COMMAND = "build"
_COMMANDS = {
    "build": ("plenum.commands.build", "run", "build the site into the output folder"),
    "check": ("plenum.commands.build", "check", "report every fault and write nothing"),
    "serve": ("plenum.commands.serve", "run", "show the site while you write"),
    "new": ("plenum.commands.new", "run", "write an article that already builds, to be filled in"),
    "new table": ("plenum.commands.table", "run", "make a comparison of a spreadsheet"),
    "csv": ("plenum.commands.csv", "run", "print a comparison of an article for a spreadsheet"),
    "explain": ("plenum.commands.explain", "run", "show a page's links and related reading"),
    "queue": ("plenum.commands.queue", "run", "show what is due: expiry and reviews"),
    "urls": (
        "plenum.commands.urls",
        "run",
        "show how the site differs from its ledger of addresses",
    ),
    "schema": ("plenum.commands.schema", "run", "print the JSON Schema of the front matter"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 fine, 1 faults, 2 wrong usage."""
    if arguments is None:
        _name_files_in_utf8()
        # What a run holds goes with its process: to look through all of it for cycles, on the way
        # and before the end, took a fifth of a build after an edit.
        gc.disable()
        atexit.register(gc.freeze)
    _use_utf8()
    parser = _parser()
    options = parser.parse_args(
        _with_command(list(sys.argv[1:] if arguments is None else arguments))
    )
    status = 1
    try:
        status = _run(parser, options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away; that is no fault of the site.
        _write_to_nowhere()
    return status


def _run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    # Each command is imported when it is called: `--help` need not wait for the converters.
    from plenum.commands.printing import (  # noqa: PLC0415
        FAULTY,
        MISUSED,
        MisconfiguredError,
        NotFoundError,
        NotWrittenError,
        UsageError,
        described,
        finish_misconfigured,
    )

    module, function, _ = _COMMANDS[options.command]
    try:
        return int(getattr(import_module(module), function)(options))
    except UsageError as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        return MISUSED
    except NotWrittenError as error:
        sys.stderr.write(f"{parser.prog}: nothing written: {error}\n")
        return FAULTY
    except NotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return FAULTY
    except MisconfiguredError as error:
        return finish_misconfigured(error, options)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 (no traceback ever reaches an editor)
        sys.stderr.write(f"{parser.prog}: Plenum itself failed: {described(error)}\n")
        return FAULTY


def _with_command(arguments: list[str]) -> list[str]:
    """Put the default command in front where none is given."""
    if not arguments:
        return [_DEFAULT_COMMAND]
    first = arguments[0]
    if arguments[:2] == ["new", "table"]:
        return ["new table", *arguments[2:]]
    if not first.startswith("-") or first in {"-h", "--help", "--version"}:
        return arguments
    return [_DEFAULT_COMMAND, *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Builds an HVAC explainer hub from Markdown articles.",
        epilog="Without a command: build.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Plenum {plenum.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (_, _, help_text) in _COMMANDS.items():
        command = commands.add_parser(
            name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.",
            allow_abbrev=False,
        )  # fmt: skip
        _add_common(command)
        if name in _OPTIONS:
            _OPTIONS[name](command)
    return parser


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site", metavar="DIR", help="the site's folder")
    command.add_argument("--today", metavar="YYYY-MM-DD", help="the day to build for")


def _add_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("title", metavar="TITLE", nargs="?", help="asked for where it is missing")
    command.add_argument("--kind", metavar="KIND", help="explainer (the default), comparison, …")
    command.add_argument("--question", metavar="TEXT", help="the question that it answers")
    command.add_argument("--category", metavar="NAME")
    command.add_argument("--slug", metavar="SLUG", help="instead of the one made from the title")
    command.add_argument("--folder", metavar="FOLDER", help="below content/, as in costs/ducts")


def _add_table(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a table saved as CSV; - reads it from stdin")
    command.add_argument("--into", metavar="ARTICLE", help="the article in content/ to put it into")
    command.add_argument("--caption", metavar="TEXT", help="what it shows; else what is in cell A1")
    command.add_argument("--id", metavar="ID", help="a name for its place; else from the caption")


def _add_csv(command: argparse.ArgumentParser) -> None:
    _add_page(command)
    command.add_argument("--id", metavar="ID", help="which of its comparisons")


def _add_explain(command: argparse.ArgumentParser) -> None:
    _add_page(command)
    _add_format(command)


def _add_queue(command: argparse.ArgumentParser) -> None:
    command.add_argument("--within", metavar="DAYS", type=_days, default=90, help="default: 90")
    _add_format(command)


def _add_urls(command: argparse.ArgumentParser) -> None:
    command.add_argument("--accept", action="store_true", help="record the new state")
    _add_format(command)


def _add_page(command: argparse.ArgumentParser) -> None:
    command.add_argument("page", metavar="PAGE", help="a source path, a URL or a slug")


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "json"), default="text")


def _add_serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=_port, default=8000, help="default: 8000")


def _add_build(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", metavar="DIR", help="default: public/ in the site")
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument("--drafts", action="store_true", help="publish drafts too")
    command.add_argument("--future", action="store_true", help="publish future articles too")
    command.add_argument("--base-url", metavar="URL", help="instead of the configuration's")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--jobs", metavar="N", type=_jobs, help="processes; default: all cores")
    where.add_argument(
        "--executor",
        metavar="dask://HOST:PORT",
        type=_scheduler,
        help="work on the cluster of this Dask scheduler instead",
    )
    command.add_argument(
        "--no-cache", action="store_true", help="use nothing that earlier runs have kept"
    )
    command.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), default="text", help="of faults"
    )
    command.add_argument("--profile", action="store_true", help="print how long each step took")


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_build(command)
    command.add_argument(
        "--fix-links",
        action="store_true",
        help="rewrite links to old addresses, and those in wrong case, in content/",
    )
    command.add_argument(
        "--fix-spelling",
        action="store_true",
        help="rewrite the words that the house spells otherwise, in content/",
    )


_OPTIONS = {
    "build": _add_build,
    "check": _add_check,
    "serve": _add_serve,
    "new": _add_new,
    "new table": _add_table,
    "csv": _add_csv,
    "explain": _add_explain,
    "queue": _add_queue,
    "urls": _add_urls,
}
"""What adds the options of a command."""


def _jobs(text: str) -> int:
    return _whole(text, 1, 256)


def _scheduler(text: str) -> str:
    """Return HOST:PORT of a scheduler's address."""
    match = re.fullmatch(r"dask://((?:[\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5})", text)
    if match:
        return match[1]
    raise argparse.ArgumentTypeError(f"'{text}' is not an address such as dask://localhost:8786")


def _days(text: str) -> int:
    return _whole(text, 0, 36_500)


def _port(text: str) -> int:
    return _whole(text, 0, 65_535)


def _whole(text: str, least: int, most: int) -> int:
    if text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {least} to {most}")


def _name_files_in_utf8() -> None:
    """Start again in UTF-8 mode where the locale would read file names in another encoding."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        program = sys.executable
        os.execv(program, [program, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 (ourselves)


def _write_to_nowhere() -> None:
    """Let what is still to be flushed at the end of the program vanish without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def _use_utf8() -> None:
    """Print UTF-8 in any locale; a terminal that cannot show a character gets a stand-in."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
