"""Templates: a page becomes files, and whatever a template does wrong becomes a fault."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from plenum.diagnostics import Diagnostic
from plenum.model.output import Output, Phase
from plenum.model.page import Head, ListingPage, NotFoundPage, Page, Pagination
from plenum.render.environment import Renderer
from tests.render.values import ANNA, ARTICLE, BASE, CHROME


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write templates into a folder and return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rendered(site: Path, files: dict[str, str], page: Page = ARTICLE) -> tuple[Output, ...]:
    """Render a page with the site's templates; there must be no fault."""
    outputs, faults = Renderer((write(site / "templates", files),), site).render(page, CHROME)
    assert not faults
    return outputs


def broken(site: Path, files: dict[str, str]) -> Diagnostic:
    """Render an article with the site's templates; there must be one fault and no file."""
    renderer = Renderer((write(site / "templates", files),), site)
    outputs, (found,) = renderer.render(ARTICLE, CHROME)
    assert outputs == ()
    assert "(page /hub/cost/ducts/)" in found.message or found.id == "link-outside-site"
    return found


def test_article_and_twin(tmp_path: Path) -> None:
    """An article gives its page and, beside it, its Markdown, each ending with one newline."""
    text = "<h1>{{ page.head.title }}</h1>\r\n<p>{{ page.modified|day }}</p>\n\n\n"
    page, twin = rendered(tmp_path, {"article.html": text})
    html = b"<h1>What new ducts cost</h1>\n<p>2026-11-21</p>\n"
    assert page == Output("cost/ducts/index.html", html, Phase.PAGE)
    assert twin == Output("cost/ducts/index.md", b"# What new ducts cost\n", Phase.PAGE)


def test_paths_are_decoded(tmp_path: Path) -> None:
    """A file has the name that the encoded address means."""
    page = replace(ARTICLE, head=replace(ARTICLE.head, href="/hub/hub/l%C3%BCftung/"))
    assert rendered(tmp_path, {"article.html": "x"}, page)[0].path == "hub/lüftung/index.html"


def test_templates_by_kind(tmp_path: Path) -> None:
    """An author's listing has its own template, and the 404 page its own place."""
    head = Head("x", "", "/hub/x/", f"{BASE}/x/")
    tag = ListingPage(head, "tag", "x", "", (), (), Pagination(1, 1, "", ""))
    author = replace(tag, listing="author", agent=ANNA)
    files = {name: name for name in ("listing.html", "author.html", "404.html")}
    assert rendered(tmp_path, files, tag) == (
        Output("x/index.html", b"listing.html\n", Phase.LISTING),
    )
    assert rendered(tmp_path, files, author)[0].data == b"author.html\n"
    assert rendered(tmp_path, files, NotFoundPage(head, ())) == (
        Output("404.html", b"404.html\n", Phase.PAGE),
    )


def test_text_is_escaped_and_the_graph_is_not(tmp_path: Path) -> None:
    """Text from a page is escaped; the JSON-LD is written as it is."""
    page = replace(ARTICLE, question="<b>")
    html = rendered(
        tmp_path, {"article.html": "{{ page.question }}{{ json_ld(page, chrome) }}"}, page
    )
    assert html[0].data.startswith(b'&lt;b&gt;{"@context":"https://schema.org"')


def test_first_folder_wins(tmp_path: Path) -> None:
    """A template of the site replaces the hub's of the same name; the others stay."""
    own = write(tmp_path / "site/templates", {"blocks/a.html": "own"})
    hub = write(
        tmp_path / "hub/templates",
        {"article.html": '{% include "blocks/a.html" %}', "blocks/a.html": "hub"},
    )
    outputs, _ = Renderer((own, hub), tmp_path / "site").render(ARTICLE, CHROME)
    assert outputs[0].data == b"own\n"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a\n{{ page.titel }}", 2, "ArticlePage has no field 'titel'"),
        ("a\n\n{{ site }}", 3, "'site' is undefined"),
        ("{% if page %}\n", 1, "unexpected end of template"),
        ("\n{{ 1|nofilter }}", 2, "no filter named 'nofilter'"),
        ("\n{{ 1 / 0 }}", 2, "this fails with ZeroDivisionError: division by zero"),
        ("\n{{ none|iso }}", 2, "this fails with AttributeError: an empty value has no field"),
        ("\n{% include 'article.html' %}", 2, "include each other without end"),
    ],
)
def test_faults_have_file_and_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    """A template's fault is reported at the template's line, in plain words, with the page."""
    found = broken(tmp_path, {"article.html": text})
    assert found.id == "template-error"
    assert (found.span.path, found.span.line) == ("templates/article.html", line)
    assert problem in found.message


@pytest.mark.parametrize("text", ["\n{{ page.x }}", "\n{% oops %}"])
def test_fault_in_an_included_template(tmp_path: Path, text: str) -> None:
    """A fault in a block is reported there, not where the block is included."""
    files = {"article.html": '\n\n\n{% include "blocks/b.html" %}', "blocks/b.html": text}
    assert broken(tmp_path, files).span[:2] == ("templates/blocks/b.html", 2)


def test_fault_outside_the_site(tmp_path: Path) -> None:
    """A fault in a template of the hub has a path that means something in any site."""
    hub = write(tmp_path / "hub", {"article.html": "{{ nothing }}"})
    _, (found,) = Renderer((hub,), tmp_path / "site").render(ARTICLE, CHROME)
    assert found.span.path == "templates/article.html"


def test_missing_templates(tmp_path: Path) -> None:
    """A template that does not exist is reported where it is asked for."""
    found = broken(tmp_path, {})
    assert (found.id, found.span[:2]) == ("missing-template", ("templates/article.html", 1))
    found = broken(tmp_path, {"article.html": '\n{% include "blocks/none.html" %}'})
    assert (found.id, found.span[:2]) == ("missing-template", ("templates/article.html", 2))
    assert "'blocks/none.html'" in found.message
    assert broken(tmp_path, {"article.html": '{% extends "../x" %}'}).id == "missing-template"


def test_template_that_is_no_text(tmp_path: Path) -> None:
    """A template in another encoding is a fault of that file."""
    write(tmp_path / "templates", {"article.html": '{% include "b.html" %}'})
    (tmp_path / "templates/b.html").write_bytes(b"caf\xe9")
    _, (found,) = Renderer((tmp_path / "templates",), tmp_path).render(ARTICLE, CHROME)
    assert (found.id, found.span.path) == ("template-error", "templates/b.html")
    assert "it is not UTF-8 text" in found.message


def test_link_out_of_the_site(tmp_path: Path) -> None:
    """A template that is a link out of the site is not read."""
    write(tmp_path, {"secret": "x"})
    (tmp_path / "site/templates").mkdir(parents=True)
    (tmp_path / "site/templates/article.html").symlink_to(tmp_path / "secret")
    found = broken(tmp_path / "site", {})
    assert (found.id, found.span.path) == ("link-outside-site", "templates/article.html")


@pytest.mark.parametrize("text", ["{{ lipsum() }}", "{{ [1, 2]|random }}"])
def test_chance_has_no_place(tmp_path: Path, text: str) -> None:
    """What would give other bytes in each build does not exist in templates."""
    assert broken(tmp_path, {"article.html": text}).id == "template-error"
