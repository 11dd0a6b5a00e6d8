"""`new`: a title and a kind go in, a draft in `content/` that already builds comes out."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from plenum import lazy_re
from plenum.check.near_names import NearNames
from plenum.commands.asked import line_of, to_run, today_of
from plenum.commands.printing import FINE, NotWrittenError, UsageError
from plenum.commands.run import configuration
from plenum.config import BuildOptions
from plenum.folders import template_folders
from plenum.link.chrome import capital
from plenum.model.question import question_key
from plenum.model.site import Site
from plenum.model.url import article_url, slugify, url_key
from plenum.pipeline.steps import survey
from plenum.source import nearest_name
from plenum.source.yaml_text import yaml_text

_USUAL_KIND = "explainer"
# Hosts and file systems take 255 bytes; endings are put behind, also while a file is written.
_LONGEST_SLUG = 200
_LONGEST_OPTION = 60
_UNNAMED = ("TODO the first", "TODO the second")
_FRONT_MATTER = lazy_re.compile(r"(?s)\A---\n.*?^---$", re.MULTILINE)
# Who puts quotation marks around a placeholder means the same.
_PLACEHOLDER = lazy_re.compile(r"(?P<quote>[\"']?)\{\{ *(?P<name>\w+) *\}\}(?P=quote)")
_VERSUS = lazy_re.compile(r" (?:vs\.?|versus) ", re.IGNORECASE)
_PAUSE = lazy_re.compile("[:;?,]")
# Options are Markdown: what could be more than words is not taken over.
_MARKUP = lazy_re.compile(r"[\[\]<>{}*_`|~^=&\\]")


def run(arguments: Namespace) -> int:
    """Write a new article; print its path and what to do next."""
    today = today_of(arguments.today)
    config = configuration(arguments)
    site = config.site
    kinds = _kinds(site)
    is_asked = arguments.title is None
    if is_asked:
        _ask(arguments, kinds)
    title = line_of(arguments.title, "the title")
    question = line_of(arguments.question, "--question") or (title if title.endswith("?") else "")
    category = line_of(arguments.category, "--category")
    if not title:
        raise UsageError("the title is empty")
    kind = _kind(arguments.kind or _USUAL_KIND, kinds)
    path = _path(arguments.folder, _slug(arguments.slug, title))
    # Drafts and future articles have their questions and addresses already.
    known = survey(config, BuildOptions(site / "public", today, drafts=True, future=True)).site
    _refuse_taken(path, known)
    near = _near_category(category, known)
    if near and is_asked:
        category, near = _ask_category(category, near), None
    authors = list(known.data.authors)
    first, second = _options(title)
    values = {
        "title": title,
        "question": question,
        "category": category,
        "author": authors[0] if len(authors) == 1 else "",
        "today": today.isoformat(),
        "first": first,
        "second": second,
    }
    _write(site, path, _filled(kind, values))
    warnings = [*_rivals(title, question, known)]
    if near:
        warnings.append(f"there is no category '{category}' yet; did you mean '{near}'?")
    for warning in warnings:
        sys.stderr.write(f"warning: {warning}\n")
    sys.stderr.flush()
    sys.stdout.write(
        f"content/{path}: write what each TODO asks for, see it with"
        f" `{to_run('serve', arguments)}`,"
        " and take out the line `draft` to publish it\n"
    )
    return FINE


def _kinds(site: Path) -> dict[str, Path]:
    """Return the files of the kinds by their names, the site's own before the hub's."""
    folders = template_folders(site)
    return {file.stem: file for folder in folders[::-1] for file in folder.glob("kinds/*.md")}


def _kind(name: str, kinds: Mapping[str, Path]) -> Path:
    if name in kinds:
        return kinds[name]
    raise UsageError(f"--kind: {_no_kind(name, kinds)}")


def _no_kind(name: str, kinds: Collection[str]) -> str:
    near = nearest_name(name, kinds)
    hint = f" did you mean '{near}'?" if near else ""
    return f"there is no kind '{name}';{hint} there are: {_named(kinds)}"


def _named(kinds: Iterable[str]) -> str:
    return ", ".join(sorted(kinds))


def _ask(arguments: Namespace, kinds: Mapping[str, Path]) -> None:
    """Ask on the terminal for what was not given."""
    if not sys.stdin.isatty():
        raise UsageError('new: give a title, as in: new "Heat pump vs furnace"')
    if arguments.kind:
        _kind(arguments.kind, kinds)
    while not arguments.title:
        arguments.title = _answer("Title: ")
    arguments.kind = arguments.kind or _ask_kind(kinds)
    arguments.question = arguments.question or _answer("Question that it answers: ")
    arguments.category = arguments.category or _answer("Category: ")


def _ask_kind(kinds: Mapping[str, Path]) -> str:
    """Ask until the answer is a kind; empty for the usual one."""
    while True:
        name = _answer(f"Kind ({_named(kinds)}) [{_USUAL_KIND}]: ")
        if not name or name in kinds:
            return name
        sys.stdout.write(f"{_no_kind(name, kinds)}\n")


def _ask_category(category: str, near: str) -> str:
    """Ask which of the two is meant: the one that is in use, unless it is denied."""
    question = f"There is no category '{category}' yet. Did you mean '{near}'? [yes] "
    return category if _answer(question).lower() in {"n", "no"} else near


def _answer(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        raise UsageError("new: the input ended before all was asked") from None


def _slug(asked: str | None, title: str) -> str:
    """Return the name of the file without its ending: as asked, else made from the title."""
    slug = slugify(title) if asked is None else asked
    if asked is not None and (not asked or slugify(asked) != asked):
        instead = slugify(line_of(asked, "--slug")) or "heat-pump-or-furnace"
        raise UsageError(f"--slug: '{asked}' cannot be an address; write it as in '{instead}'")
    if not slug:
        raise UsageError("the title has neither letter nor digit for an address: give a --slug")
    if asked is None and slug == "index":
        raise UsageError("'index' is the page of a folder: give another --slug")
    if len(slug.encode()) > _LONGEST_SLUG:
        raise UsageError(f"the address is longer than {_LONGEST_SLUG} bytes: give a shorter --slug")
    return slug


def _path(folder: str | None, slug: str) -> str:
    """Return the article's path below `content/`; the folder must be one that is published."""
    folder = (folder or "").removesuffix("/")
    line_of(folder, "--folder")
    parts = folder.split("/") if folder else []
    if any(not slugify(part) or part[0] in "._" or not part.isprintable() for part in parts):
        raise UsageError(f"--folder: '{folder}' is not a folder below content/ such as costs/ducts")
    if "\\" in folder:
        raise UsageError(f"--folder: write '{folder}' with / between folders, as in costs/ducts")
    return "/".join([*parts, f"{slug}.md"])


def _options(title: str) -> tuple[str, str]:
    """Return what a title compares, where it says so in the usual way."""
    before, *after = _VERSUS.split(title)
    if len(after) != 1:
        return _UNNAMED
    first, second = _PAUSE.split(before)[-1].strip(), _PAUSE.split(after[0])[0].strip()
    plain = all(0 < len(each) <= _LONGEST_OPTION for each in (first, second))
    plain = plain and not _MARKUP.search(first + second)
    alike = question_key(first) == question_key(second)
    return (_as_label(first), _as_label(second)) if plain and not alike else _UNNAMED


def _as_label(name: str) -> str:
    """Return a name with a capital in front; one of small and capital letters is its own."""
    return capital(name) if name.split(maxsplit=1)[0].islower() else name


def _filled(kind: Path, values: Mapping[str, str]) -> str:
    """Fill in a kind's front matter; a line that asks for what was not given is left out.

    The text below it stays as it is: what a title may hold could be Markdown there.
    """
    try:
        text = kind.read_text("utf-8").removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise NotWrittenError(f"templates/kinds/{kind.name} cannot be read: {error}") from None
    front = _FRONT_MATTER.match(text)
    if front is None:
        raise NotWrittenError(
            f"templates/kinds/{kind.name} has no front matter between two lines ---"
        )
    lines = []
    for number, line in enumerate(front[0].split("\n"), start=1):
        names = [match["name"] for match in _PLACEHOLDER.finditer(line)]
        if unknown := [name for name in names if name not in values]:
            place = f"templates/kinds/{kind.name}:{number}"
            raise NotWrittenError(
                f"{place}: there is no '{unknown[0]}'; there are: {_named(values)}"
            )
        if all(values[name] for name in names):
            lines.append(_PLACEHOLDER.sub(lambda match: yaml_text(values[match["name"]]), line))
    return "\n".join(lines) + text[front.end() :]


def _refuse_taken(path: str, known: Site) -> None:
    """Refuse an address that another page has already."""
    url = article_url(path)
    if url in known.aliases:
        target = known.aliases[url].target
        raise NotWrittenError(
            f"the address {url} leads to {target} by an alias: give another --slug"
        )
    for article in known.by_path.values():
        if url_key(article.url) == url_key(url):
            raise NotWrittenError(
                f"{article.source_path} has the address {url}: give another --slug"
            )
    # The list of a folder's articles gives way to an article.
    listings = {section.url for section in known.sections}
    if url in known.addresses - listings:
        raise NotWrittenError(f"the address {url} is that of another page: give another --slug")


def _write(site: Path, path: str, text: str) -> None:
    """Write a file that does not exist yet, in `content/` itself and through no link out of it."""
    target = site / "content" / path
    content = Path(os.path.realpath(site / "content"))
    inside = Path(os.path.realpath(target.parent)).is_relative_to(content)
    if not (inside and content.is_relative_to(site)):
        raise NotWrittenError(f"content/{path} would lie elsewhere: a link leads out of content/")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NotWrittenError(f"content/{path} exists already: give another --slug") from None
    except OSError as error:
        raise NotWrittenError(f"content/{path}: {error.strerror or error}") from None


def _rivals(title: str, question: str, known: Site) -> Iterator[str]:
    """Say which articles answer the question or have the title already."""
    title_key, key = question_key(title), question_key(question)
    for article in sorted(known.by_path.values(), key=lambda article: article.path):
        if key and question_key(article.meta.question or "") == key:
            yield f"{article.source_path} answers this question already: one question, one page"
        elif title_key and question_key(article.meta.title) == title_key:
            yield f"{article.source_path} has this title already: readers must tell them apart"


def _near_category(category: str, known: Site) -> str | None:
    """Return the category that was meant where a new one is spelled nearly so."""
    terms = sorted(known.categories.values(), key=lambda term: -len(term.articles))
    if not category or slugify(category) in {slugify(term.name) for term in terms}:
        return None
    near = NearNames(term.name for term in terms).nearest(category)
    return near.name if near else None
