"""The tools that change a meeting, from the dialog's arguments to the calendar and the books."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.calendars.office import KARI, OFFICE, SetClock, query
from tests.support.books import MemoryCalendar, MemoryStore
from tests.support.databases import migrated
from tests.support.virtual_time import run_virtually
from voiceagent.errors import ProviderError
from voiceagent.integrations.calendars.builtin import BuiltInCalendar
from voiceagent.ports import MeetingSlot
from voiceagent.runtime.books import Books
from voiceagent.runtime.tools import Tools, ToolSettings
from voiceagent.store.database import Database
from voiceagent.store.meetings import SqlMeetingBook

START = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
FREE = [
    MeetingSlot("kari", START + timedelta(hours=hours), START + timedelta(hours=hours, minutes=30))
    for hours in (0, 1, 26)
]


def told(slot: MeetingSlot, **more: str) -> dict[str, object]:
    """A slot as the dialog names it."""
    times = {"start": slot.start.isoformat(), "end": slot.end.isoformat()}
    return {"seller": slot.seller, **times, **more}


def tools(calendar: MemoryCalendar | BuiltInCalendar) -> Tools:
    """The tools of a call, by the calendar's own clock."""
    return Tools("call1", calendar, Books(MemoryStore()), SetClock(), ToolSettings())


def test_a_meeting_is_booked_moved_and_cancelled() -> None:
    """BOO-04: each tool says in plain JSON what became of it."""

    async def run() -> None:
        calendar = MemoryCalendar(list(FREE))
        ours = tools(calendar)
        booked = await ours.run("book_meeting", told(FREE[0]))
        name = str(booked.value["meeting_id"])
        held = await ours.run("hold_slot", told(FREE[1], instead_of=name))
        assert held.value == {"held": True}
        moved = await ours.run("move_meeting", told(FREE[1], meeting_id=name))
        assert moved.value == {"moved": True, "meeting_id": name, **told(FREE[1])}
        assert calendar.free == [FREE[0], FREE[2]]
        gone = await ours.run("move_meeting", told(FREE[2], meeting_id="nobody's"))
        assert gone.value == {"moved": False}
        assert (await ours.run("cancel_meeting", {"meeting_id": name})).value == {"cancelled": True}
        again = await ours.run("cancel_meeting", {"meeting_id": name})
        assert again.value == {"cancelled": False}
        assert calendar.free == FREE

    run_virtually(run())


def test_a_calendar_that_does_not_answer_is_a_code_and_no_crash() -> None:
    """The dialog finds the words for it, and the meeting stands."""

    async def run() -> None:
        calendar = MemoryCalendar(list(FREE))
        ours = tools(calendar)
        booked = await ours.run("book_meeting", told(FREE[0]))
        calendar.fault = ProviderError("no answer", retryable=True)
        cancelled = await ours.run("cancel_meeting", {"meeting_id": booked.value["meeting_id"]})
        assert (cancelled.ok, cancelled.code) == (False, "provider")
        assert (await ours.run("cancel_meeting", {})).code == "bad_arguments"

    run_virtually(run())


async def test_half_an_hour_later_is_free_although_the_meeting_itself_is_near(
    tmp_path: Path,
) -> None:
    """The buffer around a meeting is not in the way of moving it."""
    database = Database(await migrated("sqlite", tmp_path))
    calendar = BuiltInCalendar(
        SqlMeetingBook(database), sellers=(KARI,), office=OFFICE, clock=SetClock()
    )
    ours = tools(calendar)
    (first,) = await calendar.free_slots(query(limit=1))
    name = str((await ours.run("book_meeting", told(first))).value["meeting_id"])
    half_hour = timedelta(minutes=30)
    later = MeetingSlot(first.seller, first.start + half_hour, first.end + half_hour)
    wanted: dict[str, object] = {
        "dates": [later.start.date().isoformat()],
        "not_dates": [],
        "from_minute": later.start.hour * 60 + later.start.minute,
        "to_minute": later.start.hour * 60 + later.start.minute,
        "duration_minutes": 30,
        "count": 2,
    }
    assert (await ours.run("find_slots", wanted)).value == {"slots": []}
    found = await ours.run("find_slots", {**wanted, "instead_of": name})
    assert found.value == {"slots": [told(later)]}
    assert (await ours.run("hold_slot", told(later, instead_of=name))).value == {"held": True}
    moved = await ours.run("move_meeting", told(later, meeting_id=name))
    assert moved.value["moved"] is True
    stood = await SqlMeetingBook(database).standing(name)
    assert stood is not None
    assert "SEQUENCE:1" in stood.meeting.ics
    assert (await ours.run("cancel_meeting", {"meeting_id": name})).value == {"cancelled": True}
    assert await SqlMeetingBook(database).standing(name) is None
    await database.close()
