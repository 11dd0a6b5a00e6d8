"""The site's articles go in, for each the articles to read next come out.

Editors' picks come first. The rest is scored by what two articles share: words that tell
what an article is about (the rarer in the site, the more they count), tags, and category. An
inverted index gives the candidates, so that no article is compared with all others.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plenum.model.article import Article
from plenum.model.url import slugify

LIMIT = 4
_WORDS_PER_ARTICLE = 16
_LONGEST_POSTING = 400
"""A word in more articles than this tells little and costs much."""
_TAG_WEIGHT = 2.0
_CATEGORY_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A related article and why it was chosen, in words for readers."""

    article: Article
    reason: str


class RelatedIndex:
    """Which articles share a word, a tag or a category."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Index the articles, which keep their order for ties."""
        self._articles = articles
        self._positions = {article.path: i for i, article in enumerate(articles)}
        frequency: defaultdict[str, int] = defaultdict(int)
        for article in articles:
            for term, _ in article.terms:
                frequency[term] += 1
        total = max(len(articles), 1)
        self._weights = {
            term: math.log(1 + total / count)
            for term, count in frequency.items()
            if 1 < count <= _LONGEST_POSTING
        }
        self._words = [self._telling_words(article) for article in articles]
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for position, words in enumerate(self._words):
            for feature in (*words, *_features(articles[position])):
                self._postings[feature].append(position)

    def _telling_words(self, article: Article) -> dict[str, float]:
        scored = (
            (math.sqrt(count) * self._weights[term], term)
            for term, count in article.terms
            if term in self._weights
        )
        best = heapq.nsmallest(_WORDS_PER_ARTICLE, scored, key=lambda item: (-item[0], item[1]))
        length = math.sqrt(sum(score * score for score, _ in best)) or 1.0
        return {term: score / length for score, term in best}

    def suggest(self, article: Article, taken: frozenset[str], limit: int) -> list[Suggestion]:
        """Return the best `limit` articles beside `article` and those with URLs in `taken`."""
        position = self._positions.get(article.path)
        if position is None or limit <= 0:
            return []
        own = self._words[position]
        scores: defaultdict[int, float] = defaultdict(float)
        for term, weight in own.items():
            for other in self._postings[term]:
                scores[other] += weight * self._words[other][term] * 4
        for feature in _features(article):
            posting = self._postings[feature]
            if len(posting) > _LONGEST_POSTING:
                continue
            value = _TAG_WEIGHT if feature[0] == "#" else _CATEGORY_WEIGHT
            share = value / math.log2(1 + len(posting))
            for other in posting:
                scores[other] += share
        best = heapq.nsmallest(
            limit + len(taken) + 1, scores.items(), key=lambda item: (-item[1], item[0])
        )
        found = [
            self._articles[other]
            for other, _ in best
            if other != position and self._articles[other].url not in taken
        ]
        return [Suggestion(other, self._reason(article, other)) for other in found[:limit]]

    def _reason(self, article: Article, other: Article) -> str:
        shared = set(_features(article)) & set(_features(other))
        names = {f"#{slugify(tag.value)}": tag.value for tag in article.meta.tags}
        tags = sorted(names[feature] for feature in shared if feature in names)
        if tags:
            return f"also about {tags[0].replace('-', ' ')}"
        if shared and article.meta.category:
            return f"also in {article.meta.category.value.replace('-', ' ')}"
        return ""


def _features(article: Article) -> list[str]:
    features = [f"#{slugify(tag.value)}" for tag in article.meta.tags]
    if article.meta.category:
        features.append(f"@{slugify(article.meta.category.value)}")
    return features
