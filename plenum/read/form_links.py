"""The body's Markdown goes in, what looks like a link or a marker and is none comes out.

The converter leaves as text what it does not understand. What it has made, `shown`, tells at
once that there is nothing of the kind; the source tells where it stands.
"""

import re
from collections.abc import Collection, Iterator

from plenum import lazy_re
from plenum.read.references import mask_code
from plenum.read.slips import Lines, Slip
from plenum.source import nearest_name

# What an address begins or ends with: other words in parentheses are a remark.
_ADDRESS = (
    r"(?:https?://|www\.|mailto:|tel:|\.{0,2}/|#|(?:fact|term|source):"
    r"|[\w./-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|avif)\b)"
)
_LOOKS_LIKE_ADDRESS = lazy_re.compile(rf"{_ADDRESS}|[^\s.]+/|\S+\.[a-z]{{2,4}}\Z")
_SPACED = lazy_re.compile(
    rf"(?P<item>^[ \t>]*(?:[-*+]|[0-9]+[.)])[ \t]+)?"
    r"(?<![\w\])!])(?P<image>!?)(?P<text>\[[^\[\]\n^][^\[\]\n]*\])[ \t]+"
    rf"(?P<address>\({_ADDRESS}[^()\s]*\))",
    re.MULTILINE,
)
_SPACED_IMAGE = lazy_re.compile(
    rf"!(?<![\w!]!)[ \t]+(?P<link>\[[^\[\]\n]*\]\({_ADDRESS}[^()\s]*\))"
)
_SWAPPED = lazy_re.compile(rf"\((?P<text>[^()\[\]\n]+)\)\[(?P<address>{_ADDRESS}[^\[\]\s]*)\]")
_HALF_LINK = lazy_re.compile(
    rf"(?<![\[\\])\[(?P<text>[^\[\]()\n]+)(?P<address>\({_ADDRESS}[^()\s]*\))(?![^\[\n]*\])"
)
_HALF_WIKI = lazy_re.compile(
    r"(?<![\[\]\\\w])\[(?P<name>[\w/]+(?:-[\w/]+)+(?:[#|][^\[\]\n]*)?)\]\](?!\()"
)
_IN_BRACKETS = lazy_re.compile(
    # It begins with what texts are skimmed for; what stands before is looked at then.
    r"\[(?<![\w\[\]\\!]\[)(?P<name>[a-z0-9]+(?:-[a-z0-9]+)+)\](?![(\[:\]])"
)
_NAME_ALONE = lazy_re.compile(
    r"(?<![\w\[\]\\])[\[({](?P<kind>fact|term|source):(?P<id>[\w-]+)[\])}](?![(\[:\]])"
)
_REFERENCE_LINK = lazy_re.compile(
    r"(?<![\\\]\w])\[(?P<text>[^\[\]\n^][^\[\]\n]*)\]\[(?P<name>(?!\^)[^\[\]\n]*)\](?![(\[:])"
)
_BRACKET = lazy_re.compile(r"\\.|\[|\]\(|\]|\n[ \t>]*(?=\n)", re.DOTALL)
_REST_OF_LINK = lazy_re.compile(
    r"[^()\n\"]*+(?:(?:\n(?![ \t]*\n)|\"[^\"\n]*+\"|\([^()\n]*+\))[^()\n\"]*+)*+\)"
)
_TARGET = lazy_re.compile(rf"{_ADDRESS}[^\s()\[\]]*|[^\s()\[\]]*")
_BEGINS_ADDRESS = lazy_re.compile(_ADDRESS)
_HALF_ANGLE = lazy_re.compile(r"\]\([ \t]*(?P<address><[^<>\s)]*)(?=[ \t]*\)|[ \t]*\n)")
_ITEM_DEFINITION = lazy_re.compile(
    r"^[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?P<typed>\[(?P<name>[^\]^\[\n]+)\]:[ \t]+"
    r"(?P<address>[^\s()]+)[ \t]*)$",
    re.MULTILINE,
)
_SMART_TITLE = lazy_re.compile(
    r"\]\([^()\s]+[ \t]+(?P<title>[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb][^()\n]*)\)"
)
_DEFINITION = lazy_re.compile(
    r"^[ \t>]{0,3}\[(?P<name>[^\]^][^\]\n]*)\]:[ \t]*+(?P<address>\([^()\s]+\))?", re.MULTILINE
)
_MARKER_LINE = lazy_re.compile(
    r"^[ ]{0,3}\[(?P<name>[A-Za-z]{3,})(?::[^\]\n]*)?\][ \t]*$", re.MULTILINE
)
_MARKER = lazy_re.compile(
    r"(?<![\[\\!\]\w])\[[ \t]*(?P<name>TOC|FAQ|COMPARISON)\b(?P<rest>[^\[\]\n]*)"
    r"(?P<close>\]?)(?![(\[:\]])"
)
_LINE_END = lazy_re.compile(r"[ \t]*+(?:\n|\Z)")
_MOST_INDENT = 40
_MARKERS = ("comparison", "faq", "toc")


def check_links(masked: str, shown: str, lines: Lines) -> Iterator[Slip]:
    """Yield the slips in links, references and markers.

    Of `masked` code, comments and raw HTML are blank.
    """
    defined: dict[str, int] = {}
    if "[" in masked:
        yield from _definitions(masked, lines, defined)
        for match in _SMART_TITLE.finditer(masked):
            yield Slip(*match.span("title"), "link-title", {"title": match["title"]})
        for match in _SPACED_IMAGE.finditer(masked):
            yield _form(match, f"!{match['link']}", "image")
        for match in _HALF_ANGLE.finditer(masked) if "](" in masked and "<" in masked else ():
            values = {"mark": "<", "end": ">"}
            yield Slip(*match.span("address"), "unclosed-link", values)
    if "[" in shown or "](" in shown:
        yield from _open_links(masked)
        yield from _forms(masked, defined)
    if any(f"{kind}:" in shown for kind in ("fact", "term", "source")):
        yield from _names_alone(masked, defined)


def names_in_brackets(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what may name an article, in one pair of brackets where two would be a link.

    With each stands from where to where it is, brackets included. Whether there is such an
    article, only who sees the site can tell.
    """
    if not _IN_BRACKETS.search(text):
        return
    masked = mask_code(text)
    defined = _defined(masked)
    for match in _IN_BRACKETS.finditer(masked):
        if _key(match["name"]) not in defined:
            yield match["name"], *match.span()


def check_markers(masked: str, shown: str) -> Iterator[Slip]:
    """Yield the markers of the body that do not exist, or not where they stand."""
    if "[" not in shown:
        return
    defined = _defined(masked)
    yield from _unknown_markers(masked, defined)
    yield from _misplaced_markers(masked, defined)


def unknown_references(masked: str, shown: str, *, in_body: bool) -> Iterator[Slip]:
    """Yield the links by a name that has no address; all of the text must be known."""
    if "][" not in shown:
        return
    defined = _defined(masked)
    for match in _REFERENCE_LINK.finditer(masked):
        name = match["name"].strip() or match["text"]
        if _key(name) not in defined and not (match["text"].isdigit() and name.isdigit()):
            group = "name" if match["name"].strip() else "text"
            advice = f"add a line '[{name}]: https://…' at the end, or correct the name"
            if not in_body:
                advice = f"write the address itself: [{match['text']}](https://…)"
            yield Slip(*match.span(group), "unknown-reference", {"name": name, "advice": advice})


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _defined(masked: str) -> set[str]:
    """Return the names that have an address."""
    return {_key(match["name"]) for match in _DEFINITION.finditer(masked)}


def _definitions(masked: str, lines: Lines, defined: dict[str, int]) -> Iterator[Slip]:
    """Fill in the line of each name, and yield the names with two addresses."""
    if "]:" not in masked:
        return
    for match in _DEFINITION.finditer(masked):
        key = _key(match["name"])
        if match["address"]:
            # It would be taken for the address of a name, and be gone from the page.
            yield _form(match, f"[{match['name']}]{match['address']}")
        elif key in defined:
            values = {"name": match["name"], "first": defined[key]}
            yield Slip(*match.span("name"), "reference-twice", values)
        else:
            defined[key] = lines.number(match.start("name"))
    for match in _ITEM_DEFINITION.finditer(masked):
        # It would be taken for the address of a name, and its item be empty.
        right = f"[{match['name']}]({match['address']})"
        if not _LOOKS_LIKE_ADDRESS.match(match["address"]):
            right = f"{match['name']}: {match['address']}"
        yield _form(match, right, group="typed")


def _open_links(masked: str) -> Iterator[Slip]:
    """Yield the links whose address does not end, or whose text does not begin."""
    depth = 0
    for match in _BRACKET.finditer(masked):
        found = match[0]
        if found == "[":
            depth += 1
        elif found == "](":
            target = _TARGET.match(masked, match.end())
            end = target.end() if target else match.end()
            if depth == 0 and _BEGINS_ADDRESS.match(masked, match.end()):
                values = {"typed": masked[match.start() : end] + masked[end : end + 1]}
                right = f"[the words of the link{values['typed'].strip()}"
                yield Slip(*match.span(), "link-form", {**values, "what": "link", "right": right})
            elif depth and not _REST_OF_LINK.match(masked, match.end()):
                values = {"mark": "(", "end": ")"}
                yield Slip(match.end() - 1, end, "unclosed-link", values)
            depth = max(depth - 1, 0)
        elif found == "]":
            depth = max(depth - 1, 0)
        elif found[0] == "\n":
            depth = 0


def _forms(masked: str, defined: dict[str, int]) -> Iterator[Slip]:
    """Yield links and images whose parts are there, but not in their order or place."""
    for match in _SPACED.finditer(masked):
        inner = match["text"][1:-1]
        is_task = match["item"] is not None and inner in {" ", "x", "X"}
        if _key(inner) not in defined and not is_task:
            right = match["image"] + match["text"] + match["address"]
            typed = masked[match.start("image") : match.end()]
            values = {"typed": typed, "right": right, "what": "image" if match["image"] else "link"}
            yield Slip(match.start("image"), match.end(), "link-form", values)
    for match in _SWAPPED.finditer(masked):
        yield _form(match, f"[{match['text']}]({match['address']})")
    for match in _HALF_LINK.finditer(masked):
        yield _form(match, f"[{match['text'].rstrip()}]{match['address']}")
    for match in _HALF_WIKI.finditer(masked):
        yield _form(match, f"[[{match['name']}]]")


def _form(match: re.Match[str], right: str, what: str = "link", group: str | int = 0) -> Slip:
    values = {"typed": match[group].rstrip(), "right": right, "what": what}
    return Slip(*match.span(group), "link-form", values)


def _names_alone(masked: str, defined: dict[str, int]) -> Iterator[Slip]:
    """Yield what names a fact, a term or a source and is no link."""
    for match in _NAME_ALONE.finditer(masked):
        name = f"{match['kind']}:{match['id']}"
        if _key(name) not in defined:
            yield _form(match, f"[{'' if match['kind'] == 'fact' else 'words'}]({name})")


def _unknown_markers(masked: str, defined: Collection[str]) -> Iterator[Slip]:
    for match in _MARKER_LINE.finditer(masked):
        name = match["name"]
        near = nearest_name(name, _MARKERS)
        known = name.isupper() and name.lower() in _MARKERS
        if known or _key(name) in defined or not (near or name.isupper()):
            continue
        names = ", ".join(f"[{marker.upper()}]" for marker in _MARKERS)
        advice = f"did you mean '[{near.upper()}]'?" if near else f"there are {names}"
        yield Slip(*match.span("name"), "unknown-marker", {"name": name, "advice": advice})


def _misplaced_markers(masked: str, defined: Collection[str]) -> Iterator[Slip]:
    """Yield markers that are not alone on their line, or not written as they must be."""
    for match in _MARKER.finditer(masked):
        name, rest, typed = match["name"], match["rest"].strip(), match[0].strip()
        before = masked[max(match.start() - _MOST_INDENT, 0) : match.start()].rpartition("\n")[2]
        alone = not before.strip() and _LINE_END.match(masked, match.end()) is not None
        block = rest.removeprefix(":").strip()
        right = f"[{name}: {block}]" if block else f"[{name}]"
        is_marker = not rest or rest[0] == ":" or (alone and name == "COMPARISON")
        as_it_must = not typed.startswith(("[ ", "[\t")) and match["close"] and rest != ":"
        if alone and as_it_must and (not rest or rest[0] == ":"):
            continue
        if is_marker and (alone or match["close"]) and _key(typed[1:-1]) not in defined:
            place = "" if alone else " on a line of its own"
            yield Slip(*match.span(), "marker-form", {"marker": typed, "advice": right + place})
