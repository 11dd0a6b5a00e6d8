"""Dates as editors type them: a text goes in, a day, or what it may have meant, comes out."""

import calendar
import datetime as dt
import re
from typing import Literal

from msgspec import Struct

from plenum import lazy_re

DateOrder = Literal["iso", "month-first", "day-first"]

_ISO = lazy_re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[ Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_SLASHED = lazy_re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)

# Forms that are no dates here, but say which day they mean.
_YEAR_FIRST = lazy_re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})", re.ASCII)
_COMPACT = lazy_re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
MONTHS = (
    "January February March April May June July August September October November December"
).split()
_YEAR_LAST = lazy_re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_WEEKDAY = lazy_re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY_MONTH = lazy_re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})", re.IGNORECASE
)
_MONTH_DAY = lazy_re.compile(
    r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
_CENTURY = 2000
PLAIN_ADVICE = "write year-month-day with two digits each, such as 2026-01-05"


class Period(Struct, frozen=True):
    """A day, a month or a year, of which `first` and `last` are the first and the last day.

    It is stated as precisely as it is known, never as the first day of a month or a year. What
    begins with it begins on its first day, what ends with it ends on its last.
    """

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        """Return ISO 8601 with as many parts as are known: 2024, 2024-06 or 2024-06-01."""
        if self.first == self.last:
            return self.first.isoformat()
        known = 2 if self.first.month == self.last.month else 1
        return "-".join(self.first.isoformat().split("-")[:known])


def read_day(text: str, order: DateOrder) -> dt.date | dt.datetime | None:
    """Return the date, with a time of day as a `datetime`; None where it has no known form.

    Raise `ValueError` where it has the form but is no day of the calendar.
    """
    if match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if match[4] is None:
            return dt.date(year, month, day)
        time = (int(match[4]), int(match[5]), int(match[6] or 0))
        return dt.datetime(year, month, day, *time, tzinfo=_zone(match[7]))
    if order != "iso" and (match := _SLASHED.fullmatch(text)):
        first, second, year = (int(part) for part in match.groups())
        month, day = (first, second) if order == "month-first" else (second, first)
        return dt.date(year, month, day)
    return None


def _zone(text: str | None) -> dt.timezone | None:
    if text is None:
        return None
    if text in {"Z", "z"}:
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return dt.timezone(sign * dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0)))


def why_impossible(text: str, order: DateOrder) -> str:
    """Say what is wrong with a date that has the form but is no day of the calendar."""
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        month, day = (first, second) if order == "month-first" else (second, first)
    else:
        return "check month, day and time"
    if year == 0:
        return "there is no year 0"
    if not 1 <= month <= len(MONTHS):
        return f"there is no month {month}"
    most = calendar.monthrange(year, month)[1]
    if not 1 <= day <= most:
        return f"{MONTHS[month - 1]} has {most} days in {year}"
    return "check the time: hours go from 00 to 23, minutes and seconds from 00 to 59"


def advice_for(text: str) -> str:
    """Say which days a date in another form could mean."""
    bare = _WEEKDAY.sub("", text.strip(), count=1)[:40]
    if match := _YEAR_LAST.fullmatch(bare):
        return _both_orders(match)
    if match := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_MONTH.fullmatch(bare):
        day, month, year = int(match[1]), month_number(match[2]), int(match[3])
    elif match := _MONTH_DAY.fullmatch(bare):
        day, month, year = int(match[2]), month_number(match[1]), int(match[3])
    else:
        return PLAIN_ADVICE
    if month == 0:
        return PLAIN_ADVICE
    found = _day_or_none(year, month, day)
    return f"write {found}" if found else "there is no such day"


def _both_orders(match: re.Match[str]) -> str:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += _CENTURY if len(match[4]) == len("26") else 0
    month_first, day_first = _day_or_none(year, first, second), _day_or_none(year, second, first)
    if match[2] == "." and day_first:
        # With points, the day stands first wherever people write so.
        return f"write {day_first}"
    if month_first and day_first and month_first != day_first:
        return f"write {month_first} (month first) or {day_first} (day first)"
    if month_first or day_first:
        named = "" if month_first == day_first else _order_of(month_first)
        return f"write {month_first or day_first}{named}"
    return "there is no such day"


def _order_of(month_first: dt.date | None) -> str:
    return " (month first)" if month_first else " (day first)"


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_number(word: str) -> int:
    """Return the number of a month by its English name or the beginning of it, 0 for none."""
    word = word.lower()
    found = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    if word == "sept":
        return 9
    return found[0] if found else 0
