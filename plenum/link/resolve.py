"""A reference goes in, an address that is known to exist, or a fault, comes out."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote, urlsplit

from plenum.config import Config
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.article import Article
from plenum.model.dates import day_of, long_date
from plenum.model.fragment import Reference
from plenum.model.site import Site
from plenum.model.url import encode_href, encode_path, join_path, slugify
from plenum.source import nearest_name

_EXTERNAL = frozenset({"http", "https", "mailto", "tel"})
_MOST_COMPARISONS = 100_000
"""How many names may be compared in search of better ones: a few seconds' worth."""
_MOST_NAMED = 3
"""How many anchors an advice names where none is like the wrong one."""
_SHORTEST_WORD = 3
"""How long a word must be to say what a section is about."""

# An address of another site that lacks its https://; endings that files have are not among them.
_OTHER_SITE = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|ca)(?:[/?#]|$))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads. `label` is the HTML for a link without a text of its own."""

    href: str
    label: str = ""
    page: Article | None = None


class _Suggestions:
    """Finds the name that a wrong one may have meant, until that has taken long enough.

    Where thousands of links are dead, it is not their spelling.
    """

    def __init__(
        self,
        names: Iterable[str],
        find: Callable[[str, Sequence[str]], str | None] = nearest_name,
    ) -> None:
        """Take the names that there are, and what finds the one that is meant."""
        self.names = tuple(names)
        self._find = find
        self._found: dict[str, str | None] = {}

    def nearest(self, name: str) -> str | None:
        """Return the name most like `name`, if there is one and it may still be sought."""
        if name not in self._found:
            if len(self._found) * len(self.names) > _MOST_COMPARISONS:
                return None
            self._found[name] = self._find(name, self.names)
        return self._found[name]

    def advice(self, name: str) -> str:
        """Return what to do about an unknown id."""
        near = self.nearest(name)
        if near:
            return f"did you mean '{near}'?"
        return f"known: {', '.join(self.names)}" if self.names else "there is none yet"


class Resolver:
    """Resolves references against one site."""

    def __init__(self, site: Site, config: Config, today: dt.date) -> None:
        """Take the site; `today` is the day on which facts must hold."""
        self._site = site
        self._config = config
        self._today = today
        self._base = config.base_path
        self._slugs = _Suggestions(site.by_slug)
        self._images = {url.rpartition("/")[2]: url for url in sorted(site.files)}
        self._image_names = _Suggestions(self._images)
        self._anchors: dict[str, _Suggestions] = {}
        # A link by the name of a file whose slug is another one.
        self._renamed = {
            slugify(path.rpartition("/")[2].rpartition(".")[0]): page
            for path, page in sorted(site.by_path.items())
            if page.meta.slug
        }
        self._facts = _Suggestions(site.data.facts)
        self._terms = _Suggestions(site.data.glossary)

    def href(self, url: str) -> str:
        """Return the root-relative address of a URL below the site's root, for an attribute."""
        return self._base + encode_path(url)

    def resolve(self, reference: Reference, article: Article) -> Target | Diagnostic:
        """Resolve a reference that stands in `article`."""
        target, span = reference.target.strip(), reference.span
        if reference.kind == "source":
            return self._source(target, span, article)
        if reference.kind == "fact":
            return self._fact(target, span, article)
        if reference.kind == "term":
            return self._term(target, span)
        if not target:
            return fault("empty-link", span)
        if reference.kind == "wiki":
            return self._wiki(target, span, article)
        return self.link(target, span, article, image=reference.kind == "image")

    def link(
        self, target: str, span: Span, article: Article, *, image: bool = False
    ) -> Target | Diagnostic:
        """Resolve an address as an article writes it."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return fault("unsafe-link", span, target=target)
        if parts.scheme or target.startswith("//"):
            return self._absolute_link(target, parts.scheme.lower(), span, article, image=image)
        path, query = unquote(parts.path), f"?{parts.query}" if parts.query else ""
        if not path:
            return self._anchored(article, parts.fragment, span, article, query)
        if path.startswith("/"):
            return self._rooted(path, parts.fragment, query, span, article, image=image)
        found = self._relative(path, parts.fragment, query, span, article, image=image)
        if isinstance(found, Diagnostic) and _OTHER_SITE.match(target):
            return found._replace(hint=f"for an address of another site, write https://{target}")
        return found

    def _absolute_link(
        self, target: str, scheme: str, span: Span, article: Article, *, image: bool
    ) -> Target | Diagnostic:
        for base in self._config.base_urls:
            if target == base or target.startswith((f"{base}/", f"{base}#")):
                inside = target.removeprefix(base)
                if not inside.startswith("/"):
                    inside = f"/{inside}"
                return self.link(inside, span, article, image=image)
        if scheme in _EXTERNAL or (not scheme and target.startswith("//")):
            return Target(encode_href(target))
        return fault("unsafe-link", span, target=target)

    def _rooted(  # noqa: PLR0913
        self, path: str, fragment: str, query: str, span: Span, article: Article, *, image: bool
    ) -> Target | Diagnostic:
        """Resolve `/cost/`; the path of `base_url` in front of it is understood too."""
        found = self._find(path, fragment, query, span, article)
        if found is None and self._base and path.startswith(f"{self._base}/"):
            found = self._find(path.removeprefix(self._base), fragment, query, span, article)
        return self._fitting(found, path, span, article, image=image)

    def _fitting(
        self,
        found: Target | Diagnostic | None,
        path: str,
        span: Span,
        article: Article,
        *,
        image: bool,
    ) -> Target | Diagnostic:
        """Return what was found, unless it is a page where an image must be."""
        if found is None:
            return self._dead(path, span, article, image=image)
        if image and isinstance(found, Target) and found.page is not None:
            advice = "that is a page; write the name of an image"
            return fault("missing-image", span, target=path, advice=advice)
        return found

    def _relative(  # noqa: PLR0913
        self, path: str, fragment: str, query: str, span: Span, article: Article, *, image: bool
    ) -> Target | Diagnostic:
        """Resolve `other.md`, `photo.jpg` or `../folder/`, relative to the article's file."""
        folder = article.path.rpartition("/")[0]
        joined = join_path(folder, path)
        if joined is None:
            return self._dead(path, span, article, image=image)
        known = self._by_path(joined, fragment, query, span, article)
        if known is not None:
            return self._fitting(known, path, span, article, image=image)
        url = f"/{joined}/" if path.endswith(("/", "..", ".")) and joined else f"/{joined}"
        found = self._find(url, fragment, query, span, article)
        if found is None and not url.endswith("/") and "." not in url.rpartition("/")[2]:
            # `other` for `other.md` works on no host but is what was meant.
            found = self._by_path(f"{joined}.md", fragment, query, span, article)
        return self._fitting(found, path, span, article, image=image)

    def _by_path(
        self, path: str, fragment: str, query: str, span: Span, article: Article
    ) -> Target | Diagnostic | None:
        candidates = (path, f"{path}/index.md", f"{path}/_index.md", f"{path}/index.markdown")
        for candidate in candidates if path else candidates[1:]:
            inner = candidate.lstrip("/")
            if inner in self._site.by_path:
                return self._anchored(self._site.by_path[inner], fragment, span, article, query)
            if inner in self._site.left_out:
                reason = self._site.left_out[inner].reason
                return fault("link-to-unpublished", span, target=inner, reason=reason)
        same = self._in_form_c(path)
        return self._by_path(same, fragment, query, span, article) if same else None

    def _in_form_c(self, path: str) -> str | None:
        """Return the file's own name where `path` is another Unicode form of it."""
        if path.isascii():
            return None
        wanted = unicodedata.normalize("NFC", path)
        known = (*self._site.by_path, *self._site.left_out)
        return next(
            (p for p in known if p != path and unicodedata.normalize("NFC", p) == wanted), None
        )

    def _find(
        self, url: str, fragment: str, query: str, span: Span, article: Article
    ) -> Target | Diagnostic | None:
        """Look a URL up among pages and files; the slash at its end may be missing."""
        for candidate in (url, f"{url}/"):
            if candidate in self._site.claimants:
                page = _holder(self._site.claimants[candidate], fragment)
                return self._anchored(page, fragment, span, article, query)
            if candidate in self._site.pages:
                return self._page_anchor(candidate, fragment, query, span)
        if url in self._site.aliases or f"{url}/" in self._site.aliases:
            alias = self._site.aliases.get(url) or self._site.aliases[f"{url}/"]
            return self._anchored(self._site.by_url[alias.target], fragment, span, article, query)
        exists = next((each for each in (url, f"{url}/") if each in self._site.addresses), None)
        if exists is not None:
            suffix = f"#{fragment}" if fragment else ""
            return Target(self.href(exists) + query + suffix)
        for absent in self._site.left_out.values():
            if absent.article.url in {url, f"{url}/"}:
                return fault("link-to-unpublished", span, target=url, reason=absent.reason)
        return None

    def _page_anchor(self, url: str, fragment: str, query: str, span: Span) -> Target | Diagnostic:
        suffix = f"#{fragment}" if fragment else ""
        tables = {"/glossary/": self._site.data.glossary, "/facts/": self._site.data.facts}
        if fragment and url in tables and fragment not in tables[url]:
            return self._dead_anchor(url, fragment, tables[url], span)
        return Target(self.href(url) + query + suffix)

    def _anchored(
        self, page: Article, fragment: str, span: Span, article: Article, query: str = ""
    ) -> Target | Diagnostic:
        fragment = unquote(fragment)
        known = not fragment or fragment in page.anchors or fragment in {"main", "top"}
        if not known and not page.broken and not fragment.startswith(":~:"):
            headings = [heading.anchor for heading in page.headings if heading.anchor]
            there = [*headings, *sorted(page.anchors)]
            own = page is article
            return self._dead_anchor(page.source_path, fragment, there, span, own=own)
        suffix = f"#{encode_path(fragment)}" if fragment else ""
        if page is article and suffix and not query:
            return Target(suffix, page=page)
        return Target(self.href(page.url) + query + suffix, escape(page.meta.title), page)

    def _wiki(self, target: str, span: Span, article: Article) -> Target | Diagnostic:
        name, _, fragment = target.partition("#")
        name = name.strip().strip("/")
        if not name:
            found = self._anchored(article, fragment.strip(), span, article)
            if isinstance(found, Target):
                return Target(found.href, escape(_heading(article, fragment.strip())), article)
            return found
        page = self.by_name(name, span, fragment.strip())
        if isinstance(page, Diagnostic):
            return page
        found = self._anchored(page, fragment.strip(), span, article)
        if isinstance(found, Target) and not found.label:
            return Target(found.href, escape(page.meta.title), page)
        return found

    def by_name(self, name: str, span: Span, fragment: str = "") -> Article | Diagnostic:
        """Find an article by slug, or by folder and slug; of one address, the one with `fragment`.

        Several articles with one address are a fault already, and no folder tells them apart.
        """
        address = "/".join(slugify(part) for part in name.removesuffix(".md").split("/"))
        found = self._named(name) or self._named(address)
        urls = dict.fromkeys(page.url for page in found)
        if len(urls) == 1:
            return _holder(found, fragment)
        if found:
            articles = ", ".join(url.strip("/") for url in urls)
            return fault("ambiguous-slug", span, slug=name, articles=articles)
        for absent in self._site.left_out.values():
            if absent.article.url.endswith((f"/{name.strip('/')}/", f"/{address}/")):
                return fault("link-to-unpublished", span, target=name, reason=absent.reason)
        last = name.rpartition("/")[2]
        page = self._renamed.get(slugify(last.removesuffix(".md")))
        if page is not None and self.has_rivals(page):
            return page
        if page is not None:
            advice = f"did you mean '{page.slug}'? That is the slug of {page.source_path}"
            return fault("dead-link", span, target=name, advice=advice)
        near = self._slugs.nearest(last)
        advice = f"did you mean '{near}'?" if near else "check the name of the article"
        return fault("dead-link", span, target=name, advice=advice)

    def _named(self, name: str) -> tuple[Article, ...]:
        if "/" not in name:
            return self._site.by_slug.get(name, ())
        ending = f"/{name}/"
        return tuple(
            page
            for page in self._site.by_slug.get(name.rpartition("/")[2], ())
            if page.url == ending or page.url.endswith(ending)
        )

    def _source(self, source_id: str, span: Span, article: Article) -> Target | Diagnostic:
        ids = [source.id for source in article.meta.sources]
        if source_id in ids:
            number = ids.index(source_id) + 1
            return Target(f"#{source_anchor(source_id)}", f"<sup>[{number}]</sup>")
        advice = _Suggestions(ids).advice(source_id)
        return fault("unknown-source", span, id=source_id, advice=advice)

    def _fact(self, target: str, span: Span, article: Article) -> Target | Diagnostic:
        fact_id, _, how = target.partition("?")
        fact = self._site.data.facts.get(fact_id)
        if fact is None:
            return fault("unknown-fact", span, id=fact_id, advice=self._facts.advice(fact_id))
        # An article that is read ahead of its day may say what will hold on that day.
        date = article.meta.date
        read_from = max(self._today, day_of(date)) if date else self._today
        begins, until = fact.valid_from, fact.valid_until
        if begins is not None and read_from < begins:
            return fault("future-fact", span, id=fact_id, begins=long_date(begins), day=begins)
        if until is not None and how != "past" and self._today > until:
            return fault("expired-fact", span, id=fact_id, until=long_date(until))
        return Target(f"{self.href('/facts/')}#{fact_id}", escape(fact.value))

    def _term(self, term_id: str, span: Span) -> Target | Diagnostic:
        entry = self._site.data.glossary.get(term_id)
        if entry is None:
            return fault("unknown-term", span, id=term_id, advice=self._terms.advice(term_id))
        return Target(f"{self.href('/glossary/')}#{term_id}", escape(entry.term))

    def has_rivals(self, page: Article) -> bool:
        """Whether other articles claim the address of `page`: which one is meant is not clear."""
        return len(self._site.claimants.get(page.url, ())) > 1

    def _dead(self, target: str, span: Span, article: Article, *, image: bool) -> Diagnostic:
        if image:
            advice = self._image_advice(target, article)
            return fault("missing-image", span, target=target, advice=advice)
        name = slugify(target.rstrip("/").rpartition("/")[2].removesuffix(".md"))
        page = self._renamed.get(name)
        near = None if page else self._slugs.nearest(name)
        if near:
            page = self._site.by_slug[near][0]
        advice = f"did you mean '{page.path}'?" if page else "check the address"
        return fault("dead-link", span, target=target, advice=advice)

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

    def _dead_anchor(
        self, page: str, anchor: str, known: Iterable[str], span: Span, *, own: bool = False
    ) -> Diagnostic:
        if page not in self._anchors:
            self._anchors[page] = _Suggestions(dict.fromkeys(known), _nearest_anchor)
        there = self._anchors[page]
        near = there.nearest(anchor)
        named = [near] if near else there.names[:_MOST_NAMED]
        if named:
            more = " …" if not near and len(there.names) > len(named) else ""
            advice = "it has " + ", ".join(f"'#{name}'" for name in named) + more
        else:
            advice = (
                "add a heading, or remove the link" if own else f"link to it without '#{anchor}'"
            )
        shown = "this page" if own else f"the page {page}"
        return fault("dead-anchor", span, page=shown, anchor=anchor, advice=advice)


def _holder(pages: Sequence[Article], fragment: str) -> Article:
    """Return the page that has the anchor, of several with one address; else the first."""
    anchor = unquote(fragment)
    return next((page for page in pages if anchor in page.anchors), pages[0])


def _nearest_anchor(anchor: str, known: Sequence[str]) -> str | None:
    """Return the anchor that is spelled alike, else the one with most words in common."""
    near = nearest_name(anchor, known)
    if near or not known:
        return near
    words = _words(anchor)

    def shared(other: str) -> int:
        others = _words(other)
        return sum(any(o.startswith(w) or w.startswith(o) for o in others) for w in words)

    best = max(known, key=shared)
    return best if shared(best) else None


def _words(anchor: str) -> list[str]:
    return [word for word in anchor.lower().split("-") if len(word) >= _SHORTEST_WORD]


def _heading(article: Article, anchor: str) -> str:
    """Return the text of the heading at `anchor`, where there is one."""
    return next((h.text for h in article.headings if h.anchor == unquote(anchor)), anchor)


def source_anchor(source_id: str) -> str:
    """Return the anchor of a source in the page's list of sources."""
    return f"source-{slugify(source_id)}"
