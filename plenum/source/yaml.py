"""YAML as source code: text goes in, nodes with their places come out.

Nothing is converted here: every scalar stays the text that was typed. This module is the
only door to PyYAML.
"""

from dataclasses import dataclass
from typing import Any, Literal

# PyYAML's nodes and marks carry no types of their own.
# ruff: noqa: ANN401
import yaml

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.source.file import SourceFile

# The C parser is about twenty times faster; a Python without it still works.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# A document whose aliases unfold into more nodes than this is an attack or an accident.
_MAX_NODES = 100_000

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
        return self.style == "plain" and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; keys are unique."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    start: int
    end: int

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
    builder = _Builder(source, start, source.text.count("\n", 0, start))
    try:
        root = yaml.compose(text, Loader=_LOADER)
        node = None if root is None else builder.build(root)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.faults, builder.syntax_fault(error)]
    except yaml.YAMLError as error:
        span = source.span(start, start)
        return None, [*builder.faults, fault("yaml-syntax", span, problem=str(error))]
    except _TooLargeError as error:
        return None, [*builder.faults, fault("yaml-alias", error.span)]
    return node, builder.faults


class _TooLargeError(Exception):
    """The aliases of a document unfold without end."""

    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


class _Builder:
    """Turns PyYAML's nodes into ours, with places in the whole file."""

    def __init__(self, source: SourceFile, offset: int, lines: int) -> None:
        self.faults: list[Diagnostic] = []
        self._source = source
        self._offset = offset
        self._lines = lines
        self._count = 0
        self._open: set[int] = set()

    def build(self, node: Any) -> Node:
        self._count += 1
        if self._count > _MAX_NODES or id(node) in self._open:
            raise _TooLargeError(self._span(node.start_mark, node.end_mark))
        start = self._offset + node.start_mark.index
        end = self._offset + node.end_mark.index
        span = self._span(node.start_mark, node.end_mark)
        if node.tag not in _PLAIN_TAGS:
            self.faults.append(fault("yaml-tag", span, tag=node.tag))
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, _STYLES.get(node.style or "", "quoted"), span, start, end)
        self._open.add(id(node))
        built: Node
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.build(item) for item in node.value)
            built = Sequence(items, span, start, end)
        else:
            built = Mapping(self._entries(node), span, start, end)
        self._open.discard(id(node))
        return built

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
        """Say in an editor's words what the parser stumbled over, where it stands."""
        mark = error.problem_mark or error.context_mark
        if mark is None:
            span = self._source.span(self._offset, self._offset)
            return fault("yaml-syntax", span, problem=str(error))
        span = self._span(mark, None)
        problem = error.problem or ""
        if "mapping values are not allowed" in problem:
            return fault("yaml-colon", span)
        if "\\t" in problem or self._is_tab(mark):
            return fault("yaml-tab", span)
        context = f" {error.context}" if error.context else ""
        return fault("yaml-syntax", span, problem=f"{problem}{context}".strip())

    def _is_tab(self, mark: Any) -> bool:
        index = self._offset + int(mark.index)
        return self._source.text[index : index + 1] == "\t"

    def _span(self, start: Any, end: Any) -> Span:
        end_line, end_column = (
            (start.line, start.column + 1) if end is None else (end.line, end.column)
        )
        return Span(
            self._source.path,
            self._lines + start.line + 1,
            start.column + 1,
            self._lines + end_line + 1,
            end_column + 1,
        )


_STYLES: dict[str, Literal["plain", "quoted", "block"]] = {
    "": "plain",
    "'": "quoted",
    '"': "quoted",
    "|": "block",
    ">": "block",
}
