"""A rule of the house: which words are sought, what excuses them, and what to write instead."""

from typing import Literal

from msgspec import Struct

from plenum.diagnostics import Span
from plenum.source import Located

Place = Literal["text", "heading"]
PLACES: tuple[Place, ...] = ("text", "heading")

Excused = Literal["citation", "doubt", "place and date"]
EXCUSED: tuple[Excused, ...] = ("citation", "doubt", "place and date")
"""What leaves a sentence in peace: a source, a word of doubt, or where and when it holds."""

HOUSE_RULE = "house-rule"
"""The fault that a site's own rules report."""


class Rule(Struct, frozen=True):
    """A rule; its phrases are written out, as `plenum.model.phrases` expands them.

    Of `near` one must stand in the sentence, of `then` one right behind what was found, and of
    `unless` none in the sentence; empty ones ask for nothing. What is found becomes
    `replacement` where there is one, in its own capitals unless they are `exact`. The examples
    are sentences that the rule must find, and must leave in peace.
    """

    id: str
    fault_id: str
    seek: tuple[str, ...]
    near: tuple[str, ...]
    then: tuple[str, ...]
    unless: tuple[str, ...]
    excused: frozenset[Excused]
    places: frozenset[Place]
    reason: str
    advice: str
    replacement: str
    exact: bool
    wrong: tuple[Located[str], ...]
    right: tuple[Located[str], ...]
    span: Span
