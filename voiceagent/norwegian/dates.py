"""Names of days and months, and the arithmetic of «neste», «om to uker» and «uke 34»."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def monday_of(day: date) -> date:
    """The Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())
