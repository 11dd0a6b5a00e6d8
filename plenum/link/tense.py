"""A fact, how an article tells it and a day go in; what is wrong with that comes out.

`[…](fact:x)` tells a fact as true, `[…](fact:x?past)` as past.
"""

import datetime as dt

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.data import Fact
from plenum.model.dates import long_date
from plenum.model.fragment import PAST, Reference, told_fact
from plenum.source import nearest_name


def wrong_tense(fact: Fact, reference: Reference, day: dt.date) -> Diagnostic | None:
    """Return what is wrong with telling `fact` so to those who read it on `day`, if anything."""
    tense = _tense(reference)
    if tense not in {None, PAST}:
        return fault("unknown-tense", _behind_mark(reference), found=tense, advice=_advice(tense))
    begins, until, span = fact.valid_from, fact.valid_until, reference.span
    if begins is not None and day < begins.first:
        return fault("future-fact", span, id=fact.id, begins=long_date(begins), day=begins.first)
    if tense is None and until is not None and day > until.last:
        return fault("expired-fact", span, id=fact.id, until=long_date(until))
    if tense == PAST and until is None and not fact.is_whole:
        # Its last day may be what could not be read.
        return None
    if tense == PAST and (until is None or day <= until.last):
        still = f"it holds until {long_date(until)}" if until else "nothing says when it ended"
        right = f"tell it as true: fact:{fact.id}"
        ended = "correct" if until else "give it"
        advice = f"{right}, or {ended} its last day ('valid_until' of the fact)"
        return fault("not-past", span, id=fact.id, still=still, advice=advice)
    return None


def until_when(fact: Fact, reference: Reference) -> str:
    """Return the words behind a fact that is told as past: until when it held."""
    is_past = told_fact(reference)[1]
    if fact.valid_until is None or not is_past:
        return ""
    return f"(until {long_date(fact.valid_until)})"


def _tense(reference: Reference) -> str | None:
    """Return what stands behind the question mark; None where there is no such mark."""
    _, mark, tense = reference.target.strip().partition("?")
    return tense if mark else None


def _advice(tense: str | None) -> str:
    if tense and nearest_name(tense, {PAST}):
        return f"did you mean '{PAST}'?"
    return f"delete it and the '?', or write '?{PAST}' for what no longer holds"


def _behind_mark(reference: Reference) -> Span:
    """Return the place of what stands behind the question mark, or of the mark alone."""
    span = reference.span
    before, _, tense = reference.typed.partition("?")
    if span.line != span.end_line or len(reference.typed) != span.end_column - span.column:
        return span
    return span._replace(column=span.column + len(before) + bool(tense))
