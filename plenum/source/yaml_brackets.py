"""Mistakes with quotation marks, brackets and the signs with which no text can begin."""

import re
from collections.abc import Sequence

from plenum.source.mistake import Complaint, Mark, Mistake, line_of, rest_of, unfit
from plenum.source.yaml_lines import colon_end, key_of, quoted, quoted_line, value_start

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_CLOSING = {"[": "]", "{": "}"}
_HASH = re.compile(r"[ \t](#)")


def quote(lines: Sequence[str], complaint: Complaint) -> Mistake:
    """A quotation mark is never closed, or holds a backslash that means nothing."""
    if "end of stream" not in complaint.problem and "document" not in complaint.problem:
        return Mistake("bad-escape", Mark(complaint.at.line, max(complaint.at.column - 1, 0)), 2)
    at = complaint.since
    found = open_quote(lines, at.line)
    return found or _unclosed_quote(line_of(lines, at.line), at)


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
    return Mistake("unclosed-quote", at, rest_of(line, at.column), {"mark": mark})


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
    elif line.lstrip().startswith("* "):
        advice = f"an item of a list begins with a hyphen: - {line.lstrip()[2:].strip()}"
    elif inside:
        item = re.split(r"[,\]}]", line[at.column :], maxsplit=1)[0]
        advice = f"put the text in quotation marks: {quoted(item)}"
    elif at.column == value_start(line):
        advice = f"put the whole text in quotation marks: {quoted_line(line)}"
    elif key := key_of(line):
        bare = key.strip("*_`@%&!")
        advice = f"write the key without signs: {bare}: {line[colon_end(line) :].strip()}"
    else:
        advice = "put the whole text in quotation marks"
    return Mistake("special-start", at, 1, {"found": sign, "advice": advice})


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
    return Mistake("cut-at-hash", at, rest_of(line, at.column), {"line": quoted(item)})


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
