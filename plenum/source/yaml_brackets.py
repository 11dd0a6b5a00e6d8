"""Mistakes with quotation marks, brackets and the signs with which no text can begin."""

import re
from collections.abc import Sequence

from plenum import lazy_re
from plenum.source.mistake import Complaint, Mark, Mistake, line_of, rest_of, unfit
from plenum.source.yaml_lines import (
    colon_end,
    key_of,
    quoted,
    quoted_line,
    value_start,
    without_hashes,
)

_QUOTED = lazy_re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_QUOTED_ITEM = lazy_re.compile(rf"[\[{{,:]\s*+(?P<item>{_QUOTED.pattern})")
_CLOSING = {"[": "]", "{": "}"}
_NAME = lazy_re.compile(r"@(?P<name>[\w.-]+)")
_HASH = lazy_re.compile(r"[ \t](#)")


def quote(lines: Sequence[str], complaint: Complaint) -> Mistake:
    """A quotation mark is never closed, or holds a backslash that means nothing."""
    if "end of stream" not in complaint.problem and "document" not in complaint.problem:
        return Mistake("bad-escape", Mark(complaint.at.line, max(complaint.at.column - 1, 0)), 2)
    at = complaint.since
    found = open_quote(lines, at.line)
    if found:
        return found
    line = line_of(lines, at.line).rstrip()
    if _in_brackets(line, at.column) and line[-1] in _CLOSING.values():
        return _unclosed_last(line, at)
    return _unclosed_quote(line, at)


def open_quote(lines: Sequence[str], last: int) -> Mistake | None:
    """Find the first value, up to a line, that begins with a quotation mark and never ends it."""
    for number in range(last + 1):
        line = line_of(lines, number)
        start = value_start(line)
        if start is None or line[start] not in "\"'" or _QUOTED.match(line, start):
            continue
        # A quoted text may run over several lines, but then it goes on without a new key.
        following = line_of(lines, number + 1)
        if not following or key_of(following) or number == last:
            return _unclosed_quote(line, Mark(number, start))
    return None


def _unclosed_quote(line: str, at: Mark) -> Mistake:
    mark = line[at.column : at.column + 1] or '"'
    values = {"advice": f"put a {mark} at the end of the text"}
    return Mistake("unclosed-quote", at, rest_of(line, at.column), values)


def _unclosed_last(line: str, at: Mark) -> Mistake:
    """Return the mistake that nothing closes a quotation mark up to the end of its list."""
    item, end = line[at.column : -1].rstrip(), f"the {line[-1]}"
    first, comma, _ = item.partition(", ")
    if not comma:
        return _unclosed_item(item, at, end)
    mark = item[0]
    advice = f"put a {mark} before the comma: {first}{mark}; "
    advice += f"if the comma belongs to the text, before {end}: {item}{mark}"
    return Mistake("unclosed-quote", at, len(item), {"advice": advice})


def _unclosed_item(item: str, at: Mark, before: str) -> Mistake:
    """Return the mistake that an item lacks its closing quotation mark `before` what follows."""
    item = item.rstrip()
    values = {"advice": f"put a {item[0]} before {before}: {item}{item[0]}"}
    return Mistake("unclosed-quote", at, max(len(item.partition("\n")[0]), 1), values)


def _open_item(lines: Sequence[str], opening: Mark, here: Mark) -> Mistake | None:
    """Find an item that seems to end where the quotation mark of the next one stands.

    Of `["a, "b"]` a parser reads the item `"a, "`, and stumbles over the b.
    """
    read = [*lines[opening.line : here.line], line_of(lines, here.line)[: here.column]]
    text = "\n".join(read)
    for match in _QUOTED_ITEM.finditer(text, opening.column):
        item, comma, rest = match["item"].rpartition(",")
        if comma and not rest[:-1].strip() and match.end() == len(text.rstrip()):
            above, start = text.count("\n", 0, match.start("item")), match.start("item")
            column = start - (text.rfind("\n", 0, start) + 1)
            return _unclosed_item(item, Mark(opening.line + above, column), "the comma")
    return None


def begins_with_sign(lines: Sequence[str], complaint: Complaint) -> Mistake | None:
    """A text begins with a sign that means something to YAML."""
    named = "alias" in complaint.context or "anchor" in complaint.context
    for at in (complaint.since, complaint.at) if named else (complaint.at, complaint.since):
        line = line_of(lines, at.line)
        inside = "flow" in complaint.context or _in_brackets(line, at.column)
        begins = inside or value_start(line) == at.column
        if _is_sign(line[at.column : at.column + 1], complaint, begins=begins):
            return special_start(line, at, inside=inside)
    return None


def _is_sign(sign: str, complaint: Complaint, *, begins: bool) -> bool:
    """Whether the parser stumbled over this sign, at a place where a text `begins` or not."""
    unexpected = "node content" in complaint.problem
    if not sign:
        return False
    if sign in "*&!@`%":
        return "flow" not in complaint.problem
    if sign in "|>":
        return "block scalar" in complaint.context
    if sign in "-?":
        return begins and (unexpected or "not allowed" in complaint.problem)
    return sign == "," and begins and (unexpected or "token" in complaint.problem)


def _in_brackets(line: str, column: int) -> bool:
    start = value_start(line)
    return start is not None and start < column and line[start] in _CLOSING


def special_start(line: str, at: Mark, *, inside: bool) -> Mistake:
    """Return the mistake that a text begins with a sign; `inside` brackets it is an item."""
    sign = line[at.column]
    if sign == "," and inside:
        advice = "delete the comma, or write what belongs before it"
    elif sign == "-" and inside:
        advice = "between brackets the items have no dash, as in [one, two]"
    elif sign == "-" and at.column == value_start(line) and key_of(line):
        advice = _list_or_text(line, at.column)
    elif line.lstrip().startswith("* "):
        advice = f"an item of a list begins with a hyphen: - {line.lstrip()[2:].strip()}"
    elif inside:
        item = re.split(r"[,\]}]", line[at.column :], maxsplit=1)[0]
        advice = _without_at(item) + f"put the text in quotation marks: {quoted(item)}"
    elif sign in "|>" and at.column == value_start(line):
        advice = _block_or_text(line, at.column)
    elif sign == "|" and line.strip().count("|") > 1:
        advice = (
            "leave out the headings of the table and the line of dashes, and write each row as"
            " its name: [cell, cell]"
        )
    elif at.column == value_start(line):
        advice = _without_at(line[at.column :], line[: at.column].lstrip())
        advice += f"put the whole text in quotation marks: {quoted_line(line)}"
    elif key := key_of(line):
        bare = key.strip("*_`@%&!")
        advice = f"write the key without signs: {bare}: {line[colon_end(line) :].strip()}"
    else:
        advice = "put the whole text in quotation marks"
    return Mistake("special-start", at, 1, {"found": sign, "advice": advice})


def _without_at(text: str, before: str = "") -> str:
    """Say how to write a name without the @ of other services; empty where it is none."""
    name = _NAME.fullmatch(text.rstrip())
    return f"leave the @ out: {before}{name['name']}; if it belongs to the text, " if name else ""


def _list_or_text(line: str, column: int) -> str:
    """Say how to write what begins with a dash behind a key."""
    items = [item.strip() for item in re.split(r"(?:^|[ ,])-[ ]", line[column:] + " ")]
    items = [item for item in items if item]
    before = line[:column].lstrip()
    if not items or any(": " in item or set(item) & set("[]{}#") for item in items):
        return f"put the whole text in quotation marks: {quoted_line(line)}"
    return (
        f"write a list between brackets: {before}[{', '.join(items)}]; "
        f"if it is a text, put it in quotation marks: {quoted_line(line)}"
    )


def _block_or_text(line: str, column: int) -> str:
    """Say how to write a text behind a sign that lets it begin in the next line only."""
    sign, before = line[column], line[:column].lstrip()
    advice = f"leave the {sign} out: {before}{quoted(line[column + 1 :])}"
    if sign == "|":
        return advice
    return (
        f"{advice}; if it belongs to the text, put the whole text in quotation marks: "
        f"{quoted_line(line)}"
    )


def bracket_mistake(lines: Sequence[str], complaint: Complaint) -> Mistake:
    """A bracket is never closed, or an item between brackets ends before its text does."""
    at = _opening(lines, complaint)
    if at is None:
        return unfit(lines, complaint.at)
    line, here = line_of(lines, at.line), complaint.at
    bracket = line[at.column]
    closing = _CLOSING[bracket]
    inner = line_of(lines, here.line)
    # The colon of a later key says that the list has run on into that key.
    if unclosed := _open_item(lines, at, here):
        return unclosed
    next_key = here.line > at.line and colon_end(inner) == here.column + 1
    ended = inner.rstrip().endswith(closing) and not next_key
    if here.column < len(inner) and (here.line == at.line or ended or not key_of(inner)):
        told = _inside_bracket(inner, here, bracket)
        if told:
            return told
    comment = _HASH.search(line, at.column)
    if comment and closing in line[comment.end() :]:
        return _hash_in_item(line, Mark(at.line, comment.start(1)))
    text = line.rstrip()
    if text.endswith(")") and text.count(")") > text.count("("):
        advice = f"put {closing} in the place of the ) at its end"
    else:
        advice = f"put {closing} at the end of the list; if it is a text, put it in quotation marks"
    return Mistake("unclosed-bracket", at, rest_of(line, at.column), {"advice": advice})


def _opening(lines: Sequence[str], complaint: Complaint) -> Mark | None:
    """Return the bracket that is meant: where the parser says, or the last that begins a value."""
    line = line_of(lines, complaint.since.line)
    if line[complaint.since.column : complaint.since.column + 1] in _CLOSING:
        return complaint.since
    for number in range(min(complaint.at.line, len(lines) - 1), -1, -1):
        start = value_start(lines[number])
        if start is not None and lines[number][start] in _CLOSING:
            return Mark(number, start)
    return None


def _inside_bracket(line: str, at: Mark, bracket: str) -> Mistake | None:
    """Say which item of a list in brackets needs quotation marks."""
    found = line[at.column]
    start = max(line.rfind(sign, 0, at.column) for sign in ",[{") + 1
    start += len(line[start:]) - len(line[start:].lstrip())
    if found in _CLOSING.values() and found != _CLOSING[bracket]:
        advice = f"put {_CLOSING[bracket]} in its place, or put the text in quotation marks"
        return Mistake("wrong-bracket", at, 1, {"found": found, "advice": advice})
    if start >= at.column:
        return None
    if line[start] in "\"'":
        item = re.split(r"[,\]}]", line[at.column :], maxsplit=1)[0].rstrip()
        whole = quoted(line[start : at.column + len(item)])
        values = {"advice": f"put the whole item in double quotation marks: {whole}"}
        return Mistake("text-after-quote", at, max(len(item), 1), values)
    if found in _CLOSING:
        width = _item_end(line, at.column) - start
        values = {"found": found, "line": quoted(line[start : start + width])}
        return Mistake("bracket-in-item", Mark(at.line, start), width, values)
    if found == ":":
        return _colon_in_item(line, at, start)
    return None


def _item_end(line: str, inner: int) -> int:
    """Return where an item ends; a bracket of its own at `inner` ends with its partner."""
    partner = line.find(_CLOSING[line[inner]], inner) if line[inner] in _CLOSING else -1
    end = re.compile(r"[,\]}]|$").search(line, partner + 1 if partner >= 0 else inner + 1)
    return end.start() if end else len(line)


def _colon_in_item(line: str, at: Mark, start: int) -> Mistake:
    """A second colon between two commas: a comma was forgotten, or quotation marks were."""
    end = re.compile(r"[,\]}]|$").search(line, at.column)
    item = line[start : end.start() if end else len(line)].rstrip()
    key, colon, value = item.partition(": ")
    whole = f"{key}: {quoted(value)}" if colon and start + len(key) < at.column else quoted(item)
    advice = f"put the whole text in quotation marks: {whole}"
    key_and_value, _, last_word = line[start : at.column].rstrip().rpartition(" ")
    if " " in key_and_value:
        advice += f"; or, if '{last_word}' is a key, put a comma before it"
    return Mistake("yaml-colon", at, 1, {"advice": advice})


def _hash_in_item(line: str, at: Mark) -> Mistake:
    """A # takes the end of an item away, and with it the bracket that closes the list."""
    start = max(line.rfind(sign, 0, at.column) for sign in ",[{") + 1
    item = line[start : _item_end(line, at.column)]
    advice = f"put the whole text in quotation marks: {quoted(item)}"
    if tag := without_hashes(item):
        advice = f"leave the # out: {tag}; if it belongs to the text, {advice}"
    return Mistake("cut-at-hash", at, rest_of(line, at.column), {"advice": advice})


def after_bracket(line: str, at: Mark) -> Mistake:
    """Return the mistake that a list ends before its line does, or is none."""
    opening = line[at.column]
    text = line[at.column :].rstrip()
    if text.endswith(_CLOSING[opening] * 2) and not text.startswith(opening * 2):
        advice = f"delete the last {_CLOSING[opening]}"
    else:
        advice = f"if all of it is a text, put it in quotation marks: {quoted_line(line)}"
    values = {"found": opening, "advice": advice}
    return Mistake("text-after-bracket", at, max(len(text), 1), values)
