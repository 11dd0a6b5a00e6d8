"""Nodes of the wrong kind go in, the nodes that their editor meant, each with its fault, come out.

YAML tells a list from a group of keys by its dashes alone: one too many, or one too few, makes
another thing of what is right in all else.
"""

from collections.abc import Collection, Iterable
from collections.abc import Sequence as AnySequence
from itertools import pairwise

from msgspec.structs import replace

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.source.names import nearest_name
from plenum.source.nodes import Mapping, Node, Scalar, Sequence

_NAMES_OF_TEXTS = frozenset({"id", "item", "label", "name", "text", "title", "value"})


def rejoined(
    node: Sequence, key: str, known: Collection[str]
) -> tuple[list[Node], list[Diagnostic]]:
    """Return the items of a list, those in one that a dash too many has split.

    An item is split where the lower part holds only keys that are `known` and that the upper
    part lacks.
    """
    items: list[Node] = []
    told: list[Diagnostic] = []
    for item in node.items:
        above = items[-1] if items else None
        if isinstance(above, Mapping) and isinstance(item, Mapping) and _fit(above, item, known):
            told.append(_split_item(node.span, key, above, item))
            entries, unread = above.entries + item.entries, above.unread | item.unread
            items[-1] = replace(above, entries=entries, end=item.end, unread=unread)
        else:
            items.append(item)
    return items, told


def _fit(one: Mapping, other: Mapping, known: Collection[str]) -> bool:
    """Whether two items are the halves of one. Braces show where an item ends."""
    if one.braces or other.braces or one.partial or other.partial:
        return False
    if not one.entries or not other.entries:
        # What could not be read has a fault already.
        return False
    names, others = _names(one), _names(other)
    # A misspelled key is the one that it was meant to be.
    meant = {name if name in known else nearest_name(name, known) for name in names}
    return others <= set(known) and not meant & others


def _names(node: Mapping) -> set[str]:
    return {name.text for name, _ in node.entries} | node.unread


def _split_item(listed: Span, key: str, one: Mapping, other: Mapping) -> Diagnostic:
    first, second = one.entries[0][0], other.entries[0][0]
    # The dashes of a list stand below each other, where the list begins.
    line, column = second.span.line, listed.column
    return fault(
        "split-item",
        Span(listed.path, line, column, line, column + 1),
        key=key,
        name=second.text,
        first=first.text,
    )


def unnested(node: Node) -> list[Scalar] | None:
    """Return the texts of a list that brackets too many make a list of lists, else None."""
    while isinstance(node, Sequence) and len(node.items) == 1:
        inner = node.items[0]
        if not isinstance(inner, Sequence):
            break
        node = inner
    items = node.items if isinstance(node, Sequence) else ()
    texts = [item for item in items if isinstance(item, Scalar)]
    return texts if texts and len(texts) == len(items) else None


def listed_by_id(node: Mapping, known: Iterable[str]) -> tuple[Sequence, Scalar] | None:
    """Return the list that a group of keys stands for, each the id of what it holds.

    With it comes the first id; None where the keys are those `known` of one item.
    """
    groups = all(isinstance(value, Mapping) for _, value in node.entries)
    if not node.entries or not groups or {name.text for name, _ in node.entries} & set(known):
        return None
    items: list[Node] = []
    for name, value in node.entries:
        if isinstance(value, Mapping):
            given = value.get("id") is not None
            label = name._replace(text="id")
            entries = value.entries if given else ((label, name), *value.entries)
            items.append(replace(value, entries=entries))
    return Sequence(tuple(items), node.span, node.start, node.end), node.entries[0][0]


def paired_items(node: Node, pair: tuple[str, str]) -> list[Mapping] | None:
    """Return the items that are written as `text of the one: text of the other`, all of them.

    A text that stands for a key has several words; None where there is no such key.
    """
    groups = node.items if isinstance(node, Sequence) else (node,)
    items: list[Mapping] = []
    for group in groups:
        if not isinstance(group, Mapping) or not all(" " in key.text for key, _ in group.entries):
            return None
        for name, value in group.entries:
            label, other = (name._replace(text=key) for key in pair)
            unread = group.unread if group.partial else frozenset[str]()
            items.append(replace(group, entries=((label, name), (other, value)), unread=unread))
    return items or None


def keys_of_items(node: Sequence) -> tuple[tuple[Scalar, Node], ...] | None:
    """Return the keys with their values of a list whose items are one key each, else None."""
    entries = [
        entry for item in node.items if isinstance(item, Mapping) for entry in item.entries[:1]
    ]
    single = all(
        isinstance(item, Mapping) and (len(item.entries) == 1 or item.partial or item.unread)
        for item in node.items
    )
    return tuple(entries) if entries and single else None


def text_with_colon(node: Node) -> tuple[str, Span] | None:
    """Return the text that a colon has made a key with its value of, and the colon's place.

    None where a key is likelier: between braces, with others, or by a name that other programs
    give a text in a list.
    """
    if not isinstance(node, Mapping) or node.braces or node.partial or node.unread:
        return None
    if len(node.entries) != 1:
        return None
    key, value = node.entries[0]
    if key.style != "plain" or key.text in _NAMES_OF_TEXTS or not isinstance(value, Scalar):
        return None
    if (
        not value.text
        or value.commented
        or value.style == "block"
        or value.span.line != key.span.line
    ):
        return None
    mark = '"' if value.style == "quoted" else ""
    line, column = key.span.end_line, key.span.end_column
    colon = Span(key.span.path, line, column, line, column + 1)
    return f"{key.text}: {mark}{value.text}{mark}", colon


def item_starts(names: AnySequence[str]) -> list[int]:
    """Return where items begin among the keys of one, by forgotten dashes: 0, and perhaps more.

    A key that stands twice is no item: with the first one, another must stand again.
    """
    starts = [0]
    if len(set(names)) == len(names):
        return starts
    again = [at for at, name in enumerate(names) if name == names[0]]
    given: set[str] = set()
    for start, end in pairwise([*again, len(names)]):
        own = set(names[start:end])
        if len(given & own) > 1:
            starts.append(start)
            given = own
        else:
            given |= own
    return starts
