"""Whatever stands in a file: faults or a page, never an exception, every place in the file.

`PLENUM_EXAMPLES=25` tries 25 times as many examples (`make long`).
"""

import functools
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.config import _CONFIG, FrontMatterRules
from plenum.diagnostics import Diagnostic, Span
from plenum.folders import template_folders
from plenum.model.article import Article
from plenum.read.article import ArticleReader, ReadSettings
from plenum.read.data import _AUTHOR, _ENTRY, _FACT, _PATH, DataReader
from plenum.read.front_matter import ARTICLE
from plenum.source.schema import Either, ListOf, MapOf, Record, Shape
from tests.sites.harness import Site

TIMES = int(os.environ.get("PLENUM_EXAMPLES", "1"))


def examples(number: int) -> settings:
    """Return settings for `number` examples, in a long run for so many times more."""
    return settings(
        max_examples=number * TIMES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


ANY = examples(100)
WHOLE_SITE = examples(15)
HEAD = "---\ntitle: A\ndescription: B\n---\n"
HUB = template_folders(Path("no-such-site"))[-1]

# -- what is tried ----------------------------------------------------------------------------

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
        *"&x *x ! null << , \\\\ e\u0301 \r \r\n \x85 \x0c \u200b \u202e %0 %ff".split(" "),
        "<!-- plenum: ignore dead-link: x -->\n",
        *("\n```example\n", "a = [2 %](fact:f)\n", "result: b = 6 ft ÷ a = 300 ft\n"),
        " # plenum: ignore unknown-key: x\n",
        *"\u201c \u201d \u2014 \u00a0 \u2060".split(" "),
        *"#1 $5,000 1,500 -a a:b **a** %a @a *a &a !a ]] })".split(),
        *(
            "\n-- \n",
            "\n ---\n",
            "\n...\n",
            "\n\u2014\n",
            "\n\t",
            " # ",
            ": ",
            "\ntags: [",
            "\ntitle: '",
        ),
    ]
)
TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))
WORD = st.one_of(
    st.sampled_from(
        "a b x A ssa 2026-11-21 2026-02-30 11/26/2022 0 -1 1e999 true null ~ / // # \u0301 "
        "/a/ ../a a.md [[a]] a#x https://e.org https://[ http://:x mailto:x javascript:x "
        "fact:f [](fact:f) [x](term:t) [x](source:s) [x](a.md) ![x](a.jpg) [FAQ] "
        "faq.q faq.question date title cover.image error off".split()
    ),
    st.text(max_size=8),
)
LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORD, TEXT, WORD
)
TREE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3)
)


def values_for(shape: Shape) -> st.SearchStrategy[object]:
    """Return values that a key may be given: mostly of the right build, with strange leaves."""
    match shape:
        case Record():
            keys = {name: values_for(key.shape) for name, key in shape.keys.items()}
            needed = {name for name, key in shape.keys.items() if key.required}
            right: st.SearchStrategy[object] = st.fixed_dictionaries(
                {name: value for name, value in keys.items() if name in needed},
                optional={name: value for name, value in keys.items() if name not in needed},
            )
        case ListOf():
            right = st.lists(values_for(shape.item), max_size=3) | values_for(shape.item)
        case MapOf():
            right = st.dictionaries(WORD, values_for(shape.item), max_size=3)
        case Either():
            right = values_for(shape.text) | values_for(shape.keys)
        case _:
            return LEAF
    return st.one_of(right, right, right, TREE)


def as_yaml(value: object, style: int) -> str:
    """Write a value in block style, in brackets, or as JSON."""
    if style == 2:
        return json.dumps(value, ensure_ascii=False) + "\n"
    return yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=bool(style), sort_keys=False
    )


def documents(shape: Shape) -> st.SearchStrategy[str]:
    """Return YAML files that hold about what `shape` asks for."""
    return st.builds(as_yaml, values_for(shape), st.integers(0, 2))


GOOD = """---
title: "Mini-split vs central heat pump"
description: One or two sentences.
question: Should I choose ductless or ducted?
short_answer: >-
  Ducts are *there*: [use them](fact:f).
takeaways:
  - Test *first*.
  - "See [[b]]: it says why."
promotion: {title: Ducts, url: "https://e.org/", sponsor: A maker}
date: 2026-11-21
reviewed: {on: 2026-11-01, by: ann, next: 2027-05-01}
author: ann
tags: [mini-split, ducts]
cover: {image: cover.jpg, alt: An outdoor unit, credit: "Ann's"}
comparison:
  caption: Two compared
  options: [Mini-split (ductless), "Central"]
  rows:
    Air delivery: [Each head, Ducts]
    Zoning: ['Room by room', Whole home]
  verdict:
    Central: good ducts are there
faq:
  - question: Is it a heat pump?
    answer: |
      Yes, **it is**.
      See [that](a.md#part).
related: [b, {to: b, why: costs}]
sources:
  - {id: s, title: S, url: "https://e.org/", accessed: 2026-11-01}
extra: {anything: goes}
---
Words 💧 with [a fact](fact:f), [[b]] and [a source](source:s).[^1]

## Part {#part}

[COMPARISON]

Table: What it shows

| a | b |
|---|---|
| 1 | [2](b.md) |

<!-- plenum: ignore unsafe-html: on purpose -->
<p onclick="x">raw</p>

- one
    - two

```python
print("x")
```

[FAQ]

[^1]: A note.
"""


@st.composite
def mutations(draw: st.DrawFn, text: str = GOOD) -> str:
    """Return a text with characters or lines deleted, doubled, swapped or put in."""
    for _ in range(draw(st.integers(1, 6))):
        by_line = draw(st.booleans())
        parts = text.splitlines(keepends=True) if by_line else list(text)
        if len(parts) < 2:
            break
        one = draw(st.integers(0, len(parts) - 1))
        other = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "put in", "cut", "indent"])):
            case "delete":
                del parts[one]
            case "double":
                parts.insert(other, parts[one])
            case "swap":
                parts[one], parts[other] = parts[other], parts[one]
            case "put in":
                parts.insert(one, draw(PIECES))
            case "cut":
                parts[min(one, other) : max(one, other)] = []
            case _:
                parts[one] = "  " + parts[one]
        text = "".join(parts)
    return text


# -- what is asked of it ----------------------------------------------------------------------


def assert_inside(diagnostics: Iterable[Diagnostic], data: bytes) -> None:
    """Every place lies in the file, its end not before its start."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for diagnostic in diagnostics:
        span: Span = diagnostic.span
        assert 1 <= span.line <= span.end_line <= len(lines), diagnostic
        assert (span.line, span.column) <= (span.end_line, span.end_column), diagnostic
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, diagnostic
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1, diagnostic


@functools.cache
def hub_template(path: str) -> bytes:
    """Return one of the hub's own templates, by the path that faults show."""
    return (HUB / path.removeprefix("templates/")).read_bytes()


def assert_told(made: Site) -> None:
    """Every fault of a site is an editor's, in a file of the site, and can be printed."""
    for diagnostic in made.report.diagnostics:
        assert diagnostic.id != "internal-error", diagnostic
        assert "{" not in diagnostic.id
        file = made.folder / diagnostic.span.path
        assert_inside(
            [diagnostic],
            file.read_bytes() if file.is_file() else hub_template(diagnostic.span.path),
        )
    assert made.messages().count("\n") >= 2 * len(made.report.diagnostics)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("any")
    (path / "content/_data").mkdir(parents=True)
    return path


@pytest.fixture(scope="module")
def reader(folder: Path) -> ArticleReader:
    return ArticleReader(ReadSettings(folder, FrontMatterRules(), sanitize=True))


Build = Callable[..., Site]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that builds one small site, some of its files replaced."""
    made = Site(tmp_path_factory.mktemp("site") / "s", "-- content/cover.jpg --\n")
    usual = {
        "config.yaml": "title: T\nbase_url: https://hub.example/x\n",
        "content/a.md": GOOD,
        "content/b.md": "---\ntitle: B\ndescription: C\n---\nB, [[a]], a *Term*.\n",
        "content/_data/authors.yaml": "ann: {name: Ann}\n",
        "content/_data/facts.yaml": "f: {value: {low: 1, high: 2, unit: kW}, what: W}\n",
        "content/_data/glossary.yaml": "t: {term: Term, short: S, body: '[a](/x/a/)'}\n",
        "templates/own.html": "",
    }
    stale = dict.fromkeys(usual, "")

    def with_files(files: dict[str, str | bytes]) -> Site:
        for path, content in {**usual, **files}.items():
            if stale.get(path) != content:
                data = content.encode("utf-8", "replace") if isinstance(content, str) else content
                made.write(path, data)
                stale[path] = content  # type: ignore[assignment]
        made.build(write=False, jobs=1)
        assert_told(made)
        return made

    return with_files


def read(folder: Path, reader: ArticleReader, data: bytes) -> Article:
    (folder / "content/a.md").write_bytes(data)
    result = reader.read("a.md")
    assert_inside(result.diagnostics, data)
    for fragment in (result.article.body, result.article.short_answer):
        for reference in fragment.references:
            assert_inside([Diagnostic("x", "error", reference.span, "", "")], data)  # type: ignore[arg-type]
    return result.article


# -- articles ---------------------------------------------------------------------------------


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
@given(documents(ARTICLE))
def test_any_values(folder: Path, reader: ArticleReader, text: str) -> None:
    """The right keys, with values that nobody would think of."""
    read(folder, reader, f"---\n{text}---\nWords.\n".encode("utf-8", "replace"))


@ANY
@given(mutations())
def test_any_slip(folder: Path, reader: ArticleReader, text: str) -> None:
    """A good article with a few characters or lines too many, too few or elsewhere."""
    read(folder, reader, text.encode("utf-8", "replace"))


@ANY
@given(TEXT)
def test_any_body(folder: Path, reader: ArticleReader, text: str) -> None:
    """And the page that is made of it has no script of the editor's."""
    article = read(folder, reader, (HEAD + text).encode("utf-8", "replace"))
    html = "".join(getattr(part, "text", "") for part in article.body.parts)
    assert "<script" not in html
    assert not {"\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"} & set(html)
    assert "\x02" not in html


FIELDS = """\
title: {0}
description: {0}
question: {0}
short_answer: {0}
takeaways: [{0}, {0}]
promotion: {{title: {0}, url: {0}, sponsor: {0}, text: {0}, label: {0}, disclosure: {0}}}
category: {0}
tags: [{0}]
keywords: {0}
author: {0}
cover: {{image: {0}, alt: {0}, credit: {0}}}
aliases: [{0}]
faq: [{{question: {0}, answer: {0}}}]
comparison: {{id: {0}, caption: {0}, options: [{0}], rows: {{{0}: [{0}]}}, verdict: {{{0}: {0}}}}}
related: [{0}, {{to: {0}, why: {0}}}]
sources: [{{id: {0}, title: {0}, publisher: {0}, url: {0}}}]
extra: {{{0}: {0}}}
"""


@ANY
@given(TEXT)
def test_any_field(folder: Path, reader: ArticleReader, text: str) -> None:
    """One text in every field that takes one."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    read(folder, reader, f"---\n{FIELDS.format(quoted)}---\n".encode())


# -- data -------------------------------------------------------------------------------------


def read_data(folder: Path, data: bytes) -> None:
    settings_ = ReadSettings(folder, FrontMatterRules(), sanitize=True)
    for name in ("authors", "glossary", "facts", "paths"):
        (folder / f"content/_data/{name}.yaml").write_bytes(data)
        data_reader = DataReader(settings_)
        data_reader.read((f"_data/{name}.yaml",))
        assert_inside(data_reader.diagnostics, data)


@ANY
@given(st.one_of(TEXT.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=200)))
def test_any_data(folder: Path, data: bytes) -> None:
    """As the authors, the glossary, the facts and the reading paths."""
    read_data(folder, data)


@ANY
@given(st.one_of(*(documents(MapOf(shape)) for shape in (_AUTHOR, _ENTRY, _FACT, _PATH))))
def test_any_data_values(folder: Path, text: str) -> None:
    """The right keys of one of them, with strange values, in all four."""
    read_data(folder, text.encode("utf-8", "replace"))


# -- whole sites: from the files to the pages -------------------------------------------------


@WHOLE_SITE
@given(TEXT, st.booleans())
def test_any_site(build: Build, text: str, known: bool) -> None:  # noqa: FBT001
    """With any body, in the company of a good article and of data that it may cite."""
    made = build({"content/a.md": (GOOD if known else HEAD) + text})
    assert not [d for d in made.report.diagnostics if d.id == "template-error"]


@WHOLE_SITE
@given(st.one_of(mutations(), documents(ARTICLE).map(lambda text: f"---\n{text}---\nWords.\n")))
def test_any_article_in_a_site(build: Build, text: str) -> None:
    """With strange values and slips, up to its page."""
    made = build({"content/a.md": text})
    assert not [d for d in made.report.diagnostics if d.id == "template-error"]


@WHOLE_SITE
@given(
    st.fixed_dictionaries(
        {
            "content/_data/authors.yaml": documents(MapOf(_AUTHOR)),
            "content/_data/facts.yaml": documents(MapOf(_FACT)),
            "content/_data/paths.yaml": documents(MapOf(_PATH)),
            "content/_data/glossary.yaml": documents(MapOf(_ENTRY)),
        }
    )
)
def test_any_data_in_a_site(build: Build, files: dict[str, str]) -> None:
    """With strange authors, facts and words, up to their pages."""
    made = build(files)
    assert not [d for d in made.report.diagnostics if d.id == "template-error"]


@WHOLE_SITE
@given(
    st.one_of(
        st.binary(max_size=200),
        TEXT.map(lambda text: f"title: T\nbase_url: https://hub.example\n{text}"),
        documents(_CONFIG),
        documents(_CONFIG).map(lambda text: f"{text}title: T\nbase_url: https://hub.example/y\n"),
        mutations(
            "title: T\nbase_url: https://hub.example\nlanguage: en-US\nraw_html: allow\n"
            "navigation: [{text: A, to: /a/}]\npaginate: 1\nfront_matter:\n"
            "  rename: {q: question, faq.q: faq.question}\n  unknown: warn\n  missing: warn\n"
            "  dates: day-first\n  drop: [extra]\nfaults: {dead-link: warning}\n"
        ),
    )
)
def test_any_configuration(build: Build, config: str | bytes) -> None:
    """As config.yaml; where it can be used, the site is built with it."""
    build({"config.yaml": config})


TEMPLATE = st.lists(
    st.one_of(
        st.sampled_from(
            "{{ }} {% %} {# #} {%- -%} page chrome page.head page.title page.nope . | ( ) [ ] ' \" "
            "if else endif for x in endfor block endblock extends include import macro endmacro "
            "call set self.title() super() loop caller() raw endraw range(3) 1/0 ''.x none + ~ "
            "safe upper day long_date json_ld 'base.html' 'own.html' 'no.html' '../x' \n".split(" ")
        ),
        st.text(max_size=4),
    ),
    max_size=25,
).map(" ".join)


@WHOLE_SITE
@given(
    st.one_of(st.binary(max_size=100), TEMPLATE, TEMPLATE.map(lambda text: f"{{{{ {text} }}}}")),
    st.sampled_from(["article.html", "base.html", "own.html", "listing.html", "blocks/faq.html"]),
)
def test_any_template(
    tmp_path_factory: pytest.TempPathFactory, text: str | bytes, name: str
) -> None:
    """As a page's template, as one that others extend, and as a block."""
    article = "{% include 'own.html' %}" if name == "own.html" else "{% extends 'base.html' %}"
    made = Site(tmp_path_factory.mktemp("template") / "s", "-- content/b.md --\n--- B\n")
    made.write("templates/article.html", article)
    made.write(
        f"templates/{name}", text.encode("utf-8", "replace") if isinstance(text, str) else text
    )
    made.build(write=False, jobs=1)
    assert_told(made)
