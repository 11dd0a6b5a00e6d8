"""What YAML reads without complaint and no editor means: a text goes in, the slip comes out.

YAML drops what follows a space and a #, splits a list at the comma of a number, takes a dash
without a space for a part of the text, and curly quotation marks for letters.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plenum import lazy_re
from plenum.source.nodes import Node, Scalar
from plenum.source.yaml_curly import CLOSING, OPENING, curly_advice, stands_around, without_marks
from plenum.source.yaml_lines import BULLETS, ends_alone, key_of, quoted, separated, without_hashes

_COMMENT = lazy_re.compile(r"(?P<space>[ \t]*)(?P<comment>#(?P<next>[^\n]?)[^\n]*)")
_BEFORE_COMMENT = " \t#"
_EXCUSE = lazy_re.compile(r"#[ \t]*plenum:")
_HOUSE_STYLE = 2
_MOST_SHOWN = 200
_ITEM_BELOW = lazy_re.compile(r"\n[ ]*(?P<item>- [^\n]*)")
_PARTNERS = {"]": "[", "}": "{"}
_MARKS = frozenset('"\u201d')
_NAME = lazy_re.compile(r"&(\S+)")
_GLUED_DASH = lazy_re.compile(r"-[A-Za-z\"'\[*]")
_GLUED_KEY = lazy_re.compile(r"[A-Za-z_][\w-]*:[^\s/:]")
_BEFORE_COMMA = lazy_re.compile(r"(?<![\w.])\d{1,3}$")
_AFTER_COMMA = lazy_re.compile(r"\d{3}(?!\d)")


class Doubt(NamedTuple):
    """A fault's id, its offsets in the file, and what its message names.

    Where it `hides` the value, nothing more can be said of it; else `meant` is what the text
    is taken for, so that nothing is said of it that only follows from the slip.
    """

    fault_id: str
    start: int
    end: int
    values: Mapping[str, object]
    hides: bool = False
    meant: str | None = None


def comment_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the comment that stands right behind a value; an excuse is none."""
    # Behind most values stands the end of their line, or a comma.
    match = _COMMENT.match(text, end) if text[end : end + 1] in _BEFORE_COMMENT else None
    if match is None or _EXCUSE.match(match["comment"]):
        return None
    return match


def doubts_of(text: str, start: int, end: int, *, listed: bool) -> list[Doubt]:
    """Return what is doubtful about an unquoted text at two offsets; `listed` between brackets."""
    typed = text[start:end]
    # Most values are beyond doubt; each sign is looked for before what it would be a sign of.
    found: list[Doubt | None] = []
    if text.startswith("&", start):
        found.append(_lost_name(text, start, listed=listed))
    if text[end : end + 1] in _BEFORE_COMMENT:
        found.append(_cut(text, start, end))
    if typed[-1:] == "," and not listed:
        found.append(_last_comma(text, typed, start))
    if typed[-1:] in _MARKS and not listed and ends_alone(typed):
        found.append(Doubt("lone-quote", end - 1, end, {}))
    if typed and typed[0] in OPENING:
        found.append(_curly(typed, start, listed=listed))
    if typed[-1:] in _PARTNERS and not listed:
        found.append(_lone_bracket(typed, start))
    glued = typed[:1] == "-" and _first_of_line(text, start)
    if "\n" in typed and not (glued and _GLUED_DASH.match(typed)):
        found.append(_list_below(typed, start))
    if typed and typed[0] in BULLETS and _first_of_line(text, start):
        found.append(_bullet(typed, start))
    if (typed[:1] == "-" or ":" in typed) and _first_of_line(text, start):
        found += [_glued_dash(typed, start), _glued_colon(typed, start)]
    return [doubt for doubt in found if doubt] if found else []


def key_doubts(text: str, start: int, end: int, *, listed: bool) -> list[Doubt]:
    """Return what is doubtful about an unquoted key at two offsets."""
    typed = text[start:end]
    found: list[Doubt | None] = []
    if typed and typed[0] in OPENING:
        found.append(_curly(typed, start, listed=listed))
    if typed[:1] == "-" and _first_of_line(text, start):
        line_end = text.find("\n", end)
        found.append(_glued_dash(text[start : len(text) if line_end < 0 else line_end], start))
    return [doubt for doubt in found if doubt]


def glued_key(key: Scalar, value: Scalar) -> Doubt | None:
    """Return that a key between braces, which holds nothing, has swallowed its own value."""
    if not value.empty or not _GLUED_KEY.match(key.text) or key.style != "plain":
        return None
    values = {"found": key.text[:40], "advice": f"write {separated(key.text)}"}
    return Doubt("missing-colon", key.start, key.end, values)


def _last_comma(text: str, typed: str, start: int) -> Doubt | None:
    """Return that a key's value ends with a comma, as in JSON.

    With more commas it may be a list that is being written, over several lines it is prose.
    """
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    if typed.count(",") > 1 or "\n" in typed or not before.endswith(":"):
        return None
    below = _line_below(text, start + len(typed)).strip()
    if below and below[0] not in "-#]}." and not key_of(below):
        # The text goes on, in a line that has a fault of its own.
        return None
    last = start + len(typed) - 1
    meant = typed[:-1].rstrip()
    values = {"line": f"{before} {quoted(typed)}"}
    return Doubt("comma-at-end", last, last + 1, values, meant=meant)


def _line_below(text: str, at: int) -> str:
    begin = text.find("\n", at) + 1
    end = text.find("\n", begin)
    return text[begin : end if end >= 0 else None] if begin else ""


def _lone_bracket(typed: str, start: int) -> Doubt | None:
    opening = _PARTNERS[typed[-1]]
    if opening in typed:
        return None
    values = {
        "found": typed[-1],
        "advice": f"put {opening} before the list, or put the text in quotation marks",
    }
    return Doubt("wrong-bracket", start + len(typed) - 1, start + len(typed), values)


def _bullet(typed: str, start: int) -> Doubt | None:
    """Return that a line begins with a sign that text programs put before items."""
    line = typed.partition("\n")[0].rstrip()
    if line[1:2] not in {" ", "\t", "\u00a0"}:
        return None
    advice = f"an item of a list begins with a hyphen: - {line[1:].strip()}"
    values = {"found": line[0], "advice": advice}
    return Doubt("special-start", start, start + 1, values, hides=True)


def _list_below(typed: str, start: int) -> Doubt | None:
    """Return that items stand under a text, of which YAML makes a part of it."""
    item = _ITEM_BELOW.search(typed)
    if item is None:
        return None
    values = {"found": item["item"].rstrip()[:40]}
    return Doubt(
        "yaml-syntax", start + item.start("item"), start + item.end("item"), values, hides=True
    )


def _lost_name(text: str, start: int, *, listed: bool) -> Doubt | None:
    """Return that YAML takes the first word for a name; whether it is used, the caller knows."""
    match = _NAME.match(text, start)
    if match is None:
        return None
    rest = text[start : start + _MOST_SHOWN].partition("\n")[0]
    if listed:
        rest = re.split(r"[,\]}]", rest, maxsplit=1)[0]
    values = {
        "found": "&",
        "name": match[1],
        "advice": f"put the whole text in quotation marks: {quoted(rest)}",
    }
    return Doubt("special-start", start, match.end(), values)


def _curly(typed: str, start: int, *, listed: bool) -> Doubt | None:
    """Return that a text which begins with a curly quotation mark ends with one, or is an item."""
    values = {"mark": typed[0], "advice": curly_advice(typed)}
    if len(typed) > 1 and typed[-1] in CLOSING and stands_around(typed):
        meant = without_marks(typed)
        return Doubt("curly-quote", start, start + len(typed), values, meant=meant)
    if listed and not set(typed[1:]) & set(CLOSING):
        return Doubt("curly-quote", start, start + 1, values)
    return None


def _glued_dash(typed: str, start: int) -> Doubt | None:
    line = typed.partition("\n")[0].rstrip()
    if not _GLUED_DASH.match(line):
        return None
    return Doubt("dash-space", start, start + len(line), {"line": f"- {line[1:]}"}, hides=True)


def _glued_colon(typed: str, start: int) -> Doubt | None:
    line = typed.partition("\n")[0].rstrip()
    if not _GLUED_KEY.match(line):
        return None
    values = {"found": line[:40], "advice": f"write {separated(line)}"}
    return Doubt("missing-colon", start, start + len(line), values, hides=True)


def _first_of_line(text: str, start: int) -> bool:
    before = start
    while before and text[before - 1] == " ":
        before -= 1
    return before > 0 and text[before - 1] == "\n"


def _cut(text: str, start: int, end: int) -> Doubt | None:
    """Return that a # takes away the end of a text, for sure or perhaps."""
    match = comment_behind(text, end)
    if match is None:
        return None
    sure = match["next"] not in {"", " ", "\t", "#"}
    empty = start == end
    if not sure and (empty or len(match["space"]) >= _HOUSE_STYLE or match["next"] in {"", "#"}):
        return None
    line_start = text.rfind("\n", 0, start) + 1
    value = " ".join(text[start : match.end()].split())
    before = text[line_start:start].strip()
    whole = f"{before} {quoted(value)}" if before.endswith(":") else quoted(value)
    advice = f"put the whole text in quotation marks: {whole}"
    if before.endswith(":") and "," in (tags := without_hashes(value) or ""):
        advice = f"write the words in a list, each without its #: {before} [{tags}]"
    values = {"line": whole, "advice": advice, "read": " ".join(text[start:end].split())[:40]}
    return Doubt(
        "cut-at-hash" if sure else "comment-or-text", *match.span("comment"), values, hides=empty
    )


def split_numbers(text: str, items: Sequence[Node]) -> list[tuple[int, int]]:
    """Return the items of a list that are one number to an editor: the first and the last.

    A comma without a space, between digits and three digits, belongs to a number.
    """
    found = []
    number = 0
    while number < len(items) - 1:
        last = number
        while last < len(items) - 1 and _is_one(text, items[last], items[last + 1]):
            last += 1
        if last > number:
            found.append((number, last))
        number = last + 1
    return found


def _is_one(text: str, one: Node, other: Node) -> bool:
    if not isinstance(one, Scalar) or not isinstance(other, Scalar):
        return False
    if one.style != "plain" or other.style != "plain" or text[one.end : other.start] != ",":
        return False
    last_word = one.text.rpartition(" ")[2]
    return bool(_BEFORE_COMMA.search(last_word) and _AFTER_COMMA.match(other.text))
