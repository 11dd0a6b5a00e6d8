"""Regular expressions that are compiled when they are first used."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import plenum
from plenum import lazy_re


def test_it_is_used_as_a_compiled_one_is() -> None:
    pattern = lazy_re.compile(r"(?P<word>[a-z]+)-", re.IGNORECASE)
    assert [match["word"] for match in pattern.finditer("Air-to-air")] == ["Air", "to"]
    assert pattern.sub("", "Air-to-air") == "air"
    assert pattern.pattern == r"(?P<word>[a-z]+)-"
    assert dict(pattern.groupindex) == {"word": 1}
    assert pattern.flags & re.IGNORECASE


def test_it_is_compiled_when_it_is_used() -> None:
    wrong = lazy_re.compile("(")
    with pytest.raises(re.error, match="unterminated"):
        wrong.match("")


def test_a_misspelt_method_is_told() -> None:
    with pytest.raises(AttributeError, match="serach"):
        lazy_re.compile("a").serach  # type: ignore[attr-defined]  # noqa: B018


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(plenum.__path__, "plenum."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """A wrong one would be told when an editor's text comes to it."""
    holders: list[object] = [*modules()]
    holders += [each for one in modules() for each in vars(one).values() if isinstance(each, type)]
    found = [value for each in holders for value in vars(each).values()]
    patterns = [each for each in found if isinstance(each, lazy_re.Pattern)]
    assert len(patterns) > 400
    for each in patterns:
        assert each.groups >= 0
