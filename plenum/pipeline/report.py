"""What a run found and did, and how its faults are judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plenum.check.ledger import Changes
from plenum.config import Config
from plenum.diagnostics import Diagnostic, Setting, Severity, in_order
from plenum.source import Excuse, apply_excuses


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and did. `seconds` is wall time.

    `left_out` says of how many articles what keeps them from being published. `changes` is how
    the site differs from its ledger of addresses; None where it could not be read in full.
    """

    diagnostics: tuple[Diagnostic, ...]
    articles: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    left_out: Mapping[str, int] = field(default_factory=dict)
    changes: Changes | None = None

    @property
    def errors(self) -> int:
        """How many faults stop the publication."""
        return errors_in(self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many faults do not."""
        return sum(d.severity is Severity.WARNING for d in self.diagnostics)

    def failed(self, *, strict: bool) -> bool:
        """Whether the run counts as failed; strictly, warnings count too."""
        return self.errors > 0 or (strict and self.warnings > 0)


def errors_in(diagnostics: Iterable[Diagnostic]) -> int:
    """Count the faults that stop the publication."""
    return sum(each.severity is Severity.ERROR for each in diagnostics)


def judge(
    faults: Iterable[Diagnostic], excuses: Iterable[Excuse], config: Config
) -> tuple[Diagnostic, ...]:
    """Apply excuses and the configuration's severities, and bring the faults in order."""
    kept = apply_excuses(in_order(faults), excuses)
    judged = []
    for diagnostic in kept:
        setting = config.faults.get(diagnostic.id)
        if setting is Setting.OFF:
            continue
        severity = Severity(setting.value) if setting else diagnostic.severity
        judged.append(diagnostic._replace(severity=severity))
    return in_order(judged)
