"""Whatever stands in a file: faults or a page, never an exception, every place in the file."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.config import FrontMatterRules
from plenum.diagnostics import Diagnostic, Span
from plenum.model.article import Article
from plenum.read.article import ArticleReader, ReadSettings
from plenum.read.data import DataReader
from tests.sites.harness import Site

ANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HEAD = "---\ntitle: A\ndescription: B\n---\n"

# Pieces that mean something to Markdown, YAML or HTML, so that chance meets their edges.
PIECES = st.sampled_from(
    [
        *"\n \t ` * _ [ ] ( ) ! & { } | ~ 💧 \u2028 \ufeff \ufdd0 \x02 \x03 \" '".split(" "),
        *"\n\n;# ;## FAQ\n;### Q?\n;- ;1. ;> ;    ;```\n;[[;]];![;](;a.md;#x;===\n;---\n;: ".split(
            ";"
        ),
        *"fact: term: source: <script> </script> <!-- --> </div> <h1> &amp; &#0; {: {#faq}".split(),
        *'<a href=|<img src="|<div markdown="1">|onclick=x|[^1]|[^1]: |*[A]: |Table: '.split("|"),
        *"[TOC]\n;[FAQ]\n;[COMPARISON: x]\n;!!! note\n;|---|---|\n;| a | b |\n".split(";"),
        *"title tags faq comparison options rows question answer".split(),
        *"&x *x ! null << , \\\\ e\u0301".split(),
    ]
)
TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("any")
    (path / "content/_data").mkdir(parents=True)
    return path


@pytest.fixture(scope="module")
def reader(folder: Path) -> ArticleReader:
    return ArticleReader(ReadSettings(folder, FrontMatterRules(), sanitize=True))


def assert_inside(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic], data: bytes) -> None:
    """Every place lies in the file, its end not before its start."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for diagnostic in diagnostics:
        span: Span = diagnostic.span
        assert 1 <= span.line <= span.end_line <= len(lines), diagnostic
        assert (span.line, span.column) <= (span.end_line, span.end_column), diagnostic
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, diagnostic
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2, diagnostic


def read(folder: Path, reader: ArticleReader, data: bytes) -> Article:
    (folder / "content/a.md").write_bytes(data)
    result = reader.read("a.md")
    assert_inside(result.diagnostics, data)
    for fragment in (result.article.body, result.article.short_answer):
        for reference in fragment.references:
            assert_inside([Diagnostic("x", "error", reference.span, "", "")], data)  # type: ignore[arg-type]
    return result.article


@ANY
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda b: b"---\n" + b)))
def test_any_bytes(folder: Path, reader: ArticleReader, data: bytes) -> None:
    """As a whole article."""
    read(folder, reader, data)


@ANY
@given(TEXT)
def test_any_front_matter(folder: Path, reader: ArticleReader, text: str) -> None:
    """Between the lines of dashes."""
    data = f"---\ntitle: A\ndescription: B\n{text}\n---\nWords.\n".encode("utf-8", "replace")
    read(folder, reader, data)


@ANY
@given(TEXT)
def test_any_body(folder: Path, reader: ArticleReader, text: str) -> None:
    """And the page that is made of it has no script of the editor's."""
    article = read(folder, reader, (HEAD + text).encode("utf-8", "replace"))
    html = "".join(getattr(part, "text", "") for part in article.body.parts)
    assert "<script" not in html
    assert not {"\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"} & set(html)
    assert "\x02" not in html


@ANY
@given(TEXT)
def test_any_field(folder: Path, reader: ArticleReader, text: str) -> None:
    """In the short answer, a cell and an answer."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    fields = (
        f"short_answer: {quoted}\nfaq: [{{question: Q, answer: {quoted}}}]\n"
        f"comparison: {{caption: C, options: [{quoted}], rows: {{R: [{quoted}]}}}}\n"
    )
    read(folder, reader, f"---\ntitle: A\ndescription: B\n{fields}---\n".encode())


@ANY
@given(TEXT)
def test_any_data(folder: Path, text: str) -> None:
    """As the authors, the glossary and the facts."""
    data = text.encode("utf-8", "replace")
    settings_ = ReadSettings(folder, FrontMatterRules(), sanitize=True)
    for name in ("authors", "glossary", "facts"):
        (folder / f"content/_data/{name}.yaml").write_bytes(data)
        data_reader = DataReader(settings_)
        data_reader.read((f"_data/{name}.yaml",))
        assert_inside(data_reader.diagnostics, data)


@settings(ANY, max_examples=15)
@given(TEXT)
def test_any_site(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """From the file to the page."""
    made = Site(tmp_path_factory.mktemp("site") / "s", "-- content/b.md --\n--- B\n")
    made.write("content/a.md", (HEAD + text).encode("utf-8", "replace"))
    made.build(write=False)
    assert not [d for d in made.report.diagnostics if d.id == "template-error"]
