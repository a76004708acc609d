"""Books, carrier and calendar that live in memory: for the runtime's tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from voiceagent.errors import ProviderError, StoreError
from voiceagent.ports import (
    BookedMeeting,
    Booking,
    CallRecord,
    ClosedCall,
    MeetingSlot,
    NewCall,
    SlotQuery,
    TimelineEntry,
)


@dataclass(slots=True)
class MemoryStore:
    """Implements the port ``CallStore``; while ``broken`` it takes nothing."""

    broken: bool = False
    opened: list[NewCall] = field(default_factory=list)
    records: list[CallRecord] = field(default_factory=list)
    closed: list[ClosedCall] = field(default_factory=list)

    def _check(self) -> None:
        if self.broken:
            raise StoreError("the database is locked")

    async def open_call(self, call: NewCall) -> None:
        self._check()
        self.opened.append(call)

    async def append(self, records: Sequence[CallRecord]) -> None:
        self._check()
        self.records += records

    async def close_call(self, closed: ClosedCall) -> None:
        self._check()
        if all(known.call_id != closed.call_id for known in self.closed):
            self.closed.append(closed)

    async def close_interrupted(self, now: datetime) -> tuple[str, ...]:
        self._check()
        return ()

    async def timeline(self, call_id: str) -> tuple[TimelineEntry, ...]:
        self._check()
        return tuple(
            record
            for record in self.records
            if isinstance(record, TimelineEntry) and record.call_id == call_id
        )


@dataclass(slots=True)
class MemoryCarrier:
    """Implements the port ``Carrier``; ``fault`` is what it raises."""

    hung_up: list[str] = field(default_factory=list)
    transfers: list[tuple[str, str, str]] = field(default_factory=list)
    fault: ProviderError | None = None

    async def hang_up(self, call_sid: str) -> None:
        self.hung_up.append(call_sid)
        if self.fault:
            raise self.fault

    async def transfer(self, call_sid: str, *, target: str, summary: str) -> None:
        if self.fault:
            raise self.fault
        self.transfers.append((call_sid, target, summary))


@dataclass(slots=True)
class MemoryCalendar:
    """Implements the port ``Calendar`` over a list of free slots; ``fault`` is what it raises."""

    free: list[MeetingSlot] = field(default_factory=list)
    held: dict[str, MeetingSlot] = field(default_factory=dict)
    booked: dict[str, BookedMeeting] = field(default_factory=dict)
    asked: list[SlotQuery] = field(default_factory=list)
    fault: ProviderError | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def free_slots(self, query: SlotQuery) -> tuple[MeetingSlot, ...]:
        self.asked.append(query)
        if self.fault:
            raise self.fault
        return tuple(self.free[: query.limit])

    async def hold(self, slot: MeetingSlot, *, call_id: str, instead_of: str = "") -> bool:
        own = self._standing(instead_of)
        mine = own is not None and own.slot == slot
        if (slot not in self.free and not mine) or self._others(slot, call_id):
            return False
        self.held[call_id] = slot
        return True

    async def book(self, booking: Booking) -> BookedMeeting | None:
        if booking.key in self.booked:
            return self.booked[booking.key]
        if booking.slot not in self.free or self._others(booking.slot, booking.call_id):
            return None
        self.free.remove(booking.slot)
        meeting = BookedMeeting(f"m{next(self._numbers)}", booking.slot, "BEGIN:VCALENDAR")
        self.booked[booking.key] = meeting
        return meeting

    async def move(
        self, meeting_id: str, slot: MeetingSlot, *, call_id: str
    ) -> BookedMeeting | None:
        meeting = self._standing(meeting_id)
        if meeting is None or meeting.slot == slot:
            return meeting
        if slot not in self.free or self._others(slot, call_id):
            return None
        self.free.remove(slot)
        self._give_back(meeting.slot)
        moved = BookedMeeting(meeting_id, slot, meeting.ics)
        self._rename(meeting, moved)
        self.held.pop(call_id, None)
        return moved

    async def cancel(self, meeting_id: str) -> bool:
        if self.fault:
            raise self.fault
        meeting = self._standing(meeting_id)
        if meeting is None:
            return False
        self._give_back(meeting.slot)
        self._rename(meeting, None)
        return True

    def _standing(self, meeting_id: str) -> BookedMeeting | None:
        return next((one for one in self.booked.values() if one.id == meeting_id), None)

    def _rename(self, meeting: BookedMeeting, moved: BookedMeeting | None) -> None:
        """Its old key is spent: the booking that made it cannot be repeated."""
        self.booked = {key: one for key, one in self.booked.items() if one.id != meeting.id}
        if moved is not None:
            self.booked[f"{meeting.id}:moved"] = moved

    def _give_back(self, slot: MeetingSlot) -> None:
        self.free = sorted([*self.free, slot], key=lambda free: free.start)

    async def release(self, *, call_id: str) -> None:
        self.held.pop(call_id, None)

    def _others(self, slot: MeetingSlot, call_id: str) -> bool:
        return any(held == slot and other != call_id for other, held in self.held.items())
