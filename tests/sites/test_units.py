"""Quantities in both systems of units: where pages mark them, and where they stay plain text."""

import json
import re
from collections.abc import Callable

from plenum.render.style import csp_hash
from tests.sites.harness import Site

Make = Callable[[str], Site]
PAIR = "5 °F (−15 °C)"
HELD = PAIR.replace(" °", "\u00a0°")
MARKED = (
    '<span class="u-us">5\u00a0°F</span><span class="u-both"> (</span>'
    '<span class="u-si">−15\u00a0°C</span><span class="u-both">)</span>'
)
EVERYWHERE = f"""
    -- content/a.md --
    ---
    title: A
    description: At {PAIR}.
    short_answer: In the answer {PAIR}.
    takeaways:
      - In a takeaway {PAIR}.
    comparison:
      caption: Compared
      options: [One, Two]
      rows:
        Limit: [A cell {PAIR}, none]
      verdict:
        One: the verdict {PAIR}
    faq:
      - question: Does it run at {PAIR}?
        answer: The reply {PAIR}.
    ---
    In the body {PAIR}, [in a link {PAIR}](b.md "A title {PAIR}"), `in code {PAIR}`.

    ![In a picture {PAIR}](p.svg)

    ## In a heading {PAIR}

    Table: A caption {PAIR}

    | At {PAIR} | B |
    |---|---|
    | Row {PAIR} | A field {PAIR} |

    A fact: [](fact:limit).
    -- content/b.md --
    --- B
    Nothing of [the other](a.md) here.
    -- content/p.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>
    -- content/_data/facts.yaml --
    limit:
      value: 5 °F
      what: w
      region: US
"""


def test_they_are_marked_wherever_they_are_read(site: Make) -> None:
    main = site(EVERYWHERE).build().main("/a/")
    for words in (
        "In the answer",
        "In a takeaway",
        "A cell",
        "the verdict",
        "The reply",
        "In the body",
        "in a link",
        "Row",
        "A field",
        '<th scope="col">At',
    ):
        assert f"{words} {MARKED}" in main, words
    assert f'id="cite-limit">{MARKED}</a>' in main


def test_what_names_other_things_keeps_both(site: Make) -> None:
    """Titles, code, headings, captions, questions and the texts of pictures."""
    main = site(EVERYWHERE).build().main("/a/")
    for plain in (
        f'title="A title {PAIR}"',
        f"<code>in code {PAIR}</code>",
        f'alt="In a picture {PAIR}"',
        f"In a heading {PAIR}",
        f"A caption {PAIR}</caption>",
        f"Does it run at {PAIR}?",
    ):
        assert plain in main, plain


def test_copies_have_plain_text(site: Make) -> None:
    """The Markdown copy, structured data, the table as CSV."""
    made = site(EVERYWHERE).build()
    page = made.page("a/index.html")
    graph = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert graph
    answers = [
        node["mainEntity"][0]["acceptedAnswer"]["text"]
        for node in json.loads(graph[1])["@graph"]
        if node["@type"] == "FAQPage"
    ]
    assert answers == [f"<p>The reply {HELD}.</p>"]
    assert "u-us" not in made.page("a/index.md")
    (csv,) = (name for name in made.files() if name.endswith(".csv"))
    assert f"A cell {PAIR}" in made.page(csv)


def test_the_choice_stands_only_where_there_is_one(site: Make) -> None:
    made = site(EVERYWHERE).build()
    assert made.main("/a/").count('class="units"') == 1
    assert 'class="units"' not in made.main("/b/")
    # The style and the script are the site's.
    assert "<script>" not in made.main("/b/")


def test_the_policy_names_the_script_in_the_page(site: Make) -> None:
    """By its hash, in the host's header."""
    made = site(EVERYWHERE).build()
    header = re.search(r"script-src ([^;]*);", made.page("_headers"))
    script = re.search(r"<script>(.*?)</script>", made.main("/a/"), re.DOTALL)
    assert header
    assert script
    assert csp_hash(script[1]) in header[1].split()


def test_a_sites_own_script_takes_the_hubs_place(site: Make) -> None:
    """Its comments go, and nothing in it ends the element."""
    made = site(EVERYWHERE)
    made.write("templates/scripts/units.js", '// Mine.\n  say("</script>")\n')
    main = made.build().main("/a/")
    assert '<script>say("<\\/script>")</script>' in main


def test_a_block_without_pairs_is_as_before(site: Make) -> None:
    """A bracket that holds no conversion is left alone."""
    main = (
        site("-- content/a.md --\n--- A\nAt 5 °F (cold) and 5 °F (−20 °C).\n").build().main("/a/")
    )
    assert "At 5 °F (cold) and 5 °F (−20 °C)." in main.replace("\u00a0", " ")
    assert 'class="units"' not in main


def test_the_site_sets_degrees_in_one_way(site: Make) -> None:
    """In the text, in cells, and in what is filled in; the Markdown copy stays as typed."""
    made = site(EVERYWHERE)
    config = made.folder / "config.yaml"
    config.write_text(f"{config.read_text('utf-8')}\ndegrees: closed\n", "utf-8")
    main = made.build().main("/a/")
    assert main.count("5°F") == len(re.findall('class="u-us">5', main)) > 5
    assert f"In the body {PAIR}" in made.page("a/index.md")
