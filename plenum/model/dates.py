"""Days and times as pages state them. The day as written counts, in any time zone."""

import datetime as dt

from plenum.source.dates import MONTHS, Period

Moment = dt.date | dt.datetime


def day_of(moment: Moment) -> dt.date:
    """Return the day as written."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def days_after(day: dt.date, number: int) -> dt.date:
    """Return the day that many days later, or the last that there is."""
    return dt.date.fromordinal(min(day.toordinal() + number, dt.date.max.toordinal()))


def iso(moment: Moment | Period) -> str:
    """Return ISO 8601 with a zone: a bare day is its first moment in UTC; a period has no zone."""
    if isinstance(moment, Period):
        return str(moment)
    if not isinstance(moment, dt.datetime):
        return f"{moment.isoformat()}T00:00:00+00:00"
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.isoformat(timespec="seconds")


def long_date(moment: Moment | Period) -> str:
    """Return the day for readers, such as "November 21, 2026", in any locale of the machine.

    Of a period, return what is known: "November 2026" or "2026".
    """
    if isinstance(moment, Period) and moment.first != moment.last:
        first, last = moment.first, moment.last
        month = f"{MONTHS[first.month - 1]} " if first.month == last.month else ""
        return f"{month}{first.year}"
    day = moment.first if isinstance(moment, Period) else day_of(moment)
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
