"""Print what was measured as Markdown: figures go in, tables come out."""
# ruff: noqa: INP001 (a script's module, not a package)

import datetime as dt
import json
import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from generators import HERE, Generator
from measure import Figures

STATES = ("cold", "again", "edited")
Runs = dict[str, dict[str, list[Figures]]]
"""Of each generator and state, the figures of each round."""

_TO = "hugo"
"""Ratios are to this one, where it takes part."""
_HEADINGS = {
    "cold": "into an empty folder, nothing kept",
    "again": "again, nothing changed",
    "edited": "after one edit in one article",
}


def headline(generators: Sequence[Generator]) -> str:
    """Return what was measured, where and when, and what differs."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{', '.join(dict.fromkeys(_versions(generators)))}.\n\n"
        f"Measured on {dt.datetime.now(tz=dt.UTC).date()} with Python "
        f"{platform.python_version()} on {platform.system()}, {os.cpu_count()} processors "
        f"({_processor()}), load before: {load}.\n\n"
        + "".join(f"- {each.title}: {each.does}.\n" for each in generators)
    )


def tables(generators: Sequence[Generator], runs: Runs, articles: int) -> str:
    """Return a table for each state."""
    return "\n".join(_table(generators, runs, articles, state) for state in STATES)


def _table(generators: Sequence[Generator], runs: Runs, articles: int, state: str) -> str:
    rounds = max((len(each[state]) for each in runs.values()), default=0)
    lines = [
        f"{articles:,} articles, {_HEADINGS[state]} ({rounds} round{'s' * (rounds > 1)}):\n",
        "| | Wall | Times Hugo | Processor | Times Hugo | Peak memory | Times Hugo |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    base = runs.get(_TO, {}).get(state, [])
    for generator in generators:
        figures = runs[generator.name][state]
        cells = [
            _seconds([each.wall for each in figures]),
            _times([each.wall for each in figures], [each.wall for each in base]),
            _seconds([each.processor for each in figures]),
            _times([each.processor for each in figures], [each.processor for each in base]),
            f"{statistics.median(each.memory for each in figures):,.0f} MB",
            _times([each.memory for each in figures], [each.memory for each in base]),
        ]
        lines.append(f"| {generator.title} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _seconds(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} s"


def _times(values: Sequence[float], base: Sequence[float]) -> str:
    if not base:
        return ""
    ratio = statistics.median(one / other for one, other in zip(values, base, strict=True))
    return f"{ratio:.2f}"


def _versions(generators: Sequence[Generator]) -> Iterator[str]:
    for generator in generators:
        pins = HERE / generator.folder
        if generator.needs == "python":
            name = generator.folder
            for line in (pins / "requirements.txt").read_text("utf-8").splitlines():
                if line.startswith(f"{name}=="):
                    yield line.replace("==", " ")
        elif generator.needs == "node":
            locked = json.loads((pins / "package.json").read_text("utf-8"))["dependencies"]
            name = next(each for each in locked if each.split("/")[-1] == generator.folder)
            yield f"{name} {locked[name]}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
