"""The lock files fit what they lock, and name no host but the public ones."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PUBLIC = {"https://pypi.org/simple", "https://files.pythonhosted.org"}


def test_the_python_lock_names_only_the_public_registry() -> None:
    source = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r'"((?:https?|file|ssh)://[^"]*?)(?:/packages/[^"]*)?"', source))
    assert hosts == PUBLIC


def test_every_locked_package_is_from_the_registry_or_is_this_project() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    elsewhere = [
        package["name"]
        for package in lock["package"]
        if package["source"] != {"registry": "https://pypi.org/simple"}
    ]
    assert elsewhere == ["plenum"]


@pytest.mark.parametrize("folder", ["node", "lighthouse"])
def test_the_node_locks_name_no_download_address(folder: str) -> None:
    source = (ROOT / "tools" / folder / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in source
    assert '"integrity"' in source
