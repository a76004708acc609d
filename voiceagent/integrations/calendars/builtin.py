"""The calendar of a house that has none: sellers' hours here, meetings in our own database.

It keeps no state of its own; what is free is computed from hours, holidays and the book at each
question, and who gets a time is decided by the book alone, in one transaction. What is offered
may therefore be gone when it is asked for, and the caller is told so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from voiceagent.errors import ProviderError, StoreError
from voiceagent.integrations.calendars.invitations import invitation
from voiceagent.integrations.calendars.offers import offers
from voiceagent.integrations.calendars.slots import OfficeRules, SellerHours, fits, in_zone
from voiceagent.integrations.calendars.zones import zone_rules
from voiceagent.ports import (
    BookedMeeting,
    Booking,
    Clock,
    MeetingBook,
    MeetingSlot,
    SlotQuery,
)

HOLD_MINUTES = 10
FAIRNESS_DAYS = 28


class BuiltInCalendar:
    """The port ``Calendar`` over a ``MeetingBook``.

    Args:
        book: Where meetings and holds are written down.
        sellers: Whom meetings can be with; the order settles who gets a tie.
        office: What holds for all of them.
        clock: Decides what is past, what is too soon and which holds have run out.
        hold_minutes: How long a slot is kept for a call.
        domain: The right half of the meetings' world-wide names.

    Raises:
        ValueError: There is no seller, or two of one name.
    """

    def __init__(
        self,
        book: MeetingBook,
        *,
        sellers: Sequence[SellerHours],
        office: OfficeRules,
        clock: Clock,
        hold_minutes: int = HOLD_MINUTES,
        domain: str = "voiceagent.invalid",
    ) -> None:
        self._book = book
        self._sellers = {hours.seller: hours for hours in sellers}
        if len(self._sellers) != len(sellers) or not sellers:
            raise ValueError("a calendar needs at least one seller, each with a name of his own")
        self._office = office
        self._clock = clock
        self._hold_for = timedelta(minutes=hold_minutes)
        self._domain = domain
        self._warm_up()

    async def free_slots(self, query: SlotQuery) -> tuple[MeetingSlot, ...]:
        """Free slots, earliest first, at most ``query.limit``.

        Raises:
            ProviderError: The database did not answer.
        """
        now, gap = self._now(), self._office.gap
        margin = gap + timedelta(minutes=query.duration_minutes)
        with _answered():
            busy = await self._book.busy(
                query.earliest - margin, query.latest + margin, now=now, but=query.instead_of
            )
            counts = await self._book.counts(now - timedelta(days=FAIRNESS_DAYS))
        return offers(
            query, tuple(self._sellers.values()), self._office, busy=busy, counts=counts, now=now
        )

    async def hold(self, slot: MeetingSlot, *, call_id: str, instead_of: str = "") -> bool:
        """Keep a slot for a call for a limited time; False when it is taken by now.

        The time of the meeting ``instead_of``, which is to be moved, is not in the way. After
        False the call still holds what it held before.

        Raises:
            ProviderError: The database did not answer.
        """
        now = self._now()
        if self._hours_for(slot) is None:
            return False
        with _answered():
            return await self._book.hold(
                slot,
                call_id=call_id,
                gap=self._office.gap,
                now=now,
                until=now + self._hold_for,
                instead_of=instead_of,
            )

    async def book(self, booking: Booking) -> BookedMeeting | None:
        """Book a slot, held or free; None when somebody else has it, or it is no time to meet.

        Raises:
            ProviderError: The database did not answer; booking again with the same key is safe.
        """
        with _answered():
            meeting = await self._book.known(booking.key)
            if meeting is None:
                meeting = await self._enter(booking)
        if meeting is None:
            return None
        return BookedMeeting(meeting.id, in_zone(meeting.slot, self._office.zone), meeting.ics)

    async def move(
        self, meeting_id: str, slot: MeetingSlot, *, call_id: str
    ) -> BookedMeeting | None:
        """Put a meeting at another slot; None, and no change, when that is not to be had.

        Raises:
            ProviderError: The database did not answer; moving again to the same slot is safe.
        """
        now, slot = self._now(), in_zone(slot, self._office.zone)
        with _answered():
            entered = await self._book.standing(meeting_id)
            if entered is None:
                return None
            if in_zone(entered.meeting.slot, self._office.zone) == slot:
                return BookedMeeting(meeting_id, slot, entered.meeting.ics)
            hours = self._hours_for(slot)
            if hours is None:
                return None
            booking, sequence = replace(entered.booking, slot=slot), entered.sequence + 1
            ics = self._invitation(booking, hours, meeting_id, sequence)
            meeting = BookedMeeting(meeting_id, slot, ics)
            moved = await self._book.shift(
                meeting, call_id=call_id, sequence=sequence, gap=self._office.gap, now=now
            )
        return meeting if moved else None

    async def cancel(self, meeting_id: str) -> bool:
        """Strike a meeting out; its time is free again. False when no such meeting stands.

        Raises:
            ProviderError: The database did not answer; cancelling again is safe.
        """
        with _answered():
            entered = await self._book.standing(meeting_id)
            if entered is None:
                return False
            slot, sequence = in_zone(entered.meeting.slot, self._office.zone), entered.sequence + 1
            booking = replace(entered.booking, slot=slot)
            hours = self._sellers.get(slot.seller, SellerHours(slot.seller, slot.seller, "", ()))
            ics = self._invitation(booking, hours, meeting_id, sequence, cancelled=True)
            meeting = BookedMeeting(meeting_id, slot, ics)
            return await self._book.strike(meeting, sequence=sequence, now=self._now())

    def _invitation(
        self,
        booking: Booking,
        hours: SellerHours,
        meeting_id: str,
        sequence: int,
        *,
        cancelled: bool = False,
    ) -> str:
        return invitation(
            booking,
            hours,
            meeting_id=meeting_id,
            domain=self._domain,
            now=self._now(),
            sequence=sequence,
            cancelled=cancelled,
        )

    async def release(self, *, call_id: str) -> None:
        """Free what a call holds.

        Raises:
            ProviderError: The database did not answer.
        """
        with _answered():
            await self._book.release(call_id=call_id)

    async def _enter(self, booking: Booking) -> BookedMeeting | None:
        now, slot = self._now(), in_zone(booking.slot, self._office.zone)
        hours = self._hours_for(slot)
        if hours is None:
            return None
        meeting_id = uuid4().hex
        local = replace(booking, slot=slot)
        ics = self._invitation(local, hours, meeting_id, 0)
        meeting = BookedMeeting(id=meeting_id, slot=slot, ics=ics)
        return await self._book.enter(local, meeting, gap=self._office.gap, now=now)

    def _warm_up(self) -> None:
        """Work out holidays and clock changes now, which would halt a call for some 50 ms."""
        year = self._now().year
        for coming in (year, year + 1):
            self._office.is_open(date(coming, 1, 2))
            zone_rules(self._office.zone, coming)

    def _now(self) -> datetime:
        """The time in UTC, where sums of times are what they seem."""
        return self._clock.now().astimezone(UTC)

    def _hours_for(self, slot: MeetingSlot) -> SellerHours | None:
        """The seller of a slot that lies ahead and within his hours."""
        hours = self._sellers.get(slot.seller)
        ahead = slot.start.astimezone(UTC) > self._now()
        return hours if hours and ahead and fits(slot, hours, self._office) else None


@contextmanager
def _answered() -> Iterator[None]:
    """Turn the book's failure into the calendar's; asking again has no second effect."""
    try:
        yield
    except StoreError as error:
        raise ProviderError("the built-in calendar did not answer", retryable=True) from error
