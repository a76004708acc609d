"""The port ``Calendar``: the built-in one on a database, and the one that tests use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.calendars.office import KARI, OFFICE, SetClock, booking, query
from tests.support.books import MemoryCalendar
from tests.support.databases import migrated
from voiceagent.integrations.calendars.builtin import BuiltInCalendar
from voiceagent.ports import Calendar, MeetingSlot
from voiceagent.store.database import Database
from voiceagent.store.meetings import SqlMeetingBook


@asynccontextmanager
async def built_in(folder: Path) -> AsyncIterator[Calendar]:
    """Ours, on SQLite; on PostgreSQL it has the tests of its own room."""
    database = Database(await migrated("sqlite", folder))
    yield BuiltInCalendar(
        SqlMeetingBook(database), sellers=(KARI,), office=OFFICE, clock=SetClock()
    )
    await database.close()


@asynccontextmanager
async def memory(folder: Path) -> AsyncIterator[Calendar]:
    """The one of the runtime's tests, with the same free times."""
    async with built_in(folder) as office:
        yield MemoryCalendar(list(await office.free_slots(query(limit=20))))


Opener = Callable[[Path], AbstractAsyncContextManager[Calendar]]
CALENDARS: dict[str, Opener] = {"memory": memory, "built_in": built_in}


@pytest.fixture(params=CALENDARS)
async def calendar(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Calendar]:
    """A calendar with a few free weeks."""
    async with CALENDARS[request.param](tmp_path) as opened:
        yield opened


async def two(calendar: Calendar) -> tuple[MeetingSlot, MeetingSlot]:
    """The first two free times."""
    first, second = await calendar.free_slots(query(limit=2))
    return first, second


@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_free_times_come_earliest_first_and_no_more_than_wanted(
    calendar: Calendar, limit: int
) -> None:
    """Whatever is free, the caller hears a few times in their order."""
    slots = await calendar.free_slots(query(limit=limit))
    assert len(slots) == limit
    assert list(slots) == sorted(slots, key=lambda slot: slot.start)
    assert all(slot.start.tzinfo and slot.end > slot.start for slot in slots)


async def test_a_time_that_one_call_holds_is_not_to_be_had_by_another(calendar: Calendar) -> None:
    """Until it is released; the call that holds it may ask again."""
    first, _ = await two(calendar)
    assert await calendar.hold(first, call_id="c1")
    assert await calendar.hold(first, call_id="c1")
    assert not await calendar.hold(first, call_id="c2")
    await calendar.release(call_id="c1")
    assert await calendar.hold(first, call_id="c2")


async def test_a_call_holds_one_time_at_once(calendar: Calendar) -> None:
    """A new hold frees the one before."""
    first, second = await two(calendar)
    await calendar.hold(first, call_id="c1")
    assert await calendar.hold(second, call_id="c1")
    assert await calendar.hold(first, call_id="c2")


async def test_a_time_can_be_booked_held_or_free(calendar: Calendar) -> None:
    """And then it is not free any more, nor to be held."""
    first, second = await two(calendar)
    await calendar.hold(first, call_id="c1")
    for slot, key in ((first, "a"), (second, "b")):
        meeting = await calendar.book(booking(slot, key=key, call_id="c1"))
        assert meeting is not None
        assert meeting.slot == slot
        assert meeting.ics.startswith("BEGIN:VCALENDAR")
    left = await calendar.free_slots(query(limit=20))
    assert not {first, second} & set(left)
    assert not await calendar.hold(first, call_id="c2")


async def test_one_key_is_one_meeting(calendar: Calendar) -> None:
    """Asked again after an answer that got lost, it is the same."""
    first, _ = await two(calendar)
    meeting = await calendar.book(booking(first, key="a"))
    assert await calendar.book(booking(first, key="a")) == meeting


async def test_a_time_that_somebody_else_has_is_not_booked(calendar: Calendar) -> None:
    """Booked or held by another call: the caller is told, and nothing is entered."""
    first, second = await two(calendar)
    await calendar.book(booking(first, key="a", call_id="c1"))
    assert await calendar.book(booking(first, key="b", call_id="c2")) is None
    await calendar.hold(second, call_id="c1")
    assert await calendar.book(booking(second, key="c", call_id="c2")) is None


async def test_releasing_what_is_not_held_does_nothing(calendar: Calendar) -> None:
    """Every call releases at its end."""
    await calendar.release(call_id="c9")
    await calendar.release(call_id="c9")


async def test_a_meeting_can_be_moved_to_a_time_that_is_free(calendar: Calendar) -> None:
    """BOO-04: it keeps its name, has the new time, and its old time is to be had again."""
    first, second = await two(calendar)
    booked = await calendar.book(booking(first, key="a", call_id="c1"))
    assert booked is not None
    assert await calendar.hold(second, call_id="c1", instead_of=booked.id)
    moved = await calendar.move(booked.id, second, call_id="c1")
    assert moved is not None
    assert (moved.id, moved.slot) == (booked.id, second)
    left = await calendar.free_slots(query(limit=20))
    assert first in left
    assert second not in left


async def test_moving_to_where_it_stands_changes_nothing(calendar: Calendar) -> None:
    """Asked again after an answer that got lost, the meeting is where it should be."""
    first, second = await two(calendar)
    booked = await calendar.book(booking(first, key="a"))
    assert booked is not None
    moved = await calendar.move(booked.id, second, call_id="c1")
    assert moved is not None
    assert await calendar.move(booked.id, second, call_id="c1") == moved


async def test_a_meeting_is_not_moved_onto_somebody_else(calendar: Calendar) -> None:
    """Booked or held by another call: the meeting stays where it was."""
    first, second = await two(calendar)
    booked = await calendar.book(booking(first, key="a", call_id="c1"))
    assert booked is not None
    await calendar.hold(second, call_id="c2")
    assert await calendar.move(booked.id, second, call_id="c1") is None
    await calendar.release(call_id="c2")
    await calendar.book(booking(second, key="b", call_id="c2"))
    assert await calendar.move(booked.id, second, call_id="c1") is None
    assert first not in await calendar.free_slots(query(limit=20))


async def test_a_cancelled_meeting_frees_its_time(calendar: Calendar) -> None:
    """BOO-04: once; cancelling again, or what never was, says so and does nothing."""
    first, _ = await two(calendar)
    booked = await calendar.book(booking(first, key="a"))
    assert booked is not None
    assert await calendar.cancel(booked.id)
    assert first in await calendar.free_slots(query(limit=20))
    assert not await calendar.cancel(booked.id)
    assert not await calendar.cancel("nobody's")
    assert await calendar.move(booked.id, first, call_id="c1") is None


async def test_a_cancelled_time_can_be_booked_again_in_the_same_call(calendar: Calendar) -> None:
    """The caller changes their mind twice: the second booking is a meeting of its own."""
    first, _ = await two(calendar)
    booked = await calendar.book(booking(first, key="a"))
    assert booked is not None
    await calendar.cancel(booked.id)
    again = await calendar.book(booking(first, key="a"))
    assert again is not None
    assert again.id != booked.id
    assert first not in await calendar.free_slots(query(limit=20))
