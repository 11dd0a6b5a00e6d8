"""The index of the search, where there is to be one."""

from collections.abc import Sequence

from msgspec.structs import replace

from plenum.config import CONFIG_NAME, BuildOptions, Config
from plenum.diagnostics import Diagnostic, fault
from plenum.diagnostics.span import Span
from plenum.model.output import Output
from plenum.model.search import SearchRecord
from plenum.model.site import Site
from plenum.render.search import SearchError, pagefind_version, search_index

_SEARCH_CACHE = ".plenum/cache/search"


def with_search(config: Config) -> tuple[Config, list[Diagnostic]]:
    """Return the configuration without a search, and a fault, where Pagefind is missing."""
    if not config.search or pagefind_version() is not None:
        return config, []
    reason = "Pagefind, which makes its index, is not installed"
    return replace(config, search=False), [_not_built(reason)]


def is_searchable(site: Site, options: BuildOptions) -> bool:
    """Whether the site is not too large for an index in this run."""
    return options.searchable is None or len(site.articles) <= options.searchable


def search_files(
    records: Sequence[SearchRecord], config: Config, options: BuildOptions, faults: list[Diagnostic]
) -> tuple[Output, ...]:
    """Return the files of the index; where it cannot be made, none, and a fault."""
    cache = config.site / _SEARCH_CACHE if options.cache else None
    try:
        return search_index(records, config.language, cache)
    except SearchError as error:
        faults.append(_not_built(str(error)))
        return ()


def _not_built(reason: str) -> Diagnostic:
    return fault("search-not-built", Span(CONFIG_NAME), reason=reason)
