"""A file to publish."""

from dataclasses import dataclass
from enum import IntEnum


class Phase(IntEnum):
    """When a file is written: what others point at comes before what points at it."""

    ASSET = 1
    PAGE = 2
    LISTING = 3
    FEED = 4


@dataclass(frozen=True, slots=True)
class Output:
    """The bytes of one file; `path` is relative to the output folder, with forward slashes."""

    path: str
    data: bytes
    phase: Phase
