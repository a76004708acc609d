"""Which of the free times to offer. Pure.

Two times that differ are worth more than two in a row: where the caller named no date they lie on
different days, and where he named no time of day they take turns between morning and afternoon.
Within that, the earlier the better. A time that several sellers have free goes to the one with
the fewest meetings, and among equals to the one named first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from voiceagent.integrations.calendars.slots import OfficeRules, SellerHours, slot_at, starts
from voiceagent.ports import MeetingSlot, SlotQuery

NOON = 12

_DAY = timedelta(days=1)


def offers(
    query: SlotQuery,
    sellers: Sequence[SellerHours],
    office: OfficeRules,
    *,
    busy: Iterable[MeetingSlot],
    counts: Mapping[str, int],
    now: datetime,
) -> tuple[MeetingSlot, ...]:
    """The slots to offer, earliest first, at most ``query.limit``."""
    ranked = sorted(sellers, key=lambda hours: counts.get(hours.seller, 0))
    taken = _taken(busy, office.gap)
    days = (
        tuple(_free_on(day, query, ranked, office, taken, now)) for day in _days(query, office, now)
    )
    open_days = filter(None, days)
    # Without a date, so many days are enough that each offer can have one of its own.
    picked = _spread(
        list(open_days) if query.dates else list(islice(open_days, query.limit)),
        limit=query.limit,
        halves=query.from_minute is None and query.to_minute is None,
    )
    return tuple(sorted(picked, key=_moment))


def _days(query: SlotQuery, office: OfficeRules, now: datetime) -> Iterator[date]:
    first = max(query.earliest.astimezone(UTC), now.astimezone(UTC)).astimezone(office.zone).date()
    horizon = now.astimezone(office.zone).date() + office.horizon_days * _DAY
    last = min(query.latest.astimezone(office.zone).date(), horizon)
    if query.dates:
        candidates = sorted(day for day in set(query.dates) if first <= day <= last)
    else:
        candidates = [first + number * _DAY for number in range((last - first).days + 1)]
    return (day for day in candidates if day not in query.not_dates)


def _free_on(
    day: date,
    query: SlotQuery,
    ranked: Sequence[SellerHours],
    office: OfficeRules,
    taken: Mapping[str, Sequence[tuple[datetime, datetime]]],
    now: datetime,
) -> list[MeetingSlot]:
    """One slot for each time of the day that anybody has free, earliest first."""
    notice = timedelta(minutes=office.notice_minutes)
    soonest = max(query.earliest.astimezone(UTC), now.astimezone(UTC) + notice)
    latest = query.latest.astimezone(UTC)
    found: dict[datetime, MeetingSlot] = {}
    for hours in ranked:
        for start in starts(day, hours, office, duration_minutes=query.duration_minutes):
            moment = start.astimezone(UTC)
            if moment in found or not soonest <= moment <= latest or not _wanted(start, query):
                continue
            slot = slot_at(start, hours.seller, duration_minutes=query.duration_minutes)
            if _is_free(slot, taken.get(hours.seller, ())):
                found[moment] = slot
    return [found[moment] for moment in sorted(found)]


def _wanted(start: datetime, query: SlotQuery) -> bool:
    minute = start.hour * 60 + start.minute
    return (query.from_minute is None or query.from_minute <= minute) and (
        query.to_minute is None or minute <= query.to_minute
    )


def _taken(
    busy: Iterable[MeetingSlot], gap: timedelta
) -> dict[str, list[tuple[datetime, datetime]]]:
    """By seller, the spans in which no meeting may lie, in UTC."""
    spans: dict[str, list[tuple[datetime, datetime]]] = {}
    for slot in busy:
        span = (slot.start.astimezone(UTC) - gap, slot.end.astimezone(UTC) + gap)
        spans.setdefault(slot.seller, []).append(span)
    return spans


def _is_free(slot: MeetingSlot, spans: Sequence[tuple[datetime, datetime]]) -> bool:
    start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
    return all(end <= begins or ends <= start for begins, ends in spans)


def _spread(
    days: Sequence[Sequence[MeetingSlot]], *, limit: int, halves: bool
) -> list[MeetingSlot]:
    """Pick in turn from each day; with ``halves``, each time from the other half of the day."""
    left = [list(day) for day in days]
    picked: list[MeetingSlot] = []
    while len(picked) < limit and any(left):
        for day in left:
            if day and len(picked) < limit:
                other = [slot for slot in day if picked and _half(slot) != _half(picked[-1])]
                slot = other[0] if halves and other else day[0]
                day.remove(slot)
                picked.append(slot)
    return picked


def _half(slot: MeetingSlot) -> bool:
    return slot.start.hour < NOON


def _moment(slot: MeetingSlot) -> datetime:
    return slot.start.astimezone(UTC)
