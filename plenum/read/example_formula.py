"""A formula of a worked example goes in, what it comes to comes out, computed as it is read.

The formula is read from left to right by its own small grammar: names, numbers with units,
brackets, `+ − × ÷ ^` and a handful of functions. Nothing in it is ever run as code, and how deep
it may go and how much it may compute is bounded, so that no text takes long.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from plenum import lazy_re
from plenum.model.measure import (
    DimensionError,
    Measure,
    PointError,
    Scale,
    SizeError,
    add,
    divide,
    measured,
    multiply,
    power,
)
from plenum.read.example_cursor import ADDING, MULTIPLYING, SPACES, Cursor
from plenum.read.example_functions import FUNCTIONS
from plenum.read.example_kinds import kind_of
from plenum.read.example_lists import (
    LengthError,
    OrderError,
    OutsideError,
    Value,
    each,
)
from plenum.read.example_numbers import Quantity, read_quantity
from plenum.read.example_stated import mismatch
from plenum.read.example_units import ExampleError, read_unit, slip
from plenum.source import nearest_name

NAME = lazy_re.compile(r"[^\W\d_²³][^\W²³]*(?:(?:[ ]|-(?=[^\W\d_])|['’])[^\W²³]+)*")
"""A name: words with single spaces, a hyphen only between letters."""
_CITED = lazy_re.compile(r"\((?P<fact>fact:[^()\s]{1,80})\)")
_EXPONENTS = {"²": 2, "³": 3}
_LARGEST_EXPONENT = 9
PART = "part it into several lines, or into several examples"
_DEEPEST = 20
_MOST_OPERATIONS = 4_000
_MOST_ITEMS = 100
_LONGEST_COMPARED = 40
_MOST_COMPARED = 30
_SEPARATORS = (",", ";")


class Citation(NamedTuple):
    """A fact that a given quantity rests on, as `fact:id`, and where that stands in its line."""

    target: str
    start: int
    end: int


class Known(NamedTuple):
    """What a name stands for, and how it is shown; `value` is missing if it has a fault."""

    value: Value | None
    text: str


class UnknownValueError(Exception):
    """The formula uses what could not be computed: that has been told already."""


class Formula(Cursor):
    """Reads one formula of an example."""

    def __init__(self, text: str, start: int, end: int, known: Mapping[str, Known]) -> None:
        """Take the line, where the formula stands in it, and what its names stand for."""
        super().__init__(text[:end], start)
        self.used: set[str] = set()
        self.scales: list[Scale] = []
        self.cited: Citation | None = None
        self._known = known
        self._operations = 0
        self._depth = 0
        self._is_single = False

    @property
    def is_given(self) -> bool:
        """Whether it is nothing but a number with its unit, or a list of them."""
        return self._is_single

    def read(self) -> Value:
        """Compute the formula up to its end, or to a bracket behind a single number.

        Raises ExampleError and UnknownValueError.
        """
        self._skip()
        self._is_single = self._peek() == "[" or self._is_number(self._at) or self._is_negative()
        value = self._sum()
        self._is_single = self._is_single and self._operations == 0
        self._skip()
        rest = self._peek()
        if rest and not (rest == "(" and self._is_single):
            raise self._unexpected()
        return value

    # -- the grammar ------------------------------------------------------------------------

    def _sum(self) -> Value:
        start = self._here()
        value = self._product()
        while (sign := self._sign(ADDING)) is not None:
            begin = self._here()
            factor = ADDING[sign]
            other = self._product()
            value = self._compute(
                lambda one, two, factor=factor: add(one, two, sign=factor),  # type: ignore[misc]
                (value, start, begin),
                (other, begin, self._at),
                "added" if factor > 0 else "subtracted",
            )
        return value

    def _product(self) -> Value:
        start = self._here()
        value = self._factor()
        while (sign := self._sign(MULTIPLYING)) is not None:
            begin = self._here()
            other = self._factor()
            over = MULTIPLYING[sign] == "÷"
            if over:
                self._forbid_zero(other, begin)
            done = "divided" if over else "multiplied"
            operation = divide if over else multiply
            value = self._compute(operation, (value, start, begin), (other, begin, self._at), done)
        return value

    def _factor(self) -> Value:
        self._deeper()
        start = self._here()
        if self._is_negative():
            value: Value = self._quantity(signed=True).measure
            self._forbid_exponent(start, "put the number with its minus in brackets")
        elif self._peek() in {"−", "-"}:
            self._show("sign", "−")
            self._at += 1
            begin = self._here()
            minus = Measure(Fraction(-1))
            value = self._compute(
                multiply, (minus, start, begin), (self._factor(), begin, self._at), "turned round"
            )
        else:
            value = self._power()
        self._depth -= 1
        return value

    def _power(self) -> Value:
        start = self._here()
        value = self._primary()
        self._skip()
        sign = self._peek()
        if sign not in {"^", *_EXPONENTS}:
            return value
        self._at += 1
        exponent = _EXPONENTS.get(sign) or self._exponent()
        self._show("sign", "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(exponent)))
        if self._peek() in {"^", *_EXPONENTS}:
            raise self._unexpected()
        one = Measure(Fraction(1))
        here = (one, self._at, self._at)
        return self._compute(
            lambda base, _: power(base, exponent), (value, start, self._at), here, "multiplied"
        )

    def _exponent(self) -> int:
        found = re.compile(r"[ ]?([0-9]+)").match(self._text, self._at)
        if found is None or len(found[1]) > 1:
            raise slip(
                self._at - 1,
                found.end() if found else self._at,
                "example-form",
                problem="only whole numbers from 0 to 9 can stand behind '^'",
                advice="write the product out, such as a × a",
            )
        self._at = found.end()
        return int(found[1])

    def _primary(self) -> Value:
        sign = self._peek()
        if sign == "(":
            return self._bracket()
        if sign == "[":
            return self._list()
        if self._is_number(self._at):
            start = self._at
            quantity = self._quantity()
            if quantity.scale.name:
                self._forbid_exponent(start, "write the unit so, as in ft² or m³")
            return quantity.measure
        name = NAME.match(self._text, self._at)
        if name is None:
            raise self._unexpected()
        after = SPACES.match(self._text, name.end())
        if after and self._text[after.end() : after.end() + 1] == "(":
            return self._call(name[0])
        return self._name(name)

    def _bracket(self) -> Value:
        self._deeper()
        opening = self._at
        self._show("sign", "(")
        self._at += 1
        value = self._sum()
        self._close(opening, ")")
        self._depth -= 1
        return value

    def _list(self) -> Value:
        opening = self._at
        self._at += 1
        items: list[Quantity] = []
        while not items or self._sign_of(_SEPARATORS):
            self._skip()
            items.append(read_quantity(self._text, self._at, self._known, signed=True))
            self._at = items[-1].end
            if len(items) > _MOST_ITEMS:
                what = f"this list has more than {_MOST_ITEMS} numbers"
                raise slip(opening, self._at, "example-too-large", what=what, advice=PART)
        self._close(opening, "]", shown=False)
        if len(items) == 1 and (cited := _CITED.match(self._text, self._at)):
            self._cite(cited)
            return self._one(items[0])
        scale, end = read_unit(self._text, self._at, self._known)
        if scale.name and any(item.scale.name for item in items):
            raise slip(
                self._at,
                end,
                "example-form",
                problem="this list has units in it and one behind it",
                advice="write the unit once, behind the bracket: [62, 47] °F",
            )
        self._at = end
        self.scales += [scale] if scale.name else [item.scale for item in items]
        self._show("number", " ".join(self._text[opening:end].split()).replace("-", "−"))
        return tuple(measured(item.number, scale) if scale.name else item.measure for item in items)

    def _cite(self, cited: re.Match[str]) -> None:
        """Note the fact that a number rests on: `[20 %](fact:duct-loss)`."""
        self._at = cited.end()
        if not self._is_single:
            raise slip(
                *cited.span("fact"),
                "example-form",
                problem="a fact is cited inside of a formula",
                advice=f"give it a line of its own: loss = [20 %]({cited['fact']})",
            )
        self.cited = Citation(cited["fact"], *cited.span("fact"))

    def _one(self, quantity: Quantity) -> Measure:
        """Return a quantity, and show it."""
        if quantity.scale.name:
            self.scales.append(quantity.scale)
        self._show("number", quantity.text)
        return quantity.measure

    def _name(self, found: re.Match[str]) -> Value:
        name = found[0]
        known = self._known.get(name)
        if known is None:
            raise self._unknown(name, found.start(), found.end())
        self._at = found.end()
        self.used.add(name)
        self._show("name", name)
        if known.value is None:
            raise UnknownValueError
        return known.value

    def _unknown(self, name: str, start: int, end: int) -> ExampleError:
        by_case = {known.casefold(): known for known in self._known}
        near = by_case.get(name.casefold()) or self._nearest(name)
        two = next((known for known in self._known if name.startswith(f"{known} ")), None)
        if near:
            advice = f"did you mean '{near}'?"
        elif two:
            advice = f"put a sign behind '{two}': to multiply, write ×"
        else:
            advice = f"give it a line above: {name} = …"
        return slip(start, end, "unknown-name", name=name, advice=advice)

    def _nearest(self, name: str) -> str | None:
        """Return the known name most like one; many names, and long ones, take long to compare."""
        if len(name) > _LONGEST_COMPARED:
            return None
        names = [known for known in self._known if len(known) <= _LONGEST_COMPARED]
        return nearest_name(name, names[-_MOST_COMPARED:])

    # -- functions --------------------------------------------------------------------------

    def _call(self, name: str) -> Value:
        start = self._at
        if name not in FUNCTIONS:
            by_sign = name in self._known
            problem = (
                f"'{name}' is no function" if not by_sign else f"a sign is missing after '{name}'"
            )
            advice = f"functions are {', '.join(FUNCTIONS)}; to multiply, write ×"
            raise slip(start, start + len(name), "example-form", problem=problem, advice=advice)
        self._deeper()
        self._show("name", name)
        self._at += len(name)
        self._skip()
        opening = self._at
        self._show("sign", "(")
        self._at += 1
        arguments = [self._sum()]
        while separator := self._sign_of(_SEPARATORS):
            self._show("sign", separator)
            arguments.append(self._sum())
        self._close(opening, ")")
        self._depth -= 1
        return self._apply(name, arguments, start)

    def _apply(self, name: str, arguments: list[Value], start: int) -> Value:
        function = FUNCTIONS[name]
        form = function.form
        text = self._text[start : self._at]
        if not function.fewest <= len(arguments) <= function.most:
            problem = f"'{text}' does not have what {name} needs"
            raise slip(
                start, self._at, "example-form", problem=problem, advice=f"write it so: {form}"
            )
        self._spend(sum(1 if isinstance(a, Measure) else len(a) for a in arguments))
        try:
            return function.call(arguments)
        except LengthError as error:
            raise self._lengths(error, start) from None
        except OrderError:
            problem = f"'{text}' cannot be looked up as it stands"
            raise slip(
                start, self._at, "example-form", problem=problem, advice=f"write it so: {form}"
            ) from None
        except OutsideError:
            raise slip(start, self._at, "outside-table", found=text) from None
        except PointError:
            values = {"found": text, "done": "added up"}
            raise slip(start, self._at, "temperature-as-difference", **values) from None
        except DimensionError:
            kinds = f"{', '.join(dict.fromkeys(map(kind_of, arguments)))}"
            problem = f"what stands in '{text}' cannot be compared: {kinds}"
            raise slip(
                start, self._at, "example-form", problem=problem, advice=f"write it so: {form}"
            ) from None
        except SizeError:
            raise self._too_large(start) from None

    # -- computing --------------------------------------------------------------------------

    def _compute(
        self,
        operation: Callable[[Measure, Measure], Measure],
        one: tuple[Value, int, int],
        other: tuple[Value, int, int],
        done: str,
    ) -> Value:
        """Do something with two values, each with its place."""
        (first, start, _), (second, begin, end) = one, other
        end = begin + len(self._text[begin:end].rstrip())
        count = max(1 if isinstance(v, Measure) else len(v) for v in (first, second))
        self._spend(count)
        try:
            return each(operation, first, second)
        except LengthError as error:
            raise self._lengths(error, start) from None
        except DimensionError:
            texts = self._operands(one, other)
            operands = (texts[0], first), (texts[1], second)
            raise mismatch((begin, end), *operands, f": they cannot be {done}") from None
        except PointError:
            is_second = _is_point(second)
            place = (begin, end) if is_second else (start, self._end_of(one))
            found = self._operands(one, other)[1 if is_second else 0]
            raise slip(*place, "temperature-as-difference", found=found, done=done) from None
        except SizeError:
            raise self._too_large(start) from None

    def _operands(
        self, one: tuple[Value, int, int], other: tuple[Value, int, int]
    ) -> tuple[str, str]:
        first = self._text[one[1] : self._end_of(one)]
        return first, self._text[other[1] : other[2]].strip()

    def _end_of(self, one: tuple[Value, int, int]) -> int:
        """Return where a first operand ends: before the sign behind it."""
        signs = "".join((*ADDING, *MULTIPLYING)) + " \t\u00a0\u202f"
        return one[1] + len(self._text[one[1] : one[2]].rstrip(signs))

    def _forbid_zero(self, value: Value, start: int) -> None:
        values = [value] if isinstance(value, Measure) else value
        if any(each.value == 0 and not each.is_point for each in values):
            found = self._text[start : self._at].strip()
            raise slip(start, self._at, "division-by-zero", found=found)

    def _forbid_exponent(self, start: int, advice: str) -> None:
        if self._text[self._at : self._at + 1] in {"^", *_EXPONENTS}:
            found = self._text[start : self._at + 1]
            problem = f"'{found}' can be read in two ways"
            raise slip(start, self._at + 1, "example-form", problem=problem, advice=advice)

    def _spend(self, count: int) -> None:
        self._operations += count
        if self._operations > _MOST_OPERATIONS:
            raise self._too_large(self._at)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST * 2:
            what = f"this formula has brackets deeper than {_DEEPEST}"
            raise slip(self._at, self._at + 1, "example-too-large", what=what, advice=PART)

    def _too_large(self, start: int) -> ExampleError:
        what = "what this comes to is too large, or no number"
        advice = "check the figures and their units; larger than this nothing is"
        return slip(start, self._at, "example-too-large", what=what, advice=advice)

    def _lengths(self, error: LengthError, start: int) -> ExampleError:
        one, other = error.args
        problem = f"these lists have {one} and {other} numbers"
        advice = "give them one number for each row, in the same order"
        return slip(start, self._at, "example-form", problem=problem, advice=advice)

    def _quantity(self, *, signed: bool = False) -> Quantity:
        quantity = read_quantity(self._text, self._at, self._known, signed=signed)
        self._at = quantity.end
        self._one(quantity)
        return quantity


def _is_point(value: Value) -> bool:
    return value.is_point if isinstance(value, Measure) else any(each.is_point for each in value)
