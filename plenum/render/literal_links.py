"""Templates go in, the addresses that their authors wrote into them by hand come out."""

import re
from collections.abc import Iterator
from html import unescape

from plenum import lazy_re
from plenum.diagnostics import Span
from plenum.model.graph import LiteralLink
from plenum.render.style import read_folder
from plenum.render.template_fault import TemplateFolders
from plenum.source import blanked

_COMMENT = lazy_re.compile(r"\{#.*?(?:#\}|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = lazy_re.compile(
    r"""\s(?:href|src|action|poster)\s*=\s*(?P<quote>["'])"""
    r"(?P<base>\{\{-?\s*chrome\.base_path\s*-?\}\})?(?P<href>/(?!/)[^\"'{}<>]*)(?P=quote)"
)


def literal_links(folders: TemplateFolders) -> Iterator[LiteralLink]:
    """Yield each rooted address that stands whole in a template, in order of files and places.

    What an expression makes up is the build's own and needs no proof.
    """
    # What cannot be read is told when it is rendered.
    found, _ = read_folder(folders, "", "**/*.html")
    for name in sorted(found):
        text = found[name].decode("utf-8", "replace")
        path = folders.named(name)
        shown = _COMMENT.sub(lambda match: blanked(match[0]), text)
        for match in _LINK.finditer(shown):
            start, end = match.span("href")
            line = shown.count("\n", 0, start)
            before = shown.rfind("\n", 0, start)
            span = Span(path, line + 1, start - before, line + 1, end - before)
            yield LiteralLink(unescape(match["href"]), span, bool(match["base"]))
