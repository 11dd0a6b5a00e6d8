"""Check that a generator made what all must make: who does less may not be compared.

An output folder goes in, a list of what is missing in it comes out.
"""
# ruff: noqa: INP001 (a script's module, not a package)

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from corpus import Article
from generators import Generator

_JSON_LD = re.compile(
    r"<script[^>]*type=[\"']?application/ld\+json[\"']?[^>]*>(.*?)</script>", re.DOTALL
)
_ID = re.compile(r"<h2[^>]*\bid=[\"']?([^\s\"'>]+)")
_LOC = re.compile("<loc>([^<]*)</loc>")
_HREF = re.compile(r"href=[\"']?([^\s\"'>]*)")
_NEWEST = 20
_TABLES = 2


def missing(generator: Generator, site: Path, articles: Sequence[Article]) -> list[str]:
    """Return what an output lacks, in words; nothing: all is there."""
    return list(_missing(generator, site / generator.output, articles))


def _missing(generator: Generator, output: Path, articles: Sequence[Article]) -> Iterator[str]:
    pages = [output / article.slug / "index.html" for article in articles]
    absent = sum(not page.is_file() for page in pages)
    if absent:
        yield f"{absent} of {len(pages)} articles"
        return
    # The first, one in the middle and the last.
    for number in {0, len(pages) // 2, len(pages) - 1}:
        yield from _article(pages[number], articles[number], output)
    tagged: dict[str, list[Article]] = {}
    for article in articles:
        for tag in article.tags:
            tagged.setdefault(tag, []).append(article)
    for tag, those in tagged.items():
        listing = output / generator.listing_of.format(tag)
        text = listing.read_text("utf-8") if listing.is_file() else ""
        if not all(f"{article.slug}/" in text for article in those):
            yield f"articles of the tag {tag} in {listing.name}"
    yield from _lists(generator, output, articles)


def _lists(generator: Generator, output: Path, articles: Sequence[Article]) -> Iterator[str]:
    sitemap = _text(output / generator.sitemap)
    if "<sitemapindex" in sitemap:
        # Of more than 50,000 addresses it lists others.
        names = (urlsplit(address).path for address in _LOC.findall(sitemap))
        sitemap = "".join(_text(output / name.lstrip("/")) for name in names)
    for article in articles:
        if f"<loc>https://hub.example/{article.slug}/</loc>" not in sitemap:
            yield f"{article.slug} in the sitemap"
            break
    feed = _text(output / generator.feed)
    entries = len(re.findall(r"<(?:entry|item)>", feed))
    if entries != min(_NEWEST, len(articles)):
        yield f"the feed: {entries} entries"
    home = _text(output / "index.html")
    newest = max(articles, key=lambda each: each.date)
    if f"{newest.slug}/" not in home:
        yield "the newest article on the home page"


def _article(page: Path, article: Article, output: Path) -> Iterator[str]:
    text = _text(page)
    asked = [item["name"] for block in _JSON_LD.findall(text) for item in _questions(_json(block))]
    if asked != [question for question, _ in article.faq]:
        yield f"the questions of {article.slug} as JSON-LD: {asked}"
    shown = _JSON_LD.sub("", text)
    for question, answer in article.faq:
        if question not in shown or answer not in shown:
            yield f"an answer of {article.slug}"
    hrefs = _HREF.findall(text)
    headings = [each for each in _ID.findall(text) if f"#{each}" in hrefs]
    if len(headings) < len(article.sections):
        yield f"the table of contents of {article.slug}: {headings}"
    if text.count("<table") != _TABLES or text.count("<td") + text.count("<th") < 40:  # noqa: PLR2004
        yield f"the tables of {article.slug}"
    yield from _links(page, article, hrefs, output)
    for section in article.sections:
        for paragraph in section.paragraphs:
            if paragraph not in text:
                yield f"a paragraph of {article.slug}: {paragraph}"
                return


def _links(page: Path, article: Article, hrefs: list[str], output: Path) -> Iterator[str]:
    base = f"https://hub.example/{page.parent.relative_to(output).as_posix()}/"
    reached = {urlsplit(urljoin(base, href)).path for href in hrefs}
    for section in article.sections:
        if section.link and f"/{section.link.to}/" not in reached:
            yield f"a link of {article.slug} to {section.link.to}"


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def _questions(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value.get("@type") == "Question":
            yield value
        for each in value.values():
            yield from _questions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _questions(each)


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
