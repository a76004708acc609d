"""Workdays, holidays and the days that every office knows."""

from __future__ import annotations

from datetime import date

import pytest

from voiceagent.norwegian.times.calendar_days import (
    DEFAULT_HOURS,
    easter_sunday,
    holiday_name,
    is_half_day,
    is_workday,
    next_workday,
    workdays_between,
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 11, 18), True, id="a Wednesday"),
        pytest.param(date(2026, 11, 21), False, id="a Saturday"),
        pytest.param(date(2026, 5, 1), False, id="1 May"),
        pytest.param(date(2027, 5, 17), False, id="17 May"),
        pytest.param(date(2026, 12, 24), False, id="Christmas Eve"),
        pytest.param(date(2026, 12, 31), False, id="New Year's Eve"),
        pytest.param(date(2027, 3, 25), False, id="Maundy Thursday"),
        pytest.param(date(2027, 3, 24), True, id="the Wednesday before Easter"),
        pytest.param(date(2027, 5, 6), False, id="Ascension Day"),
        pytest.param(date(2026, 12, 28), True, id="between Christmas and New Year"),
    ],
)
def test_a_day_is_worked_on_or_not(day: date, works: bool) -> None:
    """Weekends, public holidays and the two quiet eves are free (HND-18)."""
    assert is_workday(day) is works


def test_the_wednesday_before_easter_ends_at_noon() -> None:
    """A half day closes at twelve; other days at the office's hour."""
    assert is_half_day(date(2027, 3, 24))
    assert DEFAULT_HOURS.closing_minute(date(2027, 3, 24)) == 12 * 60
    assert DEFAULT_HOURS.closing_minute(date(2027, 3, 23)) == 16 * 60


def test_easter_is_where_the_almanac_has_it() -> None:
    """Known Easter Sundays."""
    known = [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28)]
    assert [easter_sunday(day.year) for day in known] == known


def test_holidays_have_names_and_offices_are_closed_on_them() -> None:
    """Names are for the people who read the calendar."""
    assert holiday_name(date(2026, 12, 24)) == "Julaften"
    assert holiday_name(date(2026, 12, 31)) == "Nyttårsaften"
    assert holiday_name(date(2026, 11, 18)) is None
    assert not DEFAULT_HOURS.is_open(date(2026, 12, 25))
    assert DEFAULT_HOURS.is_open(date(2026, 11, 18))


def test_the_next_workday_skips_weekends_and_holidays() -> None:
    """From 23 December to the 28th, over a holiday and a weekend."""
    assert next_workday(date(2026, 12, 23)) == date(2026, 12, 28)
    assert workdays_between(date(2026, 12, 23), date(2026, 12, 28)) == (
        date(2026, 12, 23),
        date(2026, 12, 28),
    )
    assert workdays_between(date(2026, 12, 28), date(2026, 12, 23)) == ()
