"""When we call back: what a caller said about it, as a stretch of our opening hours.

    said            window
    «klokka ti»     the next ten o'clock that lies ahead, for half an hour
    «på torsdag»    Thursday, from opening to closing
    «etter lunsj»   today after lunch, or tomorrow's
    «snarest»       what is left of today, or the next open day

A time when nobody is at work is moved to the nearest that is: within the same day where that is
open, else to the next open day at the same hour. Then ``moved`` is set, and the caller is asked.
Times are wall time in the market's zone, so a call after a clock change is no hour late.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from voiceagent.dialog.policies.policy import Market
from voiceagent.dialog.state import Wish
from voiceagent.dialog.understanding.preferences import Preference, bent
from voiceagent.dialog.understanding.wishes import narrowed
from voiceagent.norwegian.speaking.speak import say_date, say_time
from voiceagent.norwegian.times.calendar_days import OfficeHours
from voiceagent.norwegian.times.dates import WEEKDAYS
from voiceagent.norwegian.times.when import When

EXACT_MINUTES = 30
"""A clock time is kept for so long."""

_LEAST_MINUTES = 10
_SOON_MINUTES = 15
_LOOK_AHEAD_DAYS = 60
_NARROW_MINUTES = 90
"""A stretch that was named by its ends is read back by them."""
_NOON, _LUNCH_ENDS = 12 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one day in which we call.

    Attributes:
        start: Its beginning, aware.
        end: Its end.
        moved: The caller named a time when nobody is at work, and this is the nearest.
        soon: The caller left the time to us.
    """

    start: datetime
    end: datetime
    moved: bool = False
    soon: bool = False

    @property
    def exact(self) -> bool:
        """Whether it stands for a clock time."""
        return self.end - self.start <= timedelta(minutes=EXACT_MINUTES) and not self.soon


def hours_of(market: Market) -> OfficeHours:
    """When people are at work there."""
    return OfficeHours(open_minute=market.opens_minute, close_minute=market.closes_minute)


def window_for(
    when: When | None, now: datetime, market: Market, preferences: tuple[Preference, ...]
) -> Window:
    """The window that ``when`` means; None and an empty one leave the time to us."""
    zone = ZoneInfo(market.zone)
    local, hours = now.astimezone(zone), hours_of(market)
    wish = bent(narrowed(Wish(), when or When()), preferences, local)
    soon = when is None or (wish.minute is None and not when.dates and when.any_time)
    for day in _days(wish, local.date()):
        inside = _within(day, wish, local, hours)
        if inside is not None:
            return Window(*inside, soon=soon)
    return _nearest(wish, local, hours)


def _days(wish: Wish, today: date) -> Iterable[date]:
    """The days that the wish allows, earliest first."""
    if wish.dates:
        return [day for day in wish.dates if day >= today and day not in wish.not_dates]
    # A time alone means its next coming; who wants that is not asking for some later week.
    days = 2 if wish.minute is not None or wish.from_minute is not None else _LOOK_AHEAD_DAYS
    ahead = (today + timedelta(days=count) for count in range(days))
    return [day for day in ahead if day not in wish.not_dates]


def _within(
    day: date, wish: Wish, now: datetime, hours: OfficeHours
) -> tuple[datetime, datetime] | None:
    """The part of a day's opening that the wish allows and that lies ahead."""
    if not hours.is_open(day):
        return None
    low, high = hours.open_minute, hours.closing_minute(day)
    if wish.minute is not None:
        start = _at(day, wish.minute, now)
        if not low <= wish.minute < high or start <= now:
            return None
        return start, start + timedelta(minutes=EXACT_MINUTES)
    first = low if wish.from_minute is None else max(low, wish.from_minute)
    last = high if wish.to_minute is None else min(high, wish.to_minute)
    start, end = max(_at(day, first, now), _whole_minute(now)), _at(day, last, now)
    return (start, end) if end - start >= timedelta(minutes=_LEAST_MINUTES) else None


def _nearest(wish: Wish, now: datetime, hours: OfficeHours) -> Window:
    """The nearest open time to a wish that names a closed one."""
    asked = next((day for day in wish.dates if day >= now.date()), now.date())
    exact = wish.minute is not None
    minute = next(
        (one for one in (wish.minute, wish.from_minute, wish.to_minute) if one is not None), None
    )
    for count in range(_LOOK_AHEAD_DAYS):
        day = asked + timedelta(days=count)
        if not hours.is_open(day) or day in wish.not_dates:
            continue
        low, last = hours.open_minute, hours.closing_minute(day)
        if minute is None:
            start, end = max(_at(day, low, now), _whole_minute(now)), _at(day, last, now)
            if end - start >= timedelta(minutes=_LEAST_MINUTES):
                return Window(start, end, moved=bool(wish.dates), soon=not wish.dates)
            continue
        near = _at(day, min(max(minute, low), last - EXACT_MINUTES), now)
        if near > now:
            end = _at(day, last, now)
            if not exact and low <= minute < last and wish.from_minute is not None:
                upper = last if wish.to_minute is None else min(last, wish.to_minute)
                end = _at(day, max(upper, minute + EXACT_MINUTES), now)
                return Window(near, end, moved=bool(wish.dates))
            return Window(near, near + timedelta(minutes=EXACT_MINUTES), moved=True)
    return Window(now, now + timedelta(minutes=EXACT_MINUTES), moved=True)


def _at(day: date, minute: int, now: datetime) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=now.tzinfo)


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


# ---------------------------------------------------------------- saying it


def say_window(window: Window, now: datetime, *, of_week: bool = False) -> str:
    """A window as it is read back, in Bokmål: «i morgen klokka ti», «tirsdag ettermiddag».

    ``of_week``: a week was said, so its day has a name: «neste uke» is not heard as «i morgen».
    """
    local = now.astimezone(window.start.tzinfo)
    away = (window.start.date() - local.date()).days
    if window.exact:
        minute = window.start.hour * 60 + window.start.minute
        return f"{_say_day(window.start.date(), local)} klokka {say_time(minute)}"
    first = window.start.hour * 60 + window.start.minute
    last = window.end.hour * 60 + window.end.minute
    if window.soon and away == 0:
        return "så snart vi kan i dag"
    day = _say_day(window.start.date(), local)
    if of_week and away == 1:
        day = WEEKDAYS[window.start.weekday()]
    if away == 0 and window.start - local < timedelta(minutes=_SOON_MINUTES):
        return "i løpet av dagen"
    ahead = window.start - local > timedelta(minutes=_SOON_MINUTES)
    if ahead and last - first <= _NARROW_MINUTES:
        return f"{day} mellom {say_time(first)} og {say_time(last)}"
    if last <= _NOON:
        return "i formiddag" if away == 0 else f"{day} formiddag"
    if first >= _LUNCH_ENDS and last - first >= 3 * 60:
        return "i ettermiddag" if away == 0 else f"{day} ettermiddag"
    if last - first >= 6 * 60:
        return f"i løpet av {day}" if away > 1 else f"{day}"
    return f"{day} mellom {say_time(first)} og {say_time(last)}"


def as_value(window: Window, words: str) -> dict[str, object]:
    """A window as the slot ``callback`` keeps it: ISO 8601 ends, and the caller's words."""
    return {"from": window.start.isoformat(), "to": window.end.isoformat(), "words": words}


def written_window(value: object) -> str:
    """A kept window as a colleague reads it: «mandag 23. november 10:00–10:30 (i morgen …)»."""
    if not isinstance(value, dict):
        return ""
    start = datetime.fromisoformat(str(value["from"]))
    end = datetime.fromisoformat(str(value["to"]))
    words = f" («{value['words']}»)" if value.get("words") else ""
    return f"{say_date(start.date(), start)} {start:%H:%M}–{end:%H:%M}{words}"


def _say_day(day: date, now: datetime) -> str:
    away = (day - now.date()).days
    if away in (0, 1):
        return ("i dag", "i morgen")[away]
    return WEEKDAYS[day.weekday()] if away < len(WEEKDAYS) else say_date(day, now)
