"""The only door to PyYAML: text goes in, our nodes with their places come out."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar, Literal

# PyYAML's nodes and marks carry no types of their own.
# ruff: noqa: ANN401
import yaml

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.source.file import FORBIDDEN
from plenum.source.nodes import Mapping, Node, Scalar, Sequence
from plenum.source.places import Places
from plenum.source.shape_slips import item_starts
from plenum.source.yaml_doubts import Doubt, comment_behind, glued_key, key_doubts, split_numbers
from plenum.source.yaml_doubts import doubts_of as value_doubts
from plenum.source.yaml_lines import item_begin, quoted

# The C parser is about twenty times faster; a Python without it still works.
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# A document whose aliases unfold into more nodes than this is an attack or an accident.
_MAX_NODES = 100_000

# Groups inside groups: nobody writes more, and PyYAML's composer recurses at each level.
_MAX_DEPTH = 50
_DEEP_LINE = " " * 50
_NESTED_IN_LINE = lazy_re.compile(r"[-?:][ \t]+(?:[-?:][ \t]+){49}")

_ESCAPE = lazy_re.compile(
    r"\\(?:[0abefv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL
)

_ALIAS = lazy_re.compile(r"\*([^\s,\[\]{}]+)")

_MOST_SHOWN = 5
_BARE_TAG = lazy_re.compile(r"!\s")

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


class _Loader(_BASE):  # type: ignore[misc]  # (PyYAML has no types)
    """Composes nodes; the tag of a node that has none is its kind's, whatever it holds.

    PyYAML finds the same, by looking for rules that no base loader has.
    """

    _TAGS: ClassVar[dict[type, str]] = {
        yaml.ScalarNode: _BASE.DEFAULT_SCALAR_TAG,
        yaml.SequenceNode: _BASE.DEFAULT_SEQUENCE_TAG,
        yaml.MappingNode: _BASE.DEFAULT_MAPPING_TAG,
    }

    def resolve(self, kind: type, _value: Any, _implicit: Any) -> str:
        """Return the tag of a node of this kind."""
        return self._TAGS[kind]


class NotYamlError(Exception):
    """A text that the parser cannot read: what it said, and the offsets in the file."""

    def __init__(self, problem: str, context: str, at: int, since: int) -> None:
        """Keep what a diagnosis needs."""
        super().__init__(problem, context, at, since)
        self.problem = problem
        self.context = context
        self.at = at
        self.since = since


class TooLargeError(Exception):
    """A document that unfolds without end, or is nested too deeply."""

    def __init__(self, fault_id: str, span: Span) -> None:
        """Keep the fault and its place."""
        super().__init__(fault_id, span)
        self.fault_id = fault_id
        self.span = span


class Builder:
    """Turns texts of one file into nodes; what it doubts gathers in `faults`."""

    def __init__(self, places: Places) -> None:
        """Begin a file; all of its texts together may hold so many nodes."""
        self.faults: list[Diagnostic] = []
        self._places = places
        self._text = places.source.text
        self._base = 0
        self._count = 0
        self._open: set[int] = set()
        self._hidden: set[int] = set()

    def compose(self, text: str, base: int) -> Node | None:
        """Return the node of a text that begins `base` characters into the parser's text.

        Raise `NotYamlError` or `TooLargeError` where there is none.
        """
        root = self.check(text, base)
        return None if root is None else self._build(root)

    def check(self, text: str, base: int) -> Any:
        """Return what the parser makes of a text, and raise as `compose` does."""
        self._base = base
        self._open.clear()
        try:
            if _perhaps_deep(text):
                self._check_depth(text)
            return yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark or error.context_mark
            since = error.context_mark or at
            raise NotYamlError(
                error.problem or "",
                error.context or "",
                self._at(at) if at else self._places.offset(base),
                self._at(since) if since else self._places.offset(base),
            ) from error
        except yaml.YAMLError as error:
            here = self._places.offset(base)
            raise NotYamlError(str(error), "", here, here) from error

    def unique(
        self, pairs: Iterable[tuple[Scalar, Node | None]]
    ) -> tuple[tuple[Scalar, Node], ...]:
        """Return the entries of a group, each key once; the second one is a fault.

        A key whose value could not be read has None: it stands there, and is no entry.
        """
        entries: dict[str, tuple[Scalar, Node | None]] = {}
        for key, value in pairs:
            if key.text in entries:
                first = entries[key.text][0].span.line
                self.faults.append(fault("duplicate-key", key.span, key=key.text, first=first))
            else:
                entries[key.text] = (key, value)
        return tuple((key, value) for key, value in entries.values() if value is not None)

    @cached_property
    def _names(self) -> frozenset[str]:
        """Return the names that the file repeats by an alias."""
        return frozenset(_ALIAS.findall(self._text))

    # -- nodes --------------------------------------------------------------------------------

    def _check_depth(self, text: str) -> None:
        """Look at the events, which PyYAML gives without recursion."""
        depth = 0
        for event in yaml.parse(text, Loader=_BASE):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _MAX_DEPTH:
                    start = self._at(event.start_mark)
                    raise TooLargeError("yaml-depth", self._places.span(start, start + 1))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def _build(self, node: Any, doubts_of: Any = value_doubts, *, listed: bool = False) -> Node:
        """Build a node; `listed` says that it stands between brackets."""
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        span = self._places.span(start, end)
        self._count += 1
        if self._count > _MAX_NODES or id(node) in self._open:
            raise TooLargeError("yaml-alias", span)
        if node.tag not in _PLAIN_TAGS:
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            self.faults.append(fault("yaml-tag", span, tag=tag))
        elif self._text.startswith("!", start) and _BARE_TAG.match(self._text, start):
            self.faults.append(fault("yaml-tag", self._places.span(start, start + 1), tag="!"))
        if isinstance(node, yaml.ScalarNode):
            scalar = self._scalar(node, span, start, end)
            if scalar.style == "plain":
                doubts = doubts_of(self._text, start, end, listed=listed)
                self._doubt(doubts, start)
                meant = [each.meant for each in doubts if each.meant is not None]
                return scalar._replace(text=meant[0]) if meant else scalar
            return scalar
        self._open.add(id(node))
        built: Node
        if isinstance(node, yaml.SequenceNode):
            inside = bool(node.flow_style)
            column = node.start_mark.column
            items = [
                self._item(each, listed=inside)
                for item in node.value
                for each in ((item,) if inside else self._with_dashes(item, column))
            ]
            built = Sequence(tuple(self._joined(items) if inside else items), span, start, end)
        else:
            built = self._mapping(node, span, start, end)
        self._open.discard(id(node))
        return built

    def _scalar(self, node: Any, span: Span, start: int, end: int) -> Scalar:
        # Only what is escaped in double quotation marks can be what no source file holds.
        text = self._visible(node.value, start, end) if node.style == '"' else node.value
        if node.style:
            return Scalar(text, _STYLES.get(node.style, "quoted"), span, start, end)
        commented = comment_behind(self._text, end) is not None
        return Scalar(text, "plain", span, start, end, commented)

    def _doubt(self, doubts: Iterable[Doubt], start: int) -> None:
        for doubt in doubts:
            if doubt.values.get("name") in self._names:
                continue
            span = self._places.span(doubt.start, doubt.end)
            self.faults.append(fault(doubt.fault_id, span, **doubt.values))
            if doubt.hides:
                self._hidden.add(start)

    def _visible(self, text: str, start: int, end: int) -> str:
        """Take out what an escape in quotation marks brings in and no page may hold."""
        if not FORBIDDEN.search(text):
            return text
        for escape in _ESCAPE.finditer(self._text, start, end):
            character = _unescaped(escape[0])
            if FORBIDDEN.search(character):
                span = self._places.span(*escape.span())
                code = f"U+{ord(character):04X}"
                self.faults.append(fault("control-character", span, code=code))
        return FORBIDDEN.sub("\ufffd", text)

    def _with_dashes(self, item: Any, column: int) -> Iterable[Any]:
        """Return an item of a list, or those that a forgotten dash at a column has made one of it.

        Where an item begins, its first key stands again, and with it others that are given.
        """
        if not isinstance(item, yaml.MappingNode) or item.flow_style:
            return (item,)
        starts = item_starts([self._name(key) for key, _ in item.value])
        if len(starts) == 1:
            return (item,)
        for start in starts[1:]:
            key = item.value[start][0]
            span = self._places.span(self._at(key.start_mark), self._at(key.end_mark))
            found = fault("missing-dash", span, key=key.value, begin=item_begin(column))
            self.faults.append(found)
        parts = [item.value[start:end] for start, end in pairwise([*starts, len(item.value)])]
        return [
            yaml.MappingNode(
                item.tag, part, part[0][0].start_mark, part[-1][1].end_mark, flow_style=False
            )
            for part in parts
        ]

    @staticmethod
    def _name(key: Any) -> str:
        return str(key.value) if isinstance(key, yaml.ScalarNode) else ""

    def _item(self, node: Any, *, listed: bool) -> Node:
        """Build an item; a colon between brackets makes a group of it that nobody means."""
        if not listed or not isinstance(node, yaml.MappingNode) or not node.value:
            return self._build(node, listed=listed)
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        if self._text[start:end].startswith(("{", "?", "&", "!")):
            return self._build(node, listed=listed)
        item = self._text[start:end].rstrip()
        colon = self._at(node.value[0][0].end_mark)
        span = self._places.span(colon, colon + 1)
        advice = f"put the whole text in quotation marks: {quoted(item)}"
        self.faults.append(fault("yaml-colon", span, advice=advice))
        return Scalar(item, "plain", self._places.span(start, end), start, end)

    def _joined(self, items: list[Node]) -> list[Node]:
        """Tell the numbers that a comma has split, and put them together again."""
        result, last = [], 0
        for first, final in split_numbers(self._text, items):
            start, end = items[first].start, items[final].end
            whole, span = self._text[start:end], self._places.span(start, end)
            several = items[first : min(final + 1, first + _MOST_SHOWN)]
            parts = " and ".join(f"'{self._text[i.start : i.end]}'" for i in several)
            self.faults.append(
                fault("split-number", span, found=whole, parts=parts, line=quoted(whole))
            )
            result += [*items[last:first], Scalar(whole, "plain", span, start, end)]
            last = final + 1
        return result + items[last:]

    def _mapping(self, node: Any, span: Span, start: int, end: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        unread: set[str] = set()
        run: list[Node] = []
        braces = bool(node.flow_style)
        for key_node, value_node in node.value:
            key = self._build(key_node, key_doubts)
            value = self._build(value_node, listed=braces)
            if not isinstance(key, Scalar):
                self.faults.append(fault("yaml-key", key.span))
            elif key.start in self._hidden:
                unread.add(key.text.lstrip("- "))
            elif isinstance(value, Scalar) and value.start in self._hidden:
                unread.add(key.text)
            elif braces and pairs and self._continues(run[-1] if run else pairs[-1][1], key, value):
                run += [key] if run else [pairs[-1][1], key]
            elif braces and isinstance(value, Scalar) and (glued := glued_key(key, value)):
                self._doubt([glued], key.start)
                unread.add(key.text.partition(":")[0])
            else:
                self._end_run(pairs, run)
                pairs.append((key, value))
        self._end_run(pairs, run)
        return Mapping(self.unique(pairs), span, start, end, braces, frozenset(unread))

    def _end_run(self, pairs: list[tuple[Scalar, Node]], run: list[Node]) -> None:
        """Give the last key the number whose parts are in `run`, if there are any."""
        if run:
            pairs[-1] = (pairs[-1][0], self._joined(run)[0])
            run.clear()

    def _continues(self, before: Node, key: Scalar, value: Node) -> bool:
        """Whether a key that holds nothing is the end of a number before it, as in 1,500."""
        empty = isinstance(value, Scalar) and value.empty
        return empty and bool(split_numbers(self._text, [before, key]))

    def _at(self, mark: Any) -> int:
        return self._places.offset(self._base + mark.index)


def _perhaps_deep(text: str) -> bool:
    """Whether a document may be nested too deeply; false for nearly all of them."""
    brackets = text.count("[") + text.count("{")
    indented = text.startswith(_DEEP_LINE) or f"\n{_DEEP_LINE}" in text
    return brackets > _MAX_DEPTH or indented or _NESTED_IN_LINE.search(text) is not None


_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


def _unescaped(escape: str) -> str:
    kind, digits = escape[1], escape[2:]
    return chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(kind, "")


_STYLES: dict[str, Literal["plain", "quoted", "block"]] = {
    "'": "quoted",
    '"': "quoted",
    "|": "block",
    ">": "block",
}
