"""What YAML holds, as source code: texts, lists and groups of keys, each with its place."""

from typing import Literal, NamedTuple

from msgspec import Struct

from plenum.diagnostics import Span


class Scalar(NamedTuple):
    """A text as typed. `start` and `end` are character offsets into the file.

    `commented` says whether a comment stands right behind it.
    """

    text: str
    style: Literal["plain", "quoted", "block"]
    span: Span
    start: int
    end: int
    commented: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was given: no text at all, `~` or `null`, unquoted."""
        return self.style == "plain" and (not self.text or self.null)

    @property
    def null(self) -> bool:
        """Whether somebody wrote that there is nothing: `~` or `null`, unquoted."""
        return self.style == "plain" and self.text in {"~", "null", "Null", "NULL"}


class Sequence(Struct, frozen=True):
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span
    start: int
    end: int


class Mapping(Struct, frozen=True):
    """Keys with their values, in the order of the file; keys are unique.

    `braces` says whether it is written between `{` and `}`. The keys `unread` stand in the
    file, but what they hold has a fault that is told already. Where it is `partial`, not even
    all keys could be read, so that none can be called missing.
    """

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    start: int
    end: int
    braces: bool = False
    unread: frozenset[str] = frozenset()
    partial: bool = False

    def get(self, key: str) -> "Node | None":
        """Return the value of `key`, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping
