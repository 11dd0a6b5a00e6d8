"""What commands share: the site's configuration, a run's options."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from plenum.commands.asked import output_folder, site_folder, today_of
from plenum.commands.printing import MisconfiguredError, UsageError, described
from plenum.config import CONFIG_NAME, BuildOptions, Config, is_base_url, load_config
from plenum.diagnostics import Span, fault, in_order
from plenum.diagnostics.report import Report
from plenum.folders import template_folders
from plenum.pipeline.report import SiteReport
from plenum.pool import ElsewhereError, default_jobs


def configuration(arguments: Namespace) -> Config:
    """Read the configuration; raise MisconfiguredError where it has errors."""
    site = site_folder(arguments)
    config, diagnostics = load_config(site)
    if config is None:
        raise MisconfiguredError(Report(in_order(diagnostics)), site)
    base_url = getattr(arguments, "base_url", None)
    if base_url is not None:
        if not is_base_url(base_url):
            raise UsageError(
                f"--base-url: '{base_url}' is not an address such as https://example.org"
            )
        config = config.at(base_url)
    return config


def options_of(arguments: Namespace, config: Config) -> BuildOptions:
    """Return a run's options, checked."""
    return BuildOptions(
        output=output_folder(arguments.output, config.site),
        today=today_of(arguments.today),
        strict=arguments.strict,
        drafts=arguments.drafts,
        future=arguments.future,
        jobs=arguments.jobs or default_jobs(),
        cache=not arguments.no_cache,
    )


@contextmanager
def where_asked(arguments: Namespace, config: Config) -> Iterator[None]:
    """Let what is mapped within run on the cluster that was asked for, if one was."""
    if arguments.executor is None:
        yield
        return
    from plenum.cluster import on_cluster  # noqa: PLC0415 (few runs ask for one)

    try:
        with on_cluster(arguments.executor, config.site, template_folders(config.site)):
            yield
    except ElsewhereError as error:
        raise UsageError(f"--executor: {error}") from error


def guarded(work: Callable[[], SiteReport]) -> SiteReport:
    """Do the work; if the program itself fails, report that as a fault without a traceback."""
    try:
        return work()
    except ElsewhereError:
        # Nothing is wrong with the program, nor with the site.
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, an editor must not see it raw)
        return SiteReport((fault("internal-error", Span(CONFIG_NAME), problem=described(error)),))
