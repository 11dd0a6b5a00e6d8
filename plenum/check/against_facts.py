"""What articles say of a registered quantity is what the register says of it."""

import datetime as dt
from collections.abc import Iterator

from plenum.check.kinds import ArticleRule, no_fault
from plenum.check.sentences import Problem, written
from plenum.check.surroundings import sentence_at
from plenum.diagnostics import Diagnostic, fault
from plenum.model.agreement import are_comparable, is_within
from plenum.model.article import Article
from plenum.model.data import Fact, SiteData
from plenum.model.figures import Figure, figures
from plenum.model.phrases import PhraseSearch
from plenum.model.places import read_text_of, span_of, with_sources

_DENIED = ("not ", "n't ", "n’t ", "never ", "no longer", "myth", "wrong", "older", "used to ")


def agreement_with_facts(data: SiteData, today: dt.date) -> ArticleRule:
    """Find sentences with a fact's `wording` and a figure that the fact does not have.

    So two articles cannot say two things of one quantity. Facts may share their wording, where
    sources disagree or conditions differ: the figure of one of them is enough. A sentence that
    cites a fact is compared with that fact elsewhere; one that denies says what is not so.
    """
    facts = [f for f in data.facts.values() if not f.valid_until or today <= f.valid_until.last]
    worded = [(phrase, fact) for fact in facts for phrase in fact.wording]
    if not worded:
        return no_fault
    search = PhraseSearch(phrase for phrase, _ in worded)
    of_facts = {fact.id: figures(fact.value) for fact in facts if fact.wording}

    def rule(article: Article) -> Iterator[Diagnostic]:
        fragments, sources = with_sources(article.running_text)
        meant: dict[int, dict[tuple[int, int], list[Fact]]] = {}
        for hit in search.find(sources):
            places = meant.setdefault(hit.text, {})
            places.setdefault((hit.start, hit.end), []).append(worded[hit.phrase][1])
        for number, places in meant.items():
            fragment = fragments[number]
            for problem in _problems(sources[number], read_text_of(fragment), places, of_facts):
                span = span_of(fragment, problem.start, problem.end)
                yield fault(problem.fault_id, span, **problem.values)

    return rule


def _problems(
    source: str,
    text: str,
    places: dict[tuple[int, int], list[Fact]],
    of_facts: dict[str, list[Figure]],
) -> Iterator[Problem]:
    told: set[tuple[int, int]] = set()
    for (start, end), facts in places.items():
        begin, stop = sentence_at(source, start, end)
        words = text[begin:stop]
        if text[start:end] != source[start:end] or "(fact:" in source[begin:stop]:
            continue
        if any(word in words.lower() for word in _DENIED):
            continue
        of_fact = [figure for fact in facts for figure in of_facts[fact.id]]
        other = _other_figure(figures(words), end - begin, of_fact)
        if other is None or (begin, other.start) in told:
            continue
        told.add((begin, other.start))
        fact = next(f for f in facts if any(are_comparable(other, e) for e in of_facts[f.id]))
        values = {
            "found": written(words, other),
            "words": " ".join(source[start:end].split()),
            "id": fact.id,
            "value": fact.value,
        }
        yield Problem("contradicts-fact", begin + other.start, begin + other.end, values)


def _other_figure(found: list[Figure], behind: int, of_fact: list[Figure]) -> Figure | None:
    """Return the figure that the fact does not have, if no other in the sentence is the fact's.

    Of several it is the first `behind` the words, where the quantity of a sentence stands.
    """
    alike = [each for each in found if any(are_comparable(each, fact) for fact in of_fact)]
    if not alike or any(is_within(each, fact) for each in alike for fact in of_fact):
        return None
    return next((each for each in alike if each.start >= behind), alike[-1])
