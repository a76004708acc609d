"""An office with sellers, a clock that tests move, and queries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from voiceagent.integrations.calendars.slots import OfficeRules, Opening, SellerHours
from voiceagent.ports import Booking, MeetingSlot, SlotQuery

OSLO = ZoneInfo("Europe/Oslo")
OFFICE = OfficeRules()
KARI = SellerHours("kari", "Kari Nordmann", "kari@example.com", (Opening(9 * 60, 15 * 60),))
OLA = SellerHours("ola", "Ola Nordmann", "ola@example.com", (Opening(9 * 60, 15 * 60),))


def at(text: str) -> datetime:
    """A moment by the clocks of Oslo: ``"2026-11-18 09:30"``."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


WEDNESDAY = at("2026-11-18 09:30")


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = WEDNESDAY) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """Where it was set."""
        return self._now

    def monotonic_ms(self) -> float:
        """The same, as a count."""
        return self._now.timestamp() * 1000

    def advance(self, **span: float) -> None:
        """Move on by a ``timedelta``'s arguments."""
        self._now += timedelta(**span)


def query(
    *,
    earliest: datetime = WEDNESDAY,
    days: int = 14,
    duration_minutes: int = 30,
    dates: tuple[date, ...] = (),
    not_dates: tuple[date, ...] = (),
    from_minute: int | None = None,
    to_minute: int | None = None,
    limit: int = 2,
) -> SlotQuery:
    """A search that asks for nothing special."""
    return SlotQuery(
        duration_minutes=duration_minutes,
        earliest=earliest,
        latest=earliest + timedelta(days=days),
        dates=dates,
        not_dates=not_dates,
        from_minute=from_minute,
        to_minute=to_minute,
        limit=limit,
    )


def slot(start: str, *, seller: str = "kari", minutes: int = 30) -> MeetingSlot:
    """A slot by the clocks of Oslo."""
    begin = at(start)
    return MeetingSlot(seller, begin, begin + timedelta(minutes=minutes))


def booking(wanted: MeetingSlot, *, key: str = "c1:1", call_id: str = "c1") -> Booking:
    """A meeting that a caller agreed to."""
    return Booking(
        key=key,
        slot=wanted,
        call_id=call_id,
        title="Møte om varmepumper",
        agenda="Behov\nPris; levering, og neste steg",
        name="Per Ås",
        company="Ås Rør AS",
        phone="+4790000001",
        email="per@example.org",
    )
