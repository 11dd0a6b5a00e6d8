"""The register of facts and the articles that cite it go in, what its page shows comes out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from plenum.link.chrome import capital
from plenum.model.both_systems import in_both_systems
from plenum.model.data import Fact
from plenum.model.page import FactGroup, FactItem, Link
from plenum.model.url import slugify

_REGISTER = "content/_data/facts/"


def fact_groups(
    facts: Iterable[Fact], cited: Mapping[str, Sequence[Link]]
) -> tuple[FactGroup, ...]:
    """Return the facts by the file in which they stand; `cited` are the citing articles by id."""
    files = [(path, tuple(found)) for path, found in groupby(facts, lambda fact: fact.span.path)]
    items = [tuple(_item(fact, cited.get(fact.id, ())) for fact in found) for _, found in files]
    if len(files) == 1:
        return (FactGroup("", "", items[0]),)
    return tuple(
        FactGroup(*_heading(path), found) for (path, _), found in zip(files, items, strict=True)
    )


def _heading(path: str) -> tuple[str, str]:
    """Return what a file of the register is called, and the anchor of its part of the page."""
    parts = path.removeprefix(_REGISTER).rpartition(".")[0].split("/")
    # No id of a fact has two hyphens in a row.
    anchor = "--".join(["group", *map(slugify, parts)])
    return capital(parts[-1].replace("-", " ").replace("_", " ")), anchor


def _item(fact: Fact, cited: Sequence[Link]) -> FactItem:
    return FactItem(
        anchor=fact.id,
        what=fact.what,
        value=in_both_systems(fact.value, fact.region, fact.limit),
        basis=fact.basis,
        region=fact.region,
        as_of=fact.as_of,
        valid_until=fact.valid_until,
        source_title=fact.source_title,
        source_publisher=fact.source_publisher,
        source_url=fact.source_url,
        cited_by=tuple(cited),
        valid_from=fact.valid_from,
        review_by=fact.review_by,
        source_accessed=fact.source_accessed,
        others=fact.others,
        why=fact.why,
        source_primary=fact.source_primary,
    )
