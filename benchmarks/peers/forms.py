"""Articles in each generator's own form: an article goes in, the text of its file comes out."""
# ruff: noqa: INP001 (a script's module, not a package)

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import Article, Link, Section, articles_of

Row = Sequence[str]


def plenum_article(article: Article) -> str:
    """Return a file that Plenum reads: links to files, and captions, which it asks for."""
    return _with_yaml(article, _body(article, "{}.md", captions=True))


def write_plenum_articles(folder: Path, count: int) -> list[Path]:
    """Write so many articles as Plenum reads them; return their files."""
    files = []
    for article in articles_of(count):
        files.append(folder / f"{article.slug}.md")
        files[-1].write_text(plenum_article(article), "utf-8")
    return files


def article_with_files(article: Article) -> str:
    """Return a file whose links name the other articles' files."""
    return _with_yaml(article, _body(article, "{}.md"))


def article_with_addresses(article: Article) -> str:
    """Return a file whose links name the other articles' addresses, which nothing checks."""
    return _with_yaml(article, _body(article, "/{}/"))


def pelican_article(article: Article) -> str:
    """Return a file that Pelican reads: lines of keys and values, the FAQ in one of them."""
    faq = [{"question": question, "answer": answer} for question, answer in article.faq]
    head = (
        f"Title: {article.title}\nSlug: {article.slug}\nDate: {article.date}\n"
        f"Category: {article.category}\nTags: {', '.join(article.tags)}\n"
        f"Summary: {article.description}\nFaq: {json.dumps(faq)}\n"
    )
    return f"{head}\n[TOC]\n\n{_body(article, '{{filename}}{}.md')}"


def home_with_files(newest: Sequence[Article]) -> str:
    """Return a home page that lists articles, for generators that list none by themselves."""
    items = "".join(f"- [{article.title}]({article.slug}.md)\n" for article in newest)
    return f"---\ntitle: Trade notes\n---\n# Trade notes\n\n{items}"


def _with_yaml(article: Article, body: str) -> str:
    # JSON's quotes are YAML's.
    faq = "".join(
        f"  - question: {json.dumps(question)}\n    answer: {json.dumps(answer)}\n"
        for question, answer in article.faq
    )
    return (
        f"---\ntitle: {article.title}\ndescription: {json.dumps(article.description)}\n"
        f"date: {article.date}\ncategory: {article.category}\n"
        f"tags: [{', '.join(article.tags)}]\nfaq:\n{faq}---\n{body}"
    )


def _body(article: Article, target: str, *, captions: bool = False) -> str:
    blocks = (block for each in article.sections for block in _blocks(each, target, captions))
    return "\n\n".join(blocks) + "\n"


def _blocks(section: Section, target: str, captions: bool) -> Iterator[str]:  # noqa: FBT001
    yield f"## {section.heading}"
    first, *others = section.paragraphs
    yield f"{first} {_linked(section.link, target)}" if section.link else first
    yield from others
    if section.table:
        if captions:
            yield f"Table: {section.heading}"
        yield _table(section.table)


def _linked(link: Link, target: str) -> str:
    return f"See [{link.text}]({target.format(link.to)})."


def _table(rows: Sequence[Row]) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((head, f"|{'---|' * len(rows[0])}", *others))
