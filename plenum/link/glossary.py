"""Running text goes in, with the first mention of each glossary entry as a link it comes out."""

import re
from collections.abc import Mapping
from html import escape

from plenum.model.data import GlossaryEntry


class GlossaryIndex:
    """All forms of all entries as one pattern, made once a site."""

    def __init__(self, glossary: Mapping[str, GlossaryEntry], glossary_href: str) -> None:
        """Prepare the pattern; the longest form wins."""
        self.href = glossary_href
        self.entries: dict[str, GlossaryEntry] = {}
        for entry in glossary.values():
            for form in (entry.term, *entry.forms):
                self.entries.setdefault(_key(form), entry)
        forms = sorted(self.entries, key=lambda form: (-len(form), form))
        self.pattern = (
            re.compile(rf"(?<![\w-])(?:{'|'.join(map(_loose, forms))})s?(?![\w-])", re.IGNORECASE)
            if forms
            else None
        )


class Mentions:
    """Links first mentions within one page."""

    def __init__(self, index: GlossaryIndex) -> None:
        """Begin a page on which nothing has been mentioned."""
        self._index = index
        self._seen: set[str] = set()

    def link(self, html: str) -> str:
        """Return running text with a link at each entry's first mention."""
        if self._index.pattern is None:
            return html
        return self._index.pattern.sub(self._replace, html)

    def _replace(self, match: re.Match[str]) -> str:
        found = _key(match[0])
        entry = self._index.entries.get(found) or self._index.entries.get(found.removesuffix("s"))
        if entry is None or entry.id in self._seen:
            return match[0]
        self._seen.add(entry.id)
        title = escape(entry.short)
        href = f"{self._index.href}#{entry.id}"
        return f'<a class="term" href="{href}" title="{title}">{match[0]}</a>'


def _key(form: str) -> str:
    return re.sub(r"[\s-]+", " ", form.casefold())


def _loose(form: str) -> str:
    """Let a space in the form be a space or a hyphen in the text."""
    return r"[\s\u00a0-]".join(re.escape(escape(word)) for word in form.split(" "))
