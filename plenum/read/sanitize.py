"""Raw HTML of an editor: anything goes in, what cannot harm a reader comes out.

The door to nh3 (the Ammonia sanitizer), which is imported only when an article holds raw
HTML at all. Marks of the converter pass through it untouched.
"""

import re
from collections.abc import Iterable, Iterator

from plenum import lazy_re
from plenum.read.blocks import NOTHING

# What Pygments and Python-Markdown stash themselves: code, and character references.
_HARMLESS = lazy_re.compile(
    r'<div class="highlight"><pre>(?:<span></span>)?<code>(?:[^<]|<span class="[\w -]*">|</span>)*'
    r"</code></pre>\s*</div>\s*|&#?[0-9A-Za-z]+;"
)
ALLOWED_TAGS = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn"
    " div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt"
    " ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time"
    " tr u ul var wbr picture source".split()
)
CLEANED_CONTENT = frozenset({"script", "style"})
"""Elements that go with all that stands in them."""
_ELSEWHERE = frozenset(
    "animate applet area article audio base body button canvas center circle clippath command"
    " datalist defs desc dialog ellipse embed fieldset filter font footer form frame frameset g"
    " h1 head header html iframe image input label legend line link main map marquee math menu"
    " meta meter nav noscript object optgroup option output param path polygon polyline progress"
    " rect script select style svg symbol template text textarea title track tt use video".split()
)
"""Elements of HTML and of drawings that no article may hold."""
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
_CLOSING = lazy_re.compile(r"</([a-zA-Z][\w:-]*+)[^<>]*+>")
# A link to a file with a space in its name; what could be an attribute of a tag is none.
_FILE_LINK = lazy_re.compile(r"(?<=\]\()<[^<>\n\"'=]*>(?=[ \t]*[)\"'(])")
_ADDRESS = lazy_re.compile(r"<(?:https?|mailto)|<[^\s\"'=/@<>]++@[^\s\"'=/<>]++>", re.IGNORECASE)
ATTRIBUTE_LIST = lazy_re.compile(r"\{:?[ ]*[^{}\n ][^{}\n]*\}")
"""Attributes in Markdown, such as `{: .wide }`."""
# What has been read once is not tried in another way: a tag that never ends takes no time.
_OPENING = lazy_re.compile(
    r"<(?P<tag>[a-zA-Z][\w:-]*+)(?P<attributes>(?:\"[^\"]*+\"|'[^']*+'|[^<>\"']++)*+)>"
)
_ATTRIBUTE = lazy_re.compile(r"([^\s=\"'/>]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++))?")


def needs_cleaning(stash: Iterable[object]) -> bool:
    """Whether the converter put aside any HTML that it did not make itself."""
    return any(block != NOTHING and not _HARMLESS.fullmatch(str(block).strip()) for block in stash)


def clean(html: str) -> str:
    """Return the HTML without scripts, frames, handlers, forms, styles and comments."""
    import nh3  # noqa: PLC0415 (only articles with raw HTML pay for it)

    return nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        clean_content_tags=set(CLEANED_CONTENT),
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def is_unsafe_attribute(name: str) -> bool:
    """Whether an attribute can run or restyle something."""
    lower = name.lower()
    return lower == "style" or lower.startswith("on") or lower in {"srcdoc", "formaction"}


def advice_instead_of(what: str) -> str:
    """Say what to write instead of an element or an attribute that is taken out."""
    advice = "write it in Markdown, or set raw_html: allow in config.yaml"
    name = what.strip("<>")
    if what[0] != "<" or name in _ELSEWHERE:
        return advice
    return f"to show the words, write &lt; in the place of the <; else {advice}"


def find_unsafe_content(masked: str) -> Iterator[tuple[int, int]]:
    """Yield the places that a text without unsafe HTML leaves out, with what stands in them."""
    position = 0
    for start, stop, what in find_unsafe(masked):
        if start < position:
            continue
        position, name = stop, what.strip("<>")
        if name in CLEANED_CONTENT:
            closing = re.compile(rf"</{name}\b[^>]*+>", re.IGNORECASE).search(masked, stop)
            position = closing.end() if closing else len(masked)
        yield start, position
    for match in _CLOSING.finditer(masked):
        if match[1].lower() not in ALLOWED_TAGS and match[1].lower() != "h1":
            yield match.span()
    for attributes in ATTRIBUTE_LIST.finditer(masked):
        for attribute in _ATTRIBUTE.finditer(masked, attributes.start() + 1, attributes.end() - 1):
            if is_unsafe_attribute(attribute[1].lstrip(":")):
                yield attribute.span()


def find_unsafe(masked: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and name of what `clean` takes out of a text whose code is blanked."""
    for match in _OPENING.finditer(masked):
        tag = match["tag"].lower()
        if _ADDRESS.match(match[0]):
            continue
        if tag not in CLEANED_CONTENT and _FILE_LINK.match(masked, match.start()):
            continue
        if tag not in ALLOWED_TAGS and tag != "h1":
            yield *match.span(), f"<{tag}>"
            continue
        for attribute in _ATTRIBUTE.finditer(match["attributes"]):
            if is_unsafe_attribute(attribute[1]):
                offset = match.start("attributes")
                start, end = attribute.span()
                yield offset + start, offset + end, f"the attribute '{attribute[1].lower()}'"
