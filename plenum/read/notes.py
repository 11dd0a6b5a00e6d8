"""Sources as the front matter gives them go in, the notes to oneself in them come out.

They are no Markdown, whose notes are found with the slips of its form.
"""

from collections.abc import Iterable

from plenum.model.placeholders import PLACEHOLDER
from plenum.read.slips import Slip, ValueLines
from plenum.source import Reading, SourceFile, Values

_SHOWN = ("title", "publisher", "url")


def notes_in_sources(sources: Iterable[Values], source: SourceFile, reading: Reading) -> None:
    """Record what is still to be written of sources, each note where it stands."""
    for given in sources:
        for text in filter(None, map(given.get, _SHOWN)):
            slips = [
                Slip(*match.span(), "placeholder", {"name": match[0]})
                for match in PLACEHOLDER.finditer(text.value)
            ]
            if slips:
                ValueLines(source, text).record(slips, reading)
