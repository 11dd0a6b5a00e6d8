"""Quotes that are GitHub's alerts go in, the boxes that `!!! tip` makes come out.

The five kinds are those of https://docs.github.com/en/get-started/writing-on-github, "Alerts".
"""

import re
from xml.etree.ElementTree import Element

from plenum import lazy_re

_KIND = lazy_re.compile(
    r"\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE
)


def show_alerts(root: Element) -> None:
    """Turn each quote that begins with a line such as `[!TIP]` into a box."""
    for quote in root.iter("blockquote"):
        first = quote[0] if len(quote) and quote[0].tag == "p" else None
        kind = _KIND.match(first.text or "") if first is not None else None
        if first is None or kind is None:
            continue
        first.text = (first.text or "")[kind.end() :]
        if not first.text and not len(first):
            quote.remove(first)
        title = Element("p", {"class": "admonition-title"})
        title.text, title.tail = kind[1].capitalize(), "\n"
        quote.insert(0, title)
        quote.tag = "div"
        quote.set("class", f"admonition {kind[1].lower()}")
