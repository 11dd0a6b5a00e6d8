"""The command line: arguments go in, an exit status comes out; nothing else prints."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import plenum

_DEFAULT_COMMAND = "build"
_COMMANDS = {
    "build": ("plenum.commands.build", "run", "build the site into the output folder"),
    "check": ("plenum.commands.build", "check", "report every fault and write nothing"),
    "serve": ("plenum.commands.serve", "run", "show the site while you write"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 fine, 1 faults, 2 wrong usage."""
    parser = _parser()
    options = parser.parse_args(
        _with_command(list(sys.argv[1:] if arguments is None else arguments))
    )
    module, function, _ = _COMMANDS[options.command]
    _use_utf8()
    # Each command is imported when it is called: `--help` need not wait for the converters.
    from plenum.commands.run import MISUSED, UsageError  # noqa: PLC0415

    try:
        return int(getattr(import_module(module), function)(options))
    except UsageError as error:
        parser.exit(MISUSED, f"{parser.prog}: {error}\n")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away; that is no fault of the site.
        sys.stderr.close()
        return 1


def _with_command(arguments: list[str]) -> list[str]:
    """Put the default command in front where none is given."""
    for argument in arguments:
        if argument in _COMMANDS or argument in {"-h", "--help", "--version"}:
            return arguments
        if not argument.startswith("-"):
            break
    first = arguments[0] if arguments else ""
    return arguments if first and not first.startswith("-") else [_DEFAULT_COMMAND, *arguments]


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
        if name == "serve":
            command.add_argument("--port", type=_port, default=8000, help="default: 8000")
        else:
            _add_build(command)
    return parser


def _add_common(command: argparse.ArgumentParser) -> None:
    here = Path(__file__).resolve().parent.parent
    default = here if (here / "config.yaml").is_file() else Path.cwd()
    command.add_argument("--site", metavar="DIR", default=default, help="the site's folder")
    command.add_argument("--today", metavar="YYYY-MM-DD", help="the day to build for")


def _add_build(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output", metavar="DIR", help="default: public/ in the site")
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument("--drafts", action="store_true", help="publish drafts too")
    command.add_argument("--future", action="store_true", help="publish future articles too")
    command.add_argument("--base-url", metavar="URL", help="instead of the configuration's")
    command.add_argument("--jobs", metavar="N", type=_jobs, help="processes; default: all cores")
    command.add_argument("--no-cache", action="store_true", help="trust nothing of earlier builds")
    command.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), default="text", help="of faults"
    )


def _jobs(text: str) -> int:
    number = int(text)
    if not 0 < number <= 256:  # noqa: PLR2004
        raise ValueError
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:  # noqa: PLR2004
        raise ValueError
    return number


def _use_utf8() -> None:
    """Print UTF-8 in any locale; a terminal that cannot show a character gets a stand-in."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
