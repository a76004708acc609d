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
        instead_of: A meeting that is to be moved: its own time counts as free.
    """

    duration_minutes: int
    earliest: datetime
    latest: datetime
    dates: tuple[date, ...] = ()
    not_dates: tuple[date, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    limit: int = 2
    instead_of: str = ""


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


@dataclass(frozen=True, slots=True)
class EnteredMeeting:
    """A meeting as the book has it, with what its invitation is made of.

    Attributes:
        meeting: Its name, time and invitation.
        booking: What was booked, at the time where it stands now.
        sequence: How often it was changed: the invitation's SEQUENCE.
    """

    meeting: BookedMeeting
    booking: Booking
    sequence: int


class Calendar(Protocol):
    """Free times, holds and bookings of the sellers."""

    async def free_slots(self, query: SlotQuery) -> tuple[MeetingSlot, ...]:
        """Free slots, earliest first, at most ``query.limit``.

        Raises:
            ProviderError: The calendar did not answer.
        """
        ...

    async def hold(self, slot: MeetingSlot, *, call_id: str, instead_of: str = "") -> bool:
        """Keep a slot for a call for a limited time; False when it is taken by now.

        A call holds one slot at a time: a new hold frees the one before. ``instead_of`` is a
        meeting that is to be moved there: its own time is not in the way.
        """
        ...

    async def book(self, booking: Booking) -> BookedMeeting | None:
        """Book a slot, held or free; None when somebody else has it.

        Raises:
            ProviderError: The calendar did not answer; booking again with the same key is safe.
        """
        ...

    async def move(
        self, meeting_id: str, slot: MeetingSlot, *, call_id: str
    ) -> BookedMeeting | None:
        """Put a meeting at another slot, held by the call or free.

        None changes nothing: somebody else has the time, or no such meeting stands. The meeting
        keeps its name, so that its invitation can be renewed.

        Raises:
            ProviderError: The calendar did not answer; moving again to the same slot is safe.
        """
        ...

    async def cancel(self, meeting_id: str) -> bool:
        """Strike a meeting out; its time is free again. False when no such meeting stands.

        Raises:
            ProviderError: The calendar did not answer; cancelling again is safe.
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
        self, earliest: datetime, latest: datetime, *, now: datetime, but: str = ""
    ) -> tuple[MeetingSlot, ...]:
        """Meetings (all ``but`` that one) and live holds that touch the span, in any zone."""
        ...

    async def counts(self, since: datetime) -> Mapping[str, int]:
        """Meetings that begin at ``since`` or later, by seller; sellers without one are absent."""
        ...

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
        """Keep a slot for a call in place of what it held; False changes nothing.

        The meeting ``instead_of`` is not in the way.
        """
        ...

    async def enter(
        self, booking: Booking, meeting: BookedMeeting, *, gap: timedelta, now: datetime
    ) -> BookedMeeting | None:
        """Write a meeting down and end what its call held; None when the time is not free.

        A meeting that has the booking's key already is returned as it stands.
        """
        ...

    async def standing(self, meeting_id: str) -> EnteredMeeting | None:
        """A meeting that stands, by its name; None for one that was cancelled or never was."""
        ...

    async def shift(
        self,
        meeting: BookedMeeting,
        *,
        call_id: str,
        sequence: int,
        gap: timedelta,
        now: datetime,
    ) -> bool:
        """Write a standing meeting's new time down and end what the call held.

        False changes nothing: the time is not free, or the meeting no longer stands.
        """
        ...

    async def strike(self, meeting: BookedMeeting, *, sequence: int, now: datetime) -> bool:
        """Mark a meeting as cancelled and free its time; False when it does not stand."""
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
