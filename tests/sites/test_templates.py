"""A site's own templates, and what is said when one of them is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites.harness import Site

SiteOf = Callable[[str], Site]

ARTICLE = """
    -- content/a.md --
    --- A page
    Words.
"""


def test_a_template_of_the_site_wins(site: SiteOf) -> None:
    """A template of the same name in the site's own folder replaces the hub's."""
    made = site(ARTICLE + "    -- templates/blocks/tags.html --\n    <p>own tags</p>\n").fine()

    assert "<p>own tags</p>" in made.main("/a/")


def test_templates_see_page_and_chrome_only(site: SiteOf) -> None:
    """A name that is neither page nor chrome is a fault with template and line."""
    made = site(
        ARTICLE + "    -- templates/blocks/tags.html --\n    <p>\n    {{ site.articles }}</p>\n"
    ).build()

    assert made.faults() == ["templates/blocks/tags.html:2:1 template-error"]
    assert "'site'" in made.report.diagnostics[0].message
    assert not made.output.exists()


def test_a_field_that_does_not_exist_is_a_fault(site: SiteOf) -> None:
    """An unknown field of the page is never an empty text."""
    made = site(ARTICLE + "    -- templates/blocks/tags.html --\n    {{ page.tag }}\n").build()

    assert made.faults() == ["templates/blocks/tags.html:1:1 template-error"]


def test_a_syntax_error_names_template_and_line(site: SiteOf) -> None:
    """Jinja's own errors are faults at the line of the template."""
    made = site(
        ARTICLE + "    -- templates/article.html --\n    <p>\n    {% if %}\n    </p>\n"
    ).build()

    assert made.faults() == ["templates/article.html:2:1 template-error"]


def test_a_missing_include_is_named(site: SiteOf) -> None:
    """An include of a template that does not exist says its name."""
    made = site(
        ARTICLE + '    -- templates/article.html --\n    {% include "blocks/nothing.html" %}\n'
    ).build()

    assert [d.id for d in made.report.diagnostics] == ["missing-template"]
    assert "blocks/nothing.html" in made.report.diagnostics[0].message


def test_one_fault_of_a_template_is_told_once(site: SiteOf) -> None:
    """However many pages run into it."""
    articles = "".join(f"    -- content/a{n}.md --\n    --- Page {n}\n    x\n" for n in range(5))
    made = site(
        "\n" + articles + "    -- templates/blocks/tags.html --\n    {{ page.tag }}\n"
    ).build()

    assert len(made.report.diagnostics) == 1


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("templates/assets/key.txt", "key.txt"),
        ("templates/styles/key.css", "key.txt"),
        ("templates/article.html", "key.txt"),
        ("templates/assets", "."),
        ("templates/assets/more", "."),
        ("templates/styles", "."),
        ("templates/blocks", "."),
        ("templates", "."),
    ],
)
def test_nothing_outside_the_site_gives_it_its_look(
    site: SiteOf, tmp_path: Path, link: str, target: str
) -> None:
    """Templates, style sheets and assets may not be links out of the site."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("key.txt", "key.css", "article.html", "tags.html", "assets/key.txt"):
        (outside / name).parent.mkdir(exist_ok=True)
        (outside / name).write_text("top secret")
    made = site("-- content/a.md --\n---\ntitle: A\ndescription: D.\ntags: t\n---\n")
    (made.folder / link).parent.mkdir(parents=True, exist_ok=True)
    (made.folder / link).symlink_to(outside / target)

    assert made.build().faults() == [f"{link}:1:1 link-outside-site"]
    assert not made.output.exists()


def test_links_inside_the_site_give_it_its_look(site: SiteOf) -> None:
    """A link that stays inside the site is as good as a file."""
    made = site(ARTICLE + "    -- shared/own.css --\n    p { color: teal }\n")
    (made.folder / "templates/styles").mkdir(parents=True)
    (made.folder / "templates/styles/own.css").symlink_to("../../shared/own.css")

    assert "p { color: teal }" in made.fine().page("a/index.html")
