"""The glossary: its page, its links and definitions in articles, and its faults."""

import json
import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

# The harness switches some warnings off that are tested here.
CONFIG = "-- config.yaml --\ntitle: Test hub\nbase_url: https://hub.example\n"
_EXPLAINED = re.compile(r'<a class="term" href="/glossary/#([\w-]+)">([^<]*)</a><button')


def text(glossary: str, *articles: str) -> str:
    """Return a site of a glossary and articles; the first is `content/a.md`."""
    files = [f"-- content/_data/glossary.yaml --\n{glossary}\n"]
    for name, article in zip("abc", articles, strict=False):
        front = "" if article.startswith("---") else f"--- {name.upper()}\n"
        files.append(f"-- content/{name}.md --\n{front}{article}\n")
    return CONFIG + "".join(files)


def entry(term: str, rest: str = "", short: str = "What it is.") -> str:
    """Return an entry; its id is its term in small letters."""
    return f"{term.lower().replace(' ', '-')}: {{term: {term}, short: {short}{rest}}}\n"


def explained(main: str) -> list[tuple[str, str]]:
    """Return what is linked with a button behind it: id and text."""
    return _EXPLAINED.findall(main)


def article(front: str, body: str = "Text.") -> str:
    """Return an article with more front matter; what it adds begins on line 4."""
    return f"---\ntitle: A\ndescription: About it.\n{front}---\n{body}"


FIELDS = {
    "short answer": ("short_answer: The {} here.\n", "Text.", "4:19"),
    "folded": ("short_answer: >-\n  One line.\n  The {} here.\n", "Text.", "6:7"),
    "cell": (
        "comparison:\n  caption: C\n  options: [x, y]\n  rows:\n    Size: [one, the {}]\n",
        "Text.",
        "8:21",
    ),
    "verdict": (
        (
            "comparison:\n  caption: C\n  options: [x, y]\n  rows: {{Size: [1, 2]}}\n"
            "  verdict: {{x: the {}, y: else}}\n"
        ),
        "Text.",
        "8:20",
    ),
    "answer": ("faq:\n  - question: Why?\n    answer: The {} here.\n", "Text.", "6:17"),
    "body": ("", "The {} here.", "5:5"),
    "table": ("", "Table: T\n\n| X | Y |\n|---|---|\n| one | {} |", "9:9"),
    "list": ("", "- one\n- two *and* {}\n", "6:13"),
    "answer in the body": ("", "Text.\n\n## FAQ\n\n### Why?\n\nThe {} here.", "11:5"),
}


@pytest.mark.parametrize("field", FIELDS)
def test_mentions_are_found_wherever_there_is_text(site: Make, field: str) -> None:
    """In the text, in tables, short answers, verdicts and answers; the page defines the word."""
    front, body, _ = FIELDS[field]
    made = site(text(entry("Line set"), article(front.format("line set"), body.format("line set"))))
    main = made.fine().main("/a/")
    assert explained(main) == [("line-set", "line set")]
    assert main.count("<dialog") == 1


@pytest.mark.parametrize("field", FIELDS)
def test_a_wrong_word_is_reported_where_it_stands(site: Make, field: str) -> None:
    """To the character, in each kind of text."""
    front, body, place = FIELDS[field]
    glossary = entry("Line set", ", not: [pipe pair]")
    made = site(text(glossary, article(front.format("pipe pair"), body.format("pipe pair"))))
    faults = made.build().faults()
    assert f"content/a.md:{place} wrong-term" in faults
    assert len(faults) == 2


@pytest.mark.parametrize("field", FIELDS)
def test_an_unknown_abbreviation_is_reported_where_it_stands(site: Make, field: str) -> None:
    """To the character, in each kind of text."""
    front, body, place = FIELDS[field]
    made = site(text(entry("Text"), article(front.format("EPA"), "Text.\n\n" + body.format("EPA"))))
    line, _, column = place.partition(":")
    # The text that uses the entry comes before the rest of the body.
    line = str(int(line) + 2 * (not front))
    assert made.build().faults() == [f"content/a.md:{line}:{column} undefined-acronym"]


def test_the_definition_opens_without_a_script(site: Make) -> None:
    """A button behind the link opens a dialog by itself; another in the dialog closes it."""
    made = site(
        text(entry("Line set", short="'Two <pipes> & \"more\".'"), "A line set, a line set.")
    )
    main = made.fine().main("/a/")
    assert (
        '<p>A <a class="term" href="/glossary/#line-set">line set</a><button class="explain"'
        ' type="button" popovertarget="term--line-set" aria-label="Explain Line set"></button>,'
        " a line set.</p>"
    ) in main
    dialog = main[main.index("<dialog") : main.index("</dialog>")]
    assert dialog.startswith(
        '<dialog class="definition" id="term--line-set" popover aria-label="Line set">'
    )
    assert "<dfn>Line set</dfn>: Two &lt;pipes&gt; &amp; &#34;more&#34;.</p>" in dialog
    assert '<a href="/glossary/#line-set">' in dialog
    assert 'popovertarget="term--line-set" popovertargetaction="hide">Close</button>' in dialog
    assert "<script" not in main


def test_only_the_first_mention_is_linked(site: Make) -> None:
    """Once an article, in another article anew; the page that has none has no definitions."""
    made = site(text(entry("Head"), "A head.\n\nA head.", "No head: a head.", "Nothing."))
    made.fine()
    assert [len(explained(made.main(url))) for url in ("/a/", "/b/", "/c/")] == [1, 1, 0]
    assert "definition" not in made.main("/c/")


@pytest.mark.parametrize(
    "body",
    [
        "## A head",
        "A head\n======",
        "Some `head`.",
        "```\nhead\n```",
        "    head",
        "The [head](b.md).",
        "A [[b|head]].",
        "![head](a.png)",
        "*[HVAC]: head\n\nThe HVAC.",
        "| head | X |\n|---|---|\n| one | two |\n\nTable: T",
        "<!-- head -->",
        "<h3>head</h3>",
    ],
)
def test_no_mention_in_headings_links_and_code(site: Make, body: str) -> None:
    """Nor in what is no running text; the mention after it is the first."""
    made = site(text(entry("Head"), f"Text.\n\n{body}\n\nAnother head.", "B."))
    made.write("content/a.png", "")
    main = made.build().main("/a/")
    assert made.report.errors == 0
    assert explained(main) == [("head", "head")]
    assert "<p>Another <a " in main


def test_no_mention_in_the_headers_of_a_comparison(site: Make) -> None:
    """Of its rows and columns; nor in its caption."""
    table = "comparison:\n  caption: A head\n  options: [head, y]\n  rows: {A head: [1, head]}\n"
    main = site(text(entry("Head"), article(table))).fine().main("/a/")
    assert main.count('class="term"') == 1
    assert re.search(r'<td[^>]*><a class="term"', main)


def test_its_own_page_links_no_mention(site: Make) -> None:
    """Only what the editor has linked there."""
    glossary = entry("Head", ", body: 'A head hangs. [x](term:line-set)'") + entry("Line set")
    main = site(text(glossary, "A head.")).fine().main("/glossary/")
    assert "<p>A head hangs. " in main
    assert "<button" not in main
    assert "<dialog" not in main


@pytest.mark.parametrize(
    ("form", "written", "linked"),
    [
        ("Heat pump", "HEAT PUMP", True),
        ("heat pump", "Heat-Pumps", True),
        ("heat-pump", "heat pump", True),
        ("heat pump", "heat\npump", True),
        ("heat pump", "heat\u00a0pump", True),
        ("heat pump", "heat&nbsp;pump", True),
        ("heat pump", "heat\u2011pump", True),
        ("heat pump", "“heat pump’s”", True),
        ("box", "boxes", True),
        ("assembly", "assemblies", True),
        ("assembly", "assemblys", True),
        ("COP", "COP", True),
        ("COP", "COPs", True),
        ("COP", "cop", False),
        ("COP", "Cop", False),
        ("Duct", "DUCT", True),
        ("A/C", "A/C", True),
        ("A/C", "a/c", False),
        ("heating & cooling", "heating &amp; cooling", True),
        ("Wärmepumpe", "WÄRMEPUMPE", True),
        ("Überdruck", "„überdruck“", True),
        ("Тепло", "и тепло", True),
        ("°F", "5 °F", True),
        ("°F", "5 F", False),
        ("ear", "nuclear öear", False),
        ("İstanbul unit", "istanbul unit", True),
        ("duct", "ductless", False),
        ("duct", "duct-free", False),
        ("duct", "non-duct", False),
        ("duct", "duct_x", False),
        ("duct", "aqueduct", False),
        ("heat pump", "heat, pump", False),
        ("heat pump", "heatpump", False),
    ],
)
def test_how_a_form_may_be_written(site: Make, form: str, written: str, linked: bool) -> None:  # noqa: FBT001
    """Case, hyphens and plural make no difference; capitals throughout do; words are whole."""
    glossary = f"entry: {{term: {form}, short: What it is.}}\n"
    made = site(text(glossary, f"It is {written} here."))
    assert len(explained(made.build().main("/a/"))) == linked
    assert made.faults() == ([] if linked else ["content/_data/glossary.yaml:1:1 unused-entry"])


def test_a_mention_goes_over_the_lines_of_a_list(site: Make) -> None:
    """Where the next line is indented; what comes after it keeps its place."""
    body = "- a long item on one heat\n  pump, two  spaces and a line\n  set, here\n"
    main = site(text(entry("Heat pump") + entry("Line set"), body)).fine().main("/a/")
    found = [(i, " ".join(words.split())) for i, words in explained(main)]
    assert found == [("heat-pump", "heat pump"), ("line-set", "line set")]
    assert "a long item on one <a" in main
    assert "</button>, two  spaces and a <a" in main
    assert "</button>, here" in main


def test_the_longest_form_wins(site: Make) -> None:
    """Also where it has been explained: no shorter form is found in it."""
    glossary = entry("Heat pump") + entry("Heat pump water heater") + entry("Water heater")
    body = "A heat pump water heater, a heat pump water heater, a water heater, a heat pump."
    assert explained(site(text(glossary, body)).fine().main("/a/")) == [
        ("heat-pump-water-heater", "heat pump water heater"),
        ("water-heater", "water heater"),
        ("heat-pump", "heat pump"),
    ]


def test_a_link_by_term_is_a_mention(site: Make) -> None:
    """The first has the button, in a heading none has; later mentions stay text."""
    body = "## The [x](term:head)\n\n[y](term:head){.z}, [](term:head), a head.\n"
    main = site(text(entry("Head"), body)).fine().main("/a/")
    assert '<a class="term" href="/glossary/#head">x</a> <a class="self mark"' in main
    assert re.search(
        r'<a class="term z" href="/glossary/#head">y</a><button[^>]*></button>, ', main
    )
    assert ', <a class="term" href="/glossary/#head">Head</a>, a head.' in main
    assert main.count('class="explain"') == 1


def test_the_front_page_defines_its_words(site: Make) -> None:
    """They are used, too."""
    made = site(text(entry("Head"), "Nothing."))
    made.write("content/index.md", "--- Home\nA head.\n")
    main = made.fine().main("/")
    assert explained(main) == [("head", "head")]
    assert main.count("<dialog") == 1
    assert '<a href="/">Home</a>' in made.main("/glossary/")


def test_the_glossary_has_a_page(site: Make) -> None:
    """With an anchor an entry, its forms, what it is not, and some articles that mention it."""
    glossary = (
        entry("HSPF2", ", forms: [HSPF 2], not: [cop, Rebate, seer], body: '**More.**'")
        + entry("COP")
        + "seer-2: {term: SEER2, forms: [SEER], short: Cooling.}\n"
    )
    articles = [f"-- content/d{n}.md --\n--- D{n}\nA COP.\n" for n in range(6)]
    made = site(text(glossary, "HSPF 2 and SEER2.") + "".join(articles))
    main = made.fine().main("/glossary/")
    assert main.index('id="cop"') < main.index('id="hspf2"') < main.index('id="seer-2"')
    item = main[main.index('id="hspf2"') : main.index('id="seer-2"')]
    assert "<dfn>HSPF2</dfn> <span" in item
    assert ">also HSPF 2</span>" in item
    assert "<strong>More.</strong>" in item
    assert (
        'Not to be confused with <a href="#cop">COP</a>, Rebate, <a href="#seer-2">seer</a>.</p>'
    ) in item
    assert '<a href="/a/">A</a></p>' in item
    cop = main[main.index('id="cop"') : main.index('id="hspf2"')]
    assert cop.count('<a href="/d') == 5
    assert "and 1 more</p>" in cop


def test_the_glossary_is_a_defined_term_set(site: Make) -> None:
    """Entries and mentions in articles have one `@id`."""
    made = site(text(entry("HSPF2", ", forms: [HSPF 2]"), "HSPF2.")).fine()

    def graph(path: str) -> dict[str, dict[str, object]]:
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', made.page(path))
        assert found
        return {node["@type"]: node for node in json.loads(found[1])["@graph"]}

    terms = graph("glossary/index.html")["DefinedTermSet"]
    assert terms["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "@id": "https://hub.example/glossary/#hspf2",
            "url": "https://hub.example/glossary/#hspf2",
            "name": "HSPF2",
            "alternateName": ["HSPF 2"],
            "description": "What it is.",
            "inDefinedTermSet": {"@id": terms["@id"]},
        }
    ]
    assert graph("a/index.html")["Article"]["mentions"] == [
        {
            "@type": "DefinedTerm",
            "@id": "https://hub.example/glossary/#hspf2",
            "name": "HSPF2",
        }
    ]


def test_answers_in_structured_data_explain_no_words(site: Make) -> None:
    """They have an editor's links alone; the text is that of the page."""
    faq = "faq:\n  - question: Why?\n    answer: A head.\n"
    page = site(text(entry("Head"), article(faq))).fine().page("a/index.html")
    markup = page.replace("\\u003c", "<").replace("\\u003e", ">")
    assert r'"text":"<p>A head.</p>"' in markup
    assert '<p>A <a class="term" href="/glossary/#head">head</a>' in page


def test_a_base_path_is_kept(site: Make) -> None:
    """In links and definitions."""
    made = site(text(entry("Head"), "A head.")).fine(base_url="https://hub.example/hub")
    assert made.main("/a/").count('href="/hub/glossary/#head"') == 2


@pytest.mark.parametrize(
    ("first", "second", "faults"),
    [
        ("{term: Head, short: s}", "{term: head, short: s}", ["1:12", "2:12"]),
        ("{term: Head, short: s}", "{term: X, forms: [y, Heads], short: s}", ["1:12", "2:26"]),
        ("{term: Line set, short: s}", "{term: line-set, short: s}", ["1:12", "2:12"]),
        ("{term: COP, short: s}", "{term: cop, short: s}", []),
        ("{term: Head, forms: [HEAD, heads], short: s}", "{term: Pan, short: s}", []),
    ],
)
def test_two_entries_claim_a_form(site: Make, first: str, second: str, faults: list[str]) -> None:
    """An error at both; within an entry a form may stand in several ways."""
    made = site(text(f"e1: {first}\ne2: {second}", "The head, line set, COP, cop, x, pan."))
    found = [f for f in made.build().faults() if f.endswith("form-twice")]
    assert found == [f"content/_data/glossary.yaml:{f} form-twice" for f in faults]


def test_an_unused_entry(site: Make) -> None:
    """One that is linked to, is another's opposite, or stands in another's text is used."""
    glossary = (
        entry("Head", ", not: [console], body: '[x](term:box)'")
        + entry("Console")
        + entry("Box")
        + entry("Valve", ", not: [valve], body: '[x](term:valve)'")
        + entry("Coil")
        + entry("Pan")
    )
    made = site(text(glossary, "## A pan\n\nA [y](term:coil), a head, a `pan`.")).build()
    assert made.faults() == [
        "content/_data/glossary.yaml:4:1 unused-entry",
        "content/_data/glossary.yaml:6:1 unused-entry",
    ]


def test_a_wrong_word_is_each_time_reported(site: Make) -> None:
    """In its order, in the spelling of the text; code, links and longer words are left alone."""
    glossary = entry("HSPF2", ", not: [hspf, pipe pair]") + entry("Hspf chart")
    body = (
        "`HSPF` and [hspf](b.md), an hspf\nchart, an HSPF\nand a *Pipe*\n\n"
        "> Two pipe\n> pairs, HSPF2.\n\n## HSPF\n\nAn hspf.\n\n```\nhspf\n```\n\n- pipe\n  pair\n"
    )
    made = site(text(glossary, body, "B.")).build()
    assert made.faults() == [
        "content/a.md:6:11 wrong-term",
        "content/a.md:9:7 wrong-term",
        "content/a.md:14:4 wrong-term",
        "content/a.md:20:3 wrong-term",
    ]
    assert "warning wrong-term: 'HSPF' is not 'HSPF2'" in made.messages()
    assert "'pipe pairs' is not 'HSPF2'" in made.messages()


def test_a_wrong_word_may_be_meant(site: Make) -> None:
    """One that is an entry's own form is right, and one line may be excused."""
    glossary = entry("HSPF2", ", not: [hspf]") + entry("HSPF", ", not: [old one]")
    excuse = "<!-- plenum: ignore wrong-term: a quotation -->\nAn old one."
    site(text(glossary, f"HSPF2 and HSPF.\n\n{excuse}")).fine()


@pytest.mark.parametrize(
    ("body", "faulty"),
    [
        ("The AFUE.", True),
        ("Two AFUEs.", True),
        ("An annual fuel utilization efficiency (AFUE), the AFUE.", False),
        ("The AFUE (annual fuel utilization efficiency).", False),
        ("Much later (AFUE) it is said.", True),
        ("The AFUE.\n\n*[AFUE]: annual efficiency", False),
        ("The `AFUE`, [AFUE](b.md).\n\n## AFUE", False),
        ("The DIY, USA, PDF.", False),
        ("SSZ14NL and MXZ-3C and R-410A.", False),
        ("Part III and XVI.", False),
        ("Do NOT do what is not right.", False),
        ("Two letters: AC.", False),
    ],
)
def test_an_abbreviation_is_explained(site: Make, body: str, faulty: bool) -> None:  # noqa: FBT001
    """By the article, by the glossary, by everybody; numbers of models are none."""
    made = site(text(entry("Head"), f"A head. {body}", "B.")).build()
    assert [f.partition(" ")[2] for f in made.faults()] == ["undefined-acronym"] * faulty


def test_an_abbreviation_is_reported_once_an_article(site: Make) -> None:
    """The glossary explains those of its forms and of what it forbids."""
    glossary = entry("HSPF2", ", forms: [the NEEP list], not: [EER]")
    body = "HSPF2, NEEP, `AFUE`, AFUE, AFUE and EPA."
    made = site(text(glossary, body, "AFUE.")).build()
    assert made.faults() == [
        "content/a.md:5:22 undefined-acronym",
        "content/a.md:5:37 undefined-acronym",
        "content/b.md:5:1 undefined-acronym",
    ]


def test_a_site_without_a_glossary_is_not_asked(site: Make) -> None:
    """No page, no link, no warning."""
    made = site(f"{CONFIG}-- content/a.md --\n--- A\nThe AFUE of a head.\n").fine()
    assert "glossary/index.html" not in made.files()


def test_many_wrong_words_are_found_in_one_go(site: Make) -> None:
    """Nothing is searched anew for each: this would take minutes."""
    words = "".join(chr(97 + n % 26) for n in range(12))
    variants = " ".join(
        "".join(c.upper() if n >> i & 1 else c for i, c in enumerate(words)) for n in range(4096)
    )
    links = "[x](term:head) " * 2000
    made = site(text(entry("Head", f", not: [{words}]"), f"{variants}\n\n{links}\n\n## {links}"))
    made.build()
    assert sum(f.endswith("wrong-term") for f in made.faults()) == 4096


@pytest.mark.parametrize("body", ["[COMPARISION]", "[ TOC ]\n\n## One", "[TOC", "TODO: more"])
def test_what_is_told_already_is_no_abbreviation(site: Make, body: str) -> None:
    """A misspelled marker and a note to oneself are told once."""
    data = "-- content/_data/glossary.yaml --\nhp: {term: HP, short: s}\n"
    made = site(f"-- content/a.md --\n--- A\n{body}\n{data}").build()
    assert len(made.faults()) == 1
    assert "undefined-acronym" not in made.messages()
