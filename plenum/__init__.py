"""Plenum: a static site generator for an HVAC explainer hub."""

__version__ = "0.1.0"
