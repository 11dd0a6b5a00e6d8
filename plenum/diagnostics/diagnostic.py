"""A fault as a value: what is wrong, where, how bad it is, and what to do."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from plenum.diagnostics.catalogue import CATALOGUE, Severity
from plenum.diagnostics.span import Span


class Fix(NamedTuple):
    """What stands at a fault's place, as typed, and what a program may put there instead."""

    old: str
    new: str


class Diagnostic(NamedTuple):
    """One fault. It travels between processes, so it holds plain values only.

    `fix` is there where only one remedy is right and it changes nothing else.
    """

    id: str
    severity: Severity
    span: Span
    message: str
    hint: str
    fix: Fix | None = None


class Setting(StrEnum):
    """What `faults` in the configuration may say of an id."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


def fault(fault_id: str, span: Span, /, **values: object) -> Diagnostic:
    """Make the fault `fault_id` of the catalogue, its texts filled with `values`."""
    entry = CATALOGUE[fault_id]
    return Diagnostic(
        fault_id,
        entry.severity,
        span,
        entry.message.format(**values),
        entry.hint.format(**values),
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort faults by path, line and column, and drop exact repetitions."""
    return tuple(
        sorted(
            set(diagnostics),
            key=lambda d: (d.span, d.id, d.message, d.hint, d.fix or ()),
        )
    )
