"""Slips after which a text is taken for more, or for less, than its editor meant."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def faults(site: Make, body: str) -> list[str]:
    """Return the faults of an article's body, each as `line:column id`, counted from its own."""
    made = site(f"-- content/other.md --\n--- Other\n-- content/a.md --\n--- A\n\n{body}\n")
    spans = [(d.span.line - 5, d.span.column, d.id) for d in made.build().report.diagnostics]
    return [f"{line}:{column} {fault_id}" for line, column, fault_id in spans]


SLIPS = [
    ("    The first paragraph of a text goes on for a while.\n\nMore.", "1:1 indented-text"),
    ('Words.\n\n\tIt\'s "indented" & has a tab before its words.', "3:1 indented-text"),
    ("It falls to\n- 15 °F in such a night.", "2:1 minus-sign"),
    ("It loses\n- 3.5 % of that.", "2:1 minus-sign"),
    ("Words\n\n'''\ncode\n'''", "3:1 foreign-markup"),
    ("Words\n\n’’’python\ncode\n’’’", "3:1 foreign-markup"),
    ("Words [another]other.md) here.", "1:7 link-form"),
    ("Words [another]https://example.org/x.html) here.", "1:7 link-form"),
    ('Words <a href="other.md>here</a> and.', "1:7 unclosed-html"),
    ('Words <a title="x" href="other.md>here', "1:7 unclosed-html"),
    ("At 20 &degF it is cold.", "1:7 unknown-entity"),
    ("A 20&times30 filter.", "1:5 unknown-entity"),
    ("Hello [NAME], it is late.", "1:7 placeholder"),
    ("Call [YOUR PHONE NUMBER] now.", "1:6 placeholder"),
    ("Words.\n\n`heatload` needs [NAME] first.", "3:18 placeholder"),
    ("[INSERT PHOTO HERE]", "1:1 placeholder"),
    ("[PHOTO]", "1:2 unknown-marker"),
    ("Words [[other]]] and.", "1:16 foreign-markup"),
    ("## Words#\n\nText.", "1:9 foreign-markup"),
    ("## Words##\n\nText.", "1:9 foreign-markup"),
    ("Words ``code` here.", "1:7 unclosed-code"),
    ("Words `code`` here.", "1:7 unclosed-code"),
]


@pytest.mark.parametrize(("body", "wanted"), SLIPS)
def test_a_slip_is_told_once(site: Make, body: str, wanted: str) -> None:
    """Each has one fault, at the character where it stands."""
    assert faults(site, body) == [wanted]


@pytest.mark.parametrize(
    "body",
    [
        # Code, and what belongs to an item.
        "    import plenum as site; run()\n\nMore.",
        "    Error: no file.\n\nMore.",
        "- An item:\n\n    The second paragraph of an item has its place here.",
        "- An item\n\n  that goes on.\n\n    The third paragraph of an item has its place here.",
        # Lists are lists.
        "It is cold:\n- 15 °F in Boston\n- 5 °F in Fargo",
        "It is cold:\n\n- 15 °F in Boston",
        "- cold\n- 15 °F",
        # Quotation marks that belong to words.
        "She said '''no''' to it.",
        # Brackets that belong to words around them.
        "They (see [1]other.md) say so.",
        "They [see [[other]]] say so.",
        'A <a title="a > b" href="other.md">link</a> and.',
        "Q&A, R&D, AT&T and https://example.org/?a=1&times2=3 stay.",
        "The [HVAC] trade and [NAME](other.md), [DATE][d].\n\n[d]: other.md",
        "## Working in C#\n\nText.\n\n## Words ##\n\nText.",
        "Write `[NAME]`, `[[other]]]` and ``a ` b``.",
    ],
)
def test_what_is_meant_so_is_no_slip(site: Make, body: str) -> None:
    """A list, code, an aside in brackets and the name of a language stay as they are."""
    assert faults(site, body) == []


def test_code_that_begins_the_text_is_no_prose(site: Make) -> None:
    """No blank line stands above it, and what it shows is judged as little as other code."""
    made = site("-- content/a.md --\n--- A\n    run [site](nix.md)\n\nMore.\n")
    made.fine()


def test_a_word_that_is_no_marker_is_told_once(site: Make) -> None:
    """Alone on the first line, too, it is a marker that does not exist."""
    made = site("-- content/a.md --\n--- A\n[PHOTO]\n").build()
    assert made.faults() == ["content/a.md:5:2 unknown-marker"]
