"""A fact with several values goes in, the one that the site uses and the others come out.

Where sources disagree, `values` lists what each says. The one that is marked `used: true`, or a
`value` beside the list, is what articles cite; `why` says why.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.source import Mapping, Node, Reading, Values, nearest_name
from plenum.source.schema import Record

_OWN = ("value", "basis", "region", "currency", "as_of", "source")
"""What each value may say for itself."""
_SHARED = ("region", "currency")
"""What the fact says for all values that do not."""


class OneOrSeveral(Struct, frozen=True):
    """A fact of one shape, or of another where it has `values`."""

    one: Record
    several: Record

    def read(
        self, node: Node, reading: Reading, key: str = "", missing_at: Span | None = None
    ) -> Values | None:
        """Read as a record does."""
        shape = self.several if isinstance(node, Mapping) and self._is_listed(node) else self.one
        return shape.read(node, reading, key, missing_at)

    def _is_listed(self, node: Mapping) -> bool:
        """Whether there is a key `values`, or one that is told to be a slip of it."""
        known = self.several.keys
        names = (name.text for name, _ in node.entries)
        return "values" in (name if name in known else nearest_name(name, known) for name in names)


class Chosen(NamedTuple):
    """A fact with the value that is used as its own, the values that are not, and the fault."""

    used: Values
    others: tuple[Values, ...] = ()
    fault: Diagnostic | None = None


def choose(fact_id: str, fact: Values, shown: Callable[[Values], str]) -> Chosen:
    """Choose the value of a fact; `shown` gives the text of a value."""
    if "values" not in fact.keys:
        return Chosen(fact)
    items = fact.get("values") or []
    # What is no group of keys has its fault already, and may be the one that is meant.
    values: list[Values] = [item for item in items if isinstance(item, Values)]
    others = tuple(_with_shared(item, fact) for item in values if not item.get("used"))
    marked = [item for item in values if item.get("used")]
    own = fact.get("value") is not None
    if own and not marked:
        return Chosen(fact, others)
    if len(marked) == 1:
        used = _with_own(fact, marked[0])
        if not own or shown(used) == shown(fact):
            return Chosen(used, others)
    unsure = fact.damaged or len(values) < len(items) or any(map(_is_unsure, values))
    return Chosen(fact, others, None if unsure else _not_one(fact_id, fact, marked, own=own))


def _is_unsure(item: Values) -> bool:
    """Whether nobody can say if a value is the used one: its flag was not read."""
    return item.get("used") is None and not item.lacks("used")


def _not_one(fact_id: str, fact: Values, marked: list[Values], *, own: bool) -> Diagnostic:
    if not marked:
        what = f"none of the values of the fact '{fact_id}' is marked 'used: true'"
        advice = "write 'used: true' below the one that articles are to cite"
        return fault("used-value", fact.keys["values"], what=what, advice=advice)
    what = f"the fact '{fact_id}' uses {len(marked) + own} values, where articles cite one"
    advice = "leave 'used: true' only below the one that articles are to cite"
    if own:
        advice = "delete the 'value' beside the list, or 'used: true' in it"
    return fault("used-value", marked[-1].keys["used"], what=what, advice=advice)


def _with_own(fact: Values, item: Values) -> Values:
    """Return the fact with what one of its values says for itself."""
    own: dict[str, Any] = {key: item.get(key) for key in _OWN if item.get(key) is not None}
    return replace(
        fact, values={**fact.values, **own}, unread=fact.unread | item.unread.intersection(_OWN)
    )


def _with_shared(item: Values, fact: Values) -> Values:
    """Return a value with what the fact says for all of them."""
    shared = {key: fact.get(key) for key in _SHARED if item.get(key) is None and fact.get(key)}
    return replace(item, values={**item.values, **shared})
