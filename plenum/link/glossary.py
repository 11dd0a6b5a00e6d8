"""Running text goes in, with the first mention of each glossary entry as a link it comes out."""

import re
from collections.abc import Mapping
from html import escape, unescape

from plenum.model.data import GlossaryEntry


class GlossaryIndex:
    """All forms of all entries as one pattern, made once a site."""

    def __init__(self, glossary: Mapping[str, GlossaryEntry], glossary_href: str) -> None:
        """Prepare the pattern; the longest form wins."""
        self.href = glossary_href
        self.entries: dict[str, GlossaryEntry] = {}
        for entry in glossary.values():
            for form in (entry.term, *entry.forms):
                if _key(form).strip():
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

    def see(self, entry_id: str) -> None:
        """Note a mention that the editor has linked."""
        self._seen.add(entry_id)

    def link(self, html: str) -> str:
        """Return running text (HTML without tags) with a link at each entry's first mention."""
        if self._index.pattern is None:
            return html
        # An entry is a word of the text, not of its HTML: `&amp;` holds no `amp`.
        text = unescape(html)
        pieces: list[str] = []
        position = 0
        for match in self._index.pattern.finditer(text):
            entry = self._first(match[0])
            if entry is not None:
                pieces += [_escape(text[position : match.start()]), self._link(entry, match[0])]
                position = match.end()
        return "".join([*pieces, _escape(text[position:])]) if pieces else html

    def _first(self, words: str) -> GlossaryEntry | None:
        """Return the entry that is mentioned here first."""
        found = _key(words)
        entry = self._index.entries.get(found) or self._index.entries.get(found.removesuffix("s"))
        if entry is None or entry.id in self._seen:
            return None
        self._seen.add(entry.id)
        return entry

    def _link(self, entry: GlossaryEntry, words: str) -> str:
        href = escape(f"{self._index.href}#{entry.id}")
        return f'<a class="term" href="{href}" title="{escape(entry.short)}">{_escape(words)}</a>'


def _escape(text: str) -> str:
    return escape(text, quote=False)


def _key(form: str) -> str:
    return re.sub(r"[\s-]+", " ", form.casefold())


def _loose(form: str) -> str:
    """Let a space in the form be a space or a hyphen in the text."""
    return r"[\s\u00a0-]".join(map(re.escape, form.split(" ")))
