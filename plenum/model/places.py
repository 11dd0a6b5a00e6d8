"""A fragment goes in, its source without all that is not running text comes out.

Words that a rule finds in converted text are looked up there once there is a fault to report:
nothing is kept for it.
"""

import re
from collections.abc import Iterable

from plenum import lazy_re
from plenum.diagnostics import Span
from plenum.model.fragment import Fragment
from plenum.source import blanked

# Each alternative ends at what could begin it anew, or at the text's end: no input takes long.
_FENCE = r"^[ \t>]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t>]*(?P=fence)|\Z)"
_CODE = r"<!--.*?(?:-->|\Z)|`[^`\n]*`"
_TARGET = r"\]\([^()\n]*\)"
_TAG_OR_ADDRESS = r"<[^<>\n]*>|https?://[^\s()<>]+"
_NO_PROSE = lazy_re.compile(
    rf"{_FENCE}"
    r"|^[ \t]*>[ \t>]*"
    rf"|{_CODE}"
    r"|^[ ]{0,3}#[^\n]*$"
    r"|^\*\[[^\[\]\n]+\]:[^\n]*$"
    r"|\[\[[^\[\]\n]*\]\]"
    r"|\[[^\[\]\n]*\](?=\()"
    rf"|{_TARGET}"
    r"|<a\b[^<>\n]*>[^<]*"
    rf"|{_TAG_OR_ADDRESS}",
    re.MULTILINE | re.DOTALL,
)
_NOT_READ = lazy_re.compile(
    rf"{_FENCE}|{_CODE}|{_TARGET}"
    r"|^[ ]{0,3}\[[^\[\]\n]+\]:[^\n]*$"
    rf"|{_TAG_OR_ADDRESS}",
    re.MULTILINE | re.DOTALL,
)


def prose_of(fragment: Fragment) -> str:
    """Return the source of a fragment, of equal length, with spaces for what holds no mention.

    Links, headings, code and HTML are left out, as they are where words are linked.
    """
    return _NO_PROSE.sub(lambda match: blanked(match[0]), source_of(fragment))


def read_text_of(fragment: Fragment) -> str:
    """Return the source of a fragment, of equal length, with spaces for what nobody reads.

    Links and headings are read, code, addresses and HTML's tags are not.
    """
    return _NOT_READ.sub(lambda match: blanked(match[0]), bare_source_of(fragment))


def span_of(fragment: Fragment, start: int, end: int) -> Span:
    """Return the place of a piece of the text that `prose_of` gives."""
    text = source_of(fragment)
    line, column = _position(fragment.span, text, start)
    return Span(fragment.span.path, line, column, *_position(fragment.span, text, end))


def source_of(fragment: Fragment) -> str:
    """Return a fragment as it stands in the source."""
    return fragment.typed or fragment.text


def bare_source_of(fragment: Fragment) -> str:
    """Return a fragment as it stands in the source, with spaces for the quotation marks of YAML.

    Else all of a text between them would be a quotation.
    """
    typed = fragment.typed
    if typed[:1] in {'"', "'"} and typed[-1:] == typed[:1]:
        return f" {typed[1:-1]} "
    return typed or fragment.text


def with_sources(fragments: Iterable[Fragment]) -> tuple[list[Fragment], list[str]]:
    """Return the fragments that have a text of their own, and these texts, to seek words in."""
    texts = [(fragment, bare_source_of(fragment)) for fragment in fragments]
    found = [(fragment, source) for fragment, source in texts if source]
    return [fragment for fragment, _ in found], [source for _, source in found]


def _position(begin: Span, text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset in a text that stands at `begin`."""
    lines = text.count("\n", 0, offset)
    if not lines:
        return begin.line, begin.column + offset
    return begin.line + lines, offset - text.rfind("\n", 0, offset)
