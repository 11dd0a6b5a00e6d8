"""Converted Markdown in parts: symbolic where it depends on other pages.

Links, the texts that links are given, and linkable prose stay apart from plain HTML until
the link stage, which alone sees the site. Joined, with each reference put back as typed,
the parts are the HTML that the converter wrote.
"""

from typing import Literal

from msgspec import Struct

from plenum.diagnostics import Span


class Html(Struct, frozen=True, gc=False):
    """HTML that no later stage changes."""

    text: str


class Prose(Struct, frozen=True):
    """Running text as HTML, in which a glossary mention may become a link."""

    text: str


class Address(Struct, frozen=True):
    """The place of an attribute's value: the address of the reference `index`."""

    index: int


class Label(Struct, frozen=True):
    """The place of a link's text, which the target gives, or of a citation's mark."""

    index: int


class Marker(Struct, frozen=True):
    """A place that an editor chose for a block: `[TOC]`, `[FAQ]`, `[COMPARISON: id]`.

    The `id` of a worked example is its number among the article's, from 0.
    """

    kind: Literal["toc", "faq", "comparison", "example"]
    id: str


Part = Html | Prose | Address | Label | Marker

ReferenceKind = Literal["link", "wiki", "image", "fact", "term", "source"]


class Reference(Struct, frozen=True, gc=False):
    """An unresolved link, image or citation.

    `target` is as typed (for `fact:`, `term:` and `source:` without the prefix), `labelled`
    says whether the editor wrote a text for it. `start` and `end` are offsets in the
    fragment's text: an address put there makes that text stand on its own (-1 where the place
    is not known). `anchor` is the id of the place that cites. `typed` is what stands at `span`,
    character by character; empty where that is not the target alone, or may be another's.
    """

    kind: ReferenceKind
    target: str
    labelled: bool
    span: Span
    start: int
    end: int
    anchor: str = ""
    typed: str = ""


PAST = "past"
"""What stands behind the question mark of a fact that is told as past."""


def told_fact(reference: Reference) -> tuple[str, bool]:
    """Return the id of the fact that a reference cites, and whether it is told as past."""
    fact_id, _, tense = reference.target.strip().partition("?")
    return fact_id, tense == PAST


class Cut(Struct, frozen=True):
    """What the Markdown twin leaves out of a fragment's text, and the block that it puts there."""

    start: int
    end: int
    marker: Marker | None = None


class Heading(Struct, frozen=True, gc=False):
    """A heading of the body: its level as published (2 to 6), its text and its anchor."""

    level: int
    text: str
    anchor: str


_NOWHERE = Span("")


class Fragment(Struct, frozen=True, gc=False):
    """A piece of Markdown after conversion.

    `text` is the Markdown as typed, for the page's Markdown twin; it is empty where the
    piece is a part of another fragment's text. `cuts` are the places of that text which the
    twin does not take over. `span` begins where it begins in the source; `typed` is how it
    stands there, where that is not `text`.
    """

    parts: tuple[Part, ...] = ()
    references: tuple[Reference, ...] = ()
    text: str = ""
    cuts: tuple[Cut, ...] = ()
    span: Span = _NOWHERE
    typed: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.parts)


EMPTY = Fragment()
