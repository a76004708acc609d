"""A wish for a time at which nobody works, or for a day further ahead than the calendar goes.

«Klokka sju på kvelden», «lørdag», «første juledag»: that is closed, and not taken. What is searched
for instead is the nearest that is open: late in the day for an evening, the open days around a
closed one. A wish for next May gets no Monday of this week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from voiceagent.dialog.leading.callbacks import hours_of
from voiceagent.dialog.policies.policy import Market
from voiceagent.dialog.state import Wish
from voiceagent.norwegian.times.calendar_days import OfficeHours

FAR_DAYS = 28
"""As far ahead as sellers' calendars are open (``ToolSettings.horizon_days``)."""

_NEAR_MINUTES = 120
_LAST_START_MINUTES = 30
_LOOK_DAYS = 14
_SOON_DAYS = 7
_SATURDAY = 5


def open_instead(wish: Wish, today: date, market: Market) -> Wish | None:
    """The nearest open times to a wish for closed ones; None where it is open."""
    hours = hours_of(market)
    days, closed_days = wish.dates, False
    if days and not any(hours.is_open(day) for day in days):
        days, closed_days = _open_around(days, today, hours), True
    closing = hours.close_minute
    if wish.dates and not closed_days:
        closing = max(hours.closing_minute(day) for day in wish.dates if hours.is_open(day))
    first = wish.minute if wish.minute is not None else wish.from_minute
    last = wish.minute if wish.minute is not None else wish.to_minute
    if first is not None and first > closing - _LAST_START_MINUTES:
        return replace(
            wish, dates=days, minute=None, from_minute=closing - _NEAR_MINUTES, to_minute=None
        )
    if last is not None and last < hours.open_minute:
        latest = hours.open_minute + _NEAR_MINUTES
        return replace(wish, dates=days, minute=None, from_minute=None, to_minute=latest)
    return replace(wish, dates=days) if closed_days else None


def is_beyond(wish: Wish, today: date) -> bool:
    """Whether every day of a wish lies further ahead than calendars go."""
    return bool(wish.dates) and min(wish.dates) > today + timedelta(days=FAR_DAYS)


def days_onwards(wish: Wish, today: date) -> Wish | None:
    """The days after those of a wish where nothing was free, at any hour; None where it has none.

    Whoever asks for Thursday of next week is not helped by tomorrow.
    """
    timed = wish.minute is not None or wish.from_minute is not None or wish.to_minute is not None
    last = today + timedelta(days=FAR_DAYS)
    if not wish.dates or timed or min(wish.dates) >= last:
        return None
    first = min(wish.dates)  # Of «mandager», the next Monday.
    days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    return replace(wish, dates=tuple(day for day in days if day.weekday() < _SATURDAY))


def is_far(wish: Wish, today: date) -> bool:
    """Whether nothing free from these days on means that the calendar ends before them."""
    return bool(wish.dates) and min(wish.dates) > today + timedelta(days=_SOON_DAYS)


def _open_around(days: tuple[date, ...], today: date, hours: OfficeHours) -> tuple[date, ...]:
    """The last open day before closed ones, where it still lies ahead, and the two after them."""
    before = (min(days) - timedelta(days=back) for back in range(1, _LOOK_DAYS))
    after = (max(days) + timedelta(days=ahead) for ahead in range(1, _LOOK_DAYS))
    earlier = [day for day in before if day > today and hours.is_open(day)][:1]
    return (*earlier, *[day for day in after if hours.is_open(day)][:2])
