"""The built-in calendar's book: no two meetings of one seller overlap, whoever asks at once.

Everybody who wants to write for a seller first locks that seller's row (on SQLite the transaction
itself is the lock), then looks whether the time is free, then writes. So the look and the write
cannot be parted by somebody else's. A hold is free again as soon as ``expires`` has passed; its
row is swept away by the next one who writes for that seller. A meeting that was cancelled stays in
the book and takes nobody's time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Row,
    and_,
    delete,
    func,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from voiceagent.ports import BookedMeeting, Booking, EnteredMeeting, MeetingSlot
from voiceagent.store.database import Database
from voiceagent.store.records import Meeting, Seller, SlotHold
from voiceagent.store.upserts import added, replaced

BOOKED = "booked"
CANCELLED = "cancelled"
_BOOKED_TEXTS = ("key", "call_id", "title", "agenda", "name", "company", "phone", "email")

Timed = type[Meeting] | type[SlotHold]


class SqlMeetingBook:
    """The port ``MeetingBook`` on SQLite or PostgreSQL. Times come back in UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.dialect
        self._add_seller = added(Seller, dialect, keys=("id",))
        self._add_meeting = added(Meeting, dialect, keys=("key",))
        self._put_hold = replaced(SlotHold, dialect, keys=("call_id",))

    async def busy(
        self, earliest: datetime, latest: datetime, *, now: datetime, but: str = ""
    ) -> tuple[MeetingSlot, ...]:
        """Meetings, all ``but`` that one, and live holds that touch the span, of all sellers."""
        query = union_all(
            select(Meeting.seller, Meeting.starts, Meeting.ends).where(
                _touches(Meeting, earliest, latest), *_standing(but)
            ),
            select(SlotHold.seller, SlotHold.starts, SlotHold.ends).where(
                _touches(SlotHold, earliest, latest), SlotHold.expires > now
            ),
        )
        async with self._database.reading() as connection:
            return tuple(MeetingSlot(*row) for row in await connection.execute(query))

    async def counts(self, since: datetime) -> Mapping[str, int]:
        """Meetings that begin at ``since`` or later, by seller."""
        query = (
            select(Meeting.seller, func.count())
            .where(Meeting.starts >= since, *_standing())
            .group_by(Meeting.seller)
        )
        async with self._database.reading() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def hold(
        self,
        slot: MeetingSlot,
        *,
        call_id: str,
        gap: timedelta,
        now: datetime,
        until: datetime,
        instead_of: str = "",
    ) -> bool:
        """Keep a slot for a call in place of what it held; False changes nothing."""
        async with self._database.writing() as connection:
            await self._lock(connection, slot.seller, now)
            if not await _is_free(connection, slot, call_id=call_id, gap=gap, but=instead_of):
                return False
            await connection.execute(
                self._put_hold,
                {
                    "call_id": call_id,
                    "seller": slot.seller,
                    "starts": slot.start,
                    "ends": slot.end,
                    "expires": until,
                },
            )
        return True

    async def enter(
        self, booking: Booking, meeting: BookedMeeting, *, gap: timedelta, now: datetime
    ) -> BookedMeeting | None:
        """Write a meeting down and end what its call held; None when the time is not free."""
        slot = booking.slot
        async with self._database.writing() as connection:
            await self._lock(connection, slot.seller, now)
            known = await _known(connection, booking.key)
            if known is not None:
                return known
            if not await _is_free(connection, slot, call_id=booking.call_id, gap=gap):
                return None
            await connection.execute(self._add_meeting, _row(booking, meeting, now))
            await connection.execute(_holds_of(booking.call_id))
            # Another seller's lock does not keep the same key out: whoever was first stands.
            return await _known(connection, booking.key)

    async def standing(self, meeting_id: str) -> EnteredMeeting | None:
        """A meeting that stands, by its name."""
        async with self._database.reading() as connection:
            query = select(*Meeting.__table__.columns).where(Meeting.id == meeting_id, *_standing())
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _entered(row)

    async def shift(
        self,
        meeting: BookedMeeting,
        *,
        call_id: str,
        sequence: int,
        gap: timedelta,
        now: datetime,
    ) -> bool:
        """Write a standing meeting's new time down and end what the call held."""
        slot = meeting.slot
        async with self._database.writing() as connection:
            # The seller who loses the meeting only gains time: the new one's lock is enough.
            await self._lock(connection, slot.seller, now)
            if not await _is_free(connection, slot, call_id=call_id, gap=gap, but=meeting.id):
                return False
            changes = {
                "key": f"{meeting.id}:{sequence}",
                "seller": slot.seller,
                "starts": slot.start,
                "ends": slot.end,
            }
            if not await _change(connection, meeting, changes, sequence=sequence, now=now):
                return False
            await connection.execute(_holds_of(call_id))
        return True

    async def strike(self, meeting: BookedMeeting, *, sequence: int, now: datetime) -> bool:
        """Mark a meeting as cancelled and free its time; False when it does not stand."""
        changes = {"state": CANCELLED, "key": f"{meeting.id}:{sequence}"}
        async with self._database.writing() as connection:
            return await _change(connection, meeting, changes, sequence=sequence, now=now)

    async def known(self, key: str) -> BookedMeeting | None:
        """The meeting with that key."""
        async with self._database.reading() as connection:
            return await _known(connection, key)

    async def release(self, *, call_id: str) -> None:
        """End what a call holds."""
        async with self._database.writing() as connection:
            await connection.execute(_holds_of(call_id))

    async def _lock(self, connection: AsyncConnection, seller: str, now: datetime) -> None:
        """Wait for this seller's turn, and sweep away the holds of his that have run out."""
        await connection.execute(self._add_seller, {"id": seller})
        await connection.execute(select(Seller.id).where(Seller.id == seller).with_for_update())
        expired = and_(SlotHold.seller == seller, SlotHold.expires <= now)
        await connection.execute(delete(SlotHold).where(expired))


def _standing(but: str = "") -> tuple[ColumnElement[bool], ...]:
    """What holds of a meeting that takes its time, and is not the one left out."""
    stands = Meeting.state == BOOKED
    return (stands, Meeting.id != but) if but else (stands,)


async def _change(
    connection: AsyncConnection,
    meeting: BookedMeeting,
    changes: Mapping[str, object],
    *,
    sequence: int,
    now: datetime,
) -> bool:
    """Change a meeting that stands, unless somebody else has changed it meanwhile.

    Its key changes with it: the booking that made it can no longer be repeated.
    """
    values = {**changes, "ics": meeting.ics, "sequence": sequence, "changed": now}
    unchanged = Meeting.sequence == sequence - 1
    statement = update(Meeting).where(Meeting.id == meeting.id, unchanged, *_standing())
    result = await connection.execute(statement.values(**values))
    return result.rowcount == 1


def _entered(row: Row[tuple[Any, ...]]) -> EnteredMeeting:
    slot = MeetingSlot(row.seller, row.starts, row.ends)
    texts = {name: getattr(row, name) for name in _BOOKED_TEXTS}
    booking = Booking(slot=slot, **texts)
    return EnteredMeeting(BookedMeeting(row.id, slot, row.ics), booking, row.sequence)


def _touches(table: Timed, start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(table.starts < end, table.ends > start)


async def _is_free(
    connection: AsyncConnection,
    slot: MeetingSlot,
    *,
    call_id: str,
    gap: timedelta,
    but: str = "",
) -> bool:
    """Whether no other meeting (``but`` that one) and nobody else's hold comes within ``gap``."""
    start, end = slot.start - gap, slot.end + gap
    meetings = select(Meeting.id).where(
        Meeting.seller == slot.seller, _touches(Meeting, start, end), *_standing(but)
    )
    holds = select(SlotHold.call_id).where(
        SlotHold.seller == slot.seller,
        _touches(SlotHold, start, end),
        SlotHold.call_id != call_id,
    )
    return (await connection.execute(union_all(meetings, holds).limit(1))).first() is None


async def _known(connection: AsyncConnection, key: str) -> BookedMeeting | None:
    query = select(Meeting.id, Meeting.seller, Meeting.starts, Meeting.ends, Meeting.ics).where(
        Meeting.key == key
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    return BookedMeeting(row.id, MeetingSlot(row.seller, row.starts, row.ends), row.ics)


def _row(booking: Booking, meeting: BookedMeeting, now: datetime) -> dict[str, object]:
    return {
        "id": meeting.id,
        "key": booking.key,
        "seller": booking.slot.seller,
        "starts": booking.slot.start,
        "ends": booking.slot.end,
        "call_id": booking.call_id,
        "title": booking.title,
        "agenda": booking.agenda,
        "name": booking.name,
        "company": booking.company,
        "phone": booking.phone,
        "email": booking.email,
        "ics": meeting.ics,
        "created": now,
        "state": BOOKED,
        "sequence": 0,
        "changed": None,
    }


def _holds_of(call_id: str) -> Delete:
    return delete(SlotHold).where(SlotHold.call_id == call_id)
