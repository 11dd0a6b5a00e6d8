"""Which address each file of a site gets, and who may not have one (contract section 1)."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

A = "--- A\nText.\n"
"""An article with as little as an article can have."""


def article(**keys: str) -> str:
    """Return an article with these lines in its front matter."""
    lines = {"title": "A", "description": "About A.", **keys}
    return "".join(["---\n", *(f"{k}: {v}\n" for k, v in lines.items()), "---\nText.\n"])


def pages(site: Site) -> list[str]:
    """Return the addresses of all pages."""
    files = (f"/{path}" for path in site.files())
    return sorted(path.removesuffix("index.html") for path in files if path.endswith("/index.html"))


def inner(site: Site) -> list[str]:
    """Return the addresses of the pages beside the front page."""
    return [url for url in pages(site) if url != "/"]


# -- how many articles ------------------------------------------------------------------------


def test_a_site_without_articles_builds(site: Make) -> None:
    """Zero articles give a front page, an error page and what machines ask for."""
    hub = site("").fine()
    assert inner(hub) == []
    assert {"404.html", "index.html", "robots.txt", "sitemap.xml"} <= set(hub.files())


def test_a_site_without_a_content_folder_builds(site: Make) -> None:
    """The folders of a site are optional, its configuration is not."""
    hub = site("").fine()
    assert not (hub.folder / "content").exists()
    (hub.folder / "config.yaml").unlink()
    assert hub.build().faults() == ["config.yaml:1:1 no-config"]


def test_an_article_with_a_title_and_a_description_builds(site: Make) -> None:
    """Title and description are all that an article needs."""
    hub = site("-- content/a.md --\n---\ntitle: A\ndescription: About.\n---\n").fine()
    assert inner(hub) == ["/a/"]
    assert "a/index.md" in hub.files()


def test_a_hundred_articles_build(site: Make) -> None:
    """Each of a hundred articles gets its page."""
    hub = site("".join(f"-- content/a{n}.md --\n{A}" for n in range(100))).fine(jobs=1)
    assert {f"/a{n}/" for n in range(100)} <= set(inner(hub))


# -- from path to address ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("cost/Duct Retrofit.md", "/cost/duct-retrofit/"),
        ("UPPER/Case.MD", "/upper/case/"),
        ("a.markdown", "/a/"),
        ("a.Markdown", "/a/"),
        ("a_b--c.d.md", "/a-b-c-d/"),
        ('It\'s "50 %" #1.md', "/it-s-50-1/"),
        ("Wärme & Kälte.md", "/wärme-kälte/"),
        ("热泵.md", "/热泵/"),
        ("हिन्दी.md", "/हिन्दी/"),
        ("R-410A vs. R-32.md", "/r-410a-vs-r-32/"),
        ("cost/index.md", "/cost/"),
        ("cost/_index.md", "/cost/"),
        ("cost/INDEX.md", "/cost/"),
        ("a.b/c.md", "/a-b/c/"),
        ("folder.md/c.md", "/folder-md/c/"),
    ],
)
def test_the_path_of_an_article_is_its_address(site: Make, path: str, url: str) -> None:
    """Parts in lower case; letters and digits of any script stay, all else is one hyphen."""
    assert url in pages(site(f"-- content/{path} --\n{A}").fine())


def test_a_decomposed_name_gives_a_composed_address(site: Make) -> None:
    """A name in Unicode form D has the same address as in form C."""
    name = unicodedata.normalize("NFD", "Wärme")
    hub = site(f"-- content/{name}.md --\n{A}").fine()
    assert inner(hub) == ["/wärme/"]


def test_the_front_page_may_be_an_article(site: Make) -> None:
    """`content/index.md` gives the front page its words, and is no article of the listings."""
    hub = site("-- content/index.md --\n--- Welcome\n---\nOur own words.\n").fine()
    assert "Our own words." in hub.main("/")
    assert inner(hub) == []


def test_a_name_without_letters_has_no_address(site: Make) -> None:
    """A name of which nothing is left is an error."""
    hub = site(f"-- content/!!!.md --\n{A}").build()
    assert hub.faults() == ["content/!!!.md:1:1 empty-url"]


def test_a_slug_replaces_the_last_part(site: Make) -> None:
    """The slug stands for the file's name, the folders stay."""
    hub = site(f"-- content/cost/a.md --\n{article(slug='other-name')}").fine()
    assert "/cost/other-name/" in inner(hub)
    assert "/cost/a/" not in inner(hub)


@pytest.mark.parametrize(
    ("slug", "right"), [("My Slug", "my-slug"), ("a/b", "a-b"), ("Straße.html", "straße-html")]
)
def test_a_slug_in_another_form_is_an_error_that_says_the_right_one(
    site: Make, slug: str, right: str
) -> None:
    """A slug is not silently changed."""
    hub = site(f"-- content/a.md --\n{article(slug=slug)}").build()
    assert hub.faults() == ["content/a.md:4:7 wrong-slug"]
    assert f"write slug: {right}" in hub.messages()


def test_an_address_longer_than_names_can_be_is_an_error(site: Make) -> None:
    """What no file system can hold is said of the article, not of the disk."""
    hub = site(f"-- content/a.md --\n{article(slug='a' * 256)}").build()
    assert hub.faults() == ["content/a.md:4:7 long-address"]


def test_the_longest_name_can_be_written(site: Make) -> None:
    """A name as long as names can be is published: temporary names are no longer."""
    name = "a" * 251 + ".jpg"
    hub = site(f"-- content/{name} --\nx").fine()
    assert name in hub.files()


# -- collisions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("content/a.md", "content/A.md"),
        ("content/a b.md", "content/a-b.md"),
        ("content/cost.md", "content/cost/index.md"),
        ("content/cost/_index.md", "content/cost/index.md"),
        ("content/a.markdown", "content/a.md"),
        (
            f"content/{unicodedata.normalize('NFD', 'é')}.md",
            f"content/{unicodedata.normalize('NFC', 'é')}.md",
        ),
    ],
)
def test_two_articles_cannot_have_one_address(site: Make, first: str, second: str) -> None:
    """The fault stands at both, whatever makes the addresses equal."""
    hub = site(f"-- {first} --\n{A}-- {second} --\n{A}").build()
    assert sorted(hub.faults()) == sorted(f"{p}:1:1 url-collision" for p in (first, second))
    assert first in hub.messages()
    assert not hub.output.exists()


def test_a_slug_can_collide(site: Make) -> None:
    """The fault stands at the slug and at the other article."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.md --\n{article(slug='a')}").build()
    assert hub.faults() == ["content/a.md:1:1 url-collision", "content/b.md:4:7 url-collision"]


def test_who_loses_an_address_is_told_all_else(site: Make) -> None:
    """What is wrong in the article that came second is told with that it came second."""
    wrong = (
        "---\ntitle: {0}\ndescription: Of {0}.\nslug: one\n"
        'aliases: [{{from: "#a", to: "#b"}}]\n---\n'
    )
    hub = site(f"-- content/a.md --\n{wrong.format('A')}-- content/b.md --\n{wrong.format('B')}")
    faults = hub.build().faults()
    assert faults == [
        f"content/{name}.md:{place}"
        for name in "ab"
        for place in ("4:7 url-collision", "5:28 dead-alias")
    ]


@pytest.mark.parametrize(
    "path",
    ["static/a/index.html", "static/a/index.md", "static/A/index.html", "static/a", "content/a"],
)
def test_a_file_and_a_page_cannot_have_one_address(site: Make, path: str) -> None:
    """A published file cannot stand where a page, its twin or its folder must go."""
    hub = site(f"-- content/a.md --\n{A}-- {path} --\nx").build()
    assert sorted(hub.faults()) == sorted(
        ["content/a.md:1:1 url-collision", f"{path}:1:1 url-collision"]
    )


def test_a_file_of_content_and_one_of_static_can_collide(site: Make) -> None:
    """Also by case: the site must be the same on every file system."""
    hub = site("-- content/cost/Photo.jpg --\nx\n-- static/cost/photo.jpg --\nx").build()
    assert hub.faults() == [
        "content/cost/Photo.jpg:1:1 url-collision",
        "static/cost/photo.jpg:1:1 url-collision",
    ]


@pytest.mark.parametrize(
    "name",
    ["_headers", "_redirects", "robots.txt", "sitemap.xml", "feed.xml", "404.html", "index.html"],
)
def test_a_file_that_the_build_makes_cannot_come_from_static(site: Make, name: str) -> None:
    """What the build makes at the site's root is not silently replaced, nor replaces."""
    hub = site(f"-- static/{name} --\nx").build()
    assert hub.faults() == [f"static/{name}:1:1 url-collision"]


def test_an_article_cannot_stand_where_a_listing_goes_on(site: Make) -> None:
    """The second page of a listing is a page as any other."""
    text = "".join(f"-- content/cost/a{n}.md --\n{A}" for n in range(21))
    hub = site(f"{text}-- content/cost/page/2.md --\n{A}").build()
    assert "content/cost/page/2.md:1:1 url-collision" in hub.faults()
    assert len(hub.faults()) == 2


def test_what_is_left_out_claims_nothing(site: Make) -> None:
    """A draft may be the next version of a page that is there."""
    hub = site(f"-- content/a.md --\n{A}-- content/b.md --\n{article(slug='a', draft='true')}")
    assert inner(hub.fine()) == ["/a/"]


# -- aliases ----------------------------------------------------------------------------------


def test_an_alias_sends_readers_on(site: Make) -> None:
    """An old address gets a page and a rule; one that names a file stays a file."""
    aliases = "[/old/address/, /old/page.html, /old/no-slash, /with%20space/]"
    hub = site(f"-- content/a.md --\n{article(aliases=aliases)}").fine()
    files = set(hub.files())
    assert {
        "old/address/index.html",
        "old/page.html",
        "old/no-slash/index.html",
        "with space/index.html",
    } <= files
    assert 'content="0; url=/a/"' in hub.page("old/page.html")
    assert hub.page("_redirects").splitlines() == [
        "/old/address/ /a/ 301",
        "/old/no-slash/ /a/ 301",
        "/old/page.html /a/ 301",
        "/with%20space/ /a/ 301",
    ]


@pytest.mark.parametrize(
    "alias",
    [
        "old",
        "https://hub.example/old/",
        "//old/",
        "/",
        "/old/../new/",
        "/old/./new/",
        "/old//new/",
        "/%2e%2e/%2e%2e/out/",
        "/old%2F..%2F..%2F..%2Fout/",
        "/nul%00/",
        "/line%0Abreak/",
        "/not%ffutf8/",
        "/old/?page=2",
        "/old/#part",
        "/old\\\\page/",
        # What is decoded twice somewhere must not become another address either.
        "/%252e%252e/%252e%252e/evil/",
        "/%252e%252e/content/pwn.md",
        "/%2566eed.xml",
        "/%5C..%5Cout/",
        "/old%5Cpage/",
        "/old%3Fpage/",
        "/old%23page/",
        "/old%22page/",
        # Names that begin with a dot are settings of hosts and tools.
        "/.git/x/",
        "/.htaccess",
        "/old/%2Egit/x/",
        "/old/.../x/",
    ],
)
def test_an_alias_must_be_an_address_of_the_site(site: Make, alias: str) -> None:
    """Also percent-encoded, an alias can neither leave the output folder nor break a rule."""
    hub = site(f"""-- content/a.md --\n{article(aliases=f'["{alias}"]')}""").build()
    assert hub.faults() == ["content/a.md:4:11 wrong-alias"]


@pytest.mark.parametrize(
    "alias", ["/%252e%252e/%252e%252e/evil/", "/%252e%252e/content/pwn.md", "/%2566eed.xml"]
)
def test_an_alias_writes_nothing_outside_even_where_its_fault_is_off(
    site: Make, alias: str
) -> None:
    config = (
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nfaults: {wrong-alias: off}\n"
    )
    hub = site(f"{config}-- content/a.md --\n{article(aliases=f'[{alias}]')}")
    before = {path for path in hub.folder.parent.rglob("*") if hub.output not in path.parents}
    hub.build(cache=False)
    after = {path for path in hub.folder.parent.rglob("*") if hub.output not in path.parents}
    assert after - before <= {hub.output}
    assert "feed.xml" not in hub.files()


@pytest.mark.parametrize(
    ("alias", "other", "place"),
    [
        ("/b/", f"-- content/b.md --\n{A}", "content/b.md:1:1"),
        ("/B", f"-- content/b.md --\n{A}", "content/b.md:1:1"),
        ("/%62/", f"-- content/b.md --\n{A}", "content/b.md:1:1"),
        ("/b.pdf", "-- static/b.pdf --\nx", "static/b.pdf:1:1"),
        ("/b.pdf/old/", "-- static/b.pdf --\nx", "static/b.pdf:1:1"),
        ("/old/", f"-- content/b.md --\n{article(aliases='/old')}", "content/b.md:4:10"),
    ],
)
def test_an_alias_cannot_take_the_address_of_a_page(
    site: Make, alias: str, other: str, place: str
) -> None:
    """The fault stands at the alias and at what has the address already."""
    hub = site(f"-- content/a.md --\n{article(aliases=f'[{alias}]')}{other}").build()
    expected = {"content/a.md:4:11 url-collision", f"{place} url-collision"}
    assert set(hub.faults()) == expected


# -- what is published, and what is not -------------------------------------------------------


def test_other_files_are_published_at_their_own_path(site: Make) -> None:
    """Files keep their names, whatever stands in them."""
    names = ["Photo 1.jpg", "it's.pdf", 'a"b.png', "50%.csv", "#1.jpg", "é.txt", "noending"]
    hub = site("".join(f"-- content/cost/{name} --\n{name}\n" for name in names)).fine()
    assert {f"cost/{name}" for name in names} <= set(hub.files())
    assert hub.page("cost/it's.pdf") == "it's.pdf\n"


def test_links_to_files_with_odd_names_are_encoded(site: Make) -> None:
    """Blanks and `#` of a name are percent-encoded in a page."""
    hub = site(
        """
        -- content/a b#1.png --
        x
        -- content/a.md --
        --- A
        ![One](<a b%231.png>)
        """
    ).fine()
    assert 'src="/a%20b%231.png"' in hub.main("/a/")


@pytest.mark.parametrize(
    "name",
    [
        "a.md~", "a.tmp", "a.md.bak", "a.swp", "a.md.orig", "#a.md#", "~$a.docx", "Thumbs.db",
        "a.yaml", "a.YML", ".hidden", ".git/config", "_draft.md", "_notes/a.md", "_photo.jpg",
    ],
)  # fmt: skip
def test_leavings_and_sources_are_not_published(site: Make, name: str) -> None:
    """What programs leave behind, sources, and names with `_` or `.` in front stay at home."""
    nothing = site("").fine().files()
    assert site(f"-- content/{name} --\nx\n").fine().files() == nothing


@pytest.mark.parametrize("name", ["a.mdx", "a.md ", " a.MD ", "a.mkd"])
def test_what_looks_like_an_article_and_is_none_is_a_warning(site: Make, name: str) -> None:
    """A file that its author takes for an article is not passed over in silence."""
    hub = site("")
    hub.write(f"content/{name}", A)
    assert hub.build().faults() == [f"content/{name}:1:1 not-an-article"]
    assert hub.report.errors == 0
    assert inner(hub) == []


def test_static_holds_what_a_host_reads(site: Make) -> None:
    """Dotted names stand at the root of `static/`, except those of Git and of ourselves."""
    names = [".nojekyll", ".well-known/security.txt", "_worker.js"]
    left_out = [".gitkeep", ".git/config", ".DS_Store", ".plenum-manifest.json", "a/.hidden"]
    hub = site("".join(f"-- static/{name} --\nx\n" for name in [*names, *left_out])).fine()
    built = set(hub.snapshot())
    assert set(names) <= built
    assert not {name for name in left_out if "plenum" not in name} & built
    assert hub.page(".plenum-manifest.json") != "x\n"


def test_a_name_that_is_not_utf8_is_an_error(site: Make) -> None:
    """Such a name has no address; the fault shows a stand-in for the bytes."""
    hub = site("-- content/a.txt --\nx")
    try:
        (Path(os.fsdecode(os.fsencode(hub.folder / "content") + b"/\xff.md"))).write_text(A)
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    assert hub.build().faults() == ["content/?.md:1:1 unreadable-file"]
    assert "not UTF-8" in hub.messages()


# -- symbolic links ---------------------------------------------------------------------------


def test_a_link_inside_the_site_is_followed(site: Make) -> None:
    """Both names are then names of their own."""
    hub = site(f"-- content/a/x.md --\n{A}-- shared/y.md --\n{A}-- static/a.txt --\nx")
    (hub.folder / "content/b").symlink_to("a")
    (hub.folder / "content/y.md").symlink_to("../shared/y.md")
    assert inner(hub.fine()) == ["/a/", "/a/x/", "/b/", "/b/x/", "/y/"]


@pytest.mark.parametrize("name", ["content/out", "content/out.md", "static/out", "content"])
def test_a_link_out_of_the_site_is_an_error(site: Make, tmp_path: Path, name: str) -> None:
    """Nothing outside the site folder is read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(A)
    hub = site("")
    target = hub.folder / name
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(outside / "secret.md" if name.endswith(".md") else outside)
    assert hub.build().faults() == [f"{name}:1:1 link-outside-site"]


def test_a_configuration_outside_the_site_is_an_error(site: Make, tmp_path: Path) -> None:
    """The configuration is a file of the site as any other."""
    hub = site("")
    (hub.folder / "config.yaml").rename(tmp_path / "config.yaml")
    (hub.folder / "config.yaml").symlink_to(tmp_path / "config.yaml")
    assert hub.build().faults() == ["config.yaml:1:1 link-outside-site"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("content/a/loop", ".."),
        ("content/loop", "loop"),
        ("content/loop", "nowhere"),
        ("content/loop.md", "nowhere.md"),
        ("content/loop", ".."),
    ],
)
def test_a_link_in_a_circle_or_to_nothing_is_an_error(site: Make, name: str, target: str) -> None:
    """Each build ends, and says which link is wrong."""
    hub = site(f"-- content/a/x.md --\n{A}")
    (hub.folder / name).symlink_to(target)
    faults = hub.build().faults()
    assert faults
    assert all(line.endswith(" unreadable-file") for line in faults)
    assert all(line.startswith(name) for line in faults)


# -- what is due ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "day", "there"),
    [
        ("date", "2026-11-20", True),
        ("date", "2026-11-21", True),
        ("date", "2026-11-21 23:59", True),
        ("date", "2026-11-21T23:59:00-11:00", True),
        ("date", "2026-11-22", False),
        ("date", "2026-11-22 00:00+14:00", False),
        ("expires", "2026-11-20", False),
        ("expires", "2026-11-20 23:59", False),
        ("expires", "2026-11-21", True),
        ("expires", "2026-11-22", True),
    ],
)
def test_first_and_last_days_are_inclusive(site: Make, key: str, day: str, *, there: bool) -> None:
    """An article is there from its date to its last day, by the day as written."""
    hub = site(f"-- content/a.md --\n{article(**{key: day})}").fine()
    assert inner(hub) == (["/a/"] if there else [])


def test_drafts_and_the_future_can_be_asked_for(site: Make) -> None:
    """`--drafts` and `--future` each add what they name, and nothing else."""
    hub = site(
        f"-- content/draft.md --\n{article(draft='true')}"
        f"-- content/future.md --\n{article(date='2026-11-22')}"
        f"-- content/both.md --\n{article(date='2026-11-22', draft='true')}"
        f"-- content/expired.md --\n{article(expires='2026-11-20')}"
    )
    assert inner(hub.fine()) == []
    assert inner(hub.fine(drafts=True)) == ["/draft/"]
    assert inner(hub.fine(future=True)) == ["/future/"]
    assert inner(hub.fine(drafts=True, future=True)) == ["/both/", "/draft/", "/future/"]


@pytest.mark.parametrize(
    "alias",
    ["/.plenum-manifest.json", "/.Plenum-manifest.json.tmp", "/a/.0123456789abcdef.plenum-tmp"],
)
def test_the_names_of_the_writer_cannot_be_had(site: Make, alias: str) -> None:
    """What the writer keeps in the output folder is no page, and no page may replace it."""
    hub = site(f"-- content/b.md --\n---\ntitle: B\ndescription: D.\naliases: {alias}\n---\n")
    assert hub.build().faults() == ["content/b.md:4:10 wrong-alias"]


def test_a_file_cannot_have_the_name_of_the_writer_s_list(site: Make) -> None:
    """On some file systems capitals make no other name."""
    hub = site("-- static/.Plenum-manifest.json --\nx").build()
    assert hub.faults() == ["static/.Plenum-manifest.json:1:1 url-collision"]


def test_a_file_with_a_backslash_in_its_name_is_an_error(site: Make) -> None:
    """On Windows it would be a file in a folder."""
    hub = site("-- static/..\\x.txt --\nx").build()
    assert hub.faults() == ["static/..\\x.txt:1:1 unreadable-file"]


RIVALS = """
-- content/a.md --
---
title: A
description: About A.
slug: ducts
related: [ducts]
---
[[ducts]] [x](b.md) [y](/ducts/) [[b]]

[x](b.md#here) [y](c.md#there)
-- content/b.md --
---
title: B
description: About B.
slug: ducts
---
[[ducts#here]]

## Here
-- content/c.md --
---
title: C
description: About C.
slug: ducts
related: [ducts, b.md]
---
## There
-- content/d.md --
--- D
[[ducts]] [x](/ducts/#here) [x](/ducts/#there)
"""


def test_one_slug_of_several_articles_is_told_once_at_each(site: Make) -> None:
    """Links to it are not called dead or ambiguous: its address is all that is wrong."""
    hub = site(RIVALS).build()
    assert hub.faults() == [f"content/{name}.md:4:7 url-collision" for name in "abc"]
    assert [d.message.partition("also ")[2] for d in hub.report.diagnostics] == [
        "claimed by content/b.md and content/c.md",
        "claimed by content/a.md and content/c.md",
        "claimed by content/a.md and content/b.md",
    ]


def test_what_no_article_with_one_slug_has_is_still_dead(site: Make) -> None:
    """Faults that have nothing to do with the collision are told in the same run."""
    hub = site(RIVALS)
    hub.write("content/d.md", "--- D\n[x](/ducts/#nowhere) [y](b.md#there)\n")
    assert hub.build().faults()[-2:] == [
        "content/d.md:5:5 dead-anchor",
        "content/d.md:5:26 dead-anchor",
    ]


def test_a_link_to_an_article_that_lost_its_address_is_not_dead(site: Make) -> None:
    """The build itself makes what stands at `/search/`."""
    hub = site("-- content/search.md --\n--- S\n-- content/a.md --\n--- A\n[x](/search/)\n")
    assert hub.build().faults() == ["content/search.md:1:1 url-collision"]


def test_two_front_pages_are_one_fault_each(site: Make) -> None:
    """Their anchors are not called dead either."""
    hub = site(
        "-- content/index.md --\n--- A\n## There\n-- content/_index.md --\n--- B\nx\n"
        "-- content/d.md --\n--- D\n[x](/#there) [y](/)\n"
    )
    assert hub.build().faults() == [
        "content/_index.md:1:1 url-collision",
        "content/index.md:1:1 url-collision",
    ]


def test_a_link_by_the_file_name_is_told_the_slug(site: Make) -> None:
    """`slug` replaces the name, and a link in double brackets goes by the slug."""
    hub = site(
        "-- content/a.md --\n--- A\n[[b]] [x](/b/)\n"
        "-- content/b.md --\n---\ntitle: B\ndescription: D.\nslug: ducts\n---\n"
    ).build()
    assert [d.hint for d in hub.report.diagnostics] == [
        "did you mean 'ducts'? That is the slug of content/b.md",
        "did you mean '/ducts/'?",
    ]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("[x](/old/)", "5:5"),
        ("[x](/old)", "5:5"),
        ("[x](/OLD/)", "5:5"),
        ("[x](old.md)", "5:5"),
        ("[[old]]", "5:3"),
        ("[[part/older]]", "5:3"),
        ("[x](https://hub.example/old/#x)", "5:5"),
    ],
)
def test_a_link_to_an_old_address_of_what_is_left_out(site: Make, link: str, found: str) -> None:
    """The article is there and says why it is not published: its address is not wrong."""
    draft = article(draft="true", aliases="[/old/, /part/older/, '#anchor']")
    hub = site(f"-- content/a.md --\n--- A\n{link}\n-- content/draft.md --\n{draft}").build()
    assert hub.faults() == [f"content/a.md:{found} link-to-unpublished"]
    assert "it is a draft" in hub.messages()


def test_an_old_address_of_what_is_left_out_that_is_in_use(site: Make) -> None:
    """What is published comes first."""
    draft = article(draft="true", aliases="[/b/, /c/]")
    hub = site(
        f"-- content/a.md --\n--- A\n[x](/b/) [x](b.md) [[b]] [x](/c/)\n-- content/b.md --\n{A}"
        f"-- content/draft.md --\n{draft}-- content/d.md --\n{article(aliases='[/c/]')}"
    ).build()
    assert hub.faults() == ["content/a.md:5:30 link-to-alias"]


def test_rivals_are_listed_up_to_a_few(site: Make) -> None:
    """However many there are, a message stays one that can be read."""
    numbers = range(30)
    hub = site(
        "-- content/a.md --\n--- A\n[[twin]] [x](fact:no) [x](term:zzzzzz)\n"
        + "".join(f"-- content/n{n:02}/twin.md --\n{article(question='Why?')}" for n in numbers)
        + "-- content/_data/facts.yaml --\n"
        + "".join(f"fact-{n:02}: {{value: 1, what: w}}\n" for n in numbers)
        + "-- content/_data/glossary.yaml --\n"
        + "".join(f"entry-{n:02}: {{term: Damper, short: S.}}\n" for n in numbers)
    ).build()
    told = hub.messages()
    few = "n00/twin, n01/twin, n02/twin, n03/twin, n04/twin and 25 more"
    assert f"several articles have the slug 'twin': {few}\n" in told
    assert "known: fact-00, fact-01, fact-02, fact-03, fact-04 and 25 more\n" in told
    assert "known: entry-00, entry-01, entry-02, entry-03, entry-04 and 25 more\n" in told
    assert (
        "'Damper' stands for the entries 'entry-01', 'entry-02', 'entry-03', 'entry-04', "
        "'entry-05' and 24 more too\n"
    ) in told
    assert (
        "also owned by content/n01/twin.md, content/n02/twin.md, content/n03/twin.md, "
        "content/n04/twin.md, content/n05/twin.md and 24 more\n"
    ) in told
    assert max(map(len, told.splitlines())) < 300
