"""What the site's search finds, and what editors expect it to find."""

from typing import Literal

from msgspec import Struct

from plenum.source import Located

SearchKind = Literal["article", "answer", "term"]


class SearchRecord(Struct, frozen=True):
    """One thing to be found: an article, an answer of an FAQ or an entry of the glossary.

    `href` is where it leads. `text` is plain text, from which excerpts are cut. `also` are other
    spellings of what stands in it: they are searched and never shown, like the `keywords` of an
    article. `within` is the title of an answer's article; empty for the others.
    """

    href: str
    kind: SearchKind
    title: str
    text: str
    also: str = ""
    within: str = ""
    keywords: str = ""


class SearchTest(Struct, frozen=True):
    """A reader's query with the address that must be among its `first` results."""

    query: str
    expects: Located[str]
    first: int
