"""The clock's rules as they are sent along with a meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from tests.calendars.office import OSLO
from voiceagent.integrations.calendars.zones import zone_rules


def _offset_at(moment: datetime, rules: Timezone) -> timedelta:
    """What a calendar works out: the last observance whose onset is not after ``moment``.

    An onset is written by the clock in force before it, hence less the offset it comes from.
    """
    parts: list[Any] = list(rules.subcomponents)
    onsets: list[tuple[datetime, timedelta]] = [
        (part["dtstart"].dt - part["tzoffsetfrom"].td, part["tzoffsetto"].td) for part in parts
    ]
    return max(onset for onset in onsets if onset[0] <= moment.replace(tzinfo=None))[1]


@pytest.mark.parametrize("zone", [OSLO, ZoneInfo("America/New_York"), ZoneInfo("UTC")])
@pytest.mark.parametrize("year", [2026, 2027])
def test_the_rules_give_the_zones_own_offset_at_every_hour(zone: ZoneInfo, year: int) -> None:
    """BOO-01: read as the standard says, for the whole year and the next."""
    rules = zone_rules(zone, year)
    moment = datetime(year, 1, 1, 12, tzinfo=UTC)
    while moment.year < year + 2:
        assert _offset_at(moment, rules) == moment.astimezone(zone).utcoffset()
        moment += timedelta(hours=1)


def test_oslos_clock_changes_are_written_by_the_clock_before_them() -> None:
    """Forward at two, back at three."""
    text = zone_rules(OSLO, 2026).to_ical().decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\n" in text
    assert text.count("TZNAME:CEST") == 2
