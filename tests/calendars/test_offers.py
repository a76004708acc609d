"""Which times are offered, and to whom they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.office import KARI, OFFICE, OLA, WEDNESDAY, at, query, slot
from voiceagent.integrations.calendars.days import is_holiday
from voiceagent.integrations.calendars.offers import offers
from voiceagent.integrations.calendars.slots import SellerHours, slot_at
from voiceagent.ports import MeetingSlot, SlotQuery


def _offered(
    asked: SlotQuery,
    *,
    sellers: Sequence[SellerHours] = (KARI,),
    busy: Iterable[MeetingSlot] = (),
    counts: Mapping[str, int] | None = None,
    now: datetime = WEDNESDAY,
) -> tuple[MeetingSlot, ...]:
    return offers(asked, sellers, OFFICE, busy=busy, counts=counts or {}, now=now)


def _faces(slots: Iterable[MeetingSlot]) -> list[str]:
    return [f"{offer.start:%d %H:%M}" for offer in slots]


def test_two_times_are_offered_on_two_days_one_in_each_half() -> None:
    """BOO-12: exactly two at first, far enough apart to be a choice."""
    assert _faces(_offered(query())) == ["18 11:30", "19 12:00"]


def test_a_date_that_was_asked_for_gives_its_morning_and_its_afternoon() -> None:
    """On one day the two lie as far apart as the halves of the day."""
    asked = query(dates=(date(2026, 11, 20),))
    assert _faces(_offered(asked)) == ["20 09:00", "20 12:00"]


def test_a_time_of_day_that_was_asked_for_is_kept_to() -> None:
    """«Etter klokka to»: both offers begin then or later, on two days."""
    asked = query(from_minute=14 * 60)
    assert _faces(_offered(asked)) == ["18 14:00", "19 14:00"]
    asked = query(dates=(date(2026, 11, 19),), to_minute=10 * 60, limit=9)
    assert _faces(_offered(asked)) == ["19 09:00", "19 09:30", "19 10:00"]


def test_dates_that_do_not_suit_are_left_out() -> None:
    """«Ikke torsdag»: Thursday is passed over."""
    asked = query(not_dates=(date(2026, 11, 18), date(2026, 11, 19)))
    assert _faces(_offered(asked)) == ["20 09:00", "23 12:00"]


def test_no_time_is_offered_at_too_short_notice() -> None:
    """Two hours' notice from half past nine is half past eleven."""
    first = _offered(query(dates=(date(2026, 11, 18),), limit=1))[0]
    assert first.start == at("2026-11-18 11:30")


def test_nothing_is_offered_beyond_the_horizon() -> None:
    """A caller who asks for next year is told that there is nothing yet."""
    asked = query(earliest=at("2027-11-18 09:00"))
    assert _offered(asked) == ()
    far = query(days=10_000, dates=(date(2040, 5, 3),))
    assert _offered(far) == ()


def test_meetings_and_the_buffer_around_them_are_taken() -> None:
    """A quarter of an hour stays free before and after each meeting."""
    asked = query(dates=(date(2026, 11, 19),), limit=20)
    faces = _faces(_offered(asked, busy=[slot("2026-11-19 10:00")]))
    assert faces[:3] == ["19 09:00", "19 11:00", "19 11:30"]


def test_a_time_goes_to_the_seller_with_the_fewest_meetings() -> None:
    """BOO-10: sellers share the meetings; the order given settles ties."""
    both = (KARI, OLA)
    assert {offer.seller for offer in _offered(query(), sellers=both)} == {"kari"}
    offered = _offered(query(), sellers=both, counts={"kari": 3, "ola": 1})
    assert {offer.seller for offer in offered} == {"ola"}


def test_a_time_that_one_seller_has_taken_is_offered_with_the_other() -> None:
    """What is free is free with anybody."""
    asked = query(dates=(date(2026, 11, 19),), limit=1)
    (offer,) = _offered(asked, sellers=(KARI, OLA), busy=[slot("2026-11-19 09:00")])
    assert (offer.seller, f"{offer.start:%H:%M}") == ("ola", "09:00")


def test_a_week_without_a_free_time_gives_nothing() -> None:
    """An empty answer and no error: the dialog asks for another week."""
    away = replace(
        KARI, away=frozenset(date(2026, 11, 16) + timedelta(days=number) for number in range(30))
    )
    assert _offered(query(), sellers=(away,)) == ()


_moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
_meetings = st.builds(
    lambda start, hours, seller: slot_at(start, seller, duration_minutes=hours * 15),
    start=_moments,
    hours=st.integers(1, 12),
    seller=st.sampled_from(["kari", "ola"]),
)


@settings(max_examples=50, deadline=None)
@given(
    now=_moments,
    begins=st.integers(-48, 24 * 30),
    days=st.integers(0, 20),
    duration=st.sampled_from([15, 30, 45, 60, 90]),
    limit=st.integers(1, 6),
    busy=st.lists(_meetings, max_size=12),
    from_minute=st.none() | st.integers(0, 1439),
    nearby=st.lists(st.integers(0, 24), max_size=6),
)
def test_what_is_offered_is_free_open_ahead_and_as_asked(
    now: datetime,
    begins: int,
    days: int,
    duration: int,
    limit: int,
    busy: list[MeetingSlot],
    from_minute: int | None,
    nearby: list[int],
) -> None:
    """BOO-01: never in the past, on a holiday, at short notice, taken, or not what was asked."""
    near = [slot_at(now + timedelta(hours=hour), "kari", duration_minutes=60) for hour in nearby]
    earliest = now + timedelta(hours=begins)
    asked = query(
        earliest=earliest,
        days=days,
        duration_minutes=duration,
        limit=limit,
        from_minute=from_minute,
    )
    taken = busy + near
    offered = _offered(asked, sellers=(KARI, OLA), busy=taken, now=now)
    assert len(offered) <= limit
    assert list(offered) == sorted(offered, key=lambda offer: offer.start.astimezone(UTC))
    for offer in offered:
        start, end = offer.start.astimezone(UTC), offer.end.astimezone(UTC)
        assert end - start == timedelta(minutes=duration)
        assert start >= max(earliest, now + timedelta(minutes=OFFICE.notice_minutes))
        assert start <= asked.latest
        assert not is_holiday(offer.start.date())
        assert offer.start.weekday() < 5
        assert from_minute is None or offer.start.hour * 60 + offer.start.minute >= from_minute
        for other in taken:
            apart = end + OFFICE.gap <= other.start or other.end + OFFICE.gap <= start
            assert other.seller != offer.seller or apart


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_without_a_date_every_offer_has_a_day_of_its_own(limit: int) -> None:
    """As long as there are days enough."""
    offered = _offered(query(limit=limit))
    assert len({offer.start.date() for offer in offered}) == limit


def test_more_offers_than_days_share_days() -> None:
    """Three offers on two days: nothing is held back for the sake of spreading."""
    dates = (date(2026, 11, 19), date(2026, 11, 20))
    offered = _faces(_offered(query(dates=dates, limit=3)))
    assert offered == ["19 09:00", "19 09:30", "20 12:00"]
