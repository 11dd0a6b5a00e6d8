"""How names become parts of addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.model.url import article_url, join_path, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Duct Retrofit", "duct-retrofit"),
        ("  A -- B__C  ", "a-b-c"),
        ("10–30 %", "10-30"),
        ("Wärmepumpe für ALLE", "wärmepumpe-für-alle"),
        ("cafe\u0301", "café"),
        ("ヒートポンプ", "ヒートポンプ"),
        ("हिन्दी", "हिन्दी"),
        ("Łódź", "łódź"),
        ("a💧b", "a-b"),
        ("İ", "i̇"),
        ("don't", "don-t"),
        ("...", ""),
        ("💧", ""),
        ("", ""),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    """Lower case, form C, letters and digits of any script; all else is one hyphen."""
    assert slugify(name) == slug


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    """What the fault proposes is accepted."""
    assert slugify(slugify(text)) == slugify(text)


@given(st.text())
def test_a_slug_is_one_part_of_an_address(text: str) -> None:
    """No slash, no dot, no space, no hyphen at an end."""
    slug = slugify(text)
    assert not set(slug) & set("/. ?#%\\\"'<>&")
    assert slug == slug.strip("-")


@pytest.mark.parametrize(
    ("path", "slug", "url"),
    [
        ("cost/Duct Retrofit.md", None, "/cost/duct-retrofit/"),
        ("cost/Duct Retrofit.MARKDOWN", "x", "/cost/x/"),
        ("index.md", None, "/"),
        ("Cost/_INDEX.md", None, "/cost/"),
        ("Cost/index.md", "x", "/x/"),
        ("a.b.md", None, "/a-b/"),
    ],
)
def test_article_addresses(path: str, slug: str | None, url: str) -> None:
    """A path's parts one by one; an index is its folder's page; `slug` replaces the last part."""
    assert article_url(path, slug) == url


@pytest.mark.parametrize(
    ("folder", "target", "joined"),
    [
        ("a", "b.md", "a/b.md"),
        ("a", "../b.md", "b.md"),
        ("a/b", "./../c/", "a/c"),
        ("", "../b.md", None),
        ("a", "../../a/b.md", None),
        ("a", "..", ""),
    ],
)
def test_relative_paths_stay_inside(folder: str, target: str, joined: str | None) -> None:
    """A path that climbs out of the root is none, also where it comes back."""
    assert join_path(folder, target) == joined
