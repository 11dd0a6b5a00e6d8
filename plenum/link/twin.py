"""An article goes in, its Markdown twin for other readers than browsers comes out.

The twin is made of the source's own Markdown, with every reference replaced by an absolute
address and what the front matter holds (answer, tables, FAQ, sources) put into the text.
"""

import re
from collections.abc import Callable, Iterable
from html import unescape

from msgspec import Struct

from plenum import lazy_re
from plenum.link.resolve import Target
from plenum.model.article import Article, Comparison
from plenum.model.dates import iso
from plenum.model.fragment import Fragment, Marker, Reference
from plenum.model.page import Card, Source

_SPECIAL = lazy_re.compile(r"([\\\[\]*_`<>])")
# What ends a link behind its address: its title and bracket, a definition's line, HTML's tag.
_LINK_END = lazy_re.compile(
    r""">?(?:[ \t\n]{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ \t]{0,9}\)"""
)
_LINE_END = lazy_re.compile(r">?(?=[ \t]*(?:\n|\Z))")
_ELEMENT_END = lazy_re.compile(r"[^<>]{0,300}>[^<>]{0,300}</a>")

Targets = Callable[[Fragment], tuple[Target | None, ...]]
Absolute = Callable[[str], str]


class Lists(Struct, frozen=True):
    """What the page lists below its text."""

    sources: tuple[Source, ...]
    related: tuple[Card, ...]


def markdown_twin(
    article: Article, lists: Lists, url: str, targets: Targets, absolute: Absolute
) -> str:
    """Return the article as Markdown that stands on its own."""
    cited = {source.id: source.url for source in article.meta.sources}

    def address(reference: Reference, target: Target) -> str:
        if reference.kind == "source":
            # Without the page's list of sources around it, a citation leads to the source.
            return cited.get(reference.target, url)
        if target.href.startswith("#"):
            return f"{url}{target.href}"
        return absolute(target.href)

    def text(fragment: Fragment, block: Callable[[Marker], str] = lambda _: "") -> str:
        edits = _addresses(fragment, targets(fragment), address)
        for cut in fragment.cuts:
            edits[cut.start, cut.end] = block(cut.marker) if cut.marker else ""
        return _edited(fragment.text, edits).strip()

    meta = article.meta
    placed: set[str] = set()
    faq = _faq(article, text)
    tables = {
        table.id: _table(table, text, f"{url}{table.anchor}.csv") for table in article.comparisons
    }

    def block(marker: Marker) -> str:
        if marker.kind == "faq":
            placed.add("faq")
            return faq
        if marker.kind == "comparison":
            table_id = marker.id or next(iter(tables), "")
            placed.add(f"table:{table_id}")
            return tables.get(table_id, "")
        return ""

    body = text(article.body, block)
    before = [tables[name] for name in tables if f"table:{name}" not in placed]
    dates = [
        f"{name}: {iso(value)}"
        for name, value in (("Published", meta.date), ("Updated", meta.updated))
        if value
    ]
    pieces = [
        f"# {_plain(meta.title)}",
        f"> {_plain(meta.description)}" if meta.description else "",
        "\n".join([f"Source: <{url}>", *dates]),
        f"## Short answer\n\n{text(article.short_answer)}" if article.short_answer else "",
        _takeaways(article, text),
        *before,
        body,
        "" if "faq" in placed else faq,
        _sources(lists.sources, absolute),
        _related(lists.related),
    ]
    kept = "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())
    return re.sub(r"\n{3,}", "\n\n", kept) + "\n"


def _addresses(
    fragment: Fragment,
    targets: tuple[Target | None, ...],
    address: Callable[[Reference, Target], str],
) -> dict[tuple[int, int], str]:
    """Return what is to stand in place of the references, by start and end."""
    edits: dict[tuple[int, int], str] = {}
    for reference, target in zip(fragment.references, targets, strict=True):
        if target is not None and reference.start >= 0:
            span, replacement = _edit(fragment.text, reference, target, address(reference, target))
            edits[span] = replacement
            if target.behind:
                edits.update(_behind(fragment.text, reference.end, target.behind))
    return edits


def _behind(text: str, end: int, words: str) -> dict[tuple[int, int], str]:
    """Put words behind the link whose address ends at `end`.

    Behind a definition, `[x]: address`, they become the title of the link, unless it has one.
    """
    if inline := _LINK_END.match(text, end):
        return {(inline.end(), inline.end()): f" {words}"}
    if line := _LINE_END.match(text, end):
        return {(line.end(), line.end()): f' "{words.strip("()")}"'}
    if element := _ELEMENT_END.match(text, end):
        return {(element.end(), element.end()): f" {words}"}
    return {}


def _edited(text: str, edits: dict[tuple[int, int], str]) -> str:
    """Make the edits; one that lies in another goes with it."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(edits, key=lambda span: (span[0], -span[1])):
        if start >= position:
            pieces += [text[position:start], edits[start, end]]
            position = end
    return "".join([*pieces, text[position:]])


def _edit(
    text: str, reference: Reference, target: Target, address: str
) -> tuple[tuple[int, int], str]:
    start, end = reference.start, reference.end
    if reference.kind == "wiki":
        start, end = text.rfind("[[", 0, start), text.find("]]", end) + 2
        words = text[start + 2 : end - 2].partition("|")[2].strip() or _label(target)
        return (start, end), f"[{words}]({address})"
    if reference.kind in {"fact", "term"} and not reference.labelled:
        # `[](fact:x)`: the value goes between the brackets.
        left = "<" if text[start - 1 : start] == "<" else ""
        start = text.rfind("[]", 0, start)
        return (start, end), f"[{_label(target)}]({left}{address}"
    return (start, end), address


def _label(target: Target) -> str:
    return _plain(unescape(re.sub(r"<[^>]*>", "", target.label)))


def _plain(text: str) -> str:
    """Return the text on one line, with nothing in it that Markdown takes for a mark."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _link(text: str, address: str) -> str:
    # A bracket in an address would end the link.
    return f"[{_plain(text)}]({address.replace('(', '%28').replace(')', '%29')})"


def _table(table: Comparison, text: Callable[[Fragment], str], csv_url: str) -> str:
    def row(cells: list[str]) -> str:
        return "| " + " | ".join(" ".join(c.replace("|", "\\|").split()) for c in cells) + " |"

    lines = [f"Table: {_plain(table.caption)}", "", row(["", *map(text, table.options)])]
    lines.append("|" + " --- |" * (len(table.options) + 1))
    lines += [row([text(heading), *map(text, cells)]) for heading, cells in table.rows]
    lines += ["", f"[This table as CSV](<{csv_url}>)"]
    if table.verdicts:
        lines.append("")
        lines += [f"- **{text(option)}** if {text(why)}" for option, why in table.verdicts]
    return "\n".join(lines)


def _takeaways(article: Article, text: Callable[[Fragment], str]) -> str:
    lines = [f"- {' '.join(text(line).split())}" for line in article.takeaways]
    return "\n".join(["## Takeaways", "", *lines]) if lines else ""


def _faq(article: Article, text: Callable[[Fragment], str]) -> str:
    if not article.faq or not article.faq[0].answer.text:
        return ""
    pieces = ["## Frequently asked questions"]
    for item in article.faq:
        pieces += [f"### {_plain(item.question)}", text(item.answer)]
    return "\n\n".join(pieces)


def _related(cards: Iterable[Card]) -> str:
    pieces = [f"### {_link(c.title, c.url)}\n\n{_plain(c.description)}" for c in cards]
    return "\n\n".join(["## Related reading", *pieces]) if pieces else ""


def _sources(sources: Iterable[Source], absolute: Absolute) -> str:
    lines = []
    for source in sources:
        title = _link(source.title, source.url) if source.url else _plain(source.title)
        publisher = f", {_plain(source.publisher)}" if source.publisher else ""
        accessed = f" (accessed {source.accessed})" if source.accessed else ""
        primary = ", primary source" if source.primary else ""
        lines.append(f"{source.number}. {title}{publisher}{accessed}{primary}")
        for fact in source.facts:
            as_of = f", as of {fact.as_of}" if fact.as_of else ""
            lines.append(f"   - {_link(fact.what, absolute(fact.href))}{as_of}")
    return "\n\n".join(["## Sources", "\n".join(lines)]) if lines else ""
