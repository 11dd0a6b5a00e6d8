"""One question, one page."""

import datetime as dt
from collections.abc import Iterator

from plenum.diagnostics import Diagnostic, fault, listed
from plenum.model.question import question_key
from plenum.model.site import Site


def one_owner_a_question(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find articles whose `question` is also another article's."""
    owners: dict[str, list[int]] = {}
    asked = [a for a in sorted(site.by_url.values(), key=lambda a: a.path) if a.meta.question]
    for position, article in enumerate(asked):
        owners.setdefault(question_key(article.meta.question), []).append(position)
    for positions in owners.values():
        for position in positions:
            others = (asked[p].source_path for p in positions if p != position)
            span = asked[position].meta.question_span
            if len(positions) > 1 and span is not None:
                yield fault("two-owners", span, other=listed(others, len(positions) - 1))
