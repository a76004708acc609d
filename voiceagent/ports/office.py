"""The sellers' calendar, and time itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MeetingSlot:
    """A free time of one seller; both ends aware, in the office's time zone."""

    seller: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """Which times are wanted.

    Attributes:
        duration_minutes: Length of the meeting.
        earliest: No slot begins before this.
        latest: No slot begins after this.
        dates: Only these dates; empty means any.
        not_dates: Never these dates.
        from_minute: Earliest start, minutes after midnight, or None.
        to_minute: Latest start, minutes after midnight, or None.
        limit: At most so many slots; they are spread over days where no date was asked for.
    """

    duration_minutes: int
    earliest: datetime
    latest: datetime
    dates: tuple[date, ...] = ()
    not_dates: tuple[date, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    limit: int = 2


@dataclass(frozen=True, slots=True)
class Booking:
    """A meeting to be written down. ``key`` makes it idempotent: same key, same meeting."""

    key: str
    slot: MeetingSlot
    call_id: str
    title: str
    agenda: str
    name: str
    company: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class BookedMeeting:
    """A meeting that stands in the calendar."""

    id: str
    slot: MeetingSlot
    ics: str


class Calendar(Protocol):
    """Free times, holds and bookings of the sellers."""

    async def free_slots(self, query: SlotQuery) -> tuple[MeetingSlot, ...]:
        """Free slots, earliest first, at most ``query.limit``.

        Raises:
            ProviderError: The calendar did not answer.
        """
        ...

    async def hold(self, slot: MeetingSlot, *, call_id: str) -> bool:
        """Keep a slot for a call for a limited time; False when it is taken by now.

        A call holds one slot at a time: a new hold frees the one before.
        """
        ...

    async def book(self, booking: Booking) -> BookedMeeting | None:
        """Book a slot, held or free; None when somebody else has it.

        Raises:
            ProviderError: The calendar did not answer; booking again with the same key is safe.
        """
        ...

    async def release(self, *, call_id: str) -> None:
        """Free what a call holds."""
        ...


class MeetingBook(Protocol):
    """Where the built-in calendar writes down meetings and holds.

    Two writers for one seller take turns: of two who want the same time, one gets it and the
    other is told.

    ``gap`` is the time that must be free before and after each meeting; ``now`` decides which
    holds have run out. All methods raise ``StoreError`` when the database cannot answer.
    """

    async def busy(
        self, earliest: datetime, latest: datetime, *, now: datetime
    ) -> tuple[MeetingSlot, ...]:
        """Meetings and live holds that touch the span, of all sellers, in any zone."""
        ...

    async def counts(self, since: datetime) -> Mapping[str, int]:
        """Meetings that begin at ``since`` or later, by seller; sellers without one are absent."""
        ...

    async def hold(
        self, slot: MeetingSlot, *, call_id: str, gap: timedelta, now: datetime, until: datetime
    ) -> bool:
        """Keep a slot for a call in place of what it held; False changes nothing."""
        ...

    async def enter(
        self, booking: Booking, meeting: BookedMeeting, *, gap: timedelta, now: datetime
    ) -> BookedMeeting | None:
        """Write a meeting down and end what its call held; None when the time is not free.

        A meeting that has the booking's key already is returned as it stands.
        """
        ...

    async def known(self, key: str) -> BookedMeeting | None:
        """The meeting with that key."""
        ...

    async def release(self, *, call_id: str) -> None:
        """End what a call holds."""
        ...


class Clock(Protocol):
    """Time, so that tests can move it."""

    def now(self) -> datetime:
        """Aware wall time."""
        ...

    def monotonic_ms(self) -> float:
        """Milliseconds that never go back."""
        ...
