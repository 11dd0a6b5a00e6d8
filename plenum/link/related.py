"""The site's articles go in, for each the articles to read next come out, with the reasons.

Editors' picks come first. The rest is scored by what two articles share: words that tell
what an article is about (those of its title count most; the rarer in the site, the more they
count), glossary entries, tags, category, and links that editors have made between the two.
Inverted indexes give the candidates, so that no article is compared with all others. No
article may stand in too many boxes: the best pairs are given out first, and one that is full
is passed over.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from plenum.model.article import Article
from plenum.model.data import GlossaryEntry
from plenum.model.graph import EDITORIAL, Edge
from plenum.model.url import slugify
from plenum.model.word import singular, words_in

LIMIT = 4
"""How many articles a box holds; an editor may pick more."""
MOST_BOXES = 3 * LIMIT
"""In how many boxes an article may stand: three times its share. Editors' picks count."""
_CANDIDATES = 4 * LIMIT
_WORDS_PER_ARTICLE = 16
_MOST_LOOKUPS = 600
"""How many articles are looked at for one, through what the fewest share."""
_LEAST_SCORE = 0.05
_WEIGHTS = {"word": 4.0, "entry": 1.2, "tag": 2.0, "category": 1.5, "link": 0.8}
_Feature = tuple[str, str]
"""What an article may share: of what kind it is, and its name."""
_REASONS = {"entry": "also covers", "tag": "also about", "category": "also in"}


class Share(Struct, frozen=True, gc=False):
    """Something that two articles share, and how much it counts."""

    kind: str
    name: str
    points: float


class Suggestion(Struct, frozen=True, gc=False):
    """A related article, why it was chosen in words for readers, and all that counted.

    What counted is there only where it was asked for.
    """

    article: Article
    reason: str
    shares: tuple[Share, ...] = ()

    @property
    def score(self) -> float:
        """The sum of what counted."""
        return math.fsum(share.points for share in self.shares)


class RelatedIndex:
    """Which articles share a word, a glossary entry, a tag, a category or a link."""

    def __init__(
        self,
        articles: Sequence[Article],
        glossary: Mapping[str, GlossaryEntry],
        edges: Iterable[Edge],
    ) -> None:
        """Index the articles, which keep their order for ties."""
        self._articles = articles
        self._glossary = glossary
        self._words = self._weighted_words()
        self._features = [
            [*_taxonomy(article), *entries]
            for article, entries in zip(articles, self._entries(), strict=True)
        ]
        # Who has a feature, and how much of it.
        self._postings: defaultdict[_Feature, list[tuple[int, float]]] = defaultdict(list)
        for position, words in enumerate(self._words):
            for term, weight in words.items():
                self._postings["word", term].append((position, weight))
            for feature in self._features[position]:
                self._postings[feature].append((position, 1.0))
        self._linked = self._editors_links(edges)

    def choose(
        self,
        picked: Mapping[str, Sequence[Article]],
        beside: Mapping[str, Sequence[Article]] | None = None,
        *,
        explained: bool = False,
    ) -> dict[str, tuple[Suggestion, ...]]:
        """Return the articles to put below the editors' picks, by source path.

        `picked` are those picks, by the path of the article that makes them; what stands
        `beside` it elsewhere on the page, such as the next part of a series, is passed over.
        Where it is to be `explained`, each comes with all that counted.
        """
        positions = {article.path: i for i, article in enumerate(self._articles)}
        boxes: Counter[int] = Counter()
        taken: list[set[int]] = [{i} for i in range(len(self._articles))]
        room = [LIMIT] * len(self._articles)
        for path, articles in picked.items():
            here = positions.get(path)
            others = [positions[a.path] for a in articles if a.path in positions]
            boxes.update(others)
            if here is not None:
                taken[here].update(others)
                room[here] -= len(articles)
        for path, articles in (beside or {}).items():
            if path in positions:
                taken[positions[path]].update(
                    positions[a.path] for a in articles if a.path in positions
                )
        pairs = [
            (-score, here, other)
            for here in range(len(self._articles))
            if room[here] > 0
            for score, other in self._candidates(here, taken[here])
        ]
        chosen: defaultdict[int, list[int]] = defaultdict(list)
        for _, here, other in sorted(pairs):
            if len(chosen[here]) < room[here] and boxes[other] < MOST_BOXES:
                chosen[here].append(other)
                boxes[other] += 1
        return {
            self._articles[here].path: tuple(
                Suggestion(
                    self._articles[other],
                    self._reason(here, other),
                    self._sorted_shares(here, other) if explained else (),
                )
                for other in others
            )
            for here, others in chosen.items()
            if others
        }

    # -- the index --------------------------------------------------------------------------

    def _weighted_words(self) -> list[dict[str, float]]:
        """Return each article's telling words as a vector of length 1."""
        frequency = Counter(term for article in self._articles for term, _ in article.terms)
        total = max(len(self._articles), 1)
        weights = {
            term: math.log(1 + total / count) for term, count in frequency.items() if count > 1
        }
        vectors = []
        for article in self._articles:
            scored = (
                (math.sqrt(count) * weights[term], term)
                for term, count in article.terms
                if term in weights
            )
            best = heapq.nsmallest(_WORDS_PER_ARTICLE, scored, key=lambda item: (-item[0], item[1]))
            length = math.sqrt(sum(score * score for score, _ in best)) or 1.0
            vectors.append({term: score / length for score, term in best})
        return vectors

    def _entries(self) -> Iterator[list[_Feature]]:
        """Yield for each article the glossary entries whose words are among its own."""
        forms: defaultdict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for entry in self._glossary.values():
            for form in (entry.term, *entry.forms):
                words = [singular(word) for word in words_in(form)]
                if words:
                    forms[min(words)].append((frozenset(words), entry.id))
        for article in self._articles:
            own = {term for term, _ in article.terms}
            found = {entry for term in own for words, entry in forms[term] if words <= own}
            yield [("entry", entry) for entry in sorted(found)]

    def _editors_links(self, edges: Iterable[Edge]) -> list[list[int]]:
        """Return for each article those that it links to or that link to it."""
        positions = {article.url: i for i, article in enumerate(self._articles)}
        linked: list[set[int]] = [set() for _ in self._articles]
        for edge in edges:
            here, there = positions.get(edge.source), positions.get(edge.target)
            if edge.kind in EDITORIAL and here is not None and there is not None:
                linked[here].add(there)
                linked[there].add(here)
        return [sorted(others) for others in linked]

    # -- scores -----------------------------------------------------------------------------

    def _candidates(self, here: int, taken: set[int]) -> list[tuple[float, int]]:
        """Return the best articles with their scores.

        What few articles share leads to them; once that has led to enough, what many share
        counts for those only. So an article costs the same in a site of any size.
        """
        found: defaultdict[int, float] = defaultdict(float)
        lookups = 0
        for points, posting in self._rarest_first(here):
            lookups += len(posting)
            if lookups > _MOST_LOOKUPS:
                break
            for other, weight in posting:
                found[other] += points * weight
        for other in self._linked[here]:
            found[other] += _WEIGHTS["link"]
        ranked = [(-score, other) for other, score in found.items() if other not in taken]
        # Rounded, so that the order in which points were added decides nothing.
        scored = (
            (round(math.fsum(share.points for share in self._shares(here, other)), 6), other)
            for _, other in heapq.nsmallest(_CANDIDATES, ranked)
        )
        return [(score, other) for score, other in scored if score >= _LEAST_SCORE]

    def _rarest_first(self, here: int) -> Iterator[tuple[float, list[tuple[int, float]]]]:
        """Yield what an article may share, what sharing it counts, and who has it."""
        features = [("word", term) for term in self._words[here]] + self._features[here]
        for feature in sorted(features, key=lambda f: (len(self._postings[f]), f)):
            kind, name = feature
            weight = self._words[here][name] if kind == "word" else 0.0
            points = weight * _WEIGHTS["word"] if kind == "word" else self._points(feature)
            yield points, self._postings[feature]

    def _points(self, feature: _Feature) -> float:
        """Return what sharing a feature counts: the fewer articles have it, the more."""
        sharing = len(self._postings[feature])
        return _WEIGHTS[feature[0]] / math.log2(1 + sharing) if sharing > 1 else 0.0

    def _sorted_shares(self, here: int, other: int) -> tuple[Share, ...]:
        """Return what two articles share; what counts most comes first."""
        return tuple(sorted(self._shares(here, other), key=lambda s: (-s.points, s.kind, s.name)))

    def _shares(self, here: int, other: int) -> Iterator[Share]:
        ours, theirs = self._words[here], self._words[other]
        for term in ours.keys() & theirs.keys():
            yield Share("word", term, ours[term] * theirs[term] * _WEIGHTS["word"])
        for feature in self._common(here, other):
            yield Share(*feature, self._points(feature))
        if other in self._linked[here]:
            yield Share("link", "an editor's link", _WEIGHTS["link"])

    def _common(self, here: int, other: int) -> list[_Feature]:
        """Return the entries, tags and categories of both."""
        theirs = self._features[other]
        return [feature for feature in self._features[here] if feature in theirs]

    def _reason(self, here: int, other: int) -> str:
        """Say in a few words what sets the two apart from all others.

        What the other's title says already, or what most articles share, would tell nothing.
        """
        title = _plain_words(self._articles[other].meta.title)
        # A category is a wide word; of the others, what the fewest articles share.
        common = sorted(
            (f[0] == "category", len(self._postings[f]), f) for f in self._common(here, other)
        )
        for _, sharing, feature in common:
            name = self._name(feature, other)
            usual = sharing > max(2, len(self._articles) / 2)
            if name and not usual and not title.issuperset(_plain_words(name)):
                return f"{_REASONS[feature[0]]} {name}"
        return ""

    def _name(self, feature: _Feature, other: int) -> str:
        """Return what readers call an entry, a tag or a category."""
        meta = self._articles[other].meta
        kind, name = feature
        if kind == "entry":
            return _in_a_sentence(self._glossary[name].term)
        if kind == "tag":
            names = {slugify(tag.value): tag.value for tag in meta.tags}
            return names[name].replace("-", " ")
        return meta.category.value.replace("-", " ") if meta.category else ""


def _plain_words(text: str) -> set[str]:
    return {singular(word) for word in words_in(text)}


def _taxonomy(article: Article) -> list[_Feature]:
    tags = sorted({slugify(tag.value) for tag in article.meta.tags})
    category = slugify(article.meta.category.value) if article.meta.category else ""
    return [*(("tag", tag) for tag in tags if tag), *([("category", category)] if category else [])]


def _in_a_sentence(term: str) -> str:
    """Return a term without the capital that it has only at the head of an entry."""
    return term if term[1:2].isupper() or not term[1:2].isalpha() else term[:1].lower() + term[1:]
