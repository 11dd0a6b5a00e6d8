"""Days and times as pages state them. The day as written counts, in any time zone."""

import datetime as dt

from plenum.source.dates import MONTHS

Moment = dt.date | dt.datetime


def day_of(moment: Moment) -> dt.date:
    """Return the day as written."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def iso(moment: Moment) -> str:
    """Return ISO 8601 with a zone: a bare day is its first moment in UTC."""
    if not isinstance(moment, dt.datetime):
        return f"{moment.isoformat()}T00:00:00+00:00"
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.isoformat(timespec="seconds")


def long_date(moment: Moment) -> str:
    """Return the day for readers, such as "November 21, 2026", in any locale of the machine."""
    day = day_of(moment)
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
