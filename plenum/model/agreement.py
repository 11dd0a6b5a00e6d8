"""Two figures go in, whether they speak of the same amount comes out."""

from plenum.model.figures import Figure
from plenum.model.quantity import Kind, Number, agree, convert


def are_comparable(one: Figure, other: Figure) -> bool:
    """Whether both measure the same; ratings only by the same test."""
    if one.unit.kind is Kind.RATING or other.unit.kind is Kind.RATING:
        return one.unit is other.unit
    return one.unit.kind is other.unit.kind


def is_within(figure: Figure, other: Figure) -> bool:
    """Whether a figure is the other one, as precisely as they are written, or lies in its range."""
    if not are_comparable(figure, other):
        return False
    ends = sorted(each.value for each in other.numbers)
    is_rough = figure.is_rough or other.is_rough

    def fits(number: Number) -> bool:
        if ends[0] <= convert(number.value, figure.unit, other.unit) <= ends[-1]:
            return True
        one = (number, figure.unit)
        return any(
            agree(one, (end, other.unit), is_rough=is_rough, is_limit=False)
            for end in other.numbers
        )

    return all(map(fits, figure.numbers))
