"""Places that cite go in, the numbered sources of the page come out."""

from collections.abc import Container, Iterable, Mapping
from html import escape

from msgspec import Struct, field
from msgspec.structs import replace

from plenum.link.resolve import source_anchor
from plenum.model.article import Citation
from plenum.model.data import Fact
from plenum.model.page import CitedFact, Source


class _Listed(Struct):
    """A source as far as the page has been read; `marks` and `facts` grow with each place."""

    source: Source
    marks: list[str] = field(default_factory=list)
    facts: dict[str, CitedFact] = field(default_factory=dict)


class Citations:
    """The sources of one page: those of its front matter, then those of the facts that it cites.

    Facts come in the order of their first mention. Sources with the same address are one, with
    one number: readers are to see on how many an article rests.
    """

    def __init__(
        self,
        sources: Iterable[Citation],
        facts: Mapping[str, Fact],
        facts_href: str,
        taken: Container[str],
    ) -> None:
        """Begin with the front matter's `sources`.

        `facts_href` is the page of facts; `taken` are anchors that the page has already.
        """
        self._facts = facts
        self._facts_href = facts_href
        self._taken = taken
        self._listed: list[_Listed] = []
        self._by_id: dict[str, _Listed] = {}
        self._by_key: dict[str, _Listed] = {}
        for each in sources:
            source = Source(
                len(self._listed) + 1,
                source_anchor(each.id),
                each.title,
                each.publisher,
                each.url,
                each.accessed,
                (),
                primary=each.primary,
            )
            self._by_id[each.id] = self._add(source)

    def cite(self, source_id: str, place: str) -> None:
        """Note that the element `place` cites an entry of the front matter."""
        if source_id in self._by_id:
            _mark(self._by_id[source_id], place)

    def cite_fact(self, fact_id: str, place: str) -> str:
        """Note that the element `place` cites a fact; return the number to stand behind it.

        That is HTML, and empty for a fact without a source.
        """
        fact = self._facts[fact_id]
        if not fact.source_title:
            return ""
        key = _key(fact.source_url, fact.source_title, fact.source_publisher)
        entry = self._by_key.get(key) or self._add(
            Source(
                len(self._listed) + 1,
                self._free_anchor(fact_id),
                fact.source_title,
                fact.source_publisher,
                fact.source_url,
                fact.source_accessed,
                (),
                primary=fact.source_primary,
            )
        )
        if fact.source_primary:
            entry.source = replace(entry.source, primary=True)
        href = f"{self._facts_href}#{fact_id}"
        entry.facts.setdefault(fact_id, CitedFact(fact.what, href, fact.as_of))
        _mark(entry, place)
        source = entry.source
        return (
            f'<a class="citation" href="#{escape(source.anchor)}"'
            f' aria-label="Source [{source.number}]"><sup>[{source.number}]</sup></a>'
        )

    def is_cited(self, source_id: str) -> bool:
        """Whether a place cites an entry of the front matter, by its id or by a fact of it."""
        entry = self._by_id[source_id]
        return bool(entry.marks or entry.facts)

    def sources(self) -> tuple[Source, ...]:
        """Return the list, with the places that have been noted until now."""
        return tuple(
            replace(each.source, marks=tuple(each.marks), facts=tuple(each.facts.values()))
            for each in self._listed
        )

    def _add(self, source: Source) -> _Listed:
        entry = _Listed(source)
        self._listed.append(entry)
        self._by_key.setdefault(_key(source.url, source.title, source.publisher), entry)
        return entry

    def _free_anchor(self, fact_id: str) -> str:
        # No id of the front matter gives two hyphens in a row.
        anchor = f"source--{fact_id}"
        while anchor in self._taken:
            anchor += "-"
        return anchor


def _mark(entry: _Listed, place: str) -> None:
    # An option of a comparison stands in the table and in its verdict; raw HTML has no place.
    if place and place not in entry.marks:
        entry.marks.append(place)


def _key(url: str, title: str, publisher: str) -> str:
    """Return what two sources have in common that are the same."""
    if not url:
        return f"{title}\n{publisher}"
    host, slash, path = url.partition("://")[2].rstrip("/").partition("/")
    return f"{host.lower()}{slash}{path}"
