"""Raw HTML of an editor: anything goes in, what cannot harm a reader comes out.

The door to nh3 (the Ammonia sanitizer), which is imported only when an article holds raw
HTML at all. Marks of the converter pass through it untouched.
"""

import re
from collections.abc import Iterable, Iterator

# What Pygments and Python-Markdown stash themselves: code, and character references.
_HARMLESS = re.compile(
    r'<div class="highlight"><pre>(?:<span></span>)?<code>(?:[^<]|<span class="[\w -]*">|</span>)*'
    r"</code></pre>\s*</div>\s*|&#?[0-9A-Za-z]+;"
)
_TAGS = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn"
    " div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt"
    " ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time"
    " tr u ul var wbr picture source".split()
)
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title", "role", "tabindex"},
    "a": {"href", "hreflang", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "source": {"srcset", "type", "media", "sizes"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "data": {"value"},
    "details": {"open"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "fact", "term", "source"}
_OPENING = re.compile(r"<(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


def needs_cleaning(stash: Iterable[object]) -> bool:
    """Whether the converter put aside any HTML that it did not make itself."""
    return any(not _HARMLESS.fullmatch(str(block).strip()) for block in stash)


def clean(html: str) -> str:
    """Return the HTML without scripts, frames, handlers, forms, styles and comments."""
    import nh3  # noqa: PLC0415 (only articles with raw HTML pay for it)

    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def is_unsafe_attribute(name: str) -> bool:
    """Whether an attribute can run or restyle something."""
    lower = name.lower()
    return lower == "style" or lower.startswith("on") or lower in {"srcdoc", "formaction"}


def find_unsafe(masked: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and name of what `clean` takes out of a text whose code is blanked."""
    for match in _OPENING.finditer(masked):
        tag = match["tag"].lower()
        if tag.startswith(("http", "mailto")) or "@" in match[0]:
            continue
        if tag not in _TAGS and tag != "h1":
            yield *match.span(), f"<{tag}>"
            continue
        for attribute in _ATTRIBUTE.finditer(match["attributes"]):
            if is_unsafe_attribute(attribute[1]):
                offset = match.start("attributes")
                start, end = attribute.span()
                yield offset + start, offset + end, f"the attribute '{attribute[1].lower()}'"
