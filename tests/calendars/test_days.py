"""Days off in Norway, against the calendar on the wall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from voiceagent.integrations.calendars.days import is_common_holiday, is_holiday, is_quiet


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 1, 1), id="new year's day"),
        pytest.param(date(2026, 4, 2), id="Maundy Thursday"),
        pytest.param(date(2026, 4, 3), id="Good Friday"),
        pytest.param(date(2026, 4, 6), id="Easter Monday"),
        pytest.param(date(2026, 5, 1), id="1 May"),
        pytest.param(date(2027, 5, 17), id="17 May on a Monday"),
        pytest.param(date(2026, 5, 14), id="Ascension Day"),
        pytest.param(date(2026, 5, 25), id="Whit Monday"),
        pytest.param(date(2026, 12, 25), id="Christmas Day"),
    ],
)
def test_legal_holidays_are_known(day: date) -> None:
    """BOO-01: nobody is invited to a meeting on a holiday."""
    assert is_holiday(day)
    assert not is_quiet(day)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 12, 24), id="Christmas Eve"),
        pytest.param(date(2026, 12, 31), id="New Year's Eve"),
        pytest.param(date(2026, 4, 1), id="Wednesday before Easter"),
        pytest.param(date(2027, 3, 24), id="Wednesday before an early Easter"),
        pytest.param(date(2038, 4, 21), id="Wednesday before the latest Easter"),
        pytest.param(date(2026, 5, 15), id="Friday after Ascension Day"),
        pytest.param(date(2022, 5, 16), id="Monday before 17 May"),
        pytest.param(date(2029, 12, 24), id="Christmas Eve on a Monday"),
    ],
)
def test_quiet_days_are_working_days_by_law_only(day: date) -> None:
    """Eves and squeezed days are told apart from holidays."""
    assert is_quiet(day)
    assert not is_holiday(day)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 11, 18), id="an ordinary Wednesday"),
        pytest.param(date(2026, 12, 23), id="23 December"),
        pytest.param(date(2026, 11, 21), id="an ordinary Saturday"),
        pytest.param(date(2026, 4, 7), id="Tuesday after Easter"),
    ],
)
def test_other_days_are_neither(day: date) -> None:
    """An ordinary weekend is not a matter of holidays."""
    assert not is_holiday(day)
    assert not is_quiet(day)


def test_the_common_holiday_is_three_weeks_in_july() -> None:
    """Weeks 28, 29 and 30."""
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    off = [day for day in days if is_common_holiday(day)]
    assert (off[0], off[-1], len(off)) == (date(2026, 7, 6), date(2026, 7, 26), 21)


def test_each_year_has_one_quiet_wednesday_before_easter() -> None:
    """Found from the holidays themselves, whatever the year."""
    for year in range(2024, 2060):
        start = date(year, 3, 1)
        spring = [start + timedelta(days=number) for number in range(56)]
        wednesdays = [day for day in spring if day.weekday() == 2 and is_quiet(day)]
        assert len(wednesdays) == 1
        assert is_holiday(wednesdays[0] + timedelta(days=1))
