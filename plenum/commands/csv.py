"""`csv`: an article goes in, one of its comparisons comes out as the file that readers get."""

import sys
from argparse import Namespace

from plenum.commands.asked import site_folder, today_of
from plenum.commands.found import NotFoundError, survey_of
from plenum.commands.printing import FAULTY, FINE, finish_misconfigured
from plenum.commands.run import configuration
from plenum.config import BuildOptions


def run(arguments: Namespace) -> int:
    """Print a comparison of an article as CSV, byte for byte as it is published."""
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    options = BuildOptions(site / "public", today_of(arguments.today))
    try:
        found, article = survey_of(arguments.page, config, options)
    except NotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return FAULTY
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
        sys.stderr.write(f"{article.source_path} {problem}\n")
        return FAULTY
    page = found.page(article)
    text = next(each.csv for each in page.comparisons if each.anchor == anchors[asked])
    # Its line ends are its own, and the mark in front tells spreadsheets that it is UTF-8.
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8-sig", "replace"))
    return FINE
