"""`build` and `check`: the whole pipeline, with and without writing."""

from argparse import Namespace

from plenum.commands.run import (
    configuration,
    finish,
    finish_misconfigured,
    guarded,
    options_of,
    site_folder,
)
from plenum.pipeline import build


def run(arguments: Namespace) -> int:
    """Build the site into the output folder."""
    return _run(arguments, write=True)


def check(arguments: Namespace) -> int:
    """Do everything that `build` does but write."""
    return _run(arguments, write=False)


def _run(arguments: Namespace, *, write: bool) -> int:
    site = site_folder(arguments)
    config, report = configuration(arguments)
    if config is None:
        return finish_misconfigured(report, arguments, site)
    options = options_of(arguments, config)
    report = guarded(lambda: build(config, options, write=write))
    return finish(report, arguments, site, "built" if write else "checked")
