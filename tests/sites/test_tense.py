"""Facts told as true and as past: until when they held, and what is wrong with either."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites.harness import Site

Make = Callable[[str], Site]
FACTS = """
-- content/_data/facts.yaml --
credit:
  value: 30%
  what: share of the price that a tax credit paid
  valid_until: 2025-12-31
  source: {title: The law, publisher: Congress, url: https://law.example/25c}
floor: {value: 14.3 SEER2, what: least rating, valid_until: 2026-12-31}
open: {value: 7, what: days of a week}
"""
UNTIL = "(until December 31, 2025)"
TABLE = "comparison:\n  caption: C\n  options: [P, Q]\n"
PLACES = {
    "body": ("", "Paid {} then."),
    "short answer": ('short_answer: "Paid {} then."\n', "Words."),
    "takeaway": ('takeaways: ["Paid {} then."]\n', "Words."),
    "cell": (
        TABLE + '  rows: {{R: ["Paid {} then.", z]}}\n',
        "Words.",
    ),
    "verdict": (
        TABLE + "  rows: {{R: [y, z]}}\n  verdict: {{P: 'Paid {} then.', Q: y}}\n",
        "Words.",
    ),
    "answer": ('faq: [{{question: "Why?", answer: "Paid {} then."}}]\n', "Words."),
    "answer in the body": ("", "Words.\n\n## FAQ\n\n### Why?\n\nPaid {} then."),
    "table in the body": ("", "Table: T\n\n| A | B |\n|---|---|\n| Paid {} then. | z |"),
}


def article(place: str, link: str) -> str:
    front, body = (part.format(link) for part in PLACES[place])
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front}---\n{body}\n{FACTS}"


def target_of(text: str, target: str) -> str:
    """Return line and column at which `target` stands in the article."""
    lines = text.partition("-- content/a.md --\n")[2].splitlines()
    return next(
        f"{number}:{line.index(target) + 1}"
        for number, line in enumerate(lines, 1)
        if target in line
    )


@pytest.mark.parametrize("words", ["30%", ""])
@pytest.mark.parametrize("place", PLACES)
def test_until_when_it_held(site: Make, place: str, words: str) -> None:
    """Behind the link and before the number of the source, in every text and its copy."""
    made = site(article(place, f"[{words}](fact:credit?past)")).fine()
    text = " ".join(LexborHTMLParser(made.main("/a/")).text().split())
    assert f"Paid 30% {UNTIL}[1] then." in text
    assert f"Paid [30%](https://hub.example/facts/#credit) {UNTIL} then." in made.page("a/index.md")


@pytest.mark.parametrize("words", ["30%", ""])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_over_must_be_told_as_past(site: Make, place: str, words: str) -> None:
    """Wherever an article tells it as true, its line is an error."""
    text = article(place, f"[{words}](fact:credit)")
    made = site(text).build()
    assert made.faults() == [f"content/a.md:{target_of(text, 'fact:credit')} expired-fact"]
    assert "fact:credit?past" in made.messages()


def test_structured_answers_say_until_when(site: Make) -> None:
    """Other programs show the answer alone, without the page of facts."""
    html = site(article("answer", "[](fact:credit?past)")).fine().page("a/index.html")
    script = LexborHTMLParser(html).css_first('script[type="application/ld+json"]')
    assert script is not None
    pages = [each for each in json.loads(script.text())["@graph"] if each["@type"] == "FAQPage"]
    answer = pages[0]["mainEntity"][0]["acceptedAnswer"]["text"]
    assert (
        answer == f'<p>Paid <a href="https://hub.example/facts/#credit">30%</a> {UNTIL} then.</p>'
    )


def test_until_when_stands_in_the_file_of_a_table(site: Make) -> None:
    """Which has no links that could tell."""
    made = site(article("cell", "[](fact:credit?past)")).fine()
    assert f"Paid 30% {UNTIL} then." in made.page("a/c.csv")


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ('[x](fact:credit?past "T")', f'[x](https://hub.example/facts/#credit "T") {UNTIL}'),
        ("[](<fact:credit?past>)", f"[30%](<https://hub.example/facts/#credit>) {UNTIL}"),
        ('<a href="fact:credit?past">x</a>', f"x</a> {UNTIL}"),
        (
            "[x][r]\n\n[r]: fact:credit?past",
            '[r]: https://hub.example/facts/#credit "until December 31, 2025"',
        ),
    ],
)
def test_the_copy_says_it_behind_any_form_of_link(site: Make, typed: str, copied: str) -> None:
    """A definition has no place behind it but its title."""
    made = site(article("body", "@").replace("Paid @ then.", typed)).fine()
    assert copied in made.page("a/index.md")


@pytest.mark.parametrize(
    ("fact", "words"),
    [("floor", "it holds until December 31, 2026"), ("open", "nothing says when it ended")],
)
def test_what_still_holds_is_not_past(site: Make, fact: str, words: str) -> None:
    """A warning: the text is behind its day, or the fact lacks its last one."""
    made = site(article("body", f"[](fact:{fact}?past)")).build()
    assert made.faults() == ["content/a.md:5:9 not-past"]
    assert made.report.errors == 0
    assert words in made.messages()


@pytest.mark.parametrize(
    "fact", ["{value: 7, what: w, valid_until: soon}", "nothing", "{value: 7, valid_untl: 2025}"]
)
def test_what_cannot_be_read_may_be_past(site: Make, fact: str) -> None:
    """Its own fault is told, and no other."""
    text = (
        f"-- content/a.md --\n--- A\n[](fact:d?past)\n-- content/_data/facts.yaml --\nd: {fact}\n"
    )
    faults = [each.split()[1] for each in site(text).build().faults()]
    assert faults
    assert "not-past" not in faults


def test_the_last_day_is_not_past(site: Make) -> None:
    """Last days are inclusive."""
    made = site(article("body", "[](fact:floor?past)"))
    assert made.build(today=dt.date(2026, 12, 31)).faults() == ["content/a.md:5:9 not-past"]
    assert made.build(today=dt.date(2027, 1, 1)).faults() == []


@pytest.mark.parametrize(
    ("link", "column", "advice"),
    [
        ("[](fact:credit?pats)", 21, "did you mean 'past'?"),
        ("[](fact:credit?Past)", 21, "did you mean 'past'?"),
        ("[](fact:open?v=2)", 19, "delete it and the '?'"),
        ("[](fact:open?)", 18, "delete it and the '?'"),
    ],
)
def test_only_past_stands_behind_the_mark(site: Make, link: str, column: int, advice: str) -> None:
    """Anything else is an error at its own place."""
    made = site(article("body", link)).build()
    assert made.faults() == [f"content/a.md:5:{column} unknown-tense"]
    assert advice in made.messages()


@pytest.mark.parametrize("tense", ["", "?past"])
def test_an_article_ahead_of_its_day_is_judged_as_of_that_day(site: Make, tense: str) -> None:
    """Its preview tells what will be wrong when it appears, and not what will be right."""
    text = article("body", f"[](fact:floor{tense})").replace(
        "title: A", "title: A\ndate: 2027-02-01"
    )
    made = site(text).build(future=True)
    assert made.faults() == ([] if tense else ["content/a.md:6:9 expired-fact"])


def test_hostile_words_behind_the_mark(site: Make) -> None:
    """They are quoted, not run."""
    made = site(article("body", '[](fact:credit?"onx=1)')).build()
    assert [each.split()[1] for each in made.faults()] == ["unknown-tense"]
