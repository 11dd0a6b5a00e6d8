"""Where the reading of a formula stands: the signs that come next, and what has been read.

What has been read is kept in pieces, as a page shows it: with true signs and single spaces.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from plenum import lazy_re
from plenum.read.example_numbers import begins_number
from plenum.read.example_units import ExampleError, slip

SPACES = lazy_re.compile(r"[ \t\u00a0\u202f]*")
"""What may stand between two pieces."""
ADDING = {"+": 1, "−": -1, "-": -1, "–": -1}
MULTIPLYING = {"×": "×", "*": "×", "·": "×", "⋅": "×", "÷": "÷", "/": "÷"}
"""The signs of sums, and of products, as they may be typed."""

PieceKind = Literal["name", "number", "sign"]


class Piece(NamedTuple):
    """A piece of a formula: the name of a quantity, a number with its unit, or a sign."""

    kind: PieceKind
    text: str


class Cursor:
    """A place in a line that goes forward."""

    def __init__(self, text: str, start: int) -> None:
        """Take the line up to where the formula ends, and where it begins."""
        self.pieces: list[Piece] = []
        self._text = text
        self._at = start

    @property
    def shown(self) -> str:
        """The formula as a page shows it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def at(self) -> int:
        """Where reading has ended."""
        return self._at

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self) -> None:
        space = SPACES.match(self._text, self._at)
        self._at = space.end() if space else self._at

    def _here(self) -> int:
        self._skip()
        return self._at

    def _sign(self, signs: Iterable[str]) -> str | None:
        """Take one of the signs that stand between two values, if one stands here."""
        self._skip()
        sign = self._peek()
        if not sign or sign not in signs:
            return None
        self._at += 1
        shown = MULTIPLYING.get(sign) or ("+" if sign == "+" else "−")
        self._show("sign", f" {shown} ")
        return sign

    def _sign_of(self, signs: tuple[str, ...]) -> str:
        self._skip()
        sign = self._peek()
        if sign not in signs:
            return ""
        self._at += 1
        return f"{sign} "

    def _is_number(self, at: int) -> bool:
        return begins_number(self._text, at)

    def _is_negative(self) -> bool:
        return self._peek() in {"−", "-"} and self._is_number(self._at + 1)

    def _show(self, kind: PieceKind, text: str) -> None:
        self.pieces.append(Piece(kind, text))

    def _close(self, opening: int, sign: str, *, shown: bool = True) -> None:
        self._skip()
        if not self._peek():
            typed = self._text[opening]
            raise slip(
                opening,
                opening + 1,
                "example-form",
                problem=f"the '{typed}' here is never closed",
                advice=f"put a '{sign}' where it ends",
            )
        if self._peek() != sign:
            raise self._unexpected()
        self._at += 1
        if shown:
            self._show("sign", sign)

    def _unexpected(self) -> ExampleError:
        self._skip()
        found = self._text[self._at : self._at + 20].split(" ")[0].split("\t")[0]
        if not found:
            problem, advice = "this formula ends too early", "write what belongs behind the sign"
            return slip(len(self._text.rstrip()) - 1, len(self._text.rstrip()), "example-form",
                        problem=problem, advice=advice)  # fmt: skip
        problem = f"'{found}' cannot stand here"
        advice = "between two quantities stands one of + − × ÷; write numbers as 7,600 or 0.35"
        return slip(self._at, self._at + len(found), "example-form", problem=problem, advice=advice)
