"""Articles with their old addresses go in, redirects and articles that keep old anchors come out.

A host never sees what stands behind `#`, so an old anchor works only as an id in the page: an
empty element with that id is put at the section to which it leads.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape, unescape
from urllib.parse import unquote

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import RESERVED_ANCHORS, Article, OldAddress
from plenum.model.fragment import Fragment, Html, Part
from plenum.model.site import Alias
from plenum.model.url import output_path, url_key
from plenum.source import nearest_name

_MOST_NAMED = 3
"""How many sections an advice names where none is like the wrong one."""

_MOST_COMPARED = 10_000
"""Up to how many names the nearest one is sought for the aliases of one article."""

_TAG = re.compile(r"<(?P<name>[a-z][a-z0-9]*)\b[^<>]*>")
_ID = re.compile(r'\sid="(?P<id>[^"<>]*)"')
_HOLD_TEXT = frozenset(
    "h1 h2 h3 h4 h5 h6 p li dt dd td th caption figcaption div section figure blockquote"
    " summary a span strong em code".split()
)
"""Elements that may begin with an empty one; before the others it may stand."""
_BESIDE_TEXT = frozenset({"table", "ul", "ol", "dl", "pre", "hr", "img"})
_NO_ANCHOR = re.compile(r"[\s\"'<>#?\\]")

_WRITE_A_PATH = "write the path of the old page, such as /old/address/"
_WRITE_BOTH = (
    "write an old anchor of this article with the one to which it leads: "
    '{from: "#old-words", to: "#new-words"}'
)

Claim = Callable[[str, str, Span], bool]
"""Takes an address, who claims it and where; whether it could be had."""


def is_inside(url: str) -> bool:
    """Whether an old address, which may be percent-encoded, names a file below the root."""
    path = unquote(url)
    parts = path.split("/")
    return (
        path.startswith("/")
        and path != "/"
        and "" not in parts[1:-1]
        and not {".", ".."} & set(parts)
        and not set(url) & set("?#\\<>\"'")
        # What is no UTF-8 becomes U+FFFD; controls would break files and rules.
        and "\ufffd" not in path
        and path.isprintable()
    )


def claim_aliases(
    articles: Iterable[Article], claim: Claim
) -> tuple[dict[str, Alias], list[Diagnostic]]:
    """Claim the old addresses of all articles; old anchors are no addresses."""
    articles = tuple(articles)
    holders = {_file_key(article.url): article for article in articles}
    leads = {
        (_file_key(_normal(alias.old.value)), article.path)
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
            typed, span = alias.old.value, alias.old.span
            if not is_inside(typed):
                advice = _WRITE_BOTH if "#" in typed else _WRITE_A_PATH
                faults.append(fault("wrong-alias", span, alias=typed, advice=advice))
                continue
            url = _normal(typed)
            holder = holders.get(_file_key(url))
            if holder is article:
                why = "it is the address of this article"
                faults.append(fault("alias-loop", span, alias=typed, why=why))
            elif holder is not None and (_file_key(article.url), holder.path) in leads:
                why = f"{holder.source_path} stands there, with this article's address as an alias"
                faults.append(fault("alias-loop", span, alias=typed, why=why))
            else:
                anchor = sections.target(alias)
                if claim(url, f"an alias in {article.source_path}", span):
                    aliases[url] = Alias(url, article.url, span, anchor)
        faults += sections.faults
    return dict(sorted(aliases.items())), faults


def keep_old_anchors(articles: Iterable[Article]) -> tuple[list[Article], list[Diagnostic]]:
    """Return the articles, each with an empty element for every old anchor that it names."""
    kept: list[Article] = []
    faults: list[Diagnostic] = []
    for article in articles:
        if any(alias.is_anchor for alias in article.meta.aliases):
            old_by_new, found = _old_anchors(article)
            kept.append(_with_old_anchors(article, old_by_new) if old_by_new else article)
            faults += found
        else:
            kept.append(article)
    return kept, faults


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
        anchor = _anchor(typed)
        if not _is_anchor(anchor) or alias.to is None:
            faults.append(fault("wrong-alias", span, alias=typed, advice=_WRITE_BOTH))
        elif alias.to.value.startswith("#") and _anchor(alias.to.value) == anchor:
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
        typed, span = alias.to.value, alias.to.span
        anchor = _anchor(typed)
        if not typed.startswith("#") or not _is_anchor(anchor):
            wanted = "the anchor of a section of this article, such as '#costs'"
            self._add("wrong-value", span, key="to", found=typed, wanted=wanted)
        elif anchor in self._old:
            why = f"'{typed}' is an old anchor itself"
            self._add("alias-chain", span, alias=alias.old.value, why=why)
        elif anchor in self._places or (not alias.is_anchor and anchor in self._frame):
            return anchor
        elif not self._article.broken:
            self._add("dead-alias", span, anchor=anchor, advice=self._advice(anchor))
        return ""

    def _add(self, fault_id: str, span: Span, **details: object) -> None:
        self.faults.append(fault(fault_id, span, **details))

    @cached_property
    def _old(self) -> frozenset[str]:
        aliases = self._article.meta.aliases
        return frozenset(_anchor(alias.old.value) for alias in aliases if alias.is_anchor)

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(_places(self._article))

    @property
    def _frame(self) -> frozenset[str]:
        # A redirect may lead to the FAQ or the sources; no element can be put there.
        return RESERVED_ANCHORS & self._article.anchors

    def _advice(self, anchor: str) -> str:
        self._compared += len(self._places)
        near = None
        if self._compared <= _MOST_COMPARED:
            near = nearest_name(anchor, sorted(self._places - self._old))
        headings = [heading.anchor for heading in self._article.headings if heading.anchor]
        named = [near] if near else headings[:_MOST_NAMED]
        if not named:
            return "write a heading to which it can lead, or delete the line"
        return "it has " + ", ".join(f"'#{name}'" for name in named)


def _anchor(typed: str) -> str:
    return unquote(typed[1:])


def _is_anchor(anchor: str) -> bool:
    return bool(anchor) and not _NO_ANCHOR.search(anchor) and anchor.isprintable()


def _normal(typed: str) -> str:
    """Return an old address as URLs are written here."""
    # What a reader typed once may have been copied percent-encoded.
    url = unquote(typed)
    return url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"


def _file_key(url: str) -> str:
    return url_key(output_path(url))


# -- the elements in the page -----------------------------------------------------------------


def _places(article: Article) -> Iterator[str]:
    """Yield the anchors at which an old one can be put."""
    yield from (item.anchor for item in article.faq)
    yield from (table.anchor for table in article.comparisons if table.options)
    for part in article.body.parts:
        if isinstance(part, Html):
            for tag in _TAG.finditer(part.text):
                name = _id_of(tag)
                if name is not None and tag["name"] in _HOLD_TEXT | _BESIDE_TEXT:
                    yield name


def _id_of(tag: re.Match[str]) -> str | None:
    found = _ID.search(tag[0])
    return unescape(found["id"]) if found else None


def _with_old_anchors(article: Article, old_by_new: Mapping[str, list[str]]) -> Article:
    """Put an empty element for each old anchor at the place of its new one."""
    left = {
        new: "".join(f'<span id="{escape(anchor)}"></span>' for anchor in old)
        for new, old in old_by_new.items()
    }

    def put(tag: re.Match[str]) -> str:
        name = _id_of(tag)
        if name not in left:
            return tag[0]
        if tag["name"] in _HOLD_TEXT:
            return tag[0] + left.pop(name)
        return left.pop(name) + tag[0] if tag["name"] in _BESIDE_TEXT else tag[0]

    def changed(part: Part) -> Part:
        return Html(_TAG.sub(put, part.text)) if isinstance(part, Html) else part

    faq = tuple(
        replace(item, answer=_begun(item.answer, left.pop(item.anchor, ""))) for item in article.faq
    )
    comparisons = tuple(
        replace(table, options=(_begun(table.options[0], mark), *table.options[1:]))
        if table.options and (mark := left.pop(table.anchor, ""))
        else table
        for table in article.comparisons
    )
    body = replace(article.body, parts=tuple(map(changed, article.body.parts)))
    anchors = article.anchors.union(*old_by_new.values())
    return replace(article, body=body, faq=faq, comparisons=comparisons, anchors=anchors)


def _begun(fragment: Fragment, html: str) -> Fragment:
    return replace(fragment, parts=(Html(html), *fragment.parts)) if html else fragment
