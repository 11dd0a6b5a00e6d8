"""A value and what stands for it in the YAML go in, the place of each character comes out."""

_SIMPLE_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029", "\t": "\t",
}  # fmt: skip
_NUMBERED_ESCAPES = {"x": 2, "u": 4, "U": 8}
_SPACES = " \t\n"


def aligned(value: str, typed: str) -> list[int] | None:
    """Return at which offset of `typed` each character of `value` stands.

    `typed` is a scalar of YAML with its quotation marks, or with the line that begins a folded
    or literal text. None where the two cannot be brought together, as behind an alias.
    """
    if value == typed:
        return list(range(len(value)))
    style = typed[:1]
    at = typed.find("\n") + 1 if style in {"|", ">"} else int(style in {'"', "'"})
    places = []
    for character in value:
        if character in _SPACES:
            places.append(at)
            if at < len(typed) and typed[at] in _SPACES:
                at += 1
                continue
        else:
            at = _next(typed, at, style)
            places.append(at)
        read, length = _character(typed, at, style)
        if read == character:
            at += length
        elif character not in _SPACES:
            return None
    return places


def _next(typed: str, at: int, style: str) -> int:
    """Return where the next character that is no space begins.

    A line between double quotes may end in a backslash.
    """
    while at < len(typed):
        if typed[at] in _SPACES:
            at += 1
        elif style == '"' and typed.startswith("\\\n", at):
            at += len("\\\n")
        else:
            break
    return at


def _character(typed: str, at: int, style: str) -> tuple[str, int]:
    """Return the character that is typed at an offset, and in how many characters."""
    if style == "'" and typed.startswith("''", at):
        return "'", len("''")
    if style != '"' or not typed.startswith("\\", at):
        return typed[at : at + 1], 1
    kind = typed[at + 1 : at + 2]
    digits = _NUMBERED_ESCAPES.get(kind, 0)
    if not digits:
        return _SIMPLE_ESCAPES.get(kind, ""), len("\\n")
    try:
        return chr(int(typed[at + 2 : at + 2 + digits], 16)), 2 + digits
    except (ValueError, OverflowError):
        return "", 2 + digits
