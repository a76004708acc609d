"""The built-in calendar on both databases: holds, bookings, and callers who want the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from tests.calendars.office import KARI, OFFICE, OLA, OSLO, SetClock, at, booking, query, slot
from tests.support.databases import migrated
from voiceagent.errors import ProviderError
from voiceagent.integrations.calendars.builtin import BuiltInCalendar
from voiceagent.integrations.calendars.slots import SellerHours
from voiceagent.ports import BookedMeeting, Calendar, MeetingBook, MeetingSlot
from voiceagent.store.database import Database
from voiceagent.store.meetings import SqlMeetingBook
from voiceagent.store.records import Meeting, SlotHold

THURSDAY = date(2026, 11, 19)


def _calendar(
    database: Database, clock: SetClock | None = None, sellers: Sequence[SellerHours] = (KARI,)
) -> Calendar:
    book: MeetingBook = SqlMeetingBook(database)
    return BuiltInCalendar(book, sellers=sellers, office=OFFICE, clock=clock or SetClock())


async def _offered(calendar: Calendar, *, limit: int = 2) -> list[str]:
    slots = await calendar.free_slots(query(dates=(THURSDAY,), limit=limit))
    return [f"{offer.start:%H:%M}" for offer in slots]


async def _meetings(database: Database) -> list[MeetingSlot]:
    async with database.reading() as connection:
        columns = select(Meeting.seller, Meeting.starts, Meeting.ends).order_by(Meeting.starts)
        return [MeetingSlot(*row) for row in await connection.execute(columns)]


async def test_what_is_offered_can_be_held_and_booked(database: Database) -> None:
    """BOO-01: from question to a meeting that stands in the database, in Oslo's time."""
    calendar = _calendar(database)
    offer, _ = await calendar.free_slots(query())
    assert await calendar.hold(offer, call_id="c1")
    meeting = await calendar.book(booking(offer))
    assert meeting is not None
    assert meeting.slot == offer
    assert meeting.slot.start.tzinfo == OSLO
    assert f"UID:{meeting.id}" in meeting.ics.replace("\r\n ", "")
    assert len(await _meetings(database)) == 1


async def test_booking_ends_the_hold(database: Database) -> None:
    """What is booked is no longer held as well."""
    calendar = _calendar(database)
    wanted = slot("2026-11-19 10:00")
    await calendar.hold(wanted, call_id="c1")
    await calendar.book(booking(wanted))
    async with database.reading() as connection:
        assert (await connection.execute(select(SlotHold.call_id))).all() == []


async def test_a_slot_may_be_booked_without_a_hold(database: Database) -> None:
    """A caller who says a time and means it needs no hold first."""
    assert await _calendar(database).book(booking(slot("2026-11-19 10:00"))) is not None


async def test_the_same_key_gives_the_same_meeting(database: Database) -> None:
    """A booking that is sent again, even for another time, is the first meeting and no second."""
    calendar = _calendar(database)
    first = await calendar.book(booking(slot("2026-11-19 10:00")))
    again = await calendar.book(booking(slot("2026-11-19 10:00")))
    other = await calendar.book(booking(slot("2026-11-19 13:00")))
    assert first is not None
    assert again == first == other
    assert len(await _meetings(database)) == 1


async def test_the_same_key_still_answers_when_the_meeting_lies_behind(database: Database) -> None:
    """A retry that comes very late is not told that the time is gone."""
    clock = SetClock()
    calendar = _calendar(database, clock)
    first = await calendar.book(booking(slot("2026-11-19 10:00")))
    clock.advance(days=7)
    assert await calendar.book(booking(slot("2026-11-19 10:00"))) == first


async def test_a_held_slot_is_kept_from_others_until_the_hold_runs_out(database: Database) -> None:
    """Ten minutes by the injected clock; then whoever asks first has it."""
    clock = SetClock()
    calendar = _calendar(database, clock)
    wanted = slot("2026-11-19 09:00")
    assert await calendar.hold(wanted, call_id="c1")
    assert (await _offered(calendar))[0] == "10:00"
    assert not await calendar.hold(wanted, call_id="c2")
    assert await calendar.book(booking(wanted, key="c2:1", call_id="c2")) is None
    clock.advance(minutes=10)
    assert (await _offered(calendar))[0] == "09:00"
    assert await calendar.hold(wanted, call_id="c2")
    assert await calendar.book(booking(wanted, key="c1:1", call_id="c1")) is None


async def test_a_hold_that_ran_out_does_not_hinder_its_own_call(database: Database) -> None:
    """A long conversation may book what nobody else took in the meantime."""
    clock = SetClock()
    calendar = _calendar(database, clock)
    wanted = slot("2026-11-19 09:00")
    await calendar.hold(wanted, call_id="c1")
    clock.advance(minutes=45)
    assert await calendar.book(booking(wanted)) is not None


async def test_holding_again_renews_the_hold(database: Database) -> None:
    """The time limit counts from the last word about it."""
    clock = SetClock()
    calendar = _calendar(database, clock)
    wanted = slot("2026-11-19 09:00")
    await calendar.hold(wanted, call_id="c1")
    clock.advance(minutes=8)
    assert await calendar.hold(wanted, call_id="c1")
    clock.advance(minutes=8)
    assert not await calendar.hold(wanted, call_id="c2")


async def test_a_new_hold_frees_the_one_before(database: Database) -> None:
    """A call holds one slot at a time, also when it goes to another seller."""
    calendar = _calendar(database, sellers=(KARI, OLA))
    first, second = slot("2026-11-19 09:00"), slot("2026-11-19 11:00", seller="ola")
    await calendar.hold(first, call_id="c1")
    assert await calendar.hold(second, call_id="c1")
    assert await calendar.hold(first, call_id="c2")
    assert not await calendar.hold(second, call_id="c2")


async def test_a_hold_that_fails_leaves_the_one_before(database: Database) -> None:
    """A caller who asks for a time that is gone does not lose the one he had."""
    calendar = _calendar(database)
    mine, theirs = slot("2026-11-19 09:00"), slot("2026-11-19 11:00")
    await calendar.hold(mine, call_id="c1")
    await calendar.hold(theirs, call_id="c2")
    assert not await calendar.hold(theirs, call_id="c1")
    assert not await calendar.hold(mine, call_id="c3")


async def test_what_is_released_is_free(database: Database) -> None:
    """A call that ends without a meeting gives its slot back; doing so twice is harmless."""
    calendar = _calendar(database)
    wanted = slot("2026-11-19 09:00")
    await calendar.hold(wanted, call_id="c1")
    await calendar.release(call_id="c1")
    await calendar.release(call_id="c1")
    assert await calendar.hold(wanted, call_id="c2")


@pytest.mark.parametrize("kind_of_claim", ["hold", "meeting"])
async def test_times_that_overlap_or_come_too_close_are_refused(
    database: Database, kind_of_claim: str
) -> None:
    """The buffer is kept by the book itself and not by the offers alone."""
    calendar = _calendar(database)
    standing = slot("2026-11-19 10:00", minutes=60)
    if kind_of_claim == "hold":
        await calendar.hold(standing, call_id="c1")
    else:
        await calendar.book(booking(standing))
    for start in ("09:00", "09:30", "10:00", "10:30", "11:00"):
        near = slot(f"2026-11-19 {start}", minutes=60)
        assert not await calendar.hold(near, call_id="c2")
        assert await calendar.book(booking(near, key="c2:1", call_id="c2")) is None
    assert await calendar.hold(slot("2026-11-19 11:15", minutes=60), call_id="c2")


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(slot("2026-11-17 10:00"), id="in the past"),
        pytest.param(slot("2026-11-21 10:00"), id="on a Saturday"),
        pytest.param(slot("2026-12-25 10:00"), id="on a holiday"),
        pytest.param(slot("2026-11-19 07:00"), id="before the office opens"),
        pytest.param(slot("2026-11-19 10:00", seller="nobody"), id="with nobody"),
    ],
)
async def test_a_time_that_was_never_to_be_had_is_refused(
    database: Database, wanted: MeetingSlot
) -> None:
    """Whatever a dialog comes up with: no meeting stands outside hours."""
    calendar = _calendar(database)
    assert not await calendar.hold(wanted, call_id="c1")
    assert await calendar.book(booking(wanted)) is None


async def test_meetings_are_shared_out_between_sellers(database: Database) -> None:
    """BOO-10: each next caller gets whoever has the fewest meetings."""
    calendar = _calendar(database, sellers=(KARI, OLA))
    for number in range(6):
        offer, _ = await calendar.free_slots(query())
        assert await calendar.book(booking(offer, key=f"c{number}", call_id=f"c{number}"))
    sellers = [meeting.seller for meeting in await _meetings(database)]
    assert (sellers.count("kari"), sellers.count("ola")) == (3, 3)


async def test_of_twenty_callers_who_want_one_time_one_gets_it(database: Database) -> None:
    """All book at once; the others are told, and nobody gets an error."""
    calendar = _calendar(database)
    wanted = slot("2026-11-19 10:00")
    results = await asyncio.gather(
        *(calendar.book(booking(wanted, key=f"k{n}", call_id=f"c{n}")) for n in range(20))
    )
    assert len([meeting for meeting in results if meeting]) == 1
    assert len(await _meetings(database)) == 1


async def test_of_twenty_callers_who_would_hold_one_time_one_does(database: Database) -> None:
    """All hold at once."""
    calendar = _calendar(database)
    wanted = slot("2026-11-19 10:00")
    results = await asyncio.gather(*(calendar.hold(wanted, call_id=f"c{n}") for n in range(20)))
    assert results.count(True) == 1


async def test_one_key_booked_with_two_sellers_at_once_is_one_meeting(database: Database) -> None:
    """The key is stronger than the seller: both requests get the same meeting."""
    calendar = _calendar(database, sellers=(KARI, OLA))
    results = await asyncio.gather(
        *(
            calendar.book(booking(slot("2026-11-19 10:00", seller=seller)))
            for seller in ("kari", "ola") * 4
        )
    )
    assert len({meeting.id for meeting in results if meeting}) == 1
    assert None not in results
    assert len(await _meetings(database)) == 1


_wishes = st.lists(
    st.tuples(
        st.sampled_from(["kari", "ola"]),
        st.integers(0, 11),
        st.sampled_from([15, 30, 45, 60, 90]),
        st.integers(0, 5),
        st.booleans(),
    ),
    min_size=2,
    max_size=14,
)


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],  # a race does not shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wishes=_wishes)
def test_no_two_meetings_of_one_seller_ever_overlap(
    kind: str, tmp_path: Path, wishes: list[tuple[str, int, int, int, bool]]
) -> None:
    """Whatever is held and booked at once by several services on one database."""

    async def wish(
        calendar: Calendar, one: tuple[str, int, int, int, bool]
    ) -> BookedMeeting | None:
        seller, half_hours, minutes, caller, holds = one
        start = at("2026-11-19 09:00") + timedelta(minutes=30 * half_hours)
        wanted = MeetingSlot(seller, start, start + timedelta(minutes=minutes))
        call_id = f"c{caller}"
        if holds:
            await calendar.hold(wanted, call_id=call_id)
        key = f"{call_id}:{seller}:{half_hours}"
        return await calendar.book(booking(wanted, key=key, call_id=call_id))

    async def play() -> None:
        url = await migrated(kind, tmp_path)
        services = [Database(url), Database(url)]
        calendars = [_calendar(service, sellers=(KARI, OLA)) for service in services]
        try:
            await asyncio.gather(
                *(wish(calendars[number % 2], one) for number, one in enumerate(wishes))
            )
            standing = await _meetings(services[0])
        finally:
            for service in services:
                await service.close()
        for name in ("kari", "ola"):
            mine = [meeting for meeting in standing if meeting.seller == name]
            for earlier, later in pairwise(mine):
                assert earlier.end + OFFICE.gap <= later.start

    asyncio.run(play())
    for leftover in tmp_path.glob("calls.db-*"):
        leftover.unlink()


async def test_a_calendar_whose_database_fails_says_that_it_may_be_asked_again(
    database: Database,
) -> None:
    """The dialog hears of a failed tool and not of SQL; nothing was done by halves."""
    calendar = _calendar(database)
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE meetings RENAME TO elsewhere"))
    wanted = slot("2026-11-19 10:00")
    with pytest.raises(ProviderError, match="did not answer") as caught:
        await calendar.book(booking(wanted))
    assert caught.value.retryable
    with pytest.raises(ProviderError):
        await calendar.free_slots(query())
    with pytest.raises(ProviderError):
        await calendar.hold(wanted, call_id="c1")
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO meetings"))
    assert await calendar.book(booking(wanted)) is not None


@pytest.mark.parametrize("sellers", [(), (KARI, replace(OLA, seller="kari"))])
def test_a_calendar_needs_sellers_that_can_be_told_apart(
    sellers: tuple[SellerHours, ...], tmp_path: Path
) -> None:
    """A wrong setting is found at start-up."""
    database = Database(f"sqlite:///{tmp_path}/calls.db")
    with pytest.raises(ValueError, match="seller"):
        _calendar(database, sellers=sellers)
