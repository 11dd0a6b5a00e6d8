"""Print how many of CommonMark's and GFM's published examples look the same here.

Run from the project's root: `.venv/bin/python -m tools.measure_commonmark`.
"""

from collections import Counter

from tests.commonmark.agreement import measure


def main() -> None:
    """Print a line for each suite, and for each section in which something differs."""
    for suite, results in measure().items():
        states = Counter(state for _, state in results)
        print(f"{suite}: {len(results)} examples, {_line(states)}")
        sections: dict[str, Counter[str]] = {}
        for example, state in results:
            sections.setdefault(example.section, Counter())[state] += 1
        for section, counts in sections.items():
            if counts["same"] < counts.total():
                print(f"  {section}: {_line(counts)}")


def _line(states: Counter[str]) -> str:
    share = states["same"] / states.total()
    return f"same {states['same']} ({share:.0%}), told {states['told']}, silent {states['silent']}"


if __name__ == "__main__":
    main()
