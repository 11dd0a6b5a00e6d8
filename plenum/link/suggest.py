"""A wrong name and the right ones go in, the one that may be meant comes out."""

import re
from collections.abc import Callable, Iterable, Sequence

from plenum import lazy_re
from plenum.diagnostics import listed
from plenum.source import nearest_name

_MOST_COMPARISONS = 100_000
"""How many names may be compared in search of better ones: a few seconds' worth."""

_MARKER = lazy_re.compile(r"(?:TOC|FAQ|COMPARISON)(?:\s*:[^\n]*)?", re.IGNORECASE)
_PREFIXES = ("source", "fact", "term", "mailto", "tel")
_LIKE = 0.75
"""How much of two such words must be alike to think that one is a slip of the other."""
_MAIL = lazy_re.compile(r"[^\s/@?#:]+@[^\s/@?#:]+\.[^\s/@?#:]+")


def marker_advice(name: str) -> str | None:
    """Say how to write a marker that stands between double brackets; None where it is none."""
    if not _MARKER.fullmatch(name):
        return None
    kind, colon, rest = name.partition(":")
    return f"a marker has single brackets: [{kind.strip().upper()}{colon}{rest}]"


def mail_advice(target: str) -> str | None:
    """Say how to link to an e-mail address; None where it is none."""
    return f"for an e-mail address write mailto:{target}" if _MAIL.fullmatch(target) else None


def prefix_advice(target: str) -> str | None:
    """Say what was meant by a link that begins nearly as ours do; None where it does not."""
    prefix, _, rest = target.partition(":")
    from difflib import get_close_matches  # noqa: PLC0415 (few runs meet a wrong name)

    near = get_close_matches(prefix.lower(), _PREFIXES, n=1, cutoff=_LIKE)
    return f"did you mean '{near[0]}:{rest}'?" if near else None


class Suggestions:
    """Finds the name that a wrong one may have meant, until that has taken long enough.

    Where thousands of links are dead, it is not their spelling.
    """

    def __init__(
        self,
        names: Iterable[str],
        find: Callable[[str, Sequence[str]], str | None] = nearest_name,
    ) -> None:
        """Take the names that there are, and what finds the one that is meant."""
        self.names = tuple(names)
        self._find = find
        self._found: dict[str, str | None] = {}

    def nearest(self, name: str) -> str | None:
        """Return the name most like `name`, if there is one and it may still be sought."""
        if name not in self._found:
            if len(self._found) * len(self.names) > _MOST_COMPARISONS:
                return None
            self._found[name] = self._find(name, self.names)
        return self._found[name]

    def advice(self, name: str) -> str:
        """Return what to do about an unknown id."""
        near = self.nearest(name)
        if near:
            return f"did you mean '{near}'?"
        return (
            f"known: {listed(self.names, len(self.names))}" if self.names else "there is none yet"
        )
