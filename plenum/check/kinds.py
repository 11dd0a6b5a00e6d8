"""The kinds of rules: over a whole site, over each article in view of its site, over an article."""

import datetime as dt
from collections.abc import Callable, Iterable

from plenum.diagnostics import Diagnostic
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.site import Site

ArticleRule = Callable[[Article], Iterable[Diagnostic]]
"""Looks at one article."""

SiteRule = Callable[[Site, dt.date], Iterable[Diagnostic]]
"""Looks at all articles together, on a day."""

PreparedRule = Callable[[SiteData, dt.date], ArticleRule]
"""Prepares, once a process, what looks at single articles in view of the site's data."""


def no_fault(_article: Article) -> tuple[Diagnostic, ...]:
    """Find nothing: the rule of a site that gives it nothing to look for."""
    return ()
