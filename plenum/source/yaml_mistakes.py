"""What the YAML parser stumbled over goes in, the editor's mistake and its place come out.

A parser stops where it can go on no longer, which is often lines after the mistake. From its
complaint, and a look at the lines above, the usual slips are told: a colon inside a text, a
quotation mark or bracket left open, wrong indentation, a text that begins with a sign of YAML.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

_KEY = re.compile(r"[ ]*(?:- +)*(?P<key>[^\s:#\"'\[\]{}&*!|>%@`,][^:#\n]*?)[ ]*:(?:[ ]+|$)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_SIGNS = "*&!|>%@`,?-"


class Mark(NamedTuple):
    """A place in the file: line and column, both from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser said, where it stood, and where what it was reading began."""

    problem: str
    context: str
    at: Mark
    since: Mark


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fault's id, its place, its width in characters, and what its message names."""

    fault_id: str
    at: Mark
    width: int = 1
    found: str = ""


def diagnose(lines: list[str], complaint: Complaint) -> Mistake:  # noqa: PLR0911 (one a slip)
    """Return the mistake behind a complaint; `yaml-syntax` where it is none of the usual ones."""
    problem = complaint.problem
    if _line(lines, complaint.at.line)[complaint.at.column : complaint.at.column + 1] == "\t":
        return Mistake("yaml-tab", complaint.at)
    if "quoted scalar" in complaint.context:
        return _quote(lines, complaint)
    if "flow" in complaint.context:
        return _open_bracket(lines, complaint)
    if "mapping values" in problem:
        return _second_colon(lines, complaint)
    if "could not find expected ':'" in problem:
        return _no_colon(lines, complaint.since)
    if "expected key" in problem or "indicator" in problem:
        return _after_value(lines, complaint)
    sign = _begins_with_sign(lines, complaint.at.line)
    return sign or Mistake("yaml-syntax", complaint.at, found=_sentence(complaint))


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _sentence(complaint: Complaint) -> str:
    return ", ".join(part for part in (complaint.context, complaint.problem) if part)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value_start(line: str) -> int | None:
    """Return where the value of `key: value` or of `- item` begins, None where there is none."""
    match = _KEY.match(line) or re.match(r"[ ]*(?:- +)+", line)
    return match.end() if match and match.end() < len(line.rstrip()) else None


def _quote(lines: list[str], complaint: Complaint) -> Mistake:
    """A quotation mark is never closed, or holds a backslash that means nothing."""
    if "end of stream" not in complaint.problem and "document" not in complaint.problem:
        return Mistake("bad-escape", Mark(complaint.at.line, max(complaint.at.column - 1, 0)), 2)
    return _open_quote(lines, complaint.since.line) or Mistake("unclosed-quote", complaint.since)


def _open_quote(lines: list[str], last: int) -> Mistake | None:
    """Find the first value, up to a line, that begins with a quotation mark and never ends it."""
    for number in range(last + 1):
        line = _line(lines, number)
        start = _value_start(line)
        if start is None or line[start] not in "\"'" or _QUOTED.match(line, start):
            continue
        following = _line(lines, number + 1)
        # A quoted text may run over several lines, but then it goes on without a new key.
        if not following or _KEY.match(following) or number == last:
            return Mistake("unclosed-quote", Mark(number, start), len(line.rstrip()) - start)
    return None


def _open_bracket(lines: list[str], complaint: Complaint) -> Mistake:
    at = complaint.since
    line = _line(lines, at.line)
    bracket = line[at.column : at.column + 1]
    if bracket not in {"[", "{"}:
        return Mistake("yaml-syntax", complaint.at, found=_sentence(complaint))
    closing = {"[": "]", "{": "}"}[bracket]
    return Mistake("unclosed-bracket", at, max(len(line.rstrip()) - at.column, 1), closing)


def _second_colon(lines: list[str], complaint: Complaint) -> Mistake:
    """A colon where none may stand: in a text, under a text, or after a line without one."""
    number = complaint.at.line
    line, above = _line(lines, number), _above(lines, number)
    if above is not None and not _KEY.match(lines[above]) and not _is_item(lines[above]):
        return _no_colon(lines, Mark(above, _indent(lines[above])))
    first = _KEY.match(line)
    only_colon = first is not None and first.end("key") <= complaint.at.column <= first.end()
    if only_colon and above is not None and _indent(line) > _indent(lines[above]):
        return Mistake("yaml-indent", Mark(number, 0), max(_indent(line), 1))
    return Mistake("yaml-colon", complaint.at)


def _above(lines: list[str], number: int) -> int | None:
    """Return the line before `number` that holds more than a comment."""
    for candidate in range(number - 1, -1, -1):
        text = _line(lines, candidate).strip()
        if text and not text.startswith("#"):
            return candidate
    return None


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _no_colon(lines: list[str], at: Mark) -> Mistake:
    line = _line(lines, at.line)
    words = line.strip()
    return Mistake("missing-colon", Mark(at.line, _indent(line)), max(len(words), 1), words[:40])


def _after_value(lines: list[str], complaint: Complaint) -> Mistake:
    """Something stands after a value that has ended, or a line is indented wrongly."""
    number = complaint.at.line
    line = _line(lines, number)
    earlier = _open_quote(lines, number - 1)
    if earlier is not None:
        return earlier
    start = _value_start(line)
    if start is not None and complaint.at.column > start:
        if line[start] in "\"'":
            rest = len(line.rstrip()) - complaint.at.column
            return Mistake("text-after-quote", complaint.at, max(rest, 1), line[start])
        if line[start] in "[{":
            return Mistake("text-after-bracket", Mark(number, start), found=line[start])
    if complaint.at.column <= _indent(line):
        return Mistake("yaml-indent", Mark(number, 0), max(_indent(line), 1))
    return _begins_with_sign(lines, number) or Mistake(
        "yaml-syntax", complaint.at, found=_sentence(complaint)
    )


def _begins_with_sign(lines: list[str], number: int) -> Mistake | None:
    line = _line(lines, number)
    start = _value_start(line)
    if start is None or line[start] not in _SIGNS:
        return None
    return Mistake("special-start", Mark(number, start), found=line[start])
