"""What a page would be made of now goes in, what must be done for it comes out, and why."""

from msgspec import Struct

from plenum.link.context import LinkContext
from plenum.link.view import view_of
from plenum.model.article import Article
from plenum.model.output import Standing
from plenum.pipeline.page_keys import PageKeys
from plenum.pipeline.page_record import Findings, KeptPage, PageStore, Parts


class Plan(Struct, frozen=True):
    """What is to be done for a page.

    `last` is the page of the last build. `stands` are its files where they need not be made, else
    None, and `changed` says why: what it was not made of, all of that for a new page. `findings`
    are what was found in its article where nobody need look, else None.
    """

    url: str
    parts: Parts
    checked: str
    last: KeptPage | None
    stands: tuple[Standing, ...] | None
    changed: tuple[str, ...]
    findings: Findings | None


class Planner:
    """Plans the pages of one site after what the last build recorded."""

    def __init__(self, keys: PageKeys, store: PageStore) -> None:
        """Take what says of what pages are made now, and what they were made of."""
        self._keys = keys
        self._store = store

    def plan(self, url: str, parts: Parts, checked: str = "") -> Plan:
        """Say what is to be done for the page at the absolute address `url`."""
        last = self._store.page(url)
        changed = self._changed(last, parts)
        stands = self._store.standing(last) if last and not changed else None
        if last and stands is None and not changed:
            changed = ("its files in the output folder",)
        findings = last.findings if last and last.checked == checked else None
        return Plan(url, parts, checked, last, stands, changed, findings)

    def _changed(self, last: KeptPage | None, parts: Parts) -> tuple[str, ...]:
        made_of = frozenset(last.parts if last else ())
        changed = tuple(name for name, state in parts if (name, state) not in made_of)
        if last and not self._keys.defines(last.made.definitions):
            changed += ("definitions of the glossary",)
        return changed


class LastBuild(Struct, frozen=True):
    """Says of single articles whether their pages stand as the last build made them."""

    context: LinkContext
    keys: PageKeys
    store: PageStore

    def changed(self, article: Article) -> tuple[str, ...] | None:
        """Return what of the article's page has changed since it was rendered.

        Nothing where the page stands; None where there is none yet.
        """
        parts = self.keys.of_article(article, view_of(article, self.context))
        plan = Planner(self.keys, self.store).plan(page_url(article, self.context), parts)
        return plan.changed if plan.last else None


def page_url(article: Article, context: LinkContext) -> str:
    """Return the absolute address of an article's page."""
    return context.addresses.absolute(context.addresses.href(article.url))
