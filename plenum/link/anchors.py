"""The anchors of a page and one that it lacks go in, the one that is meant comes out."""

from collections.abc import Iterable, Sequence

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.link.suggest import Suggestions
from plenum.model.article import NOTE_ANCHORS, Article
from plenum.model.url import url_key
from plenum.source import nearest_name

_MOST_NAMED = 3
"""How many anchors an advice names where none is like the wrong one."""
"""How the anchors begin that Plenum makes for sources, citations and footnotes."""
_SHORTEST_WORD = 3
"""How long a word must be to say what a section is about."""


class Anchors:
    """What may be meant by an anchor; each page is looked through once."""

    def __init__(self) -> None:
        """Begin without any page."""
        self._suggestions: dict[str, Suggestions] = {}
        self._by_key: dict[str, dict[str, list[str]]] = {}
        self._new: dict[str, dict[str, str]] = {}

    def new_name(self, anchor: str, page: Article) -> str | None:
        """Return what an anchor is called now that the page keeps as an old one."""
        if page.path not in self._new:
            self._new[page.path] = {
                alias.anchor: alias.to_anchor
                for alias in page.meta.aliases
                if alias.is_anchor and alias.to
            }
        new = self._new[page.path].get(anchor)
        return new if new in page.anchors else None

    def in_other_case(self, page: str, anchor: str, known: Iterable[str]) -> str | None:
        """Return the only anchor of a page that differs from this one in its capitals."""
        if page not in self._by_key:
            by_key: dict[str, list[str]] = {}
            for each in known:
                by_key.setdefault(url_key(each), []).append(each)
            self._by_key[page] = by_key
        found = self._by_key[page].get(url_key(anchor), [])
        return found[0] if len(found) == 1 else None

    def dead_in(self, page: Article, anchor: str, span: Span, *, own: bool) -> Diagnostic:
        """Return the fault of a link to an anchor that an article does not have."""
        known = () if page.source_path in self._suggestions else _in_reading_order(page)
        return self.dead(page.source_path, anchor, known, span, own=own)

    def dead(
        self, page: str, anchor: str, known: Iterable[str], span: Span, *, own: bool = False
    ) -> Diagnostic:
        """Return the fault of a link to an anchor that is not among the `known` ones of a page."""
        if page not in self._suggestions:
            self._suggestions[page] = Suggestions(dict.fromkeys(known), _nearest_anchor)
        there = self._suggestions[page]
        near = there.nearest(anchor)
        sections = [name for name in there.names if not _is_note(name)] or there.names
        named = [near] if near else sections[:_MOST_NAMED]
        if named:
            more = " …" if not near and len(sections) > len(named) else ""
            advice = "it has " + ", ".join(f"'#{name}'" for name in named) + more
        else:
            advice = (
                "add a heading, or remove the link" if own else f"link to it without '#{anchor}'"
            )
        shown = "this page" if own else f"the page {page}"
        return fault("dead-anchor", span, page=shown, anchor=anchor, advice=advice)


def _in_reading_order(page: Article) -> list[str]:
    """Return the anchors of a page: of its headings, of other sections, of notes and sources."""
    headings = [heading.anchor for heading in page.headings if heading.anchor]
    # Where a source is listed comes before where it is cited.
    others = sorted(
        page.anchors,
        key=lambda anchor: (_is_note(anchor), not anchor.startswith("source"), anchor),
    )
    return [*headings, *others]


def _is_note(anchor: str) -> bool:
    """Whether an anchor is that of a source, a citation or a footnote."""
    return anchor.startswith(NOTE_ANCHORS) or anchor == "sources"


def _nearest_anchor(anchor: str, known: Sequence[str]) -> str | None:
    """Return the section that begins with this word, is spelled alike or shares most words.

    A note or a source is meant only where no section is.
    """
    sections = [name for name in known if not _is_note(name)]
    if len(anchor) >= _SHORTEST_WORD and not _is_note(anchor):
        begun = next((name for name in sections if name.startswith(f"{anchor}-")), None)
        if begun is not None:
            return begun
    first = known if _is_note(anchor) else sections
    return _alike(anchor, first) or _alike(anchor, known)


def _alike(anchor: str, known: Sequence[str]) -> str | None:
    near = nearest_name(anchor, known)
    if near or not known:
        return near
    words = _words(anchor)

    def shared(other: str) -> int:
        others = _words(other)
        return sum(any(o.startswith(w) or w.startswith(o) for o in others) for w in words)

    best = max(known, key=shared)
    return best if shared(best) else None


def _words(anchor: str) -> list[str]:
    return [word for word in anchor.lower().split("-") if len(word) >= _SHORTEST_WORD]
