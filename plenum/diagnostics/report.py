"""What a run found and did, as it is printed at its end."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from plenum.diagnostics.catalogue import Severity
from plenum.diagnostics.diagnostic import Diagnostic


class Report(Struct, frozen=True):
    """What a run found and did. `seconds` is wall time.

    `left_out` says of how many articles what keeps them from being published.
    """

    diagnostics: tuple[Diagnostic, ...]
    articles: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    left_out: Mapping[str, int] = field(default_factory=dict)

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
