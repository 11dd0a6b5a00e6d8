"""A worked example as its page shows it: what is given, what is computed, what it comes to."""

from msgspec import Struct


class ExampleGiven(Struct, frozen=True):
    """A quantity that is given; `also` is the same in other units, as stated.

    `cited` is the number of the body's reference to the fact that it rests on; on its page
    `html` is the value with a link to it. Both are there only where a fact is cited.
    """

    name: str
    value: str
    also: str = ""
    cited: int | None = None
    html: str = ""


class ExampleStep(Struct, frozen=True):
    """A quantity that is computed.

    `filled` is the formula with numbers in the place of names; empty where that says nothing
    new. `value` is as stated, else to some four figures; `is_exact` where nothing is rounded.
    """

    name: str
    formula: str
    filled: str
    value: str
    also: str
    is_exact: bool
    is_result: bool


class Example(Struct, frozen=True):
    """A worked example; `title` may be empty, `anchor` is its id on the page."""

    anchor: str
    title: str
    givens: tuple[ExampleGiven, ...]
    steps: tuple[ExampleStep, ...]

    @property
    def text(self) -> str:
        """All that can be read in it, for the search."""
        givens = [f"{given.name} = {_both(given.value, given.also)}" for given in self.givens]
        steps = [
            f"{step.name} = {step.formula}"
            f" {'=' if step.is_exact else '≈'} {_both(step.value, step.also)}"
            for step in self.steps
        ]
        return "; ".join(filter(None, (self.title, *givens, *steps)))


def _both(value: str, also: str) -> str:
    return f"{value} ({also})" if also else value
