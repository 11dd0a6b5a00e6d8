"""Names that vanished go in, the articles and anchors that may have taken their place come out."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

from plenum.model.article import Article
from plenum.model.ledger import anchors_of, place, written
from plenum.model.url import slugify
from plenum.source import nearest_name

_MOST_COMPARED = 2_000_000
"""How many characters and anchors are compared in all: about a second's worth."""

_LIKE_ENOUGH = 0.3
_VERY_LIKE = 0.6
"""How much two articles must share, of 2; more where the second is no new one."""

_NAME_COST = 20
"""What a comparison costs beside its anchors or letters, in the unit of `_MOST_COMPARED`."""


class Heirs:
    """Seeks what took the place of an address or an anchor; new names come first."""

    def __init__(self, pages: Mapping[str, Article], recorded: Iterable[str]) -> None:
        """Take the articles by their places, and all places on record."""
        self._pages = pages
        self._recorded = frozenset(recorded)
        self._left = _MOST_COMPARED
        self._fresh: dict[str, list[str]] = {}

    def article(self, address: str) -> Article | None:
        """Return the article that is most like the one which stood at an address."""
        if self._left < 0:
            return None
        words = _words(unquote(address).rstrip("/").rpartition("/")[2])
        anchors = self._recorded_anchors.get(address, frozenset())
        new, known = self._profiles
        for profiles, least in ((new, _LIKE_ENOUGH), (known, _VERY_LIKE)):
            if not self._may_compare(len(profiles) * (_NAME_COST + len(anchors))):
                return None
            ranked = [(each.likeness(words, anchors), each.article) for each in profiles]
            best = max(ranked, key=lambda pair: (pair[0], pair[1].url), default=None)
            if best is not None and best[0] >= least:
                return best[1]
        return None

    def anchor(self, lost: str, page: Article) -> str | None:
        """Return the new anchor of a page that is most like one which it had."""
        if self._left < 0:
            return None
        fresh = self._new_anchors(page)
        if not self._may_compare(len(fresh) * (_NAME_COST + len(lost))):
            return None
        near = nearest_name(lost, fresh)
        if near is not None:
            return near
        words = _words(lost)
        alike = max(fresh, key=lambda each: _shared(words, _words(each)), default=None)
        return alike if alike is not None and _shared(words, _words(alike)) else None

    def home(self, anchor: str) -> Article | None:
        """Return the article in which an anchor, as the ledger writes it, is new."""
        return self._new_homes.get(anchor)

    def _new_anchors(self, page: Article) -> list[str]:
        address = place(page.url)
        if address not in self._fresh:
            self._fresh[address] = sorted(
                anchor
                for anchor in set(anchors_of(page))
                if f"{address}#{written(anchor)}" not in self._recorded
            )
        return self._fresh[address]

    def _may_compare(self, cost: int) -> bool:
        self._left -= cost
        return self._left >= 0

    @cached_property
    def _profiles(self) -> tuple[list["_Profile"], list["_Profile"]]:
        """What the new articles and the known ones look like."""
        new: list[_Profile] = []
        known: list[_Profile] = []
        for address, article in sorted(self._pages.items()):
            if address != "/":
                (known if address in self._recorded else new).append(_Profile(article))
        return new, known

    @cached_property
    def _recorded_anchors(self) -> dict[str, frozenset[str]]:
        anchors: dict[str, set[str]] = {}
        for each in self._recorded:
            address, _, anchor = each.partition("#")
            if anchor:
                anchors.setdefault(address, set()).add(anchor)
        return {address: frozenset(found) for address, found in anchors.items()}

    @cached_property
    def _new_homes(self) -> dict[str, Article]:
        homes: dict[str, Article] = {}
        for address, page in sorted(self._pages.items()):
            for anchor in map(written, anchors_of(page)):
                if f"{address}#{anchor}" not in self._recorded:
                    homes.setdefault(anchor, page)
        return homes


class _Profile:
    """By what an article is known."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._slug = _words(article.slug)
        self._title = _words(slugify(article.meta.title))
        self._anchors = frozenset(map(written, anchors_of(article)))

    def likeness(self, words: frozenset[str], anchors: frozenset[str]) -> float:
        """Return how much of its name and of its sections it shares, each from 0 to 1."""
        name = max(_shared(words, self._slug), _shared(words, self._title))
        return name + _shared(anchors, self._anchors)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("-")) - {""}


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index of two sets; 0 where one is empty."""
    if not one or not other:
        return 0.0
    both = len(one & other)
    return both / (len(one) + len(other) - both)
