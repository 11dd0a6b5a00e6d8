"""`new table`: a spreadsheet's table goes in, a comparison in front matter comes out."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from plenum.commands.asked import line_of, site_folder
from plenum.commands.printing import (
    FAULTY,
    FINE,
    NotWrittenError,
    UsageError,
    print_faults,
)
from plenum.commands.run import configuration
from plenum.config import Config
from plenum.diagnostics import Severity, counted
from plenum.importers.comparison import NewComparison, comparison_of, corner
from plenum.importers.insertion import InsertionError, insert
from plenum.importers.spreadsheet import MOST_BYTES, Sheet, SheetError, read_sheet
from plenum.model.url import slugify
from plenum.read.article import ArticleReader, ReadResult, ReadSettings
from plenum.read.discover import discover
from plenum.source.file import FORBIDDEN
from plenum.write.sources import is_in_content, rewrite

_STDIN = "-"
_MOST_PROBLEMS = 20


def run(arguments: Namespace) -> int:
    """Print the front matter of a comparison, or put it into an article."""
    # No folder changes the table alone, but a wrong option is one for every command.
    site_folder(arguments)
    name = "the table" if arguments.file == _STDIN else arguments.file
    try:
        sheet = read_sheet(_data(arguments.file))
        table = _table(arguments, sheet)
    except SheetError as error:
        for problem in error.problems[:_MOST_PROBLEMS]:
            sys.stderr.write(f"{name}: {problem}\n")
        if (more := len(error.problems) - _MOST_PROBLEMS) > 0:
            sys.stderr.write(f"{name}: and {more} more\n")
        sys.stderr.write("nothing written\n")
        return FAULTY
    if sheet.warning:
        sys.stderr.write(f"warning: {name}: {sheet.warning}\n")
        sys.stderr.flush()
    if arguments.into is None:
        lines = ["comparison:", *(f"  {line}" for line in table.yaml_lines())]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    else:
        _insert(configuration(arguments), arguments.into, table)
    return FINE


def _insert(config: Config, asked: str, table: NewComparison) -> None:
    """Put the comparison into an article, and say where it stands."""
    try:
        path = _article(config.site, asked)
        file = config.site / path
        before = file.read_bytes()
        inserted = insert(path, before, table, config.front_matter.rename)
        _refuse_new_errors(config, path, before, inserted.data)
        rewrite(file, inserted.data)
    except InsertionError as error:
        print_faults(error.faults, config.site, sys.stderr)
        raise NotWrittenError(str(error)) from None
    except OSError as error:
        raise NotWrittenError(f"{asked}: {error.strerror or error}") from None
    size = f"{counted(len(table.options), 'option')}, {counted(len(table.rows), 'row')}"
    sys.stdout.write(
        f"{path}:{inserted.line}: the comparison '{table.id}' is written ({size}); it stands"
        f" before the first ##, or where [COMPARISON: {table.id}] stands alone on a line\n"
    )


def _data(asked: str) -> bytes:
    """Return the table's bytes, no more than can be one; `-` is the standard input."""
    try:
        if asked == _STDIN:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(asked).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"new table: '{asked}' cannot be read: {reason}") from None


def _table(arguments: Namespace, sheet: Sheet) -> NewComparison:
    """Return the comparison, by the id and caption that were asked for or that the sheet has."""
    if arguments.id is not None and (not arguments.id or slugify(arguments.id) != arguments.id):
        instead = slugify(arguments.id) or "heat-pump-or-furnace"
        raise UsageError(f"--id: '{arguments.id}' cannot be a name; write it as in '{instead}'")
    caption = line_of(arguments.caption, "--caption") or corner(sheet)
    if FORBIDDEN.search(caption):
        raise SheetError("the caption holds an invisible control character")
    if sheet.rows and not caption:
        raise UsageError("new table: cell A1 is empty: say with --caption what the table shows")
    table_id = arguments.id or slugify(caption) or "comparison"
    return comparison_of(sheet, table_id, caption)


def _article(site: Path, asked: str) -> str:
    """Return an article's path below the site; it may be typed as seen from there or from here."""
    files = (site / asked, Path(asked), site / "content" / asked)
    paths = [Path(os.path.abspath(file)) for file in files]  # noqa: PTH100 (a link must stay one)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise NotWrittenError(f"there is no file '{asked}'")
    name = path.relative_to(site).as_posix() if path.is_relative_to(site) else ""
    if is_in_content(site, name) and name.removeprefix("content/") in discover(site).articles:
        return name
    raise NotWrittenError(f"'{asked}' is no article in content/, or a link leads to it")


def _refuse_new_errors(config: Config, path: str, before: bytes, data: bytes) -> None:
    """Refuse what would bring an error into the article, as a marker that then means two tables."""
    sanitize = config.raw_html == "sanitize"
    reader = ArticleReader(ReadSettings(config.site, config.front_matter, sanitize))

    def errors(read: ReadResult) -> set[tuple[str, str]]:
        grave = (each for each in read.diagnostics if each.severity is Severity.ERROR)
        return {(each.message, each.hint) for each in grave}

    was, now = (reader.read(path.removeprefix("content/"), data) for data in (before, data))
    if new := sorted(errors(now) - errors(was)):
        message, hint = new[0]
        raise NotWrittenError(f"{path} would have an error then: {message}; {hint}")
    if len(now.article.comparisons) == len(was.article.comparisons):
        raise NotWrittenError("config.yaml has 'comparison' dropped from front matter")
