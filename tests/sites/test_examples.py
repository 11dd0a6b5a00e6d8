"""Worked examples in articles: where they may stand, what their pages show, and what they cost."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

ROOM = """
    -- content/a.md --
    --- A
    Before.

    ```example A sunny room
    area = 320 ft² (30 m²)
    load = 20 BTU/h per ft²
    people = 4
    Q = area × load + (people − 2) × 600 BTU/h
    result: Q = 7,600 BTU/h (2.2 kW)
    ```

    After.
"""


def test_a_page_shows_givens_steps_and_result(site: Callable[[str], Site]) -> None:
    built = site(ROOM).build()

    assert built.faults() == []
    page = built.page("a/index.html")
    assert '<figure class="example" id="example-a-sunny-room">' in page
    assert "<div><dt>area</dt><dd>320\u00a0ft² <span>(30\u00a0m²)</span></dd></div>" in page
    assert "<b>Q</b> = area × load + (people − 2) × 600\u00a0BTU/h</p>" in page
    assert "= 320\u00a0ft² × 20\u00a0BTU/h per ft² + (4 − 2) × 600\u00a0BTU/h</p>" in page
    assert '<li class="result">' in page
    assert "<strong>= 7,600\u00a0BTU/h</strong> <span>(2.2\u00a0kW)</span>" in page
    assert page.index("Before.") < page.index("<figure") < page.index("After.")
    assert "```example" not in page


def test_the_markdown_copy_keeps_the_lines(site: Callable[[str], Site]) -> None:
    twin = site(ROOM).build().page("a/index.md")

    assert "```example A sunny room\narea = 320 ft² (30 m²)\n" in twin
    assert "result: Q = 7,600 BTU/h (2.2 kW)\n```\n" in twin


def test_a_title_can_be_linked_to(site: Callable[[str], Site]) -> None:
    built = site(
        f"{ROOM}\n    See [the sum](#example-a-sunny-room), not [the other](#example-room).\n"
    )

    assert built.build().faults() == ["content/a.md:17:55 dead-anchor"]


def test_faults_stand_where_they_are_typed(site: Callable[[str], Site]) -> None:
    """In a list, in a quote, behind tabs and between tildes."""
    built = site("""
        -- content/a.md --
        --- A
        - An item

          ~~~example
          result: a = 2 × 3 = 7
          ~~~

        > ```example
        > result: b = 2 kwat × 3 = 6 kW
        > ```

        1. ```example
           result: c = 2 ÷ 0 = 6
           ```

        ```example
        \tresult: d\t= 2\t× x = 6
        ```
    """).build()

    assert built.faults() == [
        "content/a.md:8:23 wrong-result",
        "content/a.md:12:17 unknown-unit",
        "content/a.md:16:20 division-by-zero",
        "content/a.md:20:18 unknown-name",
    ]


def test_an_empty_example_is_a_fault(site: Callable[[str], Site]) -> None:
    assert site("-- content/a.md --\n--- A\n```example\n\n```\n").build().faults() == [
        "content/a.md:5:4 example-form"
    ]


def test_an_article_has_room_for_fifty(site: Callable[[str], Site]) -> None:
    example = "```example\nresult: a = 2 × 3 = 6\n```\n"

    built = site(f"-- content/a.md --\n--- A\n{example * 51}").build()

    assert built.faults() == ["content/a.md:155:4 example-too-large"]


def test_other_code_stays_code(site: Callable[[str], Site]) -> None:
    """Only the word itself makes an example."""
    built = site("""
        -- content/a.md --
        --- A
        ```examples
        x = 3 kwat
        ```

        ```text
        x = 3 kwat
        ```

            ```example
            x = 3 kwat
            ```
    """).build()

    assert built.faults() == []
    assert built.page("a/index.html").count("x = 3 kwat") == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("## FAQ\n\n### Why?\n\n{}", "9:4"),
        ("A text.\n\n## FAQ\n\n### Why?\n\nSo.\n\n{}", "13:4"),
    ],
)
def test_none_in_an_answer(site: Callable[[str], Site], text: str, place: str) -> None:
    example = "```example\nresult: a = 2 × 3 = 6\n```"
    built = site(f"-- content/a.md --\n--- A\n{text.format(example)}\n").build()

    assert built.faults() == [f"content/a.md:{place} example-place"]


def test_none_in_shared_data(site: Callable[[str], Site]) -> None:
    built = site("""
        -- content/_data/glossary.yaml --
        cop:
          term: COP
          short: A ratio.
          body: |
            It is computed.

            ```example
            result: a = 2 × 3 = 6
            ```
        -- content/a.md --
        --- A
        COP.
    """).build()

    assert built.faults() == ["content/_data/glossary.yaml:7:8 example-place"]


def test_with_a_lowered_fault_the_lines_are_shown_as_typed(site: Callable[[str], Site]) -> None:
    built = site("""
        -- config.yaml --
        title: A hub
        base_url: https://hub.example
        faults: {wrong-result: warning}
        -- content/a.md --
        --- A
        ```example
        result: a = 2 × 3 = 7
        ```
    """).build()

    assert built.faults() == ["content/a.md:6:21 wrong-result"]
    assert "<pre><code>result: a = 2 × 3 = 7</code></pre>" in built.page("a/index.html")


def test_nothing_of_an_example_is_html(site: Callable[[str], Site]) -> None:
    built = site("""
        -- content/a.md --
        --- A
        ```example <script>alert(1)</script>
        result: a = 2 × 3 = 6
        ```
    """).build()

    assert built.faults() == []
    assert "<strong>&lt;script&gt;alert(1)&lt;/script&gt;</strong>" in built.page("a/index.html")


def test_the_front_page_may_have_one(site: Callable[[str], Site]) -> None:
    built = site(f"{ROOM.replace('content/a.md', 'content/index.md')}\n").build()

    assert '<figure class="example"' in built.page("index.html")


@pytest.mark.parametrize(("fence", "imported"), [("text", "False"), ("example", "True")])
def test_without_an_example_nothing_of_it_is_imported(
    site: Callable[[str], Site], fence: str, imported: str
) -> None:
    built = site(f"-- content/a.md --\n--- A\n```{fence}\nresult: a = 2 × 3 = 6\n```\n")
    program = (
        "import sys; from plenum.cli import main;"
        f"main(['check', '--site', {str(built.folder)!r}, '--jobs', '1']);"
        "print('plenum.read.examples' in sys.modules, 'plenum.model.measure' in sys.modules)"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert run.stdout.decode().split()[-2:] == [imported] * 2


FACT = """
    -- content/_data/facts.yaml --
    duct-loss:
      value: {low: 20, high: 30, unit: "%"}
      what: share of the heat that is lost
      valid_until: 2026-12-31
      source: {title: A study, publisher: A house, url: https://e.org/study, accessed: 2026-01-01}
    -- content/a.md --
    --- A
    ```example
    heat = 72 million BTU
    loss = [20 %](fact:duct-loss)
    result: needed = heat ÷ (1 − loss) = 90 million BTU
    ```
"""


def test_a_given_quantity_cites_a_fact(site: Callable[[str], Site]) -> None:
    """It is linked and numbered, its source is listed, and the Markdown copy has its address."""
    built = site(FACT).build()

    assert built.faults() == []
    page = built.page("a/index.html")
    assert '<a class="fact" id="cite-duct-loss" href="/facts/#duct-loss">20\u00a0%</a>' in page
    assert 'href="https://e.org/study"' in page
    assert 'href="#cite-duct-loss"' in page
    assert "= 72\u00a0million BTU ÷ (1 − 20\u00a0%)</p>" in page
    assert "[20 %](https://hub.example/facts/#duct-loss)" in built.page("a/index.md")


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("[20 %]", "[10 %]", "7:15 fact-text"),
        ("fact:duct-loss)", "fact:duct-los)", "7:15 unknown-fact"),
        ("2026-12-31", "2026-10-31", "7:15 expired-fact"),
    ],
)
def test_a_fact_in_an_example_is_checked(
    site: Callable[[str], Site], right: str, wrong: str, found: str
) -> None:
    text = FACT.replace(right, wrong)
    if "[10 %]" in text:
        text = text.replace("90 million", "80 million")

    assert site(text).build().faults() == [f"content/a.md:{found}"]


def test_a_fact_stands_in_a_line_of_its_own(site: Callable[[str], Site]) -> None:
    text = FACT.replace("(1 − loss)", "(1 − [20 %](fact:duct-loss))")
    built = site(text.replace("    loss = [20 %](fact:duct-loss)\n", "")).build()

    assert built.faults() == ["content/a.md:7:37 example-form"]
