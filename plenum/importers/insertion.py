"""An article's bytes and a comparison go in, the article with that comparison comes out.

Nothing else of the file changes: lines are put in, and where a second comparison makes a list
of the first, two spaces before its first key become a dash and a space.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Severity
from plenum.importers.comparison import NewComparison
from plenum.model.url import slugify
from plenum.read.front_matter import ARTICLE
from plenum.source import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    SourceFile,
    decode_source,
    parse_yaml,
    split_front_matter,
)

_KEY = "comparison"
_LINE = lazy_re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BY_HAND = "print it without --into and put it in by hand"


class InsertionError(Exception):
    """The comparison cannot be put in; the text says why, `faults` what must be mended first."""

    def __init__(self, problem: str, faults: AnySequence[Diagnostic] = ()) -> None:
        """Take the reason, and the file's faults where they are the reason."""
        super().__init__(problem)
        self.faults = tuple(faults)


class _FrontMatter(Struct, frozen=True):
    """A file, the keys of its front matter, and the line that ends them, from 0."""

    source: SourceFile
    node: Mapping
    end: int


class _Edit(Struct, frozen=True):
    """Lines to put in before the line `at`, and the line that gets a dash, both from 0."""

    at: int
    lines: tuple[str, ...]
    dashed: int | None = None
    dash: int = 0


class Inserted(Struct, frozen=True):
    """An article with its new comparison, and the line at which that begins, from 1."""

    data: bytes
    line: int


def insert(path: str, data: bytes, table: NewComparison, renames: AnyMapping[str, str]) -> Inserted:
    """Put a comparison into the front matter of an article's bytes.

    `renames` are the site's own names for keys. Raises InsertionError.
    """
    front = _front_matter(path, data)
    names = _Names(renames)
    edit = _edit(front, table, names)
    raw = data.decode("utf-8")
    lines = [match[0] for match in _LINE.finditer(raw)]
    ending = re.search(r"\r\n|\r|\n", raw)
    newline = ending[0] if ending else "\n"
    if edit.dashed is not None:
        line = lines[edit.dashed]
        lines[edit.dashed] = f"{line[: edit.dash]}- {line[edit.dash + 2 :]}"
    lines[edit.at : edit.at] = [f"{line}{newline}" for line in edit.lines]
    changed = "".join(lines).encode("utf-8")
    _prove(path, changed, front.node, table, names)
    return Inserted(changed, edit.at + 1)


class _Names:
    """The names that keys may have on a site, by ours."""

    def __init__(self, renames: AnyMapping[str, str]) -> None:
        self._renames = renames

    def entry(self, node: Mapping, key: str) -> tuple[Scalar, Node] | None:
        """Return the entry that means a key, such as `comparison` or `comparison.id`."""
        names = {old.rpartition(".")[2] for old, new in self._renames.items() if new == key}
        names.add(key.rpartition(".")[2])
        return next((entry for entry in node.entries if entry[0].text in names), None)

    def text(self, node: Mapping, key: str) -> str:
        entry = self.entry(node, key)
        return entry[1].text.strip() if entry and isinstance(entry[1], Scalar) else ""


def _front_matter(path: str, data: bytes) -> _FrontMatter:
    """Read front matter in which something can be put; raise InsertionError where there is none."""
    source, faults = decode_source(path, data)
    parts = None
    node: Node | None = None
    if source is not None:
        parts, found = split_front_matter(source, ARTICLE.keys)
        faults += found
        if parts is not None:
            node, found = parse_yaml(source, parts.yaml_start, parts.yaml_end)
            faults += found
    grave = [each for each in faults if each.severity is Severity.ERROR]
    if grave or source is None or parts is None:
        raise InsertionError("the front matter must be mended first", grave)
    if not isinstance(node, Mapping) or node.braces:
        raise InsertionError(
            f"{path}: its front matter is not written as keys on lines of their own"
        )
    return _FrontMatter(source, node, source.span(parts.yaml_end).line - 1)


def _edit(front: _FrontMatter, table: NewComparison, names: _Names) -> _Edit:
    """Return what to put where: a key of its own, or one more item of the key that is there."""
    margin = front.node.entries[0][0].span.column - 1
    entry = names.entry(front.node, _KEY)
    if entry is None:
        lines = [f"{_KEY}:", *(f"  {line}" for line in table.yaml_lines())]
        return _Edit(front.end, _indented(lines, margin))
    key, value = entry
    where = f"{front.source.path}:{key.span.line}"
    _refuse_taken(where, value, table, names)
    dashed: int | None = None
    if isinstance(value, Sequence) and front.source.text[value.start] == "-":
        dash = value.span.column - 1
    elif isinstance(value, Mapping) and not value.braces and value.span.column > margin + 2:
        dash = value.span.column - 3
        dashed = value.span.line - 1
    else:
        raise InsertionError(
            f"{where}: the comparison there is not written on lines of their own, two spaces"
            f" further in; write it so first, or {_BY_HAND}"
        )
    first, *others = table.yaml_lines()
    lines = [f"- {first}", *(f"  {line}" for line in others)]
    following = min(
        (other.span.line - 1 for other, _ in front.node.entries if other.start > key.start),
        default=front.end,
    )
    at = _end_of(front.source.text.split("\n"), following, margin)
    return _Edit(at, _indented(lines, dash), dashed, dash)


def _indented(lines: Iterable[str], columns: int) -> tuple[str, ...]:
    return tuple(" " * columns + line for line in lines)


def _refuse_taken(where: str, value: Node, table: NewComparison, names: _Names) -> None:
    """Refuse an id that is taken, and to stand beside a comparison without one."""
    if isinstance(value, Scalar):
        raise InsertionError(f"{where}: this key holds no comparison: delete the line first")
    items = value.items if isinstance(value, Sequence) else (value,)
    for item in items:
        given = names.text(item, f"{_KEY}.id") if isinstance(item, Mapping) else ""
        if not given:
            raise InsertionError(
                f"{where}: the comparison there has no id, and of several each needs one: give it"
                " a line 'id: …' first"
            )
        if slugify(given) == slugify(table.id):
            raise InsertionError(
                f"{where}: there is a comparison '{given}' already: choose another --id"
            )


def _end_of(lines: list[str], following: int, margin: int) -> int:
    """Return where an entry ends before the line `following`: what is said of the next stays there.

    A comment that stands further in than the keys may be a line of a text.
    """
    at = following
    while not lines[at - 1].strip() or (
        lines[at - 1].lstrip().startswith("#")
        and len(lines[at - 1]) - len(lines[at - 1].lstrip()) <= margin
    ):
        at -= 1
    return at


def _prove(path: str, data: bytes, before: Mapping, table: NewComparison, names: _Names) -> None:
    """Refuse a result that says anything else than the old front matter and the comparison."""
    new = parse_yaml(SourceFile(path, "".join(f"{line}\n" for line in table.yaml_lines()), ""))[0]
    entry = names.entry(before, _KEY)
    wanted = [(key.text, _plain(value)) for key, value in before.entries if (key, value) != entry]
    if entry is None:
        wanted.append((_KEY, _plain(new)))
    else:
        key, value = entry
        items = value.items if isinstance(value, Sequence) else (value,)
        wanted.append((key.text, [*map(_plain, items), _plain(new)]))
    try:
        after = _front_matter(path, data).node
    except InsertionError:
        after = None
    found = after and [(key.text, _plain(value)) for key, value in after.entries]
    if not found or sorted(found, key=lambda each: each[0]) != sorted(
        wanted, key=lambda each: each[0]
    ):
        raise InsertionError(f"{path}: no place is found for it; {_BY_HAND}")


def _plain(node: Node | None) -> object:
    """Return what a node holds, without its places; white space around texts says nothing."""
    if isinstance(node, Mapping):
        return [(key.text, _plain(value)) for key, value in node.entries]
    if isinstance(node, Sequence):
        return list(map(_plain, node.items))
    return node and node.text.strip()
