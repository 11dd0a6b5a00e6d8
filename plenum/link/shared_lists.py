"""The names in a list of shared data go in, the articles that they mean come out."""

from collections.abc import Iterable, Iterator

from plenum.diagnostics import Diagnostic
from plenum.link.resolve import Resolver, Target, faults_of
from plenum.model.article import Article, root_article
from plenum.source import Located


def published(
    names: Iterable[Located[str]], resolver: Resolver, faults: list[Diagnostic]
) -> Iterator[tuple[Article, Located[str]]]:
    """Yield the articles that a list of shared data names, as far as they are published today.

    What is not is passed over: the list closes up. What is no article at all is a fault.
    """
    for name in names:
        named = resolver.named(name.value, name.span, root_article(name.span))
        faults += [each for each in faults_of(named) if each.id != "link-to-unpublished"]
        if isinstance(named, Target) and named.page is not None:
            yield named.page, name
