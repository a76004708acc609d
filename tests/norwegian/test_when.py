"""Times: office hours, what is open, and what has gone by."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from voiceagent.norwegian.times.calendar_days import OfficeHours
from voiceagent.norwegian.times.clock import read_clock, resolve_minute
from voiceagent.norwegian.times.when import When, read_when

_NOW = datetime(2026, 11, 18, 9, 30)  # a Wednesday


def _when(text: str, now: datetime = _NOW, hours: OfficeHours | None = None) -> When:
    reading = read_when(text, now=now) if hours is None else read_when(text, now=now, hours=hours)
    assert reading is not None
    return reading.value


def test_an_hour_without_its_half_of_the_day_is_the_one_in_office_hours() -> None:
    """«Halv tre» in a company is half past two in the afternoon."""
    assert _when("halv tre").minute == 14 * 60 + 30
    assert _when("klokka ti").minute == 10 * 60


def test_an_hour_that_office_hours_leave_open_is_marked() -> None:
    """«Klokka sju» may be morning or evening: read it back."""
    assert "hour" in _when("klokka sju").ambiguous


def test_a_part_of_day_settles_the_half() -> None:
    """«Sju om morgenen» is seven, «sju i kveld» nineteen, and neither is open."""
    assert _when("klokka sju om morgenen") == When(minute=7 * 60, part_of_day="morning")
    assert _when("klokka sju i kveld").minute == 19 * 60


def test_other_office_hours_move_lunch_and_halves() -> None:
    """«Etter lunsj» follows the office that is asked."""
    late = OfficeHours(open_minute=600, close_minute=1200, lunch_from=780, lunch_to=840)
    assert _when("etter lunsj", hours=late).from_minute == 840
    assert _when("klokka sju", hours=late).minute == 19 * 60


def test_today_s_weekday_means_next_week_and_is_marked() -> None:
    """«Onsdag» said on a Wednesday is read as the next one, and read back."""
    assert _when("onsdag").dates == (date(2026, 11, 25),)
    assert _when("onsdag").ambiguous == ("week",)


def test_next_friday_is_marked_because_people_mean_two_things_by_it() -> None:
    """«Neste fredag» on a Wednesday is the one of next week, marked."""
    assert _when("neste fredag").dates == (date(2026, 11, 27),)
    assert _when("neste fredag").ambiguous == ("week",)


def test_a_weekday_that_disagrees_with_its_date_is_marked() -> None:
    """«Mandag den 24.» where the 24th is a Tuesday must be asked about."""
    assert _when("mandag den tjuefjerde november").ambiguous == ("date",)


def test_a_time_that_has_gone_by_today_is_marked() -> None:
    """«I dag klokka åtte» said at half past nine."""
    assert _when("i dag klokka åtte").ambiguous == ("past",)


def test_holidays_are_left_out_of_weeks() -> None:
    """Easter week has three workdays, and the Monday after has none."""
    easter = _when("uke tolv", now=datetime(2027, 3, 1, 9, 0))
    assert easter.dates[0] == date(2027, 3, 22)
    assert easter.dates[-1] == date(2027, 3, 24)


def test_two_times_for_two_days_are_not_mixed() -> None:
    """«Mandag ti eller tirsdag to» gives both days and no time."""
    value = _when("mandag klokka ti eller tirsdag klokka to")
    assert value.minute is None
    assert "time" in value.ambiguous


@pytest.mark.parametrize("text", ["i går", "forrige mandag", "31. februar", "uke 60", "klokka 25"])
def test_what_is_no_time_to_come_is_not_read(text: str) -> None:
    """The past and what no calendar has give nothing rather than something wrong."""
    assert read_when(text, now=_NOW) is None


@pytest.mark.parametrize("text", ["mandag nei det vet jeg ikke hva", "klokka ti nei xyz"])
def test_a_value_taken_back_for_something_not_understood_is_dropped(text: str) -> None:
    """What stands before «nei» does not count when what follows was lost."""
    reading = read_when(text, now=_NOW)
    assert reading is None or (reading.value.dates == () and reading.value.minute is None)


def test_around_an_hour_leaves_half_an_hour_to_either_side() -> None:
    """«Rundt ti» is ten, and half past nine or half past ten will do."""
    assert _when("rundt klokka ti") == When(minute=600, from_minute=570, to_minute=630)


def test_a_clock_time_alone_is_read_by_the_clock() -> None:
    """One time is read, several are not."""
    reading = read_clock("vi sier klokka kvart på to")
    assert reading is not None
    assert reading.value.minute == 13 * 60 + 45
    assert read_clock("klokka ti eller klokka elleve") is None
    assert resolve_minute(600).ambiguous is False


@pytest.mark.parametrize(
    ("now", "text", "hour"),
    [
        (datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Oslo")), "om en time", 3),
        (datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Oslo")), "om to timer", 2),
    ],
)
def test_an_hour_is_an_hour_when_the_clocks_are_changed(
    now: datetime, text: str, hour: int
) -> None:
    """«om en time» before the clocks go forward is no hour that does not exist."""
    found = read_when(text, now=now)
    assert found is not None
    assert found.value.minute == hour * 60 + 30
