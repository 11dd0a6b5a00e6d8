"""The fixture by which a test makes its site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites.harness import Site


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Return a function that writes the files of a text as a site."""
    return lambda text: Site(tmp_path / "site", text)
