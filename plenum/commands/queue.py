"""`queue`: what is due, the next first: facts and articles that expire, reviews."""

import datetime as dt
import json
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterable, Iterator

from plenum.check.due import Due, Queue, queue
from plenum.commands.asked import site_folder, today_of
from plenum.commands.printing import FAULTY, FINE, print_faults
from plenum.commands.run import configuration
from plenum.config import BuildOptions
from plenum.diagnostics import Diagnostic, counted
from plenum.diagnostics.formats.json import diagnostic_items
from plenum.diagnostics.formats.text import one_line
from plenum.model.dates import long_date
from plenum.pipeline.steps import survey

_WIDTH = 80
_INDENT = " " * 12
_MOST_PAGES = 8
_KINDS = {"fact": "fact ", "article": ""}


def run(arguments: Namespace) -> int:
    """Print what is due within some days; what is past its day comes first."""
    site = site_folder(arguments)
    config = configuration(arguments)
    today = today_of(arguments.today)
    found = survey(config, BuildOptions(site / "public", today))
    waiting = queue(found.site, found.graph, today, arguments.within)
    if arguments.format == "json":
        sys.stdout.write(_document(waiting, today, found.unread))
    else:
        print_faults(found.unread, site, sys.stderr)
        sys.stderr.flush()
        sys.stdout.write("".join(f"{line}\n" for line in _lines(waiting, today)))
    # What could not be read may have a day that nobody is told of.
    return FAULTY if found.unread else FINE


def _lines(waiting: Queue, today: dt.date) -> Iterator[str]:
    overdue = sum(each.day < today for each in waiting.due)
    for title, group in (
        (f"Overdue on {long_date(today)}", waiting.due[:overdue]),
        (f"Due until {long_date(waiting.until)}", waiting.due[overdue:]),
    ):
        if group:
            yield f"{title}: {len(group)}"
            for each in group:
                yield f"{each.day}  {each.what:7}  {_KINDS[each.kind]}{one_line(each.name)}"
                yield from _pages(each)
            yield ""
    if not waiting.due:
        yield f"nothing is due until {long_date(waiting.until)}"
    if waiting.settled:
        over = counted(len(waiting.settled), "past fact")
        yield f"settled: {over}, which no page tells as true"


def _pages(due: Due) -> Iterator[str]:
    """Yield how many pages something touches, and which."""
    if not due.pages:
        yield f"{_INDENT}no page"
        return
    named = list(due.pages[:_MOST_PAGES])
    if more := len(due.pages) - len(named):
        named.append(f"and {more} more")
    text = f"{counted(len(due.pages), 'page')}: {', '.join(named)}"
    # An address stays whole, for it is there to be copied.
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _document(waiting: Queue, today: dt.date, unread: Iterable[Diagnostic]) -> str:
    document = {
        "today": today.isoformat(),
        "until": waiting.until.isoformat(),
        "due": [
            {
                "date": each.day.isoformat(),
                "days": (each.day - today).days,
                "what": each.what,
                "kind": each.kind,
                "name": each.name,
                "path": each.span.path,
                "line": each.span.line,
                "pages": each.pages,
            }
            for each in waiting.due
        ],
        "settled": waiting.settled,
        "diagnostics": diagnostic_items(unread),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
