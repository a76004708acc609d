"""Meetings that are moved and cancelled, on both databases, by several callers at once (BOO-04)."""

from __future__ import annotations

import asyncio

from alembic import command
from sqlalchemy import Connection, select, text

from tests.calendars.office import KARI, OFFICE, OLA, SetClock, booking, slot
from tests.store.calls import new_call
from voiceagent.integrations.calendars.builtin import BuiltInCalendar
from voiceagent.ports import BookedMeeting
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database, prepare_file
from voiceagent.store.meetings import SqlMeetingBook
from voiceagent.store.records import Meeting
from voiceagent.store.reports import CallReports
from voiceagent.store.schema import migrate, migration_settings

HOURS = ("09:00", "10:00", "11:00", "12:00")


def calendar_on(database: Database) -> BuiltInCalendar:
    """Ours, with two sellers."""
    book = SqlMeetingBook(database)
    return BuiltInCalendar(book, sellers=(KARI, OLA), office=OFFICE, clock=SetClock())


async def booked(calendar: BuiltInCalendar, hour: str, call_id: str = "c1") -> BookedMeeting:
    """A meeting with Kari on a Thursday."""
    wanted = slot(f"2026-11-19 {hour}")
    meeting = await calendar.book(booking(wanted, key=f"{call_id}:{hour}", call_id=call_id))
    assert meeting is not None
    return meeting


async def test_of_several_who_move_to_one_time_one_gets_it(database: Database) -> None:
    """The others keep what they had: no meeting is lost, and none is doubled."""
    calendar = calendar_on(database)
    meetings = [await booked(calendar, hour, f"c{hour}") for hour in HOURS]
    wanted = slot("2026-11-19 14:00")
    moved = await asyncio.gather(
        *(calendar.move(one.id, wanted, call_id=f"c{one.id}") for one in meetings)
    )
    assert sum(one is not None for one in moved) == 1
    async with database.reading() as connection:
        starts = select(Meeting.starts).where(Meeting.state == "booked")
        assert len(set(await connection.execute(starts))) == len(HOURS)


async def test_a_meeting_may_move_to_another_seller(database: Database) -> None:
    """Kari's time is free again, and the invitation names Ola."""
    calendar = calendar_on(database)
    meeting = await booked(calendar, "09:00")
    to_ola = slot("2026-11-19 09:00", seller="ola")
    moved = await calendar.move(meeting.id, to_ola, call_id="c1")
    assert moved is not None
    assert "ola@example.com" in moved.ics
    assert await calendar.hold(slot("2026-11-19 09:00"), call_id="c2")


async def test_the_invitation_is_renewed_under_its_name(database: Database) -> None:
    """BOO-01: the same UID with a higher SEQUENCE, and CANCELLED at the end."""
    calendar = calendar_on(database)
    meeting = await booked(calendar, "09:00")
    moved = await calendar.move(meeting.id, slot("2026-11-19 13:00"), call_id="c1")
    assert moved is not None
    uid = f"UID:{meeting.id}"
    assert uid in moved.ics.replace("\r\n ", "")
    assert "SEQUENCE:1" in moved.ics
    assert "Pris" in moved.ics
    assert await calendar.cancel(meeting.id)
    async with database.reading() as connection:
        row = (await connection.execute(select(Meeting.ics, Meeting.state))).one()
    assert uid in row.ics.replace("\r\n ", "")
    assert "STATUS:CANCELLED" in row.ics
    assert "SEQUENCE:2" in row.ics


async def test_nobody_is_met_outside_hours_by_moving(database: Database) -> None:
    """A time that the office does not offer is none to move to either."""
    calendar = calendar_on(database)
    meeting = await booked(calendar, "09:00")
    for impossible in ("2026-11-21 10:00", "2026-11-19 20:00", "2026-11-17 10:00"):
        assert await calendar.move(meeting.id, slot(impossible), call_id="c1") is None


async def test_a_change_that_was_made_meanwhile_is_not_overwritten(database: Database) -> None:
    """Of a move and a cancellation at once, the meeting is what one of them made it."""
    calendar = calendar_on(database)
    meeting = await booked(calendar, "09:00")
    book = SqlMeetingBook(database)
    entered = await book.standing(meeting.id)
    assert entered is not None
    assert await calendar.cancel(meeting.id)
    stale = BookedMeeting(meeting.id, slot("2026-11-19 13:00"), meeting.ics)
    now = SetClock().now()
    assert not await book.shift(
        stale, call_id="c1", sequence=entered.sequence + 1, gap=OFFICE.gap, now=now
    )


async def test_a_report_tells_what_stands_from_what_was_cancelled(database: Database) -> None:
    """CRM-04, BOO-06: a cancelled meeting is no meeting, and is not forgotten."""
    calendar = calendar_on(database)
    await SqlCallStore(database).open_call(new_call())
    await booked(calendar, "09:00")
    gone = await booked(calendar, "12:00")
    await calendar.cancel(gone.id)
    report = await CallReports(database).call("c1")
    assert report is not None
    assert [one.state for one in report.meetings] == ["booked"]
    assert [one.id for one in report.cancelled] == [gone.id]


def _first_tables(connection: Connection) -> None:
    config = migration_settings()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    connection.execute(text("INSERT INTO sellers (id) VALUES ('kari')"))
    texts = "id, key, seller, call_id, title, agenda, name, company, phone, email, ics"
    times = "starts, ends, created"
    values = "'m1', 'k', 'kari', 'c1', '', '', '', '', '', '', ''"
    moments = "'2026-11-19 08:00:00', '2026-11-19 08:30:00', '2026-11-18 08:00:00'"
    connection.execute(
        text(f"INSERT INTO meetings ({texts}, {times}) VALUES ({values}, {moments})")
    )


async def test_what_was_booked_before_the_tables_changed_stands(empty_url: str) -> None:
    """A database from before is brought up with its meetings, and they can be cancelled."""
    prepare_file(empty_url)
    database = Database(empty_url)
    async with database.writing() as connection:
        await connection.run_sync(_first_tables)
    await migrate(empty_url)
    entered = await SqlMeetingBook(database).standing("m1")
    assert entered is not None
    assert entered.sequence == 0
    assert await calendar_on(database).cancel("m1")
    await database.close()
