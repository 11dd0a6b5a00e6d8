"""Regular expressions that are compiled when they are first used.

Plenum has more than four hundred, of which a build after an edit uses some seventy: to compile
the rest took a tenth of its time. `lazy_re.compile` stands where `re.compile` would in the body of
a module or class; what it returns is used as a compiled pattern is.
"""

import re
from typing import Any, AnyStr, cast


def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:  # noqa: A001 (the name in `re`)
    """Return a pattern that is compiled when it is first used, and told as wrong then."""
    return cast("re.Pattern[AnyStr]", Pattern(pattern, flags))


class Pattern:
    """A pattern, compiled or not."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        """Remember what to compile; another expression may be made of the `pattern`."""
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a compiled pattern has)
        """Return what the compiled pattern has; asked for what is not kept here yet."""
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found
