"""Shapes of data: a node goes in, a checked value and every fault come out.

A shape says what a key may hold. The same shapes describe front matter, `config.yaml` and
the data files, so that one reading of YAML serves all three. A value keeps the node that it
came from (`Located`), for faults that only a later stage can see.
"""

import datetime as dt
import re
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from msgspec import Struct, field

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Severity, Span, fault
from plenum.source.dates import DateOrder, advice_for, read_day, why_impossible
from plenum.source.names import nearest_name
from plenum.source.nodes import Mapping, Node, Scalar, Sequence
from plenum.source.shape_slips import (
    keys_of_items,
    listed_by_id,
    paired_items,
    rejoined,
    text_with_colon,
    unnested,
)
from plenum.source.web_address import address_advice
from plenum.source.yaml_lines import quoted

# What a shape reads is known only to the shape: its values are Any until a model holds them.
# ruff: noqa: ANN401

T = TypeVar("T")

UnknownKeys = Literal["error", "warn", "ignore"]


class Located(NamedTuple, Generic[T]):
    """A value and its place: the span for people, the offsets for looking into the text."""

    value: T
    span: Span
    start: int
    end: int


class Reading(Struct):
    """What one reading gathers, and how lenient it is.

    `lost` says that some value is not read, for a fault that is told.
    """

    faults: list[Diagnostic] = field(default_factory=list)
    unknown: UnknownKeys = "error"
    dates: DateOrder = "iso"
    lost: bool = False

    def add(self, fault_id: str, span: Span, /, **values: object) -> None:
        """Record a fault."""
        self.faults.append(fault(fault_id, span, **values))


class Shape(Protocol):
    """Something that a value may have to be."""

    @property
    def wanted(self) -> str:
        """What an editor should write, in plain words."""

    def read(self, node: Node, reading: Reading, key: str) -> Any:
        """Return the checked value of `node`, or None after recording a fault."""


def _wrong(node: Node, reading: Reading, key: str, shape: Shape) -> None:
    """Record a value of the wrong kind, unless a fault that is told may have made it so."""
    if _is_damaged(node):
        return
    found = {Scalar: "a text", Sequence: "a list", Mapping: "a group of keys"}[type(node)]
    reading.add("wrong-type", node.span, key=key, found=found, wanted=shape.wanted)


def located(node: Node, value: T) -> Located[T]:
    """Give `value` the place of `node`."""
    return Located(value, node.span, node.start, node.end)


class Text(Struct, frozen=True):
    """A text, as typed. Line ends at its end are dropped.

    In `prose` a word with a colon behind it is no key.
    """

    wanted: str = "a text"
    prose: bool = False

    def read(self, node: Node, reading: Reading, key: str) -> Located[str] | None:
        """Return the text with its place."""
        split = text_with_colon(node) if self.prose else None
        if split is not None:
            text, colon = split
            advice = f"put the whole text in quotation marks: {quoted(text)}"
            reading.add("yaml-colon", colon, advice=advice)
            return located(node, text)
        if not isinstance(node, Scalar):
            _wrong(node, reading, key, self._such_as(node))
            return None
        return located(node, node.text.strip())

    def _such_as(self, node: Node) -> "Text":
        """Name the first of several texts as the one to write."""
        first = node.items[0] if isinstance(node, Sequence) and node.items else None
        if self.wanted != Text().wanted or not isinstance(first, Scalar) or not first.text.strip():
            return self
        return Text(f"one text, such as {first.text.strip()}")


WEB_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]"
"""How the address of another site begins: it names its host, and runs no script."""


# As Markdown has an address that is its own text.
_ANGLED = lazy_re.compile(r"<(?P<address>[^<>\s]+)>")


class WebAddress(Struct, frozen=True):
    """The whole address of a page or file; `own` allows a path on this site, too."""

    own: bool = False
    wanted: str = "a web address that begins with https://"

    @property
    def pattern(self) -> str:
        """Return how the text begins, white space left aside."""
        return rf"({WEB_ADDRESS}|/(?!/))" if self.own else WEB_ADDRESS

    def read(self, node: Node, reading: Reading, key: str) -> Located[str] | None:
        """Return the address with its place."""
        text = Text(self.wanted).read(node, reading, key)
        if text is None:
            return None
        advice = address_advice(text.value)
        if not advice and re.match(self.pattern, text.value):
            return text
        if angled := _ANGLED.fullmatch(text.value):
            advice = f"leave out the < and the >: {angled['address']}"
        advice = advice or "write the whole address, beginning with https://"
        reading.add("source-address", node.span, url=text.value, advice=advice)
        return None


class Flag(Struct, frozen=True):
    """`true` or `false` (or `yes`, `no`), unquoted."""

    wanted: str = "true or false, without quotation marks"

    def read(self, node: Node, reading: Reading, key: str) -> bool | None:
        """Return the truth value."""
        if isinstance(node, Scalar) and node.style == "plain":
            if node.text.lower() in {"true", "yes"}:
                return True
            if node.text.lower() in {"false", "no"}:
                return False
        if isinstance(node, Scalar):
            reading.add("wrong-value", node.span, key=key, found=node.text, wanted=self.wanted)
        else:
            _wrong(node, reading, key, self)
        return None


class Whole(Struct, frozen=True):
    """A whole number within bounds."""

    least: int = 1
    most: int = 10_000

    @property
    def wanted(self) -> str:
        """Say the bounds."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, node: Node, reading: Reading, key: str) -> int | None:
        """Return the number."""
        if not isinstance(node, Scalar):
            _wrong(node, reading, key, self)
            return None
        if re.fullmatch(r"[0-9]{1,9}", node.text) and self.least <= int(node.text) <= self.most:
            return int(node.text)
        reading.add("wrong-value", node.span, key=key, found=node.text, wanted=self.wanted)
        return None


class Choice(Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def wanted(self) -> str:
        """List the words."""
        return "one of: " + ", ".join(self.words)

    def read(self, node: Node, reading: Reading, key: str) -> str | None:
        """Return the word."""
        if not isinstance(node, Scalar):
            _wrong(node, reading, key, self)
            return None
        if node.text in self.words:
            return node.text
        reading.add("wrong-value", node.span, key=key, found=node.text, wanted=self.wanted)
        return None


class Day(Struct, frozen=True):
    """A day, or a day with a time, in ISO 8601 (or in the order that the site allows)."""

    wanted: str = "a date such as 2026-11-21"

    def read(
        self, node: Node, reading: Reading, key: str
    ) -> Located[dt.date] | Located[dt.datetime] | None:
        """Return the date; a time of day makes it a `datetime`."""
        if not isinstance(node, Scalar):
            _wrong(node, reading, key, self)
            return None
        text = node.text.strip()
        try:
            value = read_day(text, reading.dates)
        except ValueError:
            advice = why_impossible(text, reading.dates)
            reading.add("impossible-date", node.span, key=key, found=text, advice=advice)
            return None
        if value is None:
            reading.add("wrong-date", node.span, key=key, found=text, readings=advice_for(text))
            return None
        return located(node, value)


# A comma between a digit and three more is that of a number, as in 1,500.
_ROUND_BRACKETS = lazy_re.compile(r"\((?P<items>[^(),]*+,[^()]*+)\)")
_LIST_COMMA = lazy_re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")


def list_parts(text: str) -> list[str]:
    """Return what stands between the commas of a text, those of numbers left aside."""
    return [part.strip() for part in _LIST_COMMA.split(text)]


def bracketed(text: str) -> str:
    """Return a text with commas as a list between brackets, numbers that hold a comma quoted."""
    return f"[{', '.join(quoted(part) if ',' in part else part for part in list_parts(text))}]"


def _parted(node: Scalar, text: str, *, empty: bool = False) -> list[Located[str]]:
    """Return what stands between the commas of a text; where their number counts, also nothing."""
    return [located(node, part) for part in list_parts(text) if part or empty]


class ListOf(Struct, frozen=True):
    """A list; one item stands for a list of one, with `commas` a text is split at them.

    With `places` the order of the items tells what they are, so that a wrong one keeps its
    place as an empty text. Where there are always `several`, a text with commas is no list of
    one: its brackets have been forgotten. The `pair` are the two keys of which each item
    consists; who writes the text of the one as a key, and that of the other behind it, means them.
    """

    item: Shape
    commas: bool = False
    places: bool = False
    several: bool = False
    pair: tuple[str, str] | None = None

    @property
    def wanted(self) -> str:
        """Say what the items are."""
        return f"a list, each item {self.item.wanted}"

    def read(self, node: Node, reading: Reading, key: str) -> list[Any] | None:
        """Return the checked items; those with faults are left out."""
        if (self.commas or self.several) and isinstance(node, Scalar):
            if rounded := _ROUND_BRACKETS.fullmatch(node.text.strip()):
                wanted = f"{bracketed(rounded['items'])}, with square brackets"
                found = "a list in round brackets"
                reading.add("wrong-type", node.span, key=key, found=found, wanted=wanted)
                return _parted(node, rounded["items"])
            if self.commas:
                return _parted(node, node.text)
        if self.several and isinstance(node, Scalar) and "," in node.text:
            line = f"{key.rpartition('.')[2]}: {bracketed(node.text)}"
            reading.add("unbracketed-list", node.span, key=key, line=line)
            # What is meant is clear, so that what rests on it can be checked.
            return _parted(node, node.text, empty=True)
        nodes = self._unnested(self._items(node, reading, key), node, reading, key)
        values = []
        for item in nodes:
            value: Any = None
            if isinstance(item, Scalar) and _is_empty(item):
                advice = _QUOTE_COMMENT if item.commented else "write its text or delete the line"
                reading.add("empty-item", item.span, key=key, advice=advice)
            else:
                value = self.item.read(item, reading, key)
                reading.lost = reading.lost or value is None
            if value is not None:
                values.append(value)
            elif self.places:
                values.append(located(item, ""))
        if nodes and all(map(_is_unread, nodes)):
            return None
        return values

    def _unnested(
        self, nodes: AnySequence[Node], node: Node, reading: Reading, key: str
    ) -> AnySequence[Node]:
        """Return the items without the brackets too many, such as those of a short link."""
        if self.places or isinstance(self.item, Record | ListOf | Anything):
            return nodes
        found: list[Node] = []
        for item in nodes:
            texts = unnested(item)
            if not texts:
                found.append(item)
                continue
            right = ", ".join(text.text for text in texts)
            alone = len(nodes) == 1 and node.span.line == item.span.line
            if alone:
                wanted = f"[{right}], with one pair of brackets"
            else:
                wanted = f"{right}, without brackets"
            values = {"key": key, "found": "a list in brackets of its own", "wanted": wanted}
            reading.add("wrong-type", node.span if alone else item.span, **values)
            found += texts
        return found

    def _items(self, node: Node, reading: Reading, key: str) -> AnySequence[Node]:
        """Return the items as nodes; one that stands by itself is a list of one."""
        if not isinstance(self.item, Record) or isinstance(node, Scalar):
            return node.items if isinstance(node, Sequence) else (node,)
        known = self.item.keys
        paired = paired_items(node, self.pair) if self.pair else None
        if paired is not None:
            first = paired[0].entries[0][1]
            one, other = self.pair or ("", "")
            found = first.text if isinstance(first, Scalar) else ""
            reading.add("text-for-key", first.span, key=key, found=found, one=one, other=other)
            return paired
        if isinstance(node, Mapping):
            listed = listed_by_id(node, known) if "id" in known else None
            if listed is None:
                return (node,)
            node, first = listed
            reading.add("keys-for-list", first.span, key=key, id=first.text)
        items, told = rejoined(node, key, known)
        reading.faults += told
        return items


class MapOf(Struct, frozen=True):
    """Free keys, all with values of one shape: `(key, value)` pairs in the file's order."""

    item: Shape
    wanted: str = "keys with values"

    def read(self, node: Node, reading: Reading, key: str) -> list[tuple[Located[str], Any]] | None:
        """Return the pairs; those with faults in their value are left out."""
        entries = node.entries if isinstance(node, Mapping) else None
        if isinstance(node, Sequence):
            entries = keys_of_items(node)
            # Where a line belongs depends on its dash: one thing is told after the other.
            if _is_misplaced(node, reading):
                reading.lost = reading.lost or entries is None
                entries = entries or ()
            elif entries:
                reading.add("list-for-keys", node.span, key=key, first=entries[0][0].text)
        if entries is None:
            _wrong(node, reading, key, self)
            return None
        pairs = []
        for name, value_node in entries:
            value = self.item.read(value_node, reading, f"{key}.{name.text}")
            reading.lost = reading.lost or value is None
            if value is not None:
                pairs.append((located(name, name.text.strip()), value))
        if _is_damaged(node):
            reading.lost = True
            return pairs or None
        return pairs


class Either(Struct, frozen=True):
    """A text of one shape, or a group of keys of another."""

    text: Shape
    keys: Shape

    @property
    def wanted(self) -> str:
        """Say both."""
        return f"{self.text.wanted} or {self.keys.wanted}"

    def read(self, node: Node, reading: Reading, key: str) -> Any:
        """Read by the kind of the node."""
        return (self.keys if isinstance(node, Mapping) else self.text).read(node, reading, key)


class Anything(Struct, frozen=True):
    """Any data: texts, lists and groups, as plain Python values."""

    wanted: str = "anything"

    def read(self, node: Node, reading: Reading, key: str) -> Any:
        """Return str, tuple and dict values."""
        if isinstance(node, Scalar):
            return None if node.empty else node.text
        if isinstance(node, Sequence):
            return tuple(self.read(item, reading, key) for item in node.items)
        return {name.text: self.read(value, reading, key) for name, value in node.entries}


_QUOTE_COMMENT = "what follows the # is a comment; if it is the text, put it in quotation marks"


class Key(Struct, frozen=True):
    """A key of a record; `doc` says in a few words what it is for."""

    shape: Shape
    required: bool = False
    doc: str = ""


class Values(Struct, frozen=True):
    """A record's checked values by key, and the places of its keys.

    `path` names the key that holds the record, with those around it: `comparison`. It is empty
    for what stands in a file by itself. `braces` is that of the node. The keys `unread` stand
    in the file in some form, with a fault that is told already; where it is `partial`, any may.
    """

    values: AnyMapping[str, Any]
    keys: AnyMapping[str, Span]
    span: Span
    start: int
    end: int
    path: str = ""
    braces: bool = False
    unread: frozenset[str] = frozenset()
    partial: bool = False

    @property
    def damaged(self) -> bool:
        """Whether not all that stands there could be read."""
        return self.partial or bool(self.unread)

    def lacks(self, key: str) -> bool:
        """Whether `key` was not given, in no form."""
        return key not in self.keys and key not in self.unread and not self.partial

    def get(self, key: str) -> Any:
        """Return the value of `key`, None where it was not given."""
        return self.values.get(key)

    def text(self, key: str) -> str:
        """Return the text of `key`, empty where it was not given."""
        value = self.values.get(key)
        return "" if value is None else str(value.value)

    def missing(self, key: str, at: Span | None = None) -> Diagnostic:
        """Return the fault that `key` was not given, at its place or at the record's."""
        advice = self._how_to_add(key)
        return fault("missing-key", at or self.span, key=_path(self.path, key), advice=advice)

    def _how_to_add(self, key: str) -> str:
        holder = self.path.rpartition(".")[2]
        if not holder:
            return f"add a line '{key}: …'"
        if self.braces:
            return f"add '{key}: …' between the braces of '{holder}', after a comma"
        neighbour = next(iter(self.keys), None)
        place = f"beginning exactly under '{neighbour}'" if neighbour else "two spaces further in"
        return f"add a line '{key}: …' below '{holder}', {place}"


class Record(Struct, frozen=True):
    """A group of known keys."""

    keys: AnyMapping[str, Key]
    name: str = "a group of keys"
    check: Callable[[Values, Reading], None] | None = None

    @property
    def wanted(self) -> str:
        """List the keys."""
        return "its keys below it, each on a line of its own: " + ", ".join(self.keys)

    def read(
        self, node: Node, reading: Reading, key: str = "", missing_at: Span | None = None
    ) -> Values | None:
        """Return the values; missing keys are reported at `missing_at`, else at the node."""
        if not isinstance(node, Mapping):
            _wrong(node, reading, key or self.name, self._with_day(node, key, reading) or self)
            return None
        values: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        # A key that is unknown or could not be read may be one that is not given otherwise.
        given = {name.text for name, _ in node.entries}
        free = [known for known in self.keys if known not in given]
        unread = {nearest_name(lost, free) or lost for lost in node.unread}
        for name, value in node.entries:
            spans[name.text] = name.span
            known = self.keys.get(name.text)
            if known is None:
                self._unknown(name, reading)
                if reading.unknown == "error":
                    unread.add(nearest_name(name.text, free) or name.text)
            elif _is_empty(value):
                self._empty(name, value, known, reading)
            else:
                read = known.shape.read(value, reading, _path(key, name.text))
                if read is not None:
                    values[name.text] = read
                else:
                    unread.add(name.text)
        result = Values(
            values,
            spans,
            node.span,
            node.start,
            node.end,
            key,
            node.braces,
            frozenset(unread),
            node.partial,
        )
        reading.lost = reading.lost or result.damaged
        reading.faults += [
            result.missing(name, missing_at)
            for name, known in self.keys.items()
            if known.required and result.lacks(name)
        ]
        if self.check is not None:
            self.check(result, reading)
        return result

    def _with_day(self, node: Node, key: str, reading: Reading) -> Text | None:
        """Return how to write a day that stands for the whole group, if one key must be a day."""
        required = [(name, known.shape) for name, known in self.keys.items() if known.required]
        trial = Reading(dates=reading.dates)
        if len(required) != 1 or not isinstance(required[0][1], Day):
            return None
        if not isinstance(node, Scalar) or Day().read(node, trial, key) is None:
            return None
        return Text(f"{key.rpartition('.')[2]}: {{{required[0][0]}: {node.text.strip()}}}")

    @staticmethod
    def _empty(name: Scalar, value: Node, known: Key, reading: Reading) -> None:
        """Record an empty value; `null`, `[]` and `{}` say on purpose that there is none."""
        advice = _QUOTE_COMMENT if isinstance(value, Scalar) and value.commented else ""
        if known.required:
            advice = advice or "write its text after the colon"
            reading.add("empty-required-key", name.span, key=name.text, advice=advice)
        elif isinstance(value, Scalar) and not value.null:
            advice = advice or "give it a value or delete the line"
            reading.add("empty-key", name.span, key=name.text, advice=advice)

    def _unknown(self, name: Scalar, reading: Reading) -> None:
        if reading.unknown == "ignore":
            return
        nearest = nearest_name(name.text, self.keys)
        advice = f"did you mean '{nearest}'?" if nearest else f"known keys: {', '.join(self.keys)}"
        found = fault("unknown-key", name.span, key=name.text, what=self.name, advice=advice)
        if reading.unknown == "warn":
            found = found._replace(severity=Severity.WARNING)
        reading.faults.append(found)


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.empty or not node.text.strip()
    if isinstance(node, Sequence):
        return not node.items
    return not node.entries and not _is_damaged(node)


def _is_damaged(node: Node) -> bool:
    """Whether some of what stands there could not be read, for a fault that is told."""
    if isinstance(node, Sequence):
        return any(map(_is_unread, node.items))
    return isinstance(node, Mapping) and (node.partial or bool(node.unread))


def _is_misplaced(node: Node, reading: Reading) -> bool:
    """Whether a line after the beginning of a node is told to stand elsewhere."""
    return any(
        each.id == "yaml-indent" and each.span.line > node.span.line for each in reading.faults
    )


def _is_unread(node: Node) -> bool:
    """Whether nothing of what stands there could be read."""
    return isinstance(node, Mapping) and node.partial and not node.entries


def _path(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
