"""YAML as source code: text goes in, nodes with their places come out.

Nothing is converted here: every scalar stays the text that was typed. This module is the
only door to PyYAML.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal

# PyYAML's nodes and marks carry no types of their own.
# ruff: noqa: ANN401
import yaml

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.source.file import FORBIDDEN, SourceFile
from plenum.source.yaml_mistakes import Complaint, Mark, diagnose

# The C parser is about twenty times faster; a Python without it still works.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# A document whose aliases unfold into more nodes than this is an attack or an accident.
_MAX_NODES = 100_000

# Groups inside groups: nobody writes more, and PyYAML's composer recurses at each level.
_MAX_DEPTH = 50
_PERHAPS_DEEP = re.compile(r"^[ ]{50}|(?:[-?:][ \t]+){50}", re.MULTILINE)

_ESCAPE = re.compile(r"\\(?:[0abefv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)

_ANCHOR = re.compile(r"&(\S+)")
# A comment has a space after its #; "Update #2" has none.
_CUT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed. `start` and `end` are character offsets into the file."""

    text: str
    style: Literal["plain", "quoted", "block"]
    span: Span
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing was given: no text at all, `~` or `null`, unquoted."""
        return self.style == "plain" and (not self.text or self.null)

    @property
    def null(self) -> bool:
        """Whether somebody wrote that there is nothing: `~` or `null`, unquoted."""
        return self.style == "plain" and self.text in {"~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; keys are unique.

    `braces` says whether it is written between `{` and `}`.
    """

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    start: int
    end: int
    braces: bool = False

    def get(self, key: str) -> "Node | None":
        """Return the value of `key`, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping


def parse_yaml(
    source: SourceFile, start: int = 0, end: int | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """Parse the part of `source` between two offsets that begin and end at line starts.

    The node is None where there is nothing, or where the text is no YAML (then there is at
    least one fault).
    """
    text = source.text[start:end]
    builder = _Builder(source, start)
    try:
        if _perhaps_deep(text):
            builder.check_depth(text)
        root = yaml.compose(text, Loader=_LOADER)
        node = None if root is None else builder.build(root)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.faults, builder.syntax_fault(error)]
    except yaml.YAMLError as error:
        span = source.span(start, start)
        return None, [*builder.faults, fault("yaml-syntax", span, problem=str(error))]
    except _TooLargeError as error:
        return None, [*builder.faults, fault(error.fault_id, error.span)]
    return node, builder.faults


def _perhaps_deep(text: str) -> bool:
    """Whether a document may be nested too deeply; false for nearly all of them."""
    brackets = text.count("[") + text.count("{")
    return brackets > _MAX_DEPTH or _PERHAPS_DEEP.search(text) is not None


class _TooLargeError(Exception):
    """A document that unfolds without end, or is nested too deeply."""

    def __init__(self, fault_id: str, span: Span) -> None:
        super().__init__(fault_id, span)
        self.fault_id = fault_id
        self.span = span


class _Builder:
    """Turns PyYAML's nodes into ours, with places in the whole file."""

    def __init__(self, source: SourceFile, offset: int) -> None:
        self.faults: list[Diagnostic] = []
        self._source = source
        self._offset = offset
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
        self._count = 0
        self._open: set[int] = set()

    def check_depth(self, text: str) -> None:
        """Look at the events, which PyYAML gives without recursion."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _MAX_DEPTH:
                    raise _TooLargeError("yaml-depth", self._span(event.start_mark, None))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def build(self, node: Any) -> Node:
        self._count += 1
        if self._count > _MAX_NODES or id(node) in self._open:
            raise _TooLargeError("yaml-alias", self._span(node.start_mark, node.end_mark))
        start = self._offset + node.start_mark.index
        end = self._offset + node.end_mark.index
        span = self._span(node.start_mark, node.end_mark)
        if node.tag not in _PLAIN_TAGS:
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            self.faults.append(fault("yaml-tag", span, tag=tag))
        if isinstance(node, yaml.ScalarNode):
            text = self._visible(node.value, start, end)
            if not node.style:
                self._find_lost(start, end)
            return Scalar(text, _STYLES.get(node.style or "", "quoted"), span, start, end)
        self._open.add(id(node))
        built: Node
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.build(item) for item in node.value)
            built = Sequence(items, span, start, end)
        else:
            built = Mapping(self._entries(node), span, start, end, bool(node.flow_style))
        self._open.discard(id(node))
        return built

    def _find_lost(self, start: int, end: int) -> None:
        """Report what YAML takes out of a text without a word: an anchor, and a # with its rest."""
        text = self._source.text
        anchor = _ANCHOR.match(text, start)
        if anchor and f"*{anchor[1]}" not in text:
            span = self._source.span(*anchor.span())
            self.faults.append(fault("special-start", span, found="&"))
        if comment := _CUT.match(text, end):
            span = self._source.span(*comment.span(1))
            self.faults.append(fault("cut-at-hash", span))

    def _visible(self, text: str, start: int, end: int) -> str:
        """Take out what an escape in quotation marks brings in and no page may hold."""
        if not FORBIDDEN.search(text):
            return text
        for escape in _ESCAPE.finditer(self._source.text, start, end):
            character = _unescaped(escape[0])
            if FORBIDDEN.search(character):
                span = self._source.span(*escape.span())
                code = f"U+{ord(character):04X}"
                self.faults.append(fault("control-character", span, code=code))
        return FORBIDDEN.sub("\ufffd", text)

    def _entries(self, node: Any) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            key = self.build(key_node)
            value = self.build(value_node)
            if not isinstance(key, Scalar):
                self.faults.append(fault("yaml-key", key.span))
            elif key.text in entries:
                first = entries[key.text][0].span.line
                self.faults.append(fault("duplicate-key", key.span, key=key.text, first=first))
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def syntax_fault(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        """Say in an editor's words what the parser stumbled over, where the mistake stands."""
        at = error.problem_mark or error.context_mark
        if at is None:
            span = self._source.span(self._offset, self._offset)
            return fault("yaml-syntax", span, problem=str(error))
        since = error.context_mark or at
        complaint = Complaint(
            error.problem or "", error.context or "", self._mark(at), self._mark(since)
        )
        # What stands above the YAML is none of it.
        above = [""] * self._source.text.count("\n", 0, self._offset)
        lines = above + self._source.text[self._offset :].split("\n")
        mistake = diagnose(lines, complaint)
        start = self._line_starts[mistake.at.line] + mistake.at.column
        span = self._source.span(start, start + mistake.width)
        return fault(mistake.fault_id, span, problem=mistake.found, found=mistake.found)

    def _mark(self, mark: Any) -> Mark:
        line, column = self._position(self._offset + mark.index)
        return Mark(line - 1, column - 1)

    def _span(self, start: Any, end: Any) -> Span:
        # PyYAML's own lines also end at U+2028 and its like; an editor's do not.
        first = self._offset + start.index
        last = first + 1 if end is None else self._offset + end.index
        return Span(self._source.path, *self._position(first), *self._position(last))

    def _position(self, offset: int) -> tuple[int, int]:
        offset = min(offset, len(self._source.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


def _unescaped(escape: str) -> str:
    kind, digits = escape[1], escape[2:]
    return chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(kind, "")


_STYLES: dict[str, Literal["plain", "quoted", "block"]] = {
    "": "plain",
    "'": "quoted",
    '"': "quoted",
    "|": "block",
    ">": "block",
}
