"""Fragments go in, HTML with proved addresses comes out; faults gather on the way."""

from collections.abc import Container, Mapping
from html import escape, unescape

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.link.citations import Citations
from plenum.link.fact_text import agrees
from plenum.link.glossary import Mentions
from plenum.link.pictures import Pictures
from plenum.link.resolve import Target
from plenum.link.units import Units
from plenum.model.data import Fact
from plenum.model.fragment import Address, Fragment, Html, Label, Part, Prose, Reference, told_fact

_TAG = lazy_re.compile(r"<[^>]*>")
_BLOCK = lazy_re.compile(r"</?(?:blockquote|d[dt]|div|h[1-6]|li|p|t[dhr])\b[^>]*>")
_PARTS_AROUND = 5
"""How many parts before a link may be of its sentence: words, and the tags around some."""
_HEADING = lazy_re.compile(r"<(?P<end>/?)h[1-6]\b")


class Additions(Struct, frozen=True):
    """What a page adds to its texts.

    Those are links to its glossary, pictures in sizes, numbered sources, and marks around
    quantities in two systems of units. Without `citations`, no number of a source stands in a text.
    """

    mentions: Mentions | None = None
    pictures: Pictures | None = None
    citations: Citations | None = None
    units: Units | None = None


_NOTHING = Additions()


class FragmentLinker:
    """Links the fragments of one page, in reading order."""

    def __init__(
        self,
        resolved: Mapping[Span, tuple[Target | None, ...]],
        additions: Additions = _NOTHING,
    ) -> None:
        """Take what the page adds to its texts.

        `resolved` is where the references of its fragments lead, by the fragment's place.
        """
        self.diagnostics: list[Diagnostic] = []
        self._citations = additions.citations
        self._mentions = additions.mentions
        self._pictures = additions.pictures
        self._units = additions.units
        self._resolved = resolved

    def html(self, fragment: Fragment) -> str:
        """Return the HTML of a fragment without block markers."""
        return self.join(fragment, fragment.parts)

    def join(self, fragment: Fragment, parts: tuple[Part, ...]) -> str:
        """Return the HTML of some of a fragment's parts."""
        link = self._mentions.link if self._mentions else str
        mark = self._units.mark if self._units else _unmarked
        if not fragment.references:
            texts = [part for part in parts if isinstance(part, Html | Prose)]
            return "".join([mark(p.text if isinstance(p, Html) else link(p.text)) for p in texts])
        targets = self.targets(fragment)
        headed = self._headed(fragment, parts)
        pieces: list[str] = []
        # What follows a link once its text has ended: a definition, the number of a source.
        behind = ""
        for position, part in enumerate(parts):
            if isinstance(part, Html):
                after_address = position > 0 and isinstance(parts[position - 1], Address)
                text = mark(part.text, within_address=after_address)
                if behind and "</a>" in text:
                    text, behind = text.replace("</a>", f"</a>{behind}", 1), ""
                pieces.append(text)
            elif isinstance(part, Prose):
                pieces.append(mark(link(part.text)))
            elif isinstance(part, Address):
                reference, target = fragment.references[part.index], targets[part.index]
                pieces.append(_attribute(target.href) if target else "#")
                if target:
                    shown = escape(f" {target.behind}") if target.behind else ""
                    shown += self._behind(reference, heading=position in headed)
                    behind = shown or behind
                if target and target.fact and reference.labelled:
                    near = parts[max(0, position - _PARTS_AROUND) : position]
                    text, ahead = _link_text(parts[position + 1 :]), _text_before(near)
                    self._compare(reference, target.fact, text, ahead)
            elif isinstance(part, Label) and (target := targets[part.index]):
                pieces.append(mark(self._label(fragment.references[part.index], target)))
        html = "".join(pieces)
        return self._pictures.show(html) if self._pictures else html

    def _behind(self, reference: Reference, *, heading: bool) -> str:
        """Note what a reference mentions or cites; return what is to stand behind the link."""
        if reference.kind == "term":
            return self._explain(reference.target, heading=heading)
        if reference.kind == "fact" and self._citations:
            return self._citations.cite_fact(told_fact(reference)[0], reference.anchor)
        if reference.kind == "source" and self._citations:
            self._citations.cite(reference.target.strip(), reference.anchor)
        return ""

    def _label(self, reference: Reference, target: Target) -> str:
        unnumbered = reference.kind == "source" and not self._citations
        return "" if unnumbered else target.label

    def _explain(self, entry_id: str, *, heading: bool) -> str:
        """Note an editor's link to a glossary entry; return what is to stand behind it."""
        if self._mentions is None:
            return ""
        self._mentions.note(entry_id)
        return "" if heading else self._mentions.explain(entry_id)

    def _headed(self, fragment: Fragment, parts: tuple[Part, ...]) -> Container[int]:
        """Return which parts stand in a heading, where a link must stay without a button."""
        headed: set[int] = set()
        if self._mentions is None or all(r.kind != "term" for r in fragment.references):
            return headed
        inside = False
        for position, part in enumerate(parts):
            if inside:
                headed.add(position)
            for tag in _HEADING.finditer(part.text) if isinstance(part, Html) else ():
                inside = not tag["end"]
        return headed

    def targets(self, fragment: Fragment) -> tuple[Target | None, ...]:
        """Return where a fragment's references lead; None where there is a fault."""
        return self._resolved[fragment.span] if fragment.references else ()

    def _compare(self, reference: Reference, fact: Fact, text: str, ahead: str) -> None:
        """Record a text whose numbers or units are not those of the fact that it cites."""
        if agrees(text, fact.value, ahead=ahead, what=fact.what, region=fact.region):
            return
        values = {"id": fact.id, "text": text, "value": fact.value}
        self.diagnostics.append(fault("fact-text", reference.span, **values))


def _link_text(parts: tuple[Part, ...]) -> str:
    """Return the text of the link in whose opening tag the parts begin."""
    pieces: list[str] = []
    for part in parts:
        text = part.text if isinstance(part, Html | Prose) else ""
        before, end, _ = text.partition("</a>")
        pieces.append(before)
        if end:
            break
    inner = "".join(pieces).partition(">")[2]
    return " ".join(unescape(_TAG.sub("", inner)).split())


def _text_before(parts: tuple[Part, ...]) -> str:
    """Return the text of the paragraph right before the opening tag in which the parts end."""
    html = "".join(part.text if isinstance(part, Html | Prose) else "" for part in parts)
    return unescape(_TAG.sub("", _BLOCK.split(html.rpartition("<")[0])[-1]))


def _unmarked(html: str, *, within_address: bool = False) -> str:  # noqa: ARG001
    """Return HTML as it is."""
    return html


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
