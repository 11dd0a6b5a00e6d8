"""Measure what YAML costs that is wrong in each of its lines: twice the lines, twice the time.

    .venv/bin/python benchmarks/recovery.py [LINES]

Texts of LINES lines (default: 4,000), and of twice as many, are read, each kind with another
slip in every entry. The script prints the least processor times of three rounds and their
ratio, and fails where twice the lines take more than three times as long.
"""
# ruff: noqa: INP001 (a script, not a package)

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.source import decode_source, parse_yaml  # noqa: E402 (after the path is set)

MOST = 3.0
"""How many times as long twice the lines may take."""
ROUNDS = 3

KINDS: dict[str, Callable[[int], str]] = {
    "colons in items": lambda n: "faq:\n" + "  - question: a: b\n    answer: c\n" * (n // 2),
    "open brackets": lambda n: "c:\n  rows:\n" + "".join(f"    r{i}: [a\n" for i in range(n)),
    "open quotes": lambda n: "c:\n" + "  k: 'x\n  l: \"y\n" * (n // 2),
    "doubled quotes": lambda n: "c:\n  a: 'x\n" + "".join(f"  k{i}: ''y\n" for i in range(n)),
    "tabs": lambda n: "faq:\n" + "\t- question: a\n" * n,
    "tabs inside": lambda n: "faq:\n" + "  - id: a\n\t  title: T\n" * (n // 2),
    "invisible": lambda n: "c:\n" + "".join(f"\u00a0 k{i}: a: b\n" for i in range(n)),
    "too far out": lambda n: "c:\n   a: b\n" + "".join(f"  k{i}: a\n" for i in range(n)),
    "too far in": lambda n: "c: a\n" + "".join(f"   k{i}: a\n" for i in range(n)),
    "to and fro": lambda n: "c: a\n" + "   k: a: b\n    l: a: b\n" * (n // 2),
    "ever further in": lambda n: "c:\n" + "".join(" " * (i % 40) + "- a: b: c\n" for i in range(n)),
    "ever further out": lambda n: "c:\n" + "".join(" " * (40 - i % 40) + "k: a: b\n"
                                                   for i in range(n)),
    "dashes in a row": lambda n: "c:\n" + "- - - - - - - a: b: c\n" * (n // 2),
    "no colons": lambda n: "c:\n" + "  a: b\n  words here\n" * (n // 2),
    "items in brackets": lambda n: "c:\n  k: [\n" + "  a: b: c,\n" * n,
    "a key over and over": lambda n: "c:\n  x: a: b\n" + "  k: v\n" * n,
    "names used elsewhere": lambda n: "x: *b\nc:\n" + "  - *a\n" * n + "  - &a b: c: d\n",
}  # fmt: skip


def seconds(text: str) -> float:
    """Return the least processor time of reading a text."""
    source, _ = decode_source("content/_data/facts.yaml", text.encode())
    assert source is not None  # noqa: S101
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        _, faults = parse_yaml(source)
        times.append(time.process_time() - started)
        assert faults, text[:80]  # noqa: S101
    return min(times)


def main(lines: int = 4000) -> int:
    """Measure, print, and return 1 where the time grows faster than the text."""
    worst = 0.0
    for name, make in KINDS.items():
        short, long = seconds(make(lines)), seconds(make(2 * lines))
        worst = max(worst, long / short)
        sys.stdout.write(f"{name}: {short:.3f} s, {long:.3f} s, {long / short:.1f} times\n")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
