"""A line of YAML as an editor sees it: its key, its value, and how it should be written."""

from plenum import lazy_re

_KEY = lazy_re.compile(
    r"[ ]*+(?:- ++)*+(?P<key>\"[^\"\n]*\"|'[^'\n]*'|[^\s:#\"'\[\]{},][^:#\n]*+):(?:[ \t]+|$)"
)
_ITEM = lazy_re.compile(r"[ ]*+(?:- ++)++")
_GLUED = lazy_re.compile(
    r"(?P<key>[A-Za-z_][\w-]*)(?::(?!//)|[ \t]*[=\uff1a][ \t]*|;[ \t]+)(?P<value>\S.*)"
)
BULLETS = "\u2022\u00b7\u25aa\u25cf\u2013\u2014\u2212"
"""Signs that text programs put before items."""
_TAG = lazy_re.compile(r"#[^\W\d][\w-]*")
_COLON = lazy_re.compile(r":(?=[ \t]|$)")
# Behind a digit, it may stand for inches.
_LONE_MARK = lazy_re.compile(r"[^\"]*[^\"\d]\"|[^\u201c\u201d]+\u201d")
_MARKS = "\"'*_`~ \t\u201c\u201d\u2018\u2019"


def indent(line: str) -> int:
    """Return the number of spaces before the line's first word."""
    return len(line) - len(line.lstrip(" "))


def key_of(line: str) -> str:
    """Return the line's key, empty where it has none."""
    match = _KEY.match(line)
    return match["key"].rstrip() if match else ""


def key_column(line: str) -> int:
    """Return where the line's key begins, behind spaces and the dashes of items."""
    match = _KEY.match(line)
    return match.start("key") if match else indent(line)


def value_start(line: str) -> int | None:
    """Return where the value of `key: value` or of `- item` begins, None where there is none."""
    match = _KEY.match(line) or _ITEM.match(line)
    return match.end() if match and match.end() < len(line.rstrip()) else None


def colon_end(line: str) -> int:
    """Return where the colon of the line's key is past, 0 where it has none."""
    match = _KEY.match(line)
    return match.end("key") + 1 if match else 0


def is_open(line: str) -> bool:
    """Whether nothing but a comment stands behind the line's key: what it holds stands below."""
    rest = line[colon_end(line) :].strip()
    return bool(key_of(line)) and (not rest or rest.startswith("#"))


def is_item(line: str) -> bool:
    """Whether the line is an item of a list."""
    return _ITEM.match(line) is not None


def begins_entry(line: str) -> bool:
    """Whether a line without indentation begins a key of its own, rightly written or not."""
    if not line or line[0] in " \t#,]}" or line.startswith(("- ", "? ")):
        return False
    if _GLUED.match(line):
        return True
    colon = _COLON.search(line)
    if colon is None or colon.start() == 0:
        return False
    return line[0] not in "\"'[{" or _KEY.match(line) is not None or line[colon.start() - 1] == "]"


def meant_key(line: str) -> str:
    """Return the key that a broken line was to have: what stands before its colon, or a word."""
    if glued := _GLUED.match(line):
        return glued["key"]
    colon = _COLON.search(line)
    head = line[: colon.start()] if colon else line.split(maxsplit=1)[0] if line.strip() else ""
    return head.strip(_MARKS)


def separated(line: str) -> str | None:
    """Return `key: value` for a line whose colon or its space is amiss, else None."""
    match = _GLUED.match(line.strip())
    return f"{match['key']}: {match['value']}" if match else None


def quoted(text: str) -> str:
    """Return a text in the quotation marks that it needs, those around it taken for its own."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    elif ends_alone(text):
        # Its partner at the beginning has been forgotten.
        text = text[:-1].rstrip()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def ends_alone(text: str) -> bool:
    """Whether a text ends with the one quotation mark that it has."""
    return _LONE_MARK.fullmatch(text) is not None


def quoted_line(line: str) -> str:
    """Return the line with its whole value in quotation marks."""
    start = value_start(line)
    if start is None:
        return quoted(line)
    return line[:start].lstrip() + quoted(line[start:])


def without_hashes(text: str) -> str | None:
    """Return words that all have the # of a tag as they would be without it, else None."""
    words = text.replace(",", " ").split()
    if not words or not all(_TAG.fullmatch(word) for word in words):
        return None
    return ", ".join(word[1:] for word in words)


def item_begin(column: int) -> str:
    """Return in words how an item begins whose dash stands at a column, from 0."""
    return f"{spaces(column)} and '- '" if column else "'- '"


def spaces(count: int) -> str:
    """Return a number of spaces in words."""
    return "1 space" if count == 1 else f"{count} spaces" if count else "no space"
