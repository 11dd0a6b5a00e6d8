"""Days of which perhaps only the month or the year is known: a text goes in, its days come out."""

import calendar
import datetime as dt
import re

from msgspec import Struct

from plenum import lazy_re
from plenum.source.dates import (
    MONTHS,
    PLAIN_ADVICE,
    Period,
    advice_for,
    month_number,
    read_day,
    why_impossible,
)
from plenum.source.nodes import Node
from plenum.source.schema import Located, Reading, Text, located

# ISO 8601, "reduced precision".
_PART = lazy_re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?", re.ASCII)
_YEAR_FIRST = lazy_re.compile(r"(?P<year>\d{4})[-./ ](?P<month>\d{1,2})", re.ASCII)
_MONTH_FIRST = lazy_re.compile(r"(?P<month>\d{1,2})[-./](?P<year>\d{4})", re.ASCII)
_IN_WORDS = lazy_re.compile(
    r"(?P<word>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.IGNORECASE | re.ASCII
)


class DayOrPeriod(Struct, frozen=True):
    """A day, a month or a year in ISO 8601: 2024-06-01, 2024-06 or 2024."""

    wanted: str = "a day such as 2026-11-21, a month such as 2026-11 or a year such as 2026"

    def read(self, node: Node, reading: Reading, key: str) -> Located[Period] | None:
        """Return the first and the last day with their place."""
        text = Text(self.wanted).read(node, reading, key)
        if text is None:
            return None
        found = text.value
        try:
            days = read_period(found)
        except ValueError:
            advice = _why_no_period(found) or why_impossible(found, "iso")
            reading.add("impossible-date", node.span, key=key, found=found, advice=advice)
            return None
        if days is None:
            advice = _advice(found)
            reading.add("wrong-date", node.span, key=key, found=found, readings=advice)
            return None
        return located(node, days)


def read_period(text: str) -> Period | None:
    """Return the days that a text names; None where it has no known form.

    Raise `ValueError` where it has the form but is nothing of the calendar.
    """
    if match := _PART.fullmatch(text):
        return _days(int(match["year"]), int(match["month"]) if match["month"] else None)
    moment = read_day(text, "iso")
    if moment is None:
        return None
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    return Period(day, day)


def _days(year: int, month: int | None) -> Period:
    if month is None:
        return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))
    first = dt.date(year, month, 1)
    return Period(first, first.replace(day=calendar.monthrange(year, month)[1]))


def _why_no_period(text: str) -> str:
    """Say what is wrong with a month or a year that is none of the calendar."""
    match = _PART.fullmatch(text)
    if match is None:
        return ""
    return (
        "there is no year 0" if int(match["year"]) == 0 else f"there is no month {match['month']}"
    )


def _advice(text: str) -> str:
    """Say which month a text in another form could mean, or which day."""
    if match := _IN_WORDS.fullmatch(text[:40]):
        year, month = int(match["year"]), month_number(match["word"])
    elif match := _YEAR_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        year, month = int(match["year"]), int(match["month"])
    else:
        year, month = 0, 0
    if year and 1 <= month <= len(MONTHS):
        return f"write {year:04}-{month:02}"
    advice = advice_for(text)
    shorter = "; the month alone (2026-01) or the year alone (2026) will do"
    return f"{advice}{shorter}" if advice == PLAIN_ADVICE else advice
