"""A text that is no YAML goes in, its topmost entries and the faults of all of them come out."""

from collections.abc import Collection

from plenum.diagnostics import Diagnostic
from plenum.source.mistake import Mark, Mistake
from plenum.source.nodes import Mapping
from plenum.source.places import Places
from plenum.source.yaml_builder import Builder, NotYamlError, TooLargeError
from plenum.source.yaml_lines import indent, key_of
from plenum.source.yaml_mistakes import misplaced
from plenum.source.yaml_pieces import Piece, pieces
from plenum.source.yaml_salvage import Salvage, Salvaged
from plenum.source.yaml_telling import Teller


class Recovery:
    """Reads the entries of a text that is no YAML, each by itself."""

    def __init__(
        self, text: str, places: Places, spoilt: frozenset[int], keys: Collection[str] = ()
    ) -> None:
        """Begin; of the lines `spoilt`, by an invisible character, all is said already.

        A line that is neither a key nor an item may have been meant for one of the `keys`.
        """
        self._text = text
        self._places = places
        self._spoilt = spoilt
        self._builder = Builder(places)
        self._teller = Teller(places, self._builder.faults, spoilt, keys)

    @property
    def faults(self) -> list[Diagnostic]:
        """Return what was found."""
        return self._builder.faults

    def read(self, error: NotYamlError | TooLargeError) -> Mapping:
        """Return the entries that can be read; `error` is what the whole text brought about."""
        found = pieces(self._text)
        salvage, whole = Salvage(self._builder, self._teller), Salvaged()
        begun = False
        for number, piece in enumerate(found):
            if piece.boundary:
                if begun:
                    self._teller.tell(Mistake("stray-dashes", Mark(0, 0), 3), piece.start)
                continue
            if not begun:
                self._check_margin(piece, found[number + 1 :])
            whole.add(salvage.entry(self._text[piece.start : piece.end], piece.start))
            begun = True
        entries = self._builder.unique(whole.pairs)
        if not self._teller.has_told(0) and not self._spoilt:
            self._teller.tell_error(error, 0, len(self._text))
        start, end = self._places.offset(0), self._places.offset(len(self._text))
        span = self._places.span(start, start)
        unread = whole.unread | whole.strays | {key.text for key, value in whole.pairs if not value}
        return Mapping(entries, span, start, end, unread=frozenset(unread), partial=whole.partial)

    def _check_margin(self, piece: Piece, others: list[Piece]) -> None:
        """Tell a first entry that stands further in than the others."""
        lines = self._text[piece.start : piece.end].split("\n")
        words = ((at, line) for at, line in enumerate(lines) if line.strip())
        number, line = next(
            (each for each in words if not each[1].lstrip().startswith("#")), (0, "")
        )
        other = next((each for each in others if not each.boundary), None)
        if other is None or not key_of(line) or self._teller.is_spoilt(piece.start, piece.end):
            return
        other_line = self._text[other.start : other.end].split("\n", 1)[0]
        if indent(line) > indent(other_line):
            numbers = (self._teller.line(piece.start) + number, self._teller.line(other.start))
            mistake = misplaced(line, Mark(number, 0), other_line, numbers)
            self._teller.tell(mistake, piece.start)
