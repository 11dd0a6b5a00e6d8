"""A site's folder goes in, single lines of its files come out, as faults show them."""

import os
from functools import lru_cache
from pathlib import Path

from plenum.diagnostics.formats.text import LineOf


def lines_in(site: Path) -> LineOf:
    """Return a function that gives the lines of the site's files."""

    @lru_cache(maxsize=64)
    def lines_of(path: str) -> tuple[str, ...]:
        try:
            # What a link out of the site leads to is nobody's business here.
            if not Path(os.path.realpath(site / path)).is_relative_to(site.resolve()):
                return ()
            data = (site / path).read_bytes()
        except (OSError, ValueError):
            return ()
        if b"\0" in data:
            # A picture has no lines that tell anything.
            return ()
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def line_of(path: str, number: int) -> str | None:
        lines = lines_of(path)
        return lines[number - 1] if 0 < number <= len(lines) else None

    return line_of
