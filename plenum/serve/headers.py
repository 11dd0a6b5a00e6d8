"""The site's `_headers` and `_redirects` go in, what the preview answers by them comes out.

Both have the form that Netlify and Cloudflare read; of it, what the build writes is known here.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from plenum import lazy_re

_FETCHES = ("script-src", "connect-src")
_META_POLICY = lazy_re.compile(
    r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE
)


class HeaderRule(Struct, frozen=True):
    """Headers of all addresses that match."""

    pattern: re.Pattern[str]
    headers: tuple[tuple[str, str], ...]


class Redirect(Struct, frozen=True):
    """Where an old address leads, and by which status."""

    target: str
    status: int


def read_headers(file: Path) -> tuple[HeaderRule, ...]:
    """Return the rules of a `_headers` file; none where there is no file."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in _lines(file):
        if not line[0].isspace():
            rules.append((line.strip(), []))
        elif rules and ":" in line:
            name, _, value = line.partition(":")
            rules[-1][1].append((name.strip(), value.strip()))
    return tuple(HeaderRule(_pattern(path), tuple(pairs)) for path, pairs in rules)


def headers_for(rules: Iterable[HeaderRule], path: str) -> dict[str, str]:
    """Return the headers of an address; as hosts do it, values of one header are joined."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.pattern.fullmatch(path):
            for name, value in rule.headers:
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def read_redirects(file: Path) -> dict[str, Redirect]:
    """Return the rules of a `_redirects` file by their old addresses, decoded."""
    rules: dict[str, Redirect] = {}
    for line in _lines(file):
        old, target, *status = line.split()[:3]
        number = status[0] if status else ""
        rules[unquote(old)] = Redirect(
            target, int(number) if number.isdecimal() else HTTPStatus.MOVED_PERMANENTLY
        )
    return rules


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text("utf-8")
    except OSError:
        return []
    return [line for line in text.splitlines() if len(line.split()) > 1 or line.startswith("/")]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path).replace(r"\*", ".*"), re.DOTALL)


def policy_with_preview(policy: str, host: str) -> str:
    """Return a security policy that also lets the preview's script run and ask the preview.

    Nothing else is added: what the published policy forbids in a page is forbidden here.
    """
    sources = {
        "script-src": f"http://{host}/_plenum/preview.js",
        # Not all browsers count a socket to the page's own host as 'self'.
        "connect-src": f"http://{host} ws://{host}/_plenum/livereload",
    }
    directives = [text.split() for text in policy.split(";") if text.strip()]
    given = {words[0].lower(): words[1:] for words in directives}
    default = given.get("default-src")
    for name in _FETCHES:
        allowed = given.get(name, default)
        # What no directive names is allowed already.
        if allowed is not None:
            kept = [word for word in allowed if word.lower() != "'none'"]
            given[name] = [*kept, *sources[name].split()]
    return "; ".join(" ".join((name, *words)) for name, words in given.items())


def page_with_preview(html: str, host: str) -> str:
    """Return a page whose own policies, in `<meta>` elements, let the preview's script run."""
    return _META_POLICY.sub(
        lambda found: found[1] + policy_with_preview(found[2], host) + found[3], html
    )
