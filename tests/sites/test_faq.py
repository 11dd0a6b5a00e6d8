"""The FAQ: in the front matter or under a heading of the body, never both."""

import json
import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def article(body: str, front_matter: str = "") -> str:
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter}---\n{body}\n"


def marked_up(made: Site) -> dict[str, str]:
    """Return the questions of the page's JSON-LD with their answers."""
    page = made.page("a/index.html")
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert match
    graph = json.loads(match[1])["@graph"]
    pages = [node for node in graph if "FAQPage" in str(node["@type"])]
    return {q["name"]: q["acceptedAnswer"]["text"] for q in pages[0]["mainEntity"]}


@pytest.mark.parametrize(
    "heading", ["## FAQ", "## FAQs", "## Frequently asked questions", "FAQ\n---", "## faq: ##"]
)
def test_a_section_of_the_body_is_an_faq(site: Make, heading: str) -> None:
    """Its questions are h3, its answers hold what stands under them, up to the next h2."""
    body = (
        f"Start.\n\n{heading}\n\nSome words first.\n\n"
        "### What is `X` & *Y*?\n\nOne.\n\n#### Details\n\n> Said.\n\n"
        "### Why?\n\nTwo.[^1]\n\n## After\n\nEnd.\n\n[^1]: Note."
    )
    made = site(article(body)).fine()
    main = made.main("/a/")
    order = ["Start.", "Some words first.", 'id="faq"', "One.", "Details", "Two.", "End.", "Note."]
    assert sorted(order, key=main.index) == order
    assert main.count("Frequently asked questions</h2>") == 1
    assert list(marked_up(made)) == ["What is X & Y?", "Why?"]
    assert "End." not in "".join(marked_up(made).values())


def test_the_faq_stays_where_its_heading_is(site: Make) -> None:
    """Sections after it stay after it."""
    main = site(article("## FAQ\n\n### Q?\n\nA.\n\n## After\n\nEnd.")).fine().main("/a/")
    assert main.index("Q?") < main.index("End.")


def test_an_faq_heading_without_questions_is_a_section(site: Make) -> None:
    """Nothing is lost."""
    main = site(article("## FAQ\n\nNone yet.\n\n## After\n\nEnd.")).fine().main("/a/")
    assert "None yet." in main


def test_two_faqs_are_an_error(site: Make) -> None:
    """At the key of the front matter."""
    made = site(article("## FAQ\n\n### Q?\n\nA.", "faq: [{question: R?, answer: So.}]\n")).build()
    assert made.faults() == ["content/a.md:4:1 faq-twice"]


def test_a_question_stands_once(site: Make) -> None:
    """Without case, punctuation and the difference of hyphen and space, in both forms."""
    fields = (
        "faq:\n  - {question: A mini-split?, answer: x}\n  - {question: a Mini split, answer: y}\n"
    )
    assert site(article("Text.", fields)).build().faults() == [
        "content/a.md:6:16 repeated-question"
    ]
    made = site(
        article("A mini split?\n\n## FAQ\n\n### A mini-split?\n\nx\n\n### a Mini split\n\ny")
    )
    assert made.build().faults() == ["content/a.md:13:1 repeated-question"]


def test_links_in_answers_are_checked_where_they_stand(site: Make) -> None:
    """In the front matter and in the body."""
    made = site(
        article("Text.", "faq:\n  - question: Q\n    answer: >\n      x\n      [y](no.md)\n")
    )
    assert made.build().faults() == ["content/a.md:8:11 dead-link"]
    made = site(article("## FAQ\n\n### Q?\n\n[[no]]\n\n### R?\n\n[x](#nowhere)"))
    assert made.build().faults() == ["content/a.md:9:3 dead-link", "content/a.md:13:5 dead-anchor"]


def test_questions_have_anchors(site: Make) -> None:
    """A link may aim at one; an edit of the answer does not change it."""
    made = site(article("[x](#faq-is-it-so)", "faq: [{question: Is it so?, answer: Yes}]\n")).fine()
    assert 'id="faq-is-it-so"' in made.main("/a/")


def test_missing_parts_of_a_question(site: Make) -> None:
    """Each is an error at its item or key."""
    made = site(article("x", "faq:\n  - question: Q\n  - {question: R, answer: }\n  - R\n")).build()
    assert made.faults() == [
        "content/a.md:5:5 missing-key",
        "content/a.md:6:19 empty-required-key",
        "content/a.md:7:5 wrong-type",
    ]


def test_answers_are_cleaned(site: Make) -> None:
    """Raw HTML in an answer is treated as in the body, with a warning at its line."""
    made = site(
        article("x", "faq:\n  - question: Q\n    answer: |\n      a\n\n      <script>x</script>\n")
    )
    assert made.build().faults() == ["content/a.md:9:7 unsafe-html"]
    assert "<script" not in made.main("/a/")


def test_a_question_below_misspelled_keys_begins_an_item(site: Make) -> None:
    """It is no part of the item above, whose own question has another name."""
    faq = "faq:\n  - Question: Q?\n    Answer: Yes\n  - question: R?\n    answer: No\n"
    made = site(article("x", faq)).build()
    assert made.faults() == ["content/a.md:5:5 unknown-key", "content/a.md:6:5 unknown-key"]
    faq = "faq:\n  - Question: Q?\n  - answer: Yes\n  - question: R?\n    answer: No\n"
    made = site(article("x", faq)).build()
    assert made.faults() == ["content/a.md:5:5 unknown-key", "content/a.md:6:3 split-item"]


def test_an_answer_with_a_dash_of_its_own_is_one_fault(site: Make) -> None:
    """It belongs to the question above, and is read with it."""
    faq = "faq:\n  - question: Q?\n  - answer: '[x](no.md)'\n  - question: R?\n    answer: Yes\n"
    made = site(article("x", faq)).build()
    assert made.faults() == ["content/a.md:6:3 split-item", "content/a.md:6:18 dead-link"]
    assert "so that 'answer' stands exactly under 'question'" in made.messages()


def test_two_questions_without_answers_are_two_faults(site: Make) -> None:
    """No dash is wrong there."""
    made = site(article("x", "faq:\n  - question: Q?\n  - question: R?\n")).build()
    assert made.faults() == ["content/a.md:5:5 missing-key", "content/a.md:6:5 missing-key"]


def test_the_anchor_of_a_question_in_the_text_is_its_heading(site: Make) -> None:
    """What links to a section stays right when its heading becomes a question."""
    made = site(article("[x](#will-a-nest-work)\n\n## FAQ\n\n### Will a Nest work?\n\nYes.")).fine()
    assert 'id="will-a-nest-work"' in made.main("/a/")
