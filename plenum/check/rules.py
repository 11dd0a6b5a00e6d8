"""Rules of the house go in, with articles; the sentences that break them come out.

Rules are data (`plenum/rules/`, `content/_data/rules.yaml`); `rulebook` applies them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from plenum import lazy_re
from plenum.check.kinds import ArticleRule
from plenum.check.programmes import names_of_the_ended
from plenum.check.rulebook import Found, Rulebook
from plenum.diagnostics import Diagnostic, Fix, fault
from plenum.model.article import Article
from plenum.model.data import SiteData
from plenum.model.forms import fold
from plenum.model.fragment import Fragment
from plenum.model.places import read_text_of, span_of, with_sources
from plenum.model.rule import Rule
from plenum.model.site import Site

_OF_PROGRAMMES = "undated-programme"
"""What has ended is an error of its own, `ended-programme`."""
_LONGEST_NAME = 60

# What a program may write into Markdown and YAML without a look at what stands around.
_SAFE = lazy_re.compile(r"[\w°][\w°²³/. -]*")


def prose_rules(data: SiteData, today: dt.date) -> ArticleRule:
    """Find the sentences that break a rule."""
    book = Rulebook(data.rules)
    over = [fold(name) for name in names_of_the_ended(data, today)]

    def rule(article: Article) -> Iterator[Diagnostic]:
        fragments, sources = with_sources(article.running_text)
        for found in _found(book, fragments, sources):
            if found.rule.fault_id != _OF_PROGRAMMES or not _is_among(over, found, sources):
                written = sources[found.text][found.start : found.end]
                yield _fault_of(found, written, fragments[found.text])

    return rule


def _found(
    book: Rulebook, fragments: Sequence[Fragment], sources: Sequence[str]
) -> Iterator[Found]:
    @cache
    def read_of(number: int) -> str:
        return read_text_of(fragments[number])

    return book.find(sources, read_of)


def _is_among(names: Iterable[str], found: Found, sources: Sequence[str]) -> bool:
    """Whether what was found is a part of one of these names."""
    source = sources[found.text]
    words = fold(source[found.start : found.end])
    around = fold(source[max(0, found.start - _LONGEST_NAME) : found.end + _LONGEST_NAME])
    return any(words in name and name in around for name in names)


def _fault_of(found: Found, written: str, fragment: Fragment) -> Diagnostic:
    rule = found.rule
    span = span_of(fragment, found.start, found.end)
    values = {
        "found": " ".join(written.split()),
        "reason": rule.reason,
        "advice": rule.advice,
        "rule": rule.id,
    }
    diagnostic = fault(rule.fault_id, span, **values)
    is_fixable = found.right and _SAFE.fullmatch(found.right) and "\n" not in written
    return diagnostic._replace(fix=Fix(written, found.right)) if is_fixable else diagnostic


def sound_examples(site: Site, _today: dt.date) -> Iterator[Diagnostic]:
    """Find rules whose own examples say something else than they do.

    Those of the package are tested there.
    """
    for rule in site.data.rules:
        if rule.span.path.startswith("content/"):
            yield from wrong_examples(rule)


def wrong_examples(rule: Rule) -> Iterator[Diagnostic]:
    """Yield a fault for each example that a rule should find and does not, or the other way."""
    book = Rulebook([rule])
    for key, examples in (("wrong", rule.wrong), ("right", rule.right)):
        for example in examples:
            texts = [example.value]
            is_found = any(book.find(texts, texts.__getitem__))
            if is_found is not (key == "wrong"):
                problem = "is found" if is_found else "is not found"
                yield fault("rule-example", example.span, rule=rule.id, key=key, problem=problem)
