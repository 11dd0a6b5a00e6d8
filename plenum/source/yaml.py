"""YAML as source code: text goes in, nodes with their places come out.

Nothing is converted here: every scalar stays the text that was typed. What cannot be read as
a whole is read entry by entry, so that one run tells the mistakes of all of them.
"""

import re
from functools import cached_property

from plenum.diagnostics import Diagnostic, Severity, fault
from plenum.source.file import SourceFile
from plenum.source.invisible import Invisible, find_invisible, readable
from plenum.source.mistake import Complaint, Mark, Mistake
from plenum.source.nodes import Mapping, Node, Scalar, Sequence
from plenum.source.places import Places
from plenum.source.yaml_builder import Builder, NotYamlError, TooLargeError
from plenum.source.yaml_lines import indent, key_of, meant_key
from plenum.source.yaml_mistakes import diagnose, misplaced, no_colon
from plenum.source.yaml_pieces import Piece, pieces

_NAME = re.compile(r"[^\s,\[\]{}]+")
_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")

_MISPLACED = {"yaml-tab", "yaml-indent", "missing-colon"}

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse_yaml"]


def parse_yaml(
    source: SourceFile, start: int = 0, end: int | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """Parse the part of `source` between two offsets that begin and end at line starts.

    The node is None where there is nothing. Of a text that is no YAML, it holds the entries
    that could be read and names the others; then there is at least one error.
    """
    end = len(source.text) if end is None else end
    text = source.text[start:end]
    invisible = find_invisible(text)
    readable_text, taken = readable(text, invisible)
    places = Places(source, start, taken)
    faults = _invisible_faults(invisible, places, start)
    builder = Builder(places)
    try:
        node = builder.compose(readable_text, 0)
    except (NotYamlError, TooLargeError) as error:
        spoilt = {each.span.line for each in faults if each.severity is Severity.ERROR}
        recovery = _Recovery(readable_text, places, frozenset(spoilt))
        return recovery.read(error), faults + recovery.faults
    return node, faults + builder.faults


def _invisible_faults(invisible: list[Invisible], places: Places, start: int) -> list[Diagnostic]:
    """Tell the first of several equal ones; within a text they are a warning."""
    faults = []
    for before, each in zip([None, *invisible], invisible, strict=False):
        if before and before.character == each.character and before.offset == each.offset - 1:
            continue
        span = places.span(start + each.offset, start + each.offset + 1)
        found = fault("invisible-character", span, name=each.name)
        if not each.matters:
            found = found._replace(severity=Severity.WARNING)
        faults.append(found)
    return faults


class _Recovery:
    """Reads the entries of a text that is no YAML, each by itself."""

    def __init__(self, text: str, places: Places, spoilt: frozenset[int]) -> None:
        """Begin; of the lines `spoilt`, by an invisible character, all is said already."""
        self._text = text
        self._places = places
        self._spoilt = spoilt
        self._builder = Builder(places)
        self._pairs: list[tuple[Scalar, Node]] = []
        self._unread: set[str] = set()
        self._partial = False
        self._too_large = False

    @property
    def faults(self) -> list[Diagnostic]:
        """Return what was found."""
        return self._builder.faults

    def read(self, error: NotYamlError | TooLargeError) -> Mapping:
        """Return the entries that can be read; `error` is what the whole text brought about."""
        found = pieces(self._text)
        begun = False
        for number, piece in enumerate(found):
            if piece.boundary:
                if begun:
                    self._tell(Mistake("stray-dashes", Mark(0, 0), 3), piece)
                continue
            if not begun:
                self._check_margin(piece, found[number + 1 :])
            self._read_piece(piece)
            begun = True
        entries = self._builder.unique(self._pairs)
        told = any(each.severity is Severity.ERROR for each in self.faults)
        if not told and not self._spoilt:
            self._tell_error(error, Piece(0, len(self._text)))
        start, end = self._places.offset(0), self._places.offset(len(self._text))
        span = self._places.span(start, start)
        unread = frozenset(self._unread)
        return Mapping(entries, span, start, end, unread=unread, partial=self._partial)

    def _read_piece(self, piece: Piece) -> None:
        offset, first = self._first_line(piece)
        before = len(self.faults)
        try:
            node = self._builder.compose(self._text[piece.start : piece.end], piece.start)
        except (NotYamlError, TooLargeError) as error:
            if not self._is_told(piece) and not self._is_elsewhere(error):
                self._tell_error(error, piece)
        else:
            if isinstance(node, Mapping):
                self._pairs += node.entries
                self._unread |= node.unread
                return
            if node is None:
                return
            told = len(self.faults) > before or self._is_told(piece)
            if isinstance(node, Scalar) and not told:
                self._tell(no_colon(first, Mark(offset, indent(first))), piece)
        key = meant_key(first.strip())
        self._unread.add(key)
        if len(self.faults) > before and self.faults[-1].id in _MISPLACED:
            self._unread |= self._misplaced_keys(piece)
        self._partial = self._partial or not key or key[0] in "-[{?"

    def _misplaced_keys(self, piece: Piece) -> set[str]:
        """Return the keys of a piece with wrong indentation: some may belong beside the first."""
        lines = self._text[piece.start : piece.end].split("\n")
        return {key_of(line.strip()) for line in lines} - {""}

    def _is_told(self, piece: Piece) -> bool:
        first, last = (
            self._places.line_and_column(self._places.offset(at))[0]
            for at in (piece.start, piece.end - 1)
        )
        return any(first <= line <= last for line in self._spoilt)

    def _is_elsewhere(self, error: NotYamlError | TooLargeError) -> bool:
        """Whether an alias repeats what another piece holds: that is no mistake."""
        if not isinstance(error, NotYamlError) or "undefined alias" not in error.problem:
            return False
        name = _NAME.match(self._places.source.text, error.at + 1)
        return name is not None and name[0] in self._anchors

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(_ANCHOR.findall(self._text))

    def _first_line(self, piece: Piece) -> tuple[int, str]:
        """Return the first line of a piece that is no comment, and its number from 0."""
        lines = self._text[piece.start : piece.end].split("\n")
        for number, line in enumerate(lines):
            if line.strip() and not line.lstrip().startswith("#"):
                return number, line
        return 0, ""

    def _check_margin(self, piece: Piece, others: list[Piece]) -> None:
        """Tell a first entry that stands further in than the others."""
        number, line = self._first_line(piece)
        other = next((each for each in others if not each.boundary), None)
        if other is None or not key_of(line) or self._is_told(piece):
            return
        other_line = self._text[other.start : other.end].split("\n", 1)[0]
        if indent(line) > indent(other_line):
            numbers = (self._line(piece) + number, self._line(other))
            self._tell(misplaced(line, Mark(number, 0), other_line, numbers), piece)

    def _line(self, piece: Piece) -> int:
        return self._places.line_and_column(self._places.offset(piece.start))[0]

    # -- faults -------------------------------------------------------------------------------

    def _tell_error(self, error: NotYamlError | TooLargeError, piece: Piece) -> None:
        if isinstance(error, NotYamlError):
            self._tell(self._diagnosed(error, piece), piece)
        elif not self._too_large:
            # What unfolds without end in one entry leaves no room for the next ones.
            self._too_large = error.fault_id == "yaml-alias"
            self.faults.append(fault(error.fault_id, error.span))

    def _diagnosed(self, error: NotYamlError, piece: Piece) -> Mistake:
        first = self._line(piece)
        start, end = self._places.line_start(first), self._places.offset(piece.end)
        lines = self._places.source.text[start:end].split("\n")

        def mark(offset: int) -> Mark:
            line, column = self._places.line_and_column(offset)
            return Mark(line - first, column - 1)

        at, since = mark(error.at), mark(error.since)
        return diagnose(lines, Complaint(error.problem, error.context, at, since, first))

    def _tell(self, mistake: Mistake, piece: Piece) -> None:
        line = self._line(piece) + mistake.at.line
        start = self._places.line_start(line) + mistake.at.column
        span = self._places.span(start, start + mistake.width)
        self.faults.append(fault(mistake.fault_id, span, **mistake.values))
