"""Lists and groups of keys that are no YAML go in, what can be read of them comes out.

Each entry is read by itself, and so are the entries inside of one that cannot be read, some
levels down. A mistake is told once, where it is; what could not be read for it is known to
stand there, so that nothing else is said of it.
"""

from msgspec import Struct, field
from msgspec.structs import replace

from plenum.source.mistake import Mark, Mistake
from plenum.source.nodes import Mapping, Node, Scalar, Sequence
from plenum.source.yaml_builder import Builder, NotYamlError, TooLargeError
from plenum.source.yaml_lines import indent, is_item, is_open, item_begin, key_of, meant_key, spaces
from plenum.source.yaml_mistakes import as_entry, misplaced, no_colon
from plenum.source.yaml_parts import Kind, Part, is_tabbed, parts
from plenum.source.yaml_telling import Teller

_MOST_LEVELS = 8
"""How many levels down entries are read by themselves, so that each character is read seldom."""

# What goes on below, however far in.
_CONTINUED = ("|", ">", "|-", ">-", ",", "[", "{")

_STEP = 2

_MISPLACED = frozenset({"yaml-tab", "yaml-indent", "missing-colon"})


class Salvaged(Struct):
    """What a group of keys holds, as far as it can be read.

    The keys of the `pairs` without a value, and those `unread`, stand there with a fault that is
    told. The `strays` may belong to this group or to any around it. Where it is `partial`, some
    keys could not be read at all.
    """

    pairs: list[tuple[Scalar, Node | None]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    strays: set[str] = field(default_factory=set)
    partial: bool = False

    def lose(self, key: str) -> None:
        """Note that what stands at a key could not be read, nor perhaps the key itself."""
        self.unread.add(key)
        self.partial = self.partial or not key or key[0] in "-[{?"

    def add(self, other: "Salvaged") -> None:
        """Take in what stands in the same group."""
        self.pairs += other.pairs
        self.unread |= other.unread
        self.strays |= other.strays
        self.partial = self.partial or other.partial


class Salvage:
    """Reads what the parser cannot read as a whole."""

    def __init__(self, builder: Builder, teller: Teller) -> None:
        """Begin a text; its nodes come from `builder`, its faults go to `teller`."""
        self._builder = builder
        self._teller = teller

    def entry(self, text: str, base: int, level: int = 0) -> Salvaged:
        """Return what a key with all below it holds; the text begins at the offset `base`."""
        result = Salvaged()
        at, first = _first_line(text)
        before = len(self._teller.faults)
        try:
            node = self._builder.compose(text, base)
        except TooLargeError as error:
            self._teller.tell_error(error, base, base + len(text))
        except NotYamlError as error:
            result = self._apart(error, text, base, level)
            self._tell_once(error, before, text, base)
            if result.pairs:
                return result
        else:
            if isinstance(node, Mapping):
                return Salvaged([*node.entries], set(node.unread))
            if node is None:
                return result
            told = len(self._teller.faults) > before or self._is_spoilt(text, base)
            if isinstance(node, Scalar) and not told:
                self._teller.tell(no_colon(first, Mark(0, indent(first))), base + at)
        result.lose(meant_key(first.strip()))
        if key := self._key(first, base + at):
            result.pairs.append((key, None))
        return result

    def _key(self, line: str, start: int) -> Scalar | None:
        """Return the key of a line whose value could not be read, unless it is quoted."""
        name = key_of(line)
        if not name or name[0] in "\"'-":
            return None
        begin = self._teller.places.offset(start + indent(line))
        end = self._teller.places.offset(start + indent(line) + len(name))
        return Scalar(name, "plain", self._teller.places.span(begin, end), begin, end)

    def _apart(self, error: NotYamlError, text: str, base: int, level: int) -> Salvaged:
        """Return what a key holds whose entry is no YAML, read apart from the key."""
        found = parts(text) if level < _MOST_LEVELS else []
        if len(found) != 1 or found[0].kind != "key":
            return Salvaged(strays=self._leaf(error, text, base, level))
        part = found[0]
        if part.loose < part.end:
            alone = self._without_loose(error, part, text, base, level)
            if alone is not None:
                return alone
        head = text[part.start : part.end].partition("\n")[0] + "\n"
        below = part.start + len(head)
        if not is_open(head) or not text[below:].strip():
            return Salvaged(strays=self._leaf(error, text, base, level))
        value, strays = self._block(text[below:], base + below, level + 1)
        return self._with_value(self.entry(head, base + part.start, _MOST_LEVELS), value, strays)

    @staticmethod
    def _with_value(key: Salvaged, value: Node, strays: set[str]) -> Salvaged:
        """Return the key of an entry with the value that was read apart from it."""
        pairs = [(name, value) for name, _ in key.pairs]
        return replace(key, pairs=[*pairs], strays=key.strays | strays)

    def _without_loose(
        self, error: NotYamlError, part: Part, text: str, base: int, level: int
    ) -> Salvaged | None:
        """Return an entry without the lines that do not belong to it, if it can be read then."""
        alone = text[: part.loose]
        tabbed = self._is_tabbed(part, text)
        if not tabbed and not self._is_yaml(alone, base):
            return None
        strays = self._loose(error, part, text, base)
        result = self.entry(alone, base, level + 1)
        result.strays |= strays
        # What is loose may be all that was to be its value.
        result.pairs = [
            (key, None if isinstance(value, Scalar) and not value.text.strip() else value)
            for key, value in result.pairs
        ]
        return result

    # -- groups and lists -----------------------------------------------------------------------

    def _block(self, text: str, base: int, level: int, item: int = 0) -> tuple[Node, set[str]]:
        """Return what stands below a key or behind a dash, and keys that may not belong there.

        Behind a dash, `item` is the number of its line.
        """
        strays: set[str] = set()
        try:
            node = self._builder.compose(text, base)
        except TooLargeError as error:
            node = None
            self._teller.tell_error(error, base, base + len(text))
        except NotYamlError as error:
            before = len(self._teller.faults)
            found = parts(text) if level < _MOST_LEVELS else []
            kind = next((part.kind for part in found if part.kind != "none"), "none")
            if found and self._is_text(found[0], text):
                kind, found = "none", []
            node = None
            if kind == "item":
                node, strays = self._list(error, found, text, base, level)
            elif kind == "key":
                node, strays = self._group(error, found, text, base, level, item)
            elif found and self._is_tabbed(found[0], text):
                strays = self._loose(error, found[0], text, base)
            else:
                strays = self._leaf(error, text, base, level)
            self._tell_once(error, before, text, base)
        return node or self._unread(text, base), strays

    def _group(  # noqa: PLR0913 (the block that was cut, and where it stands)
        self, error: NotYamlError, found: list[Part], text: str, base: int, level: int, item: int
    ) -> tuple[Mapping, set[str]]:
        """Return what a group of keys holds, each read by itself."""
        whole = Salvaged()
        first = _right(found, "key")
        for part in found:
            piece, start = text[part.start : part.end], base + part.start
            if part.kind == "none":
                whole.strays |= self._loose(error, part, text, base)
                whole.partial = True
            elif part.moved:
                beside = item if item and part.kind == "item" else 0
                self._misplaced(part, text, base, beside or self._line(base + first.start))
                whole.strays |= {key_of(line.strip()) for line in piece.split("\n")} - {""}
                if part.kind == "item":
                    whole.strays |= self._moved_item(part, text, base, level)[1]
                else:
                    moved = self.entry(piece, start, level + 1)
                    # What stands first in a group belongs to it; of others nobody can say.
                    own = part is found[0]
                    whole.add(moved if own else Salvaged(strays=moved.strays))
            else:
                whole.add(self.entry(piece, start, level + 1))
        unread = whole.unread | whole.strays | {key.text for key, value in whole.pairs if not value}
        group = replace(
            self._unread(text[found[0].start :], base + found[0].start),
            entries=self._builder.unique(whole.pairs),
            unread=frozenset(unread),
            partial=whole.partial,
        )
        return group, whole.strays

    def _list(
        self, error: NotYamlError, found: list[Part], text: str, base: int, level: int
    ) -> tuple[Sequence, set[str]]:
        """Return what a list holds, each item read by itself."""
        items: list[Node] = []
        strays: set[str] = set()
        first = _right(found, "item")
        for part in found:
            if part.kind == "none":
                items.append(self._unread(text[part.start :], base + part.start))
                strays |= self._loose(error, part, text, base)
                continue
            if part.moved:
                self._misplaced(part, text, base, self._line(base + first.start))
            if part.kind == "key" or part.moved:
                read = self._moved_item if part.moved else self._dashless_item
                node, lost = read(part, text, base, level)
                items.append(node)
            else:
                nodes, lost = self._item(part, text, base, level)
                items += nodes
            strays |= lost
        hull = self._unread(text[found[0].start :], base + found[0].start)
        return Sequence(tuple(items), hull.span, hull.start, hull.end), strays

    def _item(self, part: Part, text: str, base: int, level: int) -> tuple[list[Node], set[str]]:
        """Return what an item holds, and keys that may not belong there.

        Where a dash is missing, and told, it holds several.
        """
        strays: set[str] = set()
        piece, start = text[part.start : part.end], base + part.start
        try:
            node = self._builder.compose(piece, start)
        except TooLargeError as large:
            self._teller.tell_error(large, start, base + part.end)
            return [self._unread(piece, start)], strays
        except NotYamlError as own:
            before = len(self._teller.faults)
            if part.loose < part.end:
                alone = text[part.start : part.loose]
                if self._is_tabbed(part, text) or self._is_yaml(alone, start):
                    strays = self._loose(own, part, text, base)
                    piece = alone
            if is_item(piece):
                inner = _without_sign(piece)
                inside, lost = self._block(inner, start, level + 1, self._line(start))
                self._tell_once(own, before, piece, start)
            else:
                # What stands below was indented for a dash with a space.
                self._teller.tell_error(own, start, start + len(piece))
                inside, lost = self._moved_item(part, text, base, level)
            return [inside], strays | lost
        return [*node.items] if isinstance(node, Sequence) else [self._unread(piece, start)], strays

    def _dashless_item(self, part: Part, text: str, base: int, level: int) -> tuple[Node, set[str]]:
        """Return what an item holds whose first key stands where its dash belongs."""
        self._tell_dash(part, text, base)
        piece, start = text[part.start : part.end], base + part.start
        if self._is_yaml(piece, start):
            return self._block(piece, start, level + 1)
        return self._moved_item(part, text, base, level)

    def _moved_item(self, part: Part, text: str, base: int, level: int) -> tuple[Node, set[str]]:
        """Return what an item holds whose dash alone may be at the wrong place.

        The keys below the one behind its dash are read apart from it, wherever they begin.
        """
        piece, start = text[part.start : part.end], base + part.start
        head, newline, rest = piece.partition("\n")
        if part.kind == "item":
            head = _without_sign(head)
        if is_open(head) or head.rstrip().endswith(_CONTINUED) or not self._is_yaml(head, start):
            return self._unread(piece, start), set()
        strays: set[str] = set()
        node, _ = self._block(head, start, level + 1)
        if rest.strip():
            below, strays = self._block(rest, start + len(head) + len(newline), level + 1)
            if not isinstance(node, Mapping) or not isinstance(below, Mapping):
                return self._unread(piece, start), strays
            entries = self._builder.unique([*node.entries, *below.entries])
            node = replace(below, entries=entries)
        return node, strays

    # -- faults ---------------------------------------------------------------------------------

    def _leaf(self, error: NotYamlError, text: str, base: int, level: int) -> set[str]:
        """Tell what is wrong with a text that cannot be cut; return keys that may be anywhere."""
        if self._is_spoilt(text, base) or self._teller.is_elsewhere(error):
            return set()
        mistake = self._teller.tell_error(error, base, base + len(text))
        if mistake is None or mistake.fault_id not in _MISPLACED:
            return set()
        if mistake.fault_id == "yaml-indent" and mistake.at.line and level < _MOST_LEVELS:
            self._below(mistake, text, base, level)
        return {key_of(line.strip()) for line in text.split("\n")} - {""}

    def _below(self, mistake: Mistake, text: str, base: int, level: int) -> None:
        """Tell what is wrong from a line on that is not indented as its neighbour is."""
        lines = text.split("\n")
        above = sum(len(line) + 1 for line in lines[: mistake.at.line])
        rest = text[above:]
        other = int(str(mistake.values["other"]))
        found = parts(rest)
        for part in found[1:]:
            if part.kind == found[0].kind == "key" and part.column == found[0].column:
                self._misplaced(part, rest, base + above, other)
        self._block(rest, base + above, level + 1)

    def _loose(self, error: NotYamlError, part: Part, text: str, base: int) -> set[str]:
        """Tell lines that do not belong to the entry above them; return their keys."""
        start, end = base + part.loose, base + part.end
        lines = text[part.loose : part.end].split("\n")
        if self._is_tabbed(part, text):
            self._teller.tell_tabs(start, end, part.column)
        elif not self._teller.is_spoilt(start, end):
            if part.kind == "item":
                self._teller.tell_error(error, base + part.start, end)
            else:
                self._teller.tell(no_colon(lines[0], Mark(0, 0)), start)
        return {key_of(line.strip()) or meant_key(line.strip()) for line in lines} - {""}

    def _misplaced(self, part: Part, text: str, base: int, other: int) -> None:
        """Tell that a line is not indented as the one of the number `other`."""
        if self._is_spoilt(text[part.start : part.end], base + part.start):
            return
        number = self._line(base + part.start)
        line, beside = self._teller.line_text(number), self._teller.line_text(other)
        mistake = misplaced(line, Mark(0, 0), beside, (number, other))
        self._teller.tell(mistake, base + part.start)

    def _tell_dash(self, part: Part, text: str, base: int) -> None:
        """Tell that an item begins with its first key, where its dash belongs."""
        first, *others = text[part.start : part.end].split("\n")
        key, begin = key_of(first), item_begin(part.column)
        if any(key_of(line) and indent(line) == part.column for line in others):
            begin += f", and those of its other keys with {spaces(part.column + _STEP)}"
        values = {"key": key, "begin": begin}
        mistake = Mistake("missing-dash", Mark(0, part.column), len(key), values)
        self._teller.tell(mistake, base + part.start)

    def _tell_once(self, error: NotYamlError, before: int, text: str, base: int) -> None:
        """Tell an error where none of the parts has shown what it comes from."""
        told = self._teller.has_told(before) or self._is_spoilt(text, base)
        if not told and not self._teller.is_elsewhere(error):
            self._teller.tell_error(error, base, base + len(text))

    # -- questions ------------------------------------------------------------------------------

    def _is_yaml(self, text: str, base: int) -> bool:
        try:
            self._builder.check(text, base)
        except (NotYamlError, TooLargeError):
            return False
        return True

    def _is_spoilt(self, text: str, base: int) -> bool:
        return self._teller.is_spoilt(base, base + len(text))

    def _is_text(self, part: Part, text: str) -> bool:
        """Whether what stands before the first entry is words: then all of it may be."""
        words = text[part.start : part.end].partition("\n")[0].strip()
        return part.kind == "none" and not self._is_tabbed(part, text) and not as_entry(words)

    @staticmethod
    def _is_tabbed(part: Part, text: str) -> bool:
        loose = text[part.loose : part.end].partition("\n")[0]
        return is_tabbed(loose, part.column)

    def _line(self, offset: int) -> int:
        return self._teller.line(offset)

    def _unread(self, text: str, base: int) -> Mapping:
        """Return what stands for a value of which nothing could be read."""
        at = self._teller.places.offset(base + len(text) - len(text.lstrip()))
        return Mapping((), self._teller.places.span(at, at), at, at, partial=True)


def _right(found: list[Part], kind: Kind) -> Part:
    """Return the first entry of a kind that is at its place, or else the first one."""
    fitting = [part for part in found if part.kind == kind]
    return next((part for part in fitting if not part.moved), fitting[0])


def _without_sign(item: str) -> str:
    """Return an item with a space for its dash, or for what was to be one."""
    at = len(item) - len(item.lstrip())
    return f"{item[:at]} {item[at + 1 :]}"


def _first_line(text: str) -> tuple[int, str]:
    """Return the first line that holds more than a comment, and the offset at which it begins."""
    start = 0
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            return start, line
        start += len(line) + 1
    return 0, ""
