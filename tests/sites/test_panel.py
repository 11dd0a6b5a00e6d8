"""The preview's panel on an article: what is missing, linked, cited and due."""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from plenum.check.checklist import _LABELS
from plenum.config import BuildOptions, load_config
from plenum.link.search_text import text_of
from plenum.model.parts import PARTS
from plenum.pipeline.panel import Built, panel
from plenum.pipeline.steps import survey
from tests.sites.harness import TODAY, Site

Make = Callable[[str], Site]

FACT = (
    "{{value: {value}, what: '{name} thing', as_of: 2024-06-01, {days}"
    " source: {{title: S, publisher: P, url: 'https://s.example', accessed: 2026-11-01}}}}\n"
)


def panel_of(made: Site, url: str, **built: object) -> str:
    """Return the panel on a page, as the preview would show it after its build."""
    config, _ = load_config(made.folder)
    assert config is not None
    options = BuildOptions(made.output, TODAY, drafts=True, future=True)
    last = replace(Built(made.report.diagnostics, made.output), **built)
    return panel(survey(config, options), url, config, options, last) or ""


def section(html: str, name: str) -> str:
    """Return the text of a part of the panel."""
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', html, re.DOTALL)
    return text_of(found[1]) if found else ""


def article(title: str, keys: str = "", body: str = "Words.", description: str = "B.") -> str:
    return f"---\ntitle: {title}\ndescription: {description}\n{keys}---\n{body}\n"


# -- which page -------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["/a/b-c/", "a/b-c/", "a/b-c/index.html", "/a/b%2Dc"])
def test_an_article_has_a_panel_by_its_path(site: Make, url: str) -> None:
    made = site("-- content/a/b-c.md --\n--- The title\nWords.\n").build()

    assert '<a href="/a/b-c/" target="_top">The title</a>' in panel_of(made, url)


@pytest.mark.parametrize("url", ["/", "/none/", "/a/index.md", "/facts/", "/../a/", "%00", "//"])
def test_other_pages_have_none(site: Make, url: str) -> None:
    made = site("-- content/a.md --\n--- A\nWords.\n").build()

    assert panel_of(made, url) == ""


def test_nothing_of_an_article_is_markup_in_the_panel(site: Make) -> None:
    made = site("")
    title = '<script>alert(1)</script> & "it"'
    made.write("content/a.md", article(f"'{title}'", "question: '<b>?'\n", "[<i>](b.md)"))
    made.write("content/b.md", article("'</title><script>'", "related: [{to: a, why: <u>}]\n"))

    html = panel_of(made.build(drafts=True), "/a/")

    assert "&lt;script&gt;alert(1)" in html
    assert not re.search(r"<(script|b|i|u)\b", html)


# -- what is missing --------------------------------------------------------------------------


def test_each_part_of_an_article_has_a_name() -> None:
    assert set(_LABELS) == set(PARTS)


def test_what_keeps_an_article_from_readers_comes_first(site: Make) -> None:
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        articles: {require: [author]}
        -- content/a.md --
        ---
        title: Ducts vs heads
        description: B
        draft: true
        date: 2026-12-01
        ---
        Words [gone](gone.md).
    """).build(drafts=True, future=True)
    html = panel_of(made, "/a/")

    missing = section(html, "missing")
    assert missing.index("In the way it is a draft take out the line") < missing.index("To mend")
    assert missing.index("To mend") < missing.index("Missing")
    assert "In the way its date is to come it is left out until December 1, 2026" in missing
    assert "In the way 1 error while there is one, nothing is written" in missing
    assert "Missing an author write 'author': config.yaml asks each article for it" in missing
    assert "To mend a description of 1 character 70 to 165 fill a result" in missing
    assert "Missing a comparison its title compares" in missing
    for part in ("the question that it owns", "a short answer", "an FAQ", "a review"):
        assert f"Missing {part}" in missing
    faults = section(html, "faults")
    assert faults.startswith("Faults 1 Error ")
    assert "7:14 dead-link: " in faults


EXCUSE = "--- # plenum: ignore missing-part: it is about us"


@pytest.mark.parametrize(
    ("path", "first", "parts"),
    [("a.md", "---", 2), ("a.md", EXCUSE, 0), ("a/index.md", "---", 0)],
)
def test_parts_are_not_asked_of_every_page(site: Make, path: str, first: str, parts: int) -> None:
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        articles: {require: [author, date]}
        -- content/a/other.md --
        --- Other
    """)
    made.write(f"content/{path}", article("A").replace("---", first, 1).encode())

    missing = section(panel_of(made.build(), "/a/"), "missing")

    assert missing.count("config.yaml asks each article for it") == parts
    assert ("a short answer" in missing) == (path == "a.md")
    assert "To mend a description of 2 characters" in missing


def test_nothing_is_missing_in_a_whole_article(site: Make) -> None:
    description = (
        "What it says in the one hundred characters that results have room for, or a bit more."
    )
    keys = (
        "question: Ducts or heads?\nshort_answer: Heads.\nauthor: ann\n"
        "reviewed: {on: 2026-11-01, by: bea, next: 2027-05-01}\nrelated: [b]\n"
        "faq: [{question: Why?, answer: So.}]\nsources:\n"
        "  - {id: s, title: S, publisher: P, url: 'https://s.example', accessed: 2026-11-01}\n"
        "comparison: {caption: C, options: [A, B], rows: {x: [y, z]}}\n"
    )
    made = site(
        "-- content/_data/authors.yaml --\n"
        "ann: {name: Ann, bio: Writes.}\nbea: {name: Bea, bio: Reads.}\n"
    )
    made.write("content/a.md", article("A versus B", keys, "[s](source:s)", description))
    made.write("content/b.md", article("B"))

    missing = section(panel_of(made.fine(), "/a/"), "missing")

    assert missing.startswith("To publish Nothing is missing. There already: ")
    assert "There the next review on May 1, 2027" in missing


def test_a_review_that_was_due_is_missing(site: Make) -> None:
    made = site(
        "-- content/a.md --\n" + article("A", "reviewed: {on: 2026-01-01, next: 2026-11-20}\n")
    )

    missing = section(panel_of(made.build(), "/a/"), "missing")

    assert "To mend the next review it was due on November 20, 2026" in missing
    assert "To mend 1 warning with --strict, each is an error" in missing


NOTED = """
-- content/a.md --
---
title: Ducts versus heads
description: TODO say in one hundred characters, which is what results have room for, what this is.
question: Ducts or heads?
short_answer: TODO answer it.
takeaways: [TODO the first thing]
comparison: {caption: C, options: [A, B], rows: {x: [TODO one, z]}}
faq: [{question: Why?, answer: TODO because.}]
sources: [{id: s, title: TODO it, publisher: P, url: 'https://s.example', accessed: 2026-11-01}]
---
Words.
"""
NOTES = ("a description of 86 characters", "a short answer", "a comparison", "an FAQ", "sources")


def test_what_is_still_a_note_to_oneself_is_not_there(site: Make) -> None:
    """Whatever its length; with an excuse for the word, it is what it looks like."""
    made = site(NOTED)

    missing = section(panel_of(made.build(), "/a/"), "missing")
    off = "title: T\nbase_url: https://hub.example\nfaults: {placeholder: off}\n"
    made.write("config.yaml", off)
    excused = section(panel_of(made.build(), "/a/"), "missing")

    note = "a note to yourself stands in it"
    for part in NOTES:
        assert re.search(rf"To mend {part}[\w ]* {note}", missing), part
        assert f"There {part}" in excused
    assert "There the question that it owns" in missing


def test_only_the_pages_own_faults_are_told(site: Make) -> None:
    made = site("-- content/a.md --\n--- A\n[x](no.md)\n-- content/b.md --\n--- B\n[y](none.md)\n")

    html = panel_of(made.build(), "/a/")

    assert "no.md" in section(html, "faults")
    assert "none.md" not in html


def test_errors_come_before_warnings_each_with_its_line_and_what_opens_it(site: Make) -> None:
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        preview: {editor: "myedit://open?file={path}&at={line}:{column}"}
        faults: {dead-end: off, orphan: off, too-far: off}
        -- content/a.md --
        --- A
        TODO the first `<i>`.

        TODO the second.

        [gone](gone.md)
        -- content/b.md --
        --- B
        [[a]]
    """).build()

    html = panel_of(made, "/a/")

    faults = section(html, "faults")
    assert faults.startswith("Faults 3 Error ")
    lines = ("[gone](gone.md) 9:8 dead-link", "TODO the first `<i>`. 5:1", "TODO the second. 7:1")
    assert [faults.index(line) for line in lines] == sorted(faults.index(line) for line in lines)
    assert "<mark>TODO</mark> the first `&lt;i&gt;`." in html
    opens = f"myedit://open?file={made.folder.as_posix()}/content/"
    assert f'<a href="{opens}a.md&amp;at=7:1" title="Open in the editor">7:1</a>' in html
    assert f'<a href="{opens}b.md&amp;at=5:3" title="Open in the editor">content/b.md:5:3<' in html
    assert f'<a href="{opens}a.md&amp;at=1:1" title="Open in the editor">content/a.md</a>' in html


# -- facts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "cited", "told"),
    [
        ("", "fact:f", "as of June 1, 2024, f in content/_data/facts.yaml:1"),
        (
            "review_by: 2027-02-19,",
            "fact:f",
            "Due soon f thing: 5 its review is due on February 19",
        ),
        ("review_by: 2027-02-20,", "fact:f", "Facts 1 f thing: 5 as of"),
        ("review_by: 2026-11-21,", "fact:f", "Due soon f thing: 5 its review is due on"),
        (
            "review_by: 2026-11-20,",
            "fact:f",
            "Overdue f thing: 5 its review was due on November 20",
        ),
        ("valid_until: 2026-12-31,", "fact:f", "Due soon f thing: 5 it holds until December 31"),
        (
            "valid_until: 2026-11-20,",
            "fact:f",
            "Overdue f thing: 5 it held until November 20, 2026",
        ),
        ("valid_until: 2026-11-20,", "fact:f?past", "Facts 1 f thing: 5 told as past; as of"),
    ],
)
def test_facts_are_told_with_their_days(site: Make, days: str, cited: str, told: str) -> None:
    made = site("")
    made.write("content/_data/facts.yaml", "f: " + FACT.format(value=5, name="f", days=days))
    made.write("content/a.md", article("A", "", f"[5]({cited}) and once more [5]({cited})."))

    assert told in section(panel_of(made.build(), "/a/"), "facts")


# -- links ------------------------------------------------------------------------------------

LINKED = """
-- content/a.md --
---
title: Sizing
description: How to size.
tags: [size]
related: [{to: c, why: It costs more.}]
---
See [costs](b.md#cost) and [once more](b.md).
-- content/b.md --
---
title: Cost
description: What it costs.
tags: [size]
---
## Cost

[[a]]
-- content/c.md --
---
title: Ducts
description: All about ducts.
---
Text.
"""


def test_links_are_told_once_a_page_with_their_places(site: Make) -> None:
    html = panel_of(site(LINKED).fine(), "/a/")

    assert section(html, "out") == "Links from here 2 Cost 7:13 to #cost; 7:40 Ducts 5:16 (related)"
    assert section(html, "in") == "Links to here 1 Cost content/b.md:8:3"


def test_related_reading_is_told_with_its_reasons(site: Make) -> None:
    related = section(panel_of(site(LINKED).fine(), "/a/"), "related")

    assert related.startswith("Related reading 2 Ducts It costs more. picked by an editor Cost ")
    assert re.search(r"also about size score [\d.]+: .*tag size", related)
    assert related.endswith("It stands in the related reading of: Cost Ducts")


# -- what others see --------------------------------------------------------------------------


def test_the_card_is_what_the_build_has_published(site: Make) -> None:
    made = site("""
        -- config.yaml --
        title: Test hub
        base_url: https://hub.example/sub
        social_cards: true
    """)
    made.write("content/a.md", article("word " * 20, "", "Words.", "many words " * 20))

    html = panel_of(made.build(), "/a/")

    card = section(html, "card")
    assert "https://hub.example/sub/a/ " + "word " * 11 + "word … many" in card
    assert "many words many …" in card
    image = re.search(r'<img src="(https://hub.example/sub/assets/cards/[^"]+)"', html)
    assert image
    assert (made.output / image[1].removeprefix("https://hub.example/sub/")).is_file()
    assert '<a href="/sub/a/"' in html


def test_what_is_not_built_yet_has_no_weight_and_no_picture(site: Make) -> None:
    made = site("-- content/a.md --\n--- A\n[x](no.md)\n").build()

    html = panel_of(made, "/a/")

    assert section(html, "weight") == "Weight It is weighed when it is built."
    assert "There is no picture to share." in section(html, "card")


def test_the_weight_is_that_of_the_files(site: Make) -> None:
    made = site(
        "-- content/p.png --\n-\n-- content/a.md --\n--- A\n![A pump](p.png) ![A fan](p.png)\n"
    )

    weight = section(panel_of(made.fine(), "/a/"), "weight")

    size = len((made.output / "a/index.html").read_bytes())
    assert f"({size / 1000:.1f} kB as it is)" in weight
    assert "Pictures 1, 0.0 kB on the largest screens" in weight
    assert "too heavy" not in weight


def test_a_page_that_is_too_heavy_says_so(site: Make) -> None:
    items = "\n".join(f"- item {number}" for number in range(1600))
    made = site("")
    made.write("content/a.md", article("A", "", items))

    weight = section(panel_of(made.build(), "/a/"), "weight")

    assert "HTML too heavy" in weight
    assert re.search(r"Elements 1,\d{3} of at most 1,500", weight)


def test_a_picture_outside_of_the_output_is_not_looked_at(site: Make) -> None:
    made = site("-- content/a.md --\n--- A\nWords.\n").build()
    page = made.output / "a/index.html"
    (made.folder / "secret.png").write_bytes(b"x" * 5000)
    page.write_text('<img src="/../secret.png"><img src="https://e.org/a.png"><img src="//x">')

    assert "Pictures none" in section(panel_of(made, "/a/"), "weight")


def test_the_reading_grade_needs_enough_words(site: Make) -> None:
    made = site("-- content/s.md --\n--- S\nShort.\n")
    made.write("content/a.md", article("A", "", "The pump heats the house in winter. " * 20))
    made.build()

    assert "140 words, 1 min to read, 7 words a sentence; reading grade 0.6 (" in panel_of(
        made, "/a/"
    )
    assert "reading grade" not in panel_of(made, "/s/")


def test_tables_and_code_are_no_running_text(site: Make) -> None:
    made = site("")
    table = "\n\n| Extraordinarily | Unimaginable |\n|---|---|\n| Incomprehensibilities | a |\n\n"
    text = "The pump heats the house in winter. " * 20
    made.write("content/a.md", article("A", "", text))
    made.write("content/b.md", article("B", "", f"{text}{table}```\nincomprehensible code\n```\n"))
    made.build()

    grades = [re.search(r"reading grade [\d.]+", panel_of(made, url)) for url in ("/a/", "/b/")]
    assert grades[0]
    assert grades[1]
    assert grades[0][0] == grades[1][0]


def test_addresses_are_those_of_the_published_site(site: Make) -> None:
    """In the preview the page lies elsewhere; the picture is shown from there."""
    made = site("""
        -- config.yaml --
        title: Test hub
        base_url: https://hub.example/sub
        social_cards: true
        -- content/a.md --
        --- A
    """)
    made.build(base_url="http://127.0.0.1:8000/sub")
    config, _ = load_config(made.folder)
    assert config is not None
    here = config.at("http://127.0.0.1:8000/sub")
    options = BuildOptions(made.output, TODAY, drafts=True)

    html = panel(survey(here, options), "/a/", here, options, Built((), made.output)) or ""

    card = section(html, "card")
    assert "https://hub.example/sub/a/ A" in card
    assert "https://hub.example/sub/assets/cards/" in card
    assert "127.0.0.1" not in card
    assert '<img src="http://127.0.0.1:8000/sub/assets/cards/' in html


# -- what a change made to be rendered --------------------------------------------------------


def test_what_was_rendered_again_is_told_where_it_is_known(site: Make) -> None:
    made = site("-- content/a.md --\n--- The first\nWords.\n").build()

    assert section(panel_of(made, "/a/"), "rendered") == ""
    told = section(panel_of(made, "/a/", rendered=("/a/", "/tags/x/")), "rendered")
    assert told == "Rendered again by the last change 2 The first /tags/x/"
    assert section(panel_of(made, "/a/", rendered=()), "rendered").endswith("change 0 None.")
