"""A reference goes in, an address that is known to exist, or a fault, comes out."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cached_property
from html import escape
from urllib.parse import SplitResult, unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from plenum import lazy_re
from plenum.cache import may_be_kept
from plenum.config import Config
from plenum.diagnostics import Diagnostic, Span, fault, listed
from plenum.link.anchors import Anchors
from plenum.link.fixes import Link, Spelling, misspelled, outdated
from plenum.link.suggest import Suggestions, mail_advice, marker_advice, prefix_advice
from plenum.link.tense import until_when, wrong_tense
from plenum.model.article import Article
from plenum.model.both_systems import in_both_systems
from plenum.model.data import FACTS_URL, GLOSSARY_URL, Fact, place_of
from plenum.model.dates import day_of
from plenum.model.fragment import Reference, told_fact
from plenum.model.ledger import place
from plenum.model.site import Alias, LeftOut, Site
from plenum.model.typeset import typeset
from plenum.model.url import (
    article_url,
    encode_href,
    encode_path,
    join_path,
    slugify,
    url_key,
)
from plenum.source import address_advice

_VANISHED = (
    "this was published before: add the alias that 'vanished-address' names, "
    "then run 'check --fix-links'"
)

_EXTERNAL = frozenset({"http", "https", "mailto", "tel"})
_ON_EVERY_PAGE = frozenset({"main", "top"})
"""The anchors that all pages have."""

# An address of another site that lacks its https://; endings that files have are not among them.
_OTHER_SITE = lazy_re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|ca)(?:[/?#]|$))", re.IGNORECASE
)
# The lines of the keys that give an article its addresses, in front matter.
_ADDRESS_KEYS = lazy_re.compile(r"^[ \t]*(?:slug|aliases)\b[^\n]*(?:\n[ \t-][^\n]*)*", re.MULTILINE)
# A file that no article is, however much their names are alike.
_FILE = lazy_re.compile(
    r"\.(?:avif|csv|docx?|gif|jpe?g|mp4|pdf|png|svg|webp|xlsx?|zip)\Z", re.IGNORECASE
)
_NAME = lazy_re.compile(r"[\w-]+")
# What a program shows as the place of a file on one's own computer.
_OWN_DISK = lazy_re.compile(r"[A-Za-z]:[\\/]|file:", re.IGNORECASE)


@may_be_kept
class Target(Struct, frozen=True):
    """Where a reference leads. `label` is the HTML for a link without a text of its own.

    `page` is the article there; `url` is the page's below the site's root (empty for what is no
    page of the site), `anchor` the place on it. `fault` is what is wrong with a link that leads
    there all the same; `behind` is the text to stand behind the link. `fact` is the fact that a
    reference names.
    """

    href: str
    label: str = ""
    page: Article | None = None
    url: str = ""
    anchor: str = ""
    fault: Diagnostic | None = None
    behind: str = ""
    fact: Fact | None = None


def faults_of(found: Target | Diagnostic) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a link that was resolved."""
    if isinstance(found, Diagnostic):
        return (found,)
    return () if found.fault is None else (found.fault,)


def _below(parts: SplitResult, base: SplitResult) -> SplitResult | None:
    """Return what of an address stands below `base`, over whichever protocol; None if nothing."""
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    ours = scheme in {"http", "https", ""} and host == base.netloc.lower()
    path = parts.path.removeprefix(base.path)
    if not ours or not parts.path.startswith(base.path) or path[:1] not in {"", "/"}:
        return None
    return parts._replace(scheme="", netloc="", path=path or "/")


class Resolver:
    """Resolves references against one site."""

    def __init__(
        self, site: Site, config: Config, today: dt.date, recorded: Collection[str] = ()
    ) -> None:
        """Take the site; `today` is the day on which facts must hold.

        `recorded` are the places that were published before and have not been given up.
        """
        self._site = site
        self._config = config
        self._today = today
        self._recorded = recorded
        self._base = config.base_path
        self._bases = tuple(map(urlsplit, config.base_urls))
        self._spelling = Spelling(site)
        self._slugs = Suggestions(site.by_slug)
        self._images = {url.rpartition("/")[2]: url for url in sorted(site.files)}
        self._image_names = Suggestions(self._images)
        self._anchors = Anchors()
        # A link by the name of a file whose slug is another one.
        self._renamed = {
            slugify(path.rpartition("/")[2].rpartition(".")[0]): page
            for path, page in sorted(site.by_path.items())
            if page.meta.slug
        }
        self._facts = Suggestions(site.data.facts)
        self._terms = Suggestions(site.data.glossary)

    def href(self, url: str) -> str:
        """Return the root-relative address of a URL below the site's root, for an attribute."""
        return self._base + encode_path(url)

    def resolve(self, reference: Reference, article: Article) -> Target | Diagnostic:
        """Resolve a reference that stands in `article`."""
        target, span = reference.target.strip(), reference.span
        if reference.kind in {"source", "fact", "term"}:
            return _unspaced(self._named_thing(reference, target, article), reference)
        if target in {"", "#"}:
            return fault("empty-link", span)
        if reference.kind == "wiki":
            return self._wiki(Link(target, reference.typed, span, article, "name"))
        link = Link(target, reference.typed, span, article, "path", image=reference.kind == "image")
        return self._link(link)

    def _named_thing(
        self, reference: Reference, target: str, article: Article
    ) -> Target | Diagnostic:
        span = reference.span
        if reference.kind == "source":
            return self._source(target, span, article)
        if reference.kind == "fact":
            return self._fact(reference, article)
        return self._term(target, span)

    def link(
        self, target: str, span: Span, article: Article, *, image: bool = False
    ) -> Target | Diagnostic:
        """Resolve an address that stands alone in a text of YAML."""
        return self._link(Link(target, target, span, article, "path", image=image))

    def _link(self, link: Link) -> Target | Diagnostic:
        parts = self._split(link)
        if isinstance(parts, Diagnostic):
            return parts
        if parts.scheme or link.target.startswith("//"):
            return self._absolute(link, parts)
        link = _taken_apart(link, parts)
        if not link.path:
            return self._anchored(link.article, link)
        if link.path.startswith("/"):
            return self._rooted(replace(link, form="address"))
        found = self._relative(link)
        if isinstance(found, Diagnostic) and _OTHER_SITE.match(link.target):
            advice = f"for an address of another site, write https://{link.target}"
            return found._replace(hint=advice)
        return found

    def _split(self, link: Link) -> SplitResult | Diagnostic:
        """Take an address apart, unless it is none."""
        # Built for a preview, the site itself lies on one's own computer.
        own = link.target.startswith(self._config.base_urls)
        if not own and (advice := address_advice(link.target)):
            return fault("web-address", link.span, target=link.target, advice=advice)
        try:
            return urlsplit(link.target)
        except ValueError:
            return _unsafe(link)

    def _absolute(self, link: Link, parts: SplitResult) -> Target | Diagnostic:
        """Resolve an address with its host, which may be the site's own."""
        target, scheme = link.target, parts.scheme.lower()
        for base in self._bases:
            inside = _below(parts, base)
            if inside is not None:
                typed = target[: target.index(parts.netloc) + len(parts.netloc)] + base.path
                link = _taken_apart(link, inside)
                return self._rooted(replace(link, form="address", before=typed))
        if scheme not in _EXTERNAL and scheme:
            return _unsafe(link)
        elsewhere = fault("image-elsewhere", link.span, target=target) if link.image else None
        return Target(encode_href(target), fault=elsewhere)

    def _rooted(self, link: Link) -> Target | Diagnostic:
        """Resolve `/cost/`; the path of `base_url` in front of it is understood too."""
        found = self._find(link.path, link)
        if found is None and self._base and link.path.startswith(f"{self._base}/"):
            before = link.before + self._base
            found = self._find(link.path.removeprefix(self._base), replace(link, before=before))
        return self._fitting(found, link)

    def _fitting(self, found: Target | Diagnostic | None, link: Link) -> Target | Diagnostic:
        """Return what was found, unless it is a page where an image must be."""
        if found is None:
            return self._dead(link)
        if link.image and isinstance(found, Target) and found.url:
            advice = "that is a page; write the name of an image"
            return fault("missing-image", link.span, target=link.path, advice=advice)
        return found

    def _relative(self, link: Link) -> Target | Diagnostic:
        """Resolve `other.md`, `photo.jpg` or `../folder/`, relative to the article's file."""
        path = link.path
        joined = join_path(link.article.path.rpartition("/")[0], path)
        if joined is None:
            return self._dead(link)
        known = self._by_path(joined, link)
        if known is not None:
            return self._fitting(known, link)
        if path.lower().endswith((".md", ".markdown")) and f"/{joined}" not in self._site.files:
            # An article's Markdown copy stands at such an address, but a path means a source.
            return self._dead(link)
        url = f"/{joined}/" if path.endswith(("/", "..", ".")) and joined else f"/{joined}"
        found = self._find(url, link)
        if found is None and not url.endswith("/") and "." not in url.rpartition("/")[2]:
            # `other` for `other.md` works on no host but is what was meant.
            found = self._by_path(f"{joined}.md", link)
        return self._fitting(found, link)

    # -- sources ----------------------------------------------------------------------------

    def _by_path(self, path: str, link: Link) -> Target | Diagnostic | None:
        """Find an article by its file, or by one that it had."""
        candidates = (path, f"{path}/index.md", f"{path}/_index.md", f"{path}/index.markdown")
        wanted = [each.lstrip("/") for each in (candidates if path else candidates[1:])]
        for candidate in wanted:
            if candidate in self._site.by_path:
                return self._anchored(self._site.by_path[candidate], link)
            if candidate in self._site.left_out:
                return self._unpublished(candidate, link)
        if path.lower().endswith((".md", ".markdown")):
            url = article_url(path)
            alias = self._site.aliases.get(url)
            found = self._by_alias(alias, link) if alias else None
            if found is not None:
                return found
            absent = self._site.left_out_by_url.get(url)
            if absent is not None and url not in self._site.claimants:
                return _absent(absent, path, link)
        for candidate in wanted:
            right = self._paths_by_key.get(url_key(candidate), candidate)
            if right != candidate:
                return self._in_other_form(self._by_path(right, link), candidate, right, link)
        return None

    def _unpublished(self, path: str, link: Link) -> Target | Diagnostic:
        """Return where a link to an article that is left out leads: to the one in its place."""
        absent = self._site.left_out[path]
        alias = self._site.aliases.get(absent.article.url)
        found = self._by_alias(alias, link) if alias else None
        return found or _absent(absent, path, link)

    @cached_property
    def _paths_by_key(self) -> dict[str, str]:
        return {url_key(path): path for path in sorted((*self._site.left_out, *self._site.by_path))}

    def _in_other_form(
        self, found: Target | Diagnostic | None, typed: str, right: str, link: Link
    ) -> Target | Diagnostic | None:
        """Return what is at `right`, with a fault where `typed` has other capitals.

        Another Unicode form is the same name: editors cannot see it.
        """
        same = unicodedata.normalize("NFC", typed) == unicodedata.normalize("NFC", right)
        if same or not isinstance(found, Target):
            return found
        if found.fault is not None and found.fault.id != "link-to-itself":
            # That one says already how to write all of it.
            return found
        if found.page is not None:
            spelled = self._spelling.to_article(link, found.page, found.anchor)
        else:
            spelled = self._spelling.to_address(link, right, link.fragment)
        return replace(found, fault=misspelled(link, spelled))

    # -- addresses --------------------------------------------------------------------------

    def _find(self, url: str, link: Link) -> Target | Diagnostic | None:
        """Look a URL up among pages and files; the slash at its end may be missing."""
        site = self._site
        for candidate in (url, f"{url}/"):
            if candidate in site.claimants:
                return self._anchored(_holder(site.claimants[candidate], link.fragment), link)
            if candidate in site.pages:
                return self._page_anchor(candidate, link)
        alias = site.aliases.get(url) or site.aliases.get(f"{url}/")
        found = self._by_alias(alias, link) if alias else None
        if found is not None:
            return found
        exists = next((each for each in (url, f"{url}/") if each in site.addresses), None)
        if exists is not None:
            suffix = f"#{link.fragment}" if link.fragment else ""
            page = exists if exists.endswith("/") else ""
            href = self.href(exists) + link.query + suffix
            return Target(href, url=page, anchor=link.fragment)
        return self._find_unpublished(url, link) or self._find_in_other_form(url, link)

    def _find_unpublished(self, url: str, link: Link) -> Diagnostic | None:
        left_out = self._site.left_out_by_url
        absent = left_out.get(url) or left_out.get(f"{url}/")
        return _absent(absent, url, link) if absent else None

    def _find_in_other_form(self, url: str, link: Link) -> Target | Diagnostic | None:
        for candidate in (url, f"{url}/"):
            right = self._urls_by_key.get(url_key(candidate), candidate)
            if right != candidate:
                return self._in_other_form(self._find(right, link), candidate, right, link)
        return None

    @cached_property
    def _urls_by_key(self) -> dict[str, str]:
        left_out = sorted(self._site.left_out_by_url)
        return {url_key(url): url for url in (*left_out, *sorted(self._site.addresses))}

    def _by_alias(self, alias: Alias, link: Link) -> Target | Diagnostic | None:
        """Follow an old address, and an old anchor of it, to the article that has its place."""
        page = self._site.by_url.get(alias.target)
        if page is None:
            return None
        found = self._anchored(page, replace(link, fragment=link.fragment or alias.anchor))
        own = page is link.article and isinstance(found, Target) and not found.anchor
        return found if own or isinstance(found, Diagnostic) else self._outdated(found, page, link)

    def _outdated(self, found: Target, page: Article, link: Link) -> Target:
        right = self._spelling.to_article(link, page, found.anchor)
        return replace(found, fault=outdated(link, right, page, found.anchor))

    # -- anchors ----------------------------------------------------------------------------

    def _page_anchor(self, url: str, link: Link) -> Target | Diagnostic:
        """Resolve a link to a page that is no article."""
        tables = self._site.data.tables_by_url
        anchor = unquote(link.fragment)
        suffix = f"#{encode_path(anchor)}" if anchor else ""
        target = Target(self.href(url) + link.query + suffix, url=url, anchor=anchor)
        if not anchor or url not in tables or anchor in tables[url] or anchor in _ON_EVERY_PAGE:
            return target
        right = self._anchors.in_other_case(url, anchor, tables[url])
        if right is None:
            return self._anchors.dead(url, anchor, tables[url], link.span)
        href = f"{self.href(url)}{link.query}#{encode_path(right)}"
        spelled = self._spelling.to_address(link, url, right)
        return replace(target, href=href, anchor=right, fault=misspelled(link, spelled))

    def _anchored(self, page: Article, link: Link) -> Target | Diagnostic:
        anchor = unquote(link.fragment)
        if not anchor:
            target = self._target(page, "", link)
            own = page is link.article and not link.query and not self.has_rivals(page)
            return replace(target, fault=fault("link-to-itself", link.span)) if own else target
        new = self._anchors.new_name(anchor, page)
        if new is not None:
            return self._outdated(self._target(page, new, link), page, link)
        is_there = anchor in page.anchors or anchor in _ON_EVERY_PAGE
        # After `:~:` a browser looks for words.
        if is_there or page.may_hide(anchor) or anchor.startswith(":~:"):
            return self._target(page, anchor, link)
        right_anchor = self._anchors.in_other_case(page.path, anchor, page.anchors)
        if right_anchor is not None:
            right_anchor = self._anchors.new_name(right_anchor, page) or right_anchor
            right = self._spelling.to_article(link, page, right_anchor)
            return replace(self._target(page, right_anchor, link), fault=misspelled(link, right))
        own = page is link.article
        return self._anchors.dead_in(page, anchor, link.span, own=own)

    def _target(self, page: Article, anchor: str, link: Link) -> Target:
        suffix = f"#{encode_path(anchor)}" if anchor else ""
        if page is link.article and suffix and not link.query:
            return Target(suffix, page=page, url=page.url, anchor=anchor)
        href, title = self.href(page.url) + link.query + suffix, escape(page.meta.title)
        return Target(href, title, page, page.url, anchor)

    # -- names ------------------------------------------------------------------------------

    def _wiki(self, link: Link) -> Target | Diagnostic:
        name, _, fragment = link.target.partition("#")
        link = replace(link, path=name.strip().strip("/"), fragment=fragment.strip())
        if not link.path:
            found = self._anchored(link.article, link)
            if isinstance(found, Target):
                return replace(found, label=escape(_heading(link.article, found.anchor)))
            return found
        found = self._by_name(link)
        if isinstance(found, Target) and not found.label and found.page is not None:
            return replace(found, label=escape(found.page.meta.title))
        return found

    def named(self, name: str, span: Span, article: Article) -> Target | Diagnostic:
        """Find an article by slug, or by folder and slug."""
        return self._by_name(Link(name, name, span, article, "name", path=name))

    def _by_name(self, link: Link) -> Target | Diagnostic:
        """Find an article by its name; of one address, the one with the anchor.

        Several articles with one address are a fault already, and no folder tells them apart.
        """
        name, span = link.path, link.span
        address = "/".join(slugify(part) for part in name.removesuffix(".md").split("/"))
        found = self._named(name) or self._named(address)
        urls = dict.fromkeys(page.url for page in found)
        if len(urls) == 1:
            return self._anchored(_holder(found, link.fragment), link)
        old = [] if found else self._named_before(address)
        urls = urls or dict.fromkeys(alias.target for alias in old)
        if len(urls) > 1:
            articles = listed((url.strip("/") for url in urls), len(urls))
            return fault("ambiguous-slug", span, slug=name, articles=articles)
        led = self._by_alias(old[0], link) if old else None
        return led or self._unknown_name(name, address, link)

    def _unknown_name(self, name: str, address: str, link: Link) -> Target | Diagnostic:
        """Say what is wrong with a name that no article has or had."""
        span = link.span
        last = name.rpartition("/")[2]
        for wanted in (name.strip("/"), address):
            for url in self._names_left_out.get(wanted.rpartition("/")[2], ()):
                if url.endswith(f"/{wanted}/"):
                    return _absent(self._site.left_out_by_url[url], name, link)
        if slugify(last) in self._hidden_names:
            return Target(self.href(name))
        page = self._renamed.get(slugify(last.removesuffix(".md"))) or self._titled(name)
        if page is not None and self.has_rivals(page):
            return self._anchored(page, link)
        if page is not None:
            advice = f"did you mean '{page.slug}'? That is the slug of {page.source_path}"
            return fault("dead-link", span, what="no article", target=name, advice=advice)
        near = self._slugs.nearest(last)
        advice = f"did you mean '{near}'?" if near else "check the name of the article"
        if slugify(last) in self._vanished:
            advice = _VANISHED
        advice = marker_advice(link.target) or advice
        return fault("dead-link", span, what="no article", target=name, advice=advice)

    def _titled(self, title: str) -> Article | None:
        """Return the article that has a title, as its editors may call it."""
        key = slugify(title)
        return self._by_title.get(key) if key else None

    @cached_property
    def _by_title(self) -> dict[str, Article]:
        pages = sorted(self._site.by_path.items(), reverse=True)
        return {slugify(page.meta.title): page for _, page in pages}

    def _named(self, name: str) -> tuple[Article, ...]:
        if "/" not in name:
            return self._site.by_slug.get(name, ())
        ending = f"/{name}/"
        return tuple(
            page
            for page in self._site.by_slug.get(name.rpartition("/")[2], ())
            if page.url == ending or page.url.endswith(ending)
        )

    def _named_before(self, name: str) -> list[Alias]:
        """Return the old addresses that end in a name."""
        last = name.rpartition("/")[2]
        ending = f"/{name}/"
        return [alias for alias in self._old_names.get(last, ()) if alias.url.endswith(ending)]

    @cached_property
    def _old_names(self) -> dict[str, list[Alias]]:
        """The old addresses of pages by the last part, in the form of a slug."""
        names: dict[str, list[Alias]] = {}
        for url, alias in self._site.aliases.items():
            if url.endswith("/"):
                names.setdefault(url.rstrip("/").rpartition("/")[2], []).append(alias)
        return names

    @cached_property
    def _names_left_out(self) -> dict[str, list[str]]:
        """The addresses, present and old, of what is left out by the last part, as a slug."""
        names: dict[str, list[str]] = {}
        for url in self._site.left_out_by_url:
            names.setdefault(url.rstrip("/").rpartition("/")[2], []).append(url)
        return names

    def _source(self, source_id: str, span: Span, article: Article) -> Target | Diagnostic:
        ids = [source.id for source in article.meta.sources]
        if source_id in ids:
            number = ids.index(source_id) + 1
            return Target(f"#{source_anchor(source_id)}", f"<sup>[{number}]</sup>")
        advice = Suggestions(ids).advice(source_id)
        return fault("unknown-source", span, id=source_id, advice=advice)

    def _fact(self, reference: Reference, article: Article) -> Target | Diagnostic:
        fact_id, _ = told_fact(reference)
        fact = self._site.data.facts.get(fact_id)
        if fact is None:
            advice = self._facts.advice(fact_id)
            place = self._facts_place
            return fault("unknown-fact", reference.span, id=fact_id, place=place, advice=advice)
        # An article that is read ahead of its day may say what will hold on that day.
        date = article.meta.date
        read_from = max(self._today, day_of(date)) if date else self._today
        both = in_both_systems(fact.value, fact.region, fact.limit)
        return Target(
            f"{self.href(FACTS_URL)}#{fact_id}",
            escape(typeset(both, degrees=self._config.degrees)),
            url=FACTS_URL,
            anchor=fact_id,
            fault=wrong_tense(fact, reference, read_from),
            behind=until_when(fact, reference),
            fact=fact,
        )

    def _term(self, term_id: str, span: Span) -> Target | Diagnostic:
        entry = self._site.data.glossary.get(term_id)
        if entry is None:
            advice, place = self._terms.advice(term_id), self._terms_place
            return fault("unknown-term", span, id=term_id, place=place, advice=advice)
        href = f"{self.href(GLOSSARY_URL)}#{term_id}"
        return Target(href, escape(entry.term), url=GLOSSARY_URL, anchor=term_id)

    def has_rivals(self, page: Article) -> bool:
        """Whether other articles claim the address of `page`: which one is meant is not clear."""
        return len(self._site.claimants.get(page.url, ())) > 1

    def _dead(self, link: Link) -> Target | Diagnostic:
        target, span = link.path, link.span
        if link.image:
            advice = self._image_advice(target, link.article)
            return fault("missing-image", span, target=target, advice=advice)
        if _FILE.search(target):
            advice = self._image_advice(target, link.article)
            return fault("dead-link", span, what="nothing at", target=target, advice=advice)
        name = slugify(target.rstrip("/").rpartition("/")[2].removesuffix(".md"))
        if name in self._hidden_names:
            return Target(self.href(target))
        page = self._renamed.get(name)
        near = None if page else self._slugs.nearest(name)
        if near:
            page = self._site.by_slug[near][0]
        advice = mail_advice(target) or "check the address"
        if name in self._vanished:
            advice = _VANISHED
        elif page is not None and not mail_advice(target):
            whole = replace(link, query="")
            advice = f"did you mean '{self._spelling.to_article(whole, page, '')}'?"
        return fault("dead-link", span, what="nothing at", target=target, advice=advice)

    @cached_property
    def _facts_place(self) -> str:
        return place_of("facts", self._site.data.facts.values())

    @cached_property
    def _terms_place(self) -> str:
        return place_of("glossary", self._site.data.glossary.values())

    @cached_property
    def _hidden_names(self) -> frozenset[str]:
        """The words of slugs and aliases that could not be read, for a fault that is told."""
        articles = (
            *self._site.by_path.values(),
            *(a.article for a in self._site.left_out.values()),
        )
        hidden = (article.hidden for article in articles if article.addresses_hidden)
        found = (_ADDRESS_KEYS.findall(text) or [text] for text in hidden)
        text = "\n".join(text for texts in found for text in texts)
        values = (line.partition(":")[2] for line in text.split("\n"))
        return frozenset(map(slugify, (*_NAME.findall(text), *values))) - {""}

    @cached_property
    def _vanished(self) -> frozenset[str]:
        """The last parts of the addresses that were published before and are not now."""
        published = {place(url) for url in self._site.addresses}
        pages = {each for each in self._recorded if each.endswith("/") and "#" not in each}
        return frozenset(each.rstrip("/").rpartition("/")[2] for each in pages - published)

    def _image_advice(self, target: str, article: Article) -> str:
        """Say which image is meant, or where the file belongs."""
        # From the root, a file is most easily found below `static/`.
        inside = join_path("", target.removeprefix(f"{self._base}/"))
        rooted = target.startswith("/") and inside
        place = f"put the file at static/{inside}" if rooted else "put the file beside the article"
        near = self._image_names.nearest(target.rpartition("/")[2])
        if near is None:
            return place
        folder, _, name = self._images[near].lstrip("/").rpartition("/")
        beside = not rooted and folder == article.path.rpartition("/")[0]
        advice = f"did you mean '{name if beside else self._images[near]}'?"
        return f"{advice} Else {place}" if rooted else advice


def _unspaced(found: Target | Diagnostic, reference: Reference) -> Target | Diagnostic:
    """Add to a fault that no space belongs behind `source:`, where one is typed."""
    prefix, colon, name = reference.typed.partition(":")
    if isinstance(found, Target) or not name[:1].isspace():
        return found
    return found._replace(hint=f"{found.hint}; no space belongs behind '{prefix}{colon}'")


def _absent(absent: LeftOut, target: str, link: Link) -> Diagnostic:
    return fault("link-to-unpublished", link.span, target=target, reason=absent.reason)


def _unsafe(link: Link) -> Diagnostic:
    advice = prefix_advice(link.target) or "use an https:// address or a page of this site"
    if _OWN_DISK.match(link.target):
        name = re.split(r"[/\\]", link.target)[-1]
        advice = f"put the file beside the article and write only its name: {name}"
    return fault("unsafe-link", link.span, target=link.target, advice=advice)


def _taken_apart(link: Link, parts: SplitResult) -> Link:
    query = f"?{parts.query}" if parts.query else ""
    return replace(link, path=unquote(parts.path), query=query, fragment=parts.fragment)


def _holder(pages: Sequence[Article], fragment: str) -> Article:
    """Return the page that has the anchor, of several with one address; else the first."""
    anchor = unquote(fragment)
    return next((page for page in pages if anchor in page.anchors), pages[0])


def _heading(article: Article, anchor: str) -> str:
    """Return the text of the heading at `anchor`, where there is one."""
    return next((h.text for h in article.headings if h.anchor == unquote(anchor)), anchor)


def source_anchor(source_id: str) -> str:
    """Return the anchor of a source in the page's list of sources."""
    return f"source-{slugify(source_id)}"
