"""Days of facts of which only the month or the year is known."""

import datetime as dt
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from plenum.model.dates import iso, long_date
from plenum.source.periods import read_period
from tests.sites.harness import Site

Make = Callable[[str], Site]


def site_with(days: str, link: str = "[](fact:d)") -> str:
    """Write a site with one fact, whose keys of time are `days`."""
    return (
        f"-- content/a.md --\n--- A\n{link}\n-- content/_data/facts.yaml --\nd:\n  value: 30%\n"
        f"  what: share that leaks\n{days}  source: {{title: Ducts, accessed: 2026-10}}\n"
    )


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2024-12", "2024-12-01", "2024-12-31", "December 2024"),
        ("2024-01-01", "2024-01-01", "2024-01-01", "January 1, 2024"),
        ("2024-06-30", "2024-06-30", "2024-06-30", "June 30, 2024"),
        ("0999", "0999-01-01", "0999-12-31", "999"),
    ],
)
def test_a_period_is_stated_as_precisely_as_it_is_known(
    text: str, first: str, last: str, shown: str
) -> None:
    """In ISO 8601 as it was typed, for readers in words."""
    period = read_period(text)
    assert period is not None
    assert [day.isoformat() for day in (period.first, period.last)] == [first, last]
    assert (str(period), iso(period), long_date(period)) == (text, text, shown)


@pytest.mark.parametrize(
    ("typed", "shown"), [("2024", "2024"), ("2024-06", "June 2024"), ("2024-06-01", "June 1, 2024")]
)
def test_pages_show_what_is_known(site: Make, typed: str, shown: str) -> None:
    """The page of facts, the list of sources and the copy; never a day that nobody named."""
    days = f"  as_of: {typed}\n  valid_from: {typed}\n  valid_until: 2028\n  review_by: 2027-03\n"
    made = site(site_with(days)).fine()
    facts = LexborHTMLParser(made.main("/facts/")).text()
    page = made.main("/a/")
    for words in (f"As of {shown}", f"from {shown}", "until 2028", "by March 2027", "October 2026"):
        assert words in facts
    assert f'share that leaks</a>, as of <time datetime="{typed}">{shown}</time>' in page
    assert 'accessed <time datetime="2026-10">October 2026</time>' in page
    copy = made.page("a/index.md")
    assert f", as of {typed}\n" in copy
    assert "(accessed 2026-10)" in copy
    for text in (facts, page, copy):
        assert "October 1," not in text
        assert "January" not in text


@pytest.mark.parametrize(("until", "last"), [("2025", "2025-12-31"), ("2026-02", "2026-02-28")])
def test_a_period_ends_with_its_last_day(site: Make, until: str, last: str) -> None:
    """What holds until a month or a year holds in all of it."""
    made = site(site_with(f"  valid_until: {until}\n"))
    day = dt.date.fromisoformat(last)
    assert "content/a.md:5:4 expired-fact" not in made.build(today=day).faults()
    assert "content/a.md:5:4 expired-fact" in made.build(today=day + dt.timedelta(days=1)).faults()
    shown = {"2025": "held until 2025", "2026-02": "held until February 2026"}
    assert shown[until] in made.messages()


def test_a_period_told_as_past_names_itself(site: Make) -> None:
    """As precisely as it is known."""
    main = site(site_with("  valid_until: 2025-06\n", "[](fact:d?past)")).fine().main("/a/")
    assert "(until June 2025)" in main


def test_a_period_begins_with_its_first_day(site: Make) -> None:
    """What holds from a month on holds in all of it."""
    made = site(site_with("  valid_from: 2026-12\n"))
    assert made.build(today=dt.date(2026, 12, 1)).faults() == []
    assert made.build(today=dt.date(2026, 11, 30)).faults() == ["content/a.md:5:4 future-fact"]
    assert "holds from December 2026 on" in made.messages()
    assert "date: 2026-12-01" in made.messages()


def test_a_review_is_due_after_its_month(site: Make) -> None:
    """Not on its first day."""
    made = site(site_with("  review_by: 2026-12\n"))
    assert made.build(today=dt.date(2026, 12, 31)).faults() == []
    faults = made.build(today=dt.date(2027, 1, 1)).faults()
    assert faults == ["content/_data/facts.yaml:1:1 review-due"]
    assert "due for review on December 31, 2026" in made.messages()


@pytest.mark.parametrize(
    ("day", "faulty"), [("2026", False), ("2026-11", False), ("2026-12", True), ("2027", True)]
)
def test_a_period_that_has_begun_is_not_to_come(site: Make, day: str, faulty: bool) -> None:  # noqa: FBT001
    """Of the present month or year, the day may have been."""
    faults = site(site_with(f"  as_of: {day}\n")).build().faults()
    assert faults == (["content/_data/facts.yaml:4:10 date-in-future"] if faulty else [])


@pytest.mark.parametrize("key", ["as_of", "valid_from", "valid_until", "review_by"])
@pytest.mark.parametrize(
    ("typed", "fault", "advice"),
    [
        ("2024-13", "impossible-date", "there is no month 13"),
        ("2024-00", "impossible-date", "there is no month 00"),
        ("0000", "impossible-date", "there is no year 0"),
        ("2023-02-29", "impossible-date", "February has 28 days"),
        ("2024-6", "wrong-date", "write 2024-06"),
        ("2024/06", "wrong-date", "write 2024-06"),
        ("06/2024", "wrong-date", "write 2024-06"),
        ("June 2024", "wrong-date", "write 2024-06"),
        ("Sept. 2024", "wrong-date", "write 2024-09"),
        ("13/2024", "wrong-date", "write year-month-day"),
        ("June 5, 2024", "wrong-date", "write 2024-06-05"),
        ("soon", "wrong-date", "the month alone (2026-01) or the year alone (2026) will do"),
        ("24", "wrong-date", "write year-month-day"),
        ("٢٠٢٤", "wrong-date", "write year-month-day"),
        ("[2024]", "wrong-type", "a month such as 2026-11"),
    ],
)
def test_what_is_no_period(site: Make, key: str, typed: str, fault: str, advice: str) -> None:
    """Each slip says what to write."""
    made = site(site_with(f"  {key}: {typed}\n", "Words.")).build()
    assert made.faults() == [f"content/_data/facts.yaml:4:{len(key) + 5} {fault}"]
    assert advice in made.messages()


def test_an_article_names_whole_days(site: Make) -> None:
    """Feeds and search engines want them."""
    made = site("-- content/a.md --\n---\ntitle: A\ndescription: B\ndate: 2026\n---\nWords.\n")
    assert made.build().faults() == ["content/a.md:4:7 wrong-date"]
