"""A time zone's rules for one meeting, as the VTIMEZONE that goes with it.

Only the changes from the meeting's year on are told, two years of them: the file is short, and
made in well under a millisecond. Each change is given by the clock that was in force before it,
as the standard asks; libraries that take the clock after it are an hour late in spring.

Source: RFC 5545, section 3.6.5 (VTIMEZONE) and its examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEARS = 2

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=32)
def zone_rules(zone: ZoneInfo, year: int) -> Timezone:
    """The rules in force from the beginning of ``year``."""
    rules = Timezone()
    rules.add("tzid", zone.key)
    begin = datetime(year, 1, 1, tzinfo=UTC)
    rules.add_component(_observance(begin.astimezone(zone), begin.astimezone(zone)))
    for change in _changes(zone, begin, datetime(year + YEARS, 1, 1, tzinfo=UTC)):
        rules.add_component(
            _observance((change - _MINUTE).astimezone(zone), change.astimezone(zone))
        )
    return rules


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the zone's distance from UTC becomes another."""
    day = begin
    while day < end:
        if day.astimezone(zone).utcoffset() != (day + _DAY).astimezone(zone).utcoffset():
            yield _change(zone, day)
        day += _DAY


def _change(zone: ZoneInfo, day: datetime) -> datetime:
    """The first minute within the day after ``day`` that has the new offset."""
    before = day.astimezone(zone).utcoffset()
    early, late = 0, int(_DAY / _MINUTE)
    while late - early > 1:
        middle = (early + late) // 2
        if (day + middle * _MINUTE).astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return day + late * _MINUTE


def _observance(before: datetime, after: datetime) -> TimezoneDaylight | TimezoneStandard:
    """What the clock shows from ``after`` on, and, in ``before``, the last until then."""
    component = TimezoneDaylight() if after.dst() else TimezoneStandard()
    old, new = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
    component.add("dtstart", after.astimezone(UTC).replace(tzinfo=None) + old)
    component.add("tzoffsetfrom", old)
    component.add("tzoffsetto", new)
    component.add("tzname", after.tzname())
    return component
