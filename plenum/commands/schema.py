"""`schema`: the JSON Schema of the front matter, under the site's rules for its keys."""

import json
import sys
from argparse import Namespace

from plenum.commands.asked import today_of
from plenum.commands.printing import FINE, count_faults, print_faults
from plenum.commands.run import configuration
from plenum.config import FrontMatterRules
from plenum.diagnostics import in_order
from plenum.diagnostics.report import Report
from plenum.read.front_matter import article_shape
from plenum.source.json_schema import KeyRules, Schema, json_schema


def run(arguments: Namespace) -> int:
    """Print the schema; what is to be said about the configuration goes to stderr."""
    # No day changes the schema, but a wrong option is one for every command.
    today_of(arguments.today)
    config = configuration(arguments)
    report = Report(in_order(config.diagnostics))
    print_faults(report.diagnostics, config.site, sys.stderr)
    schema = front_matter_schema(config.front_matter, f"Front matter of {config.title}")
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()
    sys.stderr.write(f"schema printed: {count_faults(report)}\n")
    return FINE


def front_matter_schema(rules: FrontMatterRules, title: str = "Front matter") -> Schema:
    """Return the schema of an article's front matter."""
    keys = KeyRules(rules.rename, rules.drop, rules.unknown, rules.dates)
    return json_schema(article_shape(rules), title, keys)
