"""`search-tests.yaml` goes in, what editors expect the search to find comes out."""

from pathlib import Path

from plenum.diagnostics import Diagnostic
from plenum.model.search import SearchTest
from plenum.source import Excuse, Reading, find_excuses, parse_yaml, read_source
from plenum.source.schema import Key, ListOf, Record, Text, Whole

_NAME = "_data/search-tests.yaml"
_FIRST = 3
_TESTS = ListOf(
    Record(
        {
            "query": Key(Text(), required=True),
            "expects": Key(Text(), required=True),
            "first": Key(Whole(1, 20)),
        },
        name="search test",
    )
)


def read_search_tests(
    site: Path, paths: tuple[str, ...]
) -> tuple[tuple[SearchTest, ...], list[Diagnostic], tuple[Excuse, ...]]:
    """Read the file where there is one; `paths` are the data files below `content/`."""
    if _NAME not in paths:
        return (), [], ()
    source, faults = read_source(site, f"content/{_NAME}")
    if source is None:
        return (), faults, ()
    reading = Reading(faults)
    excuses, excuse_faults = find_excuses(source)
    node, yaml_faults = parse_yaml(source)
    reading.faults += [*excuse_faults, *yaml_faults]
    found = _TESTS.read(node, reading, "search-tests") if node is not None else None
    # A test with a fault has been told; it expects nothing.
    tests = tuple(
        SearchTest(each.text("query"), each.get("expects"), each.get("first") or _FIRST)
        for each in found or ()
        if each.get("expects") is not None
    )
    return tests, reading.faults, excuses
