"""Which days people work in Norway, and when an office is open.

Public holidays come from the ``holidays`` package; over them lies what every office knows and no
law says: nobody works on 24 and 31 December, and the Wednesday before Easter ends at noon.

Source: lov om 1. og 17. mai som høgtidsdagar; lov om helligdager og helligdagsfred; working life's
custom for the quiet days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office takes meetings; all in minutes after midnight, local time.

    Attributes:
        weekdays: Open weekdays, Monday is 0.
        open_minute: First minute of the day.
        close_minute: End of the day.
        lunch_from: Beginning of lunch.
        lunch_to: End of lunch.
    """

    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    open_minute: int = 8 * 60
    close_minute: int = 16 * 60
    lunch_from: int = 11 * 60 + 30
    lunch_to: int = 12 * 60

    def is_open(self, day: date) -> bool:
        """Whether the office is open at all on a day."""
        return day.weekday() in self.weekdays and not is_holiday(day)

    def closing_minute(self, day: date) -> int:
        """When the office closes on a day that it is open: noon on a half day."""
        return min(self.close_minute, _NOON) if is_half_day(day) else self.close_minute


DEFAULT_HOURS = OfficeHours()
"""Monday to Friday, 8 to 16, lunch at half past eleven."""


@lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[date, str]:
    """Norwegian public holidays of a year with their Bokmål names; ordinary Sundays left out."""
    days = holidays.country_holidays("NO", years=year, language="no")
    return dict(days.items())


@lru_cache(maxsize=64)
def easter_sunday(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning (Meeus, Jones, Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, century_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    rest_leap, rest_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * rest_leap - epact - rest_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday_name(day: date) -> str | None:
    """Name of the public holiday or quiet day; None on ordinary days."""
    if (day.month, day.day) == (12, 24):
        return "Julaften"
    if (day.month, day.day) == (12, 31):
        return "Nyttårsaften"
    return public_holidays(day.year).get(day)


def is_holiday(day: date) -> bool:
    """Whether nobody is at work on a day, apart from weekends."""
    return holiday_name(day) is not None


def is_half_day(day: date) -> bool:
    """Whether offices close at noon: the Wednesday before Maundy Thursday."""
    return day == easter_sunday(day.year) - timedelta(days=4)


def is_workday(day: date) -> bool:
    """Whether ordinary offices work on a day, half days included."""
    return day.weekday() < 5 and not is_holiday(day)


def next_workday(day: date) -> date:
    """The first workday after a day."""
    following = day + timedelta(days=1)
    while not is_workday(following):
        following += timedelta(days=1)
    return following


def workdays_between(first: date, last: date) -> tuple[date, ...]:
    """Workdays from ``first`` to ``last``, both included."""
    count = (last - first).days + 1
    days = (first + timedelta(days=offset) for offset in range(max(0, count)))
    return tuple(day for day in days if is_workday(day))
