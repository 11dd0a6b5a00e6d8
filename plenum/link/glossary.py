"""Running text goes in, with the first mention of each glossary entry as a link it comes out."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import escape, unescape

from msgspec import Struct

from plenum.diagnostics import Diagnostic, Span, fault
from plenum.model.data import GlossaryEntry
from plenum.model.forms import fold, form_key, joined, lowered, spellings
from plenum.model.fragment import Fragment, Prose
from plenum.model.page import Definition
from plenum.model.phrases import Spaced, goes_on, phrase_finder
from plenum.model.places import prose_of, span_of

# Stands between texts that are searched together: no form goes over it.
_BETWEEN = "\x1f"


class _Meaning(Struct, frozen=True):
    """What a form stands for: an entry, or the ones whose `not` forbids it in their place."""

    entries: tuple[GlossaryEntry, ...]
    wrong: bool = False


Found = tuple[int, int, _Meaning]
"""A form in a text: where it starts, where it ends, and what it stands for."""


class GlossaryIndex:
    """All forms of all entries, by the word that they begin with; made once a site."""

    def __init__(self, glossary: Mapping[str, GlossaryEntry], href: str, url: str) -> None:
        """Prepare the search for all forms, and for those that stand for nothing.

        `href` and `url` are those of the glossary's page.
        """
        self.glossary = glossary
        self._href, self._url = href, url
        self.definitions = {entry.id: _definition(entry, href, url) for entry in glossary.values()}
        self.openings = {
            definition.id: f'<a class="term" href="{escape(definition.href)}">'
            for definition in self.definitions.values()
        }
        self.buttons = {id_: _button(each) for id_, each in self.definitions.items()}
        # As in a text: capitals for what is written in capitals only, else folded.
        self._meanings: dict[str, _Meaning] = {}
        forms = [(f, e) for e in glossary.values() for f in (e.term, *e.forms) if form_key(f)]
        for form, entry in forms:
            self._meanings.setdefault(form_key(form), _Meaning((entry,)))
        for form, entry in forms:
            for spelling in spellings(form):
                self._meanings.setdefault(spelling, _Meaning((entry,)))
        self._forbid()
        # Without capitals, each once; in an order of its own, which the search tells forms by.
        self._forms = tuple(dict.fromkeys(map(fold, self._meanings)))

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return bool(self._forms)

    @cached_property
    def _places(self) -> Callable[[str], Iterable[tuple[int, int, int]]]:
        return phrase_finder(self._forms)

    def __reduce__(self) -> tuple[type["GlossaryIndex"], tuple[object, ...]]:
        """Be made anew in another process."""
        return type(self), (self.glossary, self._href, self._url)

    def entry_of(self, word: str) -> GlossaryEntry | None:
        """Return the entry that has this id or form, in whatever capitals."""
        if word in self.glossary:
            return self.glossary[word]
        for key in map(form_key, (word, word.lower(), word.upper())):
            meaning = self._meanings.get(key)
            if meaning and not meaning.wrong:
                return meaning.entries[0]
        return None

    def _forbid(self) -> None:
        """Note the words of `not` that are no entries of their own."""
        wrong: dict[str, list[GlossaryEntry]] = {}
        for entry in self.glossary.values():
            for word in filter(form_key, entry.not_forms):
                if self.entry_of(word) is None:
                    for spelling in spellings(word):
                        wrong.setdefault(spelling, []).append(entry)
        for spelling, entries in wrong.items():
            self._meanings.setdefault(spelling, _Meaning(tuple(entries), wrong=True))

    def find(self, texts: Iterable[str]) -> dict[str, list[Found]]:
        """Return the forms in each text (HTML without tags) that has any.

        Places are those in the text without entities. All texts are searched at once.
        """
        plain = {html: unescape(html) if "&" in html else html for html in texts}
        result: dict[str, list[Found]] = {}
        parts = iter(plain.items())
        html, begin, end = "", 0, -len(_BETWEEN)
        for start, stop, meaning in self.search(_BETWEEN.join(plain.values())):
            while start >= end:
                html, text = next(parts)
                begin = end + len(_BETWEEN)
                end = begin + len(text)
            result.setdefault(html, []).append((start - begin, stop - begin, meaning))
        return result

    def search(self, text: str) -> Iterator[Found]:
        """Yield the forms in a text in order; of those that overlap the first, then the longest."""
        if not self:
            return
        spaced = Spaced(text)
        plain = joined(spaced.text)
        found: list[Found] = []
        for number, start, end in self._places(lowered(plain)):
            if goes_on(spaced.text[end : end + 1]) or goes_on(spaced.text[start - 1 : start]):
                continue
            written, form = plain[start:end], self._forms[number]
            meaning = self._meanings.get(written) or self._meanings.get(form)
            if meaning:
                found.append((start, end, meaning))
        reached = 0
        for start, end, meaning in sorted(found, key=_first_then_longest):
            if start >= reached:
                yield spaced.before(start), spaced.before(end - 1) + 1, meaning
                reached = end


def _first_then_longest(found: Found) -> tuple[int, int]:
    start, end, _ = found
    return start, -end


class Mentions:
    """The glossary entries in one article, and the links at their first mentions."""

    def __init__(self, index: GlossaryIndex, fragments: Iterable[Fragment]) -> None:
        """Search all of the article's texts; none has been read yet."""
        self._index = index
        self._fragments = tuple(fragments)
        self._found = index.find(
            part.text
            for fragment in self._fragments
            for part in fragment.parts
            if isinstance(part, Prose)
        )
        self._explained: set[str] = set()
        # A set in the order of its making.
        self._named: dict[str, None] = {}

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The entries to which the article leads, in the order of their first mentions."""
        return tuple(self._index.definitions[entry_id] for entry_id in self._named)

    def note(self, entry_id: str) -> None:
        """Note that the article leads to an entry."""
        self._named[entry_id] = None

    def explain(self, entry_id: str) -> str:
        """Return what follows an entry's first link: the way to its definition; then nothing."""
        if entry_id in self._explained:
            return ""
        self._explained.add(entry_id)
        return self._index.buttons[entry_id]

    def link(self, html: str) -> str:
        """Return running text (HTML without tags) with a link at each entry's first mention."""
        found = self._found.get(html)
        if found is None:
            return html
        # An entry is a word of the text, not of its HTML: `&amp;` holds no `amp`.
        text, back = (unescape(html), _escape) if "&" in html else (html, str)
        pieces: list[str] = []
        position = 0
        for start, end, meaning in found:
            entry = meaning.entries[0]
            if not meaning.wrong and entry.id not in self._explained:
                pieces.append(back(text[position:start]))
                pieces.append(self._link(entry.id, back(text[start:end])))
                position = end
        return "".join([*pieces, back(text[position:])]) if pieces else html

    def _link(self, entry_id: str, html: str) -> str:
        self.note(entry_id)
        return f"{self._index.openings[entry_id]}{html}</a>{self.explain(entry_id)}"

    def wrong_terms(self) -> Iterator[Diagnostic]:
        """Yield a fault for each word that stands where an entry is meant."""
        # Of a body and the answers in it there is one source.
        by_source: defaultdict[Span, list[Fragment]] = defaultdict(list)
        if any(meaning.wrong for found in self._found.values() for _, _, meaning in found):
            for fragment in self._fragments:
                by_source[fragment.span].append(fragment)
        for fragments in by_source.values():
            wrong = [found for fragment in fragments for found in self._wrong_in(fragment)]
            if wrong:
                yield from self._at_their_places(wrong, fragments[0])

    def _wrong_in(self, fragment: Fragment) -> Iterator[tuple[str, _Meaning]]:
        """Yield the wrong words of a fragment, as written, each with what it stands for."""
        for text in (part.text for part in fragment.parts if isinstance(part, Prose)):
            for start, end, meaning in self._found.get(text, ()):
                if meaning.wrong:
                    yield " ".join(unescape(text)[start:end].split()), meaning

    def _at_their_places(
        self, wrong: Iterable[tuple[str, _Meaning]], fragment: Fragment
    ) -> Iterator[Diagnostic]:
        """Find the words again in the source, in the same order."""
        source = prose_of(fragment)
        places: defaultdict[str, deque[Span]] = defaultdict(deque)
        for start, end, _ in self._index.search(source):
            words = " ".join(source[start:end].split())
            places[words].append(span_of(fragment, start, end))
        for words, meaning in wrong:
            spans = places[words] or deque([fragment.span])
            span = spans.popleft() if len(spans) > 1 else spans[0]
            terms = " or ".join(f"'{entry.term}'" for entry in meaning.entries)
            yield fault("wrong-term", span, word=words, term=terms)


def _definition(entry: GlossaryEntry, href: str, url: str) -> Definition:
    # No heading has an anchor with two hyphens together.
    anchor, place = f"term--{entry.id}", f"#{entry.id}"
    return Definition(entry.id, anchor, entry.term, entry.short, f"{href}{place}", f"{url}{place}")


def _button(definition: Definition) -> str:
    """Return the button that shows a definition, which stands at the page's end.

    What it shows comes from the style sheet, so that the sentence around it reads on in feeds,
    copies and reading views. Browsers open the definition by themselves: no script is needed.
    """
    return (
        f'<button class="explain" type="button" popovertarget="{escape(definition.anchor)}"'
        f' aria-label="Explain {escape(definition.term)}"></button>'
    )


def _escape(text: str) -> str:
    return escape(text, quote=False)
