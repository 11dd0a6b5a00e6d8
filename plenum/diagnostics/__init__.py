"""Faults as values: spans, diagnostics, the catalogue of ids, and the report formats."""

from plenum.diagnostics.catalogue import CATALOGUE, Fault, Severity
from plenum.diagnostics.diagnostic import Diagnostic, Fix, Setting, fault, in_order
from plenum.diagnostics.listing import counted, listed
from plenum.diagnostics.span import Span

__all__ = [
    "CATALOGUE",
    "Diagnostic",
    "Fault",
    "Fix",
    "Setting",
    "Severity",
    "Span",
    "counted",
    "fault",
    "in_order",
    "listed",
]
