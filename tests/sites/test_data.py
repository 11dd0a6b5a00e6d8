"""Data files: authors, glossary and facts, with their faults."""

import re
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]
FACT = "d:\n  value: {low: 20, high: 30, unit: '%'}\n  what: share lost\n"


def site_with(name: str, data: str, body: str = "Words.") -> str:
    return f"-- content/a.md --\n--- A\n{body}\n-- content/_data/{name}.yaml --\n{data}\n"


def test_a_fact_fills_its_link(site: Make) -> None:
    """A range has an en dash."""
    main = site(site_with("facts", FACT, "Loses [](fact:d) of it.")).fine().main("/a/")
    assert ">20–30%</a>" in main


@pytest.mark.parametrize(
    ("value", "region", "shown"),
    [
        ("{value: -13, unit: °F}", "US", "−13 °F (−25 °C)"),
        ("{value: -13, unit: °F}", "Canada", "−25 °C (−13 °F)"),
        ("{value: -25, unit: °C}", "US Northwest", "−13 °F (−25 °C)"),
        ("{value: -25, unit: °C}", "US and Canada", "−25 °C (−13 °F)"),
        ("{low: -13, high: 5, unit: °F}", "US", "−13 to 5 °F (−25 to −15 °C)"),
        ("{low: 9000, high: 36000, unit: BTU/h}", "US", "9000–36000 BTU/h (2.6–10.6 kW)"),
        ("12,000 BTU/h", "US", "12,000 BTU/h (3.5 kW)"),
        ("17 °F", "US", "17 °F (−8.3 °C)"),
        ("about 3 in", "US", "about 3 in (76 mm)"),
        ("20 °F cooler", "US", "20 °F (11 °C) cooler"),
        ("2,000 ft²", "US", "2,000 ft² (186 m²)"),
        # Both are there already, or there is no other.
        ("82 ft (25 m)", "US", "82 ft (25 m)"),
        ("45,000 BTU/h or 13.2 kW", "US", "45,000 BTU/h or 13.2 kW"),
        ("14.3 SEER2", "US", "14.3 SEER2"),
        ("400 CFM per ton", "US", "400 CFM per ton"),
        ("{value: 8000, currency: US$}", "US", "US$ 8000"),
    ],
)
def test_a_fact_is_filled_in_in_both_systems(
    site: Make, value: str, region: str, shown: str
) -> None:
    """The region's first, rounded to the same accuracy; the Markdown copy says the same."""
    data = f"d:\n  value: {value}\n  what: w\n  region: {region}\n"
    made = site(site_with("facts", data, "It is [](fact:d).")).fine()
    main = re.sub(r"</?span[^>]*>", "", made.main("/a/"))
    assert f">{shown}</a>" in main.replace("\u00a0", " ")
    assert f"[{shown}](" in made.page("a/index.md")


def test_a_fact_in_every_field(site: Make) -> None:
    """`null` on purpose is no fault; a value may be one text."""
    data = (
        "e:\n  value: 14.30\n  what: w\n  basis: b\n  region: US\n  as_of: 2024-06-01\n"
        "  valid_from: 2024-01-01\n  valid_until: null\n  review_by: 2027-06-01\n"
        "  source: {title: T, publisher: P, url: 'https://e.org', accessed: 2026-11-21}"
    )
    assert ">14.30</a>" in site(site_with("facts", data, "[](fact:e)")).fine().main("/a/")


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("20–30 %", True),
        ("20 to *30* percent", True),
        ("up to 30%", True),
        ("that share", True),
        ("20.0–30", True),
        ("HSPF2 of R-410A", True),
        ("10–30 %", False),
        ("2030", False),
    ],
)
def test_a_text_must_agree_with_its_fact(site: Make, text: str, agrees: bool) -> None:  # noqa: FBT001
    """Every number in it is one of the fact's."""
    made = site(site_with("facts", FACT, f"[{text}](fact:d)")).build()
    column = len(text) + 4
    assert made.faults() == ([] if agrees else [f"content/a.md:5:{column} fact-text"])


@pytest.mark.parametrize(("text", "agrees"), [("12 g/m", True), ("15 g/m", False)])
def test_a_charge_of_refrigerant_may_be_told_in_both_systems(
    site: Make,
    text: str,
    agrees: bool,  # noqa: FBT001
) -> None:
    """By the length of its line."""
    data = "d:\n  value: {value: 0.13, unit: oz/ft}\n  what: charge of a line\n"
    made = site(site_with("facts", data, f"[0.13 oz/ft ({text})](fact:d)")).build()
    assert any("fact-text" in fault for fault in made.faults()) != agrees


def test_the_words_before_a_citation_are_read_with_it(site: Make) -> None:
    """They may say that the number is rounded."""
    data = "d:\n  value: 18.5%\n  what: share lost\n"
    site(site_with("facts", data, "They lose **about** [20 %](fact:d).")).fine()
    made = site(site_with("facts", data, "What is it about\n\n[20 %](fact:d) are lost.")).build()
    assert made.faults() == ["content/a.md:7:8 fact-text"]


@pytest.mark.parametrize(
    ("until", "link", "fault"),
    [
        ("2026-11-21", "[](fact:d)", None),
        ("2026-11-20", "[](fact:d)", "5:4 expired-fact"),
        ("2026-11-20", "[](fact:d?past)", None),
        ("2026-11-20", "[](fact:c)", "5:4 unknown-fact"),
    ],
)
def test_an_expired_fact(site: Make, until: str, link: str, fault: str | None) -> None:
    """Its last day counts; told as past it may be cited."""
    made = site(site_with("facts", f"{FACT}  valid_until: {until}", link)).build()
    assert made.faults() == ([f"content/a.md:{fault}"] if fault else [])


@pytest.mark.parametrize(
    ("begins", "date", "link", "faulty"),
    [
        ("2026-11-21", "2026-11-01", "[](fact:d)", False),
        ("2026-11-22", "2026-11-01", "[](fact:d)", True),
        ("2026-11-22", "2026-11-01", "[](fact:d?past)", True),
        ("2026-12-01", "2026-12-01", "[](fact:d)", False),
        ("2026-12-02", "2026-12-01", "[](fact:d)", True),
    ],
)
def test_a_fact_that_does_not_hold_yet(
    site: Make, begins: str, date: str, link: str, *, faulty: bool
) -> None:
    """Its first day counts; an article of a later day, read ahead, is judged by that day."""
    made = site(site_with("facts", f"{FACT}  valid_from: {begins}"))
    made.write("content/a.md", f"---\ntitle: A\ndescription: D\ndate: {date}\n---\n{link}\n")
    made.build(future=True)
    assert made.faults() == (["content/a.md:6:4 future-fact"] if faulty else [])


def test_terms_are_linked_at_their_first_mention(site: Make) -> None:
    """And by `term:`, with or without a text; headings and code are left alone."""
    data = "hspf2: {term: HSPF2, forms: [HSPF 2], short: A rating}"
    body = "## HSPF2\n\n`HSPF2` and HSPF 2, HSPF2. [x](term:hspf2) [](term:hspf2) [y](term:no)"
    made = site(site_with("glossary", data, body)).build()
    assert made.faults() == ["content/a.md:7:63 unknown-term"]
    made.write("content/a.md", "--- A\n" + body.replace("[y](term:no)", ""))
    main = made.fine().main("/a/")
    assert main.count('class="explain"') == 1
    assert main.count('<a class="term" href="/glossary/#hspf2"') == 3


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("facts", "d: {value: 1}", "1:1 missing-key"),
        ("facts", "d: {value: 1, what: w, valid_until: soon}", "1:37 wrong-date"),
        ("facts", "d: {value: {lo: 1}, what: w}", "1:13 unknown-key"),
        ("facts", "- d", "1:1 wrong-type"),
        ("facts", "d: x", "1:4 wrong-type"),
        ("facts", "d: {value: 1, what: w}\nd: {value: 1, what: w}", "2:1 duplicate-key"),
        ("glossary", "d: {term: D}", "1:1 missing-key"),
        ("glossary", "d: {term: D, short: s, long: l}", "1:24 unknown-key"),
        ("authors", "d: {name: D, kind: robot}", "1:20 wrong-value"),
        ("authors", "d: {nam: D}", "1:5 unknown-key"),
        ("authors", "d: {name: [D]", "1:4 unclosed-bracket"),
    ],
)
def test_faults_of_data_stand_where_they_are(site: Make, name: str, data: str, fault: str) -> None:
    """Missing keys at their id, all others at the key or value."""
    faults = site(site_with(name, data)).build().faults()
    assert f"content/_data/{name}.yaml:{fault}" in faults


@pytest.mark.parametrize("entry", ['"": null', '"": {term: "", short: Words.}'])
def test_an_entry_without_a_name_is_found_nowhere(site: Make, entry: str) -> None:
    """It is a fault as others are: where no word is, none is sought."""
    faults = site(site_with("glossary", entry)).build().faults()
    assert "content/_data/glossary.yaml:1:1 wrong-slug" in faults
    assert not any("internal-error" in fault for fault in faults)


def test_data_may_be_a_folder(site: Make) -> None:
    """An id that stands in two of its files is an error."""
    made = site(
        "-- content/a.md --\n--- A\n[](fact:d) [](fact:e)\n"
        f"-- content/_data/facts/one.yaml --\n{FACT}"
        "-- content/_data/facts/two.yaml --\ne: {value: 1, what: w}\n"
    ).fine()
    made.write("content/_data/facts/two.yaml", FACT + "e: {value: 1, what: w}\n")
    assert made.build().faults() == ["content/_data/facts/two.yaml:1:1 repeated-id"]


def test_markdown_of_data_is_checked_at_its_line(site: Make) -> None:
    """Links and raw HTML of a glossary entry and a biography."""
    made = site(
        site_with(
            "glossary",
            "d:\n  term: D\n  short: s\n  body: |\n    x\n\n    <script>y</script>\n\n"
            "    [z](no.md)",
        )
    ).build()
    assert made.faults() == [
        "content/_data/glossary.yaml:7:5 unsafe-html",
        "content/_data/glossary.yaml:9:9 dead-link",
    ]


def test_unknown_authors_are_errors(site: Make) -> None:
    """With the nearest one."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: B\nauthor: [ann, an]\n---\n"
        "-- content/_data/authors.yaml --\nann: {name: Ann}\n"
    ).build()
    assert made.faults() == ["content/a.md:4:15 unknown-author"]
    assert "did you mean 'ann'?" in made.messages()


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ((), "{0}.yaml"),
        (("{0}.yaml",), "{0}.yaml"),
        (("{0}/one.yaml", "{0}/more/two.yaml"), "{0}/"),
        (("{0}.yaml", "{0}/one.yaml"), "{0}.yaml or content/_data/{0}/"),
    ],
)
def test_where_there_is_no_such_entry(site: Make, files: tuple[str, ...], place: str) -> None:
    """The file or the folder of files that the site has."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: B\nauthor: nobody\n---\n"
        "[](fact:nothing) [x](term:no-word)\n"
    )
    entries = {
        "authors": "name: Ann {0}",
        "facts": "value: '{0}', what: The number {0}",
        "glossary": "term: Coil {0}, short: It has the number {0}.",
    }
    for kind, entry in entries.items():
        for number, file in enumerate(files):
            text = f"x{number}: {{{entry.format(number)}}}\n"
            made.write(f"content/_data/{file.format(kind)}", text)
    told = [found.message for found in made.build().report.diagnostics]
    assert told == [
        f"there is no author 'nobody' in content/_data/{place.format('authors')}",
        f"there is no fact 'nothing' in content/_data/{place.format('facts')}",
        f"there is no entry 'no-word' in content/_data/{place.format('glossary')}",
    ]


def test_sources_are_cited(site: Make) -> None:
    """An entry that nobody cites is a warning, one that is not listed an error."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: B\nsources:\n"
        "  - {id: s, title: S, url: 'https://e.org'}\n  - {id: t, title: T, url: e.org}\n"
        "  - {id: s, title: S, url: 'https://e.org'}\n---\n[x](source:s) [y](source:u)\n"
    ).build()
    assert made.faults() == [
        "content/a.md:6:10 uncited-source",
        "content/a.md:6:28 source-address",
        "content/a.md:7:10 repeated-id",
        "content/a.md:9:19 unknown-source",
    ]


@pytest.mark.parametrize(
    ("value", "key"), [("low: 20", "high"), ("high: 20", "low"), ("currency: USD", "value")]
)
def test_a_quantity_has_a_number_or_both_ends(site: Make, value: str, key: str) -> None:
    """A unit alone is no value."""
    data = f"d:\n  value: {{{value}, unit: '%'}}\n  what: w\n"
    hub = site(site_with("facts", data)).build()
    assert hub.faults() == ["content/_data/facts.yaml:2:10 missing-key"]
    assert f"'d.value.{key}' is missing" in hub.messages()


@pytest.mark.parametrize(
    ("value", "unit", "text", "agrees"),
    [
        ("-15", "°F", "−15 °F", True),
        ("-15", "°F", "-15", True),
        ("-15", "°F", "minus 15°F", True),
        ("-15", "°F", "15 °F below zero", True),
        ("-15", "°F", "15 °F", False),
        ("-15", "°F", "-15 kW", False),
        ("-15", "°F", "−15 °C", False),
        ("15", "kW", "15 kW", True),
        ("15", "kW", "a 15-kW unit", True),
        ("15", "kW", "15 kilowatts", True),
        ("15", "kW", "15 heads", True),
        ("15", "kW", "15 kWh", False),
        ("15", "kW", "-15 kW", False),
        ("30", "%", "30 percent", True),
        ("9000", "Btu/h", "9,000 Btu per hour", True),
        ("9000", "Btu/h", "9,000 Btu", False),
    ],
)
def test_a_text_has_the_sign_and_the_unit_of_its_fact(
    site: Make, value: str, unit: str, text: str, *, agrees: bool
) -> None:
    """A unit that the text does not name is no fault."""
    data = f"d:\n  value: {{value: {value}, unit: {unit!r}}}\n  what: w\n"
    faults = site(site_with("facts", data, f"[{text}](fact:d)")).build().faults()
    assert [f.split()[1] for f in faults] == ([] if agrees else ["fact-text"])


def test_the_hyphen_of_a_range_is_no_minus(site: Make) -> None:
    """However the range is written."""
    for text in ("20-30 %", "20%-30%", "20–30%", "20 to 30 percent"):
        site(site_with("facts", FACT, f"[{text}](fact:d)")).fine()


@pytest.mark.parametrize("name", ["authors.yml", "glosary.yaml", "notes.txt", "tools/a.yaml"])
def test_a_data_file_that_nothing_reads_is_a_warning(site: Make, name: str) -> None:
    """Leavings of editors are none, and in a folder of ours a file has any name."""
    others = "-- content/_data/authors.yaml~ --\n-- content/_data/facts/a.yml --\n"
    hub = site(f"-- content/_data/{name} --\n{others}").build()
    assert hub.faults() == [f"content/_data/{name}:1:1 unread-data"]


ORGANIZATION = "title: T\nbase_url: https://hub.example\norganization: {name: N, KEY: X}\n"
SOURCES = "sources:\n- {id: s, title: S, url: X}\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/_data/facts.yaml", "d:\n  value: 1\n  what: w\n  source: {title: T, url: X}\n"),
        ("content/_data/authors.yaml", "a:\n  name: A\n  url: X\n"),
        ("content/_data/authors.yaml", "a:\n  name: A\n  same_as: [https://e.org, X]\n"),
        ("content/a.md", f"---\ntitle: A\ndescription: D.\n{SOURCES}---\n[](source:s)\n"),
        ("config.yaml", ORGANIZATION.replace("KEY", "url")),
        ("config.yaml", ORGANIZATION.replace("KEY", "logo")),
        ("config.yaml", ORGANIZATION.replace("KEY", "same_as")),
    ],
)
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "//e.org/x", "https:///x"]
)
def test_an_address_that_is_not_one_of_the_web_is_never_published(
    site: Make, path: str, text: str, address: str
) -> None:
    """Wherever it stands, and whatever excuses it."""
    excuse = "  # plenum: ignore source-address: x"
    lines = [f"{line}{excuse}" if "X" in line else line for line in text.split("\n")]
    hub = site(f"-- {path} --\n" + "\n".join(lines).replace("X", f"'{address}'") + "\n").build()
    assert "source-address" in {d.id for d in hub.report.diagnostics}
    assert hub.report.errors
    assert not hub.output.exists()


def test_addresses_of_the_web(site: Make) -> None:
    """In any case of letters; a logo may lie on the site itself."""
    hub = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"
        "organization: {name: N, url: 'HTTPS://e.org', logo: /logo.png, same_as: 'http://e.org'}\n"
    )
    hub.fine()
