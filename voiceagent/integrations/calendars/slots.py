"""When a seller can meet somebody: opening hours, holidays, clock changes. Pure arithmetic.

A slot lies within one opening of the office and one of the seller, on an open day, and begins on
the grid (a multiple of ``granularity_minutes`` after midnight). Hours are wall time in the
office's zone; lengths are real time. So on the two days when the clock changes a meeting lasts as
long as on others, an hour that does not exist is never offered, and one that comes twice may be.

Python compares two times of one zone by their faces and not as moments, hence every comparison
here is made in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from voiceagent.integrations.calendars.days import is_common_holiday, is_holiday, is_quiet
from voiceagent.ports import MeetingSlot

DAY_MINUTES = 24 * 60
WORKING_DAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch of the day that is open on some weekdays (Monday is 0), as minutes after midnight.

    Raises:
        ValueError: It does not lie within a day, or names a weekday that there is not.
    """

    from_minute: int
    to_minute: int
    weekdays: frozenset[int] = WORKING_DAYS

    def __post_init__(self) -> None:
        if not 0 <= self.from_minute < self.to_minute <= DAY_MINUTES:
            raise ValueError("an opening must begin before it ends, within one day")
        if not self.weekdays <= frozenset(range(7)):
            raise ValueError("weekdays are 0 (Monday) to 6")


@dataclass(frozen=True, slots=True)
class SellerHours:
    """A seller: his name in slots, how invitations present him, and when he takes meetings."""

    seller: str
    name: str
    email: str
    openings: tuple[Opening, ...]
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """What holds for all sellers.

    Attributes:
        openings: The office's hours; sellers meet within them only.
        granularity_minutes: Meetings begin at multiples of this after midnight.
        buffer_minutes: Free time between two meetings of one seller.
        notice_minutes: A slot is offered no later than this before it begins.
        horizon_days: No slot is offered further ahead.
        closed: Further days without meetings.
        quiet_days: Whether meetings are offered on quiet days (see ``days``).
        summer: Whether meetings are offered in the common summer holiday.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Oslo"))
    openings: tuple[Opening, ...] = (Opening(8 * 60, 16 * 60),)
    granularity_minutes: int = 30
    buffer_minutes: int = 15
    notice_minutes: int = 120
    horizon_days: int = 90
    closed: frozenset[date] = frozenset()
    quiet_days: bool = False
    summer: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.granularity_minutes <= DAY_MINUTES:
            raise ValueError("the granularity must be positive and at most a day")
        if min(self.buffer_minutes, self.notice_minutes, self.horizon_days) < 0:
            raise ValueError("buffer, notice and horizon cannot be negative")

    @property
    def gap(self) -> timedelta:
        """The buffer as a length of time."""
        return timedelta(minutes=self.buffer_minutes)

    def is_open(self, day: date) -> bool:
        """Whether any meeting may be on that day, whatever the weekday."""
        if is_holiday(day) or day in self.closed:
            return False
        return (self.quiet_days or not is_quiet(day)) and (
            self.summer or not is_common_holiday(day)
        )


def starts(
    day: date, hours: SellerHours, office: OfficeRules, *, duration_minutes: int
) -> Iterator[datetime]:
    """Times on ``day``, earliest first, when a meeting of that length fits; aware, in the zone."""
    step, duration = timedelta(minutes=office.granularity_minutes), _minutes(duration_minutes)
    for from_minute, to_minute in _windows(day, hours, office):
        first = -(-from_minute // office.granularity_minutes) * office.granularity_minutes
        start = _moment(day, first, office.zone)
        end = _moment(day, to_minute, office.zone, fold=1)
        while start + duration <= end:
            yield start.astimezone(office.zone)
            start += step


def fits(slot: MeetingSlot, hours: SellerHours, office: OfficeRules) -> bool:
    """Whether a slot lies wholly within the seller's and the office's hours."""
    start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
    day = slot.start.astimezone(office.zone).date()
    return start < end and any(
        _moment(day, from_minute, office.zone) <= start
        and end <= _moment(day, to_minute, office.zone, fold=1)
        for from_minute, to_minute in _windows(day, hours, office)
    )


def slot_at(start: datetime, seller: str, *, duration_minutes: int) -> MeetingSlot:
    """The slot that begins at ``start`` and lasts that long in real time, in the same zone."""
    end = start.astimezone(UTC) + _minutes(duration_minutes)
    return MeetingSlot(seller=seller, start=start, end=end.astimezone(start.tzinfo))


def in_zone(slot: MeetingSlot, zone: ZoneInfo) -> MeetingSlot:
    """The same slot by the office's clock."""
    return MeetingSlot(slot.seller, slot.start.astimezone(zone), slot.end.astimezone(zone))


def _windows(day: date, hours: SellerHours, office: OfficeRules) -> Iterator[tuple[int, int]]:
    """What the office's and the seller's openings of that day have in common, earliest first."""
    if day in hours.away or not office.is_open(day):
        return
    weekday = day.weekday()
    shared = (
        (max(ours.from_minute, his.from_minute), min(ours.to_minute, his.to_minute))
        for ours in office.openings
        for his in hours.openings
        if weekday in ours.weekdays and weekday in his.weekdays
    )
    yield from sorted({window for window in shared if window[0] < window[1]})


def _moment(day: date, minute: int, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """The moment when the wall clock shows that minute; of two such, ``fold`` picks one.

    A minute that the clock jumps over is the moment of the jump.
    """
    days, rest = divmod(minute, DAY_MINUTES)
    face = time(rest // 60, rest % 60, fold=fold, tzinfo=zone)
    moment = datetime.combine(day + timedelta(days=days), face).astimezone(UTC)
    if moment.astimezone(zone).time() != face.replace(tzinfo=None):
        return _moment(day, minute + 1, zone, fold=fold)
    return moment


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
