"""Where the front matter of an article begins and ends, and what was to end it."""

import re
from collections.abc import Iterable

from msgspec import Struct

from plenum import lazy_re
from plenum.diagnostics import Diagnostic, fault
from plenum.source.file import SourceFile

_OPENING = lazy_re.compile(r"\s*?(---)(?:[ \t]+#[^\n]*|[ \t]*)(?:\n|\Z)")
_CLOSING = lazy_re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# What was to be a line of three hyphens: too few or too many, dashes, indented, other signs.
_NEARLY = lazy_re.compile(
    r"^(?:[ \t]+(?=---[ \t]*$))?"
    r"(?P<typed>-{2,}|[\u2010-\u2015\u2212][\u2010-\u2015\u2212-]*|-[\u2010-\u2015\u2212-]+|- - -"
    r"|\*{3,}|_{3,}|={3,}|~{3,})"
    r"[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_TOML_END = lazy_re.compile(r"\A\s*\+\+\+.*?^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON_END = lazy_re.compile(r"^[ \t]*\}[ \t]*(?:\n[ \t]*(?=\n)|\Z)", re.MULTILINE)
_BELONGS = lazy_re.compile(r"[ \t]*(?:#|-(?:[ \t]|$)|\Z)|[ \t]+\S|[\]}]")
_KEY_LINE = lazy_re.compile(r"[\w\"'-]+[ \t]*:(?:[ \t]|$)")


class Parts(Struct, frozen=True):
    """Character offsets: the opening `---`, the YAML, and the body up to the file's end."""

    opening: int
    yaml_start: int
    yaml_end: int
    body_start: int


def split_front_matter(
    source: SourceFile, keys: Iterable[str] = ()
) -> tuple[Parts | None, list[Diagnostic]]:
    """Find the `---` lines; None, with a fault, where the file begins with no front matter.

    Where such a line is missing, it is taken to be where an editor would see it. A `---` that
    is followed by one of the `keys` ends nothing: the YAML then holds that line, too.
    """
    text = source.text
    known = re.compile(
        rf"\n*(?:{'|'.join(map(re.escape, keys)) or '(?!)'}):(?:[ \t]|$)", re.MULTILINE
    )
    opening = _OPENING.match(text)
    faults = []
    start, place = opening.end() if opening else 0, opening.start(1) if opening else 0
    if opening is None:
        faults.append(fault(_missing(text), source.span(0, 0)))
        nearly = _NEARLY.match(text)
        start = nearly.end() if nearly else 0
        if not known.match(text, start):
            return None, faults
    ends = _ends(text, start, known)
    if ends is None:
        end, body, told = _unclosed(source, place, start, known)
        return Parts(place, start, end, body), [*faults, told]
    return Parts(place, start, *ends), faults


def _ends(text: str, start: int, known: re.Pattern[str]) -> tuple[int, int] | None:
    """Return where the YAML ends and the body begins, None where no line `---` says so."""
    closing = _CLOSING.search(text, start)
    if closing is None:
        return None
    nearly = _NEARLY.search(text, start, closing.start())
    # Further in, it may well be a rule within a text.
    margin = nearly is not None and nearly.start("typed") - nearly.start() <= 1
    if nearly and margin and nearly.start() <= _end_of_keys(text, start, known):
        return None
    end, body = closing.span()
    while known.match(text, body):
        # More keys follow, up to the next such line or to the text.
        end = _end_of_keys(text, body, known)
        closing = _CLOSING.match(text, end)
        if closing is None:
            return end, end
        body = closing.end()
    return end, body


def _end_of_keys(text: str, start: int, known: re.Pattern[str]) -> int:
    """Return where lines that look like keys and values end, from `start` on."""
    offset = start
    blank = False
    while offset < len(text):
        line_end = text.find("\n", offset)
        line_end = len(text) if line_end < 0 else line_end
        line = text[offset:line_end]
        if known.match(line):
            blank = False
        elif not line.strip():
            blank = True
        elif _CLOSING.match(line) or (line[0] not in " \t" and (blank or not _belongs(line))):
            break
        offset = line_end + 1
    return min(offset, len(text))


def _belongs(line: str) -> bool:
    return _BELONGS.match(line) is not None or _KEY_LINE.match(line) is not None


def _unclosed(
    source: SourceFile, opening: int, start: int, known: re.Pattern[str]
) -> tuple[int, int, Diagnostic]:
    """Return the likely ends, and the fault at the line that was to be `---` if there is one."""
    text = source.text
    end = body = _end_of_keys(text, start, known)
    nearly = _NEARLY.search(text, start)
    if nearly and nearly.start() <= end:
        end, body = nearly.span()
        typed = nearly["typed"]
        span = source.span(*nearly.span("typed"))
        problem = f"'{typed}' does not end the front matter"
        advice = "write three hyphens, and nothing else, on this line: ---"
        if typed == "---":
            problem = "the line '---' that ends the front matter begins with a space"
            advice = "delete the space before it"
    else:
        span = source.span(opening, opening + 3)
        problem = "the front matter that begins here has no closing line '---'"
        advice = "put a line '---' between the front matter and the text"
    return end, body, fault("unclosed-front-matter", span, problem=problem, advice=advice)


def end_of_foreign(text: str) -> int:
    """Return where the text begins below what another program takes for front matter.

    That is the whole text, unless it begins with TOML or JSON.
    """
    kind = _missing(text)
    if kind == "missing-front-matter":
        return 0
    end = (_TOML_END if kind == "toml-front-matter" else _JSON_END).search(text)
    return end.end() if end else len(text)


def _missing(text: str) -> str:
    start = text.lstrip()
    if start.startswith("+++"):
        return "toml-front-matter"
    if start.startswith("{"):
        return "json-front-matter"
    return "missing-front-matter"
