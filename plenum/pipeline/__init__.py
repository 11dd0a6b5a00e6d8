"""The pipeline: a configuration goes in, a written site and a report come out."""

from plenum.pipeline.report import SiteReport, Source
from plenum.pipeline.steps import Survey, build, patterns, rebuild, survey

__all__ = ["SiteReport", "Source", "Survey", "build", "patterns", "rebuild", "survey"]
