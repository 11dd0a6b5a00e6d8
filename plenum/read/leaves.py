"""Lines of a text go in, those of one block of code, raw HTML or quote come out."""

import re

from plenum.read.lines import LEVEL, TO_BLANK, indentation


def code_lines(lines: list[str], at: int, fence: re.Match[str], base: int) -> tuple[list[str], int]:
    """Return the lines of fenced code, and where the next block begins.

    The opening fence stands at `at`, its container's text at the column `base`. Code ends with
    the closing fence, its container or the text.
    """
    indent = indentation(lines[at])
    closing = re.compile(rf"[ ]{{0,3}}{fence['fence'][0]}{{{len(fence['fence'])},}}+[ ]*+$")
    code: list[str] = []
    for number in range(at + 1, len(lines)):
        line = lines[number]
        own = indentation(line)
        if line.strip() and own < base:
            return code, number
        if closing.match(line, base):
            return code, number + 1
        code.append(line[min(own, indent) :])
    return code, len(lines)


def fenced(info: str, code: list[str]) -> list[str]:
    """Return code between fences that nothing in it can end."""
    longest = max((len(run) for run in re.findall("`+", "\n".join(code))), default=0)
    mark = "`" * max(3, longest + 1)
    return [mark + info, *code, mark]


def html_lines(
    lines: list[str], at: int, ends: re.Pattern[str], base: int
) -> tuple[list[str], int]:
    """Return the lines of raw HTML from `at`, and where the next block begins."""
    html: list[str] = []
    for number in range(at, len(lines)):
        line = lines[number]
        own = indentation(line)
        if own < base if line.strip() else ends is TO_BLANK:
            return html, number
        html.append(line[min(base, own) :])
        if ends.search(line):
            return html, number + 1
    return html, len(lines)


def quote_lines(lines: list[str], at: int, base: int) -> tuple[list[str], int]:
    """Return what stands behind the marks of a quote from `at`, and where they end."""
    inner: list[str] = []
    for number in range(at, len(lines)):
        line = lines[number]
        text = line.lstrip(" ")
        if not text.startswith(">") or not 0 <= len(line) - len(text) - base < LEVEL:
            return inner, number
        inner.append(text[1:].removeprefix(" "))
    return inner, len(lines)
