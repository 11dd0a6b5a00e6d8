"""Front matter: text stays text, faults stand where they are, imported content is understood."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]


def article(front_matter: str, body: str = "Words.") -> str:
    return f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter}\n---\n{body}\n"


@pytest.mark.parametrize("text", ["Yes", "No", "1:30", "0.10", "2026", "nil", "1e3", "0x1F", "-"])
def test_text_stays_as_typed(site: Make, text: str) -> None:
    """What other YAML readers turn into numbers, times and flags is shown as it was typed."""
    made = site(f"-- content/a.md --\n---\ntitle: {text}\ndescription: B\ncategory: {text}\n---\n")
    made.build()
    if text == "-":
        assert made.faults() == [
            "content/a.md:2:8 special-start",
            "content/a.md:4:11 special-start",
        ]
    else:
        assert f"<h1>{text}</h1>" in made.fine().main("/a/")


@pytest.mark.parametrize("flag", ["true", "True", "yes", "Yes"])
def test_a_flag_is_true_in_every_spelling(site: Make, flag: str) -> None:
    """A draft is left out, however its flag is spelled."""
    assert "a/index.html" not in site(article(f"draft: {flag}")).fine().files()


@pytest.mark.parametrize("flag", ["false", "no", "False"])
def test_a_flag_is_false_in_every_spelling(site: Make, flag: str) -> None:
    """An article that is no draft is published."""
    assert "a/index.html" in site(article(f"draft: {flag}")).fine().files()


@pytest.mark.parametrize("flag", ['"true"', "1", "on", "maybe"])
def test_another_word_is_no_flag(site: Make, flag: str) -> None:
    """A quoted flag is a text, and a text is no flag."""
    assert site(article(f"draft: {flag}")).build().faults() == ["content/a.md:4:8 wrong-value"]


@pytest.mark.parametrize(
    "date",
    [
        "2026-10-05",
        '"2026-10-05"',
        "2026-10-05 15:00",
        "2026-10-05 15:00:30",
        "2026-10-05T15:00:00Z",
        "2026-10-05T15:00+02:00",
        "2026-10-05T15:00:00.123+0200",
        "2026-10-05 15:00 -05",
    ],
)
def test_every_iso_form_is_a_date(site: Make, date: str) -> None:
    """A day may have a time, the time seconds and an offset; the day as written counts."""
    assert "October 5, 2026" in site(article(f"date: {date}")).fine().main("/a/")


@pytest.mark.parametrize(
    ("date", "fault", "hint"),
    [
        ("11/26/2022", "wrong-date", "2022-11-26 (month first)"),
        ("03/04/2022", "wrong-date", "2022-03-04 (month first) or 2022-04-03 (day first)"),
        ("2026-1-5", "wrong-date", "write 2026-01-05"),
        ("20261005", "wrong-date", "write 2026-10-05"),
        ("20.11.2026", "wrong-date", "write 2026-11-20"),
        ("11/20/2026", "wrong-date", "write 2026-11-20 (month first)"),
        ("20/11/2026", "wrong-date", "write 2026-11-20 (day first)"),
        ("11/20/26", "wrong-date", "write 2026-11-20 (month first)"),
        ("2026/11/20", "wrong-date", "write 2026-11-20"),
        ("Nov 20 2026", "wrong-date", "write 2026-11-20"),
        ("November 20th, 2026", "wrong-date", "write 2026-11-20"),
        ("20 November 2026", "wrong-date", "write 2026-11-20"),
        ("Fri, 20 Nov 2026", "wrong-date", "write 2026-11-20"),
        ("Foo 20 2026", "wrong-date", "two digits"),
        ("Feb 30 2026", "wrong-date", "there is no such day"),
        ("2026-02-30", "impossible-date", "February has 28 days in 2026"),
        ("2026-13-01", "impossible-date", "there is no month 13"),
        ("0000-01-01", "impossible-date", "there is no year 0"),
        ("2026-10-05 25:00", "impossible-date", "check the time"),
        ("2026-11-20 10am", "wrong-date", "two digits"),
        ("٢٠٢٦-١٠-٠٥", "wrong-date", "two digits"),
        ("soon", "wrong-date", "year-month-day"),
    ],
)
def test_another_form_is_no_date(site: Make, date: str, fault: str, hint: str) -> None:
    """The fault says which days the text could mean."""
    made = site(article(f"date: {date}")).build()
    assert made.faults() == [f"content/a.md:4:7 {fault}"]
    assert hint in made.messages()


@pytest.mark.parametrize(("order", "day"), [("month-first", "March 4"), ("day-first", "April 3")])
def test_a_site_may_order_its_dates(site: Make, order: str, day: str) -> None:
    """Imported dates are read in the order that the configuration names."""
    made = site(
        "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"
        f"front_matter: {{dates: {order}}}\n" + article("date: 03/04/2022")
    )
    assert f"{day}, 2022" in made.fine().main("/a/")


def test_one_text_is_a_list_of_one(site: Make) -> None:
    """Tags and keywords may also be one text with commas; an alias may not."""
    made = site(article("tags: ducts, heat pumps ,\nkeywords: a, b\naliases: /old/")).fine()
    assert {"tags/ducts/index.html", "tags/heat-pumps/index.html", "old/index.html"} <= set(
        made.files()
    )


def test_an_empty_optional_key_is_a_warning(site: Make) -> None:
    """It counts as not given; `null` and an empty list say so on purpose."""
    made = site(article('slug:\ncategory: ""\nquestion: " "\ntags: []\nexpires: null\ndate: ~'))
    assert made.build().faults() == [
        "content/a.md:4:1 empty-key",
        "content/a.md:5:1 empty-key",
        "content/a.md:6:1 empty-key",
    ]
    assert "<h1>A</h1>" in made.main("/a/")


@pytest.mark.parametrize("empty", ["", '""', "null", "~", "' '"])
def test_an_empty_required_key_is_an_error(site: Make, empty: str) -> None:
    """A title must say something."""
    made = site(f"-- content/a.md --\n---\ntitle: {empty}\ndescription: B\n---\n").build()
    assert made.faults() == ["content/a.md:2:1 empty-required-key"]


def test_an_empty_item_is_an_error(site: Make) -> None:
    """An item of a list without a text is nothing that could be left out silently."""
    made = site(article("tags:\n  - a\n  -\n  - ''\naliases: [null]")).build()
    assert made.faults() == [
        "content/a.md:6:4 empty-item",
        "content/a.md:7:5 empty-item",
        "content/a.md:8:11 empty-item",
    ]


def test_missing_keys_are_reported_at_the_opening(site: Make) -> None:
    """Both required keys, at the first line of dashes."""
    made = site("-- content/a.md --\n---\ncategory: c\n---\nText.\n").build()
    assert made.faults() == ["content/a.md:1:1 missing-key", "content/a.md:1:1 missing-key"]


def test_an_unknown_key_is_an_error_with_advice(site: Make) -> None:
    """The nearest key is proposed, at every depth."""
    made = site(article("tabels: x\ncover:\n  image: a.png\n  alt: b\n  credits: c"))
    made.write("content/a.png", "")
    assert made.build().faults() == [
        "content/a.md:4:1 unknown-key",
        "content/a.md:8:3 unknown-key",
    ]
    assert "did you mean 'credit'?" in made.messages()


def test_a_key_that_stands_twice_is_an_error(site: Make) -> None:
    """The second one is reported, and where the first one stands."""
    made = site(article('"title": C')).build()
    assert made.faults() == ["content/a.md:4:1 duplicate-key"]
    assert "line 2" in made.messages()


def test_wrong_kinds_are_errors(site: Make) -> None:
    """A list is no text, a text is no group of keys, a group is no list of texts."""
    made = site(article("category: [a]\nreviewed: x\ntags: {a: b}\nsources: [x]")).build()
    assert made.faults() == [
        "content/a.md:4:11 wrong-type",
        "content/a.md:5:11 wrong-type",
        "content/a.md:6:7 wrong-type",
        "content/a.md:7:11 wrong-type",
    ]


def test_a_byte_order_mark_and_crlf_change_no_place(site: Make) -> None:
    """Windows' line ends and mark are read, and faults stand where an editor shows them."""
    made = site("-- content/b.md --\n--- B\n")
    made.write(
        "content/a.md",
        b"\xef\xbb\xbf---\r\ntitle: A\r\ndescription: B\r\nx: 1\r\n---\r\n[a](b)\r\n",
    )
    assert made.build().faults() == ["content/a.md:4:1 unknown-key"]
    made.write(
        "content/a.md", b"\xef\xbb\xbf---\r\ntitle: A\r\ndescription: B\r\n---\r\n\r\n[a](c.md)\r\n"
    )
    assert made.build().faults() == ["content/a.md:6:5 dead-link"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "1:1 missing-front-matter"),
        (b"Just text.\n", "1:1 missing-front-matter"),
        (b"+++\ntitle = 'A'\n+++\n", "1:1 toml-front-matter"),
        (b'{"title": "A"}\n', "1:1 json-front-matter"),
        (b"---\ntitle: A\ndescription: B\n", "1:1 unclosed-front-matter"),
        (b"\n---\ntitle: A\ndescription: B\n", "2:1 unclosed-front-matter"),
        (b"---\n- a\n---\n", "2:1 wrong-type"),
        (b"---\ntitle: Caf\xe9\n---\n", "2:11 not-utf8"),
        (b"\xef\xbb\xbf\xff", "1:1 not-utf8"),
        (b"\xff\xfe-\x00", "1:1 not-utf8"),
        (b"---\ntitle: A\ndescription: B\n---\n\na\x00b\n", "6:2 control-character"),
        (b"---\ntitle: A\ndescription: \xf0\x9f\x92\xa7 \x1b[0m\n---\n", "3:16 control-character"),
        (b'---\ntitle: A\ndescription: "a\\x07"\n---\n', "3:16 control-character"),
        (b"---\ntitle: A\n\tdescription: B\n---\n", "3:1 yaml-tab"),
        (b"---\ntitle: A: B\ndescription: B\n---\n", "2:9 yaml-colon"),
        (b"---\ntitle: [A\ndescription: B\n---\n", "2:8 unclosed-bracket"),
        (b"---\ntitle: !!int 5\ndescription: B\n---\n", "2:8 yaml-tag"),
        (b"---\n[a]: b\ntitle: A\ndescription: B\n---\n", "2:1 yaml-key"),
    ],
)
def test_files_that_cannot_be_read(site: Make, data: bytes, fault: str) -> None:
    """Each has one fault, at its place, in words that say what it is."""
    made = site("-- content/b.md --\n--- B\n")
    made.write("content/a.md", data)
    found = made.build().faults()
    assert found == [f"content/a.md:{fault}"]


def test_no_yaml_bomb_goes_off(site: Make) -> None:
    """Aliases that unfold without end, or hold themselves, are errors."""
    bomb = "extra:\n  a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
        f"  {new}: &{new} [{', '.join([f'*{old}'] * 8)}]\n"
        for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert [f.partition(" ")[2] for f in site(article(bomb)).build().faults()] == ["yaml-alias"]


@pytest.mark.parametrize(
    "deep", ["[" * 100_000, "[" * 2000 + "]" * 2000, "{a: " * 500, "- " * 3000 + "x"]
)
def test_deep_yaml_is_a_fault(site: Make, deep: str) -> None:
    """A document may be nested as deeply as it likes: it is refused, not followed."""
    made = site(article(f"extra:\n {deep}")).build()
    assert [f.partition(" ")[2] for f in made.faults()] == ["yaml-depth"]


def test_columns_are_characters(site: Make) -> None:
    """An emoji or a combining mark counts as one column each, as editors count them."""
    made = site(article("aliases: [/💧, [/b]]\ncategory: {é: x}", "💧é [x](nowhere.md)")).build()
    assert made.faults() == [
        "content/a.md:4:15 wrong-type",
        "content/a.md:5:11 wrong-type",
        "content/a.md:7:8 dead-link",
    ]


def test_a_line_separator_is_no_line_of_the_file(site: Make) -> None:
    """Lines end where an editor ends them, also after U+2028."""
    assert site(article('extra: {a: "x\u2028y"}\nwrong: 1')).build().faults() == [
        "content/a.md:5:1 unknown-key"
    ]


def test_faults_in_long_texts_stand_at_their_line(site: Make) -> None:
    """In literal, folded, quoted and plain text over several lines."""
    made = site(
        article(
            "short_answer: |\n  One.\n\n  [a](dead1.md)\n"
            "question: q\n"
            "faq:\n"
            "  - question: F\n    answer: >\n      folded\n      text [a](dead2.md)\n"
            '  - question: Q\n    answer: "quoted\n      text [a](dead3.md)"\n'
            "  - question: P\n    answer: plain\n      text [a](dead4.md)"
        )
    ).build()
    assert made.faults() == [
        "content/a.md:7:7 dead-link",
        "content/a.md:13:16 dead-link",
        "content/a.md:16:16 dead-link",
        "content/a.md:19:16 dead-link",
    ]


def test_a_repeated_dead_link_is_reported_at_each_place(site: Make) -> None:
    """Also where one target is the beginning of another."""
    made = site(article("short_answer: |\n  [a](dead.md2) [b](dead.md)\n  [c](dead.md)")).build()
    assert [fault for fault in made.faults() if "dead" in fault] == [
        "content/a.md:5:7 dead-link",
        "content/a.md:5:21 dead-link",
        "content/a.md:6:7 dead-link",
    ]


@pytest.mark.parametrize(
    ("slug", "right"), [("Ducts", "ducts"), ("a b", "a-b"), ("a/b", "a-b"), ("é!", "é")]
)
def test_a_slug_must_be_in_its_form(site: Make, slug: str, right: str) -> None:
    """The fault says the right one."""
    made = site(article(f"slug: {slug}")).build()
    assert made.faults() == ["content/a.md:4:7 wrong-slug"]
    assert f"slug: {right}" in made.messages()


def test_updated_before_date_is_a_warning(site: Make) -> None:
    """At the later line's value."""
    made = site(article("date: 2026-05-02\nupdated: 2026-05-01")).build()
    assert made.faults() == ["content/a.md:5:10 updated-before-date"]


def test_excuses(site: Make) -> None:
    """One line is excused with its reason; an excuse that excuses nothing is a warning."""
    made = site("-- content/b.md --\n--- B\n")
    text = (
        "--- # plenum: ignore missing-key: comes from the agency\n"
        "title: A\n"
        "wrong: 1 # plenum: ignore unknown-key: for their own tool\n"
        "tags: a # plenum: ignore unknown-key: nothing here\n"
        "slug: # plenum: ignore empty-key\n"
        "---\n"
        "<!-- plenum: ignore dead-link: page follows -->\n"
        "[x](dead.md)\n\n"
        "    <!-- plenum: ignore dead-link: an example -->\n\n"
        "```\n# plenum: ignore dead-link: an example\n<!-- plenum: ignore dead-link: one -->\n```\n"
    )
    made.write("content/a.md", text.encode())
    assert made.build().faults() == [
        "content/a.md:4:9 unused-excuse",
        "content/a.md:5:1 empty-key",
        "content/a.md:5:7 excuse-without-reason",
    ]


def config(rules: str) -> str:
    return f"-- config.yaml --\ntitle: T\nbase_url: https://hub.example\nfront_matter:\n{rules}"


def test_imported_keys_are_renamed(site: Make) -> None:
    """At the top, inside a renamed parent, and a key written with a dot."""
    made = site(
        config(
            "  rename: {publishDate: date, faqs: faq, faq.q: faq.question, faq.a: faq.answer,"
            " ms.date: updated, cover.src: cover.image}\n"
        )
        + article(
            "publishDate: 2026-10-05\nms.date: 2026-10-06\nfaqs: [{q: Why?, a: So.}]\n"
            "cover: {src: a.png, alt: A}"
        )
    )
    made.write("content/a.png", "")
    main = made.fine().main("/a/")
    assert "October 5, 2026" in main
    assert "October 6, 2026" in main
    assert "<p>So.</p>" in main
    assert 'src="/a.png"' in main


def test_old_and_new_name_together_are_a_fault(site: Make) -> None:
    """Also two old names for one key; but two keys may change their names."""
    rules = config("  rename: {day: date, published: date, headline: title, title: question}\n")
    made = site(
        rules
        + "-- content/a.md --\n---\nday: 2026-01-01\ndate: 2026-01-01\npublished: 2026-01-01\n"
        "headline: A\ntitle: What?\ndescription: B\n---\n"
    ).build()
    assert made.faults() == ["content/a.md:2:1 renamed-twice", "content/a.md:4:1 renamed-twice"]


@pytest.mark.parametrize(("rule", "severity"), [("warn", "warning"), ("ignore", None)])
def test_unknown_keys_may_be_tolerated(site: Make, rule: str, severity: str | None) -> None:
    """At every depth."""
    made = site(config(f"  unknown: {rule}\n") + article("x: 1\nreviewed: {on: 2026-01-01, y: 2}"))
    found = [str(d.severity) for d in made.build().report.diagnostics]
    assert found == ([severity] * 2 if severity else [])


def test_dropped_keys_mean_nothing(site: Make) -> None:
    """Also where we have a key of that name."""
    made = site(config("  drop: [layout, category]\n") + article("layout: x\ncategory: {a: b}"))
    assert made.fine().files().count("a/index.html") == 1


def test_a_missing_description_may_come_from_the_text(site: Make) -> None:
    """From the first paragraph that says something; a missing title stays an error."""
    made = site(
        config("  missing: warn\n")
        + "-- content/a.md --\n---\ntitle: A\n---\n![P](p.png)\n\nWarm &amp; *dry* [air](b.md).\n"
        + "-- content/b.md --\n--- B\n"
        + "-- content/p.png --\n"
    ).build()
    assert made.faults() == ["content/a.md:1:1 missing-key"]
    assert '<meta name="description" content="Warm &amp; dry air.">' in made.page("a/index.html")
    made.write("content/c.md", "---\ndescription: C\n---\n")
    assert made.build().report.errors == 1


def test_every_text_field_is_escaped(site: Make) -> None:
    """Nothing that an editor types into a text breaks out of HTML, JSON-LD or XML."""
    evil = "</script><script>alert(1)</script>\"><img src=x alt=y onerror=alert(1)>'&amp;]]>"
    quoted = "'" + evil.replace("'", "''") + "'"
    made = site(
        "-- content/a.md --\n---\n"
        + "".join(
            f"{key}: {quoted}\n"
            for key in ("title", "description", "question", "category", "tags", "keywords")
        )
        + "date: 2026-01-01\nauthor: a\n"
        + f"cover: {{image: p.png, alt: {quoted}, credit: {quoted}}}\n"
        + f"sources: [{{id: s, title: {quoted}, publisher: {quoted},"
        + " url: 'https://e.org/\"><script>'}]\n"
        + f"related: [{{to: b, why: {quoted}}}]\n"
        + "comparison:\n"
        + f"  caption: {quoted}\n  options: [{quoted}, B]\n  rows: {{? {quoted} : [{quoted}, C]}}\n"
        + f"  verdict: {{? {quoted} : {quoted}}}\n"
        + f"short_answer: {quoted}\n"
        + f"faq: [{{question: {quoted}, answer: {quoted}}}]\n"
        + f"---\n[x](source:s)\n\n{evil}\n\n## {evil}\n"
        + "-- content/b.md --\n--- B\n"
        + "-- content/p.png --\n-- content/x --\n"
        + f"-- content/_data/authors.yaml --\na: {{name: {quoted}, job: {quoted},"
        + f" bio: {quoted.replace('=x', '=/x')}}}\n"
    ).build()
    assert {d.id for d in made.report.diagnostics if d.severity == "error"} == set(), (
        made.messages()
    )
    assert "a/index.html" in made.files()
    for path in made.files():
        text = made.page(path) if path.endswith((".html", ".xml")) else ""
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert 'src="x"' not in text, path


@pytest.mark.parametrize(
    ("front_matter", "key", "hint"),
    [
        (
            "comparison:\n  options: [X]\n  rows: {R: [a]}\n",
            "comparison.caption",
            "add a line 'caption: …' below 'comparison', beginning exactly under 'options'",
        ),
        (
            "faq:\n  - question: Why?\n",
            "faq.answer",
            "add a line 'answer: …' below 'faq', beginning exactly under 'question'",
        ),
        (
            "reviewed: {by: e, next: 2027-01-01}\n",
            "reviewed.on",
            "add 'on: …' between the braces of 'reviewed', after a comma",
        ),
        (
            "sources:\n  - title: T\n    url: https://e.org\n",
            "sources.id",
            "add a line 'id: …' below 'sources', beginning exactly under 'title'",
        ),
    ],
)
def test_a_missing_key_is_told_where_to_put_it(
    site: Make, front_matter: str, key: str, hint: str
) -> None:
    """Its own name, the key that holds it, and the line that shows how far to indent it."""
    made = site(
        "-- content/_data/authors.yaml --\ne: {name: E}\n"
        f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{front_matter}---\n"
    ).build()
    told = [(d.message, d.hint) for d in made.report.diagnostics]
    assert told == [(f"'{key}' is missing", hint)]


def test_a_missing_key_of_shared_data_is_told_its_entry(site: Make) -> None:
    """The id holds the keys."""
    made = site("-- content/_data/facts.yaml --\nduct-loss:\n  value: {low: 1}\n").build()
    assert [d.hint for d in made.report.diagnostics] == [
        "add a line 'what: …' below 'duct-loss', beginning exactly under 'value'",
        "add 'high: …' between the braces of 'value', after a comma",
    ]


def test_a_missing_key_where_no_key_can_be_read(site: Make) -> None:
    """There is no line to align it with."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: B\nrelated:\n  - [to]: b\n---\n"
    ).build()
    assert [d.id for d in made.report.diagnostics] == ["yaml-key", "missing-key"]
    assert made.report.diagnostics[1].hint.endswith("below 'related', two spaces further in")


@pytest.mark.parametrize("old", ["coverPhoto", "images.cover.src", "photo.src", "cover.photo.src"])
def test_a_renaming_that_moves_a_key_is_a_fault(site: Make, old: str) -> None:
    """Into a group, or from one to another."""
    made = site(config(f"  rename: {{{old}: cover.image}}\n") + article("x: y")).build()
    assert made.faults() == [f"config.yaml:4:{len(old) + 14} rename-moves"]


@pytest.mark.parametrize("parent", ["photo", "cover"])
def test_a_path_names_its_parent_by_either_name(site: Make, parent: str) -> None:
    """By ours, or by the one from which it is renamed itself."""
    rules = config(f"  rename: {{photo: cover, {parent}.src: cover.image}}\n")
    made = site(rules + article("photo: {src: a.png, alt: A}"))
    made.write("content/a.png", "")
    assert 'src="/a.png"' in made.fine().main("/a/")


@pytest.mark.parametrize("unknown", ["error", "ignore"])
def test_a_key_written_with_the_dots_of_a_path_cannot_be_moved(site: Make, unknown: str) -> None:
    """It stands outside of the group in which its new name would lie."""
    rules = config(f"  rename: {{cover.src: cover.image}}\n  unknown: {unknown}\n")
    made = site(rules + article("cover.src: a.png")).build()
    assert made.faults() == ["content/a.md:4:1 rename-moves"]
    assert made.report.diagnostics[0].hint == "write 'image' below 'cover' instead"


def test_a_key_written_with_dots_wins_over_a_path(site: Make) -> None:
    """`ms.date` is the name of a key; a key `date` below `ms` is not meant."""
    rules = config("  rename: {ms.date: date}\n  drop: [ms]\n")
    made = site(rules + article("ms: {date: 2020-01-01}\nms.date: 2026-10-06")).fine()
    assert "October 6, 2026" in made.main("/a/")


def test_three_slips_in_yaml_and_two_in_the_text_are_five_faults(site: Make) -> None:
    """One run tells all of them, and nothing that only follows from them."""
    made = site(
        "-- content/a.md --\n---\ntitle: Heat: pumps\ndescription: 'Open\ntags: [a, b\nslug: a\n"
        "---\nBody [a](dead.md).\n\n# Title\n"
    ).build()
    assert made.faults() == [
        "content/a.md:2:12 yaml-colon",
        "content/a.md:3:14 unclosed-quote",
        "content/a.md:4:7 unclosed-bracket",
        "content/a.md:7:10 dead-link",
        "content/a.md:9:1 title-in-body",
    ]


@pytest.mark.parametrize(
    ("front_matter", "body", "fault"),
    [
        ("titel: A\ndescription: B", "", "2:1 unknown-key"),
        ("title: A\ndescription: B\nsouce:\n  - {id: s, title: T, url: https://e.org}",
         "[a](source:s)", "4:1 unknown-key"),
        ("title: A\ndescription: B\nsources:\n  - {idd: s, title: T, url: https://e.org}",
         "[a](source:s)", "5:6 unknown-key"),
        ("title: A\ndescription: B\nsources:\n  - id: s\n    title: T: u\n    url: https://e.org",
         "[a](source:s)", "6:13 yaml-colon"),
        ("title: A\ndescription: B\ncomparision:\n  caption: C", "[COMPARISON]", "4:1 unknown-key"),
        ("title: A\ndescription: B\nfaqs:\n  - {question: Q, answer: A}", "[FAQ]",
         "4:1 unknown-key"),
        (("title: A\ndescription: B\ncomparison:\n  caption: C\n  options: X, Y\n"
         "  rows:\n    R: [a, b]\n    S: [a, b]\n  verdict:\n    X: y"),
         "[COMPARISON]", "6:12 unbracketed-list"),
        (("title: A\ndescription: B\ncomparison:\n  caption: C\n  option: [X, Y]\n"
         "  rows:\n    R: [a, b]"), "", "6:3 unknown-key"),
        (("title: A\ndescription: B\ncomparison:\n  caption: C\n  options: [X, Y]\n"
         "  rows:\n    R: [$5,000, low]"), "", "8:9 split-number"),
        ("title: A\ndescription: B\ncover: a.jpg", "", "4:8 wrong-type"),
        ("title: # what eats\ndescription: B", "", "2:1 empty-required-key"),
        ("title: #1 pick\ndescription: B", "", "2:8 cut-at-hash"),
        ("title: A\n\tdescription: B", "", "3:1 yaml-tab"),
        ("title: A\n  description: B", "", "3:1 yaml-indent"),
        ("just words", "", "2:1 missing-colon"),
        ("title: A\n---\ndescription: B\ntags: [a]", "", "3:1 stray-dashes"),
        ("title: A\ndescription: B\n---\n\ntags: [a]", "", "4:1 stray-dashes"),
        ("\ufefftitle: A\ndescription: B", "", "2:1 invisible-character"),
    ],
)  # fmt: skip
def test_a_slip_costs_one_fault(site: Make, front_matter: str, body: str, fault: str) -> None:
    """A key that stands there in some form is not missing; what it holds is not called unknown."""
    made = site(f"-- content/a.md --\n---\n{front_matter}\n---\n{body}\n").build()
    assert made.faults() == [f"content/a.md:{fault}"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("—", "4:1"),
        ("----", "4:1"),
        ("--", "4:1"),
        (" ---", "4:2"),
        ("***", "4:1"),
        ("-–-", "4:1"),
        ("- - -", "4:1"),
        ("===", "4:1"),
    ],
)
@pytest.mark.parametrize("rule", ["", "\n---\nMore.\n"])
def test_a_line_that_was_to_end_the_front_matter_is_named(
    site: Make, line: str, place: str, rule: str
) -> None:
    """The front matter ends there, so that the text is checked; a rule in it changes nothing."""
    made = site(
        f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{line}\n[a](dead.md)\n{rule}"
    ).build()
    assert made.faults() == [
        f"content/a.md:{place} unclosed-front-matter",
        "content/a.md:5:5 dead-link",
    ]


@pytest.mark.parametrize("line", ["", "# A heading"])
def test_without_such_a_line_the_front_matter_ends_with_its_keys(site: Make, line: str) -> None:
    """So that the text is checked as well."""
    made = site(f"-- content/a.md --\n---\ntitle: A\ndescription: B\n{line}\n[a](dead.md)\n")
    assert made.build().faults() == [
        "content/a.md:1:1 unclosed-front-matter",
        "content/a.md:5:5 dead-link",
    ]


@pytest.mark.parametrize("opening", ["", "--\n", "—\n"])
def test_keys_without_an_opening_line_are_read_all_the_same(site: Make, opening: str) -> None:
    """And so is the text below them."""
    made = site(
        f"-- content/a.md --\n{opening}title: A: b\ndescription: B\n---\n[a](dead.md)\n"
    ).build()
    first = 1 + opening.count("\n")
    assert made.faults() == [
        "content/a.md:1:1 missing-front-matter",
        f"content/a.md:{first}:9 yaml-colon",
        f"content/a.md:{first + 3}:5 dead-link",
    ]


def test_a_rule_in_the_text_is_no_stray_line(site: Make) -> None:
    """Neither is a line with a colon, unless it begins with one of the keys."""
    site("-- content/a.md --\n---\ntitle: A\ndescription: B\n---\nNote: x\n\n---\nMore.\n").fine()


def test_a_number_with_a_comma_is_one_tag(site: Make) -> None:
    """In one text with commas, too."""
    made = site(article("tags: ducts, 1,500 sq ft\nkeywords: '2,000 BTU, heat'")).fine()
    assert "tags/1-500-sq-ft/index.html" in made.files()


def test_config_and_data_are_read_entry_by_entry(site: Make) -> None:
    """An author, a fact or a word that could not be read is not called unknown."""
    made = site(
        "-- content/a.md --\n---\ntitle: A\ndescription: B\nauthor: bob\n---\n"
        "[x](fact:f) [t](term:h)\n"
        "-- content/_data/authors.yaml --\nann: {name: Ann: e}\nbob:\n  name: Bob: x\n"
        "-- content/_data/facts.yaml --\nf:\n  value: 5\n  valid_from: 2020-01-01\n  what: w: x\n"
        "-- content/_data/glossary.yaml --\nh: {term: H: h, short: s}\n"
    ).build()
    assert made.faults() == [
        "content/_data/authors.yaml:1:16 yaml-colon",
        "content/_data/authors.yaml:3:12 yaml-colon",
        "content/_data/facts.yaml:4:10 yaml-colon",
        "content/_data/glossary.yaml:1:12 yaml-colon",
    ]
    made.write("config.yaml", "title: A: b\nbase_url: https://h.example\nlanguage: [en\nnope: 1\n")
    assert made.build().faults() == [
        "config.yaml:1:9 yaml-colon",
        "config.yaml:3:11 unclosed-bracket",
        "config.yaml:4:1 unknown-key",
    ]


@pytest.mark.parametrize(
    ("slug", "hint"), [("Heat 💧", "write slug: heat"), ("💧", "letters or digits")]
)
def test_a_slug_of_signs_alone_is_told_what_to_use(site: Make, slug: str, hint: str) -> None:
    """Where nothing is left of it, there is no right one to name."""
    made = site(article(f"slug: {slug}")).build()
    assert made.faults() == ["content/a.md:4:7 wrong-slug"]
    assert hint in made.messages()


AHEAD = """-- content/a.md --
---
title: A
description: B
date: {date}
updated: 2026-12-02
reviewed: {{on: 2026-12-02, by: ann}}
sources:
  - {{id: s, title: S, url: https://s.example, accessed: 2026-12-03}}
---
[x](source:s)
-- content/_data/authors.yaml --
ann: {{name: Ann}}
-- content/_data/facts.yaml --
f:
  value: 5
  what: w
  as_of: {fact}
  source: {{title: S, accessed: {fact}}}
"""


def test_what_has_been_done_is_not_in_the_future(site: Make) -> None:
    """The day of the build itself is none; the article's own date may be."""
    made = site(AHEAD.format(date="2026-01-01", fact="2026-11-22")).build()
    assert made.faults() == [
        "content/_data/facts.yaml:4:10 date-in-future",
        "content/_data/facts.yaml:5:32 date-in-future",
        "content/a.md:5:10 date-in-future",
        "content/a.md:6:16 date-in-future",
        "content/a.md:8:57 date-in-future",
    ]
    assert "done on December 2, 2026" in made.messages()
    made.fine(today=dt.date(2026, 12, 3))


@pytest.mark.parametrize("future", [False, True])
def test_an_article_ahead_of_its_day_is_judged_by_that_day(site: Make, future: bool) -> None:  # noqa: FBT001
    """Whether it is left out or shown in a preview."""
    made = site(AHEAD.format(date="2026-12-02", fact="2026-11-21")).build(future=future)
    assert made.faults() == ["content/a.md:8:57 date-in-future"]


@pytest.mark.parametrize(
    ("kind", "by", "faults"),
    [
        ("person", "ann", ["content/a.md:5:32 own-review"]),
        ("person", "bob", []),
        ("organization", "ann", []),
    ],
)
def test_nobody_reviews_an_article_of_their_own(
    site: Make, kind: str, by: str, faults: list[str]
) -> None:
    """An organization is more than one person."""
    made = site(
        article(f"author: [bob2, ann]\nreviewed: {{on: 2026-01-02, by: {by}}}")
        + f"-- content/_data/authors.yaml --\nann: {{name: Ann, kind: {kind}}}\n"
        "bob: {name: Bob}\nbob2: {name: Bob}\n"
    )
    assert made.build().faults() == faults


@pytest.mark.parametrize(
    "quote", ["date: \u201c2026-01-02\u201d", "updated: \u201c2026-01-02\u201d"]
)
def test_curly_quotation_marks_cost_one_fault(site: Make, quote: str) -> None:
    """What stands between them is read as if they were straight or not there."""
    made = site(article(f"{quote}\nshort_answer: \u201c[x](no.md)\u201d")).build()
    assert [each.partition(" ")[2] for each in made.faults()] == [
        "curly-quote",
        "curly-quote",
        "dead-link",
    ]


def test_a_text_that_begins_with_a_quoted_word_keeps_its_marks(site: Make) -> None:
    """They belong to the text where it ends with another pair of them, or without any."""
    made = site(article("category: \u201cClean\u201d and \u201cdirty\u201d")).fine()
    assert "\u201cClean\u201d and \u201cdirty\u201d" in made.main("/a/")


@pytest.mark.parametrize(
    ("tags", "faults"),
    [
        ("[mini-split; ducts]", ["content/a.md:4:8 semicolon-list"]),
        ("mini-split; ducts", ["content/a.md:4:7 semicolon-list"]),
        ("[a, 'b;c']", ["content/a.md:4:11 semicolon-list"]),
        ("[R&amp;D, b;]", []),
    ],
)
def test_a_semicolon_separates_nothing(site: Make, tags: str, faults: list[str]) -> None:
    """One that ends a word, or an entity of HTML, is no attempt to."""
    assert site(article(f"tags: {tags}")).build().faults() == faults


def test_keywords_are_separated_by_commas_too(site: Make) -> None:
    """The hint shows how."""
    made = site(article("keywords: heat pump; duct")).build()
    assert made.faults() == ["content/a.md:4:11 semicolon-list"]
    assert "write commas: heat pump, duct" in made.messages()


def categories(*names: str) -> str:
    return "".join(
        f"-- content/{number}.md --\n---\ntitle: T{number}\ndescription: D{number}\n"
        f"category: {name}\n---\nWords.\n"
        for number, name in enumerate(names)
    )


@pytest.mark.parametrize(
    "alone", ["cold climate", "Cold-Climate", "coldclimates", "Cold climtes", "Colld climates"]
)
def test_a_category_in_another_spelling_is_told(site: Make, alone: str) -> None:
    """Where another one, spelled nearly so, has more articles."""
    made = site(categories("Cold climates", alone, "cold Climates")).build()
    assert made.faults() == ["content/1.md:4:11 near-category"]
    assert "did you mean 'Cold climates'? It has 2 articles" in made.messages()


@pytest.mark.parametrize(
    "names",
    [
        ("Duct", "Ducts"),
        ("Duct", "Ducts", "Duct", "Ducts"),
        ("Gas", "Gases", "Glass"),
        ("Cost", "Costs of it", "Costs of it"),
        ("Cold climates", "Cold climtes"),
        ("Heat", "Heating", "Heating"),
        ("SEER", "SEER2", "SEER2", "EER", "R-32", "R-22", "R-22"),
    ],
)
def test_categories_that_are_no_slips(site: Make, names: tuple[str, ...]) -> None:
    """Each alone, each with several articles, or another word."""
    site(categories(*names)).fine()


def tagged(*tags: str) -> str:
    return "".join(
        f"-- content/{number}.md --\n---\ntitle: T{number}\ndescription: D{number}\n"
        f"tags: {each}\n---\nWords.\n"
        for number, each in enumerate(tags)
    )


@pytest.mark.parametrize("alone", ["minisplit", "mini-splt", "Mini-Splits", "mini-spplit"])
def test_a_tag_in_another_spelling_is_told(site: Make, alone: str) -> None:
    """At its own place, where another one, spelled nearly so, has more articles."""
    made = site(tagged("[ducts, mini-split]", "mini-split", f"[ducts, {alone}]")).build()
    assert made.faults() == ["content/2.md:4:15 near-tag"]
    assert "did you mean 'mini-split'? It has 2 articles" in made.messages()


def test_words_of_an_article_are_no_slips_of_others(site: Make) -> None:
    """A contactor is a part of an outdoor unit; nobody misspells a word and speaks of it."""
    text = tagged("[contractors]", "[contractors]", "[contactors]")
    assert site(text).build().faults() == ["content/2.md:4:8 near-tag"]
    site(text.removesuffix("Words.\n") + "A contactor switches it.\n").fine()


def test_sources_by_their_ids_are_one_fault(site: Make) -> None:
    """They are read all the same: a citation of one is not called wrong."""
    made = site(
        article(
            "sources:\n  doe:\n    title: X\n    url: https://x.example\n"
            "  epa:\n    title: Y\n    url: https://y.example",
            "[x](source:doe) [y](source:epa)",
        )
    ).build()
    assert made.faults() == ["content/a.md:5:3 keys-for-list"]
    assert "write '- id: doe'" in made.messages()


def test_one_source_without_a_dash_is_a_list_of_one(site: Make) -> None:
    """Its keys are those of a source."""
    one = "sources:\n  id: doe\n  title: X\n  url: https://x.example"
    site(article(one, "[x](source:doe)")).fine()


def test_a_source_that_dashes_have_split(site: Make) -> None:
    """Each dash too many is told, and the parts are read as one source."""
    made = site(
        article(
            "sources:\n  - id: doe\n  - title: X\n  - url: https://x.example\n"
            "  - id: epa\n    title: Y\n    url: https://y.example",
            "[x](source:doe) [y](source:epa)",
        )
    ).build()
    assert made.faults() == ["content/a.md:6:3 split-item", "content/a.md:7:3 split-item"]


def test_a_dash_before_an_optional_key(site: Make) -> None:
    """What it cuts off belongs to the source above, too."""
    source = "  - id: doe\n    title: X\n    url: https://x.example\n  - publisher: P"
    made = site(article(f"sources:\n{source}", "[x](source:doe)")).build()
    assert made.faults() == ["content/a.md:8:3 split-item"]


@pytest.mark.parametrize(
    ("second", "faults"),
    [
        ("- id: b\n    url: https://x.example", ["5:5 missing-key", "7:5 missing-key"]),
        ("- {url: https://x.example}", ["5:5 missing-key", "7:5 missing-key", "7:5 missing-key"]),
        (
            "- ulr: https://x.example",
            ["5:5 missing-key", "7:5 unknown-key", "7:5 missing-key", "7:5 missing-key"],
        ),
    ],
)
def test_two_sources_that_lack_something_are_not_joined(
    site: Make, second: str, faults: list[str]
) -> None:
    """They have a key in common, are in braces, or a key is misspelt."""
    made = site(article(f"sources:\n  - id: a\n    title: X\n  {second}")).build()
    told = [each for each in made.faults() if "uncited" not in each]
    assert [each.removeprefix("content/a.md:") for each in told] == faults


@pytest.mark.parametrize(
    ("front_matter", "place", "advice"),
    [
        ("short_answer: | Yes, it is.", "4:15 special-start",
         'leave the | out: short_answer: "Yes, it is."'),
        ("keywords: > 5 kW", "4:11 special-start",
         ('leave the > out: keywords: "5 kW"; if it belongs to the text, put the whole text in'
         ' quotation marks: keywords: "> 5 kW"')),
        (("comparison:\n  caption: C\n  options: [X, Y]\n  rows:\n    | Of | X | Y |\n"
         "    |---|---|---|\n    | Heat | hot | mild |"), "8:5 special-start",
         ("leave out the headings of the table and the line of dashes, and write each row as"
         " its name: [cell, cell]")),
        ("related: [[a]]", "4:10 wrong-type", "write [a], with one pair of brackets"),
        ("tags:\n  - [[a]]\n  - b", "5:5 wrong-type", "write a, without brackets"),
        ("tags: [[a, b]]", "4:7 wrong-type", "write [a, b], with one pair of brackets"),
        ("category: [Costs, Basics]", "4:11 wrong-type", "write one text, such as Costs"),
        ("category:\n  - Costs\n  - Basics", "5:3 wrong-type", "write one text, such as Costs"),
    ],
)  # fmt: skip
def test_advice_that_is_followed_mends_the_slip(
    site: Make, front_matter: str, place: str, advice: str
) -> None:
    """It names what is to be written, not only of what kind it is."""
    made = site(article(front_matter)).build()
    assert [f"content/a.md:{place}"] == [f for f in made.faults() if "-to-" not in f]
    assert f"→ {advice}\n" in made.messages()
