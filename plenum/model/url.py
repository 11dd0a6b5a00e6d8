"""Addresses: how a path becomes a URL, and how a URL becomes a file."""

import posixpath
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from plenum import lazy_re

_SAFE = "/-._~!$&'()*+,;=:@"
"""What RFC 3986 lets stand in a path, beside letters and digits."""
_PLAIN = lazy_re.compile(r"[A-Za-z0-9/_.-]*")
_SEPARATORS = lazy_re.compile(r"[\W_]+")


# A site says the same names over and over.
@lru_cache(maxsize=1 << 12)
def slugify(text: str) -> str:
    """Return `text` as part of a URL.

    Lower case, Unicode form C, letters and digits of any script (with their combining
    marks) kept, everything else one hyphen; empty where nothing is left.
    """
    text = unicodedata.normalize("NFC", text).lower()
    if text.isascii():
        return _SEPARATORS.sub("-", text).strip("-")
    kept = (
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else "-"
        for character in text
    )
    return re.sub("-+", "-", unicodedata.normalize("NFC", "".join(kept))).strip("-")


def article_url(path: str, slug: str | None = None) -> str:
    """Return the URL of the article at `path` below `content/`, which may give its own slug."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    parts = [slugify(part) for part in folder.split("/") if part]
    if stem.lower() not in {"index", "_index"}:
        parts.append(slugify(stem))
    if slug is not None and parts:
        parts[-1] = slug
    return folder_url(parts)


def folder_url(parts: list[str]) -> str:
    """Return the URL that ends with a slash for the given parts."""
    return "/" + "".join(f"{part}/" for part in parts)


def output_path(url: str) -> str:
    """Return the file, below the output folder, that a host serves for `url`."""
    path = url.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def url_key(url: str) -> str:
    """Return the form in which two URLs that a file system may confuse are equal."""
    return unicodedata.normalize("NFC", url).casefold()


def encode_path(path: str) -> str:
    """Percent-encode a path as typed or as a file is named; a `%` in it is encoded too."""
    if _PLAIN.fullmatch(path):
        # As nearly all are, and each of them is asked for on many pages.
        return path
    return quote(path, safe=_SAFE)


def encode_href(href: str) -> str:
    """Percent-encode what a URL may not hold, and leave what is encoded already."""
    return quote(href, safe=f"{_SAFE}%#?[]")


def join_path(folder: str, target: str) -> str | None:
    """Resolve `target` against `folder`; None where it climbs out of the root."""
    joined = posixpath.normpath(posixpath.join("/", folder, target))
    depth = 0
    for part in f"{folder}/{target}".split("/"):
        depth += -1 if part == ".." else part not in {"", "."}
        if depth < 0:
            return None
    return joined.lstrip("/")
