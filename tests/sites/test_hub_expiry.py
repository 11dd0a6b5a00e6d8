"""The hub on a later day: `check` tells every place that will be wrong, and no other.

What is expected is read from the files by other means than the build's.
"""

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from plenum.cli import main

ROOT = Path(__file__).parents[2]

_CITED = re.compile(r"\]\(<?(?P<target>fact:(?P<id>[\w-]+))(?P<past>\?past)?>?[ )]")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---$", re.DOTALL | re.MULTILINE)

Place = tuple[str, str, int, int]


class _Texts(yaml.SafeLoader):
    """Reads dates and numbers as they are typed."""


_Texts.yaml_implicit_resolvers = {}


def registered(site: Path) -> dict[str, Any]:
    """Return all facts of a site."""
    files = sorted((site / "content" / "_data" / "facts").rglob("*.yaml"))
    loaded = [yaml.load(path.read_text("utf-8"), _Texts) for path in files]  # noqa: S506 (it is safe)
    return {name: fact for facts in loaded for name, fact in facts.items()}


def last_day(text: str) -> dt.date:
    """Return the last day of a day, a month or a year."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts if len(parts) == 2 else (parts[0], 12)
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def is_published(text: str, day: dt.date) -> bool:
    """Whether readers find the article on a day."""
    front = yaml.load(_FRONT_MATTER.match(text)[1], _Texts)  # type: ignore[index] # noqa: S506
    begins, expires = (str(front.get(key) or "")[:10] for key in ("date", "expires"))
    if front.get("draft") in {"true", "yes"}:
        return False
    return begins <= day.isoformat() and (not expires or day.isoformat() <= expires)


def sources(site: Path, day: dt.date) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of all that may cite a fact."""
    for path in sorted((site / "content").rglob("*")):
        text = path.read_text("utf-8") if path.suffix in {".md", ".yaml"} else ""
        if text and (path.suffix == ".yaml" or is_published(text, day)):
            yield path.relative_to(site).as_posix(), text


def expected(site: Path, day: dt.date) -> set[Place]:
    """Return each fact that is over on a day, with each place that tells it as true."""
    over = {
        name
        for name, fact in registered(site).items()
        if fact.get("valid_until") and last_day(fact["valid_until"]) < day
    }
    return {
        (match["id"], path, number, match.start("target") + 1)
        for path, text in sources(site, day)
        for number, line in enumerate(text.splitlines(), 1)
        for match in _CITED.finditer(line)
        if match["id"] in over and not match["past"]
    }


def told(site: Path, day: dt.date, capsys: pytest.CaptureFixture[str]) -> set[Place]:
    """Return what `check` says on that day."""
    main(["check", "--site", str(site), "--today", day.isoformat(), "--format", "json"])
    faults = json.loads(capsys.readouterr().out)["diagnostics"]
    return {
        (each["message"].split("'")[1], each["path"], each["line"], each["column"])
        for each in faults
        if each["id"] == "expired-fact"
    }


@pytest.mark.parametrize("day", ["2026-11-21", "2026-12-31", "2027-01-01", "2028-01-01"])
def test_what_will_have_expired_is_told(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The fact and the place, exactly."""
    today = dt.date.fromisoformat(day)
    assert told(ROOT, today, capsys) == expected(ROOT, today)


def test_every_place_is_told_when_all_facts_are_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each citation in the hub, were it written so that each fact ends in the middle of 2027."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    for path in (tmp_path / "content" / "_data" / "facts").rglob("*.yaml"):
        text = re.sub(r"^  valid_until:.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        text = re.sub(r"^([\w-]+:)$", r"\1\n  valid_until: 2027-06", text, flags=re.MULTILINE)
        path.write_text(text, "utf-8")

    places = expected(tmp_path, dt.date(2027, 7, 1))

    assert len(places) > 100
    assert told(tmp_path, dt.date(2027, 7, 1), capsys) == places
    assert told(tmp_path, dt.date(2027, 6, 30), capsys) == set()
