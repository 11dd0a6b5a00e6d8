"""A wiki link whose target holds Markdown: what is no slug is text."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[[`0`]]", "[[<code>0</code>]]"),
        ("[[a`x`|y]]", "[[a<code>x</code>|y]]"),
        (r"[[a\*b]]", "[[a*b]]"),
    ],
)
def test_what_is_no_slug_is_text(site: Callable[[str], Site], typed: str, shown: str) -> None:
    """None of the marks that stand for code and escapes while reading is published."""
    made = site(
        f"-- content/a.md --\n---\ntitle: A\ndescription: What it is.\n---\nSee {typed} here.\n"
    ).build()
    assert f"See {shown} here." in made.page("a/index.html")
