"""`csv`: an article goes in, one of its comparisons comes out as the file that readers get."""

import sys
from argparse import Namespace

from plenum.commands.asked import today_of
from plenum.commands.found import survey_of
from plenum.commands.printing import FINE, NotFoundError
from plenum.commands.run import configuration
from plenum.config import BuildOptions


def run(arguments: Namespace) -> int:
    """Print a comparison of an article as CSV, byte for byte as it is published."""
    config = configuration(arguments)
    options = BuildOptions(config.site / "public", today_of(arguments.today))
    found, article = survey_of(arguments.page, config, options)
    # A page has its tables in the order of the article, and by anchors in place of ids.
    anchors = {table.id: table.anchor for table in article.comparisons}
    names = ", ".join(anchors)
    asked = arguments.id or (names if len(anchors) == 1 else "")
    if asked not in anchors:
        problem = "has no comparison"
        if anchors:
            problem = f"has no comparison '{asked}': it has {names}"
            if not arguments.id:
                problem = f"has several comparisons: say which by --id: {names}"
        raise NotFoundError(f"{article.source_path} {problem}")
    tables = found.page(article).comparisons
    text = next(each.csv for each in tables if each.anchor == anchors[asked])
    # Its line ends are its own, and the mark in front tells spreadsheets that it is UTF-8.
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8-sig", "replace"))
    return FINE
