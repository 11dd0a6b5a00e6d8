"""What a run found and did, and how its faults are judged."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from plenum.config import Config
from plenum.diagnostics import Diagnostic, Setting, Severity, in_order
from plenum.diagnostics.report import Report
from plenum.source import Excuse, apply_excuses

if TYPE_CHECKING:
    from plenum.check.ledger import Changes


class Source(Struct, frozen=True):
    """Where an article is written; `unpublished` says why readers do not have it yet, if so."""

    path: str
    unpublished: str = ""


class SiteReport(Report, frozen=True):
    """What a run over a site found and did.

    `changed` says of each page that was rendered, by URL, what of it had changed. `changes` is
    how the site differs from its ledger of addresses; None where it could not be read in full, and
    for a run that writes.
    `sources` are those of the articles by their addresses below the site's root. `token` stands
    for what a build has recorded of its pages, if it has. `replaced` are the paths of all files
    that it has written after an edit of texts; None where that may be more. What `is_partial` has
    left the index of the search as it was. `digests` are those of the bytes that were read, by
    the sources' paths.
    """

    changes: "Changes | None" = None
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    token: str = ""
    replaced: tuple[str, ...] | None = None
    is_partial: bool = False
    digests: Mapping[str, str] = field(default_factory=dict)


def judge(
    faults: Iterable[Diagnostic],
    excuses: Iterable[Excuse],
    config: Config,
    unfinished: Collection[str] = (),
) -> tuple[Diagnostic, ...]:
    """Apply excuses and the configuration's severities, and bring the faults in order.

    Of sources that are `unfinished`, what is no error by itself is not told.
    """
    kept = apply_excuses(in_order(faults), excuses)
    judged = []
    for diagnostic in kept:
        setting = config.faults.get(diagnostic.id)
        if setting is Setting.OFF:
            continue
        severity = Severity(setting.value) if setting else diagnostic.severity
        # A site that does not publish notes to oneself may have drafts all the same.
        may_wait = Severity.WARNING in (diagnostic.severity, severity)
        if may_wait and diagnostic.span.path in unfinished:
            continue
        judged.append(diagnostic._replace(severity=severity))
    return in_order(judged)
