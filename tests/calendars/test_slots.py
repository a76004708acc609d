"""When a seller can meet: hours, grid, clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.office import KARI, OFFICE, OSLO, slot
from voiceagent.integrations.calendars.days import is_holiday, is_quiet
from voiceagent.integrations.calendars.slots import (
    OfficeRules,
    Opening,
    SellerHours,
    fits,
    slot_at,
    starts,
)

NIGHT_AND_DAY = replace(
    OFFICE, openings=(Opening(0, 24 * 60, frozenset(range(7))),), quiet_days=True
)
ALWAYS = SellerHours("n", "N", "n@example.com", (Opening(0, 24 * 60, frozenset(range(7))),))
SPRING_FORWARD, FALL_BACK = date(2026, 3, 29), date(2026, 10, 25)


def _faces(day: date, hours: SellerHours, office: OfficeRules, minutes: int = 30) -> list[str]:
    return [f"{start:%H:%M}" for start in starts(day, hours, office, duration_minutes=minutes)]


def test_a_meeting_lies_within_the_sellers_hours() -> None:
    """The last one ends when the seller's day does."""
    faces = _faces(date(2026, 11, 18), KARI, OFFICE)
    assert (faces[0], faces[-1], len(faces)) == ("09:00", "14:30", 12)
    assert _faces(date(2026, 11, 18), KARI, OFFICE, minutes=60)[-1] == "14:00"


def test_the_office_closes_before_the_seller() -> None:
    """What counts is the time that both have open."""
    eager = replace(KARI, openings=(Opening(6 * 60, 22 * 60),))
    faces = _faces(date(2026, 11, 18), eager, OFFICE)
    assert (faces[0], faces[-1]) == ("08:00", "15:30")


def test_lunch_is_kept_free() -> None:
    """A day may have several openings; no meeting reaches from one into the other."""
    hours = replace(KARI, openings=(Opening(9 * 60, 11 * 60), Opening(12 * 60, 13 * 60)))
    assert _faces(date(2026, 11, 18), hours, OFFICE, minutes=60) == [
        "09:00",
        "09:30",
        "10:00",
        "12:00",
    ]


def test_meetings_begin_on_the_grid() -> None:
    """A day that opens at 08:15 offers 08:30 first."""
    hours = replace(KARI, openings=(Opening(8 * 60 + 15, 10 * 60),))
    assert _faces(date(2026, 11, 18), hours, OFFICE) == ["08:30", "09:00", "09:30"]


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 11, 21), id="Saturday"),
        pytest.param(date(2026, 12, 25), id="holiday"),
        pytest.param(date(2026, 12, 24), id="quiet day"),
        pytest.param(date(2026, 11, 19), id="seller away"),
        pytest.param(date(2026, 11, 20), id="office closed"),
    ],
)
def test_there_is_nothing_on_days_off(day: date) -> None:
    """BOO-01: whatever the reason."""
    hours = replace(KARI, away=frozenset({date(2026, 11, 19)}))
    office = replace(OFFICE, closed=frozenset({date(2026, 11, 20)}))
    assert _faces(day, hours, office) == []


def test_the_summer_can_be_closed() -> None:
    """Whether weeks 28 to 30 are kept is the customer's choice."""
    day = date(2026, 7, 15)
    assert _faces(day, KARI, OFFICE)
    assert _faces(day, KARI, replace(OFFICE, summer=False)) == []


def test_an_hour_that_does_not_exist_is_never_offered() -> None:
    """On the last Sunday of March the clock jumps from 02:00 to 03:00."""
    faces = _faces(SPRING_FORWARD, ALWAYS, NIGHT_AND_DAY)
    assert len(faces) == 46
    assert not {"02:00", "02:30"} & set(faces)


def test_an_hour_that_comes_twice_is_two_hours() -> None:
    """On the last Sunday of October 02:00 to 03:00 happens twice, as different moments."""
    moments = list(starts(FALL_BACK, ALWAYS, NIGHT_AND_DAY, duration_minutes=30))
    assert len({moment.astimezone(UTC) for moment in moments}) == 50
    assert [f"{moment:%H:%M}" for moment in moments].count("02:30") == 2


@pytest.mark.parametrize("day", [SPRING_FORWARD, FALL_BACK])
def test_a_meeting_across_the_clock_change_keeps_its_length(day: date) -> None:
    """Lengths are real time: an hour is an hour on every day."""
    all_starts = list(starts(day, ALWAYS, NIGHT_AND_DAY, duration_minutes=60))
    assert len(all_starts) in {45, 49}
    for start in all_starts:
        meeting = slot_at(start, "n", duration_minutes=60)
        length = meeting.end.astimezone(UTC) - meeting.start.astimezone(UTC)
        assert length == timedelta(hours=1)
        assert fits(meeting, ALWAYS, NIGHT_AND_DAY)


@pytest.mark.parametrize(
    ("day", "offset_hours"),
    [
        (date(2026, 3, 27), 1),
        (date(2026, 3, 30), 2),
        (date(2026, 10, 23), 2),
        (date(2026, 10, 26), 1),
    ],
)
def test_office_hours_follow_the_wall_clock_across_the_change(day: date, offset_hours: int) -> None:
    """BOO-01: nine o'clock is nine o'clock in Oslo, in summer and in winter."""
    office = replace(OFFICE, quiet_days=True)
    first = next(starts(day, KARI, office, duration_minutes=30))
    assert f"{first:%H:%M}" == "09:00"
    assert first.utcoffset() == timedelta(hours=offset_hours)


def test_an_opening_in_the_hour_that_is_skipped_begins_with_the_jump() -> None:
    """At 02:16 there is no 02:16: what opens then opens at three."""
    daily = frozenset(range(7))
    skipped = Opening(136, 185, daily)
    office = replace(OFFICE, openings=(skipped,), granularity_minutes=45)
    hours = replace(KARI, openings=(Opening(0, 1440, daily),))
    (start,) = starts(SPRING_FORWARD, hours, office, duration_minutes=5)
    assert f"{start:%H:%M}" == "03:00"
    assert fits(slot_at(start, "kari", duration_minutes=5), hours, office)


_openings = st.builds(
    lambda begin, length, weekdays: Opening(begin, min(begin + length, 1440), weekdays),
    begin=st.integers(0, 1430),
    length=st.integers(10, 900),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(date(2024, 1, 1), date(2030, 12, 31))
    | st.sampled_from([SPRING_FORWARD, FALL_BACK]),
    mine=st.lists(_openings, min_size=1, max_size=3),
    ours=st.lists(_openings, min_size=1, max_size=2),
    minutes=st.integers(5, 180),
    granularity=st.sampled_from([5, 15, 20, 30, 45, 60]),
)
def test_no_slot_is_ever_outside_hours_or_on_a_holiday(
    day: date, mine: list[Opening], ours: list[Opening], minutes: int, granularity: int
) -> None:
    """Whatever the hours: each start fits, lies on an open day and on an open weekday."""
    hours = replace(KARI, openings=tuple(mine))
    office = replace(OFFICE, openings=tuple(ours), granularity_minutes=granularity)
    for start in starts(day, hours, office, duration_minutes=minutes):
        assert start.tzinfo is OSLO
        assert start.astimezone(UTC).astimezone(OSLO) == start
        assert fits(slot_at(start, "kari", duration_minutes=minutes), hours, office)
        assert not is_holiday(day)
        assert not is_quiet(day)
        assert any(day.weekday() in opening.weekdays for opening in mine)


@pytest.mark.parametrize(
    "outside",
    [
        pytest.param(slot("2026-11-18 08:30"), id="before hours"),
        pytest.param(slot("2026-11-18 14:45"), id="beyond hours"),
        pytest.param(slot("2026-11-21 10:00"), id="Saturday"),
        pytest.param(slot("2026-12-25 10:00"), id="holiday"),
        pytest.param(slot("2026-11-18 10:00", minutes=-30), id="ends before it begins"),
        pytest.param(slot("2026-11-18 10:00", minutes=24 * 60), id="into the next day"),
    ],
)
def test_what_lies_outside_hours_does_not_fit(outside: object) -> None:
    """A slot that we did not offer is checked like any other."""
    assert not fits(outside, KARI, OFFICE)  # type: ignore[arg-type]


def test_a_slot_fits_whatever_zone_it_is_written_in() -> None:
    """What counts is the moment."""
    meeting = slot_at(datetime(2026, 11, 18, 8, 0, tzinfo=UTC), "kari", duration_minutes=30)
    assert fits(meeting, KARI, OFFICE)


@pytest.mark.parametrize(
    ("begin", "end", "weekdays"),
    [(600, 600, {0}), (-1, 60, {0}), (0, 1441, {0}), (0, 60, {7})],
)
def test_impossible_openings_are_refused(begin: int, end: int, weekdays: set[int]) -> None:
    """A wrong setting is found at start-up."""
    with pytest.raises(ValueError):
        Opening(begin, end, frozenset(weekdays))


@pytest.mark.parametrize(
    "wrong", [{"granularity_minutes": 0}, {"buffer_minutes": -1}, {"notice_minutes": -1}]
)
def test_impossible_rules_are_refused(wrong: dict[str, int]) -> None:
    """A grid of nothing would never end."""
    with pytest.raises(ValueError):
        OfficeRules(**wrong)  # type: ignore[arg-type]
