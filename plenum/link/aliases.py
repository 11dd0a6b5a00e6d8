"""Articles with their old addresses go in, redirects and articles with old anchors come out."""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from urllib.parse import unquote

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.link.old_anchors import places_for_marks, with_old_anchors
from plenum.model.article import RESERVED_ANCHORS, Article, OldAddress
from plenum.model.site import Alias, LeftOut
from plenum.model.url import output_path, url_key
from plenum.source import nearest_name

_MOST_NAMED = 3
"""How many sections an advice names where none is like the wrong one."""

_MOST_COMPARED = 10_000
"""Up to how many names the nearest one is sought for the aliases of one article."""

_NO_ANCHOR = lazy_re.compile(r"[\s\"'<>#?\\]")

_WRITE_A_PATH = "write the path of the old page, such as /old/address/"
_WRITE_BOTH = (
    "write an old anchor of this article with the one to which it leads: "
    '{from: "#old-words", to: "#new-words"}'
)

Claim = Callable[[str, str, Span], bool]
"""Takes an address, who claims it and where; whether it could be had."""


def is_inside(url: str) -> bool:
    """Whether an old address, decoded, names a file below the root that a page may be."""
    parts = url.split("/")
    return (
        url.startswith("/")
        and url != "/"
        and "" not in parts[1:-1]
        # `.git`, `.htaccess`, `..`: settings of hosts and tools, and ways out.
        and not any(part.startswith(".") for part in parts)
        and not set(url) & set("?#\\<>\"'")
        # What is no UTF-8 becomes U+FFFD; controls would break files and rules.
        and "\ufffd" not in url
        and url.isprintable()
        # Some hosts decode twice: what was encoded twice would lead elsewhere there.
        and unquote(url) == url
    )


def claim_aliases(
    articles: Iterable[Article], urls: Collection[str], claim: Claim
) -> tuple[dict[str, Alias], list[Diagnostic]]:
    """Claim the old addresses of all articles; old anchors are no addresses.

    `urls` are those at which an article stands: one that lost its own has nowhere to lead to.
    """
    articles = tuple(articles)
    holders = {_file_key(article.url): article for article in articles}
    leads = {
        (_file_key(alias.url), article.path)
        for article in articles
        for alias in article.meta.aliases
        if not alias.is_anchor
    }
    aliases: dict[str, Alias] = {}
    faults: list[Diagnostic] = []
    for article in articles:
        sections = _Sections(article)
        for alias in article.meta.aliases:
            if alias.is_anchor:
                continue
            typed, span, url = alias.old.value, alias.old.span, alias.url
            if not is_inside(url):
                advice = _WRITE_BOTH if "#" in typed else _WRITE_A_PATH
                faults.append(fault("wrong-alias", span, alias=typed, advice=advice))
                continue
            holder = holders.get(_file_key(url))
            if holder is article:
                why = "it is the address of this article"
                faults.append(fault("alias-loop", span, alias=typed, why=why))
            elif holder is not None and (_file_key(article.url), holder.path) in leads:
                why = f"{holder.source_path} stands there, with this article's address as an alias"
                faults.append(fault("alias-loop", span, alias=typed, why=why))
            else:
                anchor = sections.target(alias)
                if claim(url, f"an alias in {article.source_path}", span) and article.url in urls:
                    aliases[url] = Alias(url, article.url, span, anchor)
        faults += sections.faults
    return dict(sorted(aliases.items())), faults


def addresses_left_out(left_out: Iterable[LeftOut]) -> dict[str, LeftOut]:
    """Return the articles that are not published, by their addresses and by their old ones."""
    by_url: dict[str, LeftOut] = {}
    for absent in left_out:
        article = absent.article
        old = [alias.url for alias in article.meta.aliases if not alias.is_anchor]
        for url in (article.url, *filter(is_inside, old)):
            by_url.setdefault(url, absent)
    return by_url


def keep_old_anchors(article: Article) -> tuple[Article, list[Diagnostic]]:
    """Return the article with an empty element for every old anchor that it names.

    A host never sees what stands behind `#`, so an old anchor works only as an id in the page.
    """
    if not any(alias.is_anchor for alias in article.meta.aliases):
        return article, []
    old_by_new, faults = _old_anchors(article)
    return (with_old_anchors(article, old_by_new) if old_by_new else article), faults


def _old_anchors(article: Article) -> tuple[dict[str, list[str]], list[Diagnostic]]:
    """Return the old anchors of an article by the sections to which they lead."""
    sections = _Sections(article)
    old_by_new: dict[str, list[str]] = {}
    faults: list[Diagnostic] = []
    seen: set[str] = set()
    for alias in article.meta.aliases:
        if not alias.is_anchor:
            continue
        typed, span = alias.old.value, alias.old.span
        anchor = alias.anchor
        if not _is_anchor(anchor) or alias.to is None:
            faults.append(fault("wrong-alias", span, alias=typed, advice=_WRITE_BOTH))
        elif alias.to.value.startswith("#") and alias.to_anchor == anchor:
            why = "it is the very anchor to which it leads"
            faults.append(fault("alias-loop", span, alias=typed, why=why))
        elif anchor in seen:
            why = "another alias of this article has that name"
            faults.append(fault("alias-in-use", span, alias=typed, why=why))
        elif anchor in article.anchors or anchor in RESERVED_ANCHORS:
            why = "a place on this page has that name"
            faults.append(fault("alias-in-use", span, alias=typed, why=why))
        else:
            seen.add(anchor)
            target = sections.target(alias)
            if target:
                old_by_new.setdefault(target, []).append(anchor)
    return old_by_new, [*faults, *sections.faults]


class _Sections:
    """The places of one article to which an alias may lead; `faults` are of those that do not."""

    def __init__(self, article: Article) -> None:
        self.faults: list[Diagnostic] = []
        self._article = article
        self._compared = 0

    def target(self, alias: OldAddress) -> str:
        """Return the anchor to which an alias leads; empty for the top, or after a fault."""
        if alias.to is None:
            return ""
        typed, span, anchor = alias.to.value, alias.to.span, alias.to_anchor
        if not typed.startswith("#") or not _is_anchor(anchor):
            wanted = "the anchor of a section of this article, such as '#costs'"
            self._add("wrong-value", span, key="to", found=typed, wanted=wanted)
        elif anchor in self._old:
            why = f"'{typed}' is an old anchor itself"
            self._add("alias-chain", span, alias=alias.old.value, why=why)
        elif anchor in (places := self._places if alias.is_anchor else self._article.anchors):
            return anchor
        elif anchor in self._article.anchors:
            what = f"'#{anchor}' is no place at which an old anchor can be kept"
            self._add("dead-alias", span, what=what, advice=self._advice(anchor, places))
        elif not self._article.may_hide(anchor):
            what = f"this page has no section '#{anchor}' to lead to"
            self._add("dead-alias", span, what=what, advice=self._advice(anchor, places))
        return ""

    def _add(self, fault_id: str, span: Span, **details: object) -> None:
        self.faults.append(fault(fault_id, span, **details))

    @cached_property
    def _old(self) -> frozenset[str]:
        aliases = self._article.meta.aliases
        return frozenset(alias.anchor for alias in aliases if alias.is_anchor)

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(places_for_marks(self._article))

    def _advice(self, anchor: str, places: frozenset[str]) -> str:
        self._compared += len(places)
        near = None
        if self._compared <= _MOST_COMPARED:
            near = nearest_name(anchor, sorted(places - self._old))
        headings = [heading.anchor for heading in self._article.headings if heading.anchor]
        named = [near] if near else headings[:_MOST_NAMED]
        if not named:
            return "write a heading to which it can lead, or delete the line"
        return "it has " + ", ".join(f"'#{name}'" for name in named)


def _is_anchor(anchor: str) -> bool:
    return bool(anchor) and not _NO_ANCHOR.search(anchor) and anchor.isprintable()


def _file_key(url: str) -> str:
    return url_key(output_path(url))
